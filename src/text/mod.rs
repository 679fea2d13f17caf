//! The text of the documents and places in it. Comes in: paths and texts. Goes out: [`SourceMap`], [`Span`], [`Spelling`].

mod source;
mod span;
mod spelling;

pub use source::{FileId, Source, SourceMap};
pub use span::Span;
#[doc(hidden)]
pub use spelling::{Speller, Spelling, range_in};

/// Whether a letter is of a script that writes words without spaces between them.
pub(crate) fn is_unspaced(it: char) -> bool {
    matches!(it, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Whether some byte is one that is looked for; all of them are looked at, which goes many at a time.
pub(crate) fn has_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |any, it| any | is(it))
}

/// Whether a text calls what makes a value: `now()`, `gen_random_uuid()`, `Guid.NewGuid().ToString("N")`.
pub(crate) fn is_call(text: &str) -> bool {
    let Some((name, rest)) = text.split_once('(') else { return false };
    let name = name.strip_prefix("new ").unwrap_or(name);
    let path = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '.' | ':');
    let named = name.starts_with(|it: char| it.is_ascii_alphabetic()) && name.chars().all(path);
    named && rest.ends_with(')')
}
