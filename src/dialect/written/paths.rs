//! Tables that say by a path where each row stands: `TicketId` beside `Ticket/Data/TicketId`. Comes in: a table and the roles of its
//! columns. Goes out: the same table, with the ways through the model as names.

use super::columns::Layout;
use crate::markdown::{Grid, GridRow, Rich};

/// How many of ten rows must end in their names.
const MOST: usize = 8;

/// The table with ways as names, where a column has the paths of its rows, and that column.
pub(super) fn placed(grid: &Grid, layout: &Layout) -> Option<(Grid, usize)> {
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
    for row in &mut out.rows {
        let Some(parts) = path(row, column) else { continue };
        row.cells[name].rich = Rich::plain(parts[usize::from(rooted)..].join("."));
    }
    Some((out, column))
}
