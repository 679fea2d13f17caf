//! The intermediate schema: what the documents say, resolved, in the words of JSON. Owned and position-free; the only
//! type that is written to files. Above it stand those who know documents, below it those who know targets.
//!
//! * Every [`Type::Ref`] names a model of the same schema.
//! * The fields of an object have different wire names.
//! * Order is the documents' order; nothing depends on hashing.

mod constraints;
mod field;
mod path;
mod reach;
mod spell;
mod ty;
mod walk;

pub use constraints::Constraints;
pub use field::{Deprecation, Field, Presence};
pub use path::{Path, Step};
pub use reach::reached;
pub use spell::Piece;
pub use ty::{IntegerFormat, NumberFormat, StringFormat, Type};
#[cfg(feature = "export")]
pub(crate) use walk::inside;
pub(crate) use walk::inside_mut;
pub use walk::{types, types_mut};

pub use crate::json::{Map, Number, Value};
use indexmap::IndexMap;
#[cfg(feature = "serde")]
use serde::{Deserialize, Serialize};

/// The first line of a page of canonical field tables, which is read as it was written.
pub(crate) const MARK: &str = "<!-- canonical field tables -->";

/// All models of a set of documents, by name.
///
/// ```
/// use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
///
/// let mut schema = Schema::default();
/// let object = Object { fields: vec![Field::new("lines", Type::Ref("Line".into()).array())], additional: None };
/// schema.models.insert("Order".into(), Model::new(ModelKind::Object(object)));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Schema {
    /// The models under the names that the documents give them, in the documents' order.
    pub models: IndexMap<String, Model>,
}

/// A named type.
///
/// ```
/// use fieldtable::schema::{Model, ModelKind, Type};
///
/// let sku = Model { description: Some("The number on the box.".into()), ..Model::new(ModelKind::Alias(Type::STRING)) };
/// assert!(sku.deprecated.is_none());
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Model {
    /// Prose about the model, Markdown.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
    /// Whether it should no longer be used.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub deprecated: Option<Box<Deprecation>>,
    /// Who writes values of it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Direction::is_unknown"))]
    pub direction: Direction,
    /// What it is.
    pub kind: ModelKind,
}

impl Model {
    /// A model of this kind about which nothing else is known.
    ///
    /// ```
    /// use fieldtable::schema::{Model, ModelKind, Object};
    ///
    /// let order = Model::new(ModelKind::Object(Object::default()));
    /// assert!(order.description.is_none());
    /// ```
    #[must_use]
    pub fn new(kind: ModelKind) -> Self {
        Self { description: None, deprecated: None, direction: Direction::Unknown, kind }
    }
}

/// What a model is.
///
/// ```
/// use fieldtable::schema::{Model, ModelKind, Type};
///
/// let model = Model::new(ModelKind::Alias(Type::STRING.array()));
/// let ModelKind::Alias(ty) = &model.kind else { panic!("it is another name") };
/// assert_eq!(ty.to_string(), "string[]");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum ModelKind {
    /// A JSON object with known fields.
    Object(Object),
    /// One of a list of values.
    Enum(Enumeration),
    /// One of several types.
    Union(Union),
    /// Another name for a type: an array, a map, a scalar.
    Alias(Type),
    /// Named, but not described: it keeps whatever JSON stands there.
    Opaque(Opaque),
}

/// Why nothing is known of a model.
///
/// ```
/// use fieldtable::schema::{Model, ModelKind, Opaque};
///
/// let named_only = Model::new(ModelKind::Opaque(Opaque::Undocumented));
/// assert!(matches!(named_only.kind, ModelKind::Opaque(_)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Opaque {
    /// A type names it, and none of the documents describes it.
    Undocumented,
    /// Its page has no field and no value: an enum, a union or an object whose content the page leaves out.
    Empty,
}

/// A JSON object with known fields. Inherited fields are among them.
///
/// ```
/// use fieldtable::schema::{Field, Object, Type};
///
/// let order = Object { fields: vec![Field::new("id", Type::INTEGER)], additional: Some(Type::STRING) };
/// assert_eq!(order.fields[0].name, "id");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Object {
    /// The fields in the documents' order; their wire names differ.
    pub fields: Vec<Field>,
    /// The type of further members, where documents speak of them.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub additional: Option<Type>,
}

/// Who writes values of a model.
///
/// ```
/// use fieldtable::schema::{Direction, Model, ModelKind, Object};
///
/// let input = Model { direction: Direction::Write, ..Model::new(ModelKind::Object(Object::default())) };
/// assert!(!input.direction.is_unknown());
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase"))]
pub enum Direction {
    /// Nothing says so: both must be expected.
    #[default]
    Unknown,
    /// The server writes, clients read.
    Read,
    /// Clients write, the server reads.
    Write,
    /// Both write it.
    Both,
}

impl Direction {
    /// Whether nothing says who writes it.
    ///
    /// ```
    /// use fieldtable::schema::Direction;
    ///
    /// assert!(Direction::default().is_unknown());
    /// assert!(!Direction::Both.is_unknown());
    /// ```
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

/// One of a list of values.
///
/// ```
/// use fieldtable::schema::{EnumValue, Enumeration};
///
/// let status = Enumeration { values: ["open", "paid"].map(EnumValue::new).to_vec() };
/// assert_eq!(status.values[1].value, "paid");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Enumeration {
    /// The values, different, in the documents' order. Never empty.
    pub values: Vec<EnumValue>,
}

/// A value of an [`Enumeration`].
///
/// ```
/// use fieldtable::schema::EnumValue;
///
/// let gold = EnumValue { name: Some("Gold".into()), ..EnumValue::new(3) };
/// assert_eq!(gold.value, 3);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct EnumValue {
    /// The value on the wire: a string, a number, a boolean.
    pub value: Value,
    /// The name that the documents give it, where they give one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// Prose about the value, Markdown.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
}

impl EnumValue {
    /// A value of which nothing else is known.
    ///
    /// ```
    /// use fieldtable::schema::EnumValue;
    ///
    /// assert_eq!(EnumValue::new("open").value, "open");
    /// ```
    #[must_use]
    pub fn new(value: impl Into<Value>) -> Self {
        Self { value: value.into(), name: None, description: None }
    }
}

/// One of several types.
///
/// ```
/// use fieldtable::schema::{Type, Union, Variant};
///
/// let variant = |name: &str| Variant { ty: Type::Ref(name.into()), tag: Some(name.to_lowercase()), description: None };
/// let payment = Union { variants: vec![variant("Card"), variant("Cash")], discriminator: Some("kind".into()) };
/// assert_eq!(payment.variants[0].tag.as_deref(), Some("card"));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Union {
    /// The types, in the documents' order. Never empty.
    pub variants: Vec<Variant>,
    /// The field whose value says which it is.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub discriminator: Option<String>,
}

/// A type of a [`Union`].
///
/// ```
/// use fieldtable::schema::{Type, Variant};
///
/// let card = Variant { ty: Type::Ref("Card".into()), tag: Some("card".into()), description: None };
/// assert_eq!(card.ty.to_string(), "Card");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(Serialize, Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Variant {
    /// The type.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub ty: Type,
    /// The value of the discriminator that stands for it, where documents say so.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tag: Option<String>,
    /// Prose about the variant, Markdown.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
}
