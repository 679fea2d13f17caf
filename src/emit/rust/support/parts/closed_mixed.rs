
/// What an enum of any JSON can do that refuses values which are not listed.
macro_rules! closed_mixed {
    ($(#[$attr:meta])* $vis:vis $Enum:ident { $($Value:ident => $wire:expr),* $(,)? }) => {
        $(#[$attr])*
        impl $Enum {
            /// Every value that the documents list.
            $vis const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// The value as it is written.
            #[must_use]
            $vis fn to_json(&self) -> ::serde_json::Value {
                match self {
                    $(Self::$Value => ::serde_json::Value::from($wire),)*
                }
            }
        }

        $(#[$attr])*
        impl ::std::convert::TryFrom<::serde_json::Value> for $Enum {
            type Error = support::Unlisted;

            fn try_from(value: ::serde_json::Value) -> ::std::result::Result<Self, Self::Error> {
                $(if value == $wire {
                    return ::std::result::Result::Ok(Self::$Value);
                })*
                ::std::result::Result::Err(support::Unlisted(::std::string::ToString::to_string(&value)))
            }
        }

        $(#[$attr])*
        impl<'de> ::serde::Deserialize<'de> for $Enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                Self::try_from(value).map_err(::serde::de::Error::custom)
            }
        }

        support::mixed_enum!($(#[$attr])* $Enum);
    };
}
pub(super) use closed_mixed;
