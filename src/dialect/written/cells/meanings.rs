//! Values with what they mean → values. Comes in: a text that lists values, each before its meaning: "asc：升序，desc：降序",
//! "`a` (first)", "0-off 1-on". Goes out: the values alone.

use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::text::is_unspaced;
use foldhash::HashSet;

/// The values of a text whose parts begin with one each, before what it means. Nothing where no part does; where some do, no
/// values at all, for the text says more than them.
pub(crate) fn values(text: &str) -> Option<Vec<String>> {
    let ways: [&dyn Fn(char) -> bool; 3] =
        [&|it| matches!(it, ';' | '；' | '\n'), &|it| matches!(it, ',' | '，' | '、' | '|'), &char::is_whitespace];
    let mut told = false;
    for way in ways {
        let parts: Vec<&str> = text.split(way).map(str::trim).filter(|it| !it.is_empty()).collect();
        let found: Vec<&str> = parts.iter().filter_map(|it| value(it)).collect();
        told |= !found.is_empty();
        if parts.len() > 1 && found.len() == parts.len() {
            let label = |it: &&str| vocabulary().words.facts.values().flatten().any(|word| *word == fold(it));
            // "min: 1 day, max: 5 days" are facts, and "sort=up, sort=down" are no values with meanings.
            let facts = found.iter().any(label);
            if found.iter().collect::<HashSet<_>>().len() < found.len() {
                return None;
            }
            return Some(if facts { Vec::new() } else { found.into_iter().map(str::to_owned).collect() });
        }
    }
    told.then(Vec::new)
}

/// The value that a text begins with, before what it means.
fn value(part: &str) -> Option<&str> {
    let part = part.trim_start_matches(['"', '\'', '`', '“']);
    let mut end = 0;
    for (at, it) in part.char_indices() {
        let behind = part[at + it.len_utf8()..].chars().next();
        let inner = matches!(it, '-' | '.') && at > 0 && behind.is_some_and(|it| it.is_ascii_alphanumeric());
        let signed = it == '-' && at == 0 && behind.is_some_and(|it| it.is_ascii_digit());
        if !(it.is_ascii_alphanumeric() || it == '_' || inner || signed) {
            break;
        }
        end = at + it.len_utf8();
    }
    let behind = part[end..].trim_start_matches(['"', '\'', '`', '”']);
    let bare = behind.trim_start();
    let mark = bare.chars().next().filter(|_| end > 0)?;
    let meaning = &bare[mark.len_utf8()..];
    let first = meaning.trim_start().chars().next()?;
    // Words of other letters are no part of the value before them, and words behind a space are none either.
    let apart = !first.is_ascii() || meaning.starts_with(' ') && behind.starts_with(|it| mark == ':' || it == ' ');
    let set_off = match mark {
        '：' | '（' | '＝' | '－' => true,
        '=' => first.is_alphabetic(),
        '(' => !first.is_ascii() || behind.starts_with(' '),
        ':' | '-' | '–' | '—' => apart,
        _ => false,
    };
    (set_off && first.is_alphabetic()).then(|| &part[..end])
}

/// Whether the parts of a text may be values: words of scripts without spaces may be sentences, "大于0，小于100".
pub(crate) fn are_words(text: &str, parts: &[&str]) -> bool {
    // Longer runs of such letters are clauses.
    const LONGEST: usize = 8;
    let unspaced = |it: &&&str| it.contains(is_unspaced);
    let counted = |it: &&str| it.contains(|it: char| it.is_ascii_digit()) || it.chars().nth(LONGEST).is_some();
    let mut clauses = parts.iter().filter(unspaced).peekable();
    clauses.peek().is_none() || !text.contains('，') && !clauses.any(counted)
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn values_stand_before_what_they_mean() {
        let texts = [
            "asc：升序，desc：降序",
            "0：正常；1：锁定",
            "a-甲，b-乙",
            "0-正常 1-锁定",
            "a（甲）、b（乙）",
            "asc: ascending, desc: descending",
            "0: normal; 1: locked",
            "1=on, 2=off",
            "buy-limit, sell-limit",
            "read:all, write:all",
            "10:30, 11:30",
            "https://a.example, https://b.example",
            "min: one day, max: two days",
            "a: the first, and others",
            "-1：无，0：有",
            "a (first), b (second)",
        ];
        let all: Vec<_> = texts.into_iter().map(|it| format!("{it} → {:?}", values(it))).collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        asc：升序，desc：降序 → Some(["asc", "desc"])
        0：正常；1：锁定 → Some(["0", "1"])
        a-甲，b-乙 → Some(["a", "b"])
        0-正常 1-锁定 → Some(["0", "1"])
        a（甲）、b（乙） → Some(["a", "b"])
        asc: ascending, desc: descending → Some(["asc", "desc"])
        0: normal; 1: locked → Some(["0", "1"])
        1=on, 2=off → Some(["1", "2"])
        buy-limit, sell-limit → None
        read:all, write:all → None
        10:30, 11:30 → None
        https://a.example, https://b.example → None
        min: one day, max: two days → Some([])
        a: the first, and others → Some([])
        -1：无，0：有 → Some(["-1", "0"])
        a (first), b (second) → Some(["a", "b"])
        "#);
    }
}
