//! Prose that begins with types → a column of types. Comes in: a table without one. Goes out: the table with one, where most
//! cells of prose begin with a type that marks set apart: `**string** The name.`, `_(Optional, integer)_ How many.`

use super::columns::Layout;
use super::items::described;
use super::lists::cell;
use super::vocabulary::Role;
use crate::markdown::{Grid, Rich};
use crate::typexpr::Notation;

/// The table with a column of types at its end; nothing when its prose tells none.
pub(super) fn split(grid: &Grid, layout: &Layout, notation: &Notation) -> Option<Grid> {
    let prose = layout.roles.iter().position(|it| *it == Some(Role::Description))?;
    if layout.ty.is_some() || layout.typed_names || layout.name.is_none() {
        return None;
    }
    let cells = || grid.rows.iter().map(|it| it.cells.get(prose));
    let filled = cells().flatten().filter(|it| !it.rich.is_blank()).count();
    let found: Vec<_> = cells().map(|it| described(&it?.rich, notation)).collect();
    let typed = found.iter().flatten().count();
    if typed == 0 || typed * 5 < filled * 3 {
        return None;
    }
    let mut out = grid.clone();
    out.header.push(cell(Rich::plain("Type"), &grid.header[prose].range));
    for (row, found) in out.rows.iter_mut().zip(found) {
        row.cells.resize_with(grid.header.len(), Default::default);
        let place = row.cells[prose].range.clone();
        let ty = found.map(|(ty, rest)| {
            row.cells[prose].rich = rest;
            ty
        });
        row.cells.push(cell(ty.unwrap_or_default(), &place));
    }
    Some(out)
}
