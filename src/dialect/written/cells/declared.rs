//! What a database says of its columns → facts. Comes in: a cell, `NOT NULL, DEFAULT 0, CHECK (state IN ('a', 'b'))`. Goes out:
//! whether it may be null, its default and its values. What says nothing of JSON (`UNIQUE`, `FK`) is passed over.

use super::facts::Facts;
use super::item_types;
use super::value_lists;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::Rich;

/// What a part of such a cell says; nothing where it is none of a database's words.
pub(crate) fn part(part: &Rich) -> Option<Facts> {
    let text = part.text.trim().trim_matches('`');
    let lower = text.to_ascii_lowercase();
    let marks = &vocabulary().words.marks;
    let is = |kind: &str| marks[kind].iter().any(|it| it == lower.trim());
    let mut facts = Facts::default();
    if is("not_null") || matches!(lower.as_str(), "primary key" | "pk") {
        facts.nullable = Some(false);
    } else if is("null") || lower == "null" {
        facts.nullable = Some(true);
    } else if let Some(rest) = lower.strip_prefix("default").filter(|it| it.starts_with([' ', ':', '='])) {
        let value = text[text.len() - rest.len()..].trim_matches([' ', ':', '=', '`']);
        let quoted = value.len() > 1 && value.starts_with('\'') && value.ends_with('\'');
        let literal = quoted || value.parse::<f64>().is_ok() || matches!(fold(value).as_str(), "true" | "false");
        let word = part.codes().any(|it| it == value) && !value.contains('(');
        facts.default = (literal || word).then(|| value.trim_matches('\'').to_owned());
    } else if lower.starts_with("check") && lower.contains("in") {
        let codes: Vec<&str> = part.codes().filter(|it| !it.contains('(')).collect();
        let open = text.rfind('(').map_or(text.len(), |it| it + 1);
        let inside = text[open..].split(')').next().unwrap_or_default();
        let whole = text[..open].to_ascii_lowercase();
        let listed = whole.trim_end_matches('(').trim_end().ends_with(" in");
        facts.values = if listed { value_lists::listed(inside, &codes, false) } else { Vec::new() };
        facts.values =
            std::mem::take(&mut facts.values).into_iter().map(|it| it.trim_matches('\'').to_owned()).collect();
        return (!facts.values.is_empty()).then_some(facts);
    } else if !is("column_marks") {
        return None;
    }
    Some(facts)
}

/// What a cell says of a column, where at least one of its parts is a database's.
pub(crate) fn cell(rich: &Rich) -> Option<Facts> {
    let parts: Vec<Rich> = rich.lines().flat_map(|it| item_types::cut(&it)).collect();
    let found: Vec<Facts> = parts.iter().filter_map(part).collect();
    let mut all = Facts::default();
    let told = !found.is_empty();
    found.into_iter().for_each(|it| all.or(it));
    told.then_some(all)
}
