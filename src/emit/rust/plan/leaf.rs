//! Scalars of JSON → types of Rust, by format, bounds and `[rust.types]`. Comes in: a scalar type and the bounds of its
//! field. Goes out: a [`Leaf`], which knows what of its JSON it accepts and what it can do.

use super::rust_type::{Named, RustTy};
use super::traits::Traits;
use crate::emit::rust::options::{
    BytesType, DateTimeType, DateType, DecimalTextType, DecimalType, DurationType, IntegerTextType, Integers, IpType,
    NumberType, Options, RustPath, RustType, StdTrait, TimeType, TimestampType, UriType, UuidType,
};
use crate::schema::{Constraints, IntegerFormat, Number, NumberFormat, StringFormat, Type};

/// A type that is not generated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Leaf {
    pub(super) ty: RustTy,
    pub(super) json: Json,
    pub(super) traits: Traits,
    /// The most bytes that a value takes where it stands.
    pub(super) size: usize,
    /// The modules that read and write it, where the type does not do it itself.
    pub(super) with: Option<Box<With>>,
}

/// The JSON that a leaf accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Json {
    Null,
    Boolean,
    Integer,
    Number,
    /// A string of a certain form.
    Formatted,
    Text,
    Object,
    Any,
    /// What the user's type accepts.
    Unknown,
}

impl Json {
    pub(super) fn includes_null(self) -> bool {
        matches!(self, Self::Null | Self::Any)
    }
}

/// Modules for serde's `with`: for the type, and for an `Option` of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct With {
    pub(super) plain: &'static str,
    pub(super) option: &'static str,
    /// Whether the modules are among the generated code's own.
    pub(super) support: Option<&'static str>,
}

fn with(plain: &'static str, option: &'static str) -> Option<Box<With>> {
    Some(Box::new(With { plain, option, support: None }))
}

/// Modules among the generated code's own.
fn own_modules(name: &'static str, option: &'static str) -> Option<Box<With>> {
    Some(Box::new(With { plain: name, option, support: Some(name) }))
}

impl Leaf {
    pub(super) fn any() -> Self {
        leaf(
            RustTy::foreign("::serde_json::Value"),
            Json::Any,
            Traits::BASIC | Traits::EQ | Traits::HASH | Traits::DEFAULT,
            80,
        )
    }

    /// `null` and nothing else.
    pub(super) fn null() -> Self {
        leaf(RustTy::User("()".to_owned()), Json::Null, Traits::ALL, 0)
    }

    fn object() -> Self {
        let ty = RustTy::Foreign("::serde_json::Map", vec![RustTy::STRING, RustTy::foreign("::serde_json::Value")]);
        leaf(ty, Json::Object, Traits::BASIC | Traits::EQ | Traits::HASH | Traits::DEFAULT, 80)
    }

    pub(super) fn text() -> Self {
        leaf(RustTy::STRING, Json::Text, Traits::ALL - Traits::COPY, 24)
    }

    fn formatted(ty: RustTy, traits: Traits, size: usize) -> Self {
        leaf(ty, Json::Formatted, traits, size)
    }

    /// A type of the user's.
    pub(super) fn user(ty: &RustType, impls: &[StdTrait]) -> Self {
        leaf(RustTy::User(ty.as_str().to_owned()), Json::Unknown, Traits::BASIC | Traits::of(impls), 4096)
    }

    pub(super) fn integer(name: &'static str) -> Self {
        leaf(RustTy::Primitive(name), Json::Integer, Traits::ALL, 16)
    }

    fn float() -> Self {
        leaf(RustTy::Primitive("f64"), Json::Number, Traits::BASIC | Traits::COPY | Traits::DEFAULT, 8)
    }

    fn number() -> Self {
        leaf(RustTy::foreign("::serde_json::Number"), Json::Number, Traits::BASIC | Traits::EQ | Traits::HASH, 32)
    }
}

fn leaf(ty: RustTy, json: Json, traits: Traits, size: usize) -> Leaf {
    Leaf { ty, json, traits, size, with: None }
}

/// Where a scalar stands, which decides whether modules for serde's `with` can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Site {
    /// It is the field's whole type.
    Field,
    /// Within an array, a map, a union.
    Inner,
}

/// The leaf of a scalar, and whether a boolean may stand in its place. `None` for what is no scalar.
pub(super) fn scalar(ty: &Type, bounds: &Constraints, site: Site, options: &Options) -> Option<(Leaf, bool)> {
    let plain = |leaf| Some((leaf, false));
    match ty {
        Type::Any => plain(Leaf::any()),
        Type::Null => plain(Leaf::null()),
        Type::Object => plain(Leaf::object()),
        Type::Boolean => plain(leaf(RustTy::Primitive("bool"), Json::Boolean, Traits::ALL, 1)),
        Type::Integer(IntegerFormat::OrNumber) => plain(Leaf::number()),
        Type::Integer(IntegerFormat::OrBoolean) => Some((Leaf::integer("i64"), true)),
        Type::Integer(format) => plain(at(integer(*format, bounds, options), site, || Leaf::integer("i64"))),
        Type::Number(NumberFormat::Decimal) => plain(at(decimal(options), site, Leaf::number)),
        Type::Number(format) => Some((number(options), *format == NumberFormat::OrBoolean)),
        Type::String(StringFormat::OrBoolean) => Some((Leaf::text(), true)),
        Type::String(format) => plain(at(text(format, options), site, Leaf::text)),
        _ => None,
    }
}

