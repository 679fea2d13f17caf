//! What descriptions state of a field. Comes in: prose. Goes out: marks at its start or end, and labelled facts
//! (`**Default**: x`, `MaxLength: 40`, "Possible values are: …"). Only what is said in so many words; nothing is concluded
//! from sentences.

use super::vocabulary::{fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Rich};
use crate::schema::Presence;
use std::ops::Range;

/// What prose states.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Facts {
    /// Whether the member must be there.
    pub(super) presence: Option<Presence>,
    /// Whether a mark says so: a word in brackets or capitals at the start.
    pub(super) bracketed: bool,
    /// Whether a sentence of its own says that it must be there at times: "It is required when …".
    pub(super) conditional: bool,
    /// Whether it may be null.
    pub(super) nullable: Option<bool>,
    /// Sent by the server only.
    pub(super) read_only: bool,
    /// Sent to the server only.
    pub(super) write_only: bool,
    /// Whether it should no longer be used.
    pub(super) deprecated: bool,
    /// The default.
    pub(super) default: Option<String>,
    /// Its only value.
    pub(super) constant: Option<String>,
    /// Its values.
    pub(super) values: Vec<String>,
    /// Values shown.
    pub(super) examples: Vec<String>,
    /// A format.
    pub(super) format: Option<String>,
    /// Bounds: keyword of JSON Schema and value.
    pub(super) bounds: Vec<(&'static str, String)>,
}

/// Longer prose states nothing at its end, and its marks stand at its start.
const LONGEST: usize = 1 << 14;

/// Reads prose.
pub(super) fn read(rich: &Rich) -> Facts {
    let mut facts = Facts::default();
    start(rich, &mut facts);
    if rich.text.len() > LONGEST {
        return facts;
    }
    sentences(rich, &mut facts);
    for (label, value) in labels(rich) {
        fact(&label, &value, rich, &mut facts);
    }
    facts
}

fn is(kind: &str, word: &str) -> bool {
    vocabulary().words.marks[kind].iter().any(|it| it == word)
}

/// The mark at the start of prose: `Optional.`, `(Optional)`, `**REQUIRED**`, `[Required]`, `Required unless …`.
fn start(rich: &Rich, facts: &mut Facts) {
    let mut rest = rich.text.trim_start();
    // Marks may follow each other: `Optional. Read-only.`
    for _ in 0..4 {
        let open = rest.trim_start_matches(['(', '[', '_', '*', '{', '（', '【', '|', ' ']);
        let end = open.find(|it: char| !(it.is_alphanumeric() || it == '-')).unwrap_or(open.len());
        let (word, after) = open.split_at(end);
        let folded = fold(word);
        let at = rich.text.len() - open.len();
        let alone = |it: &Mark| {
            matches!(it.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Code)
                && (it.range.start..at + 1).contains(&at)
                && (at + end..at + end + 3).contains(&it.range.end)
        };
        let bracketed = open.len() < rest.len() || rich.marks.iter().any(alone);
        let closing = after.trim_start_matches([' ', '\u{a0}']);
        let ends = closing.is_empty()
            || closing.starts_with([
                '.', ',', ';', ':', ')', ']', '}', '）', '】', '\n', '-', '–', '—', '|', '。', '，', '/',
            ]);
        let behind = closing.trim_start_matches(['(', '_', '*']);
        let next = behind.split(|it: char| !it.is_alphanumeric()).next().map(fold).unwrap_or_default();
        let shouted = word.len() > 3 && word.chars().all(|it| it.is_uppercase() || it == '-');
        let conditional = vocabulary().words.marks["conditions"].contains(&next);
        if is("optional", &folded) && (ends || shouted || bracketed || next.is_empty()) {
            facts.bracketed |= facts.presence.is_none() && (bracketed || shouted);
            facts.presence = facts.presence.or(Some(Presence::Optional));
        } else if is("required", &folded) && conditional {
            facts.presence = facts.presence.or(Some(Presence::Optional));
            return;
        } else if is("required", &folded) && (ends || shouted || bracketed) {
            facts.bracketed |= facts.presence.is_none() && (bracketed || shouted);
            facts.presence = facts.presence.or(Some(Presence::Required));
        } else if is("deprecated", &folded) && (ends || shouted || bracketed) {
            facts.deprecated = true;
        } else if is("read_only", &folded) && (ends || bracketed) {
            facts.read_only = true;
        } else if is("write_only", &folded) && (ends || bracketed) {
            facts.write_only = true;
        } else if is("null", &folded) && (ends || bracketed) {
            facts.nullable = facts.nullable.or(Some(true));
        } else if folded == "conditionally" || folded == "conditional" {
            facts.presence = facts.presence.or(Some(Presence::Optional));
            return;
        } else {
            return;
        }
        rest = closing.trim_start_matches([
            '.', ',', ';', ':', ')', ']', '}', '）', '】', ' ', '\n', '-', '–', '—', '_', '*', '|', '。', '，', '/',
        ]);
    }
}

