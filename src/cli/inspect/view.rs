//! What was recognised, as data: the text and the JSON show the same.

use crate::cli::docs::Read;
use fieldtable::emit::{Because, Dialect, Page, Place, Provenance, Reason};
use fieldtable::provenance::Pages;
use fieldtable::schema::{Model, ModelKind, Opaque, Path, Presence};
use serde::Serialize;

/// All of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct View {
    pub(super) config: Option<String>,
    pub(super) dialects: Vec<Dialect>,
    pub(super) pages: Vec<Page>,
    pub(super) models: Vec<ModelView>,
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
    pub(super) default: Option<fieldtable::schema::Value>,
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
    pub(super) fact: &'static str,
    pub(super) because: String,
    pub(super) places: Vec<String>,
}

pub(super) fn view(read: &Read, evidence: bool) -> View {
    let pages = read.pages();
    View {
        config: read.config.path.as_ref().map(|it| it.display().to_string()),
        dialects: pages.dialects(),
        pages: pages.pages(),
        models: read.compilation.schema.models.iter().map(|(name, it)| model(pages, name, it, evidence)).collect(),
    }
}

fn model(pages: Pages<'_>, name: &str, model: &Model, evidence: bool) -> ModelView {
    let mut fields = Vec::new();
    let (kind, content) = match &model.kind {
        ModelKind::Object(object) => {
            fields.extend(object.fields.iter().map(|it| field(pages, name, it, evidence)));
            let rest = object.additional.iter().map(|it| format!("further members: {it}"));
            ("object", rest.collect())
        }
        ModelKind::Enum(it) => ("enum", it.values.iter().map(|it| it.value.to_string()).collect()),
        ModelKind::Union(it) => ("union", it.variants.iter().map(|it| it.ty.to_string()).collect()),
        ModelKind::Alias(ty) => ("alias", vec![ty.to_string()]),
        ModelKind::Opaque(Opaque::Undocumented) => ("any", vec!["no page describes it".into()]),
        ModelKind::Opaque(Opaque::Empty) => ("any", vec!["its page leaves its content out".into()]),
    };
    let place = place(pages, &Path::model(name));
    ModelView { name: name.into(), kind, place, content, fields }
}

fn field(pages: Pages<'_>, model: &str, field: &fieldtable::schema::Field, evidence: bool) -> FieldView {
    let path = Path::field(model, &field.name);
    let marks =
        [(field.deprecated.is_some(), "deprecated"), (field.read_only, "read-only"), (field.write_only, "write-only")];
    let reasons = if evidence { pages.reasons(&path) } else { Vec::new() };
    FieldView {
        name: field.name.clone(),
        shown: field.shown.clone(),
        ty: field.ty.to_string(),
        presence: field.presence,
        nullable: field.nullable,
        default: field.default.as_deref().cloned(),
        marks: marks.into_iter().filter(|it| it.0).map(|it| it.1).collect(),
        place: place(pages, &path),
        evidence: reasons.into_iter().map(because).collect(),
    }
}

fn place(pages: Pages<'_>, path: &Path) -> Option<String> {
    pages.place(path).as_ref().map(shown)
}

fn shown(place: &Place) -> String {
    format!("{}:{}:{}", place.file, place.line, place.column)
}

fn because(reason: Reason) -> FactView {
    let because = match reason.because {
        Because::Stated { words } => format!("stated: `{words}`"),
        Because::Inferred { rule, note } => format!("inferred by {rule}: {note}"),
        Because::Set { key } => format!("set by `{key}`"),
    };
    FactView { fact: reason.fact, because, places: reason.places.iter().map(shown).collect() }
}
