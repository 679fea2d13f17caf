//! Lists of models → sections. Comes in: the items of a list and what stands in them. Goes out: a heading for each item that fields
//! stand below, and these as a list of their own: `- **Order**` above `- id (string)`, `+ Attributes (object)` in a response.

use super::lists::{Part, indent};
use crate::dialect::written::cells::items::Item;
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::headings::title::BOLD;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Piece, PieceKind, Rich};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// Cuts a list whose items name models, each with its fields below it, into lists of fields with a heading each. `fields` reads a
/// list of fields.
pub(crate) fn of_models(text: &str, group: &[Piece], fields: &dyn Fn(&[Piece]) -> Option<Part>) -> Option<Vec<Part>> {
    let top = indent(text, group.first()?.range.start);
    let mut out = Vec::new();
    let mut rest = group;
    while let Some((first, more)) = rest.split_first() {
        let PieceKind::Item(rich) = &first.kind else { return None };
        let name = rich.trimmed();
        let bare = name.part(0..name.text.trim_end_matches([':', '：']).len());
        let set_off = bare.all(&MarkKind::Strong) || bare.all(&MarkKind::Code);
        let below = more.iter().position(|it| indent(text, it.range.start) <= top).unwrap_or(more.len());
        if !set_off || bare.text.len() > 60 || !bare.text.starts_with(char::is_uppercase) {
            return None;
        }
        let part = fields(&more[..below])?;
        out.push(Part::Piece(Piece { kind: PieceKind::Paragraph(strong(&bare.text)), ..first.clone() }));
        out.push(part);
        rest = &more[below..];
    }
    out.push(Part::Ends(BOLD));
    Some(out)
}

/// Takes the members of an object out of a list of what a call takes by position, which has types in the place of names:
/// ``1. `Object` - The order`` above ``- `id`: `string` ``. `fields` reads a list of fields.
pub(crate) fn of_positions(
    text: &str,
    group: &[Piece],
    notation: &Notation,
    fields: &dyn Fn(&[Piece]) -> Option<Part>,
) -> Option<Vec<Part>> {
    let types: Vec<Option<TypeExpr>> = group.iter().map(|it| by_position(it, notation)).collect();
    let object = |it: &Option<TypeExpr>| matches!(it, Some(TypeExpr::Known(Type::Object)));
    let mut objects = types.iter().enumerate().filter(|it| object(it.1)).map(|it| it.0);
    // Members of several objects are those of several models.
    let (at, None) = (objects.next()?, objects.next()) else { return None };
    let below = types[at + 1..].iter().position(Option::is_some).unwrap_or(group.len() - at - 1);
    let (members, rest) = group[at + 1..].split_at(below);
    let (place, mark) = (indent(text, group[at].range.start), marker(text, &group[at]));
    let apart = |it: &Piece| indent(text, it.range.start) > place || marker(text, it) != mark;
    if members.is_empty() || !members.iter().all(apart) || types[..at].iter().any(Option::is_none) {
        return None;
    }
    let part = fields(members)?;
    let mut out: Vec<Part> = group[..=at].iter().cloned().map(Part::Piece).collect();
    out.push(part);
    out.extend(rest.iter().cloned().map(Part::Piece));
    Some(out)
}

/// The type that an item has in the place of a name, where prose or nothing follows it.
fn by_position(piece: &Piece, notation: &Notation) -> Option<TypeExpr> {
    let PieceKind::Item(rich) = &piece.kind else { return None };
    let rich = rich.trimmed();
    let code = rich.marks.iter().find(|it| it.range.start == 0 && it.kind == MarkKind::Code)?.range.clone();
    let behind = rich.text[code.end..].trim_start();
    let shown = rich.text[code].trim();
    let follows = behind.is_empty() || behind.starts_with(['-', '–', '—', ':', ',']);
    let encoded = shown.split('|').any(|it| vocabulary().words.marks["encoded"].iter().any(|word| word == it));
    let ty = notation.parse(if encoded { "string" } else { shown }).ok()?;
    (follows && shown.starts_with(char::is_uppercase) && matches!(ty, TypeExpr::Known(_) | TypeExpr::List(_)))
        .then_some(ty)
}

/// What marks the item of a list: the sign before it, or that it has a number.
fn marker(text: &str, piece: &Piece) -> Option<char> {
    let line = text[..piece.range.start].rfind('\n').map_or(0, |it| it + 1);
    let first = text[line..].trim_start_matches([' ', '\t', '>']).chars().next()?;
    Some(if first.is_ascii_digit() { '1' } else { first })
}

