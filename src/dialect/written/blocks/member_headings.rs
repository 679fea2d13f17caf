//! Headings that name a member by its way → tables. Comes in: the pieces of a page. Goes out: the same, where headings such as
//! `Order.**id** ● ID!` are the rows of a table of members, and those without a type, `Mood.**CALM**`, of one of values.

use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::grids::list_grids::cell;
use crate::markdown::{Grid, GridRow, MarkKind, Piece, PieceKind, Rich};

/// A member's heading and what stands below it.
struct Member {
    piece: Piece,
    name: Rich,
    ty: Rich,
    prose: Rich,
}

/// Puts tables in the place of such headings. Deeper ones are arguments of the member above them.
pub(crate) fn tabled(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut open: Option<(u8, Vec<Member>)> = None;
    // Whether what is read stands below an argument, and a heading of arguments until a table needs it.
    let (mut deep, mut argument) = (false, None);
    // Tables between the members, which are read in their own right.
    let mut tables = Vec::new();
    for piece in pieces {
        match (&piece.kind, &mut open) {
            (PieceKind::Heading { level, .. }, Some((own, _))) if *level > *own => {
                deep = true;
                // What a table below it shows are no members.
                let kind = PieceKind::Heading { level: *level, rich: Rich::plain("Field arguments") };
                argument = Some(Piece { kind, ..piece });
            }
            (PieceKind::Heading { level, rich }, _) => {
                (deep, argument) = (false, None);
                let level = *level;
                let Some((name, ty)) = member(rich) else {
                    settle(open.take(), &mut tables, &mut out);
                    out.push(piece);
                    continue;
                };
                if open.as_ref().is_some_and(|it| it.0 != level) {
                    settle(open.take(), &mut tables, &mut out);
                }
                let found = Member { piece, name, ty, prose: Rich::default() };
                open.get_or_insert_with(|| (level, Vec::new())).1.push(found);
            }
            (PieceKind::Paragraph(rich) | PieceKind::Item(rich), Some((_, members))) => {
                if let Some(last) = members.last_mut().filter(|_| !deep) {
                    last.prose.push("\n", rich);
                }
            }
            (PieceKind::Table(_), Some(_)) => {
                tables.extend(argument.take());
                tables.push(piece);
            }
            (_, Some(_)) => {}
            (_, None) => out.push(piece),
        }
    }
    settle(open, &mut tables, &mut out);
    out
}

/// The name and the type of a member in a heading; tags that no reader of HTML knows may stand around them as text.
fn member(rich: &Rich) -> Option<(Rich, Rich)> {
    let strong = rich.marks.iter().find(|it| it.kind == MarkKind::Strong)?.range.clone();
    let owner = rich.text[..strong.start].strip_suffix('.')?.rsplit('>').next()?.trim();
    let name = rich.text[strong.clone()].trim();
    if !is_identifier(owner) || !is_identifier(name) || name.contains('.') {
        return None;
    }
    // What stands behind the type says again what it says.
    let ty = rich.links().map(|it| it.0.clone()).find(|it| it.start >= strong.end);
    Some((Rich::plain(name), ty.map(|it| rich.part(it)).unwrap_or_default()))
}

/// Puts the table of the members there, and what stood between them below it.
fn settle(open: Option<(u8, Vec<Member>)>, tables: &mut Vec<Piece>, out: &mut Vec<Piece>) {
    let members = open.map(|it| it.1).unwrap_or_default();
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return };
    let range = first.piece.range.start..last.piece.range.end;
    let ids = first.piece.ids.clone();
    let typed = members.iter().any(|it| !it.ty.is_blank());
    let words: &[&str] = if typed { &["Field", "Type", "Description"] } else { &["Value", "Description"] };
    let header = words.iter().map(|it| cell(Rich::plain(*it), &range)).collect();
    let row = |it: Member| {
        let range = it.piece.range;
        let mut cells = vec![cell(it.name, &range)];
        cells.extend(typed.then(|| cell(it.ty, &range)));
        cells.push(cell(it.prose, &range));
        GridRow { range, cells }
    };
    let grid = Grid { range: range.clone(), header, rows: members.into_iter().map(row).collect() };
    out.push(Piece { range, ids, kind: PieceKind::Table(grid) });
    out.append(tables);
}