/// Sentences that are nothing but a mark: `Required.`, `Nullable.`, `Not nullable.`, `Read-only.`.
fn sentences(rich: &Rich, facts: &mut Facts) {
    let all =
        rich.text.split(['\n', '。']).flat_map(|it| it.split(". ")).flat_map(|it| it.split(['(', ')', '[', ']', ';']));
    for sentence in all {
        let start = fold(sentence.get(..48).unwrap_or(sentence));
        facts.conditional |= vocabulary().words.facts["conditional"].iter().any(|it| start.starts_with(it.as_str()));
        if sentence.len() >= 40 {
            continue;
        }
        let folded = fold(sentence.trim_end_matches(['.', '!']));
        let folded = folded.strip_prefix("this field is ").or_else(|| folded.strip_prefix("it ")).unwrap_or(&folded);
        if folded.is_empty() {
        } else if is("required", folded) {
            facts.presence = facts.presence.or(Some(Presence::Required));
        } else if is("optional", folded) {
            facts.presence = facts.presence.or(Some(Presence::Optional));
        } else if is("not_null", folded) {
            facts.nullable = Some(false);
        } else if is("null", folded) {
            facts.nullable = facts.nullable.or(Some(true));
        } else if is("read_only", folded) {
            facts.read_only = true;
        } else if is("write_only", folded) {
            facts.write_only = true;
        } else if is("deprecated", folded) {
            facts.deprecated = true;
        }
    }
}

/// Labels and what follows them up to the next label or the end of the line.
fn labels(rich: &Rich) -> Vec<(String, Range<usize>)> {
    let facts = &vocabulary().words.facts;
    let known =
        |folded: &str| facts.iter().find(|(_, words)| words.iter().any(|it| it == folded)).map(|it| it.0.clone());
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    for mark in &rich.marks {
        if !matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis) || mark.range.len() > 40 {
            continue;
        }
        let after = rich.text[mark.range.end..].trim_start();
        let inner = &rich.text[mark.range.clone()];
        let colon = inner.trim_end().ends_with([':', '：']) || after.starts_with([':', '：']);
        if let Some(label) = known(&fold(inner)).filter(|_| colon) {
            let from =
                mark.range.end + (rich.text[mark.range.end..].len() - after.trim_start_matches([':', '：']).len());
            found.push((label, mark.range.start, from));
        } else if colon && after.len() < rich.text.len() {
            // Another label ends the fact before it.
            found.push((String::new(), mark.range.start, mark.range.end));
        }
    }
    let mut at = 0;
    for line in rich.text.split('\n') {
        let mut from = at;
        for piece in line.split(['.', ';', '(', ',']) {
            let trimmed = piece.trim_start_matches([' ', '-', '*', '•']);
            let start = from + (piece.len() - trimmed.len());
            from += piece.len() + 1;
            let colon = trimmed.find([':', '：']).filter(|it| *it < 32);
            if let Some(colon) = colon
                && let Some(label) = known(&fold(&trimmed[..colon]))
            {
                found.push((label, start, start + colon + 1));
            } else if let Some((label, length)) = said(trimmed) {
                found.push((label.to_owned(), start, start + length));
            }
        }
        at += line.len() + 1;
    }
    found.sort_by_key(|it| (it.2, it.1));
    found.dedup_by_key(|it| it.2);
    let ends: Vec<_> = found.iter().skip(1).map(|it| it.1).chain([rich.text.len()]).collect();
    let mut out = Vec::new();
    for ((label, _, from), end) in found.into_iter().zip(ends) {
        let from = from.min(rich.text.len());
        let from = if rich.text.is_char_boundary(from) { from } else { continue };
        let line = rich.text[from..]
            .trim_start()
            .find('\n')
            .map_or(rich.text.len(), |it| from + (rich.text[from..].len() - rich.text[from..].trim_start().len()) + it);
        if !label.is_empty() && from <= end.min(line) {
            out.push((label, from..end.min(line)));
        }
    }
    out
}

/// Sentences that begin as a label does.
fn said(text: &str) -> Option<(&'static str, usize)> {
    const SAID: &[(&str, &str)] = &[
        ("defaults to ", "default"),
        ("default is ", "default"),
        ("default value is ", "default"),
        ("the default is ", "default"),
        ("the default value is ", "default"),
        ("default = ", "default"),
        ("default ", "default_only"),
        ("possible values are ", "values"),
        ("the possible values are ", "values"),
        ("allowed values are ", "values"),
        ("valid values are ", "values"),
        ("must be one of ", "values"),
        ("one of ", "values_only"),
    ];
    let lower: String = text.chars().take(32).flat_map(char::to_lowercase).collect();
    SAID.iter().find(|it| lower.starts_with(it.0)).map(|it| (it.1, it.0.len()))
}

