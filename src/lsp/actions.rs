//! Quick fixes: lines of the configuration that answer a finding.

use super::world::World;
use super::{findings, look, place};
use crate::diag::{Code, Diagnostic};
use crate::mend::merged;
use crate::name::Glob;
use crate::schema::Path;
use crate::text::SourceMap;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};

/// What answers the findings that touch a range.
pub(super) fn actions(world: &World, uri: &Uri, range: Range) -> Vec<CodeActionOrCommand> {
    let Some(file) = world.file(uri) else { return Vec::new() };
    let source = world.sources().file(file);
    let (start, end) = (place::offset(source, range.start), place::offset(source, range.end));
    let touches = |it: &&Diagnostic| {
        let span = it.primary.as_ref().map(|it| it.span).filter(|it| it.file == file);
        span.is_some_and(|it| it.start as usize <= end && start <= it.end as usize)
    };
    let mut actions = Vec::new();
    for finding in world.findings.iter().filter(touches) {
        for (at, lines) in mends(world, finding).iter().enumerate() {
            actions.extend(action(world, finding, lines, at == 0 && !finding.mends.is_empty()));
        }
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The lines that answer a finding: its own, the type of its field, and at last that it is allowed.
fn mends(world: &World, finding: &Diagnostic) -> Vec<String> {
    let mut all = finding.mends.clone();
    let Some(primary) = &finding.primary else { return all };
    let field = look::thing(world, primary.span.file, primary.span.start as usize);
    if let (Code::UnknownType | Code::MisleadingTypes, Some((path, _))) = (finding.code, field)
        && !path.steps.is_empty()
    {
        all.push(format!("[field.{}]\ntype = \"TYPE\"", key(&path)));
    }
    let page = page(world.sources(), finding);
    let allow = format!("{{ level = \"allow\", reason = \"REASON\", pages = [{page}] }}");
    all.push(format!("[findings]\n{} = {allow}", finding.code.id()));
    all
}

/// A field as a key of the configuration.
fn key(path: &Path) -> String {
    serde_json::Value::from(Glob::escape(&path.to_string())).to_string()
}

/// The name of a finding's page, as a glob.
fn page(sources: &SourceMap, finding: &Diagnostic) -> String {
    let path = finding.primary.as_ref().map(|it| sources.file(it.span.file).path.as_str()).unwrap_or_default();
    serde_json::Value::from(Glob::escape(path.rsplit('/').next().unwrap_or_default())).to_string()
}

fn action(world: &World, finding: &Diagnostic, lines: &str, preferred: bool) -> Option<CodeAction> {
    let shown = lines.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(CodeAction {
        title: format!("fieldtable.toml: {shown}"),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(vec![findings::one(world, finding)]),
        edit: Some(edit(world, lines)?),
        is_preferred: Some(preferred),
        ..CodeAction::default()
    })
}

/// Writes lines into the configuration, which is made if there is none.
fn edit(world: &World, lines: &str) -> Option<WorkspaceEdit> {
    let path = world.config_path.as_ref()?;
    let uri = place::uri(path)?;
    let old = world.config_text();
    let new = merged(old.as_deref().unwrap_or_default(), lines)?;
    let mut operations = Vec::new();
    if old.is_none() {
        let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
        let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
        operations.push(DocumentChangeOperation::Op(ResourceOp::Create(create)));
    }
    let edits = vec![OneOf::Left(change(old.as_deref().unwrap_or_default(), &new))];
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    operations.push(DocumentChangeOperation::Edit(TextDocumentEdit { text_document, edits }));
    Some(WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(operations)), ..WorkspaceEdit::default() })
}

/// The lines in which two texts differ.
fn change(old: &str, new: &str) -> TextEdit {
    let lines = |it: &str| it.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = (&old[before..], &new[before..]);
    let after = rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(a, b)| a == b).count();
    let line = |at: usize| Position::new(u32::try_from(at).unwrap_or(u32::MAX), 0);
    // A last line without an end has no line behind it.
    let end = match old.last().filter(|it| after == 0 && !it.ends_with('\n')) {
        Some(last) => {
            Position::new(line(old.len() - 1).line, u32::try_from(last.encode_utf16().count()).unwrap_or(u32::MAX))
        }
        None => line(old.len() - after),
    };
    let start = if before == old.len() { end } else { line(before) };
    let text: String = new[before..new.len() - after].concat();
    TextEdit::new(Range::new(start, end), text)
}

#[cfg(test)]
mod tests {
    use super::change;
    use crate::lsp::place::edited;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_change_makes_the_new_text_of_the_old(old in "[ab\n]{0,12}", new in "[ab\n]{0,12}") {
            let edit = change(&old, &new);
            prop_assert_eq!(edited(&old, edit.range, &edit.new_text), new);
        }
    }
}
