//! Prose → words. Comes in: a description, Markdown. Goes out: its words, code spans, quotes and marks with their places, so
//! that rules match words and never text. One pass; nothing is looked at twice.

use std::borrow::Cow;
use std::ops::Range;

/// A description cut into words.
#[derive(Debug, Clone)]
pub(crate) struct Prose<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token<'t>>,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    pub(crate) kind: Kind,
    /// Without backticks or quotes.
    pub(crate) text: &'t str,
    /// Where it stands, backticks and quotes with it.
    range: Range<u32>,
}

/// What a piece of prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters and digits; an inner apostrophe, hyphen or underscore belongs to the word, in numbers a point or comma too.
    Word,
    /// What stands in backticks.
    Code,
    /// What stands in quotes.
    Quoted,
    /// A punctuation mark.
    Mark,
    /// The end of a sentence or line.
    End,
}

/// Longer quotes are no values.
const LONGEST_QUOTE: usize = 120;

impl<'t> Prose<'t> {
    /// A description with its tokens.
    #[cfg(test)]
    pub(crate) fn new(text: &'t str) -> Self {
        let mut tokens = Vec::new();
        Self::cut(text, &mut tokens);
        Self { text, tokens }
    }

    /// Cuts a description into these tokens, in the place of those that were there.
    pub(crate) fn cut(text: &'t str, tokens: &mut Vec<Token<'t>>) {
        tokens.clear();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let before = || text[..at].chars().next_back();
            let (kind, inner, end) = match first {
                ' ' => {
                    at += 1;
                    continue;
                }
                'a'..='z' | 'A'..='Z' | '0'..='9' => {
                    let end = word(text, at);
                    (Kind::Word, at..end, end)
                }
                '\n' => (Kind::End, at..at + 1, at + 1),
                _ if first.is_whitespace() || matches!(first, '*' | '\\') => {
                    at += first.len_utf8();
                    continue;
                }
                '_' if before().is_some_and(char::is_alphanumeric) || emphasis(&text[at..]) => {
                    at += 1;
                    continue;
                }
                ']' if text[at..].starts_with("](") => {
                    at = link_end(text, at + 2);
                    continue;
                }
                '`' => code(text, at),
                '"' | '“' | '”' | '‘' => quoted(text, at, first),
                '\'' if !before().is_some_and(char::is_alphanumeric) => quoted(text, at, first),
                _ if first.is_alphanumeric() || starts_word(text, at, first) => {
                    let end = word(text, at);
                    (Kind::Word, at..end, end)
                }
                '.' if abbreviates(tokens.last()) => {
                    at += 1;
                    continue;
                }
                '.' | '!' | '?' | ';' if ends(text, at + 1) => (Kind::End, at..at + 1, at + 1),
                '~' if text[at..].starts_with("~~") => (Kind::Mark, at..at + 2, at + 2),
                _ => (Kind::Mark, at..at + first.len_utf8(), at + first.len_utf8()),
            };
            tokens.push(Token { kind, text: &text[inner], range: place(at)..place(end) });
            at = end;
        }
    }

    /// Where some tokens stand.
    pub(crate) fn range(&self, tokens: Range<usize>) -> Range<usize> {
        let of = &self.tokens[tokens];
        match (of.first(), of.last()) {
            (Some(first), Some(last)) => first.range.start as usize..last.range.end as usize,
            _ => 0..0,
        }
    }

    /// Whether a sentence or line starts at this token.
    pub(crate) fn starts_sentence(&self, token: usize) -> bool {
        token == 0 || self.tokens[token - 1].kind == Kind::End
    }

    /// Whether a sentence or line ends before this token.
    pub(crate) fn ends_sentence(&self, token: usize) -> bool {
        self.tokens.get(token).is_none_or(|it| it.kind == Kind::End)
    }

    /// Whether it speaks of a text of several values: "comma-separated list".
    pub(crate) fn joins_values(&self) -> bool {
        let joint =
            |it: &Token<'_>| it.is_one_of(&["comma-separated", "comma-delimited", "space-separated", "pipe-separated"]);
        let pair = |it: &[Token<'_>]| {
            it[0].is_one_of(&["comma", "space", "pipe"]) && it[1].is_one_of(&["separated", "delimited"])
                || it[0].is("by") && it[1].is_one_of(&["comma", "commas"])
        };
        self.tokens.iter().any(joint) || self.tokens.windows(2).any(pair)
    }

    /// The tokens of the sentence or line around this token.
    pub(crate) fn sentence(&self, token: usize) -> Range<usize> {
        let start = self.tokens[..token].iter().rposition(|it| it.kind == Kind::End).map_or(0, |it| it + 1);
        let end =
            self.tokens[token..].iter().position(|it| it.kind == Kind::End).map_or(self.tokens.len(), |it| token + it);
        start..end
    }
}

