//! Code that lists values → tables. Comes in: the parts of a page. Goes out: the same, where code below a heading such as
//! "Values" that consists of alternatives in quotes, `"open" | "shut"`, is a table of them; and types in code
//! below a heading for them.

use super::lists::Part;
use crate::dialect::written::grids::list_grids::cell;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Grid, GridRow, PieceKind, Rich};
use std::ops::Range;

/// Puts tables in the place of such code.
pub(crate) fn tabled(text: &str, parts: Vec<Part>) -> Vec<Part> {
    let mut below = false;
    let mut out = Vec::with_capacity(parts.len());
    for part in parts {
        let Part::Piece(mut piece) = part else {
            below = false;
            out.push(part);
            continue;
        };
        match &piece.kind {
            PieceKind::Heading { rich, .. } => below = vocabulary().heading("enums", &fold(&rich.text)),
            PieceKind::Code { body, .. } if below => {
                if let Some(grid) = grid(text, body.clone()) {
                    piece.kind = PieceKind::Table(grid);
                }
                below = false;
            }
            PieceKind::Table(_) => below = false,
            PieceKind::Paragraph(_) | PieceKind::Item(_) | PieceKind::Code { .. } => {}
        }
        out.push(Part::Piece(piece));
    }
    out
}

/// The table of the alternatives that code consists of. What stands for any other value, `Unrecognized<string>`, is no row.
fn grid(text: &str, range: Range<usize>) -> Option<Grid> {
    let mut rows = Vec::new();
    let mut start = range.start;
    for alternative in text[range.clone()].trim_end_matches([';', '\n', ' ']).split('|') {
        let place = start..start + alternative.len();
        start = place.end + 1;
        let shown = alternative.trim();
        match quoted(shown) {
            Some(value) => {
                let cells = vec![cell(Rich::plain(value), &place)];
                rows.push(GridRow { range: place, cells });
            }
            None if shown.ends_with("<string>") && !rows.is_empty() || shown.is_empty() && rows.is_empty() => {}
            None => return None,
        }
    }
    let header = vec![cell(Rich::plain("Value"), &range)];
    (!rows.is_empty()).then_some(Grid { range, header, rows })
}

/// What stands in quotes that are all there are.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inner.is_empty() && !inner.contains([quote, '\\'])).then_some(inner)
}
