//! Annotations of GitHub's workflows: a line for each finding that is to be looked at.

use super::{Context, text};
use crate::diag::render::github::{message, property};
use crate::diff::Comparison;
use crate::diff::rules::Level;

pub(super) fn report(comparison: &Comparison, context: &Context<'_>) -> String {
    let line = |it: &crate::diff::Finding| {
        let level = match it.level {
            Level::Error if it.allowed.is_none() => "error",
            Level::Warn if it.allowed.is_none() => "warning",
            _ => "notice",
        };
        let keys = context.place(&it.change).map_or_else(String::new, |(place, _)| {
            format!("file={},line={},col={},", property(&place.file), place.line, place.column)
        });
        format!("::{level} {keys}title={}::{}\n", property(it.rule.id), message(&text::sentence(it)))
    };
    context.shown(comparison).map(line).collect()
}
