//! Models on another page. Comes in: pairs of pages. Goes out: those pairs that are not explained by where the two sets of
//! pages as a whole stand.

use std::collections::HashMap;

/// Whether each pair is a move: the folders differ otherwise than those of most pairs do.
pub(super) fn moved(pairs: &[(&str, &str)]) -> Vec<bool> {
    let differing: Vec<(&str, &str)> = pairs.iter().map(|(old, new)| ends(old, new)).collect();
    let mut count: HashMap<(&str, &str), usize> = HashMap::new();
    differing.iter().for_each(|it| *count.entry(*it).or_default() += 1);
    let usual = count.iter().max_by_key(|(ends, count)| (**count, **ends)).map(|it| *it.0);
    differing.into_iter().map(|it| Some(it) != usual && it.0 != it.1).collect()
}

/// What is left of two paths without the parts that they share at the end.
fn ends<'a>(old: &'a str, new: &'a str) -> (&'a str, &'a str) {
    let shared = old.rsplit('/').zip(new.rsplit('/')).take_while(|(one, other)| one == other);
    let length: usize = shared.map(|(part, _)| part.len() + 1).sum();
    let cut = |it: &'a str| &it[..it.len().saturating_sub(length)];
    (cut(old), cut(new))
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn a_set_of_pages_that_stands_elsewhere_has_not_moved() {
        assert_eq!(moved(&[("docs/A.md", "A.md"), ("docs/B.md", "B.md")]), [false, false]);
        assert_eq!(moved(&[("A.md", "A.md"), ("B.md", "x/B.md"), ("C.md", "C.md")]), [false, true, false]);
        assert_eq!(moved(&[("old.md", "new.md")]), [false]);
    }
}
