//! What reading pages found out, in words: where each thing stands, why each fact is held true, what became of each page.

use crate::compile::Compilation;
use crate::diag::Diagnostic;
use crate::dialect::{self, Outcome};
use crate::emit::{Because, Dialect, Finding, Links, Page, Place, Provenance, Reason, Table};
use crate::resolve::{Evidence, Fact};
use crate::schema::Path;
use crate::text::{SourceMap, Span};

/// Pages and what was read from them.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::Provenance;
/// use fieldtable::provenance::Pages;
///
/// let pages = Pages::new(&sources, &compilation);
/// assert_eq!(pages.pages().len(), 1);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Pages<'a> {
    sources: &'a SourceMap,
    compilation: &'a Compilation,
    findings: &'a [Diagnostic],
    links: &'a Links,
}

impl<'a> Pages<'a> {
    /// The texts and what they say. Reasons are known if it was asked to record the evidence.
    ///
    /// ```
    /// use fieldtable::{Compilation, provenance::Pages, text::SourceMap};
    ///
    /// let (sources, compilation) = (SourceMap::new(), Compilation::default());
    /// let pages = Pages::new(&sources, &compilation);
    /// # let _ = pages;
    /// ```
    #[must_use]
    pub fn new(sources: &'a SourceMap, compilation: &'a Compilation) -> Self {
        Self { sources, compilation, findings: &[], links: &Links::None }
    }

    /// What is wrong with them.
    ///
    /// ```
    /// use fieldtable::emit::Provenance;
    /// use fieldtable::{Options, compile, provenance::Pages, text::SourceMap};
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "# Order\n");
    /// let compilation = compile(&sources, &Options::default());
    /// let pages = Pages::new(&sources, &compilation).findings(&compilation.diagnostics);
    /// assert_eq!(Provenance::findings(&pages).len(), compilation.diagnostics.len());
    /// ```
    #[must_use]
    pub fn findings(self, findings: &'a [Diagnostic]) -> Self {
        Self { findings, ..self }
    }

    /// Where readers find them.
    ///
    /// ```
    /// use fieldtable::{Compilation, emit::Links, provenance::Pages, text::SourceMap};
    ///
    /// let (sources, compilation) = (SourceMap::new(), Compilation::default());
    /// let links = Links::From("target/site".into());
    /// let pages = Pages::new(&sources, &compilation).links(&links);
    /// # let _ = pages;
    /// ```
    #[must_use]
    pub fn links(self, links: &'a Links) -> Self {
        Self { links, ..self }
    }

    /// Why a fact is held true, in words.
    ///
    /// ```
    /// use fieldtable::{Compilation, emit::Because, provenance::Pages, text::SourceMap};
    /// use fieldtable::resolve::{Evidence, Fact};
    ///
    /// let (sources, compilation) = (SourceMap::new(), Compilation::default());
    /// let set = Evidence::Set { key: "wire_names".into() };
    /// let reason = Pages::new(&sources, &compilation).reason(Fact::Name, &set);
    /// assert_eq!(reason.because, Because::Set { key: "wire_names".into() });
    /// ```
    #[must_use]
    pub fn reason(&self, fact: Fact, evidence: &Evidence) -> Reason {
        let because = match evidence {
            Evidence::Stated(span) => Because::Stated { words: self.sources.slice(*span).trim().to_owned() },
            Evidence::Inferred { rule, note, .. } => Because::Inferred { rule, note: note.clone() },
            Evidence::Set { key } => Because::Set { key: key.clone() },
        };
        Reason { fact: fact.word(), because, places: evidence.spans().iter().map(|it| self.at(*it)).collect() }
    }

    /// Where a piece of text stands.
    ///
    /// ```
    /// use fieldtable::{Compilation, provenance::Pages, text::{SourceMap, Span}};
    ///
    /// let mut sources = SourceMap::new();
    /// let id = sources.add("Order.md", "# Order\n");
    /// let compilation = Compilation::default();
    /// assert_eq!(Pages::new(&sources, &compilation).at(Span::new(id, 2..7)).column, 3);
    /// ```
    #[must_use]
    pub fn at(&self, span: Span) -> Place {
        let file = self.sources.file(span.file);
        let (line, column) = file.line_column(span.start as usize);
        Place { file: file.path.clone(), line, column }
    }
}

impl Provenance for Pages<'_> {
    fn place(&self, path: &Path) -> Option<Place> {
        self.compilation.origins.of(path).and_then(|it| it.span).map(|it| self.at(it))
    }

    fn reasons(&self, path: &Path) -> Vec<Reason> {
        let facts = self.compilation.origins.of(path).map(|it| it.facts).unwrap_or_default();
        facts.iter().map(|(fact, evidence)| self.reason(*fact, evidence)).collect()
    }

    fn pages(&self) -> Vec<Page> {
        let page = |it: &dialect::PageCoverage| {
            let file = self.sources.file(it.file);
            let table = |it: &dialect::TableCoverage| {
                let (model, left_out) = match &it.outcome {
                    Outcome::Read { model } => (Some(model.clone()), None),
                    Outcome::LeftOut { reason } => (None, Some(reason.clone())),
                };
                Table { line: file.line_column(it.span.start as usize).0, rows: it.rows, model, left_out }
            };
            Page {
                path: file.path.clone(),
                dialect: it.dialect.clone(),
                models: it.models.clone(),
                left_out: it.left_out.clone(),
                tables: it.tables.iter().map(table).collect(),
            }
        };
        self.compilation.coverage.pages.iter().map(page).collect()
    }

    fn dialects(&self) -> Vec<Dialect> {
        let dialect = |it: &dialect::Verdict| {
            let dialect::Verdict { folder, dialect, set, evidence, rivals } = it.clone();
            Dialect { id: dialect, folder, set, evidence, rivals }
        };
        self.compilation.coverage.verdicts.iter().map(dialect).collect()
    }

    fn findings(&self) -> Vec<Finding> {
        let finding = |it: &Diagnostic| Finding {
            code: it.code.id(),
            level: it.severity.word(),
            message: it.message.clone(),
            help: it.help.clone(),
            place: it.primary.as_ref().map(|it| self.at(it.span)),
        };
        self.findings.iter().map(finding).collect()
    }

    fn links(&self) -> Links {
        self.links.clone()
    }
}
