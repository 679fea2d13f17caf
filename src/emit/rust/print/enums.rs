//! Enums of values.

use super::super::code::{Attr, Enum, EnumValues, EnumVariant};
use super::parts::{attributes, ident, literal, string, visibility};
use super::{no_generics, self_type, unnamed};
use proc_macro2::Literal;
use syn::{parse_quote, token};

/// `impl` blocks with holes: the type's name, and the arms of a `match`.
pub(super) struct Templates {
    strings: Kind,
    integers: Kind,
    mixed: Kind,
}

/// The blocks of enums of one kind of value.
struct Kind {
    payload: syn::Type,
    inherent: syn::ItemImpl,
    /// What reads a value that is listed, open and closed.
    open: Vec<syn::ItemImpl>,
    closed: Vec<syn::ItemImpl>,
    shared: Vec<syn::ItemImpl>,
}

impl Templates {
    pub(super) fn new(no_std: bool) -> Self {
        let std: syn::Ident = if no_std { parse_quote!(core) } else { parse_quote!(std) };
        let alloc: syn::Ident = if no_std { parse_quote!(alloc) } else { parse_quote!(std) };
        Self { strings: strings(&std, &alloc), integers: integers(&std), mixed: mixed(&std, &alloc) }
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
        if let Some(other) = &it.other {
            rename(&mut rest, other);
        }
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

/// Gives the variant for other values its name.
fn rename(arm: &mut syn::Arm, other: &str) {
    fn last(path: &mut syn::Path, other: &str) {
        if path.segments.len() == 2
            && let Some(segment) = path.segments.last_mut()
            && segment.ident == "Other"
        {
            segment.ident = ident(other);
        }
    }
    fn inside(expr: &mut syn::Expr, other: &str) {
        match expr {
            syn::Expr::Path(path) => last(&mut path.path, other),
            syn::Expr::Call(call) => {
                inside(&mut call.func, other);
                call.args.iter_mut().for_each(|it| inside(it, other));
            }
            _ => {}
        }
    }
    if let syn::Pat::TupleStruct(pattern) = &mut arm.pat {
        last(&mut pattern.path, other);
    }
    inside(&mut arm.body, other);
}

fn variant(attrs: &[Attr], name: &str, fields: syn::Fields) -> syn::Variant {
    syn::Variant { attrs: attributes(attrs), ident: ident(name), fields, discriminant: None }
}

fn strings(std: &syn::Ident, alloc: &syn::Ident) -> Kind {
    Kind {
        payload: parse_quote!(::#alloc::string::String),
        inherent: parse_quote! {
            impl T {
                /// Every value that the documents list.
                pub const ALL: &'static [Self] = &[];

                /// The value as it is written.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self { _ => _, Self::Other(value) => value, }
                }
            }
        },
        open: vec![
            parse_quote! {
                impl ::#std::convert::From<&str> for T {
                    fn from(value: &str) -> Self {
                        match value { other => Self::Other(other.into()), }
                    }
                }
            },
            parse_quote! {
                impl ::#std::str::FromStr for T {
                    type Err = ::#std::convert::Infallible;

                    fn from_str(value: &str) -> ::#std::result::Result<Self, Self::Err> {
                        ::#std::result::Result::Ok(Self::from(value))
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <::#alloc::borrow::Cow<'_, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                        ::#std::result::Result::Ok(Self::from(&*value))
                    }
                }
            },
        ],
        closed: vec![
            parse_quote! {
                impl ::#std::str::FromStr for T {
                    type Err = ::#alloc::string::String;

                    fn from_str(value: &str) -> ::#std::result::Result<Self, Self::Err> {
                        match value {
                            _ => ::#std::result::Result::Ok(_),
                            other => ::#std::result::Result::Err(::#alloc::format!("unknown value `{other}`")),
                        }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <::#alloc::borrow::Cow<'_, str> as ::serde::Deserialize>::deserialize(deserializer)?;
                        value.parse().map_err(::serde::de::Error::custom)
                    }
                }
            },
        ],
        shared: vec![
            parse_quote! {
                impl ::#std::fmt::Display for T {
                    fn fmt(&self, f: &mut ::#std::fmt::Formatter<'_>) -> ::#std::fmt::Result {
                        f.pad(self.as_str())
                    }
                }
            },
            parse_quote! {
                impl ::#std::convert::AsRef<str> for T {
                    fn as_ref(&self) -> &str {
                        self.as_str()
                    }
                }
            },
            parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {
                        serializer.serialize_str(self.as_str())
                    }
                }
            },
        ],
    }
}

