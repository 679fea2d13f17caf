//! Rows → rows in rows. Comes in: rows in order with how far they are moved to the right. Goes out: fields whose children
//! are the rows that belong to them, by marks, by indentation or by dotted names.

use super::nested_names::{bared, first_items, in_brackets, itemised, keyed, led_by_dots, rooted};
use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::dialect::written::grids::columns::Layout;
use crate::dialect::written::words::vocabulary::vocabulary;
use crate::markdown::GridRow;
use crate::text::Spelling;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use indexmap::IndexMap;

/// How what is composed stands together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Composition {
    /// All at once.
    All,
    /// One of several.
    One,
}

/// A row and where it stands.
#[derive(Debug)]
pub(crate) struct Placed {
    /// How far it is moved to the right.
    pub(crate) width: usize,
    /// The mark before its name.
    pub(crate) bullet: Option<char>,
    /// What it is of the member before it, where it is one of its alternatives.
    pub(crate) alternative: Option<Composition>,
    /// What it says.
    pub(crate) field: FieldDraft,
}

/// Deeper rows stand beside each other.
const DEEPEST: usize = 16;

/// What tells whether a dot in a name leads to a member.
#[derive(Clone, Copy)]
pub(crate) struct Ways<'a> {
    /// Whether a field holds one value, and so has no members.
    pub(crate) plain: &'a dyn Fn(&FieldDraft) -> bool,
    /// Whether JSON of the page has such a key.
    pub(crate) key: &'a dyn Fn(&str) -> bool,
    /// Whether it does in another table of the page.
    pub(crate) elsewhere: bool,
}

/// [`Ways`] of one table, with what its ways in brackets begin with.
#[derive(Clone, Copy)]
struct Known<'a> {
    ways: Ways<'a>,
    bracketed: &'a HashSet<String>,
}

/// Puts rows below those that they belong to.
pub(crate) fn nest(mut rows: Vec<Placed>, ways: Ways<'_>) -> Vec<FieldDraft> {
    let rooted = rooted(&mut rows);
    itemised(&mut rows);
    keyed(&mut rows);
    first_items(&mut rows);
    led_by_dots(&mut rows);
    let bracketed = in_brackets(&mut rows, ways.plain);
    let known = Known { ways, bracketed: &bracketed };
    // Where the first row has a mark too, the mark says something else.
    let base = rows.iter().map(|it| it.width).min().unwrap_or(0);
    let first = rows.first().map_or(0, |it| it.width);
    if base > 0 || first > base && rows.iter().all(|it| it.bullet.is_some()) {
        rows.iter_mut().for_each(|it| it.width = it.width.saturating_sub(base.max(first)));
    }
    let mut open: Vec<(usize, FieldDraft)> = Vec::new();
    let mut done: Vec<FieldDraft> = Vec::new();
    let close = |open: &mut Vec<(usize, FieldDraft)>, done: &mut Vec<FieldDraft>| {
        if let Some((_, mut field)) = open.pop() {
            bared(&mut field);
            listed(&mut field);
            field.children = dotted(field.children.take(), known, false, open.len()).into();
            match open.last_mut() {
                Some((_, parent)) => parent.children.push(field),
                None => done.push(field),
            }
        }
    };
    for row in rows {
        while open.last().is_some_and(|it| it.0 >= row.width) || open.len() >= DEEPEST {
            close(&mut open, &mut done);
        }
        open.push((row.width, row.field));
    }
    while !open.is_empty() {
        close(&mut open, &mut done);
    }
    dotted(done, known, rooted, 0)
}

