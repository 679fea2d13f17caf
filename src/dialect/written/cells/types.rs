//! Cells of types. Comes in: what stands in a type's cell. Goes out: the type alone, and what else the cell says: marks, a
//! default, values, prose.

use super::bounds::{self, Bounds};
use super::meanings;
use super::names;
use super::type_marks::{said, stripped};
use super::type_steps;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Rich};
use crate::schema::{Presence, Type};
use crate::typexpr::{Notation, TypeExpr};

/// What a type's cell says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TypeCell {
    /// The type; nothing when the cell says none.
    pub(crate) ty: Option<Rich>,
    /// The column that says what an open type holds, where another than its own does.
    pub(crate) filled_by: Option<Role>,
    /// Whether the member must be there.
    pub(crate) presence: Option<Presence>,
    /// Whether a mark says so that holds at times.
    pub(crate) at_times: bool,
    /// Whether a star behind such a mark leads to a note.
    pub(crate) noted: bool,
    /// Whether it may be null.
    pub(crate) nullable: Option<bool>,
    /// Sent by the server only.
    pub(crate) read_only: bool,
    /// Whether it should no longer be used.
    pub(crate) deprecated: bool,
    /// The default.
    pub(crate) default: Option<String>,
    /// Its values.
    pub(crate) values: Vec<String>,
    /// Bounds of its values.
    pub(crate) bounds: Bounds,
    /// What is no type.
    pub(crate) prose: Option<Rich>,
}

impl TypeCell {
    /// Takes in what stands behind a type; a bound in it that cannot be read is told.
    pub(crate) fn aside(&mut self, behind: Rich) {
        if bounds::speaks(&behind.text) {
            self.bounds.push(("bounds", behind.text.trim_matches(['(', ')', ',', ' ']).to_owned()));
        }
        self.remark(behind);
    }

    /// Takes in prose.
    pub(crate) fn remark(&mut self, prose: Rich) {
        match &mut self.prose {
            Some(known) => known.push("\n", &prose),
            None => self.prose = Some(prose),
        }
    }
}

/// Reads a type's cell.
pub(crate) fn read(rich: &Rich, notation: &Notation) -> TypeCell {
    let mut cell = TypeCell::default();
    let whole = names::without_notes(rich).trimmed();
    if vocabulary().is_blank(&whole.text) && !matches!(notation.parse(&whole.text), Ok(TypeExpr::Known(Type::Null))) {
        return cell;
    }
    if let Some(values) = meant(&whole.text) {
        cell.values = values;
        cell.ty = Some(Rich::plain("enum"));
        cell.prose = Some(whole);
        return cell;
    }
    // A list of what several lines say, in brackets round all of them.
    if let Some(inner) = spread(&whole) {
        let mut cell = read(&inner, notation);
        cell.ty = cell.ty.map(|it| {
            let mut list = Rich::plain("[");
            list.push("", &it);
            list.push("", &Rich::plain("]"));
            list
        });
        return cell;
    }
    let mut parts: Vec<Rich> = Vec::new();
    for line in whole.lines() {
        for piece in pieces(&line) {
            let piece = stripped(&piece, &mut cell);
            if !piece.is_blank() && !said(&piece, &mut cell) {
                parts.push(piece);
            }
        }
    }
    let Some(ty) = joined(&parts, notation, &mut cell) else { return cell };
    type_steps::settle(&ty, notation, &mut cell);
    let text = cell.ty.as_ref().map(|it| it.text.trim().to_lowercase()).unwrap_or_default();
    // `string!` must be there, `string?` may be absent.
    if text.ends_with('!') {
        cell.presence = cell.presence.or(Some(Presence::Required));
        cell.nullable = cell.nullable.or(Some(false));
    } else if text.ends_with('?')
        || ["optional<", "optional[", "option<", "optional "].iter().any(|it| text.starts_with(it))
    {
        cell.presence = cell.presence.or(Some(Presence::Optional));
    }
    cell
}

