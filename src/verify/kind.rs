//! JSON values → the type that they look like.

use crate::schema::Type;
use serde_json::Value;

/// The type of a value. Arrays and objects are looked into only as far as a type needs.
pub(super) fn of(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::Bool(_) => Type::Boolean,
        Value::Number(number) if number.is_f64() => Type::NUMBER,
        Value::Number(_) => Type::INTEGER,
        Value::String(_) => Type::STRING,
        Value::Array(items) => items.iter().map(of).reduce(join).unwrap_or(Type::Any).array(),
        Value::Object(_) => Type::Object,
    }
}

/// A type of both. Types that have nothing in common make any JSON.
pub(super) fn join(one: Type, other: Type) -> Type {
    match (one, other) {
        (one, other) if one == other => one,
        (Type::Integer(_), Type::Number(_)) | (Type::Number(_), Type::Integer(_)) => Type::NUMBER,
        (Type::String(_), Type::String(_)) => Type::STRING,
        (Type::Null, Type::Nullable(inner)) | (Type::Nullable(inner), Type::Null) => Type::Nullable(inner),
        (Type::Nullable(inner), other) | (other, Type::Nullable(inner)) => join(*inner, other).nullable(),
        (Type::Null, other) | (other, Type::Null) if other != Type::Any => other.nullable(),
        (Type::Array(one), Type::Array(other)) if *one == Type::Any => Type::Array(other),
        (Type::Array(one), Type::Array(other)) if *other == Type::Any => Type::Array(one),
        (Type::Array(one), Type::Array(other)) => join(*one, *other).array(),
        _ => Type::Any,
    }
}
