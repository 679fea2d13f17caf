//! Lists that a schema is printed as. Comes in: items in the words of JSON Schema, `**Items** *(string)*`, `Refer to *[…](…)*`,
//! **Any of**. Goes out: the items without them, with what they say in the types of the fields above them.

use super::lists::{Part, indent, read};
use crate::dialect::written::cells::items::Item;
use crate::dialect::written::cells::value_lists;
use crate::dialect::written::grids::list_grids::{cell, codes, fields};
use crate::dialect::written::headings::title::BOLD;
use crate::dialect::written::rows::others::nameless;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Grid, GridRow, Mark, MarkKind, Piece, PieceKind, Rich};
use crate::typexpr::Notation;

/// The types that an item about alternatives has below it, as one; how many pieces these are. Nothing for any other item.
pub(crate) fn alternatives(
    text: &str,
    (rich, place): (&Rich, usize),
    more: &[Piece],
    notation: &Notation,
) -> Option<(Rich, usize)> {
    let label = rich.marks.iter().find(|it| it.kind == MarkKind::Strong && it.range.start == 0)?.range.clone();
    let words = fold(&rich.text[label]);
    if !matches!(words.as_str(), "one of" | "any of" | "all of") {
        return None;
    }
    let end = more.iter().position(|it| indent(text, it.range.start) <= place).unwrap_or(more.len());
    let below = &more[..end];
    let depth = below.first().map_or(0, |it| indent(text, it.range.start));
    let mut types: Vec<String> = Vec::new();
    for piece in below.iter().filter(|it| indent(text, it.range.start) == depth) {
        let PieceKind::Item(rich) = &piece.kind else { continue };
        let line = rich.lines().next().unwrap_or_default();
        let marked = line.marks.iter().find(|it| it.kind == MarkKind::Emphasis && it.range.start == 0);
        let word = marked.map(|it| line.text[it.range.clone()].trim_matches(['(', ')']).to_owned());
        types.push(reference(&line).map(|it| it.0).or(word).filter(|it| notation.parse(it).is_ok())?);
    }
    // What must be all of several is an object of them all.
    let ty = if words == "all of" || types.is_empty() { "any".to_owned() } else { types.join(" | ") };
    Some((Rich::plain(ty), below.len()))
}

/// The name of the schema that prose refers to, `Refer to *[#/definitions/Order](#definitions/Order)*.`, and the prose without it.
fn reference(rich: &Rich) -> Option<(String, Rich)> {
    let at = rich.text.find("Refer to ")?;
    let (link, _) = rich.links().find(|it| it.0.start == at + "Refer to ".len())?;
    // In a sentence of a person the link is not set apart.
    let apart = |it: &&Mark| it.kind == MarkKind::Emphasis && it.range.start <= link.start && link.end <= it.range.end;
    rich.marks.iter().find(apart)?;
    let name = rich.text[link.clone()].rsplit(['/', '#']).next()?.trim_end_matches(".json");
    let mut prose = rich.part(0..at).trimmed();
    let behind = &rich.text[link.end..];
    let rest = link.end + (behind.len() - behind.trim_start_matches(['.', ' ']).len());
    prose.push(" ", &rich.part(rest..rich.text.len()));
    (!name.is_empty()).then(|| (name.to_owned(), prose))
}

/// Items in the words of JSON Schema as fields: what others hold, and what schemas they refer to.
pub(crate) fn settled(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    // How deep the items of lists stand that are being left out: what stands below them moves up.
    let mut left: Vec<usize> = Vec::new();
    let alone = items.iter().filter(|it| it.depth == 0).count() == 1;
    let mut items = items.into_iter().peekable();
    while let Some(mut item) = items.next() {
        left.retain(|it| *it < item.depth);
        let below = items.peek().is_some_and(|it| it.depth > item.depth);
        if !item.typed
            && let Some((name, prose)) = reference(&item.prose)
        {
            (item.typed, item.prose) = (true, prose);
            let marks = std::mem::replace(&mut item.ty, Rich::plain(name));
            if !marks.is_blank() {
                item.ty.push("\n", &marks);
            }
        }
        let depth = item.depth;
        item.depth -= left.len();
        let labelled = item.name.all(&MarkKind::Strong) && !item.name.marks.iter().any(|it| it.kind == MarkKind::Code);
        let about = labelled && item.name.text == "Items" && item.typed;
        let open = |it: &Item| first_line(&it.ty).rsplit(' ').next() == Some("array");
        let list = out.last_mut().filter(|it| it.depth + 1 == item.depth && open(it));
        if about && depth == 0 && alone && below {
            left.push(depth);
            continue;
        }
        let Some(list) = list.filter(|_| about) else {
            out.push(item);
            continue;
        };
        let (before, ty) = (first_line(&list.ty), first_line(&item.ty));
        list.ty = Rich::plain(format!("{before} of {ty}{}", &list.ty.text[before.len()..]));
        if below {
            left.push(depth);
        }
    }
    out
}

fn first_line(rich: &Rich) -> String {
    rich.text.split('\n').next().unwrap_or_default().to_owned()
}

/// Cuts a list of definitions, each a schema of its own, into sections.
pub(crate) fn definitions(text: &str, group: &[Piece], notation: &Notation) -> Option<Vec<Part>> {
    let top = indent(text, group.first()?.range.start);
    let mut out = Vec::new();
    let mut rest = group;
    while let Some((first, more)) = rest.split_first() {
        let below = more.iter().position(|it| indent(text, it.range.start) <= top).unwrap_or(more.len());
        let (mut items, _) = read(text, &rest[..=below], notation).filter(|it| it.1)?;
        let head = items.first().filter(|it| it.depth == 0 && it.typed)?;
        let name = head.name.text.clone();
        let heading =
            Rich { marks: [Mark { range: 0..name.len(), kind: MarkKind::Strong }].into(), ..Rich::plain(name) };
        out.push(Part::Piece(Piece { kind: PieceKind::Paragraph(heading), ..first.clone() }));
        let mut whole = items.remove(0);
        if items.is_empty() {
            // No object: an enum, or another name for its type.
            let shown: Vec<&str> = whole.prose.codes().filter(|it| it.starts_with('[')).collect();
            let values = value_lists::listed("", &shown, false);
            let place = whole.range.clone();
            out.push(if values.is_empty() {
                whole.name = nameless();
                Part::Fields(fields(text, vec![whole]))
            } else {
                // In quotes `NUMBER` is no type.
                let row = |it: &String| GridRow {
                    range: place.clone(),
                    cells: vec![cell(codes(&[format!("\"{it}\"")]), &place)],
                };
                let header = vec![cell(Rich::plain("Value"), &place)];
                let grid = Grid { range: place.clone(), header, rows: values.iter().map(row).collect() };
                Part::Piece(Piece { kind: PieceKind::Table(grid), ..first.clone() })
            });
        } else {
            items.iter_mut().for_each(|it| it.depth -= 1);
            out.push(Part::Piece(Piece { kind: PieceKind::Paragraph(whole.prose), ..first.clone() }));
            out.push(Part::Fields(fields(text, items)));
        }
        rest = &more[below..];
    }
    out.push(Part::Ends(BOLD));
    Some(out)
}

/// Whether a heading stands above schemas that others refer to.
pub(crate) fn defines(heading: &Rich) -> bool {
    vocabulary().words.marks["definitions"].contains(&fold(&heading.text))
}
