//! Schemas that stand within others → types. What has members gets a model of its own.

use super::merge::Merged;
use super::read::{DEPTH, Place, Reader, Source, discriminator, tags_of};
use crate::schema::{EnumValue, Enumeration, StringFormat, Type, Union, Variant};
use serde_json::Value;
use std::collections::HashSet;

impl<'d> Reader<'d> {
    /// The type that a schema stands for.
    pub(super) fn ty(&mut self, schema: &'d Value, place: &Place) -> Type {
        if place.depth > DEPTH {
            self.notice(&place.pointer, "nested too deep; it becomes any JSON");
            return Type::Any;
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let name = self.reference(reference, place);
            if schema.get("properties").is_some() {
                self.notice(&place.pointer, "`properties` beside `$ref` are left out");
            }
            return marked(Type::Ref(name), self.may_be_null(schema));
        }
        if let Some(branches) = schema.get("allOf").and_then(Value::as_array) {
            return self.all_of(schema, branches, place);
        }
        let ty = self.own_type(schema, place);
        marked(ty, says_null(schema))
    }

    fn own_type(&mut self, schema: &'d Value, place: &Place) -> Type {
        if let Some(values) = self.enumerated(schema, place) {
            return values;
        }
        let has_members = schema.get("properties").and_then(Value::as_object).is_some_and(|it| !it.is_empty());
        if has_members && place.depth > 0 {
            return self.model_of_its_own(schema, place);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(variants) = schema.get(keyword).and_then(Value::as_array).filter(|it| !it.is_empty()) {
                return self.union(schema, variants, keyword, place);
            }
        }
        match schema.get("type") {
            Some(Value::String(name)) => self.typed(name, schema, place),
            Some(Value::Array(names)) => self.one_of_types(names, schema, place),
            _ if schema.get("items").is_some() => self.typed("array", schema, place),
            _ if has_members || schema.get("additionalProperties").is_some_and(Value::is_object) => {
                self.typed("object", schema, place)
            }
            _ => Type::Any,
        }
    }

    /// The values of `enum` or `const`, with the names and descriptions that extensions in wide use give them.
    fn enumerated(&mut self, schema: &Value, place: &Place) -> Option<Type> {
        let all = match (schema.get("const"), schema.get("enum")) {
            (Some(Value::Null), _) => return Some(Type::Null),
            (Some(constant), _) => std::slice::from_ref(constant),
            (None, values) => values?.as_array()?,
        };
        let names = ["x-enum-varnames", "x-enumNames"].iter().find_map(|it| schema.get(it));
        let descriptions = ["x-enum-descriptions", "x-enumDescriptions"].iter().find_map(|it| schema.get(it));
        let mut values = Vec::new();
        let mut seen = HashSet::new();
        for (index, value) in all.iter().enumerate() {
            if value.is_array() || value.is_object() {
                self.notice(
                    &place.pointer,
                    "an enum value that is an array or an object is not held; any JSON is kept",
                );
                return Some(Type::Any);
            }
            if !value.is_null() && seen.insert(value.to_string()) {
                let (name, description) = (extra(names, index, value), extra(descriptions, index, value));
                values.push(EnumValue { value: value.clone().into(), name, description });
            }
        }
        (!values.is_empty()).then_some(Type::Enum(Enumeration { values }))
    }

    fn model_of_its_own(&mut self, schema: &'d Value, place: &Place) -> Type {
        let known = self.names.get(&place.pointer).map(str::to_owned);
        Type::Ref(known.unwrap_or_else(|| self.enqueue(place.pointer.clone(), &place.name, Source::At(schema))))
    }

    fn typed(&mut self, name: &str, schema: &'d Value, place: &Place) -> Type {
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        match name {
            "string" => match schema.get("contentEncoding").and_then(Value::as_str) {
                Some("base64") if format.is_empty() => Type::String(StringFormat::Byte),
                _ => Type::STRING.with_format(format),
            },
            "integer" => Type::INTEGER.with_format(format),
            "number" => Type::NUMBER.with_format(format),
            "boolean" => Type::Boolean,
            "null" => Type::Null,
            "file" => Type::String(StringFormat::Binary),
            "array" => self.array(schema, place),
            "object" => self.map(schema, place),
            other => {
                self.notice(&place.pointer, format!("type `{other}` is not known; it becomes any JSON"));
                Type::Any
            }
        }
    }

