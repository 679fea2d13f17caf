//! JSON values → the type that they look like.

use crate::schema::{StringFormat, Type};
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

/// Whether a string is of a format. Formats whose texts are known by nothing but their meaning fit every string.
pub(super) fn has_format(text: &str, format: &StringFormat) -> bool {
    let shaped = |shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(it, wanted)| match wanted {
                b'0' => it.is_ascii_digit(),
                b'x' => it.is_ascii_hexdigit(),
                _ => it == wanted,
            })
    };
    match format {
        StringFormat::Date => shaped("0000-00-00"),
        StringFormat::DateTime => is_date_time(text),
        StringFormat::DateOrDateTime => shaped("0000-00-00") || is_date_time(text),
        StringFormat::Uuid => shaped("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        StringFormat::Integer => text.parse::<i128>().is_ok(),
        StringFormat::Decimal => {
            text.starts_with(|it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.'))
                && text.parse::<f64>().is_ok()
        }
        StringFormat::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
        StringFormat::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
        StringFormat::Ip => text.parse::<std::net::IpAddr>().is_ok(),
        _ => true,
    }
}

fn is_date_time(text: &str) -> bool {
    let head = text.get(..19).unwrap_or_default().as_bytes();
    let digits = |at: usize| head[at].is_ascii_digit();
    head.len() == 19
        && [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18].into_iter().all(digits)
        && matches!((head[4], head[7], head[13], head[16]), (b'-', b'-', b':', b':'))
        && matches!(head[10], b'T' | b't' | b' ')
        && text[19..].ends_with(|it: char| it == 'Z' || it == 'z' || it.is_ascii_digit())
}
