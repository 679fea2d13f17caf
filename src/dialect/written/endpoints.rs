//! Parameters in the path of an endpoint. Comes in: a row, and the text between the headings above its table and the table. Goes
//! out: whether the row stands for a part of a path that is shown there: `{orderId}` below `GET /orders/{orderId}`.

use super::columns::Layout;
use super::names::NameCell;
use super::page::State;
use super::vocabulary::{fold, vocabulary};
use crate::markdown::{Cell, Grid, GridRow};
use crate::typexpr::{Notation, TypeExpr};

/// What a page shows beside a table.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// Whether JSON of the page has such a key.
    pub(super) key: &'a dyn Fn(&str) -> bool,
    /// The text above the table, where its rows may name parts of a path.
    pub(super) above: &'a str,
}

/// The name of a part of a path: `{id}`, `<id>`, `:id`.
fn part(name: &str) -> Option<&str> {
    let inside = |open: char, close: char| name.strip_prefix(open)?.strip_suffix(close);
    let inner = inside('{', '}').or_else(|| inside('<', '>')).or_else(|| name.strip_prefix(':'))?;
    let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
    (!inner.is_empty() && inner.chars().all(plain)).then_some(inner)
}

/// Whether a text shows an endpoint whose path has such a part: behind a method or a label, or in a line of its own.
fn shows(text: &str, inner: &str) -> bool {
    text.lines().any(|line| {
        let mut before = "";
        line.split_whitespace().any(|word| {
            let path = word.trim_start_matches(['`', '"', '\'', '*', '<', '(']);
            let method = fold(before.trim_matches(['`', '*', '#', ':']));
            let led = before.trim_matches(['#', '`', '*', '-']).is_empty()
                || before.ends_with([':', '：'])
                || vocabulary().heading("methods", &method);
            before = word;
            led && (path.starts_with('/') || path.contains("://")) && has(path, inner)
        })
    })
}

/// Whether a path has such a part.
fn has(path: &str, inner: &str) -> bool {
    let word = |it: char| it.is_alphanumeric() || it == '_';
    let marked = [format!("{{{inner}}}"), format!("<{inner}>")];
    let colon = format!("/:{inner}");
    marked.iter().any(|it| path.contains(it.as_str()))
        || path.match_indices(colon.as_str()).any(|(at, it)| !path[at + it.len()..].starts_with(word))
}

/// Whether a cell may hold the type of a part of a path: no model, no object and no list.
fn is_scalar(cell: &Cell, notation: &Notation) -> bool {
    let text = cell.rich.text.trim();
    let known = match notation.parse(text) {
        Ok(TypeExpr::Name { .. } | TypeExpr::List(_) | TypeExpr::Set(_) | TypeExpr::Map(_)) => false,
        Ok(TypeExpr::Known(it)) => it.is_scalar(),
        Ok(_) | Err(_) => true,
    };
    known && cell.rich.links().next().is_none()
}

/// Whether a row stands for a part of a path that a text shows.
pub(super) fn is_in(above: &str, row: &GridRow, layout: &Layout, read: &NameCell, notation: &Notation) -> bool {
    let Some(name) = read.names.first().filter(|_| !above.is_empty()) else { return false };
    if layout.ty.and_then(|it| row.cells.get(it)).is_some_and(|it| !is_scalar(it, notation)) {
        return false;
    }
    let placed = || {
        let cell = layout.ty.and_then(|it| row.cells.get(it)).map(|it| fold(&it.rich.text));
        cell.is_some_and(|it| vocabulary().words.marks["in_path"].contains(&it)).then_some(name.as_str())
    };
    part(name).or_else(placed).is_some_and(|it| shows(above, it))
}

impl State<'_, '_> {
    /// What stands above a table, below the headings that it is about.
    pub(super) fn above(&self, grid: &Grid) -> &str {
        // Endpoints stand near the tables of their parameters.
        const LONGEST: usize = 4096;
        let outer = self.open.first().map_or(0, |it| self.heads[it.head].place.start);
        let end = grid.range.start.min(self.text.len());
        let mut start = outer.max(end.saturating_sub(LONGEST)).min(end);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether rows of a table are to be compared with what stands above it: most tables name no part of a path.
    pub(super) fn names_parts(&self, grid: &Grid, layout: &Layout) -> bool {
        let text =
            |row: &GridRow, at: Option<usize>| at.and_then(|it| row.cells.get(it)).map(|it| it.rich.text.clone());
        let words = &vocabulary().words.marks["in_path"];
        grid.rows.iter().any(|it| {
            text(it, layout.name).is_some_and(|it| it.trim_start_matches([' ', '`']).starts_with(['{', '<', ':']))
                || text(it, layout.ty).is_some_and(|it| words.contains(&fold(&it)))
        })
    }
}
