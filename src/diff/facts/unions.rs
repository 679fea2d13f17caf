use super::super::change::{Change, Kind, Tag};
use super::{Facts, show};
use crate::schema::{ModelKind, Path, Presence, Schema, Step, Type, Union, Variant};
use std::collections::HashSet;

impl<'a> Facts<'a> {
    /// What changed between two unions.
    pub(super) fn union(&mut self, old: &'a Union, new: &'a Union, before: &Path, after: &Path) {
        let untagged = new.discriminator.is_none() && old.discriminator.is_none();
        let tag = untagged.then_some(Tag::Untagged);
        let mut partner: Vec<Option<usize>> = vec![None; old.variants.len()];
        let mut taken = HashSet::new();
        for (at, variant) in old.variants.iter().enumerate() {
            let to = (new.variants.iter().enumerate())
                .find(|(to, it)| !taken.contains(to) && self.is_variant(variant, it))
                .map(|it| it.0);
            taken.extend(to);
            partner[at] = to;
        }
        let gone: Vec<usize> = (0..old.variants.len()).filter(|it| partner[*it].is_none()).collect();
        let come: Vec<usize> = (0..new.variants.len()).filter(|it| !taken.contains(it)).collect();
        let path = |path: &Path, at: usize| path.clone().then(Step::Variant(at));
        let text = |it: &Variant| Some(show::ty(&it.ty));
        // One that stands where another stood replaces it: that is one edit.
        let replaced = if gone.len() == come.len() { come.len() } else { 0 };
        for (from, to) in gone.iter().zip(&come).take(replaced) {
            let (one, other) = (&old.variants[*from], &new.variants[*to]);
            let change = Self::both(Kind::VariantRemoved, &path(before, *from), &path(after, *to)).tagged(tag);
            self.say(change.texts(text(one), text(other)));
        }
        for from in gone.iter().skip(replaced) {
            let change = Change::new(Kind::VariantRemoved, Some(path(before, *from)), Some(after.clone())).tagged(tag);
            self.say(change.texts(text(&old.variants[*from]), None));
        }
        for to in come.iter().skip(replaced) {
            let change = Change::new(Kind::VariantAdded, Some(before.clone()), Some(path(after, *to))).tagged(tag);
            self.say(change.texts(None, text(&new.variants[*to])));
        }
        if !partner.iter().flatten().is_sorted() {
            let all = |it: &Union| Some(show::ty(&Type::Union(it.clone().into())));
            self.say(Self::both(Kind::VariantReordered, before, after).tagged(tag).texts(all(old), all(new)));
        }
        self.discriminator(old, new, &partner, before, after);
        for (at, to) in partner.iter().enumerate().filter_map(|(at, to)| Some((at, (*to)?))) {
            let (one, other) = (&old.variants[at], &new.variants[to]);
            self.description(
                one.description.as_deref(),
                other.description.as_deref(),
                &path(before, at),
                &path(after, to),
            );
        }
    }

    /// What follows for a union from changes of its variants or of itself.
    pub(super) fn ambiguity(&mut self, old: &Union, new: &Union, before: &Path, after: &Path) {
        let name = |ty: &Type| if let Type::Ref(name) = ty { Some(name.clone()) } else { None };
        let already: Vec<Option<String>> =
            swallowed(&self.old.schema, old).iter().map(|at| name(&old.variants[*at].ty)).collect();
        for at in swallowed(&self.new.schema, new) {
            let Some(variant) = name(&new.variants[at].ty) else { continue };
            let was_there = |it: &Option<String>| it.as_ref().is_some_and(|it| self.sides.is_pair(it, &variant));
            if already.iter().any(was_there) {
                continue;
            }
            let path = after.clone().then(Step::Variant(at));
            let models = new.variants[..=at].iter().filter_map(|it| name(&it.ty)).chain([after.model.clone()]);
            let change = Self::both(Kind::VariantAmbiguous, before, &path).texts(None, Some(variant.clone()));
            self.say(change.following(models));
        }
    }

    fn is_variant(&self, old: &Variant, new: &Variant) -> bool {
        match (&old.ty, &new.ty) {
            (Type::Ref(one), Type::Ref(other)) => self.sides.is_pair(one, other),
            (one, other) => self.is_same(one, other),
        }
    }

    fn discriminator(&mut self, old: &Union, new: &Union, partner: &[Option<usize>], before: &Path, after: &Path) {
        let kind = match (&old.discriminator, &new.discriminator) {
            (None, None) => return,
            (None, Some(_)) => Kind::DiscriminatorAdded,
            (Some(_), None) => Kind::DiscriminatorRemoved,
            (Some(one), Some(other)) if one != other => Kind::DiscriminatorProperty,
            (Some(_), Some(_)) => {
                for (one, to) in old.variants.iter().zip(partner).filter_map(|(it, to)| Some((it, (*to)?))) {
                    let other = &new.variants[to];
                    if one.tag != other.tag {
                        let at = |path: &Path, at| path.clone().then(Step::Variant(at));
                        let change = Self::both(Kind::DiscriminatorMapping, &at(before, to), &at(after, to));
                        self.say(change.texts(one.tag.clone(), other.tag.clone()));
                    }
                }
                return;
            }
        };
        self.say(Self::both(kind, before, after).texts(old.discriminator.clone(), new.discriminator.clone()));
    }
}

/// Variants of a union without a discriminator that an earlier variant swallows: all that the earlier one demands, they may
/// have. Given as indices of the later one.
fn swallowed(schema: &Schema, union: &Union) -> Vec<usize> {
    const MOST: usize = 64;
    if union.discriminator.is_some() || union.variants.len() > MOST {
        return Vec::new();
    }
    let fields = |it: &Variant| -> Option<Vec<(&str, &Type, bool)>> {
        let Type::Ref(name) = &it.ty else { return None };
        let ModelKind::Object(object) = &schema.models.get(name)?.kind else { return None };
        Some(object.fields.iter().map(|it| (it.name.as_str(), &it.ty, it.presence == Presence::Required)).collect())
    };
    let all: Vec<_> = union.variants.iter().map(fields).collect();
    let swallows = |early: &[(&str, &Type, bool)], late: &[(&str, &Type, bool)]| {
        early.iter().all(|(name, ty, required)| match late.iter().find(|it| it.0 == *name) {
            Some((_, other, always)) => ty == other && (*always || !required),
            None => !required,
        })
    };
    let taken = |at: usize| {
        let late = all[at].as_ref();
        late.is_some_and(|late| all[..at].iter().flatten().any(|early| swallows(early, late)))
    };
    (1..all.len()).filter(|at| taken(*at)).collect()
}
