//! Generated code → [`Surface`].

use super::{Body, Item, Member, Signature, Surface};
use indexmap::IndexMap;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use syn::{Attribute, Fields, FnArg, ImplItem, Lit, ReturnType, Type, Visibility};

/// Everything that is public at the root of a file, or in its modules under the names that the root gives them.
pub(super) fn surface(code: &str) -> Surface {
    let file = syn::parse_file(code).expect("the emitter writes Rust");
    let mut aliases = HashMap::new();
    for item in &file.items {
        if let syn::Item::Type(it) = item {
            aliases.insert(it.ident.to_string(), (*it.ty).clone());
        }
    }
    let reader = Reader { aliases };
    let mut surface = Surface::default();
    for item in &file.items {
        let found = match item {
            syn::Item::Struct(it) => Some((&it.ident, &it.attrs, reader.structure(it))),
            syn::Item::Enum(it) => Some((&it.ident, &it.attrs, reader.enumeration(it))),
            syn::Item::Type(it) => Some((&it.ident, &it.attrs, Body::Alias(reader.spell(&it.ty)))),
            _ => None,
        };
        if let Some((ident, attrs, body)) = found {
            let item = Item {
                model: alias(attrs).unwrap_or_else(|| plain(&ident.to_string())),
                body,
                non_exhaustive: attrs.iter().any(|it| it.path().is_ident("non_exhaustive")),
                traits: derives(attrs),
                functions: BTreeMap::new(),
            };
            surface.items.insert(ident.to_string(), item);
        }
    }
    for item in &file.items {
        if let syn::Item::Impl(it) = item
            && let Type::Path(path) = &*it.self_ty
            && let Some(target) = path.path.get_ident().and_then(|it| surface.items.get_mut(&it.to_string()))
        {
            match &it.trait_ {
                Some((path, _)) => {
                    target.traits.insert(spelled(path));
                }
                None => target.functions.extend(it.items.iter().filter_map(|it| reader.function(it))),
            }
        }
    }
    surface
}

struct Reader {
    aliases: HashMap<String, Type>,
}

impl Reader {
    fn structure(&self, item: &syn::ItemStruct) -> Body {
        match &item.fields {
            Fields::Named(fields) => {
                let rename = serde(&item.attrs, "rename_all");
                let member = |it: &syn::Field| {
                    let ident = it.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    let made = cased(rename.as_deref(), &plain(&ident));
                    let wire = serde(&it.attrs, "rename").unwrap_or(made);
                    (ident, Member { wire, ty: self.spell(&it.ty) })
                };
                let public = fields.named.iter().filter(|it| !matches!(it.vis, Visibility::Inherited));
                Body::Struct(public.map(member).collect())
            }
            Fields::Unnamed(fields) => Body::Tuple(fields.unnamed.iter().map(|it| self.spell(&it.ty)).collect()),
            Fields::Unit => Body::Tuple(Vec::new()),
        }
    }

    fn enumeration(&self, item: &syn::ItemEnum) -> Body {
        let member = |it: &syn::Variant| {
            let ident = it.ident.to_string();
            let wire = serde(&it.attrs, "rename").or_else(|| alias(&it.attrs)).unwrap_or_else(|| ident.clone());
            let inside: Vec<String> = it.fields.iter().map(|it| self.spell(&it.ty)).collect();
            (ident, Member { wire, ty: inside.join(", ") })
        };
        Body::Enum(item.variants.iter().map(member).collect::<IndexMap<_, _>>())
    }

    fn function(&self, item: &ImplItem) -> Option<(String, Signature)> {
        let ImplItem::Fn(function) = item else { return None };
        if matches!(function.vis, Visibility::Inherited) {
            return None;
        }
        let mut signature = Signature { names: Vec::new(), types: Vec::new(), gives: String::new() };
        for input in &function.sig.inputs {
            match input {
                FnArg::Receiver(it) => signature.types.push(spelled(it)),
                FnArg::Typed(it) => {
                    signature.names.push(spelled(&it.pat));
                    signature.types.push(self.spell(&it.ty));
                }
            }
        }
        if let ReturnType::Type(_, ty) = &function.sig.output {
            signature.gives = self.spell(ty);
        }
        Some((function.sig.ident.to_string(), signature))
    }

    /// A type with aliases spelled out: they are transparent.
    fn spell(&self, ty: &Type) -> String {
        let mut ty = ty.clone();
        self.expand(&mut ty, 0);
        spelled(&ty)
    }

    fn expand(&self, ty: &mut Type, depth: usize) {
        /// Aliases that lead to aliases; the emitter makes no circle of them.
        const DEEPEST: usize = 32;
        let Type::Path(it) = ty else { return };
        if let Some(aliased) = it.path.get_ident().and_then(|it| self.aliases.get(&it.to_string()))
            && depth < DEEPEST
        {
            *ty = aliased.clone();
            return self.expand(ty, depth + 1);
        }
        for segment in &mut it.path.segments {
            if let syn::PathArguments::AngleBracketed(arguments) = &mut segment.arguments {
                for argument in &mut arguments.args {
                    if let syn::GenericArgument::Type(inner) = argument {
                        self.expand(inner, depth + 1);
                    }
                }
            }
        }
    }
}

fn spelled(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().replace(' ', "")
}

fn plain(ident: &str) -> String {
    ident.trim_start_matches("r#").to_owned()
}

fn derives(attrs: &[Attribute]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attr in attrs.iter().filter(|it| it.path().is_ident("derive")) {
        let _ = attr.parse_nested_meta(|meta| {
            found.insert(spelled(&meta.path));
            Ok(())
        });
    }
    found
}

/// The text of `#[doc(alias = "text")]`.
fn alias(attrs: &[Attribute]) -> Option<String> {
    value(attrs, "doc", "alias")
}

/// The text of `#[serde(key = "text")]`.
fn serde(attrs: &[Attribute], key: &str) -> Option<String> {
    value(attrs, "serde", key)
}

fn value(attrs: &[Attribute], attribute: &str, key: &str) -> Option<String> {
    let mut found = None;
    for attr in attrs.iter().filter(|it| it.path().is_ident(attribute)) {
        let _ = attr.parse_nested_meta(|meta| {
            let here = meta.path.is_ident(key);
            if meta.input.peek(syn::Token![=]) {
                let value: Lit = meta.value()?.parse()?;
                if let (true, Lit::Str(text)) = (here, value) {
                    found = Some(text.value());
                }
            } else if meta.input.peek(syn::token::Paren) {
                let content;
                syn::parenthesized!(content in meta.input);
                content.parse::<proc_macro2::TokenStream>()?;
            }
            Ok(())
        });
    }
    found
}

/// What serde's `rename_all` makes of an identifier in snake case.
fn cased(rule: Option<&str>, ident: &str) -> String {
    let words = || ident.split('_').filter(|it| !it.is_empty());
    let capital = |it: &str| {
        let mut chars = it.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + chars.as_str())
    };
    let pascal = || words().map(capital).collect::<String>();
    match rule {
        Some("camelCase") => {
            let pascal = pascal();
            let mut chars = pascal.chars();
            chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
        }
        Some("PascalCase") => pascal(),
        Some("SCREAMING_SNAKE_CASE") => ident.to_uppercase(),
        Some("kebab-case") => ident.replace('_', "-"),
        Some("SCREAMING-KEBAB-CASE") => ident.to_uppercase().replace('_', "-"),
        _ => ident.to_owned(),
    }
}
