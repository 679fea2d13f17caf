//! Descriptions → prose. Comes in: a description as a template has written it. Goes out: what the API's author wrote, with
//! the way back to the page.

use super::file::Generated;
use crate::markdown;
use crate::text::{FileId, Speller, Spelling};
use std::ops::Range;
use std::sync::Arc;

/// What stands at `range`, without what a language does not take in its comments and strings.
pub(super) fn prose(style: &Generated, file: FileId, text: &Arc<str>, range: Range<usize>) -> Spelling {
    let range = markdown::trim(text, range);
    let raw = &text[range.clone()];
    // Most descriptions hold none.
    if !style.escaped_prose.keys().any(|it| raw.contains(it.as_str())) {
        if style.raw_prose {
            return Spelling::verbatim(file, text, range);
        }
        return markdown::prose(file, text, range);
    }
    let mut speller = Speller::new(file, text);
    let plain = |speller: &mut Speller<'_>, part: Range<usize>| match style.raw_prose {
        true => speller.verbatim(part),
        false => markdown::references(speller, text, part),
    };
    let (mut kept, mut at) = (range.start, range.start);
    while at < range.end {
        // What is looked for begins with a whole character, so it is found only where one begins.
        let rest = &text.as_bytes()[at..range.end];
        let begins = |it: &(&String, &String)| it.0.as_bytes().first() == Some(&rest[0]);
        let found = style.escaped_prose.iter().find(|it| begins(it) && rest.starts_with(it.0.as_bytes()));
        match found {
            Some((written, meant)) => {
                plain(&mut speller, kept..at);
                speller.shown(at..at + written.len(), meant);
                at += written.len();
                kept = at;
            }
            None => at += 1,
        }
    }
    plain(&mut speller, kept..range.end);
    speller.finish(range)
}
