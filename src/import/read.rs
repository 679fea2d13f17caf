//! The way through a document: named schemas first, then those that stand within others and get names of their own. The
//! work stands in a queue, so that nothing recurses from model to model.

use super::Notice;
use super::merge::Merged;
use super::names::{Names, joined, last_part, local_pointer, segment};
use crate::schema::{Model, ModelKind, Object, Opaque, Schema, Type, Union, Variant};
use indexmap::IndexSet;
use serde_json::Value;
use std::collections::VecDeque;

/// How deep arrays, maps and unions may stand within each other.
pub(super) const DEPTH: usize = 48;

/// What was read of a document.
pub(super) struct Read {
    pub(super) schema: Schema,
    pub(super) notices: Vec<Notice>,
    pub(super) names: Names,
}

/// The models at these places of a document. The empty place is the document itself.
pub(super) fn models(document: &Value, places: &[&str]) -> Read {
    let mut reader = Reader { document, names: Names::default(), queue: VecDeque::new(), notices: Vec::new() };
    for place in places {
        if let Some(Value::Object(schemas)) = document.pointer(place).filter(|_| !place.is_empty()) {
            for (name, schema) in schemas {
                reader.enqueue(format!("{place}/{}", segment(name)), name, Source::At(schema));
            }
        } else if place.is_empty() && says_what_it_is(document) {
            let title =
                document.get("title").and_then(Value::as_str).map_or_else(|| "Root".to_owned(), |it| joined("", it));
            reader.enqueue(String::new(), &title, Source::At(document));
        }
    }
    let mut schema = Schema::default();
    while let Some(job) = reader.queue.pop_front() {
        let model = reader.model(&job);
        schema.models.insert(job.name, model);
    }
    for name in circular(&schema) {
        let pointer = reader.names.pointer(&name);
        reader.notice(&pointer, "the model is a name for itself; it keeps any JSON");
        schema.models.insert(name, Model::new(ModelKind::Opaque(Opaque::Undocumented)));
    }
    Read { schema, notices: reader.notices, names: reader.names }
}

/// Models that are nothing but names for each other.
fn circular(schema: &Schema) -> Vec<String> {
    let target = |name: &str| match schema.models.get(name).map(|it| &it.kind) {
        Some(ModelKind::Alias(Type::Ref(target))) => Some(target.clone()),
        _ => None,
    };
    let mut found = Vec::new();
    let mut settled = IndexSet::new();
    for start in schema.models.keys() {
        let mut way = IndexSet::new();
        let mut here = Some(start.clone());
        while let Some(name) = here.filter(|it| !settled.contains(it)) {
            here = target(&name);
            if let (at, false) = way.insert_full(name) {
                found.extend(way.drain(at..));
                break;
            }
        }
        settled.extend(way);
        settled.extend(found.iter().cloned());
    }
    found
}

fn says_what_it_is(schema: &Value) -> bool {
    ["properties", "type", "allOf", "oneOf", "anyOf", "$ref", "enum", "items"].iter().any(|it| schema.get(it).is_some())
}

pub(super) struct Reader<'d> {
    pub(super) document: &'d Value,
    pub(super) names: Names,
    queue: VecDeque<Job<'d>>,
    pub(super) notices: Vec<Notice>,
}

/// A model that is to be made.
struct Job<'d> {
    pointer: String,
    name: String,
    source: Source<'d>,
}

/// What a model is made of.
pub(super) enum Source<'d> {
    /// The schema that stands there.
    At(&'d Value),
    /// A schema and where it stands, and the members that a variant of its union adds to it.
    Variant(&'d Value, Place, &'d Value),
    /// A reference that leads nowhere.
    Nowhere,
}

/// Where a schema stands, and what a model would be called that is made of it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) pointer: String,
    pub(super) name: String,
    pub(super) depth: usize,
}

