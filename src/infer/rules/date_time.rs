use crate::infer::prose::{Prose, Token};
use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::{StringFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "date-from-prose",
    about: "Words about a format of dates say whether a string holds a date or a date and a time. A type that stands for \
            both needs less to be told apart than a string that may hold anything.",
    on: true,
    reads: Reads::Prose(
        &[
            "iso|rfc 8601|3339",
            "iso8601|iso-8601|rfc3339|rfc-3339",
            "yyyy-mm-dd|`yyyy-mm-dd",
            "date and time",
            "date-time|datetime|timestamp",
        ],
        read,
    ),
    examples: &[
        ("string", "When it was paid, a timestamp in ISO 8601 format.", "string(date-time)"),
        ("string(date-or-date-time)", "Birthdate; format YYYY-MM-DD.", "string(date)"),
        ("string(date-or-date-time)", "Timestamp of the sale.", "string(date-time)"),
        ("string(date-or-date-time)", "The value is shown in the ISO 8601 format.", "string(date-time)"),
        ("string", "The day of the sale, as `YYYY-MM-DD`.", "string(date)"),
        ("string[]", "Dates and times (RFC 3339 timestamps).", "string(date-time)"),
        ("string(date-or-date-time)", "YYYY-MM-DD or YYYY-MM-DDTHH:mm:ssZ.", "string(date-time)"),
        ("string", "When it was paid. Format: ISO 8601.", "string(date-or-date-time)"),
        ("string", "When it was paid. Format: RFC 3339", "string(date-time)"),
    ],
    counter_examples: &[
        ("string", "The name of the timestamp."),
        ("string", "How long it lasts, a duration in ISO 8601 format."),
        ("string", "How long it lasts. Format: ISO 8601."),
        ("string", "The length of the break in ISO 8601 format."),
        ("string", "The break in ISO 8601 format, such as `PT15M`."),
        ("string", "The week of the sale, as ISO 8601 counts them."),
        ("string", "The country, as ISO 3166 has it."),
        ("string(date-or-date-time)", "The next date when points expire."),
        ("integer", "A timestamp in ISO 8601 format."),
        ("string(date-time)", "Format YYYY-MM-DD."),
        ("string", "A cursor: the id, or a timestamp in ISO 8601 format."),
        ("string", "When it was paid, yyyy-MM-dd HH:mm:ss."),
        ("string(date-or-date-time)", "Format `yyyy-MM-dd HH:mm:ss`"),
        ("string", "The year and month, in ISO-8601 `YYYY-MM` date format. See RFC 3339."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let ambiguous = match hit.field.ty.leaf() {
        Type::String(StringFormat::Plain) => false,
        Type::String(StringFormat::DateOrDateTime) => true,
        _ => return None,
    };
    // `2024-05` is no date: shorter texts hold none.
    const SHORTEST: u64 = 10;
    let bounds = hit.field.constraints.as_ref();
    if bounds.and_then(|it| it.max_length).is_some_and(|it| it < SHORTEST) {
        return None;
    }
    let format = format(hit.prose, &hit.words(), ambiguous)?;
    Some(Claim::Scalar(Type::String(format)))
}

/// All words are looked at, since one phrase may name the format and another what is formatted.
fn format(prose: &Prose<'_>, phrase: &str, ambiguous: bool) -> Option<StringFormat> {
    let standard = phrase.contains("8601") || phrase.contains("3339");
    let pattern = phrase == "yyyy-mm-dd";
    if !(ambiguous || standard || pattern) {
        return None;
    }
    let words = &prose.tokens;
    let has = |wanted: &[&str]| words.iter().any(|it| it.is_one_of(wanted));
    let follow = |wanted: [&str; 3]| words.windows(3).any(|it| it.iter().zip(wanted).all(|(it, wanted)| it.is(wanted)));
    const OTHERS: [&str; 13] = [
        "duration",
        "durations",
        "period",
        "interval",
        "cursor",
        "months",
        "offset",
        "long",
        "week",
        "weeks",
        "timezone",
        "zone",
        "yyyy-mm",
    ];
    // `PT1H` is a span of time.
    let span =
        |it: &Token<'_>| it.lower().strip_prefix("pt").is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    let length = words.iter().take(2).any(|it| it.is("length"));
    // A blank between stands in no standard: such texts are neither.
    let spaced = words.windows(2).any(|it| it[0].is("yyyy-mm-dd") && it[1].is_one_of(&["hh", "hh24"]))
        || words.iter().any(|it| it.is_marked() && it.lower().starts_with("yyyy-mm-dd hh"));
    if has(&OTHERS) || length || spaced || words.iter().any(span) {
        return None;
    }
    let timed = || {
        has(&["timestamp", "timestamps", "datetime", "date-time", "instant"])
            || follow(["date", "and", "time"])
            || follow(["dates", "and", "times"])
            || words.iter().map(Token::lower).any(|it| it.starts_with("yyyy-mm-ddt") || it.starts_with("hh:mm"))
    };
    match (ambiguous, standard, pattern) {
        (_, _, true) => Some(if timed() { StringFormat::DateTime } else { StringFormat::Date }),
        (_, true, _) if timed() => Some(StringFormat::DateTime),
        (true, true, _) if has(&["yyyy-mm-dd"]) => None,
        (true, _, _) => Some(StringFormat::DateTime),
        (false, true, _) if phrase.contains("3339") => Some(StringFormat::DateTime),
        // In so many words, but not which.
        (false, true, _) if has(&["format"]) => Some(StringFormat::DateOrDateTime),
        (false, _, _) => None,
    }
}
