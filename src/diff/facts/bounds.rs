use super::super::change::Kind;
use super::Facts;
use crate::schema::{Constraints, Number, Path};

/// Which values a greater bound leaves.
#[derive(Clone, Copy)]
enum Bound {
    /// Fewer.
    Least,
    /// More.
    Most,
}

impl Facts<'_> {
    /// What changed of the bounds of a value.
    pub(super) fn bounds(&mut self, old: &Constraints, new: &Constraints, before: &Path, after: &Path) {
        let count = |it: Option<u64>| it.map(Number::from);
        let all = [
            ("minimum", old.minimum.clone(), new.minimum.clone(), Bound::Least),
            ("exclusiveMinimum", old.exclusive_minimum.clone(), new.exclusive_minimum.clone(), Bound::Least),
            ("minLength", count(old.min_length), count(new.min_length), Bound::Least),
            ("minItems", count(old.min_items), count(new.min_items), Bound::Least),
            ("maximum", old.maximum.clone(), new.maximum.clone(), Bound::Most),
            ("exclusiveMaximum", old.exclusive_maximum.clone(), new.exclusive_maximum.clone(), Bound::Most),
            ("maxLength", count(old.max_length), count(new.max_length), Bound::Most),
            ("maxItems", count(old.max_items), count(new.max_items), Bound::Most),
        ];
        for (name, old, new, bound) in all {
            let greater = match (&old, &new) {
                (Some(old), Some(new)) => new.as_f64() > old.as_f64(),
                _ => false,
            };
            let kind = match (bound, greater) {
                (Bound::Least, true) | (Bound::Most, false) => Kind::ConstraintTightened,
                (Bound::Least, false) | (Bound::Most, true) => Kind::ConstraintLoosened,
            };
            self.bound(name, old.map(|it| it.to_string()), new.map(|it| it.to_string()), kind, before, after);
        }
        let (one, other) = (&old.multiple_of, &new.multiple_of);
        let looser =
            matches!((one, other), (Some(old), Some(new)) if new.as_f64() != 0.0 && old.as_f64() % new.as_f64() == 0.0);
        let kind = if looser { Kind::ConstraintLoosened } else { Kind::ConstraintTightened };
        let text = |it: &Option<Number>| it.as_ref().map(ToString::to_string);
        self.bound("multipleOf", text(one), text(other), kind, before, after);
        self.bound("pattern", old.pattern.clone(), new.pattern.clone(), Kind::PatternChanged, before, after);
    }

    fn bound(&mut self, name: &str, old: Option<String>, new: Option<String>, kind: Kind, before: &Path, after: &Path) {
        let kind = match (&old, &new) {
            (None, None) => return,
            (Some(old), Some(new)) if old == new => return,
            (Some(_), Some(_)) => kind,
            (None, Some(_)) => Kind::ConstraintSet,
            (Some(_), None) => Kind::ConstraintUnset,
        };
        let text = |it: Option<String>| it.map(|it| format!("{name} {it}"));
        self.say(Self::both(kind, before, after).texts(text(old), text(new)));
    }
}
