//! The reader. Arrays and objects are read by recursion, whose depth is limited; so values are shallow enough to be printed,
//! compared and dropped by recursion too.

use super::number::{Kind, Number};
use super::{Map, Value};
use hifijson::token::{Expect, Lex};
use hifijson::{Read, SliceLexer, num::LexWrite, str::LexAlloc};

/// Arrays and objects are nested less deep.
const DEEPEST: usize = 128;

/// See [`Value::read`].
pub(super) fn whole(text: &str) -> Option<Value> {
    let (value, rest) = first_of(text)?;
    SliceLexer::new(rest).ws_peek().is_none().then_some(value)
}

/// The value that a text begins with, an array or an object, whatever follows.
pub(crate) fn first(text: &str) -> Option<Value> {
    first_of(text).map(|it| it.0)
}

fn first_of(text: &str) -> Option<(Value, &[u8])> {
    let mut lexer = SliceLexer::new(text.as_bytes());
    let next = lexer.ws_peek()?;
    let value = value(next, &mut lexer, DEEPEST)?;
    Some((value, lexer.as_slice()))
}

/// See [`Number::read`].
pub(super) fn number(text: &str) -> Option<Number> {
    let mut lexer = SliceLexer::new(text.as_bytes());
    let number = lex_number(&mut lexer)?;
    lexer.peek_next().is_none().then_some(number)
}

fn value(next: u8, lexer: &mut SliceLexer<'_>, depth: usize) -> Option<Value> {
    Some(match next {
        b'"' => Value::String(string(lexer)?),
        b'[' => {
            let depth = deeper(depth)?;
            let mut items = Vec::new();
            let item = |next, lexer: &mut SliceLexer<'_>| {
                items.push(value(next, lexer, depth).ok_or(Expect::Value)?);
                Ok::<_, Expect>(())
            };
            lexer.discarded().seq(b']', Lex::ws_peek, item).ok()?;
            Value::Array(items)
        }
        b'{' => {
            let depth = deeper(depth)?;
            let mut members = Map::default();
            let member = |next, lexer: &mut SliceLexer<'_>| {
                let name = Some(lexer).filter(|_| next == b'"').and_then(|lexer| {
                    let name = string(lexer)?;
                    lexer.expect(Lex::ws_peek, b':')?;
                    let next = lexer.ws_peek()?;
                    members.insert(name, value(next, lexer, depth)?);
                    Some(())
                });
                name.ok_or(Expect::Value)
            };
            lexer.discarded().seq(b'}', Lex::ws_peek, member).ok()?;
            Value::Object(members)
        }
        b'-' | b'0'..=b'9' => Value::Number(lex_number(lexer)?),
        _ => lexer.null_or_bool()?.map_or(Value::Null, Value::Bool),
    })
}

fn deeper(depth: usize) -> Option<usize> {
    depth.checked_sub(1).filter(|it| *it > 0)
}

/// A string whose quote comes next.
fn string(lexer: &mut SliceLexer<'_>) -> Option<String> {
    lexer.discarded().str_string().ok().map(Into::into)
}

fn lex_number(lexer: &mut SliceLexer<'_>) -> Option<Number> {
    let (text, parts) = lexer.num_string().validated().ok()?;
    if parts.is_int() {
        if let Ok(natural) = text.parse() {
            return Some(Number(Kind::Natural(natural)));
        }
        // `-0` is a float.
        if let Some(negative) = text.parse().ok().filter(|it| *it < 0) {
            return Some(Number(Kind::Negative(negative)));
        }
    }
    Number::from_f64(text.parse().ok()?)
}
