//! Words of headings → names of models. Comes in: a heading that names something. Goes out: the name without words that say
//! nothing, as a model is called.

use super::name_text::is_identifier;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};

/// What a heading names: its only code, or its words without those that say nothing.
pub(crate) fn naming(line: &Rich, shown: &str) -> String {
    let mut codes = line.codes();
    if let (Some(code), None) = (codes.next(), codes.next())
        && is_identifier(code)
        && !(code == code.to_uppercase() && shown.contains(" /") && vocabulary().heading("methods", &fold(code)))
        && !code.starts_with('/')
        && !shown.split(code).next().unwrap_or_default().ends_with(['(', '（'])
    {
        return unfiled(code).to_owned();
    }
    let struck = line.marks.iter().any(|it| it.kind == MarkKind::Struck);
    let mut words: Vec<&str> = shown
        .split(['(', '（'])
        .next()
        .filter(|it| !it.trim().is_empty())
        .unwrap_or(shown)
        .split_whitespace()
        .collect();
    if struck {
        words.retain(|it| *it != "~~");
    }
    let heads = |kind: &str, some: &[&str]| {
        let joined = some.join(" ").to_lowercase();
        vocabulary().heading(kind, &joined) || vocabulary().heading(kind, &fold(&joined))
    };
    // "Entity 4: Order", "Model 2.1 – Order": what is counted is the name.
    if let [what, number, rest @ ..] = words.as_slice()
        && what.chars().all(char::is_alphabetic)
        && number.starts_with(|it: char| it.is_ascii_digit())
    {
        let apart = rest.first().is_some_and(|it| matches!(*it, "-" | "–" | "—" | ":"));
        let digits = number.trim_end_matches([':', '：']);
        let counted = digits.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        let taken = if apart { 3 } else { 2 };
        if counted && (apart || digits.len() < number.len()) && words.len() > taken {
            words.drain(..taken);
        }
    }
    // "4 Object: Order"
    if let [number, what, _, ..] = words.as_slice()
        && number.bytes().all(|it| it.is_ascii_digit())
        && what.ends_with([':', '：'])
        && heads("prefixes", &[what])
    {
        words.remove(0);
    }
    // "Order data object - Shop service": what stands behind the dash says to what it belongs.
    if let Some(dash) = words.iter().position(|it| matches!(*it, "-" | "–" | "—"))
        && let Some((name, kind)) = words[..dash].split_first()
        && is_identifier(name)
        && name.starts_with(char::is_uppercase)
        && heads("suffixes", kind)
    {
        words.truncate(1);
    }
    // "Order *class*": the word is set apart, or the name cannot be one of prose.
    if let [name, kind] = words.as_slice()
        && heads("kinds", &[kind])
        && (is_code(name) || is_apart(line, name) != is_apart(line, kind))
    {
        words.truncate(1);
    }
    // `Order对象`: a word behind a name in other letters.
    let last = words.last().copied().unwrap_or_default();
    let end = last.find(|it: char| !it.is_ascii()).unwrap_or(last.len());
    if is_identifier(&last[..end]) && heads("suffixes", &[&last[end..]]) {
        words.pop();
        words.push(&last[..end]);
    }
    loop {
        let before = words.len();
        for taken in [3, 2, 1] {
            if words.len() > taken && heads("suffixes", &words[words.len() - taken..]) {
                words.truncate(words.len() - taken);
            }
            if words.len() > taken && heads("prefixes", &words[..taken]) {
                words.drain(..taken);
            }
        }
        if let [first, second] = words.as_slice() {
            if is_code(first) && heads("identifier_suffixes", &[second]) {
                words.truncate(1);
            } else if (is_code(second)
                || first.starts_with(char::is_lowercase) && second.starts_with(char::is_uppercase))
                && heads("identifier_prefixes", &[first])
            {
                words.remove(0);
            }
        }
        if words.len() == before {
            break;
        }
    }
    unfiled(&without_articles(&words).join(" ")).to_owned()
}

