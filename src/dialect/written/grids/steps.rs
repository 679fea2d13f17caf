//! Names in steps → a level for each row. Comes in: a table whose members of objects stand a column further to the right, each
//! below the object that it is one of. Goes out: the same table with one column of names and one of levels.

use super::columns;
use super::list_grids::cell;
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::names;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, Rich};

/// Fewer rows tell nothing by where they stand.
const LEAST: usize = 3;

/// The table with levels, where its first columns are the steps of names.
pub(crate) fn levelled(grid: &Grid) -> Option<Grid> {
    let headers: Vec<String> = grid.header.iter().map(|it| fold(&columns::header(&it.rich))).collect();
    let roles = |at: usize| vocabulary().roles(&headers[at]);
    let named =
        |at: usize| roles(at).iter().any(|it| matches!(it, Role::Name | Role::WeakName | Role::WeakDescription));
    // Steps stand below a header for names, and others that say nothing or the same again.
    let step = |at: &usize| headers[*at].is_empty() || roles(*at).is_empty() || headers[*at] == headers[0];
    let steps = 1 + (1..headers.len()).take_while(step).count();
    if steps < 2 || steps == headers.len() || grid.rows.len() < LEAST || !(named(0) || roles(0).is_empty()) {
        return None;
    }
    let mut levels = Vec::new();
    for row in &grid.rows {
        let mut filled = (0..steps).filter(|it| row.cells.get(*it).is_some_and(|it| !it.rich.is_blank()));
        let (level, None) = (filled.next()?, filled.next()) else { return None };
        let read = names::read(&row.cells[level].rich);
        let name = !read.names.is_empty() && read.rest.is_none() && read.names.iter().all(|it| is_identifier(it));
        // A member stands one step behind the object above it.
        if !name || level > levels.last().map_or(0, |it| it + 1) {
            return None;
        }
        levels.push(level);
    }
    let deepest = *levels.iter().max()?;
    if deepest == 0 {
        return None;
    }
    let mut out = grid.clone();
    if !named(0) {
        out.header[0].rich = Rich::plain("Name");
    }
    out.header.drain(1..=deepest);
    let place = out.header[0].range.clone();
    out.header.push(cell(Rich::plain("Level"), &place));
    for (row, level) in out.rows.iter_mut().zip(levels) {
        let name = row.cells[level].clone();
        row.cells.drain(1..=deepest.min(row.cells.len() - 1));
        let place = name.range.clone();
        row.cells[0] = name;
        row.cells.resize_with(out.header.len() - 1, Default::default);
        row.cells.push(cell(Rich::plain(level.to_string()), &place));
    }
    Some(out)
}
