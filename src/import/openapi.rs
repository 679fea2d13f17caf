//! OpenAPI 3.0, 3.1 and 3.2 (and the definitions of Swagger 2.0) → schema: the models are the components' schemas.
//! Source: <https://spec.openapis.org/oas/v3.1.1.html>.

use super::{Notice, direction, read};
use crate::error::Error;
use crate::schema::Schema;
use serde_json::Value;

/// The models of an OpenAPI document.
///
/// # Errors
/// When it is no OpenAPI document.
///
/// ```
/// use fieldtable::import;
///
/// let document = import::document(
///     r#"{ "openapi": "3.1.0", "components": { "schemas": { "Sku": { "type": "string", "format": "uuid" } } } }"#,
/// )?;
/// let (schema, notices) = import::openapi::read(&document)?;
/// assert!(schema.models.contains_key("Sku") && notices.is_empty());
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn read(document: &Value) -> Result<(Schema, Vec<Notice>), Error> {
    let text = |key| document.get(key).and_then(Value::as_str);
    let place = match (text("openapi"), text("swagger")) {
        (Some(version), _) if version.starts_with("3.") => "/components/schemas",
        (None, Some(version)) if version.starts_with("2.") => "/definitions",
        (Some(version), _) | (None, Some(version)) => {
            return Err(Error::other(format!("OpenAPI `{version}` is not known; 2.0 and 3.x are")));
        }
        (None, None) => return Err(Error::other("no OpenAPI document: it has no `openapi`")),
    };
    let mut read = read::models(document, &[place]);
    direction::set(document, &read.names, &mut read.schema);
    Ok((read.schema, read.notices))
}
