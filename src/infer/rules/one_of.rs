use crate::infer::prose::{Kind, Token};
use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::json::Value;
use crate::schema::Type;
use foldhash::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "enum-from-prose",
    about: "A sentence that lists all values of a field: “one of”, “possible values:”. The values must be marked by backticks \
            or quotes, or written in capitals; a list that goes on (“such as”, “includes”) and a mere mention are none.",
    on: true,
    reads: Reads::Prose(
        &[
            "one of :? $",
            "one of the? following values? :? $",
            "possible|valid|allowed|accepted|permitted|available|supported values|options|types? are? :? $",
            "enum :? $",
            "either $",
        ],
        read,
    ),
    examples: &[
        ("string", "The state. One of `open`, `paid` or `sent`.", r#""open" | "paid" | "sent""#),
        ("string", "Possible values: \"a\", \"b\".", r#""a" | "b""#),
        ("string", "Allowed values: OPEN, PAID or SENT.", r#""OPEN" | "PAID" | "SENT""#),
        ("string", "One of “in\\_stock”, “sold\\_out”.", r#""in_stock" | "sold_out""#),
        ("string", "Possible values are: `a` | `b` | `c`", r#""a" | "b" | "c""#),
        ("string", "Must be one of `\"a\"`, `\"b\"`.", r#""a" | "b""#),
        ("integer", "One of `1`, `2`.", "1 | 2"),
        ("string[]", "Each is one of `a` and `b`.", r#""a" | "b""#),
        ("string", "The way. Either `in` or `out`. It never changes.", r#""in" | "out""#),
        ("string", "Permitted values: `a` (default), `b`", r#""a" | "b""#),
    ],
    counter_examples: &[
        ("string", "Only one of `name` and `title` can be set."),
        ("string", "It can be any valid string."),
        ("string", "One of the files named `a`."),
        ("string", "For example one of `a`, `b`."),
        ("object", "One of `a`, `b`."),
        ("string", "Valid values include `a` and `b`."),
        ("string", "One of `a`, `b`, etc."),
        ("string", "Can be `a` or `b`."),
        ("string", "It is either `a` or `b`."),
        ("string", "Either `a` or `b` must be set."),
        ("string", "Comma-separated list. Possible values: `a`, `b`."),
    ],
};

/// The values listed after the phrase.
pub(super) fn read(hit: &Hit<'_>) -> Option<Claim> {
    let integers = matches!(hit.field.ty.leaf(), Type::Integer(_));
    const OTHER: [&str; 16] = [
        "only",
        "least",
        "example",
        "e.g",
        "eg",
        "i.e",
        "if",
        "when",
        "unless",
        "not",
        "any",
        "exactly",
        "like",
        "cannot",
        "default",
        "combination",
    ];
    // In the middle of a sentence it is another rule's.
    // A text of several values with commas between is none of them.
    let text = !matches!(hit.field.ty, Type::Array(_) | Type::Set(_));
    if text && hit.prose.joins_values() {
        return None;
    }
    if hit.preceded_by(&OTHER) || hit.words().starts_with("either ") && !hit.starts() {
        return None;
    }
    let first = *hit.found.captured.first()?;
    let marked = hit.prose.tokens[first].is_marked();
    let shouted =
        |it: &Token<'_>| it.kind == Kind::Word && it.text.len() > 1 && it.text.chars().all(|it| !it.is_lowercase());
    let mut values: Vec<Value> = Vec::new();
    let mut seen: HashSet<String> = HashSet::default();
    let mut rest = hit.prose.tokens[first..].iter().peekable();
    loop {
        let it = rest.next()?;
        if !(it.is_marked() || !marked && (shouted(it) || integers)) {
            return None;
        }
        let value = hit.value(it)?;
        if !seen.insert(value.to_string()) {
            return None;
        }
        values.push(value);
        // `a` (default), `b`
        let mut mark = rest.clone();
        if ["(", "default", ")"].iter().all(|word| mark.next().is_some_and(|it| it.is(word))) {
            rest = mark;
        }
        let mut separated = false;
        while let Some(it) = rest.peek() {
            let separator = match it.kind {
                Kind::Mark => matches!(it.text, "," | "|" | "/"),
                Kind::Word => it.is_one_of(&["or", "and"]),
                Kind::End | Kind::Code | Kind::Quoted => false,
            };
            if !separator {
                break;
            }
            separated = true;
            rest.next();
        }
        if !separated {
            break;
        }
    }
    let ends = rest.peek().is_none_or(|it| it.kind == Kind::End);
    (ends && values.len() > 1).then_some(Claim::Values(values))
}
