use crate::infer::rule::{Claim, Hit, Reads, Rule};
use crate::schema::Presence;

pub(super) const RULE: Rule = Rule {
    id: "optional-from-prose",
    about: "Words that say that a member may be absent: that it is optional, when it is left out, when it is there, or when it \
            must be (and so not always).",
    on: true,
    reads: Reads::Prose(
        &[
            "optional|optionally",
            "this|the field|parameter|property|attribute|value is optional",
            "may|can be omitted|absent|missing",
            "omitted|absent|excluded if|when|unless|for",
            "only|is present|returned|included|available only? if|when|for",
            "present|returned|included only if|when|for",
            "only present|returned|included|sent if|when|for",
            "not present|included|returned if|when|unless|for",
            "required|mandatory if|when|unless|only",
        ],
        read,
    ),
    examples: &[
        ("string", "Optional. The name.", "optional"),
        ("string", "(Optional) The name.", "optional"),
        ("string", "The name; may be omitted.", "optional"),
        ("string", "Omitted if the order is new.", "optional"),
        ("string", "Only present when it was paid.", "optional"),
        ("string", "Required if `a` is set.", "optional"),
    ],
    counter_examples: &[
        ("string", "An optional id that the server sends."),
        ("string", "If `b` is omitted, the first of them."),
        ("string", "Whether the field `name` is optional."),
        ("string", "The number is taken when `b` is absent."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    let words = hit.words();
    let whole = hit.starts() || hit.before().is_some_and(|it| matches!(it.text, "(" | "[" | ";" | ","));
    let sure = match words.as_str() {
        "optional" | "optionally" => {
            let marked = hit.after().is_none_or(|it| matches!(it.text, ")" | "]" | "." | ":" | "," | "-" | "–" | "—"));
            marked && whole
        }
        _ if words.ends_with("is optional") => hit.starts() && hit.ends(),
        _ if words.starts_with("may") || words.starts_with("can") => {
            !hit.is_conditional() && !hit.preceded_by(&["or"]) && hit.before().is_none_or(|it| !it.is_marked())
        }
        _ => whole || hit.before().is_some_and(|it| it.is("is")) && hit.preceded_by(&["this", "it"]),
    };
    sure.then_some(Claim::Presence(Presence::Optional))
}
