//! Changes → findings: rules, directions, levels, allowances, and one finding for many places with the same change.

use super::Side;
use super::bump::Bump;
use super::change::{Change, Kind};
use super::options::{Allowance, Options};
use super::rules::{Axis, Level, Rule, RustVerdict, Verdict, Verdicts, rule_of};
use super::settle::settle;
use super::surface::{Code, breaks};
use crate::name::words;
use crate::schema::Direction;
use globset::{Glob, GlobMatcher};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A change, and what it means.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// let finding = &comparison.findings[0];
/// assert_eq!(finding.rule.id, "field-type-changed");
/// assert!(finding.allowed.is_none());
/// ```
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that judges it.
    pub rule: &'static Rule,
    /// The fact.
    pub change: Change,
    /// Whom it breaks.
    pub verdicts: Verdicts,
    /// How much it matters.
    pub level: Level,
    /// Why it was accepted, if it was.
    pub allowed: Option<Allowed>,
    /// The other places where the same changed.
    pub more: Vec<Change>,
    /// What follows from it elsewhere.
    pub consequences: Vec<Finding>,
}

impl Finding {
    /// How many places it is about.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert_eq!(comparison.findings[0].count(), 1);
    /// ```
    #[must_use]
    pub fn count(&self) -> usize {
        1 + self.more.len()
    }

    /// Whether it makes the run fail.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert!(comparison.findings[0].fails());
    /// ```
    #[must_use]
    pub fn fails(&self) -> bool {
        self.level == Level::Error && self.allowed.is_none()
    }

    /// Whether it is shown when nobody asks for all.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert!(comparison.findings[0].is_shown());
    /// ```
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.level > Level::Off
    }
}

/// Why a finding does not count.
///
/// ```
/// use fieldtable::diff::Allowed;
///
/// let allowed = Allowed { reason: "nobody reads it".into(), until: Some("2026-12-31".into()) };
/// assert!(allowed.until.is_some());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Allowed {
    /// The reason given.
    pub reason: String,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// What changed between two sides.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// assert_eq!(comparison.findings.len(), 1);
/// assert!(comparison.stale.is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// The findings, what breaks first, then in the order of the documents.
    pub findings: Vec<Finding>,
    /// Allowances that fit no finding, or have ended; each with the reason.
    pub stale: Vec<(Allowance, &'static str)>,
    /// Ids of rules in the settings that no rule has.
    pub unknown: Vec<String>,
    /// How much of the version of the generated crate must go up.
    pub bump: Bump,
    /// The questions that decide levels.
    pub axes: Vec<Axis>,
    /// How many there are of what.
    pub totals: Totals,
}

/// How many there are of what. Allowed findings are counted apart.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// assert_eq!((comparison.totals.breaking, comparison.totals.models_changed), (1, 1));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Models with a change.
    pub models_changed: usize,
    /// New models.
    pub models_added: usize,
    /// Models that are gone.
    pub models_removed: usize,
    /// Findings of level error.
    pub breaking: usize,
    /// Findings of level warn.
    pub risky: usize,
    /// Findings of level info.
    pub safe: usize,
    /// Accepted findings.
    pub allowed: usize,
    /// Edits of prose that are not shown.
    pub prose_hidden: usize,
    /// Other findings that are not shown.
    pub hidden: usize,
}

impl Comparison {
    /// Whether a finding makes the run fail.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// assert!(comparison.fails());
    /// ```
    #[must_use]
    pub fn fails(&self) -> bool {
        self.findings.iter().any(Finding::fails)
    }
}

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
        findings.push(Finding {
            rule,
            change,
            verdicts,
            level: Level::Off,
            allowed: None,
            more: Vec::new(),
            consequences: Vec::new(),
        });
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
        totals: totals(&findings),
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
    let (one, other) = rayon::join(|| Code::of(&old.schema, before), || Code::of(&new.schema, after));
    let consequences = settle(findings, &breaks(&one, &other), old, new);
    let finding = |(change, rust): (Change, RustVerdict)| {
        let rule = rule_of(&change);
        let verdicts = Verdicts { rust, ..rule.verdicts(&change) };
        let silent = if rust.emitted == Verdict::Silent { Verdict::Silent } else { Verdict::Safe };
        let verdicts = Verdicts { silent, ..verdicts };
        Finding { rule, change, verdicts, level: Level::Off, allowed: None, more: Vec::new(), consequences: Vec::new() }
    };
    consequences.into_iter().map(finding).collect()
}

