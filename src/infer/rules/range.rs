use crate::infer::rule::{Bound, Claim, Hit, Reads, Rule};
use crate::schema::Type;

pub(super) const RULE: Rule = Rule {
    id: "range-from-prose",
    about: "“Maximum: 100”, “minimum value is 1” of a number. What is the maximum of something else is none.",
    on: true,
    reads: Reads::Prose(
        &[
            "maximum|max|highest value? allowed? is|: :? #",
            "minimum|min|lowest value? allowed? is|: :? #",
            "must be greater than or equal to #",
            "must be less than or equal to #",
            "must be at least #",
            "must be at most #",
        ],
        read,
    ),
    examples: &[
        ("integer", "How many. Maximum: 100.", "maximum 100"),
        ("integer", "Minimum value is 1.", "minimum 1"),
        ("number", "Must be at least 0.5.", "minimum 0.5"),
    ],
    counter_examples: &[
        ("string", "Maximum: 100."),
        ("integer", "Maximum: 36 hours."),
        ("integer", "The maximum is 100 if the order is paid."),
        ("integer", "The maximum number of orders."),
        ("integer", "Max: 100%."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let (Type::Integer(_) | Type::Number(_)) = hit.field.ty else { return None };
    let ends = hit.after().is_none_or(|it| matches!(it.text, "," | ")" | "and"));
    if !ends || hit.is_conditional() || hit.preceded_by(&["not"]) {
        return None;
    }
    let words = hit.words();
    let upper = ["max", "highest", "must be less", "must be at most"].iter().any(|it| words.starts_with(it));
    Some(Claim::Bound(if upper { Bound::Maximum } else { Bound::Minimum }, hit.number(0)?))
}
