use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::Presence;

pub(super) const RULE: Rule = Rule {
    id: "required-from-prose",
    about: "“Required” as a sentence or mark of its own, without a condition.",
    on: false,
    reads: Reads::Prose(
        &[
            "required|mandatory",
            "this field|parameter|property|attribute is required|mandatory",
            "always present|returned|included|set|required",
        ],
        read,
    ),
    examples: &[
        ("string", "Required. The name.", "required"),
        ("string", "**REQUIRED**. The name.", "required"),
        ("string", "The name. Required.", "required"),
        ("string", "(required) The name", "required"),
        ("string", "The name. This field is required.", "required"),
        ("string", "Always present.", "required"),
    ],
    counter_examples: &[
        ("string", "Required if `a` is set."),
        ("string", "The required name."),
        ("string", "Not required."),
        ("string", "Required by law."),
        ("string", "Required. Only for orders that are paid."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let words = hit.words();
    let alone = hit.starts() && hit.ends();
    let marked = hit.before().is_some_and(|it| matches!(it.text, "(" | "["))
        && hit.after().is_some_and(|it| matches!(it.text, ")" | "]"));
    let headed = hit.starts() && hit.after().is_some_and(|it| matches!(it.text, ":" | "-" | "–" | "—"));
    let sure = if words.contains(' ') { alone } else { alone || marked || headed };
    // A condition may stand in the next sentence.
    let next = hit.prose.tokens.get(hit.found.tokens.end + 1);
    const LIMITS: [&str; 6] = ["only", "if", "when", "unless", "for", "except"];
    let limited = alone && next.is_some_and(|it| it.is_one_of(&LIMITS));
    (sure && !limited && !(marked && hit.is_conditional())).then_some(Claim::Presence(Presence::Required))
}
