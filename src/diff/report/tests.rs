use super::super::{Allowance, Change, Comparison, Options, Side, compare};
use super::{Context, JSON_SCHEMA, Place, REPORTERS, Reporter};
use crate::schema::{Path, Schema};
use serde_json::{Value, json};

fn schema(value: Value) -> Schema {
    serde_json::from_value(value).expect("a schema")
}

/// A renamed field, a field that is gone and accepted, a new value, and words that would be markup.
fn sides() -> (Side, Side) {
    let field = |name: &str, ty: Value| json!({"name": name, "type": ty, "presence": "required", "description": format!("What {name} is about.")});
    let model = |fields: Vec<Value>| json!({"kind": {"object": {"fields": fields}}});
    let old = json!({"models": {
        "Position": model(vec![field("size", json!({"integer": "int64"})), field("dual_mode", json!({"string": "plain"}))]),
        "Order|<b>": model(vec![field("note", json!({"string": "plain"})), field("id", json!({"string": "uuid"}))]),
        "State": {"kind": {"enum": {"values": [{"value": "open"}]}}},
    }});
    let new = json!({"models": {
        "Position": model(vec![field("size", json!({"integer": "int64"})), field("mode", json!({"string": "plain"}))]),
        "Order|<b>": model(vec![field("id", json!({"string": "uuid"}))]),
        "State": {"kind": {"enum": {"values": [{"value": "open"}, {"value": "@closed\u{1b}[31m"}]}}},
    }});
    (Side::new(schema(old)), Side::new(schema(new)))
}

fn report(reporter: &Reporter, old: &Side, new: &Side, comparison: &Comparison) -> String {
    let place = |path: &Path, _: &Change| Some(Place { file: format!("docs/{}.md", path.model), line: 7, column: 3 });
    let context = Context {
        old: "v1".to_owned(),
        new: "v2".to_owned(),
        old_schema: &old.schema,
        new_schema: &new.schema,
        old_place: &place,
        new_place: &place,
        all: false,
        version: None,
    };
    (reporter.report)(comparison, &context)
}

fn all() -> Vec<(&'static str, String)> {
    let (old, new) = sides();
    let allow = Allowance {
        rule: "field-removed-required".into(),
        path: "Order*.note".into(),
        reason: "nobody read it".into(),
        ..Allowance::default()
    };
    let comparison = compare(&old, &new, &Options { allow: vec![allow], ..Options::default() });
    REPORTERS.iter().map(|it| (it.id, report(it, &old, &new, &comparison))).collect()
}

#[test]
fn each_form_says_what_was_found() {
    for (id, text) in all() {
        insta::assert_snapshot!(id, text);
    }
}

#[test]
fn nothing_changed_is_a_report_too() {
    let (old, _) = sides();
    let comparison = compare(&old, &old, &Options::default());
    for reporter in REPORTERS {
        let text = report(reporter, &old, &old, &comparison);
        assert!(
            ["gitlab", "github"].contains(&reporter.id)
                || text.contains("0 breaking")
                || text.contains("othing changed")
                || text.contains("\"findings\": []")
                || text.contains("\"results\": []"),
            "{}: {text}",
            reporter.id
        );
    }
}

#[test]
fn the_registry_is_in_order_and_names_each_file() {
    assert!(REPORTERS.is_sorted_by_key(|it| it.id));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diff/report");
    let shared = ["drawing", "mod", "snapshots", "template", "tests", "text"];
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let name = entry.expect("it can be listed").file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        assert!(
            shared.contains(&name.as_str()) || Reporter::find(&name).is_some(),
            "{name} is in no line of the registry"
        );
    }
}

#[test]
fn json_keeps_to_its_schema() {
    let document: Value = serde_json::from_str(JSON_SCHEMA).expect("JSON");
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("diff.schema.json", document).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("diff.schema.json", &mut schemas).expect("a schema");
    let (_, text) = all().into_iter().find(|it| it.0 == "json").expect("it is one of them");
    let report: Value = serde_json::from_str(&text).expect("JSON");
    if let Err(why) = schemas.validate(&report, schema) {
        panic!("{why}");
    }
    let mut wrong = report;
    wrong["findings"][0]["level"] = json!("fatal");
    assert!(schemas.validate(&wrong, schema).is_err(), "the schema says something");
}

#[test]
fn no_text_of_the_documents_breaks_out() {
    for (id, text) in all() {
        assert!(!text.contains('\u{1b}'), "{id} steers the terminal");
        assert!(
            !["html", "markdown", "junit", "changelog"].contains(&id) || !text.contains("<b>"),
            "{id} has the documents' markup"
        );
    }
}
