//! Text as readers see it, with the marks it carries. Comes in: raw inline Markdown, or HTML. Goes out: [`Rich`]. HTML tags
//! in Markdown count as marks; what only looks like a tag (`Array<Order>`) stays text.

use super::html::{self, Token};
use super::shortcodes;
use crate::order;
use foldhash::HashMap;
use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Text as readers see it. Line breaks of every kind are `\n`; spaces that must not break stay U+00A0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rich {
    /// The text.
    pub text: String,
    /// Its marks in the order in which they end.
    pub marks: Vec<Mark>,
    /// The anchors that stand in it.
    pub ids: Vec<String>,
}

/// A marked part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// How.
    pub kind: MarkKind,
}

/// How a part of a text is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// As code.
    Code,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
    /// Struck out.
    Struck,
    /// As a footnote, small and raised.
    Raised,
    /// As a link to this target.
    Link(String),
}

/// The targets of a page's link references, by folded label.
pub type References = HashMap<String, String>;

impl Rich {
    /// Text without marks.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether it has no text.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A part of it, with the marks that touch the part.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start().len());
        let text = text.trim();
        let end = start + text.len();
        let marks = self.marks.iter().filter(|it| it.range.start < end && it.range.end > start).map(|it| Mark {
            range: it.range.start.max(start) - start..it.range.end.min(end) - start,
            kind: it.kind.clone(),
        });
        Self { text: text.to_owned(), marks: marks.collect(), ids: self.ids.clone() }
    }

    /// Adds more behind it, with its marks; `between` stands only between two texts.
    pub fn push(&mut self, between: &str, more: &Self) {
        if !self.text.is_empty() {
            self.text.push_str(between);
        }
        let shift = self.text.len();
        self.text.push_str(&more.text);
        let moved = |it: &Mark| Mark { range: it.range.start + shift..it.range.end + shift, kind: it.kind.clone() };
        self.marks.extend(more.marks.iter().map(moved));
    }

    /// Without the spaces around it.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        self.part(0..self.text.len())
    }

    /// Its lines that are not blank.
    pub fn lines(&self) -> impl Iterator<Item = Self> + '_ {
        let mut at = 0;
        self.text.split('\n').filter_map(move |line| {
            let range = at..at + line.len();
            at = range.end + 1;
            (!line.trim().is_empty()).then(|| self.part(range))
        })
    }

    /// Its links, from left to right.
    pub fn links(&self) -> impl Iterator<Item = (&Range<usize>, &str)> {
        self.marks.iter().filter_map(|it| match &it.kind {
            MarkKind::Link(target) => Some((&it.range, target.as_str())),
            _ => None,
        })
    }

    /// The parts marked as code, from left to right.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.marks.iter().filter(|it| it.kind == MarkKind::Code).map(|it| self.text[it.range.clone()].trim())
    }

    /// Whether all of it is marked so.
    #[must_use]
    pub fn all(&self, kind: &MarkKind) -> bool {
        let all = self.text.trim();
        !all.is_empty()
            && self.marks.iter().any(|it| it.kind == *kind && self.text[it.range.clone()].trim().len() == all.len())
    }

    /// As Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut cuts: Vec<(usize, u8, Cow<'_, str>)> = Vec::new();
        for mark in &self.marks {
            let inner = &self.text[mark.range.clone()];
            let (start, end) = (mark.range.start, mark.range.start + inner.trim_end().len());
            if end <= start || inner.contains('\n') {
                continue;
            }
            let (open, close): (&str, Cow<'_, str>) = match &mark.kind {
                MarkKind::Code => ("`", "`".into()),
                MarkKind::Strong => ("**", "**".into()),
                MarkKind::Emphasis => ("_", "_".into()),
                MarkKind::Struck => ("~~", "~~".into()),
                MarkKind::Raised => continue,
                MarkKind::Link(target) if target.is_empty() => continue,
                MarkKind::Link(target) => ("[", format!("]({target})").into()),
            };
            cuts.push((start, 1, open.into()));
            cuts.push((end, 0, close));
        }
        // Inner marks end first in `marks`: openings of a place are written from the last, ends from the first.
        let order = cuts.len();
        let mut keyed: Vec<_> = cuts.into_iter().enumerate().collect();
        order::sort_by_key(&mut keyed, |(index, (at, side, _))| {
            (*at, *side, if *side == 1 { order - index } else { *index })
        });
        let mut out = String::with_capacity(self.text.len() + 16);
        let mut at = 0;
        for (_, (cut, _, text)) in keyed {
            out.push_str(&self.text[at..cut]);
            out.push_str(&text);
            at = cut;
        }
        out.push_str(&self.text[at..]);
        out.trim().replace('\u{a0}', " ")
    }
}

