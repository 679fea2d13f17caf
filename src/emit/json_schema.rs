//! JSON Schema 2020-12: models under `$defs`. Source: <https://json-schema.org/draft/2020-12>.
//!
//! Comes in: a [`Schema`]. Goes out: a document whose every fact stands in the keyword of the specification, and where it
//! has none, in an annotation that validators pass over: `discriminator` (OpenAPI's), `x-enum-varnames`,
//! `x-enum-descriptions`, `x-shown-name`, `x-deprecation-note`.

use crate::schema::{
    Constraints, Deprecation, Enumeration, Field, Model, ModelKind, Object, Presence, Schema, Type, Union,
};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The document, pretty-printed, with a line end at the end.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// let text = fieldtable::emit::json_schema::emit(&schema);
/// assert!(text.contains(r#""$defs""#));
/// ```
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let mut document = Map::new();
    document.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    let keys = schema.models.keys().map(|name| (name.as_str(), name.clone())).collect();
    document.insert("$defs".to_owned(), Value::Object(definitions(schema, "#/$defs/", &keys)));
    pretty(&Value::Object(document))
}

/// JSON over several lines, with a line end at the end.
pub(super) fn pretty(document: &Value) -> String {
    format!("{document:#}\n")
}

/// Every model as a JSON Schema, under its key. `base` is where the keys stand in the document.
pub(super) fn definitions(schema: &Schema, base: &str, keys: &IndexMap<&str, String>) -> Map<String, Value> {
    let writer = Writer { base, keys };
    schema.models.iter().map(|(name, it)| (writer.key(name).to_owned(), Value::Object(writer.model(it)))).collect()
}

/// A JSON Schema under construction: keyword by keyword.
type Keywords = Map<String, Value>;

struct Writer<'a> {
    base: &'a str,
    keys: &'a IndexMap<&'a str, String>,
}

impl Writer<'_> {
    fn key<'a>(&'a self, name: &'a str) -> &'a str {
        self.keys.get(name).map_or(name, String::as_str)
    }

    fn reference(&self, name: &str) -> String {
        format!("{}{}", self.base, pointer_segment(self.key(name)))
    }

    fn model(&self, model: &Model) -> Keywords {
        let mut out = match &model.kind {
            ModelKind::Object(object) => self.object(object),
            ModelKind::Enum(enumeration) => enumerated(enumeration),
            ModelKind::Union(union) => self.union(union),
            ModelKind::Alias(ty) => self.ty(ty),
            ModelKind::Opaque(_) => Keywords::new(),
        };
        describe(&mut out, model.description.as_deref(), model.deprecated.as_deref());
        out
    }

    fn object(&self, object: &Object) -> Keywords {
        let mut out = typed("object");
        if !object.fields.is_empty() {
            let properties = object.fields.iter().map(|it| (it.name.clone(), Value::Object(self.field(it))));
            put(&mut out, "properties", Value::Object(properties.collect()));
        }
        let required: Vec<_> =
            object.fields.iter().filter(|it| it.presence == Presence::Required).map(|it| it.name.as_str()).collect();
        if !required.is_empty() {
            put(&mut out, "required", json!(required));
        }
        if let Some(additional) = &object.additional {
            put(&mut out, "additionalProperties", Value::Object(self.ty(additional)));
        }
        out
    }

    fn field(&self, field: &Field) -> Keywords {
        let mut out = self.ty(&field.ty);
        if field.nullable {
            out = or_null(out);
        }
        constrain(&mut out, field.bounds());
        describe(&mut out, field.description.as_deref(), field.deprecated.as_deref());
        if let Some(default) = &field.default {
            put(&mut out, "default", json!(default));
        }
        if field.read_only {
            put(&mut out, "readOnly", json!(true));
        }
        if field.write_only {
            put(&mut out, "writeOnly", json!(true));
        }
        if !field.examples.is_empty() {
            put(&mut out, "examples", json!(field.examples));
        }
        if let Some(shown) = &field.shown {
            put(&mut out, "x-shown-name", json!(shown));
        }
        out
    }

    fn ty(&self, ty: &Type) -> Keywords {
        match ty {
            Type::Any => Keywords::new(),
            Type::Object => typed("object"),
            Type::Null => typed("null"),
            Type::Boolean => typed("boolean"),
            Type::Integer(_) => formatted("integer", ty.format()),
            Type::Number(_) => formatted("number", ty.format()),
            Type::String(_) => formatted("string", ty.format()),
            Type::Array(items) => with(typed("array"), "items", self.ty(items)),
            Type::Set(items) => {
                let mut out = with(typed("array"), "items", self.ty(items));
                put(&mut out, "uniqueItems", json!(true));
                out
            }
            Type::Map(values) => with(typed("object"), "additionalProperties", self.ty(values)),
            Type::Nullable(inner) => or_null(self.ty(inner)),
            Type::Enum(enumeration) => enumerated(enumeration),
            Type::Union(union) => self.union(union),
            Type::Ref(name) => Keywords::from_iter([("$ref".to_owned(), json!(self.reference(name)))]),
        }
    }

    /// Only a discriminator makes sure that one variant fits alone.
    fn union(&self, union: &Union) -> Keywords {
        let mut out = Keywords::new();
        let mut mapping = Keywords::new();
        let mut variants = Vec::new();
        for variant in &union.variants {
            let mut keywords = self.ty(&variant.ty);
            describe(&mut keywords, variant.description.as_deref(), None);
            if let (Some(tag), Type::Ref(name)) = (&variant.tag, &variant.ty) {
                put(&mut mapping, tag, json!(self.reference(name)));
            }
            variants.push(Value::Object(keywords));
        }
        let keyword = if union.discriminator.is_some() { "oneOf" } else { "anyOf" };
        put(&mut out, keyword, Value::Array(variants));
        if let Some(property) = &union.discriminator {
            let mut discriminator = Keywords::new();
            put(&mut discriminator, "propertyName", json!(property));
            if !mapping.is_empty() {
                put(&mut discriminator, "mapping", Value::Object(mapping));
            }
            put(&mut out, "discriminator", Value::Object(discriminator));
        }
        out
    }
}

