//! Headings → names of models. Comes in: a heading. Goes out: what it names, or what kind of thing stands below it.

use super::heading_labels::{answer, labels_media, labels_type, status, without_id};
use crate::dialect::file::within;
use crate::dialect::written::cells::name_text::is_identifier;
use crate::dialect::written::cells::names;
use crate::dialect::written::cells::naming::{self, naming};
use crate::dialect::written::words::style::Written;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::schema::Presence;
use crate::text::is_unspaced;

/// A paragraph in bold is a heading below all headings.
pub(crate) const BOLD: u8 = 7;

/// What a heading says of the tables below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It names something.
    Naming,
    /// It names nothing: "Fields".
    Generic,
    /// The body of a request.
    Request,
    /// Parameters, which may be a body.
    Parameters,
    /// The body of a response.
    Response,
    /// Parameters that are no JSON.
    Query,
    /// Headers of requests or responses.
    Headers,
    /// Codes of errors.
    Errors,
    /// Permissions.
    Permissions,
    /// Variables of the environment.
    Environment,
    /// A list of changes.
    Changes,
}

/// What a heading says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Title {
    /// What kind of thing stands below it.
    pub(crate) kind: Kind,
    /// What it names, without words that say nothing; empty when it names nothing.
    pub(crate) name: String,
    /// The heading without marks.
    pub(crate) shown: String,
    /// What stands in brackets behind a heading that names nothing: one of several, or a type, and then its name too.
    pub(crate) variant: String,
    /// Whether it is a method of HTTP, which goes before the name above it.
    pub(crate) method: bool,
    /// The type that it says its thing is another name for.
    pub(crate) alias: Option<String>,
    /// Whether the members below it must be there: "Required fields".
    pub(crate) presence: Option<Presence>,
    /// Whether the members below it are sent by the server alone: "Read-only".
    pub(crate) read_only: bool,
    /// Whether it says that its thing is an enum: ``Mood : `enum` ``.
    pub(crate) enumerated: bool,
    /// Whether it may be a part of what the heading above it names: "Fields for use with `a`".
    pub(crate) part: bool,
}

impl Title {
    /// A heading that tells of what kind it is, and no more.
    fn plain(kind: Kind, shown: &str) -> Self {
        Self {
            kind,
            name: String::new(),
            shown: shown.to_owned(),
            variant: String::new(),
            method: false,
            alias: None,
            presence: None,
            read_only: false,
            enumerated: false,
            part: false,
        }
    }
}

const KINDS: &[(&str, Kind)] = &[
    ("request", Kind::Request),
    ("response", Kind::Response),
    ("parameters", Kind::Parameters),
    ("query", Kind::Query),
    ("headers", Kind::Headers),
    ("errors", Kind::Errors),
    ("permissions", Kind::Permissions),
    ("environment", Kind::Environment),
    ("changes", Kind::Changes),
    ("generic", Kind::Generic),
];

