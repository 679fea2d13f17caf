use crate::decode::{self, Word, table, words};
use crate::json::Value;
use crate::name::Case;
use indexmap::IndexMap;
use std::str::FromStr;

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Which fields may be `null` where documents do not say. Without it none, and a finding says that nobody has said so.
    pub unsaid_null: Option<UnsaidNull>,
    /// Whether fields must be there where documents do not say. Default `finding`.
    pub unsaid: UnsaidPresence,
    /// How the names of the tables become names on the wire. Top-level key `wire_names`.
    pub wire_names: WireNames,
    /// Mended rows. Top-level key `[[fix]]`.
    pub fixes: Vec<Fix>,
    /// Settings of models by glob over their names; the most specific glob wins. Top-level key `[model."…"]`.
    pub models: IndexMap<String, ModelSetting>,
    /// Settings of fields by glob over `Model.field` (wire name). Top-level key `[field."…"]`.
    pub fields: IndexMap<String, FieldSetting>,
}

table! { Options { unsaid_null, unsaid, }; skips wire_names, fixes, models, fields }

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsaidNull {
    /// None.
    Never,
    /// Those that may be absent.
    Optional,
    /// All.
    Always,
}

words! { UnsaidNull { Never = "never", Optional = "optional", Always = "always" } }

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum UnsaidPresence {
    /// They must.
    Required,
    /// They need not.
    Optional,
    /// They need not, and a finding says that nothing is known.
    #[default]
    Finding,
}

words! { UnsaidPresence { Required = "required", Optional = "optional", Finding = "finding" } }

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WireNames {
    /// The case of the wire; `None` when nobody has said.
    pub case: Option<WireCase>,
    /// Exceptions, by `Model.shown` or `shown`; the value is the name on the wire.
    pub names: IndexMap<String, String>,
}

table! { WireNames { case, names, }; word of_case }

/// What a case alone says.
fn of_case(text: &str) -> Result<WireNames, String> {
    Ok(WireNames { case: Some(text.parse()?), ..WireNames::default() })
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
    Case(Case),
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

impl FromStr for WireCase {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "as-written" {
            return Ok(Self::AsWritten(AsWritten::AsWritten));
        }
        let case = Case::ALL.into_iter().find(|it| it.spelled() == text);
        case.map(Self::Case).ok_or_else(|| decode::unknown_word(text, &WIRE_CASES))
    }
}

impl Word for WireCase {
    fn from_word(text: &str) -> Result<Self, String> {
        text.parse()
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
#[derive(Debug, Clone, Default, PartialEq)]
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
    pub ty: Option<String>,
    /// The description that the row should have.
    pub description: Option<String>,
    /// Whether the field must be there.
    pub required: Option<bool>,
    /// Leave the row out.
    pub skip: bool,
}

table! { Fix { page, table, row, name, "type" = ty, description, required, skip, } }

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ModelSetting {
    /// Leave it out; types that name it become any JSON.
    pub skip: bool,
    /// Another name.
    pub name: Option<String>,
    /// Its type, for a model that the pages do not describe.
    pub ty: Option<String>,
    /// Its values, for an enum whose page leaves them out.
    pub values: Option<Vec<Value>>,
}

table! { ModelSetting { skip, name, "type" = ty, values, } }

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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldSetting {
    /// Leave it out.
    pub skip: bool,
    /// The name on the wire.
    pub name: Option<String>,
    /// The type, in our own notation. It adds a field that the pages do not have, when the key is that field's name.
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

table! { FieldSetting {
    skip, name, "type" = ty, required, nullable, values, default, deprecated, read_only, write_only,
} }
