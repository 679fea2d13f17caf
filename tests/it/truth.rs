//! What the pages in fixtures/openapi-generator are about: the document that they were made from, read as a schema. Also
//! the one way in which tests here show a schema: a line for each model and each field.

use fieldtable::import;
use fieldtable::schema::{EnumValue, Field, Model, ModelKind, Presence, Schema, Union};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// The schema behind the pages.
pub(crate) fn shop() -> Schema {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator/shop.yaml");
    let text = std::fs::read_to_string(path).expect("the document stands beside the pages");
    import::openapi::read(&import::document(&text).expect("YAML")).expect("an OpenAPI document").0
}

/// A line for each model, and below it one for each field.
pub(crate) fn lines(schema: &Schema) -> String {
    let mut out = String::new();
    for (name, model) in &schema.models {
        out += &format!("{name}{}\n", kind(model));
        if let ModelKind::Object(object) = &model.kind {
            object.fields.iter().for_each(|it| out += &format!("  {}\n", field(it)));
            object.additional.iter().for_each(|it| out += &format!("  *: {it}\n"));
        }
    }
    out
}

fn kind(model: &Model) -> String {
    let mut out = match &model.kind {
        ModelKind::Object(_) => String::new(),
        ModelKind::Enum(it) => format!(" = {}", it.values.iter().map(value).collect::<Vec<_>>().join(" | ")),
        ModelKind::Union(it) => format!(" = {}", union(it)),
        ModelKind::Alias(ty) => format!(" = {ty}"),
        ModelKind::Opaque(why) => format!(" ({why:?})"),
    };
    if model.deprecated.is_some() {
        out += ", deprecated";
    }
    out + &model.description.as_ref().map_or_else(String::new, |it| format!(", {it:?}"))
}

fn value(it: &EnumValue) -> String {
    let all = [Some(it.value.to_string()), it.name.clone(), it.description.clone()];
    all.into_iter().flatten().collect::<Vec<_>>().join(":")
}

fn union(it: &Union) -> String {
    let tag = |tag: &Option<String>| tag.as_ref().map_or_else(String::new, |it| format!("{it:?}: "));
    let variants: Vec<_> = it.variants.iter().map(|it| format!("{}{}", tag(&it.tag), it.ty)).collect();
    let by = it.discriminator.as_ref().map_or_else(String::new, |it| format!(" by {it}"));
    format!("{}{by}", variants.join(" | "))
}

/// A field and what is said of it.
pub(crate) fn field(it: &Field) -> String {
    let mark = match it.presence {
        Presence::Required => "",
        Presence::Optional => "?",
        Presence::Unsaid => "??",
    };
    let flags = [
        (it.nullable, "null"),
        (it.read_only, "read-only"),
        (it.write_only, "write-only"),
        (it.deprecated.is_some(), "deprecated"),
    ];
    let mut out = format!("{}{mark}: {}", it.name, it.ty);
    flags.iter().filter(|it| it.0).for_each(|it| out += &format!(", {}", it.1));
    out += &it.shown.as_ref().map_or_else(String::new, |it| format!(", shown as {it}"));
    out += &it.default.as_ref().map_or_else(String::new, |it| format!(", default {it}"));
    if let Some(bounds) = &it.constraints {
        out += &format!(", {}", json!(bounds));
    }
    out + &it.description.as_ref().map_or_else(String::new, |it| format!(", {it:?}"))
}

/// What a schema found in pages has that the truth has not, and the other way round, a line for each difference:
/// `-` for what is missing, `+` for what nobody said. Models that are not among the pages are no difference; `facts` says
/// what of a field is compared.
pub(crate) fn differences(truth: &Schema, found: &Schema, facts: impl Fn(&Field) -> String) -> Vec<String> {
    let fields = |schema: &Schema, name: &str| -> Option<BTreeMap<String, String>> {
        let ModelKind::Object(object) = &schema.models.get(name)?.kind else { return None };
        Some(object.fields.iter().map(|it| (it.name.clone(), facts(it))).collect())
    };
    let mut out = Vec::new();
    for name in truth.models.keys() {
        let Some(wanted) = fields(truth, name) else { continue };
        let Some(have) = fields(found, name) else {
            out.push(format!("- {name}"));
            continue;
        };
        let lacking = wanted.iter().filter(|(field, fact)| have.get(*field) != Some(*fact));
        out.extend(lacking.map(|(field, fact)| format!("- {name}.{field}: {fact}")));
        let invented = have.iter().filter(|(field, fact)| wanted.get(*field) != Some(*fact));
        out.extend(invented.map(|(field, fact)| format!("+ {name}.{field}: {fact}")));
    }
    out
}

#[test]
fn the_document_behind_the_pages_is_read_in_full() {
    insta::with_settings!({snapshot_path => "../../fixtures/openapi-generator", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("shop", lines(&shop()));
    });
}

#[test]
fn a_missing_and_an_invented_field_are_differences() {
    let truth = shop();
    assert_eq!(differences(&truth, &truth, field), Vec::<String>::new());
    let mut found = truth.clone();
    found.models.shift_remove("Book");
    if let Some(ModelKind::Object(line)) = found.models.get_mut("OrderLine").map(|it| &mut it.kind) {
        line.fields[0].name = "skew".to_owned();
        line.fields[1].presence = Presence::Unsaid;
    }
    insta::assert_snapshot!(differences(&truth, &found, field).join("\n"), @r#"
- OrderLine.count: count: integer(int32), default 1, {"minimum":1,"maximum":99}
- OrderLine.sku: sku: Sku
+ OrderLine.count: count??: integer(int32), default 1, {"minimum":1,"maximum":99}
+ OrderLine.skew: skew: Sku
- Book
"#);
}