/// Reads a heading.
pub(crate) fn title(rich: &Rich, style: &Written) -> Title {
    let line = names::without_notes(&rich.lines().next().unwrap_or_default());
    let line = line.part(0..without_id(&line.text).0.len());
    let shown = without_number(line.text.trim()).trim_end_matches([':', '：', '↩', '¶', '#', ' ']).trim().to_owned();
    let shown = shown.trim_start_matches(['-', '–', '—', ' ']).trim();
    let shown = without_way(shown).to_owned();
    let whole = style.rooted.then_some(shown.as_str()).filter(|it| it.contains(" > "));
    if let Some(name) = style.headings.iter().find_map(|it| within(&shown, it)).or(whole).filter(|it| !it.is_empty()) {
        let below = name.split_once(" > ").filter(|_| style.rooted).map_or(name, |it| it.1);
        let name = naming::way(naming::without_parameters(below.trim()));
        return Title { name, ..Title::plain(Kind::Naming, &shown) };
    }
    let (line, shown, ty) = untyped(line, shown);
    let enumerated = ty.is_some_and(|it| vocabulary().words.headings["enums"].contains(&fold(&it)));
    let folded = fold(&shown);
    let unnamed = |kind: Kind| Title::plain(kind, &shown);
    // "Options" is a word, and "OPTIONS" a method.
    let word = shown != shown.to_uppercase() && vocabulary().heading("generic", &folded);
    if vocabulary().heading("methods", &folded) && !word {
        return Title { method: true, ..unnamed(Kind::Generic) };
    }
    if style.generic.contains(&folded) {
        return unnamed(Kind::Generic);
    }
    // A type's name in code names it, whatever the word says elsewhere: "`Configuration`".
    let ty =
        line.all(&MarkKind::Code) && shown.starts_with(char::is_uppercase) && vocabulary().heading("generic", &folded);
    if ty {
        return Title { name: shown.clone(), ..unnamed(Kind::Naming) };
    }
    let kind = |folded: &str| KINDS.iter().find(|(kind, _)| vocabulary().heading(kind, folded)).map(|it| it.1);
    // "Optional request headers" are headers as "request headers" are.
    let ends = |(kind, is): &(&str, Kind)| {
        let words: Vec<&str> = folded.split(' ').collect();
        let tails = (1..words.len()).map(|it| words[it..].join(" "));
        matches!(is, Kind::Headers | Kind::Query | Kind::Errors)
            .then(|| {
                tails.into_iter().any(|it| {
                    it.contains(' ') && vocabulary().heading(kind, &it) || *is == Kind::Headers && it == "headers"
                })
            })
            .filter(|it| *it)
            .map(|_| *is)
    };
    if let Some(kind) = KINDS.iter().find_map(ends) {
        return unnamed(kind);
    }
    if let Some(kind) = kind(&folded).or_else(|| status(&folded).then_some(Kind::Generic)) {
        return unnamed(kind);
    }
    if vocabulary().heading("items", &folded) {
        return Title { variant: "Item".to_owned(), ..unnamed(Kind::Generic) };
    }
    if labels_type(&line, &folded) || labels_media(&folded) {
        return unnamed(Kind::Generic);
    }
    if let Some((kind, variant)) = answer(&folded, &kind) {
        return Title { variant, ..unnamed(kind) };
    }
    if let Some((kind, presence)) = section(&folded, &kind) {
        let read_only = vocabulary().words.marks["read_only"].contains(&folded);
        return Title { presence, read_only, ..unnamed(kind) };
    }
    if let Some((before, inside)) = shown.split_once(['(', '（'])
        && let Some(kind) = kind(&fold(before))
    {
        let variant = inside.trim_end_matches([')', '）']).trim().to_owned();
        // "Request body (`Order`)" says what its type is called.
        let ty = line.codes().any(|it| it == variant && it.starts_with(char::is_uppercase) && is_word(it));
        if ty {
            return Title { name: variant.clone(), variant, ..unnamed(Kind::Naming) };
        }
        let variant = if vocabulary().is_media(&variant) { String::new() } else { variant };
        return Title { variant, ..unnamed(kind) };
    }
    // "Optional fields (the rest)"
    if let Some((before, _)) = shown.split_once(['(', '（'])
        && let Some((kind, presence @ Some(_))) = section(&fold(before), &kind)
    {
        return Title { presence, ..unnamed(kind) };
    }
    let name = naming(&line, &shown);
    // "Response `data` fields" are those of a member of a response.
    let coded = line.codes().any(|it| it == name && it.starts_with(char::is_lowercase));
    if coded
        && let [before, behind] = folded.split(&fold(&name)).collect::<Vec<_>>().as_slice()
        && let rest = format!("{} {}", before.trim(), behind.trim())
        && let Some(kind) = kind(rest.trim()).filter(|it| matches!(it, Kind::Request | Kind::Response))
    {
        let variant = if vocabulary().is_media(&name) { String::new() } else { name };
        return Title { variant, ..unnamed(kind) };
    }
    match kind(&fold(&name)) {
        _ if name.is_empty() => unnamed(Kind::Generic),
        // "Data Object" names something, though "Data" alone does not, and "Data fields" do not either.
        Some(kind) if fold(&name) == folded || ends_in_members(&folded) => unnamed(kind),
        _ => {
            let inside = shown.split_once(['(', '（']).map(|it| it.1.trim_end_matches([')', '）']).trim());
            let part = part(&folded, &kind);
            let alias = inside.and_then(|it| it.strip_suffix(" alias")).map(|it| it.trim().to_owned());
            Title {
                kind: Kind::Naming,
                name,
                shown,
                variant: String::new(),
                method: false,
                alias,
                presence: None,
                read_only: false,
                enumerated,
                part,
            }
        }
    }
}

