//! A [`Comparison`] → text. Comes in: the findings, and where the things that they name stand. Goes out: a report. A form
//! is one file here and one line in [`REPORTERS`]; those that are prose are a template of `templates/report` filled with
//! the same document that programs get.

mod drawing;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod template;
mod text;

pub use crate::emit::Place;

use super::{Change, Comparison, Finding};
use crate::schema::{Path, Schema};

/// What a report says besides the findings.
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
/// use fieldtable::diff::report::{Context, Reporter};
///
/// let schema = Schema::default();
/// let context = Context {
///     old: "v1".into(),
///     new: "v2".into(),
///     old_schema: &schema,
///     new_schema: &schema,
///     old_place: &|_, _| None,
///     new_place: &|_, _| None,
///     all: false,
///     version: None,
/// };
/// let text = (Reporter::find("text").expect("it is one").report)(&comparison, &context);
/// assert!(text.contains("field-type-changed"));
/// ```
pub struct Context<'a> {
    /// What the old side is called.
    pub old: String,
    /// What the new side is called.
    pub new: String,
    /// The old schema.
    pub old_schema: &'a Schema,
    /// The new schema.
    pub new_schema: &'a Schema,
    /// Where the part of a thing that a change is about stands on the old side.
    pub old_place: &'a dyn Fn(&Path, &Change) -> Option<Place>,
    /// Where it stands on the new side.
    pub new_place: &'a dyn Fn(&Path, &Change) -> Option<Place>,
    /// Whether findings of level `off` are shown.
    pub all: bool,
    /// The version of the crate, and the one it needs.
    pub version: Option<(super::Version, super::Version)>,
}

impl Context<'_> {
    /// Where a change stands on the old and the new side.
    fn places(&self, change: &Change) -> (Option<Place>, Option<Place>) {
        let old = change.old.as_ref().and_then(|it| (self.old_place)(it, change));
        (old, change.new.as_ref().and_then(|it| (self.new_place)(it, change)))
    }

    /// The one place to send a reader to: the new side, or the old one for what is gone. With whether it is the old one.
    fn place(&self, change: &Change) -> Option<(Place, bool)> {
        match self.places(change) {
            (Some(old), Some(_)) if change.is_gone() => Some((old, true)),
            (_, Some(new)) => Some((new, false)),
            (old, None) => old.map(|it| (it, true)),
        }
    }

    /// The findings that are to be shown.
    fn shown<'c>(&self, comparison: &'c Comparison) -> impl Iterator<Item = &'c Finding> {
        let all = self.all;
        comparison.findings.iter().filter(move |it| all || it.is_shown())
    }
}

/// A form of report.
///
/// ```
/// use fieldtable::diff::report::REPORTERS;
///
/// for reporter in REPORTERS {
///     println!("{}: {}", reporter.id, reporter.about);
/// }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Reporter {
    /// What it is asked for by.
    pub id: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// The whole text.
    pub report: fn(&Comparison, &Context<'_>) -> String,
}

/// Every form, in alphabetical order.
pub const REPORTERS: &[Reporter] = &[
    Reporter { id: "changelog", about: "what to tell users, in Markdown", report: template::changelog },
    Reporter { id: "github", about: "annotations of GitHub's workflows", report: github::report },
    Reporter { id: "gitlab", about: "GitLab's code quality report", report: gitlab::report },
    Reporter { id: "html", about: "one page, with the models before and after", report: template::html },
    Reporter { id: "json", about: "for programs", report: json::report },
    Reporter { id: "junit", about: "a test case for each finding", report: junit::report },
    Reporter { id: "markdown", about: "for a pull request", report: template::markdown },
    Reporter { id: "sarif", about: "SARIF 2.1.0", report: sarif::report },
    Reporter { id: "stat", about: "a line for each model", report: text::stat },
    Reporter { id: "text", about: "for people, what breaks first", report: text::report },
];

/// The JSON Schema of what the form `json` writes.
pub const JSON_SCHEMA: &str = include_str!("../../../templates/report/diff.schema.json");

impl Reporter {
    /// The form with this id.
    ///
    /// ```
    /// use fieldtable::diff::report::Reporter;
    ///
    /// assert_eq!(Reporter::find("sarif").map(|it| it.about), Some("SARIF 2.1.0"));
    /// ```
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        REPORTERS.iter().find(|it| it.id == id)
    }
}

#[cfg(test)]
mod tests;
