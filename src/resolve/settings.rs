//! What the configuration sets of models and fields. Comes in: a schema that says what the pages say. Goes out: one that
//! says what the configuration says besides.

use super::examples::Against;
use super::globs::Globs;
use super::types::leaf;
use super::{Evidence, Fact, FieldSetting, ModelSetting, Origins, Setup};
use crate::diag::{Code, Sink};
use crate::json::Value;
use crate::name::{Glob, did_you_mean, meant};
use crate::order;
use crate::schema::{EnumValue, Enumeration, Field, ModelKind, Path, Presence, Schema, Type, types_mut};
use crate::text::Span;
use crate::typexpr::canonical;
use indexmap::{IndexMap, IndexSet};

/// Applies the settings; one that matches nothing is reported.
pub(super) fn apply(
    schema: &mut Schema,
    origins: &mut Origins,
    disputes: &[(Fact, Span)],
    against: &Against,
    setup: &Setup<'_>,
    sink: &mut Sink,
) {
    if setup.options.fields.is_empty() && setup.options.models.is_empty() {
        return;
    }
    let known: IndexSet<String> = schema.models.keys().cloned().collect();
    let mut disputes = disputes.to_vec();
    order::sort_by(&mut disputes, Ord::cmp);
    let mut setter = Setter { known, origins, disputes, against, evidence: setup.evidence, sink, answered: Vec::new() };
    setter.fields(schema, &setup.options.fields);
    setter.models(schema, &setup.options.models);
    let answered = setter.answered;
    sink.take_back(&answered);
}

struct Setter<'a> {
    known: IndexSet<String>,
    origins: &'a mut Origins,
    /// Facts of which a page says two things, and where it does; sorted.
    disputes: Vec<(Fact, Span)>,
    against: &'a Against,
    evidence: bool,
    sink: &'a mut Sink,
    /// What was unclear on a page and is no longer, since it is set.
    answered: Vec<(Code, Span)>,
}

/// What the most specific setting says, and its key.
fn said<'a, S, T>(all: &[(&'a str, &'a S)], get: impl Fn(&'a S) -> Option<T>) -> Option<(&'a str, T)> {
    all.iter().rev().find_map(|(key, it)| Some((*key, get(it)?)))
}

