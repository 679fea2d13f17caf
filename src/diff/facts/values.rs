use super::super::change::{Kind, Tag};
use super::super::pairing;
use super::{Facts, show};
use crate::schema::{EnumValue, Enumeration, ModelKind, Path, Schema, Step, StringFormat, Type, Value};
use std::collections::HashMap;

/// What changed between two lists of values.
pub(super) fn compare<'a>(
    facts: &mut Facts<'a>,
    old: &'a [EnumValue],
    new: &'a [EnumValue],
    before: &Path,
    after: &Path,
) {
    let at = |path: &Path, it: &EnumValue| path.clone().then(Step::Value(it.value.to_string()));
    let text = |it: &EnumValue| Some(show::short(&plain(&it.value)));
    let pairs = pairing::values(old, new);
    for (was, is, reason) in &pairs.pairs {
        let (before, after) = (at(before, was), at(after, is));
        if let Some(reason) = reason {
            let change = Facts::both(Kind::EnumValueRenamed, &before, &after).texts(text(was), text(is));
            facts.say(change.because(reason.clone()));
        } else if was.name != is.name && was.name.is_some() && is.name.is_some() {
            let change = Facts::both(Kind::EnumVariantIdent, &before, &after);
            facts.say(change.texts(was.name.clone(), is.name.clone()));
        }
        facts.description(was.description.as_deref(), is.description.as_deref(), &before, &after);
    }
    for value in &pairs.removed {
        let change = super::Change::new(Kind::EnumValueRemoved, Some(at(before, value)), Some(after.clone()));
        facts.say(change.texts(text(value), None).tagged(None::<Tag>));
    }
    for value in &pairs.added {
        let change = super::Change::new(Kind::EnumValueAdded, Some(before.clone()), Some(at(after, value)));
        facts.say(change.texts(None, text(value)));
    }
    let places: HashMap<String, usize> = new.iter().enumerate().map(|(at, it)| (it.value.to_string(), at)).collect();
    let kept: Vec<usize> = old.iter().filter_map(|it| places.get(&it.value.to_string()).copied()).collect();
    if !kept.is_sorted() {
        let all = |values: &[EnumValue]| {
            Some(show::short(&values.iter().map(|it| plain(&it.value)).collect::<Vec<_>>().join(", ")))
        };
        facts.say(Facts::both(Kind::EnumValueReordered, before, after).texts(all(old), all(new)));
    }
}

/// Whether a value may be one of a type, as far as its kind tells.
pub(super) fn fits(value: &Value, ty: &Type, schema: &Schema) -> bool {
    let one_of = |it: &Enumeration| it.values.iter().any(|it| it.value == *value);
    match ty {
        Type::Any => true,
        Type::Null => value.is_null(),
        Type::Boolean => value.is_boolean(),
        Type::Integer(_) => value.is_number() && !value.is_f64(),
        Type::Number(_) => value.is_number(),
        Type::String(StringFormat::Plain) => value.is_string(),
        // Whether a text has the format, nobody asks here; that it has one is another type of default.
        Type::String(_) => false,
        Type::Array(_) | Type::Set(_) => value.is_array(),
        Type::Map(_) | Type::Object => value.is_object(),
        Type::Nullable(inner) => value.is_null() || fits(value, inner, schema),
        Type::Enum(it) => one_of(it),
        Type::Union(it) => it.variants.iter().any(|it| fits(value, &it.ty, schema)),
        Type::Ref(name) => match schema.models.get(name).map(|it| &it.kind) {
            Some(ModelKind::Enum(it)) => one_of(it),
            Some(ModelKind::Object(_)) => value.is_object(),
            // Aliases may lead to aliases; what they end in is not worth following.
            _ => true,
        },
    }
}

/// A value as a reader of docs would write it.
pub(in super::super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
