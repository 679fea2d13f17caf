//! The notations that come with the program: `templates/notations`, which a test compares with this list.

use super::Notation;
use std::sync::LazyLock;

macro_rules! files {
    ($($id:literal)+) => {
        /// Id and text of every built-in notation, sorted by id.
        pub const BUILTIN: &[(&str, &str)] =
            &[$(($id, include_str!(concat!("../../templates/notations/", $id, ".toml"))),)+];
    };
}

files! {
    "bash"
    "c"
    "csharp"
    "dart"
    "docs"
    "eiffel"
    "fieldtable"
    "go"
    "graphql"
    "java"
    "javascript"
    "julia"
    "kotlin"
    "markdown"
    "objc"
    "perl"
    "php"
    "powershell"
    "python-prior"
    "python-schemas"
    "python"
    "r"
    "ruby"
    "rust-server"
    "rust"
    "scala"
    "swift"
    "typescript"
}

/// The built-in notation of this id.
///
/// ```
/// let kotlin = fieldtable::typexpr::builtin("kotlin").expect("it comes with the program");
/// let ty = kotlin.parse("kotlin.collections.List<Order?>").expect("a type");
/// ```
#[must_use]
pub fn builtin(id: &str) -> Option<&'static Notation> {
    NOTATIONS.iter().find(|it| it.id == id)
}

/// The notation of this id: one of the user's own, or a built-in one.
///
/// ```
/// use fieldtable::typexpr::find;
///
/// assert!(find(&[], "typescript").is_some());
/// assert!(find(&[], "klingon").is_none());
/// ```
#[must_use]
pub fn find<'a>(own: &'a [Notation], id: &str) -> Option<&'a Notation> {
    own.iter().find(|it| it.id == id).or_else(|| builtin(id))
}

/// Our own notation, in which the schema's types are written.
///
/// ```
/// use fieldtable::typexpr::canonical;
///
/// assert!(canonical().parse("(string | null)[]").is_ok());
/// ```
#[must_use]
pub fn canonical() -> &'static Notation {
    &CANONICAL
}

/// A file without its lists of examples, which are half of it and which only tests read.
fn without_examples(text: &str) -> String {
    let mut lists = text.split("\nexamples = [\n");
    let before = lists.next();
    let after = lists.filter_map(|it| it.split_once("\n]\n")).map(|it| it.1);
    before.into_iter().chain(after).flat_map(|it| [it, "\n"]).collect()
}

static CANONICAL: LazyLock<Notation> = LazyLock::new(|| {
    let text = include_str!("../../templates/notations/fieldtable.toml");
    Notation::canonical_from_toml(&without_examples(text)).expect("a test reads every built-in notation")
});

static NOTATIONS: LazyLock<Vec<Notation>> = LazyLock::new(|| {
    let read = |(id, text): &(&str, &str)| match *id {
        id if id == CANONICAL.id => CANONICAL.clone(),
        _ => Notation::from_toml(&without_examples(text)).expect("a test reads every built-in notation"),
    };
    BUILTIN.iter().map(read).collect()
});
