//! Cells of notes → what they say. Comes in: the end of a row. Goes out: its notes, when nothing else stands there.

use super::file::Notes;
use foldhash::HashMap;
use std::ops::Range;

/// What the notes of a row say, and where.
#[derive(Debug, Clone, Default)]
pub(super) struct Noted<'g> {
    pub(super) whole: Range<usize>,
    pub(super) optional: Option<Range<usize>>,
    pub(super) read_only: Option<Range<usize>>,
    pub(super) write_only: Option<Range<usize>>,
    pub(super) deprecated: Option<Range<usize>>,
    pub(super) default: Option<Range<usize>>,
    pub(super) values: Option<Range<usize>>,
    pub(super) literals: Option<Range<usize>>,
    pub(super) bounds: Vec<(&'g str, Range<usize>)>,
    pub(super) format: Option<(&'g str, Range<usize>)>,
    /// Whether there is any note.
    pub(super) any: bool,
}

/// Longer texts are no notes: what may end a default is tried pair by pair.
const LONGEST: usize = 1 << 13;

/// How often an end of notes may be looked for in one row, so that no row takes long.
const MOST_TRIES: usize = 1 << 14;

/// Ends of a row, and whether they are known to be notes and nothing else.
pub(super) struct Tails<'g> {
    grammar: &'g Notes,
    text: &'g str,
    known: HashMap<usize, bool>,
    tries: usize,
}

impl<'g> Tails<'g> {
    pub(super) fn new(grammar: &'g Notes, text: &'g str) -> Self {
        Self { grammar, text, known: HashMap::default(), tries: 0 }
    }

    /// Reads notes; nothing when something else stands there too.
    pub(super) fn read(&mut self, range: Range<usize>) -> Option<Noted<'g>> {
        let range = crate::markdown::trim(self.text, range);
        let mut noted = Noted { whole: range.clone(), ..Noted::default() };
        let mut at = range.start;
        if range.len() > LONGEST || self.known.get(&at) == Some(&false) {
            return None;
        }
        while at < range.end {
            let Some(end) = self.note(at..range.end, &mut noted) else {
                self.known.insert(range.start, false);
                return None;
            };
            noted.any = true;
            at = crate::markdown::trim(self.text, end..range.end).start;
        }
        Some(noted)
    }

    /// Reads one note and says where it ends.
    fn note(&mut self, range: Range<usize>, noted: &mut Noted<'g>) -> Option<usize> {
        let (grammar, text) = (self.grammar, self.text);
        let rest = &text[range.clone()];
        let starts = |words: &[String]| {
            let word = words.iter().find(|it| rest.starts_with(it.as_str()))?;
            Some(range.start..range.start + word.len())
        };
        let flags = [
            (&grammar.optional, &mut noted.optional),
            (&grammar.read_only, &mut noted.read_only),
            (&grammar.write_only, &mut noted.write_only),
            (&grammar.deprecated, &mut noted.deprecated),
        ];
        for (words, place) in flags {
            if let Some(word) = starts(words) {
                let end = word.end;
                *place = Some(word);
                return Some(end);
            }
        }
        if let Some(word) = starts(&grammar.ignored) {
            return Some(word.end);
        }
        if let Some((format, word)) = grammar.formats.iter().find_map(|(it, means)| {
            rest.starts_with(it.as_str()).then(|| (means.as_str(), range.start..range.start + it.len()))
        }) {
            let end = word.end;
            noted.format = Some((format, word));
            return Some(end);
        }
        for (patterns, which) in [(&grammar.default, 0), (&grammar.values, 1), (&grammar.literals, 2)] {
            for pattern in patterns {
                if let Some((inner, end)) = self.hole(range.clone(), pattern) {
                    *[&mut noted.default, &mut noted.values, &mut noted.literals][which] = Some(inner);
                    return Some(end);
                }
            }
        }
        for pattern in &grammar.ignored {
            if let Some((_, end)) = self.hole(range.clone(), pattern) {
                return Some(end);
            }
        }
        let found = grammar.bounds.iter().find_map(|(it, key)| {
            let (inner, end) = self.hole(range.clone(), it)?;
            Some((key.as_str(), inner, end))
        });
        let (key, inner, end) = found?;
        noted.bounds.push((key, inner));
        Some(end)
    }

    /// What stands in the hole of a note, and where the note ends: at the first closing mark behind which nothing but notes
    /// stands.
    fn hole(&mut self, range: Range<usize>, pattern: &str) -> Option<(Range<usize>, usize)> {
        let text = self.text;
        let (before, after) = pattern.split_once("{}")?;
        let inner = text[range.clone()].strip_prefix(before)?;
        let start = range.start + before.len();
        for (at, _) in inner.match_indices(after) {
            let end = start + at;
            let rest = crate::markdown::trim(text, end + after.len()..range.end);
            let starts = rest.is_empty() || openings(self.grammar).any(|it| text[rest.clone()].starts_with(it));
            if !starts {
                continue;
            }
            self.tries += 1;
            if self.tries > MOST_TRIES {
                return None;
            }
            let known = self.known.get(&rest.start).copied();
            let ends = known.unwrap_or_else(|| {
                let (at, ends) = (rest.start, self.read(rest).is_some());
                self.known.insert(at, ends);
                ends
            });
            if ends {
                return Some((start..end, end + after.len()));
            }
        }
        None
    }
}

fn openings(grammar: &Notes) -> impl Iterator<Item = &str> {
    let words = [&grammar.optional, &grammar.read_only, &grammar.write_only, &grammar.deprecated, &grammar.ignored];
    let words = words.into_iter().flatten().chain(grammar.formats.keys()).map(|it| it.split("{}").next().unwrap_or(it));
    let patterns = grammar.default.iter().chain(&grammar.values).chain(&grammar.literals).chain(grammar.bounds.keys());
    words.chain(patterns.filter_map(|it| it.split_once("{}").map(|parts| parts.0)))
}