impl<'t> Token<'t> {
    /// In lower case.
    pub(crate) fn lower(&self) -> Cow<'t, str> {
        let is_lower = self.text.bytes().all(|it| it.is_ascii() && !it.is_ascii_uppercase());
        if is_lower { Cow::Borrowed(self.text) } else { Cow::Owned(self.text.to_lowercase()) }
    }

    /// Whether it is this word, which is in lower case, or this mark.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of these.
    pub(crate) fn is_one_of(&self, words: &[&str]) -> bool {
        words.iter().any(|it| self.is(it))
    }

    /// The text that it stands for: a backslash before a mark is Markdown's, but in backticks.
    pub(crate) fn meant(&self) -> Cow<'t, str> {
        let escape = |at: usize| self.text[at + 1..].starts_with(|it: char| it.is_ascii_punctuation());
        if self.kind == Kind::Code || !self.text.contains('\\') {
            return Cow::Borrowed(self.text);
        }
        let mut escaped = false;
        let kept = self.text.char_indices().filter(|(at, it)| {
            escaped = !escaped && *it == '\\' && escape(*at);
            !escaped
        });
        Cow::Owned(kept.map(|it| it.1).collect())
    }

    /// Whether it may stand for a value: not a mark.
    pub(crate) fn is_value(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Code | Kind::Quoted)
    }

    /// Whether the page marks it as a value.
    pub(crate) fn is_marked(&self) -> bool {
        matches!(self.kind, Kind::Code | Kind::Quoted)
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn code(text: &str, at: usize) -> (Kind, Range<usize>, usize) {
    let fence = text[at..].len() - text[at..].trim_start_matches('`').len();
    let start = at + fence;
    match text[start..].find(&text[at..start]) {
        Some(length) => {
            let inner = &text[start..start + length];
            let from = start + inner.len() - inner.trim_start().len();
            let range = from..from + inner.trim().len();
            (Kind::Code, unquoted(text, range), start + length + fence)
        }
        None => (Kind::Mark, at..start, start),
    }
}

/// Without the quotes of a value that stands in backticks and quotes.
fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let quoted = |it: char| inner.len() > 2 && inner.starts_with(it) && inner.ends_with(it);
    if quoted('"') || quoted('\'') { range.start + 1..range.end - 1 } else { range }
}

fn quoted(text: &str, at: usize, open: char) -> (Kind, Range<usize>, usize) {
    let start = at + open.len_utf8();
    let close = |it: char| match open {
        '“' | '”' => matches!(it, '”' | '“'),
        '‘' => it == '’',
        other => it == other,
    };
    let end = text[start..].char_indices().take(LONGEST_QUOTE).take_while(|it| it.1 != '\n').find(|it| {
        let after = text[start + it.0 + it.1.len_utf8()..].chars().next();
        close(it.1) && (open != '\'' || !after.is_some_and(char::is_alphanumeric))
    });
    match end {
        Some((length, it)) => {
            let behind = start + length + it.len_utf8();
            // `"[text"](…)`: a link that begins in the quotes.
            let linked = text[start..].starts_with('[') && text[behind..].starts_with("](") && length > 1;
            (Kind::Quoted, start + usize::from(linked)..start + length, behind)
        }
        None => (Kind::Mark, at..start, start),
    }
}

