
/// Bytes, written as base64.
// Serde gives references to what it has, and a field uses one half of this.
#[allow(dead_code, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
pub(super) mod base64 {
    use ::base64::Engine as _;
    use ::base64::engine::general_purpose::STANDARD;

    pub(crate) fn serialize<S: ::serde::Serializer>(bytes: &[u8], serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: ::serde::Deserializer<'de>>(
        deserializer: D,
    ) -> ::std::result::Result<::std::vec::Vec<u8>, D::Error> {
        let text: ::std::string::String = ::serde::Deserialize::deserialize(deserializer)?;
        STANDARD.decode(text).map_err(::serde::de::Error::custom)
    }

    pub(crate) mod option {
        pub(crate) fn serialize<S: ::serde::Serializer>(
            bytes: &::std::option::Option<::std::vec::Vec<u8>>,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            match bytes {
                ::std::option::Option::Some(bytes) => super::serialize(bytes, serializer),
                ::std::option::Option::None => serializer.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, D: ::serde::Deserializer<'de>>(
            deserializer: D,
        ) -> ::std::result::Result<::std::option::Option<::std::vec::Vec<u8>>, D::Error> {
            use ::base64::Engine as _;
            let text: ::std::option::Option<::std::string::String> = ::serde::Deserialize::deserialize(deserializer)?;
            text.map(|it| super::STANDARD.decode(it)).transpose().map_err(::serde::de::Error::custom)
        }
    }
}
