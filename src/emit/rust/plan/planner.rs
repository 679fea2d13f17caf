//! What a node becomes, where the kind of item makes no difference: its type, head, derives and what it needs besides.

use super::derives::{Abilities, Rules};
use super::graph::{Id, Kind, Node, Shape};
use super::links::Links;
use super::rust_type::{Named, RustTy, Speller};
use super::traits::Traits;
use super::{docs, leaf, prose};
use crate::emit::Notice;
use crate::emit::rust::code::{Alias, Attr, Item, Meta, Newtype, Ty, Visibility};
use crate::emit::rust::options::{self, MapType, ModelChoice, OpaqueStyle, Options, Selector, SetType, StdTrait};
use crate::emit::rust::support;
use crate::parallel;
use crate::schema::Deprecation;
use foldhash::{HashMap, HashSet};
use std::borrow::Cow;
use std::sync::Arc;

const INDEX_MAP: &str = "::indexmap::IndexMap";
const INDEX_SET: &str = "::indexmap::IndexSet";
/// How many attributes a type or a field has.
pub(super) const USUAL: usize = 4;

/// What the passes have found, and what the items need besides.
pub(super) struct Planner<'p, 's> {
    pub(super) nodes: &'p [Node<'s>],
    pub(super) choices: &'p [ModelChoice<'p>],
    pub(super) names: &'p [Cow<'p, str>],
    pub(super) abilities: &'p Abilities,
    pub(super) speller: &'p Speller<'p>,
    pub(super) links: &'p Links<'p>,
    pub(super) selector: &'p Selector<'p>,
    pub(super) options: &'p Options,
    /// The structs that unions are told apart by.
    pub(super) fitted: &'p HashSet<Id>,
    /// Prose that has been read, and its doc comment.
    pub(super) read: &'p HashMap<&'s str, Cow<'s, str>>,
    pub(super) uses: Uses,
}

/// What the items of a node need besides, and what there is to say of them.
#[derive(Clone, Default)]
pub(super) struct Uses {
    /// The parts of the module beside the models that are used.
    pub(super) support: HashSet<&'static str>,
    /// The first segments of absolute paths that the code names.
    pub(super) crates: HashSet<String>,
    pub(super) notices: Vec<Notice>,
}

impl<'p, 's> Planner<'p, 's> {
    /// The same, without what was noted.
    pub(super) fn again(&self) -> Self {
        Self { uses: Uses::default(), ..*self }
    }

