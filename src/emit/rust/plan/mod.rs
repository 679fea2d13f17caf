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
mod links;
mod prose;
mod rename;
mod rust_type;
mod structs;
mod unions;
// Items → files.
mod layout;
mod manifest;

use self::derives::{Abilities, Rules, abilities};
use self::graph::{Id, Kind, Node, Shape};
use self::links::Links;
use self::names::Scope;
use self::rust_type::{Named, RustTy, SUPPORT, Speller};
use self::traits::Traits;
use super::code::{Alias, Arguments, Attr, Constructor, File, Item, Meta, Newtype, Struct, Ty};
use super::options::{
    Builders, Layout, MapType, ModelChoice, OpaqueStyle, Options, Selector, SetType, StdTrait, Visibility,
};
use super::{code, support};
use crate::diag::Code;
use crate::emit::{Artifact, Notice};
use crate::schema::{Deprecation, Path, Schema, Step};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashSet};

/// Everything that will be written.
pub(super) struct Plan {
    pub(super) files: Vec<File>,
    /// Files that are no Rust.
    pub(super) others: Vec<Artifact>,
    pub(super) notices: Vec<Notice>,
}

/// Takes every decision.
pub(super) fn plan(schema: &Schema, options: &Options) -> Plan {
    decide(schema, options, None).0
}

/// The item of a model, or of a struct with but one of its fields.
pub(super) fn excerpt(schema: &Schema, options: &Options, path: &Path) -> Option<Item> {
    decide(schema, options, Some(path)).1
}

fn decide(schema: &Schema, options: &Options, only: Option<&Path>) -> (Plan, Option<Item>) {
    let selector = Selector::new(options);
    let mut nodes = lower::lower(schema, &selector);
    cycles::end(&mut nodes);
    let choices: Vec<_> = nodes.iter().map(|it| selector.model(&it.name)).collect();
    let mut notices = Vec::new();
    let (names, mut scope) = identifiers(&nodes, &choices, &mut notices);
    defaults::mark(&mut nodes, &selector);
    let abilities = abilities(&nodes, &choices, options);
    let modules = options.layout == Layout::Modules || (options.layout == Layout::Crate && options.package.modules);
    let speller = Speller {
        names: &names,
        shadowed: names.iter().map(String::as_str).collect::<HashSet<_>>(),
        no_std: options.no_std,
        modules,
    };
    let links = Links::new(&nodes);
    let planner = |fitted| Planner {
        nodes: &nodes,
        choices: &choices,
        names: &names,
        abilities: &abilities,
        speller: &speller,
        links: &links,
        selector: &selector,
        options,
        fitted,
        uses: Uses::default(),
    };
    let none = HashSet::new();
    let fitted = planner(&none).told_apart();
    let planned = |id| {
        let mut planner = planner(&fitted);
        (planner.items(id), planner.uses)
    };
    let planned: Vec<(Vec<Item>, Uses)> = (0..nodes.len()).into_par_iter().map(planned).collect();
    let mut support = BTreeSet::new();
    let mut crates = BTreeSet::from(["serde".to_owned()]);
    let mut items = Vec::with_capacity(planned.len());
    for (mut of_node, uses) in planned {
        of_node.iter_mut().for_each(|it| name_required(it, &mut scope));
        items.push(of_node);
        support.extend(uses.support);
        crates.extend(uses.crates);
        notices.extend(uses.notices);
    }
    let excerpt = only.and_then(|path| cut(&nodes, &mut items, path));
    let builds_deprecated = choices.iter().any(|it| it.builders != Builders::None) && nodes.iter().any(is_deprecated);
    let files = layout::Layout { nodes: &nodes, options, support: &support, builds_deprecated, modules }.files(items);
    for part in support::PARTS.iter().filter(|it| support.contains(it.id)) {
        crates.extend(part.crates.iter().map(|it| (*it).to_owned()));
    }
    let others = if options.layout == Layout::Crate { vec![manifest::manifest(&crates, options)] } else { Vec::new() };
    (Plan { files, others, notices }, excerpt)
}

