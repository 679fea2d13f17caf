//! Settings → the text of `fieldtable.toml`.

use fieldtable::verify::Setting;
use serde_json::Value;
use toml_edit::{DocumentMut, Item, Table};

/// The document with the settings in it. All else stays as it is.
pub(super) fn mended(mut document: DocumentMut, settings: &[Setting]) -> DocumentMut {
    for Setting { keys, value } in settings {
        let [tables @ .., last] = keys.as_slice() else { continue };
        let mut table = document.as_table_mut();
        for (depth, key) in tables.iter().enumerate() {
            let fresh = || {
                let mut table = Table::new();
                table.set_implicit(depth + 1 < tables.len());
                Item::Table(table)
            };
            let item = table.entry(key).or_insert_with(fresh);
            if item.is_inline_table() {
                let inline = std::mem::take(item).into_table().unwrap_or_default();
                *item = Item::Table(inline);
            }
            table = match item {
                Item::Table(table) => table,
                other => {
                    *other = fresh();
                    other.as_table_mut().expect("it was made one on the line above")
                }
            };
        }
        table[last.as_str()] = Item::Value(toml_value(value));
    }
    document
}

fn toml_value(value: &Value) -> toml_edit::Value {
    match value {
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => number.as_i64().map_or_else(|| number.as_f64().unwrap_or_default().into(), Into::into),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(toml_value).collect::<toml_edit::Array>().into(),
        // No setting has either.
        Value::Null | Value::Object(_) => value.to_string().into(),
    }
}