/// The values of an enum that its cell lists with what they mean: "enum: 0 - off, 1 - on".
fn meant(text: &str) -> Option<Vec<String>> {
    let (word, listed) = text.split_once([':', '(', '：', '（'])?;
    let known = vocabulary().words.marks["enum_words"].contains(&fold(word));
    let values = || meanings::values(listed.trim_end_matches([')', '）'])).filter(|it| it.len() > 1);
    known.then(values).flatten()
}

/// What stands in brackets that several lines have in common.
fn spread(rich: &Rich) -> Option<Rich> {
    let first = rich.text.split_once('\n')?.0;
    let inner = rich.text.strip_prefix('[').and_then(|it| it.strip_suffix(']'))?;
    (!first.contains(']') && !inner.contains(['[', ']'])).then(|| rich.part(1..1 + inner.len()))
}

/// Cuts a line at semicolons outside of brackets.
fn pieces(line: &Rich) -> Vec<Rich> {
    let mut depth = 0_i32;
    let mut cuts = vec![0];
    for (at, it) in line.text.char_indices() {
        match it {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth -= 1,
            ';' if depth <= 0 => cuts.push(at + 1),
            _ => {}
        }
    }
    let ends = cuts.iter().skip(1).map(|it| it - 1).chain([line.text.len()]);
    cuts.iter().zip(ends).map(|(start, end)| line.part(*start..end)).collect()
}

/// The pieces as one type; what follows a piece that is a type by itself is prose.
fn joined(parts: &[Rich], notation: &Notation, cell: &mut TypeCell) -> Option<Rich> {
    let (first, rest) = parts.split_first()?;
    // `string, max 100 characters`: what bounds its values stands beside the type.
    let bounds: Vec<Option<Bounds>> = rest.iter().map(|it| bounds::read(&it.text, &first.text, notation)).collect();
    let parts: Vec<Rich> = std::iter::once(first)
        .chain(rest.iter().zip(&bounds).filter(|it| it.1.is_none()).map(|it| it.0))
        .cloned()
        .collect();
    cell.bounds.extend(bounds.into_iter().flatten().flatten());
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() {
        return Some(first.clone());
    }
    let glue = |between: &str| {
        let mut all = first.clone();
        for part in rest {
            let bare = all.text.trim_end_matches([',', ' ']).len();
            all.text.truncate(bare);
            all.marks.retain(|it| it.range.end <= bare);
            all.push(between, part);
        }
        all
    };
    let (_, front) = parts.split_last().expect("there is a first");
    if front.iter().all(|it| it.text.ends_with(',')) && parts.iter().all(|it| reads(&it.text, notation)) {
        return Some(glue(" | "));
    }
    // `string, enum: [a, b]` says twice what one type it is.
    let values = |it: &&Rich| matches!(notation.parse(it.text.trim()), Ok(TypeExpr::Literals(_)));
    let scalar = matches!(notation.parse(first.text.trim()), Ok(TypeExpr::Known(ty)) if ty.is_scalar())
        || vocabulary().words.headings["enums"].contains(&fold(&first.text));
    if let [other] = rest
        && scalar
        && values(&other)
    {
        return Some(other.clone());
    }
    let whole = glue(" ");
    if notation.parse(&whole.text).is_ok() && whole.text.split_whitespace().count() <= 8 {
        return Some(whole);
    }
    // A line of prose is no alternative, be it one word.
    let open = !certain(&first.text, notation) || first.text.ends_with(',');
    let word = |it: &Rich| {
        let named =
            open && it.text.starts_with(char::is_uppercase) || it.marks.iter().any(|it| it.kind == MarkKind::Code);
        // More words, or a full stop, make a sentence.
        let sentence = it.text.ends_with('.') || it.text.split_whitespace().count() > 3;
        reads(&it.text, notation) && (named && !sentence || certain(&it.text, notation))
    };
    if parts.iter().all(|it| word(it) || it.links().next().is_some() && it.text.split_whitespace().count() <= 4) {
        return Some(glue(" | "));
    }
    let mut prose = rest[0].clone();
    for part in &rest[1..] {
        prose.text.push('\n');
        prose.text.push_str(&part.text);
    }
    cell.remark(prose);
    Some(first.clone())
}

