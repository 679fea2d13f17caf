//! What a table lists that is no model: options, paths, patterns, types, statuses. Comes in: a table whose columns have roles.

use super::columns::Layout;
use crate::dialect::written::cells::name_text::is_pattern;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Cell, Grid};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// Why a table with names and types lists no members, where its rows tell.
pub(crate) fn no_members(grid: &Grid, layout: &Layout, notation: &Notation) -> Option<&'static str> {
    if layout.name.is_some_and(|it| flags(grid, it)) {
        Some("it lists options of a command")
    } else if arguments(grid) {
        Some("it lists arguments of fields")
    } else if paths(grid, layout) {
        Some("its names are paths")
    } else if bytes(grid, layout) {
        Some("it lays out bytes")
    } else if names_types(grid, layout, notation) {
        Some("its names are those of types")
    } else if patterns(grid, layout) {
        Some("its names are patterns of many names")
    } else {
        None
    }
}

/// Whether a column holds options of a command: `-h`, `--help`.
pub(crate) fn flags(grid: &Grid, column: usize) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(column));
    let dashed = |text: &str| {
        text.strip_prefix('-').is_some_and(|it| it.starts_with('-') || it.starts_with(char::is_alphabetic))
    };
    cells.filter(|it| dashed(it.rich.text.trim())).count() * 2 >= grid.rows.len()
}

/// Whether two columns name a field and an argument of it.
pub(crate) fn arguments(grid: &Grid) -> bool {
    let header = |at: usize| grid.header.get(at).map(|it| fold(&it.rich.text)).unwrap_or_default();
    header(0) == "field" && header(1) == "argument"
}

/// Whether some names are those of headers of HTTP: `Authorization`, `X-Trace-Id`.
pub(crate) fn names_http_headers(grid: &Grid, layout: &Layout) -> bool {
    let known = &vocabulary().words.marks["http_headers"];
    let names = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?)).map(|it| fold(&it.rich.text));
    names.into_iter().any(|it| it.starts_with("x-") || known.contains(&it))
}

/// Whether the names are paths: `/orders/{id}`. One that stands for all further paths is a member of many.
pub(crate) fn paths(grid: &Grid, layout: &Layout) -> bool {
    let cells = || grid.rows.iter().filter_map(|it| it.cells.get(layout.name?)).map(|it| it.rich.text.trim());
    let path = |text: &str| text.trim_matches('`').starts_with('/');
    cells().next().is_some() && cells().all(path) && !cells().any(|it| is_pattern(it.trim_matches('`')))
}

/// Whether a column tells how many bytes of a message the rows take, or where in it they begin.
fn bytes(grid: &Grid, layout: &Layout) -> bool {
    let words = &vocabulary().words.bounds["bytes"];
    let amount = |cell: &Cell| {
        let mut parts = cell.rich.text.trim().split(' ');
        let (Some(count), Some(unit), None) = (parts.next(), parts.next(), parts.next()) else { return false };
        let number = count.len() == 1 || count.bytes().all(|it| it.is_ascii_digit() || it == b'-');
        number && words.contains(&fold(unit))
    };
    let place = |it: &Cell| {
        let text = it.rich.text.trim();
        text.parse::<u32>().is_ok() || text.strip_prefix("0x").is_some_and(|it| u32::from_str_radix(it, 16).is_ok())
    };
    (0..grid.header.len()).filter(|it| Some(*it) != layout.name && Some(*it) != layout.ty).any(|column| {
        let offset = vocabulary().words.marks["offsets"].contains(&fold(&grid.header[column].rich.text));
        let cells = grid.rows.iter().filter_map(|it| it.cells.get(column));
        grid.rows.len() > 1 && cells.filter(|it| amount(it) || offset && place(it)).count() == grid.rows.len()
    })
}

/// Whether many names have holes: `steps.<name>.outputs`.
pub(crate) fn patterns(grid: &Grid, layout: &Layout) -> bool {
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let holes = cells
        .filter(|it| it.rich.text.contains('.') && it.rich.text.contains('<') && it.rich.text.contains('>'))
        .count();
    holes * 4 >= grid.rows.len()
}

