//! JSON of a page → its keys. Comes in: the blocks of code of a page. Goes out: which keys their JSON has, and which members stand
//! beside and inside the objects below each.

use super::page::State;
use crate::dialect::draft::FieldDraft;
use crate::json::{Value, first};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::sync::Arc;

impl State<'_, '_> {
    /// Whether JSON of the page has such a key, the first part of a dotted name.
    pub(crate) fn shows_key(&self, name: &str) -> bool {
        let keys = self.shown_keys();
        keys.contains_key(name.split(['.', '[']).next().unwrap_or(name)) || keys.contains_key(name)
    }

    /// The keys of the JSON on the page.
    pub(crate) fn shown_keys(&self) -> &HashMap<String, Vec<Shown>> {
        self.keys.get_or_init(|| {
            let mut keys = HashMap::new();
            for code in &self.codes {
                if let Some(json) = json_of(&self.text[code.clone()]) {
                    gather(&json, &mut keys);
                }
            }
            keys
        })
    }

    /// Whether JSON of the page has, beside most of these members, one of this name with some of those inside, and whether it
    /// is a list of such objects.
    pub(crate) fn shows_member(&self, name: &str, beside: &[FieldDraft], inside: &[FieldDraft]) -> Option<bool> {
        let has = |keys: &HashSet<String>, fields: &[FieldDraft]| {
            fields.iter().filter(|it| keys.contains(it.name.as_str())).count()
        };
        let shown = self.shown_keys().get(name)?.iter();
        let mut found = shown.filter(|it| has(&it.beside, beside) * 2 > beside.len() && has(&it.inside, inside) > 0);
        found.next().map(|it| it.list)
    }
}

/// An object that JSON of the page has as a member, or the first of a list of them.
pub(crate) struct Shown {
    /// The members of the object in which it stands.
    pub(crate) beside: Arc<HashSet<String>>,
    /// Its own.
    pub(crate) inside: HashSet<String>,
    /// Whether it is a list of them.
    pub(crate) list: bool,
}

/// The JSON of a block of code: all of it, or what follows the head of a request or response.
pub(crate) fn json_of(code: &str) -> Option<Value> {
    let body = code.trim_start();
    let start = if body.starts_with(['{', '[']) { 0 } else { body.find("\n{").or_else(|| body.find("\n["))? };
    let text = body[start..].trim_start();
    first(text)
}

/// Objects of the same key say the same of it before long.
const SAMPLES: usize = 8;

fn gather(json: &Value, keys: &mut HashMap<String, Vec<Shown>>) {
    match json {
        Value::Object(members) => {
            let names = |members: &Value| match members {
                Value::Object(members) => members.keys().cloned().collect(),
                _ => HashSet::new(),
            };
            let beside = Arc::new(names(json));
            for (name, value) in members {
                let all = keys.entry(name.clone()).or_default();
                let (object, list) = match value {
                    Value::Array(items) => (items.first(), true),
                    one => (Some(one), false),
                };
                if let Some(object @ Value::Object(_)) = object.filter(|_| all.len() < SAMPLES) {
                    all.push(Shown { beside: beside.clone(), inside: names(object), list });
                }
                gather(value, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|it| gather(it, keys)),
        _ => {}
    }
}