impl Place {
    pub(super) fn inner(&self, keyword: &str, part: &str) -> Self {
        let pointer = format!("{}/{keyword}", self.pointer);
        Self { pointer, name: joined(&self.name, part), depth: self.depth + 1 }
    }

    /// Further down in the same model-to-be.
    pub(super) fn within(&self, keyword: &str) -> Self {
        let pointer = format!("{}/{keyword}", self.pointer);
        Self { pointer, name: self.name.clone(), depth: self.depth + 1 }
    }
}

impl<'d> Reader<'d> {
    /// Names the schema at a place and has a model made of it.
    pub(super) fn enqueue(&mut self, pointer: String, wanted: &str, source: Source<'d>) -> String {
        let name = self.names.give(pointer.clone(), wanted);
        self.queue.push_back(Job { pointer, name: name.clone(), source });
        name
    }

    pub(super) fn notice(&mut self, pointer: &str, message: impl Into<String>) {
        self.notices.push(Notice { pointer: pointer.to_owned(), message: message.into() });
    }

    /// The schema that a reference leads to.
    pub(super) fn target(&self, reference: &str) -> Option<&'d Value> {
        self.document.pointer(&local_pointer(reference)?)
    }

    /// The model that a reference names; one that leads nowhere becomes a model that keeps any JSON.
    pub(super) fn reference(&mut self, reference: &str, place: &Place) -> String {
        let pointer = local_pointer(reference).unwrap_or_else(|| reference.to_owned());
        if let Some(name) = self.names.get(&pointer) {
            return name.to_owned();
        }
        let target = self.target(reference);
        if target.is_none() {
            self.notice(
                &place.pointer,
                format!("`{reference}` is not in the document; it becomes a model that keeps any JSON"),
            );
        }
        self.enqueue(pointer, &last_part(reference), target.map_or(Source::Nowhere, Source::At))
    }

    fn model(&mut self, job: &Job<'d>) -> Model {
        let place = Place { pointer: job.pointer.clone(), name: job.name.clone(), depth: 0 };
        let (schema, merged) = match &job.source {
            Source::At(schema) => (*schema, Merged::of(self, schema, &place)),
            Source::Variant(schema, base, variant) => (*schema, self.with_variant(schema, base, variant, &place)),
            Source::Nowhere => return Model::new(ModelKind::Opaque(Opaque::Undocumented)),
        };
        if merged.cut {
            self.notice(&place.pointer, "`allOf` within `allOf` too deep; what stands deeper is left out");
        }
        let kind = self.kind(schema, &merged, &place);
        Model { description: merged.text("description"), deprecated: merged.deprecation(), ..Model::new(kind) }
    }

    fn with_variant(&mut self, schema: &'d Value, base: &Place, variant: &'d Value, place: &Place) -> Merged<'d> {
        let mut merged = Merged::of(self, schema, base);
        merged.unions.clear();
        merged.add(self, variant, place);
        if !merged.unions.is_empty() {
            self.notice(&place.pointer, "a union within a variant that shares fields with others is left out");
            merged.unions.clear();
        }
        merged
    }

    fn kind(&mut self, schema: &'d Value, merged: &Merged<'d>, place: &Place) -> ModelKind {
        let is_another = merged.branches == 1 && merged.only.is_some_and(|it| it.get("$ref").is_some());
        if !is_another && !merged.properties.is_empty() {
            if merged.unions.is_empty() && discriminator(schema).is_some() {
                self.notice(
                    &place.pointer,
                    "a `discriminator` without `oneOf`: what other models add to this one is not in it",
                );
            }
            if let Some(union) = self.union_of_objects(schema, merged, place) {
                return ModelKind::Union(union);
            }
            return ModelKind::Object(self.object(merged, place));
        }
        if merged.closed && merged.additional.is_none() && merged.only.is_some_and(|it| std::ptr::eq(it, schema)) {
            return ModelKind::Object(Object::default());
        }
        self.unheld_bounds(schema, place);
        match self.ty(schema, place) {
            Type::Nullable(inner) => kind_of(*inner),
            other => kind_of(other),
        }
    }

    pub(super) fn object(&mut self, merged: &Merged<'d>, place: &Place) -> Object {
        let fields =
            merged.properties.iter().map(|(name, (schema, place))| self.field(name, schema, merged, place)).collect();
        let additional = match merged.additional {
            Some(Value::Bool(true)) => Some(Type::Any),
            Some(Value::Object(schema)) if schema.is_empty() => Some(Type::Any),
            Some(schema @ Value::Object(_)) => Some(self.ty(schema, &place.inner("additionalProperties", "Value"))),
            _ => None,
        };
        Object { fields, additional }
    }

    /// Fields beside a `oneOf`: each variant has them. A union that says no more than which fields go together is none.
    fn union_of_objects(&mut self, schema: &'d Value, merged: &Merged<'d>, place: &Place) -> Option<Union> {
        let (owner, keyword) = *merged.unions.first()?;
        let variants = owner.get(keyword)?.as_array()?;
        let brings_fields = |it: &Value| ["$ref", "properties", "allOf"].iter().any(|key| it.get(key).is_some());
        if !variants.iter().all(brings_fields) {
            if variants.iter().any(says_what_it_is) {
                self.notice(&place.pointer, format!("`{keyword}` beside `properties` is left out"));
            }
            return None;
        }
        if merged.unions.len() > 1 {
            self.notice(&place.pointer, "of several unions in one `allOf` the first is read");
        }
        let tags = self.tags(owner);
        let mut out = Union { variants: Vec::new(), discriminator: discriminator(owner) };
        for (index, variant) in variants.iter().enumerate() {
            let part = variant.get("$ref").and_then(Value::as_str).map_or_else(|| (index + 1).to_string(), last_part);
            let pointer = format!("{}/{keyword}/{index}", place.pointer);
            let name =
                self.enqueue(pointer, &joined(&place.name, &part), Source::Variant(schema, place.clone(), variant));
            let known = variant.get("$ref").and_then(Value::as_str).map(str::to_owned);
            for tag in tags_of(&tags, known.as_deref(), out.discriminator.is_some()) {
                out.variants.push(Variant { ty: Type::Ref(name.clone()), tag, description: None });
            }
        }
        Some(out)
    }

    /// The discriminator's values by the reference that each leads to.
    pub(super) fn tags(&self, owner: &Value) -> Vec<(String, String)> {
        let mapping = owner.pointer("/discriminator/mapping").and_then(Value::as_object);
        let full = |target: &str| if target.starts_with('#') { target.to_owned() } else { last_part(target) };
        mapping.into_iter().flatten().filter_map(|(tag, target)| Some((tag.clone(), full(target.as_str()?)))).collect()
    }
}

fn kind_of(ty: Type) -> ModelKind {
    match ty {
        Type::Enum(enumeration) => ModelKind::Enum(enumeration),
        Type::Union(union) => ModelKind::Union(*union),
        other => ModelKind::Alias(other),
    }
}

/// The tags that lead to a reference: those of the mapping, or the model's own name; none where nothing tells variants
/// apart.
pub(super) fn tags_of(tags: &[(String, String)], reference: Option<&str>, tagged: bool) -> Vec<Option<String>> {
    let Some(reference) = reference.filter(|_| tagged) else { return vec![None] };
    let name = last_part(reference);
    let found: Vec<_> = tags
        .iter()
        .filter(|(_, target)| target == reference || *target == name)
        .map(|(tag, _)| Some(tag.clone()))
        .collect();
    if found.is_empty() { vec![Some(name)] } else { found }
}

pub(super) fn discriminator(owner: &Value) -> Option<String> {
    match owner.get("discriminator")? {
        Value::String(name) => Some(name.clone()),
        other => other.get("propertyName")?.as_str().map(str::to_owned),
    }
}