/// Whether a list begins with the attributes of a blueprint's resource.
pub(crate) fn begins_blueprint(group: &[Piece]) -> bool {
    matches!(group.first().map(|it| &it.kind), Some(PieceKind::Item(rich)) if is_attributes(rich.text.trim()))
}

fn is_attributes(words: &str) -> bool {
    words == "Attributes" || words == "Attributes (object)"
}

/// Takes the attributes that a blueprint tells of a resource, a request or a response out of its list. `fields` reads a list of
/// fields.
pub(crate) fn of_blueprint(
    text: &str,
    group: &[Piece],
    fields: &dyn Fn(&[Piece]) -> Option<Part>,
) -> Option<Vec<Part>> {
    let mut out = Vec::new();
    let mut found = false;
    // The request or the response in which the items stand, and how far it is moved to the right.
    let mut inside: Option<(usize, &Piece)> = None;
    let mut rest = group;
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        let place = indent(text, first.range.start);
        let words = match &first.kind {
            PieceKind::Item(rich) => rich.text.trim(),
            _ => "",
        };
        if inside.is_some_and(|it| it.0 >= place) {
            inside = None;
        }
        if ["Request", "Response"].iter().any(|it| words.split(' ').next() == Some(it)) {
            inside = Some((place, first));
        }
        let attributes = is_attributes(words);
        let below = more.iter().position(|it| indent(text, it.range.start) <= place).unwrap_or(more.len());
        match Some(&more[..below]).filter(|_| attributes).and_then(fields) {
            Some(part) => {
                let heading = inside.and_then(|(_, it)| match &it.kind {
                    PieceKind::Item(rich) => Some(strong(rich.text.lines().next().unwrap_or_default().trim())),
                    _ => None,
                });
                let heading = heading.map(|it| Piece { kind: PieceKind::Paragraph(it), ..first.clone() });
                out.extend(heading.map(Part::Piece));
                out.push(part);
                out.push(Part::Ends(BOLD));
                found = true;
                rest = &more[below..];
            }
            None => out.push(Part::Piece(first.clone())),
        }
    }
    found.then_some(out)
}

/// Gives a field what the items below it say of it: `- **Type**: string` and `- **Required**: yes` below `- size`.
pub(crate) fn told_by(item: &mut Item, below: &[Item]) -> bool {
    let roles = |it: &Item| vocabulary().roles(&fold(&it.name.text));
    let label = |it: &Item| it.name.text.starts_with(char::is_uppercase) || it.name.all(&MarkKind::Strong);
    let fact = |it: &Item| {
        label(it) && crate::dialect::written::grids::kinds::is_fact(&it.name.text) && is_identifier_like(&it.name)
    };
    let depth = below.first().map_or(0, |it| it.depth);
    if item.typed
        || !below.iter().all(|it| fact(it) && it.depth == depth)
        || !below.iter().any(|it| roles(it).contains(&Role::Type))
    {
        return false;
    }
    for fact in below {
        let mut said = fact.ty.clone();
        if !fact.prose.is_blank() {
            said.push("\n", &fact.prose);
        }
        let is = |role: Role| roles(fact).contains(&role);
        let word = said.text.trim().trim_matches('`').to_owned();
        if is(Role::Type) {
            item.ty.push("\n", &said);
            item.typed = true;
        } else if is(Role::Required) {
            let required = crate::dialect::written::grids::presence::yes(&word);
            let mark = required.map(|it| if it { "required" } else { "optional" });
            mark.into_iter().for_each(|it| item.ty.push("\n", &Rich::plain(it)));
        } else if is(Role::Default) {
            item.default = item.default.take().or(Some(word).filter(|it| !vocabulary().is_blank(it)));
        } else if is(Role::Values) {
            let codes: Vec<&str> = said.codes().collect();
            item.values.extend(crate::dialect::written::cells::value_lists::listed(&said.text, &codes, false));
        } else if is(Role::Description) {
            item.prose.push("\n", &said);
        } else {
            let mut line = fact.name.clone();
            line.push(": ", &said);
            item.prose.push("\n", &line);
        }
    }
    item.typed
}

/// Whether a label is a word or two.
fn is_identifier_like(name: &Rich) -> bool {
    name.text.split(' ').count() <= 2 && name.text.split(' ').all(is_identifier)
}

fn strong(text: &str) -> Rich {
    Rich { marks: vec![Mark { range: 0..text.len(), kind: MarkKind::Strong }], ..Rich::plain(text) }
}
