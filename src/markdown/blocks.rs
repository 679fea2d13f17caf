//! Blocks that hold JSON between marks: `[block:parameters] … [/block]`. Comes in: text that begins with one. Goes out: the
//! table or the heading that it holds.

use super::grid::{Cell, Grid, GridRow};
use super::page::PieceKind;
use super::rich::{References, Rich, inline};
use crate::json::Value;
use crate::order;
use std::ops::Range;

/// Wider tables are none.
const WIDEST: usize = 64;

/// The level of headings in blocks.
const LEVEL: u8 = 2;

/// Reads the block at the start of a text that stands at `at`; says what it holds and how long it is.
#[must_use]
pub(super) fn block(text: &str, at: usize, references: &References) -> Option<(Option<PieceKind>, usize)> {
    let (kind, rest) = text.strip_prefix("[block:")?.split_once(']')?;
    if kind.len() > 32 || !kind.chars().all(|it| it.is_ascii_alphanumeric() || it == '-') {
        return None;
    }
    let body = rest.find("[/block]")?;
    let end = text.len() - rest.len() + body + "[/block]".len();
    let json = Value::read(rest[..body].trim()).unwrap_or_default();
    let title = json.get("title").and_then(Value::as_str).filter(|it| !it.is_empty());
    let range = at..at + end;
    let held = match title {
        Some(title) => Some(PieceKind::Heading { level: LEVEL, rich: inline(title, references) }),
        None => json.get("data").and_then(|it| table(it, range, references)).map(PieceKind::Table),
    };
    Some((held, end))
}

/// A table whose cells are members: `h-0` of the header, `0-0` of the first row.
fn table(data: &Value, range: Range<usize>, references: &References) -> Option<Grid> {
    let mut header: Vec<(usize, &str)> = Vec::new();
    let mut held: Vec<(usize, (usize, &str))> = Vec::new();
    for (key, value) in data.as_object()? {
        let (Some((row, column)), Some(text)) = (key.split_once('-'), value.as_str()) else { continue };
        let Some(column) = column.parse().ok().filter(|it| *it < WIDEST) else { continue };
        match row.parse() {
            Ok(row) => held.push((row, (column, text))),
            Err(_) if row == "h" => header.push((column, text)),
            Err(_) => {}
        }
    }
    let columns = header.iter().map(|it| it.0).max()? + 1;
    let cells = |some: &[(usize, &str)]| {
        let cell = |at: usize| {
            let text = some.iter().rfind(|it| it.0 == at);
            let rich = text.map_or_else(Rich::default, |it| inline(it.1, references));
            Cell { range: range.clone(), rich, ..Cell::default() }
        };
        (0..columns).map(cell).collect()
    };
    order::sort_by_key(&mut held, |it| it.0);
    let row = |of: &[(usize, (usize, &str))]| {
        let some: Vec<_> = of.iter().map(|it| it.1).collect();
        GridRow { range: range.clone(), cells: cells(&some) }
    };
    let rows = held.chunk_by(|one, other| one.0 == other.0).map(row).collect();
    Some(Grid { range: range.clone(), header: cells(&header), rows })
}
