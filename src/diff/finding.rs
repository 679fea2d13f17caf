//! What is said of two sides: findings, and how many there are of what.

use super::bump::Bump;
use super::change::{Change, Kind};
use super::options::Allowance;
use super::rules::{Axis, Level, Rule, Verdicts};
use serde::Serialize;
use std::collections::HashSet;

/// A change, and what it means.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// let finding = &comparison.findings[0];
/// assert_eq!(finding.rule.id, "field-type-changed");
/// assert!(finding.allowed.is_none());
/// ```
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that judges it.
    pub rule: &'static Rule,
    /// The fact.
    pub change: Change,
    /// Whom it breaks.
    pub verdicts: Verdicts,
    /// How much it matters.
    pub level: Level,
    /// Why it was accepted, if it was.
    pub allowed: Option<Allowed>,
    /// The other places where the same changed.
    pub more: Vec<Change>,
    /// What follows from it elsewhere.
    pub consequences: Vec<Finding>,
}

impl Finding {
    /// Of which it is not settled yet how much it matters.
    pub(super) fn new(rule: &'static Rule, change: Change, verdicts: Verdicts) -> Self {
        let (allowed, more, consequences) = (None, Vec::new(), Vec::new());
        Self { rule, change, verdicts, level: Level::Off, allowed, more, consequences }
    }

    /// How many places it is about.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert_eq!(comparison.findings[0].count(), 1);
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.more.len()
    }

    /// Whether it makes the run fail.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert!(comparison.findings[0].fails());
    /// ```
    #[must_use]
    pub fn fails(&self) -> bool {
        self.level == Level::Error && self.allowed.is_none()
    }

    /// Whether it is shown when nobody asks for all.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert!(comparison.findings[0].is_shown());
    /// ```
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.level > Level::Off
    }
}

/// Why a finding does not count.
///
/// ```
/// use fieldtable::diff::Allowed;
///
/// let allowed = Allowed { reason: "nobody reads it".into(), until: Some("2026-12-31".into()) };
/// assert!(allowed.until.is_some());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allowed {
    /// The reason given.
    pub reason: String,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What changed between two sides.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// assert_eq!(comparison.findings.len(), 1);
/// assert!(comparison.stale.is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The findings, what breaks first, then in the order of the documents.
    pub findings: Vec<Finding>,
    /// Allowances that fit no finding, or have ended; each with the reason.
    pub stale: Vec<(Allowance, &'static str)>,
    /// Ids of rules in the settings that no rule has.
    pub unknown: Vec<String>,
    /// How much of the version of the generated crate must go up.
    pub bump: Bump,
    /// The questions that decide levels.
    pub axes: Vec<Axis>,
    /// How many there are of what.
    pub totals: Totals,
}

/// How many there are of what. Allowed findings are counted apart.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// assert_eq!((comparison.totals.breaking, comparison.totals.models_changed), (1, 1));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Models with a change.
    pub models_changed: usize,
    /// New models.
    pub models_added: usize,
    /// Models that are gone.
    pub models_removed: usize,
    /// Findings of level error.
    pub breaking: usize,
    /// Findings of level warn.
    pub risky: usize,
    /// Findings of level info.
    pub safe: usize,
    /// Accepted findings.
    pub allowed: usize,
    /// Edits of prose that are not shown.
    pub prose_hidden: usize,
    /// Other findings that are not shown.
    pub hidden: usize,
}

impl Comparison {
    /// Whether a finding makes the run fail.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert!(comparison.fails());
    /// ```
    #[must_use]
    pub fn fails(&self) -> bool {
        self.findings.iter().any(Finding::fails)
    }
}

impl Totals {
    pub(super) fn of(findings: &[Finding]) -> Self {
        let mut totals = Self::default();
        let mut changed = HashSet::new();
        for finding in findings {
            match finding.change.kind {
                Kind::ModelAdded => totals.models_added += finding.count(),
                Kind::ModelRemoved => totals.models_removed += finding.count(),
                _ if finding.is_shown() => {
                    changed
                        .extend([&finding.change].into_iter().chain(&finding.more).map(|it| it.path().model.as_str()));
                }
                _ => {}
            }
            let sort = match (finding.is_shown(), finding.change.kind) {
                (false, Kind::Description | Kind::Example) => &mut totals.prose_hidden,
                (false, _) => &mut totals.hidden,
                (true, _) if finding.allowed.is_some() => &mut totals.allowed,
                (true, _) => match finding.level {
                    Level::Error => &mut totals.breaking,
                    Level::Warn => &mut totals.risky,
                    Level::Info | Level::Off => &mut totals.safe,
                },
            };
            *sort += 1;
        }
        totals.models_changed = changed.len();
        totals
    }
}
