
/// Reads a member that is there, so that `null` is a value of it and not its absence.
pub(super) fn present<'de, T: ::serde::Deserialize<'de>, D: ::serde::Deserializer<'de>>(
    deserializer: D,
) -> ::std::result::Result<::std::option::Option<T>, D::Error> {
    T::deserialize(deserializer).map(::std::option::Option::Some)
}
