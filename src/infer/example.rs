//! Pages → examples. Comes in: blocks of code, files of JSON. Goes out: the objects in them and the words around them that
//! may name their models.

use super::literal::{Literal, literals};
use crate::order;
use crate::text::{FileId, Span};
use std::ops::Range;

/// A piece of code with objects in it.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    pub(crate) file: FileId,
    /// Where the code starts in the file.
    start: usize,
    pub(crate) literals: Vec<Literal>,
    /// Words that may be names of models, each once, sorted.
    pub(crate) words: Vec<String>,
    /// Whether keys without quotes are names on the wire too: not where code is written in the names of a language.
    pub(crate) bare_keys: bool,
}

impl Example {
    /// The objects in a piece of code; `None` when there are none.
    pub(crate) fn read(file: FileId, text: &str, range: Range<usize>, bare_keys: bool) -> Option<Self> {
        let code = text.get(range.clone())?;
        let literals = literals(code);
        if literals.is_empty() {
            return None;
        }
        Some(Self { file, start: range.start, literals, words: names(code), bare_keys })
    }

    /// Where a part of the code stands.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }
}

/// Words that start with a capital, as names of models do; more of them than a page can mean are no hint.
fn names(code: &str) -> Vec<String> {
    const MOST: usize = 64;
    let words = code.split(|it: char| !it.is_alphanumeric() && it != '_');
    let words = words.filter(|it| it.starts_with(char::is_uppercase) && it.len() > 2).take(MOST);
    let mut names: Vec<String> = words.map(str::to_owned).collect();
    order::sort_by(&mut names, Ord::cmp);
    names.dedup();
    names
}
