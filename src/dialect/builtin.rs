//! The dialects that come with the program: `templates/dialects`, which a test compares with this list.

use super::Dialect;
use super::file::Bases;
use std::sync::LazyLock;

macro_rules! files {
    ($($id:literal)+) => {
        /// Id and text of every built-in dialect, sorted by id.
        pub const BUILTIN: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../../templates/dialects/", $id, ".toml"))),)+];
    };
}

include!("builtin_list.rs");

/// All built-in dialects.
///
/// ```
/// let php = fieldtable::dialect::builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it is one");
/// println!("{}", php.about);
/// ```
#[must_use]
pub fn builtin() -> &'static [Dialect] {
    &DIALECTS
}

/// Id and text of a built-in dialect, or of what several of them stand on.
pub(super) fn file_of(id: &str) -> Option<(&'static str, &'static str)> {
    BUILTIN.iter().find(|it| it.0 == id).copied()
}

static DIALECTS: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    let all = BUILTIN.iter().filter(|it| !super::file::is_foundation(it.1));
    let mut bases = Bases::default();
    all.map(|(_, text)| Dialect::on(text, &mut bases).expect("a test reads every built-in dialect")).collect()
});
