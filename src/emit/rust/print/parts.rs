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

pub(super) fn path(absolute: bool, segments: &[Cow<'static, str>], args: &[Ty]) -> syn::Path {
    let mut out = syn::Path { leading_colon: absolute.then(token::PathSep::default), segments: Punctuated::new() };
    for segment in segments {
        out.segments.push(syn::PathSegment { ident: ident(segment), arguments: syn::PathArguments::None });
    }
    if let Some(last) = out.segments.last_mut().filter(|_| !args.is_empty()) {
        last.arguments = syn::PathArguments::AngleBracketed(syn::AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: token::Lt::default(),
            args: args.iter().map(|it| syn::GenericArgument::Type(ty(it))).collect(),
            gt_token: token::Gt::default(),
        });
    }
    out
}

pub(super) fn ty(it: &Ty) -> syn::Type {
    match it {
        Ty::Path { absolute, segments, args } => {
            syn::Type::Path(syn::TypePath { attrs: Vec::new(), qself: None, path: path(*absolute, segments, args) })
        }
        Ty::User(text) => syn::parse_str(text).expect("types of the user are checked when they are read"),
    }
}

/// A path as an expression; generic arguments are left to be inferred.
pub(super) fn expr(it: &Ty) -> syn::Expr {
    match it {
        Ty::Path { absolute, segments, .. } => {
            syn::Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path: path(*absolute, segments, &[]) })
        }
        Ty::User(text) => syn::parse_str(text).expect("types of the user are checked when they are read"),
    }
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

pub(super) fn attributes(attrs: &[Attr]) -> Vec<syn::Attribute> {
    attrs.iter().map(|it| attribute(it, syn::AttrStyle::Outer)).collect()
}

pub(super) fn inner_attributes(attrs: &[Attr]) -> Vec<syn::Attribute> {
    attrs.iter().map(|it| attribute(it, syn::AttrStyle::Inner(token::Not::default()))).collect()
}

fn attribute(attr: &Attr, style: syn::AttrStyle) -> syn::Attribute {
    let named = |name: &str| syn::Path::from(ident(name));
    let value = |name: &str, text: &str| {
        syn::Meta::NameValue(syn::MetaNameValue {
            path: named(name),
            eq_token: token::Eq::default(),
            value: string(text),
        })
    };
    let meta = match attr {
        Attr::Doc(line) => value("doc", line),
        Attr::Word(name) => syn::Meta::Path(named(name)),
        Attr::List(name, entries) => syn::Meta::List(syn::MetaList {
            path: named(name),
            delimiter: syn::MacroDelimiter::Paren(token::Paren::default()),
            tokens: list(entries),
        }),
        Attr::Raw(text) => syn::parse_str(text).expect("attributes of the user are checked when they are read"),
    };
    syn::Attribute { pound_token: token::Pound::default(), style, bracket_token: token::Bracket::default(), meta }
}

fn list(entries: &[Meta]) -> TokenStream {
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
            Meta::Path(Ty::Path { absolute, segments, .. }) => {
                for (at, segment) in segments.iter().enumerate() {
                    if at > 0 || *absolute {
                        separator(&mut out);
                    }
                    out.push(TokenTree::Ident(ident(segment)));
                }
            }
            Meta::Path(Ty::User(text)) => {
                let path: TokenStream = text.parse().expect("types of the user are checked when they are read");
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
        out.push(TokenTree::Ident(ident(word)));
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
