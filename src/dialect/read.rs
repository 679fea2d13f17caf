//! One page → drafts, by the style of its dialect.

use super::generated::{read_model, read_operations};
use super::{Dialect, Draft, OperationDraft, Outcome, Style, TableCoverage, written};
use crate::diag::Sink;
use crate::markdown::{self, Block, BlockKind, Document, Table};
use crate::text::{Source, Span};
use crate::typexpr::Notation;

/// What a page shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading<'d> {
    /// Its models.
    pub(crate) models: Vec<Draft<'d>>,
    /// Its operations.
    pub(crate) operations: Vec<OperationDraft<'d>>,
    /// What became of its tables.
    pub(crate) tables: Vec<TableCoverage>,
    /// Why nothing was read, where nothing was.
    pub(crate) left_out: Option<String>,
}

impl Reading<'_> {
    /// A page of no known dialect.
    pub(crate) fn unknown(source: &Source, document: &Document) -> Self {
        let tables = document.blocks.iter().filter_map(|it| match &it.kind {
            BlockKind::Table(table) => Some((it, table)),
            _ => None,
        });
        let left_out = |(block, table): (&Block, &Table)| {
            let header: Vec<&str> =
                markdown::cells(&source.text, table.header.clone()).into_iter().map(|it| &source.text[it]).collect();
            let reason = format!("no known dialect has the columns `{}`", header.join("`, `"));
            TableCoverage {
                span: Span::new(document.file, block.range.clone()),
                rows: table.rows.len(),
                outcome: Outcome::LeftOut { reason },
                columns: Vec::new(),
            }
        };
        let tables: Vec<TableCoverage> = tables.map(left_out).collect();
        let left_out =
            if tables.is_empty() { nothing(document, &tables) } else { "no known dialect fits it".to_owned() };
        Self { tables, left_out: Some(left_out), ..Self::default() }
    }
}

/// Reads a page.
pub(crate) fn read<'d>(
    source: &Source,
    document: &Document,
    dialect: &'d Dialect,
    notation: &'d Notation,
    sink: &mut Sink,
) -> Reading<'d> {
    match &dialect.style {
        Style::Written(style) => {
            let (models, tables) = written::recognise(document.file, source, document, dialect, style, notation, sink);
            let left_out = models.is_empty().then(|| nothing(document, &tables));
            Reading { models, operations: Vec::new(), tables, left_out }
        }
        Style::Generated(style) => {
            let mut found = Sink::new();
            let page = read_model(source, document, dialect, style, notation, &mut found);
            if let Some(model) = page.model {
                sink.append(found);
                return Reading { models: vec![model], tables: page.tables, ..Reading::default() };
            }
            let (operations, tables) = read_operations(source, document, dialect, style, notation, sink);
            if !operations.is_empty() {
                return Reading { operations, tables, ..Reading::default() };
            }
            let left_out = Some(nothing(document, &page.tables));
            Reading { tables: page.tables, left_out, ..Reading::default() }
        }
    }
}

/// Why a page shows no model.
fn nothing(document: &Document, tables: &[TableCoverage]) -> String {
    match tables {
        [] if document.blocks.is_empty() => "it is empty".to_owned(),
        [] if document.blocks.iter().any(|it| matches!(it.kind, BlockKind::Html)) => {
            "it has no table of fields, values or variants, only prose and HTML".to_owned()
        }
        [] => "it has no table of fields, values or variants".to_owned(),
        tables => {
            let reason = tables.iter().find_map(|it| match &it.outcome {
                Outcome::LeftOut { reason } => Some(reason.as_str()),
                Outcome::Read { .. } => None,
            });
            format!("none of its tables is one of fields: {}", reason.unwrap_or("they say nothing of a model"))
        }
    }
}
