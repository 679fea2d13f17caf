//! JSON Schema (draft 4 to 2020-12) → schema: the models are the definitions, and the document itself where it is one.
//! Source: <https://json-schema.org/draft/2020-12>.

use super::{Notice, read};
use crate::error::Error;
use crate::schema::Schema;
use serde_json::Value;

/// The models of a JSON Schema document.
///
/// # Errors
/// When it is no JSON object.
///
/// ```
/// let document = serde_json::json!({ "title": "Order", "type": "object", "properties": { "id": { "type": "integer" } } });
/// let (schema, _) = fieldtable::import::json_schema::read(&document)?;
/// assert!(schema.models.contains_key("Order"));
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn read(document: &Value) -> Result<(Schema, Vec<Notice>), Error> {
    if document.is_object() {
        let read = read::models(document, &["/$defs", "/definitions", ""]);
        Ok((read.schema, read.notices))
    } else {
        Err(Error::other("no JSON Schema: the document is no JSON object"))
    }
}
