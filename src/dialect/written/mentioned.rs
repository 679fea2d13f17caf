//! What tables call models. Comes in: a page. Goes out: the words in its cells by which headings of the page may be meant.

use crate::markdown::{Page, PieceKind};
use crate::name::letters;
use foldhash::{HashSet, HashSetExt};

/// Words in tables, by their letters.
#[derive(Default)]
pub(super) struct Mentioned {
    /// Those that link to a heading of the same words: such a heading names something.
    pub(super) linked: HashSet<String>,
    /// Words in capitals that are all of a cell, as a type's name is.
    pub(super) named: HashSet<String>,
}

impl Mentioned {
    /// Looks at the tables of a page.
    pub(super) fn of(page: &Page) -> Self {
        let grids = page.pieces.iter().filter_map(|it| match &it.kind {
            PieceKind::Table(grid) => Some(grid),
            _ => None,
        });
        let mut found = Self { linked: HashSet::new(), named: HashSet::new() };
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