fn fact(label: &str, range: &Range<usize>, rich: &Rich, facts: &mut Facts) {
    let text = rich.text[range.clone()].trim().trim_end_matches([',', ';', '-']).trim();
    let codes: Vec<&str> = rich
        .marks
        .iter()
        .filter(|it| it.kind == MarkKind::Code && range.start <= it.range.start && it.range.end <= range.end)
        .map(|it| rich.text[it.range.clone()].trim())
        .collect();
    let leading =
        || codes.first().filter(|it| text.trim_start_matches(['"', ' ']).starts_with(**it)).map(|it| (*it).to_owned());
    let value = || {
        leading().or_else(|| {
            let quoted = text.strip_prefix('"').and_then(|it| it.split_once('"')).map(|it| format!("\"{}\"", it.0));
            let word = || {
                let end = text.find([',', ';', ' ', ')', '\n']).unwrap_or(text.len());
                let word = text[..end].trim_end_matches('.');
                let alone = text.trim_end_matches(['.', ')']).len() == word.len();
                let number = word.parse::<f64>().is_ok();
                (alone || number || matches!(word, "true" | "false")).then(|| word.to_owned())
            };
            quoted.or_else(word).filter(|it| !it.is_empty())
        })
    };
    match label {
        "default" => facts.default = facts.default.take().or_else(value),
        // Without a mark of its own only a code or a number is a default.
        "default_only" => facts.default = facts.default.take().or_else(leading),
        "constant" => facts.constant = facts.constant.take().or_else(leading),
        "examples" => facts.examples.extend(leading()),
        "format" => facts.format = facts.format.take().or_else(value),
        "values" | "values_only" => {
            if facts.values.is_empty() {
                facts.values = listed(text, &codes, label == "values_only");
                if facts.values.is_empty() {
                    facts.values = by_line(rich, range.start);
                }
            }
        }
        "pattern" => facts.bounds.extend(
            Some(codes.first().map_or(text, |it| it)).filter(|it| !it.is_empty()).map(|it| ("pattern", it.to_owned())),
        ),
        _ => {
            const BOUNDS: &[(&str, &str)] = &[
                ("minimum", "minimum"),
                ("maximum", "maximum"),
                ("exclusive_minimum", "exclusiveMinimum"),
                ("exclusive_maximum", "exclusiveMaximum"),
                ("min_length", "minLength"),
                ("max_length", "maxLength"),
                ("min_items", "minItems"),
                ("max_items", "maxItems"),
                ("multiple_of", "multipleOf"),
            ];
            if let Some((_, keyword)) = BOUNDS.iter().find(|it| it.0 == label)
                && let Some(number) = value().filter(|it| it.parse::<f64>().is_ok())
            {
                facts.bounds.push((keyword, number));
            }
        }
    }
}

/// The values that begin the lines from a place on: "`0` - Land."
fn by_line(rich: &Rich, from: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = from;
    for line in rich.text[from..].split('\n') {
        let start = at + line.len() - line.trim_start_matches([' ', '-', '*', '•']).len();
        at += line.len() + 1;
        let code = rich.marks.iter().find(|it| it.kind == MarkKind::Code && it.range.start == start);
        match code {
            Some(code) => found.push(rich.text[code.range.clone()].trim().to_owned()),
            None if line.trim().is_empty() => {}
            None => break,
        }
    }
    // One value alone may be an example.
    if found.len() > 1 { found } else { Vec::new() }
}

