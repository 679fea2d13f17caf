//! What stands behind names in lists → types and marks. Comes in: a part such as `(string, required)` or `array of numbers`. Goes
//! out: whether it tells of a type, and what it tells, as the cell of a type would.

use super::items::Item;
use super::type_text::referred;
use super::type_words::{certain, names_in};
use super::types::behind_link;
use crate::dialect::written::words::marks;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Rich};
use crate::typexpr::{Notation, TypeExpr};

/// Takes in a part that is a type or a mark; says no when it is prose.
pub(crate) fn take(part: &Rich, notation: &Notation, found: &mut Item) -> bool {
    let coded = part.all(&MarkKind::Code);
    let mut inner = part.trimmed();
    let mut enclosed = false;
    while let Some(close) = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('（', '）')]
        .iter()
        .find(|it| inner.text.starts_with(it.0) && inner.text.ends_with(it.1))
        .filter(|it| it.0 != '[' && it.0 != '{' || !certain(&inner, notation))
    {
        inner = inner.part(close.0.len_utf8()..inner.text.len() - close.1.len_utf8());
        enclosed = true;
    }
    if inner.is_blank() {
        return false;
    }
    if coded
        && !found.typed
        && let Some(name) = referred(&inner.text)
    {
        found.typed = true;
        found.ty.push("\n", &Rich::plain(name));
        return true;
    }
    if coded
        && !found.typed
        && let Some(ty) = decoded(&inner.text, notation)
    {
        found.typed = true;
        found.ty.push("\n", &Rich::plain(ty));
        return true;
    }
    // `(Block) (see [below](#block))`: the link says what the object holds.
    if enclosed
        && found.typed
        && inner.links().next().is_some()
        && !certain(&inner, notation)
        && linked_by(&inner, notation, found)
    {
        found.remark.push("\n", &inner);
        return true;
    }
    // `int {minValue: 1, maxValue: 5}`: facts by labels.
    let labelled = |it: &Rich| it.text.split_once(": ").is_some_and(|it| !it.0.contains(' ') && !it.1.is_empty());
    let bounds = part.text.strip_prefix('{').and_then(|it| it.strip_suffix('}')).filter(|_| found.typed);
    if let Some(bounds) = bounds.map(|it| cut(&part.part(1..it.len() + 1))).filter(|it| it.iter().all(labelled)) {
        bounds.iter().for_each(|it| found.remark.push("\n", &it.trimmed()));
        return true;
    }
    // `Number (integer)`: which number it is.
    if enclosed && found.typed && !found.ty.text.contains('\n') {
        let whole = format!("{} ({})", found.ty.text.trim(), inner.text.trim());
        let told = notation.parse(&whole).ok();
        if matches!(&told, Some(TypeExpr::Known(it)) if it.is_scalar())
            && told != notation.parse(found.ty.text.trim()).ok()
        {
            found.ty = Rich::plain(whole);
            return true;
        }
    }
    // `(enum: a, b, required)`
    if enclosed
        && !found.typed
        && let (marks, values) = cut(&inner).into_iter().partition::<Vec<_>, _>(|it| is_mark(&it.text))
        && let text = values.iter().map(|it| it.text.trim()).collect::<Vec<_>>().join(", ")
        && let Some((word, _)) = text.split_once([':', '('])
        && vocabulary().words.headings["enums"].contains(&fold(word))
        && matches!(notation.parse(&text), Ok(TypeExpr::Literals(all)) if all.len() > 1 || !coded)
    {
        found.typed = true;
        found.ty.push("\n", &Rich::plain(text));
        marks.iter().for_each(|it| found.ty.push("\n", it));
        return true;
    }
    // `(string: "")`, `(int: <required>)`: the type and the default.
    if (coded || enclosed)
        && let Some((ty, default)) = inner.text.split_once(": ")
        && !found.typed
        && let ty = inner.part(0..ty.len())
        && let enumerated = vocabulary().words.headings["enums"].contains(&fold(&ty.text))
        && (certain(&ty, notation) || is_name(&ty.text, notation) || coded && enumerated)
    {
        let word = default.trim().trim_matches(['<', '>', '`']);
        let folded = fold(word);
        let marks = &vocabulary().words.marks;
        let absent = vocabulary().is_blank(word) || word == "\"\"";
        found.typed = true;
        // `map<string|string>`: key and value.
        let map = ty.text.strip_prefix("map<").filter(|it| it.contains('|'));
        let ty = map.map_or(ty.clone(), |it| Rich::plain(format!("map<{}", it.replacen('|', ",", 1))));
        found.ty.push("\n", &ty);
        let mark = if marks["required"].contains(&folded) { "required" } else { "optional" };
        found.ty.push("\n", &Rich::plain(mark));
        if mark == "optional" && !absent && !marks["optional"].contains(&folded) {
            found.default = Some(word.to_owned());
        }
        return true;
    }
    let marked = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Code].iter().any(|it| inner.all(it));
    let subs: Vec<Rich> = if enclosed || marked { with_values(cut(&inner), notation) } else { vec![inner.clone()] };
    let mut subs = subs;
    if enclosed && !found.typed && found.location.is_none() {
        found.location = location(&mut subs, notation);
    }
    let linked = |it: &Rich| {
        let length = it.links().map(|it| it.0.len()).sum::<usize>();
        length > 0 && it.text.len() < length + 12
    };
    let code = |it: &Rich| it.all(&MarkKind::Code) && is_name(&it.text, notation);
    let is_type = |it: &Rich| {
        let told = certain(it, notation) && (enclosed || marked || !is_sentence(it, notation));
        (told || enclosed && code(it) || linked(it)) && !marks::is_conditional(&it.text) && !is_mark(&it.text)
    };
    let types: Vec<&Rich> = subs.iter().filter(|it| is_type(it)).collect();
    // "(list of allowed values)" behind a type is a remark.
    if found.typed && types.iter().any(|it| has_phrase(it, notation)) {
        return false;
    }
    if found.typed && !types.is_empty() && !enclosed {
        return false;
    }
    // `Defaults to 1`.
    if found.typed
        && let Some(default) =
            part.text.to_lowercase().strip_prefix("defaults to ").map(|it| part.text.len() - it.len())
        && !part.text[default..].contains(' ')
    {
        found.default = Some(part.text[default..].to_owned());
        return true;
    }
    let flags = subs.iter().any(|it| is_mark(&it.text));
    if types.is_empty() && !flags {
        return false;
    }
    // `(Optional, mapping object)`: the last word is the type, and the others tell which.
    if types.is_empty() && !found.typed && enclosed {
        let last = |it: &Rich| it.text.rfind(' ').map(|at| it.part(at + 1..it.text.len()));
        let open = subs.iter().find_map(|it| Some((it, last(it).filter(|it| certain(it, notation))?)));
        if let Some((whole, word)) = open {
            found.typed = true;
            found.ty.push("\n", &word);
            for other in &subs {
                let place = if other == whole { &mut found.remark } else { &mut found.ty };
                place.push("\n", other);
            }
            return true;
        }
    }
    let mut union = Rich::default();
    for ty in &types {
        union.push(" | ", ty);
    }
    if !union.text.is_empty() {
        found.typed = true;
        found.ty.push("\n", &union);
    }
    for other in subs.iter().filter(|it| !is_type(it)) {
        // Beside no type, several words are prose: `(Optional, Forces new resource)`.
        let prose = !found.typed && !is_mark(&other.text) && other.text.trim().contains(' ');
        let place = if prose { &mut found.remark } else { &mut found.ty };
        place.push("\n", other);
    }
    true
}

