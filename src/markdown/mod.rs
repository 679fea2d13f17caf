//! Markdown → blocks. Comes in: a text. Goes out: a [`Document`] whose blocks know where they stand. Rows stay raw lines:
//! what a reader of CommonMark would lose of them (surplus cells, angle brackets) is still there.

mod blocks;
mod components;
mod grid;
mod html;
mod html_table;
mod inline;
mod lines;
mod markup;
mod page;
mod rich;
mod shortcodes;
mod table;

pub use grid::{Cell, Grid, GridRow};
pub use inline::{Inline, decode, entities, prose, references, trim};
pub use page::{Page, Piece, PieceKind, page};
pub use rich::{Mark, MarkKind, References, Rich, inline};

use crate::text::{FileId, Spelling};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;
use std::sync::Arc;

/// A page as a sequence of blocks. Sections follow from the levels of its headings.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The document.
    pub file: FileId,
    /// The blocks in order, list items one by one.
    pub blocks: Vec<Block>,
}

/// A block of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A heading with its text as readers see it.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The text.
        text: Spelling,
    },
    /// A table of pipes.
    Table(Table),
    /// A paragraph; its text is that of its range.
    Paragraph,
    /// An item of a list; its range begins with its mark.
    Item,
    /// A block of code, fenced or indented.
    Code,
    /// HTML.
    Html,
}

/// A table of pipes. Its lines are raw; [`cells`] splits one as CommonMark does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The line of the header.
    pub header: Range<usize>,
    /// The lines of the rows, without header and delimiter.
    pub rows: Vec<Range<usize>>,
}

/// Cuts a text into blocks. Total: every text has some.
#[must_use]
pub fn scan(file: FileId, text: &Arc<str>) -> Document {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let outer = depth == 0;
                depth += 1;
                let kind = match tag {
                    Tag::Heading { level, .. } if outer => {
                        BlockKind::Heading { level: level as u8, text: decode(file, text, heading(text, &range)).text }
                    }
                    Tag::Table(_) if outer => BlockKind::Table(table(text, &range)),
                    Tag::Paragraph if outer => BlockKind::Paragraph,
                    Tag::CodeBlock(_) if outer => BlockKind::Code,
                    Tag::HtmlBlock if outer => BlockKind::Html,
                    Tag::Item => BlockKind::Item,
                    _ => continue,
                };
                blocks.push(Block { range, kind });
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    Document { file, blocks }
}

/// The lines of a range without their endings.
pub fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    text[range].split_inclusive('\n').map(move |line| {
        let kept = line.trim_end_matches(['\n', '\r']);
        let range = at..at + kept.len();
        at += line.len();
        range
    })
}

/// The cells of a row or header as CommonMark splits them: at bars that no backslash escapes.
#[must_use]
pub fn cells(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut line = trim(text, line);
    if text[line.clone()].starts_with('|') {
        line.start += 1;
    }
    if text[line.clone()].ends_with('|') && !text[line.clone()].ends_with("\\|") {
        line.end -= 1;
    }
    let mut found = Vec::new();
    let (mut start, mut escaped) = (line.start, false);
    for (at, it) in text[line.clone()].bytes().enumerate() {
        if it == b'|' && !escaped {
            found.push(trim(text, start..line.start + at));
            start = line.start + at + 1;
        }
        escaped = it == b'\\' && !escaped;
    }
    found.push(trim(text, start..line.end));
    found
}

/// The text of a heading: some templates print its mark twice.
fn heading(text: &str, range: &Range<usize>) -> Range<usize> {
    let first = lines(text, range.clone()).next().unwrap_or(range.start..range.start);
    let raw = &text[first.clone()];
    let start = first.start + raw.len() - raw.trim_start_matches(['#', ' ', '\t']).len();
    let end = start + text[start..first.end].trim_end_matches(['#', ' ', '\t']).len();
    start..end
}

fn table(text: &str, range: &Range<usize>) -> Table {
    let mut lines = lines(text, range.clone());
    let header = lines.next().unwrap_or(range.start..range.start);
    lines.next();
    Table { header, rows: lines.filter(|it| !text[it.clone()].trim().is_empty()).collect() }
}
