//! What models are called. Comes in: drafts. Goes out: a name for each, and the way from what types and links say to it.

use super::Drafts;
use crate::diag::{Code, Sink};
use crate::dialect::{Draft, OperationDraft};
use crate::name::{Case, letters, meant};
use crate::schema::{Model, ModelKind, Opaque, Schema};
use crate::text::Span;
use foldhash::{HashMap, HashMapExt};
use indexmap::IndexMap;

/// The models' names, and how types may call them.
pub(super) struct Names {
    entries: IndexMap<String, Vec<Place>>,
    by_name: HashMap<String, usize>,
    /// By letters and digits alone; nothing when several models are meant.
    by_letters: HashMap<String, Option<usize>>,
    /// The name of each draft's model.
    models: Vec<String>,
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
        let shown: Vec<String> = drafts.models.iter().map(shown).collect();
        let mut entries: IndexMap<String, Vec<Place>> = IndexMap::new();
        let taken: HashMap<&str, usize> = shown.iter().enumerate().map(|(at, it)| (it.as_str(), at)).collect();
        let mut finals = Vec::new();
        for (index, draft) in drafts.models.iter().enumerate() {
            let bare = draft.dialect.generated().map(|it| it.escaped_models.undo(&shown[index]));
            let bare = bare.filter(|it| !it.is_empty() && !taken.contains_key(it.as_str()));
            let name = bare.unwrap_or_else(|| shown[index].clone());
            entries.entry(name.clone()).or_default().push(Place::Model(index));
            finals.push(name);
        }
        let mut names = Self {
            by_name: HashMap::with_capacity(finals.len()),
            by_letters: HashMap::with_capacity(finals.len()),
            requests: Vec::new(),
            models: Vec::new(),
            entries,
        };
        for (index, name) in finals.iter().enumerate() {
            let at = names.entries.get_index_of(name).expect("the loop above has entered it");
            names.by_name.insert(name.clone(), at);
            names.by_name.entry(shown[index].clone()).or_insert(at);
        }
        for (index, draft) in drafts.models.iter().enumerate() {
            let at = names.by_name[&finals[index]];
            for other in &draft.also_called {
                names.by_name.entry(other.clone()).or_insert(at);
            }
            let escaped = (shown[index] != finals[index]).then_some(&shown[index]);
            for name in draft.also_called.iter().chain([&finals[index]]).chain(escaped) {
                let known = names.by_letters.entry(letters(name)).or_insert(Some(at));
                if known.is_some_and(|it| it != at) {
                    *known = None;
                }
            }
        }
        names.models = finals;
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
        let index = self.by_name.get(name).copied().or_else(|| *self.by_letters.get(&letters(name))?)?;
        Some(self.entry(index).0)
    }

    /// The name of the model that a draft describes.
    pub(super) fn of_draft(&self, index: usize) -> &str {
        &self.models[index]
    }

    /// The model of an operation's request, where operations are models.
    pub(super) fn request(&self, operation: usize) -> Option<&str> {
        self.requests.get(operation)?.as_deref()
    }

    /// Whether there is a model of exactly this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
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
fn shown(draft: &Draft<'_>) -> String {
    let text = draft.name.as_str().trim_matches('`').trim();
    let name = draft.notation.model_name(text);
    if name.is_empty() { text.to_owned() } else { name.to_owned() }
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
        finding.mend(format!("[model.{}]\ntype = \"any\"", serde_json::Value::from(globset::escape(name))));
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
