//! Values in prose and cells. Comes in: a text that lists values, `a`, `b` or `c`. Goes out: the values, or nothing where the text
//! says more than them.

use super::intervals;
use super::meanings;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use indexmap::IndexSet;
use std::borrow::Cow;

/// Longer words before a colon are prose.
const LONGEST_LABEL: usize = 40;

/// The values that begin the lines from a place on: "`0` - Land."
pub(crate) fn by_line(rich: &Rich, from: usize) -> Vec<String> {
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

/// The values that all lines but the first begin with, each with what it means: "Sort order.", "`asc` - Upward". Values that are
/// shown for example are not all there are.
pub(crate) fn meant_by_line(rich: &Rich) -> Vec<String> {
    let Some((lead, _)) = rich.text.split_once('\n') else { return Vec::new() };
    let lead = fold(lead);
    if vocabulary().words.marks["some"].iter().any(|it| lead.contains(it.as_str())) {
        return Vec::new();
    }
    let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
    let bare = |line: &Rich| {
        let marks = line.text.len() - line.text.trim_start_matches([' ', '-', '*', '•']).len();
        line.part(marks..line.text.len())
    };
    let lines = rich.lines().skip(1).map(|it| bare(&it)).filter(|it| !it.is_blank());
    let values = lines.map(|it| {
        let value = shown_by(&it).filter(|value| value.chars().all(plain))?;
        (it.text.trim().len() > value.len()).then_some(value)
    });
    values.collect::<Option<Vec<_>>>().filter(|it| it.len() > 1).unwrap_or_default()
}

/// The value that a line shows and says the meaning of: "`open` = Anyone may come in".
pub(crate) fn shown_by(line: &Rich) -> Option<String> {
    let code = line.marks.iter().find(|it| it.kind == MarkKind::Code && it.range.start == 0)?.range.clone();
    let behind = line.text[code.end..].trim_start();
    let set_off = behind.is_empty() || behind.starts_with(['=', '-', '–', '—', ':', '：']);
    set_off.then(|| line.text[code].trim().to_owned())
}

/// Whether the words of a type say that it has values that it does not list: "String (Enumerable, one of)".
pub(crate) fn are_said(ty: &str) -> bool {
    let words = &vocabulary().words.marks["enumerated"];
    ty.split(['(', ')', ',', '[', ']', ' ']).any(|it| words.contains(&fold(it)))
}

/// The value that an item of a list of values begins with: a piece of code, what stands in quotes, or all of it where nothing
/// behind it says what it means.
pub(crate) fn leading(rich: &Rich) -> Option<String> {
    let rich = rich.trimmed();
    let text = rich.text.as_str();
    if let Some(code) = rich.marks.iter().find(|it| it.kind == MarkKind::Code && it.range.start == 0) {
        return Some(text[code.range.clone()].trim().to_owned());
    }
    let quote = text.chars().next().filter(|it| matches!(it, '"' | '\''));
    if let Some((inner, _)) = quote.and_then(|it| text[1..].split_once(it)) {
        return Some(inner.to_owned());
    }
    let meant = [" - ", " – ", " — ", ": ", " = ", "\n"].iter().any(|it| text.contains(it));
    (!text.is_empty() && !meant && rich.codes().next().is_none()).then(|| text.to_owned())
}

/// Whether an item begins with a label set in bold, and so with another fact.
pub(crate) fn begins_label(rich: &Rich) -> bool {
    let colon = rich.text.find([':', '：']).filter(|it| *it > 0 && *it < LONGEST_LABEL);
    let strong = |at: usize| rich.marks.iter().any(|it| it.kind == MarkKind::Strong && it.range.contains(&(at - 1)));
    colon.is_some_and(strong)
}

/// The values in code of a text that is nothing but several of them.
pub(crate) fn alone(rich: &Rich) -> Vec<String> {
    let codes: Vec<&str> = rich.codes().collect();
    let found = if codes.len() > 1 { listed(&rich.text, &codes, true) } else { Vec::new() };
    if found.len() == codes.len() { found } else { Vec::new() }
}

/// The values that a cell of nothing but values lists.
pub(crate) fn of_cell(rich: &Rich) -> Vec<String> {
    let codes: Vec<&str> = rich.codes().collect();
    let found = listed(&rich.text.replace('\n', ", "), &codes, false);
    // `Open Shut`: names in capitals with nothing between.
    let words = || rich.text.split_whitespace();
    let name = |it: &str| it.starts_with(char::is_uppercase) && it.chars().all(|it| it.is_alphanumeric() || it == '_');
    if found.is_empty() && words().count() > 1 && words().all(name) {
        return words().map(str::to_owned).collect();
    }
    found
}

/// The values that prose lists somewhere, of a type that is known to have values: `either `a` or `b``, or words alone.
pub(crate) fn listed_in(rich: &Rich) -> Vec<String> {
    // One below the other, with nothing before them or behind a colon.
    let alone = by_line(rich, 0);
    if !alone.is_empty() {
        return alone;
    }
    let leads = rich.text.match_indices([':', '：']).map(|it| it.0 + it.1.len());
    let mut below = leads.filter(|it| rich.text[*it..].trim_start_matches(' ').starts_with('\n'));
    if let Some(values) = below.find_map(|it| Some(by_line(rich, it)).filter(|it| !it.is_empty())) {
        return values;
    }
    // One behind the other, each with what it means: "`a`: the first; `b`: the second".
    let explained = explained(rich);
    if explained.len() > 1 {
        return explained;
    }
    let mut runs: Vec<Vec<&str>> = Vec::new();
    let mut end = None;
    let plain = |text: &str| joins(text) && !text.contains(['\n', '.', '(', ')']);
    // `a` (the first) · `b` (the second)
    let remark =
        |text: &str| text.trim_start().strip_prefix('(').and_then(|it| it.split_once(')')).map(|it| it.1.to_owned());
    let beside = |text: &str| plain(text) || remark(text).is_some_and(|it| plain(&it) && !it.trim().is_empty());
    for code in rich.marks.iter().filter(|it| it.kind == MarkKind::Code) {
        let value = rich.text[code.range.clone()].trim();
        match runs.last_mut().filter(|_| end.is_some_and(|it| beside(&rich.text[it..code.range.start]))) {
            Some(run) => run.push(value),
            None => runs.push(vec![value]),
        }
        end = Some(code.range.end);
    }
    runs.retain(|it| it.len() > 1);
    if let [run] = runs.as_slice() {
        return run.iter().map(|it| (*it).to_owned()).collect();
    }
    let line = rich.text.split('\n').next().unwrap_or_default();
    if runs.is_empty() && rich.codes().next().is_none() {
        let quoted = quoted(line);
        if quoted.len() > 1 {
            return quoted.into_iter().map(str::to_owned).collect();
        }
        let all = listed(line, &[], false);
        return [all, bracketed(line), shouted(line)].into_iter().find(|it| !it.is_empty()).unwrap_or_default();
    }
    Vec::new()
}

/// The words in the only brackets of a sentence, or behind its colon, where commas stand between: "The kind (book, film)".
fn bracketed(line: &str) -> Vec<String> {
    let line = line.trim().trim_end_matches('.');
    let inside = line.split_once(" (").and_then(|it| it.1.split_once(')')).filter(|it| !it.1.contains('('));
    let inside = inside.map(|it| it.0).or_else(|| Some(line.split_once(": ")?.1)).unwrap_or_default();
    let word = |it: &str| {
        let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '.');
        !it.is_empty() && it.chars().all(plain) && !matches!(it, "etc" | "etc." | "e.g." | "eg" | "default")
    };
    let parts: Vec<&str> = cut(inside).into_iter().map(str::trim).collect();
    let parts: Vec<&str> = parts.iter().map(|it| it.trim_start_matches("or ").trim_start_matches("and ")).collect();
    let parts: Vec<&str> = parts.into_iter().flat_map(parted).collect();
    let all = parts.len() > 1 && parts.iter().all(|it| word(it));
    if all { parts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// Two words with one between that joins them: `in or out`.
fn parted(text: &str) -> Vec<&str> {
    let joints = &vocabulary().words.marks["joints"];
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one, joint, other] if joints.iter().any(|it| it == joint) => vec![one, other],
        _ => vec![text],
    }
}

