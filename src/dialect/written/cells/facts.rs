//! What descriptions state of a field. Comes in: prose. Goes out: marks at its start or end, and labelled facts
//! (`**Default**: x`, `MaxLength: 40`, "Possible values are: …"). Only what is said in so many words; nothing is concluded
//! from sentences.

use super::bounds;
use super::labels::{fact, labels};
use super::value_lists;
use crate::dialect::written::words::marks;
use crate::dialect::written::words::vocabulary::{fold, shorter, vocabulary};
use crate::markdown::{Mark, MarkKind, Rich};
use crate::schema::Presence;
use crate::typexpr::Notation;

/// What prose states.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Facts {
    /// Whether the member must be there.
    pub(crate) presence: Option<Presence>,
    /// Whether a mark says so: a word in brackets or capitals at the start.
    pub(crate) bracketed: bool,
    /// Whether a sentence of its own says that it must be there at times: "It is required when …".
    pub(crate) conditional: bool,
    /// Whether it may be null.
    pub(crate) nullable: Option<bool>,
    /// Sent by the server only.
    pub(crate) read_only: bool,
    /// Sent to the server only.
    pub(crate) write_only: bool,
    /// Whether it should no longer be used.
    pub(crate) deprecated: bool,
    /// The default.
    pub(crate) default: Option<String>,
    /// Its only value.
    pub(crate) constant: Option<String>,
    /// Its values.
    pub(crate) values: Vec<String>,
    /// What are its values if it has any, and else may be its members.
    pub(crate) options: Vec<String>,
    /// Values shown.
    pub(crate) examples: Vec<String>,
    /// A format.
    pub(crate) format: Option<String>,
    /// Bounds: keyword of JSON Schema and value.
    pub(crate) bounds: Vec<(&'static str, String)>,
    /// Numbers with what they count behind them, `5 minutes`: bounds by keyword, and a default.
    pub(crate) amounts: Vec<(&'static str, String)>,
}

impl Facts {
    /// Takes amounts for what they say of values of this type: of texts, nothing.
    pub(crate) fn settle(&mut self, ty: &str, notation: &Notation) {
        let amounts = std::mem::take(&mut self.amounts);
        if amounts.is_empty() || bounds::is_text(ty, notation) {
            return;
        }
        for (keyword, number) in amounts {
            if keyword == "default" {
                self.default.get_or_insert(number);
            } else {
                self.bounds.push((keyword, number));
            }
        }
    }

    /// Takes in what another cell states, where this one is silent.
    pub(crate) fn or(&mut self, other: Facts) {
        self.bracketed |= self.presence.is_none() && other.bracketed;
        self.presence = self.presence.or(other.presence);
        self.conditional |= other.conditional;
        self.nullable = self.nullable.or(other.nullable);
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        self.deprecated |= other.deprecated;
        self.default = self.default.take().or(other.default);
        self.constant = self.constant.take().or(other.constant);
        self.format = self.format.take().or(other.format);
        if self.values.is_empty() {
            self.values = other.values;
        }
        if self.options.is_empty() {
            self.options = other.options;
        }
        self.bounds.extend(other.bounds);
        self.amounts.extend(other.amounts);
        self.examples.extend(other.examples);
    }
}

/// Longer prose states nothing at its end, and its marks stand at its start.
const LONGEST: usize = 1 << 14;

/// Reads prose.
pub(crate) fn read(rich: &Rich) -> Facts {
    let mut facts = Facts::default();
    start(rich, &mut facts);
    if rich.text.len() > LONGEST {
        return facts;
    }
    sentences(rich, &mut facts);
    for (label, value) in labels(rich) {
        fact(&label, &value, rich, &mut facts);
    }
    if facts.values.is_empty() {
        facts.values = value_lists::told_behind(rich);
    }
    facts
}

fn is(kind: &str, word: &str) -> bool {
    vocabulary().words.marks[kind].iter().any(|it| it == word)
}

/// The mark at the start of prose: `Optional.`, `(Optional)`, `**REQUIRED**`, `[Required]`, `Required unless …`.
fn start(rich: &Rich, facts: &mut Facts) {
    let mut rest = unsigned(rich.text.trim_start());
    rest = subject(rest).or_else(|| article(rest)).map_or(rest, |it| &rest[it..]);
    // Marks may follow each other: `Optional. Read-only.`
    for _ in 0..4 {
        let open = rest.trim_start_matches(['(', '[', '_', '*', '{', '（', '【', '|', ' ']);
        let word = || open.find(|it: char| !(it.is_alphanumeric() || it == '-')).unwrap_or(open.len());
        let end = marks::leading(open).unwrap_or_else(word);
        let (word, after) = open.split_at(end);
        let folded = fold(word);
        let at = rich.text.len() - open.len();
        let alone = |it: &Mark| {
            matches!(it.kind, MarkKind::Strong | MarkKind::Emphasis | MarkKind::Code)
                && (it.range.start..at + 1).contains(&at)
                && (at + end..at + end + 3).contains(&it.range.end)
        };
        let closing = after.trim_start_matches([' ', '\u{a0}']);
        let ends = closing.is_empty()
            || closing.starts_with([
                '.', ',', ';', ':', ')', ']', '}', '）', '】', '\n', '-', '–', '—', '|', '。', '，', '/',
            ]);
        let behind = closing.trim_start_matches(['(', '_', '*']);
        let next = behind.split(|it: char| !it.is_alphanumeric()).next().map(fold).unwrap_or_default();
        let shouted = is_shouted(word);
        // "(required skills)" tells which skills, and "(optional string)" is a mark before a type.
        let opened = open.len() < rest.len() && (ends || is("basic_types", &next));
        let bracketed = opened || rich.marks.iter().any(alone);
        let conditional = vocabulary().words.marks["conditions"].contains(&next);
        let said = marks::presence(&folded);
        let several = folded.contains(' ');
        if is("conditional", &folded) || said.is_some() && conditional && (several || said == Some(Presence::Required))
        {
            facts.presence = facts.presence.or(Some(Presence::Optional));
            return;
        } else if let Some(said) =
            said.filter(|it| ends || shouted || bracketed || *it == Presence::Optional && next.is_empty())
        {
            facts.bracketed |= facts.presence.is_none() && (bracketed || shouted);
            facts.presence = facts.presence.or(Some(said));
        } else if is("deprecated", &folded) && (ends || shouted || bracketed || is("since", &next)) {
            facts.deprecated = true;
        } else if is("read_only", &folded) && (ends || bracketed) {
            facts.read_only = true;
        } else if is("write_only", &folded) && (ends || bracketed) {
            facts.write_only = true;
        } else if is("null", &folded) && (ends || bracketed) {
            facts.nullable = facts.nullable.or(Some(true));
        } else {
            return;
        }
        rest = closing.trim_start_matches([
            '.', ',', ';', ':', ')', ']', '}', '）', '】', ' ', '\n', '-', '–', '—', '_', '*', '|', '。', '，', '/',
        ]);
    }
}

/// A text without the sign that it begins with: `⚠️ Deprecated`, `:warning: Deprecated`.
fn unsigned(text: &str) -> &str {
    let sign = |it: char| !it.is_ascii() && !it.is_alphanumeric() && !matches!(it, '（' | '【' | '`' | '“' | '‘' | '«');
    let rest = text.trim_start_matches(sign);
    let named = rest.strip_prefix(':').and_then(|it| it.split_once(": "));
    let word = |it: &str| !it.is_empty() && it.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    named.filter(|it| word(it.0)).map_or(rest, |it| it.1).trim_start()
}

/// Where a mark in capitals stands behind an article: `This REQUIRED property …`.
fn article(text: &str) -> Option<usize> {
    let (first, behind) = text.split_once(' ')?;
    let word = behind.split(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let known = vocabulary().words.marks["articles"].contains(&fold(first));
    (known && is_shouted(word) && marks::presence(&fold(word)).is_some()).then_some(first.len() + 1)
}

fn is_shouted(word: &str) -> bool {
    word.len() > 3 && word.chars().all(|it| it.is_uppercase() || it == '-')
}

/// Where the mark stands that prose says of its subject before anything else: `monitors is Required: …`.
fn subject(text: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    let at = text.find(" is ").filter(|it| *it < LONGEST && text[..*it].split(' ').count() <= 3)? + " is ".len();
    let end = at + text[at..].find(|it: char| !it.is_alphanumeric()).unwrap_or(text.len() - at);
    let ends = text[end..].is_empty() || text[end..].starts_with([':', '.', ';']);
    (ends && marks::presence(&fold(&text[at..end])).is_some()).then_some(at)
}

/// Sentences that are nothing but a mark: `Required.`, `Nullable.`, `Not nullable.`, `Read-only.`.
fn sentences(rich: &Rich, facts: &mut Facts) {
    let all = rich
        .text
        .split(['\n', '。'])
        .flat_map(|it| it.split(". "))
        .flat_map(|it| it.split(['(', ')', '[', ']', ';', '（', '）', '；']));
    for sentence in all {
        let start = fold(sentence.get(..48).unwrap_or(sentence));
        facts.conditional |= vocabulary().words.facts["conditional"].iter().any(|it| start.starts_with(it.as_str()));
        // `The name of the table, must be set`
        let last = sentence.trim_end_matches(['.', '!']).rsplit_once(", ").map(|it| fold(it.1));
        facts.presence = facts.presence.or(last.and_then(|it| marks::presence(&it)));
        // `The name (required, max 20 characters)`
        // `The note, can be null`, "メモ。nullの場合があります"
        let lower = fold(sentence.trim_end_matches(['.', '!']));
        let clause = lower.rsplit([',', '，', '、']).next().unwrap_or(&lower).trim();
        let marks = &vocabulary().words.marks;
        let denied = || marks["not_null"].iter().any(|it| lower.contains(it.as_str()));
        if (is("null", clause) || marks["null_ends"].iter().any(|it| lower.ends_with(it.as_str()))) && !denied() {
            facts.nullable = facts.nullable.or(Some(true));
        }
        let first = sentence.split_once(',').and_then(|(word, rest)| {
            let next = fold(rest.trim_start().split(|it: char| !it.is_alphanumeric()).next()?);
            marks::presence(&fold(word)).filter(|_| !vocabulary().words.marks["conditions"].contains(&next))
        });
        facts.presence = facts.presence.or(first);
        if !shorter(sentence, 40) {
            continue;
        }
        let folded = fold(sentence.trim_end_matches(['.', '!']));
        let folded = folded.strip_prefix("this field is ").or_else(|| folded.strip_prefix("it ")).unwrap_or(&folded);
        // `Required: {}`, `Optional: true`: what checks a resource writes its marks so.
        let (folded, value) = folded.split_once(':').map_or((folded, ""), |it| (it.0.trim(), it.1.trim()));
        let no = matches!(value, "false" | "no");
        if !(no || matches!(value, "" | "{}" | "true" | "yes")) {
            continue;
        }
        if let (true, Some(found)) = (!value.is_empty(), marks::presence(folded)) {
            facts.presence = facts.presence.or(Some(if no { marks::opposite(found) } else { found }));
            facts.bracketed = true;
        }
        if no {
            facts.nullable = facts.nullable.or(is("null", folded).then_some(false));
        } else if folded.is_empty() {
        } else if let Some(found) = marks::presence(folded) {
            facts.presence = facts.presence.or(Some(found));
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
            "monitors is Required: a collection of them. More of it.",
            "The name of the table to use, must be set",
            "This is required by law.",
            "This REQUIRED property holds the colour.",
            "An OPTIONAL list of colours.",
            "This required property holds the colour.",
            "⚠️ Deprecated since v2.",
            ":warning: Deprecated, use `b`",
            "Deprecated colours are shown too.",
            "(required colours) They are shown too.",
            "(optional string) The colour.",
            "The colour (required, max 20 characters).",
            "The colour (required, if it has one).",
        ];
        let all: Vec<_> = texts
            .iter()
            .map(|it| {
                let facts = format!("{:?}", read(&inline(it, &References::default())));
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
        monitors is Required: a collection of them. More of it. → presence: Some(Required)
        The name of the table to use, must be set → presence: Some(Required)
        This is required by law. → 
        This REQUIRED property holds the colour. → presence: Some(Required), bracketed: true
        An OPTIONAL list of colours. → presence: Some(Optional), bracketed: true
        This required property holds the colour. → 
        ⚠️ Deprecated since v2. → deprecated: true
        :warning: Deprecated, use `b` → deprecated: true
        Deprecated colours are shown too. → 
        (required colours) They are shown too. → 
        (optional string) The colour. → presence: Some(Optional), bracketed: true
        The colour (required, max 20 characters). → presence: Some(Required)
        The colour (required, if it has one). → 
        "#);
    }
}
