//! Code → the objects written in it. Comes in: the text of an example in JSON, JavaScript, PHP, Python or a shell. Goes out:
//! its objects and arrays, with a place for every key and value. Tolerant: comments, trailing commas, bare keys, `=>`, calls
//! and variables where values should stand, an end that is missing. What cannot be read is left out, never guessed.

use crate::json::{Number, Value};
use std::ops::Range;

/// A value written in code.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Literal {
    pub(crate) what: What,
    /// Where it stands, in bytes of the code.
    pub(crate) range: Range<usize>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// A string, number, boolean or `null`.
    Scalar(Value),
    /// Members with their keys.
    Object(Vec<(Key, Literal)>),
    /// Items.
    Array(Vec<Literal>),
    /// A variable, a call, a type: something that is no value.
    Unknown,
}

/// The key of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) range: Range<usize>,
    /// Whether it stands in quotes. In the code of a language a bare key may be the language's name of a thing.
    pub(crate) quoted: bool,
}

/// Deeper values are left out.
const DEEPEST: usize = 64;

/// All objects and arrays of objects in a text, outermost ones. Every byte is looked at a bounded number of times: where
/// reading one fails, the search goes on from there.
pub(crate) fn literals(text: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut reader = Reader { text, at: 0 };
    while let Some(offset) = text[reader.at..].find(['{', '[', '"', '\'']) {
        let start = reader.at + offset;
        reader.at = start;
        if text[start..].starts_with(['"', '\'']) {
            // JSON inside a string of a shell or a language starts right after the quote; any other string is passed over.
            let inner = text[start + 1..].trim_start();
            if inner.starts_with(['{', '[']) {
                reader.at = start + 1;
            } else {
                reader.string();
            }
            continue;
        }
        match reader.value(0) {
            Some(literal) if literal.has_members() => found.push(literal),
            _ => reader.at = reader.at.max(start + 1),
        }
    }
    found
}

impl Literal {
    fn has_members(&self) -> bool {
        match &self.what {
            What::Object(members) => !members.is_empty(),
            What::Array(items) => items.iter().any(Self::has_members),
            What::Scalar(_) | What::Unknown => false,
        }
    }

    /// The value as JSON; `None` when a part of it is not known.
    pub(crate) fn value(&self) -> Option<Value> {
        Some(match &self.what {
            What::Scalar(value) => value.clone(),
            What::Array(items) => Value::Array(items.iter().map(Self::value).collect::<Option<_>>()?),
            What::Object(members) => {
                let members = members.iter().map(|(key, it)| Some((key.name.clone(), it.value()?)));
                Value::Object(members.collect::<Option<_>>()?)
            }
            What::Unknown => return None,
        })
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    /// Passes over space, comments and marks for what is left out.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|it: char| it.is_whitespace() || it == '\\');
            self.at += rest.len() - trimmed.len();
            let line = ["//", "# ", "..."].iter().any(|it| trimmed.starts_with(it)) || trimmed.starts_with("#\n");
            if line {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                self.at += trimmed.find("*/").map_or(trimmed.len(), |it| it + 2);
            } else if let Some('…') = trimmed.chars().next() {
                self.at += '…'.len_utf8();
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Option<Literal> {
        let start = self.at;
        if depth > DEEPEST {
            return None;
        }
        let what = match self.next()? {
            '{' => {
                self.at += 1;
                self.members("}", depth)?
            }
            '[' => {
                self.at += 1;
                self.members("]", depth)?
            }
            '"' | '\'' | '`' => What::Scalar(Value::from(self.string()?)),
            _ if self.take("array(") => self.members(")", depth)?,
            _ => self.word(),
        };
        Some(Literal { what, range: start..self.at })
    }

    /// The members of an object or the items of an array up to its end, or to the end of the text.
    fn members(&mut self, end: &str, depth: usize) -> Option<What> {
        let mut members = Vec::new();
        let mut items = Vec::new();
        loop {
            self.space();
            if self.take(end) || self.rest().is_empty() {
                break;
            }
            if self.take(",") {
                continue;
            }
            let start = self.at;
            let key = self.key(if end == "}" { &[":", "=>"] } else { &["=>"] });
            match key {
                Some(key) => {
                    self.space();
                    let value = self.value(depth + 1)?;
                    members.push((key, value));
                }
                None if end == "}" => return None,
                None => {
                    self.at = start;
                    items.push(self.value(depth + 1)?);
                }
            }
            self.space();
            if !(self.rest().starts_with(end) || self.rest().starts_with(',') || self.rest().is_empty()) {
                if end == "}" && self.key_follows() {
                    continue;
                }
                return None;
            }
        }
        Some(if end == "}" || !members.is_empty() { What::Object(members) } else { What::Array(items) })
    }

    /// Whether a quoted key stands here: a comma was forgotten.
    fn key_follows(&self) -> bool {
        self.rest().starts_with('"')
    }

    fn key(&mut self, separators: &[&str]) -> Option<Key> {
        let start = self.at;
        let quoted = matches!(self.next()?, '"' | '\'');
        let name = if quoted {
            self.string()?
        } else {
            let rest = self.rest();
            let bare = |it: char| it.is_alphanumeric() || matches!(it, '_' | '$' | '@' | '-');
            let length = rest.find(|it| !bare(it)).unwrap_or(rest.len());
            let name = rest[..length].to_owned();
            self.at += length;
            name
        };
        let range = start..self.at;
        self.space();
        let separated = !name.is_empty() && separators.iter().any(|it| self.take(it));
        separated.then_some(Key { name, range, quoted })
    }

    /// A string in any of the three quotes. One that does not end is passed over as far as its line goes.
    fn string(&mut self) -> Option<String> {
        let quote = self.next()?;
        let mut text = String::new();
        let rest = self.rest();
        let mut chars = rest.char_indices().skip(1);
        while let Some((offset, it)) = chars.next() {
            match it {
                '\\' => {
                    let Some((_, escaped)) = chars.next() else { break };
                    match escaped {
                        'n' => text.push('\n'),
                        't' => text.push('\t'),
                        'r' => text.push('\r'),
                        'u' => {
                            let digits: String = chars.by_ref().take(4).map(|it| it.1).collect();
                            let code = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                            text.push(code.unwrap_or(char::REPLACEMENT_CHARACTER));
                        }
                        other => text.push(other),
                    }
                }
                '\n' if quote != '`' => {
                    self.at += offset;
                    return None;
                }
                _ if it == quote => {
                    self.at += offset + it.len_utf8();
                    return Some(text);
                }
                _ => text.push(it),
            }
        }
        self.at += rest.len();
        None
    }

    /// A number, a constant, or anything else up to the next comma or end that belongs to what is around it.
    fn word(&mut self) -> What {
        let rest = self.rest();
        let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '.' | '+' | '-');
        let length = rest.find(|it| !plain(it)).unwrap_or(rest.len());
        let word = &rest[..length];
        let ended = rest[length..].trim_start().starts_with([',', '}', ']', ')', '"', '/', '#'])
            || rest[length..].trim().is_empty()
            || rest[length..].starts_with('\n');
        let scalar = match word {
            "true" | "True" | "TRUE" => Some(Value::Bool(true)),
            "false" | "False" | "FALSE" => Some(Value::Bool(false)),
            "null" | "None" | "NULL" | "nil" => Some(Value::Null),
            _ => Number::read(word).map(Value::Number),
        };
        if let (Some(scalar), true) = (scalar, ended) {
            self.at += length;
            return What::Scalar(scalar);
        }
        let mut depth = 0_usize;
        while let Some(it) = self.next() {
            match it {
                '(' | '[' | '{' | '<' => depth += 1,
                ')' | ']' | '}' | ',' if depth == 0 => break,
                ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
                '\n' if depth == 0 => break,
                '"' | '\'' => {
                    self.string();
                    continue;
                }
                _ => {}
            }
            self.at += it.len_utf8();
        }
        What::Unknown
    }
}

#[cfg(test)]
mod tests {
    use super::{Literal, What, literals};