/// Makes a link beside a type that says nothing of its members that of the type.
pub(crate) fn linked_by(aside: &Rich, notation: &Notation, found: &mut Item) -> bool {
    let end = found.ty.text.find('\n').unwrap_or(found.ty.text.len());
    let mut ty = behind_link(found.ty.part(0..end), aside, notation);
    let links = ty.marks.iter_mut().filter(|it| matches!(it.kind, MarkKind::Link(_)) && it.range.is_empty());
    if links.map(|it| it.range = 0..end).count() == 0 {
        return false;
    }
    let marks = found.ty.part((end + 1).min(found.ty.text.len())..found.ty.text.len());
    found.ty = ty;
    if !marks.is_blank() {
        found.ty.push("\n", &marks);
    }
    true
}

/// Takes out where a request has a parameter, beside its type: `(query, string)`. What comes last may be a type itself.
fn location(parts: &mut Vec<Rich>, notation: &Notation) -> Option<String> {
    let is = |it: &Rich| vocabulary().location("beside_types", &fold(&it.text));
    let at = parts.iter().position(is).filter(|at| *at == 0 || !certain(&parts[*at], notation))?;
    let typed = parts.iter().enumerate().any(|it| it.0 != at && certain(it.1, notation));
    typed.then(|| parts.remove(at).text.trim().to_owned())
}

/// `DATA`, `QUANTITY|TAG` and `Array of DATA` as the texts that they are in calls over JSON.
fn decoded(text: &str, notation: &Notation) -> Option<String> {
    let encoded = &vocabulary().words.marks["encoded"];
    let mut told = false;
    let words: Vec<&str> = text
        .split_inclusive([' ', '|'])
        .flat_map(|it| [it.trim_end_matches([' ', '|']), &it[it.trim_end_matches([' ', '|']).len()..]])
        .map(|it| {
            if encoded.iter().any(|word| word == it) {
                told = true;
                "string"
            } else {
                it
            }
        })
        .collect();
    let shown = words.concat().replace("string|string", "string");
    (told && notation.parse(&shown).is_ok()).then_some(shown)
}

