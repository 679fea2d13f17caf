//! Cells of constraints: several facts with commas between. Comes in: a cell, `Required, unique, max 50 chars`. Goes out: what each
//! part says of the field, and whether a part says something else.

use super::bounds::{self, Bounds};
use super::declared;
use super::facts::{self, Facts};
use super::item_types;
use super::labels;
use crate::markdown::Rich;
use crate::typexpr::Notation;

/// What the cell states, as a whole and in its parts.
pub(crate) fn facts(rich: &Rich) -> Facts {
    let mut facts = declared::cell(rich).unwrap_or_default();
    facts.or(facts::read(rich));
    for part in parts(rich) {
        facts.or(facts::read(&part));
    }
    facts
}

/// The bounds that parts of the cell state of values of a type.
pub(crate) fn bounds(rich: &Rich, ty: &str, notation: &Notation) -> Bounds {
    parts(rich).iter().filter_map(|it| bounds::read(&it.text, ty, notation)).flatten().collect()
}

/// Whether a part says what nothing else reads.
pub(crate) fn says_more(rich: &Rich, ty: &str, notation: &Notation) -> bool {
    let known = |it: &Rich| {
        declared::part(it).is_some()
            || facts::read(it) != Facts::default()
            || bounds::read(&it.text, ty, notation).is_some()
    };
    !parts(rich).iter().all(known)
}

/// The parts of a cell of several; a labelled list of values is one thing.
fn parts(rich: &Rich) -> Vec<Rich> {
    let parts: Vec<Rich> = rich.lines().flat_map(|it| item_types::cut(&it)).map(|it| it.trimmed()).collect();
    if parts.len() < 2 || !labels::labels(rich).is_empty() { Vec::new() } else { parts }
}