/// What has members and no type is a list where prose begins with that: "Array with one object per order".
fn listed(field: &mut FieldDraft) {
    let Some(prose) = field.description.as_ref().filter(|_| field.ty.is_none() && !field.children.is_empty()) else {
        return;
    };
    let lower = prose.as_str().to_lowercase();
    let articles = ["an ", "a ", "the "].iter().find_map(|it| lower.strip_prefix(it)).unwrap_or(&lower);
    let words = &vocabulary().words.marks;
    // "List price" begins otherwise, and so does "Array or object".
    let begins = |it: &String| {
        let rest = articles.strip_prefix(it.as_str());
        rest.is_some_and(|rest| {
            let next = rest.split_whitespace().next().unwrap_or_default();
            let follows = !next.starts_with(char::is_alphabetic) || words["after_types"].iter().any(|it| it == next);
            follows && !rest.starts_with(|it: char| it.is_alphanumeric() || it == '_')
        })
    };
    if words["lists"].iter().any(begins) {
        field.ty = Some(TypeDraft::new(Spelling::made("array", prose.span())));
    }
}

/// Takes in a row that continues the description of the one above.
pub(crate) fn continues(row: &GridRow, layout: &Layout, placed: &mut [Placed]) -> bool {
    let typed = layout.ty.and_then(|it| row.cells.get(it)).is_some_and(|it| !vocabulary().is_blank(&it.rich.text));
    let merged = row.cells.last().is_some_and(|it| it.rich.text.trim() == "^");
    let Some(above) = placed.last_mut().filter(|_| !typed || merged) else { return false };
    let more: Vec<_> = row
        .cells
        .iter()
        .enumerate()
        .filter(|(at, it)| Some(*at) != layout.name && !it.rich.is_blank() && it.rich.text.trim() != "^")
        .map(|(_, it)| it.rich.to_markdown())
        .collect();
    let span = above.field.description.as_ref().map_or(above.field.row, Spelling::span);
    let before = above.field.description.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default();
    let text = format!("{before}\n{}", more.join(" "));
    above.field.description = Some(Spelling::made(text.trim(), span));
    true
}

/// Splits `a.b` and `a[].b` where `a` is a row too, where the brackets or JSON of the page say so, or where dotted names stand
/// among others. JSON that has `a.b` as a key says that the dot is part of the name.
fn dotted(fields: Vec<FieldDraft>, known: Known<'_>, sure: bool, depth: usize) -> Vec<FieldDraft> {
    if depth > DEEPEST || !fields.iter().any(|it| it.name.as_str().contains(['.', '['])) {
        return fields;
    }
    let Known { ways, bracketed } = known;
    // Where one row is that of a list's items, dots are ways in the others too.
    let sure = sure || fields.iter().any(|it| it.name.as_str().contains("[]."));
    let names: HashSet<String> = fields.iter().map(|it| it.name.as_str().to_owned()).collect();
    let mut heads: HashMap<String, usize> = HashMap::new();
    let (mut shown, mut whole) = (HashSet::new(), HashSet::new());
    for field in &fields {
        let name = field.name.as_str();
        let Some((head, rest)) = path(name) else { continue };
        *heads.entry(head.name.clone()).or_default() += 1;
        if (ways.key)(name) {
            whole.insert(head.name);
        } else if (ways.key)(&head.name) && (ways.key)(rest.split(['.', '[']).next().unwrap_or(rest)) {
            shown.insert(head.name);
        }
    }
    // `os` is a string beside `os.version`: the dot is part of the name.
    let closed: HashSet<String> = fields
        .iter()
        .filter(|it| heads.contains_key(it.name.as_str()) && (ways.plain)(it))
        .map(|it| it.name.as_str().to_owned())
        .collect();
    // Where all names begin alike, other tables tell: `owner.id`, `owner.name`.
    let mixed = names.iter().any(|it| !it.contains('.'));
    let alike = ways.elsewhere && depth == 0 && heads.len() == 1 && !mixed;
    let mut out: IndexMap<String, FieldDraft> = IndexMap::new();
    let mut loose = 0_usize;
    for mut field in fields {
        let name = field.name.as_str().to_owned();
        let split = path(&name).filter(|(head, _)| {
            let listed = head.list || name.contains("[]");
            let open = sure
                || listed
                || names.contains(&head.name)
                || names.contains(&format!("{}[]", head.name))
                || shown.contains(&head.name)
                || bracketed.contains(&head.name)
                || (alike || mixed && heads[&head.name] > 1) && !whole.contains(&head.name);
            open && !closed.contains(&head.name)
        });
        let Some((head, rest)) = split else {
            let quoted = name.strip_prefix('"').and_then(|it| it.strip_suffix('"')).filter(|it| !it.is_empty());
            if let Some(bare) = quoted {
                field.name = Spelling::made(bare, field.name.span());
                out.insert(bare.to_owned(), field);
                continue;
            }
            let bare = name
                .strip_suffix("[]")
                .filter(|it| !it.is_empty() && (heads.contains_key(*it) || names.contains(*it) || is_list(&field)))
                .map(str::to_owned);
            if let Some(bare) = &bare {
                field.name = Spelling::made(bare.clone(), field.name.span());
                // `results[]` is a list, whatever its type is called.
                if let Some(ty) = field
                    .ty
                    .as_mut()
                    .filter(|it| matches!(it.text.as_str().to_lowercase().as_str(), "object" | "objects"))
                {
                    ty.text = Spelling::made("object[]", ty.text.span());
                }
            }
            let listed = bare.is_some();
            let key = bare.unwrap_or(name);
            match out.get_mut(&key) {
                // The row of the parent comes after those of its children.
                Some(known) if !known.children.is_empty() && known.ty.is_none() && known.description.is_none() => {
                    field.children = std::mem::take(&mut known.children);
                    *known = field;
                }
                // `tags.*` tells what the list `tags` holds.
                Some(known) if listed && is_open_list(known) => {
                    let item = field.ty.as_ref().map_or("any", |it| it.text.as_str());
                    known.ty = Some(TypeDraft::new(Spelling::made(format!("({item})[]"), field.name.span())));
                }
                Some(_) => {
                    loose += 1;
                    out.insert(format!("{key}\n{loose}"), field);
                }
                None => {
                    out.insert(key, field);
                }
            }
            continue;
        };
        let span = field.name.span();
        field.name = Spelling::made(rest, span);
        let parent = out.entry(head.name.clone()).or_insert_with(|| {
            let mut parent = FieldDraft::new(field.place, field.row, Spelling::made(head.name.clone(), span));
            if head.list {
                parent.ty = Some(TypeDraft::new(Spelling::made("object[]", span)));
            }
            parent
        });
        parent.children.push(field);
    }
    out.into_values()
        .map(|mut it| {
            it.children = dotted(it.children.take(), known, true, depth + 1).into();
            it
        })
        .collect()
}

