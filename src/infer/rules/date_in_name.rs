use crate::infer::rule::{Claim, Reads, Rule};
use crate::name::words;
use crate::schema::{Field, StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "date-from-name",
    about: "A type that stands for dates and for date-times, of a field that is called after what happened then: `created_at`, \
            `sentAt`. What is to come (`expires_at`) may be a day. Prose and examples come first.",
    on: true,
    reads: Reads::Name(read),
    examples: &[
        ("string(date-or-date-time)", "created_at", "string(date-time)"),
        ("string(date-or-date-time)", "lastUpdatedAt", "string(date-time)"),
        ("string(date-or-date-time)", "sent_timestamp", "string(date-time)"),
    ],
    counter_examples: &[
        ("string(date-or-date-time)", "expires_at"),
        ("string(date-or-date-time)", "birthdate"),
        ("string", "created_at"),
        ("string(date-or-date-time)", "created"),
    ],
};

fn read(field: &Field) -> Option<Claim> {
    if *field.ty.leaf() != Type::String(StringFormat::DateOrDateTime) {
        return None;
    }
    let name = words(&field.name);
    let happened = |it: &str| it.ends_with("ed") || it == "sent";
    let is_moment = match name.as_slice() {
        [.., before, last] if last.eq_ignore_ascii_case("at") => happened(&before.to_lowercase()),
        [.., last] => last.eq_ignore_ascii_case("timestamp"),
        [] => false,
    };
    is_moment.then_some(Claim::Scalar(Type::String(StringFormat::DateTime)))
}
