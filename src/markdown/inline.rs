//! Cells and headings → what a reader sees. Comes in: raw inline Markdown. Goes out: the text without emphasis, code marks,
//! link targets, escapes and entities. Stars inside emphasis stay: types hold them.

/// What a reader sees of a piece of Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// The text.
    pub text: String,
    /// Where its first link goes.
    pub link: Option<String>,
}

/// Takes markup off.
#[must_use]
pub fn decode(raw: &str) -> Inline {
    let (unlinked, link) = unlink(raw.trim());
    let bare = unlinked.replace('`', "");
    Inline { text: entities(&unescape(&unbold(bare.trim()))).trim().to_owned(), link }
}

/// `[text](target)` → `text`, wherever it stands; brackets that are no link stay.
fn unlink(raw: &str) -> (String, Option<String>) {
    let Some(middle) = raw.find("](") else { return (raw.to_owned(), None) };
    let Some(open) = opening(&raw[..middle]) else { return (raw.to_owned(), None) };
    let rest = &raw[middle + 2..];
    let mut depth = 0_usize;
    for (at, it) in rest.char_indices() {
        match it {
            '(' => depth += 1,
            ')' if depth == 0 => {
                let text = format!("{}{}{}", &raw[..open], &raw[open + 1..middle], &rest[at + 1..]);
                return (text, Some(rest[..at].to_owned()));
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    (raw.to_owned(), None)
}

/// The bracket that the end of the text closes.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, it) in text.char_indices().rev() {
        match it {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Takes off the first and the last pair of stars.
fn unbold(text: &str) -> String {
    match (text.find("**"), text.rfind("**")) {
        (Some(first), Some(last)) if first + 2 <= last => {
            format!("{}{}{}", &text[..first], &text[first + 2..last], &text[last + 2..])
        }
        _ => text.to_owned(),
    }
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(it) = chars.next() {
        match chars.peek() {
            Some(next) if it == '\\' && next.is_ascii_punctuation() && *next != '\\' => {}
            _ => out.push(it),
        }
    }
    out
}

/// Decodes the character references that generated pages hold.
#[must_use]
pub fn entities(text: &str) -> String {
    const LONGEST: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(LONGEST).position(|it| it == b';');
        let decoded = end.and_then(|end| Some((character(&rest[1..end])?, end)));
        match decoded {
            Some((it, end)) => {
                out.push(it);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
