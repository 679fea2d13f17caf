//! Tables that say by a path where each row stands: `TicketId` beside `Ticket/Data/TicketId`, or `/ticket/id` as a name. Comes
//! in: a table and the roles of its columns. Goes out: the same table, with the ways through the model as names.

use super::columns::{self, Layout};
use super::kinds;
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, GridRow, Rich};
use crate::typexpr::Notation;
use foldhash::HashMap;

/// How many of ten rows must end in their names.
const MOST: usize = 8;

/// What the paths of a table's rows say.
pub(crate) struct Paths {
    /// The table with ways as names.
    pub(crate) grid: Grid,
    /// The column of the paths.
    pub(crate) column: usize,
    /// The model that a row of its own stands for, and all paths begin with.
    pub(crate) root: Option<String>,
}

/// The table with ways as names, where a column has the paths of its rows.
pub(crate) fn placed(grid: &Grid, layout: &Layout) -> Option<Paths> {
    let name = layout.name?;
    let text = |row: &GridRow, column: usize| row.cells.get(column).map(|it| it.rich.text.trim().to_owned());
    let path = |row: &GridRow, column: usize| -> Option<Vec<String>> {
        let shown = text(row, column)?;
        let parts: Vec<String> = shown.split('/').map(|it| it.trim().to_owned()).collect();
        let plain = |it: &String| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "_-@:".contains(it));
        (parts.iter().all(plain) && parts.last() == text(row, name).as_ref()).then_some(parts)
    };
    let column = (0..grid.header.len()).find(|column| {
        let found: Vec<_> = grid.rows.iter().filter_map(|it| path(it, *column)).collect();
        *column != name && found.iter().any(|it| it.len() > 1) && found.len() * 10 >= grid.rows.len() * MOST
    })?;
    let all = || grid.rows.iter().filter_map(|it| path(it, column));
    // What all paths begin with is the model itself.
    let first = all().next()?.into_iter().next()?;
    let rooted = all().all(|it| it[0] == first) && all().any(|it| it.len() > 1);
    let mut out = grid.clone();
    out.rows.retain(|row| !(rooted && path(row, column).is_some_and(|it| it.len() == 1)));
    let root = (out.rows.len() < grid.rows.len()).then(|| first.clone());
    for row in &mut out.rows {
        let Some(parts) = path(row, column) else { continue };
        row.cells[name].rich = Rich::plain(parts[usize::from(rooted)..].join("."));
    }
    Some(Paths { grid: out, column, root })
}

/// The table whose column of classes is one of types, where no other is and paths say where each row stands.
pub(crate) fn classed(grid: &Grid, layout: &Layout) -> Option<Grid> {
    let weak = |it: &usize| vocabulary().roles(&columns::header(&grid.header[*it].rich)).contains(&Role::WeakType);
    let column = (0..grid.header.len()).find(weak).filter(|_| layout.ty.is_none())?;
    placed(grid, layout)?;
    let mut out = grid.clone();
    out.header[column].rich = Rich::plain("Type");
    Some(out)
}

/// The table with ways as names, where a column says of which row each is a member.
pub(crate) fn parented(grid: &Grid, layout: &Layout) -> Option<Paths> {
    let name = layout.name?;
    let words = &vocabulary().words.marks;
    let column = (0..grid.header.len())
        .find(|at| *at != name && words["parents"].contains(&fold(&columns::header(&grid.header[*at].rich))))?;
    let text =
        |row: &GridRow, at: usize| row.cells.get(at).map(|it| it.rich.text.trim().to_owned()).unwrap_or_default();
    // The ways to the rows so far, by their names: the last of a name is meant.
    let mut ways: HashMap<String, String> = HashMap::default();
    let mut root: Option<String> = None;
    let mut out = grid.clone();
    for row in &mut out.rows {
        let (own, parent) = (text(row, name), text(row, column));
        let parent = parent.trim_end_matches("[]").trim();
        if !is_identifier(&own) {
            return None;
        }
        let above = ways.get(parent).cloned();
        let outermost = vocabulary().is_blank(parent) || words["roots"].contains(&fold(parent));
        if above.is_none() && !outermost {
            // What no row is named is the model itself, if all say the same.
            let known = root.get_or_insert_with(|| parent.to_owned());
            if known != parent {
                return None;
            }
        }
        // `order.id` in a row of `order` tells its own way.
        let way = above
            .filter(|it| !own.starts_with(&format!("{it}.")))
            .map_or_else(|| own.clone(), |it| format!("{it}.{own}"));
        // A way through each of many rows would be as long as all of them.
        const DEEPEST: usize = 16;
        if way.matches('.').count() > DEEPEST {
            return None;
        }
        ways.insert(own, way.clone());
        row.cells[name].rich = Rich::plain(way);
    }
    let nested = out.rows.iter().any(|it| it.cells[name].rich.text.contains('.'));
    nested.then_some(Paths { grid: out, column, root: None })
}

/// The table with ways as names, where all names are paths from a root and most types are sure: `/ticket/id`. Paths beside
/// other types are those of files or of resources.
pub(crate) fn named(grid: &Grid, layout: &Layout, notation: &Notation) -> Option<Grid> {
    let (name, ty) = (layout.name?, layout.ty?);
    let types = grid.rows.iter().filter_map(|it| it.cells.get(ty)).filter(|it| certain(&it.rich, notation)).count();
    let part = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || "_-@:[]$*".contains(it));
    let way = |row: &GridRow| {
        let shown = row.cells.get(name)?.rich.text.trim().strip_prefix('/')?.to_owned();
        // A pointer to the item behind the last of a list: `/tickets/-/id`.
        let items = || shown.split('/').map(|it| if it == "-" { "*" } else { it });
        shown.split('/').all(part).then(|| items().collect::<Vec<_>>().join("."))
    };
    if !kinds::paths(grid, layout)
        || types * 10 < grid.rows.len() * MOST
        || !grid.rows.iter().all(|it| way(it).is_some())
    {
        return None;
    }
    let mut out = grid.clone();
    for row in &mut out.rows {
        if let Some(shown) = way(row) {
            row.cells[name].rich = Rich::plain(shown);
        }
    }
    Some(out)
}
