use crate::infer::rule::{Claim, Hit, Reads, Rule, string_format};
use crate::schema::StringFormat;

pub(super) const RULE: Rule = Rule {
    id: "email-from-prose",
    about: "A string that must be an email address. “The email of” is not enough: masked and empty ones stand there.",
    on: true,
    reads: Reads::Prose(
        &[
            "must be a valid email address?",
            "a|the valid email address?",
            "valid email address? format",
            "email format",
        ],
        read,
    ),
    examples: &[("string", "Must be a valid email address.", "string(email)")],
    counter_examples: &[
        ("string", "The email of the customer."),
        ("string", "A phone number or a valid email."),
        ("integer", "Must be a valid email address."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    string_format(hit, StringFormat::Email)
}
