//! A schema with its provenance, as the JSON that the page's script reads. Texts that recur and the names of files are
//! listed once and named by their place in the list.

use super::super::{Because, Finding, Links, Page, Place, Provenance, Reason};
use crate::schema::{
    EnumValue, Enumeration, Field, Model, ModelKind, Object, Opaque, Path, Piece, Schema, Type, Union, Variant,
};
use indexmap::IndexSet;
use serde_json::{Map, Value, json};

/// The schema with all that is known of where it comes from.
///
/// * `types` are lists of texts and of numbers, which stand for models by their place in `models`.
/// * A `place` is `[file, line]`, a file by its place in `files`.
/// * `link` is the address of a page, with the holes `{path}` and `{line}`; `paths` are what goes into the first, for each
///   of `files`. Neither is there when nobody knows where the pages are.
/// * A reason is `[fact, how, text, rule, file, line, column, …]`: texts by their place in `texts`, the rule is -1 for
///   none, `how` is 0 stated, 1 inferred, 2 set.
#[doc(hidden)]
#[must_use]
pub fn data(schema: &Schema, provenance: &dyn Provenance) -> Value {
    let mut lists = Lists { schema, provenance, files: IndexSet::new(), texts: IndexSet::new() };
    let models: Vec<Value> = schema.models.iter().map(|(name, it)| lists.model(name, it)).collect();
    let findings: Vec<Value> = provenance.findings().into_iter().map(|it| lists.finding(it)).collect();
    let pages: Vec<Value> = provenance.pages().into_iter().map(|it| lists.page(it)).collect();
    let mut out = Map::new();
    match provenance.links() {
        Links::None => {}
        Links::At { url, folder } => {
            put(&mut out, "link", url);
            put(&mut out, "paths", lists.paths(&folder));
        }
        Links::From(folder) => {
            put(&mut out, "link", "{path}");
            put(&mut out, "paths", lists.paths(&folder));
        }
    }
    put(&mut out, "models", models);
    put(&mut out, "files", json!(lists.files));
    put(&mut out, "texts", json!(lists.texts));
    put(&mut out, "findings", findings);
    put(&mut out, "pages", pages);
    put(&mut out, "dialects", json!(provenance.dialects()));
    Value::Object(out)
}

struct Lists<'a> {
    schema: &'a Schema,
    provenance: &'a dyn Provenance,
    files: IndexSet<String>,
    texts: IndexSet<String>,
}

