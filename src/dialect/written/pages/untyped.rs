//! Tables of members that tell no types. Comes in: a table with names and prose, the headings above it and the JSON of the page.
//! Goes out: whether its rows are members of an object: JSON shows them as keys, or header and heading both say so.

use super::page::State;
use crate::dialect::written::cells::name_text::{is_identifier, is_pattern};
use crate::dialect::written::cells::names;
use crate::dialect::written::grids::columns::{self, Layout};
use crate::dialect::written::grids::kinds::{flags, patterns};
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::headings::title::Kind;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::Grid;

impl State<'_, '_> {
    /// Whether the rows of a table without types are members.
    pub(crate) fn shows_members(&self, grid: &Grid, layout: &Layout, called: &Called) -> bool {
        let Some(column) = layout.name.filter(|_| layout.has(Role::Description)) else { return false };
        let header = fold(&columns::header(&grid.header[column].rich));
        let members = &vocabulary().words.members;
        let other = |kind: &Kind| matches!(kind, Kind::Query | Kind::Headers | Kind::Errors | Kind::Permissions);
        let bare = grid.header.iter().all(|it| it.rich.is_blank());
        let valued = layout.has(Role::Values) && members["things"].contains(&header);
        if !(bare || valued || members["headers"].contains(&header)) || called.kinds.iter().any(other) {
            return false;
        }
        if flags(grid, column) || patterns(grid, layout) {
            return false;
        }
        let mut shown = Vec::new();
        for cell in grid.rows.iter().filter_map(|it| it.cells.get(column)) {
            shown.extend(names::read(&cell.rich).names);
        }
        let plain = |it: &String| is_identifier(it) && !it.contains(['/', '<', '>', '=', '%']) && !is_pattern(it);
        if shown.is_empty() || !shown.iter().all(plain) {
            return false;
        }
        // Values of members stand beside their names.
        let samples = grid.rows.iter().filter(|row| {
            layout.cell(&row.cells, Role::Examples).is_some_and(|it| !vocabulary().is_blank(&it.rich.text))
        });
        if samples.count() * 5 >= grid.rows.len() * 4 {
            return true;
        }
        // So do the values that each may have.
        if layout.has(Role::Values) {
            return true;
        }
        let seen = shown.iter().filter(|it| self.shows_key(it)).count();
        let most = seen > 1 && seen * 5 >= shown.len() * 3;
        let below = called.kinds.first().is_some_and(|it| matches!(it, Kind::Generic | Kind::Request | Kind::Response));
        let introduced = || {
            let things = &vocabulary().words.statements["things"];
            self.lead.as_ref().map(|it| it.0.text.trim_end().to_lowercase()).is_some_and(|it| {
                it.len() < 200 && it.ends_with([':', '：']) && things.iter().any(|word| it.contains(word.as_str()))
            })
        };
        most || members["sure"].contains(&header) && (below || introduced()) && !shown.iter().any(|it| it.contains('.'))
    }
}
