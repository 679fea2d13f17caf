//! Who writes what: operations' requests are written by clients, their responses by the server, and so is all that these
//! mention. Comes in: an OpenAPI document and the schema read from it. Goes out: the models' directions.

use super::names::{Names, local_pointer};
use crate::schema::{Direction, Schema, reached};
use indexmap::IndexSet;
use serde_json::Value;

/// Sets the direction of each model that an operation uses.
pub(super) fn set(document: &Value, names: &Names, schema: &mut Schema) {
    let (mut written, mut read) = (IndexSet::new(), IndexSet::new());
    for (key, by_client) in [("paths", true), ("webhooks", false)] {
        let (requests, responses) = if by_client { (&mut written, &mut read) } else { (&mut read, &mut written) };
        for item in members(document.get(key)) {
            collect(document, item.get("parameters"), names, requests);
            for operation in members(Some(item)) {
                collect(document, operation.get("parameters"), names, requests);
                collect(document, operation.get("requestBody"), names, requests);
                collect(document, operation.get("responses"), names, responses);
            }
        }
    }
    let (written, read) = (reached(schema, written), reached(schema, read));
    for (name, model) in &mut schema.models {
        model.direction = match (read.contains(name), written.contains(name)) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Read,
            (false, true) => Direction::Write,
            (false, false) => Direction::Unknown,
        };
    }
}

fn members(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_object).into_iter().flat_map(|it| it.values()).filter(|it| it.is_object())
}

/// The models that a part of the document refers to, through responses, parameters and the like that have no model.
fn collect(document: &Value, part: Option<&Value>, names: &Names, found: &mut IndexSet<String>) {
    let mut followed = IndexSet::new();
    let mut stack: Vec<&Value> = part.into_iter().collect();
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(items) => stack.extend(items),
            Value::Object(all) => {
                stack.extend(all.values());
                let Some(pointer) = all.get("$ref").and_then(Value::as_str).and_then(local_pointer) else { continue };
                if let Some(name) = names.get(&pointer) {
                    found.insert(name.to_owned());
                } else if let Some(target) = document.pointer(&pointer)
                    && followed.insert(pointer)
                {
                    stack.push(target);
                }
            }
            _ => {}
        }
    }
}
