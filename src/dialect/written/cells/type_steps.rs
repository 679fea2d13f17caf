//! What of a cell is the type. Comes in: the cell's text without its marks. Goes out: the type alone, and what stands beside
//! it.

use super::bounds;
use super::schema_cells;
use super::type_text::{
    identifiers, in_text, last_word, letters_of, mapped, pair, sized, tuple, unitemed, unpathed, unreferenced,
    untagged, without, without_enum, without_one_of,
};
use super::types::{TypeCell, behind_link, certain};
use super::value_lists;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Rich};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// A way to read a cell: whether it is one, and then what it says is in the [`TypeCell`].
type Step = fn(&Rich, &Notation, &mut TypeCell) -> bool;

/// In the order in which they are tried: what only one way reads comes first.
const STEPS: &[Step] = &[
    values,
    answers,
    formatted,
    narrowed,
    bracketed,
    truth,
    schema,
    letters,
    fixed,
    assigned,
    bounded,
    slashed,
    narrower,
    identifying,
    sent_as_text,
    named_last,
    of_several,
    linked,
    known,
    measured,
    tagged,
    alternatives,
    headed,
];

/// Finds what of a text is the type.
pub(crate) fn settle(ty: &Rich, notation: &Notation, cell: &mut TypeCell) {
    let ty = without_enum(&without_one_of(&unreferenced(&unitemed(ty))));
    let ty = uncounted(unpathed(&ty), notation, cell);
    let ty = mapped(&ty, notation).unwrap_or(ty);
    // `[Array of Order]` says once that it is a list.
    let inner = ty.text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or_default();
    let ty = if inner.to_ascii_lowercase().starts_with("array of ") { ty.part(1..ty.text.len() - 1) } else { ty };
    if STEPS.iter().any(|read| read(&ty, notation, cell)) {
        return;
    }
    // A comma that nothing follows.
    let end = ty.text.trim_end_matches([',', ' ']).len();
    cell.ty = Some(if end > 0 && end < ty.text.len() { ty.part(0..end) } else { ty });
}

/// `red`, `green`: values, and no type.
fn values(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let text = ty.text.as_str();
    let codes: Vec<&str> = ty.codes().collect();
    // ``(`order`) => `void` `` is a function.
    if codes.len() < 2
        || text.contains("=>")
        || codes.iter().any(|it| certain(it, notation))
        || ty.links().next().is_some()
    {
        return false;
    }
    let (word, rest) = text.split_once([' ', ':']).unwrap_or_default();
    let bare = if vocabulary().words.headings["enums"].contains(&fold(word)) { rest } else { text };
    cell.values = value_lists::listed(bare, &codes, false);
    !cell.values.is_empty()
}

/// `yes/no`, `on/off (off by itself)`.
fn answers(ty: &Rich, _: &Notation, cell: &mut TypeCell) -> bool {
    let text = ty.text.as_str();
    let bare = remark(text).unwrap_or(text.len());
    let answers = pair("answers", &text[..bare]);
    let either = answers.is_some() && ty.codes().nth(1).is_none();
    let Some(words) = answers.or_else(|| pair("states", &text[..bare])) else { return false };
    if either {
        // The words stand for truths, and nothing says whether JSON has truths or the words.
        cell.ty = Some(Rich::plain(format!("boolean | \"{}\" | \"{}\"", words[0], words[1])));
        cell.remark(ty.part(0..bare));
    } else {
        cell.values = words;
    }
    if bare < text.len() {
        cell.aside(ty.part(bare..text.len()));
    }
    true
}

/// `string (ISO 8601 date time)`
fn formatted(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let Some((word, inner)) = ty.text.strip_suffix(')').and_then(|it| it.split_once(" (")) else { return false };
    let (word, inner) = (word.trim(), inner.trim());
    let format = notation.format(inner).filter(|_| inner.contains(' ') && notation.parse(word).is_ok());
    put(cell, format.map(|it| Rich::plain(format!("{word}({it})"))))
}

/// `number (int, ≥1)`: which number it is, and its bounds.
fn narrowed(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let Some((word, inner)) = ty.text.strip_suffix(')').and_then(|it| it.split_once(" (")) else { return false };
    let Some((kind, rest)) = inner.split_once(',').map(|it| (it.0.trim(), it.1)) else { return false };
    let whole = matches!(notation.parse(kind), Ok(TypeExpr::Known(Type::Integer(_))));
    if !whole || !matches!(notation.parse(word.trim()), Ok(TypeExpr::Known(Type::Number(_)))) {
        return false;
    }
    let read = rest.split(',').map(|it| bounds::read(it.trim(), kind, notation)).collect::<Option<Vec<_>>>();
    put_bounded(cell, read.map(|it| (Rich::plain(kind), it.into_iter().flatten().collect())))
}

/// `<string>`
fn bracketed(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let text = ty.text.as_str();
    let word = text.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let word = word.filter(|it| notation.parse(text).is_err() && notation.parse(it).is_ok());
    put(cell, word.map(Rich::plain))
}

