use super::{emit, json, name, prose};
use crate::emit::tests::shop;
use crate::schema::{
    Constraints, Deprecation, Direction, Field, Model, ModelKind, Object, Opaque, Presence, Schema, StringFormat, Type,
};
use serde_json::{Value, json};

fn check(models: Vec<(&str, Model)>) -> String {
    unmarked(&Schema { models: models.into_iter().map(|(name, model)| (name.to_owned(), model)).collect() })
}

/// What stands below the mark.
fn unmarked(schema: &Schema) -> String {
    let page = emit(schema);
    page.strip_prefix("<!-- canonical field tables -->\n\n").expect("each page bears the mark").to_owned()
}

fn object(fields: Vec<Field>) -> Model {
    Model::new(ModelKind::Object(Object { fields, additional: None }))
}

#[test]
fn each_kind_of_model_has_its_tables() {
    insta::assert_snapshot!(unmarked(&shop()), @r#"
# Order

| Other members |
| --- |
| `any` |

| Field | Type | Required |
| --- | --- | --- |
| `id` | `string` | yes |
| `lines` | `model("a \"line\"")[] \| null` | no |
| `payment` | `Payment \| null` | no |
| `"{<b>\|~}"` | `map<Order> \| null` | no |

# `"a \"line\""`

| Value |
| --- |
| `"a\"]b"` |
| `1` |

# Payment

| Discriminator |
| --- |
| `k` |

| Variant | Tag |
| --- | --- |
| `Gone` | `Gone` |
| `Order` | `Order` |

# Gone

| Kind |
| --- |
| undocumented |

# Names

| Kind | Type |
| --- | --- |
| alias | `Order[]` |
"#);
}

#[test]
fn every_fact_of_a_field_has_a_column() {
    let constraints =
        Constraints { min_length: Some(1), pattern: Some("^a|`b`$".to_owned()), ..Constraints::default() };
    let full = Field {
        shown: Some("fullName".to_owned()),
        presence: Presence::Optional,
        nullable: true,
        description: Some("Either `a|b` or\n\n- c".to_owned()),
        default: Some(Box::new(json!("it's \"x\" | `y`").into())),
        read_only: true,
        write_only: true,
        deprecated: Some(Box::new(Deprecation { note: Some("Use `name`.".to_owned()) })),
        constraints: constraints.some(),
        examples: vec![json!("a").into(), json!(["b", 1]).into()],
        ..Field::new("full_name", Type::String(StringFormat::Other("odd `format`".to_owned())))
    };
    let unsaid = Field { presence: Presence::Unsaid, ..Field::new("a|b c", Type::Any.nullable().array()) };
    insta::assert_snapshot!(check(vec![("Person", object(vec![full, unsaid]))]), @r#"
# Person

| Field | Type | Shown as | Required | Default | Constraints | Access | Deprecated | Examples | Description |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| `full_name` | `string("odd \u0060format\u0060") \| null` | `fullName` | no | `"it's \"x\" \| \u0060y\u0060"` | `minLength: 1`, `pattern: "^a\|\u0060b\u0060$"` | read-only, write-only | yes: Use `name`. | `"a"`, `["b",1]` | Either `a\|b` or<br><br>- c |
| `"a\|b c"` | `(any \| null)[]` |  |  |  |  |  |  |  |  |
"#);
}

#[test]
fn a_table_has_no_columns_that_say_nothing() {
    insta::assert_snapshot!(check(vec![("A", object(vec![Field::new("id", Type::STRING)]))]), @"
# A

| Field | Type | Required |
| --- | --- | --- |
| `id` | `string` | yes |
");
}

#[test]
fn facts_of_a_model_stand_in_a_row() {
    let described = |text: &str, kind| Model { description: Some(text.to_owned()), ..Model::new(kind) };
    let old = Model {
        deprecated: Some(Box::default()),
        direction: Direction::Read,
        ..described("| a table |\n# and a heading", ModelKind::Opaque(Opaque::Empty))
    };
    insta::assert_snapshot!(check(vec![
        ("Old", old),
        ("No|thing", object(vec![])),
        ("snake_case", described("Plain words stand as they are.", ModelKind::Alias(Type::STRING))),
    ]), @r#"
# Old

| Kind | Direction | Deprecated | Description |
| --- | --- | --- | --- |
| empty | read | yes | \| a table \|<br># and a heading |

# `"No\u007cthing"`

| Kind |
| --- |
| object |

# `snake_case`

Plain words stand as they are.

| Kind | Type |
| --- | --- |
| alias | `string` |
"#);
}

#[test]
fn names_and_values_that_are_more_than_words_are_json() {
    insta::assert_snapshot!(name("$ref.a-b"), @"`$ref.a-b`");
    insta::assert_snapshot!(name(""), @r#"`""`"#);
    insta::assert_snapshot!(name("a | `b`\n"), @r#"`"a \| \u0060b\u0060\n"`"#);
    insta::assert_snapshot!(json(&Value::from("<|&`\u{7f}>")), @r#""<|\u0026\u0060\u007f>""#);
}

#[test]
fn prose_keeps_its_letters() {
    insta::assert_snapshot!(prose(" a | `b|c` \\| &amp; & <br> <b>\r\n\ttail "), @r"&#32;a \| `b\|c` \\| &amp;amp; & &lt;br> <b>&#13;<br>&#9;tail&#32;");
}
