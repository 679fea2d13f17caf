//! Sorting. What is sorted are the places of items and not the items, so that the standard library's sort is compiled once
//! and not for each type: whoever builds this in a build script waits for it.

use std::cmp::Ordering;

/// Sorts by a key; items whose keys are equal stay in their order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by a comparison; items that are equal stay in their order.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = places(items.len(), &|one, other| compare(&items[one], &items[other]));
    // Each place takes the item that belongs there, around each circle of them.
    for start in 0..items.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == start {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

#[cfg(test)]
mod tests {
    use super::sort_by_key;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items in prop::collection::vec((0..9_u8, any::<u8>()), 0..60)) {
            let mut wanted = items.clone();
            wanted.sort_by_key(|it| it.0);
            let mut sorted = items;
            sort_by_key(&mut sorted, |it| it.0);
            prop_assert_eq!(sorted, wanted);
        }
    }
}
