//! `docs/config.md` and the table in the README are made from the types that `fieldtable.toml` is read into: keys, kinds,
//! defaults and their doc comments. `INSTA_UPDATE=always` writes them.

use crate::expected::{root, update};
use fieldtable::name::Case;
use proc_macro2::TokenStream;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
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
    for field in code.fields(&code.structure("config", "Config")) {
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
struct Code {
    items: Vec<(String, Item)>,
    tables: Vec<(String, Table)>,
    words: HashMap<String, Words>,
}

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
            "src/dialect/written/words/vocabulary.rs",
        ] {
            read(&root(place), place.rsplit('/').next().expect("it has a name"), &mut items);
        }
        let (mut tables, mut words) = (Vec::new(), HashMap::new());
        for (place, item) in &items {
            let Item::Macro(it) = item else { continue };
            let kind = it.mac.path.get_ident().map(ToString::to_string).unwrap_or_default();
            let named = |input: ParseStream<'_>| input.parse::<syn::Ident>().map(|it| it.to_string());
            match kind.as_str() {
                "table" => {
                    let read = |input: ParseStream<'_>| Ok((named(input)?, input.parse()?));
                    let (name, table): (_, Table) = it.mac.parse_body_with(read).expect("a struct and its keys");
                    tables.push((format!("{place}::{name}"), table));
                }
                "words" => {
                    let read = |input: ParseStream<'_>| Ok((named(input)?, input.parse()?));
                    words.extend([it.mac.parse_body_with(read).expect("an enum and its words")]);
                }
                _ => {}
            }
        }
        Self { items, tables, words }
    }

    fn keys(&self, place: &str, item: &ItemStruct) -> &Table {
        let name = format!("{place}::{}", item.ident);
        &self.tables.iter().find(|it| it.0 == name).unwrap_or_else(|| panic!("`{name}` has no keys")).1
    }

    fn fields(&self, (place, item): &Structure) -> Vec<Key> {
        let Fields::Named(named) = &item.fields else { panic!("`{}` has no keys", item.ident) };
        let table = self.keys(place, item);
        let key = |it: &syn::Field| {
            let name = it.ident.as_ref().expect("named").to_string();
            let (key, _) = table.keys.iter().find(|it| it.1 == name)?;
            Some(Key { key: key.clone(), name, ty: it.ty.clone(), attrs: it.attrs.clone() })
        };
        named.named.iter().filter_map(key).collect()
    }

    fn structure(&self, place: &str, name: &str) -> Structure {
        let found = self.items.iter().find_map(|(at, item)| match item {
            Item::Struct(it) if it.ident == name && (place.is_empty() || at == place) => Some((at.clone(), it.clone())),
            _ => None,
        });
        found.unwrap_or_else(|| panic!("no struct `{place}::{name}`"))
    }

    fn has_structure(&self, name: &str) -> bool {
        self.items.iter().any(
            |(_, item)| matches!(item, Item::Struct(it) if it.ident == name && matches!(it.fields, Fields::Named(_))),
        )
    }

    fn enumeration(&self, name: &str) -> Option<&ItemEnum> {
        self.items.iter().find_map(|(_, item)| match item {
            Item::Enum(it) if it.ident == name => Some(it),
            _ => None,
        })
    }

    fn table(&self, structure: &Structure, title: &str, queue: &mut Vec<(String, Structure)>) -> String {
        let (place, item) = structure;
        let mut out = String::from("| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n");
        for field in self.fields(structure) {
            let path =
                if title == "Top level" { String::new() } else { format!("{}.", title.trim_matches(['[', ']', '`'])) };
            let value = self.value(&field.ty, &format!("{path}{}", field.key), queue);
            let needed = self.keys(place, item).needed.contains(&field.key);
            let default =
                if !needed { self.default(place, &item.ident.to_string(), &field) } else { "required".into() };
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
                let cases = Case::ALL.map(|it| format!("`{:?}`", it.spelled())).join(", ");
                format!("{cases}, `\"as-written\"`")
            }
            (name, []) if self.words.contains_key(name) => self.words[name].listed(),
            (name, []) => {
                let place =
                    if segments.len() > 1 { segments[segments.len() - 2].ident.to_string() } else { String::new() };
                let item = self.structure(&place, name);
                // A type that only checks what is written.
                if let Fields::Unnamed(inner) = &item.1.fields {
                    return self.value(&inner.unnamed[0].ty, path, queue);
                }
                let title = format!("`[{path}]`");
                let either = if self.keys(&item.0, &item.1).is_word { "word or " } else { "" };
                if !queue.iter().any(|it| it.0 == title) {
                    queue.push((title.clone(), item));
                }
                format!("{either}table {title}")
            }
            _ => panic!("{path}: `{name}` is not described here"),
        }
    }

    fn default(&self, place: &str, owner: &str, field: &Key) -> String {
        let by_hand = self.items.iter().find_map(|(at, item)| match item {
            Item::Impl(it) if at == place && is_default_of(it, owner) => Some(it),
            _ => None,
        });
        if let Some(expr) = by_hand.and_then(|it| assigned(it, &field.name)) {
            return self.expression(&expr).unwrap_or_default();
        }
        let Type::Path(it) = &field.ty else { return String::new() };
        let name = it.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
        match (name.as_str(), self.enumeration(&name), self.words.get(&name)) {
            ("bool", ..) => "`false`".into(),
            (_, Some(item), Some(words)) => item
                .variants
                .iter()
                .find(|it| it.attrs.iter().any(|it| it.path().is_ident("default")))
                .and_then(|it| words.word(&it.ident.to_string()))
                .unwrap_or_default(),
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
                self.words.get(owner)?.word(variant)
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
            items.push((place.to_owned(), item));
        }
    }
}

