use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::{IntegerFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "integer-size-from-prose",
    about: "Words that give the size of an integer in bits.",
    on: true,
    reads: Reads::Prose(
        &[
            "32-bit|64-bit signed|unsigned? integer|int|number",
            "signed|unsigned 32-bit|64-bit integer|int|number",
            "int32|int64|uint32|uint64",
        ],
        read,
    ),
    examples: &[
        ("integer", "The id, a 64-bit integer.", "integer(int64)"),
        ("integer", "An unsigned 32-bit integer.", "integer(uint32)"),
    ],
    counter_examples: &[("string", "A 64-bit integer."), ("integer", "The address of the 64-bit system.")],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let Type::Integer(IntegerFormat::Unspecified | IntegerFormat::Int32OrWider) = hit.field.ty.leaf() else {
        return None;
    };
    let words = hit.words();
    let wide = words.contains("64");
    let format = match (words.contains("uint") || words.contains("unsigned"), wide) {
        (false, false) => IntegerFormat::Int32,
        (false, true) => IntegerFormat::Int64,
        (true, false) => IntegerFormat::UInt32,
        (true, true) => IntegerFormat::UInt64,
    };
    Some(Claim::Scalar(Type::Integer(format)))
}
