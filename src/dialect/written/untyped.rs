//! Tables of members that tell no types. Comes in: a table with names and prose, the headings above it and the JSON of the page.
//! Goes out: whether its rows are members of an object: JSON shows them as keys, or header and heading both say so.

use super::columns::{self, Layout};
use super::headings::{Called, Kind};
use super::kinds::{flags, patterns};
use super::name_text::{is_identifier, is_pattern};
use super::names;
use super::page::State;
use super::vocabulary::{Role, fold, vocabulary};
use crate::dialect::draft::FieldDraft;
use crate::json::{Value, first};
use crate::markdown::Grid;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::sync::Arc;

impl State<'_, '_> {
    /// Whether the rows of a table without types are members.
    pub(super) fn shows_members(&self, grid: &Grid, layout: &Layout, called: &Called) -> bool {
        let Some(column) = layout.name.filter(|_| layout.has(Role::Description)) else { return false };
        let header = fold(&columns::header(&grid.header[column].rich));
        let members = &vocabulary().words.members;
        let other = |kind: &Kind| matches!(kind, Kind::Query | Kind::Headers | Kind::Errors | Kind::Permissions);
        let bare = grid.header.iter().all(|it| it.rich.is_blank());
        if !(bare || members["headers"].contains(&header)) || called.kinds.iter().any(other) {
            return false;
        }
        if flags(grid, column) || patterns(grid, layout) {
            return false;
        }
        let mut shown = Vec::new();
        for cell in grid.rows.iter().filter_map(|it| it.cells.get(column)) {
            shown.extend(names::read(&cell.rich).names);
        }
        let plain = |it: &String| is_identifier(it) && !it.contains(['/', '<', '>', '=', '%']) && !is_pattern(it);
        if shown.is_empty() || !shown.iter().all(plain) {
            return false;
        }
        // Values of members stand beside their names.
        let samples = grid.rows.iter().filter(|row| {
            layout.cell(&row.cells, Role::Examples).is_some_and(|it| !vocabulary().is_blank(&it.rich.text))
        });
        if samples.count() * 5 >= grid.rows.len() * 4 {
            return true;
        }
        let seen = shown.iter().filter(|it| self.shows_key(it)).count();
        let most = seen > 1 && seen * 5 >= shown.len() * 3;
        let below = called.kinds.first().is_some_and(|it| matches!(it, Kind::Generic | Kind::Request | Kind::Response));
        let introduced = || {
            let things = &vocabulary().words.statements["things"];
            self.lead.as_ref().map(|it| it.0.text.trim_end().to_lowercase()).is_some_and(|it| {
                it.len() < 200 && it.ends_with([':', '：']) && things.iter().any(|word| it.contains(word.as_str()))
            })
        };
        most || members["sure"].contains(&header) && (below || introduced()) && !shown.iter().any(|it| it.contains('.'))
    }

    /// Whether JSON of the page has such a key, the first part of a dotted name.
    pub(super) fn shows_key(&self, name: &str) -> bool {
        let keys = self.shown_keys();
        keys.contains_key(name.split(['.', '[']).next().unwrap_or(name)) || keys.contains_key(name)
    }

    /// The keys of the JSON on the page.
    pub(super) fn shown_keys(&self) -> &HashMap<String, Vec<Shown>> {
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
    pub(super) fn shows_member(&self, name: &str, beside: &[FieldDraft], inside: &[FieldDraft]) -> Option<bool> {
        let has = |keys: &HashSet<String>, fields: &[FieldDraft]| {
            fields.iter().filter(|it| keys.contains(it.name.as_str())).count()
        };
        let shown = self.shown_keys().get(name)?.iter();
        let mut found = shown.filter(|it| has(&it.beside, beside) * 2 > beside.len() && has(&it.inside, inside) > 0);
        found.next().map(|it| it.list)
    }
}

/// An object that JSON of the page has as a member, or the first of a list of them.
pub(super) struct Shown {
    /// The members of the object in which it stands.
    beside: Arc<HashSet<String>>,
    /// Its own.
    inside: HashSet<String>,
    list: bool,
}

/// The JSON of a block of code: all of it, or what follows the head of a request or response.
pub(super) fn json_of(code: &str) -> Option<Value> {
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
