//! Names as sequences of words. Comes in: a name in any spelling. Goes out: its [`words()`], the name in a [`Case`].

mod case;
mod glob;
mod slip;
mod words;

pub use case::Case;
pub(crate) use case::{cased, is_small_word};
pub use glob::Glob;
pub(crate) use glob::Globs;
pub(crate) use slip::did_you_mean_or_known;
pub use slip::{did_you_mean, meant};
pub(crate) use words::each_word;
pub use words::words;

/// What of a name does not depend on how a language writes it.
///
/// ```
/// use fieldtable::name::letters;
///
/// assert_eq!(letters("line_1"), letters("Line1"));
/// ```
#[must_use]
pub fn letters(name: &str) -> String {
    if name.bytes().all(|it| it.is_ascii_alphanumeric()) {
        return name.to_ascii_lowercase();
    }
    let mut letters = String::with_capacity(name.len());
    for it in name.chars().filter(|it| it.is_alphanumeric()) {
        if it.is_ascii() {
            letters.push(it.to_ascii_lowercase());
        } else {
            letters.extend(it.to_lowercase());
        }
    }
    letters
}
