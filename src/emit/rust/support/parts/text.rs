
/// Values that are written as strings.
// Serde gives references to what it has, and a field uses one half of this.
#[allow(dead_code, clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
pub(super) mod text {
    pub(crate) fn serialize<T: ::std::fmt::Display, S: ::serde::Serializer>(
        value: &T,
        serializer: S,
    ) -> ::std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> ::std::result::Result<T, D::Error>
    where
        T: ::std::str::FromStr,
        T::Err: ::std::fmt::Display,
        D: ::serde::Deserializer<'de>,
    {
        let text: ::std::string::String = ::serde::Deserialize::deserialize(deserializer)?;
        text.parse().map_err(::serde::de::Error::custom)
    }

    pub(crate) mod option {
        pub(crate) fn serialize<T: ::std::fmt::Display, S: ::serde::Serializer>(
            value: &::std::option::Option<T>,
            serializer: S,
        ) -> ::std::result::Result<S::Ok, S::Error> {
            match value {
                ::std::option::Option::Some(value) => serializer.collect_str(value),
                ::std::option::Option::None => serializer.serialize_none(),
            }
        }

        pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> ::std::result::Result<::std::option::Option<T>, D::Error>
        where
            T: ::std::str::FromStr,
            T::Err: ::std::fmt::Display,
            D: ::serde::Deserializer<'de>,
        {
            let text: ::std::option::Option<::std::string::String> = ::serde::Deserialize::deserialize(deserializer)?;
            text.map(|it| it.parse()).transpose().map_err(::serde::de::Error::custom)
        }
    }
}
