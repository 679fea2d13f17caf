//! Names that tables show → whether a section tells more of one of them. Comes in: the parts of a page in order.

use super::lists::Part;
use super::records::Record;
use crate::dialect::written::cells::names;
use crate::markdown::{Piece, PieceKind};
use crate::name::letters;
use foldhash::{HashSet, HashSetExt};

/// The names that tables show below the headings that are open: a section about one of them tells more of it.
#[derive(Default)]
pub(crate) struct Shown {
    /// Levels of headings and the letters of the names below them.
    open: Vec<(u8, HashSet<String>)>,
}

impl Shown {
    /// Takes a part of the page in.
    pub(crate) fn see(&mut self, part: &Part) {
        let grid = match part {
            Part::Piece(Piece { kind: PieceKind::Heading { level, .. }, .. }) => {
                self.end(*level);
                self.open.push((*level, HashSet::new()));
                return;
            }
            Part::Piece(Piece { kind: PieceKind::Table(grid), .. }) => grid,
            Part::Ends(level) => return self.end(*level),
            Part::Piece(_) | Part::Fields(_) | Part::More(_) | Part::Values(..) => return,
        };
        let Some((_, names)) = self.open.last_mut() else { return };
        let cells = grid.rows.iter().filter_map(|it| it.cells.first());
        names.extend(cells.flat_map(|it| names::read(&it.rich).names).map(|it| letters(&it)));
    }

    fn end(&mut self, level: u8) {
        while self.open.last().is_some_and(|it| it.0 >= level) {
            self.open.pop();
        }
    }

    /// Whether a table above shows the name of a record.
    pub(crate) fn has(&self, record: &Record) -> bool {
        let name = names::read(&record.name).names.into_iter().next().unwrap_or_default();
        let name = letters(name.rsplit('.').next().unwrap_or(&name));
        self.open.iter().any(|it| it.0 < record.level && it.1.contains(&name))
    }
}
