use super::{Enumeration, Union};
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

/// A type as JSON has it.
///
/// ```
/// use fieldtable::schema::Type;
///
/// let ty = Type::STRING.nullable().array();
/// assert_eq!(ty.to_string(), "(string | null)[]");
/// assert_eq!(ty.leaf(), &Type::STRING);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Type {
    /// Any JSON. Also the placeholder for what could not be read.
    Any,
    /// A JSON object of which nothing is known.
    Object,
    /// `null` and nothing else.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer(IntegerFormat),
    /// A number.
    Number(NumberFormat),
    /// A string.
    String(StringFormat),
    /// A JSON array.
    Array(Box<Type>),
    /// A JSON array whose items differ.
    Set(Box<Type>),
    /// A JSON object whose members all have one type.
    Map(Box<Type>),
    /// The type or `null`. Stands inside arrays, maps and unions; a field has [`super::Field::nullable`].
    Nullable(Box<Type>),
    /// One of a list of values, without a name of its own.
    Enum(Enumeration),
    /// One of several types, without a name of its own.
    Union(Box<Union>),
    /// A model of the schema, by name.
    Ref(String),
}

impl Type {
    /// A string of which nothing else is known.
    pub const STRING: Self = Self::String(StringFormat::Plain);
    /// An integer of which nothing else is known.
    pub const INTEGER: Self = Self::Integer(IntegerFormat::Unspecified);
    /// A number of which nothing else is known.
    pub const NUMBER: Self = Self::Number(NumberFormat::Unspecified);

    /// Whether it is one boolean, number or string.
    pub(crate) fn is_scalar(&self) -> bool {
        matches!(self, Self::Boolean | Self::Integer(_) | Self::Number(_) | Self::String(_))
    }

    /// An array of these.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::STRING.array().to_string(), "string[]");
    /// ```
    #[must_use]
    pub fn array(self) -> Self {
        Self::Array(Box::new(self))
    }

    /// A map to these.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::STRING.map(), Type::Map(Box::new(Type::STRING)));
    /// ```
    #[must_use]
    pub fn map(self) -> Self {
        Self::Map(Box::new(self))
    }

    /// These or `null`; nothing is made nullable twice.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::STRING.nullable().nullable(), Type::STRING.nullable());
    /// ```
    #[must_use]
    pub fn nullable(self) -> Self {
        match self {
            Self::Nullable(_) | Self::Null => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// What stands at the bottom of arrays, sets, maps and `null`: itself where it is none of these.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::STRING.nullable().map().array().leaf(), &Type::STRING);
    /// ```
    #[must_use]
    pub fn leaf(&self) -> &Self {
        match self {
            Self::Array(inner) | Self::Set(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.leaf(),
            other => other,
        }
    }

    /// The JSON Schema `format` of a scalar, where it has one.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    ///
    /// assert_eq!(Type::STRING.with_format("date-time").format(), Some("date-time"));
    /// assert_eq!(Type::STRING.format(), None);
    /// ```
    #[must_use]
    pub fn format(&self) -> Option<&str> {
        match self {
            Self::Integer(format) => format.name(),
            Self::Number(format) => format.name(),
            Self::String(format) => format.name(),
            _ => None,
        }
    }
}

/// What is known of an integer's size.
///
/// ```
/// use fieldtable::schema::{IntegerFormat, Type};
///
/// assert_eq!(Type::Integer(IntegerFormat::Int64).format(), Some("int64"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum IntegerFormat {
    /// Nothing.
    Unspecified,
    /// 8 bits with sign.
    Int8,
    /// 16 bits with sign.
    Int16,
    /// 32 bits with sign.
    Int32,
    /// 32 bits with sign in the language of the docs, which spells integers of unsaid size the same way: larger values
    /// must be expected.
    Int32OrWider,
    /// 64 bits with sign.
    Int64,
    /// Nothing, and the language of the docs spells numbers with a fraction the same way: they must be expected.
    OrNumber,
    /// Nothing, and the language of the docs spells booleans the same way: they must be expected.
    OrBoolean,
    /// 8 bits without sign.
    UInt8,
    /// 16 bits without sign.
    UInt16,
    /// 32 bits without sign.
    UInt32,
    /// 64 bits without sign.
    UInt64,
    /// Seconds since 1970-01-01T00:00:00Z.
    UnixSeconds,
    /// Milliseconds since 1970-01-01T00:00:00Z.
    UnixMilliseconds,
}

impl IntegerFormat {
    /// The name in the OpenAPI format registry.
    ///
    /// ```
    /// use fieldtable::schema::IntegerFormat;
    ///
    /// assert_eq!(IntegerFormat::UInt8.name(), Some("uint8"));
    /// assert_eq!(IntegerFormat::Unspecified.name(), None);
    /// ```
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Unspecified | Self::OrNumber | Self::OrBoolean => None,
            Self::Int8 => Some("int8"),
            Self::Int16 => Some("int16"),
            Self::Int32 | Self::Int32OrWider => Some("int32"),
            Self::Int64 => Some("int64"),
            Self::UInt8 => Some("uint8"),
            Self::UInt16 => Some("uint16"),
            Self::UInt32 => Some("uint32"),
            Self::UInt64 => Some("uint64"),
            Self::UnixSeconds => Some("unixtime"),
            Self::UnixMilliseconds => Some("unixtime-ms"),
        }
    }
}

