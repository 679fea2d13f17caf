use super::{Mismatch, Problem, Report, Sample, kind};
use crate::infer::Matcher;
use crate::schema::{
    Enumeration, Field, IntegerFormat, Model, ModelKind, NumberFormat, Object, Path, Presence, Schema, Step,
    StringFormat, Type, Union,
};
use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Deeper JSON is not compared: serde refuses it as well.
const DEEPEST: usize = 128;

/// A string with more values than these is no enum.
const MOST_VALUES: usize = 64;
/// So many types are tried for one value of a union; unions may lead back to themselves.
const MOST_TRIES: usize = 1000;

/// Compares samples with a schema.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// use fieldtable::verify::{Sample, settings, verify};
///
/// let value = serde_json::json!({ "id": 7, "note": null });
/// let sample = Sample { name: "order.json".into(), value, model: Some("Order".into()) };
/// let report = verify(&schema, &[sample]);
/// assert_eq!(report.mismatches[0].problem.id(), "unexpected-null");
/// // What to write into `fieldtable.toml` so that it fits.
/// assert_eq!(settings(&schema, &report)[0].keys, ["field", "Order.note", "nullable"]);
/// ```
#[must_use]
pub fn verify(schema: &Schema, samples: &[Sample]) -> Report {
    let mut checker = Checker {
        schema,
        matcher: Matcher::new(schema),
        report: Report::default(),
        found: IndexMap::new(),
        seen: IndexMap::new(),
        problems: 0,
        sample: "",
        pointer: Vec::new(),
    };
    for sample in samples {
        checker.sample = &sample.name;
        let before = checker.report.objects;
        match sample.model.as_deref().filter(|it| schema.models.contains_key(*it)) {
            Some(model) => each(&sample.value, &mut |it| checker.named(model, it, 0)),
            None => checker.root(&sample.value, 0),
        }
        if checker.report.objects == before {
            checker.report.unmatched.push(sample.name.clone());
        }
    }
    checker.finish()
}

fn each<'v>(value: &'v Value, visit: &mut dyn FnMut(&'v Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(visit),
        other => visit(other),
    }
}

/// What is known of one kind of problem at one place.
struct Found {
    problem: Problem,
    count: usize,
    first: (String, String),
}

struct Checker<'a> {
    schema: &'a Schema,
    matcher: Matcher<'a>,
    report: Report,
    found: IndexMap<(Path, &'static str), Found>,
    /// How many objects of each model.
    seen: IndexMap<String, usize>,
    /// How many problems there are, all kinds and places together.
    problems: usize,
    sample: &'a str,
    pointer: Vec<String>,
}