    /// What becomes of a node, if it is not gone.
    pub(super) fn item(&mut self, id: Id) -> Option<Item<'p>> {
        let nodes = self.nodes;
        Some(match &nodes[id].kind {
            Kind::Struct { slots, rest } => Item::Struct(self.structure(id, slots, rest.as_ref())),
            Kind::Enum { values, open } => Item::Enum(self.enumeration(id, values, *open)),
            Kind::Union { choices, discriminator } => Item::Union(self.union(id, choices, *discriminator)),
            Kind::Alias(shape) => self.alias(id, shape),
            Kind::Newtype(shape) => self.newtype(id, shape),
            Kind::Opaque => {
                let any = Shape::Leaf(Arc::new(leaf::Leaf::any()));
                match self.choices[id].opaque {
                    OpaqueStyle::Alias => self.alias(id, &any),
                    OpaqueStyle::Newtype => self.newtype(id, &any),
                }
            }
            Kind::Replaced(_) | Kind::Gone => return None,
        })
    }

    fn alias(&mut self, id: Id, shape: &Shape) -> Item<'p> {
        let mut attrs = self.head(id);
        attrs.extend(self.allow_deprecated(id));
        Item::Alias(Alias { attrs, visibility: self.visibility(), name: &self.names[id], ty: self.ty(shape) })
    }

    fn newtype(&mut self, id: Id, shape: &Shape) -> Item<'p> {
        let mut attrs = self.head(id);
        attrs.extend(self.allow_deprecated(id));
        self.derives(id, true, true, true, &mut attrs);
        attrs.extend(self.extra(id));
        attrs.push(Attr::List("serde", vec![Meta::Word("transparent")]));
        Item::Newtype(Newtype { attrs, visibility: self.visibility(), name: &self.names[id], ty: self.ty(shape) })
    }

    pub(super) fn visibility(&self) -> Visibility {
        match self.options.visibility {
            options::Visibility::Public => Visibility::Public,
            options::Visibility::Crate => Visibility::Crate,
        }
    }

    pub(super) fn use_support(&mut self, part: &'static str) {
        if self.uses.support.insert(part) {
            let found =
                support::PARTS.iter().find(|it| it.id == part).expect("parts are named as they stand in the list");
            found.needs.iter().for_each(|it| self.use_support(it));
        }
    }

    /// Notes the crates that a path names, where a manifest is made.
    pub(super) fn use_crates(&mut self, path: &str) {
        if self.options.layout != options::Layout::Crate {
            return;
        }
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
    pub(super) fn ty(&mut self, shape: &Shape) -> Ty<'static> {
        let mut text = String::new();
        let is_users = !self.spell(shape, &mut text);
        Ty { text: text.into(), is_users }
    }

    /// Writes the type of a shape; `false` if some of it was written by the user.
    pub(super) fn spell(&mut self, shape: &Shape, out: &mut String) -> bool {
        match shape {
            Shape::Leaf(leaf) => self.spell_leaf(leaf, out),
            Shape::List(items) => self.spell_of(Named::Vec, items, out),
            Shape::Nullable(inner) => self.spell_of(Named::Option, inner, out),
            Shape::Set(items) => match self.rules().set_type(items) {
                SetType::Vec => self.spell_of(Named::Vec, items, out),
                SetType::BtreeSet => self.spell_of(Named::BTreeSet, items, out),
                SetType::HashSet => self.spell_of(Named::HashSet, items, out),
                SetType::IndexSet => {
                    self.use_crates(INDEX_SET);
                    out.push_str(INDEX_SET);
                    self.spell_args(&[], items, out)
                }
            },
            Shape::Map(values) => {
                self.spell_map(out);
                self.spell_args(&[RustTy::STRING], values, out)
            }
            Shape::OrBoolean(inner) => {
                self.use_support("or_boolean");
                out.push_str(&self.speller.support("OrBoolean"));
                self.spell_args(&[], inner, out)
            }
            Shape::Node(id) => match &self.nodes[*id].kind {
                Kind::Replaced(leaf) => self.speller.push(&leaf.ty, out),
                _ => {
                    self.speller.push_own(*id, out);
                    true
                }
            },
        }
    }

    fn spell_leaf(&mut self, leaf: &leaf::Leaf, out: &mut String) -> bool {
        match &leaf.ty {
            RustTy::Foreign(path, _) => self.use_crates(path),
            RustTy::User(path) => self.use_crates(path),
            _ => {}
        }
        self.speller.push(&leaf.ty, out)
    }

    fn spell_of(&mut self, name: Named, inner: &Shape, out: &mut String) -> bool {
        self.speller.push_std(name, out);
        self.spell_args(&[], inner, out)
    }

    /// Writes what a type is one of.
    pub(super) fn spell_args(&mut self, before: &[RustTy], last: &Shape, out: &mut String) -> bool {
        out.push('<');
        for ty in before {
            self.speller.push(ty, out);
            out.push_str(", ");
        }
        let known = self.spell(last, out);
        out.push('>');
        known
    }

    /// Writes the path of maps.
    pub(super) fn spell_map(&mut self, out: &mut String) {
        match self.options.types.map {
            MapType::IndexMap if !self.options.no_std => {
                self.use_crates(INDEX_MAP);
                out.push_str(INDEX_MAP);
            }
            MapType::HashMap if !self.options.no_std => self.speller.push_std(Named::HashMap, out),
            // Both others hash with what std alone has.
            _ => self.speller.push_std(Named::BTreeMap, out),
        }
    }

    pub(super) fn rules(&self) -> Rules<'p> {
        Rules { traits: &self.abilities.traits, options: self.options }
    }

    /// Doc comment, deprecation, alias of a node.
    pub(super) fn head(&self, id: Id) -> Vec<Attr<'p>> {
        let node = &self.nodes[id];
        let mut attrs = Vec::with_capacity(USUAL);
        if self.options.docs {
            let description = node.model.and_then(|it| it.description.as_deref());
            self.describe(id, description, &mut attrs);
            if node.model.is_some() && matches!(node.kind, Kind::Opaque) {
                docs::add("Any JSON: the documents do not say what it is.".into(), &mut attrs);
            }
        }
        attrs.extend(docs::deprecated(node.model.and_then(|it| it.deprecated.as_deref())));
        if self.options.doc_aliases && node.model.is_some() {
            attrs.extend(docs::alias(&node.name, &self.names[id]));
        }
        attrs
    }

    /// Adds what the documents say as a doc comment of this node.
    pub(super) fn describe(&self, id: Id, description: Option<&'s str>, attrs: &mut Vec<Attr<'p>>) {
        docs::add(description.map_or_else(Cow::default, |it| self.prose(id, it)), attrs);
    }

    /// The descriptions of fields of some nodes, each text once: the same words stand in many places of an API. Where models
    /// stand in modules, its lines depend on where it stands.
    pub(super) fn read(&self, ids: &[Id]) -> HashMap<&'s str, Cow<'s, str>> {
        let Some(&first) = ids.first() else { return HashMap::default() };
        if self.speller.modules || !self.options.docs {
            return HashMap::default();
        }
        let mut seen = HashSet::default();
        let slots = ids.iter().flat_map(|it| match &self.nodes[*it].kind {
            Kind::Struct { slots, .. } => slots.as_slice(),
            _ => &[],
        });
        let texts: Vec<&str> =
            slots.filter_map(|it| it.field.description.as_deref()).filter(|it| seen.insert(*it)).collect();
        parallel::map(texts, |it| (it, self.read_prose(first, it))).into_iter().collect()
    }

    /// Prose as the doc comment of this node.
    fn prose(&self, id: Id, text: &'s str) -> Cow<'p, str> {
        match self.read.get(text) {
            Some(known) => Cow::Borrowed(known),
            None => self.read_prose(id, text),
        }
    }

    fn read_prose(&self, id: Id, text: &'s str) -> Cow<'s, str> {
        prose::comment(text, &|to| {
            let target = self.links.find(to)?;
            if matches!(self.nodes[target].kind, Kind::Gone | Kind::Replaced(_)) {
                return None;
            }
            let name = self.names[target].to_string();
            let here = !self.speller.modules || self.nodes[target].home == self.nodes[id].home;
            let path = if here { name.clone() } else { format!("super::{name}") };
            Some(prose::Target { path, name })
        })
    }

    /// `#[derive]`: what the type can do and is asked to.
    pub(super) fn derives(&self, id: Id, serialize: bool, deserialize: bool, default: bool, attrs: &mut Vec<Attr<'p>>) {
        let (traits, choice) = (self.abilities.traits[id], &self.choices[id]);
        let has = |it: &&StdTrait| match Traits::one(**it) {
            Traits::DEFAULT => default && traits.has(Traits::DEFAULT),
            // Without `Ord` an order of some values alone would be of little use.
            one => traits.has(one),
        };
        let mut std = Vec::with_capacity(choice.derives.len());
        std.extend(choice.derives.iter().filter(has).map(|it| Meta::Word(it.name())));
        let mut others = Vec::with_capacity(2 + choice.extra_derives.len());
        for (wanted, path) in [(serialize, "::serde::Serialize"), (deserialize, "::serde::Deserialize")] {
            others.extend(wanted.then_some(Meta::Word(path)));
        }
        others.extend(choice.extra_derives.iter().map(|it| Meta::Path(Ty::users(it.as_str()))));
        attrs.extend([std, others].into_iter().filter(|it| !it.is_empty()).map(|it| Attr::List("derive", it)));
    }

    /// Attributes that the user asked for.
    pub(super) fn extra(&self, id: Id) -> impl Iterator<Item = Attr<'p>> + use<'p> {
        self.choices[id].attributes.iter().map(|it| Attr::Raw(it.as_str()))
    }

    /// `#[allow(deprecated)]` where a deprecated type or field is mentioned: the documents' users are to be warned, not
    /// those who compile this code.
    pub(super) fn allow_deprecated(&self, id: Id) -> Option<Attr<'p>> {
        let mut found = Vec::new();
        let node = &self.nodes[id];
        node.kind.shapes().for_each(|it| it.mentions(&mut found));
        let deprecated = |id: &Id| self.deprecation(*id).is_some();
        (node.kind.has_deprecated_field() || found.iter().any(deprecated) || deprecated(&id))
            .then(|| Attr::List("allow", vec![Meta::Word("deprecated")]))
    }

    pub(super) fn deprecation(&self, id: Id) -> Option<&Deprecation> {
        self.nodes[id].model.and_then(|it| it.deprecated.as_deref())
    }
}
