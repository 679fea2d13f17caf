use super::one_of;
use crate::infer::prose::Token;
use crate::infer::rule::{Claim, Hit, Reads, Rule, alternatives};

pub(super) const RULE: Rule = Rule {
    id: "enum-from-choice",
    about: "“Can be `a` or `b`”, “must be `a`, `b` or `c`”: values that a field has, where they are marked by backticks or quotes and \
            end the sentence. Truths, the numbers of a text and the names of other fields are none.",
    on: true,
    reads: Reads::Prose(&["can|may|must|will be either? :? $", "is either :? $"], read),
    examples: &[
        ("string", "Can be `asc` or `desc`.", r#""asc" | "desc""#),
        ("string", "The state must be \"open\", \"paid\", or \"sent\".", r#""open" | "paid" | "sent""#),
        ("string[]", "Each can be `a` or `b`.", r#""a" | "b""#),
        ("integer", "Must be `1` or `2`.", "1 | 2"),
    ],
    counter_examples: &[
        ("string", "It can be any valid string."),
        ("string", "Can be `a` or another value."),
        ("string", "Can be `a` if `b` is set."),
        ("string", "Can be `a`, `b`, etc."),
        ("string", "The state can be OPEN, PAID, or SENT."),
        ("string", "Can be `true` or `false`."),
        ("string", "Can be `1` or `2`."),
        ("string", "Can be `a` or `null`."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let marked = hit.captured(0).is_some_and(Token::is_marked);
    one_of::read(hit).filter(|_| marked).filter(alternatives)
}