/// `True`: a truth that is always the same.
fn truth(ty: &Rich, _: &Notation, cell: &mut TypeCell) -> bool {
    if !matches!(ty.text.as_str(), "True" | "False") {
        return false;
    }
    cell.values = vec![ty.text.to_lowercase()];
    put(cell, Some(Rich::plain("boolean")))
}

/// `{"type": "string", "maxLength": 5}`
fn schema(ty: &Rich, _: &Notation, cell: &mut TypeCell) -> bool {
    let read = Some(ty.text.as_str()).filter(|it| it.starts_with('{')).and_then(schema_cells::read);
    put_bounded(cell, read.map(|(shown, bounds)| (Rich::plain(shown), bounds)))
}

/// `AN..35`: so many letters.
fn letters(ty: &Rich, _: &Notation, cell: &mut TypeCell) -> bool {
    put_bounded(cell, letters_of(&ty.text).map(|bounds| (Rich::plain("string"), bounds)))
}

/// `[number, string][]`: lists of what stands in brackets.
fn fixed(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    put(cell, tuple(&ty.text, notation).map(Rich::plain))
}

/// `integer = 5`
fn assigned(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let Some((head, default)) = ty.text.split_once(" = ") else { return false };
    let one = !default.trim().contains(' ') || default.starts_with(['"', '\'', '[', '{']);
    if !one || !certain(head, notation) {
        return false;
    }
    cell.default = Some(default.trim().trim_matches('`').to_owned());
    put(cell, Some(ty.part(0..head.len())))
}

/// `string, max 100 characters`
fn bounded(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    put_bounded(cell, bounds::apart(ty, notation))
}

/// `string/100`
fn slashed(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    put_bounded(cell, bounds::slashed(&ty.text, notation).map(|(head, bounds)| (ty.part(0..head.len()), bounds)))
}

/// `string/uuid`: a text, and of which format.
fn narrower(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let Some((word, format)) = ty.text.split_once('/') else { return false };
    let text = |it: &str| matches!(notation.parse(it.trim()), Ok(TypeExpr::Known(Type::String(_))));
    let plain = notation.parse(word.trim()) == Ok(TypeExpr::Known(Type::STRING));
    let one = plain && text(format) && ty.codes().nth(1).is_none();
    put(cell, one.then(|| ty.part(word.len() + 1..ty.text.len())))
}

/// `array of [order](#order) object ids`: texts that say which are meant.
fn identifying(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let ids = identifiers(ty, notation).filter(|_| !matches!(notation.parse(&ty.text), Ok(TypeExpr::Known(_))));
    put_told(cell, ids, ty)
}

/// `number as string`
fn sent_as_text(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    put_told(cell, in_text(&ty.text, notation), ty)
}

/// `Absolute path string`
fn named_last(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let word = last_word(&ty.text, notation);
    put_told(cell, word.filter(|_| !certain(&ty.text, notation) && ty.links().next().is_none()), ty)
}

/// `array of integers or strings`: more than one of each shows that the items are either, and not the list.
fn of_several(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let lower = ty.text.to_ascii_lowercase();
    let lists = &vocabulary().words.marks["lists_of"];
    let Some(start) = lists.iter().find_map(|it| lower.strip_prefix(it.as_str())?.strip_prefix(' ')) else {
        return false;
    };
    let start = lower.len() - start.len();
    let mut parts = Vec::new();
    let mut from = start;
    for joint in [" or ", "/", "|"] {
        if ty.text[start..].contains(joint) {
            for part in ty.text[start..].split(joint) {
                parts.push(ty.part(from..from + part.len()));
                from += part.len() + joint.len();
            }
            break;
        }
    }
    let several = |it: &Rich| {
        let word = it.text.rsplit(' ').next().unwrap_or_default();
        let one = word.strip_suffix('s').map(|it| notation.parse(it));
        let plural = matches!(&one, Some(Ok(TypeExpr::Known(_)))) && one == Some(notation.parse(word));
        let named = it.all(&MarkKind::Code) || it.links().any(|link| link.0.len() == it.text.len());
        let name = matches!(notation.parse(&it.text), Ok(TypeExpr::Name { .. }));
        !it.text.contains(" of ") && notation.parse(&it.text).is_ok() && (plural || named && name)
    };
    if parts.len() < 2 || !parts.iter().all(several) {
        return false;
    }
    let mut list = Rich::plain("array of (");
    for (index, part) in parts.iter().enumerate() {
        list.push(if index == 0 { "" } else { " | " }, part);
    }
    list.text.push(')');
    put(cell, notation.parse(&list.text).is_ok().then_some(list))
}

/// `string [Kind](#kind)`, `object [Sender](#sender)`: the link may lead to what the type's word leaves open.
fn linked(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let mut links = ty.links();
    let (Some((range, target)), None) = (links.next(), links.next()) else { return false };
    let head = ty.text[..range.start].trim_end();
    let last = !head.is_empty() && range.end == ty.text.len() && head.len() < range.start && !target.is_empty();
    if !last || !matches!(notation.parse(head), Ok(TypeExpr::Known(_))) || certain(&ty.text, notation) {
        return false;
    }
    let mut found = ty.part(0..head.len());
    found.marks.push(Mark { kind: MarkKind::Link(target.to_owned()), range: 0..0 });
    cell.aside(ty.part(range.clone()));
    put(cell, Some(found))
}

