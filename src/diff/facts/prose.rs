//! What people read: descriptions, examples, announced dates.

use super::super::change::Kind;
use super::{Facts, show};
use crate::schema::{Path, Value};

/// Words in prose that speak of what programs must keep to.
const HINTS: &[&str] = &[
    "required",
    "optional",
    "mandatory",
    "deprecated",
    "must",
    "nullable",
    "null",
    "maximum",
    "minimum",
    "at most",
    "at least",
    "max",
    "min",
    "one of",
    "default",
    "unique",
    "immutable",
    "read-only",
    "readonly",
    "write-only",
    "utc",
    "milliseconds",
    "seconds",
    "cents",
    "bytes",
    "percent",
    "iso 8601",
    "iso 4217",
    "unix",
];

impl Facts<'_> {
    pub(super) fn description(&mut self, old: Option<&str>, new: Option<&str>, before: &Path, after: &Path) {
        let (one, other) = (old.unwrap_or_default().trim(), new.unwrap_or_default().trim());
        if !self.prose || words(one) == words(other) {
            return;
        }
        let kind = if hints(one) == hints(other) { Kind::Description } else { Kind::DescriptionHints };
        let text = |it: &str| (!it.is_empty()).then(|| show::short(it));
        self.say(Self::both(kind, before, after).texts(text(one), text(other)));
    }

    pub(super) fn examples(&mut self, old: &[Value], new: &[Value], before: &Path, after: &Path) {
        if self.prose && old != new {
            let text = |it: &[Value]| it.first().map(|it| show::short(&it.to_string()));
            self.say(Self::both(Kind::Example, before, after).texts(text(old), text(new)));
        }
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The hints that a text has, and the numbers beside them.
fn hints(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|it: char| !it.is_alphanumeric() && it != '-').filter(|it| !it.is_empty()).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let two = words.get(at + 1).map(|next| format!("{word} {next}")).unwrap_or_default();
        for hint in HINTS.iter().filter(|it| **it == *word || **it == two) {
            let number = words[at + 1..].iter().take(4).find(|it| it.chars().all(|it| it.is_ascii_digit()));
            found.push(format!("{hint} {}", number.unwrap_or(&"")));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The first date, `YYYY-MM-DD`, that a text names.
pub(in super::super) fn date(text: Option<&str>) -> Option<&str> {
    let text = text?;
    text.split(|it: char| !it.is_ascii_digit() && it != '-').find(|it| is_date(it))
}

/// Whether a text is a date as RFC 3339 writes it.
pub(in super::super) fn is_date(text: &str) -> bool {
    let digits = |it: &str, length| it.len() == length && it.bytes().all(|it| it.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts.as_slice(), [year, month, day]
        if digits(year, 4) && digits(month, 2) && digits(day, 2) && (1..=12).contains(&month.parse().unwrap_or(0)) && (1..=31).contains(&day.parse().unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::{date, hints};

    #[test]
    fn prose_that_binds_is_told_from_prose() {
        assert_eq!(hints("The note."), hints("A note of the customer."));
        assert_ne!(hints("A note, at most 64 characters."), hints("A note, at most 128 characters."));
        assert_ne!(hints("Required for gifts."), hints("For gifts."));
    }

    #[test]
    fn an_announced_day_is_found_in_a_sentence() {
        assert_eq!(date(Some("Goes away on 2026-03-01, use `b`.")), Some("2026-03-01"));
        assert_eq!(date(Some("since 2.0-1 and 99-99-99")), None);
    }
}