/// What is known of a number's precision.
///
/// ```
/// use fieldtable::schema::{NumberFormat, Type};
///
/// assert_eq!(Type::Number(NumberFormat::Decimal).format(), Some("decimal"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum NumberFormat {
    /// Nothing.
    Unspecified,
    /// IEEE 754 single precision.
    Float,
    /// IEEE 754 single precision in the language of the docs, which spells numbers of unsaid precision the same way: more
    /// digits must be expected.
    FloatOrWider,
    /// IEEE 754 double precision.
    Double,
    /// Nothing, and the language of the docs spells booleans the same way: they must be expected.
    OrBoolean,
    /// Decimal digits that must not be lost.
    Decimal,
}

impl NumberFormat {
    /// The name in the OpenAPI format registry.
    ///
    /// ```
    /// use fieldtable::schema::NumberFormat;
    ///
    /// assert_eq!(NumberFormat::Double.name(), Some("double"));
    /// ```
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Unspecified | Self::OrBoolean => None,
            Self::Float | Self::FloatOrWider => Some("float"),
            Self::Double => Some("double"),
            Self::Decimal => Some("decimal"),
        }
    }
}

/// What is known of a string's content.
///
/// ```
/// use fieldtable::schema::{StringFormat, Type};
///
/// assert_eq!(Type::STRING.with_format("iban"), Type::String(StringFormat::Other("iban".into())));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum StringFormat {
    /// Nothing.
    Plain,
    /// RFC 3339 `full-date`.
    Date,
    /// RFC 3339 `date-time`.
    DateTime,
    /// A date or a date-time: the language of the docs has one type for both.
    DateOrDateTime,
    /// Nothing, and the language of the docs spells booleans the same way: they must be expected.
    OrBoolean,
    /// RFC 3339 `full-time`.
    Time,
    /// ISO 8601 duration.
    Duration,
    /// RFC 4122 UUID.
    Uuid,
    /// RFC 3986 URI.
    Uri,
    /// RFC 5321 mailbox.
    Email,
    /// RFC 1123 host name.
    Hostname,
    /// Dotted quad, RFC 2673.
    Ipv4,
    /// RFC 4291 address.
    Ipv6,
    /// IPv4 or IPv6 address.
    Ip,
    /// RFC 4648 base64.
    Byte,
    /// Raw bytes, a file.
    Binary,
    /// Not to be shown.
    Password,
    /// An integer written as a string.
    Integer,
    /// A decimal number written as a string.
    Decimal,
    /// Any other `format`.
    Other(String),
}

impl StringFormat {
    /// The name in the OpenAPI format registry or in JSON Schema 2020-12.
    ///
    /// ```
    /// use fieldtable::schema::StringFormat;
    ///
    /// assert_eq!(StringFormat::DateTime.name(), Some("date-time"));
    /// ```
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        Some(match self {
            Self::Plain | Self::DateOrDateTime | Self::OrBoolean => return None,
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Uuid => "uuid",
            Self::Uri => "uri",
            Self::Email => "email",
            Self::Hostname => "hostname",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Ip => "ip",
            Self::Byte => "byte",
            Self::Binary => "binary",
            Self::Password => "password",
            Self::Integer => "int64",
            Self::Decimal => "decimal",
            Self::Other(name) => name,
        })
    }
}

impl StringFormat {
    /// Whether a text looks like one of this format. Formats of which only the meaning is fixed fit every text.
    ///
    /// ```
    /// use fieldtable::schema::StringFormat;
    ///
    /// assert!(StringFormat::Date.fits("2026-05-02"));
    /// assert!(!StringFormat::Date.fits("2 May"));
    /// ```
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let shaped = |shape: &str| {
            text.len() == shape.len()
                && text.bytes().zip(shape.bytes()).all(|(it, wanted)| match wanted {
                    b'0' => it.is_ascii_digit(),
                    b'x' => it.is_ascii_hexdigit(),
                    _ => it == wanted,
                })
        };
        match self {
            Self::Date => shaped("0000-00-00"),
            Self::DateTime => is_date_time(text),
            Self::DateOrDateTime => shaped("0000-00-00") || is_date_time(text),
            Self::Uuid => shaped("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
            Self::Integer => text.parse::<i128>().is_ok(),
            Self::Decimal => {
                let begins = |it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.');
                text.starts_with(begins) && text.parse::<f64>().is_ok()
            }
            Self::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
            Self::Ip => text.parse::<std::net::IpAddr>().is_ok(),
            _ => true,
        }
    }
}

/// RFC 3339, and what is often taken for it: a space for the `T`, no offset.
fn is_date_time(text: &str) -> bool {
    let head = text.get(..19).unwrap_or_default().as_bytes();
    let shape = b"0000-00-00T00:00:00";
    head.len() == shape.len()
        && head.iter().zip(shape).all(|(it, wanted)| match wanted {
            b'0' => it.is_ascii_digit(),
            b'T' => matches!(it, b'T' | b't' | b' '),
            _ => it == wanted,
        })
        && text.ends_with(|it: char| it == 'Z' || it == 'z' || it.is_ascii_digit())
}
