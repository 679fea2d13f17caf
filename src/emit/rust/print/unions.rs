//! Enums of types.

use super::super::code::{Fit, Read, Ty, Union, UnionVariant};
use super::lines::{self, Variant};
use super::parts::{attributes, expr, ident, string, ty};
use super::self_type;
use syn::parse_quote;

/// `impl` blocks with holes.
pub(super) struct Templates {
    std: syn::Ident,
    read: syn::ItemImpl,
    write: syn::ItemImpl,
    inherent: syn::ItemImpl,
    from: syn::ItemImpl,
}

impl Templates {
    pub(super) fn new(no_std: bool) -> Self {
        let std: syn::Ident = if no_std { parse_quote!(core) } else { parse_quote!(std) };
        Self {
            read: parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let json = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                    }
                }
            },
            write: parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {}
                }
            },
            inherent: parse_quote!(impl T {}),
            from: parse_quote!(impl ::#std::convert::From<T> for T { fn from(value: T) -> Self {} }),
            std,
        }
    }

    /// What is implemented for a union.
    pub(super) fn implementations(&self, it: &Union<'_>, items: &mut Vec<syn::Item>) {
        for variant in it.variants.iter().filter(|it| it.from) {
            self.block(&self.from, it, items, |block| self.conversion(block, it, variant));
        }
        match &it.read {
            Read::Derived => {}
            Read::Tag(member) => self.block(&self.read, it, items, |block| self.read_by_tag(block, it, member)),
            Read::Fit(fits) => {
                self.block(&self.read, it, items, |block| self.read_by_fit(block, it));
                self.block(&self.inherent, it, items, |block| types(block, it, fits));
            }
        }
        if let Some(member) = &it.writes_tags {
            self.block(&self.write, it, items, |block| write(block, it, member));
        }
    }

    fn block(
        &self,
        template: &syn::ItemImpl,
        it: &Union<'_>,
        items: &mut Vec<syn::Item>,
        fill: impl FnOnce(&mut syn::ItemImpl),
    ) {
        let mut block = template.clone();
        block.attrs = attributes(&it.impl_attrs);
        block.self_ty = self_type(it.name);
        fill(&mut block);
        if let Some(function) = function(&mut block).filter(|it| it.sig.ident != "from") {
            function.attrs = attributes(&it.long);
        }
        items.push(syn::Item::Impl(block));
    }

    fn conversion(&self, block: &mut syn::ItemImpl, it: &Union<'_>, variant: &UnionVariant<'_>) {
        let (inner, name, std) = (ty(&variant.ty), ident(&variant.name), &self.std);
        if let Some((path, _)) = &mut block.trait_ {
            *path = parse_quote!(::#std::convert::From<#inner>);
        }
        let new_box = expr(&it.support.new_box);
        let body: syn::Expr = if variant.boxed.is_some() {
            parse_quote!(Self::#name(#new_box(value)))
        } else {
            parse_quote!(Self::#name(value))
        };
        if let Some(function) = function(block) {
            function.sig.inputs = parse_quote!(value: #inner);
            function.block.stmts = vec![syn::Stmt::Expr(body, None)];
        }
    }

    fn read_by_tag(&self, block: &mut syn::ItemImpl, it: &Union<'_>, member: &str) {
        let (std, read, attempt) = (&self.std, expr(&it.support.read), expr(&it.support.attempt));
        let arms = it.variants.iter().filter(|it| !it.tags.is_empty()).map(|it| {
            let (name, tags) = (ident(&it.name), it.tags.iter().map(|it| string(it)));
            quote::quote!(::#std::option::Option::Some(#(#tags)|*) => #read(json).map(Self::#name),)
        });
        let attempts = it.variants.iter().filter(|it| it.tags.is_empty()).map(|it| {
            let name = ident(&it.name);
            quote::quote! {
                if let ::#std::option::Option::Some(value) = #attempt(&json) {
                    return ::#std::result::Result::Ok(Self::#name(value));
                }
            }
        });
        let last = self.last(it);
        let member = string(member);
        let body: syn::Block = parse_quote!({
            match json.get(#member).and_then(::serde_json::Value::as_str) {
                #(#arms)*
                _ => { #(#attempts)* #last }
            }
        });
        if let Some(function) = function(block) {
            function.block.stmts.extend(body.stmts);
        }
    }

    fn read_by_fit(&self, block: &mut syn::ItemImpl, it: &Union<'_>) {
        let (std, attempt, ranked) = (&self.std, expr(&it.support.attempt), expr(&it.support.ranked));
        let last_index = it.variants.len().saturating_sub(1);
        let arms = it.variants.iter().enumerate().map(|(at, it)| {
            let name = ident(&it.name);
            let number = syn::Index::from(at);
            let pattern = if at == last_index { quote::quote!(_) } else { quote::quote!(#number) };
            quote::quote!(#pattern => #attempt(&json).map(Self::#name),)
        });
        let last = self.last(it);
        let body: syn::Block = parse_quote!({
            for at in #ranked(&json, Self::TYPES) {
                let read = match at { #(#arms)* };
                if let ::#std::option::Option::Some(value) = read {
                    return ::#std::result::Result::Ok(value);
                }
            }
            #last
        });
        if let Some(function) = function(block) {
            function.block.stmts.extend(body.stmts);
        }
    }

    /// What is made of JSON that is none of the types.
    fn last(&self, it: &Union<'_>) -> syn::Expr {
        let std = &self.std;
        match &it.other {
            Some(other) => {
                let name = ident(other.name);
                parse_quote!(::#std::result::Result::Ok(Self::#name(json)))
            }
            None => {
                let message = string(&format!("it is none of the types of `{}`", it.name));
                parse_quote!(::#std::result::Result::Err(::serde::de::Error::custom(#message)))
            }
        }
    }
}

/// The enum.
pub(super) fn definition(it: &Union<'_>) -> String {
    let json = Ty::new("::serde_json::Value");
    let variants = it.variants.iter().map(|it| {
        let payload = Some(it.boxed.as_ref().unwrap_or(&it.ty));
        Variant { attrs: &it.attrs, name: &it.name, payload }
    });
    let other = it.other.iter().map(|it| Variant { attrs: &it.attrs, name: it.name, payload: Some(&json) });
    lines::enumeration(&it.attrs, it.visibility, it.name, variants.chain(other))
}

/// What JSON the types accept, in the order of the variants.
fn types(block: &mut syn::ItemImpl, it: &Union<'_>, fits: &[Fit<'_>]) {
    let (path, ty) = (expr(&it.support.fit), ty(&it.support.fit));
    let fits = fits.iter().map(|it| fit(it, &path));
    block.items.push(parse_quote!(const TYPES: &'static [#ty] = &[#(#fits),*];));
}

fn function(block: &mut syn::ItemImpl) -> Option<&mut syn::ImplItemFn> {
    match block.items.first_mut() {
        Some(syn::ImplItem::Fn(function)) => Some(function),
        _ => None,
    }
}

fn write(block: &mut syn::ItemImpl, it: &Union<'_>, member: &str) {
    let tagged = expr(&it.support.tagged);
    let member = string(member);
    let plain = |name: &str| {
        let name = ident(name);
        quote::quote!(Self::#name(value) => ::serde::Serialize::serialize(value, serializer),)
    };
    let arms = it.variants.iter().map(|it| match (it.add_tag, it.tags.first()) {
        (true, Some(tag)) => {
            let (name, tag) = (ident(&it.name), string(tag));
            quote::quote!(Self::#name(value) => #tagged(value, #member, #tag, serializer),)
        }
        _ => plain(&it.name),
    });
    let other = it.other.iter().map(|it| plain(it.name));
    let body = parse_quote!(match self { #(#arms)* #(#other)* });
    if let Some(function) = function(block) {
        function.block.stmts = vec![syn::Stmt::Expr(body, None)];
    }
}

pub(super) fn fit(it: &Fit<'_>, path: &syn::Expr) -> syn::Expr {
    let texts = |all: &[&str]| -> syn::Expr {
        let all = all.iter().map(|it| string(it));
        parse_quote!(&[#(#all),*])
    };
    match it {
        Fit::Any => parse_quote!(#path::Any),
        Fit::Null => parse_quote!(#path::Null),
        Fit::Boolean => parse_quote!(#path::Boolean),
        Fit::Integer => parse_quote!(#path::Integer),
        Fit::Number => parse_quote!(#path::Number),
        Fit::Text => parse_quote!(#path::Text),
        Fit::Formatted => parse_quote!(#path::Formatted),
        Fit::Words(words) => {
            let words = texts(words);
            parse_quote!(#path::Words(#words))
        }
        Fit::Values(values) => {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            let values = texts(&values.iter().map(String::as_str).collect::<Vec<_>>());
            parse_quote!(#path::Values(#values))
        }
        Fit::Array(inner) => {
            let inner = fit(inner, path);
            parse_quote!(#path::Array(&#inner))
        }
        Fit::Map(inner) => {
            let inner = fit(inner, path);
            parse_quote!(#path::Map(&#inner))
        }
        Fit::Object { constant: Some(constant), .. } => expr(constant),
        Fit::Object { required, known, null, words, open, constant: None } => {
            let words = words.iter().map(|(name, words)| {
                let (name, words) = (string(name), texts(words));
                quote::quote!((#name, #words))
            });
            let (required, known, null) = (texts(required), texts(known), texts(null));
            parse_quote! {
                #path::Object { required: #required, known: #known, null: #null, words: &[#(#words),*], open: #open }
            }
        }
        Fit::OneOf(all) => {
            let all = all.iter().map(|it| fit(it, path));
            parse_quote!(#path::OneOf(&[#(#all),*]))
        }
    }
}
