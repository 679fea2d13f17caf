
/// What an enum of any JSON can do that keeps values which are not listed.
macro_rules! open_mixed {
    ($(#[$attr:meta])* $vis:vis $Enum:ident { $($Value:ident => $wire:expr,)* _ => $Other:ident $(,)? }) => {
        $(#[$attr])*
        impl $Enum {
            /// Every value that the documents list.
            $vis const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// The value as it is written.
            #[must_use]
            $vis fn to_json(&self) -> ::serde_json::Value {
                match self {
                    $(Self::$Value => ::serde_json::Value::from($wire),)*
                    Self::$Other(value) => ::std::clone::Clone::clone(value),
                }
            }
        }

        $(#[$attr])*
        impl ::std::convert::From<::serde_json::Value> for $Enum {
            fn from(value: ::serde_json::Value) -> Self {
                $(if value == $wire {
                    return Self::$Value;
                })*
                Self::$Other(value)
            }
        }

        $(#[$attr])*
        impl<'de> ::serde::Deserialize<'de> for $Enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        support::mixed_enum!($(#[$attr])* $Enum);
    };
}
pub(super) use open_mixed;