/// Whether words may be prose as well as a type: "A map of tags", where nobody knows what a tag is, or "List of all that it may
/// have".
fn is_sentence(part: &Rich, notation: &Notation) -> bool {
    const LONGEST_NAME: usize = 3;
    let article = part.text.split_once(' ').is_some_and(|it| {
        it.0.starts_with(char::is_uppercase) && vocabulary().words.marks["articles"].contains(&fold(it.0))
    });
    let mut names = Vec::new();
    if let Ok(ty) = notation.parse(&part.text) {
        names_in(&ty, &mut names);
    }
    // What links somewhere is known there: "An array of [Order](#order) objects".
    names.retain(|name| !part.links().any(|it| it.0.start <= name.1.start && name.1.end <= it.0.end));
    !names.is_empty() && article || names.iter().any(|it| it.0.split(' ').count() > LONGEST_NAME)
}

/// The parts with the values that one of them begins to list in one: `string`, `one of: "x"`, `"y"`.
fn with_values(parts: Vec<Rich>, notation: &Notation) -> Vec<Rich> {
    let words = &vocabulary().words;
    let lists = |it: &Rich| {
        let label = it.text.split_once(':').map(|it| fold(it.0)).filter(|it| !it.is_empty());
        label.is_some_and(|it| words.facts["values"].contains(&it) || words.headings["enums"].contains(&it))
    };
    let Some(at) = parts.iter().position(lists) else { return parts };
    let (label, _) = parts[at].text.split_once(':').unwrap_or_default();
    let ends = parts[at + 1..].iter().position(|it| is_mark(&it.text)).map_or(parts.len(), |it| at + 1 + it);
    let all: Vec<&str> = parts[at..ends].iter().map(|it| it.text.trim()).collect();
    let listed = format!("enum:{}", &all.join(", ")[label.trim_start().len() + 1..]);
    if !matches!(notation.parse(&listed), Ok(TypeExpr::Literals(_))) {
        return parts;
    }
    let mut out = parts;
    out.splice(at..ends, [Rich::plain(listed)]);
    out
}

/// Whether a type has names of several words in it.
fn has_phrase(part: &Rich, notation: &Notation) -> bool {
    let mut names = Vec::new();
    if let Ok(ty) = notation.parse(&part.text) {
        names_in(&ty, &mut names);
    }
    part.links().next().is_none() && names.iter().any(|it| it.0.contains(' '))
}

/// Cuts at commas and semicolons outside of brackets.
pub(crate) fn cut(rich: &Rich) -> Vec<Rich> {
    let mut depth = 0_i32;
    let mut cuts = Vec::new();
    let mut start = 0;
    for (at, it) in rich.text.char_indices() {
        match it {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth -= 1,
            ',' | ';' | '，' if depth <= 0 => {
                cuts.push(start..at);
                start = at + it.len_utf8();
            }
            _ => {}
        }
    }
    cuts.push(start..rich.text.len());
    // Each mark is looked at where it stands, and not for each of the parts.
    let mut marks: Vec<&Mark> = rich.marks.iter().collect();
    marks.sort_by_key(|it| it.range.start);
    let mut marks = marks.into_iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    let mut parts = Vec::new();
    for range in cuts {
        while let Some(mark) = marks.next_if(|it| it.range.start < range.end) {
            open.push(mark);
        }
        open.retain(|it| it.range.end > range.start);
        let here = |it: &&Mark| Mark {
            range: it.range.start.max(range.start) - range.start..it.range.end.min(range.end) - range.start,
            kind: it.kind.clone(),
        };
        let part = Rich { marks: open.iter().map(here).collect(), ..Rich::plain(&rich.text[range.clone()]) };
        parts.push(part.trimmed());
    }
    parts.retain(|it| !it.is_blank());
    parts
}

fn is_name(text: &str, notation: &Notation) -> bool {
    text.starts_with(char::is_uppercase) && matches!(notation.parse(text), Ok(TypeExpr::Name { .. }))
}

/// Whether words say no more than that a member must be there, may be absent, and the like.
pub(crate) fn is_mark(text: &str) -> bool {
    let folded = fold(text);
    let words = &vocabulary().words.marks;
    let others = ["null", "not_null", "deprecated", "read_only", "write_only"];
    marks::presence(&folded).is_some() || others.iter().any(|it| words[*it].contains(&folded))
}
