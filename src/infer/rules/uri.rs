use crate::infer::rule::{Claim, Hit, Reads, Rule, string_format};
use crate::schema::StringFormat;

pub(super) const RULE: Rule = Rule {
    id: "uri-from-prose",
    about: "A string that must be a URI. “The URL of” is not enough: what stands there is often a host or a path.",
    on: true,
    reads: Reads::Prose(
        &[
            "must be a valid? absolute? uri|url",
            "a|an|any valid|absolute|fully-qualified uri|url",
            "valid uri|url format",
            "uri|url format",
            "rfc3986",
        ],
        read,
    ),
    examples: &[("string", "Must be a valid URL.", "string(uri)")],
    counter_examples: &[
        ("string", "The URL of the shop."),
        ("string", "The path of a URL."),
        ("boolean", "Must be a valid URL."),
        ("string", "A name or a valid URL."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    string_format(hit, StringFormat::Uri)
}
