//! Lists → tables. Comes in: the pieces of a page. Goes out: the same, where a list whose items tell names and types is a
//! table: `- **name** (string, required): What it is.`, nested lists as nested rows, terms with definitions as items.

use super::columns::certain;
use super::name_text::is_identifier;
use super::names;
use super::vocabulary::{fold, vocabulary};
use crate::markdown::{Cell, Grid, GridRow, Mark, MarkKind, Piece, PieceKind, Rich};
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// A part of a page.
pub(super) enum Part {
    /// What is no list of fields or values.
    Piece(Piece),
    /// A list of fields, as a table.
    Fields(Grid),
    /// A list whose items begin with names or values and tell no types: the items, and the table that they would be.
    Values(Vec<Piece>, Grid),
}

/// Puts tables in the place of lists.
pub(super) fn tabled(text: &str, pieces: Vec<Piece>, notation: &Notation) -> Vec<Part> {
    let mut out = Vec::new();
    let mut group: Vec<Piece> = Vec::new();
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
        settle(text, std::mem::take(&mut group), notation, &mut out);
        out.push(Part::Piece(piece));
    }
    settle(text, group, notation, &mut out);
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
fn indent(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let spaces = text[start..at].chars().take_while(|it| matches!(it, ' ' | '\t' | '>'));
    spaces.map(|it| if it == '\t' { 4 } else { 1 }).sum()
}

/// An item that may be a field.
pub(super) struct Item {
    depth: usize,
    range: Range<usize>,
    pub(super) name: Rich,
    /// What its type's cell would say.
    pub(super) ty: Rich,
    pub(super) default: Option<String>,
    /// What brackets say beside a type's word: "mapping object".
    remark: Rich,
    /// Values that a list inside shows.
    values: Vec<String>,
    prose: Rich,
    typed: bool,
}

impl Item {
    /// Whether it tells a name and a type, and nothing else.
    pub(super) fn alone(&self) -> bool {
        self.typed && self.prose.is_blank()
    }
}

fn settle(text: &str, group: Vec<Piece>, notation: &Notation, out: &mut Vec<Part>) {
    match read(text, &group, notation) {
        Some((items, true)) => out.push(Part::Fields(fields(text, items))),
        Some((items, false)) => {
            let grid = values(text, items);
            out.push(Part::Values(group, grid));
        }
        None => out.extend(group.into_iter().map(Part::Piece)),
    }
}

