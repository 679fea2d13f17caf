//! The types that will be generated and how they hang together, before any of them is spelled in Rust. Every inline enum
//! and union is a node of its own; nodes are numbered in the documents' order, models before the inline types.

use super::leaf::Leaf;
use crate::schema::{EnumValue, Field, Model, Path};
use std::borrow::Cow;
use std::sync::Arc;

/// The number of a node.
pub(super) type Id = usize;

/// A type that has a name in the generated code.
pub(super) struct Node<'a> {
    /// The name in the documents; of an inline type, one made of its owner's and its place's.
    pub(super) name: Cow<'a, str>,
    /// Where an inline type stands.
    pub(super) place: Option<Box<Path>>,
    /// The model; for an inline type, `None`.
    pub(super) model: Option<&'a Model>,
    /// The model in which an inline type stands; of a model, itself.
    pub(super) home: Id,
    pub(super) kind: Kind<'a>,
}

impl Node<'_> {
    pub(super) fn path(&self) -> Path {
        self.place.as_deref().cloned().unwrap_or_else(|| Path::model(&*self.name))
    }
}

/// What a node is.
pub(super) enum Kind<'a> {
    Struct {
        slots: Vec<Slot<'a>>,
        rest: Option<Shape>,
    },
    Enum {
        values: Vec<&'a EnumValue>,
        /// Whether documents say that other strings come too.
        open: bool,
    },
    Union {
        choices: Vec<Choice<'a>>,
        discriminator: Option<&'a str>,
    },
    Alias(Shape),
    /// An alias that comes back to itself.
    Newtype(Shape),
    /// Keeps any JSON.
    Opaque,
    /// The user has a type for it.
    Replaced(Arc<Leaf>),
    /// It was found to be another type.
    Gone,
}

/// A field of a struct.
pub(super) struct Slot<'a> {
    pub(super) field: &'a Field,
    pub(super) shape: Shape,
    /// Whether it stands in a box, to end a cycle.
    pub(super) boxed: bool,
    /// Whether the documented default stands in for an absent member.
    pub(super) applied: bool,
}

/// A type of a union.
pub(super) struct Choice<'a> {
    pub(super) shape: Shape,
    pub(super) tags: Vec<&'a str>,
    pub(super) description: Option<&'a str>,
    pub(super) boxed: bool,
}

/// A type in its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// There are few of them, which all that have them share.
    Leaf(Arc<Leaf>),
    List(Box<Shape>),
    Set(Box<Shape>),
    Map(Box<Shape>),
    Nullable(Box<Shape>),
    /// The type, or a boolean in its place.
    OrBoolean(Box<Shape>),
    Node(Id),
}

impl Shape {
    /// The node that a value of this shape holds without a heap between them.
    pub(super) fn held(&self) -> Option<Id> {
        match self {
            Self::Node(id) => Some(*id),
            Self::Nullable(inner) | Self::OrBoolean(inner) => inner.held(),
            Self::Leaf(_) | Self::List(_) | Self::Set(_) | Self::Map(_) => None,
        }
    }

    /// Every node that is mentioned.
    pub(super) fn mentions(&self, found: &mut Vec<Id>) {
        match self {
            Self::Node(id) => found.push(*id),
            Self::Leaf(_) => {}
            Self::List(it) | Self::Set(it) | Self::Map(it) | Self::Nullable(it) | Self::OrBoolean(it) => {
                it.mentions(found);
            }
        }
    }
}

impl Kind<'_> {
    pub(super) fn has_deprecated_field(&self) -> bool {
        matches!(self, Self::Struct { slots, .. } if slots.iter().any(|it| it.field.deprecated.is_some()))
    }

    /// The shapes that it is made of.
    pub(super) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        let (slots, choices, other): (&[Slot<'_>], &[Choice<'_>], _) = match self {
            Self::Struct { slots, rest } => (slots, &[], rest.as_ref()),
            Self::Union { choices, .. } => (&[], choices, None),
            Self::Alias(shape) | Self::Newtype(shape) => (&[], &[], Some(shape)),
            Self::Enum { .. } | Self::Opaque | Self::Replaced(_) | Self::Gone => (&[], &[], None),
        };
        slots.iter().map(|it| &it.shape).chain(choices.iter().map(|it| &it.shape)).chain(other)
    }
}

/// Whether `null` is among the values of a shape by itself.
pub(super) fn includes_null(nodes: &[Node<'_>], shape: &Shape) -> bool {
    let mut stack: Vec<&Shape> = Vec::new();
    let mut next = Some(shape);
    let mut steps = 0;
    while let Some(shape) = next {
        // Aliases end somewhere: those that do not are opaque. Unions of unions may be many.
        steps += 1;
        if steps > 64 {
            return false;
        }
        match shape {
            Shape::Nullable(_) => return true,
            Shape::Leaf(leaf) if leaf.json.includes_null() => return true,
            Shape::OrBoolean(inner) => stack.push(inner),
            Shape::Node(id) => match &nodes[*id].kind {
                Kind::Alias(inner) | Kind::Newtype(inner) => stack.push(inner),
                Kind::Opaque => return true,
                Kind::Union { choices, discriminator: None } => stack.extend(choices.iter().map(|it| &it.shape)),
                _ => {}
            },
            _ => {}
        }
        next = stack.pop();
    }
    false
}
