//! Members of an object: a property's schema → a field.

use super::merge::Merged;
use super::names::segment;
use super::read::{Place, Reader};
use crate::schema::{Constraints, Field, Number, Presence, Type};
use serde_json::Value;

impl<'d> Reader<'d> {
    pub(super) fn field(&mut self, name: &str, schema: &'d Value, object: &Merged<'d>, place: &Place) -> Field {
        let place = Place { depth: 0, ..place.clone() }.inner(&format!("properties/{}", segment(name)), name);
        let annotations = Merged::of(self, schema, &place);
        let (ty, nullable) = match self.ty(schema, &place) {
            Type::Nullable(inner) => (*inner, true),
            other => (other, false),
        };
        let required = object.required.contains(name);
        Field {
            shown: annotations.text("x-shown-name"),
            presence: if required { Presence::Required } else { Presence::Optional },
            nullable,
            description: annotations.text("description"),
            default: self.default(schema, &annotations).map(|it| Box::new(it.into())),
            read_only: annotations.flag("readOnly"),
            write_only: annotations.flag("writeOnly"),
            deprecated: annotations.deprecation(),
            constraints: constraints(&annotations).some(),
            examples: examples(&annotations).into_iter().map(Into::into).collect(),
            ..Field::new(name, ty)
        }
    }

    /// The field's own default, or that of the schema it refers to. `null` stands for "none".
    fn default(&self, schema: &'d Value, annotations: &Merged<'d>) -> Option<Value> {
        let of_target = || {
            let reference = annotations.get("$ref").or_else(|| schema.get("$ref"))?.as_str()?;
            self.target(reference)?.get("default")
        };
        annotations.get("default").or_else(of_target).filter(|it| !it.is_null()).cloned()
    }
}

fn constraints(schema: &Merged<'_>) -> Constraints {
    let number = |keyword| match schema.get(keyword) {
        Some(Value::Number(number)) => Some(Number::from(number.clone())),
        _ => None,
    };
    let count = |keyword| {
        let number = number(keyword)?;
        number
            .as_u64()
            .or_else(|| Some(number.as_f64()).filter(|it| it.fract() == 0.0 && *it >= 0.0).map(|it| it as u64))
    };
    let (minimum, exclusive_minimum) = bound(schema, number("minimum"), "exclusiveMinimum");
    let (maximum, exclusive_maximum) = bound(schema, number("maximum"), "exclusiveMaximum");
    Constraints {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of: number("multipleOf"),
        min_length: count("minLength"),
        max_length: count("maxLength"),
        pattern: schema.get("pattern").and_then(Value::as_str).map(str::to_owned),
        min_items: count("minItems"),
        max_items: count("maxItems"),
    }
}

/// Until OpenAPI 3.0 an exclusive bound is a flag beside the bound; since 3.1 it is a bound of its own.
fn bound(schema: &Merged<'_>, inclusive: Option<Number>, keyword: &str) -> (Option<Number>, Option<Number>) {
    match schema.get(keyword) {
        Some(Value::Bool(true)) => (None, inclusive),
        Some(Value::Number(exclusive)) => (inclusive, Some(exclusive.clone().into())),
        _ => (inclusive, None),
    }
}

fn examples(schema: &Merged<'_>) -> Vec<Value> {
    match (schema.get("examples"), schema.get("example")) {
        (Some(Value::Array(examples)), _) => examples.clone(),
        (_, Some(example)) => vec![example.clone()],
        _ => Vec::new(),
    }
}
