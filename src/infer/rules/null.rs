use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::Type;

pub(super) const RULE: Rule = Rule {
    id: "null-from-prose",
    about: "Words that say that `null` stands there, or when it does. What `null` does when it is sent, and the null of another \
            field, or in what a map or a list holds, say nothing.",
    on: true,
    reads: Reads::Prose(
        &[
            "may|can|could|might|will also? be null|`null",
            "may|can|could|might|will also? be set to null|`null",
            "null|`null is returned",
            "or null|`null if|when|unless|for|otherwise",
            "or null|`null",
            "null|`null if|when|unless|otherwise",
            "null|`null on error|failure|errors",
            "is null|`null for",
            "nullable",
            "returns a? null|`null if|when|for|unless",
            "value is null|`null",
            "a|the null|`null value means|indicates|signifies",
            "always null|`null",
            "null|`null",
        ],
        read,
    ),
    examples: &[
        ("string", "The name; may be null.", "nullable"),
        ("string", "The name, or null if it has none.", "nullable"),
        ("string", "The name or `null`.", "nullable"),
        ("string", "`null` if it has none.", "nullable"),
        ("object", "What was asked for. `null` on error.", "nullable"),
        ("integer", "How many; a `null` value means unlimited.", "nullable"),
        ("string", "Otherwise, it is `null` for all others.", "nullable"),
        ("string", "Nullable.", "nullable"),
        ("string", "Always null.", "nullable"),
        ("string", "The name. It can also be null.", "nullable"),
        ("string", "It may be set to `null`.", "nullable"),
        ("string", "The order. If it has none, `null`.", "nullable"),
        ("string", "The last one; otherwise null.", "nullable"),
    ],
    counter_examples: &[
        ("string", "Must not be null."),
        ("string", "The name of the null device."),
        ("string", "Fields can be cleared using a null value."),
        ("string", "If `a` is null, the first is taken."),
        ("string", "Taken when `a` is empty or null."),
        ("string", "Whether the column is nullable."),
        ("string", "When it was placed. Null for lists."),
        ("string", "If it is empty or null, the first is taken."),
        ("string", "Compared with 0, null."),
        ("object", "Notes of the seller. Values may be texts, numbers, or null."),
        ("object", "Each value is a text or null."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    const NEGATED: [&str; 8] = ["not", "never", "cannot", "if", "when", "whether", "unless", "clear"];
    const SUBJECTS: [&str; 6] = ["it", "this", "value", "field", "property", "which"];
    const PARTS: [&str; 6] = ["each", "elements", "entries", "items", "keys", "values"];
    let words = hit.words();
    if words == "null" {
        // At the end of a sentence, behind when that is: "If it has none, `null`".
        let first = &hit.prose.tokens[hit.prose.sentence(hit.found.tokens.start).start];
        let then =
            hit.before().is_some_and(|it| it.text == ",") && first.is_one_of(&["if", "when", "unless", "otherwise"]);
        let said = then || hit.before().is_some_and(|it| it.is("otherwise"));
        return (said && hit.ends()).then_some(Claim::Nullable(true));
    }
    // What may be in a map or a list says nothing of the whole.
    let holds = matches!(hit.field.ty, Type::Object | Type::Map(_) | Type::Array(_) | Type::Set(_));
    if holds && hit.prose.tokens[hit.prose.sentence(hit.found.tokens.start).start].is_one_of(&PARTS) {
        return None;
    }
    if hit.preceded_by(&NEGATED) || hit.followed_by(&["not", "never"]) && words == "nullable" {
        return None;
    }
    let alone = hit.starts() || hit.before().is_some_and(|it| matches!(it.text, "," | "(" | ";" | ":"));
    let said_of_it = alone || hit.before().is_some_and(|it| it.is_one_of(&SUBJECTS));
    let sure = match words.split(' ').next() {
        Some("nullable") => alone,
        Some("or") => words.contains(" if") || words.contains(" when") || words.contains(" unless") || hit.ends(),
        Some("may" | "can" | "could" | "might" | "will") => said_of_it,
        Some("null") => alone || hit.before().is_some_and(|it| it.is("is")) && hit.preceded_by(&SUBJECTS),
        Some("value") if words == "value is null" => {
            hit.before().is_none_or(|it| it.is_one_of(&["the", "this"])) && hit.ends()
        }
        Some("is") => hit.before().is_some_and(|it| it.is_one_of(&["it", "value", "field"])),
        Some("always") => hit.starts(),
        _ => true,
    };
    sure.then_some(Claim::Nullable(true))
}
