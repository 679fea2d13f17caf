//! Tables of pipes → grids. Comes in: the place of a header. Goes out: the rows below it. Wider than GFM: rows whose last
//! cell is broken over lines, bodies that Kramdown's lines divide, rows that begin with the mark of quotes.

use super::grid::{self, Grid, GridRow};
use super::lines::{fence, heading, is_shortcode, next};
use super::page::{Piece, PieceKind, Scanner};
use super::rich::inline;
use std::ops::Range;

/// How many lines a cell may be broken over.
const BROKEN: usize = 40;

/// How many pieces may stand between a table and its rows.
const BETWEEN: usize = 4;

impl Scanner<'_> {
    /// Reads the rows below a header; says where the page goes on.
    pub(super) fn table(&mut self, header: Range<usize>, delimiter: usize) -> usize {
        let quoted = self.text[..header.start].rsplit('\n').next().is_some_and(|it| it.contains('>'));
        let mut grid = Grid { range: header.clone(), ..Grid::default() };
        grid.header = grid::row(self.text, header, 0, &self.references).cells;
        let columns = grid.header.len();
        let mut at = next(self.text, self.line(delimiter).end);
        grid.range.end = at;
        let divided = self.divided(at, &grid);
        while at < self.text.len() {
            let mut line = self.line(at);
            let mut content = self.text[line.clone()].trim_start_matches([' ', '\t']);
            let mut after = next(self.text, line.end);
            if content.trim().is_empty() {
                // Rows go on after one blank line if they look like rows and are no header.
                line = self.line(after.min(self.text.len()));
                content = self.text[line.clone()].trim_start_matches([' ', '\t']);
                after = next(self.text, line.end);
                let alike = || grid::row(self.text, line.clone(), columns, &self.references).cells.len() == columns;
                if columns < 2 || !content.starts_with('|') || !content.trim_end().ends_with('|') || !alike() {
                    break;
                }
            }
            let content = if quoted && columns > 1 { content.trim_start_matches(['>', ' ']) } else { content };
            if is_divider(content) && (divided || !content.contains('-')) {
                at = after;
                continue;
            }
            if fence(content).is_some() || heading(content).is_some() || self.delimited(after) && !divided {
                break;
            }
            let from = line.end - content.len();
            if !has_bars(content) {
                let Some(end) = grid.rows.last().and_then(|_| self.broken(at, columns)) else { break };
                if let Some(row) = grid.rows.last_mut() {
                    self.join(row, from..self.text[..end].trim_end().len());
                }
                at = end;
                continue;
            }
            grid.rows.push(grid::row(self.text, from..line.end, columns, &self.references));
            grid.range.end = line.end;
            at = after;
        }
        let range = grid.range.clone();
        self.push(range, PieceKind::Table(grid));
        at
    }

    /// Reads a line as a row of the table above, if it is one: bars enclose it and as many cells as that has, and no heading
    /// stands between. Says no for others.
    pub(super) fn orphan(&mut self, line: Range<usize>) -> bool {
        let content = self.text[line.clone()].trim_end();
        if !content.starts_with('|') || !content.ends_with('|') || content.len() < 2 || !self.lines.is_empty() {
            return false;
        }
        let between = |it: &&mut Piece| !matches!(it.kind, PieceKind::Heading { .. });
        let mut near = self.pieces.iter_mut().rev().take(BETWEEN).take_while(between);
        let Some(grid) = near.find_map(|it| if let PieceKind::Table(grid) = &mut it.kind { Some(grid) } else { None })
        else {
            return false;
        };
        let columns = grid.header.len();
        let row = grid::row(self.text, line, columns, &self.references);
        let fits = columns > 1 && row.cells.len() == columns && !grid.rows.is_empty();
        if fits {
            grid.rows.push(row);
        }
        fits
    }

    /// Whether lines of dashes divide the body of a table, as Kramdown has it: several of them, none below a line that says
    /// again what the header says, as that of a table without a blank line before it does.
    fn divided(&self, start: usize, grid: &Grid) -> bool {
        let said: Vec<_> = grid.header.iter().map(|it| it.rich.text.to_lowercase()).collect();
        let (mut at, mut found, mut before) = (start, 0, None);
        while at < self.text.len() {
            let line = self.line(at);
            let content = &self.text[line.clone()];
            if content.trim().is_empty() {
                break;
            }
            if is_divider(content) {
                let Some(before) = before.take() else { return false };
                let row = grid::row(self.text, before, said.len(), &self.references);
                let cells = grid::row(self.text, line.clone(), said.len(), &self.references).cells.len();
                let again = row.cells.iter().zip(&said).filter(|it| it.0.rich.text.to_lowercase() == *it.1).count();
                if cells != said.len() || again > 1 {
                    return false;
                }
                found += 1;
            } else {
                before = Some(line.clone());
            }
            at = next(self.text, line.end);
        }
        found > 1
    }

    /// Where the next row begins, if lines without bars stand before it that are text: the last cell is broken over them. Behind
    /// a blank line only what bars enclose is a row.
    fn broken(&self, start: usize, columns: usize) -> Option<usize> {
        let mut at = start;
        let mut apart = false;
        for _ in 0..BROKEN {
            if at >= self.text.len() {
                break;
            }
            let line = self.line(at);
            let content = self.text[line.clone()].trim();
            let after = next(self.text, line.end);
            if content.is_empty() && at > start {
                (at, apart) = (after, true);
                continue;
            }
            let tag = content.starts_with('<') && !content.starts_with("<br");
            if content.is_empty()
                || tag
                || fence(content).is_some()
                || heading(content).is_some()
                || is_shortcode(content)
            {
                return None;
            }
            if has_bars(content) {
                let enclosed = content.starts_with('|') && content.ends_with('|') && columns > 1;
                let row = grid::row(self.text, line, columns, &self.references);
                let whole = row.cells.len() == columns && !self.delimited(after);
                return (whole && (enclosed || !apart)).then_some(at);
            }
            at = after;
        }
        None
    }

    /// Puts lines that a row is broken over into its last cell.
    fn join(&self, row: &mut GridRow, lines: Range<usize>) {
        let Some(cell) = row.cells.last_mut() else { return };
        let raw = cell.raw.get_or_insert_default();
        for line in self.text[lines.clone()].lines().filter(|it| !it.trim().is_empty()) {
            raw.push('\n');
            raw.push_str(line.trim());
        }
        cell.rich = inline(raw, &self.references);
        cell.range.end = lines.end;
        row.range.end = lines.end;
    }
}

/// Whether a line has bars that no backslash escapes.
fn has_bars(line: &str) -> bool {
    line.replace("\\|", "").contains('|')
}

/// Whether a line has bars and nothing but what divides rows.
fn is_divider(line: &str) -> bool {
    let line = line.trim_end();
    line.contains('|')
        && line.contains(['-', '='])
        && line.bytes().all(|it| matches!(it, b'|' | b'-' | b'=' | b':' | b'+' | b' ' | b'\t'))
}
