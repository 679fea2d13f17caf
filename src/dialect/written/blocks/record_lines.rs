//! Lines below a name → what they say of it. Comes in: the pieces that stand below a name. Goes out: labels and what follows them,
//! and prose. Items below a label that says nothing itself, "Examples:", are what it says.

use super::lists::indent;
use super::record_tags::{DEFAULT, Said};
use super::records::{LINE, Record, is_prose};
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::names;
use crate::dialect::written::cells::type_words::certain;
use crate::dialect::written::cells::value_lists::{self, leading};
use crate::dialect::written::grids::kinds::{ROLES, is_fact};
use crate::dialect::written::grids::list_grids::codes;
use crate::dialect::written::words::vocabulary::{Role, fold, shorter, vocabulary};
use crate::markdown::{Mark, MarkKind, Piece, PieceKind, References, Rich, inline};
use crate::typexpr::Notation;

/// More words than these are prose.
const MOST_WORDS: usize = 4;

/// The lines of a piece as they are written.
pub(crate) fn lines(text: &str, piece: &Piece) -> Vec<Rich> {
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
        PieceKind::Code { body, .. } => declaration(&text[body.clone()]).into_iter().collect(),
        PieceKind::Table(_) => Vec::new(),
    }
}

/// Longer code is a sample.
const LONGEST_CODE: usize = 1 << 12;

/// Code that declares a member and no more, `optional size: number;`, with its name in bold.
fn declaration(code: &str) -> Option<Rich> {
    let code = code.trim().strip_suffix(';').filter(|it| it.len() < LONGEST_CODE)?;
    let line = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = line.find(':')?;
    let before = line[..end].trim_end_matches([' ', '?']);
    let start = before.rfind(' ').map_or(0, |it| it + 1);
    let name = start..before.len();
    let fits = is_identifier(before[name.clone()].trim_matches(['"', '\'']));
    fits.then(|| Rich { marks: vec![Mark { range: name, kind: MarkKind::Strong }], ..Rich::plain(line) })
}

/// A line that begins with `** name **`, which is strong to whoever wrote it.
fn strong(line: &str) -> String {
    match line.strip_prefix("** ").and_then(|it| it.split_once(" **")) {
        Some((name, rest)) => format!("**{}**{rest}", name.trim()),
        None => line.to_owned(),
    }
}

/// Whether its members must be there, and its type, where a line is nothing else: "**Required**—array of strings".
pub(crate) fn headline(line: &Rich, notation: &Notation) -> Option<(&'static str, Rich)> {
    let text = line.text.as_str();
    let (dash, width) =
        ["—", "–", " - "].iter().filter_map(|it| Some((text.find(it)?, it.len()))).min_by_key(|it| it.0)?;
    let before = fold(text[..dash].trim());
    let word = before.split([' ', ',']).next().unwrap_or_default();
    let is = |kind: &str| vocabulary().words.marks[kind].iter().any(|it| it == word);
    let said = if is("required") { "yes" } else { is("optional").then_some("no")? };
    let ty = line.part(dash + width..text.len()).trimmed();
    let strong = line.marks.iter().any(|it| it.kind == MarkKind::Strong && it.range.start == 0);
    let short = ty.text.split(' ').count() <= MOST_WORDS && before.split(' ').count() <= MOST_WORDS;
    let plain = !ty.is_blank() && !ty.text.ends_with(['.', ':', '!', '?']) && !ty.text.contains(", ");
    // Words that nobody knows as a type are one behind a mark alone.
    let close = text[dash..].starts_with(['—', '–']) && !text[..dash].ends_with(' ');
    let fits = plain && (certain(&ty, notation) || strong && short && close);
    fits.then_some((said, ty))
}

/// Whether a text is a number or stands in quotes.
fn is_literal(text: &str) -> bool {
    let inner = |it: char| text.strip_prefix(it).and_then(|rest| rest.strip_suffix(it));
    let quoted = |it: char| inner(it).is_some_and(|text| !text.contains(it));
    text.parse::<f64>().is_ok() || quoted('"') || quoted('\'')
}

impl Record {
    /// Takes in a piece that stands below the name.
    pub(crate) fn take(&mut self, text: &str, piece: Piece, notation: &Notation) {
        match self.about.read(text, &piece) {
            Some(Said::Default(value)) => self.fact(DEFAULT.to_owned(), value),
            Some(Said::Type(ty)) => self.retyped(ty, notation),
            Some(Said::Prose(line)) => self.prose.push("\n", &line),
            Some(Said::Nothing) => {}
            None if is_prose(&piece) || self.is_signed_by(text, &piece) => self.said(text, &piece, notation),
            None => {}
        }
        if is_prose(&piece) {
            self.range.end = piece.range.end;
        }
        self.pieces.push(piece);
    }

    /// Puts a type in the place of one that tells less.
    fn retyped(&mut self, ty: Rich, notation: &Notation) {
        let known = notation.parse(&ty.text).is_ok();
        let place = self.labelled.iter_mut().find(|it| vocabulary().roles(&it.0).contains(&Role::Type));
        if let Some((_, said)) = place.filter(|_| known) {
            *said = ty;
        }
    }

