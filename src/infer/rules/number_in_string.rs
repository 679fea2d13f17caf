use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::{StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "number-in-string-from-prose",
    about: "A string of which the words say that it writes a number, so that no digit is lost.",
    on: true,
    reads: Reads::Prose(
        &[
            "decimal|numeric string",
            "string representation of a|an|the decimal|integer|number|numeric",
            "string containing|holding a|an|the decimal|integer|number",
            "decimal|integer|number|int64|uint64|numeric number|value|amount? ,? as|represented|formatted|encoded as?|in? a? string",
            "stringified decimal|integer|number|float",
            "string-encoded decimal|integer|number|int64|uint64",
        ],
        read,
    ),
    examples: &[
        ("string", "The price, a decimal string.", "string(decimal)"),
        ("string", "The total. A string representation of an integer.", "string(int64)"),
        ("string", "The amount, a decimal number as a string.", "string(decimal)"),
    ],
    counter_examples: &[
        ("string", "The string that stands before the number."),
        ("number", "A decimal string."),
        ("string", "A number or a decimal string."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    if hit.field.ty.leaf() != &Type::STRING || hit.preceded_by(&["or"]) || hit.followed_by(&["or"]) {
        return None;
    }
    let words = hit.words();
    let integer = words.split(' ').any(|it| matches!(it, "integer" | "int64" | "uint64"));
    Some(Claim::Scalar(Type::String(if integer { StringFormat::Integer } else { StringFormat::Decimal })))
}