    /// The type of items or values, whose bounds have no place in the schema.
    fn inner(&mut self, schema: &'d Value, place: &Place) -> Type {
        self.unheld_bounds(schema, place);
        self.ty(schema, place)
    }

    /// Says that the bounds of a schema that is no field's are left out.
    pub(super) fn unheld_bounds(&mut self, schema: &Value, place: &Place) {
        let bounds = ["minimum", "maximum", "minLength", "maxLength", "pattern", "minItems", "maxItems", "multipleOf"];
        if bounds.iter().any(|it| schema.get(it).is_some()) {
            self.notice(&place.pointer, "bounds are held for fields alone; these are left out");
        }
    }

    fn array(&mut self, schema: &'d Value, place: &Place) -> Type {
        let items = match schema.get("items") {
            Some(items @ Value::Object(_)) => self.inner(items, &place.inner("items", "Item")),
            _ => Type::Any,
        };
        if schema.get("prefixItems").is_some() || schema.get("items").is_some_and(Value::is_array) {
            self.notice(&place.pointer, "a tuple becomes an array of any JSON");
            return Type::Any.array();
        }
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) { Type::Set(Box::new(items)) } else { items.array() }
    }

    fn map(&mut self, schema: &'d Value, place: &Place) -> Type {
        match schema.get("additionalProperties") {
            Some(values @ Value::Object(keywords)) if !keywords.is_empty() => {
                self.inner(values, &place.inner("additionalProperties", "Value")).map()
            }
            Some(Value::Object(_)) => Type::Any.map(),
            _ => self.pattern_map(schema, place).unwrap_or(Type::Object),
        }
    }

    fn pattern_map(&mut self, schema: &'d Value, place: &Place) -> Option<Type> {
        let patterns = schema.get("patternProperties")?.as_object()?;
        let mut types = patterns.values().map(|it| self.ty(it, &place.inner("patternProperties", "Value")));
        let first = types.next()?;
        let same = types.all(|it| it == first);
        Some(if same { first } else { Type::Any }.map())
    }

    fn one_of_types(&mut self, names: &[Value], schema: &'d Value, place: &Place) -> Type {
        let names: Vec<_> = names.iter().filter_map(Value::as_str).filter(|it| *it != "null").collect();
        match names[..] {
            [] => Type::Null,
            [name] => self.typed(name, schema, place),
            _ => {
                let variants = names.iter().map(|name| untagged(self.typed(name, schema, place))).collect();
                Type::Union(Union { variants, discriminator: None }.into())
            }
        }
    }

    fn union(&mut self, owner: &'d Value, variants: &'d [Value], keyword: &str, place: &Place) -> Type {
        if let Some(values) = constants(variants) {
            return values;
        }
        let discriminator = discriminator(owner);
        let tags = self.tags(owner);
        let live: Vec<_> = variants.iter().enumerate().filter(|(_, it)| !is_null(it)).collect();
        let mut out = Union { variants: Vec::new(), discriminator };
        let mut nullable = live.len() < variants.len();
        let mut seen = HashSet::new();
        for (index, variant) in &live {
            let within = format!("{keyword}/{index}");
            let place = if live.len() == 1 {
                place.within(&within)
            } else {
                self.variant_place(variant, *index, &within, place)
            };
            let ty = match self.ty(variant, &place) {
                Type::Nullable(inner) => {
                    nullable = true;
                    *inner
                }
                other => other,
            };
            let description =
                variant.get("description").and_then(Value::as_str).filter(|_| variant.get("$ref").is_none());
            for tag in tags_of(&tags, variant.get("$ref").and_then(Value::as_str), out.discriminator.is_some()) {
                if seen.insert((ty.to_string(), tag.clone())) {
                    out.variants.push(Variant { ty: ty.clone(), tag, description: description.map(str::to_owned) });
                }
            }
        }
        let ty = match out.variants.len() {
            0 => Type::Null,
            1 => out.variants.swap_remove(0).ty,
            _ => Type::Union(out.into()),
        };
        marked(ty, nullable)
    }

    fn variant_place(&self, variant: &Value, index: usize, within: &str, place: &Place) -> Place {
        let title = variant.get("title").and_then(Value::as_str).filter(|it| it.len() < 40);
        place.inner(within, &title.map_or_else(|| format!("Variant{}", index + 1), str::to_owned))
    }

    fn all_of(&mut self, schema: &'d Value, branches: &'d [Value], place: &Place) -> Type {
        let merged = Merged::of(self, schema, place);
        let nullable = says_null(schema) || self.may_be_null_by_branches(branches);
        let ty = match merged.only {
            // One branch says what it is, the others annotate it.
            Some(only) if merged.branches == 1 && !std::ptr::eq(only, schema) => self.ty(only, &place.within("allOf")),
            _ if !merged.properties.is_empty() && place.depth > 0 => self.model_of_its_own(schema, place),
            Some(only) if !std::ptr::eq(only, schema) => {
                self.notice(&place.pointer, "of an `allOf` without members the first branch is read");
                self.ty(only, &place.within("allOf"))
            }
            _ => self.own_type(schema, place),
        };
        marked(ty, nullable)
    }

    fn may_be_null_by_branches(&self, branches: &[Value]) -> bool {
        let mut saying = branches.iter().filter(|it| it.get("$ref").is_some() || it.get("type").is_some()).peekable();
        saying.peek().is_some() && saying.all(|it| self.may_be_null(it))
    }

    /// Whether a schema or the one that it refers to allows `null`.
    fn may_be_null(&self, schema: &Value) -> bool {
        let mut schema = schema;
        for _ in 0..DEPTH {
            if says_null(schema) {
                return true;
            }
            let Some(target) = schema.get("$ref").and_then(Value::as_str).and_then(|it| self.target(it)) else { break };
            schema = target;
        }
        false
    }
}

