//! Prose of documents → rustdoc that says the same: read as Markdown, written again so that rustdoc, clippy and
//! `cargo test --doc` have nothing to complain of. Code is never run, brackets are links only where they lead to a model
//! or the web, HTML is dropped but for its text.

use super::escape::{code, escape, is_plain};
use super::html::{Piece, pieces};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// Where a link leads: the path of a generated type and its name.
pub(super) struct Target {
    pub(super) path: String,
    pub(super) name: String,
}

/// The lines of a doc comment, without slashes and the blank behind them.
pub(super) fn comment<'p>(prose: &'p str, resolve: &dyn Fn(&str) -> Option<Target>) -> Cow<'p, str> {
    let is_clean = prose.bytes().all(|it| matches!(it, b'\n' | b' '..=b'~'));
    let clean = if is_clean { Cow::Borrowed(prose) } else { Cow::Owned(clean(prose)) };
    let text = clean.trim();
    if text.is_empty() || is_plain(text) {
        return match &clean {
            Cow::Borrowed(it) => Cow::Borrowed(it.trim()),
            Cow::Owned(_) => Cow::Owned(text.to_owned()),
        };
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer::new(resolve);
    writer.lines.reserve(text.len() + text.len() / 8);
    for event in Parser::new_ext(text, options) {
        writer.event(event);
    }
    writer.flush();
    let mut lines = writer.lines;
    lines.truncate(lines.trim_end().len());
    Cow::Owned(lines)
}

/// Without characters that are not seen, or change the order in which others are.
fn clean(prose: &str) -> String {
    let keep = |it: char| match it {
        '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => Some(' '),
        '\n' => Some(it),
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{61c}' => None,
        it if it.is_control() => None,
        it => Some(it),
    };
    prose.chars().filter_map(keep).collect()
}

struct Writer<'r> {
    resolve: &'r dyn Fn(&str) -> Option<Target>,
    /// The lines that are done.
    lines: String,
    /// The text of the block that is being read.
    inline: String,
    /// What the lines of the block start with: quotes and the indents of lists.
    prefix: String,
    /// What the next line starts with in place of `prefix`.
    first: Option<String>,
    prefixes: Vec<usize>,
    lists: Vec<Option<u64>>,
    links: Vec<(String, usize)>,
    fenced: bool,
    /// What stands behind the fence.
    info: String,
    cells: Vec<String>,
    in_table: bool,
    heading: bool,
}

