use super::super::change::{Evidence, Kind, Tag};
use super::{Facts, lost, show};
use crate::schema::{Deprecation, EnumValue, Model, ModelKind, Opaque, Path, Type};

impl<'a> Facts<'a> {
    /// What changed in a model.
    pub(super) fn model(&mut self, from: &str, to: &str, reason: Option<Evidence>, moved: bool) {
        let (old, new) = (&self.old.schema.models[from], &self.new.schema.models[to]);
        let (before, after) = (Path::model(from), Path::model(to));
        if let Some(reason) = reason {
            let change =
                Self::both(Kind::ModelRenamed, &before, &after).texts(Some(from.to_owned()), Some(to.to_owned()));
            self.say(change.because(reason));
        } else if let (Some(one), Some(other)) = (self.old.pages.get(from), self.new.pages.get(to))
            && moved
        {
            let change = Self::both(Kind::ModelMoved, &before, &after).texts(Some(one.clone()), Some(other.clone()));
            self.say(change);
        }
        if let (ModelKind::Union(old), ModelKind::Union(new)) = (&old.kind, &new.kind) {
            self.ambiguity(old, new, &before, &after);
        }
        self.kind(old, new, &before, &after);
        if old == new {
            return;
        }
        self.deprecation(old.deprecated.as_deref(), new.deprecated.as_deref(), &before, &after);
        self.description(old.description.as_deref(), new.description.as_deref(), &before, &after);
    }

    fn kind(&mut self, old: &'a Model, new: &'a Model, before: &Path, after: &Path) {
        match (&old.kind, &new.kind) {
            (ModelKind::Object(old), ModelKind::Object(new)) => {
                self.fields(old, new, before, after);
                self.additional(old.additional.as_ref(), new.additional.as_ref(), before, after);
            }
            (ModelKind::Enum(old), ModelKind::Enum(new)) => self.values(&old.values, &new.values, before, after),
            (ModelKind::Union(old), ModelKind::Union(new)) => self.union(old, new, before, after),
            (ModelKind::Alias(old), ModelKind::Alias(new)) => self.alias(old, new, before, after),
            (ModelKind::Opaque(_), ModelKind::Opaque(_)) => {}
            (_, kind) if lost::is_empty(kind) => {
                let texts = (Some(show::kind(old)), Some("nothing can be read of it".to_owned()));
                self.say(Self::both(Kind::ParseLost, before, after).texts(texts.0, texts.1));
            }
            // Nothing was said of it, and now something is: that is an addition to what is known.
            (ModelKind::Opaque(Opaque::Undocumented), _) => {
                let change = super::Change::new(Kind::ModelAdded, None, Some(after.clone()));
                self.say(change.texts(None, Some(show::kind(new))));
            }
            (ModelKind::Enum(_), ModelKind::Alias(Type::String(_) | Type::Integer(_))) => {
                let texts = (Some(show::kind(old)), Some(show::kind(new)));
                self.say(Self::both(Kind::EnumOpened, before, after).texts(texts.0, texts.1));
            }
            (ModelKind::Alias(Type::String(_) | Type::Integer(_)), ModelKind::Enum(_)) => {
                let texts = (Some(show::kind(old)), Some(show::kind(new)));
                self.say(Self::both(Kind::EnumClosed, before, after).texts(texts.0, texts.1));
            }
            _ => {
                let texts = (Some(show::kind(old)), Some(show::kind(new)));
                self.say(Self::both(Kind::ModelKind, before, after).texts(texts.0, texts.1));
            }
        }
    }

    /// An alias is judged as a field of its type would be.
    fn alias(&mut self, old: &'a Type, new: &'a Type, before: &Path, after: &Path) {
        self.ty(old, new, before, after);
        if let (Type::Nullable(_), false) | (_, true) = (old, matches!(new, Type::Nullable(_)))
            && matches!(old, Type::Nullable(_)) != matches!(new, Type::Nullable(_))
        {
            let tag = if matches!(new, Type::Nullable(_)) { Tag::Became } else { Tag::Ceased };
            let change = Self::both(Kind::FieldNullable, before, after).tagged([tag]);
            self.say(change.texts(Some(show::ty(old)), Some(show::ty(new))));
        }
    }

    fn additional(&mut self, old: Option<&'a Type>, new: Option<&'a Type>, before: &Path, after: &Path) {
        use crate::schema::Step;
        let (before, after) = (before.clone().then(Step::Additional), after.clone().then(Step::Additional));
        let kind = match (old, new) {
            (None, None) => return,
            (Some(old), Some(new)) if self.is_same(old, new) => return,
            (Some(_), Some(_)) => Kind::AdditionalType,
            (Some(_), None) => Kind::AdditionalClosed,
            (None, Some(_)) => Kind::AdditionalOpened,
        };
        self.say(Self::both(kind, &before, &after).texts(old.map(show::ty), new.map(show::ty)));
    }

    pub(super) fn deprecation(
        &mut self,
        old: Option<&Deprecation>,
        new: Option<&Deprecation>,
        before: &Path,
        after: &Path,
    ) {
        let note = |it: Option<&Deprecation>| it.and_then(|it| it.note.clone());
        let kind = match (old, new) {
            (None, None) => return,
            (None, Some(_)) => Kind::DeprecatedAdded,
            (Some(_), None) => Kind::DeprecatedRemoved,
            (Some(_), Some(_)) if !self.prose => return,
            (Some(one), Some(other))
                if super::prose::date(one.note.as_deref()) != super::prose::date(other.note.as_deref()) =>
            {
                Kind::SunsetChanged
            }
            (Some(_), Some(_)) => return self.description(note(old).as_deref(), note(new).as_deref(), before, after),
        };
        let texts = (note(old).map(|it| show::short(&it)), note(new).map(|it| show::short(&it)));
        self.say(Self::both(kind, before, after).texts(texts.0, texts.1));
    }

    /// What changed between two lists of values.
    pub(super) fn values(&mut self, old: &'a [EnumValue], new: &'a [EnumValue], before: &Path, after: &Path) {
        super::values::compare(self, old, new, before, after);
    }
}
