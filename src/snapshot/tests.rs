use super::{Prose, Snapshot, VERSION};
use crate::schema::Schema;
use serde_json::{Map, json};
use std::path::Path;

fn schema() -> Schema {
    serde_json::from_value(json!({"models": {
        "Order": {"description": "An order.", "kind": {"object": {"fields": [
            {"name": "id", "type": {"string": "uuid"}, "presence": "required", "description": "Its number."},
            {"name": "state", "type": {"ref": "Colour"}, "presence": "optional", "default": "red", "examples": ["red"]},
        ]}}},
        "Colour": {"kind": {"enum": {"values": [{"value": "red"}, {"value": "blue", "description": "As the sky."}]}}},
    }}))
    .expect("a schema")
}

#[test]
fn a_field_is_a_line_and_models_stand_by_name() {
    let emit = Map::from_iter([("rust".to_owned(), json!({"exhaustive": false}))]);
    insta::assert_snapshot!(Snapshot::new(&schema(), emit, Prose::Left).write(), @r#"
    {
      "fieldtable": 2,
      "emit": {"rust":{"exhaustive":false}},
      "models": {
        "Colour": {
          "kind": {
            "enum": {
              "values": [
                {"value":"red"},
                {"value":"blue"}
              ]
            }
          }
        },
        "Order": {
          "kind": {
            "object": {
              "fields": [
                {"name":"id","type":{"string":"uuid"},"presence":"required"},
                {"name":"state","type":{"ref":"Colour"},"presence":"optional","default":"red"}
              ]
            }
          }
        }
      }
    }
    "#);
}

#[test]
fn what_is_written_is_read_and_written_again_the_same() {
    for prose in [Prose::Kept, Prose::Left] {
        let snapshot = Snapshot::new(&schema(), Map::new(), prose);
        let again = Snapshot::read(&snapshot.write()).expect("it was just written");
        assert_eq!(again, snapshot);
        assert_eq!(again.write(), snapshot.write());
    }
}

#[test]
fn the_order_of_pages_does_not_show() {
    let mut turned = schema();
    turned.models.reverse();
    let write = |it: &Schema| Snapshot::new(it, Map::new(), Prose::Left).write();
    assert_eq!(write(&turned), write(&schema()));
}

#[test]
fn old_versions_are_read_and_newer_ones_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/snapshot");
    for version in 1..=VERSION {
        let text = std::fs::read_to_string(folder.join(format!("v{version}.lock.json"))).expect("each version has one");
        let read = Snapshot::read(&text).unwrap_or_else(|why| panic!("version {version}: {why}"));
        assert_eq!(read.schema(), Snapshot::new(&schema(), Map::new(), Prose::Left).schema(), "version {version}");
    }
    let newer = format!("{{\"fieldtable\": {}, \"models\": {{}}}}", VERSION + 1);
    insta::assert_snapshot!(Snapshot::read(&newer).expect_err("it is newer"), @"the snapshot is of version 3, and this program knows up to 2; install a newer `fieldtable`");
    insta::assert_snapshot!(Snapshot::read("{}").expect_err("it is none"), @"this is no snapshot: it has no `fieldtable`");
}