fn put(out: &mut Keywords, keyword: &str, value: Value) {
    out.insert(keyword.to_owned(), value);
}

fn with(mut out: Keywords, keyword: &str, inner: Keywords) -> Keywords {
    put(&mut out, keyword, Value::Object(inner));
    out
}

fn typed(name: &str) -> Keywords {
    Keywords::from_iter([("type".to_owned(), json!(name))])
}

fn formatted(name: &str, format: Option<&str>) -> Keywords {
    let mut out = typed(name);
    if let Some(format) = format {
        put(&mut out, "format", json!(format));
    }
    out
}

/// The type where all values have one; names and descriptions of values as the annotations in wide use.
fn enumerated(enumeration: &Enumeration) -> Keywords {
    let values = &enumeration.values;
    let mut out = Keywords::new();
    if let Some(name) = common_type(values.iter().map(|it| &it.value)) {
        put(&mut out, "type", json!(name));
    }
    put(&mut out, "enum", values.iter().map(|it| json!(it.value)).collect());
    if values.iter().any(|it| it.name.is_some()) {
        put(&mut out, "x-enum-varnames", values.iter().map(|it| json!(it.name)).collect());
    }
    if values.iter().any(|it| it.description.is_some()) {
        put(&mut out, "x-enum-descriptions", values.iter().map(|it| json!(it.description)).collect());
    }
    out
}

fn common_type<'a>(values: impl Iterator<Item = &'a crate::schema::Value>) -> Option<&'static str> {
    use crate::schema::Value;
    let mut names = values.map(|it| match it {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    });
    let first = names.next()??;
    names.try_fold(first, |seen, name| match (seen, name?) {
        (seen, name) if seen == name => Some(seen),
        ("integer" | "number", "integer" | "number") => Some("number"),
        _ => None,
    })
}

/// A second `type` where there is one; otherwise a union with `null`.
fn or_null(mut out: Keywords) -> Keywords {
    let nothing = json!({"type": "null"});
    if let Some(Value::Array(variants)) = out.get_mut("anyOf") {
        if !variants.contains(&nothing) {
            variants.push(nothing);
        }
        return out;
    }
    match out.get("type") {
        Some(Value::String(name)) if name == "null" => out,
        Some(Value::String(name)) => {
            let types = json!([name, "null"]);
            put(&mut out, "type", types);
            if let Some(Value::Array(values)) = out.get_mut("enum") {
                values.push(Value::Null);
            }
            out
        }
        _ if out.get("type").is_some() => out,
        _ => Keywords::from_iter([("anyOf".to_owned(), json!([out, nothing]))]),
    }
}

fn describe(out: &mut Keywords, description: Option<&str>, deprecated: Option<&Deprecation>) {
    if let Some(text) = description {
        put(out, "description", json!(text));
    }
    if let Some(deprecation) = deprecated {
        put(out, "deprecated", json!(true));
        if let Some(note) = &deprecation.note {
            put(out, "x-deprecation-note", json!(note));
        }
    }
}

/// [`Constraints`] are named as the keywords are.
fn constrain(out: &mut Keywords, constraints: &Constraints) {
    if let Ok(Value::Object(keywords)) = serde_json::to_value(constraints) {
        out.extend(keywords);
    }
}

/// A key as a segment of a JSON pointer in the fragment of a URI (RFC 6901, section 6).
fn pointer_segment(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'~' => out.push_str("~0"),
            b'/' => out.push_str("~1"),
            b'!' | b'$' | b'&'..=b'.' | b'0'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
#[path = "json_schema/tests.rs"]
mod tests;
