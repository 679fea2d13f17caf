//! Documented defaults as values of Rust. Comes in: JSON and a shape. Goes out: a literal, or nothing where the value does
//! not fit.

use super::Planner;
use super::graph::{Kind, Node, Shape};
use super::leaf::Json;
use super::rust_type::{Named, RustTy};
use crate::emit::rust::code::{Literal, Ty};
use crate::emit::rust::options::{Defaults, Selector};
use crate::json::Value;

/// Marks the fields whose default stands in for an absent member.
pub(super) fn mark(nodes: &mut [Node<'_>], selector: &Selector<'_>) {
    let mut fitting = Vec::new();
    for (id, node) in nodes.iter().enumerate() {
        let Kind::Struct { slots, .. } = &node.kind else { continue };
        for (at, slot) in slots.iter().enumerate() {
            let Some(default) = &slot.field.default else { continue };
            let applies = || selector.field(&node.name, &slot.field.name).defaults == Defaults::Apply;
            if !slot.field.nullable && !slot.boxed && applies() && fits(nodes, &slot.shape, default) {
                fitting.push((id, at));
            }
        }
    }
    for (id, at) in fitting {
        if let Kind::Struct { slots, .. } = &mut nodes[id].kind {
            slots[at].applied = true;
        }
    }
}

/// Whether [`Planner::literal`] has a literal for the value.
fn fits(nodes: &[Node<'_>], shape: &Shape, value: &Value) -> bool {
    match (shape, value) {
        (Shape::Leaf(leaf), value) if leaf.with.is_none() => match (&leaf.ty, leaf.json, value) {
            (RustTy::Primitive("bool"), _, Value::Bool(_)) => true,
            (RustTy::Primitive("f64"), _, Value::Number(_)) => true,
            (RustTy::Primitive(name), Json::Integer, Value::Number(it)) => {
                it.as_i128().is_some_and(|it| holds(name, it))
            }
            (RustTy::Std(Named::String, _), _, Value::String(_)) => true,
            _ => false,
        },
        (Shape::List(_), Value::Array(items)) => items.is_empty(),
        (Shape::Node(id), value) => match &nodes[*id].kind {
            Kind::Enum { values, .. } => values.iter().any(|it| it.value == *value),
            Kind::Alias(inner) => fits(nodes, inner, value),
            _ => false,
        },
        _ => false,
    }
}

fn holds(ty: &str, value: i128) -> bool {
    let (low, high) = match ty {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), i64::MAX.into()),
    };
    (low..=high).contains(&value)
}

impl<'p, 's: 'p> Planner<'p, 's> {
    /// The value as Rust. `fits` holds.
    pub(super) fn literal(&self, shape: &Shape, value: &'p Value) -> Option<Literal<'p>> {
        Some(match (shape, value) {
            (_, Value::Bool(it)) if matches!(shape, Shape::Leaf(_)) => Literal::Boolean(*it),
            (Shape::Leaf(leaf), Value::Number(it)) if leaf.ty == RustTy::Primitive("f64") => {
                Literal::Float(it.as_f64())
            }
            (Shape::Leaf(_), Value::Number(it)) => Literal::Integer(it.as_i128()?),
            (Shape::Leaf(_), Value::String(it)) => {
                Literal::Text(Ty::new(self.speller.value(Named::String, "from")), it)
            }
            (Shape::List(_), Value::Array(_)) => Literal::Call(Ty::new(self.speller.value(Named::Vec, "new"))),
            (Shape::Node(id), value) => match &self.nodes[*id].kind {
                Kind::Enum { values, .. } => {
                    let at = values.iter().position(|it| it.value == *value)?;
                    Literal::Path(self.speller.of_own(*id, &self.variants(values)[at]))
                }
                Kind::Alias(inner) => self.literal(inner, value)?,
                _ => return None,
            },
            _ => return None,
        })
    }
}
