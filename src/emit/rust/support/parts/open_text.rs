
/// What an enum of strings can do that keeps those which are not listed.
macro_rules! open_text {
    ($(#[$attr:meta])* $vis:vis $Enum:ident { $($Value:ident => $wire:literal,)* _ => $Other:ident $(,)? }) => {
        $(#[$attr])*
        impl $Enum {
            /// Every value that the documents list.
            $vis const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// The value as it is written.
            #[must_use]
            $vis fn as_str(&self) -> &str {
                match self {
                    $(Self::$Value => $wire,)*
                    Self::$Other(value) => value,
                }
            }
        }

        $(#[$attr])*
        impl ::std::convert::From<&str> for $Enum {
            fn from(value: &str) -> Self {
                match value {
                    $($wire => Self::$Value,)*
                    other => Self::$Other(other.into()),
                }
            }
        }

        $(#[$attr])*
        impl ::std::str::FromStr for $Enum {
            type Err = ::std::convert::Infallible;

            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok(Self::from(value))
            }
        }

        support::text_enum!($(#[$attr])* $Enum);
    };
}
pub(super) use open_text;
