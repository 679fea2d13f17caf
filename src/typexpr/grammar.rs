//! A notation made ready for reading. Comes in: patterns. Goes out: the same, found by the token they start with.

use super::lex::{self, Marks};
use super::pattern::{Part, Pattern};
use crate::order;
use crate::schema::Type;
use foldhash::HashMap;
use foldhash::fast::RandomState;
use indexmap::IndexMap;
use std::borrow::Cow;

/// A notation made ready for reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Grammar {
    pub(super) joints: Vec<String>,
    pub(super) noise: Vec<String>,
    pub(super) prefixes: Vec<String>,
    pub(super) suffixes: Vec<String>,
    pub(super) nullable_prefixes: Vec<String>,
    /// What the words of formats mean; any word is a format when there are none.
    pub(super) formats: HashMap<String, String>,
    pub(super) fold: bool,
    pub(super) literals: bool,
    /// Whether a name may have several words.
    pub(super) phrases: bool,
    pub(super) trailing_separator: bool,
    /// Whole texts that are one scalar, to the letter.
    pub(super) whole: IndexMap<String, Type, RandomState>,
    pub(super) patterns: Vec<Pattern>,
    /// Patterns by their first token.
    pub(super) starts: HashMap<String, Vec<usize>>,
    /// Patterns by the token after their first hole.
    pub(super) suffix_starts: HashMap<String, Vec<usize>>,
    pub(super) separators: Vec<Vec<String>>,
}

impl Grammar {
    pub(super) fn add(&mut self, pattern: Pattern) {
        self.patterns.push(pattern);
    }

    pub(super) fn add_whole(&mut self, spelling: &str, ty: Type) {
        self.whole.insert(spelling.trim().to_owned(), ty);
    }

    pub(super) fn add_separator(&mut self, text: &str) {
        let tokens = lex::lex(text, &self.marks());
        self.separators.push(tokens.into_iter().map(|it| text[it.range].to_owned()).collect());
    }

    /// What its tokens are cut by.
    pub(super) fn marks(&self) -> Marks<'_> {
        Marks { joints: &self.joints, noise: &self.noise, scripts: self.phrases }
    }

    /// Sorts the patterns into the tables by which they are found.
    pub(super) fn seal(&mut self) {
        // The sort is stable: of equally telling patterns the file's order decides.
        order::sort_by_key(&mut self.patterns, |it| std::cmp::Reverse((it.literals(), it.parts.len())));
        for (index, pattern) in self.patterns.iter().enumerate() {
            let table = if pattern.is_suffix() { &mut self.suffix_starts } else { &mut self.starts };
            let first = pattern.parts.iter().find_map(|it| match it {
                Part::Literal { text, .. } => Some(text),
                _ => None,
            });
            table.entry(key(self.fold, first.map_or("", String::as_str)).into_owned()).or_default().push(index);
        }
    }

    /// A name without its namespaces.
    pub(super) fn local_name<'t>(&self, text: &'t str) -> &'t str {
        let start = self.joints.iter().filter_map(|it| Some(text.rfind(it.as_str())? + it.len())).max().unwrap_or(0);
        &text[start..]
    }

    /// A name without namespaces, prefixes and suffixes.
    pub(super) fn model_name<'t>(&self, text: &'t str) -> &'t str {
        let mut name = self.local_name(text);
        let cut = |it: &'t str, rest: Option<&'t str>| rest.filter(|rest| !rest.is_empty()).unwrap_or(it);
        if let Some(prefix) = self.prefixes.iter().find(|it| name.starts_with(it.as_str())) {
            name = cut(name, name.strip_prefix(prefix.as_str()));
        }
        if let Some(suffix) = self.suffixes.iter().find(|it| name.ends_with(it.as_str())) {
            name = cut(name, name.strip_suffix(suffix.as_str()));
        }
        name
    }

    /// The format that a word means.
    pub(super) fn format(&self, word: &str) -> Option<String> {
        if self.formats.is_empty() {
            return Some(word.to_owned());
        }
        self.formats.get(&*key(self.fold, word)).cloned()
    }

    /// Whether two tokens are the same word.
    pub(super) fn same(&self, ours: &str, theirs: &str) -> bool {
        let same = || ours.eq_ignore_ascii_case(theirs);
        let letters = || !ours.is_ascii() && !theirs.is_ascii() && ours.to_lowercase() == theirs.to_lowercase();
        ours == theirs || self.fold && (same() || letters())
    }
}

/// What tokens are looked up by.
pub(super) fn key(fold: bool, text: &str) -> Cow<'_, str> {
    if !fold {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return match text.bytes().any(|it| it.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    Cow::Owned(text.to_lowercase())
}
