//! The small parts: names, paths, types, attributes, literals.

use super::super::code::{Attr, Meta, Ty, Visibility};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use std::borrow::Cow;
use syn::punctuated::Punctuated;
use syn::token;

pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A path without generic arguments.
fn path(text: &str) -> syn::Path {
    let names = text.strip_prefix("::");
    let mut out = syn::Path { leading_colon: names.map(|_| token::PathSep::default()), segments: Punctuated::new() };
    for name in names.unwrap_or(text).split("::") {
        out.segments.push(syn::PathSegment { ident: ident(name), arguments: syn::PathArguments::None });
    }
    out
}

pub(super) fn ty(it: &Ty<'_>) -> syn::Type {
    if it.is_users || it.text.contains('<') {
        return syn::parse_str(&it.text).expect("the plan writes types, and those of the user are checked");
    }
    syn::Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path: path(&it.text) })
}

/// The path of a value, which has no generic arguments.
pub(super) fn expr(it: &Ty<'_>) -> syn::Expr {
    syn::Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path: path(&it.text) })
}

pub(super) fn string(text: &str) -> syn::Expr {
    let lit = syn::Lit::Str(syn::LitStr::new(text, Span::call_site()));
    syn::Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit })
}

pub(super) fn literal(it: Literal) -> syn::Expr {
    syn::Expr::Lit(syn::ExprLit { attrs: Vec::new(), lit: syn::Lit::new(it) })
}

pub(super) fn visibility(it: Visibility) -> syn::Visibility {
    match it {
        Visibility::Public => syn::Visibility::Public(token::Pub::default()),
        Visibility::Crate => syn::parse_quote!(pub(crate)),
        Visibility::Super => syn::parse_quote!(pub(super)),
    }
}

pub(super) fn attributes(attrs: &[Attr<'_>]) -> Vec<syn::Attribute> {
    styled(attrs, syn::AttrStyle::Outer)
}

pub(super) fn inner_attributes(attrs: &[Attr<'_>]) -> Vec<syn::Attribute> {
    styled(attrs, syn::AttrStyle::Inner(token::Not::default()))
}

fn styled(attrs: &[Attr<'_>], style: syn::AttrStyle) -> Vec<syn::Attribute> {
    let mut metas = Vec::with_capacity(attrs.len());
    attrs.iter().for_each(|it| add_metas(it, &mut metas));
    let attribute = |meta| syn::Attribute {
        pound_token: token::Pound::default(),
        style,
        bracket_token: token::Bracket::default(),
        meta,
    };
    metas.into_iter().map(attribute).collect()
}

fn add_metas(attr: &Attr<'_>, metas: &mut Vec<syn::Meta>) {
    let named = |name: &str| syn::Path::from(ident(name));
    let value = |name: &str, text: &str| {
        syn::Meta::NameValue(syn::MetaNameValue {
            path: named(name),
            eq_token: token::Eq::default(),
            value: string(text),
        })
    };
    let meta = match attr {
        Attr::Doc(text) => return metas.extend(doc_lines(text).map(|it| value("doc", &it))),
        Attr::Word(name) => syn::Meta::Path(named(name)),
        Attr::List(name, entries) => syn::Meta::List(syn::MetaList {
            path: named(name),
            delimiter: syn::MacroDelimiter::Paren(token::Paren::default()),
            tokens: list(entries),
        }),
        Attr::Raw(text) => syn::parse_str(text).expect("attributes of the user are checked when they are read"),
    };
    metas.push(meta);
}

/// The lines of a doc comment as they stand behind the slashes.
fn doc_lines(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.split('\n').map(|it| if it.is_empty() { it.into() } else { format!(" {it}").into() })
}

fn list(entries: &[Meta<'_>]) -> TokenStream {
    let mut out = Vec::with_capacity(entries.len() * 4);
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            out.push(punct(','));
        }
        match entry {
            Meta::Word(name) => words(name, &mut out),
            Meta::Value(name, text) => {
                words(name, &mut out);
                out.extend([punct('='), TokenTree::Literal(Literal::string(text))]);
            }
            Meta::Expr(name, text) => {
                words(name, &mut out);
                out.push(punct('='));
                let value: TokenStream = text.parse().expect("the plan writes expressions");
                out.extend(value);
            }
            Meta::List(name, entries) => {
                words(name, &mut out);
                out.push(TokenTree::Group(Group::new(Delimiter::Parenthesis, list(entries))));
            }
            Meta::Path(path) => {
                let path: TokenStream =
                    path.text.parse().expect("the plan writes types, and those of the user are checked");
                out.extend(path);
            }
        }
    }
    out.into_iter().collect()
}

/// A name, or names with `::` between them.
fn words(name: &str, out: &mut Vec<TokenTree>) {
    for (at, word) in name.split("::").enumerate() {
        if at > 0 {
            separator(out);
        }
        // Nothing stands before the first `::` of an absolute path.
        if !word.is_empty() {
            out.push(TokenTree::Ident(ident(word)));
        }
    }
}

fn separator(out: &mut Vec<TokenTree>) {
    out.extend([TokenTree::Punct(Punct::new(':', Spacing::Joint)), punct(':')]);
}

fn punct(it: char) -> TokenTree {
    TokenTree::Punct(Punct::new(it, Spacing::Alone))
}

/// `self::module::{names}`
pub(super) fn use_tree(module: &str, names: &[String]) -> syn::UseTree {
    let name = |it: &String| syn::UseTree::Name(syn::UseName { ident: ident(it) });
    let leaf = match names {
        [one] => name(one),
        _ => syn::UseTree::Group(syn::UseGroup {
            brace_token: token::Brace::default(),
            items: names.iter().map(name).collect(),
        }),
    };
    let within = |word: &str, tree| {
        syn::UseTree::Path(syn::UsePath {
            ident: ident(word),
            colon2_token: token::PathSep::default(),
            tree: Box::new(tree),
        })
    };
    within("self", within(module, leaf))
}