/// Takes an item out, and leaves but one field in it.
fn cut(nodes: &[Node<'_>], items: &mut [Vec<Item>], path: &Path) -> Option<Item> {
    let id =
        nodes.iter().position(|it| it.model.is_some() && it.path.model == path.model && it.path.steps.is_empty())?;
    let mut item = std::mem::take(&mut items[id]).into_iter().next()?;
    if let Some(Step::Field(name)) = path.steps.first() {
        let (Item::Struct(strct), Kind::Struct { slots, .. }) = (&mut item, &nodes[id].kind) else { return None };
        let at = slots.iter().position(|it| it.field.name == *name)?;
        strct.members = vec![strct.members.swap_remove(at)];
        strct.attrs.clear();
    }
    Some(item)
}

/// Whether a node or a field of it is deprecated.
fn is_deprecated(node: &Node<'_>) -> bool {
    node.model.is_some_and(|it| it.deprecated.is_some()) || node.kind.has_deprecated_field()
}

fn identifiers(nodes: &[Node<'_>], choices: &[ModelChoice<'_>], notices: &mut Vec<Notice>) -> (Vec<String>, Scope) {
    let chosen: Vec<&str> = choices.iter().filter_map(|it| it.name).collect();
    let mut scope = Scope::types(&chosen);
    let mut names = vec![String::new(); nodes.len()];
    // Models first: an inline type takes no name from one.
    for inline in [false, true] {
        let ids: Vec<Id> = (0..nodes.len()).filter(|id| nodes[*id].model.is_none() == inline).collect();
        let open: Vec<Id> = ids.iter().copied().filter(|id| choices[*id].name.is_none()).collect();
        let made = scope.assign(open.iter().map(|id| nodes[*id].name.as_str()));
        for (id, (name, moved)) in open.iter().zip(made) {
            if moved {
                notices.push(Notice {
                    code: Code::NameCollision,
                    path: nodes[*id].path.clone(),
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
                names[id] = names::raw(name.to_owned());
            }
        }
    }
    (names, scope)
}

/// Gives the struct that a constructor takes a name that is free. Nodes are planned side by side; names are taken in order.
fn name_required(item: &mut Item, scope: &mut Scope) {
    if let Item::Struct(Struct {
        constructor: Some(Constructor { arguments: Arguments::Named { ty, .. }, .. }), ..
    }) = item
    {
        *ty = scope.take(ty).0;
    }
}

/// What the passes have found, and what the items need besides.
struct Planner<'p, 's> {
    nodes: &'p [Node<'s>],
    choices: &'p [ModelChoice<'p>],
    names: &'p [String],
    abilities: &'p Abilities,
    speller: &'p Speller<'p>,
    links: &'p Links,
    selector: &'p Selector<'p>,
    options: &'p Options,
    /// The structs that unions are told apart by.
    fitted: &'p HashSet<Id>,
    uses: Uses,
}

/// What the items of a node need besides, and what there is to say of them.
#[derive(Default)]
struct Uses {
    /// The parts of the module beside the models that are used.
    support: BTreeSet<&'static str>,
    /// The first segments of absolute paths that the code names.
    crates: BTreeSet<String>,
    notices: Vec<Notice>,
}

impl Planner<'_, '_> {
    fn items(&mut self, id: Id) -> Vec<Item> {
        let node = &self.nodes[id];
        match &node.kind {
            Kind::Struct { slots, rest } => vec![Item::Struct(self.structure(id, slots, rest.as_ref()))],
            Kind::Enum { values, open } => vec![Item::Enum(self.enumeration(id, values, *open))],
            Kind::Union { choices, discriminator } => vec![Item::Union(self.union(id, choices, *discriminator))],
            Kind::Alias(shape) => {
                let ty = self.rust(shape);
                vec![self.alias(id, &ty)]
            }
            Kind::Newtype(shape) => {
                let ty = self.rust(shape);
                vec![self.newtype(id, &ty)]
            }
            Kind::Opaque => {
                let any = self.rust(&Shape::Leaf(leaf::Leaf::any()));
                match self.choices[id].opaque {
                    OpaqueStyle::Alias => vec![self.alias(id, &any)],
                    OpaqueStyle::Newtype => vec![self.newtype(id, &any)],
                }
            }
            Kind::Replaced(_) | Kind::Gone => Vec::new(),
        }
    }

    fn alias(&self, id: Id, ty: &RustTy) -> Item {
        let mut attrs = self.head(id);
        attrs.extend(self.allow_deprecated(id));
        Item::Alias(Alias {
            attrs,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            ty: self.speller.ty(ty),
        })
    }

    fn newtype(&self, id: Id, ty: &RustTy) -> Item {
        let mut attrs = self.head(id);
        attrs.extend(self.allow_deprecated(id));
        attrs.extend(self.derives(id, true, true, true));
        attrs.extend(self.extra(id));
        attrs.push(Attr::List("serde", vec![Meta::Word("transparent")]));
        Item::Newtype(Newtype {
            attrs,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            ty: self.speller.ty(ty),
        })
    }

    fn visibility(&self) -> code::Visibility {
        match self.options.visibility {
            Visibility::Public => code::Visibility::Public,
            Visibility::Crate => code::Visibility::Crate,
        }
    }

    fn use_support(&mut self, part: &'static str) {
        if self.uses.support.insert(part) {
            let found =
                support::PARTS.iter().find(|it| it.id == part).expect("parts are named as they stand in the list");
            found.needs.iter().for_each(|it| self.use_support(it));
        }
    }

    /// Notes the crates that a path names.
    fn use_crates(&mut self, path: &str) {
        let starts = path
            .match_indices("::")
            .filter(|(at, _)| !path[..*at].ends_with(|it: char| it.is_alphanumeric() || it == '_'));
        for (at, _) in starts {
            let name = path[at + 2..].split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap_or_default();
            if !self.uses.crates.contains(name) {
                self.uses.crates.insert(name.to_owned());
            }
        }
    }

    /// The type of a shape.
    fn rust(&mut self, shape: &Shape) -> RustTy {
        match shape {
            Shape::Leaf(leaf) => {
                match &leaf.ty {
                    RustTy::Foreign(path, _) => self.use_crates(path),
                    RustTy::User(path) => self.use_crates(path),
                    _ => {}
                }
                leaf.ty.clone()
            }
            Shape::List(inner) => RustTy::std(Named::Vec, [self.rust(inner)]),
            Shape::Set(inner) => {
                let set = Rules { traits: &self.abilities.traits, options: self.options }.set_type(inner);
                let inner = self.rust(inner);
                match set {
                    SetType::Vec => RustTy::std(Named::Vec, [inner]),
                    SetType::BtreeSet => RustTy::std(Named::BTreeSet, [inner]),
                    SetType::HashSet => RustTy::std(Named::HashSet, [inner]),
                    SetType::IndexSet => self.foreign("::indexmap::IndexSet", vec![inner]),
                }
            }
            Shape::Map(inner) => {
                let inner = self.rust(inner);
                self.map(inner)
            }
            Shape::Nullable(inner) => self.rust(inner).option(),
            Shape::OrBoolean(inner) => {
                self.use_support("or_boolean");
                RustTy::Support("OrBoolean", vec![self.rust(inner)])
            }
            Shape::Node(id) => match &self.nodes[*id].kind {
                Kind::Replaced(leaf) => leaf.ty.clone(),
                _ => RustTy::Own(*id),
            },
        }
    }

    fn foreign(&mut self, path: &'static str, args: Vec<RustTy>) -> RustTy {
        self.use_crates(path);
        RustTy::Foreign(path, args)
    }

    fn map(&mut self, values: RustTy) -> RustTy {
        match self.options.types.map {
            // Both hash with what std alone has.
            _ if self.options.no_std => RustTy::std(Named::BTreeMap, [RustTy::STRING, values]),
            MapType::IndexMap => self.foreign("::indexmap::IndexMap", vec![RustTy::STRING, values]),
            MapType::HashMap => RustTy::std(Named::HashMap, [RustTy::STRING, values]),
            MapType::BtreeMap => RustTy::std(Named::BTreeMap, [RustTy::STRING, values]),
        }
    }

    /// Doc comment, deprecation, alias of a node.
    fn head(&self, id: Id) -> Vec<Attr> {
        let node = &self.nodes[id];
        let mut attrs = Vec::new();
        let description = node.model.map_or(node.description, |it| it.description.as_deref());
        if self.options.docs {
            let mut lines = description.map(|it| self.prose(id, it)).unwrap_or_default();
            if node.model.is_some() && matches!(node.kind, Kind::Opaque) {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.push("Any JSON: the documents do not say what it is.".to_owned());
            }
            attrs.extend(docs::doc(lines));
        }
        attrs.extend(docs::deprecated(node.model.and_then(|it| it.deprecated.as_ref())));
        if self.options.doc_aliases && node.model.is_some() {
            attrs.extend(docs::alias(&node.name, &self.names[id]));
        }
        attrs
    }

    /// Prose as the lines of a doc comment of this node.
    fn prose(&self, id: Id, text: &str) -> Vec<String> {
        prose::lines(text, &|to| {
            let target = self.links.find(to)?;
            if matches!(self.nodes[target].kind, Kind::Gone | Kind::Replaced(_)) {
                return None;
            }
            let name = self.names[target].clone();
            let here = !self.speller.modules || self.nodes[target].home == self.nodes[id].home;
            let path = if here { name.clone() } else { format!("super::{name}") };
            Some(prose::Target { path, name })
        })
    }

    /// `#[derive]`: what the type can do and is asked to.
    fn derives(&self, id: Id, serialize: bool, deserialize: bool, default: bool) -> Vec<Attr> {
        let traits = self.abilities.traits[id];
        let has = |it: &&StdTrait| match Traits::one(**it) {
            Traits::DEFAULT => default && traits.has(Traits::DEFAULT),
            // Without `Ord` an order of some values alone would be of little use.
            one => traits.has(one),
        };
        let names = self.choices[id].derives.iter().filter(has).map(|it| it.name());
        let std: Vec<Meta> = names.map(|it| Meta::Path(rust_type::relative([it], Vec::new()))).collect();
        let mut list = Vec::new();
        for (wanted, path) in [(serialize, "::serde::Serialize"), (deserialize, "::serde::Deserialize")] {
            if wanted {
                list.push(Meta::Path(rust_type::absolute(path, Vec::new())));
            }
        }
        list.extend(self.choices[id].extra_derives.iter().map(|it| Meta::Path(Ty::User(it.as_str().to_owned()))));
        [std, list].into_iter().filter(|it| !it.is_empty()).map(|it| Attr::List("derive", it)).collect()
    }

    /// Attributes that the user asked for.
    fn extra(&self, id: Id) -> impl Iterator<Item = Attr> {
        self.choices[id].attributes.iter().map(|it| Attr::Raw(it.as_str().to_owned())).collect::<Vec<_>>().into_iter()
    }

    /// `#[allow(deprecated)]` where a deprecated type or field is mentioned: the documents' users are to be warned, not
    /// those who compile this code.
    fn allow_deprecated(&self, id: Id) -> Option<Attr> {
        let mut found = Vec::new();
        let node = &self.nodes[id];
        node.kind.shapes().into_iter().for_each(|it| it.mentions(&mut found));
        let deprecated = |id: &Id| self.deprecation(*id).is_some();
        (node.kind.has_deprecated_field() || found.iter().any(deprecated) || deprecated(&id))
            .then(|| Attr::List("allow", vec![Meta::Word("deprecated")]))
    }

    fn deprecation(&self, id: Id) -> Option<&Deprecation> {
        self.nodes[id].model.and_then(|it| it.deprecated.as_ref())
    }
}
