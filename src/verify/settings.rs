//! What samples say → the settings of `fieldtable.toml` that would make it so.

use super::kind::join;
use super::{Mismatch, Problem, Report};
use crate::name::Glob;
use crate::schema::{EnumValue, Enumeration, Field, ModelKind, Path, Schema, Step, Type, Union, Variant};
use indexmap::IndexMap;
use serde_json::Value;

/// A key of `fieldtable.toml` and its value.
///
/// ```
/// use fieldtable::verify::Setting;
///
/// let keys = ["field", "Order.id", "type"].map(str::to_owned).to_vec();
/// let setting = Setting { keys, value: "string".into() };
/// assert_eq!(setting.keys.len(), 3);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The keys from the outside in: `field`, `Customer.birthdate`, `nullable`.
    pub keys: Vec<String>,
    /// The value.
    pub value: Value,
}

/// The settings that mend what a report found, where a setting can. Those of one table stand together.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::verify::{Sample, settings, verify};
///
/// let value = serde_json::json!({ "note": "gift" });
/// let report = verify(&compilation.schema, &[Sample { name: "order.json".into(), value, model: Some("Order".into()) }]);
/// let mend = &settings(&compilation.schema, &report)[0];
/// assert_eq!((mend.keys.join("."), &mend.value), ("field.Order.id.required".to_owned(), &false.into()));
/// ```
#[must_use]
pub fn settings(schema: &Schema, report: &Report) -> Vec<Setting> {
    let mut all = Settings { schema, tables: IndexMap::new(), types: IndexMap::new() };
    report.mismatches.iter().for_each(|it| all.mend(it));
    let Settings { tables, types, .. } = all;
    let mut all = Vec::new();
    for ((kind, name), words) in tables {
        let ty = types.get(&name).map(|it| ("type", Value::from(it.to_string()))).filter(|_| kind == "field");
        for (word, value) in ty.into_iter().chain(words) {
            all.push(Setting { keys: vec![kind.to_owned(), name.clone(), word.to_owned()], value });
        }
    }
    all
}

struct Settings<'s> {
    schema: &'s Schema,
    /// By `field` or `model` and the name.
    tables: IndexMap<(&'static str, String), IndexMap<&'static str, Value>>,
    /// New types by the name of the field. Several problems may widen one type.
    types: IndexMap<String, Type>,
}

impl Settings<'_> {
    fn set(&mut self, kind: &'static str, name: &str, word: &'static str, value: Value) {
        self.tables.entry((kind, name.to_owned())).or_default().insert(word, value);
    }

    fn retype(&mut self, key: &str, old: &Type, steps: &[Step], change: &dyn Fn(&Type) -> Type) {
        let old = self.types.get(key).unwrap_or(old);
        if let Some(ty) = at(old, steps, change) {
            self.types.insert(key.to_owned(), ty);
            self.tables.entry(("field", key.to_owned())).or_default();
        }
    }

    fn mend(&mut self, mismatch: &Mismatch) {
        let Path { model, steps } = &mismatch.path;
        let Some((Step::Field(name), steps)) = steps.split_first() else {
            if let (Problem::Values(values), Some(ModelKind::Enum(old)), []) =
                (&mismatch.problem, self.schema.models.get(model).map(|it| &it.kind), steps.as_slice())
            {
                self.set("model", model, "values", wider(old, values));
            }
            return;
        };
        let key = Glob::escape(&format!("{model}.{name}"));
        let field = field(self.schema, model, name);
        match (&mismatch.problem, field) {
            (Problem::Renamed(documented), _) => {
                self.set("field", &Glob::escape(&format!("{model}.{documented}")), "name", Value::from(name.as_str()));
            }
            (Problem::Unknown(ty), _) => {
                self.retype(&key, ty, &[], &settled);
                self.set("field", &key, "required", Value::Bool(false));
            }
            (Problem::Missing, _) => self.set("field", &key, "required", Value::Bool(false)),
            (Problem::Null, Some(field)) if !steps.is_empty() => {
                self.retype(&key, &field.ty, steps, &|it| it.clone().nullable());
            }
            (Problem::Null, _) => self.set("field", &key, "nullable", Value::Bool(true)),
            (Problem::Type { found, .. }, Some(field)) => {
                let always = steps.is_empty() && mismatch.count == mismatch.of;
                self.retype(&key, &field.ty, steps, &|old| if always { settled(found) } else { either(old, found) });
            }
            (Problem::Values(values), Some(field)) => {
                if let Type::Enum(old) = field.ty.leaf() {
                    self.set("field", &key, "values", wider(old, values));
                }
            }
            (Problem::Type { .. } | Problem::Values(_), None) => {}
        }
    }
}

fn field<'s>(schema: &'s Schema, model: &str, name: &str) -> Option<&'s Field> {
    match &schema.models.get(model)?.kind {
        ModelKind::Object(object) => object.fields.iter().find(|it| it.name == name),
        _ => None,
    }
}

/// The type with the part at the end of the steps changed.
fn at(ty: &Type, steps: &[Step], change: &dyn Fn(&Type) -> Type) -> Option<Type> {
    let Some((step, rest)) = steps.split_first() else { return Some(change(ty)) };
    Some(match (ty, step) {
        (Type::Array(inner), Step::Items) => at(inner, rest, change)?.array(),
        (Type::Set(inner), Step::Items) => Type::Set(Box::new(at(inner, rest, change)?)),
        (Type::Map(inner), Step::Values) => at(inner, rest, change)?.map(),
        (Type::Nullable(inner), _) => at(inner, steps, change)?.nullable(),
        _ => return None,
    })
}

/// A type for what was documented and for what was found.
fn either(old: &Type, found: &Type) -> Type {
    if let Type::Nullable(inner) = old {
        return either(inner, found).nullable();
    }
    let plain = match old {
        Type::String(_) => Type::STRING,
        Type::Integer(_) => Type::INTEGER,
        Type::Number(_) => Type::NUMBER,
        other => other.clone(),
    };
    let variant = |ty: Type| Variant { ty, tag: None, description: None };
    match (join(plain.clone(), found.clone()), settled(found)) {
        (Type::Any, Type::Any) => Type::Any,
        (Type::Any, found) => {
            Type::Union(Union { variants: vec![variant(plain), variant(found)], discriminator: None }.into())
        }
        (both, _) => both,
    }
}

/// What is known of a type; what is only ever `null` may be anything.
fn settled(ty: &Type) -> Type {
    match ty {
        Type::Null => Type::Any,
        Type::Array(inner) => settled(inner).array(),
        other => other.clone(),
    }
}

fn wider(old: &Enumeration, new: &[Value]) -> Value {
    let old = old.values.iter().map(|EnumValue { value, .. }| value.clone().into());
    old.chain(new.iter().cloned()).collect()
}
