//! Code → text. Nothing is decided here.

mod enum_blocks;
mod enums;
mod parts;
mod structs;
mod unions;

use self::parts::{attributes, ident, inner_attributes, ty, visibility};
use super::code::{File, Item};
use syn::punctuated::Punctuated;
use syn::token;

/// Writes code down.
pub(super) struct Printer {
    enums: enums::Templates,
    unions: unions::Templates,
    structs: structs::Templates,
}

impl Printer {
    pub(super) fn new(no_std: bool) -> Self {
        Self {
            enums: enums::Templates::new(no_std),
            unions: unions::Templates::new(no_std),
            structs: structs::Templates::new(no_std),
        }
    }

    /// The text of a file.
    pub(super) fn file(&self, file: &File) -> String {
        let mut items = Vec::new();
        file.items.iter().for_each(|it| self.item(it, &mut items));
        let mut text = String::new();
        for line in &file.header {
            text.push_str(format!("//{line}").trim_end());
            text.push('\n');
        }
        if !file.header.is_empty() {
            text.push('\n');
        }
        let attrs = inner_attributes(&file.attrs);
        let mut blocks: Vec<String> = items.into_iter().map(|it| unparse(Vec::new(), vec![it])).collect();
        if !attrs.is_empty() {
            blocks.insert(0, unparse(attrs, Vec::new()));
        }
        text + &blocks.join("\n")
    }

    fn item(&self, item: &Item, items: &mut Vec<syn::Item>) {
        match item {
            Item::Struct(it) => self.structs.structure(it, items),
            Item::Newtype(it) => items.push(structs::newtype(it)),
            Item::Alias(it) => items.push(structs::alias(it)),
            Item::Enum(it) => self.enums.enumeration(it, items),
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
                let content = syn::parse_file(text).expect("the shared code is Rust");
                items.push(syn::Item::Mod(syn::ItemMod {
                    attrs: attributes(&[super::code::Attr::Doc(" What the models share.".to_owned())]),
                    vis: visibility(*seen),
                    unsafety: None,
                    mod_token: token::Mod::default(),
                    ident: ident(name),
                    content: Some((token::Brace::default(), content.items)),
                    semi: None,
                }));
            }
        }
    }
}

/// The text of some items.
fn unparse(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> String {
    let text = prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs, items });
    format!("{}\n", text.trim_end())
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
