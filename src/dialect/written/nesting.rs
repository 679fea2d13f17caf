//! Rows → rows in rows. Comes in: rows in order with how far they are moved to the right. Goes out: fields whose children
//! are the rows that belong to them, by marks, by indentation or by dotted names.

use super::columns::Layout;
use super::composition::Composition;
use super::vocabulary::vocabulary;
use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::markdown::GridRow;
use crate::text::Spelling;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use indexmap::IndexMap;

/// A row and where it stands.
#[derive(Debug)]
pub(super) struct Placed {
    /// How far it is moved to the right.
    pub(super) width: usize,
    /// The mark before its name.
    pub(super) bullet: Option<char>,
    /// What it is of the member before it, where it is one of its alternatives.
    pub(super) alternative: Option<Composition>,
    /// What it says.
    pub(super) field: FieldDraft,
}

/// Deeper rows stand beside each other.
const DEEPEST: usize = 16;

/// What tells whether a dot in a name leads to a member.
#[derive(Clone, Copy)]
pub(super) struct Ways<'a> {
    /// Whether a field holds one value, and so has no members.
    pub(super) plain: &'a dyn Fn(&FieldDraft) -> bool,
    /// Whether JSON of the page has such a key.
    pub(super) key: &'a dyn Fn(&str) -> bool,
}

/// Puts rows below those that they belong to.
pub(super) fn nest(mut rows: Vec<Placed>, ways: Ways<'_>) -> Vec<FieldDraft> {
    let rooted = rooted(&mut rows);
    itemised(&mut rows);
    keyed(&mut rows);
    first_items(&mut rows);
    led_by_dots(&mut rows);
    in_brackets(&mut rows);
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
            field.children = dotted(field.children.take(), ways, false, open.len()).into();
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
    dotted(done, ways, rooted, 0)
}

/// Takes in a row that continues the description of the one above.
pub(super) fn continues(row: &GridRow, layout: &Layout, placed: &mut [Placed]) -> bool {
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

/// Takes off the root of paths, `$.`; whether all rows are paths from there.
fn rooted(rows: &mut [Placed]) -> bool {
    let all = rows.iter().all(|it| it.field.name.as_str().starts_with("$.")) && !rows.is_empty();
    for row in rows.iter_mut().filter(|_| all) {
        let name = row.field.name.as_str()["$.".len()..].replace("[*]", "[]");
        row.field.name = Spelling::made(name, row.field.name.span());
    }
    all
}

/// `items.*.id`, `items.[].id` and `items[0].id` as `items[].id`, and `tags.*` as `tags[]` where `tags` is a list.
fn itemised(rows: &mut [Placed]) {
    let lists: HashSet<String> =
        rows.iter().filter(|it| is_open_list(&it.field)).map(|it| it.field.name.as_str().to_owned()).collect();
    for row in rows.iter_mut().filter(|it| it.field.name.as_str().contains('.')) {
        let name = row.field.name.as_str();
        let index = |it: &str| matches!(it, "0" | "1" | "i" | "n" | "N" | "x" | "X" | "*");
        let last = name.matches('.').count();
        let mut out = String::with_capacity(name.len());
        for (at, part) in name.split('.').enumerate() {
            let item = part == "[]" || part == "[*]" || matches!(part, "*" | "0" | "1" | "n" | "i") && at < last;
            if at > 0 && (item || part == "*" && lists.contains(&out)) {
                out.push_str("[]");
                continue;
            }
            if at > 0 {
                out.push('.');
            }
            match part.strip_suffix(']').and_then(|it| it.split_once('[')).filter(|it| at < last && index(it.1)) {
                Some((bare, _)) => {
                    out.push_str(bare);
                    out.push_str("[]");
                }
                None => out.push_str(part),
            }
        }
        if out != name {
            row.field.name = Spelling::made(out, row.field.name.span());
        }
    }
}

/// `labels.*` as the values of the map `labels`, where no other row tells what it holds.
fn keyed(rows: &mut Vec<Placed>) {
    // The row of each such map's values, the row of the map itself, and how many rows stand below it.
    let mut maps: HashMap<String, (usize, Option<usize>, usize)> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(map) = row.field.name.as_str().strip_suffix(".*").filter(|it| !it.is_empty()) {
            maps.insert(map.to_owned(), (at, None, 0));
        }
    }
    if maps.is_empty() {
        return;
    }
    for (at, row) in rows.iter().enumerate() {
        let name = row.field.name.as_str();
        if let Some(map) = maps.get_mut(name) {
            map.1 = Some(at);
        }
        for end in name.match_indices(['[', '.']).map(|it| it.0) {
            if let Some(map) = maps.get_mut(&name[..end]) {
                map.2 += 1;
            }
        }
    }
    let open = |row: &Placed| {
        let ty = row.field.ty.as_ref().map(|it| it.text.as_str().to_lowercase());
        ty.is_none_or(|it| matches!(it.as_str(), "object" | "map" | "dict"))
    };
    let mut gone = HashSet::new();
    for (name, (at, own, _)) in maps.into_iter().filter(|it| it.1.2 == 1) {
        if own.is_some_and(|it| !open(&rows[it])) {
            continue;
        }
        let span = rows[at].field.name.span();
        let values = rows[at].field.ty.as_ref().map_or("any", |it| it.text.as_str());
        let ty = TypeDraft::new(Spelling::made(format!("map<string, {values}>"), span));
        rows[own.unwrap_or(at)].field.ty = Some(ty);
        match own {
            Some(_) => {
                gone.insert(rows[at].field.row);
            }
            None => rows[at].field.name = Spelling::made(name, span),
        }
    }
    rows.retain(|it| !(it.field.name.as_str().ends_with(".*") && gone.contains(&it.field.row)));
}