/// The values that a text lists: its codes, what stands in quotes, or words with commas between.
pub(super) fn listed(text: &str, codes: &[&str], strict: bool) -> Vec<String> {
    // A longer list is not one that a description holds.
    const MOST: usize = 400;
    let mut found: Vec<String> = Vec::new();
    let mut add = |value: &str| {
        let value = value.trim();
        if !value.is_empty() && found.len() < MOST && !found.iter().any(|it| it == value) {
            found.push(value.to_owned());
        }
    };
    let between = |text: &str| {
        let mut rest = text.to_owned();
        for code in codes {
            rest = rest.replacen(code, "", 1);
        }
        rest.split(|it: char| !it.is_alphanumeric())
            .all(|it| it.is_empty() || matches!(it, "or" | "and" | "are" | "the" | "values" | "following"))
    };
    if codes.len() > 1 || codes.len() == 1 && !strict {
        // Codes among sentences are not a list of all values.
        let sentence = text.split(". ").next().unwrap_or(text);
        let inside: Vec<_> = codes.iter().copied().filter(|it| sentence.contains(*it)).collect();
        if between(sentence) || inside.len() == codes.len() && between(text) {
            inside.iter().for_each(|it| add(it));
        }
        return found;
    }
    let text = text.trim_end_matches('.').trim();
    let inner = text.strip_prefix('[').and_then(|it| it.split_once(']')).map_or(text, |it| it.0);
    let quotes = inner.matches('"').count();
    if quotes >= 2 && quotes.is_multiple_of(2) {
        inner.split('"').skip(1).step_by(2).for_each(add);
        return found;
    }
    if strict {
        return found;
    }
    let spaced = !inner.contains(',') && inner != text;
    let parts: Vec<&str> =
        if spaced { inner.split(' ').collect() } else { inner.split([',', '|', '、', '，']).collect() };
    let parts: Vec<&str> =
        parts.into_iter().map(|it| it.trim().trim_start_matches("or ").trim_start_matches("and ").trim()).collect();
    if parts.len() > 1 && parts.iter().all(|it| !it.is_empty() && !it.contains(char::is_whitespace)) {
        parts.into_iter().for_each(add);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::markdown::{References, inline};

    #[test]
    fn prose_states_facts() {
        let texts = [
            "Optional. The colour.",
            "(Optional) The colour.",
            "**REQUIRED**. The colour.",
            "Required unless `b` is there. The colour.",
            "Required for large orders.",
            "**Required** The colour.",
            "**Required (if `b` is not there).** The colour.",
            "The colour. Required.",
            "The optional colour.",
            "Read-only. Nullable.",
            "The colour. Not nullable.",
            "The colour.<br>**Constraints**: *Minimum Length*: `1`, *Maximum Length*: `30`",
            "The colour.<br>**Default**: `'red'`",
            "The colour. Defaults to `red`.",
            "The colour. Possible values are: `red`, `green` and `blue`.",
            "The colour. One of `red` and `green`.",
            "Enum: [red green] <br /> MaxLength: 253 <br />",
            "The size (default: 20)",
            "<i>Enum</i>: a, b<br/><i>Default</i>: a",
            "Deprecated. Use `b`.",
            "Valid options are:<br>`0` - Land.<br>`1` - Water.<br>More of it.",
            "Default is the colour of the sky.",
            "_(Optional)_ Whether.",
        ];
        let all: Vec<_> = texts
            .iter()
            .map(|it| {
                let facts = format!("{:?}", read(&inline(it, &References::new())));
                let said: Vec<_> = facts
                    .trim_start_matches("Facts { ")
                    .trim_end_matches(" }")
                    .split(", ")
                    .filter(|it| !it.ends_with("None") && !it.ends_with("false") && !it.ends_with("[]"))
                    .collect();
                format!("{it} → {}", said.join(", "))
            })
            .collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        Optional. The colour. → presence: Some(Optional)
        (Optional) The colour. → presence: Some(Optional), bracketed: true
        **REQUIRED**. The colour. → presence: Some(Required), bracketed: true
        Required unless `b` is there. The colour. → presence: Some(Optional)
        Required for large orders. → presence: Some(Optional)
        **Required** The colour. → presence: Some(Required), bracketed: true
        **Required (if `b` is not there).** The colour. → presence: Some(Optional)
        The colour. Required. → presence: Some(Required)
        The optional colour. → 
        Read-only. Nullable. → nullable: Some(true), read_only: true
        The colour. Not nullable. → nullable: Some(false)
        The colour.<br>**Constraints**: *Minimum Length*: `1`, *Maximum Length*: `30` → bounds: [("minLength", "1"), ("maxLength", "30")]
        The colour.<br>**Default**: `'red'` → default: Some("'red'")
        The colour. Defaults to `red`. → default: Some("red")
        The colour. Possible values are: `red`, `green` and `blue`. → values: ["red", "green", "blue"]
        The colour. One of `red` and `green`. → values: ["red", "green"]
        Enum: [red green] <br /> MaxLength: 253 <br /> → values: ["red", "green"], bounds: [("maxLength", "253")]
        The size (default: 20) → default: Some("20")
        <i>Enum</i>: a, b<br/><i>Default</i>: a → default: Some("a"), values: ["a", "b"]
        Deprecated. Use `b`. → deprecated: true
        Valid options are:<br>`0` - Land.<br>`1` - Water.<br>More of it. → values: ["0", "1"]
        Default is the colour of the sky. → 
        _(Optional)_ Whether. → presence: Some(Optional), bracketed: true
        "#);
    }
}
