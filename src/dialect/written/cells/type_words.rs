//! Types as words of a line. Comes in: a text, or what a notation made of it. Goes out: whether it can be little else than a type,
//! and the names in it.

use super::inline;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::markdown::Rich;
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};
use std::ops::Range;

/// Whether a text is a type and can be little else: a word that the notation knows, or a form of types.
pub(crate) fn certain(rich: &Rich, notation: &Notation) -> bool {
    let text = rich.text.trim();
    if text.is_empty() || text.len() > 200 || vocabulary().is_media(text) {
        return false;
    }
    if text.contains('{') && inline::is_object(text) {
        return true;
    }
    let line = text.split(['\n', ';']).next().unwrap_or(text).trim();
    match notation.parse(line) {
        Ok(TypeExpr::Known(Type::Null)) | Err(_) => false,
        Ok(TypeExpr::Name { .. } | TypeExpr::Literals(_)) => false,
        Ok(TypeExpr::Nullable(inner) | TypeExpr::Optional(inner)) => !matches!(*inner, TypeExpr::Literals(_)),
        Ok(TypeExpr::Union(parts)) => parts.iter().any(|it| matches!(it, TypeExpr::Known(ty) if *ty != Type::Null)),
        Ok(_) => true,
    }
}

/// The names in a type, and where they stand.
pub(crate) fn names_in(expr: &TypeExpr, found: &mut Vec<(String, Range<usize>)>) {
    match expr {
        TypeExpr::Name { name, range } => found.push((name.clone(), range.clone())),
        TypeExpr::List(inner)
        | TypeExpr::Set(inner)
        | TypeExpr::Map(inner)
        | TypeExpr::Nullable(inner)
        | TypeExpr::Optional(inner) => {
            names_in(inner, found);
        }
        TypeExpr::Union(parts) => parts.iter().for_each(|it| names_in(it, found)),
        TypeExpr::Known(_) | TypeExpr::Literals(_) => {}
    }
}
