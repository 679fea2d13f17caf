//! Cells and headings → what a reader sees. Comes in: raw inline Markdown. Goes out: the text without emphasis, code marks,
//! link targets, escapes and entities, with the way back to the source. Stars inside emphasis stay: types hold them.

use crate::order;
use crate::text::{FileId, Speller, Spelling, has_byte};
use std::ops::Range;
use std::sync::Arc;

/// What a reader sees of a piece of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The text.
    pub text: Spelling,
    /// Where its first link goes.
    pub link: Option<Spelling>,
}

/// Takes markup off what stands at `range` of the document.
#[must_use]
pub fn decode(file: FileId, source: &Arc<str>, range: Range<usize>) -> Inline {
    let range = trim(source, range);
    let raw = &source[range.clone()];
    // Most cells have no mark, or are bold as a whole.
    let is_plain = |it: &str| !it.is_empty() && !has_byte(it, |it| matches!(it, b'`' | b'\\' | b'&' | b'*' | b']'));
    if is_plain(raw) {
        return Inline { text: Spelling::verbatim(file, source, range), link: None };
    }
    let bold = raw.strip_prefix("**").and_then(|it| it.strip_suffix("**"));
    if bold.is_some_and(|it| is_plain(it) && it.trim().len() == it.len()) {
        let inner = range.start + 2..range.end - 2;
        return Inline { text: Spelling::marked(file, source, inner, range), link: None };
    }
    marked(file, source, range)
}

/// What has marks anywhere.
fn marked(file: FileId, source: &Arc<str>, range: Range<usize>) -> Inline {
    let raw = &source[range.clone()];
    let link = link(raw);
    // What is not there is left out at the start.
    let mut left_out: [Range<usize>; 4] = Default::default();
    if let Some(it) = &link {
        left_out[0] = it.open..it.open + 1;
        left_out[1] = it.middle..it.close + 1;
    }
    let hidden = |at: usize| link.as_ref().is_some_and(|it| (it.middle..=it.close).contains(&at));
    let first = double_stars(raw).find(|&at| !hidden(at));
    let last = last_stars(raw, link.as_ref());
    if let (Some(first), Some(last)) = (first, last)
        && first + 2 <= last
    {
        left_out[2] = first..first + 2;
        left_out[3] = last..last + 2;
    }
    order::sort_by_key(&mut left_out, |it| it.start);
    let mut speller = Speller::new(file, source);
    let mut at = 0;
    for gap in left_out {
        plain(&mut speller, source, range.start + at..range.start + gap.start.max(at), true);
        at = gap.end.max(at);
    }
    plain(&mut speller, source, range.start + at..range.end, true);
    let target = link.map(|it| {
        let target = range.start + it.middle + 2..range.start + it.close;
        let mut speller = Speller::new(file, source);
        plain(&mut speller, source, target.clone(), false);
        speller.finish(target)
    });
    Inline { text: speller.finish(range), link: target }
}

/// Prose as it is, with character references decoded: Markdown stays Markdown.
#[must_use]
pub fn prose(file: FileId, source: &Arc<str>, range: Range<usize>) -> Spelling {
    let range = trim(source, range);
    if !has_byte(&source[range.clone()], |it| it == b'&') {
        return Spelling::verbatim(file, source, range);
    }
    let mut speller = Speller::new(file, source);
    references(&mut speller, source, range.clone());
    speller.finish(range)
}

/// The range without white space at its ends.
#[must_use]
pub fn trim(source: &str, range: Range<usize>) -> Range<usize> {
    let raw = &source[range.clone()];
    let begun = raw.trim_start();
    let start = range.end - begun.len();
    start..start + begun.trim_end().len()
}

struct Link {
    open: usize,
    middle: usize,
    close: usize,
}