/// `_words_` and `__words__`: underscores that are emphasis, not part of a name.
fn emphasis(text: &str) -> bool {
    const LONGEST_WORD: usize = 60;
    let inner = text.strip_prefix('_').unwrap_or(text);
    let mut word = inner.chars().take(LONGEST_WORD).take_while(|it| !it.is_whitespace());
    !inner.starts_with(char::is_alphanumeric)
        || word.any(|it| it == '_')
            && inner
                .chars()
                .take(LONGEST_WORD)
                .take_while(|it| !it.is_whitespace())
                .last()
                .is_some_and(|it| !it.is_alphanumeric())
}

fn starts_word(text: &str, at: usize, first: char) -> bool {
    let next = text[at + first.len_utf8()..].chars().next();
    match first {
        '-' | '+' => next.is_some_and(|it| it.is_ascii_digit()),
        '_' | '$' | '@' => next.is_some_and(|it| it.is_alphanumeric() || it == '_'),
        _ => false,
    }
}

fn word(text: &str, at: usize) -> usize {
    // Most words are of plain letters, and what follows them joins nothing.
    let plain = text.as_bytes()[at..].iter().take_while(|it| it.is_ascii_alphanumeric()).count();
    let after = text.as_bytes().get(at + plain);
    if plain > 0 && after.is_none_or(|it| it.is_ascii() && !matches!(it, b'_' | b'\'' | b'-' | b'.' | b',' | b':')) {
        return at + plain;
    }
    let mut previous = ' ';
    let mut chars = text[at..].char_indices().peekable();
    while let Some((offset, it)) = chars.next() {
        let next = chars.peek().map(|it| it.1);
        let joins = match it {
            _ if offset == 0 || it.is_alphanumeric() => true,
            '_' => next.is_some_and(|it| it.is_alphanumeric() || it == '_'),
            '\'' | '’' | '-' => next.is_some_and(char::is_alphanumeric) && previous.is_alphanumeric(),
            '.' => next.is_some_and(char::is_alphanumeric) && previous.is_alphanumeric(),
            ',' | ':' => next.is_some_and(|it| it.is_ascii_digit()) && previous.is_ascii_digit(),
            _ => false,
        };
        if !joins {
            return at + text[at..at + offset].trim_end_matches('_').len().max(1);
        }
        previous = it;
    }
    text.len()
}

fn abbreviates(word: Option<&Token<'_>>) -> bool {
    word.is_some_and(|it| it.is_one_of(&["e.g", "i.e", "eg", "ie", "vs", "approx"]))
}

fn ends(text: &str, after: usize) -> bool {
    text[after..].chars().next().is_none_or(|it| it.is_whitespace() || matches!(it, '*' | '_' | ')' | '~' | '"' | '<'))
}

fn link_end(text: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, it) in text[start..].char_indices() {
        match it {
            '(' => depth += 1,
            ')' if depth == 0 => return start + offset + 1,
            ')' => depth -= 1,
            '\n' => return start + offset,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{Kind, Prose};

    fn check(text: &str) -> String {
        let show = |kind, text: &str| match kind {
            Kind::Word => text.to_owned(),
            Kind::Code => format!("`{text}`"),
            Kind::Quoted => format!("\"{text}\""),
            Kind::Mark => format!("<{text}>"),
            Kind::End => "/".to_owned(),
        };
        Prose::new(text).tokens.iter().map(|it| show(it.kind, it.text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_values_and_marks_are_told_apart() {
        insta::assert_snapshot!(
            check("**Required.** One of `a`, \"b c\" or 'd'. It's 1,000.50 at most; e.g. x_y."),
            @r#"Required / One of `a` <,> "b c" or "d" / It's 1,000.50 at most / e.g x_y /"#
        );
        insta::assert_snapshot!(check("See [the docs](https://a.b/c(d)) -1 $in _id ~~old~~ __Note__ _x_"), @"See <[> the docs -1 $in _id <~~> old <~~> Note x");
        insta::assert_snapshot!(check("an open ` tick, an open \" quote"), @r#"an open <`> tick <,> an open <"> quote"#);
    }
}
