//! The values of enums. Comes in: values as pages write them. Goes out: JSON.

use super::names::Names;
use crate::dialect::Draft;
use crate::dialect::draft::{ValueDraft, ValuesDraft, Written};
use crate::json::Value;
use crate::schema::{EnumValue, Enumeration, Type};
use crate::typexpr::Notation;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// The values of every model that is an enum, by the model's name: defaults name them by their constants.
pub(super) fn enums(drafts: &[Draft<'_>], names: &Names) -> HashMap<String, Enumeration> {
    let mut found = HashMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        let own = draft.body.values.as_ref().filter(|_| draft.body.fields.as_ref().is_none_or(Vec::is_empty));
        if let Some(values) = own.and_then(|it| enumeration(it, draft.notation, None)) {
            found.entry(names.of_draft(index).to_owned()).or_insert(values);
        }
    }
    found
}

/// Values as JSON, each once; nothing when there is none. `ty` is their type where the page tells it.
pub(super) fn enumeration(values: &ValuesDraft, notation: &Notation, ty: Option<&Type>) -> Option<Enumeration> {
    let strings = matches!(ty, Some(Type::String(_)));
    let number = |it: &ValueDraft| Value::read(it.value.as_str()).filter(Value::is_number);
    let numbers = !strings && values.values.iter().all(|it| number(it).is_some());
    let mut found: Vec<EnumValue> = Vec::new();
    let mut seen = HashSet::new();
    for draft in &values.values {
        let text = draft.value.as_str();
        let value = match values.written {
            Written::Bare if numbers => number(draft),
            Written::Bare => None,
            Written::Literal => notation.literal(text, ty.filter(|_| strings).unwrap_or(&Type::Any)).ok().flatten(),
        };
        let value = value.unwrap_or_else(|| Value::from(text));
        if seen.insert(value.to_string()) {
            let name = draft.name.as_ref().map(|it| it.as_str().to_owned()).filter(|it| !it.is_empty());
            let description = draft.description.as_ref().map(super::prose);
            found.push(EnumValue { value, name, description });
        }
    }
    (!found.is_empty()).then_some(Enumeration { values: found })
}
