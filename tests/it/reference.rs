//! `docs/config.md` and the table in the README are made from the types that `fieldtable.toml` is read into: keys, kinds,
//! defaults and their doc comments. `INSTA_UPDATE=always` writes them.

use crate::expected::{root, update};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::fmt::Write;
use std::path::Path;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, Fields, GenericArgument, Item, ItemEnum, ItemImpl, ItemStruct, Lit, Meta, PathArguments, Token,
    Type,
};

#[test]
fn the_reference_is_made_from_the_code() {
    let code = Code::read();
    let mut out = String::from(
        "# `fieldtable.toml`\n\n<!-- Made from the code by tests/it/reference.rs; `INSTA_UPDATE=always cargo test` writes it. -->\n\nPaths are relative to the file. Flags and the methods of `Builder` win over it. A key that is not listed here is an error.\n",
    );
    let mut queue = vec![(String::from("Top level"), code.structure("config", "Config"))];
    let mut at = 0;
    while at < queue.len() {
        let (title, item) = queue[at].clone();
        write!(out, "\n## {title}\n\n").expect("a string takes all");
        if title != "Top level" {
            writeln!(out, "{}\n", docs(&item.1.attrs)).expect("a string takes all");
        }
        out += &code.table(&item, &title, &mut queue);
        at += 1;
    }
    update("docs/config.md", &out);
    update("templates/page/choices.json", &offered(&out));

    let mut keys = String::from("| Key | Meaning |\n| --- | --- |\n");
    for field in fields(&code.structure("config", "Config").1) {
        writeln!(keys, "| `{}` | {} |", field.key, docs(&field.attrs)).expect("a string takes all");
    }
    let readme = std::fs::read_to_string(root("README.md")).expect("there is a README");
    let (start, end) = ("<!-- config -->\n", "<!-- /config -->");
    let (before, rest) = readme.split_once(start).expect("the README says where the table stands");
    let (_, after) = rest.split_once(end).expect("the README says where the table ends");
    update("README.md", &format!("{before}{start}{keys}{end}{after}"));
}

/// What can be chosen instead of a default, of keys whose value is one of a few words, as the page of `play` offers it.
fn offered(reference: &str) -> String {
    let mut lines = Vec::new();
    let mut table = "";
    for line in reference.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            table = title.trim_matches(['`', '[', ']']);
        }
        let cells: Vec<_> = line.trim_matches(['|', ' ']).split(" | ").map(str::trim).collect();
        let [key, values, default, _] = cells.as_slice() else { continue };
        // How code is laid out in files cannot be seen on a page.
        if !["rust", "rust.types"].contains(&table) || *key == "`layout`" || !values.starts_with('`') {
            continue;
        }
        let keys: Vec<_> = table.split('.').chain([key.trim_matches('`')]).collect();
        for value in values.split(", ").filter(|it| it.starts_with('`') && it != default) {
            let value = value.trim_matches('`');
            lines.push(format!("  {{ \"keys\": {keys:?}, \"value\": {value} }}"));
        }
    }
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// The items that configuration is read into, each with the folder or file it stands in.
struct Code(Vec<(String, Item)>);

type Structure = (String, ItemStruct);

/// A key of a table.
struct Key {
    key: String,
    name: String,
    ty: Type,
    attrs: Vec<Attribute>,
}

impl Code {
    fn read() -> Self {
        let mut items = Vec::new();
        for place in [
            "src/config",
            "src/resolve",
            "src/emit/rust",
            "src/diag/mod.rs",
            "src/name",
            "src/diff",
            "src/schema",
            "src/dialect/written/vocabulary.rs",
        ] {
            read(&root(place), place.rsplit('/').next().expect("it has a name"), &mut items);
        }
        Self(items)
    }

