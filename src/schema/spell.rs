//! Our own notation of types, the writing half: a [`Type`] comes in, the text that `typexpr::canonical` reads goes out.
//!
//! ```text
//! type    = operand { "|" operand }
//! operand = ( "(" type ")" | "set<" type ">" | "map<" type ">" | word [ "(" format ")" ] | "model(" string ")" | name | literal ) { "[]" }
//! ```

use super::{IntegerFormat, NumberFormat, StringFormat, Type};
use crate::json::Value;
use std::borrow::Cow;
use std::fmt;

/// A part of a type's spelling.
///
/// ```
/// use fieldtable::schema::{Piece, Type};
///
/// let ty = Type::Ref("Order".into()).array();
/// assert!(ty.pieces().iter().any(|it| matches!(it, Piece::Model("Order"))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Marks, words, literals.
    Text(Cow<'a, str>),
    /// The name of a model, as it is.
    Model(&'a str),
}

impl fmt::Display for Piece<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Model(name) => f.write_str(&reference(name)),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut outcome = Ok(());
        spell(self, &mut |piece| outcome = outcome.and_then(|()| piece.fmt(f)));
        outcome
    }
}

fn spell<'a>(ty: &'a Type, out: &mut dyn FnMut(Piece<'a>)) {
    let text = |it: &'static str| Piece::Text(it.into());
    match ty {
        Type::Nullable(inner) => {
            operand(inner, matches!(**inner, Type::Union(_)), out);
            out(text(" | null"));
        }
        Type::Union(union) => {
            // A variant that would melt into its neighbours stands in parentheses.
            for (index, variant) in union.variants.iter().enumerate() {
                if index > 0 {
                    out(text(" | "));
                }
                operand(&variant.ty, false, out);
            }
        }
        Type::Enum(enumeration) => {
            let values: Vec<_> = enumeration.values.iter().map(|it| literal(&it.value)).collect();
            out(Piece::Text(values.join(" | ").into()));
        }
        Type::Array(inner) => {
            operand(inner, false, out);
            out(text("[]"));
        }
        Type::Set(inner) => enclosed("set<", inner, ">", out),
        Type::Map(inner) => enclosed("map<", inner, ">", out),
        Type::Ref(name) => out(Piece::Model(name)),
        Type::Any
        | Type::Object
        | Type::Null
        | Type::Boolean
        | Type::Integer(_)
        | Type::Number(_)
        | Type::String(_) => {
            out(Piece::Text(scalar(ty).into()));
        }
    }
}

fn enclosed<'a>(open: &'static str, ty: &'a Type, close: &'static str, out: &mut dyn FnMut(Piece<'a>)) {
    out(Piece::Text(open.into()));
    spell(ty, out);
    out(Piece::Text(close.into()));
}

/// A type where a suffix or a bar follows. `bare` lets alternatives stand without parentheses.
fn operand<'a>(ty: &'a Type, bare: bool, out: &mut dyn FnMut(Piece<'a>)) {
    let alternatives = match ty {
        Type::Nullable(_) | Type::Union(_) => true,
        Type::Enum(enumeration) => enumeration.values.len() > 1,
        _ => false,
    };
    if alternatives && !bare { enclosed("(", ty, ")", out) } else { spell(ty, out) }
}

impl Type {
    /// The parts of which its spelling consists, so that names of models can be told from the rest.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// let pieces: String = Type::STRING.array().pieces().iter().map(ToString::to_string).collect();
    /// assert_eq!(pieces, "string[]");
    /// ```
    #[must_use]
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::new();
        spell(self, &mut |piece| pieces.push(piece));
        pieces
    }

    /// The type that a bare word of our own notation stands for.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::from_word("integer"), Some(Type::INTEGER));
    /// assert_eq!(Type::from_word("Order"), None);
    /// ```
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "any" => Self::Any,
            "object" => Self::Object,
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::INTEGER,
            "number" => Self::NUMBER,
            "string" => Self::STRING,
            _ => return None,
        })
    }

    /// The type with this `format`. A format that says nothing about such a type changes nothing.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::INTEGER.with_format("int64").to_string(), "integer(int64)");
    /// ```
    #[must_use]
    pub fn with_format(self, format: &str) -> Self {
        match self {
            Self::Integer(_) => Self::Integer(integer_format(format)),
            Self::Number(_) => Self::Number(match format {
                "float" => NumberFormat::Float,
                FLOAT_OR_WIDER => NumberFormat::FloatOrWider,
                OR_BOOLEAN => NumberFormat::OrBoolean,
                "double" => NumberFormat::Double,
                "decimal" => NumberFormat::Decimal,
                _ => NumberFormat::Unspecified,
            }),
            Self::String(_) => Self::String(string_format(format)),
            other => other,
        }
    }
}

