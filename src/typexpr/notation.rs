use serde::Deserialize;

/// How a language spells types. One file of `templates/notations`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Notation {
    /// The name by which dialects refer to it.
    pub id: String,
}
