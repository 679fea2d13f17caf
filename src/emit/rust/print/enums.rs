//! Enums of values: the enum, and the call of the shared macro that writes what it can do.

use super::super::code::{Attr, Enum, EnumValues, EnumVariant};
use super::lines::{self, Marks, Variant, attributes, string};
use crate::schema::Value;

/// The enum, and the call that stands below it.
pub(super) fn enumeration(it: &Enum<'_>) -> [String; 2] {
    match &it.values {
        EnumValues::Strings(values) => [definition(it, values), call(it, values, |it| string(it))],
        EnumValues::Integers(values) => [definition(it, values), call(it, values, i64::to_string)],
        EnumValues::Mixed(values) => [definition(it, values), call(it, values, |it| json(it))],
    }
}

fn definition<T>(it: &Enum<'_>, values: &[EnumVariant<'_, T>]) -> String {
    let doc = [Attr::Doc("A value that the documents do not list, as it came.".into())];
    let values = values.iter().map(|it| Variant { attrs: &it.attrs, name: &it.name, payload: None });
    let other = it.other.iter().map(|(name, payload)| Variant { attrs: &doc, name, payload: Some(payload) });
    lines::enumeration(&it.attrs, it.visibility, it.name, values.chain(other))
}

/// `path!(pub Name { Value => wire, _ => Other });`
fn call<T>(it: &Enum<'_>, values: &[EnumVariant<'_, T>], wire: impl Fn(&T) -> String) -> String {
    let mut text = format!("{}!(", it.blocks.text);
    text.push_str(&attributes(&it.impl_attrs, Marks::OUTER).replace(' ', "").replace('\n', " "));
    text.push_str(&format!("{}{} {{\n", lines::spelled(it.visibility), it.name));
    let wires = values.iter().map(|it| (&*it.name, wire(&it.wire)));
    let arms = wires.chain(it.other.iter().map(|(other, _)| ("_", (*other).to_owned())));
    arms.for_each(|(name, wire)| text.push_str(&format!("    {name} => {wire},\n")));
    text + "});\n"
}

/// An expression that `Value` can be made from and be compared with.
fn json(value: &Value) -> String {
    match value {
        Value::Bool(_) => value.to_string(),
        Value::String(text) => string(text),
        Value::Number(number) if number.is_i64() => format!("{number}_i64"),
        Value::Number(number) if number.is_u64() => format!("{number}_u64"),
        Value::Number(number) => format!("{number}_f64"),
        _ => "::serde_json::Value::Null".to_owned(),
    }
}
