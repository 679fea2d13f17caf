use super::{Sample, settings, verify};
use crate::schema::{EnumValue, Enumeration, Field, Model, ModelKind, Object, Presence, Schema, Type};
use serde_json::{Value, json};

fn schema() -> Schema {
    let mut schema = Schema::default();
    let optional = |name: &str, ty: Type| Field { presence: Presence::Optional, ..Field::new(name, ty) };
    let state = Enumeration { values: vec![EnumValue::new("open"), EnumValue::new("paid")] };
    let fields = vec![
        Field::new("id", Type::INTEGER),
        Field::new("placedAt", Type::STRING),
        optional("note", Type::STRING),
        optional("state", Type::Ref("State".to_owned())),
        optional("lines", Type::Ref("Line".to_owned()).array()),
        optional("total", Type::NUMBER),
    ];
    schema.models.insert("Order".to_owned(), Model::new(ModelKind::Object(Object { fields, additional: None })));
    let fields = vec![Field::new("sku", Type::STRING), optional("tags", Type::STRING.array())];
    schema.models.insert("Line".to_owned(), Model::new(ModelKind::Object(Object { fields, additional: None })));
    schema.models.insert("State".to_owned(), Model::new(ModelKind::Enum(state)));
    schema
}

fn check(value: Value) -> String {
    let schema = schema();
    let sample = Sample { name: "order.json".to_owned(), value, model: Some("Order".to_owned()) };
    let report = verify(&schema, &[sample]);
    let mismatches = report
        .mismatches
        .iter()
        .map(|it| format!("{}: {} ({} of {}, {}{})", it.path, it.problem, it.count, it.of, it.first.0, it.first.1));
    let settings = settings(&schema, &report);
    let settings = settings.iter().map(|it| format!("  {} = {}", it.keys.join("/"), it.value));
    mismatches.chain(settings).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_as_documented_is_not_told() {
    let order = json!({ "id": 1, "placedAt": "x", "state": "paid", "lines": [{ "sku": "a" }], "total": 1 });
    insta::assert_snapshot!(check(order), @"");
}

#[test]
fn every_kind_of_problem_is_told_with_what_mends_it() {
    let order = json!([
        { "id": "17", "placed_at": "x", "note": null, "state": "lost", "vat": 1.5, "lines": [{ "tags": [null, 2] }] },
        { "id": 2, "placedAt": "y", "state": "late", "vat": 2 },
    ]);
    insta::assert_snapshot!(check(order), @r#"
    Order.id: documented as `integer`, and is `string` (1 of 2, order.json/id)
    Order.note: `null`, which the documents do not allow (1 of 2, order.json/note)
    Order.placed_at: documented as `placedAt` (1 of 2, order.json/placed_at)
    Order.vat: not documented; its values are `number` (2 of 2, order.json/vat)
    Line.sku: required, and not there (1 of 1, order.json/lines/0)
    Line.tags[]: `null`, which the documents do not allow (1 of 1, order.json/lines/0/tags/0)
    Line.tags[]: documented as `string`, and is `integer` (1 of 1, order.json/lines/0/tags/1)
    State: has values that are not documented: "lost", "late" (2 of 2, order.json/state)
      field/Order.id/type = "integer | string"
      field/Order.note/nullable = true
      field/Order.placedAt/name = "placed_at"
      field/Order.vat/type = "number"
      field/Order.vat/required = false
      field/Line.sku/required = false
      field/Line.tags/type = "(string | integer | null)[]"
      model/State/values = ["open","paid","lost","late"]
    "#);
}

#[test]
fn samples_without_a_name_are_told_by_their_keys() {
    let samples = [
        Sample { name: "a".to_owned(), value: json!({ "data": [{ "sku": "x", "tags": [] }] }), model: None },
        Sample { name: "b".to_owned(), value: json!({ "other": 1 }), model: None },
    ];
    let report = verify(&schema(), &samples);
    assert_eq!(report.objects, 1);
    assert_eq!(report.unmatched, ["b"]);
}

#[test]
fn a_file_may_be_named_after_its_model() {
    let found = |name: &str| super::model_named(&schema(), name);
    assert_eq!(found("samples/Order.json").as_deref(), Some("Order"));
    assert_eq!(found("order-2.json").as_deref(), Some("Order"));
    assert_eq!(found("customer.json"), None);
}

#[test]
fn types_that_lead_back_to_themselves_come_to_an_end() {
    let mut schema = schema();
    let me = || crate::schema::Variant { ty: Type::Ref("Me".to_owned()), tag: None, description: None };
    let union = crate::schema::Union { variants: vec![me(), me(), me()], discriminator: None };
    schema.models.insert("Me".to_owned(), Model::new(ModelKind::Union(union)));
    let sample = Sample { name: "me".to_owned(), value: json!({ "a": 1 }), model: Some("Me".to_owned()) };
    assert!(verify(&schema, &[sample]).mismatches.is_empty());
}