impl<'a> Checker<'a> {
    /// JSON of which nothing is known: the first objects in it whose keys tell their model.
    fn root(&mut self, value: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(items) => {
                for (index, it) in items.iter().enumerate() {
                    self.inside(&index.to_string(), |inner| inner.root(it, depth + 1));
                }
            }
            Value::Object(members) => {
                let keys: Vec<&str> = members.keys().map(String::as_str).collect();
                if let Some((index, _)) = self.matcher.find(&keys, &[]) {
                    let (name, _) = self.schema.models.get_index(index).expect("the matcher is of this schema");
                    self.named(name, value, depth);
                    return;
                }
                for (key, it) in members {
                    self.inside(key, |inner| inner.root(it, depth + 1));
                }
            }
            _ => {}
        }
    }

    fn inside(&mut self, key: &str, visit: impl FnOnce(&mut Self)) {
        self.pointer.push(key.replace('~', "~0").replace('/', "~1"));
        visit(self);
        self.pointer.pop();
    }

    fn named(&mut self, name: &str, value: &Value, depth: usize) {
        let Some(model) = self.schema.models.get(name) else { return };
        self.model(name, model, value, depth);
    }

    fn model(&mut self, name: &str, model: &'a Model, value: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let path = Path::model(name);
        match (&model.kind, value) {
            (ModelKind::Object(object), Value::Object(members)) => self.object(name, object, members, depth),
            (ModelKind::Object(_), _) => self.other_type(path, &Type::Object, value),
            (ModelKind::Enum(enumeration), _) => self.enumeration(path, enumeration, value),
            (ModelKind::Union(union), _) => self.union(&path, union, value, depth),
            (ModelKind::Alias(ty), _) => self.typed(&path, ty, value, depth + 1),
            (ModelKind::Opaque(_), _) => {}
        }
    }

    fn object(&mut self, name: &str, object: &'a Object, members: &Map<String, Value>, depth: usize) {
        self.report.objects += 1;
        *self.seen.entry(name.to_owned()).or_default() += 1;
        let index = self.schema.models.get_index_of(name).expect("the model is of this schema");
        // A member under another spelling of the name is told as that, and not as missing too.
        let spelled: HashSet<usize> = members.keys().filter_map(|it| self.matcher.field(index, it)).collect();
        for (at, field) in object.fields.iter().enumerate() {
            let absent = !members.contains_key(&field.name) && !spelled.contains(&at);
            if field.presence == Presence::Required && absent && !field.write_only {
                self.add(Path::field(name, field.name.clone()), Problem::Missing);
            }
        }
        for (key, value) in members {
            let before = self.problems;
            self.inside(key, |inner| match object.fields.iter().find(|it| it.name == *key) {
                Some(field) => inner.field(name, field, value, depth),
                None => inner.unknown(name, object, key, value, depth),
            });
            self.report.agreeing += usize::from(self.problems == before);
        }
    }

    fn field(&mut self, model: &str, field: &'a Field, value: &Value, depth: usize) {
        let path = Path::field(model, field.name.clone());
        match value {
            Value::Null if field.nullable => {}
            Value::Null if matches!(field.ty, Type::Any | Type::Null | Type::Nullable(_)) => {}
            Value::Null => self.add(path, Problem::Null),
            value => self.typed(&path, &field.ty, value, depth + 1),
        }
    }

    fn unknown(&mut self, model: &str, object: &'a Object, key: &str, value: &Value, depth: usize) {
        if let Some(ty) = &object.additional {
            self.typed(&Path::model(model).then(Step::Additional), ty, value, depth + 1);
            return;
        }
        let index = self.schema.models.get_index_of(model).expect("the model is of this schema");
        let path = Path::field(model, key);
        match self.matcher.field(index, key) {
            Some(at) => self.add(path, Problem::Renamed(object.fields[at].name.clone())),
            None => self.add(path, Problem::Unknown(kind::of(value))),
        }
    }

    fn typed(&mut self, path: &Path, ty: &'a Type, value: &Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match (ty, value) {
            (Type::Any, _) => {}
            (Type::Nullable(inner), value) => {
                if !value.is_null() {
                    self.typed(path, inner, value, depth + 1);
                }
            }
            (Type::Array(inner) | Type::Set(inner), Value::Array(items)) => {
                let path = path.clone().then(Step::Items);
                for (index, it) in items.iter().enumerate() {
                    self.inside(&index.to_string(), |inside| inside.typed(&path, inner, it, depth + 1));
                }
            }
            (Type::Map(inner), Value::Object(members)) => {
                let path = path.clone().then(Step::Values);
                for (key, it) in members {
                    self.inside(key, |inside| inside.typed(&path, inner, it, depth + 1));
                }
            }
            (Type::Enum(enumeration), _) => self.enumeration(path.clone(), enumeration, value),
            (Type::Union(union), _) => self.union(path, union, value, depth),
            (Type::Ref(name), _) => {
                let Some((name, model)) = self.schema.models.get_key_value(name) else { return };
                // What is no object where one should be is wrong of the field, not of the model.
                match (&model.kind, value) {
                    (ModelKind::Object(_), Value::Object(_)) | (ModelKind::Alias(_) | ModelKind::Union(_), _) => {
                        self.model(name, model, value, depth + 1);
                    }
                    (ModelKind::Enum(_), Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
                        self.model(name, model, value, depth + 1);
                    }
                    (ModelKind::Opaque(_), _) => {}
                    _ => self.other_type(path.clone(), ty, value),
                }
            }
            _ if scalar_fits(ty, value) => {}
            _ => self.other_type(path.clone(), ty, value),
        }
    }

    fn enumeration(&mut self, path: Path, enumeration: &Enumeration, value: &Value) {
        if !enumeration.values.iter().any(|it| it.value == *value) {
            self.add(path, Problem::Values(vec![value.clone()]));
        }
    }

    /// Fits when one of the types fits; else what is wrong is said of the whole.
    fn union(&mut self, path: &Path, union: &'a Union, value: &Value, depth: usize) {
        let tag = union.discriminator.as_ref().and_then(|it| value.get(it)).and_then(Value::as_str);
        let tagged = union.variants.iter().find(|it| tag.is_some() && it.tag.as_deref() == tag);
        if let Some(variant) = tagged {
            self.typed(path, &variant.ty, value, depth + 1);
            return;
        }
        if !union.variants.iter().any(|it| self.fits(&it.ty, value, &mut { MOST_TRIES })) {
            let whole = Type::Union(union.clone().into());
            self.other_type(path.clone(), &whole, value);
        }
    }

    /// Whether nothing is wrong with a value; nothing is reported.
    fn fits(&self, ty: &'a Type, value: &Value, tries: &mut usize) -> bool {
        let Some(left) = tries.checked_sub(1) else { return true };
        *tries = left;
        match (ty, value) {
            (Type::Any, _) => true,
            (Type::Nullable(inner), value) => value.is_null() || self.fits(inner, value, tries),
            (Type::Array(inner) | Type::Set(inner), Value::Array(items)) => {
                items.iter().all(|it| self.fits(inner, it, tries))
            }
            (Type::Map(inner), Value::Object(members)) => members.values().all(|it| self.fits(inner, it, tries)),
            (Type::Enum(enumeration), _) => enumeration.values.iter().any(|it| it.value == *value),
            (Type::Union(union), _) => union.variants.iter().any(|it| self.fits(&it.ty, value, tries)),
            (Type::Ref(name), _) => match self.schema.models.get(name).map(|it| &it.kind) {
                Some(ModelKind::Object(object)) => value.as_object().is_some_and(|members| {
                    object.fields.iter().all(|it| it.presence != Presence::Required || members.contains_key(&it.name))
                        && members
                            .keys()
                            .all(|key| object.additional.is_some() || object.fields.iter().any(|it| it.name == *key))
                }),
                Some(ModelKind::Enum(enumeration)) => enumeration.values.iter().any(|it| it.value == *value),
                Some(ModelKind::Union(union)) => union.variants.iter().any(|it| self.fits(&it.ty, value, tries)),
                Some(ModelKind::Alias(ty)) => self.fits(ty, value, tries),
                Some(ModelKind::Opaque(_)) | None => true,
            },
            _ => scalar_fits(ty, value),
        }
    }

    fn other_type(&mut self, path: Path, documented: &Type, value: &Value) {
        if value.is_null() {
            self.add(path, Problem::Null);
        } else {
            self.add(path, Problem::Type { documented: documented.clone(), found: kind::of(value) });
        }
    }

    fn add(&mut self, path: Path, problem: Problem) {
        let first = || (self.sample.to_owned(), self.pointer.iter().map(|it| format!("/{it}")).collect());
        let found = self.found.entry((path, problem.id())).or_insert_with(|| Found {
            problem: problem.clone(),
            count: 0,
            first: first(),
        });
        found.count += 1;
        self.problems += 1;
        match (&mut found.problem, problem) {
            (Problem::Values(all), Problem::Values(new)) => {
                for value in new {
                    if !all.contains(&value) && all.len() < MOST_VALUES {
                        all.push(value);
                    }
                }
            }
            (Problem::Unknown(all), Problem::Unknown(new))
            | (Problem::Type { found: all, .. }, Problem::Type { found: new, .. }) => {
                *all = kind::join(std::mem::replace(all, Type::Any), new);
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Report {
        let schema = self.schema;
        let order = |path: &Path| {
            let model = schema.models.get_index_of(&path.model);
            let field =
                path.steps.first().and_then(|step| match (step, schema.models.get(&path.model).map(|it| &it.kind)) {
                    (Step::Field(name), Some(ModelKind::Object(object))) => {
                        object.fields.iter().position(|it| it.name == *name)
                    }
                    _ => None,
                });
            (model, field.unwrap_or(usize::MAX))
        };
        let mut all: Vec<_> = self.found.into_iter().collect();
        all.sort_by_key(|((path, _), _)| order(path));
        self.report.mismatches = all
            .into_iter()
            .map(|((path, _), Found { problem, count, first })| {
                let of = self.seen.get(&path.model).copied().unwrap_or(0).max(count);
                Mismatch { path, problem, count, of, first }
            })
            .collect();
        self.report
    }
}

fn scalar_fits(ty: &Type, value: &Value) -> bool {
    match (ty, value) {
        (Type::Any, _)
        | (Type::Object | Type::Map(_), Value::Object(_))
        | (Type::Null, Value::Null)
        | (Type::Boolean, Value::Bool(_))
        | (Type::Integer(IntegerFormat::OrBoolean) | Type::Number(NumberFormat::OrBoolean), Value::Bool(_))
        | (Type::String(StringFormat::OrBoolean), Value::Bool(_))
        | (Type::Integer(IntegerFormat::OrNumber), Value::Number(_))
        | (Type::Number(_), Value::Number(_)) => true,
        (Type::Integer(format), Value::Number(number)) => integer_fits(*format, number),
        (Type::String(format), Value::String(text)) => format.fits(text),
        _ => false,
    }
}

/// Whether a number is an integer of this size; `1.0` is one.
fn integer_fits(format: IntegerFormat, number: &serde_json::Number) -> bool {
    let (low, high): (i128, i128) = match format {
        IntegerFormat::Int8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::Int16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::Int32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::UInt8 => (0, u8::MAX.into()),
        IntegerFormat::UInt16 => (0, u16::MAX.into()),
        IntegerFormat::UInt32 => (0, u32::MAX.into()),
        IntegerFormat::UInt64 => (0, u64::MAX.into()),
        _ => (i64::MIN.into(), u64::MAX.into()),
    };
    let value = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    value.map_or_else(|| number.as_f64().is_some_and(|it| it.fract() == 0.0), |it| (low..=high).contains(&it))
}
