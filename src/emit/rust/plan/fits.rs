//! What JSON types accept, as far as that tells them apart. Comes in: the graph. Goes out: [`Fit`]s, their order, and
//! whether two of them overlap.

use super::Planner;
use super::graph::{Id, Kind, Shape, Slot, includes_null};
use super::leaf::Json;
use super::unions::by_tag;
use crate::emit::rust::code::{Fit, FitConst, Ty, Visibility};
use crate::schema::{Presence, Value};
use foldhash::HashSet;

impl<'p, 's: 'p> Planner<'p, 's> {
    /// The structs that unions are told apart by.
    pub(super) fn told_apart(&self) -> HashSet<Id> {
        let mut fitted = HashSet::default();
        for node in self.nodes {
            let Kind::Union { choices, discriminator } = &node.kind else { continue };
            let fits: Vec<Fit<'_>> = choices.iter().map(|it| self.fit(&it.shape, DEPTH)).collect();
            if by_tag(choices, *discriminator).is_none() && !disjoint(&fits) {
                choices.iter().for_each(|it| self.mark(&it.shape, DEPTH, &mut fitted));
            }
        }
        fitted
    }

    fn mark(&self, shape: &Shape, depth: usize, fitted: &mut HashSet<Id>) {
        if depth == 0 {
            return;
        }
        match shape {
            Shape::Leaf(_) => {}
            Shape::List(it) | Shape::Set(it) | Shape::Map(it) | Shape::Nullable(it) | Shape::OrBoolean(it) => {
                self.mark(it, depth, fitted);
            }
            Shape::Node(id) => match &self.nodes[*id].kind {
                Kind::Struct { .. } => {
                    fitted.insert(*id);
                }
                Kind::Union { choices, .. } => choices.iter().for_each(|it| self.mark(&it.shape, depth - 1, fitted)),
                Kind::Alias(it) | Kind::Newtype(it) => self.mark(it, depth - 1, fitted),
                _ => {}
            },
        }
    }

    /// The constant that says what JSON a struct accepts, from where models stand.
    fn fit_constant(&self, id: Id) -> Ty<'static> {
        self.speller.of_own(id, "FIT")
    }

    /// That constant, where a union asks for it.
    pub(super) fn fit_const(&self, id: Id) -> Option<FitConst<'p>> {
        if !self.fitted.contains(&id) {
            return None;
        }
        let mut fit = self.fit_node(id, DEPTH);
        if let Fit::Object { constant, .. } = &mut fit {
            *constant = None;
        }
        let visibility = self.speller.modules.then_some(Visibility::Super);
        Some(FitConst { visibility, ty: Ty::new(self.speller.support("Fit")), fit })
    }

    /// What JSON a shape accepts. Beyond `depth` references, anything.
    pub(super) fn fit(&self, shape: &Shape, depth: usize) -> Fit<'p> {
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
                    null: Vec::new(),
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

    fn fit_node(&self, id: Id, depth: usize) -> Fit<'p> {
        match &self.nodes[id].kind {
            Kind::Struct { slots, rest } => {
                // One that may be null must be there all the same: it would be written as null where it was absent.
                let required = |it: &&Slot<'s>| it.field.presence == Presence::Required && !it.applied;
                let null = |it: &&Slot<'s>| it.field.nullable || includes_null(self.nodes, &it.shape);
                let name = |it: &Slot<'s>| it.field.name.as_str();
                let words = slots.iter().filter(required).filter_map(|it| Some((name(it), self.few_words(&it.shape)?)));
                Fit::Object {
                    required: slots.iter().filter(required).map(name).collect(),
                    known: slots.iter().map(name).collect(),
                    null: slots.iter().filter(null).map(name).collect(),
                    words: words.collect(),
                    open: rest.is_some(),
                    constant: Some(self.fit_constant(id)),
                }
            }
            Kind::Enum { values, .. } => {
                let words: Option<Vec<_>> = values.iter().map(|it| it.value.as_str()).collect();
                match words {
                    Some(words) => Fit::Words(words),
                    None => Fit::Values(values.iter().map(|it| &it.value).collect()),
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
    fn few_words(&self, shape: &Shape) -> Option<Vec<&'s str>> {
        let Shape::Node(id) = self.end(shape) else { return None };
        let Kind::Enum { values, open: false } = &self.nodes[*id].kind else { return None };
        if values.len() > 8 {
            return None;
        }
        values.iter().map(|it| it.value.as_str()).collect()
    }

    /// Whether a value of this shape writes the member by itself.
    pub(super) fn carries(&self, shape: &Shape, member: &str, depth: usize) -> bool {
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
}

/// How many references are followed to see what tells types apart.
pub(super) const DEPTH: usize = 4;

/// Whether the kind of JSON says which type it is.
pub(super) fn disjoint(fits: &[Fit<'_>]) -> bool {
    let mut seen = 0;
    fits.iter().all(|fit| {
        let kinds = kinds(fit);
        let apart = seen & kinds == 0;
        seen |= kinds;
        apart
    })
}

/// The more specific first.
pub(super) fn rank(fit: &Fit<'_>) -> (u8, std::cmp::Reverse<usize>, std::cmp::Reverse<usize>) {
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
pub(super) fn kinds(fit: &Fit<'_>) -> u16 {
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
                Value::Null => 1,
                Value::Bool(_) => 2,
                Value::Number(_) => 4,
                Value::String(_) => 8,
                Value::Array(_) => 16,
                Value::Object(_) => 32,
            }
        }),
        Fit::OneOf(all) => all.iter().fold(0, |kinds, it| kinds | self::kinds(it)),
    }
}

/// Whether some JSON fits both without a member that one of them does not know.
pub(super) fn overlap(a: &Fit<'_>, b: &Fit<'_>) -> bool {
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
            let known = |names: &[&str], known: &[&str], open: bool| open || names.iter().all(|it| known.contains(it));
            !apart && known(a, b_known, *b_open) && known(b, a_known, *a_open)
        }
        _ => true,
    }
}
