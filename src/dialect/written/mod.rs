//! Tables that people write, and other tools make. Comes in: a page and its dialect. Goes out: the models that its tables
//! show, and what became of every table. One reader for all of them; what a kind of docs has of its own is data.

mod columns;
mod contrast;
mod facts;
mod headings;
mod labels;
mod links;
mod name_text;
mod names;
mod naming;
mod nesting;
mod page;
mod presence;
mod row_values;
mod rows;
mod statements;
mod style;
mod tables;
mod times;
mod twins;
mod type_marks;
mod types;
mod unread;
mod values;
mod vocabulary;
mod wire;

pub(crate) use links::bind;
pub use style::{Mark, Written};
pub use vocabulary::Role;
pub(crate) use vocabulary::fold as header;

use super::{Dialect, Draft, TableCoverage};
use crate::diag::Sink;
use crate::markdown::{self, Document, PieceKind};
use crate::text::{FileId, Source};
use crate::typexpr::Notation;
use vocabulary::{fold, vocabulary};

/// Reads a page.
pub(crate) fn recognise<'d>(
    file: FileId,
    source: &Source,
    _document: &Document,
    dialect: &'d Dialect,
    style: &'d Written,
    notation: &'d Notation,
    sink: &mut Sink,
) -> (Vec<Draft<'d>>, Vec<TableCoverage>) {
    page::read(file, &source.text, &source.stem(), dialect, style, notation, sink)
}

/// What tells one kind of written docs from others: the headers of a page's tables with their rows, and its text.
pub(crate) struct Look<'a> {
    headers: Vec<(Vec<String>, usize)>,
    text: &'a str,
}

impl<'a> Look<'a> {
    /// Looks at a page.
    pub(crate) fn new(source: &'a Source) -> Self {
        let page = markdown::page(&source.text);
        let grids = page.pieces.iter().filter_map(|it| match &it.kind {
            PieceKind::Table(grid) => Some(grid),
            _ => None,
        });
        let headers =
            grids.map(|it| (it.header.iter().map(|it| fold(&columns::header(&it.rich))).collect(), it.rows.len()));
        Self { headers: headers.collect(), text: &source.text }
    }

    /// How much speaks for a kind of docs: the rows below headers that it has alone count more than those below headers
    /// that any may have.
    pub(crate) fn likeness(&self, style: &Written) -> usize {
        let marks = style.marks.iter().filter(|it| self.text.contains(it.as_str())).count();
        let marked = style.marks.is_empty() || marks > 0;
        let rows = self.headers.iter().map(|(header, rows)| {
            let own = marked && style.headers.iter().any(|it| it == header);
            let known = header.iter().filter(|it| !vocabulary().roles(it).is_empty()).count();
            rows * if own { 3 } else { usize::from(known > 1) }
        });
        rows.sum::<usize>()
    }
}
