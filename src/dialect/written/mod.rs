//! Tables that people write, and other tools make. Comes in: a page and its dialect. Goes out: the models that its tables
//! show, and what became of every table. One reader for all of them; what a kind of docs has of its own is data.
//!
//! From the bottom to the top, where each imports from those below it: `words`, `cells`, `grids`, `rows`, `headings`, `blocks`,
//! `pages`, `across`.

mod across;
mod blocks;
mod cells;
mod grids;
mod headings;
mod pages;
mod rows;
mod words;

pub(crate) use across::links::bind;
pub use words::style::{Mark, Written};
pub use words::vocabulary::Role;
pub(crate) use words::vocabulary::{fold as header, is_enum};

use super::{Dialect, Draft, TableCoverage};
use crate::diag::Sink;
use crate::markdown::{self, Document, Piece, PieceKind};
use crate::text::{FileId, Source};
use crate::typexpr::Notation;
use blocks::lists::Part;
use blocks::{coded_values, lists, member_headings, records, type_headings};
use grids::columns;
use pages::declared_types;
use words::vocabulary::{fold, vocabulary};

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
    pages::page::read(file, &source.text, &source.stem(), dialect, style, notation, sink)
}

/// What tells one kind of written docs from others: the headers of a page's tables with their rows, and its text.
pub(crate) struct Look<'a> {
    /// Headers, how many rows stand below them, and whether they say, or the cells do, that these are fields.
    headers: Vec<(Vec<String>, usize, bool)>,
    text: &'a str,
}

impl<'a> Look<'a> {
    /// Looks at a page.
    pub(crate) fn new(source: &'a Source, notation: &Notation) -> Self {
        let pieces = member_headings::tabled(markdown::page(&source.text).pieces);
        let lists = lists::tabled(&source.text, pieces, notation);
        let parts = coded_values::tabled(&source.text, type_headings::tabled(lists, notation));
        let parts = records::tabled(&source.text, parts, notation);
        let grids = parts.iter().filter_map(|it| match it {
            Part::Piece(Piece { kind: PieceKind::Table(grid), .. }) | Part::Fields(grid) | Part::More(grid) => {
                Some(grid)
            }
            Part::Piece(_) | Part::Values(..) | Part::Ends(_) => None,
        });
        let headers = grids.map(|grid| {
            let mut header: Vec<String> = grid.header.iter().map(|it| fold(&columns::header(&it.rich))).collect();
            // Lists have a column of levels where they are nested, and pages have none.
            if header.last().is_some_and(|it| it == "level") {
                header.pop();
            }
            let known = header.iter().filter(|it| !vocabulary().roles(it).is_empty()).count() > 1;
            let told = || {
                let layout = columns::layout(grid, &Written::default(), notation);
                layout.name.is_some() && (layout.ty.is_some() || layout.typed_names)
            };
            let known = known || told();
            (header, grid.rows.len(), known)
        });
        let declared = parts.iter().map(|it| match it {
            Part::Piece(Piece { kind: PieceKind::Code { body, .. }, .. }) => {
                declared_types::count(&source.text[body.clone()])
            }
            _ => 0,
        });
        let declared = (Vec::new(), declared.sum(), true);
        Self { headers: headers.chain([declared]).collect(), text: &source.text }
    }

    /// How much speaks for a kind of docs: the rows below headers that it has alone count more than those below headers
    /// that any may have.
    pub(crate) fn likeness(&self, style: &Written) -> usize {
        let marks = style.marks.iter().filter(|it| self.text.contains(it.as_str())).count();
        let marked = style.marks.is_empty() || marks > 0;
        let rows = self.headers.iter().map(|(header, rows, known)| {
            let own = marked && style.headers.iter().any(|it| it == header);
            let set = || header.iter().filter(|it| style.columns.contains_key(*it)).count() > 1;
            rows * if own { 3 } else { usize::from(*known || marked && set()) }
        });
        rows.sum::<usize>()
    }
}