/// ``Order : `Object` ``: a heading without the type behind the name.
fn untyped(line: Rich, shown: String) -> (Rich, String, Option<String>) {
    match shown.split_once(" : ") {
        Some((name, ty)) if is_identifier(name.trim()) && line.codes().any(|it| it == ty.trim()) => {
            let named = line.part(0..line.text.find(" : ").unwrap_or(0));
            (named, name.trim().to_owned(), Some(ty.trim().to_owned()))
        }
        _ => (line, shown, None),
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(|it| it.is_alphanumeric() || it == '_')
}

/// Whether a heading's last word is one for members: "Data fields".
fn ends_in_members(folded: &str) -> bool {
    let last = folded.rsplit(' ').next().unwrap_or_default();
    vocabulary().words.statements["things"].iter().any(|it| it == last)
}

/// What the title of a page names; nothing where pages of this kind have one title.
pub(crate) fn of_page(title: &str, style: &Written) -> Option<String> {
    let read = self::title(&Rich::plain(title), style);
    let none = style.generic.contains(&fold(title));
    (!none).then_some(if read.name.is_empty() { title.to_owned() } else { read.name })
}

/// The name in code behind a label in bold for what is sent or comes back, "**Request** `CreateOrder`", or such a label with the
/// status behind it: "**Response** `404 Not Found`".
pub(crate) fn body(rich: &Rich, style: &Written) -> Option<Rich> {
    /// Longer lines are prose.
    const LONGEST: usize = 60;
    let label = rich.marks.iter().find(|it| it.kind == MarkKind::Strong && it.range.start == 0)?.range.clone();
    let words = rich.part(label.clone());
    let behind = rich.text[label.end..].trim_start_matches([' ', ':', '：', '-', '–', '—', '(']);
    if rich.text.len() < LONGEST && status(&fold(behind)) && title(&words, style).kind == Kind::Response {
        let number = behind.get(..3).unwrap_or_default();
        return Some(Rich::plain(format!("{} {number}", words.text.trim_end_matches([' ', ':', '：']))));
    }
    let code = rich.marks.iter().find(|it| it.kind == MarkKind::Code && it.range.start >= label.end)?.range.clone();
    let name = rich.part(code.clone());
    let alone = code.end == rich.text.trim_end().len()
        && rich.text[label.end..code.start].trim_matches([' ', ':', '：', '-', '–', '—']).is_empty();
    let kind = title(&rich.part(label), style).kind;
    let model = name.text.starts_with(char::is_uppercase) && is_word(&name.text);
    (alone && model && matches!(kind, Kind::Request | Kind::Response)).then_some(name)
}

/// Whether a line is the name of a type in code and nothing else: "`SyncState`".
pub(crate) fn is_type(rich: &Rich) -> bool {
    let name = rich.text.trim();
    rich.all(&MarkKind::Code)
        && is_word(name)
        && name.starts_with(char::is_uppercase)
        && name.contains(char::is_lowercase)
        && names::read(rich).names.len() == 1
}

/// A part of what a heading above names: "Required fields", "Common fixed fields", "Fields for use with `a`".
fn section(folded: &str, kind: &impl Fn(&str) -> Option<Kind>) -> Option<(Kind, Option<Presence>)> {
    let marks = &vocabulary().words.marks;
    let mark = |word: &str| {
        let word = word.trim_matches(['(', ')', '[', ']', ',']);
        let is = |kind: &str| marks[kind].iter().any(|it| it == word);
        let optional = is("optional").then_some(Presence::Optional);
        is("required").then_some(Presence::Required).or(optional)
    };
    let part = |word: &str| marks["parts"].iter().any(|it| it == word);
    let mut words: Vec<&str> = folded.split(' ').collect();
    let mut presence = None;
    let before = words.len();
    while let Some(first) = words.first() {
        match mark(first) {
            Some(found) => presence = Some(found),
            None if part(first) && words.len() > 1 => {}
            None => break,
        }
        words.remove(0);
    }
    let rest = words.join(" ");
    // "Read-only" below "Optional" is a part too.
    if words.is_empty() || ["read_only", "write_only"].iter().any(|it| marks[*it].contains(&rest)) {
        return Some((Kind::Generic, presence));
    }
    // "Body required" speaks of the body, and of none of its members.
    if let Some((last, body)) = words.split_last()
        && mark(last).is_some()
        && let Some(kind) = kind(&body.join(" ")).filter(|it| matches!(it, Kind::Request | Kind::Response))
    {
        return Some((kind, None));
    }
    if before > words.len()
        && let Some(kind) = kind(&rest)
    {
        return Some((kind, presence));
    }
    // "Campos opcionales", "必填参数": the mark stands behind the word for members, or before it without a space.
    let behind = || {
        let (members, last) = folded.rsplit_once(' ')?;
        Some((kind(members).filter(|it| matches!(it, Kind::Generic | Kind::Parameters))?, Some(mark(last)?)))
    };
    let joined = || {
        let all = [("required", Presence::Required), ("optional", Presence::Optional)];
        let words = all.iter().flat_map(|(kind, presence)| marks[*kind].iter().map(|it| (it.as_str(), *presence)));
        let mut found = words.filter_map(|(word, presence)| Some((folded.strip_prefix(word)?, presence)));
        found.find_map(|(rest, presence)| {
            let set_off = rest.starts_with(is_unspaced);
            Some((kind(rest).filter(|_| set_off)?, Some(presence)))
        })
    };
    behind().or_else(joined)
}

/// Whether a heading begins with a word for members and goes on with which: "Fields for use with `a`".
fn part(folded: &str, kind: &impl Fn(&str) -> Option<Kind>) -> bool {
    [" for ", " used ", " when ", " if ", " of type "].iter().any(|it| {
        let head = folded.split_once(it).map(|it| it.0).filter(|it| it.ends_with('s'));
        head.is_some_and(|it| kind(it) == Some(Kind::Generic))
    })
}

/// `4.7.1 Order` → `Order`.
pub(crate) fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.');
    let number = &text[..text.len() - rest.len()];
    if number.contains(['.']) && rest.starts_with([' ', '\u{a0}', '\t']) || number.ends_with('.') {
        rest.trim_start()
    } else {
        text
    }
}

