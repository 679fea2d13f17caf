//! Types that are spelled in ways of their own. Comes in: the text of a type. Goes out: the same without paths, references that
//! lead nowhere, sizes and tags; pairs of words; tuples.

use super::bounds::{self, Bounds, Measure};
use super::types::certain;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::Rich;
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};
use foldhash::fast::RandomState;
use indexmap::IndexSet;
use std::ops::Range;

/// `one of` before a link to a model says no more than the link.
pub(crate) fn without_one_of(ty: &Rich) -> Rich {
    let lower = ty.text.to_ascii_lowercase();
    let at = ["one of the ", "one of "].iter().find_map(|it| lower.find(it).map(|at| (at, it.len())));
    match at {
        Some((at, length)) if ty.links().any(|it| it.0.start == at + length) => without(ty, &(at..at + length)),
        _ => ty.clone(),
    }
}

/// `enum ([Order](#order))`: the word before a link says again what stands behind it.
pub(crate) fn without_enum(ty: &Rich) -> Rich {
    let mut links = ty.links().map(|it| it.0);
    let (Some(link), None) = (links.next(), links.next()) else { return ty.clone() };
    let Some(before) = ty.text[..link.start].strip_suffix('(').map(str::trim_end) else { return ty.clone() };
    let word = before.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or(before);
    let start = before.len() - word.len();
    let enums = vocabulary().words.headings["enums"].contains(&fold(word));
    if !enums || !ty.text[link.end..].starts_with(')') {
        return ty.clone();
    }
    let mut out = ty.part(0..start);
    out.push("", &ty.part(link.clone()));
    out.push("", &ty.part(link.end + 1..ty.text.len()));
    out
}

/// A text without a part of it.
pub(crate) fn without(ty: &Rich, part: &Range<usize>) -> Rich {
    let mut out = ty.part(0..part.start);
    out.push(" ", &ty.part(part.end..ty.text.len()));
    out
}

/// `[Ledger Index][]` links to what the page leaves out: the words in the brackets are meant.
pub(crate) fn unreferenced(ty: &Rich) -> Rich {
    let text = ty.text.trim();
    let Some((words, label)) =
        text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).and_then(|it| it.split_once("]["))
    else {
        return ty.clone();
    };
    let plain = |it: &str| !it.contains(['[', ']', '|', ',']);
    let named = words.starts_with(char::is_uppercase) && plain(words) && plain(label);
    if named && ty.links().next().is_none() { Rich::plain(words) } else { ty.clone() }
}

/// `String to array of [Order](#order) objects map`: keys and values in words.
pub(crate) fn mapped(ty: &Rich, notation: &Notation) -> Option<Rich> {
    let marks = &vocabulary().words.marks;
    let lower = ty.text.to_ascii_lowercase();
    let ends =
        |it: &str| marks["maps"].iter().find_map(|word| it.strip_suffix(word.as_str())).map(|it| it.trim_end().len());
    let end = ends(&lower)?;
    let (from, start) = marks["keys"].iter().find_map(|it| {
        let at = lower.find(&format!(" {it} "))?;
        Some((at, at + it.len() + 2))
    })?;
    let text = matches!(notation.parse(&ty.text[..from]), Ok(TypeExpr::Known(it)) if it == Type::STRING);
    if !text || start >= end || notation.parse(&ty.text[start..end]).is_err() {
        return None;
    }
    let mut out = Rich::plain("map<");
    out.push("", &ty.part(start..end));
    out.text.push('>');
    Some(out)
}

/// `Array of [Order](#order) items`: the word behind the link says again that there are several.
pub(crate) fn unitemed(ty: &Rich) -> Rich {
    let end = ty.links().map(|it| it.0.end).max().unwrap_or(0);
    let behind = fold(&ty.text[end..]);
    let items = end > 0 && vocabulary().words.bounds["items"].contains(&behind);
    if items { ty.part(0..end) } else { ty.clone() }
}

