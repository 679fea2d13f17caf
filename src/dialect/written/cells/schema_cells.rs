//! JSON Schemas in cells of types → types in words. Comes in: `{"type": "array", "items": {"type": "string"}}`. Goes out:
//! `(string)[]` and its bounds, or nothing for what is no schema.

use super::bounds::Bounds;
use crate::json::{Map, Value};

/// Schemas in schemas are followed so deep.
const DEEPEST: usize = 8;

/// Keywords of bounds, as JSON Schema has them.
const BOUNDS: [&str; 10] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
];

/// The type of a schema that a cell holds, and its bounds.
pub(crate) fn read(text: &str) -> Option<(String, Bounds)> {
    let Value::Object(schema) = Value::read(text.trim())? else { return None };
    let ty = ty(&schema, 0)?;
    let bounds = BOUNDS.iter().filter_map(|key| {
        let value = match schema.get(*key)? {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.clone(),
            _ => return None,
        };
        Some((*key, value))
    });
    Some((ty, bounds.collect()))
}

fn ty(schema: &Map, depth: usize) -> Option<String> {
    let inner = |it: &Value| ty(it.as_object().filter(|_| depth < DEEPEST)?, depth + 1);
    let several = |parts: &[Value]| Some(parts.iter().map(inner).collect::<Option<Vec<_>>>()?.join(" | "));
    if let Some(Value::String(target)) = schema.get("$ref") {
        return target.rsplit('/').next().map(str::to_owned).filter(|it| !it.is_empty());
    }
    if let Some(Value::Array(values)) = schema.get("enum") {
        return Some(values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ")).filter(|it| !it.is_empty());
    }
    if let Some(value) = schema.get("const") {
        return Some(value.to_string());
    }
    if let Some(Value::Array(parts)) = schema.get("oneOf").or_else(|| schema.get("anyOf")) {
        return several(parts);
    }
    let named = match schema.get("type")? {
        Value::String(name) => name.clone(),
        Value::Array(names) => {
            let one = |name: &Value| {
                let mut alone = schema.clone();
                alone.insert("type".to_owned(), name.clone());
                name.as_str().and_then(|_| ty(&alone, depth + 1)).filter(|_| depth < DEEPEST)
            };
            return Some(names.iter().map(one).collect::<Option<Vec<_>>>()?.join(" | "));
        }
        _ => return None,
    };
    match named.as_str() {
        "string" => {
            let format = schema.get("format").and_then(Value::as_str).map(|it| format!("({it})"));
            Some(format!("string{}", format.unwrap_or_default()))
        }
        "array" => Some(schema.get("items").and_then(inner).map_or("array".to_owned(), |it| format!("({it})[]"))),
        "object" => Some(object(schema, &inner)),
        "integer" | "number" | "boolean" | "null" => Some(named),
        _ => None,
    }
}

fn object(schema: &Map, inner: &dyn Fn(&Value) -> Option<String>) -> String {
    let plain = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-' | '$'));
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let members = schema.get("properties").and_then(Value::as_object).filter(|it| !it.is_empty());
    if let Some(members) = members.filter(|it| it.keys().all(|it| plain(it))) {
        let member = |(name, value): (&String, &Value)| {
            let mark = if required.contains(&name.as_str()) { "" } else { "?" };
            format!("{name}{mark}: {}", inner(value).unwrap_or_else(|| "any".to_owned()))
        };
        return format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "));
    }
    match schema.get("additionalProperties").and_then(inner) {
        Some(values) => format!("map<string, {values}>"),
        None => "object".to_owned(),
    }
}
