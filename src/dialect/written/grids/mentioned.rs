//! What tables call models. Comes in: a page. Goes out: the words in its cells by which headings of the page may be meant.

use super::columns;
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::words::vocabulary::{Role, vocabulary};
use crate::markdown::{Cell, Grid, Page, PieceKind};
use crate::name::letters;
use foldhash::{HashSet, HashSetExt};

/// Words in tables, by their letters.
#[derive(Default)]
pub(crate) struct Mentioned {
    /// Those that link to a heading of the same words: such a heading names something.
    pub(crate) linked: HashSet<String>,
    /// Words in capitals that are all of a cell, as a type's name is.
    pub(crate) named: HashSet<String>,
    /// Whether a table has names with dots among others, where they are ways: `size`, `owner.id`, `owner.name`.
    pub(crate) ways: bool,
}

impl Mentioned {
    /// Looks at the tables of a page.
    pub(crate) fn of(page: &Page) -> Self {
        let grids = page.pieces.iter().filter_map(|it| match &it.kind {
            PieceKind::Table(grid) => Some(grid),
            _ => None,
        });
        let mut found = Self { linked: HashSet::new(), named: HashSet::new(), ways: grids.clone().any(has_ways) };
        for cell in grids.flat_map(|it| &it.rows).flat_map(|it| &it.cells) {
            for (range, target) in cell.rich.links() {
                let words = letters(&cell.rich.text[range.clone()]);
                let fragment = target.split_once('#').map(|it| letters(it.1)).unwrap_or_default();
                if !words.is_empty() && words == fragment {
                    found.linked.insert(words);
                }
            }
            let word = cell.rich.text.trim().trim_end_matches("[]");
            if word.starts_with(char::is_uppercase) && word.chars().all(|it| it.is_alphanumeric() || it == '_') {
                found.named.insert(letters(word));
            }
        }
        found
    }
}

/// Whether names with dots stand among others in a table, several of them below one.
fn has_ways(grid: &Grid) -> bool {
    let named = |header: &Cell| {
        let roles = vocabulary().roles(&columns::header(&header.rich));
        roles.iter().any(|it| matches!(it, Role::Name | Role::WeakName))
    };
    let Some(column) = grid.header.iter().position(named) else { return false };
    let (mut plain, mut several, mut heads) = (false, false, HashSet::new());
    for cell in grid.rows.iter().filter_map(|it| it.cells.get(column)) {
        let name = cell.rich.text.trim();
        match name.split_once('.').filter(|_| is_identifier(name)) {
            Some((head, _)) => several |= !heads.insert(head),
            None => plain |= is_identifier(name),
        }
    }
    plain && several
}
