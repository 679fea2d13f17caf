//! Alternatives → enums of types. With a discriminator its value decides; without, the kind of JSON where all differ in
//! kind, and what fits best where they do not.

use super::Planner;
use super::derives::{BOXED_FROM, shape_size};
use super::docs;
use super::graph::{Choice, Id, Kind, Shape};
use super::leaf::Json;
use super::lower::is_open;
use super::names::Scope;
use super::rust_type::{Named, RustTy};
use crate::diag::Code;
use crate::emit::Notice;
use crate::emit::rust::code::{
    Attr, Fit, FitConst, Meta, Read, Support, Ty, Union, UnionOther, UnionVariant, Visibility,
};
use crate::schema::Presence;
use std::collections::HashSet;

impl Planner<'_, '_> {
    pub(super) fn union(&mut self, id: Id, choices: &[Choice<'_>], discriminator: Option<&str>) -> Union {
        let tagged = by_tag(choices, discriminator);
        let fits: Vec<Fit> = choices.iter().map(|it| self.fit(&it.shape, DEPTH)).collect();
        let mut order: Vec<usize> = (0..choices.len()).collect();
        order.sort_by_key(|at| rank(&fits[*at]));
        let open = is_open(false, self.choices[id].unions);
        let disjoint = disjoint(&fits);
        let read = match tagged {
            Some(property) => Read::Tag(property.to_owned()),
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
        let mut seen = HashSet::new();
        let mut variants = Vec::with_capacity(choices.len());
        for at in order {
            let choice = &choices[at];
            let boxed = choice.boxed || shape_size(&self.abilities.sizes, &choice.shape) >= BOXED_FROM;
            let mut attrs = Vec::new();
            if self.options.docs {
                attrs.extend(docs::doc(choice.description.map(|it| self.prose(id, it)).unwrap_or_default()));
            }
            let ty = self.rust(&choice.shape);
            let whole = boxed.then(|| self.speller.ty(&ty.clone().boxed()));
            let unique = seen.insert(format!("{:?}", self.end(&choice.shape)));
            let own = matches!(&ty, RustTy::Own(_)) || matches!(&ty, RustTy::Std(..) | RustTy::Primitive(_));
            variants.push(UnionVariant {
                attrs,
                name: names[at].clone(),
                ty: self.speller.ty(&ty),
                boxed: whole,
                tags: choice.tags.iter().map(|it| (*it).to_owned()).collect(),
                add_tag: tagged.is_some_and(|it| !choice.tags.is_empty() && !self.carries(&choice.shape, it, DEPTH)),
                from: own && unique && !ambiguous(choices, at, self),
            });
        }
        let writes_tags = tagged.filter(|_| variants.iter().any(|it| it.add_tag)).map(str::to_owned);
        if writes_tags.is_some() {
            self.use_support("tagged");
        }
        let any_takes_all = fits.contains(&Fit::Any) && tagged.is_none();
        let other = (open && !any_takes_all).then(|| UnionOther {
            attrs: if self.options.docs { docs::doc([OTHER_DOC.to_owned()]).collect() } else { Vec::new() },
            name: free_other(&names),
        });
        let mut attrs = self.head(id);
        let allow: Vec<Attr> = self.allow_deprecated(id).into_iter().collect();
        attrs.extend(allow.iter().cloned());
        attrs.extend(self.derives(id, writes_tags.is_none(), matches!(read, Read::Derived), false));
        attrs.extend(self.extra(id));
        if writes_tags.is_none() || matches!(read, Read::Derived) {
            attrs.push(Attr::List("serde", vec![Meta::Word("untagged")]));
        }
        if other.is_some() {
            attrs.push(Attr::Word("non_exhaustive"));
        }
        Union {
            attrs,
            visibility: self.visibility(),
            name: self.names[id].clone(),
            variants,
            other,
            read,
            writes_tags,
            impl_attrs: allow,
            support: Support {
                read: self.speller.support("read", Vec::new()),
                attempt: self.speller.support("attempt", Vec::new()),
                ranked: self.speller.support("ranked", Vec::new()),
                fit: self.speller.support("Fit", Vec::new()),
                tagged: self.speller.support("tagged", Vec::new()),
                new_box: self.speller.std_value(Named::Box, "new"),
            },
        }
    }

    /// Marks the structs that unions are told apart by.
    pub(super) fn mark_fitted(&mut self) {
        let nodes = self.nodes;
        for node in nodes {
            let Kind::Union { choices, discriminator } = &node.kind else { continue };
            let fits: Vec<Fit> = choices.iter().map(|it| self.fit(&it.shape, DEPTH)).collect();
            if by_tag(choices, *discriminator).is_none() && !disjoint(&fits) {
                choices.iter().for_each(|it| self.mark(&it.shape, DEPTH));
            }
        }
    }

    fn mark(&mut self, shape: &Shape, depth: usize) {
        if depth == 0 {
            return;
        }
        match shape {
            Shape::Leaf(_) => {}
            Shape::List(it) | Shape::Set(it) | Shape::Map(it) | Shape::Nullable(it) | Shape::OrBoolean(it) => {
                self.mark(it, depth);
            }
            Shape::Node(id) => {
                let nodes = self.nodes;
                match &nodes[*id].kind {
                    Kind::Struct { .. } => {
                        self.fitted.insert(*id);
                    }
                    Kind::Union { choices, .. } => choices.iter().for_each(|it| self.mark(&it.shape, depth - 1)),
                    Kind::Alias(it) | Kind::Newtype(it) => self.mark(it, depth - 1),
                    _ => {}
                }
            }
        }
    }

    /// The constant that says what JSON a struct accepts, from where models stand.
    fn fit_constant(&self, id: Id) -> Ty {
        let mut path = self.speller.own(id);
        if let Ty::Path { segments, .. } = &mut path {
            segments.push("FIT".to_owned());
        }
        path
    }

    /// That constant, where a union asks for it.
    pub(super) fn fit_const(&self, id: Id) -> Option<FitConst> {
        if !self.fitted.contains(&id) {
            return None;
        }
        let mut fit = self.fit_node(id, DEPTH);
        if let Fit::Object { constant, .. } = &mut fit {
            *constant = None;
        }
        let visibility = self.speller.modules.then_some(Visibility::Super);
        Some(FitConst { visibility, ty: self.speller.support("Fit", Vec::new()), fit })
    }

    /// A shape behind its aliases.
    fn end<'a>(&'a self, shape: &'a Shape) -> &'a Shape {
        let mut shape = shape;
        while let Shape::Node(id) = shape {
            match &self.nodes[*id].kind {
                Kind::Alias(inner) => shape = inner,
                _ => break,
            }
        }
        shape
    }

    fn choice_names(&self, choices: &[Choice<'_>]) -> Vec<String> {
        let names: Vec<String> = choices
            .iter()
            .map(|it| match (self.word(&it.shape), &it.tags[..]) {
                (None, [tag, ..]) => (*tag).to_owned(),
                (word, _) => word.unwrap_or_else(|| "Value".to_owned()),
            })
            .collect();
        Scope::variants(&[]).assign(names.iter().map(String::as_str)).into_iter().map(|it| it.0).collect()
    }

    fn word(&self, shape: &Shape) -> Option<String> {
        Some(match shape {
            Shape::Node(id) => {
                let name = &self.names[*id];
                let node = &self.nodes[*id];
                match (&node.kind, node.model) {
                    (Kind::Enum { .. }, None) => "Value".to_owned(),
                    (Kind::Union { .. }, None) => "Item".to_owned(),
                    _ => name.clone(),
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
                (_, RustTy::Foreign(path, _)) => path.rsplit("::").next()?.to_owned(),
                (_, RustTy::User(path)) => path.split('<').next()?.rsplit("::").next()?.trim().to_owned(),
                _ => return None,
            },
        })
    }

    /// What JSON a shape accepts. Beyond `depth` references, anything.
    pub(super) fn fit(&self, shape: &Shape, depth: usize) -> Fit {
        if depth == 0 {
            return Fit::Any;
        }
        match shape {
            Shape::Leaf(leaf) => match leaf.json {
                Json::Null => Fit::Null,
                Json::Boolean => Fit::Boolean,
                Json::Integer => Fit::Integer,
                Json::Number => Fit::Number,
                Json::Formatted => Fit::Formatted,
                Json::Text => Fit::Text,
                Json::Object => Fit::Object {
                    required: Vec::new(),
                    known: Vec::new(),
                    words: Vec::new(),
                    open: true,
                    constant: None,
                },
                Json::Any | Json::Unknown => Fit::Any,
            },
            Shape::List(inner) | Shape::Set(inner) => Fit::Array(Box::new(self.fit(inner, depth))),
            Shape::Map(inner) => Fit::Map(Box::new(self.fit(inner, depth))),
            Shape::Nullable(inner) => Fit::OneOf(vec![Fit::Null, self.fit(inner, depth)]),
            Shape::OrBoolean(inner) => Fit::OneOf(vec![Fit::Boolean, self.fit(inner, depth)]),
            Shape::Node(id) => self.fit_node(*id, depth),
        }
    }

    fn fit_node(&self, id: Id, depth: usize) -> Fit {
        match &self.nodes[id].kind {
            Kind::Struct { slots, rest } => {
                let required = |it: &&super::graph::Slot<'_>| {
                    it.field.presence == Presence::Required && !it.field.nullable && !it.applied
                };
                let name = |it: &super::graph::Slot<'_>| it.field.name.clone();
                let words = slots.iter().filter(required).filter_map(|it| Some((name(it), self.few_words(&it.shape)?)));
                Fit::Object {
                    required: slots.iter().filter(required).map(name).collect(),
                    known: slots.iter().map(name).collect(),
                    words: words.collect(),
                    open: rest.is_some(),
                    constant: Some(self.fit_constant(id)),
                }
            }
            Kind::Enum { values, .. } => {
                let words: Option<Vec<_>> = values.iter().map(|it| it.value.as_str().map(str::to_owned)).collect();
                match words {
                    Some(words) => Fit::Words(words),
                    None => Fit::Values(values.iter().map(|it| it.value.clone()).collect()),
                }
            }
            Kind::Union { choices, .. } => {
                Fit::OneOf(choices.iter().map(|it| self.fit(&it.shape, depth - 1)).collect())
            }
            Kind::Alias(shape) | Kind::Newtype(shape) => self.fit(shape, depth - 1),
            Kind::Opaque | Kind::Replaced(_) | Kind::Gone => Fit::Any,
        }
    }

    /// The strings that a member may have, where they are few enough to tell objects apart.
    fn few_words(&self, shape: &Shape) -> Option<Vec<String>> {
        let Shape::Node(id) = self.end(shape) else { return None };
        let Kind::Enum { values, open: false } = &self.nodes[*id].kind else { return None };
        if values.len() > 8 {
            return None;
        }
        values.iter().map(|it| it.value.as_str().map(str::to_owned)).collect()
    }

    /// Whether a value of this shape writes the member by itself.
    fn carries(&self, shape: &Shape, member: &str, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        match shape {
            Shape::Leaf(leaf) => matches!(leaf.json, Json::Object | Json::Any | Json::Unknown),
            Shape::Map(_) => true,
            Shape::Node(id) => match &self.nodes[*id].kind {
                Kind::Struct { slots, rest } => rest.is_some() || slots.iter().any(|it| it.field.name == member),
                Kind::Union { choices, .. } => choices.iter().all(|it| self.carries(&it.shape, member, depth - 1)),
                Kind::Alias(inner) | Kind::Newtype(inner) => self.carries(inner, member, depth - 1),
                Kind::Opaque | Kind::Replaced(_) => true,
                Kind::Enum { .. } | Kind::Gone => false,
            },
            Shape::List(_) | Shape::Set(_) | Shape::Nullable(_) | Shape::OrBoolean(_) => false,
        }
    }

    /// Says where two types accept the same JSON.
    fn overlaps(&mut self, id: Id, choices: &[Choice<'_>], fits: &[Fit]) {
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
        self.notices.push(Notice {
            code: Code::UnionOverlap,
            path: self.nodes[id].path.clone(),
            message: format!(
                "some JSON fits {}{rest}; the type that knows most of its members is taken",
                pairs[..pairs.len().min(3)].join(", ")
            ),
            help: Some("name the member that tells the types apart, if there is one".to_owned()),
        });
    }
}

/// The discriminator, if values of it are known.
fn by_tag<'d>(choices: &[Choice<'_>], discriminator: Option<&'d str>) -> Option<&'d str> {
    discriminator.filter(|_| choices.iter().any(|it| !it.tags.is_empty()))
}

/// Whether the kind of JSON says which type it is.
fn disjoint(fits: &[Fit]) -> bool {
    let mut seen = 0;
    fits.iter().all(|fit| {
        let kinds = kinds(fit);
        let apart = seen & kinds == 0;
        seen |= kinds;
        apart
    })
}

/// How many references are followed to see what tells types apart.
const DEPTH: usize = 4;

const OTHER_DOC: &str = "JSON that is none of these, as it came.";

fn free_other(names: &[String]) -> String {
    let free = |it: &&str| !names.iter().any(|name| name == it);
    ["Other", "OtherJson", "AnyOther"].into_iter().find(free).unwrap_or("AnyOtherJson").to_owned()
}

/// Whether another variant holds the same type, so that `From` of it would say too little.
fn ambiguous(choices: &[Choice<'_>], at: usize, planner: &Planner<'_, '_>) -> bool {
    let own = planner.end(&choices[at].shape);
    choices.iter().enumerate().any(|(other, it)| other != at && planner.end(&it.shape) == own)
}

/// The more specific first.
fn rank(fit: &Fit) -> (u8, std::cmp::Reverse<usize>, std::cmp::Reverse<usize>) {
    let (class, required, known) = match fit {
        Fit::Null => (0, 0, 0),
        Fit::Boolean => (1, 0, 0),
        Fit::Values(_) => (2, 0, 0),
        Fit::Words(_) => (3, 0, 0),
        Fit::Formatted => (4, 0, 0),
        Fit::Integer => (5, 0, 0),
        Fit::Number => (6, 0, 0),
        Fit::Text => (7, 0, 0),
        Fit::Array(inner) => return (8, rank(inner).1, rank(inner).2),
        Fit::Object { required, known, open: false, .. } => (9, required.len(), known.len()),
        Fit::Object { required, known, .. } => (10, required.len(), known.len()),
        Fit::Map(_) => (11, 0, 0),
        Fit::OneOf(_) => (12, 0, 0),
        Fit::Any => (13, 0, 0),
    };
    (class, std::cmp::Reverse(required), std::cmp::Reverse(known))
}

/// The kinds of JSON that fit, as a set. Integers are numbers.
fn kinds(fit: &Fit) -> u16 {
    match fit {
        Fit::Any => u16::MAX,
        Fit::Null => 1,
        Fit::Boolean => 2,
        Fit::Integer | Fit::Number => 4,
        Fit::Formatted | Fit::Text | Fit::Words(_) => 8,
        Fit::Array(_) => 16,
        Fit::Map(_) | Fit::Object { .. } => 32,
        Fit::Values(values) => values.iter().fold(0, |all, it| {
            all | match it {
                serde_json::Value::Null => 1,
                serde_json::Value::Bool(_) => 2,
                serde_json::Value::Number(_) => 4,
                serde_json::Value::String(_) => 8,
                serde_json::Value::Array(_) => 16,
                serde_json::Value::Object(_) => 32,
            }
        }),
        Fit::OneOf(all) => all.iter().fold(0, |kinds, it| kinds | self::kinds(it)),
    }
}

/// Whether some JSON fits both without a member that one of them does not know.
fn overlap(a: &Fit, b: &Fit) -> bool {
    if kinds(a) & kinds(b) == 0 {
        return false;
    }
    match (a, b) {
        (Fit::Words(a), Fit::Words(b)) => a.iter().any(|it| b.contains(it)),
        (Fit::Integer, Fit::Number) | (Fit::Number, Fit::Integer) => false,
        (Fit::Words(_) | Fit::Values(_) | Fit::Formatted, Fit::Text)
        | (Fit::Text, Fit::Words(_) | Fit::Values(_) | Fit::Formatted) => false,
        (Fit::Array(a), Fit::Array(b)) | (Fit::Map(a), Fit::Map(b)) => overlap(a, b),
        (Fit::OneOf(all), it) | (it, Fit::OneOf(all)) => all.iter().any(|other| overlap(other, it)),
        (
            Fit::Object { required: a, known: a_known, words: a_words, open: a_open, .. },
            Fit::Object { required: b, known: b_known, words: b_words, open: b_open, .. },
        ) => {
            let apart = a_words.iter().any(|(name, words)| {
                b_words.iter().any(|(other, more)| name == other && !words.iter().any(|it| more.contains(it)))
            });
            let known =
                |names: &[String], known: &[String], open: bool| open || names.iter().all(|it| known.contains(it));
            !apart && known(a, b_known, *b_open) && known(b, a_known, *a_open)
        }
        _ => true,
    }
}