/// Whether the names are those of basic types: `string`, `int64`, `boolean`. `email` and `date` may be names of members too.
fn names_types(grid: &Grid, layout: &Layout, notation: &Notation) -> bool {
    // Fewer may be members that are called as a type is.
    const FEWEST: usize = 4;
    const SURE: usize = 3;
    let cells = grid.rows.iter().filter_map(|it| it.cells.get(layout.name?));
    let sure = |text: &str| vocabulary().words.marks["basic_types"].contains(&fold(text));
    let basic = |text: &str| matches!(notation.parse(text), Ok(TypeExpr::Known(it)) if !matches!(it, Type::Null));
    let found: Vec<&str> = cells.map(|it| it.rich.text.trim()).filter(|it| basic(it)).collect();
    found.len() >= FEWEST
        && found.len() * 5 >= grid.rows.len() * 4
        && found.iter().filter(|it| sure(it)).count() >= SURE
}

/// What labels may stand for.
pub(crate) const ROLES: &[Role] = &[
    Role::Type,
    Role::Required,
    Role::Inverted,
    Role::Nullable,
    Role::Default,
    Role::Description,
    Role::Values,
    Role::Format,
    Role::Examples,
    Role::Deprecated,
    Role::Access,
    Role::ReadOnly,
];

/// Whether a label is one of a fact.
pub(crate) fn is_fact(label: &str) -> bool {
    vocabulary().roles(&fold(label)).iter().any(|it| ROLES.contains(it))
}

/// Whether the rows are facts of one thing: `| **Type** | object |`.
pub(crate) fn facts_of_one(grid: &Grid) -> bool {
    let words = &vocabulary().words.marks["keywords"];
    let known = |it: &Cell| words.contains(&fold(&it.rich.text));
    if labelled(grid) {
        return true;
    }
    let Some(first) = grid.header.first().filter(|it| grid.header.len() == 2 && (it.rich.is_blank() || known(it)))
    else {
        return false;
    };
    let mut names = grid.rows.iter().filter_map(|it| it.cells.first()).filter(|it| !it.rich.is_blank()).peekable();
    (names.peek().is_some() || known(first)) && names.all(known)
}

/// Whether two columns hold labels of facts and what they say: `Type`, `Required`, `Default` below "Property" and "Value".
fn labelled(grid: &Grid) -> bool {
    let [_, second] = grid.header.as_slice() else { return false };
    let roles = |it: &Cell| vocabulary().roles(&fold(&it.rich.text));
    // A table of members has a column of types.
    if roles(second).contains(&Role::Type) || grid.rows.len() < 2 {
        return false;
    }
    let mut labels = grid.rows.iter().filter_map(|it| it.cells.first()).filter(|it| !it.rich.is_blank());
    let typed = grid.rows.iter().filter_map(|it| it.cells.first()).any(|it| roles(it).contains(&Role::Type));
    let known = |it: &Cell| is_fact(&it.rich.text) || below_value(grid);
    typed && labels.all(|it| known(it) && it.rich.text.starts_with(char::is_uppercase))
}

/// Whether the values of one thing's properties stand below "Value", and no types.
fn below_value(grid: &Grid) -> bool {
    let basic = |it: &Cell| vocabulary().words.marks["basic_types"].contains(&fold(&it.rich.text));
    let types = grid.rows.iter().filter_map(|it| it.cells.get(1)).filter(|it| basic(it)).count();
    let fact = |it: &Cell| {
        is_fact(&it.rich.text) || vocabulary().roles(&fold(&it.rich.text)).iter().any(|it| matches!(it, Role::Wire))
    };
    let labels = grid.rows.iter().filter_map(|it| it.cells.first()).filter(|it| fact(it)).count();
    properties(grid) && labels > 1 && types < 2
}

/// Whether a table has properties of one thing and their values, by its two headers.
pub(crate) fn properties(grid: &Grid) -> bool {
    let [first, second] = grid.header.as_slice() else { return false };
    let value = vocabulary().roles(&fold(&second.rich.text)).contains(&Role::Value);
    value && vocabulary().words.members["sure"].contains(&fold(&first.rich.text))
}

/// Labels and values of a table without a header, or with a caption in its place.
pub(crate) fn pairs(grid: &Grid) -> impl Iterator<Item = (&Cell, &Cell)> {
    let captioned = matches!(grid.header.as_slice(), [one, other] if one.rich.is_blank() || other.rich.is_blank());
    grid.rows.iter().filter(move |_| captioned).filter_map(|it| Some((it.cells.first()?, it.cells.get(1)?)))
}

/// Whether the rows are statuses of HTTP.
pub(crate) fn statuses(grid: &Grid) -> bool {
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