/// "Create a parcel" → "Create parcel": articles inside of a heading say nothing. A capital is a name: "Class A parcels".
fn without_articles<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let articles = &vocabulary().words.marks["articles"];
    let last = words.len().saturating_sub(1);
    let says = |(at, word): &(usize, &&str)| *at == last || !articles.iter().any(|it| it == **word);
    words.iter().enumerate().filter(says).map(|it| *it.1).collect()
}

/// Whether marks set a word apart.
fn is_apart(line: &Rich, word: &str) -> bool {
    let marked = |it: &&str| it.trim() == word;
    let marks =
        line.marks.iter().filter(|it| matches!(it.kind, MarkKind::Emphasis | MarkKind::Strong | MarkKind::Code));
    marks.map(|it| &line.text[it.range.clone()]).any(|it| marked(&it))
}

/// A name without the word behind it that says of which kind what it names is: "Hours class".
pub(crate) fn without_kind(name: &str) -> Option<&str> {
    let (name, kind) = name.rsplit_once(' ')?;
    (vocabulary().heading("kinds", &fold(kind)) && !name.contains(' ')).then_some(name)
}

/// A file is called after what it holds: `stations.json` → `stations`.
fn unfiled(name: &str) -> &str {
    let kinds = [".json", ".yaml", ".yml", ".xml", ".txt", ".csv", ".geojson"];
    kinds.iter().find_map(|it| name.strip_suffix(it)).filter(|it| is_identifier(it)).unwrap_or(name)
}

/// Whether a word is an identifier, and no word of prose.
fn is_code(word: &str) -> bool {
    is_identifier(word)
        && (word.contains(['_', '.']) || word.chars().skip(1).any(char::is_uppercase))
        && word.chars().any(char::is_lowercase)
}

/// A name for a model: as written when it is one word, else its words together.
pub(crate) fn model_name(text: &str) -> String {
    let text = text.trim();
    let indexed = text.replace("[index]", "").replace("[]", "").replace("[key]", "");
    let text = indexed.trim();
    if !text.is_empty() && text.chars().all(|it| it.is_alphanumeric() || it == '_') {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '\'').filter(|it| !it.is_empty()) {
        let word = word.replace('\'', "");
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            out.extend(first.to_uppercase());
            out.push_str(chars.as_str());
        }
    }
    out
}

/// A name without what stands for types of others: `Page<T>`, `Pair<K, V>`.
pub(crate) fn without_parameters(text: &str) -> &str {
    let stands = |it: &str| {
        let rest = it.trim().strip_prefix(|it: char| it.is_ascii_uppercase());
        rest.is_some_and(|it| !it.starts_with(|it: char| it.is_lowercase()) && it.chars().all(char::is_alphanumeric))
    };
    match text.strip_suffix('>').and_then(|it| it.split_once('<')) {
        Some((name, all)) if all.split(',').all(stands) => name.trim(),
        _ => text,
    }
}

/// A way through a schema as a dotted name: `boat > sails > sails items` is that of the sails.
pub(crate) fn way(text: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in text.split(" > ").map(str::trim) {
        let items = part.strip_suffix("items").map(str::trim_end);
        let whole = items.is_some_and(|it| it.is_empty() || parts.last() == Some(&it));
        if !(whole || matches!(part, "oneOf" | "anyOf" | "allOf")) {
            parts.push(part);
        }
    }
    parts.join(".")
}

/// Puts a word behind a name, as the name is written.
pub(crate) fn append(name: &mut String, word: &str) {
    if name.contains('_') && !name.chars().any(char::is_uppercase) {
        name.push('_');
        name.push_str(&word.to_lowercase());
    } else {
        name.push_str(&capital(word));
    }
}

pub(crate) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|it| it.to_uppercase().collect::<String>()).unwrap_or_default() + chars.as_str()
}
