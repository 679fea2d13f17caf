use super::{Map, Value};
use std::fmt::{self, Display as _, Write as _};

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(it) => f.write_str(if *it { "true" } else { "false" }),
            Self::Number(it) => it.fmt(f),
            Self::String(it) => string(it, f),
            Self::Array(it) => array(it, f),
            Self::Object(it) => object(it, f),
        }
    }
}

fn array(items: &[Value], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut mark = '[';
    for item in items {
        f.write_char(mark)?;
        item.fmt(f)?;
        mark = ',';
    }
    f.write_str(if items.is_empty() { "[]" } else { "]" })
}

fn object(members: &Map, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut mark = '{';
    for (name, value) in members {
        f.write_char(mark)?;
        string(name, f)?;
        f.write_char(':')?;
        value.fmt(f)?;
        mark = ',';
    }
    f.write_str(if members.is_empty() { "{}" } else { "}" })
}

/// A string in quotes. What must not stand in JSON is escaped, in the shortest way there is.
fn string(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|it| it < b' ' || it == b'"' || it == b'\\') {
        let (plain, special) = rest.split_at(at);
        f.write_str(plain)?;
        match special.as_bytes()[0] {
            b'\x08' => f.write_str("\\b")?,
            b'\t' => f.write_str("\\t")?,
            b'\n' => f.write_str("\\n")?,
            b'\x0c' => f.write_str("\\f")?,
            b'\r' => f.write_str("\\r")?,
            it @ (b'"' | b'\\') => write!(f, "\\{}", char::from(it))?,
            it => write!(f, "\\u{it:04x}")?,
        }
        rest = &special[1..];
    }
    f.write_str(rest)?;
    f.write_char('"')
}
