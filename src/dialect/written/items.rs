//! Items of lists → names, types and prose. Comes in: `**name** (string, required): What it is.` Goes out: what stands in which
//! cell, were the list a table.

use super::binding::names_in;
use super::columns::certain;
use super::name_text::is_identifier;
use super::names;
use super::presence;
use super::types::behind_link;
use super::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// An item that may be a field.
pub(super) struct Item {
    /// How deep it is nested.
    pub(super) depth: usize,
    pub(super) range: Range<usize>,
    pub(super) name: Rich,
    /// What its type's cell would say.
    pub(super) ty: Rich,
    pub(super) default: Option<String>,
    /// What brackets say beside a type's word: "mapping object".
    pub(super) remark: Rich,
    /// Values that a list inside shows.
    pub(super) values: Vec<String>,
    pub(super) prose: Rich,
    pub(super) typed: bool,
}

impl Item {
    /// Whether it tells a name and a type, and nothing else.
    pub(super) fn alone(&self) -> bool {
        self.typed && self.prose.is_blank()
    }
}

/// Separators between a name, its type and its description.
const BETWEEN: &[char] = &[':', '-', '–', '—', '|', '：', '=', ' ', '\n', '\u{a0}', '.', '·'];

/// So many words are a sample value, and more are prose.
const SAMPLE: usize = 3;

/// Reads an item; nothing when it does not begin with a name.
pub(super) fn item(rich: &Rich, notation: &Notation) -> Option<Item> {
    let rich = named_in_code(rich.trimmed());
    let marked = rich.marks.iter().filter(|it| {
        let kind = matches!(it.kind, MarkKind::Code | MarkKind::Strong | MarkKind::Link(_) | MarkKind::Emphasis);
        it.range.start == 0 && kind
    });
    let end = match marked.map(|it| it.range.end).max() {
        Some(end) => several(&rich, end, notation),
        // A word without marks is a name before a bracket or a colon, or a value in quotes.
        None => quoted(&rich.text).map_or_else(|| before_spec(&rich.text), Some)?,
    };
    let behind = &rich.text[end..];
    let tail = behind.len() - behind.trim_start_matches(['?', '*']).len();
    let end = end + tail;
    let mut name = rich.part(0..end);
    let bare = name.text.trim_end_matches([':', '：', ' ']).len();
    name = name.part(0..bare);
    let read = names::read(&name);
    let named = |it: &String| is_identifier(it) && it.chars().any(char::is_alphanumeric);
    let quoted = name.text.starts_with(['"', '\'']) && name.text.len() < 80;
    let linked = rich.links().any(|it| it.0.len() == rich.text.len());
    let known = quoted || linked || !read.names.is_empty() && read.names.iter().all(named);
    if !known || name.text.contains('\n') {
        return None;
    }
    let mut found = spec(&rich.part(end..rich.text.len()), notation);
    // `id: 12 (number, required) - The number.`: a sample before the type.
    if !found.typed
        && rich.links().next().is_none()
        && !name.all(&MarkKind::Strong)
        && let Some((sample, _)) = rich.text[end..].split_once(" (")
        && let sample = sample.trim_start_matches([':', ' '])
        && !sample.is_empty()
        && sample.split(' ').count() <= SAMPLE
    {
        let at = end + rich.text[end..].find(" (").unwrap_or(0);
        let behind = spec(&rich.part(at..rich.text.len()), notation);
        found = if behind.typed { behind } else { found };
    }
    Some(Item { name, depth: 0, range: 0..0, values: Vec::new(), ..found })
}

/// A name and a type in one piece of code, `id: <u64>`: the name alone as code.
fn named_in_code(mut rich: Rich) -> Rich {
    let code = rich.marks.iter_mut().find(|it| it.range.start == 0 && it.kind == MarkKind::Code);
    if let Some(code) = code
        && let Some((name, ty)) = rich.text[code.range.clone()].split_once(": ")
        && is_identifier(name)
        && ty.starts_with('<')
        && ty.ends_with('>')
    {
        code.range.end = name.len();
    }
    rich
}