impl<'r> Writer<'r> {
    fn new(resolve: &'r dyn Fn(&str) -> Option<Target>) -> Self {
        Self {
            resolve,
            lines: String::new(),
            inline: String::new(),
            prefix: String::new(),
            first: None,
            prefixes: Vec::new(),
            lists: Vec::new(),
            links: Vec::new(),
            fenced: false,
            info: String::new(),
            cells: Vec::new(),
            in_table: false,
            heading: false,
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.fenced => self.inline.push_str(&text),
            Event::Text(text) => {
                let at_start = self.inline.is_empty() || self.inline.ends_with('\n');
                escape(&text, at_start, self.links.is_empty(), &mut self.inline);
            }
            Event::Code(text) => code(&text, &mut self.inline),
            Event::SoftBreak if self.in_table || self.heading => self.inline.push(' '),
            Event::SoftBreak => self.inline.push('\n'),
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.block();
                self.push("---");
            }
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
            _ => {}
        }
    }

    fn hard_break(&mut self) {
        if self.in_table || self.heading {
            self.inline.push(' ');
        } else if !self.inline.is_empty() && !self.inline.ends_with('\n') {
            self.inline.push_str("\\\n");
        }
    }

    /// Tags are dropped, those that end a line end one; the text between them and what only looks like a tag stay.
    fn html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Comment => {}
                Piece::Text(text) => {
                    let at_start = self.inline.is_empty() || self.inline.ends_with('\n');
                    escape(text, at_start, self.links.is_empty(), &mut self.inline);
                }
                Piece::Tag(name) => match name.to_ascii_lowercase().as_str() {
                    "br" => self.hard_break(),
                    "p" | "div" | "li" | "ul" | "ol" | "tr" if !self.in_table => self.block(),
                    _ => {}
                },
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.block(),
            Tag::Heading { .. } => {
                self.block();
                self.heading = true;
                self.inline.push_str("**");
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.indent("> ", "> ");
            }
            Tag::CodeBlock(kind) => {
                self.block();
                self.fenced = true;
                self.info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
            }
            Tag::List(start) => {
                self.flush();
                if self.lists.is_empty() {
                    self.block();
                }
                self.lists.push(start);
            }
            Tag::Item => {
                self.flush();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        format!("{}. ", (*number - 1).min(999_999_999))
                    }
                    _ => "- ".to_owned(),
                };
                let blank = " ".repeat(marker.len());
                self.indent(&marker, &blank);
            }
            Tag::Table(_) => {
                self.block();
                self.in_table = true;
            }
            Tag::TableHead | Tag::TableRow => self.cells.clear(),
            Tag::TableCell => self.inline.clear(),
            Tag::Emphasis => self.inline.push('*'),
            Tag::Strong if !self.heading => self.inline.push_str("**"),
            Tag::Strikethrough => self.inline.push_str("~~"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push((dest_url.into_string(), self.inline.len()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                self.inline.push_str("**");
                if self.inline == "****" {
                    self.inline.clear();
                }
                self.heading = false;
                self.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::Item => {
                self.flush();
                self.outdent();
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline);
                self.cells.push(cell.replace('|', "\\|"));
            }
            TagEnd::TableHead => {
                self.row();
                let rule = vec!["---"; self.cells.len()].join(" | ");
                self.push(&format!("| {rule} |"));
            }
            TagEnd::TableRow => self.row(),
            TagEnd::Table => self.in_table = false,
            TagEnd::Emphasis => self.close("*"),
            TagEnd::Strong if !self.heading => self.close("**"),
            TagEnd::Strikethrough => self.close("~~"),
            TagEnd::Link | TagEnd::Image => self.link(),
            _ => {}
        }
    }

    /// Ends emphasis; of nothing, there is none.
    fn close(&mut self, mark: &str) {
        match self.inline.strip_suffix(mark) {
            Some(before) if !before.ends_with('\\') => self.inline.truncate(before.len()),
            _ => self.inline.push_str(mark),
        }
    }

    fn link(&mut self) {
        let Some((to, at)) = self.links.pop() else { return };
        let text = self.inline.split_off(at.min(self.inline.len()));
        let web = ["http://", "https://", "mailto:"].iter().any(|it| to.starts_with(it))
            && !to.contains(|it: char| {
                it.is_whitespace() || it.is_control() || matches!(it, '<' | '>' | '(' | ')' | '\\')
            });
        let plain = text.trim_matches('`').replace('\\', "");
        if web && (text.is_empty() || plain == to) {
            self.inline.push_str(&format!("<{to}>"));
        } else if web {
            self.inline.push_str(&format!("[{text}]({to})"));
        } else if let Some(target) = (self.resolve)(&to) {
            let link = match (plain == target.name || text.is_empty(), target.path == target.name) {
                (true, true) => format!("[`{}`]", target.name),
                (true, false) => format!("[`{}`]({})", target.name, target.path),
                (false, _) => format!("[{text}]({})", target.path),
            };
            self.inline.push_str(&link);
        } else {
            self.inline.push_str(&text);
        }
    }

    fn indent(&mut self, first: &str, rest: &str) {
        let marker = format!("{}{first}", self.first.take().unwrap_or_else(|| self.prefix.clone()));
        self.first = Some(marker);
        self.prefixes.push(self.prefix.len());
        self.prefix.push_str(rest);
    }

    fn outdent(&mut self) {
        self.first = None;
        if let Some(length) = self.prefixes.pop() {
            self.prefix.truncate(length);
        }
    }

    /// What follows is a block of its own: an empty line before it, but not between a marker and its text.
    fn block(&mut self) {
        self.flush();
        let begun = self.first.is_some();
        let last = self.lines.rsplit('\n').next().unwrap_or_default();
        if !begun && !last.trim().is_empty() {
            let prefix = self.prefix.clone();
            self.line(&prefix, "");
        }
    }

    fn push(&mut self, text: &str) {
        let start = self.first.take().unwrap_or_else(|| self.prefix.clone());
        self.line(&start, text);
    }

    fn line(&mut self, start: &str, text: &str) {
        if !self.lines.is_empty() {
            self.lines.push('\n');
        }
        let before = self.lines.len();
        self.lines.extend([start, text]);
        let length = self.lines[before..].trim_end().len();
        self.lines.truncate(before + length);
    }

    fn flush(&mut self) {
        let mut inline = std::mem::take(&mut self.inline);
        let text = inline.trim().trim_end_matches("\\\n").trim_end();
        let text = text.strip_suffix('\\').filter(|it| !it.ends_with('\\')).unwrap_or(text);
        for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
            self.push(line);
        }
        inline.clear();
        self.inline = inline;
    }

    fn row(&mut self) {
        let row = format!("| {} |", self.cells.join(" | "));
        self.push(&row);
    }

    fn code_block(&mut self) {
        let text = std::mem::take(&mut self.inline);
        self.fenced = false;
        let info = std::mem::take(&mut self.info);
        if text.is_empty() && !info.is_empty() {
            // Three backticks that nobody meant as a fence.
            escape(&format!("``` {info}"), true, true, &mut self.inline);
            return self.flush();
        }
        let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.push(&format!("{fence}text"));
        text.lines().for_each(|it| self.push(it));
        self.push(&fence);
    }
}
