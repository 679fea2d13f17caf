use super::super::alike;
use super::super::change::{Evidence, Tier};
use super::parts::{self, Parts};
use super::{assign, evidence, percent};
use crate::schema::{Model, ModelKind, Opaque, Schema};
use std::collections::{HashMap, HashSet};

/// The models on both sides.
#[derive(Default)]
pub(in super::super) struct ModelPairs<'a> {
    /// Models of both sides, in the new order, with the reason where their names differ.
    pub(in super::super) pairs: Vec<(&'a str, &'a str, Option<Evidence>)>,
    /// Models of the old side alone.
    pub(in super::super) removed: Vec<&'a str>,
    /// Models of the new side alone.
    pub(in super::super) added: Vec<&'a str>,
    /// Models of the old side whose fields are spread over several of the new side.
    pub(in super::super) split: Vec<Parts<'a>>,
    /// Models of the new side that several of the old side were laid together in.
    pub(in super::super) merged: Vec<Parts<'a>>,
    /// Models that the documents described, that something still names, and that have no description any more.
    pub(in super::super) lost: Vec<&'a str>,
    new_names: HashMap<&'a str, &'a str>,
}

impl<'a> ModelPairs<'a> {
    /// The new name of an old model.
    pub(in super::super) fn new_name(&self, old: &str) -> Option<&'a str> {
        self.new_names.get(old).copied()
    }

    fn unpaired_old(&self, names: &[&'a str]) -> Vec<&'a str> {
        names.iter().copied().filter(|it| !self.new_names.contains_key(it)).collect()
    }
}

/// The most models that may share a member for the member to be a reason to compare them.
const COMMON: usize = 64;
/// The share of members that two models have in common at least to be held for one.
const ALIKE: f64 = 0.6;
/// Members that a model has at least for its content to tell which it is.
const TELLING: usize = 3;

/// Pairs the models of two schemas.
pub(in super::super) fn models<'a>(old: &'a Schema, new: &'a Schema, declared: &HashMap<&str, &str>) -> ModelPairs<'a> {
    let mut result = ModelPairs::default();
    let numbered = numbered(old, new);
    let mut reasons: HashMap<&str, Evidence> = HashMap::new();
    let (mut removed, mut taken) = (Vec::new(), HashSet::new());
    let mut put_off = HashSet::new();
    for (name, model) in &old.models {
        let to = declared.get(name.as_str()).and_then(|it| new.models.get_key_value(*it));
        if let Some((to, _)) = to.filter(|_| !new.models.contains_key(name) || is_undocumented(&new.models[name])) {
            reasons.insert(to, evidence(Tier::Declared, &["declared in the configuration".into()]));
            result.new_names.insert(name, to);
            taken.insert(to.as_str());
            continue;
        }
        match new.models.get_key_value(name) {
            Some((_, now)) if is_undocumented(now) && !is_undocumented(model) => removed.push(name.as_str()),
            Some((_, now)) if numbered.contains(stem(name)) && parts::members(model) != parts::members(now) => {
                put_off.insert(name.as_str());
                removed.push(name);
            }
            Some((to, _)) => {
                result.new_names.insert(name, to);
                taken.insert(to);
            }
            None if is_undocumented(model) => {}
            None => removed.push(name),
        }
    }
    let added: Vec<&str> = new
        .models
        .iter()
        .filter(|(name, model)| !taken.contains(name.as_str()) && !is_undocumented(model))
        .map(|it| it.0.as_str())
        .collect();
    // What is surely renamed first: then what is spread over others, and then what is renamed by less.
    for least in [Tier::High, Tier::Medium] {
        let (gone, come) = (result.unpaired_old(&removed), unused(&added, &taken));
        if least == Tier::Medium {
            result.split = parts::spread(old, new, &unused(&gone, &put_off), &come);
            result.merged = parts::spread(
                new,
                old,
                &unused_by(&come, &result.split),
                &unused_by(&unused(&gone, &put_off), &result.split),
            );
        }
        let spread = || result.split.iter().chain(&result.merged);
        let (gone, come) = (unused_by(&gone, spread()), unused_by(&come, spread()));
        for ((tier, _), from, to, reason) in renames(old, new, &gone, &come) {
            if tier < least || (put_off.contains(gone[from]) && tier < Tier::High) {
                continue;
            }
            result.new_names.insert(gone[from], come[to]);
            taken.insert(come[to]);
            if gone[from] != come[to] {
                reasons.insert(come[to], reason);
            }
        }
    }
    for name in old.models.keys().map(String::as_str).filter(|it| put_off.contains(it)) {
        if !result.new_names.contains_key(name) && taken.insert(name) {
            result.new_names.insert(name, name);
        }
    }
    let spread = || result.split.iter().chain(&result.merged);
    let (come, gone) =
        (unused_by(&unused(&added, &taken), spread()), unused_by(&result.unpaired_old(&removed), spread()));
    result.added = come;
    (result.lost, result.removed) = gone.into_iter().partition(|it| new.models.contains_key(*it));
    let back: HashMap<&str, &str> =
        (old.models.keys()).filter_map(|it| Some((result.new_name(it)?, it.as_str()))).collect();
    result.pairs = (new.models.keys())
        .filter_map(|it| Some((*back.get(it.as_str())?, it.as_str(), reasons.get(it.as_str()).cloned())))
        .collect();
    result
}

fn unused<'a>(names: &[&'a str], used: &HashSet<&str>) -> Vec<&'a str> {
    names.iter().copied().filter(|it| !used.contains(it)).collect()
}

