use indexmap::IndexMap;
use serde::Deserialize;

/// How a kind of docs shows models. One file of `templates/dialects`. Patterns have one hole, `{}`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialect {
    /// The name by which the configuration refers to it.
    pub id: String,
    /// The notation of its types and values.
    pub notation: String,
    /// Whether the tables print names on the wire or names of the language.
    pub names: Names,
    /// Headings that name a model.
    #[serde(default = "any_heading")]
    pub heading: Vec<String>,
    /// What every raw row of a field table starts with: evidence for the dialect.
    pub row: String,
    /// The headers of field tables and what their columns hold.
    pub header: Vec<String>,
    /// The heading under which field tables stand.
    #[serde(default)]
    pub section: Option<String>,
    /// What the column of notes holds.
    #[serde(default)]
    pub notes: Notes,
    /// Whether a row without the word for optional is required.
    #[serde(default = "yes")]
    pub says_required: bool,
    /// Whether a type that may be absent makes a required field nullable.
    #[serde(default)]
    pub optional_type_is_null: bool,
    /// Items of a list of enum values: `` `{name}` (value: `{}`) ``; what stands before the hole's own text is the name.
    #[serde(default)]
    pub value_item: Option<[String; 3]>,
    /// Header of tables of enum values.
    #[serde(default)]
    pub value_header: Vec<String>,
    /// What the values of an inline enum stand in at the end of a description.
    #[serde(default)]
    pub value_suffix: Option<String>,
    /// The heading and the text of a section with the values of an inline enum.
    #[serde(default)]
    pub value_section: Option<[String; 2]>,
    /// Headings of the values of an inline enum, listed as those of an enum model are.
    #[serde(default)]
    pub inline_section: Vec<String>,
    /// Whether one cell of such a table holds all values, with commas between.
    #[serde(default)]
    pub inline_joined: bool,
    /// Whether those headings name the field rather than its type.
    #[serde(default)]
    pub inline_by_field: bool,
    /// The word in the type's place when the link's target is the type.
    #[serde(default)]
    pub linked_type: Option<String>,
    /// Headings that stand for fields that may be null: `Set{}Nil`.
    #[serde(default)]
    pub nullable_heading: Option<String>,
    /// Headings of lists of a union's variants.
    #[serde(default)]
    pub variant_section: Vec<String>,
    /// Header of tables of a union's variants.
    #[serde(default)]
    pub variant_header: Vec<String>,
    /// What names the discriminator.
    #[serde(default)]
    pub discriminator: Option<String>,
    /// The heading above the type of an alias.
    #[serde(default)]
    pub alias_section: Option<String>,
    /// The notation of aliases, where it is another.
    #[serde(default)]
    pub alias_notation: Option<String>,
    /// What the generator of the docs put before names of fields that its language does not allow.
    #[serde(default)]
    pub escaped_fields: Escapes,
    /// The same for names of models.
    #[serde(default)]
    pub escaped_models: Escapes,
    /// Types whose items the page tells by a link only.
    #[serde(default)]
    pub linked_items: bool,
}

/// What names the tables print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Names {
    /// Names on the wire.
    Wire,
    /// Names of the language.
    Language,
}

/// What names carry that the wire has not: prefixes that make a name of what the language does not allow.
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
    /// Prefixes before one of these words.
    pub before: IndexMap<String, Vec<String>>,
}

impl Escapes {
    /// The name without its prefix, and with its marks.
    #[must_use]
    pub fn undo(&self, name: &str) -> String {
        self.marks.iter().fold(self.bare(name).to_owned(), |name, (word, mark)| name.replace(word.as_str(), mark))
    }

    fn bare<'t>(&self, name: &'t str) -> &'t str {
        let name = self.around.iter().find_map(|it| within(name, it)).unwrap_or(name);
        let digit = |rest: &&str| rest.starts_with(|it: char| it.is_ascii_digit());
        let always = self.always.iter().find_map(|it| name.strip_prefix(it.as_str()));
        let number = || self.before_digit.iter().find_map(|it| name.strip_prefix(it.as_str()).filter(digit));
        let word = || {
            let mut all = self.before.iter();
            all.find_map(|(it, words)| name.strip_prefix(it.as_str()).filter(|rest| words.iter().any(|it| it == rest)))
        };
        always.filter(|it| !it.is_empty()).or_else(number).or_else(word).unwrap_or(name)
    }
}

/// What a column of notes holds.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Notes {
    /// The field may be absent.
    pub optional: Vec<String>,
    /// The server alone writes it.
    pub read_only: Vec<String>,
    /// The default.
    pub default: Option<String>,
    /// The values of an enum.
    pub values: Option<String>,
    /// What says nothing.
    pub ignored: Vec<String>,
    /// Bounds: pattern = keyword of JSON Schema.
    pub bounds: IndexMap<String, String>,
}

fn any_heading() -> Vec<String> {
    vec!["{}".to_owned()]
}

fn yes() -> bool {
    true
}

impl Dialect {
    /// Reads a dialect file.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }
}

/// What stands in the hole of a pattern.
pub(crate) fn within<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let (before, after) = pattern.split_once("{}")?;
    text.strip_prefix(before)?.strip_suffix(after)
}
