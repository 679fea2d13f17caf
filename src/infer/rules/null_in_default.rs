use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::Field;

pub(super) const RULE: Rule = Rule {
    id: "null-from-default",
    about: "The default is `null`: it may stand there. Docs that a program has written print `null` where there is no default.",
    on: true,
    reads: Reads::Default(read),
    examples: &[("string", "null", "nullable"), ("integer", "null", "nullable"), ("string[]", "null", "nullable")],
    counter_examples: &[("string", r#""a""#), ("integer", "0")],
};

fn read(_: &Field, default: &Value) -> Option<Claim> {
    default.is_null().then_some(Claim::Nullable(true))
}
