use super::rules::{Axis, Level};
use crate::decode::{table, words};
use crate::schema::Direction;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// The `[diff]` table.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::diff::rules::{Axis, Level};
///
/// let config = Config::from_toml("[diff]\nfor = [\"read\"]\nlevels = { field-added = \"off\" }", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.diff.axes, [Axis::Read]);
/// assert_eq!(config.diff.levels["field-added"], Level::Off);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The questions that matter; all of them when empty.
    pub axes: Vec<Axis>,
    /// Levels of rules, by id.
    pub levels: IndexMap<String, Level>,
    /// Who writes models, by glob over their names: `"*Input" = "write"`. The first glob that fits wins.
    pub direction: IndexMap<String, Direction>,
    /// Findings that were accepted.
    pub allow: Vec<Allowance>,
    /// Names that were changed: `[[diff.renamed]]`.
    pub renamed: Vec<Renamed>,
    /// Findings of so many places with the same change are one; 5 when absent.
    pub mass: Option<usize>,
    /// The day of the run, `YYYY-MM-DD`: allowances and announced removals end on days. Nothing ends when it is absent.
    pub today: Option<String>,
}

table! { Options { "for" = axes, levels, direction, allow, renamed, mass, }; skips today }

words! { Axis { Read = "read", Write = "write", Wire = "wire", Rust = "rust", Silent = "silent" } }

words! { Level { Off = "off", Info = "info", Warn = "warn", Error = "error" } }

words! { Direction { Unknown = "unknown", Read = "read", Write = "write", Both = "both" } }

/// A finding that was accepted: `[[diff.allow]]`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::diff::Allowance;
///
/// let config = Config::from_toml("[[diff.allow]]\nrule = \"field-removed\"\npath = \"Order.note\"\nreason = \"nobody reads it\"", "fieldtable.toml".as_ref())?;
/// let allowance: &Allowance = &config.diff.allow[0];
/// assert_eq!(allowance.path, "Order.note");
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The rule.
    pub rule: String,
    /// The path, `Order.note`; `*` stands for any characters.
    pub path: String,
    /// What the value is now (or was, when it is gone); any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// The last day on which it is, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

table! { Allowance { rule, path, value, reason, until, } needs "rule", "path", "reason" }

/// A name that was changed.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::diff::Renamed;
///
/// let config = Config::from_toml("[[diff.renamed]]\nmodel = \"Order\"\nfrom = \"date\"\nto = \"placed_at\"", "fieldtable.toml".as_ref())?;
/// let renamed: &Renamed = &config.diff.renamed[0];
/// assert_eq!(renamed.to, "placed_at");
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The model of the field, by its new name; absent when the model itself was renamed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The old name.
    pub from: String,
    /// The new name.
    pub to: String,
    /// The version that renamed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

table! { Renamed { model, from, to, since, } needs "from", "to" }
