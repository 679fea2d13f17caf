//! Schema → text. Comes in: a [`crate::schema::Schema`] and an emitter's own options. Goes out: [`Artifact`]s and
//! [`Notice`]s. Pure; positions are unknown here: a notice names a thing by its path, and who prints it looks up where
//! that stands.

pub mod json_schema;
pub mod rust;

use crate::diag::Code;
use crate::schema::Path;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative to the target, `/` between the parts; never leaves the target.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// Something that an emitter had to decide and the user may want to decide otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind of finding it is.
    pub code: Code,
    /// What it is about.
    pub path: Path,
    /// Lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}
