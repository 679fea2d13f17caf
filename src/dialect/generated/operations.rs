//! A page of operations → requests. Comes in: a document and its dialect. Goes out: for each operation its parameters, what
//! clients send and what the server sends.

use super::file::{Column, Generated, columns};
use super::page::same;
use super::table::{self, Context};
use crate::diag::Sink;
use crate::dialect::draft::{Draft, OperationDraft, TypeDraft};
use crate::dialect::{Dialect, Outcome, TableCoverage};
use crate::markdown::{self, BlockKind, Document};
use crate::text::{Source, Span, Spelling};
use crate::typexpr::Notation;

/// Reads a page of operations; nothing of a page that shows none.
pub(crate) fn read<'d>(
    source: &Source,
    document: &Document,
    dialect: &'d Dialect,
    style: &'d Generated,
    notation: &'d Notation,
    sink: &mut Sink,
) -> (Vec<OperationDraft<'d>>, Vec<TableCoverage>) {
    let file = document.file;
    let mut context = Context { file, text: &source.text, dialect, style, notation, tables: 0, last: None };
    let grammar = &style.operations;
    let mut title: Option<Spelling> = None;
    let (mut parameters, mut returns) = (false, false);
    let mut found: Vec<OperationDraft<'d>> = Vec::new();
    let mut tables = Vec::new();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Heading { level, text } => {
                parameters = grammar.parameters.iter().any(|it| it == text.as_str());
                returns = grammar.returns.as_deref() == Some(text.as_str());
                if *level <= 2 {
                    title = Some(text.clone());
                }
                let Some(title) = title.as_ref().filter(|_| parameters || returns) else { continue };
                if found.last().is_none_or(|it| it.request.name.span() != title.span()) {
                    let name = title.as_str().trim_end_matches("()").trim_matches('`');
                    let request = Draft::new(dialect, notation, title.slice(name));
                    found.push(OperationDraft { request, sends: Vec::new(), returns: None });
                }
            }
            BlockKind::Table(table) => {
                context.tables += 1;
                let header: Vec<String> = markdown::cells(context.text, table.header.clone())
                    .into_iter()
                    .map(|it| context.plain(it).as_str().to_owned())
                    .collect();
                let roles = columns(&header);
                let fits = roles.first() == Some(&Column::Name) && roles.contains(&Column::Type);
                let outcome = match found.last_mut().filter(|_| parameters && fits) {
                    Some(operation) => {
                        let fields = table::fields(&mut context, table, &roles, sink);
                        let fields =
                            fields.into_iter().filter(|it| !grammar.ignored.iter().any(|no| no == it.name.as_str()));
                        operation.request.body.fields.get_or_insert_default().extend(fields);
                        Outcome::Read { model: operation.request.name.as_str().to_owned() }
                    }
                    None if same(&header, &style.header) => {
                        Outcome::LeftOut { reason: "no operation stands above it".to_owned() }
                    }
                    None => Outcome::LeftOut { reason: format!("its columns are `{}`", header.join("`, `")) },
                };
                let end = table.rows.last().map_or(table.header.end, |it| it.end);
                let span = Span::new(file, table.header.start..end);
                tables.push(TableCoverage { span, rows: table.rows.len(), outcome });
            }
            BlockKind::Paragraph if returns => {
                returns = false;
                let range = markdown::trim(context.text, block.range.clone());
                let ty = context.ty(range);
                let nothing = grammar.nothing.iter().any(|it| ty.text.as_str().starts_with(it.as_str()));
                if let Some(operation) = found.last_mut().filter(|_| !nothing && !ty.text.is_empty()) {
                    operation.returns = Some(ty);
                }
            }
            _ => {}
        }
    }
    for operation in &mut found {
        divide(operation);
    }
    (found, tables)
}

/// A parameter that links to a page is sent as a whole: the body of the request.
fn divide(operation: &mut OperationDraft<'_>) {
    let linked = |ty: &TypeDraft| ty.link.as_ref().is_some_and(|it| it.as_str().ends_with(".md"));
    for field in operation.request.body.fields.iter().flatten() {
        operation.sends.extend(field.ty.clone().filter(linked));
    }
}
