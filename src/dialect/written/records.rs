//! Blocks of labelled lines → tables. Comes in: the pieces of a page. Goes out: the same, where names with lines such as
//! `Type: string` and `Required: no` below them are the rows of a table. A name is a heading, a line in bold or a line of code.

use super::items::{self, Item};
use super::lists::{Part, codes};
use super::name_text::is_identifier;
use super::names;
use super::record_tables::{labels, table, values};
use super::record_tags::{About, DEFAULT, Said};
use super::shown_names::Shown;
use super::types;
use super::value_lists;
use super::vocabulary::{Role, fold, shorter, vocabulary};
use crate::markdown::{Mark, MarkKind, Piece, PieceKind, References, Rich, inline};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// A name and what stands below it.
pub(super) struct Record {
    pub(super) level: u8,
    pub(super) range: Range<usize>,
    pub(super) name: Rich,
    /// Label and what follows it.
    pub(super) labelled: Vec<(String, Rich)>,
    pub(super) prose: Rich,
    pieces: Vec<Piece>,
    /// Whether a line says its name again, with its type.
    pub(super) signed: bool,
    /// What the text that follows is about.
    pub(super) about: About,
    /// Values that lines below a type show which says that it has some.
    values: Vec<String>,
}

/// Below all headings.
const LINE: u8 = 7;

/// What labels may stand for.
const ROLES: &[Role] = &[
    Role::Type,
    Role::Required,
    Role::Inverted,
    Role::Nullable,
    Role::Default,
    Role::Description,
    Role::Values,
    Role::Format,
    Role::Examples,
    Role::Deprecated,
    Role::Access,
    Role::ReadOnly,
];

/// Puts tables in the place of blocks.
pub(super) fn tabled(text: &str, parts: Vec<Part>, notation: &Notation) -> Vec<Part> {
    let mut out = Vec::new();
    let mut group: Vec<Record> = Vec::new();
    let mut shown = Shown::default();
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        shown.see(&part);
        // A list of values below a name that holds one of them.
        if let Part::Values(items, grid) = &part
            && let Some(record) = group.last_mut().filter(|it| it.is_one(notation))
            && let Some(values) = values(grid)
        {
            record.fact("possible values".to_owned(), codes(&values));
            items.iter().for_each(|it| record.take(text, it.clone()));
            continue;
        }
        let Part::Piece(piece) = part else {
            settle(&mut group, notation, &mut out);
            out.push(part);
            continue;
        };
        let goes_on = |it: &&mut Record| it.is_signed_by(text, &piece) || it.is_tagged_by(&piece);
        if let Some(record) = group.last_mut().filter(goes_on) {
            record.take(text, piece);
            continue;
        }
        let mut named = || matches!(parts.peek(), Some(Part::Piece(it)) if names_again(text, &piece, it, notation));
        if let Some(record) = group.last_mut().filter(|it| it.is_above(&piece) && !named())
            && record.tag(&piece)
        {
            record.pieces.push(piece);
            continue;
        }
        // A table of facts below a name says of it what lines would.
        if let PieceKind::Table(grid) = &piece.kind
            && let Some(record) = group.last_mut().filter(|it| it.is_bare())
            && let Some(said) = labels(grid)
        {
            said.into_iter().for_each(|it| record.fact(it.0, it.1));
            record.pieces.push(piece);
            continue;
        }
        let typed = matches!(parts.peek(), Some(Part::Piece(it)) if tells_type(text, it));
        match begun(text, &piece, typed, notation).filter(|it| !shown.has(it)) {
            Some(record) => {
                // A heading above the names of the group ends it.
                if group.iter().any(|it| it.level > record.level && it.ty().is_some()) {
                    settle(&mut group, notation, &mut out);
                }
                group.push(record);
            }
            None if matches!(piece.kind, PieceKind::Paragraph(_) | PieceKind::Item(_) | PieceKind::Code { .. }) => {
                match group.last_mut() {
                    Some(record) => record.take(text, piece),
                    None => out.push(Part::Piece(piece)),
                }
            }
            None => {
                let inside = match &piece.kind {
                    PieceKind::Heading { level, .. } => group.last().is_some_and(|it| it.level < *level),
                    _ => true,
                };
                close(&mut group, inside, notation, &mut out);
                out.push(Part::Piece(piece));
            }
        }
        // What a table follows is its heading, and no field.
        let ends = match parts.peek() {
            Some(Part::Fields(_)) => true,
            Some(Part::Piece(Piece { kind: PieceKind::Table(grid), .. })) => labels(grid).is_none(),
            _ => false,
        };
        if ends {
            close(&mut group, true, notation, &mut out);
        }
    }
    settle(&mut group, notation, &mut out);
    out
}

