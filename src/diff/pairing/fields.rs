use super::super::alike;
use super::super::change::{Evidence, Tier};
use super::{assign, evidence, percent};
use crate::schema::{Field, Type};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The fields of a model on both sides.
#[derive(Default)]
pub(in super::super) struct FieldPairs<'a> {
    /// Fields of both sides, in the new order, with the reason where their names differ.
    pub(in super::super) pairs: Vec<(&'a Field, &'a Field, Option<Evidence>)>,
    /// Fields of the old side alone.
    pub(in super::super) removed: Vec<&'a Field>,
    /// Fields of the new side alone.
    pub(in super::super) added: Vec<&'a Field>,
    /// Fields of the old side that several of the new side seem to come from.
    pub(in super::super) split: Vec<(&'a Field, Vec<&'a Field>)>,
}

/// Above so many pairs of removed and added fields, only those are looked at that share a word, a description or a place.
const ALL_PAIRS: usize = 4096;

/// The most fields that may share a word for the word to be a reason to look at them.
const COMMON: usize = 48;

/// A removed or added field and where it stands.
struct Loose<'a> {
    at: usize,
    before: Option<&'a str>,
    field: &'a Field,
}

/// Pairs the fields of a model. `declared` gives the new name of a field that the configuration says was renamed.
pub(in super::super) fn fields<'a>(
    old: &'a [Field],
    new: &'a [Field],
    declared: &dyn Fn(&str) -> Option<&'a str>,
    same: &dyn Fn(&Type, &Type) -> bool,
) -> FieldPairs<'a> {
    let by_name: HashMap<&str, usize> = new.iter().enumerate().map(|(at, it)| (it.name.as_str(), at)).collect();
    let mut partner: BTreeMap<usize, (usize, Option<Evidence>)> = BTreeMap::new();
    let mut taken = HashSet::new();
    for (at, field) in old.iter().enumerate() {
        if let Some(&to) = by_name.get(field.name.as_str()) {
            partner.insert(at, (to, None));
            taken.insert(to);
        }
    }
    for (at, field) in old.iter().enumerate() {
        if let Some(&to) = declared(&field.name).and_then(|it| by_name.get(it))
            && !partner.contains_key(&at)
            && taken.insert(to)
        {
            partner.insert(at, (to, Some(evidence(Tier::Declared, &["declared in the configuration".into()]))));
        }
    }
    let shown: HashMap<&str, usize> = (new.iter().enumerate())
        .filter(|(at, _)| !taken.contains(at))
        .filter_map(|(at, it)| Some((it.shown.as_deref()?, at)))
        .collect();
    for (at, field) in old.iter().enumerate() {
        if let Some(&to) = field.shown.as_deref().and_then(|it| shown.get(it))
            && !partner.contains_key(&at)
            && taken.insert(to)
        {
            partner.insert(at, (to, None));
        }
    }
    let kept: HashSet<&str> = partner.keys().map(|at| old[*at].name.as_str()).collect();
    let removed = loose(old, &|at| partner.contains_key(&at), &kept);
    let added = loose(new, &|at| taken.contains(&at), &kept);
    let split = splits(&removed, &added, same);
    let in_split = |at: usize| split.iter().any(|(_, parts)| parts.contains(&at));
    let removed: Vec<_> = (removed.into_iter().enumerate()).collect();
    let (gone, removed): (Vec<_>, Vec<_>) = removed.into_iter().partition(|(at, _)| split.iter().any(|it| it.0 == *at));
    let removed: Vec<_> = removed.into_iter().map(|it| it.1).collect();
    let mut result = FieldPairs::default();
    for ((_, whole), (_, parts)) in gone.iter().zip(&split) {
        result.split.push((whole.field, parts.iter().map(|it| added[*it].field).collect()));
    }
    let added: Vec<_> = added.into_iter().enumerate().filter(|(at, _)| !in_split(*at)).map(|it| it.1).collect();
    let found = renames(&removed, &added, same);
    let mut renamed = HashSet::new();
    for ((_, _, reason), from, to) in found {
        renamed.insert(removed[from].at);
        partner.insert(removed[from].at, (added[to].at, Some(reason)));
        taken.insert(added[to].at);
    }
    let mut pairs: Vec<_> = partner.into_iter().map(|(at, (to, reason))| (to, &old[at], &new[to], reason)).collect();
    pairs.sort_by_key(|it| it.0);
    result.removed = removed.iter().filter(|it| !renamed.contains(&it.at)).map(|it| it.field).collect();
    result.added = added.iter().filter(|it| !taken.contains(&it.at)).map(|it| it.field).collect();
    result.pairs = pairs.into_iter().map(|(_, old, new, reason)| (old, new, reason)).collect();
    result
}

