//! The whole way from texts to a schema, on one page. Pure: no file, no environment, no clock.

use crate::diag::Diagnostic;
use crate::dialect::{Coverage, Dialect};
use crate::resolve::{self, Origins};
use crate::schema::Schema;
use crate::text::SourceMap;
use crate::typexpr::Notation;

/// What steers [`compile`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The dialect of all pages, by id; recognised by evidence when absent.
    pub dialect: Option<String>,
    /// Dialects of the user's own, besides the built-in ones.
    pub dialects: Vec<Dialect>,
    /// Notations of the user's own, besides the built-in ones.
    pub notations: Vec<Notation>,
    /// Make a request type of each operation that the pages describe.
    pub operations: bool,
    /// Record the evidence of every fact in the origins.
    pub evidence: bool,
    /// What is known besides the pages.
    pub schema: resolve::Options,
}

/// What documents say.
#[derive(Debug, Clone, Default)]
pub struct Compilation {
    /// The models; complete even when there are findings of level error.
    pub schema: Schema,
    /// Where each thing of the schema comes from.
    pub origins: Origins,
    /// What is wrong with the documents, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was recognised, and what was left out.
    pub coverage: Coverage,
}

/// Reads all documents as one set of models.
#[must_use]
pub fn compile(_sources: &SourceMap, _options: &Options) -> Compilation {
    Compilation::default()
}
