use super::super::change::{Change, Evidence, Kind, Tag, Tier};
use super::super::pairing::{self, FieldPairs};
use super::{Facts, prose, show, values};
use crate::schema::{Field, ModelKind, Object, Path, Presence, Step, Type, Value};
use std::collections::HashMap;

impl<'a> Facts<'a> {
    /// What changed between the fields of a model.
    pub(super) fn fields(&mut self, old: &'a Object, new: &'a Object, before: &Path, after: &Path) {
        if old.fields == new.fields {
            // Types that name models may still mean others.
            for (one, other) in old.fields.iter().zip(&new.fields) {
                self.field(one, other, None, before, after);
            }
            return;
        }
        let declared: HashMap<&str, &'a str> = (self.options.renamed.iter())
            .filter(|it| it.model.as_deref() == Some(after.model.as_str()) || it.model.as_deref() == Some("*"))
            .map(|it| (it.from.as_str(), it.to.as_str()))
            .collect();
        let pairs = pairing::fields(&old.fields, &new.fields, &|it| declared.get(it).copied(), &|one, other| {
            self.is_same(one, other)
        });
        let mut lost = self.lost_rows(&before.model, &after.model);
        for field in &pairs.removed {
            let path = before.clone().then_field(field);
            if lost > 0 {
                lost -= 1;
                let change = Change::new(Kind::ParseLost, Some(path), Some(after.clone()));
                self.say(change.texts(Some(show::field_type(field)), Some("a row that cannot be read".to_owned())));
                continue;
            }
            let change = Change::new(Kind::FieldRemoved, Some(path), Some(after.clone()));
            let tags = [presence(field), self.announced(field).then_some(Tag::Deprecated)];
            self.say(change.tagged(tags.into_iter().flatten()).texts(Some(show::field_type(field)), None));
        }
        for field in &pairs.added {
            let change = Change::new(Kind::FieldAdded, Some(before.clone()), Some(after.clone().then_field(field)));
            let tags = [presence(field), field.default.is_some().then_some(Tag::Default)];
            self.say(change.tagged(tags.into_iter().flatten()).texts(None, Some(show::field_type(field))));
        }
        for (whole, parts) in &pairs.split {
            let names: Vec<_> = parts.iter().map(|it| it.name.as_str()).collect();
            let change = Change::new(Kind::FieldSplit, Some(before.clone().then_field(whole)), Some(after.clone()));
            let change = change.tagged(presence(whole)).texts(Some(show::field_type(whole)), Some(names.join(", ")));
            self.say(change);
        }
        self.order(old, &pairs, before, after);
        for (one, other, reason) in pairs.pairs {
            self.field(one, other, reason, before, after);
        }
    }

    /// Whether the documents had said that the field would go, and the day, if they named one, has passed.
    fn announced(&self, field: &Field) -> bool {
        let Some(deprecation) = &field.deprecated else { return false };
        match (prose::date(deprecation.note.as_deref()), &self.options.today) {
            (None, _) => true,
            (Some(day), Some(today)) => day <= today.as_str(),
            (Some(_), None) => false,
        }
    }

    /// One change for all fields that stand elsewhere.
    fn order(&mut self, old: &Object, pairs: &FieldPairs<'_>, before: &Path, after: &Path) {
        let places: HashMap<*const Field, usize> =
            old.fields.iter().enumerate().map(|(at, it)| (std::ptr::from_ref(it), at)).collect();
        let kept: Vec<usize> = pairs.pairs.iter().map(|it| places[&std::ptr::from_ref(it.0)]).collect();
        let fixed = rising(&kept);
        let moved: Vec<&str> =
            pairs.pairs.iter().enumerate().filter(|it| !fixed.contains(&it.0)).map(|it| it.1.1.name.as_str()).collect();
        if !moved.is_empty() {
            let change = Self::both(Kind::FieldReordered, before, after);
            self.say(change.texts(None, Some(show::short(&moved.join(", ")))));
        }
    }