/// `Order [/orders/{id}]` and `Order [GET]` without the way to it in a blueprint.
fn without_way(text: &str) -> &str {
    let Some((name, way)) = text.strip_suffix(']').and_then(|it| it.rsplit_once(" [")) else { return text };
    let method = way.split(' ').next().unwrap_or_default();
    let called =
        way.starts_with('/') || method == method.to_uppercase() && vocabulary().heading("methods", &fold(method));
    if called { name.trim_end() } else { text }
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::dialect::written::cells::naming::model_name;
    use crate::dialect::written::words::style::Written;
    use crate::markdown::{References, inline};

    #[test]
    fn headings_name_models_or_say_what_stands_below() {
        let headings = [
            "User Object",
            "User Structure",
            "Fixed Fields",
            "4.7.1 Info Object",
            "order resource type",
            "`send_mail` sends a mail",
            "OpBridge.spec.env[index]",
            "Request body",
            "JSON Params",
            "The Cart object",
            "Response",
            "200 OK",
            "Data Object",
            "Create a parcel",
            "Query String Params",
            "字段",
            "Order (deprecated)",
            "Error codes",
        ];
        let all: Vec<_> = headings
            .iter()
            .map(|it| {
                let title = title(&inline(it, &References::default()), &Written::default());
                format!("{it} → {:?} {}", title.kind, model_name(&title.name))
            })
            .collect();
        insta::assert_snapshot!(all.join("\n"), @r"
        User Object → Naming User
        User Structure → Naming User
        Fixed Fields → Generic 
        4.7.1 Info Object → Naming Info
        order resource type → Naming order
        `send_mail` sends a mail → Naming send_mail
        OpBridge.spec.env[index] → Naming OpBridgeSpecEnv
        Request body → Request 
        JSON Params → Request 
        The Cart object → Naming Cart
        Response → Response 
        200 OK → Generic 
        Data Object → Naming Data
        Create a parcel → Naming CreateParcel
        Query String Params → Query 
        字段 → Generic 
        Order (deprecated) → Naming Order
        Error codes → Errors
        ");
    }
}