pub(super) fn is_prose(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Paragraph(_) | PieceKind::Item(_))
}

/// The lines of a piece as they are written.
fn lines(text: &str, piece: &Piece) -> Vec<Rich> {
    match &piece.kind {
        PieceKind::Heading { rich, .. } => vec![rich.clone()],
        PieceKind::Paragraph(_) | PieceKind::Item(_) => {
            let source = text[piece.range.clone()].lines();
            let bare = |it: &str| strong(it.trim_start_matches([' ', '\t', '>']).trim_end_matches([' ', '\\', '\r']));
            source
                .map(|it| inline(&bare(it), &References::default()))
                .flat_map(|it| it.lines().collect::<Vec<_>>())
                .collect()
        }
        PieceKind::Table(_) | PieceKind::Code { .. } => Vec::new(),
    }
}

/// A line that begins with `** name **`, which is strong to whoever wrote it.
fn strong(line: &str) -> String {
    match line.strip_prefix("** ").and_then(|it| it.split_once(" **")) {
        Some((name, rest)) => format!("**{}**{rest}", name.trim()),
        None => line.to_owned(),
    }
}

/// Whether a piece begins with the label of a type: `- **Type:** integer`.
fn tells_type(text: &str, piece: &Piece) -> bool {
    let first = || lines(text, piece).into_iter().next().map(|it| it.text).unwrap_or_default();
    let label = |it: &str| it.trim_start_matches(['-', '*', '+', ' ']).split_once([':', '：']).map(|it| fold(it.0));
    is_prose(piece) && label(&first()).is_some_and(|it| vocabulary().roles(&it).contains(&Role::Type))
}

/// Whether a heading is a name that what follows it says again, with its type.
fn names_again(text: &str, heading: &Piece, next: &Piece, notation: &Notation) -> bool {
    begun(text, heading, false, notation).is_some_and(|it| it.is_signed_by(text, next))
}

/// A name that a piece begins with; `typed` says that its type follows.
fn begun(text: &str, piece: &Piece, typed: bool, notation: &Notation) -> Option<Record> {
    let level = match &piece.kind {
        PieceKind::Heading { level, .. } => *level,
        PieceKind::Paragraph(rich)
            if rich.marks.first().is_some_and(|it| it.range.start == 0) || rich.text.starts_with("** ") =>
        {
            LINE
        }
        PieceKind::Paragraph(_) | PieceKind::Item(_) | PieceKind::Table(_) | PieceKind::Code { .. } => return None,
    };
    let mut lines = lines(text, piece).into_iter();
    let line = lines.next()?;
    let shown = line.text.split("{#").next().unwrap_or_default().trim();
    let name = line.part(0..shown.len());
    let name = if level < LINE { before_code(name) } else { name };
    let marked = name.all(&MarkKind::Code) || name.all(&MarkKind::Strong);
    // `**name** string Required` alone on its line, or `**name** (string) – What it is.`
    let told = |it: &Item| it.alone() || it.typed && is_set_off(&name, it);
    let fits = |it: &Item| if level == LINE { told(it) } else { it.alone() && is_bracketed(&name, it) };
    let (name, spec) = match items::item(&name, notation).filter(|it| !marked && fits(it)) {
        Some(found) => (found.name.clone(), Some(found)),
        None if level == LINE && !marked => return None,
        None => (name, None),
    };
    let read = names::read(&name);
    let [one] = read.names.as_slice() else { return None };
    let folded = fold(&name.text);
    let generic = ["generic", "request", "response", "parameters", "errors", "headers", "query"];
    // `### type` may be a member, and "### Type" is none unless its type follows.
    let plain = !marked && spec.is_none() && !typed && !name.text.starts_with(char::is_lowercase);
    let generic = plain && generic.iter().any(|it| vocabulary().heading(it, &folded));
    if !is_identifier(one) || name.text.len() > 80 || generic {
        return None;
    }
    let mut record = Record {
        level,
        range: piece.range.clone(),
        name,
        labelled: Vec::new(),
        prose: Rich::default(),
        pieces: vec![piece.clone()],
        signed: false,
        about: About::Member,
        values: Vec::new(),
    };
    if let Some(found) = spec {
        record.labelled.push(("type".to_owned(), found.ty));
        let default = found.default.map(|it| ("default".to_owned(), Rich::plain(it)));
        record.labelled.extend(default);
        record.prose = found.prose;
    }
    lines.for_each(|it| record.line(&it));
    Some(record)
}

