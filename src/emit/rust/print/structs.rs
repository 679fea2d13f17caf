//! Structs, newtypes, aliases.

use super::super::code::{Alias, Arguments, Attr, Literal, Member, Newtype, Start, Struct};
use super::parts::{attributes, expr, ident, literal, string, ty, visibility};
use super::{lines, no_generics, self_type, unnamed};
use syn::punctuated::Punctuated;
use syn::{parse_quote, token};

/// `impl` blocks with holes.
pub(super) struct Templates {
    default: syn::ItemImpl,
    inherent: syn::ItemImpl,
    new: syn::ImplItemFn,
    default_fn: syn::ImplItemFn,
    read_fn: syn::ImplItemFn,
}

impl Templates {
    pub(super) fn new(no_std: bool) -> Self {
        let std: syn::Ident = if no_std { parse_quote!(core) } else { parse_quote!(std) };
        Self {
            default: parse_quote!(impl ::#std::default::Default for T { fn default() -> Self {} }),
            inherent: parse_quote!(impl T {}),
            new: parse_quote!(
                #[must_use]
                pub fn new() -> Self {}
            ),
            default_fn: parse_quote!(
                fn default() -> T {}
            ),
            read_fn: parse_quote! {
                fn read<'de, D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<T, D::Error> {
                    let value: ::#std::option::Option<_> = ::serde::Deserialize::deserialize(deserializer)?;
                    ::#std::result::Result::Ok(value.unwrap_or_else(Self::default))
                }
            },
        }
    }

