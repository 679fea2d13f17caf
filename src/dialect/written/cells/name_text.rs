//! Texts of names → names. Comes in: what of a cell is the name. Goes out: the names without the marks on them, and what a
//! text must look like to be one.

use super::names::NameCell;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::schema::Presence;

/// The names that a text shows, without the marks on them.
pub(crate) fn names(shown: &str, cell: &mut NameCell) -> Vec<String> {
    if let Some(names) = series(shown).and_then(Series::names) {
        return names;
    }
    let joined = way(shown);
    let shown = joined.as_deref().unwrap_or(shown).trim();
    let parts: Vec<&str> =
        if shown.contains(", ") || shown.contains('、') || shown.contains(" / ") || shown.contains(" or ") {
            shown
                .split([',', '、'])
                .flat_map(|it| it.split(" / "))
                .flat_map(|it| it.split(" or "))
                .flat_map(|it| it.split(" and "))
                .collect()
        } else {
            vec![shown]
        };
    // More than a cell would hold is no list of names.
    const MOST: usize = 64;
    let several = parts.len() > 1;
    if parts.len() > MOST {
        return vec![clean(shown, cell)];
    }
    let cleaned: Vec<_> = parts.into_iter().map(|it| clean(it, cell)).filter(|it| !it.is_empty()).collect();
    if several && !cleaned.iter().all(|it| is_identifier(it)) {
        return vec![clean(shown, cell)];
    }
    cleaned
}

/// A text that names members with numbers by the first and the last: `note1 to 5`, `note1 - note5`.
struct Series<'t> {
    stem: &'t str,
    first: &'t str,
    last: &'t str,
}

/// Reads such a text.
fn series(shown: &str) -> Option<Series<'_>> {
    let shown = shown.trim();
    // Few names hold a blank, and these alone are looked at.
    let (first, rest) = shown.split_once(' ')?;
    let (between, last) = rest.split_once(' ')?;
    let stem = first.trim_end_matches(|it: char| it.is_ascii_digit());
    let last = last.strip_prefix(stem).unwrap_or(last);
    let first = &first[stem.len()..];
    let number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    let named = is_identifier(stem) && stem.starts_with(|it: char| it.is_alphabetic() || it == '_');
    let through = vocabulary().words.marks["through"].iter().any(|it| it == between);
    (named && through && number(first) && number(last)).then_some(Series { stem, first, last })
}

/// Whether a text names a series of members.
pub(crate) fn is_series(shown: &str) -> bool {
    series(shown).is_some()
}

impl Series<'_> {
    /// The names of all of them, where the numbers are plain and there are not too many.
    fn names(self) -> Option<Vec<String>> {
        const MOST: u32 = 100;
        let number = |it: &str| Some(it).filter(|it| *it == "0" || !it.starts_with('0'))?.parse::<u32>().ok();
        let (first, last) = (number(self.first)?, number(self.last)?);
        let few = first < last && last - first < MOST;
        few.then(|| (first..=last).map(|it| format!("{}{it}", self.stem)).collect())
    }
}

/// A way through members with arrows between: `order > id`, `order->id`.
fn way(shown: &str) -> Option<String> {
    let between = [" > ", " › ", " » ", " → ", " -> ", "->", "→"].into_iter().find(|it| shown.contains(it))?;
    let parts: Vec<&str> = shown.split(between).map(str::trim).collect();
    parts.iter().all(|it| is_identifier(it)).then(|| parts.join("."))
}

/// A name without marks.
fn clean(shown: &str, cell: &mut NameCell) -> String {
    let mut name = shown.trim().trim_matches('\u{200b}').trim();
    loop {
        let before = name;
        name = name.trim_end_matches([':', '：', ' ', ',']);
        if let Some(inner) = name.strip_suffix(['?', '？']).filter(|it| !it.is_empty()) {
            cell.presence = Some(Presence::Optional);
            name = inner;
        }
        if name.len() > 1
            && let Some(inner) = Some(name.trim_end_matches('*'))
                .filter(|it| it.len() < name.len() && !it.is_empty() && !it.ends_with(['.', '/', '-', '_', '^']))
        {
            cell.star = true;
            name = inner;
        }
        if let Some(inner) = name.strip_suffix('^').and_then(|it| it.rsplit_once('^')).filter(|it| it.1.len() <= 2) {
            name = inner.0;
        }
        if let Some((inner, note)) = name.strip_suffix(']').and_then(|it| it.rsplit_once('['))
            && !inner.is_empty()
            && !note.is_empty()
            && inner.ends_with(' ')
        {
            name = inner;
        }
        if name.len() > 2
            && (name.starts_with('"') && name.ends_with('"') || name.starts_with('\'') && name.ends_with('\''))
        {
            name = &name[1..name.len() - 1];
        }
        if name.len() > 1
            && let Some(inner) = name.strip_prefix('?')
        {
            cell.presence = Some(Presence::Optional);
            name = inner;
        }
        if let Some(inner) = name.strip_prefix('[').and_then(|it| it.strip_suffix(']'))
            && !inner.is_empty()
            && !inner.replace("[]", "").contains(['[', ']', ':', '*'])
        {
            cell.presence = Some(Presence::Optional);
            name = inner;
            if let Some((inner, default)) = name.split_once('=') {
                cell.default = Some(default.trim().to_owned());
                name = inner;
            }
        }
        name = name.trim();
        if name == before {
            break;
        }
    }
    // A tag of a language's serialiser: `spec,omitempty`.
    match name.split_once(',') {
        Some((name, tags)) if !name.is_empty() && !tags.starts_with(' ') => name.to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a text may be the name of a member.
pub(crate) fn is_identifier(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 120
        && !text.contains(char::is_whitespace)
        && text.chars().any(char::is_alphanumeric)
        && text.chars().all(|it| it.is_alphanumeric() || "_-.$@:/[]{}<>*^~#+%!&=".contains(it))
}

/// Whether a name stands for several with a number each: `files[n]`.
pub(crate) fn is_numbered(name: &str) -> bool {
    ["[n]", "[N]", "[i]"].iter().any(|it| name.ends_with(it))
}

/// Whether a way leads through a member of any name: `order.{key}.id`, `orders[id].name`.
pub(crate) fn has_hole(name: &str) -> bool {
    let key = |it: &str| {
        ["[id]", "[key]", "[name]", "[uuid]", "[slug]"].iter().any(|key| it.ends_with(key) && it.len() > key.len())
    };
    let Some((ways, _)) = name.rsplit_once('.') else { return false };
    let inside = |it: &str| [('{', '}'), ('<', '>')].iter().any(|ends| it.starts_with(ends.0) && it.ends_with(ends.1));
    ways.split('.').any(key) || name.split('.').any(|it| it.len() > 2 && inside(it))
}

/// What a name stands for that is no name: any further member.
pub(crate) fn is_pattern(name: &str) -> bool {
    let name = name.trim();
    let inside = |open: char, close: char| name.starts_with(open) && name.ends_with(close) && name.len() > 2;
    matches!(name, "*" | "…" | "..." | "^" | "additionalProperties" | "additional properties" | "\\*")
        || name.starts_with('^') && name.len() > 1
        || name.starts_with("/{")
        || inside('{', '}')
        || inside('<', '>')
        || name.starts_with('[') && name.contains(':') && name.ends_with(']')
}
