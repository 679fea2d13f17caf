//! Phrases of rules, and finding them in prose. A phrase is written as words: `may|can be omitted`, `defaults? to $`. `a|b` is
//! one of several words, `` `a `` the word in backticks or quotes, a `?` at the end makes a word optional, `$` is any one value, `#` a number; anything else that is no
//! word is that mark. A phrase starts with a word that must be there, so that all phrases are found in one pass.

use super::prose::{Kind, Token};
use crate::json::Number;
use foldhash::HashMap;
use std::ops::Range;

/// What stands at one place of a phrase.
#[derive(Debug, Clone)]
struct Slot {
    what: What,
    optional: bool,
}

#[derive(Debug, Clone)]
enum What {
    /// Each, and whether it must be marked as a value.
    Words(Vec<(&'static str, bool)>),
    Value,
    Number,
}

/// All phrases, by the word that they start with: as it is, and marked as a value.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_word: [HashMap<&'static str, Vec<usize>>; 2],
    /// How long the words that a phrase may start with are, a bit a length, by their first byte and by their last one: most
    /// words are of no phrase.
    lengths: [Vec<u64>; 2],
    list: Vec<(usize, Vec<Slot>)>,
    /// How many owners there are.
    owners: usize,
}

/// A phrase found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The owner that was given with the phrase.
    pub(super) owner: usize,
    /// The tokens.
    pub(super) tokens: Range<usize>,
    /// The tokens at its `$` and `#`.
    pub(super) captured: Vec<usize>,
}

impl Phrases {
    /// Adds a phrase of some owner.
    pub(super) fn add(&mut self, owner: usize, phrase: &'static str) {
        let slots: Vec<_> = phrase.split(' ').map(slot).collect();
        let What::Words(first) = &slots[0].what else { panic!("`{phrase}` starts with no word") };
        assert!(!slots[0].optional, "`{phrase}` starts with a word that need not be there");
        for &(word, marked) in first {
            self.by_word[usize::from(marked)].entry(word).or_default().push(self.list.len());
            for (lengths, end) in self.lengths.iter_mut().zip(ends(word)) {
                lengths.resize(1 << u8::BITS, 0);
                lengths[usize::from(end)] |= length(word);
            }
        }
        self.owners = self.owners.max(owner + 1);
        self.list.push((owner, slots));
    }

    /// Every phrase in prose, by place; of phrases of one owner that overlap, the first and longest.
    pub(super) fn find(&self, tokens: &[Token<'_>]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut covered = Vec::new();
        for (start, token) in tokens.iter().enumerate() {
            let mut of_length = self.lengths.iter().zip(ends(token.text));
            if !of_length.all(|(it, end)| it.get(usize::from(end)).is_some_and(|it| it & length(token.text) > 0)) {
                continue;
            }
            let by_word = &self.by_word[usize::from(token.is_marked())];
            let Some(phrases) = by_word.get(&*token.lower()) else { continue };
            covered.resize(self.owners, 0);
            let from = found.len();
            for &index in phrases {
                let (owner, slots) = &self.list[index];
                if covered[*owner] > start {
                    continue;
                }
                let mut captured = Vec::new();
                // Its first word is the one by which it was found.
                let Some(end) = fit(&slots[1..], tokens, start + 1, &mut captured) else { continue };
                let new = Found { owner: *owner, tokens: start..end, captured };
                match found[from..].iter_mut().find(|it| it.owner == *owner) {
                    Some(old) if old.tokens.end >= end => {}
                    Some(old) => *old = new,
                    None => found.push(new),
                }
            }
            found[from..].iter().for_each(|it| covered[it.owner] = it.tokens.end);
        }
        found
    }
}

/// The first and the last byte, in lower case.
fn ends(word: &str) -> [u8; 2] {
    let bytes = word.as_bytes();
    [bytes.first(), bytes.last()].map(|it| it.copied().unwrap_or_default().to_ascii_lowercase())
}

/// The bit of a word's length.
fn length(word: &str) -> u64 {
    1 << word.len().min(63)
}

fn slot(text: &'static str) -> Slot {
    let (text, optional) = match text.strip_suffix('?') {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (text, false),
    };
    let what = match text {
        "$" => What::Value,
        "#" => What::Number,
        words => {
            let word = |it: &'static str| it.strip_prefix('`').map_or((it, false), |it| (it, true));
            What::Words(words.split('|').map(word).collect())
        }
    };
    Slot { what, optional }
}

/// Where the phrase ends when it starts here. Tried again only at optional words, of which a phrase has few.
fn fit(slots: &[Slot], tokens: &[Token<'_>], at: usize, captured: &mut Vec<usize>) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    let fits = tokens.get(at).is_some_and(|token| match &slot.what {
        What::Words(words) => words.iter().any(|(word, marked)| token.is_marked() == *marked && token.is(word)),
        What::Value => token.is_value(),
        What::Number => token.kind != Kind::Mark && number(token.text).is_some(),
    });
    if fits {
        let kept = captured.len();
        if !matches!(slot.what, What::Words(_)) {
            captured.push(at);
        }
        if let Some(end) = fit(rest, tokens, at + 1, captured) {
            return Some(end);
        }
        captured.truncate(kept);
    }
    if slot.optional { fit(rest, tokens, at, captured) } else { None }
}

/// A number as prose writes it: `1,000`, `-5`, `0.5`, `100%` is none.
pub(super) fn number(text: &str) -> Option<Number> {
    let grouped = text.contains(',');
    let groups_fit = || {
        text.trim_start_matches('-').split(',').skip(1).all(|it| it.split('.').next().is_some_and(|it| it.len() == 3))
    };
    if !text.starts_with(|it: char| it.is_ascii_digit() || it == '-') || (grouped && !groups_fit()) {
        return None;
    }
    Number::read(&text.replace([',', '_'], ""))
}

#[cfg(test)]
mod tests {
    use super::{Phrases, number};
    use crate::infer::prose::Prose;

    fn check(phrase: &'static str, text: &str) -> String {
        let mut phrases = Phrases::default();
        phrases.add(0, phrase);
        let prose = Prose::new(text);
        let show = |it: super::Found| {
            let captured: Vec<_> = it.captured.iter().map(|&at| prose.tokens[at].text).collect();
            format!("{} {captured:?}", &text[prose.range(it.tokens)])
        };
        phrases.find(&prose.tokens).into_iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_phrase_is_found_by_words() {
        assert_eq!(check("may|can be omitted", "It May be omitted, or can be `omitted`."), "May be omitted []");
        assert_eq!(
            check("default|defaults value? to|is $", "Default value is `x`. Defaults to 5"),
            "Default value is `x` [\"x\"]; Defaults to 5 [\"5\"]"
        );
        assert_eq!(check("at most #", "at most 1,000 or at most ten"), "at most 1,000 [\"1,000\"]");
    }

    #[test]
    fn numbers_are_written_in_groups_of_three() {
        assert_eq!(number("1,000").map(|it| it.to_string()), Some("1000".into()));
        assert_eq!(number("1,5"), None);
        assert_eq!(number("x1"), None);
        assert_eq!(number("-2.5").map(|it| it.to_string()), Some("-2.5".into()));
    }
}
