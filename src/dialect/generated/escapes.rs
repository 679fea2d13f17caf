//! Names of a language → names that the documents mean.

use super::super::file::within;
use indexmap::IndexMap;
use serde::Deserialize;

/// What names carry that the wire has not: what makes a name of what the language does not allow.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Escapes {
    /// Prefixes that stand nowhere else.
    pub always: Vec<String>,
    /// Prefixes before a digit.
    pub before_digit: Vec<String>,
    /// What stands around names: `var"{}"`.
    pub around: Vec<String>,
    /// Words that stand for marks wherever they stand: `Underscore` for `_`.
    pub marks: IndexMap<String, String>,
    /// Prefixes before one of these words.
    pub before: IndexMap<String, Vec<String>>,
}

impl Escapes {
    /// The name without what its language put there.
    #[must_use]
    pub fn undo(&self, name: &str) -> String {
        let mut rest = self.bare(name);
        let mut found = String::with_capacity(rest.len());
        while let Some(first) = rest.chars().next() {
            let longest = self.marks.iter().filter(|it| rest.starts_with(it.0.as_str()) && !it.0.is_empty());
            match longest.max_by_key(|it| it.0.len()) {
                Some((word, mark)) => {
                    found.push_str(mark);
                    rest = &rest[word.len()..];
                }
                None => {
                    found.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        found
    }

    fn bare<'t>(&self, name: &'t str) -> &'t str {
        let name = self.around.iter().find_map(|it| within(name, it)).unwrap_or(name);
        let digit = |rest: &&str| rest.starts_with(|it: char| it.is_ascii_digit());
        let always = self.always.iter().find_map(|it| name.strip_prefix(it.as_str()));
        let number = || self.before_digit.iter().find_map(|it| name.strip_prefix(it.as_str()).filter(digit));
        let word = || {
            let mut all = self.before.iter();
            all.find_map(|(it, words)| name.strip_prefix(it.as_str()).filter(|rest| words.iter().any(|it| it == rest)))
        };
        always.filter(|it| !it.is_empty()).or_else(number).or_else(word).unwrap_or(name)
    }
}
