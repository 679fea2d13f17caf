//! Schema and options → code, every decision taken. The passes, in order, each with what holds after it.

// Schema → graph. AFTER THIS POINT: every inline type is a node, every scalar a leaf.
mod graph;
mod leaf;
mod lower;
// AFTER THIS POINT: every cycle ends.
mod cycles;
// Identifiers. AFTER THIS POINT: every node has one that no other has.
mod names;
// AFTER THIS POINT: it is known what each type can do, and how large it may be.
mod derives;
mod traits;
// Nodes → items.
mod defaults;
mod docs;
mod enums;
mod escape;
mod fits;
mod html;
mod kept;
mod links;
mod planner;
mod prose;
mod rename;
mod rust_type;
mod structs;
mod unions;
// Items → files.
mod layout;
mod manifest;

use self::derives::abilities;
use self::graph::{Id, Kind, Node};
use self::kept::Finished;
pub(super) use self::kept::Kept;
pub(super) use self::layout::root;
use self::layout::{Homes, Layout};
use self::links::Links;
use self::names::Scope;
use self::planner::{Planner, Uses};
use self::rust_type::Speller;
use super::code::{Arguments, Constructor, File, Item, Made, Struct};
use super::options::{self, Builders, ModelChoice, Options, Selector};
use super::support;
use crate::diag::Code;
use crate::emit::{Artifact, Notice};
use crate::parallel;
use crate::schema::{Path, Schema, Step};
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;

/// Everything that will be written, with what was made of the items.
pub(super) struct Plan<T> {
    /// But the root.
    pub(super) files: Vec<File<T>>,
    /// Files that are no Rust.
    pub(super) others: Vec<Artifact>,
    pub(super) notices: Vec<Notice>,
}

/// The prose of so many nodes is read, and these are made, at a time: for code of any size, there is no room for all of it.
const AT_ONCE: usize = 512;

/// Takes every decision; `finish` makes what is wanted of an item that is settled. With what is `kept` from before, only of
/// items that no longer are as they were. The `root` of the code is given what was made of its items, one after the other.
pub(super) fn plan<T: Made>(
    schema: &Schema,
    options: &Options,
    mut kept: Option<&mut Kept<T>>,
    finish: &(dyn Fn(Item<'_>) -> T + Sync),
    root: &mut (dyn FnMut(T) + Send),
) -> Plan<T> {
    decide(schema, options, |planner, mut scope, mut notices| {
        let modules = planner.speller.modules;
        let mut support = HashSet::default();
        let mut crates = HashSet::from_iter(["serde".to_owned()]);
        let builds = planner.choices.iter().any(|it| it.builders != Builders::None);
        let builds_deprecated = builds && planner.nodes.iter().any(is_deprecated);
        let layout = Layout { nodes: planner.nodes, options, builds_deprecated, modules };
        layout.first_items().into_iter().for_each(|it| root(finish(it)));
        let mut homes = modules.then(|| Homes::new(planner.nodes));
        let mut known: Vec<Option<Box<Finished<T>>>> = match &mut kept {
            Some(it) => it.still(schema, planner),
            None => std::iter::repeat_with(|| None).take(planner.nodes.len()).collect(),
        };
        let made = |item: Option<Item<'_>>, uses: Uses, takes: bool| {
            let names = item.as_ref().filter(|_| modules).map(Item::names).unwrap_or_default();
            Box::new(Finished { names, made: item.map(finish), uses, takes })
        };
        for first in (0..planner.nodes.len()).step_by(AT_ONCE) {
            let ids = first..planner.nodes.len().min(first + AT_ONCE);
            let open: Vec<Id> = ids.clone().filter(|it| known[*it].is_none()).collect();
            let read = planner.read(&open);
            let planner = Planner { read: &read, ..planner.again() };
            let settled: Vec<Settled<'_, T>> = parallel::map(ids.clone(), |id| {
                if known[id].is_some() {
                    return Settled::Before;
                }
                let mut planner = planner.again();
                let mut item = planner.item(id);
                match item.as_mut().and_then(name_required) {
                    Some(_) => Settled::ButName(Box::new((item, planner.uses))),
                    None => Settled::Now(made(item, planner.uses, false)),
                }
            });
            for (id, settled) in ids.zip(settled) {
                let it = match settled {
                    Settled::Before => known[id].take().expect("it has been made before"),
                    Settled::Now(it) => it,
                    Settled::ButName(it) => {
                        let (mut item, uses) = *it;
                        if let Some(name) = item.as_mut().and_then(name_required) {
                            *name = scope.take(std::mem::take(name).into()).0.into_owned();
                        }
                        made(item, uses, true)
                    }
                };
                if kept.is_some() && !it.takes {
                    known[id] = Some(it.clone());
                }
                let Finished { names, made, uses, .. } = *it;
                support.extend(uses.support);
                crates.extend(uses.crates);
                notices.extend(uses.notices);
                match (made, &mut homes) {
                    (Some(made), Some(homes)) => homes.add(id, names, made),
                    (Some(made), None) => root(made),
                    (None, _) => {}
                }
            }
        }
        if let Some(it) = kept {
            it.keep(known);
        }
        let (files, declared) = homes.map(|it| layout.modules(it, finish)).unwrap_or_default();
        declared.into_iter().chain(layout.support_item(&support)).for_each(|it| root(finish(it)));
        for part in support::PARTS.iter().filter(|it| support.contains(it.id)) {
            crates.extend(part.crates.iter().map(|it| (*it).to_owned()));
        }
        let is_crate = options.layout == options::Layout::Crate;
        let others = if is_crate { vec![manifest::manifest(&crates, options)] } else { Vec::new() };
        Plan { files, others, notices }
    })
}

