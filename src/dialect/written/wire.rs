//! Names on the wire. Comes in: a model whose table shows names of a language, and JSON that shows it. Goes out: the model,
//! with the names that the JSON has where they differ in nothing but case and marks.

use super::naming::letters;
use crate::dialect::draft::{Draft, FieldDraft};
use crate::text::Spelling;
use serde_json::Value;
use std::collections::HashMap;

/// Gives the fields of a model, and those of nested objects, the names that an example shows.
pub(super) fn show(draft: &mut Draft<'_>, json: &Value) {
    if let Some(fields) = draft.body.fields.as_mut() {
        names(fields, json);
    }
}

fn names(fields: &mut [FieldDraft], json: &Value) {
    let json = match json {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        other => other,
    };
    let Value::Object(members) = json else { return };
    let mut folded: HashMap<String, Option<&str>> = HashMap::new();
    for key in members.keys() {
        folded.entry(letters(key)).and_modify(|it| *it = None).or_insert(Some(key));
    }
    for field in fields {
        let shown = field.name.as_str();
        let found =
            if members.contains_key(shown) { Some(shown) } else { folded.get(&letters(shown)).copied().flatten() };
        let Some(key) = found.map(str::to_owned) else { continue };
        if let Some(value) = members.get(&key) {
            names(&mut field.children, value);
        }
        if key != field.name.as_str() && field.wire.is_none() {
            field.wire = Some(Box::new(Spelling::made(key, field.name.span())));
        }
    }
}
