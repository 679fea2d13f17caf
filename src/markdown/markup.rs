//! HTML and components between blocks. Comes in: a page at a tag. Goes out: the pieces that the tag opens or ends.

use super::html::{self, Token};
use super::html_table;
use super::lines::is_phrase;
use super::page::{BELOW, PieceKind, Scanner};
use super::rich::{Builder, Rich};

/// The level of the title of what can be called: below the page's title, above the headings of what is sent.
const CALL: u8 = 2;

/// Whether a component is told a method and a way: `<Call method="POST" url="/boats">Add a boat</Call>`.
fn calls(attributes: &str) -> bool {
    let method = html::attribute(attributes, "method").filter(|it| !it.is_empty());
    let way = ["url", "path", "href"].iter().find_map(|it| html::attribute(attributes, it));
    method.is_some_and(|it| it.bytes().all(|it| it.is_ascii_alphabetic())) && way.is_some_and(|it| it.starts_with('/'))
}

/// Whether a text may be a title: a few words of one line, and no way.
fn is_title(rich: &Rich) -> bool {
    const LONGEST: usize = 80;
    let text = rich.text.trim();
    let words = !text.is_empty() && text.len() < LONGEST && !text.contains('\n');
    words && text.starts_with(char::is_alphabetic) && !text.ends_with(['.', ':'])
}

impl<'t> Scanner<'t> {
    /// Reads what a tag at a place opens; says where the page goes on, or nothing when the line is text.
    pub(super) fn markup(&mut self, at: usize) -> Option<usize> {
        let text: &'t str = self.text;
        let rest = &text[at..];
        if rest.starts_with("<!--") {
            self.flush();
            return rest.find("-->").map(|it| at + it + 3);
        }
        let (token, length) = html::tag(rest)?;
        let (Token::Open { name, .. } | Token::Close(name)) = token else { return None };
        let lower = name.to_ascii_lowercase();
        let component = name.starts_with(|it: char| it.is_ascii_uppercase());
        if let Token::Open { attributes, closed, .. } = token {
            match lower.as_str() {
                "table" if html::is_element(name) => {
                    self.flush();
                    let (grid, end) = html_table::table(rest, at);
                    self.push(at..at + end, PieceKind::Table(grid));
                    return Some(at + end);
                }
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                    self.flush();
                    let level = lower.as_bytes()[1] - b'0';
                    let (rich, end) = self.element(rest, &lower);
                    self.push(at..at + end, PieceKind::Heading { level, rich });
                    return Some(at + end);
                }
                "pre" | "script" | "style" => {
                    self.flush();
                    let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                    let after = rest[end..].find('>').map_or(rest.len(), |it| end + it + 1);
                    let body = at + length..(at + end).max(at + length);
                    if lower == "pre" {
                        self.push(at..at + after, PieceKind::Code { language: String::new(), body });
                    }
                    return Some(at + after);
                }
                _ => {}
            }
            if component && !closed && calls(attributes) {
                let (rich, end) = self.element(rest, &lower);
                if is_title(&rich) {
                    self.flush();
                    self.push(at..at + end, PieceKind::Heading { level: CALL, rich: rich.trimmed() });
                    return Some(at + end);
                }
            }
            if component && (html::attribute(attributes, "type").is_some() || self.components.knows(name)) {
                self.flush();
                let range = at..at + length;
                if self.components.answers(name) {
                    let rich = Rich::plain("Response");
                    self.push(range.clone(), PieceKind::Heading { level: BELOW, rich });
                }
                if self.components.open(name, attributes, closed, range, &self.references) {
                    return Some(at + length);
                }
            }
            if let Some(id) = html::attribute(attributes, "id").filter(|it| !it.is_empty())
                && (closed || !is_phrase(&lower))
            {
                self.ids.push(super::entities(id));
            }
            if is_phrase(&lower) || !(html::is_element(name) || component) {
                return None;
            }
            self.flush();
            self.item |= matches!(lower.as_str(), "li" | "dt");
            return Some(at + length);
        }
        if is_phrase(&lower) || !(html::is_element(name) || component) {
            return None;
        }
        self.flush();
        self.components.close(name, at + length);
        Some(at + length)
    }

    /// The text of an element up to its end tag, and its length.
    fn element(&self, rest: &str, name: &str) -> (Rich, usize) {
        // A heading is short; without an end it must not swallow the page.
        const LONGEST: usize = 1 << 12;
        let mut builder = Builder::of_html();
        let mut end = rest.len();
        for (token, range) in html::tokens(rest) {
            if matches!(token, Token::Close(close) if close.eq_ignore_ascii_case(name)) || range.start > LONGEST {
                end = range.end;
                break;
            }
            builder.token(&token, &rest[range]);
        }
        (builder.finish(), end)
    }
}
