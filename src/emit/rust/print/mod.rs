//! Code → text. Nothing is decided here.

mod enums;
mod lines;
mod parts;
mod structs;
mod unions;

use self::parts::{attributes, ident, inner_attributes, ty, visibility};
use super::code::{Attr, Item, Made};
use crate::emit::Text;
use std::cell::LazyCell;
use syn::punctuated::Punctuated;
use syn::token;

impl Made for Text {
    fn add(&mut self, next: Self) {
        self.append(next);
    }
}

thread_local! {
    /// The printer with std, and the one without. Syntax trees do not go from thread to thread.
    static PRINTERS: [Printer; 2] = [false, true].map(Printer::new);
}

/// The text of an item with what is implemented for it. It ends a line; a blank one stands before each but a file's head.
pub(super) fn text(item: &Item<'_>, no_std: bool) -> Text {
    let above = if matches!(item, Item::Head { .. }) { "" } else { "\n" };
    let blocks = PRINTERS.with(|it| it[usize::from(no_std)].blocks(item));
    let mut text = String::with_capacity(blocks.iter().map(|it| above.len() + it.len()).sum());
    for block in blocks {
        text.push_str(above);
        text.push_str(&block);
    }
    text.into()
}

fn head(comment: &[String], attrs: &[Attr<'_>]) -> String {
    let mut head = String::new();
    for line in comment {
        head.push_str(format!("//{line}").trim_end());
        head.push('\n');
    }
    let attrs = inner_attributes(attrs);
    if !attrs.is_empty() {
        head.push('\n');
        head.push_str(&unparse(attrs, Vec::new()));
    }
    head
}

/// The text of what an item defines, without what is implemented for it.
pub(super) fn definition(item: &Item<'_>, no_std: bool) -> String {
    // What stands below a type is implemented for it.
    PRINTERS.with(|it| it[usize::from(no_std)].blocks(item).swap_remove(0))
}

/// Writes items down.
struct Printer {
    unions: LazyCell<unions::Templates, Box<dyn FnOnce() -> unions::Templates>>,
    structs: LazyCell<structs::Templates, Box<dyn FnOnce() -> structs::Templates>>,
}

impl Printer {
    fn new(no_std: bool) -> Self {
        Self {
            unions: LazyCell::new(Box::new(move || unions::Templates::new(no_std))),
            structs: LazyCell::new(Box::new(move || structs::Templates::new(no_std))),
        }
    }

    /// An item and what is implemented for it, a text each.
    fn blocks(&self, item: &Item<'_>) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut items = Vec::new();
        match item {
            Item::Struct(it) => {
                blocks.extend(structs::definitions(it));
                if !it.is_bare() {
                    self.structs.implementations(it, &mut items);
                }
            }
            Item::Head { comment, attrs } => blocks.push(head(comment, attrs)),
            Item::Newtype(it) => items.push(structs::newtype(it)),
            Item::Alias(it) => items.push(structs::alias(it)),
            Item::Enum(it) => blocks.extend(enums::enumeration(it)),
            Item::Union(it) => {
                blocks.push(unions::definition(it));
                self.unions.implementations(it, &mut items);
            }
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
                let lines = text.trim().lines().map(|it| format!("    {it}").trim_end().to_owned() + "\n");
                let body: String = lines.collect();
                let seen = lines::spelled(*seen);
                blocks.push(format!("/// What the models share.\n{seen}mod {name} {{\n{body}}}\n"));
            }
        }
        blocks.extend(items.into_iter().map(|it| unparse(Vec::new(), vec![it])));
        blocks
    }
}

/// The text of some items.
fn unparse(attrs: Vec<syn::Attribute>, items: Vec<syn::Item>) -> String {
    let mut text = prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs, items });
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
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
    Box::new(ty(&super::code::Ty::new(name)))
}
