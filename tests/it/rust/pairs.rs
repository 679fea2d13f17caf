//! Settings in pairs: for any two keys of `[rust]` and any words of theirs there is code made with both, of a schema that
//! has something of everything.

use super::page::{self, Page};
use super::world::{self, Crate, Kind, World};
use fieldtable::config::Config;
use fieldtable::emit::rust::{self, Edition, Layout, Options};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::path::Path;

/// A type that stands where a user's could.
const USERS: &str = "\"::serde_json::Value\"";

/// A key and what it may be set to.
struct Parameter {
    path: String,
    words: Vec<String>,
}

fn parameters() -> Vec<Parameter> {
    let global = |it: &page::Key| ["rust.model", "rust.field"].iter().all(|table| !it.path.starts_with(table));
    let keys = page::reference().into_iter().filter(|it| global(it) && !it.words.is_empty());
    let parameter = |it: page::Key| {
        let word = |it: &String| if it == "a path" { USERS.to_owned() } else { it.clone() };
        let all: Vec<String> = it.words.iter().map(word).collect();
        let words =
            if it.list { vec![format!("[{}]", all.join(", ")), format!("[{}]", all[0]), "[]".into()] } else { all };
        Parameter { path: it.path, words }
    };
    keys.map(parameter).collect()
}

/// A word for each parameter, so often that any two words of two parameters meet: the next word is the one that meets most
/// words that it has not met.
fn combinations(parameters: &[Parameter]) -> Vec<Vec<usize>> {
    let mut open = BTreeSet::new();
    for (a, first) in parameters.iter().enumerate() {
        for (b, second) in parameters.iter().enumerate().skip(a + 1) {
            for one in 0..first.words.len() {
                open.extend((0..second.words.len()).map(|other| ((a, one), (b, other))));
            }
        }
    }
    let mut all = Vec::new();
    while let Some((first, second)) = open.first().copied() {
        let mut chosen = vec![first, second];
        for (at, parameter) in parameters.iter().enumerate().filter(|it| ![first.0, second.0].contains(&it.0)) {
            let pair = |a: (usize, usize), b: (usize, usize)| if a < b { (a, b) } else { (b, a) };
            let meets = |word: &usize| chosen.iter().filter(|it| open.contains(&pair(**it, (at, *word)))).count();
            let best = (0..parameter.words.len()).rev().max_by_key(meets).expect("a parameter has words");
            chosen.push((at, best));
        }
        chosen.sort_unstable();
        for (at, one) in chosen.iter().enumerate() {
            for other in &chosen[at + 1..] {
                open.remove(&(*one, *other));
            }
        }
        all.push(chosen.into_iter().map(|it| it.1).collect());
    }
    all
}

fn all_options() -> Vec<(String, Options)> {
    let parameters = parameters();
    let combinations = combinations(&parameters);
    let option = |words: Vec<usize>| {
        let set = parameters.iter().zip(words).map(|(it, word)| format!("{} = {}\n", it.path, it.words[word]));
        let text: String = set.collect();
        let config = Config::from_toml(&text, Path::new("fieldtable.toml")).unwrap_or_else(|it| panic!("{text}: {it}"));
        (text, config.rust)
    };
    combinations.into_iter().map(option).collect()
}

#[test]
fn any_two_words_meet() {
    let parameters = parameters();
    let words: usize = parameters.iter().map(|it| it.words.len()).sum();
    let all = combinations(&parameters);
    assert!(parameters.len() > 30 && words > 90, "{} parameters, {words} words", parameters.len());
    for (a, first) in parameters.iter().enumerate() {
        for (b, second) in parameters.iter().enumerate().skip(a + 1) {
            for one in 0..first.words.len() {
                for other in 0..second.words.len() {
                    let meet = all.iter().any(|it| it[a] == one && it[b] == other);
                    assert!(meet, "{} = {}, {} = {}", first.path, first.words[one], second.path, second.words[other]);
                }
            }
        }
    }
    assert!(all.len() < 100, "{} are more than anybody waits for", all.len());
}

