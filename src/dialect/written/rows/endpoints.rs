//! Parameters in the path of an endpoint. Comes in: a row, and the text between the headings above its table and the table. Goes
//! out: whether the row stands for a part of a path that is shown there: `{orderId}` below `GET /orders/{orderId}`.

use crate::dialect::written::cells::names::{self, NameCell};
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, Grid, GridRow};
use crate::typexpr::{Notation, TypeExpr};
use foldhash::HashSet;

/// What a page shows beside a table.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// Whether JSON of the page has such a key.
    pub(crate) key: &'a dyn Fn(&str) -> bool,
    /// Whether a path on the page has such a part.
    pub(crate) part: &'a dyn Fn(&str) -> bool,
    /// Whether dots in names lead to members elsewhere on the page.
    pub(crate) ways: bool,
    /// The text above the table, where its rows may name parts of a path.
    pub(crate) above: &'a str,
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

/// Whether rows are members though they are said to stand in a path: docs call so the way to a member too. JSON of the page has
/// one of them, and no path on it has any.
pub(crate) fn are_members(grid: &Grid, layout: &Layout, shown: Shown<'_>) -> bool {
    let Some(name) = layout.name else { return false };
    let cells = grid.rows.iter().filter(|it| in_path(it, layout)).filter_map(|it| it.cells.get(name));
    let mut names = cells.flat_map(|it| names::read(&it.rich).names).peekable();
    names.peek().is_some() && names.clone().any(|it| (shown.key)(&it)) && !names.any(|it| (shown.part)(&it))
}

/// Whether a row says that it stands in a path.
pub(crate) fn in_path(row: &GridRow, layout: &Layout) -> bool {
    layout.cell(&row.cells, Role::Location).is_some_and(|it| fold(&it.rich.text) == "path")
}

/// The names of the parts of paths that a text shows: `{id}`, `/:id`, `/<id>`.
pub(crate) fn parts(text: &str) -> HashSet<String> {
    let word = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
    let begins = text.match_indices(['{', ':', '<']);
    let named = begins.filter_map(|(at, mark)| {
        let behind = &text[at + 1..];
        let end = behind.find(|it| !word(it)).unwrap_or(behind.len());
        let closed = match mark {
            "{" => behind[end..].starts_with('}'),
            "<" => text[..at].ends_with('/') && behind[end..].starts_with('>'),
            _ => text[..at].ends_with('/'),
        };
        (closed && end > 0).then(|| behind[..end].to_owned())
    });
    named.collect()
}

/// Whether a row stands for a part of a path that a text shows.
pub(crate) fn is_in(above: &str, row: &GridRow, layout: &Layout, read: &NameCell, notation: &Notation) -> bool {
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
