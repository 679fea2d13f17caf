//! What the parser found → [`TypeExpr`]. Comes in: nodes that point at each other. Goes out: an owned tree in which names
//! have lost their decoration, and `null` among alternatives makes the others nullable.

use super::TypeExpr;
use super::grammar::Grammar;
use super::pattern::Form;
use crate::json::Value;
use crate::schema::Type;
use std::ops::Range;

/// What stands at a place of the text.
pub(super) enum Node {
    Known(Type),
    Name(Range<usize>),
    Quoted(String),
    Absent,
    Form(Form, usize),
    Union(Vec<usize>),
    Literals(Vec<Value>),
}

/// What nodes are read with.
pub(super) struct Source<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) text: &'a str,
    /// Whether there is a model of this name, so that nothing is cut off it.
    pub(super) known: &'a dyn Fn(&str) -> bool,
    /// Nodes with their depth, which the parser limits.
    pub(super) nodes: &'a [(Node, usize)],
}

/// Nodes → expression. The parser limits the depth.
pub(super) fn build(source: &Source<'_>, index: usize) -> TypeExpr {
    match &source.nodes[index].0 {
        Node::Known(ty) => TypeExpr::Known(ty.clone()),
        Node::Name(range) => name(source, range.clone()),
        Node::Quoted(said) => TypeExpr::Name { name: said.clone(), range: 0..source.text.len() },
        Node::Absent => TypeExpr::Optional(Box::new(TypeExpr::Known(Type::Null))),
        Node::Literals(values) => TypeExpr::Literals(values.clone()),
        Node::Union(nodes) => alternatives(source, nodes),
        Node::Form(form, inner) => {
            let inner = build(source, *inner);
            match form {
                Form::List => TypeExpr::List(Box::new(inner)),
                Form::Set => TypeExpr::Set(Box::new(inner)),
                Form::Map => TypeExpr::Map(Box::new(inner)),
                Form::Nullable => nullable(inner),
                Form::Optional => match inner {
                    TypeExpr::Optional(_) => inner,
                    other => TypeExpr::Optional(Box::new(other)),
                },
                Form::Same
                | Form::OneOf
                | Form::Values
                | Form::Format
                | Form::Reference
                | Form::Scalar(_)
                | Form::Absent => inner,
            }
        }
    }
}

fn name(source: &Source<'_>, range: Range<usize>) -> TypeExpr {
    let full = source.grammar.local_name(&source.text[range.clone()]);
    let name = if (source.known)(full) { full } else { source.grammar.model_name(full) };
    let named = |name: &str| TypeExpr::Name { name: name.to_owned(), range: range.clone() };
    if !(source.known)(name) {
        let bare = source.grammar.nullable_prefixes.iter().find_map(|it| name.strip_prefix(it.as_str()));
        if let Some(bare) = bare.filter(|it| !it.is_empty()) {
            return TypeExpr::Nullable(Box::new(named(bare)));
        }
    }
    named(name)
}

/// `null` among alternatives makes the others nullable, absence optional, and values gather at the first.
fn alternatives(source: &Source<'_>, nodes: &[usize]) -> TypeExpr {
    let (mut null, mut absent) = (false, false);
    let mut literals: Option<usize> = None;
    let mut rest: Vec<TypeExpr> = Vec::new();
    for &index in nodes {
        let mut expr = build(source, index);
        if let TypeExpr::Optional(inner) = expr {
            absent = true;
            expr = *inner;
            if matches!(source.nodes[index].0, Node::Absent) {
                continue;
            }
        }
        match expr {
            TypeExpr::Known(Type::Null) => null = true,
            TypeExpr::Literals(values) => match literals.and_then(|at| rest.get_mut(at)) {
                Some(TypeExpr::Literals(gathered)) => gathered.extend(values),
                _ => {
                    literals = Some(rest.len());
                    rest.push(TypeExpr::Literals(values));
                }
            },
            other => rest.push(other),
        }
    }
    let expr = match rest.len() {
        0 => TypeExpr::Known(Type::Null),
        1 => rest.remove(0),
        _ => TypeExpr::Union(rest),
    };
    let expr = if null { nullable(expr) } else { expr };
    if absent { TypeExpr::Optional(Box::new(expr)) } else { expr }
}

fn nullable(inner: TypeExpr) -> TypeExpr {
    match inner {
        TypeExpr::Nullable(_) | TypeExpr::Known(Type::Null) => inner,
        // `null` that may be absent is still but `null`.
        TypeExpr::Optional(it) if matches!(*it, TypeExpr::Known(Type::Null)) => *it,
        other => TypeExpr::Nullable(Box::new(other)),
    }
}
