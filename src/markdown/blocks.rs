//! Blocks that hold JSON between marks: `[block:parameters] … [/block]`. Comes in: text that begins with one. Goes out: the
//! table or the heading that it holds.

use super::grid::{Cell, Grid, GridRow};
use super::page::PieceKind;
use super::rich::{References, Rich, inline};
use crate::json::Value;
use std::collections::BTreeMap;
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
    let mut header: BTreeMap<usize, &str> = BTreeMap::new();
    let mut rows: BTreeMap<usize, BTreeMap<usize, &str>> = BTreeMap::new();
    for (key, value) in data.as_object()? {
        let (Some((row, column)), Some(text)) = (key.split_once('-'), value.as_str()) else { continue };
        let Some(column) = column.parse().ok().filter(|it| *it < WIDEST) else { continue };
        match row.parse() {
            Ok(row) => {
                rows.entry(row).or_default().insert(column, text);
            }
            Err(_) if row == "h" => {
                header.insert(column, text);
            }
            Err(_) => {}
        }
    }
    let columns = header.keys().next_back()? + 1;
    let cells = |some: &BTreeMap<usize, &str>| {
        let cell = |at: usize| {
            let rich = some.get(&at).map_or_else(Rich::default, |it| inline(it, references));
            Cell { range: range.clone(), rich, ..Cell::default() }
        };
        (0..columns).map(cell).collect()
    };
    let rows = rows.values().map(|it| GridRow { range: range.clone(), cells: cells(it) }).collect();
    Some(Grid { range: range.clone(), header: cells(&header), rows })
}