    /// Whether a paragraph right below its heading is a line of its type: "**Required**—object".
    pub(crate) fn is_headed_by(&self, text: &str, piece: &Piece, notation: &Notation) -> bool {
        let bare = self.level < LINE && self.labelled.is_empty() && self.prose.is_blank();
        bare && matches!(piece.kind, PieceKind::Paragraph(_))
            && lines(text, piece).first().is_some_and(|it| headline(it, notation).is_some())
    }

    pub(crate) fn said(&mut self, text: &str, piece: &Piece, notation: &Notation) {
        let place = indent(text, piece.range.start);
        if let (PieceKind::Item(rich), Some((above, items))) = (&piece.kind, &mut self.listed)
            && place > *above
        {
            items.push(rich.clone());
            return;
        }
        self.settle_list();
        let said = lines(text, piece);
        let head = said.first().filter(|_| self.is_headed_by(text, piece, notation));
        let head = head.and_then(|it| headline(it, notation));
        let first = usize::from(head.is_some());
        if let Some((required, ty)) = head {
            self.labelled.extend([("required".to_owned(), Rich::plain(required)), ("type".to_owned(), ty)]);
        }
        let before = self.labelled.len();
        said[first..].iter().for_each(|it| self.line(it));
        let announces = self.labelled.len() > before && self.labelled.last().is_some_and(|it| it.1.is_blank());
        if announces && matches!(piece.kind, PieceKind::Item(_)) {
            self.listed = Some((place, Vec::new()));
        }
    }

    /// Ends the items below a label: values and examples are what it says, and other items are prose.
    pub(crate) fn settle_list(&mut self) {
        let Some((_, items)) = self.listed.take().filter(|it| !it.1.is_empty()) else { return };
        let Some((label, said)) = self.labelled.last_mut() else { return };
        let roles = vocabulary().roles(label);
        let values = roles.contains(&Role::Values);
        let shown: Option<Vec<String>> = if values {
            items.iter().map(leading).collect()
        } else {
            let code = |it: &Rich| it.trimmed().all(&MarkKind::Code).then(|| it.text.trim().to_owned());
            items.iter().map(code).collect::<Option<_>>().filter(|_| roles.contains(&Role::Examples))
        };
        let told = shown.as_ref().is_some_and(|it| it.len() == items.len());
        if let Some(shown) = shown {
            *said = codes(&shown);
        } else {
            self.labelled.pop();
        }
        // What stands behind a value says what it means.
        let bare = |it: &Rich| it.trimmed().all(&MarkKind::Code);
        items.iter().filter(|it| !told || values && !bare(it)).for_each(|it| self.prose.push("\n", it));
    }

    /// Ends the lines that show a value each: those are what its type may be.
    pub(crate) fn settle_values(&mut self) {
        if self.values.len() > 1 {
            let values = codes(&std::mem::take(&mut self.values));
            self.fact("possible values".to_owned(), values);
        }
    }

    pub(crate) fn line(&mut self, line: &Rich) {
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
    pub(crate) fn fact(&mut self, label: String, said: Rich) {
        let said = if vocabulary().is_blank(said.text.trim_matches(['(', ')', ' '])) { Rich::default() } else { said };
        let wire = vocabulary().roles(&label).contains(&Role::Wire) && is_identifier(said.text.trim());
        if (is_fact(&label) || wire) && self.labelled.iter().all(|it| it.0 != label) {
            self.labelled.push((label, said));
        } else if !said.is_blank() {
            let mut line = Rich::plain(label);
            line.push(": ", &said);
            self.prose.push("\n", &line);
        }
    }

    /// The name again and its type, with marks before it: `optional **name**: string`. The marks as labels, and the type.
    pub(crate) fn signature(&self, line: &Rich) -> Option<(Vec<String>, Rich)> {
        let start = line.text.len() - line.text.trim_start_matches(['•', ' ', '\u{a0}']).len();
        let strong = line.marks.iter().find(|it| it.kind == MarkKind::Strong)?;
        let shown = line.text[strong.range.clone()].trim_end_matches([':', '?', ' ']);
        let rest = line.text[strong.range.end..].trim_start_matches(['?', ' ']);
        let declared = rest.strip_prefix(':').or(line.text[strong.range.clone()].ends_with(':').then_some(rest));
        // Members of enums have values: ``**Calm** = `1` ``.
        let valued = declared.unwrap_or(rest).trim_start().strip_prefix('=').map(str::trim_start);
        let behind = valued.filter(|it| is_literal(it.trim_end())).or(declared)?;
        // `### berth.number` may go on with `**number**`.
        let last = |it: &str| it.rsplit_once('.').is_some_and(|it| it.1 == shown);
        let own = names::read(&self.name).names.first().is_some_and(|it| it == shown || last(it));
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
}