/// A node whose item is made beside others.
enum Settled<'n, T> {
    /// As it was.
    Before,
    Now(Box<Finished<T>>),
    /// All but a name: names are taken in order.
    ButName(Box<(Option<Item<'n>>, Uses)>),
}

/// What `finish` makes of the item of a model, or of a struct with but one of its fields.
pub(super) fn excerpt<T>(
    schema: &Schema,
    options: &Options,
    path: &Path,
    finish: impl FnOnce(&Item<'_>) -> T,
) -> Option<T> {
    decide(schema, options, |planner, _, _| {
        let is = |it: &Node<'_>| it.model.is_some() && it.name == path.model;
        let id = planner.nodes.iter().position(is)?;
        let mut item = planner.again().item(id)?;
        if let Some(Step::Field(name)) = path.steps.first() {
            let (Item::Struct(strct), Kind::Struct { slots, .. }) = (&mut item, &planner.nodes[id].kind) else {
                return None;
            };
            let at = slots.iter().position(|it| it.field.name == *name)?;
            strct.members = vec![strct.members.swap_remove(at)];
            strct.attrs.clear();
        }
        Some(finish(&item))
    })
}

/// All passes before items are made; `then` is given the names that are taken and what there is to say.
fn decide<R>(
    schema: &Schema,
    options: &Options,
    then: impl FnOnce(&Planner<'_, '_>, Scope<'_>, Vec<Notice>) -> R,
) -> R {
    let selector = Selector::new(options);
    let mut nodes = lower::lower(schema, &selector);
    cycles::end(&mut nodes);
    let choices: Vec<_> = nodes.iter().map(|it| selector.model(&it.name)).collect();
    defaults::mark(&mut nodes, &selector);
    let mut notices = Vec::new();
    let ((names, scope), (abilities, links)) = parallel::both(
        || identifiers(&nodes, &choices, &mut notices),
        || (abilities(&nodes, &choices, options), Links::new(&nodes)),
    );
    let modular = options.layout == options::Layout::Crate && options.package.modules;
    let speller = Speller::new(&names, options.no_std, modular || options.layout == options::Layout::Modules);
    let planner = Planner {
        nodes: &nodes,
        choices: &choices,
        names: &names,
        abilities: &abilities,
        speller: &speller,
        links: &links,
        selector: &selector,
        options,
        fitted: &HashSet::default(),
        read: &HashMap::default(),
        uses: Uses::default(),
    };
    let fitted = planner.told_apart();
    then(&Planner { fitted: &fitted, ..planner }, scope, notices)
}

/// Whether a node or a field of it is deprecated.
fn is_deprecated(node: &Node<'_>) -> bool {
    node.model.is_some_and(|it| it.deprecated.is_some()) || node.kind.has_deprecated_field()
}

fn identifiers<'n>(
    nodes: &'n [Node<'_>],
    choices: &[ModelChoice<'n>],
    notices: &mut Vec<Notice>,
) -> (Vec<Cow<'n, str>>, Scope<'n>) {
    let chosen: Vec<&str> = choices.iter().filter_map(|it| it.name).collect();
    let mut scope = Scope::types(&chosen);
    let mut names = vec![Cow::Borrowed(""); nodes.len()];
    // Models first: an inline type takes no name from one.
    for inline in [false, true] {
        let ids: Vec<Id> = (0..nodes.len()).filter(|id| nodes[*id].model.is_none() == inline).collect();
        let open: Vec<Id> = ids.iter().copied().filter(|id| choices[*id].name.is_none()).collect();
        let made = scope.assign(open.iter().map(|id| Cow::Borrowed(&*nodes[*id].name)));
        for (id, (name, moved)) in open.iter().zip(made) {
            if moved {
                notices.push(Notice {
                    code: Code::NameCollision,
                    path: nodes[*id].path(),
                    message: format!(
                        "`{}` is `{name}` in Rust, since another type has the name already",
                        nodes[*id].name
                    ),
                    help: Some(format!("[rust.model.{:?}] name = \"…\"", nodes[*id].name)),
                });
            }
            names[*id] = name;
        }
        for id in ids {
            if let Some(name) = choices[id].name {
                names[id] = names::raw(name.into());
            }
        }
    }
    (names, scope)
}

/// The name of the struct that a constructor takes, which must be free.
fn name_required<'i>(item: &'i mut Item<'_>) -> Option<&'i mut String> {
    match item {
        Item::Struct(Struct {
            constructor: Some(Constructor { arguments: Arguments::Named { ty, .. }, .. }), ..
        }) => Some(ty),
        _ => None,
    }
}