    /// What is implemented for a struct.
    pub(super) fn implementations(&self, it: &Struct<'_>, items: &mut Vec<syn::Item>) {
        let mut functions = Vec::new();
        if let Some(constructor) = &it.constructor {
            let mut new = self.new.clone();
            let mut attrs = attributes(&[Attr::Doc(constructor.doc.as_str().into())]);
            attrs.append(&mut new.attrs);
            new.attrs = attrs;
            new.vis = visibility(it.visibility);
            let body = match &constructor.arguments {
                Arguments::Positional => {
                    for member in given(it) {
                        let (name, ty) = (ident(&member.name), ty(&member.ty));
                        new.sig.inputs.push(parse_quote!(#name: #ty));
                    }
                    starts(it, &|_| None)
                }
                Arguments::Named { ty: name, .. } => {
                    let name = ident(name);
                    new.sig.inputs.push(parse_quote!(required: #name));
                    starts(it, &|member| {
                        let name = ident(&member.name);
                        Some(parse_quote!(required.#name))
                    })
                }
            };
            new.block.stmts = vec![syn::Stmt::Expr(body, None)];
            functions.push(syn::ImplItem::Fn(new));
        }
        for default in &it.defaults {
            let mut function = self.default_fn.clone();
            function.sig.ident = ident(&default.name);
            function.sig.output = syn::ReturnType::Type(token::RArrow::default(), Box::new(ty(&default.ty)));
            function.block.stmts = vec![syn::Stmt::Expr(value(&default.value), None)];
            functions.push(syn::ImplItem::Fn(function));
            let mut read = self.read_fn.clone();
            read.sig.ident = ident(&default.read);
            if let syn::ReturnType::Type(_, output) = &mut read.sig.output
                && let syn::Type::Path(path) = &mut **output
                && let Some(last) = path.path.segments.last_mut()
            {
                let inner = ty(&default.ty);
                last.arguments = syn::PathArguments::AngleBracketed(parse_quote!(<#inner, D::Error>));
            }
            let name = ident(&default.name);
            if let Some(last) = read.block.stmts.last_mut() {
                let result = match last {
                    syn::Stmt::Expr(syn::Expr::Call(call), _) => call.func.clone(),
                    _ => continue,
                };
                *last = syn::Stmt::Expr(parse_quote!(#result(value.unwrap_or_else(Self::#name))), None);
            }
            functions.push(syn::ImplItem::Fn(read));
        }
        if !functions.is_empty() {
            let mut block = self.inherent.clone();
            block.attrs = attributes(&it.impl_attrs);
            block.self_ty = self_type(it.name);
            block.items = functions;
            items.push(syn::Item::Impl(block));
        }
        if let Some(constant) = &it.fit {
            let (seen, ty) = (constant.visibility.map_or(syn::Visibility::Inherited, visibility), ty(&constant.ty));
            let fit = super::unions::fit(&constant.fit, &expr(&constant.ty));
            let mut block = self.inherent.clone();
            block.attrs = attributes(&it.impl_attrs);
            block.self_ty = self_type(it.name);
            block.items.push(parse_quote!(#seen const FIT: #ty = #fit;));
            items.push(syn::Item::Impl(block));
        }
        if it.default_impl {
            let mut block = self.default.clone();
            block.attrs = attributes(&it.impl_attrs);
            block.self_ty = self_type(it.name);
            if let Some(syn::ImplItem::Fn(function)) = block.items.first_mut() {
                function.block.stmts = vec![syn::Stmt::Expr(
                    starts(it, &|_| Some(parse_quote!(::core::default::Default::default()))),
                    None,
                )];
            }
            items.push(syn::Item::Impl(block));
        }
    }
}

/// The struct, and the one with what its constructor takes.
pub(super) fn definitions(it: &Struct<'_>) -> impl Iterator<Item = String> {
    let members = it.members.iter().map(|it| (it.attrs.as_slice(), it));
    let whole = lines::structure(&it.attrs, it.visibility, it.name, members);
    let required = it.constructor.as_ref().and_then(|constructor| match &constructor.arguments {
        Arguments::Named { ty, attrs } => {
            let members = given(it).map(|it| (&[][..], it));
            Some(lines::structure(attrs, it.visibility, ty, members))
        }
        Arguments::Positional => None,
    });
    [whole].into_iter().chain(required)
}

/// The members that somebody must give.
fn given<'i, 'a>(it: &'i Struct<'a>) -> impl Iterator<Item = &'i Member<'a>> {
    it.members.iter().filter(|it| matches!(it.start, Start::Given))
}

/// `Self { … }`, each member as it starts; `given` says what the others are, a variable of their name if nothing else.
fn starts(it: &Struct<'_>, given: &dyn Fn(&Member<'_>) -> Option<syn::Expr>) -> syn::Expr {
    let mut fields = Punctuated::new();
    for member in &it.members {
        let start = match &member.start {
            Start::Given => given(member),
            Start::Value(path) => Some(expr(path)),
            Start::Call(path) => {
                let path = expr(path);
                Some(parse_quote!(#path()))
            }
        };
        let name = ident(&member.name);
        fields.push(syn::FieldValue {
            attrs: Vec::new(),
            member: syn::Member::Named(name.clone()),
            colon_token: start.is_some().then(token::Colon::default),
            expr: start.unwrap_or_else(|| parse_quote!(#name)),
        });
    }
    syn::Expr::Struct(syn::ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: parse_quote!(Self),
        brace_token: token::Brace::default(),
        fields,
        dot2_token: None,
        rest: None,
    })
}

fn value(it: &Literal<'_>) -> syn::Expr {
    match it {
        Literal::Boolean(true) => parse_quote!(true),
        Literal::Boolean(false) => parse_quote!(false),
        Literal::Integer(number) if *number < 0 => {
            let number = literal(proc_macro2::Literal::u128_unsuffixed(number.unsigned_abs()));
            parse_quote!(-#number)
        }
        Literal::Integer(number) => literal(proc_macro2::Literal::i128_unsuffixed(*number)),
        Literal::Float(number) if number.is_sign_negative() => {
            let number = literal(proc_macro2::Literal::f64_unsuffixed(number.abs()));
            parse_quote!(-#number)
        }
        Literal::Float(number) => literal(proc_macro2::Literal::f64_unsuffixed(*number)),
        Literal::Text(make, text) => {
            let (make, text) = (expr(make), string(text));
            parse_quote!(#make(#text))
        }
        Literal::Path(path) => expr(path),
        Literal::Call(path) => {
            let path = expr(path);
            parse_quote!(#path())
        }
    }
}

pub(super) fn newtype(it: &Newtype<'_>) -> syn::Item {
    syn::Item::Struct(syn::ItemStruct {
        attrs: attributes(&it.attrs),
        vis: visibility(it.visibility),
        struct_token: token::Struct::default(),
        ident: ident(it.name),
        generics: no_generics(),
        fields: unnamed(ty(&it.ty), visibility(it.visibility)),
        semi_token: Some(token::Semi::default()),
    })
}

pub(super) fn alias(it: &Alias<'_>) -> syn::Item {
    syn::Item::Type(syn::ItemType {
        attrs: attributes(&it.attrs),
        vis: visibility(it.visibility),
        modifiers: syn::TypeModifiers::default(),
        type_token: token::Type::default(),
        ident: ident(it.name),
        generics: no_generics(),
        eq_token: token::Eq::default(),
        ty: Box::new(ty(&it.ty)),
        semi_token: token::Semi::default(),
        where_clause_placement: syn::WhereClausePlacement::Early,
    })
}