    fn structure(&self, place: &str, name: &str) -> Structure {
        let found = self.0.iter().find_map(|(at, item)| match item {
            Item::Struct(it) if it.ident == name && (place.is_empty() || at == place) => Some((at.clone(), it.clone())),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("no struct `{place}::{name}`"))
    }

    fn has_structure(&self, name: &str) -> bool {
        self.0.iter().any(
            |(_, item)| matches!(item, Item::Struct(it) if it.ident == name && matches!(it.fields, Fields::Named(_))),
        )
    }

    fn enumeration(&self, name: &str) -> Option<&ItemEnum> {
        self.0.iter().find_map(|(_, item)| match item {
            Item::Enum(it) if it.ident == name && is_read(&it.attrs) => Some(it),
            _ => None,
        })
    }

    fn table(&self, (place, item): &Structure, title: &str, queue: &mut Vec<(String, Structure)>) -> String {
        let mut out = String::from("| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n");
        for field in fields(item) {
            let path =
                if title == "Top level" { String::new() } else { format!("{}.", title.trim_matches(['[', ']', '`'])) };
            let value = self.value(&field.ty, &format!("{path}{}", field.key), queue);
            let may_be_absent = has_serde(&item.attrs, "default") || has_serde(&field.attrs, "default");
            let default =
                if may_be_absent { self.default(place, &item.ident.to_string(), &field) } else { "required".into() };
            writeln!(out, "| `{}` | {value} | {default} | {} |", field.key, docs(&field.attrs))
                .expect("a string takes all");
        }
        out
    }

    /// What a value looks like. A table is queued to be described under `[path]`.
    fn value(&self, ty: &Type, path: &str, queue: &mut Vec<(String, Structure)>) -> String {
        let Type::Path(it) = ty else { panic!("{path} is of a type that no file can hold") };
        let segments: Vec<_> = it.path.segments.iter().collect();
        let last = segments.last().expect("a path has a segment");
        let name = last.ident.to_string();
        let mut inner = Vec::new();
        if let PathArguments::AngleBracketed(arguments) = &last.arguments {
            inner.extend(arguments.args.iter().filter_map(|it| match it {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            }));
        }
        match (name.as_str(), inner.as_slice()) {
            ("Option" | "Box", [ty]) => self.value(ty, path, queue),
            ("Vec", [ty]) if matches!(ty, Type::Path(it) if it.path.segments.last().is_some_and(|it| self.has_structure(&it.ident.to_string()))) => {
                self.value(ty, &format!("[{path}]"), queue)
            }
            ("Vec" | "BTreeSet" | "IndexSet", [ty]) => format!("list of {}", self.value(ty, path, queue)),
            ("IndexMap" | "BTreeMap", [_, ty]) => {
                let named = format!("{path}.\"…\"");
                format!("table of {}", self.value(ty, &named, queue))
            }
            ("String" | "RustType" | "Identifier" | "Attribute", []) => "text".into(),
            ("PathBuf", []) => "path".into(),
            ("bool", []) => "`true`, `false`".into(),
            ("usize" | "u64" | "u32" | "u16" | "u8", []) => "number".into(),
            ("Value", []) => "any value".into(),
            // Written by hand, as the words of `Case` and one more.
            ("WireCase", []) => {
                let cases = words(self.enumeration("Case").expect("the case conventions"));
                format!("{cases}, `\"as-written\"`")
            }
            (name, []) if self.enumeration(name).is_some() => words(self.enumeration(name).expect("it was just found")),
            (name, []) => {
                let place =
                    if segments.len() > 1 { segments[segments.len() - 2].ident.to_string() } else { String::new() };
                let item = self.structure(&place, name);
                // A type that only checks what is written.
                if let Fields::Unnamed(inner) = &item.1.fields {
                    return self.value(&inner.unnamed[0].ty, path, queue);
                }
                let title = format!("`[{path}]`");
                if !queue.iter().any(|it| it.0 == title) {
                    queue.push((title.clone(), item));
                }
                let either = if ["WireNames", "FindingSetting"].contains(&name) { "word or " } else { "" };
                format!("{either}table {title}")
            }
            _ => panic!("{path}: `{name}` is not described here"),
        }
    }

    fn default(&self, place: &str, owner: &str, field: &Key) -> String {
        let by_hand = self.0.iter().find_map(|(at, item)| match item {
            Item::Impl(it) if at == place && is_default_of(it, owner) => Some(it),
            _ => None,
        });
        if let Some(expr) = by_hand.and_then(|it| assigned(it, &field.name)) {
            return self.expression(&expr).unwrap_or_default();
        }
        let Type::Path(it) = &field.ty else { return String::new() };
        let name = it.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
        match (name.as_str(), self.enumeration(&name)) {
            ("bool", _) => "`false`".into(),
            (_, Some(item)) => item
                .variants
                .iter()
                .find(|it| it.attrs.iter().any(|it| it.path().is_ident("default")))
                .map_or_else(String::new, |it| format!("`{:?}`", word(item, it))),
            _ => String::new(),
        }
    }

    /// A default that is written by hand, where it is a plain value.
    fn expression(&self, expr: &Expr) -> Option<String> {
        match expr {
            Expr::Lit(it) => match &it.lit {
                Lit::Bool(it) => Some(format!("`{}`", it.value)),
                Lit::Int(it) => Some(format!("`{}`", it.base10_digits())),
                Lit::Str(it) => Some(format!("`{:?}`", it.value())),
                _ => None,
            },
            Expr::MethodCall(it) => self.expression(&it.receiver),
            Expr::Call(it) => it.args.first().and_then(|it| self.expression(it)),
            Expr::Path(it) => {
                let names: Vec<_> = it.path.segments.iter().map(|it| it.ident.to_string()).collect();
                let [.., owner, variant] = names.as_slice() else { return None };
                let item = self.enumeration(owner)?;
                let variant = item.variants.iter().find(|it| it.ident == variant)?;
                Some(format!("`{:?}`", word(item, variant)))
            }
            _ => None,
        }
    }
}

fn read(path: &Path, place: &str, items: &mut Vec<(String, Item)>) {
    if path.is_dir() {
        let mut entries: Vec<_> =
            std::fs::read_dir(path).expect("can be listed").map(|it| it.expect("can be listed").path()).collect();
        entries.sort();
        entries.iter().for_each(|it| read(it, place, items));
    } else if path.extension().is_some_and(|it| it == "rs") {
        let text = std::fs::read_to_string(path).expect("can be read");
        for item in syn::parse_file(&text).expect("it is Rust").items {
            match item {
                Item::Macro(it) if it.ident.is_none() => {
                    items.extend(choices(it.mac.tokens).into_iter().map(|it| (place.to_owned(), Item::Enum(it))));
                }
                item => items.push((place.to_owned(), item)),
            }
        }
    }
}

/// The enums that a macro of a module makes: `Name { Variant, … }` in kebab-case, or `Name { "word" = Variant, … }`, the
/// first of which is the default and beside which a path may stand.
fn choices(tokens: TokenStream) -> Vec<ItemEnum> {
    let mut enums = Vec::new();
    let mut name = None;
    for token in tokens {
        match token {
            TokenTree::Ident(it) => name = Some(it),
            TokenTree::Group(it) if it.delimiter() == Delimiter::Brace => {
                let Some(name) = name.take() else { continue };
                let inner = it.stream();
                let text = if inner.to_string().starts_with('"') {
                    let words =
                        Punctuated::<Word, Token![,]>::parse_terminated.parse2(inner).expect("words and variants");
                    let variant = |it: &Word| format!("#[serde(rename = {:?})] {}", it.0.value(), it.1);
                    format!(
                        "#[derive(Deserialize)] enum {name} {{ #[default] {} }}",
                        words.iter().map(variant).collect::<Vec<_>>().join(", ")
                    )
                } else {
                    format!("#[derive(Deserialize)] #[serde(rename_all = \"kebab-case\")] enum {name} {{ {inner} }}")
                };
                enums.push(syn::parse_str(&text).unwrap_or_else(|it| panic!("{it}: {text}")));
            }
            _ => {}
        }
    }
    enums
}

/// `"word" = Variant`.
struct Word(syn::LitStr, syn::Ident);

impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self(word, input.parse()?))
    }
}

