//! Schema × schema → findings: what changed, and whom it breaks. Comes in: two [`Side`]s. Goes out: a [`Comparison`].
//!
//! First what each thing of one side is on the other (`pairing`), then the facts ([`Change`]), then what the rules say of
//! each fact ([`rules`]), then what the settings make of it. Positions are unknown here: findings name things by path, and
//! who prints them looks up where that stands.

mod alike;
mod allowances;
mod bump;
mod change;
mod directions;
mod facts;
mod finding;
mod judge;
mod options;
mod pairing;
mod relate;
#[cfg(feature = "report")]
pub mod report;
pub mod rules;
mod settle;
mod surface;

pub use bump::{Bump, Version};
pub use change::{Change, Evidence, Kind, Tag, Tier};
pub use finding::{Allowed, Comparison, Finding, Totals};
pub use options::{Allowance, Options, Renamed};

use crate::emit::rust;
use crate::schema::Schema;
use std::collections::BTreeMap;

/// One of the two sets of documents that are compared.
///
/// ```
/// use fieldtable::diff::Side;
/// use fieldtable::schema::Schema;
///
/// let without_prose = Side { prose: false, ..Side::new(Schema::default()) };
/// assert!(without_prose.rust.is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Side {
    /// What they say.
    pub schema: Schema,
    /// Whether prose is known: a snapshot leaves it out.
    pub prose: bool,
    /// The page of each model, relative to where the pages are, where the documents are pages.
    pub pages: BTreeMap<String, String>,
    /// Pages in which nothing was recognised.
    pub unread: Vec<String>,
    /// How many rows of a model could not be read.
    pub unread_rows: BTreeMap<String, usize>,
    /// How Rust is made of it. When that is known of both sides, the generated code is compared; otherwise rules say what
    /// as a rule becomes of code.
    pub rust: Option<rust::Options>,
}

impl Side {
    /// A schema of which nothing else is known.
    ///
    /// ```
    /// use fieldtable::diff::Side;
    /// use fieldtable::schema::Schema;
    ///
    /// assert!(Side::new(Schema::default()).prose);
    /// ```
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self { schema, prose: true, ..Self::default() }
    }
}

/// The facts about two sides, in the order of the new one.
///
/// ```
/// use fieldtable::diff::{Options, Side, changes};
/// use fieldtable::schema::{Model, ModelKind, Schema, Type};
///
/// let new = Schema { models: [("Sku".to_owned(), Model::new(ModelKind::Alias(Type::STRING)))].into_iter().collect() };
/// let changes = changes(&Side::default(), &Side::new(new), &Options::default());
/// assert_eq!(changes[0].path().to_string(), "Sku");
/// ```
#[must_use]
pub fn changes(old: &Side, new: &Side, options: &Options) -> Vec<Change> {
    facts::list(old, new, options)
}

/// What changed between two sides, judged by the rules, levelled and allowed by the options.
///
/// ```
/// use fieldtable::diff::{Options, Side, compare};
/// use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
///
/// let order = |ty: Type| {
///     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
///     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// };
/// let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// assert_eq!(comparison.findings[0].rule.id, "field-type-changed");
/// assert!(comparison.fails());
/// ```
#[must_use]
pub fn compare(old: &Side, new: &Side, options: &Options) -> Comparison {
    judge::judge(changes(old, new, options), old, new, options)
}

#[cfg(test)]
mod tests;
