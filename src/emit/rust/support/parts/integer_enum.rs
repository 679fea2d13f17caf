
/// How an enum of integers is written.
macro_rules! integer_enum {
    ($(#[$attr:meta])* $Enum:ident) => {
        $(#[$attr])*
        impl ::serde::Serialize for $Enum {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }

        $(#[$attr])*
        impl ::std::fmt::Display for $Enum {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }
    };
}
pub(super) use integer_enum;
