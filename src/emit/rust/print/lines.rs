//! Definitions, line by line. Attributes and members that have room on a line are written as they are, which is nearly all of
//! them; the others are laid out in a definition of their own. What both would write is the same.

use super::super::code::{Attr, Member, Meta, Ty, Visibility};
use super::parts::{attributes, ident, ty, visibility};
use super::{no_generics, unnamed, unparse};
use proc_macro2::Literal;
use syn::punctuated::Punctuated;
use syn::token;

/// How many columns prettyplease gives a line.
const WIDTH: usize = 89;
const INDENT: &str = "    ";
/// How long the lines of a member are.
const USUAL: usize = 192;

/// A variant of an enum.
pub(super) struct Variant<'c> {
    pub(super) attrs: &'c [Attr],
    pub(super) name: &'c str,
    pub(super) payload: Option<&'c Ty>,
}

/// `struct name { members }`
pub(super) fn structure<'m>(
    attrs: &[Attr],
    seen: Visibility,
    name: &str,
    members: impl Iterator<Item = (&'m [Attr], &'m Member)>,
) -> String {
    let mut out = head(attrs, seen, "struct", name);
    let start = out.len();
    out.reserve(members.size_hint().0 * USUAL);
    for (attrs, member) in members {
        let line = |out: &mut String| {
            out.push_str(spelled(seen));
            out.push_str(&member.name);
            out.push_str(": ");
            type_of(&member.ty, out)
        };
        let alone = || {
            let field = syn::Field {
                attrs: attributes(attrs),
                vis: visibility(seen),
                modifiers: syn::FieldModifiers::default(),
                ident: Some(ident(&member.name)),
                colon_token: Some(token::Colon::default()),
                ty: ty(&member.ty),
                default: None,
            };
            let fields = Punctuated::from_iter([field]);
            let fields = syn::Fields::Named(syn::FieldsNamed { brace_token: token::Brace::default(), named: fields });
            strukt(Vec::new(), fields)
        };
        entry(&mut out, attrs, line, alone);
    }
    close(out, start)
}

/// `enum name { variants }`
pub(super) fn enumeration<'c>(
    attrs: &[Attr],
    seen: Visibility,
    name: &str,
    variants: impl Iterator<Item = Variant<'c>>,
) -> String {
    let mut out = head(attrs, seen, "enum", name);
    let start = out.len();
    for it in variants {
        let line = |out: &mut String| {
            out.push_str(it.name);
            let Some(payload) = it.payload else { return true };
            out.push('(');
            let known = type_of(payload, out);
            out.push(')');
            known
        };
        let alone = || {
            let inherited = syn::Visibility::Inherited;
            let fields = it.payload.map_or(syn::Fields::Unit, |payload| unnamed(ty(payload), inherited));
            let attrs = attributes(it.attrs);
            let variant = syn::Variant { attrs, ident: ident(it.name), fields, discriminant: None };
            syn::Item::Enum(syn::ItemEnum {
                attrs: Vec::new(),
                vis: syn::Visibility::Inherited,
                enum_token: token::Enum::default(),
                ident: ident("E"),
                generics: no_generics(),
                brace_token: token::Brace::default(),
                variants: Punctuated::from_iter([variant]),
            })
        };
        entry(&mut out, it.attrs, line, alone);
    }
    close(out, start)
}

/// Up to the brace.
fn head(attrs: &[Attr], seen: Visibility, keyword: &str, name: &str) -> String {
    let mut out = String::new();
    if !lines(attrs, "", &mut out) {
        let unit = strukt(attributes(attrs), syn::Fields::Unit);
        let text = unparse(Vec::new(), vec![unit]);
        out = text.strip_suffix("struct S;\n").expect("it is laid out last").to_owned();
    }
    out + spelled(seen) + keyword + " " + name + " {"
}

/// The brace at the end; nothing but it follows a head without entries.
fn close(mut out: String, start: usize) -> String {
    out.push_str("}\n");
    if out.len() - start > "}\n".len() {
        out.insert(start, '\n');
    }
    out
}

/// What stands between the braces for one member.
fn entry(out: &mut String, attrs: &[Attr], line: impl FnOnce(&mut String) -> bool, alone: impl FnOnce() -> syn::Item) {
    let before = out.len();
    if lines(attrs, INDENT, out) {
        let start = out.len();
        out.push_str(INDENT);
        let known = line(out);
        out.push(',');
        if known && fits(&out[start..]) {
            return out.push('\n');
        }
    }
    out.truncate(before);
    let text = unparse(Vec::new(), vec![alone()]);
    out.extend(text.strip_suffix("}\n").and_then(|it| it.split_once('\n')).map(|it| it.1));
}

fn strukt(attrs: Vec<syn::Attribute>, fields: syn::Fields) -> syn::Item {
    syn::Item::Struct(syn::ItemStruct {
        attrs,
        vis: syn::Visibility::Inherited,
        struct_token: token::Struct::default(),
        ident: ident("S"),
        generics: no_generics(),
        semi_token: matches!(fields, syn::Fields::Unit).then(token::Semi::default),
        fields,
    })
}

pub(super) fn spelled(seen: Visibility) -> &'static str {
    match seen {
        Visibility::Public => "pub ",
        Visibility::Crate => "pub(crate) ",
        Visibility::Super => "pub(super) ",
    }
}

/// Whether a line has room; how wide other letters are is not for us to say.
fn fits(line: &str) -> bool {
    line.len() <= WIDTH && line.is_ascii()
}

