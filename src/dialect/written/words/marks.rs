//! Marks of presence with what stands before them. Comes in: words, `not required`, `conditionally required`. Goes out: what they
//! say together.

use super::vocabulary::{fold, vocabulary};
use crate::schema::Presence;

/// What folded words say of presence, where they are a mark and nothing else.
pub(crate) fn presence(words: &str) -> Option<Presence> {
    plain(words).or_else(|| qualified(words))
}

/// Whether folded words say that a member must be there at times: other rows without a mark are not the opposite of that.
pub(crate) fn holds_at_times(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or(words);
    is("conditional", first) || is("at_times", first)
}

fn is(kind: &str, word: &str) -> bool {
    vocabulary().words.marks[kind].iter().any(|it| it == word)
}

fn plain(word: &str) -> Option<Presence> {
    let optional = is("optional", word) || is("conditional", word);
    is("required", word).then_some(Presence::Required).or(optional.then_some(Presence::Optional))
}

/// A mark behind a word that turns it round, or that says that it holds at times.
fn qualified(words: &str) -> Option<Presence> {
    let (first, rest) = words.split_once([' ', '-'])?;
    if is("negations", first) {
        // What is not always there, or not always left out, is there at times.
        let limited = rest.split_once(' ').filter(|it| is("adverbs", it.0));
        return match limited {
            Some((_, mark)) => plain(mark).map(|_| Presence::Optional),
            None => plain(rest).map(opposite),
        };
    }
    plain(rest).filter(|_| is("at_times", first)).map(|_| Presence::Optional)
}

/// The opposite of what a mark says.
pub(crate) fn opposite(presence: Presence) -> Presence {
    if presence == Presence::Required { Presence::Optional } else { Presence::Required }
}

/// Words that a mark may have with what turns it round.
const MOST: usize = 3;

/// The length of the mark of several words that a text begins with.
pub(crate) fn leading(text: &str) -> Option<usize> {
    let mut ends = Vec::new();
    let mut from = 0;
    for word in text.split(' ').take(MOST) {
        let inner = word.find(|it: char| !(it.is_alphanumeric() || it == '-'));
        ends.push(from + inner.unwrap_or(word.len()));
        if inner.is_some() {
            break;
        }
        from += word.len() + 1;
    }
    ends.into_iter().skip(1).rev().find(|end| qualified(&fold(&text[..*end])).is_some())
}

/// Where the mark of several words begins that a text ends with.
pub(crate) fn trailing(text: &str) -> Option<usize> {
    let starts = text.rmatch_indices([' ', '\u{a0}', '(', '[', '{', ',', ';', '|']).map(|(at, it)| at + it.len());
    let starts: Vec<usize> = starts.chain([0]).skip(1).take(MOST - 1).collect();
    starts.into_iter().rev().find(|it| qualified(&fold(&text[*it..])).is_some())
}

/// Whether a text begins with a mark that holds at times: `required when it is new`, `optional on lakes`.
pub(crate) fn is_conditional(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    let marks = &vocabulary().words.marks;
    let mut next =
        |kinds: &[&str]| words.next().is_some_and(|word| kinds.iter().any(|it| marks[*it].iter().any(|it| it == word)));
    next(&["required", "optional"]) && next(&["conditions"])
}
