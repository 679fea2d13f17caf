//! Rust with serde attributes and doc comments. [`plan`] takes every decision, `print` takes none.

mod options;

pub use options::{Layout, Options};

use super::{Artifact, Notice};
use crate::schema::Schema;

/// Rust code of a schema.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Emission {
    /// The files: one, `mod.rs` and its modules, or a crate, by [`Options::layout`].
    pub artifacts: Vec<Artifact>,
    /// Decisions that the user may want to take otherwise: names that met, unions that overlap.
    pub notices: Vec<Notice>,
}

/// The Rust of a schema.
#[must_use]
pub fn emit(_schema: &Schema, _options: &Options) -> Emission {
    Emission::default()
}
