//! OpenAPI 3.1: models as components. Source: <https://spec.openapis.org/oas/v3.1.1.html>.
//!
//! Comes in: a [`Schema`]. Goes out: a document without paths, with the schemas of [`super::json_schema`] under keys that
//! the specification allows.

use super::json_schema::{definitions, pretty};
use crate::schema::Schema;
use indexmap::{IndexMap, IndexSet};
use serde_json::json;

/// The document, pretty-printed, with a line end at the end.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// let text = fieldtable::emit::openapi::emit(&schema);
/// assert!(text.contains(r#""openapi": "3.1."#));
/// ```
#[must_use]
pub fn emit(schema: &Schema) -> String {
    let schemas = definitions(schema, "#/components/schemas/", &keys(schema));
    pretty(&json!({
        "openapi": "3.1.1",
        "info": {"title": "Models", "version": "0"},
        "components": {"schemas": schemas},
    }))
}

/// A key consists of letters, digits, `.`, `-` and `_`; what else stands in a name becomes `_`, and a name that another
/// already has gets a number.
fn keys(schema: &Schema) -> IndexMap<&str, String> {
    let clean = |name: &str| -> String {
        let allowed = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_');
        name.chars().map(|it| if allowed(it) { it } else { '_' }).collect()
    };
    // Names that may stay are not to be taken by those that may not.
    let mut taken: IndexSet<String> = schema.models.keys().filter(|it| clean(it) == **it).cloned().collect();
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    let mut keys = IndexMap::new();
    for name in schema.models.keys() {
        let wanted = clean(name);
        let mut key = wanted.clone();
        if wanted != *name || name.is_empty() {
            let count = counts.entry(wanted.clone()).or_insert(1);
            while key.is_empty() || taken.contains(&key) {
                *count += 1;
                key = format!("{wanted}_{count}");
            }
            taken.insert(key.clone());
        }
        keys.insert(name.as_str(), key);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::emit;
    use crate::schema::{Field, Model, ModelKind, Object, Schema, Type};

    fn check(names: &[&str]) -> String {
        let fields = names.iter().map(|name| Field::new(*name, Type::Ref((*name).to_owned()))).collect();
        let mut models =
            vec![("Holder".to_owned(), Model::new(ModelKind::Object(Object { fields, additional: None })))];
        models.extend(names.iter().map(|name| ((*name).to_owned(), Model::new(ModelKind::Alias(Type::Boolean)))));
        emit(&Schema { models: models.into_iter().collect() })
    }

    #[test]
    fn keys_are_those_that_the_specification_allows() {
        insta::assert_snapshot!(check(&["a b", "a_b", "a/b", "Plain.Name-1", ""]), @r##"
{
  "openapi": "3.1.1",
  "info": {
    "title": "Models",
    "version": "0"
  },
  "components": {
    "schemas": {
      "Holder": {
        "type": "object",
        "properties": {
          "a b": {
            "$ref": "#/components/schemas/a_b_2"
          },
          "a_b": {
            "$ref": "#/components/schemas/a_b"
          },
          "a/b": {
            "$ref": "#/components/schemas/a_b_3"
          },
          "Plain.Name-1": {
            "$ref": "#/components/schemas/Plain.Name-1"
          },
          "": {
            "$ref": "#/components/schemas/_2"
          }
        },
        "required": [
          "a b",
          "a_b",
          "a/b",
          "Plain.Name-1",
          ""
        ]
      },
      "a_b_2": {
        "type": "boolean"
      },
      "a_b": {
        "type": "boolean"
      },
      "a_b_3": {
        "type": "boolean"
      },
      "Plain.Name-1": {
        "type": "boolean"
      },
      "_2": {
        "type": "boolean"
      }
    }
  }
}
"##);
    }
}
