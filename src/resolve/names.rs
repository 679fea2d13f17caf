//! What models are called. Comes in: drafts. Goes out: a name for each, and the way from what types and links say to it.

use super::Drafts;
use crate::diag::{Code, Sink};
use crate::dialect::{Draft, OperationDraft};
use crate::name::{Case, Glob, letters, meant};
use crate::schema::{Model, ModelKind, Opaque, Schema, Value};
use crate::text::Span;
use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt, HashSet};
use indexmap::IndexMap;

/// The models' names, and how types may call them.
pub(super) struct Names {
    entries: IndexMap<String, Vec<Place>, RandomState>,
    /// How many of them pages describe; those of requests follow, which types do not name.
    described: usize,
    /// By other names than their own.
    others: HashMap<String, usize>,
    /// By letters and digits alone; nothing when several models are meant.
    by_letters: HashMap<String, Option<usize>>,
    /// The model of each draft.
    models: Vec<usize>,
    /// The names of the operations' requests, where they are models.
    requests: Vec<Option<String>>,
}

/// Which draft a model is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Model(usize),
    Request(usize),
}

impl Names {
    pub(super) fn new(drafts: &Drafts<'_>, operations: bool) -> Self {
        let shown: Vec<&str> = drafts.models.iter().map(shown).collect();
        let taken: HashSet<&str> = shown.iter().copied().collect();
        let mut names = Self {
            entries: IndexMap::with_capacity_and_hasher(shown.len(), RandomState::default()),
            described: 0,
            others: HashMap::new(),
            by_letters: HashMap::with_capacity(shown.len()),
            models: Vec::with_capacity(shown.len()),
            requests: Vec::new(),
        };
        for (index, (draft, shown)) in drafts.models.iter().zip(&shown).enumerate() {
            let bare = draft.dialect.generated().map(|it| it.escaped_models.undo(shown));
            let bare = bare.filter(|it| !it.is_empty() && !taken.contains(it.as_str()));
            let entry = names.entries.entry(bare.unwrap_or_else(|| (*shown).to_owned()));
            names.models.push(entry.index());
            entry.or_insert_with(|| Vec::with_capacity(1)).push(Place::Model(index));
        }
        names.described = names.entries.len();
        // The names that tables show come before what else models are called.
        for (&at, shown) in names.models.iter().zip(&shown) {
            if names.entries.get_index(at).is_some_and(|it| it.0 != shown) {
                names.others.entry((*shown).to_owned()).or_insert(at);
            }
        }
        for ((draft, &at), shown) in drafts.models.iter().zip(&names.models).zip(&shown) {
            for other in &draft.also_called {
                names.others.entry(other.clone()).or_insert(at);
            }
            let (own, _) = names.entries.get_index(at).expect("the loop above has entered it");
            let escaped = (shown != own).then_some(*shown);
            for name in draft.also_called.iter().chain([own]).map(String::as_str).chain(escaped) {
                let known = names.by_letters.entry(letters(name)).or_insert(Some(at));
                if known.is_some_and(|it| it != at) {
                    *known = None;
                }
            }
        }
        if operations {
            let mut seen: HashMap<(&str, &str), String> = HashMap::new();
            for (index, operation) in drafts.operations.iter().enumerate() {
                let name = has_parameters(operation).then(|| {
                    let shown = operation.request.name.as_str();
                    // Pages of several topics may show one operation.
                    let key = (shown, operation.http.as_str());
                    let free = || names.free(&(Case::Pascal.apply(shown) + "Request"));
                    let name = seen.entry(key).or_insert_with(free).clone();
                    names.entries.entry(name.clone()).or_default().push(Place::Request(index));
                    name
                });
                names.requests.push(name);
            }
        }
        names
    }

    /// How many models there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// A model's name, and the drafts that it is made of; the first is the one that counts.
    pub(super) fn entry(&self, index: usize) -> (&str, &[Place]) {
        let (name, places) = self.entries.get_index(index).expect("the index is below `len`");
        (name, places)
    }

    /// The model that a type or a link calls by this name.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        let index = self.exactly(name).or_else(|| *self.by_letters.get(&letters(name))?)?;
        Some(self.entry(index).0)
    }

    /// The name of the model that a draft describes.
    pub(super) fn of_draft(&self, index: usize) -> &str {
        self.entry(self.models[index]).0
    }

    /// The model of an operation's request, where operations are models.
    pub(super) fn request(&self, operation: usize) -> Option<&str> {
        self.requests.get(operation)?.as_deref()
    }

    /// Whether there is a model of exactly this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.exactly(name).is_some()
    }

    fn exactly(&self, name: &str) -> Option<usize> {
        let own = self.entries.get_index_of(name).filter(|it| *it < self.described);
        own.or_else(|| self.others.get(name).copied())
    }

    /// The name, or the name with the lowest number that makes it another than those of all models.
    pub(super) fn free(&self, name: &str) -> String {
        let taken = |it: &str| self.entries.contains_key(it);
        let numbered = (2_u32..).map(|it| format!("{name}{it}"));
        let mut all = std::iter::once(name.to_owned()).chain(numbered);
        all.find(|it| !taken(it)).expect("there are more numbers than models")
    }
}

/// Whether there is something for a request to hold.
fn has_parameters(operation: &OperationDraft<'_>) -> bool {
    operation.request.body.fields.as_ref().is_some_and(|it| !it.is_empty())
}

/// The name as types of the notation end up calling it.
fn shown<'a>(draft: &'a Draft<'_>) -> &'a str {
    let text = draft.name.as_str().trim_matches('`').trim();
    let name = draft.notation.model_name(text);
    if name.is_empty() { text } else { name }
}

/// Lists once what types name and nobody describes.
pub(super) fn undocumented(schema: &Schema, found: &IndexMap<String, Span>, sink: &mut Sink) {
    let still = |name: &str| {
        let model = schema.models.get(name);
        model.is_some_and(|it| it.kind == ModelKind::Opaque(Opaque::Undocumented))
    };
    let list: Vec<(&String, &Span)> = found.iter().filter(|(name, _)| still(name)).collect();
    let Some((_, first)) = list.first() else { return };
    let names: Vec<String> = list.iter().map(|it| format!("`{}`", it.0)).collect();
    let message = match names.as_slice() {
        [one] => format!("no page describes the model {one}, which types name"),
        _ => format!("no page describes {} models that types name: {}", names.len(), names.join(", ")),
    };
    let finding = sink.report(Code::UndocumentedModel, **first, message);
    for (name, _) in &list {
        finding.mend(format!("[model.{}]\ntype = \"any\"", Value::from(Glob::escape(name))));
    }
    let described = |it: &(&String, &Model)| it.1.kind != ModelKind::Opaque(Opaque::Undocumented);
    let known = || schema.models.iter().filter(described).map(|it| it.0.as_str()).chain(TYPES);
    let slips: Vec<String> = list
        .iter()
        .take(MOST_COMPARED)
        .filter_map(|it| Some((it.0, meant(it.0, known())?)))
        .map(|(name, meant)| format!("`{name}` may be meant to be `{meant}`; "))
        .collect();
    let keep = "they keep any JSON; give the pages that describe them, or a type in `[model.\"NAME\"]`";
    finding.help(slips.concat() + keep);
}

/// How many names are compared with those of all models.
const MOST_COMPARED: usize = 4;

/// Types that have a name everywhere.
const TYPES: [&str; 8] = ["string", "integer", "number", "boolean", "object", "array", "date", "any"];
