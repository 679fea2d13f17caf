//! What stands at a place: the field of a row, its type cell, the models that it names.

use super::place;
use super::world::World;
use crate::emit::{Because, Provenance, rust};
use crate::provenance::Pages;
use crate::resolve::{Evidence, Fact};
use crate::schema::{Model, ModelKind, Opaque, Path, Step, Type, types};
use crate::text::{FileId, Span};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Hover, HoverContents, Location, MarkupContent, MarkupKind,
    Position, Range, TextEdit, Uri,
};
use std::fmt::Write;

/// The page and the byte that an editor asks about.
fn at(world: &World, uri: &Uri, position: Position) -> Option<(FileId, usize)> {
    let file = world.file(uri)?;
    Some((file, place::offset(world.sources().file(file), position)))
}

fn holds(span: Span, file: FileId, offset: usize) -> bool {
    span.file == file && span.start as usize <= offset && offset <= span.end as usize
}

/// The thing whose row or heading is the narrowest around a place.
pub(super) fn thing(world: &World, file: FileId, offset: usize) -> Option<(Path, Span)> {
    let all = world.compilation.origins.iter().filter_map(|(path, it)| Some((path, it.span?)));
    let around = all.filter(|(path, span)| path.steps.len() <= 1 && holds(*span, file, offset));
    around.min_by_key(|(_, span)| span.end - span.start)
}

/// The cell of a field's type.
fn type_cell(world: &World, path: &Path) -> Option<Span> {
    let facts = world.compilation.origins.of(path)?.facts;
    facts.iter().find_map(|(fact, evidence)| match evidence {
        Evidence::Stated(span) if *fact == Fact::Type => Some(*span),
        _ => None,
    })
}

/// What the code makes of a field or model, and why.
pub(super) fn hover(world: &World, uri: &Uri, position: Position) -> Option<Hover> {
    let (file, offset) = at(world, uri, position)?;
    let (path, span) = thing(world, file, offset)?;
    let mut text = String::new();
    if let Some(code) = rust::excerpt(&world.compilation.schema, &world.config.rust, &path) {
        let _ = writeln!(text, "```rust\n{}\n```", code.trim_end());
    }
    let pages = Pages::new(world.sources(), &world.compilation);
    let whole = world.sources().slice(span).trim();
    let reasons = if path.steps.is_empty() { Vec::new() } else { pages.reasons(&path) };
    for reason in reasons {
        let because = match reason.because {
            Because::Stated { words } if words == whole => "stated by the row".to_owned(),
            Because::Stated { words } => format!("stated: {}", code(&words)),
            Because::Inferred { rule, note } => format!("inferred by {}: {note}", code(rule)),
            Because::Set { key } => format!("set by {}", code(&key)),
        };
        let _ = writeln!(text, "- **{}**: {because}", reason.fact);
    }
    if text.is_empty() {
        return None;
    }
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(place::range(world.sources(), span)) })
}

/// Words of a document as code, between more backticks than there are in them.
fn code(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = words.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{words}{space}{fence}")
}

/// Where the models stand that the type at a place names; elsewhere, the model that the word at the place names.
pub(super) fn definition(world: &World, uri: &Uri, position: Position) -> Option<Vec<Location>> {
    let (file, offset) = at(world, uri, position)?;
    let word = word(world, file, offset);
    let text = &world.sources().file(file).text[word.clone()];
    let models = &world.compilation.schema.models;
    let mut names: Vec<String> = Vec::new();
    if let Some((path, _)) = thing(world, file, offset)
        && let Some(cell) = type_cell(world, &path)
        && holds(cell, file, offset)
    {
        names = refs(models.get(&path.model)?, &path);
    }
    if models.contains_key(text) && (names.is_empty() || names.iter().any(|it| it == text)) {
        names = vec![text.to_owned()];
    }
    let place = |name: &String| {
        let described = models.get(name)?.kind != ModelKind::Opaque(Opaque::Undocumented);
        let span = world.compilation.origins.of(&Path::model(name)).and_then(|it| it.span).filter(|_| described)?;
        // A table is long; an editor goes to its start.
        let start = place::position(world.sources().file(span.file), span.start as usize);
        Some(Location::new(world.uri(span.file)?, Range::new(start, start)))
    };
    Some(names.iter().filter_map(place).collect())
}

/// The models that the type of a field names.
fn refs(model: &Model, path: &Path) -> Vec<String> {
    let ModelKind::Object(object) = &model.kind else { return Vec::new() };
    let field = object.fields.iter().find(|it| path.steps == [Step::Field(it.name.clone())]);
    let mut names = Vec::new();
    if let Some(field) = field {
        types(&Model::new(ModelKind::Alias(field.ty.clone())), &mut |ty| {
            if let Type::Ref(name) = ty {
                names.push(name.clone());
            }
        });
    }
    names
}

/// The letters, digits and low lines around a place.
fn word(world: &World, file: FileId, offset: usize) -> std::ops::Range<usize> {
    let text = &world.sources().file(file).text;
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let start = text[..offset].trim_end_matches(is_word).len();
    let end = text.len() - text[offset..].trim_start_matches(is_word).len();
    start..end
}

/// The names of models, in a cell of types.
pub(super) fn completion(world: &World, uri: &Uri, position: Position) -> Option<Vec<CompletionItem>> {
    let (file, offset) = at(world, uri, position)?;
    if !in_type_cell(world, file, offset) {
        return None;
    }
    let source = world.sources().file(file);
    let word = word(world, file, offset);
    let range = Range::new(place::position(source, word.start), place::position(source, word.end));
    let item = |(name, model): (&String, &Model)| {
        let detail = match &model.kind {
            ModelKind::Object(it) => format!("object with {} fields", it.fields.len()),
            ModelKind::Enum(it) => format!("enum of {} values", it.values.len()),
            ModelKind::Union(it) => format!("union of {} types", it.variants.len()),
            ModelKind::Alias(ty) => ty.to_string(),
            ModelKind::Opaque(_) => return None,
        };
        Some(CompletionItem {
            label: name.clone(),
            kind: Some(CompletionItemKind::STRUCT),
            detail: Some(detail),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, name.clone()))),
            ..CompletionItem::default()
        })
    };
    Some(world.compilation.schema.models.iter().filter_map(item).collect())
}

/// Whether a place is in a cell of types: in that of its field, or in the column of those of other fields of the page.
fn in_type_cell(world: &World, file: FileId, offset: usize) -> bool {
    let source = world.sources().file(file);
    let column = |offset: usize| {
        let line = source.line_column(offset).0;
        let start = source.line_range(line).map_or(0, |it| it.start);
        (line, bars(&source.text[start..offset]))
    };
    let (line, here) = column(offset);
    let row = source.line_range(line).is_some_and(|it| bars(&source.text[it]) > 0);
    let fields = world.compilation.origins.iter().filter(|(path, _)| path.steps.len() == 1);
    let cells = fields.filter_map(|(path, _)| type_cell(world, &path)).filter(|it| it.file == file);
    // The nearest field is of the same table, unless that has none that is read.
    let nearest = cells.map(|it| (it, column(it.start as usize))).min_by_key(|(_, (other, _))| line.abs_diff(*other));
    row && nearest.is_some_and(|(cell, (_, column))| column == here || holds(cell, file, offset))
}

/// How many bars separate cells.
fn bars(text: &str) -> usize {
    let mut escaped = false;
    let mut count = 0;
    for it in text.chars() {
        count += usize::from(it == '|' && !escaped);
        escaped = it == '\\' && !escaped;
    }
    count
}
