//! Two [`Code`]s → what breaks.

use super::{Body, Code, Item, Member, Surface};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that consumers could write and cannot write any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Break {
    /// The model whose type it is, by its old name.
    pub(in super::super) model: String,
    /// The field, by its old name on the wire; the new one for a field that comes.
    pub(in super::super) member: Option<String>,
    /// What it is.
    pub(in super::super) effect: Effect,
    /// Whether it breaks where types can be built and taken apart from outside.
    pub(in super::super) plain: bool,
    /// Whether it breaks where they cannot.
    pub(in super::super) non_exhaustive: bool,
    /// Whether it breaks as the options have it.
    pub(in super::super) emitted: bool,
}

/// What kind of break it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Effect {
    /// The type is gone or another kind of thing.
    Type,
    /// A member came, went or is of another type.
    Member,
    /// A member has a `Box` around it now, or none any more, and is the same otherwise.
    Boxed,
    /// The type lost traits.
    Traits(Vec<String>),
    /// A function takes or gives something else.
    Function(String),
    /// A function takes the same types under other names, in another order: nothing fails.
    Order(String),
    /// The same name on the wire, and another in code: old and new.
    Ident(String, String),
    /// The type cannot be built from outside any more.
    Closed,
}

/// What breaks between two codes.
pub(in super::super) fn breaks(old: &Code, new: &Code) -> Vec<Break> {
    let owners = owners(&old.surface);
    let mut found = Vec::new();
    let renamed: HashMap<&str, &str> =
        new.surface.items.iter().map(|(ident, it)| (it.model.as_str(), ident.as_str())).collect();
    for (ident, item) in &old.surface.items {
        let (model, member) = owners
            .get(ident.as_str())
            .map_or((item.model.clone(), None), |it| (it.0.to_owned(), Some(it.1.to_owned())));
        let mut out = Out { model, inner: member, found: &mut found };
        match new.surface.items.get(ident) {
            Some(now) => {
                let closed = Closed {
                    plain: old.never.contains(ident),
                    non_exhaustive: old.always.contains(ident),
                    emitted: item.non_exhaustive,
                };
                types(item, now, closed, &mut out);
            }
            None => match renamed.get(item.model.as_str()) {
                Some(other) => out.say(None, Effect::Ident(ident.clone(), (*other).to_owned()), [true; 3]),
                None => out.say(None, Effect::Type, [true; 3]),
            },
        }
    }
    found
}

/// Whether a type is `#[non_exhaustive]`, in each profile.
#[derive(Clone, Copy)]
struct Closed {
    plain: bool,
    non_exhaustive: bool,
    emitted: bool,
}

impl Closed {
    /// What breaks only code that builds or takes apart the whole.
    fn whole(self) -> [bool; 3] {
        [!self.plain, !self.non_exhaustive, !self.emitted]
    }
}

struct Out<'a> {
    model: String,
    /// The field that the type belongs to, for a type without a name in the documents.
    inner: Option<String>,
    found: &'a mut Vec<Break>,
}

impl Out<'_> {
    fn say(&mut self, member: Option<&str>, effect: Effect, [plain, non_exhaustive, emitted]: [bool; 3]) {
        let member = self.inner.clone().or(member.map(str::to_owned));
        self.found.push(Break { model: self.model.clone(), member, effect, plain, non_exhaustive, emitted });
    }
}

fn types(old: &Item, new: &Item, closed: Closed, out: &mut Out<'_>) {
    match (&old.body, &new.body) {
        (Body::Struct(one), Body::Struct(other)) | (Body::Enum(one), Body::Enum(other)) => {
            members(one, other, closed, out);
        }
        (Body::Tuple(one), Body::Tuple(other)) if one == other => {}
        (Body::Alias(one), Body::Alias(other)) if one == other => return,
        _ => return out.say(None, Effect::Type, [true; 3]),
    }
    let lost: Vec<String> = old.traits.difference(&new.traits).cloned().collect();
    if !lost.is_empty() {
        out.say(None, Effect::Traits(lost), [true; 3]);
    }
    if new.non_exhaustive && !old.non_exhaustive {
        out.say(None, Effect::Closed, [false, false, true]);
    }
    for (name, signature) in &old.functions {
        match new.functions.get(name) {
            Some(now) if now == signature => {}
            Some(now) if now.types == signature.types && now.gives == signature.gives => {
                let sorted = |it: &[String]| it.iter().cloned().collect::<BTreeSet<_>>();
                if sorted(&now.names) == sorted(&signature.names) {
                    out.say(None, Effect::Order(name.clone()), [false; 3]);
                }
            }
            _ => out.say(None, Effect::Function(name.clone()), [true; 3]),
        }
    }
}

fn members(old: &IndexMap<String, Member>, new: &IndexMap<String, Member>, closed: Closed, out: &mut Out<'_>) {
    let by_wire: BTreeMap<&str, &str> = new.iter().map(|(ident, it)| (it.wire.as_str(), ident.as_str())).collect();
    for (ident, member) in old {
        let wire = Some(member.wire.as_str());
        match new.get(ident) {
            Some(now) if now.ty == member.ty => match by_wire.get(member.wire.as_str()) {
                // It compiles, and is another member.
                Some(other) if now.wire != member.wire => {
                    out.say(wire, Effect::Ident(ident.clone(), (*other).to_owned()), [false; 3]);
                }
                _ => {}
            },
            Some(now) if unboxed(&now.ty) == unboxed(&member.ty) => out.say(wire, Effect::Boxed, [true; 3]),
            Some(_) => out.say(wire, Effect::Member, [true; 3]),
            None => match by_wire.get(member.wire.as_str()) {
                Some(other) => out.say(wire, Effect::Ident(ident.clone(), (*other).to_owned()), [true; 3]),
                None => out.say(wire, Effect::Member, [true; 3]),
            },
        }
    }
    for (ident, member) in new.iter().filter(|it| !old.contains_key(it.0)) {
        let moved = old.iter().any(|(other, it)| it.wire == member.wire && !new.contains_key(other) && other != ident);
        if !moved {
            out.say(Some(&member.wire), Effect::Member, closed.whole());
        }
    }
}

fn unboxed(ty: &str) -> String {
    ty.replace("::std::boxed::Box<", "<")
        .replace("::alloc::boxed::Box<", "<")
        .replace("Box<", "<")
        .replace(['<', '>'], "")
}

/// The field that a type without a name in the documents belongs to: the first whose type names it.
fn owners(surface: &Surface) -> HashMap<&str, (&str, &str)> {
    let mut owners: HashMap<&str, (&str, &str)> = HashMap::new();
    for item in surface.items.values() {
        let Body::Struct(members) = &item.body else { continue };
        for member in members.values() {
            let words = member.ty.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty());
            for word in words {
                if let Some((ident, _)) = surface.items.get_key_value(word) {
                    owners.entry(ident).or_insert((item.model.as_str(), member.wire.as_str()));
                }
            }
        }
    }
    owners.retain(|ident, (model, wire)| surface.items[*ident].model == **ident && is_inline(ident, model, wire));
    owners
}

/// Whether an identifier is made of a model's and a field's name.
fn is_inline(ident: &str, model: &str, wire: &str) -> bool {
    let plain =
        |it: &str| it.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(ident).starts_with(&(plain(model) + &plain(wire)))
}
