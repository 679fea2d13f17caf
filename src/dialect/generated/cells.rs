//! Raw rows → cells. Comes in: a line of a field table. Goes out: where each cell stands, split so that a bar in a type, a
//! description or a default stays where it is.

use super::file::{Column, Notes};
use super::notes::{Noted, Tails};
use crate::text::has_byte;
use std::ops::Range;

/// The cells of a row, as places in the document.
#[derive(Debug, Clone, Default)]
pub(super) struct Row<'g> {
    pub(super) name: Range<usize>,
    pub(super) wire: Option<Range<usize>>,
    pub(super) ty: Option<Range<usize>>,
    pub(super) description: Option<Range<usize>>,
    pub(super) required: Option<Range<usize>>,
    /// What the column of notes says; nothing when there is no such column or it holds something else.
    pub(super) notes: Option<Noted<'g>>,
}

/// Where cells end: at the end of the line, but for the bar that closes it, where the table's header has one too.
pub(super) fn body(text: &str, line: Range<usize>, closed: bool) -> Range<usize> {
    let raw = &text[line.clone()];
    let start = line.start + raw.len() - raw.trim_start().len();
    let opened = raw.trim_start().starts_with('|');
    let kept = raw.trim_end();
    // A bar alone opens a line and does not close it.
    if (opened || closed) && kept.ends_with('|') && kept.trim_start().len() > 1 && !kept.ends_with("\\|") {
        return start + usize::from(opened)..line.start + kept.len() - 1;
    }
    start + usize::from(opened)..line.end
}

/// Splits the body of a line. A name and a type end at the first bar outside of stars and backticks; notes start at the
/// leftmost bar behind which nothing but notes stands. `Err` when the line has no cell for the type.
pub(super) fn split<'g>(text: &'g str, body: Range<usize>, columns: &[Column], grammar: &'g Notes) -> Option<Row<'g>> {
    let mut row = Row::default();
    let mut at = body.start;
    let mut left = columns.iter().peekable();
    while let Some(column) = left.peek() {
        if matches!(column, Column::Description | Column::Notes) {
            break;
        }
        let column = **column;
        left.next();
        let last = left.peek().is_none();
        let end = if last { body.end } else { cell_end(text, at..body.end, column == Column::Name) };
        if end == body.end && !last && matches!(column, Column::Name | Column::Wire) {
            return None;
        }
        let cell = at.min(end)..end;
        match column {
            Column::Name => row.name = cell,
            Column::Wire => row.wire = Some(cell),
            Column::Type => row.ty = Some(cell),
            Column::Required => row.required = Some(cell),
            Column::Description | Column::Notes | Column::Ignored => {}
        }
        at = (end + 1).min(body.end);
    }
    let rest = &columns[columns.len() - left.len()..];
    let described = rest.first() == Some(&Column::Description);
    match rest.last() {
        Some(Column::Notes) => {
            let tail = tail(text, at..body.end, grammar, described, rest);
            (row.description, row.notes) = (tail.description, tail.notes);
            row.required = tail.between.filter(|_| rest.contains(&Column::Required));
        }
        Some(Column::Required) => {
            let end = text[at..body.end].rfind('|').map_or(body.end, |bar| at + bar);
            (row.description, row.required) = (Some(at..end), Some((end + 1).min(body.end)..body.end));
        }
        Some(_) => row.description = Some(at..body.end),
        None => {}
    }
    Some(row)
}

/// The end of a row.
#[derive(Default)]
struct Tail<'g> {
    description: Option<Range<usize>>,
    /// What stands between description and notes.
    between: Option<Range<usize>>,
    notes: Option<Noted<'g>>,
}

fn tail<'g>(text: &'g str, rest: Range<usize>, grammar: &'g Notes, described: bool, columns: &[Column]) -> Tail<'g> {
    let mut tails = Tails::new(grammar, text);
    if !described {
        return Tail { notes: tails.read(rest), ..Tail::default() };
    }
    // A cell between description and notes holds one word, or nothing.
    let cells = columns.len() - 2;
    let bars = text[rest.clone()].match_indices('|').map(|(at, _)| rest.start + at);
    for bar in bars {
        let (mut start, mut between) = (bar + 1, None);
        for _ in 0..cells {
            let end = text[start..rest.end].find('|').map_or(rest.end, |at| start + at);
            between = Some(start..end);
            start = (end + 1).min(rest.end);
        }
        if let Some(notes) = tails.read(start..rest.end) {
            return Tail { description: Some(rest.start..bar), between, notes: Some(notes) };
        }
    }
    match tails.read(rest.clone()) {
        Some(notes) => Tail { notes: Some(notes), ..Tail::default() },
        None => Tail { description: Some(rest), ..Tail::default() },
    }
}

/// The first bar outside of stars and backticks; where there is none, for a name, the first bar that no backslash escapes.
fn cell_end(text: &str, range: Range<usize>, name: bool) -> usize {
    let bytes = &text.as_bytes()[range.clone()];
    let (mut bold, mut code, mut escaped) = (false, false, false);
    let mut plain = None;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'*' if bytes.get(at + 1) == Some(&b'*') => {
                let stars = bytes[at..].iter().take_while(|it| **it == b'*').count();
                // Four end one emphasis and begin the next.
                bold ^= stars / 2 % 2 == 1;
                at += stars;
                escaped = false;
                continue;
            }
            b'`' if !escaped => code = !code,
            b'|' if !escaped => {
                plain = plain.or(Some(at));
                if !bold && !code {
                    return range.start + at;
                }
            }
            _ => {}
        }
        escaped = bytes[at] == b'\\' && !escaped;
        at += 1;
    }
    range.start + plain.filter(|_| name || !bold).unwrap_or(bytes.len())
}

/// How many cells a line has by its bars alone; where there are `most` and more, it may be fewer than there are.
pub(super) fn count(text: &str, body: Range<usize>, most: usize) -> usize {
    let line = &text[body];
    if !has_byte(line, |it| it == b'\\') {
        return line.bytes().filter(|it| *it == b'|').count() + 1;
    }
    let mut escaped = false;
    let bars = line.bytes().filter(|&it| {
        let bar = it == b'|' && !escaped;
        escaped = it == b'\\' && !escaped;
        bar
    });
    bars.take(most.saturating_sub(1)).count() + 1
}
