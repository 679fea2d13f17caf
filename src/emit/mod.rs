//! Schema → text. Comes in: a [`crate::schema::Schema`] and an emitter's own options. Goes out: [`Artifact`]s and
//! [`Notice`]s. Pure; positions are unknown here: a notice names a thing by its path, and who prints it looks up where
//! that stands.

mod diagram;
pub mod graphviz;
pub mod json_schema;
pub mod markdown;
pub mod mermaid;
pub mod openapi;
pub mod rust;

use crate::diag::Code;
use crate::schema::{Path, Schema};

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

/// A format that a schema can be written in, apart from code.
#[derive(Debug, Clone, Copy)]
pub struct Emitter {
    /// What it is asked for by.
    pub id: &'static str,
    /// What it writes, in a few words.
    pub about: &'static str,
    /// The customary ending of files in this format.
    pub extension: &'static str,
    /// The whole text of a schema.
    pub emit: fn(&Schema) -> String,
}

/// Every format, in alphabetical order.
pub const EMITTERS: &[Emitter] = &[
    Emitter { id: "graphviz", about: "a graph in Graphviz' language", extension: "dot", emit: graphviz::emit },
    Emitter { id: "json-schema", about: "JSON Schema 2020-12", extension: "json", emit: json_schema::emit },
    Emitter {
        id: "markdown",
        about: "canonical field tables, to be read again",
        extension: "md",
        emit: markdown::emit,
    },
    Emitter { id: "mermaid", about: "a Mermaid class diagram", extension: "mmd", emit: mermaid::emit },
    Emitter { id: "openapi", about: "OpenAPI 3.1 components", extension: "json", emit: openapi::emit },
];

impl Emitter {
    /// The format with this id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        EMITTERS.iter().find(|it| it.id == id)
    }
}

#[cfg(test)]
mod tests;
