//! Enums of values: the enum, and the call of the shared macro that writes what it can do.

use super::super::code::{Attr, Enum, EnumValues, EnumVariant};
use super::parts::{attributes, ident, ty, visibility};
use super::{no_generics, unnamed};
use proc_macro2::Literal;
use quote::ToTokens;
use syn::token;

/// The enum, and the text of the call that stands below it.
pub(super) fn enumeration(it: &Enum) -> (syn::Item, String) {
    match &it.values {
        EnumValues::Strings(values) => (item(it, values), call(it, values, |it| Literal::string(it).to_string())),
        EnumValues::Integers(values) => (item(it, values), call(it, values, i64::to_string)),
        EnumValues::Mixed(values) => (item(it, values), call(it, values, json)),
    }
}

fn item<T>(it: &Enum, values: &[EnumVariant<T>]) -> syn::Item {
    let mut variants: syn::punctuated::Punctuated<syn::Variant, token::Comma> =
        values.iter().map(|it| variant(&it.attrs, &it.name, syn::Fields::Unit)).collect();
    if let Some((other, payload)) = &it.other {
        let doc = [Attr::Doc(" A value that the documents do not list, as it came.".to_owned())];
        variants.push(variant(&doc, other, unnamed(ty(payload), syn::Visibility::Inherited)));
    }
    syn::Item::Enum(syn::ItemEnum {
        attrs: attributes(&it.attrs),
        vis: visibility(it.visibility),
        enum_token: token::Enum::default(),
        ident: ident(&it.name),
        generics: no_generics(),
        brace_token: token::Brace::default(),
        variants,
    })
}

/// `path!(pub Name { Value => wire, _ => Other });`
fn call<T>(it: &Enum, values: &[EnumVariant<T>], wire: impl Fn(&T) -> String) -> String {
    let path = ty(&it.blocks).into_token_stream().to_string().replace(' ', "");
    let mut text = format!("{path}!(");
    for attribute in attributes(&it.impl_attrs) {
        text.push_str(&attribute.into_token_stream().to_string().replace(' ', ""));
        text.push(' ');
    }
    let seen = visibility(it.visibility).into_token_stream().to_string().replace(' ', "");
    text.push_str(&format!("{seen} {} {{\n", it.name));
    let wires = values.iter().map(|it| (it.name.as_str(), wire(&it.wire)));
    let arms = wires.chain(it.other.iter().map(|(other, _)| ("_", other.clone())));
    arms.for_each(|(name, wire)| text.push_str(&format!("    {name} => {wire},\n")));
    text + "});\n"
}

/// An expression that `serde_json::Value` can be made from and be compared with.
fn json(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Bool(_) => value.to_string(),
        serde_json::Value::String(text) => Literal::string(text).to_string(),
        serde_json::Value::Number(number) if number.is_i64() => format!("{number}_i64"),
        serde_json::Value::Number(number) if number.is_u64() => format!("{number}_u64"),
        serde_json::Value::Number(number) => format!("{number}_f64"),
        _ => "::serde_json::Value::Null".to_owned(),
    }
}

fn variant(attrs: &[Attr], name: &str, fields: syn::Fields) -> syn::Variant {
    syn::Variant { attrs: attributes(attrs), ident: ident(name), fields, discriminant: None }
}
