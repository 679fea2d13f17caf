//! Lists → tables. Comes in: the pieces of a page. Goes out: the same, where a list whose items tell names and types is a
//! table: `- **name** (string, required): What it is.`, nested lists as nested rows, terms with definitions as items.

use super::list_sections;
use super::schema_lists;
use crate::dialect::written::cells::items::{Item, item, spec};
use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::grids::kinds::is_fact;
use crate::dialect::written::grids::list_grids::{fields, values};
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, MarkKind, Piece, PieceKind, Rich};
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// A part of a page.
pub(crate) enum Part {
    /// What is no list of fields or values.
    Piece(Piece),
    /// A list of fields, as a table.
    Fields(Grid),
    /// A list of fields that goes on with the one before it below the same heading, as a table.
    More(Grid),
    /// Headings of this level and those below them end.
    Ends(u8),
    /// A list whose items begin with names or values and tell no types: the items, and the table that they would be.
    Values(Vec<Piece>, Grid),
}

impl Part {
    /// Whether it is a table, or a list that is one.
    pub(crate) fn is_table(&self) -> bool {
        matches!(self, Self::Fields(_) | Self::Piece(Piece { kind: PieceKind::Table(_), .. }))
    }

    /// Whether it is code.
    pub(crate) fn is_code(&self) -> bool {
        matches!(self, Self::Piece(Piece { kind: PieceKind::Code { .. }, .. }))
    }
}

/// Puts tables in the place of lists.
pub(crate) fn tabled(text: &str, pieces: Vec<Piece>, notation: &Notation) -> Vec<Part> {
    let mut out = Vec::new();
    let mut group: Vec<Piece> = Vec::new();
    let mut defines = false;
    for piece in pieces {
        let goes_on = match piece.kind {
            PieceKind::Item(_) => true,
            PieceKind::Paragraph(_) => !group.is_empty() && is_inside(text, &piece.range),
            PieceKind::Code { .. } => !group.is_empty() && indent(text, piece.range.start) > 0,
            PieceKind::Heading { .. } | PieceKind::Table(_) => false,
        };
        if goes_on {
            group.push(piece);
            continue;
        }
        settle(text, std::mem::take(&mut group), notation, defines, &mut out);
        if let PieceKind::Heading { rich, .. } = &piece.kind {
            defines = schema_lists::defines(rich);
        }
        out.push(Part::Piece(piece));
    }
    settle(text, group, notation, defines, &mut out);
    out
}

/// Whether a paragraph belongs to the item before it: it is moved to the right, or it defines a term.
fn is_inside(text: &str, range: &Range<usize>) -> bool {
    const TAG: usize = 200;
    let before = &text[..range.start];
    let near = before.get(before.len().saturating_sub(TAG)..).unwrap_or(before);
    let defines = near.rfind('<').is_some_and(|at| near[at..].starts_with("<dd") && near.trim_end().ends_with('>'));
    defines || indent(text, range.start) > 1
}

/// How far the line of a place is moved to the right.
pub(crate) fn indent(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let spaces = text[start..at].chars().take_while(|it| matches!(it, ' ' | '\t' | '>'));
    spaces.map(|it| if it == '\t' { 4 } else { 1 }).sum()
}

fn settle(text: &str, group: Vec<Piece>, notation: &Notation, defines: bool, out: &mut Vec<Part>) {
    let group = behind_facts(text, group, notation, out);
    if defines && let Some(parts) = schema_lists::definitions(text, &group, notation) {
        out.extend(parts);
        return;
    }
    let keywords = &vocabulary().words.marks["keywords"];
    // `Type: string`, `Required: no` are facts of one thing.
    let facts = |items: &[Item]| items.iter().all(|it| keywords.contains(&fold(&it.name.text))) || is_labelled(items);
    let found = read(text, &group, notation).filter(|it| !facts(&it.0));
    let listed = |pieces: &[Piece]| {
        let (items, typed) = read(text, pieces, notation).filter(|it| !facts(&it.0))?;
        typed.then(|| Part::Fields(fields(text, items)))
    };
    if let Some(parts) = list_sections::of_positions(text, &group, notation, &listed) {
        out.extend(parts);
        return;
    }
    let blueprint = list_sections::begins_blueprint(&group);
    if blueprint || !found.as_ref().is_some_and(|it| it.1) {
        let sections = list_sections::of_blueprint(text, &group, &listed);
        if let Some(parts) = sections.or_else(|| list_sections::of_models(text, &group, &listed)) {
            out.extend(parts);
            return;
        }
    }
    match found {
        Some((items, true)) => out.push(Part::Fields(fields(text, items))),
        Some((items, false)) => {
            let grid = values(text, items);
            out.push(Part::Values(group, grid));
        }
        None => out.extend(group.into_iter().map(Part::Piece)),
    }
}

