//! Marks in cells of types. Comes in: a piece of a cell. Goes out: the piece without footnotes, bounds, marks of presence and
//! defaults, and what these say.

use super::types::TypeCell;
use crate::dialect::written::words::marks;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::schema::Presence;

/// A piece without the marks of footnotes at its end: `integer *`, `string ^1^`, `string [2]`.
fn unnoted(piece: &Rich) -> Rich {
    let text = piece.text.trim_end();
    let stars = text.trim_end_matches(['*', '†', '‡']);
    let bare = if stars.ends_with([' ', '\u{a0}']) || stars.ends_with(char::is_alphanumeric) && stars.len() < text.len()
    {
        stars
    } else {
        text
    };
    let raised =
        piece.marks.iter().find(|it| it.kind == MarkKind::Raised && it.range.end == text.len() && it.range.len() <= 3);
    let number = |it: &str| !it.is_empty() && it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit());
    let noted = bare.strip_suffix('^').and_then(|it| it.rsplit_once('^')).filter(|it| number(it.1)).map(|it| it.0);
    let noted = noted.or_else(|| {
        bare.strip_suffix(']').and_then(|it| it.rsplit_once(" [")).filter(|it| number(it.1)).map(|it| it.0)
    });
    let end = raised.map_or_else(|| noted.unwrap_or(bare).trim_end().len(), |it| it.range.start);
    if end == 0 { piece.clone() } else { piece.part(0..end) }
}

/// A list whose length is told, as a list: `number [16]` and `integer [1-*]` where the brackets are code.
fn unbounded(piece: &Rich) -> Option<Rich> {
    let (before, inside) = piece.text.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    let bounds = !inside.is_empty() && inside.chars().all(|it| it.is_ascii_digit() || matches!(it, '-' | '*' | '.'));
    let code = piece.marks.iter().any(|it| it.kind == MarkKind::Code && it.range.contains(&before.len()));
    let before = before.trim_end();
    if !bounds || !code || before.is_empty() {
        return None;
    }
    let mut out = piece.part(0..before.len());
    out.text.push_str("[]");
    Some(out)
}

/// What stands before a mark and belongs to it.
const OPEN: &[char] = &['(', '[', '{', '_', '*', ' ', ',', '|', '-', '–', '—', '\u{a0}'];

/// A piece without the marks at its ends.
pub(crate) fn stripped(piece: &Rich, cell: &mut TypeCell) -> Rich {
    let starred = piece.text.trim_end().ends_with('*');
    let before = cell.presence.take();
    let piece = bared(unbounded(piece).unwrap_or_else(|| unnoted(piece)), cell);
    cell.noted |= starred && cell.presence.is_some();
    cell.presence = cell.presence.or(before);
    piece
}

/// As [`stripped`], without what a star at the end says.
fn bared(mut piece: Rich, cell: &mut TypeCell) -> Rich {
    // A cell holds few marks; each is taken off once.
    for _ in 0..6 {
        if let Some(at) = last_comma(&piece.text)
            && let more = piece.part(at + 1..piece.text.len()).trimmed()
            && (said(&more, cell) || vocabulary().words.marks["column_marks"].contains(&fold(&more.text)))
        {
            piece = piece.part(0..piece.text[..at].trim_end().len());
            continue;
        }
        if let Some(end) = declared(&piece.text, cell) {
            piece = piece.part(0..end);
            continue;
        }
        if let Some(start) = led(&piece.text, cell) {
            piece = piece.part(start..piece.text.len());
            continue;
        }
        let text = piece.text.trim_end_matches(['.', ',', ' ', '*']);
        if text.is_empty() {
            break;
        }
        let start = text
            .rfind([',', '(', '[', '|', ' ', '{', '\u{a0}'])
            .map_or(0, |it| it + text[it..].chars().next().map_or(1, char::len_utf8));
        let open = text[..start].ends_with(['(', '[', '{']);
        let separated = start == 0
            || open
            || text[..start].trim_end().ends_with([',', '|', '-', '–', '—'])
            || text[..start].ends_with([' ', '\u{a0}']);
        let word = text[start..].trim_end_matches([')', ']', '}', '_', '*']);
        // `integer, not required`: the words before the last turn it round.
        let closed = text.trim_end_matches([')', ']', '}', '_', '*']);
        if let Some(start) = marks::trailing(closed) {
            mark(&fold(&closed[start..]), cell);
            piece = piece.part(0..piece.text[..start].trim_end_matches(OPEN).len());
            continue;
        }
        // `array of undefined` is no array of something.
        let separated = separated && !text[..start].ends_with(" of ");
        if separated && mark(&fold(word), cell) {
            piece = piece.part(0..piece.text[..start].trim_end_matches(OPEN).len());
            continue;
        }
        let head = piece.text.trim_start_matches(['(', '[', '{', '*', '_']);
        let skipped = piece.text.len() - head.len();
        let word = || head.find(|it: char| !(it.is_alphanumeric() || it == '-')).unwrap_or(head.len());
        let end = marks::leading(head).unwrap_or_else(word);
        let closed = head[end..].starts_with([')', ']', '}', ',', ':', '.']);
        if (skipped > 0 || closed) && end < head.len() && mark(&fold(&head[..end]), cell) {
            let after = head[end..].trim_start_matches([')', ']', '}', ',', ':', '.', '*', '_', ' ']);
            piece = piece.part(piece.text.len() - after.len()..piece.text.len());
            continue;
        }
        break;
    }
    if piece.text.ends_with(['.', ',']) && !piece.text.ends_with("..") {
        let end = piece.text.trim_end_matches(['.', ',']).len();
        if !piece.text.ends_with(',') {
            piece = piece.part(0..end);
        }
    }
    piece
}