/// What the notation reads as it stands, with or without a remark behind it.
fn known(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let text = ty.text.as_str();
    let Ok(known) = notation.parse(text) else { return false };
    // What stands in a link is its title.
    let remark = remark(text).filter(|at| ty.links().all(|it| it.0.end <= *at));
    let remark = remark.filter(|it| notation.parse(&text[..*it]).is_ok_and(|it| it == known));
    if let Some(at) = remark {
        cell.aside(ty.part(at..text.len()));
    }
    put(cell, Some(remark.map_or_else(|| ty.clone(), |it| ty.part(0..it))))
}

/// `int[4]`, `char[32]`
fn measured(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    put(cell, sized(&ty.text).filter(|it| notation.parse(it).is_ok()).map(Rich::plain))
}

/// `string<rfc-2822> | null`
fn tagged(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let Some(text) = untagged(&ty.text, notation) else { return false };
    cell.aside(ty.clone());
    put(cell, Some(Rich::plain(text)))
}

/// `string, integer or null`: alternatives with commas between.
fn alternatives(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    let bare = |it: &str| -> String {
        let it = it.trim();
        ["or ", "and "].iter().find_map(|word| it.strip_prefix(word)).unwrap_or(it).trim().to_owned()
    };
    let parts: Vec<String> = top_level(&ty.text, ',').map(bare).filter(|it| !it.is_empty()).collect();
    if parts.len() < 2 || !parts.iter().all(|it| certain(it, notation)) {
        return false;
    }
    let mut union = ty.clone();
    union.text = parts.join(" | ");
    union.marks.clear();
    put(cell, Some(union))
}

/// What may stand between a type and prose.
const MARKS: &[&str] = &[
    " >= ",
    " <= ",
    " = ",
    " Enum",
    " - ",
    " – ",
    " — ",
    ": ",
    ". ",
    ", ",
    " (",
    "(",
    " [",
    " with ",
    " in ",
    " from ",
    " as ",
    " per ",
    " that ",
    " which ",
    " containing ",
];

/// `string - the colour`: a type with prose behind it.
fn headed(ty: &Rich, notation: &Notation, cell: &mut TypeCell) -> bool {
    for mark in MARKS {
        let Some((head, _)) = ty.text.split_once(mark).filter(|it| !it.0.trim().is_empty()) else { continue };
        let part = ty.part(0..head.len());
        let linked = part.links().any(|it| it.0.len() >= part.text.len());
        if certain(&part.text, notation) || linked && notation.parse(&part.text).is_ok() {
            let behind = ty.part(head.len()..ty.text.len());
            let found = behind_link(part, &behind, notation);
            cell.aside(behind);
            return put(cell, Some(found));
        }
    }
    false
}

fn put(cell: &mut TypeCell, ty: Option<Rich>) -> bool {
    let found = ty.is_some();
    cell.ty = ty.or(cell.ty.take());
    found
}

fn put_bounded(cell: &mut TypeCell, read: Option<(Rich, bounds::Bounds)>) -> bool {
    let Some((ty, bounds)) = read else { return false };
    cell.bounds.extend(bounds);
    put(cell, Some(ty))
}

/// What was said in more words than the type has stays beside it.
fn put_told(cell: &mut TypeCell, word: Option<impl AsRef<str>>, said: &Rich) -> bool {
    let Some(word) = word else { return false };
    cell.remark(said.clone());
    put(cell, Some(Rich::plain(word.as_ref())))
}

/// Where a remark in parentheses at the end begins: `string (as on the passport)`.
fn remark(text: &str) -> Option<usize> {
    let at = text.rfind(" (")?;
    let inside = text[at..].strip_suffix(')')?;
    (at > 0 && !inside.contains(')')).then_some(at)
}

/// A type without how many there may be: `array of up to 10 strings`, `one or more users`.
fn uncounted(ty: Rich, notation: &Notation, cell: &mut TypeCell) -> Rich {
    let Some((range, bounds)) = bounds::counted(&ty.text, notation) else { return ty };
    let mut bare = without(&ty, &range);
    if range.start == 0 && !matches!(notation.parse(&bare.text), Ok(TypeExpr::List(_) | TypeExpr::Set(_))) {
        let mut list = Rich::plain("array of");
        list.push(" ", &bare);
        if notation.parse(&list.text).is_err() {
            return ty;
        }
        bare = list;
    }
    cell.bounds.extend(bounds);
    bare
}

/// Cuts a text at a mark outside of brackets.
fn top_level(text: &str, mark: char) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    text.split(move |it: char| {
        match it {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth -= 1,
            _ => {}
        }
        it == mark && depth <= 0
    })
}