/// The pieces of a list without those of another one before it, with other bullets, that tells facts of the whole:
/// `- **Type:** object` above `* id`.
fn behind_facts(text: &str, mut group: Vec<Piece>, notation: &Notation, out: &mut Vec<Part>) -> Vec<Piece> {
    let bullet = |it: &Piece| text[..it.range.start].trim_end().chars().next_back();
    let Some(first) = group.first().and_then(bullet) else { return group };
    let Some(end) = group.iter().position(|it| matches!(it.kind, PieceKind::Item(_)) && bullet(it) != Some(first))
    else {
        return group;
    };
    let keywords = &vocabulary().words.marks["keywords"];
    let label = |it: &Item| it.depth == 0 && keywords.contains(&fold(&it.name.text)) && it.name.all(&MarkKind::Strong);
    let facts: Option<Vec<Item>> = group[..end]
        .iter()
        .map(|it| match &it.kind {
            PieceKind::Item(rich) => item(rich, notation).filter(label),
            _ => None,
        })
        .collect();
    if facts.is_none() {
        return group;
    }
    let rest = group.split_off(end);
    out.extend(group.into_iter().map(Part::Piece));
    rest
}

/// Whether the items are labels of facts, as sentences begin: `Type: String`, `Description: What it is.`
///
/// What stands below a label that says nothing itself is what it says: "Examples:" above `a`, `b`.
fn is_labelled(items: &[Item]) -> bool {
    let top = items.iter().map(|it| it.depth).min().unwrap_or_default();
    let beside: Vec<&Item> = items.iter().filter(|it| it.depth == top).collect();
    let listed = items.windows(2).all(|it| {
        let [above, below] = it else { return true };
        below.depth <= above.depth || above.depth == top && above.ty.is_blank() && above.prose.is_blank()
    });
    let deep = items.iter().any(|it| it.depth > top && it.typed) || items.iter().any(|it| it.depth > top + 1);
    let bare = |it: &Item| it.name.marks.is_empty() || it.name.all(&MarkKind::Strong);
    let label = |it: &Item| bare(it) && it.name.text.starts_with(char::is_uppercase);
    let typed = |it: &Item| vocabulary().roles(&fold(&it.name.text)).contains(&Role::Type);
    let known =
        |it: &Item| is_fact(&it.name.text) || vocabulary().roles(&fold(&it.name.text)).contains(&Role::Constraint);
    let labels = beside.iter().all(|it| label(it) && known(it));
    beside.len() > 1 && beside.iter().any(|it| typed(it)) && labels && listed && !deep
}

/// The items of a list, when all have names; and whether they tell types.
pub(crate) fn read(text: &str, group: &[Piece], notation: &Notation) -> Option<(Vec<Item>, bool)> {
    let mut items: Vec<Item> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut rest = group;
    while let Some((piece, more)) = rest.split_first() {
        rest = more;
        match &piece.kind {
            PieceKind::Item(rich) => {
                let place = indent(text, piece.range.start);
                if let Some((ty, count)) = schema_lists::alternatives(text, (rich, place), more, notation) {
                    let field = items.last_mut()?;
                    if !field.typed {
                        (field.ty, field.typed) = (ty, true);
                    }
                    rest = &more[count..];
                    continue;
                }
                while indents.last().is_some_and(|it| *it >= place) {
                    indents.pop();
                }
                let depth = indents.len();
                match item(rich, notation) {
                    Some(found) => {
                        indents.push(place);
                        items.push(Item { depth, range: piece.range.clone(), ..found });
                    }
                    // A value of the enum above it, or a remark below a field.
                    None if depth > 0 => {
                        let last = items.last_mut()?;
                        let word = rich.text.trim();
                        let alone = more.first().is_none_or(|it| indent(text, it.range.start) <= place);
                        if alone && last.depth + 1 == depth && lists_values(last) && !word.contains(' ') {
                            last.values.push(word.to_owned());
                        } else {
                            last.prose.push("\n", rich);
                        }
                    }
                    None => return None,
                }
            }
            PieceKind::Paragraph(rich) => {
                let last = items.last_mut()?;
                last.range.end = piece.range.end;
                define(last, rich, notation);
            }
            PieceKind::Code { .. } | PieceKind::Heading { .. } | PieceKind::Table(_) => {}
        }
    }
    let items = with_values(schema_lists::settled(items), notation);
    let top = items.iter().map(|it| it.depth).min()?;
    let (all, typed) = items
        .iter()
        .filter(|it| it.depth == top)
        .fold((0, 0), |(all, typed), it| (all + 1, typed + usize::from(it.typed && !is_media(it))));
    // What a list says of a type is no list of members: `format: date-time`.
    let facts = &vocabulary().words.facts;
    let fact = |it: &Item| {
        let name = fold(&it.name.text);
        facts.values().flatten().any(|word| *word == name)
    };
    if items.len() == 1 && fact(&items[0]) {
        return None;
    }
    // Of a single item a link says too little, unless it stands among words of a type: "A [Harbour](#harbour) object".
    let bare = |it: &Rich| {
        let line = it.lines().next().unwrap_or_default();
        let object = line.text.ends_with(" object") || line.text.ends_with(" objects");
        line.links().next().is_some() && !object && !certain(&line, notation)
    };
    let linked = items.len() == 1 && bare(&items[0].ty);
    if typed == 0 && all < 2 || linked {
        return None;
    }
    // Marks say as much as types that an item is a field: `name` (required) - What it is.
    // Beside types a value in quotes stands for a text: `**kind**: 'ferry' (Required)`.
    let mut items = items;
    if typed > 0 {
        items.iter_mut().for_each(|it| text_of_value(it, notation));
    }
    let told = items.iter().filter(|it| it.depth == top && (it.typed || !it.ty.is_blank()) && !is_media(it)).count();
    Some((items, told * 5 >= all * 3 && (typed > 0 || all > 1)))
}