/// Where the last of several names ends: `**least**, **most**`.
fn several(rich: &Rich, first: usize, notation: &Notation) -> usize {
    let mut end = first;
    loop {
        let rest = &rich.text[end..];
        let Some(start) = [", ", " / ", " and "].iter().find_map(|it| rest.strip_prefix(it)) else { return end };
        let start = rich.text.len() - start.len();
        let marked = rich.marks.iter().filter(|it| {
            let name = is_identifier(&rich.text[it.range.clone()]);
            it.range.start == start && matches!(it.kind, MarkKind::Code | MarkKind::Strong) && name
        });
        let next = marked.map(|it| it.range.end).max().filter(|it| !certain(&rich.part(start..*it), notation));
        let Some(next) = next else { return end };
        end = next;
    }
}

/// Where a value in quotes ends at the start of a text.
fn quoted(text: &str) -> Option<usize> {
    let quote = ['"', '\''].into_iter().find(|it| text.starts_with(*it))?;
    text[1..].find(quote).map(|it| it + 2)
}

/// Where a word ends that a bracket or a colon follows.
fn before_spec(text: &str) -> Option<usize> {
    text.find([' ', ':', '(', '\n', '：', '（']).filter(|it| {
        let rest = text[*it..].trim_start_matches([' ', '\n']);
        rest.starts_with(['(', ':', '[', '{', '：', '（']) || rest.starts_with("- ") || rest.starts_with("– ")
    })
}

/// Reads what stands behind a name: types and marks, then prose.
pub(super) fn spec(rich: &Rich, notation: &Notation) -> Item {
    let mut found = Item {
        depth: 0,
        range: 0..0,
        name: Rich::default(),
        ty: Rich::default(),
        default: None,
        remark: Rich::default(),
        values: Vec::new(),
        prose: Rich::default(),
        typed: false,
    };
    let text = rich.text.as_str();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let skipped = if found.typed { &[' ', ',', ';', '\n', '\u{a0}', '|', '·'][..] } else { BETWEEN };
        let start = at + (rest.len() - rest.trim_start_matches(skipped).len());
        let Some(end) = segment(rich, start) else { break };
        let part = rich.part(start..end);
        // One link of several is no type.
        let several = part.links().next().is_some() && text[end..].trim_start().starts_with([',', '、']);
        if several && !found.typed || !take(&part, notation, &mut found) {
            break;
        }
        at = end;
    }
    let rest = &text[at..];
    let from = at + (rest.len() - rest.trim_start_matches(BETWEEN).trim_start_matches(',').trim_start().len());
    let rest = rich.part(from..text.len());
    found.prose = std::mem::take(&mut found.remark);
    if !rest.is_blank() {
        found.prose.push("\n", &rest);
    }
    found
}

/// The type with which prose begins, and the rest, where marks set the type apart.
pub(super) fn described(rich: &Rich, notation: &Notation) -> Option<(Rich, Rich)> {
    let marked =
        rich.marks.iter().any(|it| it.range.start == 0 && !matches!(it.kind, MarkKind::Raised | MarkKind::Struck));
    let found = spec(rich, notation);
    (found.typed && (marked || rich.text.starts_with(['(', '[']))).then_some((found.ty, found.prose))
}

/// The end of what stands together from a place on: what is in brackets, what is marked, or words up to a separator.
fn segment(rich: &Rich, start: usize) -> Option<usize> {
    let rest = rich.text.get(start..)?;
    let first = rest.chars().next()?;
    if let Some(close) = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>'), ('（', '）')].iter().find(|it| it.0 == first)
    {
        let mut depth = 0_usize;
        for (at, it) in rest.char_indices() {
            if it == first {
                depth += 1;
            } else if it == close.1 {
                depth -= 1;
                if depth == 0 {
                    return Some(start + at + it.len_utf8());
                }
            }
        }
        return None;
    }
    if let Some(end) = rich.marks.iter().filter(|it| it.range.start == start).map(|it| it.range.end).max() {
        return Some(end);
    }
    // `[Order](#order)[]`, `array of [Order](#order)`: links belong to the words around them.
    let ends = [". ", ", ", "; ", ": ", " - ", " – ", " — ", " (", " [", "\n"];
    let end = ends.iter().filter_map(|it| rest.find(it)).min().unwrap_or(rest.len());
    let marks = rich.marks.iter().filter(|it| it.range.start > start && !matches!(it.kind, MarkKind::Link(_)));
    let end = marks.map(|it| it.range.start - start).filter(|it| *it > 0).min().map_or(end, |it| it.min(end));
    let end = flag(&rest[..end]).unwrap_or(end);
    let end = rest[..end].trim_end().trim_end_matches(['.', ',', ';', ':']).len();
    (end > 0).then_some(start + end)
}