fn unused_by<'a, 'b>(names: &[&'a str], spread: impl IntoIterator<Item = &'b Parts<'b>>) -> Vec<&'a str> {
    let used: HashSet<&str> = spread.into_iter().flat_map(|it| it.parts.iter().copied().chain([it.whole])).collect();
    unused(names, &used)
}

fn is_undocumented(model: &Model) -> bool {
    model.kind == ModelKind::Opaque(Opaque::Undocumented)
}

/// A name without the number that its maker put behind it.
fn stem(name: &str) -> &str {
    name.trim_end_matches(|it: char| it.is_ascii_digit()).trim_end_matches('_')
}

/// Stems that several models of a side share: the numbers were given in the order of the document, so that a new
/// model shifts them, and the content says better which model it is than the number does.
fn numbered<'a>(old: &'a Schema, new: &'a Schema) -> HashSet<&'a str> {
    let mut found = HashSet::new();
    for schema in [old, new] {
        let mut seen = HashSet::new();
        found.extend(schema.models.keys().map(|it| stem(it)).filter(|it| !seen.insert(*it)));
    }
    found
}

type Found = ((Tier, f64), usize, usize, Evidence);

fn renames(old: &Schema, new: &Schema, removed: &[&str], added: &[&str]) -> Vec<Found> {
    let content = |schema: &Schema, names: &[&str]| -> Vec<HashSet<String>> {
        names.iter().map(|it| parts::members(&schema.models[*it]).into_iter().collect()).collect()
    };
    let (before, after) = (content(old, removed), content(new, added));
    let mut holders: HashMap<String, Vec<usize>> = HashMap::new();
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    let mut whole: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
    for (to, name) in added.iter().enumerate() {
        parts::members(&new.models[*name]).into_iter().for_each(|it| holders.entry(it).or_default().push(to));
        whole.entry(parts::members(&new.models[*name])).or_default().push(to);
        named.entry(alike::plain(name)).or_default().push(to);
    }
    let sole = removed.len() == 1 && added.len() == 1;
    let mut reasons = HashMap::new();
    let mut scored = Vec::new();
    for (from, name) in removed.iter().enumerate() {
        let members = parts::members(&old.models[*name]);
        let mut near: Vec<usize> = named.get(&alike::plain(name)).cloned().unwrap_or_default();
        near.extend(whole.get(&members).into_iter().flatten().take(COMMON));
        for held in members.iter().filter_map(|it| holders.get(it)).filter(|it| it.len() <= COMMON) {
            near.extend(held);
        }
        near.sort_unstable();
        near.dedup();
        let share = |to: usize| {
            let both = before[from].intersection(&after[to]).count();
            both as f64 / (before[from].len() + after[to].len() - both).max(1) as f64
        };
        let mut shares: Vec<f64> = near.iter().map(|it| share(*it)).collect();
        let pairs: Vec<(usize, f64)> = near.iter().copied().zip(shares.iter().copied()).collect();
        shares.sort_by(|a, b| b.total_cmp(a));
        for (to, share) in pairs {
            let rival = shares.get(usize::from(shares.first() == Some(&share))).copied().unwrap_or(0.0);
            let size = before[from].len().min(after[to].len());
            if let Some((tier, score, reason)) = judge(name, added[to], share, share - rival > 0.05, size, sole) {
                scored.push(((tier, score), from, to));
                reasons.insert((from, to), reason);
            }
        }
    }
    assign(scored)
        .into_iter()
        .filter_map(|(score, from, to)| Some((score, from, to, reasons.remove(&(from, to))?)))
        .collect()
}

fn judge(old: &str, new: &str, share: f64, unique: bool, size: usize, sole: bool) -> Option<(Tier, f64, Evidence)> {
    let names = alike::names(old, new);
    let tier = if names.equal && share >= ALIKE / 2.0 {
        Tier::Exact
    } else if share >= ALIKE && size >= TELLING && unique {
        if share >= 0.8 { Tier::High } else { Tier::Medium }
    } else if share >= ALIKE && names.ratio >= ALIKE {
        if share >= 1.0 && names.ratio >= 0.8 { Tier::High } else { Tier::Medium }
    } else if sole && share >= 1.0 {
        Tier::Medium
    } else {
        return None;
    };
    let mut shared = vec![format!("{} of the members are the same", percent(share))];
    if names.equal {
        shared.insert(0, "same name but for case and separators".to_owned());
    } else if names.ratio >= 0.5 {
        shared.push(format!("names {} alike", percent(names.ratio)));
    }
    shared.extend((unique && !names.equal).then(|| "no other model is as near".to_owned()));
    Some((tier, share + names.ratio, evidence(tier, &shared)))
}
