//! What reading pages found out, in words: where each thing stands, why each fact is held true, what became of each page.

use crate::compile::Compilation;
use crate::dialect::{self, Outcome};
use crate::emit::{Because, Dialect, Page, Place, Provenance, Reason, Table};
use crate::resolve::Evidence;
use crate::schema::Path;
use crate::text::{SourceMap, Span};

/// Pages and what was read from them.
#[derive(Debug, Clone, Copy)]
pub struct Pages<'a> {
    /// The texts.
    pub sources: &'a SourceMap,
    /// What they say. Reasons are known if it was asked to record the evidence.
    pub compilation: &'a Compilation,
}

impl Pages<'_> {
    fn at(&self, span: Span) -> Place {
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
        let facts = self.compilation.origins.of(path).map(|it| it.facts.as_slice()).unwrap_or_default();
        let reason = |(fact, evidence): &(crate::resolve::Fact, Evidence)| {
            let (because, spans) = match evidence {
                Evidence::Stated(span) => {
                    (Because::Stated { words: self.sources.slice(*span).trim().to_owned() }, std::slice::from_ref(span))
                }
                Evidence::Inferred { rule, spans, note } => {
                    (Because::Inferred { rule, note: note.clone() }, spans.as_slice())
                }
                Evidence::Set { key } => (Because::Set { key: key.clone() }, [].as_slice()),
            };
            Reason { fact: fact.word(), because, places: spans.iter().map(|it| self.at(*it)).collect() }
        };
        facts.iter().map(reason).collect()
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
}
