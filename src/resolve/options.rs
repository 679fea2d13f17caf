use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// What the configuration says about the schema.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::UnsaidPresence;
///
/// let config = Config::from_toml("[schema]\nunsaid = \"optional\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.schema.unsaid, UnsaidPresence::Optional);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Which fields may be `null` where documents do not say. Without it none, and a finding says that nobody has said so.
    pub unsaid_null: Option<UnsaidNull>,
    /// Whether fields must be there where documents do not say. Default `finding`.
    pub unsaid: UnsaidPresence,
    /// How the names of the tables become names on the wire. Top-level key `wire_names`.
    #[serde(skip)]
    pub wire_names: WireNames,
    /// Mended rows. Top-level key `[[fix]]`.
    #[serde(skip)]
    pub fixes: Vec<Fix>,
    /// Settings of models by glob over their names; the most specific glob wins. Top-level key `[model."…"]`.
    #[serde(skip)]
    pub models: IndexMap<String, ModelSetting>,
    /// Settings of fields by glob over `Model.field` (wire name). Top-level key `[field."…"]`.
    #[serde(skip)]
    pub fields: IndexMap<String, FieldSetting>,
}

/// Which fields may be `null` where documents do not say.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::UnsaidNull;
///
/// let config = Config::from_toml("[schema]\nunsaid_null = \"never\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.schema.unsaid_null, Some(UnsaidNull::Never));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnsaidNull {
    /// None.
    Never,
    /// Those that may be absent.
    Optional,
    /// All.
    Always,
}

/// Whether fields must be there where documents do not say.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::UnsaidPresence;
///
/// let config = Config::from_toml("[schema]\nunsaid = \"required\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.schema.unsaid, UnsaidPresence::Required);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnsaidPresence {
    /// They must.
    Required,
    /// They need not.
    Optional,
    /// They need not, and a finding says that nothing is known.
    #[default]
    Finding,
}

/// How the names of the tables become names on the wire: `wire_names = "snake_case"`, or a table with `case` and `names`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::WireNames;
///
/// let config = Config::from_toml("[wire_names]\ncase = \"snake_case\"\nnames = { line1 = \"line_1\" }", "fieldtable.toml".as_ref())?;
/// let WireNames { case, names } = config.wire_names;
/// assert!(case.is_some() && names["line1"] == "line_1");
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WireNames {
    /// The case of the wire; `None` when nobody has said.
    pub case: Option<WireCase>,
    /// Exceptions, by `Model.shown` or `shown`; the value is the name on the wire.
    pub names: IndexMap<String, String>,
}

/// The case of names on the wire.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::{name::Case, resolve::WireCase};
///
/// let config = Config::from_toml("wire_names = \"camelCase\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.wire_names.case, Some(WireCase::Case(Case::Camel)));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireCase {
    /// As the tables have them.
    AsWritten(AsWritten),
    /// Converted.
    Case(crate::name::Case),
}

/// `as-written`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::WireCase;
///
/// let config = Config::from_toml("wire_names = \"as-written\"", "fieldtable.toml".as_ref())?;
/// assert!(matches!(config.wire_names.case, Some(WireCase::AsWritten(_))));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsWritten {
    /// Names on the wire are the names of the tables.
    AsWritten,
}

impl<'de> Deserialize<'de> for WireCase {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        if word == "as-written" {
            return Ok(Self::AsWritten(AsWritten::AsWritten));
        }
        crate::name::Case::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(&word))
            .map(Self::Case)
            .map_err(|_| serde::de::Error::unknown_variant(&word, &WIRE_CASES))
    }
}

/// The words for [`WireCase`].
pub const WIRE_CASES: [&str; 6] =
    ["snake_case", "camelCase", "PascalCase", "kebab-case", "SCREAMING_SNAKE_CASE", "as-written"];

/// A mended row: `[[fix]]` with the page, the row (from 1, below the header) and what its cells should say.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::Fix;
///
/// let config = Config::from_toml("[[fix]]\npage = \"Order.md\"\nrow = 3\nname = \"note\"", "fieldtable.toml".as_ref())?;
/// let fix = Fix { page: "Order.md".into(), row: 3, name: Some("note".into()), ..Fix::default() };
/// assert_eq!(config.fix, [fix]);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fix {
    /// The page, by the end of its path.
    pub page: String,
    /// Which table of the page, from 1; default 1.
    pub table: Option<usize>,
    /// The row, from 1, header and delimiter not counted.
    pub row: usize,
    /// The name that the row should have.
    pub name: Option<String>,
    /// The type that the row should have, in the page's notation.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The description that the row should have.
    pub description: Option<String>,
    /// Whether the field must be there.
    pub required: Option<bool>,
    /// Leave the row out.
    pub skip: bool,
}

/// What the configuration says about a model.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::ModelSetting;
///
/// let config = Config::from_toml("[model.\"Order\"]\nname = \"Purchase\"", "fieldtable.toml".as_ref())?;
/// let wanted = ModelSetting { name: Some("Purchase".into()), ..ModelSetting::default() };
/// assert_eq!(config.model["Order"], wanted);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ModelSetting {
    /// Leave it out; types that name it become any JSON.
    pub skip: bool,
    /// Another name.
    pub name: Option<String>,
    /// Its type, for a model that the pages do not describe.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Its values, for an enum whose page leaves them out.
    pub values: Option<Vec<Value>>,
}

/// What the configuration says about a field.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::resolve::FieldSetting;
///
/// let config = Config::from_toml("[field.\"Order.note\"]\nnullable = true", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.field["Order.note"], FieldSetting { nullable: Some(true), ..FieldSetting::default() });
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldSetting {
    /// Leave it out.
    pub skip: bool,
    /// The name on the wire.
    pub name: Option<String>,
    /// The type, in our own notation. It adds a field that the pages do not have, when the key is that field's name.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Whether it must be there.
    pub required: Option<bool>,
    /// Whether it may be `null`.
    pub nullable: Option<bool>,
    /// Its values.
    pub values: Option<Vec<Value>>,
    /// The value that the server takes when it is absent.
    pub default: Option<Value>,
    /// Whether it should no longer be used.
    pub deprecated: Option<bool>,
    /// Sent by the server, never to it.
    pub read_only: Option<bool>,
    /// Sent to the server, never by it.
    pub write_only: Option<bool>,
}
