//! Items of lists → names, types and prose. Comes in: `**name** (string, required): What it is.` Goes out: what stands in which
//! cell, were the list a table.

use super::item_types::{cut, is_mark, linked_by, take};
use super::name_text::is_identifier;
use super::names;
use super::type_words::{certain, names_in};
use crate::dialect::written::words::marks;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::typexpr::Notation;
use std::ops::Range;

/// An item that may be a field.
pub(crate) struct Item {
    /// How deep it is nested.
    pub(crate) depth: usize,
    pub(crate) range: Range<usize>,
    pub(crate) name: Rich,
    /// What its type's cell would say.
    pub(crate) ty: Rich,
    pub(crate) default: Option<String>,
    /// Where a request has it, where brackets say so: in the body, or not.
    pub(crate) location: Option<String>,
    /// What brackets say beside a type's word: "mapping object".
    pub(crate) remark: Rich,
    /// Values that a list inside shows.
    pub(crate) values: Vec<String>,
    pub(crate) prose: Rich,
    pub(crate) typed: bool,
}

impl Item {
    /// Whether it tells a name and a type, and nothing else.
    pub(crate) fn alone(&self) -> bool {
        self.typed && self.prose.is_blank()
    }
}

/// Separators between a name, its type and its description.
const BETWEEN: &[char] = &[':', '-', '–', '—', '|', '：', '=', ' ', '\n', '\u{a0}', '.', '·'];

/// So many words are a sample value, and more are prose.
const SAMPLE: usize = 3;

/// Reads an item; nothing when it does not begin with a name.
pub(crate) fn item(rich: &Rich, notation: &Notation) -> Option<Item> {
    let rich = named_first(named_in_code(rich.trimmed()), notation);
    let marked = rich.marks.iter().filter(|it| {
        let kind = matches!(it.kind, MarkKind::Code | MarkKind::Strong | MarkKind::Link(_) | MarkKind::Emphasis);
        it.range.start == 0 && kind
    });
    let end = match marked.map(|it| it.range.end).max() {
        Some(end) => several(&rich, end, notation),
        // A word without marks is a name before a bracket or a colon, or a value in quotes.
        None => quoted(&rich.text).or_else(|| before_spec(&rich.text)).or_else(|| term(&rich, notation))?,
    };
    let behind = &rich.text[end..];
    let tail = behind.len() - behind.trim_start_matches(['?', '*']).len();
    // `**name** (*): string`
    let starred = behind.trim_start().strip_prefix("(*)").map(|it| behind.len() - it.len());
    let tail = starred.unwrap_or(tail);
    let end = end + tail;
    let mut name = rich.part(0..end);
    let bare = name.text.trim_end_matches([':', '：', ' ']).len();
    name = name.part(0..bare);
    let read = names::read(&name);
    let named = |it: &String| is_identifier(it) && it.chars().any(char::is_alphanumeric);
    let quoted = name.text.starts_with(['"', '\'']) && name.text.len() < 80;
    let linked = rich.links().any(|it| it.0.len() == rich.text.len());
    let further = is_further(&name);
    let known = quoted || linked || further || !read.names.is_empty() && read.names.iter().all(named);
    if !known || name.text.contains('\n') {
        return None;
    }
    let rest = rich.part(end..rich.text.len());
    let mut found = spec(&rest, notation);
    if let Some(told) = told_last(&rest, &found, notation) {
        found = told;
    }
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
    if further && !found.typed {
        return None;
    }
    Some(Item { name, depth: 0, range: 0..0, values: Vec::new(), ..found })
}

