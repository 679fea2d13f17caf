//! What a node becomes, where the kind of item makes no difference: its type, head, derives and what it needs besides.

use super::derives::{Abilities, Rules};
use super::graph::{Id, Kind, Node, Shape};
use super::links::Links;
use super::rust_type::{Named, RustTy, Speller};
use super::traits::Traits;
use super::{docs, leaf, prose, rust_type};
use crate::emit::Notice;
use crate::emit::rust::code::{Alias, Attr, Item, Meta, Newtype, Ty, Visibility};
use crate::emit::rust::options::{self, MapType, ModelChoice, OpaqueStyle, Options, Selector, SetType, StdTrait};
use crate::emit::rust::support;
use crate::schema::Deprecation;
use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// What the passes have found, and what the items need besides.
pub(super) struct Planner<'p, 's> {
    pub(super) nodes: &'p [Node<'s>],
    pub(super) choices: &'p [ModelChoice<'p>],
    pub(super) names: &'p [String],
    pub(super) abilities: &'p Abilities,
    pub(super) speller: &'p Speller<'p>,
    pub(super) links: &'p Links<'p>,
    pub(super) selector: &'p Selector<'p>,
    pub(super) options: &'p Options,
    /// The structs that unions are told apart by.
    pub(super) fitted: &'p HashSet<Id>,
    /// Prose that has been read, and the lines of its doc comment.
    pub(super) read: &'p HashMap<&'s str, Vec<String>>,
    pub(super) uses: Uses,
}

/// What the items of a node need besides, and what there is to say of them.
#[derive(Default)]
pub(super) struct Uses {
    /// The parts of the module beside the models that are used.
    pub(super) support: BTreeSet<&'static str>,
    /// The first segments of absolute paths that the code names.
    pub(super) crates: BTreeSet<String>,
    pub(super) notices: Vec<Notice>,
}

impl<'s> Planner<'_, 's> {
    /// The same, without what was noted.
    pub(super) fn again(&self) -> Self {
        Self { uses: Uses::default(), ..*self }
    }

    /// What becomes of a node, if it is not gone.
    pub(super) fn item(&mut self, id: Id) -> Option<Item> {
        let node = &self.nodes[id];
        Some(match &node.kind {
            Kind::Struct { slots, rest } => Item::Struct(self.structure(id, slots, rest.as_ref())),
            Kind::Enum { values, open } => Item::Enum(self.enumeration(id, values, *open)),
            Kind::Union { choices, discriminator } => Item::Union(self.union(id, choices, *discriminator)),
            Kind::Alias(shape) => {
                let ty = self.rust(shape);
                self.alias(id, &ty)
            }
            Kind::Newtype(shape) => {
                let ty = self.rust(shape);
                self.newtype(id, &ty)
            }
            Kind::Opaque => {
                let any = self.rust(&Shape::Leaf(leaf::Leaf::any()));
                match self.choices[id].opaque {
                    OpaqueStyle::Alias => self.alias(id, &any),
                    OpaqueStyle::Newtype => self.newtype(id, &any),
                }
            }
            Kind::Replaced(_) | Kind::Gone => return None,
        })
    }

    pub(super) fn alias(&self, id: Id, ty: &RustTy) -> Item {
        let mut attrs = self.head(id);
        attrs.extend(self.allow_deprecated(id));
        Item::Alias(Alias {
            attrs,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            ty: self.speller.ty(ty),
        })
    }

    pub(super) fn newtype(&self, id: Id, ty: &RustTy) -> Item {
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

    /// Notes the crates that a path names.
    pub(super) fn use_crates(&mut self, path: &str) {
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
    pub(super) fn rust(&mut self, shape: &Shape) -> RustTy {
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

    pub(super) fn foreign(&mut self, path: &'static str, args: Vec<RustTy>) -> RustTy {
        self.use_crates(path);
        RustTy::Foreign(path, args)
    }

    pub(super) fn map(&mut self, values: RustTy) -> RustTy {
        match self.options.types.map {
            // Both hash with what std alone has.
            _ if self.options.no_std => RustTy::std(Named::BTreeMap, [RustTy::STRING, values]),
            MapType::IndexMap => self.foreign("::indexmap::IndexMap", vec![RustTy::STRING, values]),
            MapType::HashMap => RustTy::std(Named::HashMap, [RustTy::STRING, values]),
            MapType::BtreeMap => RustTy::std(Named::BTreeMap, [RustTy::STRING, values]),
        }
    }

    /// Doc comment, deprecation, alias of a node.
    pub(super) fn head(&self, id: Id) -> Vec<Attr> {
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

    /// The descriptions of fields of some nodes, each text once: the same words stand in many places of an API. Where models
    /// stand in modules, its lines depend on where it stands.
    pub(super) fn read(&self, ids: Range<Id>) -> HashMap<&'s str, Vec<String>> {
        if self.speller.modules || !self.options.docs {
            return HashMap::default();
        }
        let mut seen = HashSet::default();
        let slots = self.nodes[ids.clone()].iter().flat_map(|it| match &it.kind {
            Kind::Struct { slots, .. } => slots.as_slice(),
            _ => &[],
        });
        let texts: Vec<&str> =
            slots.filter_map(|it| it.field.description.as_deref()).filter(|it| seen.insert(*it)).collect();
        texts.into_par_iter().map(|it| (it, self.prose(ids.start, it))).collect()
    }

    /// Prose as the lines of a doc comment of this node.
    pub(super) fn prose(&self, id: Id, text: &str) -> Vec<String> {
        if let Some(known) = self.read.get(text) {
            return known.clone();
        }
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
    pub(super) fn derives(&self, id: Id, serialize: bool, deserialize: bool, default: bool) -> Vec<Attr> {
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
    pub(super) fn extra(&self, id: Id) -> impl Iterator<Item = Attr> {
        self.choices[id].attributes.iter().map(|it| Attr::Raw(it.as_str().to_owned())).collect::<Vec<_>>().into_iter()
    }

    /// `#[allow(deprecated)]` where a deprecated type or field is mentioned: the documents' users are to be warned, not
    /// those who compile this code.
    pub(super) fn allow_deprecated(&self, id: Id) -> Option<Attr> {
        let mut found = Vec::new();
        let node = &self.nodes[id];
        node.kind.shapes().into_iter().for_each(|it| it.mentions(&mut found));
        let deprecated = |id: &Id| self.deprecation(*id).is_some();
        (node.kind.has_deprecated_field() || found.iter().any(deprecated) || deprecated(&id))
            .then(|| Attr::List("allow", vec![Meta::Word("deprecated")]))
    }

    pub(super) fn deprecation(&self, id: Id) -> Option<&Deprecation> {
        self.nodes[id].model.and_then(|it| it.deprecated.as_ref())
    }
}
