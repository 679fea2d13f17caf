//! Names on the wire. Comes in: a model whose table shows names of a language, and JSON that shows it, or a column that tells
//! them. Goes out: the model, with the names that the JSON has; by an example, where they differ in nothing but case and marks.

use crate::dialect::draft::{By, Draft, FieldDraft, Said};
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::rows::fields::Reader;
use crate::json::Value;
use crate::markdown::Cell;
use crate::name::letters;
use crate::schema::Presence;
use crate::text::Spelling;
use foldhash::{HashMap, HashMapExt};

/// Gives the fields of a model, and those of nested objects, the names that an example shows.
pub(crate) fn show(draft: &mut Draft<'_>, json: &Value) {
    if let Some(fields) = draft.body.fields.as_mut() {
        names(fields, json);
    }
}

impl Reader<'_, '_> {
    /// `id,omitempty` in a column of names on the wire: the name, and that it may be absent.
    pub(crate) fn wire(&self, cell: &Cell, field: &mut FieldDraft) {
        let mut parts = cell.rich.text.trim_matches(['`', '"', ' ']).split(',').map(str::trim);
        let name = parts.next().filter(|it| is_identifier(it) && *it != field.name.as_str());
        field.wire = name.map(|it| Box::new(self.shown(it, cell)));
        if parts.any(|it| it.starts_with("omit")) {
            field.presence = Some(Said { value: Presence::Optional, span: self.span(&cell.range) });
            field.presence_by = By::Column;
        }
    }
}

fn names(fields: &mut [FieldDraft], json: &Value) {
    let json = match json {
        Value::Array(items) => items.first().unwrap_or(&Value::Null),
        other => other,
    };
    let Value::Object(members) = json else { return };
    let mut folded: HashMap<String, Option<&str>> = HashMap::new();
    for key in members.keys() {
        folded.entry(letters(key)).and_modify(|it| *it = None).or_insert(Some(key));
    }
    for field in fields {
        let shown = field.name.as_str();
        let found =
            if members.contains_key(shown) { Some(shown) } else { folded.get(&letters(shown)).copied().flatten() };
        let Some(key) = found.map(str::to_owned) else { continue };
        if let Some(value) = members.get(&key) {
            names(&mut field.children, value);
        }
        if key != field.name.as_str() && field.wire.is_none() {
            field.wire = Some(Box::new(Spelling::made(key, field.name.span())));
        }
    }
}
