use super::names::identifier;
use crate::name::Case;
use crate::schema::{IntegerFormat, Model, ModelKind, NumberFormat, Object, Presence, Schema, StringFormat, Type};
use std::collections::{BTreeMap, BTreeSet};

/// A type of the generated code.
pub(super) struct Item {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) body: Body,
}

/// What a type of the generated code is.
pub(super) enum Body {
    Struct { members: Vec<Member>, rest: Option<String> },
    Alias(String),
    Open(Vec<(String, String)>),
}

/// A field of a generated struct.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) wire: String,
    pub(super) doc: Option<String>,
    pub(super) ty: String,
    pub(super) optional: bool,
}

/// Settles names, types, boxes and attributes.
pub(super) fn plan(schema: &Schema) -> Vec<Item> {
    let mut taken = BTreeSet::from(["Self".to_owned()]);
    let names: BTreeMap<&str, String> =
        schema.models.keys().map(|it| (it.as_str(), identifier(it, Case::Pascal, &mut taken))).collect();
    schema
        .models
        .iter()
        .map(|(name, model)| Item {
            name: names[name.as_str()].clone(),
            doc: model.description.clone(),
            body: body(model, &names),
        })
        .collect()
}

type Names<'a> = BTreeMap<&'a str, String>;

fn body(model: &Model, names: &Names<'_>) -> Body {
    match &model.kind {
        ModelKind::Object(object) => structure(object, names),
        ModelKind::Enum(values) => {
            let mut taken = BTreeSet::from(["Other".to_owned()]);
            let strings: Option<Vec<&str>> = values.values.iter().map(|it| it.value.as_str()).collect();
            match strings {
                Some(all) => Body::Open(
                    all.into_iter().map(|it| (identifier(it, Case::Pascal, &mut taken), it.to_owned())).collect(),
                ),
                None => Body::Alias(ANY.into()),
            }
        }
        // A type that names itself without a struct between would have no end.
        ModelKind::Alias(ty) if !refers(ty) => Body::Alias(rust(ty, names)),
        ModelKind::Alias(_) | ModelKind::Union(_) | ModelKind::Opaque(_) => Body::Alias(ANY.into()),
    }
}

const ANY: &str = "::serde_json::Value";

fn structure(object: &Object, names: &Names<'_>) -> Body {
    let mut taken = BTreeSet::new();
    let members = object.fields.iter().map(|field| {
        let optional = field.presence != Presence::Required;
        let mut ty = rust(&field.ty, names);
        // Boxed wherever a model stands in a field directly: any of them may come back to this one.
        if matches!(field.ty, Type::Ref(_)) {
            ty = format!("::std::boxed::Box<{ty}>");
        }
        if optional || field.nullable {
            ty = format!("::std::option::Option<{ty}>");
        }
        Member {
            name: identifier(&field.name, Case::Snake, &mut taken),
            wire: field.name.clone(),
            doc: field.description.clone(),
            ty,
            optional,
        }
    });
    let members: Vec<_> = members.collect();
    let rest = object.additional.as_ref().map(|ty| {
        let _ = taken.insert("additional".into());
        format!("::std::collections::BTreeMap<::std::string::String, {}>", rust(ty, names))
    });
    Body::Struct { members, rest }
}

fn refers(ty: &Type) -> bool {
    match ty {
        Type::Ref(_) => true,
        Type::Array(inner) | Type::Set(inner) | Type::Map(inner) | Type::Nullable(inner) => refers(inner),
        _ => false,
    }
}

fn rust(ty: &Type, names: &Names<'_>) -> String {
    match ty {
        Type::Object => format!("::serde_json::Map<::std::string::String, {ANY}>"),
        Type::Boolean => "bool".into(),
        Type::Integer(IntegerFormat::OrNumber | IntegerFormat::OrBoolean)
        | Type::Number(NumberFormat::OrBoolean)
        | Type::String(StringFormat::OrBoolean)
        | Type::Any
        | Type::Null
        | Type::Union(_) => ANY.into(),
        Type::Integer(_) => "i64".into(),
        Type::Number(_) => "f64".into(),
        Type::String(_) => "::std::string::String".into(),
        Type::Array(inner) | Type::Set(inner) => format!("::std::vec::Vec<{}>", rust(inner, names)),
        Type::Map(inner) => {
            format!("::std::collections::BTreeMap<::std::string::String, {}>", rust(inner, names))
        }
        Type::Nullable(inner) => format!("::std::option::Option<{}>", rust(inner, names)),
        Type::Enum(values) if values.values.iter().all(|it| it.value.is_string()) => "::std::string::String".into(),
        Type::Enum(_) => ANY.into(),
        Type::Ref(name) => names.get(name.as_str()).map_or_else(|| ANY.into(), Clone::clone),
    }
}
