//! Names of a language → names that the documents mean.

use super::super::file::within;
use indexmap::IndexMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;

/// What names carry that the wire has not: what makes a name of what the language does not allow.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.escaped_fields.before_digit, ["_"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Escapes {
    /// Prefixes that stand nowhere else.
    pub always: Vec<String>,
    /// Prefixes before a digit.
    pub before_digit: Vec<String>,
    /// What stands around names: `var"{}"`.
    pub around: Vec<String>,
    /// Words that stand for marks wherever they stand: `Underscore` for `_`.
    pub marks: IndexMap<String, String>,
    /// Prefixes before the name of the field's own model.
    pub before_model: Vec<String>,
    /// Prefixes that stand for a mark before one of these words, or before a name with other marks, or where most fields
    /// of a model have them.
    pub for_marks: Vec<ForMark>,
    /// Prefixes before a word that the language does not allow, in any case.
    pub before_reserved: Vec<String>,
    /// Those words, in small letters.
    #[serde(skip)]
    pub reserved: HashSet<String>,
    /// Prefixes before one of these words.
    pub before: IndexMap<String, Vec<String>>,
}

/// A prefix that stands for a mark: `dollar` for `$`.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.escaped_fields.for_marks[0].mark, "@");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForMark {
    /// The prefix.
    pub prefix: String,
    /// What it stands for.
    pub mark: String,
    /// Words before which it stands for the mark in every model.
    #[serde(default)]
    pub words: Vec<String>,
}

impl ForMark {
    /// What follows the prefix, with a small first letter where the prefix is joined by a capital.
    fn rest(&self, name: &str) -> Option<String> {
        let rest = name.strip_prefix(self.prefix.as_str())?;
        let first = rest.chars().next()?;
        let joined = self.prefix.ends_with(|it: char| !it.is_alphanumeric());
        if joined {
            return Some(rest.to_owned());
        }
        first.is_uppercase().then(|| first.to_lowercase().chain(rest.chars().skip(1)).collect())
    }
}

impl Escapes {
    /// Whether a name holds a word that stands for a mark.
    pub(crate) fn writes_marks(&self, name: &str) -> bool {
        self.marks.keys().any(|it| !it.is_empty() && name.contains(it.as_str()))
    }

    /// The prefixes that stand for a mark in all names of a model: those that most of its fields have, and more than one.
    pub(crate) fn usual<'a>(&self, names: &(impl Iterator<Item = &'a str> + Clone)) -> Vec<usize> {
        let all = names.clone().count();
        let of = |it: &ForMark| names.clone().filter(|name| it.rest(name).is_some()).count();
        let usual = |it: &ForMark| of(it) > 1 && of(it) * 2 >= all;
        self.for_marks.iter().enumerate().filter(|(_, it)| usual(it)).map(|it| it.0).collect()
    }

    /// The name without what its language put there, in a model of this name where these prefixes are usual.
    pub(crate) fn undo_in(&self, name: &str, model: &str, usual: &[usize]) -> String {
        for prefix in &self.before_model {
            if name.strip_prefix(prefix.as_str()).is_some_and(|it| it == model) {
                return model.to_owned();
            }
        }
        for (index, it) in self.for_marks.iter().enumerate() {
            if let Some(rest) = it.rest(name)
                && (usual.contains(&index)
                    || it.words.contains(&rest)
                    || self.marks.keys().any(|mark| rest.contains(mark.as_str())))
            {
                return format!("{}{}", it.mark, self.undo(&rest));
            }
        }
        self.undo(name)
    }

    /// The name without what its language put there.
    ///
    /// ```
    /// use fieldtable::dialect::{Style, builtin};
    ///
    /// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
    /// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
    /// assert_eq!(style.escaped_fields.undo("_2nd"), "2nd");
    /// assert_eq!(style.escaped_fields.undo("note"), "note");
    /// ```
    #[must_use]
    pub fn undo(&self, name: &str) -> String {
        let bare = self.bare(name);
        if self.marks.is_empty() {
            return bare.into_owned();
        }
        let mut rest: &str = &bare;
        let mut found = String::with_capacity(rest.len());
        while let Some(first) = rest.chars().next() {
            let longest = self.marks.iter().filter(|it| rest.starts_with(it.0.as_str()) && !it.0.is_empty());
            match longest.max_by_key(|it| it.0.len()) {
                Some((word, mark)) => {
                    found.push_str(mark);
                    rest = &rest[word.len()..];
                }
                None => {
                    found.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        found
    }

    fn bare<'t>(&self, name: &'t str) -> Cow<'t, str> {
        let name = self.around.iter().find_map(|it| within(name, it)).unwrap_or(name);
        let digit = |rest: &&str| rest.starts_with(|it: char| it.is_ascii_digit());
        let always = self.always.iter().find_map(|it| name.strip_prefix(it.as_str()));
        let number = || self.before_digit.iter().find_map(|it| name.strip_prefix(it.as_str()).filter(digit));
        if let Some(rest) = always.filter(|it| !it.is_empty()).or_else(number) {
            return Cow::Borrowed(rest);
        }
        for prefix in &self.before_reserved {
            if let Some(rest) = name.strip_prefix(prefix.as_str())
                && self.reserved.contains(&rest.to_lowercase())
            {
                return small_first(prefix, rest);
            }
        }
        for (prefix, words) in &self.before {
            let Some(rest) = name.strip_prefix(prefix.as_str()) else { continue };
            // `property` before `Class` has made a capital of a small letter.
            let small = small_first(prefix, rest);
            if words.iter().any(|it| it == rest || *it == small) {
                return small;
            }
        }
        Cow::Borrowed(name)
    }
}

/// What follows a prefix, with the first letter that it had before a prefix in small letters was joined to it.
fn small_first<'t>(prefix: &str, rest: &'t str) -> Cow<'t, str> {
    let joined = prefix.chars().all(char::is_lowercase) && rest.starts_with(char::is_uppercase);
    if !joined {
        return Cow::Borrowed(rest);
    }
    let mut chars = rest.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    Cow::Owned(first.chain(chars).collect())
}
