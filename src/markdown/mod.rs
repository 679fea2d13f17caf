//! Markdown → blocks. Comes in: a text. Goes out: a [`Document`] whose blocks know where they stand. Rows stay raw lines:
//! what a reader of CommonMark would lose of them (surplus cells, angle brackets) is still there.

mod inline;

pub use inline::{Inline, decode, entities};

use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// A page as a sequence of blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
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
        text: String,
    },
    /// A table: its header's cells, and where each row stands.
    Table {
        /// The cells of the header, as readers see them.
        header: Vec<String>,
        /// The rows, each a raw line.
        rows: Vec<Range<usize>>,
    },
    /// A paragraph; its text is that of its range.
    Paragraph,
    /// An item of a list, without its mark.
    Item,
    /// A block of code, fenced or indented.
    Code,
    /// HTML.
    Html,
}

/// Cuts a text into blocks. Total: every text has some.
#[must_use]
pub fn scan(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let outer = depth == 0;
                depth += 1;
                let kind = match tag {
                    Tag::Heading { level, .. } if outer => {
                        BlockKind::Heading { level: level as u8, text: decode(heading(&text[range.clone()])).text }
                    }
                    Tag::Table(_) if outer => table(text, &range),
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
    Document { blocks }
}

fn heading(raw: &str) -> &str {
    let first = raw.lines().next().unwrap_or_default().trim();
    // Some templates print the mark twice.
    first.trim_start_matches(['#', ' ']).trim_end_matches('#').trim()
}

fn table(text: &str, range: &Range<usize>) -> BlockKind {
    let mut at = range.start;
    let mut lines = text[range.clone()].split_inclusive('\n').map(|line| {
        let kept = line.trim_end_matches(['\n', '\r']);
        let range = at..at + kept.len();
        at += line.len();
        range
    });
    let header = lines.next().map(|it| cells(&text[it])).unwrap_or_default();
    lines.next();
    BlockKind::Table { header, rows: lines.filter(|it| !text[it.clone()].trim().is_empty()).collect() }
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    line.split('|').map(|it| decode(it).text).collect()
}