/// What docs show in code of a type elsewhere: ``object (`https://example.com/api#Order`)`` is an `Order`, and
/// ``string (`int64` format)`` a text of that format.
pub(crate) fn referred(text: &str) -> Option<String> {
    let (word, inner) = text.strip_suffix(')').and_then(|it| it.split_once(" ("))?;
    let (name, format) = match inner.split_once("` ") {
        Some((name, rest)) => (name, Some(rest)),
        None => (inner, None),
    };
    let name = name.trim_matches('`');
    let name = name.rsplit_once('#').map_or(name, |it| it.1);
    let plain = !name.is_empty() && name.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '.' | '-'));
    match format {
        _ if !plain || !inner.starts_with('`') => None,
        Some(format) => Some(format!("{word} ({name} {format})")),
        None => Some(name.rsplit('.').next().unwrap_or(name).to_owned()),
    }
}

/// The last part of the paths that a language imports types by: `example.com/shop/v1.Order` → `Order`.
pub(crate) fn unpathed(ty: &Rich) -> Rich {
    if !ty.text.contains('/') || ty.links().next().is_some() {
        return ty.clone();
    }
    let of_path = |it: char| it.is_alphanumeric() || "_-./".contains(it);
    let mut out = String::with_capacity(ty.text.len());
    let mut rest = ty.text.as_str();
    while let Some(start) = rest.find(of_path) {
        out.push_str(&rest[..start]);
        let run = &rest[start..];
        let end = run.find(|it| !of_path(it)).unwrap_or(run.len());
        let path = &run[..end];
        let last = path.rsplit(['/', '.']).next().unwrap_or(path);
        let imported = path.contains('/') && path.contains('.') && last.starts_with(char::is_uppercase);
        out.push_str(if imported { last } else { path });
        rest = &run[end..];
    }
    out.push_str(rest);
    if out == ty.text { ty.clone() } else { Rich::plain(out) }
}

/// The type of what is called by whose identifiers it has, one or a list of them: "order ID", "list of order ids". What a link
/// as a whole leads to has a type of its own.
pub(crate) fn identifiers(ty: &Rich, notation: &Notation) -> Option<String> {
    const LONGEST: usize = 4;
    let words = &vocabulary().words.marks;
    let lower = ty.text.trim().to_ascii_lowercase();
    let inner = words["lists_of"].iter().find_map(|it| lower.strip_prefix(it.as_str())?.strip_prefix(' '));
    let (before, last) = inner.unwrap_or(&lower).rsplit_once(' ')?;
    let known = |it: &str| words["identifiers"].iter().any(|word| word == it);
    let one =
        [Some(last), last.strip_suffix('s').filter(|_| inner.is_some())].into_iter().flatten().find(|it| known(it))?;
    // "integer ID", "number or ID": another type stands before it.
    let other = |it: &str| {
        words["joints"].iter().any(|word| word == it)
            || matches!(notation.parse(it), Ok(TypeExpr::Known(it)) if it != Type::Object)
    };
    let plain = |it: &str| it.chars().all(|it| it.is_alphabetic() || "_-".contains(it)) && !other(it);
    let whose = before.split(' ').count() <= LONGEST && before.split(' ').all(plain);
    let linked = ty.links().any(|it| it.0.end == ty.text.trim_end().len());
    let one = Some(one).filter(|it| notation.parse(it).is_ok_and(|it| matches!(it, TypeExpr::Known(_))));
    let one = one.unwrap_or("string");
    (whose && !linked).then(|| if inner.is_some() { format!("array of {one}") } else { one.to_owned() })
}

/// `decimal as text`, `integer (string)`: the type of a text, where the word before is no text's.
pub(crate) fn in_text(text: &str, notation: &Notation) -> Option<&'static str> {
    let bare = text.trim_end_matches(')');
    let lower = bare.to_ascii_lowercase();
    let words = &vocabulary().words.marks["as_text"];
    let head = words.iter().find_map(|it| lower.strip_suffix(it.as_str()))?.trim_end_matches([' ', ',', '(']);
    match notation.parse(&bare[..head.len()]) {
        Ok(TypeExpr::Known(Type::Number(_))) => Some("decimal string"),
        Ok(TypeExpr::Known(Type::Integer(_) | Type::Boolean)) => Some("string"),
        _ => None,
    }
}

