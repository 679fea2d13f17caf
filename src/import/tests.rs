use super::{document, json_schema, openapi};
use crate::schema::{EnumValue, Field, Model, ModelKind, Presence, Schema, Union};
use serde_json::{Value, json};

/// The models of an OpenAPI document with these schemas, a line for each model, field and notice.
fn check(schemas: &Value) -> String {
    let document = json!({"openapi": "3.1.0", "components": {"schemas": schemas}});
    let (schema, notices) = openapi::read(&document).expect("an OpenAPI document");
    let notices =
        notices.iter().map(|it| format!("! {}: {}", it.pointer.replace("/components/schemas", ""), it.message));
    shown(&schema).into_iter().chain(notices).collect::<Vec<_>>().join("\n")
}

fn shown(schema: &Schema) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, model) in &schema.models {
        lines.push(format!("{name}{}", kind(model)));
        if let ModelKind::Object(object) = &model.kind {
            lines.extend(object.fields.iter().map(field));
            lines.extend(object.additional.iter().map(|it| format!("  *: {it}")));
        }
    }
    lines
}

fn kind(model: &Model) -> String {
    match &model.kind {
        ModelKind::Object(_) => String::new(),
        ModelKind::Enum(it) => format!(" = {}", it.values.iter().map(value).collect::<Vec<_>>().join(" | ")),
        ModelKind::Union(it) => format!(" = {}", union(it)),
        ModelKind::Alias(ty) => format!(" = {ty}"),
        ModelKind::Opaque(why) => format!(" ({why:?})"),
    }
}

fn value(it: &EnumValue) -> String {
    [Some(it.value.to_string()), it.name.clone(), it.description.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(":")
}

fn union(it: &Union) -> String {
    let tag = |tag: &Option<String>| tag.as_ref().map_or_else(String::new, |it| format!("{it:?}: "));
    let variants: Vec<_> = it.variants.iter().map(|it| format!("{}{}", tag(&it.tag), it.ty)).collect();
    let by = it.discriminator.as_ref().map_or_else(String::new, |it| format!(" by {it}"));
    format!("{}{by}", variants.join(" | "))
}

fn field(it: &Field) -> String {
    let mut line = format!("  {}{}: {}", it.name, if it.presence == Presence::Required { "" } else { "?" }, it.ty);
    for (said, word) in [(it.nullable, "null"), (it.read_only, "read-only"), (it.write_only, "write-only")] {
        line += &if said { format!(", {word}") } else { String::new() };
    }
    line += &it.default.as_ref().map_or_else(String::new, |it| format!(", default {it}"));
    line += if it.deprecated.is_some() { ", deprecated" } else { "" };
    line += &it.description.as_ref().map_or_else(String::new, |it| format!(", {it:?}"));
    if let Some(bounds) = &it.constraints {
        line += &format!(", {}", json!(bounds));
    }
    line
}

#[test]
fn null_is_said_in_four_ways() {
    insta::assert_snapshot!(check(&json!({"A": {"properties": {
        "old": {"type": "string", "nullable": true},
        "new": {"type": ["string", "null"]},
        "union": {"oneOf": [{"$ref": "#/components/schemas/B"}, {"type": "null"}]},
        "listed": {"type": "string", "enum": ["a", null]},
        "of_target": {"$ref": "#/components/schemas/B"},
        "inside": {"type": "array", "items": {"type": "string", "nullable": true}},
        "nothing": {"type": "null"},
    }}, "B": {"type": "string", "enum": ["x"], "nullable": true}})), @r#"
A
  old?: string, null
  new?: string, null
  union?: B, null
  listed?: "a", null
  of_target?: B, null
  inside?: (string | null)[]
  nothing?: null
B = "x"
"#);
}

#[test]
fn the_branches_of_an_all_of_are_one_object() {
    insta::assert_snapshot!(check(&json!({
        "Child": {"description": "c", "allOf": [
            {"$ref": "#/components/schemas/Base"},
            {"required": ["own", "shared"], "properties": {"own": {"type": "integer"}}},
        ]},
        "Base": {"required": ["kind"], "properties": {
            "kind": {"type": "string"}, "shared": {"properties": {"deep": {"type": "boolean"}}},
        }},
        "Same": {"allOf": [{"$ref": "#/components/schemas/Base"}], "description": "another name"},
        "Holder": {"properties": {
            "noted": {"allOf": [{"$ref": "#/components/schemas/Base"}], "description": "d", "nullable": true},
            "marked": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"readOnly": true}]},
            "both": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"properties": {"more": {"type": "string"}}}]},
        }},
    })), @r#"
