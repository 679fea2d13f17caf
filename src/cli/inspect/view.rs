//! What was recognised, as data: the text and the JSON show the same.

use crate::cli::docs::Read;
use fieldtable::dialect::{Outcome, PageCoverage, Verdict};
use fieldtable::resolve::{Evidence, Fact};
use fieldtable::schema::{Model, ModelKind, Opaque, Path, Presence};
use fieldtable::text::{SourceMap, Span};
use serde::Serialize;

/// All of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct View {
    pub(super) config: Option<String>,
    pub(super) dialects: Vec<DialectView>,
    pub(super) pages: Vec<PageView>,
    pub(super) models: Vec<ModelView>,
}

/// The dialect of some pages, and why.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DialectView {
    pub(super) id: String,
    pub(super) folder: String,
    pub(super) set: bool,
    pub(super) evidence: Vec<String>,
    pub(super) rivals: Vec<String>,
}

/// A page and its tables.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageView {
    pub(super) path: String,
    pub(super) dialect: Option<String>,
    pub(super) models: Vec<String>,
    pub(super) left_out: Option<String>,
    pub(super) tables: Vec<TableView>,
}

/// A table, read into a model or left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TableView {
    pub(super) line: usize,
    pub(super) rows: usize,
    pub(super) model: Option<String>,
    pub(super) left_out: Option<String>,
}

/// A model.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ModelView {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) place: Option<String>,
    /// Lines that say what a model other than an object is.
    pub(super) content: Vec<String>,
    pub(super) fields: Vec<FieldView>,
}

/// A field.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldView {
    pub(super) name: String,
    pub(super) shown: Option<String>,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) presence: Presence,
    pub(super) nullable: bool,
    pub(super) default: Option<serde_json::Value>,
    /// Further facts, in a word or two each.
    pub(super) marks: Vec<&'static str>,
    pub(super) place: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<FactView>,
}

/// Why something is held true of a field.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FactView {
    pub(super) fact: String,
    pub(super) because: String,
    pub(super) places: Vec<String>,
}

pub(super) fn view(read: &Read, evidence: bool) -> View {
    let Read { config, sources, compilation, .. } = read;
    View {
        config: config.path.as_ref().map(|it| it.display().to_string()),
        dialects: compilation.coverage.verdicts.iter().map(dialect).collect(),
        pages: compilation.coverage.pages.iter().map(|it| page(sources, it)).collect(),
        models: compilation.schema.models.iter().map(|(name, it)| model(read, name, it, evidence)).collect(),
    }
}

fn dialect(verdict: &Verdict) -> DialectView {
    let Verdict { folder, dialect, set, evidence, rivals } = verdict.clone();
    DialectView { id: dialect, folder, set, evidence, rivals }
}

fn page(sources: &SourceMap, page: &PageCoverage) -> PageView {
    let file = sources.file(page.file);
    let table = |it: &fieldtable::dialect::TableCoverage| {
        let (model, left_out) = match &it.outcome {
            Outcome::Read { model } => (Some(model.clone()), None),
            Outcome::LeftOut { reason } => (None, Some(reason.clone())),
        };
        TableView { line: file.line_column(it.span.start as usize).0, rows: it.rows, model, left_out }
    };
    PageView {
        path: file.path.clone(),
        dialect: page.dialect.clone(),
        models: page.models.clone(),
        left_out: page.left_out.clone(),
        tables: page.tables.iter().map(table).collect(),
    }
}

fn model(read: &Read, name: &str, model: &Model, evidence: bool) -> ModelView {
    let mut fields = Vec::new();
    let (kind, content) = match &model.kind {
        ModelKind::Object(object) => {
            fields.extend(object.fields.iter().map(|it| field(read, name, it, evidence)));
            let rest = object.additional.iter().map(|it| format!("further members: {it}"));
            ("object", rest.collect())
        }
        ModelKind::Enum(it) => ("enum", it.values.iter().map(|it| it.value.to_string()).collect()),
        ModelKind::Union(it) => ("union", it.variants.iter().map(|it| it.ty.to_string()).collect()),
        ModelKind::Alias(ty) => ("alias", vec![ty.to_string()]),
        ModelKind::Opaque(Opaque::Undocumented) => ("any", vec!["no page describes it".into()]),
        ModelKind::Opaque(Opaque::Empty) => ("any", vec!["its page leaves its content out".into()]),
    };
    let place = place(read, &Path::model(name));
    ModelView { name: name.into(), kind, place, content, fields }
}

fn field(read: &Read, model: &str, field: &fieldtable::schema::Field, evidence: bool) -> FieldView {
    let path = Path::field(model, &field.name);
    let marks =
        [(field.deprecated.is_some(), "deprecated"), (field.read_only, "read-only"), (field.write_only, "write-only")];
    let facts = read.compilation.origins.of(&path).filter(|_| evidence).map(|it| it.facts.as_slice());
    FieldView {
        name: field.name.clone(),
        shown: field.shown.clone(),
        ty: field.ty.to_string(),
        presence: field.presence,
        nullable: field.nullable,
        default: field.default.clone(),
        marks: marks.into_iter().filter(|it| it.0).map(|it| it.1).collect(),
        place: place(read, &path),
        evidence: facts.unwrap_or_default().iter().map(|(fact, it)| because(read, *fact, it)).collect(),
    }
}

fn place(read: &Read, path: &Path) -> Option<String> {
    read.compilation.origins.of(path).and_then(|it| it.span).map(|it| read.sources.place(it))
}

fn because(read: &Read, fact: Fact, evidence: &Evidence) -> FactView {
    let at = |spans: &[Span]| spans.iter().map(|it| read.sources.place(*it)).collect();
    let (because, places) = match evidence {
        Evidence::Stated(span) => {
            let words = read.sources.slice(*span).trim();
            (format!("stated: `{words}`"), at(&[*span]))
        }
        Evidence::Inferred { rule, spans, note } => (format!("inferred by {rule}: {note}"), at(spans)),
        Evidence::Set { key } => (format!("set by `{key}`"), Vec::new()),
    };
    FactView { fact: format!("{fact:?}").to_lowercase(), because, places }
}
