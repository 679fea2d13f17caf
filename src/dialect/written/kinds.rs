//! What a table lists that is no model: options, paths, patterns, types, statuses. Comes in: a table whose columns have roles.

use super::columns::Layout;
use super::vocabulary::{fold, vocabulary};
use crate::markdown::{Cell, Grid};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// Whether the names are options of a command: `-h`, `--help`.
pub(super) fn flags(grid: &Grid, layout: &Layout) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let dashed = |text: &str| {
        text.strip_prefix('-').is_some_and(|it| it.starts_with('-') || it.starts_with(char::is_alphabetic))
    };
    cells.filter(|it| dashed(it.rich.text.trim())).count() * 2 >= grid.rows.len()
}

/// Whether the names are paths: `/orders/{id}`.
pub(super) fn paths(grid: &Grid, layout: &Layout) -> bool {
    let mut cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    cells.all(|it| it.rich.text.trim().trim_matches('`').starts_with('/'))
}

/// Whether many names have holes: `steps.<name>.outputs`.
pub(super) fn patterns(grid: &Grid, layout: &Layout) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let holes = cells
        .filter(|it| it.rich.text.contains('.') && it.rich.text.contains('<') && it.rich.text.contains('>'))
        .count();
    holes * 4 >= grid.rows.len()
}

/// Whether the names are those of basic types: `string`, `int64`, `boolean`.
pub(super) fn names_types(grid: &Grid, layout: &Layout, notation: &Notation) -> bool {
    // Fewer may be members that are called as a type is.
    const FEWEST: usize = 4;
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let basic = |text: &str| matches!(notation.parse(text), Ok(TypeExpr::Known(it)) if !matches!(it, Type::Null));
    let found = cells.filter(|it| basic(it.rich.text.trim())).count();
    found >= FEWEST && found * 5 >= grid.rows.len() * 4
}

/// Whether the rows are facts of one thing: `| **Type** | object |`.
pub(super) fn facts_of_one(grid: &Grid) -> bool {
    let words = &vocabulary().words.marks["keywords"];
    let known = |it: &Cell| words.contains(&fold(&it.rich.text));
    let Some(first) = grid.header.first().filter(|it| grid.header.len() == 2 && (it.rich.is_blank() || known(it)))
    else {
        return false;
    };
    let mut names = grid.rows.iter().filter_map(|it| it.cells.first()).filter(|it| !it.rich.is_blank()).peekable();
    (names.peek().is_some() || known(first)) && names.all(known)
}

/// Labels and values of a table without a header, or with a caption in its place.
pub(super) fn pairs(grid: &Grid) -> impl Iterator<Item = (&Cell, &Cell)> {
    let captioned = matches!(grid.header.as_slice(), [one, other] if one.rich.is_blank() || other.rich.is_blank());
    grid.rows.iter().filter(move |_| captioned).filter_map(|it| Some((it.cells.first()?, it.cells.get(1)?)))
}

/// Whether the rows are statuses of HTTP.
pub(super) fn statuses(grid: &Grid) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.first());
    let status = |text: &str| {
        let first = text.split(|it: char| it.is_whitespace() || it == '(').next().unwrap_or_default();
        first.eq_ignore_ascii_case("default")
            || first.len() == 3
                && first.starts_with(['1', '2', '3', '4', '5'])
                && first.bytes().all(|it| it.is_ascii_digit() || it == b'X' || it == b'x')
    };
    let found = cells.filter(|it| status(it.rich.text.trim().trim_matches(['`', '*', '"']))).count();
    found > 0
        && found * 5 >= grid.rows.len() * 4
        && !grid
            .rows
            .iter()
            .all(|it| it.cells.first().is_some_and(|it| it.rich.text.trim().eq_ignore_ascii_case("default")))
}
