
/// What an enum of strings can do that refuses those which are not listed.
macro_rules! closed_text {
    ($(#[$attr:meta])* $vis:vis $Enum:ident { $($Value:ident => $wire:literal),* $(,)? }) => {
        $(#[$attr])*
        impl $Enum {
            /// Every value that the documents list.
            $vis const ALL: &'static [Self] = &[$(Self::$Value),*];

            /// The value as it is written.
            #[must_use]
            $vis const fn as_str(&self) -> &'static str {
                match self {
                    $(Self::$Value => $wire,)*
                }
            }
        }

        $(#[$attr])*
        impl ::std::str::FromStr for $Enum {
            type Err = support::Unlisted;

            fn from_str(value: &str) -> ::std::result::Result<Self, Self::Err> {
                match value {
                    $($wire => ::std::result::Result::Ok(Self::$Value),)*
                    other => ::std::result::Result::Err(support::Unlisted(other.into())),
                }
            }
        }

        support::text_enum!($(#[$attr])* $Enum);
    };
}
pub(super) use closed_text;
