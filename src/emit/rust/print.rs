use super::doc::rustdoc;
use super::plan::{Body, Item, Member};
use std::fmt::Write;

const DERIVES: &str = "#[derive(::std::fmt::Debug, ::std::clone::Clone, ::std::cmp::PartialEq, ::serde::Serialize, ::serde::Deserialize)]\n";

/// The text of a file with these types.
pub(super) fn file(items: &[Item]) -> String {
    let mut code = String::new();
    for item in items {
        write_item(&mut code, item).expect("writing into a string cannot fail");
    }
    let file = syn::parse_file(&code).expect("what is printed is Rust: identifiers and literals are made above");
    prettyplease::unparse(&file)
}

fn doc(code: &mut String, prose: Option<&String>) -> std::fmt::Result {
    match prose.map(|it| rustdoc(it)).filter(|it| !it.trim().is_empty()) {
        Some(text) => text.lines().try_for_each(|line| writeln!(code, "#[doc = {line:?}]")),
        None => Ok(()),
    }
}

fn write_item(code: &mut String, item: &Item) -> std::fmt::Result {
    doc(code, item.doc.as_ref())?;
    let name = &item.name;
    match &item.body {
        Body::Alias(ty) => writeln!(code, "pub type {name} = {ty};"),
        Body::Open(values) => {
            writeln!(code, "{DERIVES}pub enum {name} {{")?;
            for (variant, wire) in values {
                writeln!(code, "#[serde(rename = {wire:?})] {variant},")?;
            }
            writeln!(
                code,
                "/// A value that the documents do not list.\n#[serde(untagged)] Other(::std::string::String), }}"
            )
        }
        Body::Struct { members, rest } => {
            writeln!(code, "{DERIVES}pub struct {name} {{")?;
            members.iter().try_for_each(|it| member(code, it))?;
            if let Some(ty) = rest {
                writeln!(code, "/// Further members.\n#[serde(flatten)] pub additional_members: {ty},")?;
            }
            writeln!(code, "}}")
        }
    }
}

fn member(code: &mut String, member: &Member) -> std::fmt::Result {
    doc(code, member.doc.as_ref())?;
    if member.name.trim_start_matches("r#") != member.wire {
        writeln!(code, "#[serde(rename = {:?})]", member.wire)?;
    }
    if member.optional {
        writeln!(code, "#[serde(default, skip_serializing_if = \"::std::option::Option::is_none\")]")?;
    }
    writeln!(code, "pub {}: {},", member.name, member.ty)
}
