//! The words of headers, cells and headings. Comes in: `templates/vocabulary`. Goes out: what a word means.

use crate::decode::{self, table, words};
use crate::order;
use crate::text::is_unspaced;
use foldhash::{HashMap, HashMapExt, HashSet};
use indexmap::IndexMap;
use std::sync::LazyLock;

/// What a column may hold.
///
/// ```
/// use fieldtable::dialect::{Dialect, Role, Style};
///
/// let text = r#"id = "ledger"
/// notation = "docs"
/// names = "wire"
/// [written]
/// columns = { slot = "name" }
/// "#;
/// let dialect = Dialect::from_toml(text)?;
/// let Style::Written(style) = &dialect.style else { panic!("people write such pages") };
/// assert_eq!(style.columns["slot"], Role::Name);
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Role {
    /// Names of fields.
    Name,
    /// Names of fields, beside columns that say more.
    WeakName,
    /// Types.
    Type,
    /// Types, beside columns that say more.
    WeakType,
    /// Types of a language, beside those of the wire.
    OtherType,
    /// Whether the field must be there.
    Required,
    /// Whether the field may be absent.
    Inverted,
    /// Whether the field may be null.
    Nullable,
    /// Whether the field may not be null.
    NotNull,
    /// Defaults.
    Default,
    /// Prose.
    Description,
    /// Prose, beside columns that say more.
    WeakDescription,
    /// Values that the field may have.
    Values,
    /// A value of an enum.
    Value,
    /// The name of a value that stands on the wire, beside a number that does not.
    Symbol,
    /// Bounds.
    Constraint,
    /// Formats.
    Format,
    /// Values that documents show.
    Examples,
    /// `repeated`, `required`, `optional`.
    Label,
    /// Words that say what kind of field it is.
    Tags,
    /// Whether the field should no longer be used.
    Deprecated,
    /// Who writes the field.
    Access,
    /// Whether the server alone writes it.
    ReadOnly,
    /// Whether the client alone writes it.
    WriteOnly,
    /// Whether the client may write it.
    Writable,
    /// How deep a row is nested, as a number.
    Depth,
    /// Versions and the like.
    Status,
    /// Where a parameter stands.
    Location,
    /// What is called, and no field.
    Call,
    /// What stands in the description behind the header: `Unit: km`.
    Remark,
    /// Names on the wire, beside names of a language.
    Wire,
    /// Numbers of the rows.
    Row,
    /// Nothing of the model.
    Nothing,
}

words! { Role {
    Name = "name", WeakName = "weak_name", Type = "type", WeakType = "weak_type", OtherType = "other_type",
    Required = "required", Inverted = "inverted", Nullable = "nullable", NotNull = "not_null", Default = "default",
    Description = "description", WeakDescription = "weak_description", Values = "values", Value = "value",
    Symbol = "symbol", Constraint = "constraint", Format = "format", Examples = "examples", Label = "label",
    Tags = "tags", Deprecated = "deprecated", Access = "access", ReadOnly = "read_only", WriteOnly = "write_only",
    Writable = "writable", Depth = "depth", Status = "status", Location = "location", Call = "call", Remark = "remark",
    Wire = "wire", Row = "row", Nothing = "nothing",
} }

#[derive(Debug, Default)]
struct Columns {
    examples: HeaderExamples,
    roles: IndexMap<Role, Vec<String>>,
}

table! { Columns { examples, roles, } }

/// They are for a test.
#[cfg(not(test))]
type HeaderExamples = ();

#[cfg(test)]
type HeaderExamples = Vec<HeaderExample>;

#[cfg(test)]
#[derive(Debug, Default)]
struct HeaderExample {
    header: String,
    roles: Vec<Role>,
}

#[cfg(test)]
table! { HeaderExample { header, roles, } needs "header", "roles" }

/// Words of cells and headings, as `templates/vocabulary/words.toml` has them.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Whole cells of a column that says whether a field must be there.
    pub(crate) presence: IndexMap<String, HashSet<String>>,
    /// Shapes and letters in columns of presence and of null.
    pub(crate) shapes: IndexMap<String, HashSet<String>>,
    /// Words in prose, tags, types and names.
    pub(crate) marks: IndexMap<String, Vec<String>>,
    /// Whole cells of a column that says who writes a field.
    pub(crate) access: IndexMap<String, HashSet<String>>,
    /// Words of sentences about all members.
    pub(crate) statements: IndexMap<String, Vec<String>>,
    /// Whole cells of a column that says how many there may be.
    pub(crate) counts: IndexMap<String, HashSet<String>>,
    blank: IndexMap<String, HashSet<String>>,
    /// Labels of facts in prose.
    pub(crate) facts: IndexMap<String, Vec<String>>,
    /// Headers of columns of members.
    pub(crate) members: IndexMap<String, HashSet<String>>,
    /// Words of bounds.
    pub(crate) bounds: IndexMap<String, Vec<String>>,
    /// Words for points in time.
    pub(crate) times: IndexMap<String, Vec<String>>,
    locations: IndexMap<String, HashSet<String>>,
    /// Words of headings, by what they say.
    pub(crate) headings: IndexMap<String, HashSet<String>>,
}

table! { Words {
    presence, shapes, marks, access, statements, counts, blank, facts, members, bounds, times, locations, headings,
} }

/// All words.
pub(crate) struct Vocabulary {
    roles: HashMap<String, Vec<Role>>,
    #[cfg(test)]
    examples: HeaderExamples,
    /// Words of cells and headings.
    pub(crate) words: Words,
}

