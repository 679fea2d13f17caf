//! Where a schema comes from, for formats that show it: in words, since positions are unknown here. Whoever knows the
//! documents answers; [`Unknown`] is the answer for a schema that nobody knows the documents of.

use crate::schema::Path;
use serde::Serialize;

/// What is known of the documents behind a schema.
pub trait Provenance {
    /// Where a thing stands.
    fn place(&self, path: &Path) -> Option<Place>;
    /// Why what is said of a thing is held true.
    fn reasons(&self, path: &Path) -> Vec<Reason>;
    /// What became of each page.
    fn pages(&self) -> Vec<Page>;
    /// Which dialect was chosen for which pages, and why.
    fn dialects(&self) -> Vec<Dialect>;
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The page, or another name for the document.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1: where the cell starts.
    pub column: usize,
}

/// Why a fact is held true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What is held true: `type`, `presence`.
    pub fact: &'static str,
    /// How that is known.
    pub because: Because,
    /// The places that say so.
    pub places: Vec<Place>,
}

/// How something is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// A cell or heading says it.
    Stated {
        /// What it says.
        words: String,
    },
    /// A rule concluded it.
    Inferred {
        /// The rule's id.
        rule: &'static str,
        /// How, in a sentence.
        note: String,
    },
    /// The configuration says it.
    Set {
        /// The key that does.
        key: String,
    },
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Its path.
    pub path: String,
    /// The id of its dialect, where it has one.
    pub dialect: Option<String>,
    /// The models that it describes.
    pub models: Vec<String>,
    /// Why nothing of it was read, where nothing was.
    pub left_out: Option<String>,
    /// Its tables in order.
    pub tables: Vec<Table>,
}

/// What became of a table: either it was read, or there is a reason why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// The line of its header, from 1.
    pub line: usize,
    /// How many rows it has, without header and delimiter.
    pub rows: usize,
    /// The model that its rows were read into.
    pub model: Option<String>,
    /// Why it was left out.
    pub left_out: Option<String>,
}

/// The dialect of the pages of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dialect {
    /// Its id.
    pub id: String,
    /// The folder; empty for pages without one.
    pub folder: String,
    /// Whether the configuration names it.
    pub set: bool,
    /// What speaks for it.
    pub evidence: Vec<String>,
    /// Dialects that nothing tells apart from it.
    pub rivals: Vec<String>,
}

/// Nothing is known of the documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unknown;

impl Provenance for Unknown {
    fn place(&self, _: &Path) -> Option<Place> {
        None
    }

    fn reasons(&self, _: &Path) -> Vec<Reason> {
        Vec::new()
    }

    fn pages(&self) -> Vec<Page> {
        Vec::new()
    }

    fn dialects(&self) -> Vec<Dialect> {
        Vec::new()
    }
}
