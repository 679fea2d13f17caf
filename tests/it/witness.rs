//! The Rust verdict is the compiler's. For every pair of fixtures/diff and every emit profile the code of both sides is
//! generated; what consumers could write of the old code is compiled against the old code and against the new; the verdict
//! is that something of it compiles no longer.

use crate::diff::{ids, in_code, pair};
use fieldtable::diff::rules::Verdict;
use fieldtable::diff::{Comparison, Finding};
use fieldtable::emit::rust::{self, NonExhaustive};
use fieldtable::schema::Schema;
use quote::{ToTokens, format_ident, quote};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use syn::{Fields, FnArg, ImplItem, Item, Visibility};

const PROFILES: &[(&str, NonExhaustive)] = &[("plain", NonExhaustive::Never), ("closed", NonExhaustive::Always)];

#[test]
fn the_rust_verdict_is_the_compilers() {
    let mut wrong = Vec::new();
    for (profile, non_exhaustive) in PROFILES {
        let options =
            rust::Options { non_exhaustive: *non_exhaustive, rustfmt_skip: false, ..rust::Options::default() };
        let sides: Vec<_> = ids().into_iter().map(|id| (id, pair(id))).collect();
        let text = |it: &Schema| {
            rust::emit(it, &options).artifacts.into_iter().map(|it| it.text.to_string()).collect::<String>()
        };
        let codes: Vec<(String, String)> =
            sides.iter().map(|(_, (old, new))| (text(&old.schema), text(&new.schema))).collect();
        let patterns: Vec<(usize, String)> = (codes.iter().enumerate())
            .flat_map(|(at, (old, _))| patterns(old).into_iter().map(move |it| (at, it)))
            .collect();
        let world = World::new(profile, &codes);
        let all: BTreeSet<usize> = (0..patterns.len()).collect();
        let refused = world.refused("old", &patterns, &all);
        let sound: BTreeSet<usize> = all.difference(&refused).copied().collect();
        assert!(sound.len() * 4 > all.len() * 3, "{profile}: of {} patterns {} compile", all.len(), sound.len());
        let broken = world.refused("new", &patterns, &sound);
        for (at, (id, (old, new))) in sides.iter().enumerate() {
            let comparison = in_code(old, new, &options);
            let said = worst(&comparison, profile) == Verdict::Breaking;
            let emitted = worst(&comparison, "emitted") == Verdict::Breaking;
            let found: Vec<&str> =
                broken.iter().filter(|it| patterns[**it].0 == at).map(|it| patterns[*it].1.as_str()).collect();
            if said == found.is_empty() || emitted != said {
                let list: Vec<_> = comparison
                    .findings
                    .iter()
                    .flat_map(|it| [it].into_iter().chain(&it.consequences))
                    .map(|it| it.rule.id)
                    .collect();
                wrong.push(format!(
                    "{id}, {profile}: said to break {said} (as emitted {emitted}) by {list:?}, broken {found:#?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The worst Rust verdict of all findings and of what follows from them.
fn worst(comparison: &Comparison, profile: &str) -> Verdict {
    let of = |it: &Finding| match profile {
        "plain" => it.verdicts.rust.plain,
        "closed" => it.verdicts.rust.non_exhaustive,
        _ => it.verdicts.rust.emitted,
    };
    let all = comparison.findings.iter().flat_map(|it| [it].into_iter().chain(&it.consequences));
    all.map(of).filter(|it| *it != Verdict::Silent).max().unwrap_or_default()
}

/// Crates with the code of all pairs, a module each, and one that uses it.
struct World {
    /// Packages of worlds that share what is built have names of their own: cargo takes those of one name in one place of a
    /// workspace for one.
    profile: String,
    folder: PathBuf,
    /// The manifest of the crate that uses the code.
    user: String,
}

impl World {
    fn new(profile: &str, codes: &[(String, String)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("witness-{profile}"));
        let write = |path: &str, text: &str| {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
            if std::fs::read_to_string(&path).ok().as_deref() != Some(text) {
                std::fs::write(&path, text).expect("a file");
            }
        };
        write("Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"old\", \"new\", \"user\"]\n");
        let manifest = |name: &str, more: &str| {
            format!(
                "[package]\nname = \"{name}-{profile}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n{more}"
            )
        };
        for (name, pick) in [("old", 0), ("new", 1)] {
            write(&format!("{name}/Cargo.toml"), &manifest(name, &format!("\n[lib]\nname = {name:?}\n")));
            let modules: String = (0..codes.len()).map(|at| format!("pub mod p{at};\n")).collect();
            write(&format!("{name}/src/lib.rs"), &format!("#![allow(warnings)]\n{modules}"));
            for (at, code) in codes.iter().enumerate() {
                write(&format!("{name}/src/p{at}.rs"), if pick == 0 { &code.0 } else { &code.1 });
            }
        }
        std::fs::create_dir_all(folder.join("user/src")).expect("a folder");
        let sides = ["old", "new"].map(|it| format!("{it}-{profile} = {{ path = \"../{it}\" }}\n"));
        let user = manifest("user", &sides.concat());
        Self { profile: profile.to_owned(), folder, user }
    }

    /// The patterns that do not compile against a side. Errors of one kind hide those of another, so that it is asked again
    /// without those that are known, until nothing is left to complain of.
    fn refused(&self, side: &str, patterns: &[(usize, String)], asked: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut refused = BTreeSet::new();
        loop {
            let lines: Vec<usize> = asked.difference(&refused).copied().collect();
            let mut text = String::from("#![allow(warnings)]\n");
            for at in &lines {
                let (pair, pattern) = &patterns[*at];
                writeln!(text, "mod w{at} {{ use {side}::p{pair}::*; {pattern} }}").expect("a string takes all");
            }
            // A name for each text: cargo tells texts of one file apart by the time alone.
            let name = format!("src/{side}{}.rs", refused.len());
            std::fs::write(self.folder.join("user").join(&name), &text).expect("a file");
            let manifest = format!("{}\n[lib]\npath = {name:?}\n", self.user);
            std::fs::write(self.folder.join("user/Cargo.toml"), manifest).expect("a file");
            let found = self.errors();
            if found.is_empty() {
                return refused;
            }
            refused.extend(found.into_iter().map(|line| lines[line - 2]));
        }
    }

    /// The lines of the user's code that do not compile.
    fn errors(&self) -> BTreeSet<usize> {
        let output = Command::new(env!("CARGO"))
            .current_dir(&self.folder)
            .args(["check", "--quiet", "--offline", "--message-format", "json", "-p"])
            .arg(format!("user-{}", self.profile))
            // What the crates depend on is built once for all profiles.
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("witness"))
            .env_remove("RUSTFLAGS")
            .output()
            .expect("there is cargo");
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines = BTreeSet::new();
        for message in text.lines().filter_map(|it| serde_json::from_str::<serde_json::Value>(it).ok()) {
            let message = &message["message"];
            if message["level"] != "error" {
                continue;
            }
            for span in message["spans"].as_array().into_iter().flatten().filter(|it| it["is_primary"] == true) {
                let file = span["file_name"].as_str().unwrap_or_default();
                assert!(file.contains("user/src/"), "generated code does not compile: {}", message["rendered"]);
                lines.extend(span["line_start"].as_u64().and_then(|it| usize::try_from(it).ok()));
            }
        }
        let why = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || !lines.is_empty(), "cargo: {why}");
        lines
    }
}

/// What consumers may write of the types of a file, a function each: they are built, changed, read, taken apart, called,
/// matched, and asked for their traits.
fn patterns(code: &str) -> Vec<String> {
    let file = syn::parse_file(code).expect("it is Rust");
    let mut found = Vec::new();
    for item in &file.items {
        match item {
            Item::Struct(it) => structure(it, &mut found),
            Item::Enum(it) => enumeration(it, &mut found),
            Item::Type(it) => {
                let (name, ty) = (&it.ident, &it.ty);
                found.push(quote!(pub fn same(it: #name) -> #ty { it }).to_string());
            }
            Item::Impl(it) if it.trait_.is_none() => functions(it, &mut found),
            _ => {}
        }
        let (name, attrs) = match item {
            Item::Struct(it) => (&it.ident, &it.attrs),
            Item::Enum(it) => (&it.ident, &it.attrs),
            _ => continue,
        };
        for attr in attrs.iter().filter(|it| it.path().is_ident("derive")) {
            let _ = attr.parse_nested_meta(|meta| {
                let path = &meta.path;
                let bound = match path.to_token_stream().to_string().replace(' ', "").as_str() {
                    "::serde::Deserialize" => quote!(for<'de> ::serde::Deserialize<'de>),
                    "Debug" => quote!(::std::fmt::Debug),
                    "Hash" => quote!(::std::hash::Hash),
                    _ => quote!(#path),
                };
                found.push(quote!(pub fn bound() { fn has<T: #bound>() {} has::<#name>() }).to_string());
                Ok(())
            });
        }
    }
    found
}

fn structure(item: &syn::ItemStruct, found: &mut Vec<String>) {
    let name = &item.ident;
    found.push(quote!(pub fn named(it: #name) {}).to_string());
    let Fields::Named(fields) = &item.fields else {
        let types: Vec<_> = item.fields.iter().map(|it| &it.ty).collect();
        if let [ty] = types.as_slice() {
            found.push(quote!(pub fn wrap(it: #ty) -> #name { #name(it) }).to_string());
            found.push(quote!(pub fn inner(it: #name) -> #ty { it.0 }).to_string());
        }
        return;
    };
    let public: Vec<_> = fields.named.iter().filter(|it| !matches!(it.vis, Visibility::Inherited)).collect();
    let names: Vec<_> = public.iter().map(|it| &it.ident).collect();
    let types: Vec<_> = public.iter().map(|it| &it.ty).collect();
    found.push(quote!(pub fn literal(#(#names: #types),*) -> #name { #name { #(#names),* } }).to_string());
    found.push(quote!(pub fn taken(it: #name) { let #name { #(#names),* } = it; }).to_string());
    for (field, ty) in names.iter().zip(&types) {
        found.push(quote!(pub fn read(it: &#name) -> &#ty { &it.#field }).to_string());
        found.push(quote!(pub fn some(it: #name) -> #ty { let #name { #field, .. } = it; #field }).to_string());
        found.push(
            quote!(pub fn set(it: #ty) -> #name { let mut made = #name::default(); made.#field = it; made })
                .to_string(),
        );
        found.push(quote!(pub fn rest(it: #ty) -> #name { #name { #field: it, ..Default::default() } }).to_string());
    }
}

fn enumeration(item: &syn::ItemEnum, found: &mut Vec<String>) {
    let name = &item.ident;
    found.push(quote!(pub fn named(it: #name) {}).to_string());
    let mut arms = Vec::new();
    for variant in &item.variants {
        let ident = &variant.ident;
        let types: Vec<_> = variant.fields.iter().map(|it| &it.ty).collect();
        let held: Vec<_> = (0..types.len()).map(|at| format_ident!("v{}", at)).collect();
        let (pattern, build) = match &variant.fields {
            Fields::Unit => (quote!(#name::#ident), quote!(pub fn build() -> #name { #name::#ident })),
            Fields::Unnamed(_) => (
                quote!(#name::#ident(..)),
                quote!(pub fn build(#(#held: #types),*) -> #name { #name::#ident(#(#held),*) }),
            ),
            Fields::Named(_) => (quote!(#name::#ident { .. }), quote!()),
        };
        arms.push(quote!(#pattern => {}));
        found.push(build.to_string());
        found.push(quote!(pub fn wild(it: #name) { match it { #pattern => {} _ => {} } }).to_string());
    }
    found.push(quote!(pub fn whole(it: #name) { match it { #(#arms)* } }).to_string());
}

fn functions(item: &syn::ItemImpl, found: &mut Vec<String>) {
    let owner = &item.self_ty;
    for function in item.items.iter().filter_map(|it| if let ImplItem::Fn(it) = it { Some(it) } else { None }) {
        if !matches!(function.vis, Visibility::Public(_)) || !function.sig.generics.params.is_empty() {
            continue;
        }
        let name = &function.sig.ident;
        let mut inputs = Vec::new();
        let mut arguments = Vec::new();
        for (at, input) in function.sig.inputs.iter().enumerate() {
            let argument = format_ident!("a{}", at);
            inputs.push(match input {
                FnArg::Receiver(it) if it.to_token_stream().to_string().starts_with('&') => quote!(#argument: &#owner),
                FnArg::Receiver(_) => quote!(#argument: #owner),
                FnArg::Typed(it) => {
                    let ty = &it.ty;
                    quote!(#argument: #ty)
                }
            });
            arguments.push(argument);
        }
        found.push(quote!(pub fn call(#(#inputs),*) { let _ = #owner::#name(#(#arguments),*); }).to_string());
    }
}
