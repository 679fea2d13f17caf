use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::{IntegerFormat, Type};

pub(super) const RULE: Rule = Rule {
    id: "unix-time-from-prose",
    about: "An integer that counts from 1970 is a point in time. The unit must be said: “Unix timestamp” alone is used for \
            seconds and for milliseconds.",
    on: true,
    reads: Reads::Prose(
        &[
            "unix timestamp|time|epoch|timestamps|seconds|milliseconds",
            "epoch timestamp|time|seconds|milliseconds|millis",
            "since the? unix? epoch",
            "since 1970|1970-01-01|01-01-1970|1970-01-01t00:00:00z",
            "posix time|timestamp",
        ],
        read,
    ),
    examples: &[
        ("integer", "Unix timestamp in milliseconds.", "integer(unixtime-ms)"),
        ("integer(int64)", "When it was paid, in seconds since the epoch.", "integer(unixtime)"),
        ("integer", "Seconds since 1970-01-01.", "integer(unixtime)"),
    ],
    counter_examples: &[
        ("integer", "A Unix timestamp."),
        ("string", "Unix timestamp in milliseconds."),
        ("integer", "Seconds since the last restart."),
        ("integer", "A Unix timestamp in seconds or milliseconds."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    use IntegerFormat::{Int32OrWider, Int64, Unspecified};
    let Type::Integer(Unspecified | Int64 | Int32OrWider) = hit.field.ty.leaf() else { return None };
    let sentence = hit.prose.sentence(hit.found.tokens.start);
    let has = |words: &[&str]| hit.prose.tokens[sentence.clone()].iter().any(|it| it.is_one_of(words));
    let milliseconds = has(&["milliseconds", "millisecond", "millis", "ms"]);
    let seconds = has(&["seconds", "second", "secs"]);
    let format = match (seconds, milliseconds) {
        (true, false) => IntegerFormat::UnixSeconds,
        (false, true) => IntegerFormat::UnixMilliseconds,
        _ => return None,
    };
    (!has(&["microseconds", "nanoseconds"])).then_some(Claim::Scalar(Type::Integer(format)))
}
