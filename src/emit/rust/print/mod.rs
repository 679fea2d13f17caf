//! Code → text. Nothing is decided here.

mod enums;
mod parts;
mod structs;
mod unions;

use self::parts::{attributes, fill, ident, inner_attributes, ty, visibility};
use super::code::{File, Item};
use quote::ToTokens;
use rayon::prelude::*;
use syn::punctuated::Punctuated;
use syn::token;

/// Writes files down, items side by side: syntax trees do not go from thread to thread, so each has templates of its own.
pub(super) fn print(file: File, no_std: bool) -> String {
    let mut text = String::new();
    for line in &file.header {
        text.push_str(format!("//{line}").trim_end());
        text.push('\n');
    }
    if !file.header.is_empty() {
        text.push('\n');
    }
    let attrs = inner_attributes(&file.attrs);
    let mut blocks: Vec<String> = Vec::new();
    if !attrs.is_empty() {
        blocks.push(unparse(attrs, Vec::new(), &[]));
    }
    // What is printed is dropped: for code of any size, there is no room for both.
    let printed: Vec<Vec<String>> = file
        .items
        .into_par_iter()
        .chunks(CHUNK)
        .map_init(|| Printer::new(no_std), |printer, items| printer.blocks(&items))
        .collect();
    blocks.extend(printed.into_iter().flatten());
    text.reserve_exact(blocks.iter().map(|it| it.len() + 1).sum());
    for (at, block) in blocks.into_iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&block);
    }
    text
}

/// How many items are printed at a time.
const CHUNK: usize = 32;

/// Writes items down.
pub(super) struct Printer {
    unions: unions::Templates,
    structs: structs::Templates,
}

impl Printer {
    pub(super) fn new(no_std: bool) -> Self {
        Self { unions: unions::Templates::new(no_std), structs: structs::Templates::new(no_std) }
    }

    /// The texts of some items.
    fn blocks(&self, code: &[Item]) -> Vec<String> {
        let mut blocks = Vec::with_capacity(code.len());
        let mut items = Vec::new();
        for it in code {
            let mut docs = Vec::new();
            let below = self.item(it, &mut items, &mut docs);
            blocks.extend(items.drain(..).map(|it| unparse(Vec::new(), vec![it], &std::mem::take(&mut docs))));
            blocks.extend(below);
        }
        blocks
    }

    /// The text of what an item defines, without what is implemented for it.
    pub(super) fn definition(&self, item: &Item) -> String {
        let mut items = Vec::new();
        // What stands below a type is implemented for it.
        let mut docs = Vec::new();
        let _ = self.item(item, &mut items, &mut docs);
        items.truncate(1);
        unparse(Vec::new(), items, &docs)
    }

    /// Makes items, and the text that stands below them. `docs` are the doc comments that the first of them leaves empty.
    fn item<'c>(&self, item: &'c Item, items: &mut Vec<syn::Item>, docs: &mut Vec<&'c str>) -> Option<String> {
        match item {
            Item::Struct(it) => *docs = self.structs.structure(it, items),
            Item::Newtype(it) => items.push(structs::newtype(it)),
            Item::Alias(it) => items.push(structs::alias(it)),
            Item::Enum(it) => {
                let (item, call) = enums::enumeration(it);
                items.push(item);
                return Some(call);
            }
            Item::Union(it) => self.unions.union(it, items),
            Item::Module { attrs, visibility: seen, name } => items.push(syn::Item::Mod(syn::ItemMod {
                attrs: attributes(attrs),
                vis: seen.map_or(syn::Visibility::Inherited, visibility),
                unsafety: None,
                mod_token: token::Mod::default(),
                ident: ident(name),
                content: None,
                semi: Some(token::Semi::default()),
            })),
            Item::Use { attrs, visibility: seen, module, names } => {
                items.push(syn::Item::Use(syn::ItemUse {
                    attrs: attributes(attrs),
                    vis: visibility(*seen),
                    use_token: token::Use::default(),
                    leading_colon: None,
                    tree: parts::use_tree(module, names),
                    semi_token: token::Semi::default(),
                }));
            }
            Item::ExternCrate(name) => {
                let name = ident(name);
                items.push(syn::parse_quote!(extern crate #name;));
            }
            Item::Support { visibility: seen, name, text } => {
                let seen = visibility(*seen).into_token_stream().to_string().replace(' ', "");
                let lines = text.trim().lines().map(|it| format!("    {it}").trim_end().to_owned() + "\n");
                let body: String = lines.collect();
                return Some(format!("/// What the models share.\n{seen} mod {name} {{\n{body}}}\n"));
            }
        }
        None
    }
}

/// The text of some items, with the doc comments that they leave empty.
fn unparse(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>, docs: &[&str]) -> String {
    let mut text = prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs, items });
    text.truncate(text.trim_end().len());
    text.push('\n');
    if docs.is_empty() { text } else { fill(&text, docs) }
}

/// A type with generics that are none.
fn no_generics() -> syn::Generics {
    syn::Generics::default()
}

/// The fields of `struct Name(T);` and of variants.
fn unnamed(inner: syn::Type, seen: syn::Visibility) -> syn::Fields {
    let mut fields = Punctuated::new();
    fields.push(syn::Field {
        attrs: Vec::new(),
        vis: seen,
        modifiers: syn::FieldModifiers::default(),
        ident: None,
        colon_token: None,
        ty: inner,
        default: None,
    });
    syn::Fields::Unnamed(syn::FieldsUnnamed { paren_token: token::Paren::default(), unnamed: fields })
}

/// The self type of an `impl`.
fn self_type(name: &str) -> Box<syn::Type> {
    Box::new(ty(&super::code::Ty::Path { absolute: false, segments: vec![name.to_owned()], args: Vec::new() }))
}
