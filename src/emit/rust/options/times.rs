//! What texts and numbers that say when or how long are in Rust.

use super::RustPath;
use crate::decode::words;

/// What a text with format `date` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::DateType;
///
/// let config = Config::from_toml("[rust.types]\ndate = \"jiff\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.date, DateType::Jiff);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum DateType {
    /// `String`
    #[default]
    Text,
    /// Of the crate `chrono`.
    Chrono,
    /// Of the crate `time`.
    Time,
    /// Of the crate `jiff`.
    Jiff,
    /// A type of the user's.
    User(RustPath),
}

words! { DateType { Text = "string", Chrono = "chrono", Time = "time", Jiff = "jiff" } or User }

/// What a text with format `date-time` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::DateTimeType;
///
/// let config = Config::from_toml("[rust.types]\ndate_time = \"chrono-utc\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.date_time, DateTimeType::ChronoUtc);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum DateTimeType {
    /// `String`
    #[default]
    Text,
    /// Of the crate `chrono`.
    Chrono,
    /// `chrono::DateTime<Utc>`
    ChronoUtc,
    /// Of the crate `time`.
    Time,
    /// Of the crate `jiff`.
    Jiff,
    /// A type of the user's.
    User(RustPath),
}

words! { DateTimeType {
    Text = "string", Chrono = "chrono", ChronoUtc = "chrono-utc", Time = "time", Jiff = "jiff",
} or User }

/// What a text with format `time` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::TimeType;
///
/// let config = Config::from_toml("[rust.types]\ntime = \"chrono\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.time, TimeType::Chrono);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum TimeType {
    /// `String`
    #[default]
    Text,
    /// Of the crate `chrono`.
    Chrono,
    /// Of the crate `jiff`.
    Jiff,
    /// A type of the user's.
    User(RustPath),
}

words! { TimeType { Text = "string", Chrono = "chrono", Jiff = "jiff" } or User }

/// What a text with format `duration` is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::DurationType;
///
/// let config = Config::from_toml("[rust.types]\nduration = \"jiff\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.duration, DurationType::Jiff);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum DurationType {
    /// `String`
    #[default]
    Text,
    /// Of the crate `jiff`.
    Jiff,
    /// A type of the user's.
    User(RustPath),
}

words! { DurationType { Text = "string", Jiff = "jiff" } or User }

/// What an integer is that counts seconds or milliseconds since 1970.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::TimestampType;
///
/// let config = Config::from_toml("[rust.types]\ntimestamp = \"time\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.types.timestamp, TimestampType::Time);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum TimestampType {
    /// `i64`
    #[default]
    Integer,
    /// Of the crate `chrono`.
    Chrono,
    /// Of the crate `time`.
    Time,
    /// Of the crate `jiff`.
    Jiff,
    /// A type of the user's.
    User(RustPath),
}

words! { TimestampType { Integer = "integer", Chrono = "chrono", Time = "time", Jiff = "jiff" } or User }
