//! Rust with serde attributes and doc comments. [`plan`] takes every decision, `print` takes none.

mod doc;
mod names;
mod options;
mod plan;
mod print;

pub use options::{Layout, Options};

use super::{Artifact, Notice};
use crate::schema::Schema;

/// Rust code of a schema.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Emission {
    /// The files, by [`Options::layout`].
    pub artifacts: Vec<Artifact>,
    /// Decisions that the user may want to take otherwise.
    pub notices: Vec<Notice>,
}

/// The Rust of a schema.
#[must_use]
pub fn emit(schema: &Schema, options: &Options) -> Emission {
    let code = format!("// {}\n\n{}", crate::emit::MARKER, print::file(&plan::plan(schema)));
    let artifacts = match options.layout {
        Layout::File => vec![Artifact { path: "models.rs".into(), text: code }],
        Layout::Modules => vec![Artifact { path: "mod.rs".into(), text: code }],
        Layout::Crate => vec![
            Artifact { path: "Cargo.toml".into(), text: format!("# {}\n{MANIFEST}", crate::emit::MARKER) },
            Artifact { path: "src/lib.rs".into(), text: format!("//! Models made from field tables.\n{code}") },
        ],
    };
    Emission { artifacts, notices: Vec::new() }
}

const MANIFEST: &str = "[package]\nname = \"models\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\nserde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
