use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::{Field, IntegerFormat, NumberFormat, StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "type-from-default",
    about: "The language of the docs spells two types alike, and the default is a value of one of them.",
    on: true,
    reads: Reads::Default(read),
    examples: &[
        ("integer(or-boolean)", "true", "boolean"),
        ("integer(or-boolean)", "3", "integer"),
        ("number(or-boolean)", "false", "boolean"),
        ("number(or-boolean)", "1.5", "number"),
        ("string(or-boolean)", "true", "boolean"),
        ("string(or-boolean)", r#""open""#, "string"),
        ("integer(or-number)", "1.5", "number"),
        ("integer(or-number)[]", "[1, 1.5]", "number"),
    ],
    counter_examples: &[
        ("integer(or-number)", "3"),
        ("integer(or-boolean)[]", "[]"),
        ("integer(or-boolean)[]", "[1, true]"),
        ("string", "true"),
        ("integer", "3"),
    ],
};

fn read(field: &Field, default: &Value) -> Option<Claim> {
    let scalars = default.as_array().unwrap_or(std::slice::from_ref(default));
    let all = |fits: fn(&Value) -> bool| !scalars.is_empty() && scalars.iter().all(fits);
    let fraction = all(Value::is_number) && scalars.iter().any(Value::is_f64);
    let ty = match field.ty.leaf() {
        Type::Integer(IntegerFormat::OrBoolean)
        | Type::Number(NumberFormat::OrBoolean)
        | Type::String(StringFormat::OrBoolean)
            if all(Value::is_boolean) =>
        {
            Type::Boolean
        }
        Type::Integer(IntegerFormat::OrBoolean) if all(Value::is_number) => Type::Integer(IntegerFormat::Unspecified),
        Type::Number(NumberFormat::OrBoolean) if all(Value::is_number) => Type::Number(NumberFormat::Unspecified),
        Type::String(StringFormat::OrBoolean) if all(Value::is_string) => Type::STRING,
        Type::Integer(IntegerFormat::OrNumber) if fraction => Type::Number(NumberFormat::Unspecified),
        _ => return None,
    };
    Some(Claim::Scalar(ty))
}
