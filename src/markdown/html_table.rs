//! Tables in HTML. Comes in: text that begins with one. Goes out: a [`Grid`], with cells that reach over others spread out.

use super::grid::{Cell, Grid, GridRow};
use super::html::{self, Token, attribute, tokens};
use super::lines;
use super::rich::{Builder, References, Rich, inline};
use std::ops::Range;

/// How deep tables are read in tables.
const DEEPEST: usize = 8;

/// Reads the table at the start of `text`; `at` is where that stands in the page. Goes out: the table, and where it ends in
/// the text.
#[must_use]
pub(super) fn table(text: &str, at: usize) -> (Grid, usize) {
    let mut reader = Reader { text, at, tables: Vec::new(), done: None };
    let mut end = text.len();
    for (token, range) in tokens(text) {
        let place = at + range.start..at + range.end;
        reader.token(&token, &text[range.clone()], place);
        if reader.tables.is_empty() {
            end = range.end;
            break;
        }
    }
    while !reader.tables.is_empty() {
        reader.end_table(at + end);
    }
    (reader.done.unwrap_or_default(), end)
}

struct Reader<'t> {
    text: &'t str,
    /// Where the text stands in the page.
    at: usize,
    tables: Vec<Open>,
    done: Option<Grid>,
}

/// A table that has not ended yet.
struct Open {
    start: usize,
    rows: Vec<OpenRow>,
    head: bool,
    /// Cells that reach into later rows: column, rows left, what they hold.
    reaching: Vec<(usize, usize, Cell)>,
}

struct OpenRow {
    start: usize,
    heading: bool,
    /// Whether none of its cells is one of data.
    naming: bool,
    cells: Vec<(Cell, usize, usize)>,
    cell: Option<OpenCell>,
}

impl OpenRow {
    fn new(start: usize, heading: bool) -> Self {
        Self { start, heading, naming: true, cells: Vec::new(), cell: None }
    }
}

struct OpenCell {
    start: usize,
    builder: Builder,
    columns: usize,
    rows: usize,
    tables: Vec<Grid>,
}

/// What a cell shows where a blank line ends its HTML: what follows is Markdown with tags in it.
fn markdown(raw: &str) -> Option<Rich> {
    let mut blocks = blocks(raw).into_iter();
    let mut parts = vec![html(blocks.next()?)];
    for block in blocks {
        let tag = html::tag(block).map(|it| it.0);
        let outer = tag.is_some_and(|it| match it {
            Token::Open { name, .. } | Token::Close(name) => !lines::is_phrase(&name.to_ascii_lowercase()),
            Token::Comment | Token::Text(_) => false,
        });
        if outer {
            parts.push(html(block));
        } else if block.lines().any(|it| lines::item(it.trim_start()).is_some()) {
            parts.extend(block.lines().map(|it| inline(it, &References::default())));
        } else {
            parts.push(inline(block, &References::default()));
        }
    }
    let mut out = Rich::default();
    for part in parts.iter().filter(|it| !(it.is_blank() && it.ids.is_empty())) {
        out.push(if part.is_blank() { "" } else { "\n" }, part);
        out.ids.extend(part.ids.iter().cloned());
    }
    Some(out)
}

/// The parts of a text between its blank lines, where it has any. The first one begins before any of them.
fn blocks(raw: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in raw.split_inclusive('\n') {
        let end = at + line.len();
        if line.trim().is_empty() && at > 0 && line.ends_with('\n') {
            out.push(raw[start..at].trim());
            start = end;
        }
        at = end;
    }
    if !out.is_empty() {
        out.push(raw[start..].trim());
    }
    out
}

/// What HTML shows.
fn html(raw: &str) -> Rich {
    let mut builder = Builder::of_html();
    tokens(raw).for_each(|(token, range)| builder.token(&token, &raw[range]));
    builder.finish()
}

