//! What the diagrams have in common. Comes in: a [`Schema`]. Goes out: boxes with lines of text, and arrows between them;
//! models are numbered, so that no name can break out of a diagram's grammar.

use crate::schema::{Model, ModelKind, Presence, Schema, Type};
use indexmap::{IndexMap, IndexSet};

/// A model as it is drawn.
pub(super) struct Node<'a> {
    /// The model's name.
    pub(super) title: &'a str,
    /// What the model is, where it is no object.
    pub(super) kind: Option<&'static str>,
    /// A line for each field, value, variant.
    pub(super) lines: Vec<String>,
    /// The numbers of the models that it mentions, and the fields that mention them.
    pub(super) arrows: Vec<Arrow<'a>>,
}

/// A mention of another model.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Arrow<'a> {
    /// The number of the model that is mentioned.
    pub(super) to: usize,
    /// The field that mentions it.
    pub(super) label: &'a str,
    /// Whether there may be several of it: in an array, a set, a map.
    pub(super) many: bool,
}

/// Every model, in the schema's order.
pub(super) fn nodes(schema: &Schema) -> Vec<Node<'_>> {
    let numbers = schema.models.keys().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
    schema.models.iter().map(|(name, model)| node(name, model, &numbers)).collect()
}

fn node<'a>(title: &'a str, model: &'a Model, numbers: &IndexMap<&str, usize>) -> Node<'a> {
    let mut arrows = IndexSet::new();
    let (kind, lines) = match &model.kind {
        ModelKind::Object(object) => {
            let line = |it: &crate::schema::Field| {
                let optional = if it.presence == Presence::Required { "" } else { "?" };
                let null = if it.nullable { " | null" } else { "" };
                format!("{}{optional}: {}{null}", it.name, it.ty)
            };
            for field in &object.fields {
                point(&field.ty, &field.name, numbers, &mut arrows);
            }
            object.additional.iter().for_each(|ty| point(ty, "*", numbers, &mut arrows));
            let additional = object.additional.iter().map(|ty| format!("*: {ty}"));
            (None, object.fields.iter().map(line).chain(additional).collect())
        }
        ModelKind::Enum(it) => (Some("enum"), it.values.iter().map(|it| it.value.to_string()).collect()),
        ModelKind::Union(union) => {
            for variant in &union.variants {
                point(&variant.ty, variant.tag.as_deref().unwrap_or_default(), numbers, &mut arrows);
            }
            (Some("union"), union.variants.iter().map(|it| it.ty.to_string()).collect())
        }
        ModelKind::Alias(ty) => {
            point(ty, "", numbers, &mut arrows);
            (Some("alias"), vec![ty.to_string()])
        }
        ModelKind::Opaque(_) => (Some("any"), Vec::new()),
    };
    Node { title, kind, lines, arrows: arrows.into_iter().collect() }
}

fn point<'a>(ty: &Type, label: &'a str, numbers: &IndexMap<&str, usize>, arrows: &mut IndexSet<Arrow<'a>>) {
    let mut many = false;
    types_of(ty, &mut |it| match it {
        Type::Array(_) | Type::Set(_) | Type::Map(_) => many = true,
        Type::Ref(name) => {
            if let Some(&to) = numbers.get(name.as_str()) {
                arrows.insert(Arrow { to, label, many });
            }
        }
        _ => {}
    });
}

fn types_of(ty: &Type, visit: &mut impl FnMut(&Type)) {
    visit(ty);
    match ty {
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => types_of(inner, visit),
        Type::Union(union) => union.variants.iter().for_each(|it| types_of(&it.ty, visit)),
        _ => {}
    }
}

/// At most this many characters: a diagram is read at a glance.
const WIDTH: usize = 80;

/// The text on one line, shortened.
pub(super) fn line(text: &str) -> String {
    let mut chars = text.chars().map(|it| if it.is_control() || is_bidi(it) { ' ' } else { it });
    let mut out: String = chars.by_ref().take(WIDTH).collect();
    if chars.next().is_some() {
        out.push('…');
    }
    out
}

/// Characters that change the direction of what follows them.
fn is_bidi(it: char) -> bool {
    matches!(it, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
}
