
/// A member that may be absent, null, or have a value; the three are told apart and written as they were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Maybe<T> {
    /// It is not there.
    #[default]
    Absent,
    /// It is `null`.
    Null,
    /// It has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// Whether it is not there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value, if it has one.
    #[must_use]
    pub const fn as_option(&self) -> ::std::option::Option<&T> {
        match self {
            Self::Value(value) => ::std::option::Option::Some(value),
            Self::Absent | Self::Null => ::std::option::Option::None,
        }
    }

    /// The value, if it has one.
    #[must_use]
    pub fn into_option(self) -> ::std::option::Option<T> {
        match self {
            Self::Value(value) => ::std::option::Option::Some(value),
            Self::Absent | Self::Null => ::std::option::Option::None,
        }
    }
}

impl<T> ::std::convert::From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> ::std::convert::From<::std::option::Option<T>> for Maybe<T> {
    /// `None` is `null`.
    fn from(value: ::std::option::Option<T>) -> Self {
        match value {
            ::std::option::Option::Some(value) => Self::Value(value),
            ::std::option::Option::None => Self::Null,
        }
    }
}

impl<T: ::serde::Serialize> ::serde::Serialize for Maybe<T> {
    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<'de, T: ::serde::Deserialize<'de>> ::serde::Deserialize<'de> for Maybe<T> {
    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
        ::std::option::Option::deserialize(deserializer).map(Self::from)
    }
}
