//! Pages that people write → pieces. Comes in: a text. Goes out: headings, tables, paragraphs, items and code in order, with
//! the anchors that stand before them. Wider than CommonMark where pages in the wild are: tables indented as lists and tabs
//! indent them, tables under a component's tag, rows after a blank line, headings and tables in HTML.

use super::blocks::block;
use super::components::Components;
use super::grid::{self, Grid};
use super::html::{self, Token};
use super::lines::{caption, definition, fence, heading, is_break, is_shortcode, item, next, underline};
use super::rich::{self, Mark, MarkKind, References, Rich, inline};
use std::ops::Range;

/// A page in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The title that its front matter gives it.
    pub title: Option<String>,
    /// The pieces in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// The anchors that stand before it or in it.
    pub ids: Vec<String>,
    /// What it is.
    pub kind: PieceKind,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceKind {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its text.
        rich: Rich,
    },
    /// A table.
    Table(Grid),
    /// A paragraph.
    Paragraph(Rich),
    /// An item of a list, without its mark.
    Item(Rich),
    /// Code: the word behind the fence, and where the code stands.
    Code {
        /// The word behind the fence.
        language: String,
        /// The code, without fences.
        body: Range<usize>,
    },
}

/// Cuts a page into pieces. Total, linear in the text's length.
#[must_use]
pub fn page(text: &str) -> Page {
    let mut scanner = Scanner { text, references: references(text), ..Scanner::default() };
    let start = scanner.front_matter();
    scanner.run(start);
    scanner.flush();
    scanner.end_components();
    Page { title: scanner.title, pieces: scanner.pieces }
}

/// `[label]: target` lines.
fn references(text: &str) -> References {
    let mut found = References::default();
    for line in text.lines() {
        let line = line.trim();
        if let Some((label, target)) = line.strip_prefix('[').and_then(|it| it.split_once("]:")) {
            let target = target.split_whitespace().next().unwrap_or_default().trim_matches(['<', '>']);
            if !target.is_empty() && !label.starts_with('^') {
                found.entry(rich::fold(label)).or_insert_with(|| target.to_owned());
            }
        }
    }
    found
}

/// The level of headings that tags give.
const LOWEST: u8 = 6;

/// The level of what stands below all headings.
pub(super) const BELOW: u8 = 7;

#[derive(Default)]
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) references: References,
    title: Option<String>,
    pub(super) pieces: Vec<Piece>,
    /// The lines of the paragraph or item that has not ended.
    pub(super) lines: Vec<Range<usize>>,
    pub(super) item: bool,
    /// Where the definitions among them begin, behind their marks.
    definitions: Vec<usize>,
    /// Anchors that no piece has taken yet.
    pub(super) ids: Vec<String>,
    /// Fields written as components that have not become a table yet.
    pub(super) components: Components,
}

