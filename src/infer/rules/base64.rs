use crate::infer::rule::{Claim, Hit, Reads, Rule, string_format};
use crate::schema::StringFormat;

pub(super) const RULE: Rule = Rule {
    id: "base64-from-prose",
    about: "A string of which the words say that it is bytes in base64.",
    on: true,
    reads: Reads::Prose(
        &[
            "base64-encoded|base64encoded",
            "base64 encoded|string|encoding",
            "encoded in|as|with base64",
            "is base64|base64-encoded",
        ],
        read,
    ),
    examples: &[
        ("string", "The picture, base64-encoded.", "string(byte)"),
        ("string", "A base64 encoded string.", "string(byte)"),
    ],
    counter_examples: &[("string", "The picture, base64-encoded or a URL."), ("string", "Decoded from base64.")],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    string_format(hit, StringFormat::Byte)
}