/// Hangs what follows from a finding under it. What follows from none stands by itself.
fn attach(findings: Vec<Finding>) -> Vec<Finding> {
    let (mut findings, following): (Vec<_>, Vec<_>) = findings.into_iter().partition(|it| it.change.follows.is_empty());
    for one in following {
        let weight = |it: &Finding| it.verdicts.worst(&Axis::ALL);
        let at = one.change.follows.iter().find_map(|model| {
            let causes = findings
                .iter()
                .enumerate()
                .filter(|(_, it)| it.change.path().model == *model && it.change.follows.is_empty());
            causes.max_by_key(|(_, it)| weight(it)).map(|it| it.0)
        });
        match at {
            Some(at) => findings[at].consequences.push(one),
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

/// Who writes the values of which model.
struct Directions {
    globs: Vec<(GlobMatcher, Direction)>,
}

/// Last words of names by which models tell who writes them.
const WRITTEN: &[&str] = &["request", "create", "update", "patch", "input", "payload"];
const READ: &[&str] = &["response", "reply", "result"];

impl Directions {
    fn new(options: &Options) -> Self {
        let globs =
            options.direction.iter().filter_map(|(glob, it)| Some((Glob::new(glob).ok()?.compile_matcher(), *it)));
        Self { globs: globs.collect() }
    }

    fn of(&self, model: &str, side: &Side) -> Direction {
        if let Some((_, direction)) = self.globs.iter().find(|it| it.0.is_match(model)) {
            return *direction;
        }
        let known = side.schema.models.get(model).map_or(Direction::Unknown, |it| it.direction);
        let last = words(model).last().map(|it| it.to_lowercase()).unwrap_or_default();
        match known {
            Direction::Unknown if WRITTEN.contains(&last.as_str()) => Direction::Write,
            Direction::Unknown if READ.contains(&last.as_str()) => Direction::Read,
            other => other,
        }
    }

    /// A question about a way that values never go does not arise.
    fn apply(&self, verdicts: &mut Verdicts, change: &Change, old: &Side, new: &Side) {
        let before = change.old.as_ref().map(|it| self.of(&it.model, old));
        let after = change.new.as_ref().map(|it| self.of(&it.model, new));
        let direction = match (before, after) {
            (Some(one), Some(other)) if one != other => Direction::Both,
            (one, other) => one.or(other).unwrap_or_default(),
        };
        match direction {
            Direction::Read => (verdicts.write, verdicts.wire) = (Verdict::None, verdicts.read),
            Direction::Write => (verdicts.read, verdicts.wire) = (Verdict::None, verdicts.write),
            Direction::Unknown | Direction::Both => {}
        }
    }
}

/// The accepted findings, and which of them were met.
struct Allowances<'a> {
    all: Vec<(&'a Allowance, Option<GlobMatcher>)>,
    met: HashSet<usize>,
    today: Option<&'a str>,
}

impl<'a> Allowances<'a> {
    fn new(options: &'a Options) -> Self {
        let matcher = |it: &Allowance| {
            let escaped: String = it
                .path
                .chars()
                .flat_map(|it| if "[]{}?\\!".contains(it) { vec!['\\', it] } else { vec![it] })
                .collect();
            Some(Glob::new(&escaped).ok()?.compile_matcher())
        };
        let all = options.allow.iter().map(|it| (it, matcher(it))).collect();
        Self { all, met: HashSet::new(), today: options.today.as_deref() }
    }

    fn has_ended(&self, allowance: &Allowance) -> bool {
        matches!((allowance.until.as_deref(), self.today), (Some(until), Some(today)) if until < today)
    }

    fn take(&mut self, rule: &Rule, change: &Change) -> Option<Allowed> {
        let value = change.after.as_ref().or(change.before.as_ref());
        let paths: Vec<String> = [&change.new, &change.old].into_iter().flatten().map(ToString::to_string).collect();
        let fits = |(allowance, glob): &(&Allowance, Option<GlobMatcher>)| {
            let named = allowance.rule == rule.id || rule.aliases.contains(&allowance.rule);
            let placed =
                paths.iter().any(|it| *it == allowance.path || glob.as_ref().is_some_and(|glob| glob.is_match(it)));
            named && placed && (allowance.value.is_none() || allowance.value.as_ref() == value)
        };
        let at = self.all.iter().position(fits)?;
        if self.has_ended(self.all[at].0) {
            return None;
        }
        self.met.insert(at);
        let allowance = self.all[at].0;
        Some(Allowed { reason: allowance.reason.clone(), until: allowance.until.clone() })
    }

    fn stale(&self) -> Vec<(Allowance, &'static str)> {
        let reason = |at: usize, it: &Allowance| {
            if self.has_ended(it) {
                Some("has ended")
            } else if super::rules::find(&it.rule).is_none() {
                Some("names no rule")
            } else {
                (!self.met.contains(&at)).then_some("fits no finding")
            }
        };
        self.all.iter().enumerate().filter_map(|(at, (it, _))| Some(((*it).clone(), reason(at, it)?))).collect()
    }
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

fn totals(findings: &[Finding]) -> Totals {
    let mut totals = Totals::default();
    let mut changed = HashSet::new();
    for finding in findings {
        match finding.change.kind {
            Kind::ModelAdded => totals.models_added += finding.count(),
            Kind::ModelRemoved => totals.models_removed += finding.count(),
            _ if finding.is_shown() => {
                changed.extend([&finding.change].into_iter().chain(&finding.more).map(|it| it.path().model.as_str()));
            }
            _ => {}
        }
        let sort = match (finding.is_shown(), finding.change.kind) {
            (false, Kind::Description | Kind::Example) => &mut totals.prose_hidden,
            (false, _) => &mut totals.hidden,
            (true, _) if finding.allowed.is_some() => &mut totals.allowed,
            (true, _) => match finding.level {
                Level::Error => &mut totals.breaking,
                Level::Warn => &mut totals.risky,
                Level::Info | Level::Off => &mut totals.safe,
            },
        };
        *sort += 1;
    }
    totals.models_changed = changed.len();
    totals
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
