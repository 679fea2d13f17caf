use crate::name::{Case, words};
use std::collections::BTreeSet;

const KEYWORDS: &str = " abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl in let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof unsafe unsized use virtual where while yield ";
const UNRAW: &str = " self super crate Self ";

/// A Rust identifier of this case, different from all that are taken.
pub(super) fn identifier(name: &str, case: Case, taken: &mut BTreeSet<String>) -> String {
    let ascii: String = name.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { ' ' }).collect();
    let mut base = if words(&ascii).is_empty() { String::new() } else { case.apply(&ascii) };
    base.retain(|it| it.is_ascii_alphanumeric() || it == '_');
    if base.is_empty() {
        base = case.apply("unnamed");
    }
    if base.starts_with(|it: char| it.is_ascii_digit()) {
        base.insert(0, if case == Case::Pascal { 'N' } else { '_' });
    }
    let mut chosen = base.clone();
    let mut count = 2;
    while !taken.insert(chosen.clone()) {
        chosen = format!("{base}_{count}");
        if case == Case::Pascal {
            chosen = format!("{base}N{count}");
        }
        count += 1;
    }
    let key = format!(" {chosen} ");
    if UNRAW.contains(&key) {
        chosen.push('_');
    } else if KEYWORDS.contains(&key) {
        chosen.insert_str(0, "r#");
    }
    chosen
}
