//! Default and enum values as a language writes them. Comes in: the text and the type of the field. Goes out: the JSON
//! value, nothing for words that mean no value, or why the text cannot be read.

use super::lex;
use crate::decode::table;
use crate::json::Value;
use crate::schema::{Enumeration, IntegerFormat, NumberFormat, StringFormat, Type};

/// How a language writes values. Every pattern has one hole, `$V`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Literals {
    /// Words that mean no value: `null`, `undefined`.
    pub(super) absent: Vec<String>,
    /// Words for `true`, besides that word itself.
    pub(super) yes: Vec<String>,
    /// Words for `false`, besides that word itself.
    pub(super) no: Vec<String>,
    /// What stands around a value and says nothing: `Some($V)`, `@$V`.
    pub(super) wrappers: Vec<String>,
    /// What stands around the items of an array, besides `[$V]`.
    pub(super) arrays: Vec<String>,
    /// Whether strings stand without quotes.
    pub(super) bare: bool,
    /// Whether quotes around such a string are its own, but in lists.
    pub(super) verbatim: bool,
    /// What stands before constants that would begin with a digit.
    pub(super) before_digit: Vec<String>,
    /// Whether a word without quotes is the value itself, not a constant, even where the type is not known to be a string.
    pub(super) no_constants: bool,
    /// Texts and what they say, which a test checks.
    pub(super) examples: Vec<LiteralExample>,
}

table! { Literals { absent, yes, no, wrappers, arrays, bare, verbatim, before_digit, no_constants, examples, } }

/// A text and what it says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct LiteralExample {
    pub(super) spelling: String,
    /// The type of the field, in our own notation.
    pub(super) ty: String,
    /// The value as JSON, `none` where there is none, absent where the text cannot be read.
    pub(super) json: Option<String>,
}

table! { LiteralExample { spelling, "type" = ty, json, } needs "spelling", "type" }

/// How many wrappers may stand around each other.
const MAX_WRAPPERS: usize = 8;

impl Literals {
    /// See [`super::Notation::literal`].
    pub(super) fn read(&self, text: &str, ty: &Type) -> Result<Option<Value>, String> {
        let text = text.trim();
        if self.absent.iter().any(|it| it == text) {
            return Ok(None);
        }
        if let Type::Nullable(inner) = ty {
            return self.read(text, inner);
        }
        let plain = self.unwrapped(text);
        self.value(plain, ty).map(Some).ok_or_else(|| format!("`{}` is no value of `{ty}`", lex::excerpt(text)))
    }

    fn value(&self, text: &str, ty: &Type) -> Option<Value> {
        match ty {
            Type::Nullable(inner) => self.value(text, inner),
            Type::Null => (text == "null").then_some(Value::Null),
            Type::Boolean => self.boolean(text),
            Type::Integer(IntegerFormat::OrBoolean) | Type::Number(NumberFormat::OrBoolean) => {
                number(text).or_else(|| self.boolean(text))
            }
            Type::Integer(IntegerFormat::OrNumber) | Type::Number(_) => {
                number(unquoted(text).as_deref().unwrap_or(text))
            }
            Type::Integer(_) => number(unquoted(text).as_deref().unwrap_or(text)).and_then(whole),
            Type::String(format) => self.string(text, format, !self.verbatim),
            Type::Enum(enumeration) => self.constant(text, enumeration),
            Type::Array(inner) | Type::Set(inner) => self.array(text, inner),
            Type::Object | Type::Map(_) => Value::read(text).filter(Value::is_object),
            // A value of unknown type is read when its own form says what it is.
            Type::Any | Type::Union(_) | Type::Ref(_) => {
                let json = Value::read(text);
                let said = || self.boolean(text).or_else(|| unquoted(text).map(Value::String));
                json.or_else(said).or_else(|| self.no_constants.then(|| Value::from(text)))
            }
        }
    }

    fn boolean(&self, text: &str) -> Option<Value> {
        let is = |word: &str, words: &[String]| text.eq_ignore_ascii_case(word) || words.iter().any(|it| it == text);
        if is("true", &self.yes) {
            Some(Value::Bool(true))
        } else if is("false", &self.no) {
            Some(Value::Bool(false))
        } else {
            None
        }
    }

    fn string(&self, text: &str, format: &StringFormat, quotes: bool) -> Option<Value> {
        if *format == StringFormat::OrBoolean
            && let Some(boolean) = self.boolean(text)
        {
            return Some(boolean);
        }
        let with_time = *format == StringFormat::DateTime;
        let text = match unquoted(text).filter(|_| quotes) {
            Some(inner) => inner,
            None if self.bare || printed_date(text, with_time).is_some() => text.to_owned(),
            // Numbers need no quotes to be told from constants and calls.
            None => number(text).map(|_| text.to_owned())?,
        };
        let text = printed_date(&text, with_time).unwrap_or(text);
        format.fits(&text).then_some(Value::String(text))
    }

