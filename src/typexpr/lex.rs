//! Words, numbers, quoted strings and single marks. Comes in: a text, and which marks join words and which say nothing.
//! Goes out: tokens with their places. Patterns of notations are cut up the same way, so that both fit together.

use crate::schema::Value;
use crate::text::is_unspaced;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, digits, `_`, inner hyphens, and the marks that join namespaces.
    Word,
    /// A JSON number.
    Number,
    /// A string in quotes, quotes included.
    Quoted,
    /// Any other character.
    Mark,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// Opening and closing quotes of string literals.
const QUOTES: &[(char, char)] = &[('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»')];

/// What a notation's tokens are cut by.
#[derive(Clone, Copy, Default)]
pub(super) struct Marks<'a> {
    /// Marks that join namespaces.
    pub(super) joints: &'a [String],
    /// Marks that say nothing.
    pub(super) noise: &'a [String],
    /// Whether a word ends where letters of a script without spaces begin or end: `string数组` is two words.
    pub(super) scripts: bool,
}

/// Cuts a text into tokens.
pub(super) fn lex(text: &str, marks: &Marks<'_>) -> Vec<Token> {
    let mut tokens = Vec::new();
    // Where a search for a closing quote has failed once, every later one fails too: without this, a text of opening
    // quotes would be searched to its end again and again.
    let mut unclosed = [false; QUOTES.len()];
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let word = word_length(rest, marks);
        let (kind, length) = if let Some(length) = number_length(rest).filter(|it| *it >= word) {
            (Kind::Number, length)
        } else if word > 0 {
            (Kind::Word, word)
        } else if let Some(mark) = marks.noise.iter().find(|it| rest.starts_with(it.as_str())) {
            at += mark.len().max(1);
            continue;
        } else if let Some(length) = quoted_length(rest, first, &mut unclosed) {
            (Kind::Quoted, length)
        } else {
            (Kind::Mark, first.len_utf8())
        };
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
    tokens
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

/// How long the word at the start of a text is; 0 when there is none.
fn word_length(text: &str, marks: &Marks<'_>) -> usize {
    let joints = marks.joints;
    let unspaced = text.starts_with(is_unspaced);
    let ends = |it: char| !is_word(it) || marks.scripts && it.is_alphabetic() && is_unspaced(it) != unspaced;
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let run = rest.find(ends).unwrap_or(rest.len());
        length += run;
        let rest = &text[length..];
        let joint = joints.iter().find(|it| rest.starts_with(it.as_str())).map(String::len);
        let hyphen = (length > 0 && rest.starts_with('-')).then_some(1);
        match joint.or(hyphen) {
            Some(joint) if joint > 0 && rest[joint..].starts_with(|it| !ends(it)) => length += joint,
            _ => return length,
        }
    }
}

fn number_length(text: &str) -> Option<usize> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut length = usize::from(text.starts_with('-'));
    let whole = digits(length);
    if whole == 0 || (whole > 1 && text[length..].starts_with('0')) {
        return None;
    }
    length += whole;
    if text[length..].starts_with('.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if text[length..].starts_with(['e', 'E']) {
        let sign = usize::from(text[length + 1..].starts_with(['+', '-']));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    Some(length)
}

fn quoted_length(text: &str, first: char, unclosed: &mut [bool]) -> Option<usize> {
    let index = QUOTES.iter().position(|(open, _)| *open == first)?;
    if unclosed[index] {
        return None;
    }
    let mut chars = text.char_indices().skip(1);
    while let Some((at, it)) = chars.next() {
        if it == '\\' {
            chars.next();
        } else if it == QUOTES[index].1 {
            return Some(at + it.len_utf8());
        }
    }
    unclosed[index] = true;
    None
}

/// Whether these open and close a string literal.
pub(super) fn are_quotes(open: char, close: char) -> bool {
    QUOTES.contains(&(open, close))
}

/// A text, or the start of a long one.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a quoted token says.
pub(super) fn unquote(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next();
    chars.next_back();
    let inner = chars.as_str();
    if first == Some('"')
        && let Some(Value::String(decoded)) = Value::read(text)
    {
        return decoded;
    }
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(it) = chars.next() {
        match it {
            '\\' => match chars.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('r') => out.push('\r'),
                Some(escaped @ ('\\' | '\'' | '"' | '`' | '/')) => out.push(escaped),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}