#[test]
fn settings_in_pairs_give_code_that_names_what_there_is() {
    let page = Page::read("everything");
    for (text, options) in all_options() {
        let crates = world::dependencies(&page.schema, &options);
        let crates: BTreeSet<String> = crates.keys().map(|it| it.replace('-', "_")).collect();
        let artifacts = rust::emit(&page.schema, &options).artifacts;
        let code: Vec<_> = artifacts.iter().filter(|it| it.path.ends_with(".rs")).collect();
        let mut names = Names::default();
        for it in &code {
            let tokens: TokenStream =
                it.text.to_string().parse().unwrap_or_else(|error| panic!("{text}\n{}: {error}", it.path));
            syn::parse2::<syn::File>(tokens.clone()).unwrap_or_else(|error| panic!("{text}\n{}: {error}", it.path));
            names.read(tokens);
        }
        let floor: &[&str] = if options.no_std { &["core", "alloc"] } else { &["std"] };
        for it in &names.crates {
            assert!(floor.contains(&it.as_str()) || crates.contains(it), "{text}\n`::{it}` is no dependency");
        }
        let unknown: Vec<_> = names.used.iter().filter(|it| !names.knows(it, options.no_std)).collect();
        assert!(unknown.is_empty(), "{text}\n{unknown:?} are not defined");
    }
}

/// The names in code, by what stands around them.
#[derive(Default)]
struct Names {
    defined: BTreeSet<String>,
    used: BTreeSet<String>,
    crates: BTreeSet<String>,
}

impl Names {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let text = |at: usize| tokens.get(at).map(ToString::to_string).unwrap_or_default();
        let before = |at: usize, back: usize| if at < back { String::new() } else { text(at - back) };
        let (mut in_use, mut in_enum) = (false, false);
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Punct(it) if it.as_char() == ';' => in_use = false,
                // What a macro is given is in its own language.
                TokenTree::Group(_) if before(at, 1) == "!" => {}
                TokenTree::Group(it) if in_use => self.imports(it.stream()),
                TokenTree::Group(it) => {
                    if it.delimiter() == Delimiter::Brace && std::mem::take(&mut in_enum) {
                        self.variants(it.stream());
                    }
                    self.read(it.stream());
                }
                TokenTree::Ident(it) => {
                    let name = it.to_string();
                    let pathed = before(at, 1) == ":" && before(at, 2) == ":";
                    let defines = ["struct", "enum", "type", "trait", "const"].contains(&before(at, 1).as_str());
                    in_use |= name == "use";
                    in_enum |= name == "enum";
                    let imported = in_use && [";", ",", ""].contains(&text(at + 1).as_str());
                    let parameter = name.len() == 1;
                    if defines || imported || parameter {
                        self.defined.insert(name.clone());
                    }
                    if pathed {
                        let rooted = tokens.get(at.wrapping_sub(3)).is_none_or(|it| match it {
                            TokenTree::Punct(it) => it.as_char() != '>',
                            TokenTree::Ident(it) => {
                                ["as", "impl", "for", "dyn", "mut"].contains(&it.to_string().as_str())
                            }
                            _ => true,
                        });
                        if rooted {
                            self.crates.insert(name);
                        }
                    } else if ![".", "$"].contains(&before(at, 1).as_str()) && name.starts_with(char::is_uppercase) {
                        self.used.insert(name);
                    }
                }
                _ => {}
            }
        }
    }

    fn imports(&mut self, list: TokenStream) {
        self.defined.extend(list.into_iter().filter(|it| matches!(it, TokenTree::Ident(_))).map(|it| it.to_string()));
    }

    fn variants(&mut self, body: TokenStream) {
        let mut next = true;
        for token in body {
            match token {
                TokenTree::Ident(it) if next => {
                    self.defined.insert(it.to_string());
                    next = false;
                }
                TokenTree::Punct(it) if it.as_char() == ',' => next = true,
                _ => {}
            }
        }
    }

    fn knows(&self, name: &str, no_std: bool) -> bool {
        /// What `core` has in its prelude or derives.
        const CORE: &[&str] = &[
            "Self",
            "Some",
            "None",
            "Ok",
            "Err",
            "Option",
            "Result",
            "Default",
            "Clone",
            "Copy",
            "Debug",
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
            "From",
            "AsRef",
            "Into",
            "Sized",
        ];
        const STD: &[&str] = &["String", "Vec", "Box", "ToString", "ToOwned"];
        self.defined.contains(name) || CORE.contains(&name) || (!no_std && STD.contains(&name))
    }
}

/// Code for all of them.
pub(crate) fn add_to(world: &mut World) {
    let page = Page::read("everything");
    for (at, (_, mut options)) in all_options().into_iter().enumerate() {
        // The edition is a package's.
        if options.edition == Edition::E2021 && options.layout != Layout::Crate {
            options.package.modules = options.layout == Layout::Modules;
            options.layout = Layout::Crate;
        }
        let kind = if options.layout == Layout::Crate { Kind::Package } else { Kind::More };
        world.add(&Crate { module: &format!("c{at}"), kind, schema: &page.schema, options: &options, user: "" });
    }
}
