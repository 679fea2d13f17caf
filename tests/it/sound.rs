//! The law of all emitted Rust: it parses, it names no type that it does not define, and it holds nothing that no plan has.
//! Read by the tests and by the fuzz targets.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::HashSet;

/// What is there without being defined: what the language and its prelude give to types.
const PRELUDE: &[&str] = &[
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// The macros that plans have, and those that the shared code defines.
const MACROS: &[&str] = &[
    "closed_integer",
    "closed_mixed",
    "closed_text",
    "concat",
    "format",
    "format_args",
    "integer_enum",
    "macro_rules",
    "matches",
    "mixed_enum",
    "open_integer",
    "open_mixed",
    "open_text",
    "text_enum",
    "unreachable",
    "vec",
    "write",
];

/// What no plan has: code that is not checked, or of another language.
const FORBIDDEN: &[&str] = &["extern", "static", "unsafe"];

/// What is wrong with the text of one file.
pub(crate) fn unsound(code: &str) -> Option<String> {
    let file = match syn::parse_file(code) {
        Ok(it) => it,
        Err(it) => return Some(format!("it is no Rust: {it}")),
    };
    let mut words = Words::default();
    defined(&file.items, &mut words.defined);
    let tokens: TokenStream = code.parse().expect("it was parsed above");
    words.walk(tokens);
    if let Some(it) = words.strange {
        return Some(format!("no plan has `{it}`"));
    }
    // Parameters of generics have one letter, also those of functions in functions.
    let known = |it: &String| it.len() == 1 || words.defined.contains(it) || PRELUDE.contains(&it.as_str());
    words.named.iter().find(|it| !known(it)).map(|it| format!("`{it}` is not defined"))
}

/// The types, variants and constants of some items.
fn defined(items: &[syn::Item], names: &mut HashSet<String>) {
    for item in items {
        match item {
            syn::Item::Struct(it) => drop(names.insert(it.ident.to_string())),
            syn::Item::Type(it) => drop(names.insert(it.ident.to_string())),
            syn::Item::Trait(it) => drop(names.insert(it.ident.to_string())),
            syn::Item::Const(it) => drop(names.insert(it.ident.to_string())),
            syn::Item::Enum(it) => {
                names.insert(it.ident.to_string());
                names.extend(it.variants.iter().map(|it| it.ident.to_string()));
            }
            syn::Item::Mod(it) => it.content.iter().for_each(|it| defined(&it.1, names)),
            syn::Item::Impl(it) => {
                for item in &it.items {
                    match item {
                        syn::ImplItem::Const(it) => drop(names.insert(it.ident.to_string())),
                        syn::ImplItem::Type(it) => drop(names.insert(it.ident.to_string())),
                        syn::ImplItem::Fn(it) => generics(&it.sig.generics, names),
                        _ => {}
                    }
                }
                generics(&it.generics, names);
            }
            syn::Item::Fn(it) => generics(&it.sig.generics, names),
            _ => {}
        }
    }
}

fn generics(it: &syn::Generics, names: &mut HashSet<String>) {
    names.extend(it.type_params().map(|it| it.ident.to_string()));
}

#[derive(Default)]
struct Words {
    defined: HashSet<String>,
    /// The heads of paths that begin with a capital.
    named: HashSet<String>,
    strange: Option<String>,
}

impl Words {
    fn walk(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mark = |at: usize, it: char| matches!(tokens.get(at), Some(TokenTree::Punct(mark)) if mark.as_char() == it);
        for (at, token) in tokens.iter().enumerate() {
            let ident = match token {
                TokenTree::Group(it) => {
                    // The shared code is the same for all documents.
                    let word = |back: usize| at.checked_sub(back).map(|it| tokens[it].to_string());
                    if word(2).as_deref() != Some("mod") {
                        self.walk(it.stream());
                    }
                    continue;
                }
                TokenTree::Ident(it) => it.to_string(),
                TokenTree::Punct(_) | TokenTree::Literal(_) => continue,
            };
            let before = |it: char| at > 0 && mark(at - 1, it);
            if before('\'') || before('.') {
                continue;
            }
            let is_macro = mark(at + 1, '!') && !mark(at + 2, '=');
            if FORBIDDEN.contains(&ident.as_str()) || (is_macro && !MACROS.contains(&ident.as_str())) {
                self.strange.get_or_insert(ident);
            } else if ident.starts_with(char::is_uppercase) && !before(':') {
                self.named.insert(ident);
            } else if ident.starts_with(char::is_uppercase) && at > 1 && !mark(at - 2, ':') {
                // One colon alone stands before a type, two stand in a path.
                self.named.insert(ident);
            } else if ["struct", "enum", "trait", "use"].contains(&ident.as_str())
                && let Some(TokenTree::Ident(name)) = tokens.get(at + 1)
            {
                self.defined.insert(name.to_string());
            }
        }
    }
}
