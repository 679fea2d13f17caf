//! `fieldtable.toml`. First storey: its text, or a command's flags, become an inert [`Config`]. Second storey: [`load()`]
//! expands globs and reads files. Each module owns its own options; here they are only put together.

mod find;
mod findings;
#[cfg(feature = "export")]
mod format;
mod ignored;
mod load;
mod overlay;
mod pages;
mod read;
#[cfg(feature = "diff")]
mod side;
#[cfg(feature = "edit")]
mod survey;
#[cfg(test)]
mod tests;

pub use find::{FILE_NAME, find};
pub use findings::{FindingSetting, judge};
#[cfg(feature = "export")]
pub use format::emitter;
pub use load::{Loaded, examples, load, load_watched, options};
#[cfg(feature = "diff")]
pub use side::side;
#[cfg(feature = "edit")]
pub use survey::{FoundDialect, Survey, survey};

use crate::decode::table;
use crate::diag::Code;
use crate::dialect::Role;
#[cfg(feature = "diff")]
use crate::diff;
use crate::emit::rust;
use crate::infer;
use crate::resolve::{self, FieldSetting, Fix, ModelSetting, WireNames};
use indexmap::IndexMap;
use std::path::PathBuf;

/// Whoever compares nothing passes over how that would be judged.
#[cfg(not(feature = "diff"))]
mod diff {
    use crate::decode::{Decode, Node, Wrong};

    /// What is passed over.
    #[derive(Debug, Clone, Default, PartialEq)]
    pub struct Options;

    impl Decode for Options {
        fn decode(node: &Node<'_>) -> Result<Self, Wrong> {
            <()>::decode(node).map(|()| Self)
        }
    }
}

/// Everything that can be said about a run. Inert: nothing has been looked up or read yet.
///
/// ```
/// use fieldtable::config::Config;
/// use std::path::Path;
///
/// let config = Config::from_toml("sources = [\"docs\"]\nwire_names = \"snake_case\"\n", Path::new("fieldtable.toml"))?;
/// assert_eq!(config.sources, [Path::new("docs")]);
///
/// let wrong = Config::from_toml("surces = []\n", Path::new("fieldtable.toml")).expect_err("no such key");
/// assert_eq!(wrong.to_string(), "fieldtable.toml:1:1: unknown key `surces`; did you mean `sources`?");
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    /// The pages: files, folders (searched for `.md`, `.mdx` and `.markdown`, `.gitignore` respected) or globs.
    pub sources: Vec<PathBuf>,
    /// Globs of pages to leave out.
    pub exclude: Vec<PathBuf>,
    /// The dialect of the pages, by id; recognised by evidence when absent.
    pub dialect: Option<String>,
    /// Files with dialects of your own. `fieldtable init --dialect ID` makes one to start from.
    pub dialects: Vec<PathBuf>,
    /// What columns of tables that people write hold, by their headers: `"what it is" = "description"`. A role of those
    /// that dialect files give their `columns`; `nothing` leaves a column out.
    pub columns: IndexMap<String, Role>,
    /// Files with notations of your own.
    pub notations: Vec<PathBuf>,
    /// Make a request type of each operation that the pages describe.
    pub operations: bool,
    /// The case of names on the wire, or a table that also lists exceptions.
    pub wire_names: WireNames,
    /// Files with JSON that the API sends, folders or globs: they show names, formats and what may be `null`.
    pub examples: Vec<PathBuf>,
    /// Which rules of inference hold: `RULE = true` or `false`.
    pub infer: IndexMap<String, bool>,
    /// What holds where the pages are silent.
    pub schema: resolve::Options,
    /// Rows to be mended.
    pub fix: Vec<Fix>,
    /// Settings of models, by glob over their names.
    pub model: IndexMap<String, ModelSetting>,
    /// Settings of fields, by glob over `Model.field`.
    pub field: IndexMap<String, FieldSetting>,
    /// How the Rust looks.
    pub rust: rust::Options,
    /// How changes are judged, and which are accepted.
    pub diff: diff::Options,
    /// How much findings matter, by their code: a level, or a table.
    pub findings: IndexMap<Code, FindingSetting>,
    /// Where to write when no flag says so.
    pub output: Output,
    /// The file that this was read from.
    pub path: Option<PathBuf>,
}

table! { Config {
    sources, exclude, dialect, dialects, columns, notations, operations, wire_names, examples, infer by infer::known_rules, schema, fix,
    model, field, rust, diff, findings, output,
}; skips path }

/// The `[output]` table.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::config::Output;
///
/// let config = Config::from_toml("[output]\nrust = \"src/models.rs\"", "fieldtable.toml".as_ref())?;
/// let Output { rust, .. } = config.output;
/// assert_eq!(rust, Some("src/models.rs".into()));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Output {
    /// The file for the Rust code; a path that ends in `/` is a folder and gets a module a model.
    pub rust: Option<PathBuf>,
    /// The folder for a whole crate.
    pub package: Option<PathBuf>,
    /// Files for other formats, by the format's id.
    pub export: IndexMap<String, PathBuf>,
    /// Where readers find a page, with the holes `{path}` and `{line}`: what shows places links there.
    pub page_url: Option<String>,
}

table! { Output { rust, "crate" = package, export, page_url, } }
