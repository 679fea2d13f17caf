//! Type expressions. Comes in: the text of a type cell and a [`Notation`]. Goes out: a [`TypeExpr`], or a [`ParseError`]
//! that says where reading stopped. Independent of pages: whoever calls it knows the place.

mod notation;

pub use notation::Notation;

use crate::schema::Type;
use serde_json::Value;
use std::ops::Range;

/// What a type cell says. Names are not bound yet.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExpr {
    /// A type that the notation knows: a scalar, any JSON, a free-form object.
    Known(Type),
    /// The name of a model, with namespaces and generics taken off, and where it stands in the text.
    Name {
        /// The name as the notation writes model names in types.
        name: String,
        /// Where it stands, in bytes of the text.
        range: Range<usize>,
    },
    /// An array.
    List(Box<TypeExpr>),
    /// An array of different items.
    Set(Box<TypeExpr>),
    /// A map from strings.
    Map(Box<TypeExpr>),
    /// The type or `null`.
    Nullable(Box<TypeExpr>),
    /// The type, or absent.
    Optional(Box<TypeExpr>),
    /// One of several types.
    Union(Vec<TypeExpr>),
    /// One of these values.
    Literals(Vec<Value>),
}

/// Why a text is no type in the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Lower case, no full stop.
    pub message: String,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}
