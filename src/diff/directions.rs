//! Who writes the values of a model, and which questions about a change therefore do not arise.

use super::Side;
use super::change::Change;
use super::options::Options;
use super::rules::{Verdict, Verdicts};
use crate::name::{Glob, words};
use crate::schema::Direction;

/// Who writes the values of which model.
pub(super) struct Directions {
    globs: Vec<(Glob, Direction)>,
}

/// Last words of names by which models tell who writes them.
const WRITTEN: &[&str] = &["request", "create", "update", "patch", "input", "payload"];
const READ: &[&str] = &["response", "reply", "result"];

impl Directions {
    pub(super) fn new(options: &Options) -> Self {
        let globs = options.direction.iter().filter_map(|(glob, it)| Some((Glob::new(glob).ok()?, *it)));
        Self { globs: globs.collect() }
    }

    fn of(&self, model: &str, side: &Side) -> Direction {
        if let Some((_, direction)) = self.globs.iter().find(|it| it.0.matches(model)) {
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
    pub(super) fn apply(&self, verdicts: &mut Verdicts, change: &Change, old: &Side, new: &Side) {
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
