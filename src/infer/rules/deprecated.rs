use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::Deprecation;

pub(super) const RULE: Rule = Rule {
    id: "deprecated-from-prose",
    about: "“Deprecated” at the start of a sentence, said of this field, or all words struck out. What is said of another thing \
            is nothing to the field.",
    on: true,
    reads: Reads::Prose(
        &[
            "deprecated|`deprecated",
            "this|the field|parameter|property|attribute|value is|was|has deprecated|been deprecated?",
            "will be removed in",
        ],
        read,
    ),
    examples: &[
        ("string", "`Deprecated`. ~~The name.~~", "deprecated"),
        ("string", "Deprecated: use `title` instead. The name.", "deprecated: use `title` instead"),
        ("string", "DEPRECATED at version 2. Use `title`.", "deprecated: Use `title`"),
        ("string", "The name. This field is deprecated.", "deprecated"),
        ("string", "The name. [deprecated]", "deprecated"),
        ("string", "The name. This field will be removed in version 3.", "deprecated"),
    ],
    counter_examples: &[
        ("string", "Takes the place of the deprecated `lines`."),
        ("string", "Whether the order is deprecated."),
        ("boolean", "Deprecated orders are listed too."),
        ("string", "The file will be removed in the night."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let words = hit.words();
    let sure = if words == "deprecated" {
        let marked = hit.before().is_some_and(|it| matches!(it.text, "(" | "["))
            && hit.after().is_some_and(|it| matches!(it.text, ")" | "]" | ":" | "," | "since"));
        const AFTER: [&str; 13] = [":", ",", "-", "–", "—", "~~", "at", "in", "since", "as", "and", ")", "]"];
        let headed = hit.starts() && hit.after().is_none_or(|it| it.is_one_of(&AFTER));
        marked || headed
    } else if words.starts_with("will") {
        hit.preceded_by(&["this"]) && hit.preceded_by(&["field", "parameter", "property", "attribute"])
    } else {
        words.ends_with("deprecated") && hit.starts() && !hit.followed_by(&["if", "when"])
    };
    sure.then(|| Claim::Deprecated(Deprecation { note: note(hit) }))
}

/// What to use instead: the rest of the sentence or the next one, when it starts with “use”.
fn note(hit: &Hit<'_>) -> Option<String> {
    let tokens = &hit.prose.tokens;
    let from = hit.found.tokens.end;
    let start = (from..tokens.len().min(from + 8)).find(|&at| {
        tokens[at].is("use")
            && (hit.prose.starts_sentence(at) || tokens[at - 1].text == ":" || tokens[at - 1].text == ",")
    })?;
    let end = hit.prose.sentence(start).end;
    let range = hit.prose.range(start..end);
    Some(hit.prose.text[range].to_owned())
}