/// Reads inline Markdown of one or more lines.
#[must_use]
pub fn inline(raw: &str, references: &References) -> Rich {
    let raw = raw.trim_matches(|it: char| it.is_ascii_whitespace());
    let mut builder = Builder::default();
    if !raw.contains(['`', '*', '_', '[', '<', '&', '\\', '~', '{', '\n', '^']) {
        builder.out.text.push_str(raw);
        return builder.finish();
    }
    let raw = shortcodes::unworded(raw);
    let raw = shortcodes::read(&raw);
    // What stands before it keeps a mark at its start (`- name`, `> name`, `1. name`) from being read as a block.
    const GUARD: &str = "x ";
    let guarded = format!("{GUARD}{raw}");
    let callback = |link: BrokenLink<'_>| {
        let label = fold(&link.reference);
        let known = references.get(&label).cloned();
        let explicit = matches!(link.link_type, LinkType::ReferenceUnknown | LinkType::CollapsedUnknown);
        let target = known.or_else(|| explicit.then(|| format!("#{}", label.replace(' ', "-"))))?;
        Some((target.into(), Cow::Borrowed("").into_owned().into()))
    };
    let options = Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_with_broken_link_callback(&guarded, options, Some(callback)).into_offset_iter() {
        match event {
            Event::Text(text) if range.start == 0 => {
                builder.text(text.strip_prefix(GUARD.trim_end()).unwrap_or(&text).trim_start());
            }
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => builder.text(&text),
            Event::Code(code) => {
                builder.open("code", MarkKind::Code);
                builder.text(&code);
                builder.close("code");
            }
            Event::InlineHtml(tag) | Event::Html(tag) => match html::tokens(&tag).next() {
                Some((token @ (Token::Open { .. } | Token::Close(_)), _)) => builder.token(&token, &tag),
                Some((Token::Comment, _)) | None => {}
                Some((Token::Text(text), _)) => builder.text(text),
            },
            Event::SoftBreak => builder.text(" "),
            Event::HardBreak => builder.newline(),
            Event::Start(tag) => match tag {
                Tag::Emphasis => builder.open("em", MarkKind::Emphasis),
                Tag::Strong => builder.open("strong", MarkKind::Strong),
                Tag::Strikethrough => builder.open("s", MarkKind::Struck),
                Tag::Link { dest_url, .. } => builder.open("a", MarkKind::Link(dest_url.into_string())),
                Tag::Image { .. } => builder.open("img", MarkKind::Link(String::new())),
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Emphasis => builder.close("em"),
                TagEnd::Strong => builder.close("strong"),
                TagEnd::Strikethrough => builder.close("s"),
                TagEnd::Link => builder.close("a"),
                TagEnd::Image => builder.close("img"),
                _ => {}
            },
            _ => {}
        }
    }
    builder.finish()
}

