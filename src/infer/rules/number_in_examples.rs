use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::{Field, StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "number-in-string-from-examples",
    about: "All examples of a number are strings that write one.",
    on: true,
    reads: Reads::Values(read),
    examples: &[("number", r#"["12.50", "3"]"#, "string(decimal)"), ("integer", r#"["12"]"#, "string(int64)")],
    counter_examples: &[("number", r#"["12.50", 3]"#), ("string", r#"["12"]"#), ("integer", r#"["twelve"]"#)],
};

fn read(field: &Field, values: &[&Value]) -> Option<Claim> {
    let format = match field.ty {
        Type::Integer(_) => StringFormat::Integer,
        Type::Number(_) => StringFormat::Decimal,
        _ => return None,
    };
    let all = !values.is_empty() && values.iter().all(|it| it.as_str().is_some_and(|it| format.fits(it)));
    all.then_some(Claim::Scalar(Type::String(format)))
}