pub(crate) fn reads(text: &str, notation: &Notation) -> bool {
    notation.parse(text.trim().trim_end_matches([',', '.'])).is_ok()
}

/// Whether a text is a type that is no bare word.
pub(crate) fn certain(text: &str, notation: &Notation) -> bool {
    !matches!(notation.parse(text), Ok(TypeExpr::Name { .. }) | Err(_))
}

/// `object — [Order](#order)`: the only link behind a type that says nothing of its members says what they are.
pub(crate) fn behind_link(mut ty: Rich, behind: &Rich, notation: &Notation) -> Rich {
    let mut links = behind.links().filter(|it| !it.1.is_empty());
    let known = notation.parse(ty.text.trim());
    let open = match &known {
        Ok(TypeExpr::Known(Type::Object)) => true,
        Ok(TypeExpr::Known(Type::Array(items))) => matches!(**items, Type::Any | Type::Object),
        Ok(TypeExpr::List(items) | TypeExpr::Map(items)) => **items == TypeExpr::Known(Type::Object),
        _ => false,
    };
    let bare = ty.links().next().is_none();
    if let (true, Some((_, target)), None) = (open && bare, links.next(), links.next()) {
        ty.marks.push(Mark { kind: MarkKind::Link(target.to_owned()), range: 0..0 });
    }
    ty
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::markdown::{References, inline};

    #[test]
    fn cells_of_types_say_more_than_types() {
        let cells = [
            "string; required",
            "integer;<br>default 2",
            "object array; recommended",
            "string,<br>array",
            "string, optional",
            "*[Optional]* integer",
            "`string (optional)`",
            "`red`, `green`",
            "string, integer",
            "string - the colour",
            "array of [User](#user) objects, required",
            "[Meta](#meta) | [Ref](#ref)",
            "-",
            "object[]",
            "integer (int64)",
            "`number` `[16]`",
            "`integer` `[1-*]`",
            "string [2]",
            "array of up to 10 strings",
            "one or more strings",
            "array of 1-3 integers",
            "string,",
            "*",
        ];
        let notation = crate::typexpr::builtin("docs").expect("it is built in");
        let all: Vec<_> = cells
            .iter()
            .map(|it| {
                let cell = read(&inline(it, &References::default()), notation);
                let prose = cell.prose.map(|it| it.text);
                format!(
                    "{it} → {:?} {:?} {:?} {:?} {prose:?}",
                    cell.ty.map(|it| it.text),
                    cell.presence,
                    cell.default,
                    cell.values
                )
            })
            .collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        string; required → Some("string") Some(Required) None [] None
        integer;<br>default 2 → Some("integer") None Some("2") [] None
        object array; recommended → Some("object array") Some(Optional) None [] None
        string,<br>array → Some("string | array") None None [] None
        string, optional → Some("string") Some(Optional) None [] None
        *[Optional]* integer → Some("integer") Some(Optional) None [] None
        `string (optional)` → Some("string") Some(Optional) None [] None
        `red`, `green` → None None None ["red", "green"] None
        string, integer → Some("string | integer") None None [] None
        string - the colour → Some("string") None None [] Some("- the colour")
        array of [User](#user) objects, required → Some("array of User objects") Some(Required) None [] None
        [Meta](#meta) | [Ref](#ref) → Some("Meta | Ref") None None [] None
        - → None None None [] None
        object[] → Some("object[]") None None [] None
        integer (int64) → Some("integer (int64)") None None [] None
        `number` `[16]` → Some("number[]") None None [] None
        `integer` `[1-*]` → Some("integer[]") None None [] None
        string [2] → Some("string") None None [] None
        array of up to 10 strings → Some("array of strings") None None [] None
        one or more strings → Some("array of strings") None None [] None
        array of 1-3 integers → Some("array of integers") None None [] None
        string, → Some("string") None None [] None
        * → Some("*") None None [] None
        "#);
    }
}
