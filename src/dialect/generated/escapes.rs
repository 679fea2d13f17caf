//! Names of a language → names that the documents mean.

use super::super::file::within;
use crate::decode::table;
use foldhash::HashSet;
use indexmap::IndexMap;
use std::borrow::Cow;

/// What names carry that the wire has not: what makes a name of what the language does not allow.
///
/// ```
/// use fieldtable::dialect::{Style, builtin};
///
/// let php = builtin().iter().find(|it| it.id == "openapi-generator-php").expect("it comes with the program");
/// let Style::Generated(style) = &php.style else { panic!("a program writes such pages") };
/// assert_eq!(style.escaped_fields.before_digit, ["_"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Escapes {
    /// Prefixes that stand nowhere else.
    pub always: Vec<String>,
    /// Prefixes before a digit.
    pub before_digit: Vec<String>,
    /// What stands around names: `var"{}"`.
    pub around: Vec<String>,
    /// Words that stand for marks wherever they stand: `Underscore` for `_`.
    pub marks: IndexMap<String, String>,
    /// Words that stand for marks and that names have in their own right too: `Period` for `.`. One is a mark where no word
    /// of a name would go on so, in small letters, and in front of a name where other names of the model begin small.
    pub words: IndexMap<String, String>,
    /// How longer words begin that begin with one of those: `Periodic`.
    pub longer_words: Vec<String>,
    /// Prefixes before the name of the field's own model.
    pub before_model: Vec<String>,
    /// Prefixes that stand for a mark before one of these words, or before a name with other marks, or where most fields
    /// of a model have them.
    pub for_marks: Vec<ForMark>,
    /// Prefixes before a word that the language does not allow, in any case.
    pub before_reserved: Vec<String>,
    /// Those words, in small letters.
    pub reserved: HashSet<String>,
    /// Prefixes before one of these words.
    pub before: IndexMap<String, Vec<String>>,
    /// Prefixes before names that begin with one of these words.
    pub before_words: IndexMap<String, Vec<String>>,
}

table! { Escapes {
    always, before_digit, around, marks, words, longer_words, before_model, for_marks, before_reserved, before,
    before_words,
}; skips reserved }

/// What is usual for the names of a model.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usual {
    /// The prefixes that stand for a mark, by their place.
    for_marks: Vec<usize>,
    /// Whether names begin with a small letter.
    small: bool,
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ForMark {
    /// The prefix.
    pub prefix: String,
    /// What it stands for.
    pub mark: String,
    /// Words before which it stands for the mark in every model.
    pub words: Vec<String>,
}