/// Whether words stand for members of any name: `**Additional properties**: string`.
pub(crate) fn is_further(name: &Rich) -> bool {
    let folded = fold(&name.text);
    name.text.contains(' ') && vocabulary().words.marks["further"].iter().any(|it| folded.starts_with(it.as_str()))
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

/// The name before its type, where it stands behind: ``integer `size` (required): How many.``
fn named_first(rich: Rich, notation: &Notation) -> Rich {
    const WORDS: usize = 3;
    let name = rich.marks.iter().map(|it| it.range.start).min().filter(|it| *it > 0).and_then(|start| {
        let marks = rich.marks.iter().filter(|it| it.range.start == start);
        marks.filter(|it| matches!(it.kind, MarkKind::Code | MarkKind::Strong)).map(|it| it.range.clone()).next()
    });
    let Some(name) = name else { return rich };
    let ty = rich.part(0..name.start);
    let behind = rich.text[name.end..].trim_start();
    let set_off = behind.is_empty() || behind.starts_with([':', '(', '[', '-', '–', '—', '：', '（']);
    let typed = ty.text.split_whitespace().count() <= WORDS && !ty.text.contains(['\n', ':']) && certain(&ty, notation);
    if !set_off || !typed || !is_identifier(rich.text[name.clone()].trim()) {
        return rich;
    }
    let mut out = rich.part(name.clone());
    out.push(" (", &ty);
    out.push(") ", &rich.part(name.end..rich.text.len()));
    out
}

/// What brackets behind all prose say, a type and whether the member must be there: `: How long it took. (integer, required)`.
/// `front` is what stands before the prose; a type that is one for sure counts there.
fn told_last(rich: &Rich, front: &Item, notation: &Notation) -> Option<Item> {
    let text = rich.text.trim_end_matches(['.', ' ']);
    let inner = text.strip_suffix([')', '）'])?;
    let open = inner.rfind(['(', '（']).filter(|it| !inner[*it..].contains([')', '）']))?;
    let prose = rich.part(skipped(&text[..open])..open);
    if prose.text.split_whitespace().count() <= SAMPLE || front.typed && !is_open(&front.ty, notation) {
        return None;
    }
    let width = inner[open..].chars().next().map_or(1, char::len_utf8);
    let parts = cut(&rich.part(open + width..inner.len()));
    let (ty, others) = parts.split_first().filter(|it| certain(it.0, notation))?;
    let mark = |it: &Rich| is_mark(&it.text) || marks::is_conditional(&it.text);
    if !others.iter().any(mark) {
        return None;
    }
    let mut found = Item { prose, typed: true, ty: ty.clone(), ..spec(&Rich::default(), notation) };
    for other in others {
        let told = mark(other) || fold(&other.text).starts_with("default");
        if told { found.ty.push("\n", other) } else { found.prose.push("\n", other) }
    }
    Some(found)
}

/// Whether a type has names in it, which may be words of prose.
fn is_open(ty: &Rich, notation: &Notation) -> bool {
    let mut names = Vec::new();
    if let Ok(ty) = notation.parse(ty.text.lines().next().unwrap_or_default()) {
        names_in(&ty, &mut names);
    }
    !names.is_empty()
}

/// How much of a text stands between a name and its prose.
fn skipped(text: &str) -> usize {
    text.len() - text.trim_start_matches(BETWEEN).len()
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

/// Where a term ends that stands on a line of its own above a type: `size`, and `Integer. How many.` below it.
fn term(rich: &Rich, notation: &Notation) -> Option<usize> {
    let end = rich.text.find('\n')?;
    let name = rich.text[..end].trim_end();
    let plain = is_identifier(name.strip_suffix("[]").unwrap_or(name));
    (plain && spec(&rich.part(end..rich.text.len()), notation).typed).then_some(end)
}

/// Reads what stands behind a name: types and marks, then prose.
pub(crate) fn spec(rich: &Rich, notation: &Notation) -> Item {
    let mut found = Item {
        depth: 0,
        range: 0..0,
        name: Rich::default(),
        ty: Rich::default(),
        default: None,
        location: None,
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
        // `name` [string]: with nothing between, brackets set the type apart.
        let apart = at == 0 && rest[..start].trim().is_empty();
        let part = if apart { unbracketed(&part, notation).unwrap_or(part) } else { part };
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
    if let Some(aside) = last_bracket(&rest) {
        linked_by(&aside, notation, &mut found);
    }
    if !rest.is_blank() {
        found.prose.push("\n", &rest);
    }
    found
}

/// A type in square brackets as one in round ones, in which a type alone is no list: `[string]`.
fn unbracketed(part: &Rich, notation: &Notation) -> Option<Rich> {
    let inner = part.text.strip_prefix('[')?.strip_suffix(']')?;
    let inner = part.part(1..1 + inner.len());
    if inner.links().next().is_some() || !cut(&inner).iter().any(|it| certain(it, notation)) {
        return None;
    }
    let mut out = Rich::plain("(");
    out.push("", &inner);
    out.push("", &Rich::plain(")"));
    Some(out)
}

/// The bracket at the end of prose, where the only link of the prose stands in it and leads to a place of the page.
fn last_bracket(rest: &Rich) -> Option<Rich> {
    let end = rest.text.trim_end().trim_end_matches('.').len();
    let open = rest.text[..end].strip_suffix(')')?.rfind('(')?;
    let mut links = rest.links();
    let (range, target) = links.next()?;
    (links.next().is_none() && range.start > open && target.starts_with('#')).then(|| rest.part(open + 1..end - 1))
}

/// The type with which prose begins, and the rest, where marks set the type apart.
pub(crate) fn described(rich: &Rich, notation: &Notation) -> Option<(Rich, Rich)> {
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
                    return Some(with_lists(&rich.text, start + at + it.len_utf8()));
                }
            }
        }
        return None;
    }
    if let Some(end) = rich.marks.iter().filter(|it| it.range.start == start).map(|it| it.range.end).max() {
        return Some(with_lists(&rich.text, end));
    }
    // `[Order](#order)[]`, `array of [Order](#order)`: links belong to the words around them.
    let ends = [
        ". ",
        ", ",
        "; ",
        ": ",
        " - ",
        " – ",
        " — ",
        " (",
        " [",
        " {",
        "\n",
        " containing",
        " with the following",
        " with these",
    ];
    let end = ends.iter().filter_map(|it| rest.find(it)).min().unwrap_or(rest.len());
    let marks = rich.marks.iter().filter(|it| it.range.start > start && !matches!(it.kind, MarkKind::Link(_)));
    let end = marks.map(|it| it.range.start - start).filter(|it| *it > 0).min().map_or(end, |it| it.min(end));
    let end = flag(&rest[..end]).unwrap_or(end);
    let end = rest[..end].trim_end().trim_end_matches(['.', ',', ';', ':']).len();
    (end > 0).then_some(start + end)
}

/// The end of a type with the `[]` behind it.
fn with_lists(text: &str, mut end: usize) -> usize {
    while text[end..].starts_with("[]") {
        end += "[]".len();
    }
    end
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
