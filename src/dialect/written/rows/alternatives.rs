//! Rows that number the alternatives of what a member may be: `owner.0 (oneOf item)`, `owner.0.id`. Comes in: rows in order.
//! Goes out: the same without those; what the alternatives say is said of the member, and their members are the member's.

use super::nesting::{Composition, Placed};
use crate::dialect::draft::{By, FieldDraft, Said, TypeDraft, ValueDraft};
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::Rich;
use crate::schema::Presence;
use crate::text::Spelling;
use indexmap::map::Entry;
use indexmap::{IndexMap, IndexSet};

/// What of what the row is, by what stands behind its name: `oneOf item`.
pub(crate) fn alternative(name: &str, rest: Option<&Rich>) -> Option<Composition> {
    let number = name.rsplit('.').next().is_some_and(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit()));
    let behind = fold(&rest.filter(|_| number)?.text);
    let word = behind.strip_suffix(" item")?;
    let is = |kind: &str| vocabulary().words.marks[kind].iter().any(|it| it == word);
    is("one_of").then_some(Composition::One).or(is("all_of").then_some(Composition::All))
}

/// Takes rows of alternatives, and the numbers in the names of what stands below them, away. Goes out too: the type of the
/// whole, where the rows are its alternatives and none is a member.
pub(crate) fn merged(rows: Vec<Placed>) -> (Vec<Placed>, Option<TypeDraft>) {
    let mut owners = Owners::new();
    let mut rest = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(kind) = row.alternative else {
            rest.push(row);
            continue;
        };
        let name = row.field.name.as_str();
        let owner = name.rsplit_once('.').map_or("", |it| it.0).to_owned();
        owners.entry(owner).or_insert((kind, Vec::new())).1.push(row.field);
    }
    let rows = rest;
    if owners.is_empty() {
        return (rows, None);
    }
    let mut out: IndexMap<String, Placed> = IndexMap::new();
    for mut row in rows {
        // Where the whole is one of several, no number stands before the members.
        let mut one = owners.get("").is_some_and(|it| it.0 == Composition::One);
        let mut below = owners.contains_key("");
        if let Some((name, kind)) = unnumbered(row.field.name.as_str(), &owners) {
            row.field.name = Spelling::made(name, row.field.name.span());
            one |= kind == Composition::One;
            below = true;
        }
        if one {
            // No mark of the page says so, for marks speak of rows without them.
            row.field.presence = Some(Said { value: Presence::Optional, span: row.field.row });
            row.field.presence_by = By::Prose;
        }
        let count = out.len();
        match out.entry(row.field.name.as_str().to_owned()) {
            Entry::Occupied(mut known) if below => either(&mut known.get_mut().field, row.field),
            // The same name twice in one model is told later.
            Entry::Occupied(known) => {
                let key = format!("{}\n{count}", known.key());
                out.insert(key, row);
            }
            Entry::Vacant(free) => {
                free.insert(row);
            }
        }
    }
    let names: Vec<String> = out.keys().cloned().collect();
    let whole = owners.get("").and_then(|(kind, alternatives)| {
        let first = alternatives.first().filter(|_| out.is_empty())?;
        Some(type_of(first, *kind, alternatives, false))
    });
    for (owner, (kind, alternatives)) in owners {
        let prefix = format!("{owner}.");
        let members = names.iter().any(|it| it.starts_with(&prefix));
        if let Some(row) = out.get_mut(&owner) {
            row.field.ty = Some(type_of(&row.field, kind, &alternatives, members));
        }
    }
    (out.into_values().collect(), whole)
}

/// By the way to a member, what its alternatives are of it, and their rows.
type Owners = IndexMap<String, (Composition, Vec<FieldDraft>)>;

/// `owner.0.id` as `owner.id`, where rows number the alternatives of `owner`, and what these are of it.
fn unnumbered(name: &str, owners: &Owners) -> Option<(String, Composition)> {
    let mut out = String::with_capacity(name.len());
    let mut given = String::with_capacity(name.len());
    let mut kind = None;
    for part in name.split('.') {
        let number = !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        let skipped = owners.get(&given).filter(|_| number && !given.is_empty()).map(|it| it.0);
        if !given.is_empty() {
            given.push('.');
        }
        given.push_str(part);
        if skipped.is_some() {
            // What holds of one of several holds of what is below it.
            kind = kind.filter(|it| *it == Composition::One).or(skipped);
            continue;
        }
        if !out.is_empty() {
            out.push('.');
        }
        out.push_str(part);
    }
    Some((out, kind?))
}

/// The alternatives joined, where what has members has those of all that are objects.
fn type_of(owner: &FieldDraft, kind: Composition, alternatives: &[FieldDraft], members: bool) -> TypeDraft {
    let span = owner.ty.as_ref().map_or_else(|| owner.name.span(), |it| it.text.span());
    let word = |it: &FieldDraft| it.ty.as_ref().map_or("any", |it| it.text.as_str()).to_owned();
    let words: IndexSet<String> = alternatives.iter().map(word).collect();
    let open = |it: &String| matches!(fold(it).as_str(), "object" | "any");
    let text = match kind {
        _ if members && words.iter().all(open) => "object".to_owned(),
        Composition::One => Vec::from_iter(words).join(" | "),
        // Of several at once the first that says something is known to be there.
        Composition::All => words.into_iter().find(|it| !open(it)).unwrap_or_else(|| "object".to_owned()),
    };
    TypeDraft::new(Spelling::made(text, span))
}

/// What holds of a member that two alternatives have: the values of both, and any value where one leaves it open.
fn either(known: &mut FieldDraft, other: FieldDraft) {
    let text = |it: &FieldDraft| it.ty.as_ref().map(|it| it.text.as_str().to_owned());
    let (one, two) = (text(known), text(&other));
    if one != two {
        let joined = one.zip(two).map(|(one, two)| format!("{one} | {two}"));
        known.ty = joined.map(|it| TypeDraft::new(Spelling::made(it, known.name.span())));
    }
    known.values = match (known.values.take(), other.values) {
        (Some(mut values), Some(more)) => {
            let new = |it: &ValueDraft| !values.values.iter().any(|old| old.value.as_str() == it.value.as_str());
            let more: Vec<ValueDraft> = more.values.into_iter().filter(new).collect();
            values.values.extend(more);
            Some(values)
        }
        _ => None,
    };
    let same = |one: Option<&Spelling>, two: Option<&Spelling>| one.map(Spelling::as_str) == two.map(Spelling::as_str);
    known.default = known.default.take().filter(|it| same(Some(it), other.default.as_deref()));
    known.format = known.format.take().filter(|it| same(Some(it), other.format.as_deref()));
    known.bounds = crate::dialect::few::Few::default();
    known.children.extend(other.children);
}
