//! Names of documents → identifiers of Rust. Comes in: names in the documents' order. Goes out: identifiers that differ,
//! the same on every run. A name that is an identifier already keeps it, whoever comes first.

use crate::name::{Case, words};
use foldhash::{HashMap, HashMapExt, HashSet};
use std::borrow::Cow;

/// Identifiers of one scope.
pub(super) struct Scope {
    case: Case,
    taken: HashSet<String>,
    /// How far the numbers behind each identifier have come.
    counts: HashMap<String, usize>,
    /// What stands before a digit at the start, and for a name that has nothing to make an identifier of.
    stem: &'static str,
}

impl Scope {
    /// A scope of types.
    pub(super) fn types(taken: &[&str]) -> Self {
        Self::new(Case::Pascal, "Model", taken)
    }

    /// A scope of variants of an enum.
    pub(super) fn variants(taken: &[&str]) -> Self {
        Self::new(Case::Pascal, "Value", taken)
    }

    /// A scope of fields.
    pub(super) fn fields() -> Self {
        Self::new(Case::Snake, "field", &[])
    }

    /// A scope of modules.
    pub(super) fn modules(taken: &[&str]) -> Self {
        Self::new(Case::Snake, "model", taken)
    }

    fn new(case: Case, stem: &'static str, taken: &[&str]) -> Self {
        let taken = taken.iter().map(|it| (*it).to_owned()).collect();
        Self { case, taken, counts: HashMap::new(), stem }
    }

    /// An identifier for each name, and whether it had to differ from the one that the name would have by itself.
    pub(super) fn assign<'n>(&mut self, names: impl Iterator<Item = &'n str> + Clone) -> Vec<(String, bool)> {
        let mut wanted: Vec<(String, bool)> = names.clone().map(|it| (self.wanted(it), false)).collect();
        self.taken.reserve(wanted.len());
        // Those that are spelled so in the documents come first.
        for ((wanted, own), name) in wanted.iter_mut().zip(names) {
            let same = wanted == name || wanted.strip_prefix("r#") == Some(name);
            *own = same && self.taken.insert(wanted.clone());
        }
        let fill = |(wanted, own): (String, bool)| if own { (wanted, false) } else { self.take(wanted) };
        wanted.into_iter().map(fill).collect()
    }

    /// The identifier, or the next one with a number that is free.
    pub(super) fn take(&mut self, wanted: impl Into<String>) -> (String, bool) {
        let wanted = wanted.into();
        if self.taken.insert(wanted.clone()) {
            return (wanted, false);
        }
        let base = wanted.trim_start_matches("r#");
        let separator = match self.case {
            Case::Snake => "_",
            // `V1` and a second `V` are not told apart without it.
            _ if base.ends_with(|it: char| it.is_ascii_digit()) => "_",
            _ => "",
        };
        let count = self.counts.entry(base.to_owned()).or_insert(1);
        loop {
            *count += 1;
            let next = format!("{base}{separator}{count}");
            if self.taken.insert(next.clone()) {
                return (next, true);
            }
        }
    }

    /// The identifier that a name would have by itself.
    pub(super) fn wanted(&self, name: &str) -> String {
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
        raw(base)
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
    for word in words(readable) {
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

/// Sorted.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords get `r#`; those that cannot, an underscore.
pub(super) fn raw(name: String) -> String {
    if matches!(name.as_str(), "self" | "super" | "crate" | "Self") {
        name + "_"
    } else if KEYWORDS.binary_search(&name.as_str()).is_ok() {
        format!("r#{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    fn check(mut scope: Scope, names: &[&str]) -> String {
        scope.assign(names.iter().copied()).into_iter().map(|it| it.0).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_value_names_a_variant() {
        let values =
            ["", "+1", "-1", "a b", "1.0", "10", "asc", "ASC", "Self", "<=", "🦀", "übergröße", "日本", "_", "a-b"];
        insta::assert_snapshot!(check(Scope::variants(&[]), &values), @"Empty Plus1 Minus1 AB Value1_0 Value10 Asc Asc2 Self_ LessThanOrEqual Value Übergröße 日本 Underscore AB2");
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