fn integers(std: &syn::Ident) -> Kind {
    Kind {
        payload: parse_quote!(i64),
        inherent: parse_quote! {
            impl T {
                /// Every value that the documents list.
                pub const ALL: &'static [Self] = &[];

                /// The value as it is written.
                #[must_use]
                pub fn as_i64(&self) -> i64 {
                    match self { _ => _, Self::Other(value) => *value, }
                }
            }
        },
        open: vec![
            parse_quote! {
                impl ::#std::convert::From<i64> for T {
                    fn from(value: i64) -> Self {
                        match value { other => Self::Other(other), }
                    }
                }
            },
            parse_quote! {
                impl ::#std::str::FromStr for T {
                    type Err = ::#std::num::ParseIntError;

                    fn from_str(value: &str) -> ::#std::result::Result<Self, Self::Err> {
                        value.parse().map(|it: i64| Self::from(it))
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        <i64 as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
                    }
                }
            },
        ],
        closed: vec![
            parse_quote! {
                impl ::#std::convert::TryFrom<i64> for T {
                    type Error = i64;

                    fn try_from(value: i64) -> ::#std::result::Result<Self, Self::Error> {
                        match value {
                            _ => ::#std::result::Result::Ok(_),
                            other => ::#std::result::Result::Err(other),
                        }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <i64 as ::serde::Deserialize>::deserialize(deserializer)?;
                        Self::try_from(value)
                            .map_err(|it| ::serde::de::Error::invalid_value(::serde::de::Unexpected::Signed(it), &"a listed value"))
                    }
                }
            },
        ],
        shared: vec![
            parse_quote! {
                impl ::#std::fmt::Display for T {
                    fn fmt(&self, f: &mut ::#std::fmt::Formatter<'_>) -> ::#std::fmt::Result {
                        ::#std::fmt::Display::fmt(&self.as_i64(), f)
                    }
                }
            },
            parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {
                        serializer.serialize_i64(self.as_i64())
                    }
                }
            },
        ],
    }
}

fn mixed(std: &syn::Ident, alloc: &syn::Ident) -> Kind {
    Kind {
        payload: parse_quote!(::serde_json::Value),
        inherent: parse_quote! {
            impl T {
                /// Every value that the documents list.
                pub const ALL: &'static [Self] = &[];

                /// The value as it is written.
                #[must_use]
                pub fn to_json(&self) -> ::serde_json::Value {
                    match self { _ => _, Self::Other(value) => ::#std::clone::Clone::clone(value), }
                }
            }
        },
        open: vec![
            parse_quote! {
                impl ::#std::convert::From<::serde_json::Value> for T {
                    fn from(value: ::serde_json::Value) -> Self {
                        match ::#alloc::string::ToString::to_string(&value).as_str() { _ => Self::Other(value), }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
                    }
                }
            },
        ],
        closed: vec![
            parse_quote! {
                impl ::#std::convert::TryFrom<::serde_json::Value> for T {
                    type Error = ::serde_json::Value;

                    fn try_from(value: ::serde_json::Value) -> ::#std::result::Result<Self, Self::Error> {
                        match ::#alloc::string::ToString::to_string(&value).as_str() {
                            _ => ::#std::result::Result::Ok(_),
                            _ => ::#std::result::Result::Err(value),
                        }
                    }
                }
            },
            parse_quote! {
                impl<'de> ::serde::Deserialize<'de> for T {
                    fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::#std::result::Result<Self, D::Error> {
                        let value = <::serde_json::Value as ::serde::Deserialize>::deserialize(deserializer)?;
                        Self::try_from(value).map_err(|it| <D::Error as ::serde::de::Error>::custom(::#std::format_args!("unknown value `{it}`")))
                    }
                }
            },
        ],
        shared: vec![
            parse_quote! {
                impl ::#std::fmt::Display for T {
                    fn fmt(&self, f: &mut ::#std::fmt::Formatter<'_>) -> ::#std::fmt::Result {
                        ::#std::fmt::Display::fmt(&self.to_json(), f)
                    }
                }
            },
            parse_quote! {
                impl ::serde::Serialize for T {
                    fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::#std::result::Result<S::Ok, S::Error> {
                        ::serde::Serialize::serialize(&self.to_json(), serializer)
                    }
                }
            },
        ],
    }
}
