use super::{emit, pointer_segment};
use crate::schema::{
    EnumValue, Enumeration, Field, Model, ModelKind, Object, Opaque, Presence, Schema, StringFormat, Type, Union,
    Variant,
};
use serde_json::{Value, json};

/// The properties of a model of these fields, and which are required, on one line each.
fn check(fields: Vec<Field>) -> String {
    let kind = ModelKind::Object(Object { fields, additional: None });
    let schema = Schema { models: [("Model".to_owned(), Model::new(kind))].into_iter().collect() };
    let document: Value = serde_json::from_str(&emit(&schema)).expect("the emitter writes JSON");
    let model = &document["$defs"]["Model"];
    let mut lines: Vec<_> = model["properties"]
        .as_object()
        .map(|all| all.iter().map(|(name, it)| format!("{name}: {it}")).collect())
        .unwrap_or_default();
    lines.push(format!("required: {}", model["required"]));
    lines.join("\n")
}

fn nullable(name: &str, ty: Type) -> Field {
    Field { nullable: true, ..Field::new(name, ty) }
}

fn values(all: &[Value]) -> Enumeration {
    Enumeration { values: all.iter().cloned().map(EnumValue::new).collect() }
}

fn union(discriminator: Option<&str>) -> Union {
    let variant = |name: &str, tag: Option<&str>| Variant {
        ty: Type::Ref(name.to_owned()),
        tag: tag.map(str::to_owned),
        description: None,
    };
    let variants = vec![variant("Cat", Some("cat")), variant("Dog/Cat ~", None)];
    Union { variants, discriminator: discriminator.map(str::to_owned) }
}

#[test]
fn null_is_a_second_type_where_there_is_a_first_and_a_variant_elsewhere() {
    insta::assert_snapshot!(check(vec![
        nullable("scalar", Type::String(StringFormat::Date)),
        nullable("array", Type::Ref("A".to_owned()).nullable().array()),
        nullable("model", Type::Ref("A".to_owned())),
        nullable("any", Type::Any),
        nullable("null", Type::Null),
        nullable("enum", Type::Enum(values(&[json!("a")]))),
        nullable("mixed", Type::Enum(values(&[json!("a"), json!(1)]))),
        nullable("union", Type::Union(union(None).into())),
    ]), @r##"
scalar: {"type":["string","null"],"format":"date"}
array: {"type":["array","null"],"items":{"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}}
model: {"anyOf":[{"$ref":"#/$defs/A"},{"type":"null"}]}
any: {"anyOf":[{},{"type":"null"}]}
null: {"type":"null"}
enum: {"type":["string","null"],"enum":["a",null]}
mixed: {"anyOf":[{"enum":["a",1]},{"type":"null"}]}
union: {"anyOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog~1Cat%20~0"},{"type":"null"}]}
required: ["scalar","array","model","any","null","enum","mixed","union"]
"##);
}

#[test]
fn only_what_documents_call_required_is_required() {
    let presence = |name: &str, presence| Field { presence, ..Field::new(name, Type::Boolean) };
    insta::assert_snapshot!(check(vec![
        presence("a", Presence::Required),
        presence("b", Presence::Optional),
        presence("c", Presence::Unsaid),
    ]), @r#"
a: {"type":"boolean"}
b: {"type":"boolean"}
c: {"type":"boolean"}
required: ["a"]
"#);
}

#[test]
fn an_enum_has_the_type_that_all_its_values_have() {
    insta::assert_snapshot!(check(vec![
        Field::new("strings", Type::Enum(values(&[json!("a"), json!("1")]))),
        Field::new("integers", Type::Enum(values(&[json!(1), json!(2)]))),
        Field::new("numbers", Type::Enum(values(&[json!(1), json!(2.5)]))),
        Field::new("mixed", Type::Enum(values(&[json!(1), json!("a")]))),
    ]), @r#"
strings: {"type":"string","enum":["a","1"]}
integers: {"type":"integer","enum":[1,2]}
numbers: {"type":"number","enum":[1,2.5]}
mixed: {"enum":[1,"a"]}
required: ["strings","integers","numbers","mixed"]
"#);
}

#[test]
fn a_discriminator_names_its_variants_and_makes_them_exclusive() {
    insta::assert_snapshot!(check(vec![
        Field::new("tagged", Type::Union(union(Some("kind")).into())),
        Field::new("untagged", Type::Union(union(None).into())),
    ]), @r##"
tagged: {"oneOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog~1Cat%20~0"}],"discriminator":{"propertyName":"kind","mapping":{"cat":"#/$defs/Cat"}}}
untagged: {"anyOf":[{"$ref":"#/$defs/Cat"},{"$ref":"#/$defs/Dog~1Cat%20~0"}]}
required: ["tagged","untagged"]
"##);
}

#[test]
fn a_model_that_is_not_described_allows_everything() {
    let models = [("Gone".to_owned(), Model::new(ModelKind::Opaque(Opaque::Undocumented)))];
    insta::assert_snapshot!(emit(&Schema { models: models.into_iter().collect() }), @r#"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$defs": {
    "Gone": {}
  }
}
"#);
}

#[test]
fn a_reference_is_a_uri() {
    insta::assert_snapshot!(pointer_segment("a/b~c d%é<T>|$in-1.x_Y"), @"a~1b~0c%20d%25%C3%A9%3CT%3E%7C$in-1.x_Y");
}
