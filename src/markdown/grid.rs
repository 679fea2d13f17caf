//! Tables. Comes in: lines with bars. Goes out: [`Grid`]s, the shape that HTML tables have too.

use super::rich::{References, Rich, inline};
use std::ops::Range;

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// From its header to its last row, in bytes of the page.
    pub range: Range<usize>,
    /// The cells of the header.
    pub header: Vec<Cell>,
    /// The rows, each with the cells that it has.
    pub rows: Vec<GridRow>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GridRow {
    /// Where it stands, in bytes of the page.
    pub range: Range<usize>,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Where its content stands, in bytes of the page.
    pub range: Range<usize>,
    /// What readers see.
    pub rich: Rich,
    /// How it is written, if as Markdown.
    pub raw: Option<String>,
    /// The tables in it.
    pub tables: Vec<Grid>,
}

impl Cell {
    /// Its prose as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        self.rich.to_markdown()
    }
}

/// Whether a line divides a header from rows.
#[must_use]
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.bytes().all(|it| matches!(it, b'|' | b'-' | b':' | b' ' | b'\t'))
        && line.trim_matches('|').split('|').all(|it| it.contains('-') || it.trim().is_empty())
}

/// Reads a line as a row. `columns`: how many cells the header has, zero for the header itself.
#[must_use]
pub(super) fn row(text: &str, range: Range<usize>, columns: usize, references: &References) -> GridRow {
    let line = &text[range.clone()];
    let mut parts = split(line, false);
    if columns > 0 && parts.len() > columns {
        // Bars in code are meant as text where that gives as many cells as the header has.
        let whole = split(line, true);
        if whole.len() == columns {
            parts = whole;
        }
    }
    // What stands behind the last bar may say how the row goes on with the one above: `| | more of it |^`.
    if columns > 0
        && parts.len() == columns + 1
        && parts.last().is_some_and(|it| matches!(&line[it.clone()], "^" | "+"))
    {
        parts.pop();
    }
    let cells = parts
        .into_iter()
        .map(|part| {
            let raw = line[part.clone()].replace("\\|", "|");
            Cell {
                range: range.start + part.start..range.start + part.end,
                rich: inline(&raw, references),
                raw: Some(raw),
                tables: Vec::new(),
            }
        })
        .collect();
    GridRow { range, cells }
}

/// The cells of a line, trimmed.
fn split(line: &str, code: bool) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let end = line.trim_end().len();
    let mut start = line.len() - line.trim_start().len();
    if bytes.get(start) == Some(&b'|') {
        start += 1;
    }
    let mut cells = Vec::new();
    let (mut at, mut fence) = (start, 0);
    let mut open_until = 0;
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' if code => {
                let run = bytes[at..end].iter().take_while(|it| **it == b'`').count();
                if fence == run {
                    fence = 0;
                } else if fence == 0 && at >= open_until {
                    match closing(bytes, at + run, end, run) {
                        true => fence = run,
                        false => open_until = end,
                    }
                }
                at += run - 1;
            }
            b'|' if fence == 0 => {
                cells.push(trim(line, start..at));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if start < end {
        cells.push(trim(line, start..end));
    }
    cells
}

/// Whether a run of as many backticks follows.
fn closing(bytes: &[u8], mut at: usize, end: usize, run: usize) -> bool {
    while at < end {
        if bytes[at] != b'`' {
            at += 1;
            continue;
        }
        let found = bytes[at..end].iter().take_while(|it| **it == b'`').count();
        if found == run {
            return true;
        }
        at += found;
    }
    false
}

fn trim(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start_matches([' ', '\t']).len());
    start..(range.start + text.trim_end().len()).max(start)
}
