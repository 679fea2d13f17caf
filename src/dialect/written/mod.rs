//! Tables that people write. Comes in: a document and its dialect. Goes out: the models that its tables show.

use super::{Dialect, Draft, TableCoverage};
use crate::diag::Sink;
use crate::markdown::Document;
use crate::text::{FileId, Source};
use crate::typexpr::Notation;
use serde::Deserialize;

/// How people write field tables.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Written {}

/// Reads a page.
pub(crate) fn recognise<'d>(
    _file: FileId,
    _source: &Source,
    _document: &Document,
    _dialect: &'d Dialect,
    _style: &'d Written,
    _notation: &'d Notation,
    _sink: &mut Sink,
) -> (Vec<Draft<'d>>, Vec<TableCoverage>) {
    (Vec::new(), Vec::new())
}

/// How many rows of a page this dialect would read: evidence for it.
pub(crate) fn likeness(_source: &Source, _document: &Document, _style: &Written) -> usize {
    0
}