/// The items of a list, when all have names; and whether they tell types.
fn read(text: &str, group: &[Piece], notation: &Notation) -> Option<(Vec<Item>, bool)> {
    let mut items: Vec<Item> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    for piece in group {
        match &piece.kind {
            PieceKind::Item(rich) => {
                let place = indent(text, piece.range.start);
                while indents.last().is_some_and(|it| *it >= place) {
                    indents.pop();
                }
                let depth = indents.len();
                match item(rich, notation) {
                    Some(found) => {
                        indents.push(place);
                        items.push(Item { depth, range: piece.range.clone(), ..found });
                    }
                    // A remark below a field.
                    None if depth > 0 => append(&mut items.last_mut()?.prose, rich),
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
    let items = with_values(items);
    let top = items.iter().map(|it| it.depth).min()?;
    let (all, typed) = items
        .iter()
        .filter(|it| it.depth == top)
        .fold((0, 0), |(all, typed), it| (all + 1, typed + usize::from(it.typed)));
    if typed == 0 && all < 2 {
        return None;
    }
    Some((items, typed * 5 >= all * 3)).filter(|it| it.1 || typed == 0)
}

pub(super) fn append(prose: &mut Rich, more: &Rich) {
    if !prose.text.is_empty() {
        prose.text.push('\n');
    }
    let shift = prose.text.len();
    prose.text.push_str(&more.text);
    prose.marks.extend(
        more.marks.iter().map(|it| Mark { range: it.range.start + shift..it.range.end + shift, kind: it.kind.clone() }),
    );
}

/// Takes in a paragraph of an item: its type may stand there.
fn define(item: &mut Item, rich: &Rich, notation: &Notation) {
    if item.typed || !item.prose.is_blank() {
        append(&mut item.prose, rich);
        return;
    }
    let found = spec(rich, notation);
    item.typed = found.typed;
    item.default = item.default.take().or(found.default);
    append(&mut item.ty, &found.ty);
    item.prose = found.prose;
}

/// Items without types below a field of one value are the values that it may have.
fn with_values(items: Vec<Item>) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    let mut items = items.into_iter().peekable();
    while let Some(mut item) = items.next() {
        let mut below = Vec::new();
        while let Some(next) = items.next_if(|it| it.depth > item.depth) {
            below.push(next);
        }
        let open = ["object", "array", "list", "map", "dict", "hash", "json", "struct"];
        let scalar = item.typed && !open.iter().any(|it| item.ty.text.to_lowercase().contains(it));
        if scalar && below.len() > 1 && below.iter().all(|it| !it.typed) {
            for value in &below {
                item.values.push(value.name.text.trim_matches(['"', '\'']).to_owned());
                let mut line = value.name.clone();
                if !value.prose.is_blank() {
                    line.text.push_str(": ");
                    let shift = line.text.len();
                    line.text.push_str(&value.prose.text);
                    line.marks.extend(
                        value.prose.marks.iter().map(|it| Mark {
                            range: it.range.start + shift..it.range.end + shift,
                            kind: it.kind.clone(),
                        }),
                    );
                }
                append(&mut item.prose, &line);
            }
            out.push(item);
        } else {
            out.push(item);
            out.extend(with_values(below));
        }
    }
    out
}

/// Separators between a name, its type and its description.
const BETWEEN: &[char] = &[':', '-', '–', '—', '|', '：', '=', ' ', '\n', '\u{a0}', '.', '·'];

/// Reads an item; nothing when it does not begin with a name.
pub(super) fn item(rich: &Rich, notation: &Notation) -> Option<Item> {
    let rich = rich.trimmed();
    let marked = rich.marks.iter().filter(|it| {
        let kind = matches!(it.kind, MarkKind::Code | MarkKind::Strong | MarkKind::Link(_) | MarkKind::Emphasis);
        it.range.start == 0 && kind
    });
    let end = match marked.map(|it| it.range.end).max() {
        Some(end) => end,
        // A word without marks is a name before a bracket or a colon.
        None => rich.text.find([' ', ':', '(', '\n', '：', '（']).filter(|it| {
            let rest = rich.text[*it..].trim_start_matches([' ', '\n']);
            rest.starts_with(['(', ':', '[', '{', '：', '（']) || rest.starts_with("- ") || rest.starts_with("– ")
        })?,
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
    let found = spec(&rich.part(end..rich.text.len()), notation);
    Some(Item { name, depth: 0, range: 0..0, values: Vec::new(), ..found })
}

/// Reads what stands behind a name: types and marks, then prose.
fn spec(rich: &Rich, notation: &Notation) -> Item {
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
        append(&mut found.prose, &rest);
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
        append(&mut found.ty, &ty);
        let mark = if marks["required"].contains(&folded) { "required" } else { "optional" };
        append(&mut found.ty, &Rich::plain(mark));
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
    let is_type = |it: &Rich| certain(it, notation) || enclosed && code(it) || linked(it);
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
            append(&mut found.ty, &word);
            for other in &subs {
                append(if other == whole { &mut found.remark } else { &mut found.ty }, other);
            }
            return true;
        }
    }
    let mut union = Rich::default();
    for ty in &types {
        if !union.text.is_empty() {
            union.text.push_str(" | ");
        }
        let shift = union.text.len();
        union.text.push_str(&ty.text);
        union.marks.extend(
            ty.marks
                .iter()
                .map(|it| Mark { range: it.range.start + shift..it.range.end + shift, kind: it.kind.clone() }),
        );
    }
    if !union.text.is_empty() {
        found.typed = true;
        append(&mut found.ty, &union);
    }
    for other in subs.iter().filter(|it| !is_type(it)) {
        append(&mut found.ty, other);
    }
    true
}

/// Cuts at commas and semicolons outside of brackets.
fn cut(rich: &Rich) -> Vec<Rich> {
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

pub(super) fn cell(rich: Rich, range: &Range<usize>) -> Cell {
    Cell { range: range.clone(), rich, raw: None, tables: Vec::new() }
}

/// A header that only readers of tables see.
fn header(words: &[&str], range: &Range<usize>) -> Vec<Cell> {
    words.iter().map(|it| cell(Rich::plain(*it), range)).collect()
}

fn whole(items: &[Item]) -> Range<usize> {
    let start = items.first().map_or(0, |it| it.range.start);
    start..items.iter().map(|it| it.range.end).max().unwrap_or(start)
}

/// The table that a list of fields would be.
fn fields(text: &str, items: Vec<Item>) -> Grid {
    let range = whole(&items);
    let defaults = items.iter().any(|it| it.default.is_some());
    let values = items.iter().any(|it| !it.values.is_empty());
    let nested = items.iter().any(|it| it.depth > 0);
    let mut words = vec!["Name", "Type", "Description"];
    words.extend(nested.then_some("Level"));
    words.extend(defaults.then_some("Default"));
    words.extend(values.then_some("Possible values"));
    let header = header(&words, &range);
    let row = |item: Item| {
        let place = |it: &str| {
            let found = text[item.range.clone()].find(it).map(|at| item.range.start + at);
            found.map_or(item.range.clone(), |at| at..at + it.len())
        };
        let first = item.ty.text.split('\n').next().unwrap_or_default().to_owned();
        let mut cells = vec![
            cell(item.name.clone(), &place(item.name.text.trim())),
            cell(item.ty.clone(), &place(&first)),
            cell(item.prose.clone(), &item.range),
        ];
        cells.extend(nested.then(|| cell(Rich::plain(item.depth.to_string()), &item.range)));
        cells.extend(defaults.then(|| {
            let shown = item.default.as_deref().unwrap_or_default();
            let marks = (!shown.is_empty()).then_some(Mark { range: 0..shown.len(), kind: MarkKind::Code });
            cell(Rich { marks: marks.into_iter().collect(), ..Rich::plain(shown) }, &item.range)
        }));
        cells.extend(values.then(|| cell(codes(&item.values), &item.range)));
        GridRow { range: item.range.clone(), cells }
    };
    Grid { range: range.clone(), header, rows: items.into_iter().map(row).collect() }
}

fn codes(values: &[String]) -> Rich {
    let mut out = Rich::default();
    for value in values {
        if !out.text.is_empty() {
            out.text.push_str(", ");
        }
        let start = out.text.len();
        out.text.push_str(value);
        out.marks.push(Mark { range: start..out.text.len(), kind: MarkKind::Code });
    }
    out
}

/// The table that a list of values would be.
fn values(text: &str, items: Vec<Item>) -> Grid {
    let range = whole(&items);
    let row = |item: Item| {
        let found = text[item.range.clone()].find(item.name.text.trim()).map(|at| item.range.start + at);
        let place = found.map_or(item.range.clone(), |at| at..at + item.name.text.trim().len());
        let cells = vec![cell(item.name, &place), cell(item.prose, &item.range)];
        GridRow { range: item.range, cells }
    };
    Grid {
        range: range.clone(),
        header: header(&["Value", "Description"], &range),
        rows: items.into_iter().map(row).collect(),
    }
}
