use super::one_of::read;
use crate::infer::rule::{Reads, Rule};

pub(super) const RULE: Rule = Rule {
    id: "enum-from-choice",
    about: "“Can be `a` or `b`”, “either `a` or `b`”: values that a field has. Many an API has more of them later, and many a \
            type that is said to be a string is meant to be one.",
    on: false,
    reads: Reads::Prose(&["can|may|must|will be either? :? $", "is either :? $"], read),
    examples: &[
        ("string", "Can be `asc` or `desc`.", r#""asc" | "desc""#),
        ("string", "The state can be OPEN, PAID, or SENT.", r#""OPEN" | "PAID" | "SENT""#),
        ("string[]", "Each can be `a` or `b`.", r#""a" | "b""#),
    ],
    counter_examples: &[
        ("string", "It can be any valid string."),
        ("string", "Can be `a` or another value."),
        ("string", "Can be `a` if `b` is set."),
        ("string", "Can be `a`, `b`, etc."),
    ],
};
