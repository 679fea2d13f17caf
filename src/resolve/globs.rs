//! Settings by glob: of all that match, the most specific one that says something wins.

use crate::name::{Glob, Globs as Set};
use crate::order;
use indexmap::IndexMap;

/// Settings with their globs.
pub(super) struct Globs<'a, T> {
    set: Set,
    /// Key and setting, in the order of the set.
    all: Vec<(&'a str, &'a T)>,
    used: Vec<bool>,
}

impl<'a, T> Globs<'a, T> {
    /// Settings under globs. A key that is no glob is taken to the letter, as its own name.
    pub(super) fn new(settings: &'a IndexMap<String, T>) -> Self {
        let mut all: Vec<(&str, &T)> = settings.iter().map(|(key, it)| (key.as_str(), it)).collect();
        // A glob is the more specific the more of it stands for itself.
        order::sort_by_key(&mut all, |(key, _)| {
            (key.chars().filter(|it| !"*?[]{}!,".contains(*it)).count(), !key.contains('*'))
        });
        let glob =
            |key: &str| Glob::new(key).or_else(|_| Glob::new(&Glob::escape(key))).expect("an escaped text is a glob");
        let set = Set::new(all.iter().map(|(key, _)| glob(key)));
        let used = vec![false; all.len()];
        Self { set, all, used }
    }

    /// The settings that match a name, least specific first, with their keys.
    pub(super) fn of(&mut self, name: &str) -> Vec<(&'a str, &'a T)> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let found = self.set.matching(name);
        for index in &found {
            self.used[*index] = true;
        }
        found.into_iter().map(|index| self.all[index]).collect()
    }

    /// The keys that have matched nothing.
    pub(super) fn unused(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.all.iter().zip(&self.used).filter(|(_, used)| !**used).map(|((key, _), _)| *key)
    }
}