/// `hosts[0]` and `hosts[1]` as the list `hosts` of what the first says, where no other row speaks of that list.
fn first_items(rows: &mut Vec<Placed>) {
    let index = |name: &str| {
        let (list, number) = name.strip_suffix(']')?.rsplit_once('[')?;
        let number: usize = number.parse().ok()?;
        (!list.is_empty() && !list.ends_with(']')).then(|| (list.to_owned(), number))
    };
    // How many items of each list have rows, one after the other, and how many rows speak of it.
    let mut lists: HashMap<String, (usize, usize)> = HashMap::new();
    for (list, number) in rows.iter().filter_map(|it| index(it.field.name.as_str())) {
        let next = &mut lists.entry(list).or_default().0;
        *next = if *next == number { number + 1 } else { usize::MAX };
    }
    if lists.is_empty() {
        return;
    }
    for row in &*rows {
        let name = row.field.name.as_str();
        let ends = name.match_indices(['[', '.']).map(|it| it.0).chain([name.len()]);
        ends.for_each(|end| {
            if let Some(list) = lists.get_mut(&name[..end]) {
                list.1 += 1;
            }
        });
    }
    lists.retain(|_, (items, all)| items == all);
    let mut firsts: HashMap<String, usize> = HashMap::new();
    let mut out: Vec<Placed> = Vec::with_capacity(rows.len());
    for mut row in std::mem::take(rows) {
        let Some((list, _)) = index(row.field.name.as_str()).filter(|it| lists.contains_key(&it.0)) else {
            out.push(row);
            continue;
        };
        let span = row.field.name.span();
        let default = row.field.default.take();
        if let Some(first) = firsts.get(&list).and_then(|it| out.get_mut(*it)) {
            let before = first.field.default.take();
            let items = before.as_ref().and_then(|it| it.as_str().strip_suffix(']')).zip(default);
            first.field.default =
                items.map(|(items, it)| Box::new(Spelling::made(format!("{items}, {}]", it.as_str()), it.span())));
            continue;
        }
        let item = row.field.ty.as_ref().map_or("any", |it| it.text.as_str());
        row.field.ty = Some(TypeDraft::new(Spelling::made(format!("({item})[]"), span)));
        row.field.default = default.map(|it| Box::new(Spelling::made(format!("[{}]", it.as_str()), it.span())));
        row.field.name = Spelling::made(list.clone(), span);
        firsts.insert(list, out.len());
        out.push(row);
    }
    *rows = out;
}

