//! Blocks of labelled lines → tables. Comes in: the pieces of a page. Goes out: the same, where names with lines such as
//! `Type: string` and `Required: no` below them are the rows of a table. A name is a heading, a line in bold or a line of code.

use super::lists::Part;
use super::record_lines::{headline, lines};
use super::record_runs::{Runs, Scopes};
use super::record_tables::{labels, values};
use super::record_tags::About;
use super::shown_names::Shown;
use crate::dialect::written::cells::items::{self, Item};
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::{names, types};
use crate::dialect::written::grids::list_grids::codes;
use crate::dialect::written::headings::title::without_number;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Piece, PieceKind, Rich};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// A name and what stands below it.
pub(crate) struct Record {
    pub(crate) level: u8,
    pub(crate) range: Range<usize>,
    pub(crate) name: Rich,
    /// Label and what follows it.
    pub(crate) labelled: Vec<(String, Rich)>,
    pub(crate) prose: Rich,
    pub(crate) pieces: Vec<Piece>,
    /// The heading above it, where it is one.
    pub(crate) above: usize,
    /// Whether a line says its name again, with its type.
    pub(crate) signed: bool,
    /// What the text that follows is about.
    pub(crate) about: About,
    /// Values that lines below a type show which says that it has some.
    pub(crate) values: Vec<String>,
    /// The items below a label that says nothing itself, and how far the label is moved to the right.
    pub(crate) listed: Option<(usize, Vec<Rich>)>,
}

/// Below all headings.
pub(crate) const LINE: u8 = 7;

