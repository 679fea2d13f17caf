
/// How an enum of strings is read and written.
macro_rules! text_enum {
    ($(#[$attr:meta])* $Enum:ident) => {
        $(#[$attr])*
        impl<'de> ::serde::Deserialize<'de> for $Enum {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                support::from_text(deserializer)
            }
        }

        $(#[$attr])*
        impl ::serde::Serialize for $Enum {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $(#[$attr])*
        impl ::std::fmt::Display for $Enum {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        $(#[$attr])*
        impl ::std::convert::AsRef<str> for $Enum {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
}
pub(super) use text_enum;