    fn field(&mut self, old: &'a Field, new: &'a Field, reason: Option<Evidence>, before: &Path, after: &Path) {
        let (before, after) = (before.clone().then_field(old), after.clone().then_field(new));
        let with_null = old.nullable != new.nullable && reason.as_ref().is_some_and(|it| it.tier != Tier::Exact);
        if let Some(reason) = reason {
            // A name that changes breaks at least as much as `null` does: where both do, it is one change.
            let text =
                |it: &Field| if with_null { format!("{}: {}", it.name, show::field_type(it)) } else { it.name.clone() };
            let case = (reason.tier == Tier::Exact).then_some(Tag::Case);
            let change = Self::both(Kind::FieldRenamed, &before, &after).tagged(presence(old)).tagged(case);
            self.say(change.texts(Some(text(old)), Some(text(new))).because(reason));
        } else if old.name != new.name {
            let change = Self::both(Kind::FieldWireName, &before, &after).tagged(presence(old));
            self.say(change.texts(Some(old.name.clone()), Some(new.name.clone())));
        }
        if old == new
            && !matches!(old.ty, Type::Ref(_) | Type::Array(_) | Type::Map(_) | Type::Set(_) | Type::Nullable(_))
        {
            return;
        }
        let said = self.found.len();
        self.ty(&old.ty, &new.ty, &before, &after);
        if !self.one_with_null(said, old, new) && !with_null {
            self.nullable(old, new, &before, &after);
        }
        self.presence(old, new, &before, &after);
        let typed = old.ty != new.ty && said < self.found.len();
        self.default(old, new, typed, &before, &after);
        self.flags(old, new, &before, &after);
        self.bounds(old.bounds(), new.bounds(), &before, &after);
        self.deprecation(old.deprecated.as_deref(), new.deprecated.as_deref(), &before, &after);
        let prose = (old.description.as_deref().unwrap_or_default(), new.description.as_deref().unwrap_or_default());
        // What a type's cell says besides the type is said after the description: it comes and goes with the type.
        if !typed || !(prose.0.starts_with(prose.1) || prose.1.starts_with(prose.0)) {
            self.description(Some(prose.0), Some(prose.1), &before, &after);
        }
        self.examples(&old.examples, &new.examples, &before, &after);
    }

    fn presence(&mut self, old: &Field, new: &Field, before: &Path, after: &Path) {
        if old.presence != new.presence {
            let tag = match (old.presence, new.presence) {
                (Presence::Unsaid, _) | (_, Presence::Unsaid) => Tag::Unsaid,
                (_, Presence::Required) => Tag::Required,
                (_, Presence::Optional) => Tag::Optional,
            };
            let word = |it| match it {
                Presence::Required => "required",
                Presence::Optional => "optional",
                Presence::Unsaid => "not said",
            };
            let change = Self::both(Kind::FieldPresence, before, after).tagged([tag]);
            self.say(change.texts(Some(word(old.presence).to_owned()), Some(word(new.presence).to_owned())));
        }
    }

    fn nullable(&mut self, old: &Field, new: &Field, before: &Path, after: &Path) {
        if old.nullable != new.nullable {
            let texts = |it: &Field| Some(show::field_type(it));
            let tag = if new.nullable { Tag::Became } else { Tag::Ceased };
            self.say(Self::both(Kind::FieldNullable, before, after).tagged([tag]).texts(texts(old), texts(new)));
        }
    }