/// A leaf that needs a module for `with` can stand in a field alone; elsewhere the plain type stands.
fn at(leaf: Leaf, site: Site, plain: impl FnOnce() -> Leaf) -> Leaf {
    if leaf.with.is_some() && site == Site::Inner { plain() } else { leaf }
}

fn number(options: &Options) -> Leaf {
    match &options.types.number {
        NumberType::Float => Leaf::float(),
        NumberType::Number => Leaf::number(),
        NumberType::User(ty) => Leaf { json: Json::Number, ..Leaf::user(ty.ty(), &[]) },
    }
}

fn decimal(options: &Options) -> Leaf {
    match &options.types.decimal {
        DecimalType::Number => Leaf::number(),
        DecimalType::Float => Leaf::float(),
        DecimalType::RustDecimal => Leaf {
            json: Json::Number,
            with: with(
                "::rust_decimal::serde::arbitrary_precision",
                "::rust_decimal::serde::arbitrary_precision_option",
            ),
            ..rust_decimal()
        },
        DecimalType::User(ty) => Leaf { json: Json::Number, ..Leaf::user(ty.ty(), &[]) },
    }
}

fn rust_decimal() -> Leaf {
    Leaf::formatted(RustTy::foreign("::rust_decimal::Decimal"), Traits::ALL, 16)
}

fn integer(format: IntegerFormat, bounds: &Constraints, options: &Options) -> Leaf {
    let stamp = match format {
        IntegerFormat::UnixSeconds => Some(false),
        IntegerFormat::UnixMilliseconds => Some(true),
        _ => None,
    };
    if let Some(milliseconds) = stamp {
        return timestamp(milliseconds, options);
    }
    let by_format = match format {
        IntegerFormat::Int8 => "i8",
        IntegerFormat::Int16 => "i16",
        IntegerFormat::Int32 => "i32",
        IntegerFormat::UInt8 => "u8",
        IntegerFormat::UInt16 => "u16",
        IntegerFormat::UInt32 => "u32",
        IntegerFormat::UInt64 => "u64",
        _ => "i64",
    };
    let low = lowest(bounds);
    let high = highest(bounds);
    let unsigned = low.is_some_and(|it| it >= 0);
    let name = match by_format {
        // Values of 64 bits that the documents state do not fit otherwise.
        "i64" if unsigned && high.is_some_and(|it| it > i128::from(i64::MAX)) => "u64",
        "i64" if options.integers == Integers::Bounds => match (unsigned, high) {
            (true, Some(high)) if high <= i128::from(u32::MAX) => "u32",
            (true, _) => "u64",
            (false, Some(high)) if high <= i128::from(i32::MAX) && low.is_some_and(|it| it >= i128::from(i32::MIN)) => {
                "i32"
            }
            (false, _) => "i64",
        },
        "i32" if options.integers == Integers::Bounds && unsigned => "u32",
        other => other,
    };
    Leaf::integer(name)
}

fn lowest(bounds: &Constraints) -> Option<i128> {
    let exclusive = bounds.exclusive_minimum.as_ref().and_then(whole).map(|it| it.saturating_add(1));
    bounds.minimum.as_ref().and_then(whole).max(exclusive)
}

