//! Names of nested rows → ways with dots. Comes in: rows in order, named as their table names them: `$.a`, `a.*.b`, `a[0]`,
//! `a[b]`, `.b`. Goes out: the same rows with one kind of way, `a.b` and `a[].b`, and maps and lists with what they hold.

use super::nesting::{Placed, is_open_list};
use crate::dialect::draft::{FieldDraft, TypeDraft};
use crate::text::Spelling;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// Takes off the root of paths, `$.`; whether all rows are paths from there.
pub(crate) fn rooted(rows: &mut [Placed]) -> bool {
    let all = rows.iter().all(|it| it.field.name.as_str().starts_with("$.")) && !rows.is_empty();
    for row in rows.iter_mut().filter(|_| all) {
        let name = row.field.name.as_str()["$.".len()..].replace("[*]", "[]");
        row.field.name = Spelling::made(name, row.field.name.span());
    }
    all
}

/// `items.*.id`, `items.[].id` and `items[0].id` as `items[].id`, and `tags.*` as `tags[]` where `tags` is a list.
pub(crate) fn itemised(rows: &mut [Placed]) {
    let lists: HashSet<String> =
        rows.iter().filter(|it| is_open_list(&it.field)).map(|it| it.field.name.as_str().to_owned()).collect();
    for row in rows.iter_mut().filter(|it| it.field.name.as_str().contains('.')) {
        let name = row.field.name.as_str();
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
            match part.strip_suffix(']').and_then(|it| it.split_once('[')).filter(|it| at < last && is_index(it.1)) {
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
pub(crate) fn keyed(rows: &mut Vec<Placed>) {
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
pub(crate) fn first_items(rows: &mut Vec<Placed>) {
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
pub(crate) fn bared(field: &mut FieldDraft) {
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
pub(crate) fn led_by_dots(rows: &mut [Placed]) {
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

/// `changes[title][from]` as `changes.title.from`, where it is a way and no index; comes back with what such ways begin with: in
/// these a dot is no part of a name.
pub(crate) fn in_brackets(rows: &mut [Placed], plain: &dyn Fn(&FieldDraft) -> bool) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (head, _) in rows.iter().filter_map(|it| it.field.name.as_str().split_once('[')) {
        *counts.entry(head.to_owned()).or_default() += 1;
    }
    if counts.is_empty() {
        return HashSet::new();
    }
    // What holds one value has no members.
    let owners: HashMap<String, bool> =
        rows.iter().map(|it| (it.field.name.as_str().to_owned(), plain(&it.field))).collect();
    let word = |it: &str| {
        it.len() > 1
            && it.starts_with(|it: char| it.is_alphabetic() || it == '_')
            && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '_' | '-'))
    };
    let index = |it: &str| it.is_empty() || is_index(it) || it.bytes().all(|it| it.is_ascii_digit());
    // Alone it may be that of any member: `labels[key]`.
    let hole = |it: &str| matches!(it, "index" | "key" | "idx" | "id" | "name" | "uuid" | "slug");
    let mut heads = HashSet::new();
    for row in rows {
        let name = row.field.name.as_str();
        let Some((head, rest)) = name.split_once('[').filter(|it| !it.0.is_empty() && it.1.ends_with(']')) else {
            continue;
        };
        let parts: Vec<&str> = rest[..rest.len() - 1].split("][").collect();
        let several = counts[head] > 1;
        // `owner['e-mail']`: the way to a name that is no word.
        let key = |it: &str| {
            ['\'', '"'].into_iter().any(|quote| it.len() > 2 && it.starts_with(quote) && it.ends_with(quote))
        };
        let holes = parts.iter().any(|it| matches!(*it, "index" | "idx") || hole(it) && !several && parts.len() == 1);
        let fits = parts.iter().all(|it| index(it) || word(it) || key(it)) && parts.iter().any(|it| !index(it));
        if holes || !fits || owners.get(head) == Some(&true) {
            continue;
        }
        let mut out = head.to_owned();
        for part in parts {
            out.push_str(if index(part) { "[]" } else { "." });
            out.push_str(match part {
                _ if index(part) => "",
                // Dots in quotes are none between members.
                _ if key(part) && !part.contains('.') => &part[1..part.len() - 1],
                _ => part,
            });
        }
        // `tags[]` of scalars: its type is that of an item.
        if let Some(list) = out.strip_suffix("[]")
            && plain(&row.field)
            && let Some(ty) = row.field.ty.as_mut()
        {
            ty.text = Spelling::made(format!("({})[]", ty.text.as_str()), ty.text.span());
            out = list.to_owned();
        }
        heads.insert(head.split('.').next().unwrap_or(head).to_owned());
        row.field.name = Spelling::made(out, row.field.name.span());
    }
    heads
}

/// What stands for the number of an item: `hosts[i]`.
fn is_index(part: &str) -> bool {
    matches!(part, "0" | "1" | "i" | "n" | "N" | "x" | "X" | "*" | "_")
}
