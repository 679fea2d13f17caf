use super::super::alike;
use super::super::change::{Evidence, Tier};
use super::{assign, evidence, percent};
use crate::schema::{EnumValue, Value};
use std::collections::{HashMap, HashSet};

/// The values of an enum on both sides.
#[derive(Default)]
pub(in super::super) struct ValuePairs<'a> {
    /// Values of both sides, in the old order.
    pub(in super::super) pairs: Vec<(&'a EnumValue, &'a EnumValue, Option<Evidence>)>,
    /// Values of the old side alone.
    pub(in super::super) removed: Vec<&'a EnumValue>,
    /// Values of the new side alone.
    pub(in super::super) added: Vec<&'a EnumValue>,
}

/// Above so many pairs of removed and added values nothing is held for renamed.
const ALL_PAIRS: usize = 4096;

/// Pairs values by what they are on the wire; the rest by name, description and place.
pub(in super::super) fn values<'a>(old: &'a [EnumValue], new: &'a [EnumValue]) -> ValuePairs<'a> {
    let key = |it: &Value| it.to_string();
    let by_value: HashMap<String, &EnumValue> = new.iter().map(|it| (key(&it.value), it)).collect();
    let known: HashSet<String> = old.iter().map(|it| key(&it.value)).collect();
    let mut result = ValuePairs::default();
    let mut removed = Vec::new();
    for (at, value) in old.iter().enumerate() {
        match by_value.get(&key(&value.value)) {
            Some(partner) => result.pairs.push((value, partner, None)),
            None => removed.push((at, value)),
        }
    }
    let added: Vec<_> = new.iter().enumerate().filter(|it| !known.contains(&key(&it.1.value))).collect();
    let sole = removed.len() == 1 && added.len() == 1;
    let mut candidates = Vec::new();
    if removed.len() * added.len() <= ALL_PAIRS {
        for (from, old) in removed.iter().enumerate() {
            for (to, new) in added.iter().enumerate() {
                candidates.extend(judge(*old, *new, sole).map(|tier| (tier, from, to)));
            }
        }
    }
    let (mut gone, mut come) = (HashSet::new(), HashSet::new());
    for ((tier, alike), from, to) in assign(candidates) {
        gone.insert(from);
        come.insert(to);
        let shared = if alike >= 0.5 { format!("{} alike", percent(alike)) } else { "in its place".to_owned() };
        result.pairs.push((removed[from].1, added[to].1, Some(evidence(tier, &[shared]))));
    }
    result.removed = removed.iter().enumerate().filter(|it| !gone.contains(&it.0)).map(|it| it.1.1).collect();
    result.added = added.iter().enumerate().filter(|it| !come.contains(&it.0)).map(|it| it.1.1).collect();
    result
}

fn judge((at, old): (usize, &EnumValue), (to, new): (usize, &EnumValue), sole: bool) -> Option<(Tier, f64)> {
    let text = |it: &EnumValue| it.value.as_str().map_or_else(|| it.value.to_string(), str::to_owned);
    let names = alike::names(&text(old), &text(new));
    let described = alike::prose(old.description.as_deref(), new.description.as_deref()).unwrap_or(0.0);
    let named = old.name.is_some() && old.name == new.name;
    let share = names.ratio.max(described);
    if names.equal {
        Some((Tier::Exact, 1.0))
    } else if named || described >= 0.8 || (names.ratio >= 0.8 && at == to) {
        Some((Tier::High, share))
    } else if names.ratio >= 0.7 && (sole || at == to) {
        Some((Tier::Medium, share))
    } else {
        (sole && at == to).then_some((Tier::Low, share))
    }
}
