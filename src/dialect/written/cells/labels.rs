//! Labelled facts in prose. Comes in: prose. Goes out: labels and what follows them (`**Default**: x`, "Possible values are
//! …").

use super::bounds::{self, Measure};
use super::facts::Facts;
use super::intervals;
use super::value_lists;
use crate::dialect::written::words::vocabulary::{Role, fold, shorter, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::order;
use std::ops::Range;

/// Labels and what follows them up to the next label or the end of the line.
pub(crate) fn labels(rich: &Rich) -> Vec<(String, Range<usize>)> {
    let facts = &vocabulary().words.facts;
    let known =
        |folded: &str| facts.iter().find(|(_, words)| words.iter().any(|it| it == folded)).map(|it| it.0.clone());
    let mut found: Vec<(String, usize, usize)> = Vec::new();
    for mark in &rich.marks {
        let inner = &rich.text[mark.range.clone()];
        if !matches!(mark.kind, MarkKind::Strong | MarkKind::Emphasis) || !shorter(inner, 41) {
            continue;
        }
        let after = rich.text[mark.range.end..].trim_start();
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
        let mut sure = true;
        for whole in line.split_inclusive(ends) {
            let piece = whole.trim_end_matches(ends);
            // Behind other marks a sentence goes on, and none begins: "(if it is set) must be `a`".
            let begins = std::mem::replace(&mut sure, whole.ends_with(['.', ';', '(', ',']));
            let trimmed = piece.trim_start_matches([' ', '-', '*', '•']);
            let start = from + (piece.len() - trimmed.len());
            from += whole.len();
            // `Constraints: Max length: 50`: what bounds it follows another label.
            let (before, behind) = trimmed.split_once(": ").unwrap_or_default();
            let led = !behind.is_empty() && vocabulary().roles(&fold(before)).contains(&Role::Constraint);
            let led = led && known(&fold(before)).is_none();
            let (trimmed, start) = if led { (behind, start + before.len() + ": ".len()) } else { (trimmed, start) };
            // "Possible values: `a`, `b`": what stands before a colon, which may be a wide one.
            let colon = trimmed.find([':', '：']).filter(|it| shorter(&trimmed[..*it], 32));
            if let Some(colon) = colon
                && let Some(label) = known(&fold(&trimmed[..colon]))
            {
                let wide = trimmed[colon..].chars().next().map_or(1, char::len_utf8);
                found.push((label, start, start + colon + wide));
            } else if whole.ends_with(['(', '（'])
                && known(&fold(trimmed)).is_some_and(|it| it == "values")
                && rich.marks.iter().any(|it| it.kind == MarkKind::Code && it.range.start == from)
            {
                // "Possible values (`a`, `b`)"
                found.push(("values".to_owned(), start, from));
            } else if let Some((label, length)) =
                said(&rich.text[start..at + line.len()]).filter(|it| begins || it.0.starts_with("default"))
            {
                found.push((label.to_owned(), start, start + length));
            }
        }
        at += line.len() + 1;
    }
    found.extend(by_default(rich).map(|at| ("default".to_owned(), at, at)));
    // `"a" (default if it is empty), "b"`: words behind a value are no default.
    let aside = |start: usize, from: usize| {
        let word = rich.text[from..].split([')', '\n']).next().unwrap_or_default().trim();
        rich.text[..start].ends_with('(') && !rich.codes().any(|it| it == word) && word.parse::<f64>().is_err()
    };
    found.retain(|it| !(it.0 == "default_only" && aside(it.1, it.2)));
    order::sort_by_key(&mut found, |it| (it.2, it.1));
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

/// Where values stand that are said to be defaults behind them: "`true` by default", "It is false by default".
fn by_default(rich: &Rich) -> impl Iterator<Item = usize> {
    const WORDS: &str = " by default";
    rich.text.match_indices(WORDS).filter_map(|(at, _)| {
        let behind = &rich.text[at + WORDS.len()..];
        let code = rich.marks.iter().find(|it| it.kind == MarkKind::Code && it.range.end == at);
        let truth =
            || ["true", "false", "null"].into_iter().find(|it| rich.text[..at].ends_with(it)).map(|it| at - it.len());
        let start = code.map_or_else(truth, |it| Some(it.range.start))?;
        let before = rich.text[..start].trim_end();
        // "This is", "and is": nothing else of which it might be said.
        let subject = || {
            let said = before.strip_suffix(" is")?.rsplit(['.', '\n', ';']).next()?.trim_start();
            let words = &vocabulary().words.marks["subjects"];
            words.contains(&fold(said)).then_some(())
        };
        let begins = before.is_empty()
            || before.ends_with(['.', ',', ';', '(', ':', '-', '–', '—', '\n'])
            || subject().is_some();
        let ends = !behind.starts_with([' ', '-']) && !behind.starts_with(char::is_alphanumeric);
        (begins && ends).then_some(start)
    })
}

/// Marks behind which a label may stand.
fn ends(it: char) -> bool {
    matches!(it, '.' | ';' | '(' | ',' | ')' | '—' | '–' | '，' | '；' | '（' | '）' | '。')
}

/// Sentences that begin as a label does.
fn said(text: &str) -> Option<(&'static str, usize)> {
    const SAID: &[(&str, &str)] = &[
        ("default (", "default"),
        ("const (", "constant"),
        ("constant (", "constant"),
        ("allowed (", "values"),
        ("enum (", "values"),
        ("format (", "format"),
        ("defaults to ", "default"),
        ("default is ", "default"),
        ("default value is ", "default"),
        ("the default is ", "default"),
        ("the default value is ", "default"),
        ("default = ", "default"),
        ("default ", "default_only"),
        ("默认值为", "default_bare"),
        ("默认值是", "default_bare"),
        ("默认为", "default_bare"),
        ("默认是", "default_bare"),
        ("默认值", "default_bare"),
        ("默认", "default_bare"),
        ("缺省为", "default_bare"),
        ("по умолчанию ", "default_bare"),
        ("par défaut ", "default_bare"),
        ("défaut ", "default_bare"),
        ("por defecto ", "default_bare"),
        ("デフォルトは", "default_bare"),
        ("デフォルト値は", "default_bare"),
        ("既定は", "default_bare"),
        ("既定値は", "default_bare"),
        ("省略時は", "default_bare"),
        ("standardmäßig ", "default_bare"),
        ("取值为", "values"),
        ("可选值为", "values"),
        ("取值范围为", "values"),
        ("possible values are ", "values"),
        ("the possible values are ", "values"),
        ("allowed values are ", "values"),
        ("valid values are ", "values"),
        ("must be one of ", "values"),
        ("options are ", "options"),
        ("available options are ", "options"),
        ("choices are ", "options"),
        ("one of ", "values_only"),
        ("either ", "values_only"),
        ("always ", "constant"),
        ("is always ", "constant"),
        ("value is ", "constant"),
        ("the value is ", "constant"),
        ("constant ", "constant"),
        ("must be set to ", "constant"),
        ("must always be ", "constant"),
        ("always set to ", "constant"),
        ("must be ", "constant"),
    ];
    let lower: String = text.chars().take(32).flat_map(char::to_lowercase).collect();
    SAID.iter().find(|it| lower.starts_with(it.0)).map(|it| (it.1, it.0.len()))
}

pub(crate) fn fact(label: &str, range: &Range<usize>, rich: &Rich, facts: &mut Facts) {
    let text = rich.text[range.clone()].trim().trim_end_matches([',', ';', '-']).trim();
    let codes: Vec<&str> = rich
        .marks
        .iter()
        .filter(|it| it.kind == MarkKind::Code && range.start <= it.range.start && it.range.end <= range.end)
        .map(|it| rich.text[it.range.clone()].trim())
        .collect();
    let leading = || {
        codes
            .first()
            .filter(|it| text.starts_with(**it) || text.trim_start_matches(['"', ' ']).starts_with(**it))
            .map(|it| (*it).to_owned())
    };
    let value = || {
        leading().or_else(|| {
            let quoted = text.strip_prefix('"').and_then(|it| it.split_once('"')).map(|it| format!("\"{}\"", it.0));
            let word = || {
                let end = text.find([',', ';', ' ', ')', '\n', '，', '；', '）', '。']).unwrap_or(text.len());
                let word = text[..end].trim_end_matches('.');
                let alone = text.trim_end_matches(['.', ')', '）', '。']).len() == word.len();
                let number = word.parse::<f64>().is_ok();
                (alone || number || matches!(word, "true" | "false")).then(|| word.to_owned())
            };
            // The commas of `10,000` end nothing.
            let grouped = || {
                let number = &text[..bounds::number(text, true)?.1];
                number.contains(',').then(|| number.replace(',', ""))
            };
            // What stands in quotes may be no text all the same: 'false', '5'.
            let inner = |it: String| {
                let inner = it.trim_matches(['"', '\'']);
                let plain = matches!(inner, "true" | "false") || inner.parse::<f64>().is_ok();
                if plain { inner.to_owned() } else { it }
            };
            quoted.or_else(grouped).or_else(word).map(inner).filter(|it| !it.is_empty())
        })
    };
    let amount = || amount(text).filter(|_| leading().is_none()).map(str::to_owned);
    match label {
        "default" => match amount() {
            Some(number) => facts.amounts.push(("default", number)),
            None => facts.default = facts.default.take().or_else(value),
        },
        // Without a mark of its own only a code or a number is a default.
        // Where a word may begin a sentence, nothing else is one.
        "default_bare" => {
            let plain = |it: &String| matches!(it.as_str(), "true" | "false") || it.parse::<f64>().is_ok();
            facts.default = facts.default.take().or_else(leading).or_else(|| value().filter(plain));
        }
        "default_only" => facts.default = facts.default.take().or_else(leading),
        // Must be `> 0`
        "constant" if bounds::speaks(&text.replace('`', "")) => {
            facts.bounds.extend(bounds::of(&text.replace('`', ""), Measure::Size).unwrap_or_default());
        }
        "constant" => {
            let alone = codes.len() == 1 && !text.contains(" or ") && !text.contains(" and ");
            // "Must be `false` for new ones": what holds at times alone.
            let behind =
                |code: &String| text.split_once(code.as_str()).map_or("", |it| it.1.trim_start_matches(['`', '"']));
            let next = |code: &String| fold(behind(code).split_whitespace().next().unwrap_or_default());
            let at_times = |code: &String| vocabulary().words.marks["conditions"].contains(&next(code));
            let quote = || {
                let (open, close) =
                    [('"', '"'), ('“', '”'), ('\'', '\'')].into_iter().find(|it| text.starts_with(it.0))?;
                let (inner, rest) = text[open.len_utf8()..].split_once(close)?;
                let ends = rest.trim_end_matches(['.', ')']).is_empty();
                (ends && !inner.is_empty()).then(|| format!("\"{inner}\""))
            };
            let found = leading().filter(|it| alone && !at_times(it)).or_else(|| quote().filter(|_| codes.is_empty()));
            facts.constant = facts.constant.take().or(found);
        }
        "examples" => facts.examples.extend(leading()),
        "format" => {
            let end = text.find(['\n', ';', ',']).or_else(|| text.find(". ")).unwrap_or(text.len());
            let words = || Some(text[..end].trim_end_matches(['.', ')']).trim().to_owned()).filter(|it| !it.is_empty());
            facts.format = facts.format.take().or_else(leading).or_else(words);
        }
        // "Values: [1, 100]" says from where to where they go, if they are numbers.
        "values" if intervals::read(text).is_some() => facts.amounts.extend(intervals::read(text).unwrap_or_default()),
        "values" | "values_only" => {
            // One below the other, or one behind the other.
            if facts.values.is_empty() && rich.text[range.start..].trim_start_matches([' ', ':']).starts_with('\n') {
                facts.values = value_lists::by_line(rich, range.start);
            }
            if facts.values.is_empty() {
                facts.values = value_lists::listed(text, &codes, label == "values_only");
                if facts.values.is_empty() {
                    facts.values = value_lists::by_line(rich, range.start);
                }
            }
            // `a` (default), `b`: a mark behind a value. Most lists have none, and no value need be looked for.
            let behind = |it: &str| {
                text[text.find(it)? + it.len()..].trim_start_matches(['"', '”', ' ']).strip_prefix("(default")
            };
            if facts.default.is_none() && text.contains("(default") {
                let mut values = facts.values.iter();
                facts.default = values.find(|it| behind(it).is_some_and(|it| it.starts_with([')', ' ']))).cloned();
            }
        }
        "options" if facts.options.is_empty() => facts.options = value_lists::listed(text, &codes, true),
        "length" => {
            let ends = value().and_then(|_| text.trim_matches('`').split_once('-'));
            let number = |it: &str| Some(it.trim().to_owned()).filter(|it| it.parse::<u64>().is_ok());
            if let Some((least, most)) = ends.and_then(|it| Some((number(it.0)?, number(it.1)?))) {
                facts.bounds.extend([("minLength", least), ("maxLength", most)]);
            } else {
                facts.bounds.extend(bounds::of(text, Measure::Length).unwrap_or_default());
            }
        }
        "range" => facts.bounds.extend(bounds::of(text, Measure::Size).unwrap_or_default()),
        "members" => facts.bounds.extend(bounds::of(text, Measure::Items).unwrap_or_default()),
        "pattern" => {
            let shown = codes.first().copied().unwrap_or(text);
            let quoted = shown.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
            let pattern = quoted.unwrap_or(shown);
            facts.bounds.extend((!pattern.is_empty()).then(|| ("pattern", pattern.to_owned())));
        }
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
            let Some((_, keyword)) = BOUNDS.iter().find(|it| it.0 == label) else { return };
            // `≥ 1`, `> 1`: the sign says whether the number itself is allowed.
            let bare = text.trim_start_matches(['≥', '≤', '>', '<', '=', ' ', '`']);
            let sign = text[..text.len() - bare.len()].trim_matches(['`', ' ']);
            let keyword = match (*keyword, sign) {
                ("minimum", ">") => "exclusiveMinimum",
                ("maximum", "<") => "exclusiveMaximum",
                (other, _) => other,
            };
            let signed = || Some(bare.trim_end_matches(['`', '.']).to_owned()).filter(|_| !sign.is_empty());
            let number = [value(), signed()].into_iter().flatten().find(|it| it.parse::<f64>().is_ok());
            match amount() {
                Some(number) => facts.amounts.push((keyword, number)),
                None => facts.bounds.extend(number.map(|it| (keyword, it))),
            }
        }
    }
}

/// The number of `5 minutes`. Of characters and items, values have so many themselves.
fn amount(text: &str) -> Option<&str> {
    let (number, behind) = text.split_once(' ')?;
    let word = behind.split(|it: char| !it.is_alphanumeric()).next()?;
    let counts = word.starts_with(char::is_alphabetic) && !bounds::counts(&fold(word));
    (counts && number.parse::<f64>().is_ok()).then_some(number)
}
