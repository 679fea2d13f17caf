use crate::infer::prose::{Kind, Token};
use crate::infer::rule::{Claim, Hit, Reads, Rule, alternatives};
use crate::json::Value;

pub(super) const RULE: Rule = Rule {
    id: "enum-from-alternatives",
    about: "“The kind, `a` or `b`.”, “the kind (`a`, `b` or `c`)”: marked words at the end of a sentence that has no others. Truths, \
            the numbers of a text, ways to write a date and the names of other fields are none, and what identifies or tells a \
            time has no such values.",
    on: true,
    reads: Reads::Prose(&["or|oder|ou|o|или|або|或|または $"], read),
    examples: &[
        ("string", "Type of the organisation, `company` or `person`.", r#""company" | "person""#),
        ("string", "The kind (`a`, `b` or `c`).", r#""a" | "b" | "c""#),
        ("string", "Sort order: 'ASC' or 'DESC'", r#""ASC" | "DESC""#),
        ("string", "Le type : `a`, `b` ou `c`", r#""a" | "b" | "c""#),
        ("string", "The kind - `a`, `b`, or `c`. Sent once.", r#""a" | "b" | "c""#),
        ("string", "How it runs: `a`, `b` (default), or `c` (default)", r#""a" | "b" | "c""#),
    ],
    counter_examples: &[
        ("string", "Sorted by `id` or `name`."),
        ("string", "The kind, e.g. `a` or `b`."),
        ("string", "The kind (`a` or `b` or others)."),
        ("string", "Le type, par exemple `a` ou `b`."),
        ("string", "If it is `x`, `a` or `b`."),
        ("string", "When it was sent: `YYYY-MM-DD` or `RFC3339`."),
        ("string", "Which it is: `true` or `false`."),
        ("string", "Set when the state changes (`open` or `paid`)."),
        ("string", "The path, `/a` or `/b`."),
        ("string", "`a` or `b`."),
        ("integer", "How many, `1` or `2`."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    const HEDGES: [&str; 36] = [
        "e.g",
        "eg",
        "example",
        "like",
        "such",
        "if",
        "when",
        "unless",
        "not",
        "same",
        "default",
        "defaults",
        "only",
        "for",
        "with",
        "without",
        "whether",
        "where",
        "includes",
        "including",
        "contains",
        "neither",
        "using",
        "by",
        "typically",
        "usually",
        "case-insensitive",
        "exemple",
        "ejemplo",
        "exemplo",
        "esempio",
        "beispiel",
        "например",
        "si",
        "wenn",
        "если",
    ];
    const NAMES: [&str; 11] = ["id", "ids", "uuid", "url", "uri", "date", "time", "at", "timestamp", "format", "token"];
    let tokens = &hit.prose.tokens;
    let start = hit.prose.sentence(hit.found.tokens.start).start;
    let last = *hit.found.captured.first()?;
    // From the word before the last value back to the first.
    let mut values: Vec<&Token<'_>> = vec![&tokens[last]];
    let mut at = hit.found.tokens.start;
    if at > start && tokens[at - 1].text == "," {
        at -= 1;
    }
    // `b` (default), or `c`
    let is_default = |it: &[Token<'_>]| ["(", "default", ")"].iter().zip(it).all(|(word, it)| it.is(word));
    let value_before = |end: usize| {
        let end = if end >= start + 3 && is_default(&tokens[end - 3..end]) { end - 3 } else { end };
        end.checked_sub(1).filter(|it| *it >= start && tokens[*it].is_marked())
    };
    while let Some(value) = value_before(at) {
        at = value;
        values.push(&tokens[at]);
        if at > start + 1 && tokens[at - 1].text == "," && value_before(at - 1).is_some() {
            at -= 1;
        }
    }
    let opens = |it: &Token<'_>| it.kind == Kind::Mark && matches!(it.text, "(" | "," | ":" | "-" | "–" | "—");
    let said = &tokens[start..at.checked_sub(1).filter(|it| *it > start && opens(&tokens[*it]))?];
    let bracketed = tokens[at - 1].text == "(";
    let told = last + 1 + if tokens.get(last + 1..last + 4).is_some_and(is_default) { 3 } else { 0 };
    let end = told + usize::from(bracketed && tokens.get(told).is_some_and(|it| it.text == ")"));
    let alone = said.iter().all(|it| !it.is_marked() && !it.is_one_of(&HEDGES));
    let named = hit.field.name.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let word = |it: &&Token<'_>| {
        let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-');
        let dated =
            it.text.contains("YY") || it.text.contains("RFC") || it.text.contains("ISO") || it.text.contains("HH");
        it.is_marked() && it.text.starts_with(char::is_alphabetic) && it.text.chars().all(plain) && !dated
    };
    if values.len() < 2
        || bracketed && end == told
        || !hit.prose.ends_sentence(end)
        || !alone
        || NAMES.iter().any(|it| named.to_lowercase().ends_with(it))
        || !values.iter().all(word)
    {
        return None;
    }
    let found: Option<Vec<Value>> = values.into_iter().rev().map(|it| hit.value(it)).collect();
    Some(Claim::Values(found?)).filter(alternatives)
}
