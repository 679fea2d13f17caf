//! A [`Comparison`] → text. Comes in: the findings, and where the things that they name stand. Goes out: a report.

mod json;
mod text;

use super::{Change, Comparison};
use crate::schema::Path;
use serde::Serialize;

/// A place in a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The page, or another name for the document.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1: where the cell starts.
    pub column: usize,
}

/// What a report says besides the findings.
pub struct Context<'a> {
    /// What the old side is called.
    pub old: String,
    /// What the new side is called.
    pub new: String,
    /// Where a thing of the old side stands.
    pub old_place: &'a dyn Fn(&Path) -> Option<Place>,
    /// Where a thing of the new side stands.
    pub new_place: &'a dyn Fn(&Path) -> Option<Place>,
    /// Whether findings of level `off` are shown.
    pub all: bool,
    /// The version of the crate, and the one it needs.
    pub version: Option<(super::Version, super::Version)>,
}

impl Context<'_> {
    /// Where a change stands on the old and the new side.
    fn places(&self, change: &Change) -> (Option<Place>, Option<Place>) {
        (change.old.as_ref().and_then(self.old_place), change.new.as_ref().and_then(self.new_place))
    }
}

/// A form of report.
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
    Reporter { id: "json", about: "for programs; its schema is in the docs", report: json::report },
    Reporter { id: "stat", about: "a line for each model", report: text::stat },
    Reporter { id: "text", about: "for people, what breaks first", report: text::report },
];

impl Reporter {
    /// The form with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        REPORTERS.iter().find(|it| it.id == id)
    }
}
