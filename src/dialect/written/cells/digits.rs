//! Digits that are no number → texts. Comes in: a field whose type no cell tells, and samples such as `442079460000`. Goes out:
//! the samples as texts, where words say that they are numbers to be called, or JSON of the page has texts of that name.

use crate::dialect::draft::FieldDraft;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::text::Spelling;

/// Shorter ones are amounts as often as not.
const FEWEST: usize = 7;

/// Makes texts of samples where the name or the prose is about phones.
pub(crate) fn called(field: &mut FieldDraft, prose: &str) {
    if field.ty.is_some() || field.examples.is_empty() {
        return;
    }
    let (name, prose) = (field.name.as_str().to_lowercase(), prose.to_lowercase());
    let words = &vocabulary().words.marks["called_by_digits"];
    if words.iter().any(|it| name.contains(it.as_str()) || prose.contains(it.as_str())) {
        quote(field);
    }
}

/// Makes texts of samples that are nothing but digits.
pub(crate) fn quote(field: &mut FieldDraft) {
    let digits = |it: &Spelling| it.as_str().len() >= FEWEST && it.as_str().bytes().all(|it| it.is_ascii_digit());
    if field.ty.is_none() && field.examples.iter().all(digits) {
        for it in &mut field.examples {
            *it = Spelling::made(format!("\"{}\"", it.as_str()), it.span());
        }
    }
}