    /// A type that changes together with whether it may be `null` is one change: both stand in one cell. Whether that is
    /// what the changes since `said` are.
    fn one_with_null(&mut self, said: usize, old: &Field, new: &Field) -> bool {
        let [change] = &self.found[said..] else { return false };
        let typed = change.new.as_ref().and_then(|it| it.steps.last()).is_some_and(|it| matches!(it, Step::Field(_)));
        if old.nullable == new.nullable || !typed || change.kind == Kind::FieldNotation {
            if old.nullable != new.nullable && change.kind == Kind::FieldNotation {
                self.found.pop();
            }
            return false;
        }
        let whole = |it: &Field| if it.nullable { it.ty.clone().nullable() } else { it.ty.clone() };
        let relation = self.sides.relate(&whole(old), &whole(new));
        let change = self.found.pop().expect("it was just looked at");
        let kept = matches!(change.kind, Kind::FieldRef | Kind::TypeUnresolved);
        let kind = if kept { change.kind } else { Kind::FieldType };
        let change = Change::new(kind, change.old, change.new).tagged(relation.tag());
        self.say(change.texts(Some(show::field_type(old)), Some(show::field_type(new))));
        true
    }

    fn default(&mut self, old: &Field, new: &Field, changed: bool, before: &Path, after: &Path) {
        // The default of an enum is written by the name of a value, which is nothing to another type.
        let named = |side: &super::Side, it: &Field| is_enum_model(side, &it.ty);
        let renamed = named(self.old, old) != named(self.new, new);
        let fits =
            |it: &Value, side: &super::Side, field: &Field| !renamed && values::fits(it, &field.ty, &side.schema);
        let kind = match (&old.default, &new.default) {
            (None, None) => return,
            // What is no value of the other type goes and comes with the type.
            (Some(it), None) if changed && !fits(it, self.new, new) => return,
            (None, Some(it)) if changed && !fits(it, self.old, old) => return,
            (Some(one), Some(other)) if changed && !fits(one, self.new, new) && !fits(other, self.old, old) => return,
            // The type decides whether `1` is a number or a text; what changed then is the type.
            (Some(one), Some(other)) if values::plain(one) == values::plain(other) => return,
            (Some(_), Some(_)) if matches!(new.ty, Type::Enum(_)) || named(self.new, new) => Kind::EnumDefault,
            (Some(_), Some(_)) => Kind::DefaultChanged,
            (None, Some(_)) => Kind::DefaultAdded,
            (Some(_), None) => Kind::DefaultRemoved,
        };
        let text = |it: &Field| it.default.as_ref().map(|it| show::short(&it.to_string()));
        self.say(Self::both(kind, before, after).texts(text(old), text(new)));
    }

    fn flags(&mut self, old: &Field, new: &Field, before: &Path, after: &Path) {
        let all = [
            (old.read_only, new.read_only, Kind::ReadOnlyAdded, Kind::ReadOnlyRemoved),
            (old.write_only, new.write_only, Kind::WriteOnlyAdded, Kind::WriteOnlyRemoved),
        ];
        for (was, is, added, removed) in all {
            if was != is {
                self.say(Self::both(if is { added } else { removed }, before, after));
            }
        }
    }
}

fn is_enum_model(side: &super::Side, ty: &Type) -> bool {
    let Type::Ref(name) = ty else { return false };
    side.schema.models.get(name).is_some_and(|it| matches!(it.kind, ModelKind::Enum(_)))
}

fn presence(field: &Field) -> Option<Tag> {
    Some(if field.presence == Presence::Required { Tag::Required } else { Tag::Optional })
}

impl Path {
    fn then_field(self, field: &Field) -> Self {
        self.then(Step::Field(field.name.clone()))
    }
}

/// The places of a longest rising run: what stays when as little as possible is moved.
fn rising(numbers: &[usize]) -> std::collections::HashSet<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before[at] = length.checked_sub(1).map(|it| ends[it]);
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut next = ends.last().copied();
    let mut kept = std::collections::HashSet::new();
    while let Some(at) = next {
        kept.insert(at);
        next = before[at];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn as_little_as_possible_is_moved() {
        let moved =
            |numbers: &[usize]| (0..numbers.len()).filter(|it| !rising(numbers).contains(it)).collect::<Vec<_>>();
        assert_eq!(moved(&[0, 1, 2, 3]), Vec::<usize>::new());
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[0, 2, 1, 3]).len(), 1);
        assert_eq!(moved(&[]), Vec::<usize>::new());
    }
}
