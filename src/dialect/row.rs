//! Raw rows → cells. Comes in: a line of a field table. Goes out: name, type, description and notes, split so that a bar
//! in a type, a description or a default stays where it is.

use super::file::{Dialect, Notes, within};
use serde_json::{Map, Number, Value};
use std::collections::BTreeMap;

/// The cells of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row<'t> {
    pub(crate) name: &'t str,
    pub(crate) ty: &'t str,
    pub(crate) description: &'t str,
    pub(crate) notes: Said<'t>,
    /// Whether the last cell holds notes and nothing else.
    pub(crate) noted: bool,
}

/// What the notes of a row say.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Said<'t> {
    pub(crate) optional: bool,
    pub(crate) read_only: bool,
    pub(crate) default: Option<&'t str>,
    pub(crate) values: Option<&'t str>,
    pub(crate) bounds: Map<String, Value>,
}

/// Splits a line. The name ends at the first bar, the type at the first one outside of stars and backticks; notes start at
/// the leftmost bar behind which nothing but notes stands.
pub(crate) fn split<'t>(line: &'t str, dialect: &Dialect, columns: &[&str]) -> Option<Row<'t>> {
    let line = match line.strip_prefix('|') {
        Some(inner) => inner.trim_end().strip_suffix('|').unwrap_or(inner),
        None => line,
    };
    let (name, mut rest) = at_bar(line)?;
    let kind = columns.iter().position(|it| it.eq_ignore_ascii_case("type"))?;
    for _ in 1..kind {
        rest = at_bar(rest)?.1;
    }
    if columns.len() == kind + 1 {
        return Some(Row { name, ty: rest, description: "", notes: Said::default(), noted: true });
    }
    let end = type_end(rest);
    let (ty, rest) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
    let mut tails = Tails { grammar: &dialect.notes, known: BTreeMap::new() };
    let bars = rest.char_indices().filter(|(_, it)| *it == '|').map(|(at, _)| at);
    for at in bars {
        if let Some(notes) = tails.read(&rest[at + 1..]) {
            return Some(Row { name, ty, description: &rest[..at], notes, noted: true });
        }
    }
    let whole = tails.read(rest);
    let description = if whole.is_some() { "" } else { rest };
    let noted = whole.is_some();
    Some(Row { name, ty, description, notes: whole.unwrap_or_default(), noted })
}

fn at_bar(text: &str) -> Option<(&str, &str)> {
    let mut escaped = false;
    for (at, it) in text.char_indices() {
        match it {
            '|' if !escaped => return Some((&text[..at], &text[at + 1..])),
            _ => escaped = it == '\\' && !escaped,
        }
    }
    None
}

fn type_end(text: &str) -> usize {
    let (mut bold, mut code) = (false, false);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let stars = bytes[at..].iter().take_while(|it| **it == b'*').count();
        if stars >= 2 {
            bold = !bold;
            at += stars;
            continue;
        }
        match bytes[at] {
            b'`' => code = !code,
            b'|' if !bold && !code => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// Longer texts are no notes: what may end a default is tried pair by pair.
const LONGEST_NOTES: usize = 1 << 14;

/// Ends of a row, and whether they are known to be notes and nothing else.
struct Tails<'g> {
    grammar: &'g Notes,
    /// By length, which tells one end of a row from another.
    known: BTreeMap<usize, bool>,
}

impl Tails<'_> {
    /// Reads notes; nothing when something else stands there too.
    fn read<'t>(&mut self, text: &'t str) -> Option<Said<'t>> {
        let mut said = Said::default();
        let mut rest = text.trim();
        if rest.len() > LONGEST_NOTES || self.known.get(&rest.len()) == Some(&false) {
            return None;
        }
        let whole = rest.len();
        while !rest.is_empty() {
            let Some(taken) = self.note(rest, &mut said) else {
                self.known.insert(whole, false);
                return None;
            };
            rest = rest[taken..].trim_start();
        }
        self.known.insert(whole, true);
        Some(said)
    }

    /// Reads one note and says how long it is.
    fn note<'t>(&mut self, rest: &'t str, said: &mut Said<'t>) -> Option<usize> {
        let grammar = self.grammar;
        let starts = |words: &[String]| words.iter().find(|it| rest.starts_with(it.as_str())).map(String::len);
        if let Some(length) = starts(&grammar.optional) {
            said.optional = true;
            return Some(length);
        }
        if let Some(length) = starts(&grammar.read_only) {
            said.read_only = true;
            return Some(length);
        }
        if let Some(length) = starts(&grammar.ignored) {
            return Some(length);
        }
        if let Some((inner, length)) = grammar.default.as_ref().and_then(|it| self.hole(rest, it)) {
            said.default = Some(inner);
            return Some(length);
        }
        if let Some((inner, length)) = grammar.values.as_ref().and_then(|it| self.hole(rest, it)) {
            said.values = Some(inner);
            return Some(length);
        }
        let mut bounds = grammar.bounds.iter();
        let (inner, key, length) =
            bounds.find_map(|(it, key)| self.hole(rest, it).map(|(inner, length)| (inner.trim(), key, length)))?;
        let bound = inner.parse::<Number>().map_or_else(|_| Value::from(inner), Value::Number);
        said.bounds.insert(key.clone(), bound);
        Some(length)
    }

    /// What stands in the hole of a note, and how long the note is: up to the first closing mark behind which nothing but
    /// notes stands.
    fn hole<'t>(&mut self, text: &'t str, pattern: &str) -> Option<(&'t str, usize)> {
        let (before, after) = pattern.split_once("{}")?;
        let inner = text.strip_prefix(before)?;
        let end = inner.match_indices(after).map(|(at, _)| at).find(|end| {
            let rest = inner[end + after.len()..].trim();
            let starts = rest.is_empty() || openings(self.grammar).any(|it| rest.starts_with(it));
            starts && self.known.get(&rest.len()).copied().unwrap_or_else(|| self.read(rest).is_some())
        })?;
        Some((&inner[..end], before.len() + end + after.len()))
    }
}

fn openings(grammar: &Notes) -> impl Iterator<Item = &str> {
    let words = grammar.optional.iter().chain(&grammar.read_only).chain(&grammar.ignored).map(String::as_str);
    let patterns = grammar.default.iter().chain(&grammar.values).chain(grammar.bounds.keys());
    words.chain(patterns.filter_map(|it| it.split_once("{}").map(|parts| parts.0)))
}

/// The values of an enum joined by commas, `a, b, c`.
pub(crate) fn listed(text: &str) -> Vec<&str> {
    text.split(", ").map(str::trim).collect()
}

/// The text before a suffix, and what stands in its hole.
pub(crate) fn suffix<'t>(text: &'t str, pattern: &str) -> Option<(&'t str, &'t str)> {
    let (before, _) = pattern.split_once("{}")?;
    let at = text.rfind(before)?;
    Some((&text[..at], within(&text[at..], pattern)?))
}
