
/// Reads a type from JSON that has been read as a whole.
pub(super) fn read<T: ::serde::de::DeserializeOwned, E: ::serde::de::Error>(
    json: ::serde_json::Value,
) -> ::std::result::Result<T, E> {
    T::deserialize(json).map_err(E::custom)
}