Child
  kind: string
  shared: BaseShared
  own: integer
Base
  kind: string
  shared?: BaseShared
Same = Base
Holder
  noted?: Base, null, "d"
  marked?: Base, read-only
  both?: HolderBoth
BaseShared
  deep?: boolean
HolderBoth
  kind: string
  shared?: BaseShared
  more?: string
"#);
}

#[test]
fn objects_within_get_models_named_by_where_they_stand() {
    insta::assert_snapshot!(check(&json!({
        "Order": {"properties": {
            "address": {"properties": {"city": {"type": "string"}}},
            "lines": {"type": "array", "items": {"properties": {"sku": {"type": "string"}}}},
            "by_day": {"additionalProperties": {"properties": {"n": {"type": "integer"}}}},
        }},
        "OrderAddress": {"properties": {"taken": {"type": "boolean"}}},
    })), @"
Order
  address?: OrderAddress2
  lines?: OrderLinesItem[]
  by_day?: map<OrderByDayValue>
OrderAddress
  taken?: boolean
OrderAddress2
  city?: string
OrderLinesItem
  sku?: string
OrderByDayValue
  n?: integer
");
}

#[test]
fn a_discriminator_gives_its_variants_tags() {
    let owner = |discriminator: Value| {
        json!({
            "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": discriminator},
            "Cat": {"properties": {"k": {"type": "string"}}}, "Dog": {"properties": {"k": {"type": "string"}}},
        })
    };
    let mapping =
        json!({"propertyName": "k", "mapping": {"cat": "#/components/schemas/Cat", "kitten": "Cat", "dog": "Dog"}});
    insta::assert_snapshot!(check(&owner(mapping)).lines().next().unwrap_or_default(), @r#"Pet = "cat": Cat | "kitten": Cat | "dog": Dog by k"#);
    insta::assert_snapshot!(check(&owner(json!({"propertyName": "k"}))).lines().next().unwrap_or_default(), @r#"Pet = "Cat": Cat | "Dog": Dog by k"#);
}

#[test]
fn fields_beside_a_union_are_in_each_variant() {
    insta::assert_snapshot!(check(&json!({
        "Event": {"required": ["id"], "properties": {"id": {"type": "string"}}, "oneOf": [
            {"$ref": "#/components/schemas/Paid"}, {"properties": {"reason": {"type": "string"}}},
        ]},
        "Paid": {"properties": {"amount": {"type": "number"}}},
        "Either": {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    })), @"
Event = EventPaid | Event2
Paid
  amount?: number
Either
  a?: string
  b?: string
EventPaid
  id: string
  amount?: number
Event2
  id: string
  reason?: string
");
}

#[test]
fn enums_keep_values_names_and_descriptions() {
    insta::assert_snapshot!(check(&json!({
        "Named": {"type": "integer", "enum": [1, 2, 2], "x-enum-varnames": ["One", "Two"], "x-enum-descriptions": ["first"]},
        "Constants": {"oneOf": [{"const": "a", "title": "A", "description": "it is a"}, {"const": "b"}]},
        "Awkward": {"enum": ["", "+1", 1, 1.5, true, "a|b"]},
        "Inline": {"properties": {"one": {"const": "only"}, "many": {"type": "array", "items": {"enum": ["x", "y"]}}}},
        "Strange": {"enum": [["a"], "b"]},
    })), @r#"
Named = 1:One:first | 2:Two
Constants = "a":A:it is a | "b"
Awkward = "" | "+1" | 1 | 1.5 | true | "a|b"
Inline
  one?: "only"
  many?: ("x" | "y")[]
Strange = any
! /Strange: an enum value that is an array or an object is not held; any JSON is kept
"#);
}

#[test]
fn a_field_keeps_what_is_said_of_it() {
    insta::assert_snapshot!(check(&json!({"A": {"required": ["ro"], "properties": {
        "ro": {"type": "string", "readOnly": true, "format": "uuid", "description": "d"},
        "wo": {"type": "string", "writeOnly": true, "deprecated": true, "default": "it's \"x\" | y"},
        "old": {"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 5},
        "new": {"type": "integer", "exclusiveMaximum": 5, "multipleOf": 2, "format": "int64"},
        "text": {"type": "string", "minLength": 1, "maxLength": 2.0, "pattern": "^a|b$"},
        "list": {"type": "array", "uniqueItems": true, "items": {"type": "string", "format": "date"}, "minItems": 1},
        "referred": {"$ref": "#/components/schemas/E"},
        "none": {"type": "string", "default": null},
    }}, "E": {"type": "string", "enum": ["a", "b"], "default": "a"}})), @r#"
A
  ro: string(uuid), read-only, "d"
  wo?: string, write-only, default "it's \"x\" | y", deprecated
  old?: number, {"maximum":5,"exclusiveMinimum":0}
  new?: integer(int64), {"exclusiveMaximum":5,"multipleOf":2}
  text?: string, {"minLength":1,"maxLength":2,"pattern":"^a|b$"}
  list?: set<string(date)>, {"minItems":1}
  referred?: E, default "a"
  none?: string
E = "a" | "b"
"#);
}

#[test]
fn bounds_that_have_no_place_are_told() {
    insta::assert_snapshot!(check(&json!({
        "Sku": {"type": "string", "pattern": "^[A-Z]+$"},
        "A": {"properties": {"list": {"type": "array", "items": {"type": "string", "maxLength": 5}}}},
    })), @"
Sku = string
A
  list?: string[]
! /Sku: bounds are held for fields alone; these are left out
! /A/properties/list/items: bounds are held for fields alone; these are left out
");
}

#[test]
fn maps_and_free_objects_differ() {
    insta::assert_snapshot!(check(&json!({
        "Free": {"type": "object"}, "FreeToo": {"type": "object", "additionalProperties": true},
        "Map": {"additionalProperties": {"type": "integer"}}, "AnyMap": {"additionalProperties": {}},
        "Closed": {"type": "object", "additionalProperties": false},
        "Open": {"properties": {"a": {}}, "additionalProperties": {"type": "string"}},
        "Patterns": {"type": "object", "patternProperties": {"^x-": {"type": "string"}}},
        "Tuple": {"type": "array", "prefixItems": [{"type": "string"}]},
        "Several": {"type": ["string", "integer", "null"]},
        "True": true,
    })), @"
Free = object
FreeToo = object
Map = map<integer>
AnyMap = map<any>
Closed
Open
  a?: any
  *: string
Patterns = map<string>
Tuple = any[]
Several = string | integer
True = any
! /Tuple: a tuple becomes an array of any JSON
");
}

#[test]
fn cycles_and_dangling_references_end() {
    insta::assert_snapshot!(check(&json!({
        "Tree": {"properties": {"children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}},
        "Self": {"$ref": "#/components/schemas/Self"},
        "Ping": {"$ref": "#/components/schemas/Pong"}, "Pong": {"$ref": "#/components/schemas/Ping"},
        "Ring": {"allOf": [{"$ref": "#/components/schemas/Ring"}, {"properties": {"a": {"type": "string"}}}]},
        "Gone": {"properties": {"a": {"$ref": "#/components/schemas/Missing"}, "b": {"$ref": "other.json#/X"}}},
        "Part": {"properties": {"a": {"$ref": "#/components/schemas/Tree/properties/children"}}},
    })), @"
Tree
  children?: Tree[]
Self (Undocumented)
Ping (Undocumented)
Pong (Undocumented)
Ring
  a?: string
Gone
  a?: Missing
  b?: X
Part
  a?: children
Missing (Undocumented)
X (Undocumented)
children = Tree[]
! /Gone/properties/a: `#/components/schemas/Missing` is not in the document; it becomes a model that keeps any JSON
! /Gone/properties/b: `other.json#/X` is not in the document; it becomes a model that keeps any JSON
! /Self: the model is a name for itself; it keeps any JSON
! /Ping: the model is a name for itself; it keeps any JSON
! /Pong: the model is a name for itself; it keeps any JSON
");
}

#[test]
fn operations_tell_who_writes_a_model() {
    let refers = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let content = |schema: Value| json!({"content": {"application/json": {"schema": schema}}});
    let document = json!({
        "openapi": "3.1.0",
        "paths": {"/orders": {"post": {
            "requestBody": content(json!({"type": "array", "items": refers("New")})),
            "responses": {"200": {"$ref": "#/components/responses/Placed"}},
        }}},
        "components": {
            "responses": {"Placed": content(refers("Order"))},
            "schemas": {
                "New": {"properties": {"address": refers("Address")}},
                "Order": {"properties": {"address": refers("Address"), "next": refers("Order"), "total": refers("Total")}},
                "Address": {"type": "string"}, "Total": {"type": "number"}, "Unused": {"type": "string"},
            },
        },
    });
    let (schema, _) = openapi::read(&document).expect("an OpenAPI document");
    let all: Vec<_> = schema.models.iter().map(|(name, it)| format!("{name}: {:?}", it.direction)).collect();
    insta::assert_snapshot!(all.join(", "), @"New: Write, Order: Read, Address: Both, Total: Read, Unused: Unknown");
}

#[test]
fn nesting_has_a_limit() {
    let mut schema = json!({"type": "string"});
    for _ in 0..1000 {
        schema = json!({"type": "array", "items": schema});
    }
    assert!(check(&json!({"Deep": schema})).contains("nested too deep"));
    let mut schema = json!({"properties": {"deep": {"type": "string"}}});
    for _ in 0..400 {
        let branches = Value::Array(vec![schema, json!({"properties": {"a": {"type": "string"}}})]);
        schema = Value::Object([("allOf".to_owned(), branches)].into_iter().collect());
    }
    assert!(check(&json!({"Deep": schema})).contains("`allOf` within `allOf` too deep"));
}

#[test]
fn a_json_schema_is_a_model_beside_its_definitions() {
    let document = json!({
        "title": "order line", "type": "object", "properties": {"sku": {"$ref": "#/$defs/Sku"}, "next": {"$ref": "#"}},
        "$defs": {"Sku": {"type": "string"}},
    });
    let (schema, notices) = json_schema::read(&document).expect("a JSON Schema");
    assert_eq!(notices, []);
    insta::assert_snapshot!(shown(&schema).join("\n"), @"
Sku = string
OrderLine
  sku?: Sku
  next?: OrderLine
");
}

#[test]
fn a_document_of_another_kind_is_an_error() {
    let error = |document: Value| openapi::read(&document).expect_err("no such document").to_string();
    insta::assert_snapshot!(error(json!({"openapi": "4.0"})), @"OpenAPI `4.0` is not known; 2.0 and 3.x are");
    insta::assert_snapshot!(error(json!([1])), @"no OpenAPI document: it has no `openapi`");
    assert!(openapi::read(&json!({"openapi": "3.0.0"})).is_ok_and(|(schema, _)| schema.models.is_empty()));
}

#[cfg(feature = "yaml")]
#[test]
fn yaml_is_json_in_other_words() {
    let text = "responses: { 200: ok, on: no }\nbase: &base { a: 2020-01-01 }\nmore: { <<: *base, b: ~ }\n";
    insta::assert_snapshot!(document(text).expect("YAML"), @r#"{"responses":{"200":"ok","on":"no"},"base":{"a":"2020-01-01"},"more":{"b":null,"a":"2020-01-01"}}"#);
    assert!(document("a: [").is_err() && document("{").is_err());
}
