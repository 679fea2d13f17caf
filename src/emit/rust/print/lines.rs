//! Definitions, line by line. Attributes and members that have room on a line are written as they are, and types that have
//! none over several lines, which is nearly all of them; the others are laid out in a definition of their own. What both would
//! write is the same.

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
    pub(super) attrs: &'c [Attr<'c>],
    pub(super) name: &'c str,
    pub(super) payload: Option<&'c Ty<'c>>,
}

/// `struct name { members }`
pub(super) fn structure<'m>(
    attrs: &[Attr<'_>],
    seen: Visibility,
    name: &str,
    members: impl Iterator<Item = (&'m [Attr<'m>], &'m Member<'m>)>,
) -> String {
    let mut out = head(attrs, seen, "struct", name, members.size_hint().0 * USUAL);
    let start = out.len();
    for (attrs, member) in members {
        let line = |out: &mut String| {
            let start = out.len();
            out.extend([INDENT, spelled(seen), &member.name, ": "]);
            !member.ty.is_users && type_of(&member.ty.text, ",", 1, start, out)
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
    attrs: &[Attr<'_>],
    seen: Visibility,
    name: &str,
    variants: impl Iterator<Item = Variant<'c>>,
) -> String {
    let mut out = head(attrs, seen, "enum", name, variants.size_hint().0 * USUAL / 4);
    let start = out.len();
    for it in variants {
        let line = |out: &mut String| {
            let start = out.len();
            out.extend([INDENT, it.name]);
            if let Some(payload) = it.payload {
                out.extend(["(", &payload.text, ")"]);
            }
            out.push(',');
            it.payload.is_none_or(|it| !it.is_users) && fits(&out[start..])
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

/// Up to the brace, with room for so many bytes of entries.
fn head(attrs: &[Attr<'_>], seen: Visibility, keyword: &str, name: &str, room: usize) -> String {
    let mut out = String::with_capacity(room + 2 * USUAL);
    if !lines(attrs, "", &mut out) {
        let unit = strukt(attributes(attrs), syn::Fields::Unit);
        let text = unparse(Vec::new(), vec![unit]);
        out.clear();
        out.push_str(text.strip_suffix("struct S;\n").expect("it is laid out last"));
    }
    out.extend([spelled(seen), keyword, " ", name, " {"]);
    out
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
fn entry(
    out: &mut String,
    attrs: &[Attr<'_>],
    line: impl FnOnce(&mut String) -> bool,
    alone: impl FnOnce() -> syn::Item,
) {
    let before = out.len();
    if lines(attrs, INDENT, out) && line(out) {
        return out.push('\n');
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

/// Writes a type and what stands behind it: the rest of the line that begins at `start`. Where that has no room, what it is
/// a type of gets lines of its own. `false` where there is no room either.
fn type_of(text: &str, after: &str, level: usize, start: usize, out: &mut String) -> bool {
    let before = out.len();
    out.extend([text, after]);
    if fits(&out[start..]) {
        return true;
    }
    let Some((path, args)) = text.strip_suffix('>').and_then(|it| it.split_once('<')) else { return false };
    if !out[start..].is_ascii() {
        return false;
    }
    out.truncate(before);
    out.extend([path, "<\n"]);
    let mut depth = 0;
    let args = args.split(|it| {
        depth += i32::from(it == '<') - i32::from(it == '>');
        it == ',' && depth == 0
    });
    let indent = |level: usize, out: &mut String| (0..level).for_each(|_| out.push_str(INDENT));
    let mut args = args.map(str::trim_start).peekable();
    while let Some(arg) = args.next() {
        let start = out.len();
        indent(level + 1, out);
        // No room is needed for the comma behind the last one, which would not stand there on a single line.
        let after = if args.peek().is_some() { "," } else { "" };
        if !type_of(arg, after, level + 1, start, out) {
            return false;
        }
        out.push_str(if after.is_empty() { ",\n" } else { "\n" });
    }
    indent(level, out);
    out.extend([">", after]);
    true
}

/// Whether a line has room; how wide other letters are is not for us to say.
fn fits(line: &str) -> bool {
    line.len() <= WIDTH && line.is_ascii()
}

/// Attributes, a line each; `false` when one has no room or is not written so.
fn lines(attrs: &[Attr<'_>], indent: &str, out: &mut String) -> bool {
    attrs.iter().all(|attr| {
        let start = out.len();
        if let Attr::Doc(text) = attr {
            for line in text.split('\n') {
                out.extend([indent, if line.is_empty() { "///" } else { "/// " }, line, "\n"]);
            }
            return true;
        }
        out.push_str(indent);
        let known = match attr {
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
            Attr::Doc(_) | Attr::Raw(_) => false,
        };
        out.push('\n');
        known
    })
}

fn list(entries: &[Meta<'_>], out: &mut String) -> bool {
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
            Meta::Path(path) => {
                out.push_str(&path.text);
                !path.is_users
            }
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

#[cfg(test)]
mod tests {
    use super::super::super::code::{Attr, Member, Meta, Start, Ty, Visibility};
    use super::super::parts::{attributes, ident, ty};
    use super::{fits, structure, unparse};

    /// What prettyplease makes of the same struct.
    fn whole(attrs: &[Attr<'_>], members: &[Member<'_>]) -> String {
        let fields = members.iter().map(|it| {
            let (attrs, name, ty) = (attributes(&it.attrs), ident(&it.name), ty(&it.ty));
            quote::quote!(#(#attrs)* pub #name: #ty)
        });
        let attrs = attributes(attrs);
        unparse(Vec::new(), vec![syn::parse_quote!(#(#attrs)* pub struct Order { #(#fields),* })])
    }

    #[test]
    fn lines_are_what_prettyplease_would_write() {
        let derive = |names: &[&'static str]| Attr::List("derive", names.iter().map(|it| Meta::Word(it)).collect());
        let rename =
            |it: &str| Attr::List("serde", vec![Meta::Word("default"), Meta::Value("rename", it.to_owned().into())]);
        let texts = ["id", "a \"b\" \\ c", "tab\t", "Größe", "\u{202e}", "日本"];
        let mut members = Vec::new();
        // Names of every length around the one that has no more room.
        for length in 1..60 {
            let types = [
                "::std::option::Option<Vec<String>>".to_owned(),
                format!("Option<Vec<{}>>", "T".repeat(length * 2)),
                format!("Option<::std::collections::HashMap<String, ::uuid::{}>>", "T".repeat(length)),
                "T".repeat(length * 2),
            ];
            let attrs = vec![
                Attr::Doc("word ".repeat(length).trim_end().to_owned().into()),
                rename(&texts[length % texts.len()].repeat(length)),
                Attr::List(
                    "builder",
                    vec![Meta::List("into", vec![Meta::Word("x")]), Meta::Expr("default", "1 + 2".into())],
                ),
            ];
            let attrs: Vec<Attr<'_>> = attrs.into_iter().take(length % 4).collect();
            for of in types {
                let attrs = attrs.clone();
                members.push(Member { attrs, name: "n".repeat(length).into(), ty: Ty::new(of), start: Start::Given });
            }
        }
        let user =
            Member { attrs: Vec::new(), name: "r#type".into(), ty: Ty::users("&'static  str"), start: Start::Given };
        let heads = [
            vec![],
            vec![Attr::Doc("".into()), Attr::Doc("/ no more slashes".into()), Attr::Doc("two\n\nlines".into())],
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
            vec![Attr::Raw("cfg_attr( test , derive(Debug) )")],
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