/// A label of a link reference as CommonMark compares them.
#[must_use]
pub(super) fn fold(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Gathers text and marks.
#[derive(Default)]
pub(super) struct Builder {
    out: Rich,
    open: Vec<(String, Option<MarkKind>, usize)>,
    /// Whether runs of white space are one space, as in HTML.
    collapse: bool,
    preformatted: usize,
    /// Where a translation begins that what it was made of may follow.
    translated: Option<usize>,
}

impl Builder {
    /// One for HTML, where runs of white space are one space.
    pub(super) fn of_html() -> Self {
        Self { collapse: true, ..Self::default() }
    }

    pub(super) fn text(&mut self, text: &str) {
        if !self.collapse || self.preformatted > 0 {
            self.out.text.push_str(text);
            return;
        }
        for it in text.chars() {
            if it.is_ascii_whitespace() {
                if !self.out.text.is_empty() && !self.out.text.ends_with([' ', '\n']) {
                    self.out.text.push(' ');
                }
            } else {
                self.out.text.push(it);
            }
        }
    }

    pub(super) fn newline(&mut self) {
        if self.collapse {
            self.out.text.truncate(self.out.text.trim_end_matches(' ').len());
        }
        if !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.out.text.push('\n');
        }
    }

    fn open(&mut self, tag: &str, kind: MarkKind) {
        self.open.push((tag.to_owned(), Some(kind), self.out.text.len()));
    }

    fn close(&mut self, tag: &str) {
        // Marks nest shallowly; a search further out would make a text of open tags slow.
        const NEAR: usize = 16;
        let Some(back) = self.open.iter().rev().take(NEAR).position(|it| it.0 == tag) else { return };
        let at = self.open.len() - 1 - back;
        let (_, kind, start) = self.open.remove(at);
        let end = self.out.text.len();
        if let Some(kind) = kind
            && start < end
        {
            self.out.marks.push(Mark { range: start..end, kind });
        }
    }

    /// Takes a tag in; `raw` is how it is written.
    pub(super) fn token(&mut self, token: &Token<'_>, raw: &str) {
        match token {
            Token::Text(text) => self.text(&super::entities(text)),
            Token::Comment => {}
            Token::Open { name, attributes, closed } => {
                let lower = name.to_ascii_lowercase();
                if let Some(id) = html::attribute(attributes, "id").or_else(|| html::attribute(attributes, "name"))
                    && !id.is_empty()
                    && (lower == "a" || html::attribute(attributes, "id").is_some())
                {
                    self.out.ids.push(super::entities(id));
                }
                if *closed && !matches!(lower.as_str(), "br" | "hr") {
                    return;
                }
                match lower.as_str() {
                    "br" | "hr" | "p" | "div" | "tr" | "ul" | "ol" | "blockquote" | "dl" | "dd" | "dt" | "details" => {
                        self.newline();
                    }
                    "li" => {
                        self.newline();
                        self.out.text.push_str("- ");
                    }
                    "pre" => {
                        self.newline();
                        self.preformatted += 1;
                    }
                    "code" | "tt" | "kbd" => self.open(&lower, MarkKind::Code),
                    "b" | "strong" => self.open(&lower, MarkKind::Strong),
                    "i" | "em" => self.open(&lower, MarkKind::Emphasis),
                    "s" | "del" | "strike" => self.open(&lower, MarkKind::Struck),
                    "sup" => self.open(&lower, MarkKind::Raised),
                    // Both tongues side by side, as older localised docs of Microsoft have them: the docs are the original.
                    "span" if html::attribute(attributes, "data-ttu-id").is_some() => {
                        self.translated = Some(self.out.text.len());
                    }
                    "span" if html::attribute(attributes, "class") == Some("sxs-lookup") => {
                        if let Some(start) = self.translated.take() {
                            self.out.text.truncate(start);
                            self.out.marks.retain(|it| it.range.end <= start);
                        }
                    }
                    "a" => {
                        let target = html::attribute(attributes, "href").map(super::entities).unwrap_or_default();
                        self.open(&lower, MarkKind::Link(target));
                    }
                    _ if html::is_element(name) || html::is_component(name, attributes) => {}
                    _ => self.text(raw),
                }
            }
            Token::Close(name) => {
                let lower = name.to_ascii_lowercase();
                match lower.as_str() {
                    "br" | "p" | "div" | "li" | "tr" | "ul" | "ol" | "blockquote" | "dd" | "dt" | "summary" => {
                        self.newline();
                    }
                    "pre" => {
                        self.preformatted = self.preformatted.saturating_sub(1);
                        self.newline();
                    }
                    _ => self.close(&lower),
                }
            }
        }
    }

    /// The text so far.
    pub(super) fn finish(mut self) -> Rich {
        while let Some((_, kind, start)) = self.open.pop() {
            // A link or anchor without an end reaches no further than its place.
            if let Some(kind) = kind
                && !matches!(kind, MarkKind::Link(_))
                && start < self.out.text.len()
            {
                self.out.marks.push(Mark { range: start..self.out.text.len(), kind });
            }
        }
        let ids = std::mem::take(&mut self.out.ids);
        let trailing = self.out.text.trim_end_matches(['\n', ' ', '\t', '\r']).len();
        self.out.text.truncate(trailing);
        for mark in &mut self.out.marks {
            mark.range.end = mark.range.end.min(trailing);
            mark.range.start = mark.range.start.min(mark.range.end);
        }
        self.out.marks.retain(|it| !it.range.is_empty());
        Rich { ids, ..self.out }
    }
}
