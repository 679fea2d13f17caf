//! Members of objects.

use super::{Constraints, Type, Value};
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

/// A member of a JSON object.
///
/// ```
/// use fieldtable::schema::{Field, Presence, Type};
///
/// let note = Field { presence: Presence::Optional, nullable: true, ..Field::new("note", Type::STRING) };
/// assert!(note.default.is_none());
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// The name in the documents, where it is another.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub shown: Option<String>,
    /// The type, without the field's own nullability.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub ty: Type,
    /// Whether the member must be there.
    pub presence: Presence,
    /// Whether it may be `null`. Never set together with a [`Type::Nullable`] at the top of `ty`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub nullable: bool,
    /// Prose about the field, Markdown.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
    /// The value that the server takes when the member is absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub default: Option<Box<Value>>,
    /// Sent by the server, never to it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub read_only: bool,
    /// Sent to the server, never by it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "is_false"))]
    pub write_only: bool,
    /// Whether it should no longer be used.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub deprecated: Option<Box<Deprecation>>,
    /// Bounds of the value, where there are some. See [`Field::bounds`].
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub constraints: Option<Box<Constraints>>,
    /// Values that the documents show.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub examples: Vec<Value>,
}

impl Field {
    /// A required, not nullable field of this wire name and type.
    ///
    /// ```
    /// use fieldtable::schema::{Field, Presence, Type};
    ///
    /// let id = Field::new("id", Type::INTEGER);
    /// assert_eq!((id.presence, id.nullable), (Presence::Required, false));
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            shown: None,
            ty,
            presence: Presence::Required,
            nullable: false,
            description: None,
            default: None,
            read_only: false,
            write_only: false,
            deprecated: None,
            constraints: None,
            examples: Vec::new(),
        }
    }

    /// The bounds of the value; none of them is set where there is none.
    ///
    /// ```
    /// use fieldtable::schema::{Constraints, Field, Type};
    ///
    /// let bounds = Constraints { max_length: Some(80), ..Constraints::NONE };
    /// let name = Field { constraints: bounds.some(), ..Field::new("name", Type::STRING) };
    /// assert_eq!(name.bounds().max_length, Some(80));
    /// assert_eq!(Field::new("note", Type::STRING).bounds(), &Constraints::NONE);
    /// ```
    #[must_use]
    pub fn bounds(&self) -> &Constraints {
        self.constraints.as_deref().unwrap_or(&Constraints::NONE)
    }
}

/// Whether a member must be there.
///
/// ```
/// use fieldtable::schema::Presence;
///
/// assert_eq!(serde_json::to_value(Presence::Unsaid)?, "unsaid");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Presence {
    /// Always there.
    Required,
    /// May be absent.
    Optional,
    /// The documents do not say, and no policy was set: handled as [`Presence::Optional`].
    Unsaid,
}

/// Something that should no longer be used.
///
/// ```
/// use fieldtable::schema::{Deprecation, Field, Type};
///
/// let note = Some("Use `placed_at`.".to_owned());
/// let old = Field { deprecated: Some(Box::new(Deprecation { note })), ..Field::new("date", Type::STRING) };
/// assert!(old.deprecated.is_some());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Deprecation {
    /// What to use instead, or why.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub note: Option<String>,
}

#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `skip_serializing_if` passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
