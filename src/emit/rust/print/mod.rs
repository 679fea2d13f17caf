//! Code → text. Nothing is decided here. What `lines` does not write is put down as it comes, and laid out by prettyplease
//! where the feature `format` is on: code that a build script takes in is read by nobody else.

mod enums;
mod lines;
mod structs;
mod unions;

use self::lines::{Marks, attributes, spelled};
use super::code::{Attr, Item, Made};
use crate::emit::Text;

impl Made for Text {
    fn add(&mut self, next: Self) {
        self.append(next);
    }
}

/// The text of an item with what is implemented for it. It ends a line; a blank one stands before each but a file's head.
pub(super) fn text(item: &Item<'_>, no_std: bool) -> Text {
    let above = if matches!(item, Item::Head { .. }) { "" } else { "\n" };
    let blocks = blocks(item, if no_std { "core" } else { "std" });
    let mut text = String::with_capacity(blocks.iter().map(|it| above.len() + it.len()).sum());
    for block in blocks {
        text.push_str(above);
        text.push_str(&block);
    }
    text.into()
}

/// The text of what an item defines, without what is implemented for it.
pub(super) fn definition(item: &Item<'_>, no_std: bool) -> String {
    // What stands below a type is implemented for it.
    blocks(item, if no_std { "core" } else { "std" }).swap_remove(0)
}

/// An item and what is implemented for it, a text each.
fn blocks(item: &Item<'_>, std: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut sources = Vec::new();
    match item {
        Item::Struct(it) => {
            blocks.extend(structs::definitions(it));
            structs::implementations(it, std, &mut sources);
        }
        Item::Head { comment, attrs } => blocks.push(head(comment, attrs)),
        Item::Newtype(it) => {
            let (attrs, seen) = (attributes(&it.attrs, Marks::OUTER), spelled(it.visibility));
            sources.push(format!("{attrs}{seen}struct {}({seen}{});", it.name, it.ty.text));
        }
        Item::Alias(it) => {
            let (attrs, seen) = (attributes(&it.attrs, Marks::OUTER), spelled(it.visibility));
            sources.push(format!("{attrs}{seen}type {} = {};", it.name, it.ty.text));
        }
        Item::Enum(it) => blocks.extend(enums::enumeration(it)),
        Item::Union(it) => {
            blocks.push(unions::definition(it));
            unions::implementations(it, std, &mut sources);
        }
        Item::Module { attrs, visibility, name } => {
            let seen = visibility.map_or("", spelled);
            sources.push(format!("{}{seen}mod {name};", attributes(attrs, Marks::OUTER)));
        }
        Item::Use { attrs, visibility, module, names } => {
            let (attrs, seen, names) = (attributes(attrs, Marks::OUTER), spelled(*visibility), names.join(", "));
            sources.push(format!("{attrs}{seen}use self::{module}::{{{names}}};"));
        }
        Item::ExternCrate(name) => sources.push(format!("extern crate {name};")),
        Item::Support { visibility, name, text } => {
            let lines = text.trim().lines().map(|it| format!("    {it}").trim_end().to_owned() + "\n");
            let body: String = lines.collect();
            let seen = spelled(*visibility);
            blocks.push(format!("/// What the models share.\n{seen}mod {name} {{\n{body}}}\n"));
        }
    }
    blocks.extend(sources.iter().map(|it| laid_out(it)));
    blocks
}

fn head(comment: &[String], attrs: &[Attr<'_>]) -> String {
    let mut head = String::new();
    for line in comment {
        head.push_str(format!("//{line}").trim_end());
        head.push('\n');
    }
    if !attrs.is_empty() {
        head.push('\n');
        head.push_str(&laid_out(&attributes(attrs, Marks::INNER)));
    }
    head
}

/// Rust as prettyplease lays it out.
#[cfg(feature = "format")]
fn laid_out(source: &str) -> String {
    let file: syn::File = syn::parse_str(source).expect("the plan writes Rust, and what users write is checked");
    ended(prettyplease::unparse(&file))
}

/// Rust as it comes.
#[cfg(not(feature = "format"))]
fn laid_out(source: &str) -> String {
    ended(source.to_owned())
}

/// Ends with one line feed.
fn ended(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}