/// Puts tables in the place of blocks.
pub(crate) fn tabled(text: &str, parts: Vec<Part>, notation: &Notation) -> Vec<Part> {
    let mut out = Vec::new();
    let mut group: Vec<Record> = Vec::new();
    let mut runs = typed(text, &parts, notation);
    let (mut shown, mut scopes) = (Shown::default(), Scopes::default());
    let mut parts = parts.into_iter().peekable();
    while let Some(part) = parts.next() {
        shown.see(&part);
        scopes.see(&part);
        // A list of values below a name that holds one of them.
        if let Part::Values(items, grid) = &part
            && let Some(record) = group.last_mut().filter(|it| it.is_one(notation))
            && let Some(values) = values(grid)
        {
            record.fact("possible values".to_owned(), codes(&values));
            items.iter().for_each(|it| record.take(text, it.clone(), notation));
            continue;
        }
        let Part::Piece(piece) = part else {
            runs.settle(&mut group, notation, &mut out);
            out.push(part);
            continue;
        };
        let goes_on = |it: &&mut Record| {
            it.is_signed_by(text, &piece) || it.is_headed_by(text, &piece, notation) || it.is_tagged_by(&piece)
        };
        if let Some(record) = group.last_mut().filter(goes_on) {
            record.take(text, piece, notation);
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
        let typed = matches!(parts.peek(), Some(Part::Piece(it)) if tells_type(text, it, notation));
        match begun(text, &piece, typed, notation).filter(|it| !shown.has(it)) {
            Some(record) => {
                let above = scopes.above(record.level);
                group.push(Record { above, ..record });
            }
            None if matches!(piece.kind, PieceKind::Paragraph(_) | PieceKind::Item(_) | PieceKind::Code { .. }) => {
                match group.last_mut() {
                    Some(record) => record.take(text, piece, notation),
                    None => out.push(Part::Piece(piece)),
                }
            }
            None => {
                let inside = match &piece.kind {
                    PieceKind::Heading { level, .. } => group.last().is_some_and(|it| it.level < *level),
                    _ => true,
                };
                runs.close(&mut group, inside, notation, &mut out);
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
            runs.close(&mut group, true, notation, &mut out);
        }
    }
    runs.settle(&mut group, notation, &mut out);
    out
}

/// How many headings below each heading tell types, of those that no table above shows.
fn typed(text: &str, parts: &[Part], notation: &Notation) -> Runs {
    let mut runs = Runs::new();
    let (mut shown, mut scopes) = (Shown::default(), Scopes::default());
    // A name whose type is yet to come.
    let mut open: Option<Record> = None;
    for part in parts {
        shown.see(part);
        scopes.see(part);
        let Part::Piece(piece) = part else {
            open = None;
            continue;
        };
        match &piece.kind {
            PieceKind::Heading { level, .. } => {
                open = begun(text, piece, true, notation).filter(|it| !shown.has(it));
                if let Some(record) = &mut open {
                    record.above = scopes.above(*level);
                }
            }
            PieceKind::Table(grid) => {
                if let (Some(record), Some(said)) = (&mut open, labels(grid)) {
                    said.into_iter().for_each(|it| record.fact(it.0, it.1));
                    record.pieces.push(piece.clone());
                }
            }
            PieceKind::Paragraph(_) | PieceKind::Item(_) => {
                open.iter_mut().for_each(|it| it.said(text, piece, notation));
            }
            PieceKind::Code { .. } => {
                open.iter_mut().filter(|it| it.is_signed_by(text, piece)).for_each(|it| it.said(text, piece, notation));
            }
        }
        if let Some(record) = open.take_if(|it| it.ty().is_some()) {
            runs.tells_type(&record, notation);
        }
    }
    runs
}

pub(crate) fn is_prose(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Paragraph(_) | PieceKind::Item(_))
}

/// Whether a piece begins with the label of a type: `- **Type:** integer`.
fn tells_type(text: &str, piece: &Piece, notation: &Notation) -> bool {
    if !is_prose(piece) {
        return false;
    }
    let Some(first) = lines(text, piece).into_iter().next() else { return false };
    let label = |it: &str| it.trim_start_matches(['-', '*', '+', ' ']).split_once([':', '：']).map(|it| fold(it.0));
    let labelled = label(&first.text).is_some_and(|it| vocabulary().roles(&it).contains(&Role::Type));
    labelled || matches!(piece.kind, PieceKind::Paragraph(_)) && headline(&first, notation).is_some()
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
    let start = line.text.len() - line.text.trim_start().len();
    let name = line.part(start..start + shown.len());
    let numbered = name.text.len() - without_number(&name.text).len();
    let name = if level < LINE { before_code(name.part(numbered..name.text.len())) } else { name };
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
    let mut record = Record { pieces: vec![piece.clone()], ..Record::new(level, piece.range.clone(), name) };
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
    /// A name of which nothing is said yet.
    pub(crate) fn new(level: u8, range: Range<usize>, name: Rich) -> Self {
        Self {
            level,
            range,
            name,
            labelled: Vec::new(),
            prose: Rich::default(),
            pieces: Vec::new(),
            above: 0,
            signed: false,
            about: About::Member,
            values: Vec::new(),
            listed: None,
        }
    }

    /// Whether its type is that of a text or a number.
    fn is_one(&self, notation: &Notation) -> bool {
        let ty = self.ty().and_then(|it| types::read(it, notation).ty);
        let parsed = ty.map(|it| notation.parse(it.text.trim()));
        self.level < LINE && matches!(parsed, Some(Ok(TypeExpr::Known(Type::String(_) | Type::Integer(_)))))
    }

    /// Whether it is a member, and no model: models begin with capitals, and are told by no table of facts.
    pub(crate) fn is_member(&self) -> bool {
        let facts = self.pieces.iter().any(|it| matches!(it.kind, PieceKind::Table(_)));
        self.level < LINE && (facts || !self.name.text.trim_start().starts_with(char::is_uppercase))
    }

    /// Whether its heading is its name alone.
    fn is_bare(&self) -> bool {
        names::read(&self.name).names.first().is_some_and(|it| it == self.name.text.trim())
    }

    /// Whether its type has members that it does not tell.
    pub(crate) fn is_open(&self, notation: &Notation) -> bool {
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
    pub(crate) fn is_signed_by(&self, text: &str, piece: &Piece) -> bool {
        matches!(piece.kind, PieceKind::Paragraph(_) | PieceKind::Code { .. })
            && lines(text, piece).first().is_some_and(|it| self.signature(it).is_some())
    }

    /// What it says of its type.
    pub(crate) fn ty(&self) -> Option<&Rich> {
        self.labelled.iter().find(|it| vocabulary().roles(&it.0).contains(&Role::Type)).map(|it| &it.1)
    }
}
