//! Type expressions. Comes in: the text of a type cell and a [`Notation`]. Goes out: a [`TypeExpr`], or a [`ParseError`]
//! that says where reading stopped. Independent of pages: whoever calls it knows the place.
//!
//! The text is what a reader of the page sees: entities decoded, emphasis, code marks, escapes and link targets gone.

mod builtin;
mod grammar;
mod lex;
mod literal;
mod notation;
mod parse;
mod pattern;
#[cfg(test)]
mod tests;
mod tree;

pub use builtin::{BUILTIN, builtin, canonical, find};
pub use notation::{Example, Notation};

use crate::json::Value;
use crate::schema::{EnumValue, Enumeration, Type, Union, Variant};
use std::ops::Range;

/// What a type cell says. Names are not bound yet.
///
/// ```
/// use fieldtable::typexpr::{TypeExpr, canonical};
///
/// let expr = canonical().parse("string[]").expect("it is a type");
/// assert!(matches!(expr, TypeExpr::List(_)));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum TypeExpr {
    /// A type that the notation knows: a scalar, any JSON, a free-form object.
    Known(Type),
    /// The name of a model, with namespaces taken off, and where it stands in the text.
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

impl TypeExpr {
    /// The type, with every name bound by `bind`. That the whole may be absent is not part of a type and is left out; an
    /// item or member that may be absent is `null` in JSON.
    ///
    /// ```
    /// use fieldtable::schema::Type;
    /// use fieldtable::typexpr::canonical;
    ///
    /// let expr = canonical().parse("Order[]").expect("it is a type");
    /// let ty = expr.into_type(&mut |name, _| Type::Ref(name.to_owned()));
    /// assert_eq!(ty.to_string(), "Order[]");
    /// ```
    pub fn into_type(self, bind: &mut impl FnMut(&str, Range<usize>) -> Type) -> Type {
        match self {
            Self::Optional(inner) => inner.into_type(bind),
            other => other.inner_type(bind),
        }
    }

    fn inner_type(self, bind: &mut impl FnMut(&str, Range<usize>) -> Type) -> Type {
        match self {
            Self::Known(ty) => ty,
            Self::Name { name, range } => bind(&name, range),
            Self::List(inner) => Type::Array(Box::new(inner.inner_type(bind))),
            Self::Set(inner) => Type::Set(Box::new(inner.inner_type(bind))),
            Self::Map(inner) => Type::Map(Box::new(inner.inner_type(bind))),
            Self::Nullable(inner) | Self::Optional(inner) => inner.inner_type(bind).nullable(),
            Self::Union(variants) => Type::Union(Box::new(Union {
                variants: variants
                    .into_iter()
                    .map(|it| Variant { ty: it.inner_type(bind), tag: None, description: None })
                    .collect(),
                discriminator: None,
            })),
            Self::Literals(values) => {
                Type::Enum(Enumeration { values: values.into_iter().map(EnumValue::new).collect() })
            }
        }
    }
}

/// Why a text is no type in the notation.
///
/// ```
/// use fieldtable::typexpr::canonical;
///
/// let error = canonical().parse("(,)").expect_err("it is none");
/// assert_eq!(&"(,)"[error.range], ",");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Lower case, no full stop.
    pub message: String,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
}
