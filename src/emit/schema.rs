//! The schema in its own form, as JSON: what this crate reads back without a loss.

use crate::schema::Schema;

/// The schema as indented JSON.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// let text = fieldtable::emit::schema::emit(&schema);
/// assert!(text.contains(r#""models""#));
/// ```
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema).expect("every key of a schema is a string");
    text.push('\n');
    text
}