fn fields(item: &ItemStruct) -> Vec<Key> {
    let Fields::Named(named) = &item.fields else { panic!("`{}` has no keys", item.ident) };
    let renamed = serde(&item.attrs, "rename_all");
    let key = |it: &syn::Field| {
        let name = it.ident.as_ref().expect("named").to_string();
        let key = serde(&it.attrs, "rename").unwrap_or_else(|| cased(renamed.as_deref(), &name));
        Key { key, name, ty: it.ty.clone(), attrs: it.attrs.clone() }
    };
    named.named.iter().filter(|it| !has_serde(&it.attrs, "skip")).map(key).collect()
}

/// Whether values of the type are read from files.
fn is_read(attrs: &[Attribute]) -> bool {
    let mut found = false;
    for attr in attrs.iter().filter(|it| it.path().is_ident("derive")) {
        let _ = attr.parse_nested_meta(|meta| {
            found |= meta.path.segments.last().is_some_and(|it| it.ident == "Deserialize");
            Ok(())
        });
    }
    found
}

fn words(item: &ItemEnum) -> String {
    let each = |it: &syn::Variant| match has_serde(&it.attrs, "untagged") {
        true => "a path".to_owned(),
        false => format!("`{:?}`", word(item, it)),
    };
    item.variants.iter().map(each).collect::<Vec<_>>().join(", ")
}

