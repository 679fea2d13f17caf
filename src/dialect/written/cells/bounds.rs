//! Bounds in words. Comes in: what stands behind a type, or in it: `up to 12 characters`, `(3-20)`, `>= 0`, `max 10 items`.
//! Goes out: keywords of JSON Schema and numbers.
//!
//! ```text
//! bounds = bound { bound }
//! bound  = mark number | number mark | [ "between" ] number "to" number | number
//! ```
//! Words of what is counted (`characters`) and words that say nothing (`length of`) may stand anywhere. A word that nothing
//! knows makes it prose.

use super::type_text::without;
use super::types::certain;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::markdown::Rich;
use crate::schema::Type;
use crate::typexpr::{Notation, TypeExpr};

/// Bounds: keyword of JSON Schema and number.
pub(crate) type Bounds = Vec<(&'static str, String)>;

/// Longer texts are prose.
const LONGEST: usize = 120;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Number(f64),
    Most,
    Least,
    Below,
    Above,
    Exactly,
    From,
    To,
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted {
    Characters,
    Bytes,
    Items,
    Digits,
}

/// What values of a type have that bounds may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    Length,
    Size,
    Items,
}

impl Measure {
    fn of(ty: &TypeExpr) -> Option<Self> {
        Some(match ty {
            TypeExpr::Known(Type::String(_)) => Self::Length,
            TypeExpr::Known(Type::Integer(_) | Type::Number(_)) => Self::Size,
            TypeExpr::Known(Type::Array(_)) | TypeExpr::List(_) | TypeExpr::Set(_) => Self::Items,
            TypeExpr::Nullable(inner) | TypeExpr::Optional(inner) => return Self::of(inner),
            _ => return None,
        })
    }

    /// The keywords for the least and the most.
    fn keywords(self) -> [&'static str; 2] {
        match self {
            Self::Length => ["minLength", "maxLength"],
            Self::Size => ["minimum", "maximum"],
            Self::Items => ["minItems", "maxItems"],
        }
    }
}

/// What values of a type have, as it is written.
fn measured(ty: &str, notation: &Notation) -> Option<Measure> {
    Measure::of(&notation.parse(ty).ok()?)
}

/// The bounds that a text states of values of a type, when it states nothing else.
pub(crate) fn read(text: &str, ty: &str, notation: &Notation) -> Option<Bounds> {
    of(text, measured(ty, notation)?)
}

/// Whether a keyword speaks of what values of a type have; of an unknown type it may.
pub(crate) fn fits(keyword: &str, ty: &str, notation: &Notation) -> bool {
    measured(ty, notation).is_none_or(|it| match it {
        Measure::Length => matches!(keyword, "minLength" | "maxLength" | "pattern"),
        Measure::Size => keyword.to_lowercase().ends_with("imum") || keyword == "multipleOf",
        Measure::Items => matches!(keyword, "minItems" | "maxItems"),
    })
}

