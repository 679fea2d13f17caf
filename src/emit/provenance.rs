//! Where a schema comes from, for formats that show it: in words, since positions are unknown here. Whoever knows the
//! documents answers; [`Unknown`] is the answer for a schema that nobody knows the documents of.

use crate::schema::Path;
use serde::Serialize;
use std::path::PathBuf;

/// What is known of the documents behind a schema: nothing, as far as it does not say.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
/// use fieldtable::schema::Path;
///
/// let pages = Pages::new(&sources, &compilation);
/// let place = pages.place(&Path::field("Order", "note")).expect("it stands in a row");
/// assert_eq!((place.file.as_str(), place.line), ("Order.md", 6));
/// ```
pub trait Provenance {
    /// Where a thing stands.
    fn place(&self, _path: &Path) -> Option<Place> {
        None
    }
    /// Why what is said of a thing is held true.
    fn reasons(&self, _path: &Path) -> Vec<Reason> {
        Vec::new()
    }
    /// What became of each page.
    fn pages(&self) -> Vec<Page> {
        Vec::new()
    }
    /// Which dialect was chosen for which pages, and why.
    fn dialects(&self) -> Vec<Dialect> {
        Vec::new()
    }
    /// What is wrong with the pages.
    fn findings(&self) -> Vec<Finding> {
        Vec::new()
    }
    /// Where readers find pages.
    fn links(&self) -> Links {
        Links::None
    }
}

/// Where readers of what is made of pages find these.
///
/// ```
/// use fieldtable::emit::Links;
///
/// let url = "https://example.com/shop/blob/main/{path}#L{line}".into();
/// assert_ne!(Links::At { url, folder: "docs".into() }, Links::None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Links {
    /// Nobody knows.
    #[default]
    None,
    /// On a site.
    At {
        /// The address of a page, with the holes `{path}` and `{line}`.
        url: String,
        /// The folder from which paths are counted there.
        folder: PathBuf,
    },
    /// In files, as seen from this folder.
    From(PathBuf),
}

/// What is wrong with a page.
///
/// ```
/// use fieldtable::emit::{Provenance, Unknown};
///
/// for finding in Unknown.findings() {
///     println!("{}: {}", finding.code, finding.message);
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Its code.
    pub code: &'static str,
    /// How much it matters: `error`, `warning`, `note`.
    pub level: &'static str,
    /// What it says.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it is; of all pages when absent.
    pub place: Option<Place>,
}

/// A place in a document.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
/// use fieldtable::schema::Path;
///
/// let pages = Pages::new(&sources, &compilation);
/// let place = pages.place(&Path::field("Order", "id")).expect("it stands in a row");
/// assert_eq!((place.line, place.column), (5, 1));
/// ```
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
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options { evidence: true, ..Options::default() });
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
/// use fieldtable::schema::Path;
///
/// let pages = Pages::new(&sources, &compilation);
/// let reasons = pages.reasons(&Path::field("Order", "id"));
/// assert!(reasons.iter().any(|it| it.fact == "type" && it.places[0].line == 5));
/// ```
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
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options { evidence: true, ..Options::default() });
/// use fieldtable::emit::{Because, Provenance};
/// use fieldtable::provenance::Pages;
/// use fieldtable::schema::Path;
///
/// let pages = Pages::new(&sources, &compilation);
/// let reasons = pages.reasons(&Path::field("Order", "id"));
/// let ty = reasons.into_iter().find(|it| it.fact == "type").expect("it has one");
/// assert_eq!(ty.because, Because::Stated { words: "integer".into() });
/// ```
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
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
///
/// let page = &Pages::new(&sources, &compilation).pages()[0];
/// assert_eq!((page.path.as_str(), page.models.len()), ("Order.md", 1));
/// assert!(page.left_out.is_none());
/// ```
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
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
///
/// let page = &Pages::new(&sources, &compilation).pages()[0];
/// assert_eq!((page.tables[0].line, page.tables[0].rows), (3, 2));
/// assert_eq!(page.tables[0].model.as_deref(), Some("Order"));
/// ```
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
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
///
/// let dialect = &Pages::new(&sources, &compilation).dialects()[0];
/// assert_eq!(dialect.id, "written");
/// assert!(!dialect.set, "it was recognised");
/// ```
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
///
/// ```
/// use fieldtable::emit::{Provenance, Unknown};
/// use fieldtable::schema::Path;
///
/// assert_eq!(Unknown.place(&Path::model("Order")), None);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Unknown;

impl Provenance for Unknown {}
