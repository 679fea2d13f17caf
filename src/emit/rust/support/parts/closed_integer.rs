
/// What an enum of integers can do that refuses those which are not listed.
macro_rules! closed_integer {
    ($(#[$attr:meta])* $vis:vis $Enum:ident { $($Value:ident => $wire:literal),* $(,)? }) => {
        $(#[$attr])*
        impl $Enum {
            /// Every value that the documents list.
            $vis const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// The value as it is written.
            #[must_use]
            $vis const fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$Value => $wire,)*
                }
            }
        }

        $(#[$attr])*
        impl ::std::convert::TryFrom<i64> for $Enum {
            type Error = support::Unlisted;

            fn try_from(value: i64) -> ::std::result::Result<Self, Self::Error> {
                match value {
                    $($wire => ::std::result::Result::Ok(Self::$Value),)*
                    other => {
                        ::std::result::Result::Err(support::Unlisted(::std::string::ToString::to_string(&other)))
                    }
                }
            }
        }

        $(#[$attr])*
        impl<'de> ::serde::Deserialize<'de> for $Enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let value = <i64 as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(value).map_err(::serde::de::Error::custom)
            }
        }

        support::integer_enum!($(#[$attr])* $Enum);
    };
}
pub(super) use closed_integer;
