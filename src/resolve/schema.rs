//! Drafts → schema. Comes in: what the pages show, and the dialect's notation. Goes out: models whose types are bound.

use super::{Options, Origins, WireCase};
use crate::diag::{Code, Sink};
use crate::dialect::{Dialect, Draft, Listed, Names, listed, suffix};
use crate::markdown::{decode, entities};
use crate::schema::{
    Constraints, EnumValue, Enumeration, Field, Model, ModelKind, Object, Opaque, Path, Presence, Schema, Type, Union,
    Variant,
};
use crate::text::{FileId, Span};
use crate::typexpr::{self, Notation, TypeExpr};
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::BTreeMap;

/// A draft and the page that it is of.
pub(crate) type Page<'t> = (FileId, Draft<'t>);

/// Binds names, reads cells, and gives every type that nobody describes a model of its own.
pub(crate) fn resolve(
    pages: &[Page<'_>],
    dialect: &Dialect,
    notation: &Notation,
    options: &Options,
    sink: &mut Sink,
) -> (Schema, Origins) {
    let names = ModelNames::new(pages, dialect, notation);
    let mut enums = BTreeMap::new();
    for (index, (_, draft)) in pages.iter().enumerate() {
        if draft.rows.is_empty() && !draft.values.is_empty() {
            enums.insert(names.list[index].clone(), Enumeration { values: values(draft, notation) });
        }
    }
    let mut reader = Reader { dialect, notation, options, names: &names, enums, undocumented: IndexMap::new(), sink };
    let mut schema = Schema::default();
    let mut origins = Origins::default();
    for (index, (file, draft)) in pages.iter().enumerate() {
        let name = &names.list[index];
        if schema.models.contains_key(name) {
            continue;
        }
        let mut model = Model::new(reader.kind(*file, draft, name, &mut origins));
        model.description = draft.description.map(entities);
        origins.place(Path::model(name.clone()), Span::new(*file, draft.place.clone()));
        schema.models.insert(name.clone(), model);
    }
    let undocumented = reader.undocumented;
    for (name, span) in &undocumented {
        origins.place(Path::model(name.clone()), *span);
        schema.models.insert(name.clone(), Model::new(ModelKind::Opaque(Opaque::Undocumented)));
    }
    if let Some((_, span)) = undocumented.first() {
        let list: Vec<_> = undocumented.keys().map(|it| format!("`{it}`")).collect();
        sink.report(
            Code::UndocumentedModel,
            *span,
            format!("{} models are named, but no page describes them: {}", list.len(), list.join(", ")),
        );
    }
    (schema, origins)
}

/// The models' names, and how types may call them.
struct ModelNames {
    list: Vec<String>,
    by_name: BTreeMap<String, usize>,
    by_letters: BTreeMap<String, Option<usize>>,
}

impl ModelNames {
    fn new(pages: &[Page<'_>], dialect: &Dialect, notation: &Notation) -> Self {
        let shown: Vec<_> =
            pages.iter().map(|(_, draft)| notation.model_name(draft.name.trim_matches('`')).to_owned()).collect();
        let list: Vec<_> = shown.iter().map(|it| dialect.escaped_models.undo(it)).collect();
        let mut by_name = BTreeMap::new();
        let mut by_letters = BTreeMap::new();
        for (index, name) in list.iter().enumerate() {
            by_name.entry(name.clone()).or_insert(index);
            by_name.entry(shown[index].clone()).or_insert(index);
            by_letters.entry(letters(name)).and_modify(|it| *it = None).or_insert(Some(index));
        }
        Self { list, by_name, by_letters }
    }

    fn find(&self, name: &str) -> Option<&str> {
        let index = self.by_name.get(name).copied().or_else(|| *self.by_letters.get(&letters(name))?)?;
        Some(&self.list[index])
    }
}

fn letters(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

struct Reader<'a, 's> {
    dialect: &'a Dialect,
    notation: &'a Notation,
    options: &'a Options,
    names: &'a ModelNames,
    enums: BTreeMap<String, Enumeration>,
    undocumented: IndexMap<String, Span>,
    sink: &'s mut Sink,
}

impl Reader<'_, '_> {
    fn kind(&mut self, file: FileId, draft: &Draft<'_>, name: &str, origins: &mut Origins) -> ModelKind {
        for range in &draft.broken {
            let message = "the row is not read: it has no cell for the type";
            self.sink.report(Code::MissingName, Span::new(file, range.clone()), message);
        }
        if !draft.rows.is_empty() {
            let mut fields: Vec<Field> = Vec::new();
            for (range, _) in &draft.rows {
                let span = Span::new(file, range.clone());
                if let Some(field) = self.field(draft, span, fields.len(), range) {
                    if fields.iter().any(|it| it.name == field.name) {
                        let message = format!("the model has another field `{}`", field.name);
                        self.sink.report(Code::MissingName, span, message);
                        continue;
                    }
                    origins.place(Path::field(name, field.name.clone()), span);
                    fields.push(field);
                }
            }
            return ModelKind::Object(Object { fields, additional: None });
        }
        if let Some(enumeration) = self.enums.get(name) {
            return ModelKind::Enum(enumeration.clone());
        }
        let place = Span::new(file, draft.place.clone());
        if !draft.variants.is_empty() {
            let variants = draft
                .variants
                .iter()
                .map(|it| Variant { ty: self.ty(draft, it, place, false), tag: None, description: None })
                .collect();
            return ModelKind::Union(Union { variants, discriminator: draft.discriminator.map(str::to_owned) });
        }
        if let Some(alias) = &draft.alias {
            let other = self.dialect.alias_notation.as_deref().and_then(typexpr::builtin);
            let own = self.notation;
            self.notation = other.unwrap_or(own);
            let ty = self.ty(draft, alias, place, false);
            self.notation = own;
            return ModelKind::Alias(ty);
        }
        ModelKind::Opaque(Opaque::Empty)
    }

    fn field(&mut self, draft: &Draft<'_>, span: Span, _index: usize, range: &std::ops::Range<usize>) -> Option<Field> {
        let (_, row) = draft.rows.iter().find(|(it, _)| it == range)?;
        let shown = decode(row.name).text;
        if shown.is_empty() {
            self.sink
                .report(Code::MissingName, span, "the row has no name")
                .help("give it in `fieldtable.toml` with a `[[fix]]`");
            return None;
        }
        let required = self.dialect.says_required && !row.notes.optional;
        let (mut description, mut inline) = (row.description.trim(), None);
        if let Some((before, said)) =
            self.dialect.value_suffix.as_deref().and_then(|it| suffix(row.description.trim_end(), it))
        {
            (description, inline) = (before.trim(), Some(said));
        }
        let inline = inline.or(row.notes.values).map(|it| enumerated(&listed(&entities(it))));
        let mut cell = decode(row.ty);
        if self.dialect.linked_type.as_deref() == Some(cell.text.as_str())
            && let Some(target) = cell.link.as_deref().and_then(|it| it.strip_prefix('#'))
        {
            cell.text = entities(target).replace('`', "");
        }
        let inline = inline.or_else(|| {
            let of = letters(&shown);
            let fits = |key: &str| key == of || key.strip_suffix("enum") == Some(of.as_str());
            let mut sections = draft.inline.iter().filter(|_| self.dialect.inline_by_field);
            sections.find(|(key, _)| fits(&letters(key))).map(|(_, values)| inline_enum(values, self.notation))
        });
        let mut ty = self.cell_type(draft, &cell.text, span, inline.is_some());
        let mut nullable = draft.nullable.contains(&shown);
        match ty {
            (TopLevel::Nullable, _) => nullable = true,
            (TopLevel::Optional, _) => nullable |= required && self.dialect.optional_type_is_null,
            (TopLevel::Plain, _) => {}
        }
        if self.dialect.linked_items
            && let Some(model) = cell.link.as_deref().and_then(|it| it.strip_suffix(".md"))
            && let Some(model) = self.names.find(model)
        {
            fill(&mut ty.1, model);
        }
        let mut field = Field::new(self.wire(&shown), ty.1);
        if let Some(values) = inline {
            *leaf(&mut field.ty) = Type::Enum(values);
        }
        if field.name != shown {
            field.shown = Some(shown);
        }
        field.presence = match (self.dialect.says_required, required) {
            (false, _) => Presence::Unsaid,
            (true, true) => Presence::Required,
            (true, false) => Presence::Optional,
        };
        field.nullable = nullable;
        field.read_only = row.notes.read_only;
        field.description = (!description.is_empty()).then(|| entities(description));
        field.constraints =
            serde_json::from_value::<Constraints>(Value::Object(row.notes.bounds.clone())).unwrap_or_default();
        if let Some(text) = row.notes.default {
            field.default = self.default(&entities(text), &field.ty);
        }
        Some(field)
    }

    fn default(&self, text: &str, ty: &Type) -> Option<Value> {
        let meant = match ty {
            Type::Ref(name) => self.enums.get(name).map(|it| Type::Enum(it.clone())),
            _ => None,
        };
        self.notation.literal(text, meant.as_ref().unwrap_or(ty)).ok().flatten()
    }

    fn wire(&self, shown: &str) -> String {
        if let Some(name) = self.options.wire_names.names.get(shown) {
            return name.clone();
        }
        let name = self.dialect.escaped_fields.undo(shown);
        match (self.dialect.names, self.options.wire_names.case) {
            (Names::Language, Some(WireCase::Case(case))) => case.apply(&name),
            _ => name,
        }
    }

    fn ty(&mut self, draft: &Draft<'_>, text: &str, span: Span, listed: bool) -> Type {
        self.cell_type(draft, text, span, listed).1
    }

    fn cell_type(&mut self, draft: &Draft<'_>, text: &str, span: Span, listed: bool) -> (TopLevel, Type) {
        let names = self.names;
        let expr = match self.notation.parse_knowing(text, &|it| names.by_name.contains_key(it)) {
            Ok(expr) => expr,
            Err(error) => {
                self.sink
                    .report(Code::UnknownType, span, format!("cannot read `{text}` as a type: {}", error.message))
                    .help(format!("the notation is `{}`; the field takes any JSON", self.notation.id));
                return (TopLevel::Plain, Type::Any);
            }
        };
        let level = match &expr {
            TypeExpr::Nullable(_) => TopLevel::Nullable,
            TypeExpr::Optional(_) => TopLevel::Optional,
            _ => TopLevel::Plain,
        };
        let undocumented = &mut self.undocumented;
        let notation = self.notation;
        let ty = expr.into_type(&mut |name, _| {
            let section = || draft.inline.iter().find(|(it, _)| it.trim_end_matches([']', '>']).ends_with(name));
            if let Some(values) = draft.inline.get(name).or_else(|| section().map(|it| it.1)) {
                return Type::Enum(inline_enum(values, notation));
            }
            if listed {
                return Type::Any;
            }
            Type::Ref(names.find(name).map_or_else(
                || {
                    undocumented.entry(name.to_owned()).or_insert(span);
                    name.to_owned()
                },
                str::to_owned,
            ))
        });
        match ty {
            Type::Nullable(inner) => (TopLevel::Nullable, *inner),
            other => (if matches!(level, TopLevel::Nullable) { TopLevel::Plain } else { level }, other),
        }
    }
}

#[derive(Clone, Copy)]
enum TopLevel {
    Plain,
    Nullable,
    Optional,
}

/// The type at the bottom of arrays and maps.
fn leaf(ty: &mut Type) -> &mut Type {
    match ty {
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => leaf(inner),
        other => other,
    }
}

/// Items of unsaid type are of the model that the cell links to.
fn fill(ty: &mut Type, model: &str) {
    if let Type::Array(inner) | Type::Set(inner) | Type::Map(inner) = ty
        && **inner == Type::Any
    {
        **inner = Type::Ref(model.to_owned());
    }
}

fn values(draft: &Draft<'_>, notation: &Notation) -> Vec<EnumValue> {
    let mut found: Vec<EnumValue> = Vec::new();
    for (name, text) in &draft.values {
        let value = notation.literal(text, &Type::Any).ok().flatten().unwrap_or_else(|| Value::from(text.as_str()));
        if found.iter().all(|it| it.value != value) {
            found.push(EnumValue { value, name: name.map(str::to_owned), description: None });
        }
    }
    found
}

/// Values without quotes: numbers when all are.
fn enumerated(values: &[&str]) -> Enumeration {
    let numbers: Option<Vec<Value>> =
        values.iter().map(|it| serde_json::from_str(it).ok().filter(Value::is_number)).collect();
    let values = numbers.unwrap_or_else(|| values.iter().map(|it| Value::from(*it)).collect());
    let mut distinct: Vec<Value> = Vec::new();
    for value in values {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    Enumeration { values: distinct.into_iter().map(EnumValue::new).collect() }
}

fn inline_enum(listed: &Listed, notation: &Notation) -> Enumeration {
    if listed.bare {
        let values: Vec<_> = listed.values.iter().map(|it| it.1.as_str()).collect();
        return enumerated(&values);
    }
    let value = |text: &str| notation.literal(text, &Type::Any).ok().flatten().unwrap_or_else(|| Value::from(text));
    let mut values: Vec<EnumValue> = Vec::new();
    for (name, text) in &listed.values {
        let value = EnumValue { value: value(text), name: name.clone(), description: None };
        if values.iter().all(|it| it.value != value.value) {
            values.push(value);
        }
    }
    Enumeration { values }
}
