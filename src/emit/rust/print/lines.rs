//! Definitions, line by line. Attributes and members that have room on a line are written as they are, and types that have
//! none over several lines, which is nearly all of them; the others are laid out in a definition of their own. What both would
//! write is the same.

use super::super::code::{Attr, Member, Meta, Ty, Visibility};
use super::laid_out;
use proc_macro2::Literal;

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
            let attrs = attributes(attrs, Marks::MEMBER);
            format!("struct S {{\n{attrs}{INDENT}{}{}: {},\n}}", spelled(seen), member.name, member.ty.text)
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
            let payload = it.payload.map_or_else(String::new, |it| format!("({})", it.text));
            format!("enum E {{\n{}{INDENT}{}{payload},\n}}", attributes(it.attrs, Marks::MEMBER), it.name)
        };
        entry(&mut out, it.attrs, line, alone);
    }
    close(out, start)
}

/// Up to the brace, with room for so many bytes of entries.
fn head(attrs: &[Attr<'_>], seen: Visibility, keyword: &str, name: &str, room: usize) -> String {
    let mut out = String::with_capacity(room + 2 * USUAL);
    if !lines(attrs, "", &mut out) {
        let text = laid_out(&(attributes(attrs, Marks::OUTER) + "struct S;"));
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
fn entry(out: &mut String, attrs: &[Attr<'_>], line: impl FnOnce(&mut String) -> bool, alone: impl FnOnce() -> String) {
    let before = out.len();
    if lines(attrs, INDENT, out) && line(out) {
        return out.push('\n');
    }
    out.truncate(before);
    let text = laid_out(&alone());
    out.extend(text.strip_suffix("}\n").and_then(|it| it.split_once('\n')).map(|it| it.1));
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

/// What the lines of attributes begin with.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    indent: &'static str,
    attribute: &'static str,
    doc: &'static str,
}

impl Marks {
    pub(super) const OUTER: Self = Self { indent: "", attribute: "#[", doc: "///" };
    pub(super) const MEMBER: Self = Self { indent: INDENT, ..Self::OUTER };
    pub(super) const INNER: Self = Self { indent: "", attribute: "#![", doc: "//!" };
}

/// Attributes as they come, a line each.
pub(super) fn attributes(attrs: &[Attr<'_>], marks: Marks) -> String {
    let mut out = String::new();
    for attr in attrs {
        if let Attr::Doc(text) = attr {
            for line in text.split('\n') {
                out.extend([marks.indent, marks.doc, if line.is_empty() { "" } else { " " }, line, "\n"]);
            }
            continue;
        }
        out.extend([marks.indent, marks.attribute]);
        match attr {
            Attr::Word(name) => out.push_str(name),
            Attr::List(name, entries) => {
                out.push_str(name);
                list(entries, &mut out);
            }
            // A comment that the user wrote behind it ends with the line.
            Attr::Raw(text) => out.extend([*text, if text.contains("//") { "\n" } else { "" }]),
            Attr::Doc(_) => {}
        }
        out.push_str("]\n");
    }
    out
}

/// Writes a list; `false` when something in it may have to be laid out.
fn list(entries: &[Meta<'_>], out: &mut String) -> bool {
    out.push('(');
    let mut known = true;
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        match entry {
            Meta::Word(name) => out.push_str(name),
            Meta::Value(name, text) => out.extend([name, " = ", &string(text)]),
            Meta::Path(path) => {
                out.push_str(&path.text);
                known &= !path.is_users;
            }
            Meta::List(name, entries) => {
                out.push_str(name);
                known &= list(entries, out);
            }
            Meta::Expr(name, text) => {
                out.extend([name, " = ", text]);
                known = false;
            }
        }
    }
    out.push(')');
    known
}

/// A literal.
pub(super) fn string(text: &str) -> String {
    if text.bytes().all(|it| matches!(it, b' '..=b'~') && it != b'"' && it != b'\\') {
        ["\"", text, "\""].concat()
    } else {
        Literal::string(text).to_string()
    }
}

#[cfg(all(test, feature = "format"))]
mod tests {
    use super::super::super::code::{Attr, Member, Meta, Start, Ty, Visibility};
    use super::{Marks, attributes, fits, laid_out, structure};

    /// What prettyplease makes of the same struct.
    fn whole(attrs: &[Attr<'_>], members: &[Member<'_>]) -> String {
        let fields =
            members.iter().map(|it| format!("{}pub {}: {},", attributes(&it.attrs, Marks::OUTER), it.name, it.ty.text));
        let attrs = attributes(attrs, Marks::OUTER);
        laid_out(&format!("{attrs}pub struct Order {{ {} }}", fields.collect::<String>()))
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
