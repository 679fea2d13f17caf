use super::written::Role;
use crate::text::{FileId, Span};

/// What was recognised, for those who want to see it.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// for page in &compilation.coverage.pages {
///     println!("{}: {:?}", sources.file(page.file).path, page.left_out);
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// Which dialect was chosen for which pages, and why.
    pub verdicts: Vec<Verdict>,
    /// What became of each page.
    pub pages: Vec<PageCoverage>,
}

/// The dialect chosen for the pages of a folder.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
///
/// let verdict = &compilation.coverage.verdicts[0];
/// assert_eq!(verdict.dialect, "written");
/// assert!(verdict.rivals.is_empty() && !verdict.evidence.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    /// The folder, as its pages' paths name it; empty for pages without a folder.
    pub folder: String,
    /// The id of the dialect.
    pub dialect: String,
    /// Whether the configuration names it.
    pub set: bool,
    /// What speaks for it, most telling first: "1,290 of 1,290 tables have the heading `Name | Type | …`".
    pub evidence: Vec<String>,
    /// Dialects that nothing tells apart from it, though the outcome would differ.
    pub rivals: Vec<String>,
}

/// What became of a page.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
///
/// assert_eq!(compilation.coverage.pages[0].models, ["Order"]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct PageCoverage {
    /// The page.
    pub file: FileId,
    /// Its dialect, where it has one.
    pub dialect: Option<String>,
    /// The models that it describes, tables or not.
    pub models: Vec<String>,
    /// Its tables in order.
    pub tables: Vec<TableCoverage>,
    /// Why nothing of it was read, where nothing was.
    pub left_out: Option<String>,
}

/// What became of a table.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
///
/// let table = &compilation.coverage.pages[0].tables[0];
/// assert_eq!((sources.place(table.span).as_str(), table.rows), ("Order.md:3:1", 2));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct TableCoverage {
    /// From its header to its last row.
    pub span: Span,
    /// How many rows it has, without header and delimiter.
    pub rows: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// What its columns hold. Of tables that people write only.
    pub columns: Vec<ColumnCoverage>,
}

/// What became of a column.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// let columns = &compilation.coverage.pages[0].tables[0].columns;
/// assert_eq!((columns[0].header.as_str(), columns[0].read), ("Field", true));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnCoverage {
    /// Its header, without marks.
    pub header: String,
    /// The header, or the table where it has none.
    pub span: Span,
    /// What it is taken to hold.
    pub role: Option<Role>,
    /// Whether its cells alone say so, under a header that no vocabulary knows.
    pub by_cells: bool,
    /// Whether what it says is in the model, or there is nothing that it says.
    pub read: bool,
    /// What its cells look like, whatever its header says.
    pub looks: Role,
}

/// What became of a table.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::dialect::Outcome;
///
/// let table = &compilation.coverage.pages[0].tables[0];
/// assert_eq!(table.outcome, Outcome::Read { model: "Order".into() });
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Its rows are fields, values or variants of the model.
    Read {
        /// The model, by its name in the schema.
        model: String,
    },
    /// It was left out, and why.
    LeftOut {
        /// Lower case, no full stop.
        reason: String,
    },
}
