//! Other documents → schema: OpenAPI 3.x (and 2.0), JSON Schema. Comes in: a parsed document. Goes out: a
//! [`Schema`](crate::schema::Schema) and [`Notice`]s about what it could not hold. Nothing a document says can make this
//! fail but that it is no such document; nothing is fetched, and no recursion follows the document without a limit.

pub mod json_schema;
pub mod openapi;

mod direction;
mod fields;
mod merge;
mod names;
mod read;
mod types;

use crate::error::Error;
use serde_json::Value;

/// Something that a document says and the schema cannot hold.
///
/// ```
/// use fieldtable::import;
///
/// let document = import::document(r#"{ "openapi": "3.1.0", "components": { "schemas": {} } }"#)?;
/// let (_, notices) = import::openapi::read(&document)?;
/// for notice in &notices {
///     println!("{}: {}", notice.pointer, notice.message);
/// }
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Where in the document, as a JSON pointer.
    pub pointer: String,
    /// Lower case, no full stop.
    pub message: String,
}

/// The document that a text is: JSON or, with the feature `yaml`, YAML.
///
/// # Errors
/// When the text is neither.
///
/// ```
/// let document = fieldtable::import::document(r#"{ "openapi": "3.1.0" }"#)?;
/// assert_eq!(document["openapi"], "3.1.0");
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn document(text: &str) -> Result<Value, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text).map_err(|it| Error::other(format!("no JSON: {it}")));
    }
    yaml(text)
}

#[cfg(feature = "yaml")]
fn yaml(text: &str) -> Result<Value, Error> {
    let failed = |it: &dyn std::fmt::Display| Error::other(format!("no YAML: {it}"));
    let mut document: yaml_serde::Value = yaml_serde::from_str(text).map_err(|it| failed(&it))?;
    document.apply_merge().map_err(|it| failed(&it))?;
    serde_json::to_value(document).map_err(|it| failed(&it))
}

#[cfg(not(feature = "yaml"))]
fn yaml(_text: &str) -> Result<Value, Error> {
    Err(Error::other("the document does not start with `{`, and YAML is read with the feature `yaml` alone"))
}

#[cfg(test)]
mod tests;