fn word(item: &ItemEnum, variant: &syn::Variant) -> String {
    let name = variant.ident.to_string();
    serde(&variant.attrs, "rename").unwrap_or_else(|| cased(serde(&item.attrs, "rename_all").as_deref(), &name))
}

fn cased(convention: Option<&str>, name: &str) -> String {
    use fieldtable::name::Case;
    match convention {
        None => name.to_owned(),
        Some("lowercase") => name.to_lowercase(),
        Some(convention) => Case::ALL
            .into_iter()
            .find(|it| {
                it.apply("aB")
                    == match convention {
                        "snake_case" => "a_b",
                        "kebab-case" => "a-b",
                        "camelCase" => "aB",
                        "PascalCase" => "AB",
                        _ => "A_B",
                    }
            })
            .expect("a convention of serde")
            .apply(name),
    }
}

/// The text of `#[serde(key = "text")]`.
fn serde(attrs: &[Attribute], key: &str) -> Option<String> {
    let mut found = None;
    for attr in attrs.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attr.parse_nested_meta(|meta| {
            let here = meta.path.is_ident(key);
            if meta.input.peek(syn::Token![=]) {
                let value: Lit = meta.value()?.parse()?;
                if let (true, Lit::Str(text)) = (here, value) {
                    found = Some(text.value());
                }
            }
            Ok(())
        });
    }
    found
}

fn has_serde(attrs: &[Attribute], key: &str) -> bool {
    let mut found = false;
    for attr in attrs.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attr.parse_nested_meta(|meta| {
            found |= meta.path.is_ident(key);
            if meta.input.peek(syn::Token![=]) {
                let _: Lit = meta.value()?.parse()?;
            }
            Ok(())
        });
    }
    found
}

/// The doc comment on one line.
fn docs(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter_map(|it| match &it.meta {
        Meta::NameValue(it) if it.path.is_ident("doc") => match &it.value {
            Expr::Lit(it) => match &it.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ").trim().replace('|', "\\|")
}

fn is_default_of(item: &ItemImpl, owner: &str) -> bool {
    let of_default = item.trait_.as_ref().is_some_and(|it| it.0.is_ident("Default"));
    of_default && matches!(&*item.self_ty, Type::Path(it) if it.path.is_ident(owner))
}

/// What `Self { name: … }` in an `impl Default` gives the field.
fn assigned(item: &ItemImpl, name: &str) -> Option<Expr> {
    let syn::ImplItem::Fn(function) = item.items.first()? else { return None };
    let syn::Stmt::Expr(Expr::Struct(literal), _) = function.block.stmts.last()? else { return None };
    let is_it = |it: &&syn::FieldValue| matches!(&it.member, syn::Member::Named(it) if it == name);
    literal.fields.iter().find(is_it).map(|it| it.expr.clone())
}