/// The keyword for what values of a type have: a minimum of texts is one of their length.
pub(crate) fn meant(keyword: &'static str, ty: &str, notation: &Notation) -> &'static str {
    match (measured(ty, notation), keyword) {
        (Some(it @ (Measure::Length | Measure::Items)), "minimum") => it.keywords()[0],
        (Some(it @ (Measure::Length | Measure::Items)), "maximum") => it.keywords()[1],
        _ => keyword,
    }
}

/// Whether a word is one for what values have many of, or says nothing.
pub(crate) fn counts(word: &str) -> bool {
    let words = &vocabulary().words.bounds;
    ["characters", "bytes", "items", "digits", "filler"].iter().any(|it| words[*it].iter().any(|it| it == word))
}

/// Whether values of a type are texts.
pub(crate) fn is_text(ty: &str, notation: &Notation) -> bool {
    measured(ty, notation) == Some(Measure::Length)
}

/// Whether a text speaks of a bound: a word for one beside a number.
pub(crate) fn speaks(text: &str) -> bool {
    let (signs, _) = signs(text, false).unwrap_or_default();
    let number = |it: &Sign| matches!(it, Sign::Number(_));
    let mark = |it: &Sign| matches!(it, Sign::Most | Sign::Least | Sign::Below | Sign::Above);
    signs.windows(2).any(|it| number(&it[0]) && mark(&it[1]) || mark(&it[0]) && number(&it[1]))
}

/// The type's text without the bounds in it or behind it, and the bounds: `string, 3-20 characters`.
pub(crate) fn apart(ty: &Rich, notation: &Notation) -> Option<(Rich, Bounds)> {
    let text = ty.text.as_str();
    if text.len() > LONGEST || !text.contains(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let marked = |it: char| matches!(it, ' ' | ',' | '(' | '[' | '<' | '>' | '=' | '≤' | '≥' | '\u{a0}');
    // The longest type: that of `list of Order, 1 to 5` is no `list`.
    for (at, _) in text.rmatch_indices(marked) {
        let head = text[..at].trim_end_matches([' ', ',', ':', '\u{a0}']);
        let rest = text[at..].trim_start_matches([' ', ',', ':', '\u{a0}']);
        let Some(measure) = measured(head, notation).filter(|_| !rest.starts_with("[]")) else { continue };
        if let Some(bounds) = of(rest, measure) {
            return Some((ty.part(0..head.len()), bounds));
        }
        // `string (max 12) or null`.
        let inside = rest.strip_prefix('(').and_then(|it| it.split_once(')'));
        if let Some((inside, behind)) = inside
            && let Some(bounds) = of(inside, measure)
            && notation.parse(&format!("{head} {behind}")).is_ok()
        {
            return Some((without(ty, &(head.len()..text.len() - behind.len())), bounds));
        }
    }
    None
}

/// `string/10`, `decimal/6,2`: the type, and of a text how long it may be.
pub(crate) fn slashed<'t>(text: &'t str, notation: &Notation) -> Option<(&'t str, Bounds)> {
    let (head, size) = text.split_once('/')?;
    let measure = measured(head.trim(), notation).filter(|it| *it != Measure::Items)?;
    let number = |it: &str| it.trim().parse::<u32>().is_ok_and(|it| it > 0);
    let (whole, digits) = size.split_once([',', '.']).unwrap_or((size, "1"));
    if !number(whole) || !number(digits) {
        return None;
    }
    let length = measure == Measure::Length;
    Some((head.trim_end(), length.then(|| ("maxLength", whole.trim().to_owned())).into_iter().collect()))
}

/// How many items a list has whose type names the number before them: `array of up to 10 strings`. Where the number stands
/// and what it says; without the number the rest is the type.
pub(crate) fn counted(text: &str, notation: &Notation) -> Option<(std::ops::Range<usize>, Bounds)> {
    let words = &vocabulary().words.bounds;
    let lower = text.to_ascii_lowercase();
    if text.len() > LONGEST {
        return None;
    }
    let starts = std::iter::once(0).chain(lower.match_indices(" of ").map(|it| it.0 + " of ".len()));
    for start in starts {
        let rest = &lower[start..];
        let some = |kind: &str| {
            words[kind].iter().find(|it| rest.starts_with(it.as_str()) && rest[it.len()..].starts_with(' '))
        };
        if let Some(word) = some("one_or_more") {
            return Some((start..start + word.len() + 1, vec![("minItems", "1".to_owned())]));
        }
        if let Some(word) = some("several") {
            return Some((start..start + word.len() + 1, Vec::new()));
        }
        // The longest run of words that is a bound by itself.
        let ends = rest.match_indices(' ').map(|it| it.0).take(8).collect::<Vec<_>>();
        let bound = ends.iter().rev().find_map(|end| {
            let text = &rest[..*end];
            // Behind a comma stands what is said of the list: `list of Order, 1 to 5`.
            if !text.ends_with(|it: char| it.is_ascii_digit()) || text.contains(", ") {
                return None;
            }
            let alone = || {
                let (number, length) = number(text, false).filter(|_| start > 0)?;
                let exact = length == text.len() && certain(&rest[end + 1..], notation);
                exact.then(|| vec![("minItems", number.to_string()), ("maxItems", number.to_string())])
            };
            Some((*end, of(text, Measure::Items).or_else(alone)?))
        });
        if let Some((end, bounds)) = bound {
            return Some((start..start + end + 1, bounds));
        }
    }
    None
}

pub(crate) fn of(text: &str, measure: Measure) -> Option<Bounds> {
    let (signs, counted) = signs(text, true)?;
    let fits = match measure {
        Measure::Length => !matches!(counted, Some(Counted::Items)),
        Measure::Size => counted.is_none(),
        Measure::Items => matches!(counted, None | Some(Counted::Items)),
    };
    if !fits {
        return None;
    }
    let [minimum, maximum] = measure.keywords();
    let whole = measure != Measure::Size;
    let mut found = Bounds::new();
    let mut rest = signs.as_slice();
    while !rest.is_empty() {
        let (least, most, after) = match rest {
            [Sign::From, Sign::Number(a), Sign::To, Sign::Number(b), after @ ..]
            | [Sign::Number(a), Sign::To, Sign::Number(b), after @ ..]
            | [Sign::From, Sign::Number(a), Sign::Number(b), after @ ..] => (Some(*a), Some(*b), after),
            [mark, Sign::Number(it), after @ ..] | [Sign::Number(it), mark, after @ ..] => match mark {
                Sign::Most => (None, Some(*it), after),
                Sign::Least => (Some(*it), None, after),
                Sign::Exactly => (Some(*it), Some(*it), after),
                Sign::Below if whole => (None, Some(it - 1.0), after),
                Sign::Above if whole => (Some(it + 1.0), None, after),
                Sign::Below | Sign::Above => {
                    let keyword = if *mark == Sign::Below { "exclusiveMaximum" } else { "exclusiveMinimum" };
                    found.push((keyword, it.to_string()));
                    (None, None, after)
                }
                Sign::Number(_) | Sign::From | Sign::To => return None,
            },
            // A size of a number is of bits or digits, one of a list may be of anything.
            [Sign::Number(it)] if measure == Measure::Length || counted == Some(Counted::Items) => {
                (None, Some(*it), &[][..])
            }
            _ => return None,
        };
        // A text of so many bytes has as many characters at most.
        let least = least.filter(|_| counted != Some(Counted::Bytes));
        if [least, most].into_iter().flatten().any(|it| whole && (it < 0.0 || it.fract() != 0.0)) {
            return None;
        }
        found.extend(least.map(|it| (minimum, it.to_string())));
        found.extend(most.map(|it| (maximum, it.to_string())));
        rest = after;
    }
    (!found.is_empty()).then_some(found)
}

/// The signs of a text and what its numbers count; nothing where a word is unknown, unless unknown words may stand between.
fn signs(text: &str, strict: bool) -> Option<(Vec<Sign>, Option<Counted>)> {
    const KINDS: &[(&str, Option<Sign>, Option<Counted>)] = &[
        ("most", Some(Sign::Most), None),
        ("least", Some(Sign::Least), None),
        ("below", Some(Sign::Below), None),
        ("above", Some(Sign::Above), None),
        ("exactly", Some(Sign::Exactly), None),
        ("from", Some(Sign::From), None),
        ("to", Some(Sign::To), None),
        ("characters", None, Some(Counted::Characters)),
        ("bytes", None, Some(Counted::Bytes)),
        ("items", None, Some(Counted::Items)),
        ("digits", None, Some(Counted::Digits)),
        ("filler", None, None),
    ];
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let words = &vocabulary().words.bounds;
    let (mut found, mut counted) = (Vec::new(), None);
    let mut rest = lower.as_str();
    while let Some(first) = rest.chars().next() {
        let signed = !matches!(found.last(), Some(Sign::Number(_)));
        if let Some((number, length)) = number(rest, signed) {
            found.push(Sign::Number(number));
            rest = &rest[length..];
            continue;
        }
        let whole = |it: &&String| {
            let behind = rest.strip_prefix(it.as_str());
            behind.is_some_and(|behind| !it.ends_with(joins) || !it.is_ascii() || !behind.starts_with(joins))
        };
        let longest =
            KINDS.iter().filter_map(|kind| Some((kind, words[kind.0].iter().filter(whole).max_by_key(|it| it.len())?)));
        match longest.max_by_key(|it| it.1.len()) {
            Some(((_, sign, what), word)) => {
                found.extend(*sign);
                counted = counted.or(*what);
                rest = &rest[word.len()..];
            }
            None if first.is_whitespace()
                || matches!(first, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '.' | '`' | '*') =>
            {
                rest = &rest[first.len_utf8()..];
            }
            None if strict => return None,
            None => {
                let end = rest.find(|it| !joins(it)).unwrap_or(rest.len()).max(first.len_utf8());
                rest = &rest[end..];
            }
        }
    }
    // `min 1 and max 5`.
    let marks: Vec<bool> = found.iter().map(|it| matches!(it, Sign::Number(_))).collect();
    let mut at = 0;
    found.retain(|it| {
        at += 1;
        *it != Sign::To || at > 1 && marks[at - 2] && marks.get(at) == Some(&true)
    });
    Some((found, counted))
}

fn joins(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

/// The number at the start of a text and its length: `1,000`, `-5`, `0.5`.
pub(crate) fn number(text: &str, signed: bool) -> Option<(f64, usize)> {
    let start = usize::from(signed && text.starts_with('-'));
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = start + digits(start);
    if end == start {
        return None;
    }
    while text[end..].starts_with([',', '_']) && digits(end + 1) == 3 {
        end += 4;
    }
    if text[end..].starts_with('.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    // `5th` and `10k` are no numbers; `12文字` is.
    if text[end..].starts_with(|it: char| it.is_ascii_alphabetic()) {
        let word = text[end..].split(|it| !joins(it)).next().unwrap_or_default();
        let known = ["characters", "items", "digits", "bytes"]
            .iter()
            .any(|it| vocabulary().words.bounds[*it].iter().any(|it| it == word));
        if !known {
            return None;
        }
    }
    let value: f64 = text[..end].replace([',', '_'], "").parse().ok()?;
    Some((value, end))
}

#[cfg(test)]
mod tests {
    use super::{apart, counted, speaks};
    use crate::markdown::Rich;
    use std::fmt::Write as _;

    #[test]
    fn bounds_stand_behind_types_in_words_and_marks() {
        let notation = crate::typexpr::builtin("docs").expect("it is built in");
        let cells = [
            "String, up to 12 characters",
            "string (max 12 chars)",
            "string(64)",
            "string, 3-20 characters",
            "string (between 3 and 20 characters long)",
            "string, exactly 2 letters",
            "string, at most 1,000 bytes",
            "string (max 12) or null",
            "varchar(20)",
            "text (≤ 40)",
            "string with a maximum length of 40",
            "int between 1 and 5",
            "int 1–5",
            "integer, 0 to 100",
            "number >= 0",
            "number > 0 and < 1",
            "float in range [0, 1]",
            "integer (min: 1, max: 10)",
            "integer, 5 or more",
            "integer (-90..90)",
            "int(11)",
            "integer, max 5 digits",
            "array of strings, max 10 items",
            "string[] (1-3)",
            "array of strings (max 40 chars each)",
            "string, as on the 2 passports",
            "string(date-time)",
            "decimal(10,2)",
        ];
        let mut all = String::new();
        for cell in cells {
            let found = apart(&Rich::plain(cell), notation).map(|(ty, bounds)| format!("{} {bounds:?}", ty.text));
            let told = if found.is_none() && speaks(cell) { "told" } else { "" };
            writeln!(all, "{cell} → {}", found.unwrap_or_else(|| told.to_owned())).expect("a string takes all");
        }
        insta::assert_snapshot!(all, @r#"
        String, up to 12 characters → String [("maxLength", "12")]
        string (max 12 chars) → string [("maxLength", "12")]
        string(64) → string [("maxLength", "64")]
        string, 3-20 characters → string [("minLength", "3"), ("maxLength", "20")]
        string (between 3 and 20 characters long) → string [("minLength", "3"), ("maxLength", "20")]
        string, exactly 2 letters → string [("minLength", "2"), ("maxLength", "2")]
        string, at most 1,000 bytes → string [("maxLength", "1000")]
        string (max 12) or null → string or null [("maxLength", "12")]
        varchar(20) → varchar [("maxLength", "20")]
        text (≤ 40) → text [("maxLength", "40")]
        string with a maximum length of 40 → string [("maxLength", "40")]
        int between 1 and 5 → int [("minimum", "1"), ("maximum", "5")]
        int 1–5 → int [("minimum", "1"), ("maximum", "5")]
        integer, 0 to 100 → integer [("minimum", "0"), ("maximum", "100")]
        number >= 0 → number [("minimum", "0")]
        number > 0 and < 1 → number [("exclusiveMinimum", "0"), ("exclusiveMaximum", "1")]
        float in range [0, 1] → float [("minimum", "0"), ("maximum", "1")]
        integer (min: 1, max: 10) → integer [("minimum", "1"), ("maximum", "10")]
        integer, 5 or more → integer [("minimum", "5")]
        integer (-90..90) → integer [("minimum", "-90"), ("maximum", "90")]
        int(11) → 
        integer, max 5 digits → told
        array of strings, max 10 items → array of strings [("maxItems", "10")]
        string[] (1-3) → string[] [("minItems", "1"), ("maxItems", "3")]
        array of strings (max 40 chars each) → told
        string, as on the 2 passports → 
        string(date-time) → 
        decimal(10,2) →
        "#);
    }

    #[test]
    fn numbers_stand_before_what_lists_hold() {
        let cells = [
            "array of up to 10 strings",
            "one or more strings",
            "list of 1 to 5 integers",
            "array of 1-3 integers",
            "array of several users",
            "array of strings",
            "64 bit integer",
        ];
        let notation = crate::typexpr::builtin("docs").expect("it is built in");
        let show = |it: &&str| {
            let found = counted(it, notation)
                .map(|(range, bounds)| format!("{}{} {bounds:?}", &it[..range.start], &it[range.end..]));
            format!("{it} → {}", found.unwrap_or_default())
        };
        insta::assert_snapshot!(cells.iter().map(show).collect::<Vec<_>>().join("\n"), @r#"
        array of up to 10 strings → array of strings [("maxItems", "10")]
        one or more strings → strings [("minItems", "1")]
        list of 1 to 5 integers → list of integers [("minItems", "1"), ("maxItems", "5")]
        array of 1-3 integers → array of integers [("minItems", "1"), ("maxItems", "3")]
        array of several users → array of users []
        array of strings → 
        64 bit integer →
        "#);
    }
}
