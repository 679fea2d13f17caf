//! The Rust that users write into the configuration: types of data, attributes, identifiers. proc-macro2 cuts it into
//! tokens, and what stands in brackets is its own. A whole parser of Rust would be a tenth of what a build script builds.

use super::super::keywords::{begins_path, is_keyword};
use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};

/// Nobody writes types as deep as this, and a stack has an end.
const DEPTH: usize = 64;

/// What stands where something else must.
type Checked = Result<(), String>;

/// Whether a text is a type that a member can have: a path, a tuple, an array or slice, a reference, a trait object.
pub(super) fn check_type(text: &str) -> Checked {
    all_of(tokens(text)?, |it| it.ty(DEPTH))
}

/// Whether a text is an attribute without its brackets: a path, and a list or a value behind it.
pub(super) fn check_attribute(text: &str) -> Checked {
    all_of(tokens(text)?, Tokens::attribute)
}

/// The identifier that a text is; a keyword is made raw.
pub(super) fn identifier(text: &str) -> Option<String> {
    let (name, is_raw) = text.strip_prefix("r#").map_or((text, false), |it| (it, true));
    let [TokenTree::Ident(it)] = &tokens(name).ok()?[..] else { return None };
    let is_name = it == name && name != "_" && !name.starts_with("r#") && !begins_path(name);
    is_name.then(|| if is_raw || is_keyword(name) { format!("r#{name}") } else { name.to_owned() })
}

fn tokens(text: &str) -> Result<Vec<TokenTree>, String> {
    let tokens: TokenStream = text.parse().map_err(|_| "it is not made of Rust's tokens".to_owned())?;
    Ok(tokens.into_iter().collect())
}

/// Holds to the end.
fn all_of(tokens: Vec<TokenTree>, rule: impl FnOnce(&mut Tokens) -> Checked) -> Checked {
    let mut tokens = Tokens(tokens.into_iter());
    rule(&mut tokens)?;
    if tokens.peek().is_none() { Ok(()) } else { tokens.expected("the end") }
}

struct Tokens(std::vec::IntoIter<TokenTree>);

impl Tokens {
    fn peek(&self) -> Option<&TokenTree> {
        self.0.as_slice().first()
    }

    fn expected(&self, what: &str) -> Checked {
        Err(match self.peek() {
            Some(found) => format!("expected {what}, found `{found}`"),
            None => format!("expected {what}, found the end"),
        })
    }

    fn takes(&mut self, is: impl FnOnce(&TokenTree) -> bool) -> bool {
        let found = self.peek().is_some_and(is);
        if found {
            self.0.next();
        }
        found
    }

    fn takes_sign(&mut self, sign: char) -> bool {
        self.takes(|it| matches!(it, TokenTree::Punct(it) if it.as_char() == sign))
    }

    fn takes_word(&mut self, word: &str) -> bool {
        self.takes(|it| matches!(it, TokenTree::Ident(it) if it == word))
    }

    fn takes_name(&mut self) -> bool {
        let is_name = |it: &Ident| {
            let name = it.to_string();
            begins_path(&name) || !is_keyword(&name) && name != "_"
        };
        self.takes(|it| matches!(it, TokenTree::Ident(it) if is_name(it)))
    }

    fn takes_colons(&mut self) -> bool {
        let found = matches!(self.0.as_slice(), [TokenTree::Punct(first), TokenTree::Punct(second), ..]
            if first.as_char() == ':' && first.spacing() == Spacing::Joint && second.as_char() == ':');
        if found {
            self.0.nth(1);
        }
        found
    }

    fn takes_lifetime(&mut self) -> bool {
        // The lexer lets nothing but an identifier follow.
        self.takes_sign('\'') && self.0.next().is_some()
    }

    /// What stands in brackets of a kind, if they are next.
    fn takes_group(&mut self, delimiter: Delimiter) -> Option<Vec<TokenTree>> {
        let Some(TokenTree::Group(group)) = self.peek() else { return None };
        let inner = (group.delimiter() == delimiter).then(|| group.stream().into_iter().collect())?;
        self.0.next();
        Some(inner)
    }

    fn ty(&mut self, depth: usize) -> Checked {
        let Some(depth) = depth.checked_sub(1) else { return Err("it is nested too deep".to_owned()) };
        if let Some(inner) = self.takes_group(Delimiter::Parenthesis) {
            return all_of(inner, |it| it.types(depth));
        }
        if let Some(inner) = self.takes_group(Delimiter::Bracket) {
            return all_of(inner, |it| {
                it.ty(depth)?;
                if it.takes_sign(';') { it.length() } else { Ok(()) }
            });
        }
        if self.takes_sign('&') {
            self.takes_lifetime();
            self.takes_word("mut");
            return self.ty(depth);
        }
        if self.takes_word("dyn") { self.bounds(depth) } else { self.path(depth) }
    }

    /// How long an array is, any expression.
    fn length(&mut self) -> Checked {
        if self.0.by_ref().count() == 0 { self.expected("a length") } else { Ok(()) }
    }

    /// Bounds, of which one is a trait.
    fn bounds(&mut self, depth: usize) -> Checked {
        let mut named = false;
        loop {
            if !self.takes_lifetime() {
                self.path(depth)?;
                named = true;
            }
            if !self.takes_sign('+') {
                return if named { Ok(()) } else { self.expected("a trait") };
            }
        }
    }

