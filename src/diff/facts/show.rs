//! Things in the few words that a finding has for them.

use crate::schema::{Field, Model, ModelKind, Type};

/// A type, cut where it gets long.
pub(super) fn ty(ty: &Type) -> String {
    short(&ty.to_string())
}

/// A field's type with its own nullability.
pub(super) fn field_type(field: &Field) -> String {
    if field.nullable { ty(&field.ty.clone().nullable()) } else { ty(&field.ty) }
}

/// What a model is, in a word.
pub(super) fn kind(model: &Model) -> String {
    match &model.kind {
        ModelKind::Object(_) => "object".to_owned(),
        ModelKind::Enum(_) => "enum".to_owned(),
        ModelKind::Union(_) => "union".to_owned(),
        ModelKind::Alias(it) => ty(it),
        ModelKind::Opaque(_) => "not described".to_owned(),
    }
}

/// A text of the documents, cut where it gets long.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 120;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
