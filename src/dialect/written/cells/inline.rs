//! Objects written out in a type's cell → members. Comes in: a type such as `{ id: string, size?: number }[] | null`. Goes out:
//! the type with `object` in the object's place, and the members.

use super::name_text::is_identifier;
use crate::dialect::draft::{FieldDraft, Said, TypeDraft};
use crate::schema::Presence;
use crate::text::Spelling;

/// Objects in objects are followed so deep; the rest stays text.
const DEEPEST: usize = 8;

/// What names of JSON stand in.
const QUOTES: [char; 2] = ['"', '\''];

/// Puts the members of an object that a type writes out below its field.
pub(crate) fn expand(field: &mut FieldDraft, depth: usize) {
    let Some(ty) = field.ty.as_mut().filter(|it| depth < DEEPEST && it.links.is_empty()) else { return };
    let text = ty.text.as_str();
    // What a function takes and gives is no object.
    if text.contains("=>") {
        return;
    }
    let Some((open, close)) = braces(text) else { return };
    let Some(members) = members(&text[open + 1..close]) else { return };
    let span = ty.text.span();
    let shape = format!("{}object{}", &text[..open], &text[close + 1..]);
    ty.text = Spelling::made(shape, span);
    let (place, row, cells) = (field.place, field.row, field.by_cells.clone());
    for (name, optional, ty) in members {
        let quoted = name.starts_with(QUOTES);
        let mut child = FieldDraft::new(place, row, Spelling::made(name.trim_matches(QUOTES), span));
        let value = if optional { Presence::Optional } else { Presence::Required };
        // Names in quotes are those of JSON, where no mark says what may be absent.
        child.presence = Some(Said { value, span }).filter(|_| optional || !quoted);
        child.ty = Some(TypeDraft::new(Spelling::made(ty, span)));
        child.by_cells.clone_from(&cells);
        expand(&mut child, depth + 1);
        field.children.push(child);
    }
}

/// Whether a type writes an object out.
pub(crate) fn is_object(text: &str) -> bool {
    braces(text).is_some_and(|(open, close)| members(&text[open + 1..close]).is_some())
}

/// The only pair of braces outside of others.
fn braces(text: &str) -> Option<(usize, usize)> {
    let open = text.find('{')?;
    let mut depth = 0_usize;
    for (at, it) in text[open..].char_indices() {
        match it {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    let close = open + at;
                    return (!text[close + 1..].contains('{')).then_some((open, close));
                }
            }
            _ => {}
        }
    }
    None
}

/// Members: name, whether it may be absent, type. Nothing when a part is none.
fn members(text: &str) -> Option<Vec<(String, bool, String)>> {
    let mut found = Vec::new();
    for part in parts(text) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        let (name, ty) = part.split_once(':')?;
        let name = name.trim().trim_start_matches("readonly ").trim_matches('`');
        let (name, optional) = name.strip_suffix('?').map_or((name, false), |it| (it, true));
        let plain = |it: char| it.is_alphanumeric() || matches!(it, '_' | '-' | '$' | '@' | '.');
        let ty = ty.trim();
        let bare = name.trim_matches(QUOTES);
        if !is_identifier(bare) || !bare.chars().all(plain) || ty.is_empty() {
            return None;
        }
        found.push((name.to_owned(), optional, ty.to_owned()));
    }
    (!found.is_empty()).then_some(found)
}

/// Cuts at commas, semicolons and line ends outside of brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut depth = 0_i32;
    let mut out = Vec::new();
    let mut start = 0;
    for (at, it) in text.char_indices() {
        match it {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth -= 1,
            ',' | ';' | '\n' if depth <= 0 => {
                out.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&text[start..]);
    out
}

#[cfg(test)]
mod tests {
    use super::{braces, members};

    #[test]
    fn objects_in_types_are_cut_into_members() {
        let types = [
            "{ id: string, size?: number }[]",
            "Array<{ a: { b: string[]; c: map<string, int> }; d: 'x' | 'y' }> | null",
            "{ [key: string]: number }",
            "{string: string}",
            "{ a: string } | { b: string }",
            "{id}",
            "string",
        ];
        let all: Vec<_> = types
            .iter()
            .map(|it| format!("{it} → {:?}", braces(it).and_then(|(open, close)| members(&it[open + 1..close]))))
            .collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        { id: string, size?: number }[] → Some([("id", false, "string"), ("size", true, "number")])
        Array<{ a: { b: string[]; c: map<string, int> }; d: 'x' | 'y' }> | null → Some([("a", false, "{ b: string[]; c: map<string, int> }"), ("d", false, "'x' | 'y'")])
        { [key: string]: number } → None
        {string: string} → Some([("string", false, "string")])
        { a: string } | { b: string } → None
        {id} → None
        string → None
        "#);
    }
}