fn loose<'a>(fields: &'a [Field], paired: &dyn Fn(usize) -> bool, kept: &HashSet<&str>) -> Vec<Loose<'a>> {
    let mut before = None;
    let mut found = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        if !paired(at) {
            found.push(Loose { at, before, field });
        } else if kept.contains(field.name.as_str()) {
            before = Some(field.name.as_str());
        }
    }
    found
}

type Candidate = (Tier, f64, Evidence);

fn renames(
    removed: &[Loose<'_>],
    added: &[Loose<'_>],
    same: &dyn Fn(&Type, &Type) -> bool,
) -> Vec<(Candidate, usize, usize)> {
    let sole = removed.len() == 1 && added.len() == 1;
    let unshared = |all: &[Loose<'_>]| {
        let mut count: HashMap<String, usize> = HashMap::new();
        all.iter().filter_map(|it| it.field.description.clone()).for_each(|it| *count.entry(it).or_default() += 1);
        all.iter()
            .map(|it| it.field.description.as_deref().filter(|it| count.get(*it) == Some(&1)).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let (old_prose, new_prose) = (unshared(removed), unshared(added));
    let mut reasons = HashMap::new();
    let mut scored = Vec::new();
    for (from, to) in candidates(removed, added) {
        let prose = alike::prose(old_prose[from].as_deref(), new_prose[to].as_deref());
        if let Some((tier, score, reason)) = judge(&removed[from], &added[to], prose, sole, same) {
            scored.push(((tier, score), from, to));
            reasons.insert((from, to), reason);
        }
    }
    assign(scored)
        .into_iter()
        .filter_map(|((tier, score), from, to)| Some(((tier, score, reasons.remove(&(from, to))?), from, to)))
        .collect()
}

/// The pairs that are worth a look: all of them where they are few.
fn candidates(removed: &[Loose<'_>], added: &[Loose<'_>]) -> Vec<(usize, usize)> {
    if removed.len() * added.len() <= ALL_PAIRS {
        return (0..removed.len()).flat_map(|from| (0..added.len()).map(move |to| (from, to))).collect();
    }
    let keys = |it: &Loose<'_>| {
        let mut keys: Vec<String> = alike::tokens(&it.field.name).iter().map(|it| format!("word {it}")).collect();
        keys.push(format!("name {}", alike::plain(&it.field.name)));
        keys.push(format!("place {}", it.at));
        keys.extend(it.field.description.as_ref().map(|it| format!("prose {it}")));
        keys
    };
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    for (to, it) in added.iter().enumerate() {
        keys(it).into_iter().for_each(|key| holders.entry(key).or_default().push(to));
    }
    let mut found = Vec::new();
    for (from, it) in removed.iter().enumerate() {
        let mut near: Vec<usize> = Vec::new();
        for held in keys(it).iter().filter_map(|key| holders.get(key)).filter(|it| it.len() <= COMMON) {
            near.extend(held);
        }
        near.sort_unstable();
        near.dedup();
        found.extend(near.into_iter().map(|to| (from, to)));
    }
    found
}

fn judge(
    old: &Loose<'_>,
    new: &Loose<'_>,
    prose: Option<f64>,
    sole: bool,
    same: &dyn Fn(&Type, &Type) -> bool,
) -> Option<(Tier, f64, Evidence)> {
    let names = alike::names(&old.field.name, &new.field.name);
    let typed = same(&old.field.ty, &new.field.ty);
    let placed = old.at == new.at || (sole && old.before == new.before);
    let described = prose.unwrap_or(0.0);
    let tier = if names.equal { Tier::Exact } else { tier(names, typed, placed, sole, described)? };
    let score = names.ratio + described + f64::from(u8::from(typed)) + 0.5 * f64::from(u8::from(placed));
    let mut shared = Vec::new();
    if names.equal {
        shared.push("same name but for case and separators".to_owned());
    } else if names.extended {
        shared.push("one name has all words of the other".to_owned());
    } else if names.ratio >= 0.5 {
        shared.push(format!("names {} alike", percent(names.ratio)));
    }
    shared.extend(typed.then(|| "same type".to_owned()));
    shared.extend(placed.then(|| "same position".to_owned()));
    shared.extend(sole.then(|| "nothing else came or went".to_owned()));
    shared.extend(prose.filter(|it| *it >= 0.5).map(|it| format!("description {} alike", percent(it))));
    Some((tier, score, evidence(tier, &shared)))
}

/// How sure it is, by what was measured on the histories of generated docs: of pairs held for renamed at each tier, nearly
/// all are at [`Tier::High`], and few are not at [`Tier::Medium`].
fn tier(names: alike::Names, typed: bool, placed: bool, sole: bool, described: f64) -> Option<Tier> {
    let here = placed || sole;
    let high = (typed && described >= 0.8)
        || (typed && names.ratio >= 0.8 && (here || names.extended))
        || (names.ratio >= 0.88 && here)
        || (described >= 0.9 && names.ratio >= 0.5)
        || (typed && names.ratio >= 0.7 && names.within >= 0.5 && here);
    let medium = (typed && (names.ratio >= 0.65 || described >= 0.6))
        || (typed && names.within >= 0.5 && placed && (sole || names.ratio >= 0.5))
        || names.ratio >= 0.85
        || (described >= 0.7 && names.ratio >= 0.5);
    if high {
        Some(Tier::High)
    } else if medium {
        Some(Tier::Medium)
    } else {
        (typed && placed && sole).then_some(Tier::Low)
    }
}

/// Removed fields with two or more added ones of their type whose names extend theirs, none of them much more alike.
fn splits(removed: &[Loose<'_>], added: &[Loose<'_>], same: &dyn Fn(&Type, &Type) -> bool) -> Vec<(usize, Vec<usize>)> {
    if removed.len() * added.len() > ALL_PAIRS {
        return Vec::new();
    }
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for (from, old) in removed.iter().enumerate() {
        let grown: Vec<usize> = (added.iter().enumerate())
            .filter(|(_, new)| {
                let longer = alike::tokens(&new.field.name).len() > alike::tokens(&old.field.name).len();
                longer && alike::names(&old.field.name, &new.field.name).extended && same(&old.field.ty, &new.field.ty)
            })
            .map(|it| it.0)
            .collect();
        // A part that another removed field explains as well is no part.
        let claimed = |to: usize| {
            removed
                .iter()
                .enumerate()
                .any(|(at, it)| at != from && alike::names(&it.field.name, &added[to].field.name).extended)
        };
        let prose = |to: usize| alike::prose(old.field.description.as_deref(), added[to].field.description.as_deref());
        let plain_rename = grown.iter().filter(|it| prose(**it).is_some_and(|it| it >= 0.8)).count() == 1;
        if grown.len() >= 2 && grown.len() <= 4 && !plain_rename && !grown.iter().any(|it| claimed(*it)) {
            found.push((from, grown));
        }
    }
    found
}
