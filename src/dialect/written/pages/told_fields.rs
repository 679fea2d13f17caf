//! Fields that are told more. Comes in: a field, and what a section or a table of rules says of it. Goes out: the field, which counts
//! where both speak.

use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// Tells a field what it does not say itself.
pub(crate) fn tell(field: &mut FieldDraft, said: FieldDraft, notation: &Notation) {
    let open = |it: &TypeDraft| notation.parse(it.text.as_str()).is_ok_and(|it| is_open(&it));
    let linked = |it: &TypeDraft| it.links.iter().any(|it| !it.0.is_empty());
    match (&mut field.ty, said.ty) {
        (Some(known), Some(ty)) if open(known) && !linked(known) && (!open(&ty) || !ty.links.is_empty()) => {
            known.text = ty.text;
            known.format = known.format.take().or(ty.format);
            if !ty.links.is_empty() {
                known.links = ty.links;
            }
        }
        (known, ty) => *known = known.take().or(ty),
    }
    if field.presence.is_none() {
        (field.presence, field.presence_by) = (said.presence, said.presence_by);
    }
    field.nullable = field.nullable.take().or(said.nullable);
    field.default = field.default.take().or(said.default);
    field.values = field.values.take().or(said.values);
    field.format = field.format.take().or(said.format);
    field.read_only = field.read_only.take().or(said.read_only);
    field.write_only = field.write_only.take().or(said.write_only);
    field.deprecated = field.deprecated.take().or(said.deprecated);
    field.description = field.description.take().or(said.description);
    for (keyword, value) in said.bounds {
        if field.bounds.iter().all(|it| it.0 != keyword) {
            field.bounds.push((keyword, value));
        }
    }
    if field.examples.is_empty() {
        field.examples = said.examples;
    }
}

/// Whether a type leaves open what it holds.
fn is_open(expr: &TypeExpr) -> bool {
    fn known(ty: &Type) -> bool {
        match ty {
            Type::Any | Type::Object => true,
            Type::Array(items) => known(items),
            _ => false,
        }
    }
    match expr {
        TypeExpr::Known(ty) => known(ty),
        TypeExpr::List(items) => is_open(items),
        _ => false,
    }
}