    fn show(literal: &Literal) -> String {
        match &literal.what {
            What::Scalar(value) => value.to_string(),
            What::Unknown => "?".to_owned(),
            What::Array(items) => format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" ")),
            What::Object(members) => {
                let show = |it: &(super::Key, Literal)| format!("{}:{}", it.0.name, show(&it.1));
                format!("{{{}}}", members.iter().map(show).collect::<Vec<_>>().join(" "))
            }
        }
    }

    fn check(code: &str) -> String {
        literals(code).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn objects_are_found_in_the_code_of_many_languages() {
        insta::assert_snapshot!(check(r#"{"a": 1, "b": [true, null], /* c */ "c": {"d": "x\"y"},}"#), @r#"{a:1 b:[true null] c:{d:"x\"y"}}"#);
        insta::assert_snapshot!(check(r#"curl -d '{"first_name": "A"}' https://a.b"#), @r#"{first_name:"A"}"#);
        insta::assert_snapshot!(check("$order = ['line_1' => 'x', 'items' => [['id' => 2]]];"), @r#"{line_1:"x" items:[{id:2}]}"#);
        insta::assert_snapshot!(check("order = {'paid': True, 'at': None, 'by': user.name(\"x\")}"), @"{paid:true at:null by:?}");
        insta::assert_snapshot!(check("const it = { firstName: 'A', // why\n  n: 2 }"), @r#"{firstName:"A" n:2}"#);
        insta::assert_snapshot!(check("array('a' => 1)"), @"");
        insta::assert_snapshot!(check("{\n  \"a\": 1,\n  ...\n}"), @"{a:1}");
        insta::assert_snapshot!(check("{\"a\": 1, \"b\": {\"c\": "), @"");
        insta::assert_snapshot!(check("{\"a\": 1 \"b\": 2"), @"{a:1 b:2}");
    }

    #[test]
    fn code_is_no_object() {
        insta::assert_snapshot!(check("fn main() { return 1; } let x = [1, 2];"), @"");
        insta::assert_snapshot!(check("if (a) { b(); }"), @"");
    }

    #[test]
    fn reading_takes_time_in_proportion() {
        for unit in ["{", "[", "{\"a\":", "[{\"a\":", "\"", "'{", "{a:(", "\\\"{"] {
            let text = unit.repeat(20_000);
            let start = std::time::Instant::now();
            let _ = literals(&text);
            assert!(start.elapsed().as_secs() < 20, "{unit}");
        }
    }
}
