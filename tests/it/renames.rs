//! How well renamed fields are recognised, by pairs that people labelled: `RENAME_LABELS` names the file, and without it
//! there is nothing to measure. Each pair: the two fields, each `[name, index, fields of the model, type, description,
//! notes]`, and a label: C the same name but for case, R renamed, N two different fields.

use fieldtable::diff::{Kind, Options, Side, Tier, compare};
use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, StringFormat, Type};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;

/// The least that must hold at each tier: precision, recall.
const FLOORS: &[(Tier, f64, f64)] = &[(Tier::High, 0.99, 0.70), (Tier::Medium, 0.97, 0.90)];

#[test]
fn renamed_fields_are_recognised() {
    let Ok(path) = std::env::var("RENAME_LABELS") else { return };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{path}: {why}"));
    let labels: Vec<Value> = serde_json::from_str(&text).expect("a list of labelled pairs");
    let mut together: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for label in &labels {
        let key = ["repo", "frm", "to", "model"].map(|it| label[it].as_str().unwrap_or_default());
        together.entry(key.join(" ")).or_default().push(label);
    }
    let alone: Vec<Vec<&Value>> = labels.iter().map(|it| vec![it]).collect();
    let groups: Vec<Vec<&Value>> = together.into_values().collect();
    for (how, groups) in [("each pair alone", alone), ("all pairs of a model together", groups)] {
        let found: Vec<(&str, Option<Tier>)> = groups.iter().flat_map(|it| tiers(it)).collect();
        for (tier, precision, recall) in FLOORS {
            let hit = |label: &str| found.iter().filter(|it| it.0 == label && it.1 >= Some(*tier)).count() as f64;
            let all = found.iter().filter(|it| it.0 == "R").count() as f64;
            let (right, wrong) = (hit("R"), hit("N"));
            let measured = (right / (right + wrong), right / all);
            let line = format!("{how}, {tier:?}: precision {:.3}, recall {:.3}\n", measured.0, measured.1);
            std::io::stderr().write_all(line.as_bytes()).expect("somebody measures");
            assert!(measured.0 >= *precision && measured.1 >= *recall, "{how}, {tier:?}: {measured:?}");
        }
        let same: Vec<_> = found.iter().filter(|it| it.0 == "C").map(|it| it.1).collect();
        assert!(
            same.iter().all(|it| *it >= Some(Tier::High)),
            "{how}: the same name but for case is the same name: {same:?}"
        );
    }
}

/// The tier at which each pair is held for renamed.
fn tiers<'a>(labels: &[&'a Value]) -> Vec<(&'a str, Option<Tier>)> {
    let side = |key: &str| {
        let rows: Vec<&Value> = labels.iter().map(|it| &it[key]).collect();
        let count = rows.iter().filter_map(|it| it[2].as_u64()).max().unwrap_or(1);
        let mut fields: Vec<Field> = Vec::new();
        for at in 0..count {
            let row = rows.iter().find(|it| it[1] == at);
            fields.push(row.map_or_else(|| Field::new(format!("kept{at}"), Type::Boolean), |it| field(it)));
        }
        let mut schema = Schema::default();
        let object = Object { fields, additional: None };
        schema.models.insert("M".to_owned(), Model::new(ModelKind::Object(object)));
        Side::new(schema)
    };
    let found = compare(&side("old"), &side("new"), &Options { mass: Some(usize::MAX), ..Options::default() });
    let name = |it: &Value| it[0].as_str().unwrap_or_default().to_owned();
    let tier = |label: &Value| {
        let path = |it: &Value| Some(fieldtable::schema::Path::field("M", name(it)));
        let fits = |it: &&fieldtable::diff::Finding| {
            let change = &it.change;
            change.kind == Kind::FieldRenamed && change.old == path(&label["old"]) && change.new == path(&label["new"])
        };
        found.findings.iter().find(fits).and_then(|it| it.change.evidence.as_ref()).map(|it| it.tier)
    };
    labels.iter().map(|it| (it["label"].as_str().unwrap_or_default(), tier(it))).collect()
}

/// A field with this name, a type of which no more is known than its spelling, and this description.
fn field(row: &Value) -> Field {
    let text = |at: usize| row[at].as_str().unwrap_or_default();
    let spelled = text(3).replace("Pointer to ", "").replace("Nullable", "");
    let spelled = spelled.strip_prefix("Option<").and_then(|it| it.strip_suffix('>')).unwrap_or(&spelled);
    let spelled =
        spelled.trim_start_matches('?').trim_start_matches('(').trim_end_matches(')').replace("crate::models::", "");
    let mut field = Field::new(text(0), Type::String(StringFormat::Other(spelled)));
    field.description = Some(text(4).to_owned()).filter(|it| !it.is_empty());
    field
}
