//! Changes → findings: rules, directions, levels, allowances, and one finding for many places with the same change.

use super::Side;
use super::allowances::Allowances;
use super::bump::Bump;
use super::change::{Change, Kind};
use super::directions::Directions;
use super::finding::{Comparison, Finding, Totals};
use super::options::Options;
use super::rules::{Axis, Level, Rule, RustVerdict, Verdict, Verdicts, rule_of};
use super::settle::settle;
use super::surface::{Code, breaks};
use crate::parallel;
use std::collections::HashMap;

/// Judges changes.
pub(super) fn judge(changes: Vec<Change>, old: &Side, new: &Side, options: &Options) -> Comparison {
    let axes = if options.axes.is_empty() { Axis::ALL.to_vec() } else { options.axes.clone() };
    let directions = Directions::new(options);
    let mut allowances = Allowances::new(options);
    let mut findings = Vec::new();
    for change in changes {
        let rule = rule_of(&change);
        let mut verdicts = rule.verdicts(&change);
        directions.apply(&mut verdicts, &change, old, new);
        findings.push(Finding::new(rule, change, verdicts));
    }
    let following = in_code(&mut findings, old, new);
    findings.extend(following);
    for finding in &mut findings {
        finding.level = level(finding.rule, finding.verdicts, &axes, options);
        finding.allowed = allowances.take(finding.rule, &finding.change);
    }
    let findings = attach(findings);
    let mut findings = mass(findings, options.mass.unwrap_or(5));
    findings.sort_by_key(|it| std::cmp::Reverse((it.allowed.is_none(), it.level, it.verdicts.worst(&axes))));
    Comparison {
        bump: findings.iter().map(Bump::of).max().unwrap_or_default(),
        totals: Totals::of(&findings),
        stale: allowances.stale(),
        unknown: options
            .levels
            .keys()
            .chain(options.allow.iter().map(|it| &it.rule))
            .filter(|it| super::rules::find(it).is_none())
            .cloned()
            .collect(),
        findings,
        axes,
    }
}

/// Settles the verdicts on code by the code of both sides, and gives what follows in code alone.
fn in_code(findings: &mut [Finding], old: &Side, new: &Side) -> Vec<Finding> {
    let (Some(before), Some(after)) = (&old.rust, &new.rust) else { return Vec::new() };
    if findings.is_empty() && before == after {
        return Vec::new();
    }
    let (one, other) = parallel::both(|| Code::of(&old.schema, before), || Code::of(&new.schema, after));
    let consequences = settle(findings, &breaks(&one, &other), old, new);
    let finding = |(change, rust): (Change, RustVerdict)| {
        let rule = rule_of(&change);
        let verdicts = Verdicts { rust, ..rule.verdicts(&change) };
        let silent = if rust.emitted == Verdict::Silent { Verdict::Silent } else { Verdict::Safe };
        let verdicts = Verdicts { silent, ..verdicts };
        Finding::new(rule, change, verdicts)
    };
    consequences.into_iter().map(finding).collect()
}

/// Hangs what follows from a finding under it, the gravest of a model. What follows from none stands by itself.
fn attach(findings: Vec<Finding>) -> Vec<Finding> {
    let (mut findings, following): (Vec<_>, Vec<_>) = findings.into_iter().partition(|it| it.change.follows.is_empty());
    let weight = |it: &Finding| it.verdicts.worst(&Axis::ALL);
    let mut gravest: HashMap<String, usize> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let known = gravest.entry(finding.change.path().model.clone()).or_insert(at);
        if weight(finding) >= weight(&findings[*known]) {
            *known = at;
        }
    }
    for one in following {
        match one.change.follows.iter().find_map(|model| gravest.get(model)) {
            Some(at) => findings[*at].consequences.push(one),
            None => findings.push(one),
        }
    }
    findings
}

fn level(rule: &Rule, verdicts: Verdicts, axes: &[Axis], options: &Options) -> Level {
    let set = options.levels.iter().find(|(id, _)| super::rules::find(id).is_some_and(|it| it.id == rule.id));
    if let Some((_, level)) = set {
        return *level;
    }
    let by_verdict = match verdicts.worst(axes) {
        Verdict::Breaking => Level::Error,
        Verdict::Silent | Verdict::Risky => Level::Warn,
        Verdict::Safe | Verdict::None => Level::Info,
    };
    rule.level.min(by_verdict)
}

/// Lays findings of the same change in many places together.
fn mass(findings: Vec<Finding>, least: usize) -> Vec<Finding> {
    let key = |it: &Finding| {
        let mass = it.change.kind.is_mass() && it.consequences.is_empty();
        let (before, after) = (it.change.before.clone(), it.change.after.clone());
        let meaning = format!("{:?} {:?} {:?}", it.verdicts, it.level, it.allowed);
        mass.then(|| (it.rule.id, it.change.kind.name_of(&it.change), before, after, meaning))
    };
    let mut count: HashMap<_, usize> = HashMap::new();
    findings.iter().filter_map(key).for_each(|it| *count.entry(it).or_default() += 1);
    let mut first: HashMap<_, usize> = HashMap::new();
    let mut result: Vec<Finding> = Vec::new();
    for finding in findings {
        let Some(key) = key(&finding).filter(|it| count[it] >= least.max(2)) else {
            result.push(finding);
            continue;
        };
        if let Some(at) = first.get(&key) {
            result[*at].more.push(finding.change);
        } else {
            first.insert(key, result.len());
            result.push(finding);
        }
    }
    result
}

impl Kind {
    /// Whether the same change in many places is one finding. Models come and go one by one.
    fn is_mass(self) -> bool {
        !matches!(
            self,
            Self::ModelAdded
                | Self::ModelRemoved
                | Self::ModelRenamed
                | Self::ModelKind
                | Self::ModelSplit
                | Self::ModelMerged
                | Self::LinkBroken
        )
    }

    /// The name that is part of what changed: a field that comes is the same as another one only if it is called the same.
    fn name_of(self, change: &Change) -> Option<String> {
        let named = matches!(self, Self::FieldAdded | Self::FieldRemoved | Self::FieldSplit | Self::ParseLost);
        let side = if self == Self::FieldAdded { &change.new } else { &change.old };
        named.then(|| side.as_ref()?.steps.last().map(|it| format!("{it:?}"))).flatten()
    }

    /// Whether it gives consumers something to write that they could not write before.
    pub(super) fn adds(self) -> bool {
        matches!(
            self,
            Self::ModelAdded
                | Self::FieldAdded
                | Self::EnumValueAdded
                | Self::VariantAdded
                | Self::AdditionalOpened
                | Self::DeprecatedAdded
        )
    }
}
