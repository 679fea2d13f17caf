//! What stands around a table. Comes in: a table and its page. Goes out: the text above it, and the parts of paths that it or
//! the page names.

use super::page::State;
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::rows::endpoints::parts;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Grid, GridRow};
use foldhash::HashSet;

impl State<'_, '_> {
    /// The names of the parts of paths that the page shows.
    pub(crate) fn path_parts(&self) -> &HashSet<String> {
        self.path_parts.get_or_init(|| parts(self.text))
    }

    /// What stands above a table, below the headings that it is about.
    pub(crate) fn above(&self, grid: &Grid) -> &str {
        // Endpoints stand near the tables of their parameters.
        const LONGEST: usize = 4096;
        let outer = self.open.first().map_or(0, |it| self.heads[it.head].place.start);
        let end = grid.range.start.min(self.text.len());
        let mut start = outer.max(end.saturating_sub(LONGEST)).min(end);
        while !self.text.is_char_boundary(start) {
            start += 1;
        }
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether rows of a table are to be compared with what stands above it: most tables name no part of a path.
    pub(crate) fn names_parts(&self, grid: &Grid, layout: &Layout) -> bool {
        let text =
            |row: &GridRow, at: Option<usize>| at.and_then(|it| row.cells.get(it)).map(|it| it.rich.text.clone());
        let words = &vocabulary().words.marks["in_path"];
        grid.rows.iter().any(|it| {
            text(it, layout.name).is_some_and(|it| it.trim_start_matches([' ', '`']).starts_with(['{', '<', ':']))
                || text(it, layout.ty).is_some_and(|it| words.contains(&fold(&it)))
        })
    }

    /// Whether what stands below a heading is told to be a function: `▸ (order): void`, `**moor**(order): void`.
    pub(crate) fn calls(&self, head: usize) -> bool {
        let description = self.heads[head].description.as_ref().map_or("", |it| it.as_str());
        let bold =
            description.trim_start_matches(['>', '•', ' ']).strip_prefix("**").and_then(|it| it.split_once("**"));
        description.starts_with('▸') || bold.is_some_and(|it| it.1.starts_with(['(', '<']) || it.1.starts_with("\\<"))
    }
}