/// The words of a line that is nothing but words in capitals and one that joins them: `BUY or SELL`.
fn shouted(line: &str) -> Vec<String> {
    let parts = parted(line.trim().trim_end_matches('.'));
    let capitals =
        |it: &&str| it.len() > 1 && it.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_');
    let all = parts.len() > 1 && parts.iter().all(capitals);
    if all { parts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// The values that begin the parts of a text between semicolons or slashes, with what they mean behind colons or dashes, or
/// behind nothing: "`a` the first / `b` the second".
fn explained(rich: &Rich) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    let between = if rich.text.contains(';') { ";" } else { " / " };
    for part in rich.text.split(between) {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + between.len();
        let code = rich.marks.iter().find(|it| it.kind == MarkKind::Code && it.range.start == start);
        let Some(code) = code.filter(|it| it.range.end <= at - between.len()) else { return Vec::new() };
        let behind = rich.text[code.range.end..at - between.len()].trim_start();
        if between == ";" && !behind.starts_with([':', '-', '–', '—', '=']) {
            return Vec::new();
        }
        found.push(rich.text[code.range.clone()].trim().to_owned());
    }
    found
}

/// What stands in quotes of one kind; nothing when a quote stands alone.
fn quoted(text: &str) -> Vec<&str> {
    let kinds = [('"', '"'), ('“', '”'), ('‘', '’'), ('\'', '\'')];
    let Some((open, close)) = kinds.into_iter().find(|it| text.contains(it.0)) else { return Vec::new() };
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        // The apostrophe of a word opens nothing.
        let word = before.ends_with(char::is_alphanumeric);
        let Some((inner, behind)) =
            after.split_once(close).filter(|it| !word && !it.1.starts_with(char::is_alphanumeric))
        else {
            return Vec::new();
        };
        found.push(inner);
        rest = behind;
    }
    found
}

