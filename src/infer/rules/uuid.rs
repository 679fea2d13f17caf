use crate::infer::rule::{Claim, Hit, Reads, Rule, string_format};
use crate::schema::StringFormat;

pub(super) const RULE: Rule = Rule {
    id: "uuid-from-prose",
    about: "A string that must be a UUID, or is one; not one that may be, and not one that is merely compared to one.",
    on: true,
    reads: Reads::Prose(
        &[
            "uuid|guid format",
            "must be a valid? uuid|guid",
            "is a valid? uuid|guid",
            "a|the valid? uuid|guid of|that|for|which|identifying",
        ],
        read,
    ),
    examples: &[
        ("string", "Must be a valid UUID.", "string(uuid)"),
        ("string", "The UUID of the order.", "string(uuid)"),
        ("string", "In UUID format.", "string(uuid)"),
    ],
    counter_examples: &[
        ("string", "Any string, for example a UUID."),
        ("string", "We recommend a UUID that is new."),
        ("integer", "The UUID of the order."),
        ("string", "The id or the UUID of the order."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    string_format(hit, StringFormat::Uuid)
}