fn marked(ty: Type, nullable: bool) -> Type {
    if nullable { ty.nullable() } else { ty }
}

fn untagged(ty: Type) -> Variant {
    Variant { ty, tag: None, description: None }
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null") || schema.get("const").is_some_and(Value::is_null)
}

fn says_null(schema: &Value) -> bool {
    let flagged = ["nullable", "x-nullable"].iter().any(|it| schema.get(it) == Some(&Value::Bool(true)));
    let typed = schema.get("type").and_then(Value::as_array).is_some_and(|it| it.iter().any(|name| name == "null"));
    let listed = schema.get("enum").and_then(Value::as_array).is_some_and(|it| it.contains(&Value::Null));
    let one_is_null = |keyword| schema.get(keyword).and_then(Value::as_array).is_some_and(|it| it.iter().any(is_null));
    flagged || typed || listed || one_is_null("oneOf") || one_is_null("anyOf")
}

/// A list has the text at the value's place, an object under the value.
fn extra(texts: Option<&Value>, index: usize, value: &Value) -> Option<String> {
    let text = match texts? {
        Value::Array(list) => list.get(index)?,
        by_value => by_value.get(value.as_str()?)?,
    };
    text.as_str().filter(|it| !it.is_empty()).map(str::to_owned)
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))
}

/// A union of constants is an enum whose values have titles and descriptions.
fn constants(variants: &[Value]) -> Option<Type> {
    let text = |it: &Value, keyword| it.get(keyword).and_then(Value::as_str).map(str::to_owned);
    let mut values = Vec::new();
    let mut seen = HashSet::new();
    for variant in variants.iter().filter(|it| !is_null(it)) {
        let value = variant.get("const").filter(|it| is_scalar(it))?.clone();
        if seen.insert(value.to_string()) {
            values.push(EnumValue {
                value: value.into(),
                name: text(variant, "title"),
                description: text(variant, "description"),
            });
        }
    }
    (!values.is_empty()).then_some(Type::Enum(Enumeration { values }))
}