    /// A value of the list, or the constant that stands for it: its name, or the one value that is the same in another case,
    /// after any number of qualifying words.
    fn constant(&self, text: &str, enumeration: &Enumeration) -> Option<Value> {
        let inner = unquoted(text);
        let bare = inner.as_deref().unwrap_or(text);
        let exact = enumeration.values.iter().find(|it| match &it.value {
            Value::String(value) => value == bare,
            other => Value::read(bare).is_some_and(|it| it == *other),
        });
        if let Some(exact) = exact {
            return Some(exact.value.clone());
        }
        if inner.is_some() {
            return None;
        }
        let starts = bare.char_indices().filter(|(_, it)| matches!(it, ':' | '.' | '_')).map(|(at, _)| at + 1);
        std::iter::once(0).chain(starts).find_map(|start| {
            let word = squeezed(self.without_prefix(&bare[start..]));
            let fits = |name: &str| !word.is_empty() && squeezed(name) == word;
            let named = enumeration.values.iter().find(|it| it.name.as_deref().is_some_and(fits));
            let same = || {
                let mut all = enumeration.values.iter().filter(|it| match &it.value {
                    Value::String(value) => fits(value),
                    Value::Number(value) => fits(&value.to_string()),
                    _ => false,
                });
                all.next().filter(|_| all.next().is_none())
            };
            named.or_else(same).map(|it| it.value.clone())
        })
    }

    /// A constant without what stands before its digits.
    fn without_prefix<'t>(&self, word: &'t str) -> &'t str {
        let digits = |it: &&str| it.starts_with(|it: char| it.is_ascii_digit());
        self.before_digit.iter().find_map(|it| word.strip_prefix(it.as_str()).filter(digits)).unwrap_or(word)
    }

    fn array(&self, text: &str, inner: &Type) -> Option<Value> {
        let items = std::iter::once("[$V]")
            .chain(self.arrays.iter().map(String::as_str))
            .find_map(|pattern| within(text, pattern))?;
        let mut values = Vec::new();
        for item in split(items) {
            let item = self.unwrapped(item.trim());
            // There is no list without quotes.
            values.push(match inner {
                Type::String(format) => self.string(item, format, true)?,
                _ => self.value(item, inner)?,
            });
        }
        Some(Value::Array(values))
    }

    fn unwrapped<'t>(&self, text: &'t str) -> &'t str {
        let mut text = text;
        for _ in 0..MAX_WRAPPERS {
            match self.wrappers.iter().find_map(|it| within(text, it)) {
                Some(inner) => text = inner.trim(),
                None => break,
            }
        }
        text
    }
}

/// What stands in the hole of a pattern.
fn within<'t>(text: &'t str, pattern: &str) -> Option<&'t str> {
    let (before, after) = pattern.split_once("$V")?;
    text.strip_prefix(before)?.strip_suffix(after)
}

/// The string in quotes. Quotes inside need no escape: docs print what a careless template made of them.
fn unquoted(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let (first, last) = (chars.next()?, chars.next_back()?);
    lex::are_quotes(first, last).then(|| lex::unquote(text))
}

/// A JSON number, or one with a letter for its type: `1.5M`.
fn number(text: &str) -> Option<Value> {
    let bare = text.strip_suffix(|it: char| "mMfFdDlL".contains(it)).unwrap_or(text);
    Value::read(bare).filter(Value::is_number)
}

/// A number without a fraction, as an integer: `3.0` is 3.
fn whole(number: Value) -> Option<Value> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match number.as_f64() {
        _ if !number.is_f64() => Some(number),
        #[expect(clippy::cast_possible_truncation, reason = "such floats are integers of 64 bits")]
        Some(float) if float.fract() == 0.0 && float.abs() <= EXACT => Some(Value::from(float as i64)),
        _ => None,
    }
}

/// Cuts at commas outside of quotes and brackets.
fn split(text: &str) -> Vec<&str> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let mut items = Vec::new();
    let (mut start, mut open) = (0, 0_usize);
    for token in lex::lex(text, &lex::Marks::default()) {
        match &text[token.range.clone()] {
            "(" | "[" | "{" => open += 1,
            ")" | "]" | "}" => open = open.saturating_sub(1),
            "," if open == 0 => {
                items.push(&text[start..token.range.start]);
                start = token.range.end;
            }
            _ => {}
        }
    }
    items.push(&text[start..]);
    items
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The date that `java.util.Date` prints, `Thu Jan 02 00:00:00 UTC 2020`, as RFC 3339 has it. With `time` a date-time;
/// without, midnight makes a date.
fn printed_date(text: &str, time: bool) -> Option<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<_> = text.split(' ').collect();
    let [weekday, month, day, clock, "UTC" | "GMT" | "Z", year] = words[..] else { return None };
    let month = MONTHS.iter().position(|it| *it == month)? + 1;
    let digits = |it: &str, count: usize| it.len() == count && it.bytes().all(|byte| byte.is_ascii_digit());
    let clocked = clock.len() == 8 && clock.split(':').count() == 3 && clock.split(':').all(|it| digits(it, 2));
    if weekday.len() != 3 || !digits(day, 2) || !digits(year, 4) || !clocked {
        return None;
    }
    let date = format!("{year}-{month:02}-{day}");
    Some(if time || clock != "00:00:00" { format!("{date}T{clock}Z") } else { date })
}
