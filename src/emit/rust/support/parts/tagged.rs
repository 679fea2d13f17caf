
/// Writes an object together with the member that says what it is.
pub(super) fn tagged<T: ::serde::Serialize, S: ::serde::Serializer>(
    value: &T,
    member: &str,
    tag: &str,
    serializer: S,
) -> ::std::result::Result<S::Ok, S::Error> {
    let mut json = ::serde_json::to_value(value).map_err(::serde::ser::Error::custom)?;
    if let ::std::option::Option::Some(members) = json.as_object_mut() {
        members.insert(member.into(), tag.into());
    }
    ::serde::Serialize::serialize(&json, serializer)
}
