use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::Field;

pub(super) const RULE: Rule = Rule {
    id: "null-from-examples",
    about: "An example in which the field is `null`.",
    on: true,
    reads: Reads::Values(read),
    examples: &[("string", r#"["a", null]"#, "nullable"), ("integer", "[null]", "nullable")],
    counter_examples: &[("string", r#"["null"]"#), ("integer", "[]")],
};

fn read(_: &Field, values: &[&Value]) -> Option<Claim> {
    values.iter().any(|it| it.is_null()).then_some(Claim::Nullable(true))
}