/// Whether the type's word says that it is a list.
fn is_list(field: &FieldDraft) -> bool {
    let text = field.ty.as_ref().map(|it| it.text.as_str().to_lowercase()).unwrap_or_default();
    text.starts_with("array") || text.starts_with("list") || text.ends_with("[]")
}

/// Whether the type's word says that it is a list, and nothing of what it holds.
pub(crate) fn is_open_list(field: &FieldDraft) -> bool {
    let text = field.ty.as_ref().map(|it| it.text.as_str().to_lowercase()).unwrap_or_default();
    field.children.is_empty() && ["array", "list"].contains(&text.as_str())
}

struct Head {
    name: String,
    list: bool,
}

/// The first part of a dotted name and the rest. The last part may stand in quotes, and have dots of its own.
fn path(name: &str) -> Option<(Head, &str)> {
    let (head, rest) = name.split_once('.').filter(|it| !it.0.contains('"'))?;
    let open = rest.strip_suffix('"').and_then(|it| it.split_once('"')).map_or(rest, |it| it.0);
    let bare = head
        .strip_suffix("[]")
        .or_else(|| head.strip_suffix("[*]"))
        .or_else(|| head.strip_suffix("[index]"))
        .or_else(|| head.strip_suffix("[n]"));
    let (bare, list) = match bare {
        Some(bare) => (bare, true),
        None => (head, false),
    };
    let word =
        |it: &str| !it.is_empty() && !it.starts_with(|it: char| it.is_ascii_digit()) && !it.contains(['/', '*', '{']);
    let told = open.is_empty() || word(open.trim_start_matches('.'));
    (word(bare) && told && !rest.starts_with('.')).then(|| (Head { name: bare.to_owned(), list }, rest))
}
