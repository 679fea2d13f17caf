//! Alternatives → enums of types. With a discriminator its value decides; without, the kind of JSON where all differ in
//! kind, and what fits best where they do not.

use super::Planner;
use super::derives::{BOXED_FROM, shape_size};
use super::fits::{DEPTH, disjoint, overlap, rank};
use super::graph::{Choice, Id, Kind, Shape};
use super::leaf::{Json, Leaf};
use super::lower::is_open;
use super::names::Scope;
use super::rust_type::{Named, RustTy};
use crate::diag::Code;
use crate::emit::Notice;
use crate::emit::rust::code::{Attr, Fit, Meta, Read, Support, Ty, Union, UnionOther, UnionVariant};
use crate::emit::rust::options::{MapType, OpaqueStyle, SetType};
use crate::order;
use std::borrow::Cow;

impl<'p, 's: 'p> Planner<'p, 's> {
    pub(super) fn union(&mut self, id: Id, choices: &'p [Choice<'s>], discriminator: Option<&'p str>) -> Union<'p> {
        let tagged = by_tag(choices, discriminator);
        let fits: Vec<Fit<'_>> = choices.iter().map(|it| self.fit(&it.shape, DEPTH)).collect();
        let mut order: Vec<usize> = (0..choices.len()).collect();
        order::sort_by_key(&mut order, |at| rank(&fits[*at]));
        let open = is_open(false, self.choices[id].unions);
        let disjoint = disjoint(&fits);
        let read = match tagged {
            Some(property) => Read::Tag(property),
            None if disjoint => Read::Derived,
            None => {
                self.overlaps(id, choices, &fits);
                Read::Fit(order.iter().map(|at| fits[*at].clone()).collect())
            }
        };
        if tagged.is_some() {
            order = (0..choices.len()).collect();
        }
        match &read {
            Read::Tag(_) => self.use_support("read"),
            Read::Fit(_) => self.use_support("fit"),
            Read::Derived => {}
        }

        self.use_crates("::serde_json");
        let names = self.choice_names(choices);
        let meant: Vec<Shape> = choices.iter().map(|it| self.meant(&it.shape)).collect();
        let written: Vec<Ty<'_>> = meant.iter().map(|it| self.ty(it)).collect();
        let mut variants = Vec::with_capacity(choices.len());
        for at in order {
            let choice = &choices[at];
            let boxed = choice.boxed || shape_size(&self.abilities.sizes, &choice.shape) >= BOXED_FROM;
            let mut attrs = Vec::new();
            if self.options.docs {
                self.describe(id, choice.description, &mut attrs);
            }
            let ty = self.ty(&choice.shape);
            let whole = boxed.then(|| {
                let mut text = String::new();
                self.speller.push_std(Named::Box, &mut text);
                Ty { text: (text + "<" + &ty.text + ">").into(), ..ty.clone() }
            });
            let own = self.is_convertible(&choice.shape);
            variants.push(UnionVariant {
                attrs,
                name: names[at].clone(),
                ty,
                boxed: whole,
                tags: choice.tags.clone(),
                add_tag: tagged.is_some_and(|it| !choice.tags.is_empty() && !self.carries(&choice.shape, it, DEPTH)),
                from: own && written.iter().filter(|it| **it == written[at]).count() == 1,
            });
        }
        let writes_tags = tagged.filter(|_| variants.iter().any(|it| it.add_tag));
        if writes_tags.is_some() {
            self.use_support("tagged");
        }
        let any_takes_all = fits.contains(&Fit::Any) && tagged.is_none();
        let other = (open && !any_takes_all).then(|| UnionOther {
            attrs: if self.options.docs { vec![Attr::Doc(OTHER_DOC.into())] } else { Vec::new() },
            name: free_other(&names),
        });
        let mut attrs = self.head(id);
        let allow: Vec<Attr<'_>> = self.allow_deprecated(id).into_iter().collect();
        attrs.extend(allow.iter().cloned());
        self.derives(id, writes_tags.is_none(), matches!(read, Read::Derived), false, &mut attrs);
        attrs.extend(self.extra(id));
        if writes_tags.is_none() || matches!(read, Read::Derived) {
            attrs.push(Attr::List("serde", vec![Meta::Word("untagged")]));
        }
        if other.is_some() {
            attrs.push(Attr::Word("non_exhaustive"));
        }
        let long = variants.len() > LONG;
        Union {
            attrs,
            long: if long { vec![Attr::List("allow", vec![Meta::Word("clippy::too_many_lines")])] } else { Vec::new() },
            visibility: self.visibility(),
            name: &self.names[id],
            variants,
            other,
            read,
            writes_tags,
            impl_attrs: allow,
            support: Support {
                read: Ty::new(self.speller.support("read")),
                attempt: Ty::new(self.speller.support("attempt")),
                ranked: Ty::new(self.speller.support("ranked")),
                fit: Ty::new(self.speller.support("Fit")),
                tagged: Ty::new(self.speller.support("tagged")),
                new_box: Ty::new(self.speller.value(Named::Box, "new")),
            },
        }
    }

    /// Whether `From` can be written for the type of a shape: it is none of another crate, which may have it already.
    fn is_convertible(&self, shape: &Shape) -> bool {
        let is_std = |leaf: &Leaf| matches!(leaf.ty, RustTy::Std(..) | RustTy::Primitive(_));
        match shape {
            Shape::Leaf(leaf) => is_std(leaf),
            Shape::Node(id) => match &self.nodes[*id].kind {
                Kind::Replaced(leaf) => is_std(leaf),
                _ => true,
            },
            Shape::Set(items) => self.rules().set_type(items) != SetType::IndexSet,
            Shape::Map(_) => self.options.no_std || self.options.types.map != MapType::IndexMap,
            Shape::List(_) | Shape::Nullable(_) => true,
            Shape::OrBoolean(_) => false,
        }
    }

    /// A shape behind its aliases.
    pub(super) fn end<'a>(&self, shape: &'a Shape) -> &'a Shape
    where
        'p: 'a,
    {
        let mut shape = shape;
        while let Shape::Node(id) = shape {
            match &self.nodes[*id].kind {
                Kind::Alias(inner) => shape = inner,
                _ => break,
            }
        }
        shape
    }

    /// A shape in which nothing is called by another name.
    fn meant(&self, shape: &Shape) -> Shape {
        let boxed = |it: &Shape| Box::new(self.meant(it));
        match self.end(shape) {
            Shape::List(it) => Shape::List(boxed(it)),
            Shape::Set(it) => Shape::Set(boxed(it)),
            Shape::Map(it) => Shape::Map(boxed(it)),
            Shape::Nullable(it) => Shape::Nullable(boxed(it)),
            Shape::OrBoolean(it) => Shape::OrBoolean(boxed(it)),
            Shape::Node(id) => match &self.nodes[*id].kind {
                Kind::Opaque if self.choices[*id].opaque == OpaqueStyle::Alias => Shape::Leaf(Leaf::any().into()),
                Kind::Replaced(leaf) => Shape::Leaf(leaf.clone()),
                _ => Shape::Node(*id),
            },
            Shape::Leaf(leaf) => Shape::Leaf(leaf.clone()),
        }
    }

    fn choice_names(&self, choices: &[Choice<'_>]) -> Vec<String> {
        let names: Vec<String> = choices
            .iter()
            .map(|it| match (self.word(&it.shape), &it.tags[..]) {
                (None, [tag, ..]) => (*tag).to_owned(),
                (word, _) => word.unwrap_or_else(|| "Value".to_owned()),
            })
            .collect();
        Scope::variants().assign(names.into_iter().map(Cow::Owned)).into_iter().map(|it| it.0.into_owned()).collect()
    }

    fn word(&self, shape: &Shape) -> Option<String> {
        Some(match shape {
            Shape::Node(id) => {
                let name = &self.names[*id];
                let node = &self.nodes[*id];
                match (&node.kind, node.model) {
                    (Kind::Enum { .. }, None) => "Value".to_owned(),
                    (Kind::Union { .. }, None) => "Item".to_owned(),
                    _ => name.to_string(),
                }
            }
            Shape::List(inner) | Shape::Set(inner) => match self.word(inner) {
                Some(word) if word != "Value" => format!("{word}Array"),
                _ => "Array".to_owned(),
            },
            Shape::Map(inner) => match self.word(inner) {
                Some(word) if word != "Value" => format!("{word}Map"),
                _ => "Map".to_owned(),
            },
            Shape::Nullable(inner) | Shape::OrBoolean(inner) => self.word(inner)?,
            Shape::Leaf(leaf) => match (leaf.json, &leaf.ty) {
                (Json::Null, _) => "Null".to_owned(),
                (Json::Boolean, _) => "Boolean".to_owned(),
                (Json::Integer, RustTy::Primitive(_)) => "Integer".to_owned(),
                (Json::Number, _) => "Number".to_owned(),
                (Json::Text, _) => "String".to_owned(),
                (Json::Object, _) => "Object".to_owned(),
                (Json::Any, _) => "Any".to_owned(),
                (_, RustTy::Foreign(path, _)) => last_name(path),
                (_, RustTy::User(path)) => last_name(path),
                _ => return None,
            },
        })
    }

    /// Says where two types accept the same JSON.
    fn overlaps(&mut self, id: Id, choices: &[Choice<'_>], fits: &[Fit<'_>]) {
        let names = self.choice_names(choices);
        let mut pairs = Vec::new();
        // A union of very many types is not compared pair by pair.
        for b in 0..fits.len().min(64) {
            for a in 0..b {
                if overlap(&fits[a], &fits[b]) {
                    pairs.push(format!("`{}` and `{}`", names[a], names[b]));
                }
            }
        }
        if pairs.is_empty() {
            return;
        }
        let more = pairs.len().saturating_sub(3);
        let rest = if more > 0 { format!(", and {more} more pairs") } else { String::new() };
        self.uses.notices.push(Notice {
            code: Code::UnionOverlap,
            path: self.nodes[id].path(),
            message: format!(
                "some JSON fits {}{rest}; the type that knows most of its members is taken",
                pairs[..pairs.len().min(3)].join(", ")
            ),
            help: Some("name the member that tells the types apart, if there is one".to_owned()),
        });
    }
}

/// The discriminator, if values of it are known.
pub(super) fn by_tag<'d>(choices: &[Choice<'_>], discriminator: Option<&'d str>) -> Option<&'d str> {
    discriminator.filter(|_| choices.iter().any(|it| !it.tags.is_empty()))
}

/// Functions with arms for more types may be longer than clippy likes: an arm has up to six lines.
const LONG: usize = 13;

const OTHER_DOC: &str = "JSON that is none of these, as it came.";

/// The last name of a path, without generic arguments.
fn last_name(path: &str) -> String {
    let path = path.split_once('<').map_or(path, |it| it.0);
    path.rsplit_once("::").map_or(path, |it| it.1).trim().to_owned()
}

fn free_other(names: &[String]) -> &'static str {
    let free = |it: &&str| !names.iter().any(|name| name == it);
    ["Other", "OtherJson", "AnyOther"].into_iter().find(free).unwrap_or("AnyOtherJson")
}