impl Scanner<'_> {
    /// Reads the title; says where the page begins.
    fn front_matter(&mut self) -> usize {
        let Some(mark) = ["---", "+++"].into_iter().find(|it| self.text.starts_with(it)) else { return 0 };
        let first = self.line(0).end;
        if self.text[..first].trim_end() != mark {
            return 0;
        }
        let mut at = next(self.text, first);
        let mut title = None;
        while at < self.text.len() {
            let line = self.line(at);
            let content = self.text[line.clone()].trim();
            at = next(self.text, line.end);
            if content == mark {
                self.title = title;
                return at;
            }
            if let Some((key, value)) = content.split_once([':', '='])
                && key.trim() == "title"
            {
                title = Some(value.trim().trim_matches(['"', '\'']).to_owned()).filter(|it| !it.is_empty());
            }
        }
        0
    }

    /// The line from a place on, without its line ending.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |it| at + it);
        at..at + self.text[at..end].trim_end_matches('\r').len()
    }

    fn run(&mut self, start: usize) {
        let mut at = start;
        // Whether a tag has been taken off the line that is read.
        let mut inside = false;
        while at < self.text.len() {
            let line = self.line(at);
            let raw = &self.text[line.clone()];
            let content = raw.trim_start_matches([' ', '\t', '>']);
            let content = if raw.trim_start().starts_with('>') { content } else { raw.trim_start() };
            let from = line.end - content.len();
            let after = next(self.text, line.end);
            if content.trim().is_empty() {
                if !inside {
                    self.flush();
                }
                (at, inside) = (after, false);
                continue;
            }
            if let Some((fence, info)) = fence(content) {
                self.flush();
                at = self.code(after, fence, info);
                inside = false;
                continue;
            }
            if content.starts_with('<')
                && let Some(end) = self.markup(from)
            {
                (at, inside) = (end, true);
                continue;
            }
            inside = false;
            // The end tag of a field may stand behind its text.
            if self.components.is_open()
                && let Some(end) = content.find("</").filter(|it| *it > 0)
                && matches!(html::tag(&content[end..]), Some((Token::Close(name), _)) if name.starts_with(|it: char| it.is_ascii_uppercase()))
            {
                self.lines.push(from..from + end);
                at = from + end;
                continue;
            }
            if let Some((held, length)) = block(&self.text[from..], from, &self.references) {
                self.flush();
                if let Some(kind) = held {
                    self.push(from..from + length, kind);
                }
                at = from + length;
                continue;
            }
            if let Some((id, title)) = caption(content).filter(|_| self.ends_in_table()) {
                self.entitle(from..line.end, id, title);
            } else if is_shortcode(content) {
                self.flush();
                if let Some(title) = self.components.tag(content, from..line.end, &self.references) {
                    let rich = inline(&title, &self.references);
                    self.push(from..line.end, PieceKind::Heading { level: LOWEST, rich });
                }
            } else if let Some((level, title)) = heading(&content[item(content).unwrap_or_default()..]) {
                self.flush();
                let rich = inline(title, &self.references);
                self.push(from..line.end, PieceKind::Heading { level, rich });
            } else if let Some(level) = underline(content).filter(|_| self.lines.len() == 1 && !self.item) {
                let lines = std::mem::take(&mut self.lines);
                let rich = inline(&self.text[lines[0].clone()], &self.references);
                self.push(lines[0].clone(), PieceKind::Heading { level, rich });
            } else if is_break(content) {
                self.flush();
            } else if content.contains('|') && self.delimited(after) {
                self.flush();
                at = self.table(from..line.end, after);
                continue;
            } else if self.orphan(from..line.end) {
                // A row of the table above.
            } else if let Some(length) = definition(content).filter(|_| self.term()) {
                self.definitions.push(from + length);
                self.lines.push(from + length..line.end);
            } else if let Some(length) = item(content) {
                self.flush();
                self.item = true;
                self.lines.push(from + length..line.end);
            } else {
                self.lines.push(from..line.end);
            }
            at = after;
        }
    }

    /// Whether a table is the last of what has been read.
    fn ends_in_table(&self) -> bool {
        self.lines.is_empty() && self.pieces.last().is_some_and(|it| matches!(it.kind, PieceKind::Table(_)))
    }

    /// Puts the title that stands below a table above it, as a label in bold.
    fn entitle(&mut self, range: Range<usize>, id: &str, title: &str) {
        let mut rich = inline(title, &self.references);
        if let Some(table) = self.pieces.pop_if(|_| !rich.is_blank()) {
            // What announces the table stays right above it.
            let announces = |it: &mut Piece| match &it.kind {
                PieceKind::Paragraph(rich) => rich.text.trim_end().ends_with([':', '：']),
                _ => false,
            };
            let lead = self.pieces.pop_if(announces);
            rich.marks.push(Mark { range: 0..rich.text.len(), kind: MarkKind::Strong });
            self.pieces.push(Piece { range, ids: vec![id.to_owned()], kind: PieceKind::Paragraph(rich) });
            self.pieces.extend(lead);
            self.pieces.push(table);
        }
    }

    /// Makes an item of the line before a definition. Says no when there is none.
    fn term(&mut self) -> bool {
        if self.item {
            return true;
        }
        let Some(term) = self.lines.pop() else {
            // A blank line stands between.
            let Some(Piece { kind: PieceKind::Paragraph(_), range, ids }) = self
                .pieces
                .pop_if(|it| matches!(it.kind, PieceKind::Paragraph(_)) && !self.text[it.range.clone()].contains('\n'))
            else {
                return false;
            };
            self.ids = ids;
            self.lines.push(range);
            self.item = true;
            return true;
        };
        self.flush();
        self.lines.push(term);
        self.item = true;
        true
    }

    /// Whether the line at a place divides a header from rows.
    pub(super) fn delimited(&self, at: usize) -> bool {
        at < self.text.len() && grid::is_delimiter(self.text[self.line(at)].trim_start_matches([' ', '\t', '>']))
    }

    /// Ends the paragraph or item.
    pub(super) fn flush(&mut self) {
        let item = std::mem::take(&mut self.item);
        let lines = std::mem::take(&mut self.lines);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let range = first.start..last.end;
        let definitions = std::mem::take(&mut self.definitions);
        let mut joined = String::with_capacity(range.len());
        for line in &lines {
            // A definition is a line of its own behind its term.
            let defines = definitions.binary_search(&line.start).is_ok();
            joined.push_str(if joined.is_empty() {
                ""
            } else if defines {
                "\\\n"
            } else {
                "\n"
            });
            joined.push_str(self.text[line.clone()].trim());
        }
        let rich = inline(&joined, &self.references);
        if rich.is_blank() {
            self.ids.extend(rich.ids);
            return;
        }
        self.push(range, if item { PieceKind::Item(rich) } else { PieceKind::Paragraph(rich) });
    }

    /// Fields written as components become a table.
    fn end_components(&mut self) {
        if let Some(grid) = self.components.take() {
            self.pieces.push(Piece { range: grid.range.clone(), ids: Vec::new(), kind: PieceKind::Table(grid) });
        }
    }

    pub(super) fn push(&mut self, range: Range<usize>, kind: PieceKind) {
        match &kind {
            PieceKind::Paragraph(rich) | PieceKind::Item(rich) if self.components.text(rich) => return,
            PieceKind::Code { .. } if self.components.is_open() => return,
            // A heading in a field is none of the page.
            PieceKind::Heading { rich, .. } if self.components.text(rich) => return,
            _ => self.end_components(),
        }
        let mut ids = std::mem::take(&mut self.ids);
        match &kind {
            PieceKind::Heading { rich, .. } | PieceKind::Paragraph(rich) | PieceKind::Item(rich) => {
                ids.extend(rich.ids.iter().cloned());
            }
            PieceKind::Table(_) | PieceKind::Code { .. } => {}
        }
        self.pieces.push(Piece { range, ids, kind });
    }

    /// Reads code up to its fence; says where the page goes on.
    fn code(&mut self, start: usize, fence: &str, info: &str) -> usize {
        let mut at = start;
        let mut end = self.text.len();
        let mut after = end;
        while at < self.text.len() {
            let line = self.line(at);
            let content = self.text[line.clone()].trim_start_matches([' ', '\t', '>']).trim_end();
            if content.len() >= fence.len()
                && content.starts_with(fence)
                && content.trim_start_matches(&fence[..1]).is_empty()
            {
                end = at;
                after = next(self.text, line.end);
                break;
            }
            at = next(self.text, line.end);
        }
        let language = info.split_whitespace().next().unwrap_or_default().trim_matches(['{', '}']).to_owned();
        self.push(start..after, PieceKind::Code { language, body: start..end.max(start) });
        after
    }
}
