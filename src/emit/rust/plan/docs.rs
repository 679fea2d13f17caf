//! What doc comments say besides the documents' prose: defaults, bounds, formats, access. Comes in: what the schema knows.
//! Goes out: attributes.

use super::escape::code;
use crate::emit::rust::code::{Attr, Meta};
use crate::schema::{Constraints, Deprecation, Field, StringFormat, Type};

/// The lines as doc attributes.
pub(super) fn doc(lines: impl IntoIterator<Item = String>) -> impl Iterator<Item = Attr> {
    lines.into_iter().map(|it| Attr::Doc(if it.is_empty() { it } else { format!(" {it}") }))
}

/// `#[deprecated]`, with the note where there is one.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<Attr> {
    Some(match deprecation?.note.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
        Some(note) => Attr::List("deprecated", vec![Meta::Value("note", unlinked(note))]),
        None => Attr::Word("deprecated"),
    })
}

/// A note that rustdoc shows as it is: what stands in square brackets is no link to an item.
fn unlinked(note: &str) -> String {
    note.replace('[', "\\[").replace(']', "\\]")
}

/// `#[doc(alias)]` with the name on the wire, where rustdoc allows it.
pub(super) fn alias(wire: &str, identifier: &str) -> Option<Attr> {
    let allowed = !wire.is_empty()
        && wire.trim() == wire
        && wire != identifier.trim_start_matches("r#")
        && !wire.contains(|it: char| matches!(it, '"' | '\'') || it.is_control() || (it.is_whitespace() && it != ' '));
    allowed.then(|| Attr::List("doc", vec![Meta::Value("alias", wire.to_owned())]))
}

/// Sentences about a field that neither its type nor its description says.
pub(super) fn facts(field: &Field, is_text: bool, applied: bool) -> Vec<String> {
    let mut facts = Vec::new();
    if is_text && let Some(format) = format(&field.ty) {
        facts.push(format);
    }
    facts.extend(field.constraints.as_deref().and_then(bounds));
    if let Some(default) = &field.default {
        let verb = if applied { "When absent" } else { "Default" };
        facts.push(format!("{verb}: {}.", code(&default.to_string())));
    }
    match (field.read_only, field.write_only) {
        (true, false) => facts.push("Read-only.".to_owned()),
        (false, true) => facts.push("Write-only.".to_owned()),
        _ => {}
    }
    if facts.is_empty() {
        return facts;
    }
    let described: Vec<&str> = words(field.description.as_deref().unwrap_or_default()).collect();
    facts.retain(|fact| {
        let fact: Vec<&str> = words(fact).collect();
        let says = |it: &[&str]| it.iter().zip(&fact).all(|(one, other)| same(one, other));
        !described.windows(fact.len()).any(says)
    });
    facts
}

/// Whether two words are one but for their case.
fn same(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        one.eq_ignore_ascii_case(other)
    } else {
        one.to_lowercase() == other.to_lowercase()
    }
}

/// Words without the marks around them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let marks = ['`', '*', '.', ',', ';', '(', ')'];
    text.split_whitespace().map(move |it| it.trim_matches(marks))
}

fn format(ty: &Type) -> Option<String> {
    let text = match ty {
        Type::String(StringFormat::DateOrDateTime) => "A date or a date-time.",
        Type::String(StringFormat::Plain | StringFormat::Password | StringFormat::OrBoolean) => return None,
        Type::String(StringFormat::Integer) => "An integer, written as a string.",
        Type::String(StringFormat::Decimal) => "A decimal number, written as a string.",
        Type::String(StringFormat::Byte) => "Bytes in base64.",
        Type::String(_) => return ty.format().map(|it| format!("Format: {}.", code(it))),
        _ => return None,
    };
    Some(text.to_owned())
}

fn bounds(bounds: &Constraints) -> Option<String> {
    let mut parts = Vec::new();
    let mut number =
        |text: &str, it: &Option<serde_json::Number>| parts.extend(it.as_ref().map(|it| format!("{text} {it}")));
    number("at least", &bounds.minimum);
    number("more than", &bounds.exclusive_minimum);
    number("at most", &bounds.maximum);
    number("less than", &bounds.exclusive_maximum);
    number("a multiple of", &bounds.multiple_of);
    parts.extend(range(bounds.min_length, bounds.max_length, "character"));
    parts.extend(range(bounds.min_items, bounds.max_items, "item"));
    parts.extend(bounds.pattern.as_ref().map(|it| format!("matches {}", code(it))));
    let text = parts.join(", ");
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

fn range(min: Option<u64>, max: Option<u64>, what: &str) -> Option<String> {
    let s = |count: u64| if count == 1 { "" } else { "s" };
    Some(match (min, max) {
        (None, None) => return None,
        (Some(min), Some(max)) if min == max => format!("exactly {min} {what}{}", s(min)),
        (Some(min), Some(max)) => format!("{min} to {max} {what}{}", s(max)),
        (Some(min), None) => format!("at least {min} {what}{}", s(min)),
        (None, Some(max)) => format!("at most {max} {what}{}", s(max)),
    })
}