    fn types(&mut self, depth: usize) -> Checked {
        while self.peek().is_some() {
            self.ty(depth)?;
            if !self.takes_sign(',') {
                break;
            }
        }
        Ok(())
    }

    fn path(&mut self, depth: usize) -> Checked {
        self.takes_colons();
        loop {
            if !self.takes_name() {
                return self.expected("a type");
            }
            let mut goes_on = self.takes_colons();
            if self.takes_sign('<') {
                self.arguments(depth)?;
                goes_on = self.takes_colons();
            }
            if !goes_on {
                return Ok(());
            }
        }
    }

    /// Up to the `>` behind them.
    fn arguments(&mut self, depth: usize) -> Checked {
        while !self.takes_sign('>') {
            let is_constant = self.takes(|it| matches!(it, TokenTree::Literal(_)));
            if !is_constant && !self.takes_lifetime() {
                self.ty(depth)?;
            }
            if !self.takes_sign(',') {
                return if self.takes_sign('>') { Ok(()) } else { self.expected("`,` or `>`") };
            }
        }
        Ok(())
    }

    fn attribute(&mut self) -> Checked {
        loop {
            if !self.takes_name() {
                return self.expected("a name");
            }
            if !self.takes_colons() {
                break;
            }
        }
        if self.takes_sign('=') {
            let is_literal = self.takes(|it| matches!(it, TokenTree::Literal(_)));
            let is_call = !is_literal && self.path(DEPTH).is_ok() && self.takes_sign('!') && self.takes_any_group();
            return if is_literal || is_call { Ok(()) } else { self.expected("a literal") };
        }
        self.takes_any_group();
        Ok(())
    }

    fn takes_any_group(&mut self) -> bool {
        self.takes(|it| matches!(it, TokenTree::Group(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::{check_attribute, check_type, identifier};
    use proptest::prelude::*;

    #[test]
    fn what_a_member_can_be_is_a_type() {
        for it in [
            "u8",
            "::a::B",
            "crate::B<u8>",
            "Vec::<u8>",
            "A<'a, 3, Vec<B<u8>>>",
            "()",
            "(u8,)",
            "(u8, A)",
            "[u8; 4]",
            "[u8; N + 1]",
            "Box<[u8]>",
            "&'static str",
            "&mut [u8]",
            "Box<dyn A + Send + 'static>",
            "r#type::A",
            "A<>",
        ] {
            assert_eq!(check_type(it), Ok(()), "{it}");
            assert!(syn::parse_str::<syn::Type>(it).is_ok(), "{it}");
        }
    }

    #[test]
    fn why_a_text_is_no_type_is_told() {
        let why = |it| check_type(it).expect_err("it is none");
        assert_eq!(why(""), "expected a type, found the end");
        assert_eq!(why("Vec<"), "expected a type, found the end");
        assert_eq!(why("Vec<u8"), "expected `,` or `>`, found the end");
        assert_eq!(why("(u8"), "it is not made of Rust's tokens");
        assert_eq!(why("u8; fn main() {}"), "expected the end, found `;`");
        assert_eq!(why("[u8;]"), "expected a length, found the end");
        assert_eq!(why("a::fn"), "expected a type, found `fn`");
        assert_eq!(why("dyn 'a"), "expected a trait, found the end");
        assert_eq!(why(&("Vec<".repeat(100) + &">".repeat(100))), "it is nested too deep");
    }

    #[test]
    fn an_attribute_is_a_path_with_a_list_or_a_value() {
        for it in
            ["a", "a::b", "derive(Hash)", "cfg(feature = \"a\")", "doc = \"b\"", "doc = include_str!(\"a\")", "a[1]"]
        {
            assert_eq!(check_attribute(it), Ok(()), "{it}");
            assert!(syn::parse_str::<syn::Meta>(it).is_ok(), "{it}");
        }
        for it in ["", "#[a]", "a b", "a] struct B; #[c", "a = ", "fn", "a(b) c"] {
            assert!(check_attribute(it).is_err(), "{it}");
        }
    }

    #[test]
    fn a_keyword_is_made_raw_and_what_cannot_be_is_no_identifier() {
        let cases = [("a", Some("a")), ("type", Some("r#type")), ("r#type", Some("r#type")), ("r#a", Some("r#a"))];
        for (text, made) in cases
            .into_iter()
            .chain(["", "_", "self", "r#self", "r#r#fn", "2nd", "a b", "a/**/", "a-b"].map(|it| (it, None)))
        {
            assert_eq!(identifier(text).as_deref(), made, "{text}");
        }
    }

    proptest! {
        /// What is put into code must be what it is taken for: never more than one type, one attribute, one identifier.
        #[test]
        fn what_is_taken_is_what_syn_takes(text in "(a|b|::|<|>|,|;|=|!|&|'a|dyn |\\+|\\(|\\)|\\[|\\]|1|\"c\"|fn| |mut |crate|r#){0,12}") {
            prop_assert!(check_type(&text).is_err() || syn::parse_str::<syn::Type>(&text).is_ok(), "type {text}");
            prop_assert!(check_attribute(&text).is_err() || syn::parse_str::<syn::Meta>(&text).is_ok(), "attribute {text}");
            prop_assert!(identifier(&text).is_none_or(|it| syn::parse_str::<syn::Ident>(&it).is_ok()), "identifier {text}");
        }
    }
}
