use crate::infer::prose::Kind;
use crate::infer::rule::{Bound, Claim, Hit, Reads, Rule};
use crate::schema::Type;

pub(super) const RULE: Rule = Rule {
    id: "range-from-prose",
    about: "“Maximum: 100”, “minimum value is 1”, “must be greater than 0” of a number. What is the maximum of something else is none.",
    on: true,
    reads: Reads::Prose(
        &[
            "maximum|max|highest value? allowed? is|: :? #",
            "minimum|min|lowest value? allowed? is|: :? #",
            "maximum|max|minimum|min of? #",
            "must be greater than or equal to #",
            "must be less than or equal to #",
            "must be at least #",
            "must be at most #",
            "must be greater|larger|more than #",
            "must be less|smaller|lower than #",
        ],
        read,
    ),
    examples: &[
        ("integer", "How many. Maximum: 100.", "maximum 100"),
        ("integer", "Minimum value is 1.", "minimum 1"),
        ("integer", "How many to send, max 1000.", "maximum 1000"),
        ("number", "Must be at least 0.5.", "minimum 0.5"),
        ("integer", "How often. Must be greater than 0.", "exclusiveMinimum 0"),
        ("number", "The share. Must be less than 1.", "exclusiveMaximum 1"),
    ],
    counter_examples: &[
        ("string", "Maximum: 100."),
        ("integer", "Maximum: 36 hours."),
        ("integer", "How often, max 5 a day."),
        ("integer", "Sent to max 5."),
        ("integer", "The maximum is 100 if the order is paid."),
        ("integer", "The maximum number of orders."),
        ("integer", "Max: 100%."),
        ("integer", "Must be greater than 0 seconds."),
        ("integer", "The end must be greater than the start."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let (Type::Integer(_) | Type::Number(_)) = hit.field.ty else { return None };
    let ends = hit.after().is_none_or(|it| matches!(it.text, "," | ")" | "and"));
    if !ends || hit.is_conditional() || hit.preceded_by(&["not"]) {
        return None;
    }
    let words = hit.words();
    // "How many, max 5": set off where no word joins the number to it.
    let bare = !["is ", ": ", "must "].iter().any(|it| words.contains(it));
    if bare && !hit.before().is_none_or(|it| it.kind == Kind::Mark || it.is("and")) {
        return None;
    }
    let open = words.contains(" than ") && !words.contains(" or equal ");
    let upper = ["max", "highest", "must be less", "must be smaller", "must be lower", "must be at most"]
        .iter()
        .any(|it| words.starts_with(it));
    let bound = match (upper, open) {
        (true, false) => Bound::Maximum,
        (false, false) => Bound::Minimum,
        (true, true) => Bound::ExclusiveMaximum,
        (false, true) => Bound::ExclusiveMinimum,
    };
    Some(Claim::Bound(bound, hit.number(0)?))
}