/// Gives an item whose prose begins with a value in quotes, with nothing beside it, the type of that.
fn text_of_value(item: &mut Item, notation: &Notation) {
    let Some(inner) = item.prose.text.strip_prefix('\'').filter(|_| !item.typed && item.ty.is_blank()) else { return };
    let Some((value, behind)) = inner.split_once('\'') else { return };
    let ends = behind.is_empty() || behind.starts_with(':') || behind.starts_with(" (");
    if value.is_empty() || value.contains(char::is_whitespace) || !ends {
        return;
    }
    let found = spec(&item.prose.part(value.len() + 2..item.prose.text.len()), notation);
    if found.typed {
        return;
    }
    item.ty = Rich::plain("string");
    if !found.ty.is_blank() {
        item.ty.push("\n", &found.ty);
    }
    (item.prose, item.typed) = (found.prose, true);
}

/// Takes in a paragraph of an item: its type may stand there.
fn define(item: &mut Item, rich: &Rich, notation: &Notation) {
    if item.typed || !item.prose.is_blank() {
        item.prose.push("\n", rich);
        return;
    }
    let found = spec(rich, notation);
    item.typed = found.typed;
    item.default = item.default.take().or(found.default);
    item.ty.push("\n", &found.ty);
    item.prose = found.prose;
}

/// What stands below a field that has no members is what it may be, where code, quotes or bold type show it, and remarks else.
fn with_values(items: Vec<Item>, notation: &Notation) -> Vec<Item> {
    let mut out = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(mut item) = items.next() {
        let mut below = Vec::new();
        while let Some(next) = items.next_if(|it| it.depth > item.depth) {
            below.push(next);
        }
        if !below.is_empty() && list_sections::told_by(&mut item, &below) {
            out.push(item);
            continue;
        }
        if below.is_empty() || !is_plain(&item, &below, notation) {
            out.push(item);
            out.extend(with_values(below, notation));
            continue;
        }
        let valued = below.len() > 1 && below.iter().all(is_value);
        for other in below {
            if valued {
                item.values.push(other.name.text.trim_matches(['"', '\'']).to_owned());
            }
            let mut line = other.name;
            for part in [&other.ty, &other.prose].into_iter().filter(|it| !it.is_blank()) {
                line.push(": ", part);
            }
            item.prose.push("\n", &line);
        }
        out.push(item);
    }
    out
}

/// Whether a field holds one value or a list of them, and so no members.
fn is_plain(item: &Item, below: &[Item], notation: &Notation) -> bool {
    let first = item.ty.text.lines().next().unwrap_or_default();
    match notation.parse(first) {
        Ok(TypeExpr::Known(ty)) if ty.is_scalar() => true,
        Ok(TypeExpr::List(items) | TypeExpr::Set(items)) => matches!(&*items, TypeExpr::Known(ty) if ty.is_scalar()),
        _ => {
            let open = ["object", "array", "list", "map", "dict", "hash", "json", "struct"];
            let closed = item.typed && !open.iter().any(|it| item.ty.text.to_lowercase().contains(it));
            closed && below.len() > 1 && below.iter().all(|it| !it.typed)
        }
    }
}

/// Whether an item's type says that it has values: `enum[string]`.
fn lists_values(item: &Item) -> bool {
    let word = item.ty.text.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    item.typed && fold(word) == "enum"
}

/// Whether an item is about a kind of media, and so is no field.
fn is_media(item: &Item) -> bool {
    vocabulary().is_media(item.name.text.trim())
}

/// Whether an item shows a value: a word of prose before a colon is none.
fn is_value(item: &Item) -> bool {
    let name = &item.name;
    let set_apart = [MarkKind::Code, MarkKind::Strong].iter().any(|it| name.all(it));
    let capital = name.text.starts_with(char::is_uppercase) && name.text.chars().any(char::is_lowercase);
    let fact = vocabulary().words.facts.values().flatten().any(|it| *it == fold(&name.text));
    (set_apart || name.text.starts_with(['"', '\'']) || !capital) && !fact
}
