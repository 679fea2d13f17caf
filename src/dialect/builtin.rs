//! The dialects that come with the program: `templates/dialects`, which a test compares with this list.

use super::Dialect;
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
#[must_use]
pub fn builtin() -> &'static [Dialect] {
    &DIALECTS
}

static DIALECTS: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    BUILTIN.iter().map(|(_, text)| Dialect::from_toml(text).expect("a test reads every built-in dialect")).collect()
});
