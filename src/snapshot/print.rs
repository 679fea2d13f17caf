//! JSON laid out for reviewers: what is a unit of review (a field, a value, a variant, anything small) is one line.

use serde_json::Value;

/// Members whose items are one line each.
const UNITS: &[&str] = &["fields", "values", "variants"];

/// Above so many characters an object is not one line.
const WIDE: usize = 60;

/// The text of a document.
pub(super) fn document(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0, false);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, depth: usize, unit: bool) {
    match value {
        Value::Object(members) if !unit && (has_units(value) || value.to_string().len() + 2 * depth > WIDE) => {
            out.push('{');
            for (index, (name, member)) in members.iter().enumerate() {
                line(out, index, depth + 1);
                out.push_str(&format!("{}: ", Value::from(name.as_str())));
                match member {
                    Value::Array(items) if UNITS.contains(&name.as_str()) && !items.is_empty() => {
                        out.push('[');
                        for (index, item) in items.iter().enumerate() {
                            line(out, index, depth + 2);
                            write(out, item, depth + 2, true);
                        }
                        end(out, depth + 1, ']');
                    }
                    other => write(out, other, depth + 1, false),
                }
            }
            end(out, depth, '}');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn has_units(value: &Value) -> bool {
    value.as_object().is_some_and(|it| it.iter().any(|(name, it)| UNITS.contains(&name.as_str()) || has_units(it)))
}

fn line(out: &mut String, index: usize, depth: usize) {
    out.push_str(if index == 0 { "\n" } else { ",\n" });
    out.push_str(&"  ".repeat(depth));
}

fn end(out: &mut String, depth: usize, bracket: char) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
    out.push(bracket);
}
