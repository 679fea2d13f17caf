//! Names of documents → identifiers of Rust. Comes in: names in the documents' order. Goes out: identifiers that differ,
//! the same on every run. A name that is an identifier already keeps it, whoever comes first.

use super::super::keywords::{begins_path, is_keyword};
use crate::name::{Case, each_word};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::borrow::Cow;

/// Identifiers of one scope.
pub(super) struct Scope<'n> {
    case: Case,
    taken: HashSet<Cow<'n, str>>,
    /// How far the numbers behind each identifier have come.
    counts: HashMap<String, usize>,
    /// What stands before a digit at the start, and for a name that has nothing to make an identifier of.
    stem: &'static str,
}

impl<'n> Scope<'n> {
    /// A scope of types.
    pub(super) fn types(taken: &[&'n str]) -> Self {
        Self::new(Case::Pascal, "Model", taken)
    }

    /// A scope of variants of an enum.
    pub(super) fn variants() -> Self {
        Self::new(Case::Pascal, "Value", &[])
    }

    /// A scope of fields.
    pub(super) fn fields() -> Self {
        Self::new(Case::Snake, "field", &[])
    }

    /// A scope of modules.
    pub(super) fn modules(taken: &[&'n str]) -> Self {
        Self::new(Case::Snake, "model", taken)
    }

    fn new(case: Case, stem: &'static str, taken: &[&'n str]) -> Self {
        let taken = taken.iter().map(|it| Cow::Borrowed(*it)).collect();
        Self { case, taken, counts: HashMap::new(), stem }
    }

    /// An identifier for each name, and whether it had to differ from the one that the name would have by itself.
    pub(super) fn assign(&mut self, names: impl Iterator<Item = Cow<'n, str>> + Clone) -> Vec<(Cow<'n, str>, bool)> {
        let mut wanted: Vec<(Cow<'n, str>, bool)> = names.clone().map(|it| (self.wanted(it), false)).collect();
        self.taken.reserve(wanted.len());
        // Those that are spelled so in the documents come first.
        for ((wanted, own), name) in wanted.iter_mut().zip(names) {
            let same = unraw(wanted) == unraw(&name);
            *own = same && self.taken.insert(wanted.clone());
        }
        let fill = |(wanted, own)| if own { (wanted, false) } else { self.take(wanted) };
        wanted.into_iter().map(fill).collect()
    }

    /// The identifier, or the next one with a number that is free.
    pub(super) fn take(&mut self, wanted: Cow<'n, str>) -> (Cow<'n, str>, bool) {
        if self.taken.insert(wanted.clone()) {
            return (wanted, false);
        }
        let base = unraw(&wanted);
        let separator = match self.case {
            Case::Snake => "_",
            // `V1` and a second `V` are not told apart without it.
            _ if base.ends_with(|it: char| it.is_ascii_digit()) => "_",
            _ => "",
        };
        let count = self.counts.entry(base.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let next: Cow<'n, str> = Cow::Owned(format!("{base}{separator}{count}"));
            if self.taken.insert(next.clone()) {
                return (next, true);
            }
        }
    }

    /// The identifier that a name would have by itself.
    fn wanted(&self, name: Cow<'n, str>) -> Cow<'n, str> {
        if self.is_spelled(&name) { name } else { raw(self.made_of(&name).into()) }
    }

    /// Whether the words of a name are joined as it is spelled, and make an identifier.
    fn is_spelled(&self, name: &str) -> bool {
        let bytes = name.as_bytes();
        let known = match self.case {
            Case::Snake => {
                bytes.first().is_some_and(u8::is_ascii_lowercase)
                    && !name.ends_with('_')
                    && bytes.iter().all(|it| matches!(it, b'a'..=b'z' | b'0'..=b'9' | b'_'))
                    && !bytes.windows(2).any(|it| it == b"__")
            }
            _ => {
                bytes.first().is_some_and(u8::is_ascii_uppercase)
                    && bytes.iter().all(u8::is_ascii_alphanumeric)
                    && !bytes.windows(2).any(|it| it.iter().all(u8::is_ascii_uppercase))
            }
        };
        known && !is_keyword(name)
    }

    fn made_of(&self, name: &str) -> String {
        let readable = readable(name);
        let mut base = join_digits(&readable, self.case);
        if base.is_empty() {
            base = if name.is_empty() {
                self.cased("Empty")
            } else {
                symbols(name).map_or_else(String::new, |it| self.cased(&it))
            };
        }
        if base.is_empty() {
            base = self.stem.to_owned();
        }
        if base.starts_with(|it: char| it.is_ascii_digit()) {
            base =
                if self.case == Case::Snake { format!("{}_{base}", self.stem) } else { format!("{}{base}", self.stem) };
        }
        base
    }

    fn cased(&self, text: &str) -> String {
        self.case.apply(text)
    }
}

/// The name with what cannot stand in an identifier as blanks; a sign before a number is a word.
fn readable(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_') {
        return Cow::Borrowed(name);
    }
    let latin_only = name.chars().any(|it| it.is_ascii_alphanumeric());
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars().peekable();
    let mut first = true;
    while let Some(it) = chars.next() {
        let sign = match it {
            '-' => Some("minus "),
            '+' => Some("plus "),
            _ => None,
        };
        match sign {
            Some(word) if first && chars.peek().is_some_and(char::is_ascii_digit) => out.push_str(word),
            _ if it.is_ascii_alphanumeric() || (is_safe_letter(it, latin_only)) => out.push(it),
            _ => out.push(' '),
        }
        first = false;
    }
    Cow::Owned(out)
}

/// Letters beyond ASCII that are no look-alikes of others and need no normalisation: Latin with marks, and where the name
/// has no ASCII letter, kana, Han and Hangul. Others would make rustc warn.
fn is_safe_letter(it: char, latin_only: bool) -> bool {
    let latin = matches!(it, '\u{c0}'..='\u{24f}')
        && it.is_alphabetic()
        && !matches!(it, '\u{149}' | '\u{17f}' | '\u{1c0}'..='\u{1cc}' | '\u{1f1}'..='\u{1f3}' | '\u{131}' | '\u{130}');
    let other = matches!(it, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    latin || (!latin_only && other)
}

/// The words in this case; two numbers that meet keep an underscore between them, so that `1.0` is not `10`.
fn join_digits(readable: &str, case: Case) -> String {
    let mut out = String::with_capacity(readable.len() + readable.len() / 4);
    for word in each_word(readable) {
        let meets = case == Case::Pascal
            && out.ends_with(|it: char| it.is_ascii_digit())
            && word.starts_with(|it: char| it.is_ascii_digit());
        if meets {
            out.push('_');
        }
        case.push(word, out.is_empty(), &mut out);
    }
    out
}

/// What a name of signs alone is called.
fn symbols(name: &str) -> Option<String> {
    const WHOLE: &[(&str, &str)] = &[
        ("<", "less than"),
        ("<=", "less than or equal"),
        (">", "greater than"),
        (">=", "greater than or equal"),
        ("=", "equal"),
        ("==", "equal"),
        ("!=", "not equal"),
        ("<>", "not equal"),
        ("!", "not"),
        ("&&", "and"),
        ("||", "or"),
        ("??", "coalesce"),
    ];
    if let Some((_, words)) = WHOLE.iter().find(|it| it.0 == name) {
        return Some((*words).to_owned());
    }
    let word = |it| {
        Some(match it {
            '+' => "plus",
            '-' => "minus",
            '*' => "star",
            '/' => "slash",
            '\\' => "backslash",
            '%' => "percent",
            '^' => "caret",
            '~' => "tilde",
            '&' => "ampersand",
            '|' => "bar",
            '$' => "dollar",
            '#' => "hash",
            '@' => "at",
            '?' => "question",
            '!' => "bang",
            '.' => "dot",
            ',' => "comma",
            ':' => "colon",
            ';' => "semicolon",
            '_' => "underscore",
            '"' => "quote",
            '\'' => "apostrophe",
            '<' => "less",
            '>' => "greater",
            '=' => "equals",
            ' ' => "space",
            _ => return None,
        })
    };
    // A long run of signs would make a long name that says no more.
    let named: Option<Vec<&str>> = name.chars().take(4).map(word).collect();
    named.map(|it| it.join(" "))
}

/// The identifier without the mark of keywords.
pub(super) fn unraw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// Keywords get `r#`; those that cannot, an underscore.
pub(super) fn raw(name: Cow<'_, str>) -> Cow<'_, str> {
    match &*name {
        it if begins_path(it) => (name.into_owned() + "_").into(),
        it if is_keyword(it) => format!("r#{it}").into(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, raw};
    use proptest::{prop_assert, proptest};
    use std::borrow::Cow;

    proptest! {
        #[test]
        fn what_is_spelled_so_is_left_as_it_is(name in "[a-zA-Z0-9_]{0,12}") {
            for scope in [Scope::fields(), Scope::variants()] {
                prop_assert!(!scope.is_spelled(&name) || raw(scope.made_of(&name).into()) == name);
            }
        }
    }

    fn check(mut scope: Scope<'_>, names: &[&'static str]) -> String {
        scope.assign(names.iter().map(|it| Cow::Borrowed(*it))).into_iter().map(|it| it.0).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_value_names_a_variant() {
        let values =
            ["", "+1", "-1", "a b", "1.0", "10", "asc", "ASC", "Self", "<=", "🦀", "übergröße", "日本", "_", "a-b"];
        insta::assert_snapshot!(check(Scope::variants(), &values), @"Empty Plus1 Minus1 AB Value1_0 Value10 Asc Asc2 Self_ LessThanOrEqual Value Übergröße 日本 Underscore AB2");
    }

    #[test]
    fn every_wire_name_names_a_field() {
        let names = ["self", "type", "1st", "a-b", "a_b", "$ref", "", "@id", "_id", "ID", "userID", "ſ", "Å", "-1"];
        insta::assert_snapshot!(check(Scope::fields(), &names), @"self_ r#type field_1st a_b_2 a_b r#ref empty id id_2 id_3 user_id field å minus_1");
    }

    #[test]
    fn a_name_that_is_an_identifier_keeps_it() {
        assert_eq!(
            check(Scope::types(&[]), &["order-line", "OrderLine", "order_line"]),
            "OrderLine2 OrderLine OrderLine3"
        );
    }
}
