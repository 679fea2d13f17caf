//! Bounds as inequalities. Comes in: `0 <= x < 10`. Goes out: the same in words that bounds have: `>= 0`, `< 10`.

use super::bounds::{self, Bounds};
use crate::typexpr::Notation;

/// The bounds of values of a type that a text states as an inequality of one variable; nothing where it is none.
pub(crate) fn read(text: &str, ty: &str, notation: &Notation) -> Option<Bounds> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let both = match words.as_slice() {
        [name, sign, most] if is_name(name) => vec![(*sign, *most)],
        [least, sign, name] if is_name(name) => vec![(turned(sign)?, *least)],
        [least, sign, name, other, most] if is_name(name) => vec![(turned(sign)?, *least), (*other, *most)],
        _ => return None,
    };
    let mut found = Bounds::new();
    for (sign, number) in both {
        turned(sign)?;
        number.parse::<f64>().ok()?;
        found.extend(bounds::read(&format!("{sign} {number}"), ty, notation)?);
    }
    Some(found)
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_alphabetic) && word.chars().all(char::is_alphanumeric)
}

/// The sign seen from the other side.
fn turned(sign: &str) -> Option<&'static str> {
    let signs = [("<", ">"), ("<=", ">="), ("≤", "≥"), (">", "<"), (">=", "<="), ("≥", "≤")];
    signs.into_iter().find(|it| it.0 == sign).map(|it| it.1)
}
