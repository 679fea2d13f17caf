//! Every public type, function and method has an example in its documentation. What no documentation shows (it is public
//! for the command and the benches) needs none.

use std::path::Path;
use syn::{Attribute, ImplItem, Item, Visibility};

/// What is hidden, and what is part of other people's code.
const FREE: [&str; 6] = ["main.rs", "cli/", "markdown/", "text/spelling.rs", "emit/rust/support/", "lib.rs"];

#[test]
fn every_public_item_has_an_example() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &src, &mut files);
    let (mut count, mut without) = (0, Vec::new());
    for (path, text) in files {
        let file = syn::parse_file(&text).unwrap_or_else(|it| panic!("{path}: {it}"));
        for (name, attributes) in items(&file.items).into_iter().filter(|it| !is_hidden(it.1)) {
            count += 1;
            if !docs(attributes).contains("```") {
                without.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(count > 300, "src was not read: {count}");
    assert!(without.is_empty(), "{} public items of {count} have no example:\n{}", without.len(), without.join("\n"));
}

/// Types, functions and methods; `unreachable_pub` sees to it that what is `pub` is public.
fn items(all: &[Item]) -> Vec<(String, &[Attribute])> {
    let mut found: Vec<(String, &[Attribute])> = Vec::new();
    for item in all {
        let (name, visibility, attributes) = match item {
            Item::Enum(it) => (&it.ident, &it.vis, &it.attrs),
            Item::Fn(it) => (&it.sig.ident, &it.vis, &it.attrs),
            Item::Struct(it) => (&it.ident, &it.vis, &it.attrs),
            Item::Trait(it) => (&it.ident, &it.vis, &it.attrs),
            Item::Impl(block) if block.trait_.is_none() => {
                for it in &block.items {
                    if let ImplItem::Fn(it) = it
                        && matches!(it.vis, Visibility::Public(_))
                    {
                        found.push((it.sig.ident.to_string(), &it.attrs));
                    }
                }
                continue;
            }
            _ => continue,
        };
        if matches!(visibility, Visibility::Public(_)) {
            found.push((name.to_string(), attributes));
        }
    }
    found
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    let hidden = |it: &Attribute| match &it.meta {
        syn::Meta::List(it) => it.path.is_ident("doc") && it.tokens.to_string() == "hidden",
        _ => false,
    };
    attributes.iter().any(hidden)
}

fn docs(attributes: &[Attribute]) -> String {
    let text = |it: &Attribute| match &it.meta {
        syn::Meta::NameValue(it) if it.path.is_ident("doc") => match &it.value {
            syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(it), .. }) => Some(it.value() + "\n"),
            _ => None,
        },
        _ => None,
    };
    attributes.iter().filter_map(text).collect()
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("a folder can be listed").path();
        let name = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            collect(root, &path, files);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && !FREE.iter().any(|it| name.starts_with(it)) {
            files.push((name, std::fs::read_to_string(&path).expect("it is a text")));
        }
    }
}