/// The words of a text that is nothing but them with slashes between: `Queued/Running/Done`.
pub(crate) fn slashed(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.trim().split('/').collect();
    let word = |it: &&str| it.len() > 1 && it.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    let all = parts.len() > 1 && parts.iter().all(word);
    if all { parts.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

/// The values that a text lists: its codes, what stands in quotes, or words with commas between.
pub(crate) fn listed(text: &str, codes: &[&str], strict: bool) -> Vec<String> {
    let mut found: IndexSet<String> = IndexSet::new();
    let add = |value: &str| {
        let value = value.trim();
        if !value.is_empty() {
            found.insert(value.to_owned());
        }
    };
    // `a | b`, `[a, b]` and `"a", "b"` in one piece.
    if let [one] = codes
        && (one.contains(" | ")
            || one.starts_with('[') && one.ends_with(']') && one.contains(',')
            || one.starts_with(['"', '\'']) && one.contains(',') && quoted(one).len() > 1)
    {
        return listed(one, &[], false);
    }
    // From one value to another there are more.
    if text.contains('…') || codes.len() == 2 && text.contains("...") {
        return Vec::new();
    }
    if codes.len() > 1 || codes.len() == 1 && !strict {
        let text = &without_remarks(text, codes);
        // `a` / `b`, default `b`: the default is one of them.
        let last = text.rfind([',', ';']).map(|it| (&text[..it], fold(&text[it + 1..])));
        let default = |words: &str| {
            let known = &vocabulary().words.facts["default"];
            let label = codes.last().map(|it| words.trim_end_matches('.').trim_end_matches(&it.to_lowercase()));
            label.is_some_and(|it| known.iter().any(|word| word == it.trim().trim_end_matches([':', '=']).trim_end()))
        };
        if let Some((before, _)) = last.filter(|it| codes.len() > 2 && default(&it.1)) {
            return listed(before, &codes[..codes.len() - 1], strict);
        }
        // Codes among sentences are not a list of all values.
        let (inside, alone) = among(text.split(". ").next().unwrap_or(text), codes);
        let several = inside.len() > 1 || codes.len() == 1;
        if alone && several || inside.len() == codes.len() && among(text, codes).1 {
            inside.into_iter().for_each(add);
        }
        // `0`：off；`1`：on
        let told = || meanings::values(text).filter(|it| it.iter().all(|it| codes.contains(&it.as_str())));
        return if found.is_empty() { told().unwrap_or_default() } else { found.into_iter().collect() };
    }
    let text = text.trim_end_matches(['.', '。']).trim();
    // From one number to another there are more.
    if intervals::read(text).is_some() {
        return Vec::new();
    }
    let inside = [('[', ']'), ('(', ')')].into_iter().find_map(|it| text.strip_prefix(it.0)?.split_once(it.1));
    let inner = inside.map_or(text, |it| it.0);
    let marked = quoted(inner);
    if !marked.is_empty() {
        marked.into_iter().for_each(add);
        return found.into_iter().collect();
    }
    if strict {
        return Vec::new();
    }
    if let Some(told) = meanings::values(inner) {
        return told;
    }
    let spaced = !inner.contains(',') && inner != text;
    let parts: Vec<&str> = if spaced { inner.split(' ').collect() } else { cut(inner) };
    let parts: Vec<&str> = parts.into_iter().map(|it| unjoined(it.trim())).collect();
    let words = parts.iter().all(|it| !it.is_empty() && !it.contains(char::is_whitespace));
    if parts.len() > 1 && words && meanings::are_words(inner, &parts) {
        parts.into_iter().for_each(add);
    }
    found.into_iter().collect()
}

/// A value without the word that joins it to those before: `or b`.
fn unjoined(text: &str) -> &str {
    let joints = &vocabulary().words.marks["joints"];
    text.split_once(' ')
        .filter(|it| joints.iter().any(|word| *word == it.0.to_lowercase()))
        .map_or(text, |it| it.1.trim())
}

/// The values before words that say that one of them is meant: "`a`、`b` のいずれか". Nothing where other words stand between.
pub(crate) fn told_behind(rich: &Rich) -> Vec<String> {
    let behind = vocabulary().words.marks["behind_values"].iter().filter_map(|it| rich.text.find(it.as_str())).min();
    let Some(at) = behind else { return Vec::new() };
    let mut found: Vec<&str> = Vec::new();
    let mut from = at;
    for code in rich.marks.iter().rev().filter(|it| it.kind == MarkKind::Code && it.range.end <= at) {
        let between = &rich.text[code.range.end..from];
        if !joins(between) || between.contains(['\n', '.', '。', '(', ')', '（', '）', ':', '：']) {
            break;
        }
        found.push(rich.text[code.range.clone()].trim());
        from = code.range.start;
    }
    if found.len() > 1 { found.into_iter().rev().map(str::to_owned).collect() } else { Vec::new() }
}

/// A text without what stands in brackets and shows no value: `a` (the first), `b`.
fn without_remarks<'t>(text: &'t str, codes: &[&str]) -> Cow<'t, str> {
    let mut out = Cow::Borrowed(text);
    let mut from = 0;
    let after = |text: &str, at: usize| at + text[at..].chars().next().map_or(1, char::len_utf8);
    while let Some(open) = out[from..].find(['(', '（']).map(|it| it + from)
        && let Some(close) = out[open..].find([')', '）']).map(|it| it + open)
    {
        let (inside, end) = (after(&out, open), after(&out, close));
        let remark = &out[inside..close];
        // A value may have brackets itself.
        let shown =
            remark.contains(['(', '（']) || codes.iter().any(|it| remark.contains(it) || it.contains(['(', ')']));
        from = if shown { end } else { open };
        if !shown {
            out.to_mut().replace_range(open..end, "");
        }
    }
    out
}

