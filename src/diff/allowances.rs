//! The findings that the settings accept.

use super::change::Change;
use super::finding::Allowed;
use super::options::{Allowance, Options};
use super::rules::Rule;
use crate::name::Glob;
use std::collections::HashSet;

/// The accepted findings, and which of them were met.
pub(super) struct Allowances<'a> {
    all: Vec<(&'a Allowance, Option<Glob>)>,
    met: HashSet<usize>,
    today: Option<&'a str>,
}

impl<'a> Allowances<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        let matcher = |it: &Allowance| {
            let escaped: String = it
                .path
                .chars()
                .flat_map(|it| if "[]{}?\\!".contains(it) { vec!['\\', it] } else { vec![it] })
                .collect();
            Glob::new(&escaped).ok()
        };
        let all = options.allow.iter().map(|it| (it, matcher(it))).collect();
        Self { all, met: HashSet::new(), today: options.today.as_deref() }
    }

    fn has_ended(&self, allowance: &Allowance) -> bool {
        matches!((allowance.until.as_deref(), self.today), (Some(until), Some(today)) if until < today)
    }

    pub(super) fn take(&mut self, rule: &Rule, change: &Change) -> Option<Allowed> {
        let value = change.after.as_ref().or(change.before.as_ref());
        let paths: Vec<String> = [&change.new, &change.old].into_iter().flatten().map(ToString::to_string).collect();
        let fits = |(allowance, glob): &(&Allowance, Option<Glob>)| {
            let named = allowance.rule == rule.id || rule.aliases.contains(&allowance.rule);
            let placed =
                paths.iter().any(|it| *it == allowance.path || glob.as_ref().is_some_and(|glob| glob.matches(it)));
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

    pub(super) fn stale(&self) -> Vec<(Allowance, &'static str)> {
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
