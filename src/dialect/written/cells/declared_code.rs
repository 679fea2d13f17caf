//! Code that declares types → what it declares. Comes in: code such as `interface Order { id: string; note?: string }`. Goes out:
//! the members of each type, its values or the type that it is another name for; nothing where code does more than that.

use super::name_text::is_identifier;
use crate::dialect::written::words::vocabulary::vocabulary;
use std::ops::Range;

/// A type that code declares.
#[derive(Debug, PartialEq)]
pub(crate) struct Declared {
    pub(crate) name: String,
    /// The types whose members it has too.
    pub(crate) parents: Vec<String>,
    /// What stands in a comment before it.
    pub(crate) about: String,
    pub(crate) what: What,
}

#[derive(Debug, PartialEq)]
pub(crate) enum What {
    Members(Vec<Member>),
    Values(Vec<Member>),
    Alias(String),
}

/// A line of a type; its type is the value where it is one of an enum.
#[derive(Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) optional: bool,
    pub(crate) read_only: bool,
    pub(crate) ty: String,
    pub(crate) about: String,
    /// How many members it stands in.
    pub(crate) depth: u8,
    /// Where it stands in the code.
    pub(crate) range: Range<usize>,
}

/// More code than this is a file, and none of a page.
const LONGEST: usize = 1 << 16;

/// Reads code that consists of declarations.
pub(crate) fn read(code: &str) -> Option<Vec<Declared>> {
    if code.len() > LONGEST || !code.contains(['{', '=']) {
        return None;
    }
    let mut at = 0;
    let mut out = Vec::new();
    loop {
        let (start, about) = comments(code, at);
        if start == code.len() {
            return Some(out).filter(|it| !it.is_empty());
        }
        let open = start + code[start..].find(['{', '='])?;
        let mut words = code[start..open].split_whitespace().peekable();
        let is = |kind: &str, word: &str| vocabulary().words.marks[kind].iter().any(|it| it == word);
        while words.next_if(|it| is("declared_before", it)).is_some() {}
        let kind = words.next()?;
        let head = words.collect::<Vec<_>>().join(" ");
        let (named, parents) = match head.split_once(" extends ") {
            Some((named, parents)) => (named, parents.split(',').map(|it| it.trim().to_owned()).collect()),
            None => (head.as_str(), Vec::new()),
        };
        let name = named.split('<').next().unwrap_or_default().trim().to_owned();
        if !is_identifier(&name) || name.contains(' ') {
            return None;
        }
        let braces = code[open..].starts_with('{');
        let what = if is("declared_aliases", kind) && !braces {
            let end = ending(code, open + 1, &[';'])?;
            at = (end + 1).min(code.len());
            let shown = code[open + 1..end].split_whitespace().collect::<Vec<_>>().join(" ");
            let inner = object(code, &(open + 1..end)).filter(|it| it.1 == "object");
            match inner.and_then(|it| members(code, it.0, 0)) {
                Some(members) if !members.is_empty() => What::Members(members),
                _ => What::Alias(shown.trim_start_matches(['|', ' ']).to_owned()),
            }
        } else if braces && is("declared_objects", kind) {
            let end = ending(code, open + 1, &['}'])?;
            at = end + 1;
            What::Members(members(code, open + 1..end, 0)?)
        } else if braces && is("declared_values", kind) {
            let end = ending(code, open + 1, &['}'])?;
            at = end + 1;
            What::Values(values(code, open + 1..end)?)
        } else {
            return None;
        };
        out.push(Declared { name, parents, about, what });
    }
}

/// How long the comment is that code begins with.
fn comment(code: &str) -> Option<usize> {
    let close = |end: &str, more: usize| code.find(end).map_or(code.len(), |it| it + more);
    match code.get(..2) {
        Some("/*") => Some(close("*/", 2)),
        Some("//") => Some(close("\n", 0)),
        _ => None,
    }
}

