//! How alike two texts are. Comes in: names, sentences. Goes out: shares from 0 to 1. Bounded: of long texts the start is
//! compared.

use crate::name::words;
use std::collections::BTreeSet;

/// The most characters or words that are compared.
const LIMIT: usize = 96;

/// Words that say nothing of what a sentence is about.
const EMPTY: &[&str] =
    &["a", "an", "the", "of", "to", "in", "for", "on", "is", "are", "be", "this", "that", "and", "or", "by", "it"];

/// A name as far as it matters: letters and digits, in lower case, without a language's way to escape it.
pub(super) fn plain(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The words of a name in lower case, without the mark of the plural.
pub(super) fn tokens(name: &str) -> Vec<String> {
    let name = name.strip_prefix("r#").unwrap_or(name);
    words(name).into_iter().map(|it| singular(&it.to_lowercase())).collect()
}

fn singular(word: &str) -> String {
    let stem = word.strip_suffix('s').filter(|it| it.len() > 2 && !it.ends_with('s'));
    stem.unwrap_or(word).to_owned()
}

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Names {
    /// They are equal but for case and separators.
    pub(super) equal: bool,
    /// How alike they are as a whole.
    pub(super) ratio: f64,
    /// The share of the shorter one's words that the longer one has.
    pub(super) within: f64,
    /// One has all the words of the other, and they are more than a common word.
    pub(super) extended: bool,
}

/// Compares two names.
pub(super) fn names(old: &str, new: &str) -> Names {
    let (one, other) = (plain(old), plain(new));
    let equal = one == other && !one.is_empty();
    let letters = |it: &str| it.chars().collect::<Vec<_>>();
    let (some, others): (BTreeSet<_>, BTreeSet<_>) =
        (tokens(old).into_iter().collect(), tokens(new).into_iter().collect());
    let shared: Vec<_> = some.intersection(&others).collect();
    let all = some.union(&others).count().max(1);
    let within = shared.len() as f64 / some.len().min(others.len()).max(1) as f64;
    let jaccard = shared.len() as f64 / all as f64;
    let telling = shared.len() >= 2 || shared.iter().any(|it| it.chars().count() >= 4);
    let extended = telling && within >= 1.0;
    let floor = match (extended, shared.len()) {
        (false, _) => 0.0,
        (true, 1) => 0.7,
        (true, _) => 0.8,
    };
    Names { equal, ratio: ratio(&letters(&one), &letters(&other)).max(jaccard).max(floor), within, extended }
}

/// How alike two texts are, by their words; `None` when one is too short to say anything.
pub(super) fn prose(old: Option<&str>, new: Option<&str>) -> Option<f64> {
    let (old, new) = (sentence(old?), sentence(new?));
    (old.len() >= 2 && new.len() >= 2).then(|| ratio(&old, &new))
}

/// The words of a text that say something.
pub(super) fn sentence(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase);
    words.filter(|it| !EMPTY.contains(&it.as_str())).take(LIMIT).collect()
}

/// Ratcliff and Obershelp: twice the length of what matches in order, longest runs first, over the length of both.
pub(super) fn ratio<T: PartialEq>(old: &[T], new: &[T]) -> f64 {
    let (old, new) = (&old[..old.len().min(LIMIT)], &new[..new.len().min(LIMIT)]);
    let all = old.len() + new.len();
    if all == 0 { 0.0 } else { 2.0 * matching(old, new) as f64 / all as f64 }
}

fn matching<T: PartialEq>(old: &[T], new: &[T]) -> usize {
    let (mut best, mut at, mut to) = (0, 0, 0);
    let mut runs = vec![0_usize; new.len() + 1];
    for (i, left) in old.iter().enumerate() {
        for j in (0..new.len()).rev() {
            runs[j + 1] = if *left == new[j] { runs[j] + 1 } else { 0 };
            if runs[j + 1] > best {
                (best, at, to) = (runs[j + 1], i + 1, j + 1);
            }
        }
    }
    if best == 0 {
        return 0;
    }
    matching(&old[..at - best], &new[..to - best]) + best + matching(&old[at..], &new[to..])
}

#[cfg(test)]
mod tests {
    use super::{names, plain, prose};

    #[test]
    fn case_separators_and_escapes_make_no_name() {
        assert_eq!(plain("r#type"), plain("_type"));
        assert!(names("actor_displayname", "actorDisplayName").equal);
        assert!(!names("", "").equal);
    }

    #[test]
    fn words_tell_more_than_letters() {
        assert!(names("hydra_serve_cors", "serve_cors").extended);
        assert!(names("subjects", "subject").ratio > 0.9);
        assert!(names("url", "link").ratio < 0.5);
        assert!(!names("id", "client_id").extended);
    }

    #[test]
    fn prose_is_compared_by_what_it_is_about() {
        assert_eq!(prose(Some("The id of the order."), Some("An ID of order")), Some(1.0));
        assert_eq!(prose(Some("id"), Some("id")), None);
        let other =
            prose(Some("The current status of the operation."), Some("The unique identifier of the operation."));
        assert!(other.is_some_and(|it| it < 0.5));
    }
}
