use crate::infer::prose::Token;
use crate::infer::rule::{Claim, Hit, Reads, Rule};
use foldhash::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "enum-from-option-list",
    about: "A list of options, “Option descriptions: * `a` - The first. * `b` - The second.”, which generated docs write in one \
            line. Every item must begin with a value in backticks or quotes.",
    on: true,
    reads: Reads::Prose(
        &[
            "can|may|will have|take|be one? of? the? following values? :? -|•? $",
            "option|options|value|values descriptions? :? -|•? $",
            "possible|valid|allowed|accepted|permitted|available|supported values|options|types? are? :? -|•? $",
        ],
        read,
    ),
    examples: &[
        ("string", "Option descriptions:  * `basic` - Few things. * `plus` - More. And much.", r#""basic" | "plus""#),
        ("string", "Can take the following values: \\* `a` the first \\* `b` the second", r#""a" | "b""#),
        ("string[]", "Possible values: - `a` - the first - `b` - the second", r#""a" | "b""#),
        ("integer", "Can be one of the following values: • `1` is on • `2` is off", "1 | 2"),
    ],
    counter_examples: &[
        ("string", "Possible values: * `a` - The first. * Others - What else there may be."),
        ("string", "Option descriptions: * `a` - The first."),
        ("string", "For example, the possible values: - `a` - the first - `b` - the second"),
        ("string", "Option descriptions: `a` is what * `b` is."),
        ("boolean", "Option descriptions: * `a` - The first. * `b` - The second."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    // Values that are shown for example are not all there are.
    if hit.preceded_by(&["example", "examples", "e.g", "eg", "like", "such"]) {
        return None;
    }
    let first = *hit.found.captured.first()?;
    let bullet = bullet(hit, first)?;
    let mut values = Vec::new();
    let mut seen = HashSet::default();
    for at in first..hit.prose.tokens.len() {
        let token: &Token<'_> = &hit.prose.tokens[at];
        if self::bullet(hit, at) != Some(bullet) {
            continue;
        }
        if !token.is_marked() {
            // A hyphen stands between a value and what is said of it too.
            if bullet == '-' { continue } else { return None }
        }
        let value = hit.value(token)?;
        if !seen.insert(value.to_string()) {
            return None;
        }
        values.push(value);
    }
    (values.len() > 1).then_some(Claim::Values(values))
}

/// The mark of a list's item that stands before a token.
fn bullet(hit: &Hit<'_>, at: usize) -> Option<char> {
    let start = hit.prose.range(at..at + 1).start;
    let before = hit.prose.text[..start].strip_suffix([' ', '\u{a0}'])?.trim_end();
    let mark = before.chars().next_back().filter(|it| matches!(it, '*' | '-' | '•'))?;
    before[..before.len() - mark.len_utf8()].ends_with([' ', '\n', '\\', '\u{a0}']).then_some(mark)
}