/// Where code goes on behind spaces and comments, and what those say.
fn comments(code: &str, mut at: usize) -> (usize, String) {
    let mut about = String::new();
    loop {
        let rest = code[at..].trim_start_matches(|it: char| it.is_whitespace() || it == ';');
        at = code.len() - rest.len();
        let Some(end) = comment(rest) else { return (at, about) };
        let lines = rest[..end].trim_end_matches("*/").lines();
        let said = lines.map(|it| it.trim().trim_start_matches(['/', '*']).trim()).filter(|it| !it.is_empty());
        for line in said {
            about.extend((!about.is_empty()).then_some('\n'));
            about.push_str(line);
        }
        at += end;
    }
}

/// Where the first of some signs stands outside of brackets, comments and quotes; the end of the code, where `;` is one of them.
fn ending(code: &str, start: usize, signs: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    while let Some(it) = code[at..].chars().next() {
        let rest = &code[at..];
        if let Some(length) = comment(rest) {
            at += length;
            continue;
        }
        if depth == 0 && signs.contains(&it) {
            return Some(at);
        }
        match it {
            '{' | '(' | '[' | '<' => depth += 1,
            '>' if code[..at].ends_with('=') => {}
            '}' | ')' | ']' | '>' => depth = depth.checked_sub(1)?,
            '"' | '\'' | '`' => at += 1 + rest[1..].find(it)?,
            _ => {}
        }
        at += code[at..].chars().next().map_or(1, char::len_utf8);
    }
    (depth == 0 && signs.contains(&';')).then_some(code.len())
}

/// The parts of a body with the comments before them.
fn parts(code: &str, body: Range<usize>) -> Option<Vec<(Range<usize>, String)>> {
    let code = &code[..body.end];
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = body.start;
    // What ends a part: the sign that stands between parts, or the end of a line.
    let within = |sign: char| ending(code, body.start, &[sign, ';']).filter(|it| *it < code.len());
    let signs: &[char] = match (within(';'), within(',')) {
        (Some(_), _) => &[';'],
        (None, Some(_)) => &[',', ';'],
        (None, None) => &['\n', ';'],
    };
    loop {
        let before = at;
        let (mut start, about) = comments(code, at);
        // A comment behind a part, on its line, is about that part.
        let mut about = about;
        let line = code[before..start].find('\n').map_or(start, |it| before + it);
        if let Some(last) = out.last_mut().filter(|_| code[before..line].contains("//")) {
            let (_, said) = comments(&code[..line], before);
            about = about.strip_prefix(said.as_str()).unwrap_or(&about).trim_start().to_owned();
            last.1 = [last.1.as_str(), said.as_str()].join("\n").trim().to_owned();
        }
        while code[start..].starts_with(',') {
            start += 1;
        }
        if start >= code.len() {
            return Some(out);
        }
        let end = ending(code, start, signs)?;
        if !code[start..end].trim().is_empty() {
            out.push((start..end, about));
        }
        at = (end + 1).min(code.len());
    }
}

/// Objects in objects are followed so deep.
const DEEPEST: u8 = 8;

/// The members of an object, each with those of its own behind it.
fn members(code: &str, body: Range<usize>, depth: u8) -> Option<Vec<Member>> {
    let mut out = Vec::new();
    for part in parts(code, body)? {
        let (mut found, ty) = member(code, part, depth)?;
        let inner = object(code, &ty).filter(|_| depth < DEEPEST);
        let inner = inner.and_then(|(inner, shape)| Some((members(code, inner, depth + 1)?, shape)));
        if let Some((members, shape)) = inner.filter(|it| it.0.iter().all(|it| it.name != "*")) {
            found.ty = shape;
            out.push(found);
            out.extend(members);
        } else {
            out.push(found);
        }
    }
    Some(out)
}

/// The only object that a type writes out, and the type with a word in its place.
fn object(code: &str, ty: &Range<usize>) -> Option<(Range<usize>, String)> {
    let open = ty.start + code[ty.clone()].find('{')?;
    let close = ending(&code[..ty.end], open + 1, &['}'])?;
    let behind = code[close + 1..ty.end].trim();
    let shape = format!("{}object{behind}", code[ty.start..open].trim_start());
    (!behind.contains('{') && !shape.contains("=>")).then_some((open + 1..close, shape))
}

