
/// Reads a value from the string that it is written as, without a copy of it.
pub(super) fn from_text<'de, T, D>(deserializer: D) -> ::std::result::Result<T, D::Error>
where
    T: ::std::str::FromStr,
    T::Err: ::std::fmt::Display,
    D: ::serde::Deserializer<'de>,
{
    struct Text<T>(::std::marker::PhantomData<T>);

    impl<T: ::std::str::FromStr> ::serde::de::Visitor<'_> for Text<T>
    where
        T::Err: ::std::fmt::Display,
    {
        type Value = T;

        fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: ::serde::de::Error>(self, text: &str) -> ::std::result::Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text(::std::marker::PhantomData))
}
