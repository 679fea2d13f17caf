//! Types of calls over JSON that are texts in hexadecimal. Comes in: a table. Goes out: the same with these as texts: `Hash` beside
//! `Quantity` is no map.

use super::columns::Layout;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::markdown::{Cell, Grid, Rich};

/// The table with texts in the place of such types, where the first of them and another stand in it.
pub(crate) fn decoded(grid: &Grid, layout: &Layout) -> Option<Grid> {
    let column = layout.ty?;
    let words = &vocabulary().words.marks["encoded_titles"];
    let at = |cell: &Cell| {
        let bare = cell.rich.links().next().is_none();
        words.iter().position(|it| bare && it == cell.rich.text.trim())
    };
    let found: Vec<usize> = grid.rows.iter().filter_map(|it| at(it.cells.get(column)?)).collect();
    if !found.contains(&0) || found.iter().all(|it| *it == 0) {
        return None;
    }
    let mut out = grid.clone();
    for cell in out.rows.iter_mut().filter_map(|it| it.cells.get_mut(column)) {
        if at(cell).is_some() {
            cell.rich = Rich::plain("string");
        }
    }
    Some(out)
}
