//! Enums of values.

use super::super::code::{Attr, Enum, EnumValues, EnumVariant};
use super::enum_blocks::{Kind, integers, mixed, strings};
use super::parts::{attributes, expr, ident, literal, string, ty, visibility};
use super::{no_generics, self_type, unnamed};
use proc_macro2::Literal;
use syn::{parse_quote, token};

/// `impl` blocks with holes: the type's name, and the arms of a `match`.
pub(super) struct Templates {
    strings: Kind,
    integers: Kind,
    mixed: Kind,
}

impl Templates {
    pub(super) fn new(no_std: bool) -> Self {
        let std: syn::Ident = if no_std { parse_quote!(core) } else { parse_quote!(std) };
        let alloc: syn::Ident = if no_std { parse_quote!(alloc) } else { parse_quote!(std) };
        Self { strings: strings(&std, &alloc), integers: integers(&std, &alloc), mixed: mixed(&std, &alloc) }
    }

    pub(super) fn enumeration(&self, it: &Enum, items: &mut Vec<syn::Item>) {
        match &it.values {
            EnumValues::Strings(values) => self.strings.print(it, values, [&|it| string(it), &|it| string(it)], items),
            EnumValues::Integers(values) => {
                self.integers.print(it, values, [&|it| integer(*it), &|it| integer(*it)], items);
            }
            EnumValues::Mixed(values) => {
                self.mixed.print(it, values, [&|it| string(&it.to_string()), &|it| json(it)], items);
            }
        }
    }
}

/// How a value is matched when it is read, and how it is written.
type Wires<'w, T> = [&'w dyn Fn(&T) -> syn::Expr; 2];

fn json(value: &serde_json::Value) -> syn::Expr {
    let inner: syn::Expr = match value {
        serde_json::Value::Bool(true) => parse_quote!(true),
        serde_json::Value::Bool(false) => parse_quote!(false),
        serde_json::Value::String(text) => string(text),
        serde_json::Value::Number(number) => {
            syn::parse_str(&number.to_string()).expect("a number of JSON is one of Rust")
        }
        _ => return parse_quote!(::serde_json::Value::Null),
    };
    parse_quote!(::serde_json::Value::from(#inner))
}

fn integer(number: i64) -> syn::Expr {
    let digits = literal(Literal::u64_unsuffixed(number.unsigned_abs()));
    if number < 0 { parse_quote!(-#digits) } else { digits }
}

impl Kind {
    fn print<T>(&self, it: &Enum, values: &[EnumVariant<T>], wires: Wires<'_, T>, items: &mut Vec<syn::Item>) {
        let mut variants: syn::punctuated::Punctuated<syn::Variant, token::Comma> =
            values.iter().map(|it| variant(&it.attrs, &it.name, syn::Fields::Unit)).collect();
        if let Some(other) = &it.other {
            let doc = [Attr::Doc(" A value that the documents do not list, as it came.".to_owned())];
            variants.push(variant(&doc, other, unnamed(self.payload.clone(), syn::Visibility::Inherited)));
        }
        items.push(syn::Item::Enum(syn::ItemEnum {
            attrs: attributes(&it.attrs),
            vis: visibility(it.visibility),
            enum_token: token::Enum::default(),
            ident: ident(&it.name),
            generics: no_generics(),
            brace_token: token::Brace::default(),
            variants,
        }));
        let read: &[syn::ItemImpl] = if it.other.is_some() { &self.open } else { &self.closed };
        for template in std::iter::once(&self.inherent).chain(read).chain(&self.shared) {
            let mut block = template.clone();
            block.attrs = attributes(&it.impl_attrs);
            block.self_ty = self_type(&it.name);
            for item in &mut block.items {
                match item {
                    syn::ImplItem::Const(all) => {
                        let names = values.iter().map(|it| ident(&it.name));
                        all.expr = parse_quote!(&[#(Self::#names),*]);
                        all.vis = visibility(it.visibility);
                    }
                    syn::ImplItem::Type(error) => {
                        if let (syn::Type::Path(path), Some(unlisted)) = (&error.ty, &it.unlisted)
                            && path.path.is_ident("Unlisted")
                        {
                            error.ty = ty(unlisted);
                        }
                    }
                    syn::ImplItem::Fn(function) => fill(function, it, values, wires),
                    _ => {}
                }
            }
            items.push(syn::Item::Impl(block));
        }
    }
}

/// Fills the arms of the `match` that a function ends with: `write` arms where it matches `self`, `read` arms elsewhere.
fn fill<T>(function: &mut syn::ImplItemFn, it: &Enum, values: &[EnumVariant<T>], wires: Wires<'_, T>) {
    if matches!(function.vis, syn::Visibility::Public(_)) {
        function.vis = visibility(it.visibility);
    }
    let Some(syn::Stmt::Expr(syn::Expr::Match(found), None)) = function.block.stmts.last_mut() else { return };
    let writes = matches!(&*found.expr, syn::Expr::Path(path) if path.path.is_ident("self"));
    let mut arms: Vec<syn::Arm> = Vec::with_capacity(values.len() + 1);
    let rest = found.arms.pop();
    // The arm in the template shows how a value is written there.
    let wrapper = found.arms.pop();
    for value in values {
        let (name, wire) = (ident(&value.name), wires[usize::from(writes)](&value.wire));
        arms.push(match (writes, &wrapper) {
            (true, _) => parse_quote!(Self::#name => #wire,),
            (false, Some(wrapper)) => {
                let body = wrap(&wrapper.body, &parse_quote!(Self::#name));
                parse_quote!(#wire => #body,)
            }
            (false, None) => parse_quote!(#wire => Self::#name,),
        });
    }
    if let (Some(mut rest), true) = (rest, it.other.is_some() || !writes) {
        rename(&mut rest, it);
        arms.push(rest);
    }
    found.arms = arms;
    function.attrs.extend(attributes(&it.long));
}

/// `wrapper(inner)` for a wrapper `wrapper(_)`.
fn wrap(wrapper: &syn::Expr, inner: &syn::Expr) -> syn::Expr {
    match wrapper {
        syn::Expr::Call(call) => {
            let mut call = call.clone();
            call.args = std::iter::once(inner.clone()).collect();
            syn::Expr::Call(call)
        }
        _ => inner.clone(),
    }
}

/// Gives the variant for other values its name, and the error of none its path.
fn rename(arm: &mut syn::Arm, it: &Enum) {
    fn last(path: &mut syn::Path, it: &Enum) {
        if let (Some(other), true, Some(segment)) = (&it.other, path.segments.len() == 2, path.segments.last_mut())
            && segment.ident == "Other"
        {
            segment.ident = ident(other);
        }
    }
    fn inside(body: &mut syn::Expr, it: &Enum) {
        match body {
            syn::Expr::Path(path) => match &it.unlisted {
                Some(unlisted) if path.path.is_ident("Unlisted") => *body = expr(unlisted),
                _ => last(&mut path.path, it),
            },
            syn::Expr::Call(call) => {
                inside(&mut call.func, it);
                call.args.iter_mut().for_each(|argument| inside(argument, it));
            }
            _ => {}
        }
    }
    if let syn::Pat::TupleStruct(pattern) = &mut arm.pat {
        last(&mut pattern.path, it);
    }
    inside(&mut arm.body, it);
}

fn variant(attrs: &[Attr], name: &str, fields: syn::Fields) -> syn::Variant {
    syn::Variant { attrs: attributes(attrs), ident: ident(name), fields, discriminant: None }
}