/// A heading whose first word a piece of code follows, ``size `integer` ``: the word is the name.
fn before_code(mut line: Rich) -> Rich {
    let end = line.text.find(' ').unwrap_or(line.text.len());
    let code = line.marks.first().is_some_and(|it| it.kind == MarkKind::Code && it.range.start == end + 1);
    if code && is_identifier(&line.text[..end]) {
        line.marks.insert(0, Mark { range: 0..end, kind: MarkKind::Code });
    }
    line
}

/// Whether brackets or marks hold what stands behind the name in a heading.
fn is_bracketed(line: &Rich, item: &Item) -> bool {
    let rest = line.text.strip_prefix(item.name.text.as_str()).unwrap_or_default();
    let start = line.text.len() - rest.trim_start().len();
    rest.starts_with(' ') && (rest.trim_start().starts_with('(') || line.marks.iter().any(|it| it.range.start == start))
}

/// Whether a mark stands between the type of a line and its prose.
fn is_set_off(line: &Rich, item: &Item) -> bool {
    let first = item.prose.text.lines().next().unwrap_or_default();
    let before = line.text.strip_suffix(first).filter(|_| !first.is_empty()).unwrap_or_default().trim_end();
    before.ends_with([':', '–', '—', '：']) || before.ends_with(" -")
}

impl Record {
    fn take(&mut self, text: &str, piece: Piece) {
        match self.about.read(text, &piece) {
            Some(Said::Default(value)) => self.fact(DEFAULT.to_owned(), value),
            Some(Said::Prose(line)) => self.prose.push("\n", &line),
            Some(Said::Nothing) => {}
            None if is_prose(&piece) => lines(text, &piece).iter().for_each(|it| self.line(it)),
            None => {}
        }
        if is_prose(&piece) {
            self.range.end = piece.range.end;
        }
        self.pieces.push(piece);
    }

    fn line(&mut self, line: &Rich) {
        if let Some((marks, ty)) = self.signature(line) {
            self.signed = true;
            self.labelled.push(("type".to_owned(), ty));
            self.labelled.extend(marks.into_iter().map(|it| (it, Rich::plain("yes"))));
            return;
        }
        let colon = line.text.find([':', '：']).filter(|it| shorter(&line.text[..*it], 40));
        let label = colon.map(|it| fold(&line.text[..it])).unwrap_or_default();
        let end = colon.map_or(0, |it| it + line.text[it..].chars().next().map_or(1, char::len_utf8));
        if is_fact(&label) && self.labelled.iter().all(|it| it.0 != label) {
            self.labelled.push((label, line.part(end..line.text.len())));
            return;
        }
        // The last label is that of a type with values.
        let last = self.labelled.last().filter(|it| vocabulary().roles(&it.0).contains(&Role::Type));
        if label.is_empty() && last.is_some_and(|it| value_lists::are_said(&it.1.text)) {
            self.values.extend(value_lists::shown_by(line));
        }
        self.prose.push("\n", line);
    }

    /// Takes in a label and what it says.
    pub(super) fn fact(&mut self, label: String, said: Rich) {
        let said = if vocabulary().is_blank(said.text.trim_matches(['(', ')', ' '])) { Rich::default() } else { said };
        if is_fact(&label) && self.labelled.iter().all(|it| it.0 != label) {
            self.labelled.push((label, said));
        } else {
            self.prose.push("\n", &said);
        }
    }

    /// Whether its type is that of a text or a number.
    fn is_one(&self, notation: &Notation) -> bool {
        let ty = self.ty().and_then(|it| types::read(it, notation).ty);
        let parsed = ty.map(|it| notation.parse(it.text.trim()));
        self.level < LINE && matches!(parsed, Some(Ok(TypeExpr::Known(Type::String(_) | Type::Integer(_)))))
    }

    /// Whether its heading is its name alone.
    fn is_bare(&self) -> bool {
        names::read(&self.name).names.first().is_some_and(|it| it == self.name.text.trim())
    }

    /// Whether its type has members that it does not tell.
    fn is_open(&self, notation: &Notation) -> bool {
        let ty = self.ty().and_then(|it| types::read(it, notation).ty);
        let open = |it: &TypeExpr| matches!(it, TypeExpr::Known(Type::Object | Type::Any | Type::Array(_)));
        self.level < LINE
            && ty.is_some_and(|it| match notation.parse(it.text.trim()) {
                Ok(TypeExpr::Nullable(inner) | TypeExpr::Optional(inner) | TypeExpr::List(inner)) => open(&inner),
                Ok(ty) => open(&ty),
                Err(_) => false,
            })
    }

