
/// What an enum of integers can do that keeps those which are not listed.
macro_rules! open_integer {
    ($(#[$attr:meta])* $vis:vis $Enum:ident { $($Value:ident => $wire:literal,)* _ => $Other:ident $(,)? }) => {
        $(#[$attr])*
        impl $Enum {
            /// Every value that the documents list.
            $vis const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// The value as it is written.
            #[must_use]
            $vis const fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$Value => $wire,)*
                    Self::$Other(value) => *value,
                }
            }
        }

        $(#[$attr])*
        impl ::std::convert::From<i64> for $Enum {
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$Value,)*
                    other => Self::$Other(other),
                }
            }
        }

        $(#[$attr])*
        impl ::std::str::FromStr for $Enum {
            type Err = ::std::num::ParseIntError;

            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                value.parse().map(|it: i64| Self::from(it))
            }
        }

        $(#[$attr])*
        impl<'de> ::serde::Deserialize<'de> for $Enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        support::integer_enum!($(#[$attr])* $Enum);
    };
}
pub(super) use open_integer;
