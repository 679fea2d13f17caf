use super::{DateTimeType, DateType, DurationType, RustPath, TimeType, TimestampType};
use crate::decode::{table, words};

/// What JSON's scalars, maps and sets are in Rust: `[rust.types]`.
///
/// Texts with a format (dates, UUIDs, URLs …) are `String` unless asked for otherwise: a real type refuses what documents
/// only nearly describe, gives some of it back in another spelling (`2024-01-01T00:00:00.10Z`, `HTTP://EXAMPLE.ORG`), and
/// costs a dependency. One line here changes that.
///
/// Every key takes one of its words, or a type of the user's with `::` in it, which must read and write the JSON itself.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::{DateTimeType, Types, UuidType};
///
/// let config = Config::from_toml("[rust.types]\nuuid = \"uuid\"\ndate_time = \"chrono\"", "fieldtable.toml".as_ref())?;
/// let wanted = Types { uuid: UuidType::Uuid, date_time: DateTimeType::Chrono, ..Types::default() };
/// assert_eq!(config.rust.types, wanted);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Types {
    /// Texts with format `date`: `"string"`, `"chrono"`, `"time"`, `"jiff"`. Default `"string"`.
    pub date: DateType,
    /// Texts with format `date-time`: `"string"`, `"chrono"` (`DateTime<FixedOffset>`), `"chrono-utc"`, `"time"`
    /// (`OffsetDateTime`), `"jiff"` (`Timestamp`). Default `"string"`.
    pub date_time: DateTimeType,
    /// Texts with format `time`: `"string"`, `"chrono"`, `"jiff"`. Default `"string"`.
    pub time: TimeType,
    /// Texts with format `duration`: `"string"`, `"jiff"` (`SpanFieldwise`). Default `"string"`.
    pub duration: DurationType,
    /// Seconds or milliseconds since 1970: `"integer"`, `"chrono"`, `"time"`, `"jiff"`. Default `"integer"` (`i64`).
    pub timestamp: TimestampType,
    /// Texts with format `uuid`: `"string"`, `"uuid"`. Default `"string"`.
    pub uuid: UuidType,
    /// Texts with format `uri`: `"string"`, `"url"`. Default `"string"`.
    pub uri: UriType,
    /// Texts with format `ipv4`, `ipv6`, `ip`: `"string"`, `"std"`. Default `"string"`.
    pub ip: IpType,
    /// Texts with format `byte`: `"string"`, `"base64"` (`Vec<u8>`). Default `"string"`.
    pub bytes: BytesType,
    /// Numbers of which nothing is known, and floats: `"f64"`, `"number"` (`serde_json::Number`). Default `"f64"`; a
    /// single precision float is an `f64` too, since an `f32` gives back other digits.
    pub number: NumberType,
    /// Numbers with format `decimal`: `"number"` (`serde_json::Number`), `"f64"`, `"rust_decimal"` (keeps every digit, and
    /// turns on `arbitrary_precision` of `serde_json`). Default `"number"`.
    pub decimal: DecimalType,
    /// Texts that are decimal numbers: `"string"`, `"rust_decimal"`. Default `"string"`.
    pub decimal_text: DecimalTextType,
    /// Texts that are integers: `"string"`, `"i64"`. Default `"string"`.
    pub integer_text: IntegerTextType,
    /// Maps: `"btree-map"`, `"hash-map"`, `"index-map"`; without std all are the first. Default `"btree-map"`.
    pub map: MapType,
    /// Arrays whose items differ: `"vec"` (keeps the order), `"btree-set"`, `"hash-set"`, `"index-set"`. Default `"vec"`.
    pub set: SetType,
}

table! { Types {
    date, date_time, time, duration, timestamp, uuid, uri, ip, bytes, number, decimal, decimal_text, integer_text, map,
    set,
} }

/// What a text with format `uuid` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::UuidType;
///
/// let config = Config::from_toml("[rust.types]\nuuid = \"uuid\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.uuid, UuidType::Uuid);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum UuidType {
    /// `String`
    #[default]
    Text,
    /// `uuid::Uuid`
    Uuid,
    /// A type of the user's.
    User(RustPath),
}

