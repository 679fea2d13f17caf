use crate::infer::phrase::number;
use crate::infer::rule::{Bound, Claim, Hit, Reads, Rule};
use crate::json::Number;
use crate::schema::Type;

pub(super) const RULE: Rule = Rule {
    id: "interval-from-prose",
    about: "“Between 1 and 100”, “from 0 to 1”, “(0-255)” of a number: the least and the most. Where more than the two numbers \
            is said, or another choice, it is none.",
    on: true,
    reads: Reads::Bounds(
        &[
            "between # and|to # inclusive|inclusively?",
            "from # to|through|and # inclusive|inclusively?",
            "range|ranges|ranging|values :? of|is|from|:? # to|and|through|- # inclusive|inclusively?",
            "range|ranges|ranging|values :? of|is|:? # – # inclusive|inclusively?",
            "range|ranges|ranging|values :? of|is|from|between|:? $",
            "( # –|-|to # )",
            "( $ )",
        ],
        read,
    ),
    examples: &[
        ("integer", "The age. Must be between 1 and 150.", "minimum 1, maximum 150"),
        ("number", "A value from 0 to 1, inclusive.", "minimum 0, maximum 1"),
        ("integer", "The port, an integer in the range of 1-65,535.", "minimum 1, maximum 65535"),
        ("integer", "The score (0-100).", "minimum 0, maximum 100"),
        ("number", "Latitude between -90 and 90", "minimum -90, maximum 90"),
        ("number", "A number between -2.0 and 2.0. Higher is more.", "minimum -2.0, maximum 2.0"),
        ("integer", "The hour (0–23).", "minimum 0, maximum 23"),
        ("number", "Temperature between 0 and 2. More is wilder.", "minimum 0, maximum 2"),
    ],
    counter_examples: &[
        ("string", "Between 1 and 150."),
        ("integer", "An octal value between 0000 and 0777 or a decimal one."),
        ("integer", "Between 1 and 5 if it is paid."),
        ("integer", "Between 1 and 48 hours."),
        ("integer", "The distance between 2 and 3."),
        ("integer", "Draws a random number between 1 and 5."),
        ("integer", "Recommended is between 1 and 5."),
        ("integer", "The year of the season (2016-2020)."),
        ("integer", "Raised from 1 to 5."),
        ("integer", "As in section (3-1)."),
        ("integer", "A multiple of ten between 10 and 90."),
        ("integer", "Between 1 and 5, or 10 for members."),
    ],
};

/// Words before an interval that make it none of all values, or not of this one.
const OTHER: [&str; 24] = [
    "not",
    "random",
    "randomly",
    "recommended",
    "recommend",
    "default",
    "usually",
    "typically",
    "generally",
    "example",
    "e.g",
    "eg",
    "like",
    "if",
    "when",
    "unless",
    "or",
    "otherwise",
    "multiple",
    "multiples",
    "octal",
    "changed",
    "changes",
    "should",
];

/// What an interval is of, where a sentence does not begin with it.
const OF: [&str; 32] = [
    "be",
    "is",
    "are",
    "value",
    "values",
    "number",
    "numbers",
    "integer",
    "integers",
    "int",
    "float",
    "double",
    "decimal",
    "range",
    "ranges",
    "ranging",
    "lies",
    "lie",
    "in",
    "percentage",
    "percent",
    "score",
    "level",
    "rating",
    "probability",
    "priority",
    "latitude",
    "longitude",
    "ratio",
    "weight",
    "factor",
    "confidence",
];

fn read(hit: &Hit<'_>) -> Option<[Claim; 2]> {
    let whole = match hit.field.ty {
        Type::Integer(_) => true,
        Type::Number(_) => false,
        _ => return None,
    };
    let words = hit.words();
    let bracketed = words.starts_with("( ");
    let (least, most) = match (hit.captured(0)?.text, hit.captured(1).map(|it| it.text)) {
        (least, Some(most)) => (plain(least)?, plain(most)?),
        (both, None) => {
            let (least, most) = both.split_once(['-', '–', '~']).filter(|it| !it.0.is_empty())?;
            (plain(least)?, plain(most)?)
        }
    };
    let (low, high) = (least.as_f64(), most.as_f64());
    let integers = [&least, &most].iter().all(|it| it.is_i64() || it.is_u64());
    // In brackets a pair of numbers may be years or places of a text; a scale begins at its start.
    let scale = !bracketed || low <= 1.0;
    let subject = bracketed
        || hit.starts()
        || ["range", "values"].iter().any(|it| words.starts_with(it))
        || hit.before().is_some_and(|it| OF.iter().any(|word| it.is(word)) || matches!(it.text, ":" | "(" | ","));
    // "Temperature between 0 and 2", and not "Raised from 0 to 2".
    let noun =
        |it: &str| it.starts_with(char::is_uppercase) && !["ed", "es", "ing"].iter().any(|end| it.ends_with(end));
    let subject = subject || hit.found.tokens.start == 1 && noun(hit.prose.tokens[0].text);
    let ends = hit.after().is_none_or(|it| matches!(it.text, "," | ")" | "("));
    let limited = hit.followed_by(&["if", "when", "unless", "or", "otherwise", "except"]);
    (low < high && (integers || !whole) && scale && subject && ends && !limited && !hit.preceded_by(&OTHER))
        .then(|| [Claim::Bound(Bound::Minimum, least), Claim::Bound(Bound::Maximum, most)])
}

/// A number as people write one: `0777` is octal.
fn plain(text: &str) -> Option<Number> {
    let digits = text.trim_start_matches('-');
    let padded = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.");
    number(text).filter(|_| !padded)
}