table! { ForMark { prefix, mark, words, } needs "prefix", "mark" }

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

    /// What is usual for the names of a model.
    pub(crate) fn usual<'a>(&self, names: &(impl Iterator<Item = &'a str> + Clone)) -> Usual {
        let begins = |it: &&str, fits: fn(char) -> bool| it.starts_with(fits);
        let small = names.clone().filter(|it| begins(it, char::is_lowercase)).count();
        let capital =
            names.clone().filter(|it| begins(it, char::is_uppercase) && self.word_at(it, 0).is_none()).count();
        Usual { for_marks: self.usual_prefixes(names), small: small > capital }
    }

    /// The prefixes that stand for a mark in all names of a model: those that most of its fields have, and more than one.
    fn usual_prefixes<'a>(&self, names: &(impl Iterator<Item = &'a str> + Clone)) -> Vec<usize> {
        let all = names.clone().count();
        let of = |it: &ForMark| names.clone().filter(|name| it.rest(name).is_some()).count();
        let usual = |it: &ForMark| of(it) > 1 && of(it) * 2 >= all;
        self.for_marks.iter().enumerate().filter(|(_, it)| usual(it)).map(|it| it.0).collect()
    }

    /// The word that may stand for a mark there.
    fn word_at(&self, name: &str, at: usize) -> Option<(&str, &str)> {
        let rest = &name[at..];
        let found = self.words.iter().filter(|it| !it.0.is_empty() && rest.starts_with(it.0.as_str()));
        let found = found.max_by_key(|it| it.0.len())?;
        let longer = self.longer_words.iter().any(|it| rest.starts_with(it.as_str()));
        (!longer).then_some((found.0.as_str(), found.1.as_str()))
    }

    /// The word that stands for a mark there.
    fn mark_at(&self, name: &str, at: usize, small: bool) -> Option<(&str, &str)> {
        let found = self.word_at(name, at)?;
        let after = &name[at + found.0.len()..];
        let letters = &after[..after.find(|it: char| !it.is_lowercase()).unwrap_or(after.len())];
        let stands = match at {
            0 => {
                (small || self.writes_marks(name)) && after.starts_with(|it: char| it.is_lowercase() || it.is_numeric())
            }
            // Nothing but a mark is a capital beside one.
            _ if self.marks.keys().any(|it| name[..at].ends_with(it.as_str()) || after.starts_with(it.as_str())) => {
                true
            }
            // Plurals have one letter more.
            _ => !letters.is_empty() && letters != "s",
        };
        stands.then_some(found)
    }

    /// The name without what its language put there, in a model of this name where this is usual.
    pub(crate) fn undo_in(&self, name: &str, model: &str, usual: &Usual) -> String {
        for prefix in &self.before_model {
            if name.strip_prefix(prefix.as_str()).is_some_and(|it| it == model) {
                return model.to_owned();
            }
        }
        for (index, it) in self.for_marks.iter().enumerate() {
            if let Some(rest) = it.rest(name)
                && (usual.for_marks.contains(&index)
                    || it.words.contains(&rest)
                    || self.marks.keys().any(|mark| rest.contains(mark.as_str())))
            {
                return format!("{}{}", it.mark, self.undo(&rest));
            }
        }
        self.unmarked(name, usual.small)
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
        self.unmarked(name, false)
    }

    fn unmarked(&self, name: &str, small: bool) -> String {
        let bare = self.bare(name);
        if self.marks.is_empty() && self.words.is_empty() {
            return bare.into_owned();
        }
        let mut rest: &str = &bare;
        let mut found = String::with_capacity(rest.len());
        while let Some(first) = rest.chars().next() {
            let longest = self.marks.iter().filter(|it| rest.starts_with(it.0.as_str()) && !it.0.is_empty());
            let longest = longest.max_by_key(|it| it.0.len()).map(|it| (it.0.as_str(), it.1.as_str()));
            match longest.or_else(|| self.mark_at(&bare, bare.len() - rest.len(), small)) {
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
        for (prefix, words) in &self.before_words {
            let Some(rest) = name.strip_prefix(prefix.as_str()) else { continue };
            if words.iter().any(|it| rest.starts_with(it.as_str())) {
                return small_first(prefix, rest);
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

#[cfg(test)]
mod tests {
    use crate::dialect::{Style, builtin};

    /// The names of a model without what this dialect put there.
    fn check(dialect: &str, names: &[&str]) -> String {
        let dialect = builtin().iter().find(|it| it.id == dialect).expect("it comes with the program");
        let Style::Generated(style) = &dialect.style else { panic!("a program writes such pages") };
        let usual = style.escaped_fields.usual(&names.iter().copied());
        names.iter().map(|it| style.escaped_fields.undo_in(it, "Order", &usual)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_word_for_a_mark_is_no_part_of_a_longer_word_or_of_a_name_of_several() {
        let bash = |names: &[&str]| check("openapi-generator-bash", names);
        insta::assert_snapshot!(bash(&["dotPeriodted", "Attype", "Dollarprice", "a", "winUnderscorePercent", "xMinusPlusMinusy"]), @"dot.ted @type $price a win_% x-+-y");
        insta::assert_snapshot!(bash(&["createdAt", "warmStart", "attemptCount", "retryAttempts", "billingPeriods", "spaceId", "isPlus"]), @"createdAt warmStart attemptCount retryAttempts billingPeriods spaceId isPlus");
        insta::assert_snapshot!(bash(&["Period", "Attributes", "Starts", "Percentage", "HashTag"]), @"Period Attributes Starts Percentage HashTag");
        insta::assert_snapshot!(bash(&["idsLeft_Square_BracketRight_Square_Bracket"]), @"ids[]");
    }

    #[test]
    fn a_prefix_before_the_beginning_of_a_name_is_taken_off() {
        insta::assert_snapshot!(check("openapi-generator-objc", &["varNewState", "varCopy", "varNewest", "variant"]), @"newState copy newest variant");
        insta::assert_snapshot!(check("openapi-generator-rust", &["ids_left_square_bracket_right_square_bracket", "param_extern"]), @"ids[] extern");
    }
}
