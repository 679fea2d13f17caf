
/// How an enum of any JSON is written.
macro_rules! mixed_enum {
    ($(#[$attr:meta])* $Enum:ident) => {
        $(#[$attr])*
        impl ::serde::Serialize for $Enum {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.to_json(), serializer)
            }
        }

        $(#[$attr])*
        impl ::std::fmt::Display for $Enum {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.to_json(), f)
            }
        }
    };
}
pub(super) use mixed_enum;
