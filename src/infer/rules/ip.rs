use crate::infer::rule::{Claim, Hit, Reads, Rule, string_format};
use crate::schema::StringFormat;

pub(super) const RULE: Rule = Rule {
    id: "ip-from-prose",
    about: "A string that must be an IP address.",
    on: true,
    reads: Reads::Prose(&["must be a valid? ip address", "a|the valid ip address"], read),
    examples: &[("string", "Must be a valid IP address.", "string(ip)")],
    counter_examples: &[("string", "The IP address."), ("string", "The host name or a valid IP address.")],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    string_format(hit, StringFormat::Ip)
}