/// The built-in vocabulary.
#[must_use]
pub(crate) fn vocabulary() -> &'static Vocabulary {
    &VOCABULARY
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let columns: Columns = decode::from_text(include_str!("../../../../templates/vocabulary/columns.toml"))
        .expect("a test reads the vocabulary");
    let words = decode::from_text(include_str!("../../../../templates/vocabulary/words.toml"))
        .expect("a test reads the vocabulary");
    let mut roles: HashMap<String, Vec<Role>> = HashMap::new();
    for (role, headers) in columns.roles {
        for header in headers {
            roles.entry(header).or_default().push(role);
        }
    }
    roles.values_mut().for_each(|it| order::sort_by(it, Ord::cmp));
    Vocabulary {
        roles,
        #[cfg(test)]
        examples: columns.examples,
        words,
    }
});

/// A text without the spaces beside letters of scripts that have none.
fn closed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(it) = letters.next() {
        let beside = out.ends_with(is_unspaced) || letters.peek().is_some_and(|it| is_unspaced(*it));
        if it != ' ' || !beside {
            out.push(it);
        }
    }
    out
}

/// Whether a text has fewer letters than this, whatever its script.
#[must_use]
pub(crate) fn shorter(text: &str, letters: usize) -> bool {
    text.len() < letters || text.chars().nth(letters - 1).is_none()
}

/// A text as the vocabulary compares it.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    if joined.is_ascii() {
        joined.make_ascii_lowercase();
    } else {
        joined = joined.to_lowercase();
    }
    let bare = joined.trim_matches(|it: char| matches!(it, '*' | '_' | '`' | ' '));
    bare.trim_end_matches([':', '：', '.']).trim().to_owned()
}

/// Whether the text of a type has a word for an enum: `enum`, `array of enum`.
pub(crate) fn is_enum(text: &str) -> bool {
    let folded = fold(text);
    let words = &vocabulary().words.marks["enum_words"];
    folded.split(|it: char| !it.is_alphanumeric()).any(|it| words.iter().any(|word| word == it))
}

impl Vocabulary {
    /// What a column of this header may hold, likeliest first.
    #[must_use]
    pub(crate) fn roles(&self, header: &str) -> &[Role] {
        let header = fold(header);
        let known = |it: &str| self.roles.get(it).map(Vec::as_slice);
        let bare = || header.split(['(', '（']).next().map(str::trim).filter(|it| !it.is_empty() && *it != header);
        // `Name, Type, Description` in one column.
        let first = || header.split([',', '、']).next().map(str::trim).filter(|it| !it.is_empty() && *it != header);
        known(&header)
            .or_else(|| known(header.trim_end_matches(['?', '？', '*', ' '])))
            .or_else(|| known(&format!("{header}.")))
            .or_else(|| known(bare()?))
            .or_else(|| known(first()?))
            .unwrap_or_default()
    }

    /// What the words of an unknown header speak of: "Is it mandatory for you?".
    #[must_use]
    pub(crate) fn words_of(&self, header: &str) -> Vec<Role> {
        // Longer headers are sentences.
        const MOST: usize = 8;
        let header = fold(header);
        let words: Vec<&str> = header.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
        let mut found = Vec::new();
        for from in 0..words.len().min(MOST) {
            for to in from + 1..=words.len().min(from + 3) {
                found.extend(self.roles.get(&words[from..to].join(" ")).into_iter().flatten().copied());
            }
        }
        found
    }

    /// Whether a cell of defaults says that the server makes the value.
    pub(crate) fn is_made(&self, text: &str) -> bool {
        self.words.blank["made"].contains(&fold(text))
    }

    /// Whether a cell says nothing.
    #[must_use]
    pub(crate) fn is_blank(&self, text: &str) -> bool {
        let text = text.trim();
        text.is_empty() || shorter(text, 16) && self.words.blank["words"].contains(&text.to_lowercase())
    }

    /// Whether a text is a kind of media: `application/json`.
    #[must_use]
    pub(crate) fn is_media(&self, text: &str) -> bool {
        text.split_once('/').is_some_and(|it| self.words.marks["media"].iter().any(|word| word == it.0))
    }

    /// Whether a heading is of this kind: `generic`, `request`, `response`, `query`, …
    #[must_use]
    pub(crate) fn heading(&self, kind: &str, folded: &str) -> bool {
        let Some(words) = self.words.headings.get(kind) else { return false };
        // `Query 参数` is `Query参数`: a space between two scripts says nothing.
        words.contains(folded) || folded.contains(is_unspaced) && words.contains(&closed(folded))
    }

    /// Whether a cell says that a parameter stands there: `body` or `elsewhere`.
    #[must_use]
    pub(crate) fn location(&self, kind: &str, folded: &str) -> bool {
        self.words.locations.get(kind).is_some_and(|it| it.contains(folded))
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, vocabulary};
    use crate::decode::Word;
    use crate::name::Case;

    #[test]
    fn the_examples_hold() {
        for example in &vocabulary().examples {
            assert_eq!(vocabulary().roles(&example.header), example.roles, "{}", example.header);
        }
    }

    #[test]
    fn the_word_for_a_role_is_its_name() {
        for role in vocabulary().roles.values().flatten() {
            assert_eq!(Role::from_word(&Case::Snake.apply(&format!("{role:?}"))), Ok(*role));
        }
    }

    #[test]
    fn every_word_is_folded() {
        let words = &vocabulary().words;
        let all = words
            .presence
            .values()
            .chain(words.blank.values())
            .chain(words.shapes.values())
            .chain(words.counts.values())
            .chain(words.access.values())
            .chain(words.locations.values())
            .chain(words.headings.values());
        for word in all.flatten() {
            assert_eq!(word, &word.to_lowercase());
        }
    }
}
