//! Names as sequences of words. Comes in: a name in any spelling. Goes out: its [`words()`], the name in a [`Case`].

mod case;
mod words;

pub use case::Case;
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
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
