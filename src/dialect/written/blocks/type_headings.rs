//! Headings that are types → tables. Comes in: the parts of a page. Goes out: the same, where the headings in code below one such
//! as "Supported types" are the rows of a table of alternatives.

use super::lists::Part;
use crate::dialect::written::cells::types::reads;
use crate::dialect::written::grids::list_grids::cell;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Grid, GridRow, MarkKind, Piece, PieceKind, Rich};
use crate::typexpr::Notation;

/// Puts tables in the place of such headings.
pub(crate) fn tabled(parts: Vec<Part>, notation: &Notation) -> Vec<Part> {
    let mut out = Vec::with_capacity(parts.len());
    // The level of the heading above and the types below it.
    let mut open: Option<(u8, Vec<Piece>)> = None;
    for part in parts {
        let Part::Piece(piece) = part else {
            settle(open.take(), &mut out);
            out.push(part);
            continue;
        };
        match (&piece.kind, &mut open) {
            (PieceKind::Heading { level, rich }, Some((above, types)))
                if level > above && rich.all(&MarkKind::Code) && reads(&rich.text, notation) =>
            {
                types.push(piece);
            }
            // How values of them are made.
            (PieceKind::Code { .. } | PieceKind::Paragraph(_), Some((_, types))) if !types.is_empty() => {}
            _ => {
                settle(open.take(), &mut out);
                if let PieceKind::Heading { level, rich } = &piece.kind
                    && vocabulary().heading("supported", &fold(&rich.text))
                {
                    open = Some((*level, Vec::new()));
                }
                out.push(Part::Piece(piece));
            }
        }
    }
    settle(open, &mut out);
    out
}

fn settle(open: Option<(u8, Vec<Piece>)>, out: &mut Vec<Part>) {
    let types = open.map(|it| it.1).unwrap_or_default();
    let (Some(first), Some(last)) = (types.first(), types.last()) else { return };
    let range = first.range.start..last.range.end;
    let row = |piece: &Piece| {
        let PieceKind::Heading { rich, .. } = &piece.kind else { return None };
        Some(GridRow { range: piece.range.clone(), cells: vec![cell(rich.clone(), &piece.range)] })
    };
    let rows = types.iter().filter_map(row).collect();
    let header = vec![cell(Rich::plain("Type"), &range)];
    out.push(Part::Fields(Grid { range, header, rows }));
}
