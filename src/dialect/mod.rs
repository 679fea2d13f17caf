//! Dialects: tables → drafts whose columns have roles. Comes in: documents and [`Dialect`]s. Goes out: drafts, and why
//! each table was read or left out.

mod coverage;

pub use coverage::{Coverage, Outcome, PageCoverage, TableCoverage, Verdict};

use serde::Deserialize;

/// How a kind of docs shows models. One file of `templates/dialects`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Dialect {
    /// The name by which the configuration refers to it.
    pub id: String,
}
