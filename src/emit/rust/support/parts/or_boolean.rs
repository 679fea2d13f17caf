
/// A value, or a boolean in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
#[serde(untagged)]
pub enum OrBoolean<T> {
    /// A boolean.
    Boolean(bool),
    /// A value.
    Value(T),
}