fn member(code: &str, (range, about): (Range<usize>, String), depth: u8) -> Option<(Member, Range<usize>)> {
    let part = &code[range.clone()];
    let (name, ty) = match part.strip_prefix('[') {
        // `[key: string]: number` holds for all names that no other line has.
        Some(rest) => ("*", rest.split_once(']')?.1.trim_start().strip_prefix(':')?),
        None => part.split_once(':')?,
    };
    let place = range.end - ty.len()..range.end;
    let read_only = name.trim_start().starts_with("readonly ");
    let name = name.trim().trim_start_matches("readonly ").trim();
    let optional = name.ends_with('?') || name == "*";
    let name = name.trim_end_matches('?').trim_matches(['"', '\'']).to_owned();
    // What ends the last line of an object is no part of it.
    let ty =
        ty.split("/*").enumerate().map(|(at, it)| if at == 0 { it } else { it.split_once("*/").map_or("", |it| it.1) });
    let ty = ty.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ").replace("; }", " }");
    let known = (name == "*" || is_identifier(&name)) && !name.contains([' ', '(']) && !ty.is_empty();
    let ty = ty.trim_start_matches(['|', ' ']).to_owned();
    known.then_some((Member { name, optional, read_only, ty, about, depth, range }, place))
}

fn values(code: &str, body: Range<usize>) -> Option<Vec<Member>> {
    let value = |(range, about): (Range<usize>, String)| {
        let (before, value) = code[range.clone()].split_once('=')?;
        let name = before.split(':').next().unwrap_or_default().trim().rsplit(' ').next().unwrap_or_default();
        let value = value.trim();
        let inner = value.trim_matches(['"', '\'']);
        let literal = inner.len() + 2 == value.len() || value.parse::<i64>().is_ok();
        let member = Member {
            name: name.to_owned(),
            optional: false,
            read_only: false,
            ty: inner.to_owned(),
            about,
            depth: 0,
            range,
        };
        (literal && is_identifier(name)).then_some(member)
    };
    parts(code, body)?.into_iter().map(value).collect::<Option<Vec<_>>>().filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{What, read};
    use proptest::proptest;

    fn shown(code: &str) -> String {
        let Some(all) = read(code) else { return "nothing".to_owned() };
        let line = |it: super::Declared| match it.what {
            What::Alias(ty) => format!("{} = {ty}", it.name),
            What::Members(all) | What::Values(all) => {
                let member = |it: &super::Member| {
                    let mark = if it.optional { "?" } else { "" };
                    format!("{}{}{mark}: {}", "»".repeat(it.depth.into()), it.name, it.ty)
                };
                format!("{} {{ {} }}", it.name, all.iter().map(member).collect::<Vec<_>>().join(" / "))
            }
        };
        all.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn members_end_with_semicolons_commas_or_lines() {
        let codes = [
            "interface A { a: string; b?: Map<string, number>; c: (x: A) => void; }",
            "type B = { a: string, b?: Map<string, number>, c: { d: 'x;y' }[] };",
            "export interface C<T> extends D<T> {\n  a: string\n  // about b\n  b?: T | null /* ; */\n}",
            "export enum E { Up = 'up', Down = 'down' }\ndeclare type F =\n  | 'a'\n  | 'b'",
            "interface G { [key: string]: G; }",
            "interface H { call(x: string): void }",
            "interface I { a: string }\nconst i: I = {};",
            "type: object\nproperties: {}",
            "interface J { a: string",
        ];
        insta::assert_snapshot!(codes.map(shown).join("\n"), @r#"
        A { a: string / b?: Map<string, number> / c: (x: A) => void }
        B { a: string / b?: Map<string, number> / c: object[] / »d: 'x;y' }
        C { a: string / b?: T | null }
        E { Up: up / Down: down }
        F = 'a' | 'b'
        G { *?: G }
        nothing
        nothing
        nothing
        nothing
        "#);
    }

    proptest! {
        #[test]
        fn no_code_is_too_strange(code in r#"(interface A|type A|enum A|[ \n{}\[\]()<>=;:,?|'"`/*@.a-cé])*"#) {
            let _ = read(&code);
        }
    }
}