    /// Whether a piece begins with its name and its type.
    fn is_signed_by(&self, text: &str, piece: &Piece) -> bool {
        matches!(piece.kind, PieceKind::Paragraph(_))
            && lines(text, piece).first().is_some_and(|it| self.signature(it).is_some())
    }

    /// The name again and its type, with marks before it: `optional **name**: string`. The marks as labels, and the type.
    fn signature(&self, line: &Rich) -> Option<(Vec<String>, Rich)> {
        let start = line.text.len() - line.text.trim_start_matches(['•', ' ', '\u{a0}']).len();
        let strong = line.marks.iter().find(|it| it.kind == MarkKind::Strong)?;
        let shown = line.text[strong.range.clone()].trim_end_matches([':', '?', ' ']);
        let rest = line.text[strong.range.end..].trim_start_matches(['?', ' ']);
        let behind = rest.strip_prefix(':').or(line.text[strong.range.clone()].ends_with(':').then_some(rest))?;
        let own = names::read(&self.name).names.first().is_some_and(|it| it == shown);
        // "Mood : `enum`" tells its type itself.
        if !own || self.ty().is_some() || strong.range.start < start || self.name.text.contains(" : ") {
            return None;
        }
        let marks: Vec<String> = line.text[start..strong.range.start].split_whitespace().map(fold).collect();
        let known = |it: &String| {
            vocabulary().roles(it).iter().any(|it| ROLES.contains(it))
                || vocabulary().words.marks["modifiers"].contains(it)
        };
        let ty = line.part(line.text.len() - behind.len()..line.text.len());
        (marks.iter().all(known) && !ty.is_blank()).then_some((marks, ty))
    }

    /// What it says of its type.
    pub(super) fn ty(&self) -> Option<&Rich> {
        self.labelled.iter().find(|it| vocabulary().roles(&it.0).contains(&Role::Type)).map(|it| &it.1)
    }
}

/// Whether a label is one of a fact.
pub(super) fn is_fact(label: &str) -> bool {
    vocabulary().roles(&fold(label)).iter().any(|it| ROLES.contains(it))
}

/// Ends a group. What stands further below its last name, or in a table behind it, are the members of that.
fn close(group: &mut Vec<Record>, inside: bool, notation: &Notation, out: &mut Vec<Part>) {
    let heading = group.last().filter(|it| inside && it.is_open(notation)).map(|it| it.pieces[0].clone());
    let told = settle(group, notation, out);
    out.extend(heading.filter(|_| told).map(Part::Piece));
}

/// Puts the table of a group out, or what the group is made of; whether it is a table.
fn settle(group: &mut Vec<Record>, notation: &Notation, out: &mut Vec<Part>) -> bool {
    let records = std::mem::take(group);
    let typed = |it: &Record| it.ty().is_some_and(|it| types::read(it, notation).ty.is_some());
    let told = records.iter().filter(|it| typed(it)).count();
    // What comes before the first typed name is a heading of its own.
    let first = records.iter().position(typed).unwrap_or(records.len());
    let last = records.iter().rposition(typed).map_or(0, |it| it + 1);
    // One alone is the detail of something that a table above lists.
    let alone = told < 2 && !records.iter().any(|it| it.signed);
    if alone || told == 0 || told * 5 < last.saturating_sub(first) * 4 {
        out.extend(records.into_iter().flat_map(|it| it.pieces).map(Part::Piece));
        return false;
    }
    let mut records = records;
    for record in records.iter_mut().filter(|it| it.values.len() > 1) {
        let values = std::mem::take(&mut record.values);
        record.fact("possible values".to_owned(), codes(&values));
    }
    let mut fields = records.split_off(first);
    let rest = fields.split_off(last - first);
    out.extend(records.into_iter().flat_map(|it| it.pieces).map(Part::Piece));
    // Its names are headings: what stands below the ones before them has ended.
    let top = fields.iter().map(|it| it.level).min().filter(|it| *it < LINE);
    out.extend(top.map(Part::Ends));
    out.push(Part::Fields(table(fields, notation)));
    let whole = rest.is_empty();
    out.extend(rest.into_iter().flat_map(|it| it.pieces).map(Part::Piece));
    whole
}