impl Setter<'_> {
    fn say(&mut self, path: &Path, fact: Fact, kind: &str, key: &str, word: &str) {
        if let Some(row) = self.origins.of(path).and_then(|it| it.span) {
            let (first, last) = ((fact, Span { end: row.start, ..row }), (fact, Span { start: row.end, ..row }));
            let from = self.disputes.partition_point(|it| *it < first);
            let within = self.disputes[from..].iter().take_while(|it| **it <= last);
            self.answered.extend(within.map(|(_, span)| (Code::PageDisagrees, *span)));
        }
        if let (Fact::Type, Some(spans)) = (fact, self.against.get(path)) {
            self.answered.extend(spans.iter().map(|it| (Code::PageDisagrees, *it)));
        }
        if self.evidence {
            self.origins.set(path.clone(), fact, Evidence::Set { key: format!("{kind}.\"{key}\".{word}") });
        }
    }

    fn answer(&mut self, path: &Path, codes: &[Code]) {
        let span = self.origins.of(path).and_then(|it| it.span);
        self.answered.extend(span.into_iter().flat_map(|span| codes.iter().map(move |code| (*code, span))));
    }

    fn ty(&mut self, text: &str, key: &str) -> Option<Type> {
        let known = &self.known;
        let mut unknown = None;
        let parsed = canonical().parse_knowing(text, &|it| known.contains(it)).map(|expr| {
            expr.into_type(&mut |name, _| {
                if known.contains(name) {
                    return Type::Ref(name.to_owned());
                }
                unknown = Some(name.to_owned());
                Type::Any
            })
        });
        let why = match (&parsed, unknown) {
            (Err(error), _) => error.message.clone(),
            (Ok(_), Some(name)) => {
                const WORDS: [&str; 7] = ["string", "integer", "number", "boolean", "object", "any", "map"];
                let near = did_you_mean(&name, self.known.iter().map(String::as_str).chain(WORDS));
                format!("there is no model `{name}`{near}")
            }
            (Ok(_), None) => return parsed.ok(),
        };
        let message = format!("cannot read `{text}` as a type: {why}");
        self.sink.report_all(Code::UnreadableSetting, format!("`{key}`: {message}")).help(
            "types are written as `fieldtable export --format schema` and the README show them: `string(date)`, `Order[]`",
        );
        None
    }

    fn fields(&mut self, schema: &mut Schema, settings: &IndexMap<String, FieldSetting>) {
        if settings.is_empty() {
            return;
        }
        let mut globs = Globs::new(settings);
        for (model, it) in &mut schema.models {
            let ModelKind::Object(object) = &mut it.kind else { continue };
            let mut taken: IndexSet<String> = object.fields.iter().map(|it| it.name.clone()).collect();
            let fields = std::mem::take(&mut object.fields);
            for mut field in fields {
                let all = globs.of(&format!("{model}.{}", field.name));
                if all.iter().any(|(_, it)| it.skip) {
                    let path = Path::field(model, &field.name);
                    self.answer(&path, &[Code::UnknownType, Code::UnreadableDefault, Code::UnreadableBound]);
                    continue;
                }
                self.field(model, &mut field, &all, &mut taken);
                object.fields.push(field);
            }
        }
        let mut unused: Vec<&str> = globs.unused().collect();
        unused.retain(|key| !self.new_field(schema, key, &settings[*key]));
        let mut paths: Option<Vec<String>> = None;
        for key in unused {
            let paths = paths.get_or_insert_with(|| paths_of_fields(schema));
            self.unused("field", key, paths.iter().map(String::as_str));
        }
    }

    /// A field that the pages do not have, when the setting names a model, a field and its type.
    fn new_field(&mut self, schema: &mut Schema, key: &str, setting: &FieldSetting) -> bool {
        let unescaped =
            ["*", "?", "[", "]", "{", "}"].iter().fold(key.to_owned(), |key, it| key.replace(&format!("[{it}]"), it));
        let Some((model, name)) = unescaped.split_once('.') else { return false };
        let Some(ModelKind::Object(object)) = schema.models.get_mut(model).map(|it| &mut it.kind) else { return false };
        let literal = Glob::escape(&unescaped) == key;
        if !literal || setting.ty.is_none() || object.fields.iter().any(|it| it.name == name) {
            return false;
        }
        let mut field = Field::new(name, Type::Any);
        field.presence = Presence::Optional;
        let path = Path::field(model, name);
        self.say(&path, Fact::Name, "field", key, "type");
        self.say(&path, Fact::Presence, "field", key, "type");
        let mut taken: IndexSet<String> = object.fields.iter().map(|it| it.name.clone()).collect();
        self.field(model, &mut field, &[(key, setting)], &mut taken);
        object.fields.push(field);
        true
    }

    fn field(&mut self, model: &str, field: &mut Field, all: &[(&str, &FieldSetting)], taken: &mut IndexSet<String>) {
        if let Some((key, name)) = said(all, |it| it.name.as_ref()) {
            if *name != field.name && !taken.insert(name.clone()) {
                let message = format!("`field.\"{key}\".name`: `{model}` has another field `{name}`");
                self.sink.report_all(Code::UnreadableSetting, message);
            } else {
                field.shown.get_or_insert_with(|| field.name.clone());
                self.origins.rename(model, &field.name, name);
                field.name.clone_from(name);
                self.say(&Path::field(model, name.clone()), Fact::Name, "field", key, "name");
            }
        }
        let path = Path::field(model, field.name.clone());
        if let Some((key, text)) = said(all, |it| it.ty.as_deref())
            && let Some(ty) = self.ty(text, &format!("field.\"{key}\".type"))
        {
            match ty {
                Type::Nullable(inner) => (field.ty, field.nullable) = (*inner, true),
                ty => field.ty = ty,
            }
            self.say(&path, Fact::Type, "field", key, "type");
            self.answer(&path, &[Code::UnknownType]);
        }
        if let Some((key, values)) = said(all, |it| it.values.as_deref()) {
            if let Some(values) = enumeration(values) {
                *leaf(&mut field.ty) = Type::Enum(values);
            }
            self.say(&path, Fact::Values, "field", key, "values");
        }
        if let Some((key, required)) = said(all, |it| it.required) {
            field.presence = if required { Presence::Required } else { Presence::Optional };
            self.say(&path, Fact::Presence, "field", key, "required");
        }
        if let Some((key, value)) = said(all, |it| it.default.as_ref()) {
            field.default = Some(Box::new(value.clone()));
            self.say(&path, Fact::Default, "field", key, "default");
            self.answer(&path, &[Code::UnreadableDefault]);
        }
        if let Some((key, deprecated)) = said(all, |it| it.deprecated) {
            field.deprecated = deprecated.then(|| field.deprecated.take().unwrap_or_default());
            self.say(&path, Fact::Deprecated, "field", key, "deprecated");
        }
        let flags = [
            (Fact::Nullable, "nullable", said(all, |it| it.nullable), &mut field.nullable),
            (Fact::ReadOnly, "read_only", said(all, |it| it.read_only), &mut field.read_only),
            (Fact::WriteOnly, "write_only", said(all, |it| it.write_only), &mut field.write_only),
        ];
        for (fact, word, said, place) in flags {
            if let Some((key, value)) = said {
                *place = value;
                self.say(&path, fact, "field", key, word);
            }
        }
    }

    fn models(&mut self, schema: &mut Schema, settings: &IndexMap<String, ModelSetting>) {
        if settings.is_empty() {
            return;
        }
        let mut globs = Globs::new(settings);
        let mut gone: IndexSet<String> = IndexSet::new();
        let mut renamed: IndexMap<String, String> = IndexMap::new();
        for (name, model) in &mut schema.models {
            let all = globs.of(name);
            if all.iter().any(|(_, it)| it.skip) {
                gone.insert(name.clone());
                continue;
            }
            let path = Path::model(name.clone());
            if let Some((key, text)) = said(&all, |it| it.ty.as_deref())
                && let Some(ty) = self.ty(text, &format!("model.\"{key}\".type"))
            {
                model.kind = match ty {
                    Type::Enum(values) => ModelKind::Enum(values),
                    Type::Union(union) => ModelKind::Union(*union),
                    ty => ModelKind::Alias(ty),
                };
                self.say(&path, Fact::Type, "model", key, "type");
            }
            if let Some((key, values)) = said(&all, |it| it.values.as_deref()) {
                if let Some(values) = enumeration(values) {
                    model.kind = ModelKind::Enum(values);
                }
                self.say(&path, Fact::Values, "model", key, "values");
            }
            if let Some((key, new)) = said(&all, |it| it.name.as_ref()).filter(|it| it.1 != name) {
                if !self.known.insert(new.clone()) {
                    let message = format!("`model.\"{key}\".name`: there is another model `{new}`");
                    self.sink.report_all(Code::UnreadableSetting, message);
                } else {
                    renamed.insert(name.clone(), new.clone());
                    self.say(&path, Fact::Name, "model", key, "name");
                }
            }
        }
        let known = self.known.clone();
        for key in globs.unused() {
            self.unused("model", key, known.iter().map(String::as_str));
        }
        if gone.is_empty() && renamed.is_empty() {
            return;
        }
        let models = std::mem::take(&mut schema.models);
        for (name, mut model) in models {
            if gone.contains(&name) {
                continue;
            }
            types_mut(&mut model, &mut |ty| {
                if let Type::Ref(target) = ty {
                    if gone.contains(target) {
                        *ty = Type::Any;
                    } else if let Some(new) = renamed.get(target) {
                        target.clone_from(new);
                    }
                }
            });
            let name = renamed.get(&name).cloned().unwrap_or(name);
            schema.models.insert(name, model);
        }
        self.origins.rename_models(&renamed);
    }

    fn unused<'a>(&mut self, kind: &str, key: &str, known: impl Iterator<Item = &'a str>) {
        let message = format!("`{kind}.\"{key}\"` matches no {kind}");
        let near = meant(key, known);
        let finding = self.sink.report_all(Code::UnusedSetting, message);
        match near {
            Some(near) => finding.help(format!("there is a {kind} `{near}`")),
            None => finding.help("globs are matched against `MODEL` and `MODEL.FIELD`, with names on the wire"),
        };
    }
}

fn paths_of_fields(schema: &Schema) -> Vec<String> {
    let fields = schema.models.iter().filter_map(|(name, it)| match &it.kind {
        ModelKind::Object(object) => Some(object.fields.iter().map(move |it| format!("{name}.{}", it.name))),
        _ => None,
    });
    fields.flatten().collect()
}

fn enumeration(values: &[Value]) -> Option<Enumeration> {
    let mut found: Vec<EnumValue> = Vec::new();
    for value in values {
        if found.iter().all(|it| it.value != *value) {
            found.push(EnumValue::new(value.clone()));
        }
    }
    (!found.is_empty()).then_some(Enumeration { values: found })
}