/// `int[4]` as a list and `char[32]` as a text.
pub(crate) fn sized(text: &str) -> Option<String> {
    let (word, size) = text.trim().strip_suffix(']')?.split_once('[')?;
    let number = !size.is_empty() && size.bytes().all(|it| it.is_ascii_digit());
    let plain = !word.is_empty() && word.chars().all(|it| it.is_alphanumeric() || it == '_');
    if !number || !plain {
        return None;
    }
    let text = ["char", "varchar", "string", "str", "text"].contains(&word.to_lowercase().as_str());
    let bytes = ["byte", "bytes", "octet"].contains(&word.to_lowercase().as_str());
    Some(if text {
        "string".to_owned()
    } else if bytes {
        "bytes".to_owned()
    } else {
        format!("{word}[]")
    })
}

/// `yes/no` as a type: the two words, where the vocabulary has them as such a pair.
pub(crate) fn pair(kind: &str, text: &str) -> Option<Vec<String>> {
    let (one, other) = [" or ", "/", "|", ","].iter().find_map(|it| text.split_once(it))?;
    let bare = |it: &str| it.trim().trim_matches(['"', '\'', '`', '“', '”']).to_owned();
    let words = [bare(one), bare(other)];
    let [one, other] = words.each_ref().map(|it| it.to_lowercase());
    let pairs = [format!("{one}/{other}"), format!("{other}/{one}")];
    vocabulary().words.marks[kind].iter().any(|it| pairs.contains(it)).then(|| words.to_vec())
}

/// `[number, string][]` as lists of what stands in it.
pub(crate) fn tuple(text: &str, notation: &Notation) -> Option<String> {
    let (inner, behind) = text.strip_prefix('[')?.split_once(']')?;
    let parts: IndexSet<&str, RandomState> = inner.split(',').map(str::trim).collect();
    let several = inner.contains(',') && parts.iter().all(|it| certain(it, notation));
    let lists = behind.trim().split("[]").all(str::is_empty);
    let joined = parts.into_iter().collect::<Vec<_>>().join(" | ");
    (several && lists).then(|| format!("({joined})[]{}", behind.trim()))
}

/// `string<rfc-2822> | null`: the scalars without what stands in brackets behind them, which is no format that is known.
pub(crate) fn untagged(text: &str, notation: &Notation) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (tag, behind))) = rest.split_once('<').and_then(|it| Some((it.0, it.1.split_once('>')?))) {
        let word = before.rsplit([' ', '|', '(']).next().unwrap_or(before);
        let plain = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_');
        if !matches!(notation.parse(word), Ok(TypeExpr::Known(_))) || !tag.chars().all(plain) {
            return None;
        }
        out.push_str(before);
        rest = behind;
    }
    out.push_str(rest);
    (out != text && notation.parse(&out).is_ok()).then_some(out)
}

/// `A(2)`, `AN..35` and `C 10`: so many letters. An article stands before no number.
pub(crate) fn letters_of(text: &str) -> Option<Bounds> {
    let rest = ["ANS", "AN", "A", "C"].iter().find_map(|it| text.strip_prefix(it))?;
    let sized = rest.starts_with(['(', ' ', '.']);
    sized.then(|| bounds::of(rest.trim_start_matches('.'), Measure::Length)).flatten()
}

/// The word at the end of a type's text that says what its values are, where the words before it tell which: `Absolute path
/// string`. A number is the last word of many a name, "phone number".
pub(crate) fn last_word<'t>(text: &'t str, notation: &Notation) -> Option<&'t str> {
    const LAST: &[&str] = &["string", "str", "integer", "int", "boolean", "bool", "text"];
    const JOINS: &[&str] = &["of", "or", "and", "to", "by", "with", "in", "as", "from", "for", "the", "not", "no"];
    let (which, word) = text.rsplit_once(' ')?;
    let plain = |it: &str| {
        let mut letters = it.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.all(|it| it.is_lowercase() || it == '-')
    };
    let lower = |it: &str| it.starts_with(char::is_lowercase);
    let mut words = which.split(' ');
    let fits = words.next().is_some_and(plain) && words.all(|it| plain(it) && lower(it) && !JOINS.contains(&it));
    (fits && LAST.contains(&word) && certain(word, notation)).then_some(word)
}
