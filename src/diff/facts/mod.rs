//! Two sides → [`Change`]s. Every difference is one change: what follows from another one is not said again.

mod bounds;
mod field;
mod lost;
mod model;
mod moved;
mod prose;
mod show;
mod ty;
mod unions;
mod values;

pub(super) use values::plain;

use super::change::{Change, Kind};
use super::pairing;
use super::relate::Sides;
use super::{Options, Side};
use crate::schema::{Path, Type};
use std::collections::HashMap;

/// What the parts of the comparison share.
struct Facts<'a> {
    old: &'a Side,
    new: &'a Side,
    sides: Sides<'a>,
    /// Whether both sides know their prose.
    prose: bool,
    options: &'a Options,
    found: Vec<Change>,
}

/// The facts about two sides.
pub(super) fn list(old: &Side, new: &Side, options: &Options) -> Vec<Change> {
    let declared: HashMap<&str, &str> =
        options.renamed.iter().filter(|it| it.model.is_none()).map(|it| (it.from.as_str(), it.to.as_str())).collect();
    let pairs = pairing::models(&old.schema, &new.schema, &declared);
    let names = |name: &str| pairs.new_name(name);
    let mut facts = Facts {
        old,
        new,
        sides: Sides::new(&old.schema, &new.schema, &names),
        prose: old.prose && new.prose,
        options,
        found: Vec::new(),
    };
    facts.leftovers(&pairs);
    let page = |side: &Side, name: &str| side.pages.get(name).cloned().unwrap_or_default();
    let pages: Vec<_> = pairs.pairs.iter().map(|it| (page(old, it.0), page(new, it.1))).collect();
    let moved = moved::moved(&pages.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect::<Vec<_>>());
    for ((from, to, reason), moved) in pairs.pairs.iter().zip(moved) {
        facts.model(from, to, reason.clone(), moved);
    }
    facts.found
}

impl Facts<'_> {
    fn say(&mut self, change: Change) {
        self.found.push(change);
    }

    fn both(kind: Kind, old: &Path, new: &Path) -> Change {
        Change::new(kind, Some(old.clone()), Some(new.clone()))
    }

    fn is_same(&self, old: &Type, new: &Type) -> bool {
        self.sides.relate(old, new).is_same()
    }
}
