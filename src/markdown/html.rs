//! HTML in pages. Comes in: text. Goes out: tokens. Never fails: what is no tag is
//! text, and what is left open ends where the text ends.

use std::ops::Range;

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A start tag, or one that is closed at once.
    Open {
        /// The element.
        name: &'t str,
        /// What follows the name.
        attributes: &'t str,
        /// Whether it ends with `/>`.
        closed: bool,
    },
    /// An end tag.
    Close(&'t str),
    /// A comment or a declaration.
    Comment,
    /// Text, entities as written.
    Text(&'t str),
}

/// A tag longer than this is text, so that unclosed quotes cannot make reading slow.
const LONGEST_TAG: usize = 1 << 13;

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = (Token<'_>, Range<usize>)> {
    let mut at = 0;
    let mut no_comment_end = false;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|it| !it.is_empty())?;
        let start = at;
        let (token, length) = if let Some(inner) = rest.strip_prefix("<!--").filter(|_| !no_comment_end) {
            match inner.find("-->") {
                Some(end) => (Token::Comment, end + 7),
                None => {
                    no_comment_end = true;
                    (Token::Text(&rest[..4]), 4)
                }
            }
        } else if let Some((token, length)) = tag(rest) {
            (token, length)
        } else {
            // The first letter may be a `<` that starts no tag.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let length = rest[first..].find('<').map_or(rest.len(), |it| first + it);
            (Token::Text(&rest[..length]), length)
        };
        at += length;
        Some((token, start..at))
    })
}

/// The tag at the start of a text, and its length.
#[must_use]
pub(super) fn tag(text: &str) -> Option<(Token<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let (close, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let name =
        inner.find(|it: char| !it.is_ascii_alphanumeric() && !matches!(it, '-' | '.' | ':')).unwrap_or(inner.len());
    if !inner.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let mut braces = 0_usize;
    for (at, it) in inner.bytes().enumerate().skip(name).take(LONGEST_TAG) {
        match (quote, it) {
            (Some(mark), it) if mark == it => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if at > name => quote = Some(it),
            (None, b'{') => braces += 1,
            (None, b'}') => braces = braces.saturating_sub(1),
            (None, b'>') if braces == 0 => {
                let attributes = inner[name..at].trim_end();
                let length = at + 2 + usize::from(close);
                let (name, attributes) = (&inner[..name], attributes);
                return Some(match (close, attributes.strip_suffix('/')) {
                    (true, _) => (Token::Close(name), length),
                    (false, Some(attributes)) => (Token::Open { name, attributes, closed: true }, length),
                    (false, None) => (Token::Open { name, attributes, closed: false }, length),
                });
            }
            (None, b'<') if braces == 0 => return None,
            (None, _) => {}
        }
    }
    None
}

/// The value of an attribute; empty for one without a value. Braces of components count as quotes.
#[must_use]
pub(super) fn attribute<'t>(attributes: &'t str, wanted: &str) -> Option<&'t str> {
    self::attributes(attributes).find(|it| it.0.eq_ignore_ascii_case(wanted)).map(|it| it.1)
}

/// Names and values of attributes.
pub(super) fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|it: char| it.is_whitespace() || it == '=').unwrap_or(rest.len());
        let name = &rest[..end.max(usize::from(end == 0))];
        rest = rest[name.len()..].trim_start();
        let Some(value) = rest.strip_prefix('=').map(str::trim_start).filter(|_| end > 0) else {
            return Some((name, ""));
        };
        let close = match value.as_bytes().first() {
            Some(b'"') => Some('"'),
            Some(b'\'') => Some('\''),
            Some(b'{') => Some('}'),
            _ => None,
        };
        let (value, after) = match close {
            Some(close) => {
                let inner = &value[1..];
                let end = inner.find(close).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            None => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                (&value[..end], &value[end..])
            }
        };
        rest = after;
        Some((name, value))
    })
}

/// Whether a tag of this name is HTML that pages use; `Array<object>` and `List<string>` are not.
#[must_use]
pub(super) fn is_element(name: &str) -> bool {
    const ELEMENTS: &[&str] = &[
        "a",
        "abbr",
        "b",
        "big",
        "blockquote",
        "br",
        "center",
        "code",
        "dd",
        "del",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "li",
        "nobr",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "wbr",
        "caption",
        "colgroup",
        "col",
        "section",
        "article",
        "aside",
        "figure",
        "button",
        "svg",
        "path",
        "label",
        "header",
        "footer",
        "main",
        "nav",
        "iframe",
        "style",
        "script",
    ];
    ELEMENTS.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// Whether a tag is a component of a page's framework: a capital name with attributes, `<Badge type="info"/>`.
#[must_use]
pub(super) fn is_component(name: &str, attributes: &str) -> bool {
    // `string <date-time>` is a type.
    const FORMATS: &[&str] = &[
        "date-time",
        "full-date",
        "full-time",
        "partial-date",
        "uri-reference",
        "uri-template",
        "json-pointer",
        "relative-json-pointer",
        "idn-email",
        "idn-hostname",
        "iri-reference",
        "iso-date",
        "iso-date-time",
    ];
    let custom = name.contains('-') && !FORMATS.contains(&name.to_ascii_lowercase().as_str());
    name.starts_with(|it: char| it.is_ascii_uppercase()) && attributes.contains('=') || custom
}