/// A text cut between values: at commas and bars, and at slashes with spaces around or between words in capitals.
fn cut(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split([',', '|', '、', '，']).collect();
    let capitals = |it: &str| {
        it.starts_with(|it: char| it.is_ascii_uppercase())
            && it.chars().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit() || it == '_')
    };
    let word = |it: &str| {
        let plain = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
        it.starts_with(|it: char| it.is_alphabetic()) && it.trim_end().chars().all(plain)
    };
    match parts.as_slice() {
        [one] if one.contains(" / ") => one.split(" / ").collect(),
        [one] if one.split('/').all(capitals) => one.split('/').collect(),
        // Of two words a slash makes one as often as not.
        [one] if one.split('/').count() > 2 && one.split('/').all(word) => one.split('/').collect(),
        _ => parts,
    }
}

/// Whether a text has nothing but words that join values.
fn joins(text: &str) -> bool {
    let marks = &vocabulary().words.marks;
    let says_no_more =
        |it: &str| ["joints", "around_values"].iter().any(|kind| marks[*kind].iter().any(|word| word == it));
    text.split(|it: char| !it.is_alphanumeric()).all(|it| it.is_empty() || says_no_more(it))
}

/// The codes that a text has, one after the other, and whether there is nothing else but words that join them.
fn among<'c>(text: &str, codes: &[&'c str]) -> (Vec<&'c str>, bool) {
    let (mut rest, mut inside, mut alone) = (text, Vec::new(), true);
    for &code in codes {
        if let Some((before, behind)) = rest.split_once(code) {
            alone &= joins(before);
            rest = behind;
            inside.push(code);
        }
    }
    (inside, alone && joins(rest))
}

#[cfg(test)]
mod tests {
    use super::{listed, listed_in, slashed};
    use crate::markdown::{References, inline};

    #[test]
    fn values_are_listed_with_what_is_said_of_them() {
        let texts = [
            "`high` / `medium` / `low`, default `medium`.",
            "`high` / `medium` / `low`, default `medium`. Sets the weight.",
            "`a`, `b` or `c`",
            "`a` (the first), `b`",
            "Between `a` and `b`",
        ];
        let read = |it: &str| {
            let rich = inline(it, &References::default());
            let codes: Vec<&str> = rich.codes().collect();
            format!("{it} → {:?} {:?}", listed(&rich.text, &codes, true), listed_in(&rich))
        };
        let all: Vec<_> = texts.into_iter().map(read).chain([format!("{:?}", slashed("On/Off_now"))]).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        `high` / `medium` / `low`, default `medium`. → ["high", "medium", "low"] ["high", "medium", "low"]
        `high` / `medium` / `low`, default `medium`. Sets the weight. → ["high", "medium", "low"] ["high", "medium", "low"]
        `a`, `b` or `c` → ["a", "b", "c"] ["a", "b", "c"]
        `a` (the first), `b` → ["a", "b"] ["a", "b"]
        Between `a` and `b` → [] ["a", "b"]
        ["On", "Off_now"]
        "#);
    }
}
