use crate::infer::rule::{Claim, Reads, Rule};
use crate::json::Value;
use crate::schema::{Field, IntegerFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "integer-size-from-examples",
    about: "An example of an integer that 32 bits cannot hold.",
    on: true,
    reads: Reads::Values(read),
    examples: &[("integer", "[1, 3000000000]", "integer(int64)")],
    counter_examples: &[("integer", "[1, 2]"), ("string", "[3000000000]")],
};

fn read(field: &Field, values: &[&Value]) -> Option<Claim> {
    let Type::Integer(IntegerFormat::Unspecified | IntegerFormat::Int32 | IntegerFormat::Int32OrWider) =
        field.ty.leaf()
    else {
        return None;
    };
    let large = |it: &&Value| it.as_i64().is_some_and(|it| i32::try_from(it).is_err());
    values.iter().any(large).then_some(Claim::Scalar(Type::Integer(IntegerFormat::Int64)))
}