/// Attributes, a line each; `false` when one has no room or is not written so.
fn lines(attrs: &[Attr], indent: &str, out: &mut String) -> bool {
    attrs.iter().all(|attr| {
        let start = out.len();
        out.push_str(indent);
        let known = match attr {
            Attr::Doc(line) => {
                out.push_str("///");
                out.push_str(line.trim_end_matches(' '));
                !line.starts_with('/') && !line.contains(['\n', '\r'])
            }
            Attr::Word(name) => {
                out.extend(["#[", name, "]"]);
                fits(&out[start..])
            }
            Attr::List(name, entries) => {
                out.extend(["#[", name]);
                let known = list(entries, out);
                out.push(']');
                known && fits(&out[start..])
            }
            Attr::Raw(_) => false,
        };
        out.push('\n');
        known
    })
}

fn list(entries: &[Meta], out: &mut String) -> bool {
    out.push('(');
    let known = entries.iter().enumerate().all(|(at, entry)| {
        if at > 0 {
            out.push_str(", ");
        }
        match entry {
            Meta::Word(name) => {
                out.push_str(name);
                true
            }
            Meta::Value(name, text) => {
                out.extend([name, " = "]);
                string(text, out);
                true
            }
            Meta::Path(path) => type_of(path, out),
            Meta::List(name, entries) => {
                out.push_str(name);
                list(entries, out)
            }
            Meta::Expr(..) => false,
        }
    });
    out.push(')');
    known
}

fn string(text: &str, out: &mut String) {
    if text.bytes().all(|it| matches!(it, b' '..=b'~') && it != b'"' && it != b'\\') {
        out.extend(["\"", text, "\""]);
    } else {
        out.push_str(&Literal::string(text).to_string());
    }
}

/// A type; `false` for one that the user wrote.
fn type_of(it: &Ty, out: &mut String) -> bool {
    let Ty::Path { absolute, segments, args } = it else { return false };
    for (at, segment) in segments.iter().enumerate() {
        if at > 0 || *absolute {
            out.push_str("::");
        }
        out.push_str(segment);
    }
    if args.is_empty() {
        return true;
    }
    out.push('<');
    let known = args.iter().enumerate().all(|(at, arg)| {
        if at > 0 {
            out.push_str(", ");
        }
        type_of(arg, out)
    });
    out.push('>');
    known
}

#[cfg(test)]
mod tests {
    use super::super::super::code::{Attr, Member, Meta, Start, Ty, Visibility};
    use super::super::parts::{attributes, ident, ty};
    use super::{fits, structure, unparse};

    fn path(name: &str, args: Vec<Ty>) -> Ty {
        Ty::Path {
            absolute: name.starts_with("::"),
            segments: name.split("::").filter(|it| !it.is_empty()).map(|it| it.to_owned().into()).collect(),
            args,
        }
    }

    /// What prettyplease makes of the same struct.
    fn whole(attrs: &[Attr], members: &[Member]) -> String {
        let fields = members.iter().map(|it| {
            let (attrs, name, ty) = (attributes(&it.attrs), ident(&it.name), ty(&it.ty));
            quote::quote!(#(#attrs)* pub #name: #ty)
        });
        let attrs = attributes(attrs);
        unparse(Vec::new(), vec![syn::parse_quote!(#(#attrs)* pub struct Order { #(#fields),* })])
    }

    #[test]
    fn lines_are_what_prettyplease_would_write() {
        let derive =
            |names: &[&str]| Attr::List("derive", names.iter().map(|it| Meta::Path(path(it, Vec::new()))).collect());
        let rename = |it: &str| Attr::List("serde", vec![Meta::Word("default"), Meta::Value("rename", it.to_owned())]);
        let texts = ["id", "a \"b\" \\ c", "tab\t", "Größe", "\u{202e}", "日本"];
        let mut members = Vec::new();
        // Names of every length around the one that has no more room.
        for length in 1..60 {
            let of = path("::std::option::Option", vec![path("Vec", vec![path("String", Vec::new())])]);
            let attrs = vec![
                Attr::Doc(format!(" {}", "word ".repeat(length))),
                rename(&texts[length % texts.len()].repeat(length)),
                Attr::List(
                    "builder",
                    vec![Meta::List("into", vec![Meta::Word("x")]), Meta::Expr("default", "1 + 2".into())],
                ),
            ];
            let attrs = attrs.into_iter().take(length % 4).collect();
            members.push(Member { attrs, name: "n".repeat(length), ty: of, start: Start::Given });
        }
        let user = Member {
            attrs: Vec::new(),
            name: "r#type".into(),
            ty: Ty::User("&'static  str".into()),
            start: Start::Given,
        };
        let heads = [
            vec![],
            vec![Attr::Doc(String::new()), Attr::Doc("/ not a comment".into()), Attr::Doc(" two\nlines".into())],
            vec![derive(&["Debug", "::serde::Serialize"]), Attr::Word("non_exhaustive")],
            vec![derive(&[
                "Debug",
                "Clone",
                "PartialEq",
                "Eq",
                "PartialOrd",
                "Ord",
                "Hash",
                "Default",
                "::serde::Serialize",
            ])],
            vec![Attr::Raw("cfg_attr( test , derive(Debug) )".into())],
        ];
        for attrs in &heads {
            for members in [&members[..], std::slice::from_ref(&user), &[]] {
                let of = members.iter().map(|it| (it.attrs.as_slice(), it));
                assert_eq!(structure(attrs, Visibility::Public, "Order", of), whole(attrs, members));
            }
        }
        assert!(fits(&" ".repeat(super::WIDTH)) && !fits(&" ".repeat(super::WIDTH + 1)));
    }
}