/// `[text](target)`, wherever it stands; brackets that are no link are none.
fn link(raw: &str) -> Option<Link> {
    // Most cells have no bracket, and that is quickly seen.
    let middle = raw.contains(']').then(|| raw.find("]("))??;
    let open = opening(&raw[..middle])?;
    let start = middle + 2;
    let mut depth = 0_usize;
    for (at, it) in raw[start..].char_indices() {
        match it {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(Link { open, middle, close: start + at }),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The bracket that the end of the text closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, it) in text.char_indices().rev() {
        match it {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn double_stars(raw: &str) -> impl Iterator<Item = usize> {
    let bytes = raw.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].windows(2).position(|it| it == b"**")? + 2;
        Some(at - 2)
    })
}

fn last_stars(raw: &str, link: Option<&Link>) -> Option<usize> {
    let last = |it: &str| it.as_bytes().windows(2).rposition(|it| it == b"**");
    match link {
        Some(it) => last(&raw[it.close + 1..]).map(|at| it.close + 1 + at).or_else(|| last(&raw[..it.middle])),
        None => last(raw),
    }
}

/// Text without backticks, escapes and character references.
fn plain(speller: &mut Speller<'_>, source: &str, range: Range<usize>, code: bool) {
    let raw = &source[range.clone()];
    let bytes = raw.as_bytes();
    let mut kept = 0;
    if raw.is_empty() {
        return;
    }
    let marks = bytes.iter().enumerate().filter(|it| matches!(it.1, b'`' | b'\\'));
    for (at, it) in marks {
        let escapes = *it == b'\\' && bytes.get(at + 1).is_some_and(|it| it.is_ascii_punctuation() && *it != b'\\');
        if at < kept || !(escapes || (code && *it == b'`')) {
            continue;
        }
        references(speller, source, range.start + kept..range.start + at);
        kept = at + 1;
        if escapes && bytes.get(at + 1) == Some(&b'`') {
            speller.verbatim(range.start + kept..range.start + kept + 1);
            kept += 1;
        }
    }
    references(speller, source, range.start + kept..range.end);
}

/// Longer names of characters do not occur.
const LONGEST: usize = 10;

/// Adds what stands at `range` with character references decoded.
pub fn references(speller: &mut Speller<'_>, source: &str, range: Range<usize>) {
    let raw = &source[range.clone()];
    let mut kept = 0;
    for (at, _) in raw.match_indices('&') {
        if at < kept {
            continue;
        }
        let end = raw[at..].bytes().take(LONGEST).position(|it| it == b';').map(|end| at + end);
        let Some((end, found)) = end.and_then(|end| Some((end, character(&raw[at + 1..end])?))) else { continue };
        if at > kept {
            speller.verbatim(range.start + kept..range.start + at);
        }
        speller.shown(range.start + at..range.start + end + 1, found.encode_utf8(&mut [0; 4]));
        kept = end + 1;
    }
    if kept < raw.len() {
        speller.verbatim(range.start + kept..range.end);
    }
}

/// A text of HTML with its character references decoded. Spaces that may not be broken at are kept apart from others: they
/// move text to the right.
#[must_use]
pub fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|it| it == b';');
        let (shown, length) = end.and_then(|end| Some((named(&rest[1..end])?, end + 1))).unwrap_or(('&', 1));
        out.push(shown);
        rest = &rest[length..];
    }
    out + rest
}

/// Names that HTML alone has, or means more by.
fn named(name: &str) -> Option<char> {
    const NAMES: &[(&str, char)] = &[
        ("nbsp", '\u{a0}'),
        ("ensp", '\u{2002}'),
        ("emsp", '\u{2003}'),
        ("thinsp", '\u{2009}'),
        ("raquo", '»'),
        ("rarr", '→'),
        ("bull", '•'),
        ("middot", '·'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("hellip", '…'),
        ("check", '✓'),
        ("times", '×'),
        ("le", '≤'),
        ("ge", '≥'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
    ];
    NAMES.iter().find(|it| it.0 == name).map(|it| it.1).or_else(|| character(name))
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{decode, marked, trim};
    use crate::text::SourceMap;
    use proptest::proptest;
    use std::sync::Arc;

    proptest! {
        #[test]
        fn what_is_seen_at_once_is_what_the_marks_would_say(cell in r"(\*\*)?[a-c` \\&;*\[\]()é]{0,8}(\*\*)?") {
            let (file, cell) = (SourceMap::new().add("Model.md", ""), Arc::from(cell));
            let (at_once, slowly) = (decode(file, &cell, 0..cell.len()), marked(file, &cell, trim(&cell, 0..cell.len())));
            assert_eq!(at_once.link, slowly.link);
            let (at_once, slowly) = (at_once.text, slowly.text);
            assert_eq!((at_once.as_str(), at_once.span()), (slowly.as_str(), slowly.span()));
            for (at, it) in at_once.as_str().char_indices() {
                assert_eq!(at_once.part(at..at + it.len_utf8()), slowly.part(at..at + it.len_utf8()));
            }
        }
    }
}
