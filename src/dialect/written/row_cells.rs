//! Cells of a row as they are meant. Comes in: a row. Goes out: the same with as many cells as the header has, or with one of
//! several types.

use super::columns::Layout;
use crate::markdown::{GridRow, Rich};

/// The types of several names, where a cell has as many: `Id / Slug`.
pub(super) fn several_types(row: &GridRow, layout: &Layout, count: usize) -> Option<Vec<Rich>> {
    let rich = &row.cells.get(layout.ty.filter(|_| count > 1)?)?.rich;
    let mut from = 0;
    let parts = rich.text.split(" / ").map(|it| {
        let part = rich.part(from..from + it.len());
        from += it.len() + " / ".len();
        part
    });
    let parts: Vec<Rich> = parts.collect();
    (parts.len() == count).then_some(parts)
}

pub(super) fn with_type(row: &GridRow, layout: &Layout, ty: Rich) -> GridRow {
    let mut row = row.clone();
    if let Some(cell) = layout.ty.and_then(|it| row.cells.get_mut(it)) {
        cell.rich = ty;
    }
    row
}

/// A row with as many cells as the header: what stands beyond belongs to the last.
pub(super) fn whole(row: &GridRow, columns: usize) -> GridRow {
    let mut row = row.clone();
    if row.cells.len() > columns && columns > 0 {
        let surplus = row.cells.split_off(columns);
        if let Some(last) = row.cells.last_mut() {
            for cell in surplus.into_iter().filter(|it| !it.rich.is_blank()) {
                last.rich.push(" | ", &cell.rich);
                last.range.end = cell.range.end;
            }
        }
    }
    row
}