impl Lists<'_> {
    fn model(&mut self, name: &str, model: &Model) -> Value {
        let mut out = Map::new();
        put(&mut out, "name", name);
        put(&mut out, "description", model.description.as_deref());
        put(&mut out, "deprecated", model.deprecated.as_deref().map(|it| it.note.clone().unwrap_or_default()));
        self.provenance(&mut out, &Path::model(name));
        let kind = match &model.kind {
            ModelKind::Object(Object { fields, additional }) => {
                let fields: Vec<Value> = fields.iter().map(|it| self.field(name, it)).collect();
                put(&mut out, "fields", fields);
                put(&mut out, "additional", additional.as_ref().map(|it| self.ty(it)));
                "object"
            }
            ModelKind::Enum(it) => {
                put(&mut out, "values", values(it));
                "enum"
            }
            ModelKind::Union(Union { variants, discriminator }) => {
                let variant = |it: &Variant| {
                    let mut out = Map::new();
                    put(&mut out, "type", self.ty(&it.ty));
                    put(&mut out, "tag", it.tag.as_deref());
                    put(&mut out, "description", it.description.as_deref());
                    out
                };
                put(&mut out, "variants", variants.iter().map(variant).collect::<Vec<_>>());
                put(&mut out, "discriminator", discriminator.as_deref());
                "union"
            }
            ModelKind::Alias(ty) => {
                put(&mut out, "type", self.ty(ty));
                "alias"
            }
            ModelKind::Opaque(Opaque::Undocumented) => "undocumented",
            ModelKind::Opaque(Opaque::Empty) => "empty",
        };
        put(&mut out, "kind", kind);
        Value::Object(out)
    }

    fn field(&mut self, model: &str, field: &Field) -> Value {
        let mut out = Map::new();
        put(&mut out, "name", field.name.as_str());
        put(&mut out, "shown", field.shown.as_deref());
        put(&mut out, "type", self.ty(&field.ty));
        put(&mut out, "presence", json!(field.presence));
        put(&mut out, "nullable", field.nullable.then_some(true));
        put(&mut out, "description", field.description.as_deref());
        put(&mut out, "default", field.default.as_ref().map(ToString::to_string));
        put(&mut out, "readOnly", field.read_only.then_some(true));
        put(&mut out, "writeOnly", field.write_only.then_some(true));
        put(&mut out, "deprecated", field.deprecated.as_deref().map(|it| it.note.clone().unwrap_or_default()));
        put(&mut out, "constraints", field.constraints.as_ref().map(|it| json!(it)));
        let examples: Vec<String> = field.examples.iter().map(ToString::to_string).collect();
        put(&mut out, "examples", (!examples.is_empty()).then_some(examples));
        self.provenance(&mut out, &Path::field(model, &field.name));
        Value::Object(out)
    }

    fn ty(&self, ty: &Type) -> Value {
        let number = |name: &str| self.schema.models.get_index_of(name);
        let piece = |it: Piece<'_>| match &it {
            Piece::Model(name) => number(name).map_or_else(|| it.to_string().into(), Value::from),
            Piece::Text(_) => it.to_string().into(),
        };
        ty.pieces().into_iter().map(piece).collect()
    }

    fn finding(&mut self, finding: Finding) -> Value {
        let Finding { code, level, message, help, place } = finding;
        let mut out = Map::new();
        put(&mut out, "code", code);
        put(&mut out, "level", level);
        put(&mut out, "message", message);
        put(&mut out, "help", help);
        put(&mut out, "place", place.map(|it| json!([self.file(it.file), it.line])));
        Value::Object(out)
    }

    fn page(&mut self, page: Page) -> Value {
        let mut value = json!(page);
        value["path"] = self.file(page.path);
        value
    }

    fn provenance(&mut self, out: &mut Map<String, Value>, path: &Path) {
        let place = self.provenance.place(path).map(|it| json!([self.file(it.file), it.line]));
        put(out, "place", place);
        let reasons: Vec<Value> = self.provenance.reasons(path).into_iter().map(|it| self.reason(it)).collect();
        put(out, "reasons", (!reasons.is_empty()).then_some(reasons));
    }

    fn reason(&mut self, reason: Reason) -> Value {
        let fact = self.text(reason.fact.to_owned());
        let mut out = match reason.because {
            Because::Stated { words } => vec![fact, 0.into(), self.text(words), (-1).into()],
            Because::Inferred { rule, note } => vec![fact, 1.into(), self.text(note), self.text(rule.to_owned())],
            Because::Set { key } => vec![fact, 2.into(), self.text(key), (-1).into()],
        };
        for Place { file, line, column } in reason.places {
            out.extend([self.file(file), line.into(), column.into()]);
        }
        out.into()
    }

    /// The ways from a folder to the files.
    fn paths(&self, folder: &std::path::Path) -> Vec<Option<String>> {
        self.files.iter().map(|it| relative(folder, it)).collect()
    }

    fn file(&mut self, name: String) -> Value {
        self.files.insert_full(name).0.into()
    }

    fn text(&mut self, text: String) -> Value {
        self.texts.insert_full(text).0.into()
    }
}

fn values(enumeration: &Enumeration) -> Value {
    let value = |it: &EnumValue| {
        let mut out = Map::new();
        put(&mut out, "value", it.value.to_string());
        put(&mut out, "name", it.name.as_deref());
        put(&mut out, "description", it.description.as_deref());
        Value::Object(out)
    };
    enumeration.values.iter().map(value).collect()
}

/// The way from a folder to a file; `None` where there is none, as from one drive to another.
fn relative(folder: &std::path::Path, file: &str) -> Option<String> {
    let parts = |it: &std::path::Path| {
        let whole = std::path::absolute(it).ok()?;
        Some(whole.components().map(|it| it.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>())
    };
    let (from, to) = (parts(folder)?, parts(std::path::Path::new(file))?);
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| "..");
    let way: Vec<&str> = up.chain(to[shared..].iter().map(String::as_str)).collect();
    (shared > 0).then(|| way.join("/"))
}

/// What is not known is not there.
fn put(out: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    if !value.is_null() {
        out.insert(key.to_owned(), value);
    }
}
