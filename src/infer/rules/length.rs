use crate::infer::rule::{Bound, Claim, Hit, Reads, Rule};
use crate::schema::{Number, Type};

pub(super) const RULE: Rule = Rule {
    id: "length-from-prose",
    about: "How many characters a string may have. Bytes are no characters. Pages are often behind the API here.",
    on: false,
    reads: Reads::Prose(
        &[
            "maximum|max length is|of|: :? #",
            "maximum|max length for this value|field is #",
            "minimum|min length is|of|: :? #",
            "maximum|max|most|to :? of? # characters|chars",
            "minimum|min|least :? of? # characters|chars",
            "more than|then # characters|chars",
        ],
        read,
    ),
    examples: &[
        ("string", "The name. Max 100 characters.", "maxLength 100"),
        ("string", "At least 8 characters.", "minLength 8"),
        ("string", "The maximum length is 255.", "maxLength 255"),
        ("string", "Up to 64 characters.", "maxLength 64"),
        ("string", "No more than 10 characters.", "maxLength 10"),
    ],
    counter_examples: &[
        ("integer", "The maximum length is 255."),
        ("string", "The first of 10 characters."),
        ("string", "Maximum length: 64 bytes."),
        ("string", "From 1 to 64 digits."),
        ("string", "Max 100 characters if it is paid."),
        ("string", "Warns about more than 10 characters."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    if hit.field.ty != Type::STRING && !matches!(hit.field.ty, Type::String(_))
        || hit.is_conditional() && !hit.preceded_by(&["for"])
    {
        return None;
    }
    let words = hit.words();
    let before = |word: &str| hit.before().is_some_and(|it| it.is(word));
    let said = match words.split(' ').next() {
        Some("to") => before("up"),
        Some("most" | "least") => before("at"),
        Some("more") => before("no"),
        _ => true,
    };
    let counted = words.ends_with("characters")
        || words.ends_with("chars")
        || hit.after().is_none_or(|it| it.is_one_of(&["characters", "chars", ",", ")"]));
    let bound =
        if words.starts_with("min") || words.starts_with("least") { Bound::MinLength } else { Bound::MaxLength };
    (said && counted).then(|| hit.number(0)).flatten().filter(Number::is_u64).map(|it| Claim::Bound(bound, it))
}