/// Rows below `meta` that repeat its name, `meta[size]` and `meta.size`, without it.
fn bared(field: &mut FieldDraft) {
    let parent = field.name.as_str().trim_end_matches("[]").to_owned();
    for child in &mut field.children {
        let name = child.name.as_str();
        let Some(rest) = name.strip_prefix(parent.as_str()).filter(|_| !parent.is_empty()) else { continue };
        let rest = rest.strip_prefix("[]").unwrap_or(rest);
        let inside = || rest.strip_prefix('[')?.strip_suffix(']').filter(|it| !it.contains(['[', ']']));
        if let Some(own) = rest.strip_prefix('.').or_else(inside).filter(|it| !it.is_empty()) {
            child.name = Spelling::made(own.to_owned(), child.name.span());
        }
    }
}

/// Rows whose names begin with dots stand below the last row with fewer: `.version` below `header`.
fn led_by_dots(rows: &mut [Placed]) {
    let dots = |it: &Placed| {
        let name = it.field.name.as_str();
        name.len() - name.trim_start_matches('.').len()
    };
    if rows.first().is_none_or(|it| dots(it) > 0) || rows.iter().all(|it| dots(it) == 0) {
        return;
    }
    for row in rows {
        let (count, name) = (dots(row), row.field.name.clone());
        let bare = &name.as_str()[count..];
        if count > 0 && !bare.is_empty() {
            row.width += count;
            row.field.name = Spelling::made(bare, name.span());
        }
    }
}

/// `changes[title][from]` as `changes.title.from`, where it is a way and no index.
fn in_brackets(rows: &mut [Placed]) {
    let heads: Vec<String> =
        rows.iter().filter_map(|it| Some(it.field.name.as_str().split_once('[')?.0.to_owned())).collect();
    if heads.is_empty() {
        return;
    }
    let names: HashSet<String> = rows.iter().map(|it| it.field.name.as_str().to_owned()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    heads.iter().for_each(|it| *counts.entry(it).or_default() += 1);
    let word = |it: &str| {
        it.len() > 1
            && it.starts_with(|it: char| it.is_alphabetic() || it == '_')
            && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-'))
            && !matches!(it, "index" | "key" | "idx")
    };
    for row in rows {
        let name = row.field.name.as_str();
        let Some((head, rest)) = name.split_once('[').filter(|it| !it.0.is_empty() && it.1.ends_with(']')) else {
            continue;
        };
        let parts: Vec<&str> = rest[..rest.len() - 1].split("][").collect();
        let sure = parts.len() > 1 || names.contains(head) || counts[head] > 1;
        if !sure || !parts.iter().all(|it| it.is_empty() || word(it)) || parts.iter().all(|it| it.is_empty()) {
            continue;
        }
        let mut out = head.to_owned();
        for part in parts {
            out.push_str(if part.is_empty() { "[]" } else { "." });
            out.push_str(part);
        }
        row.field.name = Spelling::made(out, row.field.name.span());
    }
}

/// Splits `a.b` and `a[].b` where `a` is a row too, where the brackets or JSON of the page say so, or where dotted names stand
/// among others. JSON that has `a.b` as a key says that the dot is part of the name.
fn dotted(fields: Vec<FieldDraft>, ways: Ways<'_>, sure: bool, depth: usize) -> Vec<FieldDraft> {
    if depth > DEEPEST || !fields.iter().any(|it| it.name.as_str().contains(['.', '['])) {
        return fields;
    }
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
    let mixed = names.iter().any(|it| !it.contains('.'));
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
                || mixed && heads[&head.name] > 1 && !whole.contains(&head.name);
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
            it.children = dotted(it.children.take(), ways, true, depth + 1).into();
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
fn is_open_list(field: &FieldDraft) -> bool {
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