impl Reader<'_> {
    fn token(&mut self, token: &Token<'_>, raw: &str, place: Range<usize>) {
        let name = match token {
            Token::Open { name, .. } | Token::Close(name) => name.to_ascii_lowercase(),
            Token::Comment | Token::Text(_) => String::new(),
        };
        let deep = self.tables.len() >= DEEPEST;
        match (token, name.as_str()) {
            (Token::Open { .. }, "table") if !deep => {
                self.tables.push(Open { start: place.start, rows: Vec::new(), head: false, reaching: Vec::new() });
            }
            (Token::Close(_), "table") => self.end_table(place.end),
            (Token::Open { .. }, "thead") => self.last(|it| it.head = true),
            (Token::Close(_), "thead") => self.last(|it| it.head = false),
            (Token::Open { .. }, "tr") => {
                self.end_row(place.start);
                self.last(|it| it.rows.push(OpenRow::new(place.start, it.head)));
            }
            (Token::Close(_), "tr") => self.end_row(place.end),
            (Token::Open { attributes, .. }, "td" | "th") => {
                self.end_cell(place.start);
                let span =
                    |it: &str| attribute(attributes, it).and_then(|it| it.trim().parse().ok()).unwrap_or(1_usize);
                // A wide cell is as wide as tables get; rows that cells reach into end with the table.
                let (columns, rows) = (span("colspan").clamp(1, 64), span("rowspan").clamp(1, 1 << 12));
                let builder = Builder::of_html();
                self.last(|it| {
                    // The cells of a header may stand in no row.
                    if it.rows.is_empty() {
                        it.rows.push(OpenRow::new(place.start, it.head));
                    }
                    if let Some(row) = it.rows.last_mut() {
                        row.naming &= name == "th";
                        let start = place.end;
                        row.cell = Some(OpenCell { start, builder, columns, rows, tables: Vec::new() });
                    }
                });
            }
            (Token::Close(_), "td" | "th") => self.end_cell(place.start),
            _ => {
                if let Some(cell) = self.tables.last_mut().and_then(|it| it.rows.last_mut()?.cell.as_mut()) {
                    cell.builder.token(token, raw);
                }
            }
        }
    }

    fn last(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    fn end_cell(&mut self, end: usize) {
        let (text, at) = (self.text, self.at);
        self.last(|it| {
            let Some(row) = it.rows.last_mut() else { return };
            if let Some(cell) = row.cell.take() {
                let range = cell.start..end.max(cell.start);
                let written = Some(&text[range.start - at..range.end - at]).filter(|_| cell.tables.is_empty());
                let made = Cell {
                    rich: written.and_then(markdown).unwrap_or_else(|| cell.builder.finish()),
                    range,
                    raw: None,
                    tables: cell.tables,
                };
                row.cells.push((made, cell.columns, cell.rows));
            }
        });
    }

    fn end_row(&mut self, end: usize) {
        self.end_cell(end);
        self.last(|it| {
            if let Some(row) = it.rows.last_mut().filter(|row| row.start < end) {
                row.heading &= !row.cells.is_empty();
            }
        });
    }

    fn end_table(&mut self, end: usize) {
        self.end_row(end);
        let Some(open) = self.tables.pop() else { return };
        let grid = spread(open, end);
        if self.tables.is_empty() {
            self.done = Some(grid);
        } else if let Some(cell) = self.tables.last_mut().and_then(|it| it.rows.last_mut()?.cell.as_mut()) {
            cell.tables.push(grid);
        }
    }
}

/// More columns than this are no table.
const WIDEST: usize = 256;

/// How many cells of a table are there because others reach down.
const MOST_REPEATED: usize = 1 << 14;

/// Longer cells are not repeated in the rows that they reach into.
const LONGEST_REPEATED: usize = 1 << 10;

/// Gives every column its cell: one that reaches right or down is repeated, empty to the right.
fn spread(mut open: Open, end: usize) -> Grid {
    let mut repeated = 0;
    // Whether the first row names the columns.
    let mut named = true;
    let mut grid = Grid { range: open.start..end, ..Grid::default() };
    let ends: Vec<usize> = open.rows.iter().skip(1).map(|it| it.start).chain([end]).collect();
    for (index, (row, end)) in std::mem::take(&mut open.rows).into_iter().zip(ends).enumerate() {
        let mut cells: Vec<Cell> = Vec::new();
        let mut given = row.cells.into_iter();
        loop {
            if let Some(reaching) = open.reaching.iter_mut().find(|it| it.0 == cells.len() && it.1 > 0) {
                reaching.1 -= 1;
                cells.push(reaching.2.clone());
                continue;
            }
            let Some((cell, columns, rows)) = given.next().filter(|_| cells.len() < WIDEST) else { break };
            let empty = Cell { range: cell.range.clone(), ..Cell::default() };
            let below = if cell.rich.text.len() > LONGEST_REPEATED { empty.clone() } else { cell.clone() };
            for extra in 0..columns {
                if rows > 1 && repeated < MOST_REPEATED {
                    repeated += rows;
                    let below = if extra == 0 { below.clone() } else { empty.clone() };
                    open.reaching.push((cells.len(), rows - 1, below));
                }
                cells.push(if extra == 0 { cell.clone() } else { empty.clone() });
            }
        }
        open.reaching.retain(|it| it.1 > 0);
        if cells.is_empty() {
            continue;
        }
        // What shows code is no header.
        if index == 0 && !row.heading && cells.iter().any(|it| it.rich.codes().next().is_some()) {
            grid.header = vec![Cell::default(); cells.len()];
        }
        if index == 0 && grid.header.is_empty() {
            named = row.naming || row.heading;
            grid.header = cells;
        } else if row.naming && cells.len() > 1 && grid.rows.is_empty() && !named {
            // What stands above the names of the columns is about the whole table.
            (grid.header, named) = (cells, true);
        } else if row.heading && grid.rows.is_empty() {
            // A second row of headings says more of the first.
            for (above, below) in grid.header.iter_mut().zip(cells) {
                if above.rich.is_blank() {
                    *above = below;
                }
            }
        } else {
            grid.rows.push(GridRow { range: row.start..end, cells });
        }
    }
    grid
}