/// Takes in what a database says of a column behind its type, `VARCHAR(20) NOT NULL`; says where that begins.
fn declared(text: &str, cell: &mut TypeCell) -> Option<usize> {
    let marks = &vocabulary().words.marks;
    let lower = text.to_ascii_lowercase();
    let before = |word: &str| {
        let head = lower.strip_suffix(word)?.strip_suffix(' ')?.trim_end();
        (!head.is_empty() && head.ends_with(|it: char| it.is_alphanumeric() || it == ')')).then_some(head)
    };
    // `BOOLEAN DEFAULT false`
    if let Some((head, value)) = lower.rsplit_once(" default ")
        && head.ends_with(|it: char| it.is_alphanumeric() || it == ')')
        && !value.trim().contains(' ')
        && value != "value"
    {
        let value = text[text.len() - value.len()..].trim();
        cell.default = Some(value.to_owned()).filter(|it| !it.is_empty());
        return Some(head.len());
    }
    // `INTEGER FK → users`, `INTEGER REFERENCES users`: which rows of others it names.
    if let Some(at) =
        [" fk ", " references ", " referencing "].iter().find_map(|it| lower.find(it)).filter(|it| *it > 0)
    {
        return Some(at);
    }
    if let Some(head) = marks["not_null"].iter().find_map(|it| before(it)) {
        cell.nullable = Some(false);
        return Some(head.len());
    }
    if let Some(head) = marks["column_marks"].iter().find_map(|it| before(it)) {
        return Some(head.len());
    }
    // `or null` and `not null` are words of their own.
    let joined = |it: &str| {
        let last = it.rsplit(' ').next().unwrap_or(it);
        ["not", "of", "be"].contains(&last) || marks["joints"].iter().any(|it| it == last)
    };
    let head = before("null").filter(|it| !joined(it))?;
    cell.nullable = Some(true);
    Some(head.len())
}

/// Takes in the mark before a type, `required string`; says where the type begins.
fn led(text: &str, cell: &mut TypeCell) -> Option<usize> {
    let (first, rest) = text.split_once(' ')?;
    let next = fold(rest.split(|it: char| !it.is_alphanumeric()).next()?);
    let marks = &vocabulary().words.marks;
    if !marks["required"].contains(&fold(first)) || next.is_empty() || marks["conditions"].contains(&next) {
        return None;
    }
    cell.presence = Some(Presence::Required);
    Some(text.len() - rest.len())
}

/// The last comma outside of brackets.
fn last_comma(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    let mut last = None;
    for (at, it) in text.char_indices() {
        match it {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth -= 1,
            ',' if depth <= 0 => last = Some(at),
            _ => {}
        }
    }
    last
}

/// Takes a mark in.
fn mark(folded: &str, cell: &mut TypeCell) -> bool {
    let marks = &vocabulary().words.marks;
    let is = |kind: &str| marks[kind].iter().any(|it| it == folded);
    if let Some(found) = marks::presence(folded) {
        cell.presence = Some(found);
        cell.at_times = marks::holds_at_times(folded);
    } else if folded == "recommended" || folded == "undefined" {
        cell.presence = Some(Presence::Optional);
        // Advice is no opposite of what the rows without it say.
        cell.at_times |= folded == "recommended";
    } else if is("null") {
        cell.nullable = Some(true);
    } else if is("not_null") {
        cell.nullable = Some(false);
    } else if is("read_only") {
        cell.read_only = true;
    } else if is("deprecated") {
        cell.deprecated = true;
    } else if is("unsettled") {
        // It is no part of the type.
    } else {
        return false;
    }
    true
}

/// Takes in a piece that is a fact: `default 2`, `default: x`, `required when it is new`.
pub(crate) fn said(piece: &Rich, cell: &mut TypeCell) -> bool {
    let lower = piece.text.to_lowercase();
    if marks::is_conditional(&lower) {
        cell.presence = Some(Presence::Optional);
        cell.at_times = true;
        cell.remark(piece.clone());
        return true;
    }
    let Some(rest) = ["default:", "default value:", "defaults to ", "default is ", "default ", "default="]
        .iter()
        .find_map(|it| lower.strip_prefix(it))
    else {
        return false;
    };
    let value = piece.text[piece.text.len() - rest.len()..].trim().trim_matches('`');
    if !value.is_empty() {
        cell.default = Some(value.to_owned());
    }
    true
}