/// What `table! { Name { key, "key" = field, … } needs "key", …; … }` says of a struct.
struct Table {
    /// The key of each field that has one.
    keys: Vec<(String, String)>,
    needed: Vec<String>,
    /// Whether a word may stand for the table.
    is_word: bool,
}

/// What `words! { Name { Variant = "word", … } or Other }` says of an enum.
struct Words {
    each: Vec<(String, String)>,
    /// Whether a path may stand there too.
    or_path: bool,
}

impl Parse for Table {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let inner;
        syn::braced!(inner in input);
        let mut keys = Vec::new();
        while !inner.is_empty() {
            let key = match inner.parse::<Option<syn::LitStr>>()? {
                Some(key) => {
                    inner.parse::<Token![=]>()?;
                    (key.value(), inner.call(syn::Ident::parse_any)?.to_string())
                }
                None => {
                    let name = inner.call(syn::Ident::parse_any)?.to_string();
                    if inner.peek(syn::Ident) {
                        inner.parse::<syn::Ident>()?;
                        inner.parse::<syn::Path>()?;
                    }
                    (name.clone(), name)
                }
            };
            keys.push(key);
            inner.parse::<Token![,]>()?;
        }
        let rest = input.parse::<TokenStream>()?.to_string();
        let (needs, others) = rest.split_once(';').unwrap_or((&rest, ""));
        let needed = needs.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        Ok(Self { keys, needed, is_word: others.split_whitespace().any(|it| it == "word") })
    }
}

impl Parse for Words {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let inner;
        syn::braced!(inner in input);
        let word = |input: ParseStream<'_>| {
            let variant: syn::Ident = input.parse()?;
            input.parse::<Token![=]>()?;
            Ok((variant.to_string(), input.parse::<syn::LitStr>()?.value()))
        };
        let each = inner.parse_terminated(word, Token![,])?.into_iter().collect();
        Ok(Self { each, or_path: !input.parse::<TokenStream>()?.is_empty() })
    }
}

impl Words {
    fn listed(&self) -> String {
        let path = self.or_path.then(|| "a path".to_owned());
        self.each.iter().map(|it| format!("`{:?}`", it.1)).chain(path).collect::<Vec<_>>().join(", ")
    }

    /// `None` for what is no variant.
    fn word(&self, variant: &str) -> Option<String> {
        self.each.iter().find(|it| it.0 == variant).map(|it| format!("`{:?}`", it.1))
    }
}

/// The doc comment on one line, without its example.
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
    lines.take_while(|it| !it.starts_with("```")).collect::<Vec<_>>().join(" ").trim().replace('|', "\\|")
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