fn highest(bounds: &Constraints) -> Option<i128> {
    let exclusive = bounds.exclusive_maximum.as_ref().and_then(whole).map(|it| it.saturating_sub(1));
    match (bounds.maximum.as_ref().and_then(whole), exclusive) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast of a float to an integer saturates")]
fn whole(number: &Number) -> Option<i128> {
    number.as_i128().or_else(|| Some(number.as_f64()).filter(|it| it.fract() == 0.0).map(|it| it as i128))
}

fn timestamp(milliseconds: bool, options: &Options) -> Leaf {
    let time = |ty, modules: [&'static str; 4]| {
        let at = usize::from(milliseconds) * 2;
        Leaf {
            json: Json::Integer,
            with: with(modules[at], modules[at + 1]),
            ..Leaf::formatted(RustTy::foreign(ty), Traits::ALL - Traits::DEFAULT, 16)
        }
    };
    match &options.types.timestamp {
        TimestampType::Integer => Leaf::integer("i64"),
        TimestampType::Chrono => time(
            "::chrono::DateTime<::chrono::Utc>",
            [
                "::chrono::serde::ts_seconds",
                "::chrono::serde::ts_seconds_option",
                "::chrono::serde::ts_milliseconds",
                "::chrono::serde::ts_milliseconds_option",
            ],
        ),
        TimestampType::Time => time(
            "::time::OffsetDateTime",
            [
                "::time::serde::timestamp",
                "::time::serde::timestamp::option",
                "::time::serde::timestamp::milliseconds",
                "::time::serde::timestamp::milliseconds::option",
            ],
        ),
        TimestampType::Jiff => time(
            "::jiff::Timestamp",
            [
                "::jiff::fmt::serde::timestamp::second::required",
                "::jiff::fmt::serde::timestamp::second::optional",
                "::jiff::fmt::serde::timestamp::millisecond::required",
                "::jiff::fmt::serde::timestamp::millisecond::optional",
            ],
        ),
        TimestampType::User(ty) => Leaf { json: Json::Integer, ..Leaf::user(ty.ty(), &[]) },
    }
}

fn text(format: &StringFormat, options: &Options) -> Leaf {
    let types = &options.types;
    let whole = Traits::ALL - Traits::DEFAULT;
    let foreign = |path, traits, size| Leaf::formatted(RustTy::foreign(path), traits, size);
    let user = |ty: &RustPath| Leaf { json: Json::Formatted, ..Leaf::user(ty.ty(), &[]) };
    match format {
        StringFormat::Date => match &types.date {
            DateType::Text => Leaf::text(),
            DateType::Chrono => foreign("::chrono::NaiveDate", whole, 4),
            DateType::Time => {
                Leaf { with: own_modules("iso_date", "iso_date::option"), ..foreign("::time::Date", whole, 4) }
            }
            DateType::Jiff => foreign("::jiff::civil::Date", Traits::ALL, 4),
            DateType::User(ty) => user(ty),
        },
        StringFormat::DateTime => match &types.date_time {
            DateTimeType::Text => Leaf::text(),
            DateTimeType::Chrono => foreign("::chrono::DateTime<::chrono::FixedOffset>", whole, 16),
            DateTimeType::ChronoUtc => foreign("::chrono::DateTime<::chrono::Utc>", whole, 16),
            DateTimeType::Time => Leaf {
                with: with("::time::serde::rfc3339", "::time::serde::rfc3339::option"),
                ..foreign("::time::OffsetDateTime", whole, 16)
            },
            DateTimeType::Jiff => foreign("::jiff::Timestamp", Traits::ALL, 16),
            DateTimeType::User(ty) => user(ty),
        },
        StringFormat::Time => match &types.time {
            TimeType::Text => Leaf::text(),
            TimeType::Chrono => foreign("::chrono::NaiveTime", Traits::ALL, 8),
            TimeType::Jiff => foreign("::jiff::civil::Time", Traits::ALL, 8),
            TimeType::User(ty) => user(ty),
        },
        StringFormat::Duration => match &types.duration {
            DurationType::Text => Leaf::text(),
            // A `Span` alone cannot be compared.
            DurationType::Jiff => Leaf {
                with: own_modules("span", "span::option"),
                ..foreign("::jiff::SpanFieldwise", Traits::ALL - Traits::ORD, 64)
            },
            DurationType::User(ty) => user(ty),
        },
        StringFormat::Uuid => match &types.uuid {
            UuidType::Text => Leaf::text(),
            UuidType::Uuid => foreign("::uuid::Uuid", Traits::ALL, 16),
            UuidType::User(ty) => user(ty),
        },
        StringFormat::Uri => match &types.uri {
            UriType::Text => Leaf::text(),
            UriType::Url => foreign("::url::Url", whole - Traits::COPY, 88),
            UriType::User(ty) => user(ty),
        },
        StringFormat::Ipv4 | StringFormat::Ipv6 | StringFormat::Ip => match &types.ip {
            IpType::Text => Leaf::text(),
            IpType::Std => {
                let name = match format {
                    StringFormat::Ipv4 => Named::Ipv4Addr,
                    StringFormat::Ipv6 => Named::Ipv6Addr,
                    _ => Named::IpAddr,
                };
                Leaf::formatted(RustTy::std(name, []), whole, 17)
            }
            IpType::User(ty) => user(ty),
        },
        StringFormat::Byte => match &types.bytes {
            BytesType::Text => Leaf::text(),
            BytesType::Base64 => Leaf {
                with: own_modules("base64", "base64::option"),
                ..Leaf::formatted(RustTy::std(Named::Vec, [RustTy::Primitive("u8")]), Traits::ALL - Traits::COPY, 24)
            },
            BytesType::User(ty) => user(ty),
        },
        StringFormat::Decimal => match &types.decimal_text {
            DecimalTextType::Text => Leaf::text(),
            DecimalTextType::RustDecimal => {
                Leaf { with: with("::rust_decimal::serde::str", "::rust_decimal::serde::str_option"), ..rust_decimal() }
            }
            DecimalTextType::User(ty) => user(ty),
        },
        StringFormat::Integer => match &types.integer_text {
            IntegerTextType::Text => Leaf::text(),
            IntegerTextType::Integer => {
                Leaf { json: Json::Formatted, with: own_modules("text", "text::option"), ..Leaf::integer("i64") }
            }
            IntegerTextType::User(ty) => user(ty),
        },
        _ => Leaf::text(),
    }
}