words! { UuidType { Text = "string", Uuid = "uuid" } or User }

/// What a text with format `uri` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::UriType;
///
/// let config = Config::from_toml("[rust.types]\nuri = \"url\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.uri, UriType::Url);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum UriType {
    /// `String`
    #[default]
    Text,
    /// `url::Url`
    Url,
    /// A type of the user's.
    User(RustPath),
}

words! { UriType { Text = "string", Url = "url" } or User }

/// What a text with format `ipv4`, `ipv6` or `ip` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::IpType;
///
/// let config = Config::from_toml("[rust.types]\nip = \"std\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.ip, IpType::Std);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum IpType {
    /// `String`
    #[default]
    Text,
    /// Of `std::net`.
    Std,
    /// A type of the user's.
    User(RustPath),
}

words! { IpType { Text = "string", Std = "std" } or User }

/// What a text with format `byte` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::BytesType;
///
/// let config = Config::from_toml("[rust.types]\nbytes = \"base64\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.bytes, BytesType::Base64);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum BytesType {
    /// `String`
    #[default]
    Text,
    /// `Vec<u8>`
    Base64,
    /// A type of the user's.
    User(RustPath),
}

words! { BytesType { Text = "string", Base64 = "base64" } or User }

/// What a number is of which nothing is known.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::NumberType;
///
/// let config = Config::from_toml("[rust.types]\nnumber = \"number\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.number, NumberType::Number);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum NumberType {
    /// `f64`
    #[default]
    Float,
    /// `serde_json::Number`
    Number,
    /// A type of the user's.
    User(RustPath),
}

words! { NumberType { Float = "f64", Number = "number" } or User }

/// What a number with format `decimal` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::DecimalType;
///
/// let config = Config::from_toml("[rust.types]\ndecimal = \"rust_decimal\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.decimal, DecimalType::RustDecimal);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum DecimalType {
    /// `serde_json::Number`
    #[default]
    Number,
    /// `f64`
    Float,
    /// `rust_decimal::Decimal`
    RustDecimal,
    /// A type of the user's.
    User(RustPath),
}

words! { DecimalType { Number = "number", Float = "f64", RustDecimal = "rust_decimal" } or User }

/// What a text is that is a decimal number.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::DecimalTextType;
///
/// let config = Config::from_toml("[rust.types]\ndecimal_text = \"rust_decimal\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.decimal_text, DecimalTextType::RustDecimal);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum DecimalTextType {
    /// `String`
    #[default]
    Text,
    /// `rust_decimal::Decimal`
    RustDecimal,
    /// A type of the user's.
    User(RustPath),
}

words! { DecimalTextType { Text = "string", RustDecimal = "rust_decimal" } or User }

/// What a text is that is an integer.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::IntegerTextType;
///
/// let config = Config::from_toml("[rust.types]\ninteger_text = \"i64\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.integer_text, IntegerTextType::Integer);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum IntegerTextType {
    /// `String`
    #[default]
    Text,
    /// `i64`
    Integer,
    /// A type of the user's.
    User(RustPath),
}

words! { IntegerTextType { Text = "string", Integer = "i64" } or User }

/// What a JSON object is whose members all have one type.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::MapType;
///
/// let config = Config::from_toml("[rust.types]\nmap = \"index-map\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.map, MapType::IndexMap);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MapType {
    /// `BTreeMap`
    #[default]
    BtreeMap,
    /// `HashMap`
    HashMap,
    /// `indexmap::IndexMap`
    IndexMap,
}

words! { MapType { BtreeMap = "btree-map", HashMap = "hash-map", IndexMap = "index-map" } }

/// What a JSON array is whose items differ.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::SetType;
///
/// let config = Config::from_toml("[rust.types]\nset = \"btree-set\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.set, SetType::BtreeSet);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SetType {
    /// `Vec`
    #[default]
    Vec,
    /// `BTreeSet`
    BtreeSet,
    /// `HashSet`
    HashSet,
    /// `indexmap::IndexSet`
    IndexSet,
}

words! { SetType { Vec = "vec", BtreeSet = "btree-set", HashSet = "hash-set", IndexSet = "index-set" } }
