//! The schema in its own form, as JSON: what this crate reads back without a loss.

use crate::schema::Schema;

/// The schema as indented JSON.
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema).expect("every key of a schema is a string");
    text.push('\n');
    text
}
