//! What breaks in code, laid at the door of what changed in the documents. Comes in: findings whose Rust verdict is open, and
//! [`Break`]s. Goes out: the verdicts, and findings for what only code shows: traits that are lost elsewhere, a `Box`, another
//! identifier, another order.

use super::change::{Change, Kind};
use super::finding::Finding;
use super::rules::{RustVerdict, Verdict};
use super::surface::{Break, Effect};
use super::{Side, facts};
use crate::schema::{Path, Schema, Step, Type, Value, types};
use std::collections::{HashMap, HashSet};

/// A consequence: the change, and its verdict on code.
pub(super) type Consequence = (Change, RustVerdict);

/// Sets the Rust verdicts of findings, and gives what follows from them in code alone.
pub(super) fn settle(findings: &mut [Finding], breaks: &[Break], old: &Side, new: &Side) -> Vec<Consequence> {
    for finding in findings.iter_mut() {
        finding.verdicts.rust =
            RustVerdict { plain: Verdict::Safe, non_exhaustive: Verdict::Safe, emitted: Verdict::Safe };
    }
    let mut of_model: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|it| !is_prose(it.1.change.kind)) {
        let side = |it: &Option<Path>| it.as_ref().map(|it| it.model.clone());
        let name = side(&finding.change.old).or(side(&finding.change.new)).unwrap_or_default();
        of_model.entry(name).or_default().push(at);
    }
    let causes = Causes { of_model: &of_model, schema: &old.schema };
    let mut consequences = Vec::new();
    for one in breaks {
        let own = of_model.get(&one.model).map(Vec::as_slice).unwrap_or_default();
        let member = |at: &usize| one.member.as_ref().is_some_and(|it| members(&findings[*at].change).contains(it));
        let mut at_fault: Vec<usize> = own.iter().copied().filter(|at| member(at)).collect();
        match &one.effect {
            Effect::Traits(lost) => {
                consequences.push((derives(one, lost, &causes, new), verdict(one, Verdict::Breaking)));
                continue;
            }
            Effect::Order(name) => {
                consequences.push((order(one, name), verdict(one, Verdict::Silent)));
                continue;
            }
            Effect::Function(name)
                if own.iter().all(|at| findings[*at].change.kind == Kind::FieldReordered) && !own.is_empty() =>
            {
                consequences.push((order(one, name), verdict(one, Verdict::Breaking)));
                continue;
            }
            Effect::Boxed if at_fault.is_empty() => {
                let path = place(one);
                let change = Change::new(Kind::ModelRecursive, Some(path.clone()), Some(path));
                consequences.push((change.following(causes.near(&one.model)), verdict(one, Verdict::Breaking)));
                continue;
            }
            Effect::Ident(was, is) if at_fault.is_empty() => {
                let path = place(one);
                let change = Change::new(Kind::RustIdent, Some(path.clone()), Some(path))
                    .texts(Some(was.clone()), Some(is.clone()));
                let quiet = !one.plain && !one.non_exhaustive;
                let worst = if quiet { Verdict::Silent } else { Verdict::Breaking };
                consequences.push((change.following(causes.near(&one.model)), verdict(one, worst)));
                continue;
            }
            Effect::Function(_) => {
                at_fault = own.iter().copied().filter(|at| is_field(findings[*at].change.kind)).collect();
            }
            _ if at_fault.is_empty() && one.member.is_none() => at_fault = own.to_vec(),
            _ => {}
        }
        if at_fault.is_empty() {
            // The type of the member is that of a model that changed.
            at_fault = causes
                .near(&one.model)
                .iter()
                .filter_map(|it| of_model.get(it))
                .find(|it| !it.is_empty())
                .cloned()
                .unwrap_or_default();
        }
        if at_fault.is_empty() {
            at_fault = (0..findings.len().min(1)).collect();
        }
        for at in at_fault {
            let rust = &mut findings[at].verdicts.rust;
            let worse = |old: &mut Verdict, breaks: bool| {
                *old = (*old).max(if breaks { Verdict::Breaking } else { Verdict::Safe });
            };
            worse(&mut rust.plain, one.plain);
            worse(&mut rust.non_exhaustive, one.non_exhaustive);
            worse(&mut rust.emitted, one.emitted);
        }
    }
    consequences
}

fn verdict(one: &Break, breaks: Verdict) -> RustVerdict {
    let of = |it: bool| if it || breaks == Verdict::Silent { breaks } else { Verdict::Safe };
    RustVerdict { plain: of(one.plain), non_exhaustive: of(one.non_exhaustive), emitted: of(one.emitted) }
}

fn place(one: &Break) -> Path {
    let model = Path::model(one.model.clone());
    one.member.iter().fold(model, |path, it| path.then(Step::Field(it.clone())))
}

fn derives(one: &Break, lost: &[String], causes: &Causes<'_>, new: &Side) -> Change {
    let near = causes.near(&one.model);
    let way = near.iter().find(|it| causes.of_model.contains_key(*it)).filter(|it| **it != one.model);
    let path = Path::model(one.model.clone());
    let now = new.schema.models.contains_key(&one.model).then(|| path.clone());
    let change = Change::new(Kind::ModelDerives, Some(path), now)
        .texts(Some(lost.join(", ")), way.map(|it| format!("through {it}")));
    change.following(near)
}

fn order(one: &Break, function: &str) -> Change {
    let path = Path::model(one.model.clone());
    let change = Change::new(Kind::ConstructorOrder, Some(path.clone()), Some(path));
    change.texts(None, Some(format!("{function}()"))).following([one.model.clone()])
}

/// The names of the members that a change is about.
fn members(change: &Change) -> HashSet<String> {
    let name = |it: &Path| match it.steps.first()? {
        Step::Field(name) => Some(name.clone()),
        Step::Value(text) => Value::read(text).map(|it| facts::plain(&it)),
        Step::Additional => Some("*".to_owned()),
        Step::Variant(at) => Some(format!("|{at}")),
        Step::Items | Step::Values => None,
    };
    [&change.old, &change.new].into_iter().flatten().filter_map(name).collect()
}

fn is_prose(kind: Kind) -> bool {
    matches!(kind, Kind::Description | Kind::DescriptionHints | Kind::Example | Kind::ModelMoved)
}

/// Whether constructors may follow from it.
fn is_field(kind: Kind) -> bool {
    !is_prose(kind)
        && !matches!(kind, Kind::FieldReordered | Kind::DeprecatedAdded | Kind::DeprecatedRemoved | Kind::SunsetChanged)
}

/// Which models changed, and which lead to which.
struct Causes<'a> {
    of_model: &'a HashMap<String, Vec<usize>>,
    schema: &'a Schema,
}

impl Causes<'_> {
    /// The model and those that it leads to, nearest first.
    fn near(&self, model: &str) -> Vec<String> {
        /// More than that is no reason that anybody could follow.
        const MOST: usize = 256;
        let mut found = vec![model.to_owned()];
        let mut seen = HashSet::from([model.to_owned()]);
        let mut at = 0;
        while let Some(name) = found.get(at).cloned()
            && found.len() < MOST
        {
            if let Some(model) = self.schema.models.get(&name) {
                types(model, &mut |ty| {
                    if let Type::Ref(to) = ty
                        && seen.insert(to.clone())
                    {
                        found.push(to.clone());
                    }
                });
            }
            at += 1;
        }
        found
    }
}
