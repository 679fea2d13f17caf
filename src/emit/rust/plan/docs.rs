//! What doc comments say besides the documents' prose: defaults, bounds, formats, access. Comes in: what the schema knows.
//! Goes out: attributes.

use super::escape::code;
use super::names::unraw;
use crate::emit::rust::code::{Attr, Meta};
use crate::schema::{Constraints, Deprecation, Field, Number, StringFormat, Type};
use std::borrow::Cow;
use std::fmt::Write as _;

/// Adds a paragraph to a doc comment.
pub(super) fn add<'a>(text: Cow<'a, str>, attrs: &mut Vec<Attr<'a>>) {
    if text.is_empty() {
        return;
    }
    if !attrs.is_empty() {
        attrs.push(Attr::Doc(Cow::Borrowed("")));
    }
    attrs.push(Attr::Doc(text));
}

/// `#[deprecated]`, with the note where there is one.
pub(super) fn deprecated(deprecation: Option<&Deprecation>) -> Option<Attr<'_>> {
    Some(match deprecation?.note.as_deref().map(str::trim).filter(|it| !it.is_empty()) {
        Some(note) => Attr::List("deprecated", vec![Meta::Value("note", unlinked(note))]),
        None => Attr::Word("deprecated"),
    })
}

/// A note that rustdoc shows as it is: what stands in square brackets is no link to an item.
fn unlinked(note: &str) -> Cow<'_, str> {
    if !note.contains(['[', ']']) {
        return note.into();
    }
    note.replace('[', "\\[").replace(']', "\\]").into()
}

/// `#[doc(alias)]` with the name on the wire, where rustdoc allows it.
pub(super) fn alias<'a>(wire: &'a str, identifier: &str) -> Option<Attr<'a>> {
    let allowed = wire != unraw(identifier)
        && !wire.is_empty()
        && wire.trim() == wire
        && !wire.contains(|it: char| matches!(it, '"' | '\'') || it.is_control() || (it.is_whitespace() && it != ' '));
    allowed.then(|| Attr::List("doc", vec![Meta::Value("alias", wire.into())]))
}

/// Sentences about a field that neither its type nor its description says.
pub(super) fn facts(field: &Field, is_text: bool, applied: bool) -> String {
    let description = field.description.as_deref().unwrap_or_default();
    let mut facts = String::new();
    let mut add = |write: &dyn Fn(&mut String)| {
        let start = facts.len();
        facts.push_str(if start > 0 { " " } else { "" });
        let fact = facts.len();
        write(&mut facts);
        if facts.len() == fact || says(description, &facts[fact..]) {
            facts.truncate(start);
        }
    };
    if is_text {
        add(&|out| format(&field.ty, out));
    }
    if let Some(it) = field.constraints.as_deref() {
        add(&|out| bounds(it, out));
    }
    if let Some(default) = &field.default {
        add(&|out| {
            out.push_str(if applied { "When absent: " } else { "Default: " });
            code(&default.to_string(), out);
            out.push('.');
        });
    }
    match (field.read_only, field.write_only) {
        (true, false) => add(&|out| out.push_str("Read-only.")),
        (false, true) => add(&|out| out.push_str("Write-only.")),
        _ => {}
    }
    facts
}

/// Whether a description has the words of a fact, one behind the other.
fn says(description: &str, fact: &str) -> bool {
    let mut fact = words(fact);
    let Some(first) = fact.next() else { return true };
    let mut rest = words(description);
    while let Some(word) = rest.next() {
        if same(word, first) {
            let mut next = rest.clone();
            if fact.clone().all(|it| next.next().is_some_and(|other| same(it, other))) {
                return true;
            }
        }
    }
    false
}

/// Whether two words are one but for their case.
fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
        || (!(one.is_ascii() && other.is_ascii()) && one.to_lowercase() == other.to_lowercase())
}

/// Words without the marks around them.
fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let is_mark = |it| matches!(it, '`' | '*' | '.' | ',' | ';' | '(' | ')');
    text.split_whitespace().map(move |it| it.trim_matches(is_mark))
}

fn format(ty: &Type, out: &mut String) {
    match ty {
        Type::String(StringFormat::DateOrDateTime) => out.push_str("A date or a date-time."),
        Type::String(StringFormat::Plain | StringFormat::Password | StringFormat::OrBoolean) => {}
        Type::String(StringFormat::Integer) => out.push_str("An integer, written as a string."),
        Type::String(StringFormat::Decimal) => out.push_str("A decimal number, written as a string."),
        Type::String(StringFormat::Byte) => out.push_str("Bytes in base64."),
        Type::String(_) => {
            if let Some(format) = ty.format() {
                out.push_str("Format: ");
                code(format, out);
                out.push('.');
            }
        }
        _ => {}
    }
}

fn bounds(bounds: &Constraints, out: &mut String) {
    let start = out.len();
    let comma = |out: &mut String| out.push_str(if out.len() > start { ", " } else { "" });
    let number = |text: &str, it: &Option<Number>, out: &mut String| {
        if let Some(it) = it {
            comma(out);
            let _ = write!(out, "{text} {it}");
        }
    };
    number("at least", &bounds.minimum, out);
    number("more than", &bounds.exclusive_minimum, out);
    number("at most", &bounds.maximum, out);
    number("less than", &bounds.exclusive_maximum, out);
    number("a multiple of", &bounds.multiple_of, out);
    let ranges = [(bounds.min_length, bounds.max_length, "character"), (bounds.min_items, bounds.max_items, "item")];
    for (min, max, what) in ranges {
        if min.is_some() || max.is_some() {
            comma(out);
            range(min, max, what, out);
        }
    }
    if let Some(pattern) = &bounds.pattern {
        comma(out);
        out.push_str("matches ");
        code(pattern, out);
    }
    if out.len() > start {
        // It starts with one of the words above, or a digit.
        out[start..].get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
        out.push('.');
    }
}

fn range(min: Option<u64>, max: Option<u64>, what: &str, out: &mut String) {
    let s = |count: u64| if count == 1 { "" } else { "s" };
    let _ = match (min, max) {
        (None, None) => Ok(()),
        (Some(min), Some(max)) if min == max => write!(out, "exactly {min} {what}{}", s(min)),
        (Some(min), Some(max)) => write!(out, "{min} to {max} {what}{}", s(max)),
        (Some(min), None) => write!(out, "at least {min} {what}{}", s(min)),
        (None, Some(max)) => write!(out, "at most {max} {what}{}", s(max)),
    };
}
