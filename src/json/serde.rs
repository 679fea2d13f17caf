//! The way to `serde` and `serde_json`, and back.

use super::Value;
use super::number::{Kind, Number};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

impl From<serde_json::Value> for Value {
    fn from(it: serde_json::Value) -> Self {
        match it {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(it) => Self::Bool(it),
            serde_json::Value::Number(it) => Self::Number(it.into()),
            serde_json::Value::String(it) => Self::String(it),
            serde_json::Value::Array(it) => Self::Array(it.into_iter().map(Self::from).collect()),
            serde_json::Value::Object(it) => {
                Self::Object(it.into_iter().map(|(name, value)| (name, value.into())).collect())
            }
        }
    }
}

impl From<Value> for serde_json::Value {
    fn from(it: Value) -> Self {
        match it {
            Value::Null => Self::Null,
            Value::Bool(it) => Self::Bool(it),
            Value::Number(it) => Self::Number(it.into()),
            Value::String(it) => Self::String(it),
            Value::Array(it) => Self::Array(it.into_iter().map(Self::from).collect()),
            Value::Object(it) => Self::Object(it.into_iter().map(|(name, value)| (name, value.into())).collect()),
        }
    }
}

impl From<serde_json::Number> for Number {
    fn from(it: serde_json::Number) -> Self {
        match (it.as_u64(), it.as_i64(), it.as_f64()) {
            (Some(natural), ..) => natural.into(),
            (_, Some(negative), _) => negative.into(),
            (.., float) => Self(Kind::Float(float.expect("what is no integer of 64 bits is a finite float"))),
        }
    }
}

impl From<Number> for serde_json::Number {
    fn from(it: Number) -> Self {
        match it.0 {
            Kind::Natural(it) => it.into(),
            Kind::Negative(it) => it.into(),
            Kind::Float(it) => Self::from_f64(it).expect("a number of JSON is finite"),
        }
    }
}

impl PartialEq<serde_json::Value> for Value {
    fn eq(&self, other: &serde_json::Value) -> bool {
        match (self, other) {
            (Self::Null, serde_json::Value::Null) => true,
            (Self::Bool(one), serde_json::Value::Bool(other)) => one == other,
            (Self::Number(one), serde_json::Value::Number(other)) => *one == Number::from(other.clone()),
            (Self::String(one), serde_json::Value::String(other)) => one == other,
            (Self::Array(one), serde_json::Value::Array(other)) => one == other,
            (Self::Object(one), serde_json::Value::Object(other)) => {
                one.len() == other.len()
                    && one.iter().all(|(name, it)| other.get(name).is_some_and(|other| it == other))
            }
            _ => false,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(it) => serializer.serialize_bool(*it),
            Self::Number(it) => it.serialize(serializer),
            Self::String(it) => serializer.serialize_str(it),
            Self::Array(it) => serializer.collect_seq(it),
            Self::Object(it) => serializer.collect_map(it),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_json::Value::deserialize(deserializer).map(Self::from)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Kind::Natural(it) => serializer.serialize_u64(it),
            Kind::Negative(it) => serializer.serialize_i64(it),
            Kind::Float(it) => serializer.serialize_f64(it),
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_json::Number::deserialize(deserializer).map(Self::from)
    }
}