/// Where a capital word begins that says that a member must be there or may be absent, or what it is when it is not:
/// `number Optional`, `number Defaults to 1`.
fn flag(text: &str) -> Option<usize> {
    let mut at = 0;
    for word in text.split(' ') {
        if at > 0 && word.starts_with(char::is_uppercase) && (is_mark(word) || word == "Defaults") {
            return Some(at);
        }
        at += word.len() + 1;
    }
    let first = text.split(' ').next().unwrap_or_default();
    (first.len() < text.len() && first.starts_with(char::is_uppercase) && is_mark(first)).then_some(first.len())
}

/// Takes in a part that is a type or a mark; says no when it is prose.
fn take(part: &Rich, notation: &Notation, found: &mut Item) -> bool {
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
    // `(Block) (see [below](#block))`: the link says what the object holds.
    if enclosed && found.typed && inner.links().next().is_some() && !certain(&inner, notation) {
        let end = found.ty.text.find('\n').unwrap_or(found.ty.text.len());
        let mut ty = behind_link(found.ty.part(0..end), &inner, notation);
        let links = ty.marks.iter_mut().filter(|it| matches!(it.kind, MarkKind::Link(_)));
        if links.map(|it| it.range = 0..end).count() > 0 {
            let marks = found.ty.part((end + 1).min(found.ty.text.len())..found.ty.text.len());
            found.ty = ty;
            if !marks.is_blank() {
                found.ty.push("\n", &marks);
            }
            found.remark.push("\n", &inner);
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
        && matches!(notation.parse(&text), Ok(TypeExpr::Literals(_)))
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
        && (certain(&ty, notation) || is_name(&ty.text, notation))
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
    let subs: Vec<Rich> = if enclosed || marked { cut(&inner) } else { vec![inner.clone()] };
    let linked = |it: &Rich| {
        let length = it.links().map(|it| it.0.len()).sum::<usize>();
        length > 0 && it.text.len() < length + 12
    };
    let code = |it: &Rich| it.all(&MarkKind::Code) && is_name(&it.text, notation);
    let is_type = |it: &Rich| {
        let told = certain(it, notation) && (enclosed || marked || !is_sentence(it, notation));
        (told || enclosed && code(it) || linked(it)) && !presence::is_conditional(&it.text)
    };
    let types: Vec<&Rich> = subs.iter().filter(|it| is_type(it)).collect();
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

/// Whether words may be prose as well as a type: "A map of tags", where nobody knows what a tag is.
fn is_sentence(part: &Rich, notation: &Notation) -> bool {
    let article = part.text.split_once(' ').is_some_and(|it| {
        it.0.starts_with(char::is_uppercase) && vocabulary().words.marks["articles"].contains(&fold(it.0))
    });
    let mut names = Vec::new();
    if article && let Ok(ty) = notation.parse(&part.text) {
        names_in(&ty, &mut names);
    }
    !names.is_empty()
}

/// Cuts at commas and semicolons outside of brackets.
pub(super) fn cut(rich: &Rich) -> Vec<Rich> {
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
    cuts.into_iter().map(|it| rich.part(it)).filter(|it| !it.is_blank()).collect()
}

fn is_name(text: &str, notation: &Notation) -> bool {
    text.starts_with(char::is_uppercase) && matches!(notation.parse(text), Ok(TypeExpr::Name { .. }))
}

/// Whether words say no more than that a member must be there, may be absent, and the like.
fn is_mark(text: &str) -> bool {
    let folded = fold(text);
    let marks = &vocabulary().words.marks;
    ["required", "optional", "null", "not_null", "deprecated", "read_only", "write_only"]
        .iter()
        .any(|it| marks[*it].contains(&folded))
}
