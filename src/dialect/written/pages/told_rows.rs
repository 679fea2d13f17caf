//! Rows that are told of: those that are broken, and those that stand for no member. Comes in: a table. Goes out: findings, and the
//! table without such rows.

use super::page::State;
use crate::diag::Code;
use crate::dialect::written::grids::kinds::arguments;
use crate::markdown::{Grid, GridRow, Mark, MarkKind};
use crate::text::Span;

impl State<'_, '_> {
    /// Tells of rows of pipes whose last cell goes on below, and of those that other lines divide from their table.
    pub(crate) fn broken_rows(&mut self, grid: &Grid) {
        let apart = |it: &&GridRow| it.range.start > grid.range.end && it.cells.iter().any(|it| it.raw.is_some());
        if let Some(row) = grid.rows.iter().find(apart) {
            let span = self.reader.span(&row.range);
            self.sink
                .report(Code::BrokenTable, span, "other lines stand in the table")
                .label("read as a row of the table above, with those below it")
                .help("move the lines out of the table");
        }
        let broken = |it: &&GridRow| it.cells.iter().any(|it| it.raw.as_ref().is_some_and(|it| it.contains('\n')));
        let mut rows = grid.rows.iter().filter(broken).map(|it| self.reader.span(&it.range));
        let Some(first) = rows.next() else { return };
        let more: Vec<Span> = rows.collect();
        let message = match more.len() {
            0 => "the row is broken over several lines".to_owned(),
            more => format!("{} rows are broken over several lines", more + 1),
        };
        let finding = self.sink.report(Code::BrokenRow, first, message);
        for span in more {
            finding.also(span, "another");
        }
        finding
            .label("the lines are read as its last cell")
            .help("write a row on one line, with `<br>` where a line ends");
    }

    /// Tells of rows that are no members. `words` say why, of one row and of several.
    pub(crate) fn left_out(&mut self, rows: &[(String, Span)], words: [&str; 2]) {
        let Some((name, span)) = rows.first() else { return };
        let message = match rows.len() {
            1 => format!("the row `{name}` is left out: it {} of the JSON object", words[0]),
            more => format!("{more} rows are left out: they {} of the JSON object", words[1]),
        };
        let finding = self.sink.report(Code::OtherRow, *span, message);
        for (_, span) in &rows[1..] {
            finding.also(*span, "another");
        }
    }

    /// The members of a table that lists arguments between them, where those alone are strong. The arguments are told of.
    pub(crate) fn without_arguments(&mut self, grid: &Grid) -> Option<Grid> {
        let begins = |it: &Mark| it.range.start == 0 && it.kind == MarkKind::Strong;
        let strong = |it: &GridRow| it.cells.first().is_some_and(|it| it.rich.trimmed().marks.iter().any(begins));
        if !arguments(grid) || !grid.rows.iter().any(strong) {
            return None;
        }
        let mut members = grid.clone();
        members.header.remove(1);
        let (rows, others): (Vec<_>, Vec<_>) = members.rows.into_iter().partition(strong);
        let name = |it: &GridRow| {
            let text = it.cells.first().map(|it| it.rich.text.trim().to_owned()).unwrap_or_default();
            (text, Span::new(self.reader.file, it.range.clone()))
        };
        let others: Vec<_> = others.iter().map(name).collect();
        self.left_out(&others, ["is an argument of a field, and no member", "are arguments of fields, and no members"]);
        let without = |mut row: GridRow| {
            if row.cells.len() > 1 {
                row.cells.remove(1);
            }
            row
        };
        members.rows = rows.into_iter().map(without).collect();
        Some(members)
    }
}