/// Words that a model's name must not be mistaken for, besides those of [`Type::from_word`].
const RESERVED: &[&str] = &["set", "map", "model", "true", "false"];

fn reference(name: &str) -> String {
    let mut chars = name.chars();
    let plain = chars.next().is_some_and(|it| it.is_alphabetic() || it == '_')
        && chars.all(|it| it.is_alphanumeric() || it == '_');
    if plain && Type::from_word(name).is_none() && !RESERVED.contains(&name) {
        name.to_owned()
    } else {
        format!("model({})", literal(&Value::from(name)))
    }
}

fn scalar(ty: &Type) -> String {
    let (word, format) = match ty {
        Type::Any => ("any", None),
        Type::Null => ("null", None),
        Type::Boolean => ("boolean", None),
        Type::Integer(IntegerFormat::Int32OrWider) => ("integer", Some(INT32_OR_WIDER)),
        Type::Integer(IntegerFormat::OrNumber) => ("integer", Some(OR_NUMBER)),
        Type::Integer(IntegerFormat::OrBoolean) => ("integer", Some(OR_BOOLEAN)),
        Type::Integer(_) => ("integer", ty.format()),
        Type::Number(NumberFormat::FloatOrWider) => ("number", Some(FLOAT_OR_WIDER)),
        Type::Number(NumberFormat::OrBoolean) => ("number", Some(OR_BOOLEAN)),
        Type::Number(_) => ("number", ty.format()),
        Type::String(StringFormat::DateOrDateTime) => ("string", Some(DATE_OR_DATE_TIME)),
        Type::String(StringFormat::OrBoolean) => ("string", Some(OR_BOOLEAN)),
        Type::String(_) => ("string", ty.format()),
        Type::Object
        | Type::Array(_)
        | Type::Set(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Enum(_)
        | Type::Union(_)
        | Type::Ref(_) => ("object", None),
    };
    match format {
        None => word.to_owned(),
        Some(format) if is_plain_format(format) => format!("{word}({format})"),
        Some(format) => format!("{word}({})", literal(&Value::from(format))),
    }
}

fn is_plain_format(format: &str) -> bool {
    format.starts_with(|it: char| it.is_ascii_alphabetic())
        && format.ends_with(|it: char| it.is_ascii_alphanumeric())
        && !format.contains("--")
        && format.chars().all(|it| it.is_ascii_alphanumeric() || it == '-' || it == '_')
}

const INT32_OR_WIDER: &str = "int32-or-wider";
const FLOAT_OR_WIDER: &str = "float-or-wider";
const OR_NUMBER: &str = "or-number";
const OR_BOOLEAN: &str = "or-boolean";
const DATE_OR_DATE_TIME: &str = "date-or-date-time";

fn integer_format(format: &str) -> IntegerFormat {
    match format {
        "int8" => IntegerFormat::Int8,
        "int16" => IntegerFormat::Int16,
        "int32" => IntegerFormat::Int32,
        INT32_OR_WIDER => IntegerFormat::Int32OrWider,
        OR_NUMBER => IntegerFormat::OrNumber,
        OR_BOOLEAN => IntegerFormat::OrBoolean,
        "int64" => IntegerFormat::Int64,
        "uint8" => IntegerFormat::UInt8,
        "uint16" => IntegerFormat::UInt16,
        "uint32" => IntegerFormat::UInt32,
        "uint64" => IntegerFormat::UInt64,
        "unixtime" => IntegerFormat::UnixSeconds,
        "unixtime-ms" => IntegerFormat::UnixMilliseconds,
        _ => IntegerFormat::Unspecified,
    }
}

fn string_format(format: &str) -> StringFormat {
    match format {
        "" => StringFormat::Plain,
        DATE_OR_DATE_TIME => StringFormat::DateOrDateTime,
        OR_BOOLEAN => StringFormat::OrBoolean,
        "date" => StringFormat::Date,
        "date-time" => StringFormat::DateTime,
        "time" => StringFormat::Time,
        "duration" => StringFormat::Duration,
        "uuid" => StringFormat::Uuid,
        "uri" => StringFormat::Uri,
        "email" => StringFormat::Email,
        "hostname" => StringFormat::Hostname,
        "ipv4" => StringFormat::Ipv4,
        "ipv6" => StringFormat::Ipv6,
        "ip" => StringFormat::Ip,
        "byte" => StringFormat::Byte,
        "binary" => StringFormat::Binary,
        "password" => StringFormat::Password,
        "int64" => StringFormat::Integer,
        "decimal" => StringFormat::Decimal,
        other => StringFormat::Other(other.to_owned()),
    }
}

/// JSON, except that a bar within a string is escaped: the text stands in a table cell.
fn literal(value: &Value) -> String {
    value.to_string().replace('|', "\\u007c")
}
