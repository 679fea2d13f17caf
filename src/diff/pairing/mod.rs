//! Which thing of the old schema is which thing of the new one. Comes in: two schemas. Goes out: pairs with the evidence for
//! those whose names differ, and what is left over on each side. Done once; everything after it looks at pairs.

mod fields;
mod models;
mod parts;
mod values;

pub(super) use fields::{FieldPairs, fields};
pub(super) use models::{ModelPairs, models};
pub(super) use values::values;

use super::change::{Evidence, Tier};

fn evidence(tier: Tier, shared: &[String]) -> Evidence {
    Evidence { tier, shared: shared.join(", ") }
}

/// `91 %`.
fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// Takes the best candidates first, each side at most once. Equal candidates are taken in the order of the sides.
fn assign<T: Copy + PartialOrd>(mut candidates: Vec<(T, usize, usize)>) -> Vec<(T, usize, usize)> {
    candidates
        .sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap_or(std::cmp::Ordering::Equal).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut left, mut right) = (std::collections::HashSet::new(), std::collections::HashSet::new());
    candidates.retain(|it| {
        let free = !left.contains(&it.1) && !right.contains(&it.2);
        if free {
            left.insert(it.1);
            right.insert(it.2);
        }
        free
    });
    candidates
}
