use super::super::change::{Change, Kind, Tag};
use super::super::relate::{Relation, kind_of};
use super::{Facts, show};
use crate::schema::{IntegerFormat, ModelKind, NumberFormat, Opaque, Path, Step, StringFormat, Type};

/// What the types stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Field,
    Items,
    Values,
}

impl<'a> Facts<'a> {
    /// The one change, or the changes of enum values and variants, that makes one type of the other.
    pub(super) fn ty(&mut self, old: &'a Type, new: &'a Type, before: &Path, after: &Path) {
        // The field's own nullability is a fact of its own.
        let (old, new) = match (old, new) {
            (Type::Nullable(old), Type::Nullable(new)) => (&**old, &**new),
            (Type::Nullable(old), new) => (&**old, new),
            (old, Type::Nullable(new)) => (old, &**new),
            other => other,
        };
        self.within(old, new, before, after, Within::Field, (old, new));
    }

    fn within(
        &mut self,
        old: &'a Type,
        new: &'a Type,
        before: &Path,
        after: &Path,
        place: Within,
        whole: (&Type, &Type),
    ) {
        let descend = |step: Step| (before.clone().then(step.clone()), after.clone().then(step));
        match (old, new) {
            (Type::Array(old), Type::Array(new)) | (Type::Set(old), Type::Set(new)) => {
                let (before, after) = descend(Step::Items);
                self.within(old, new, &before, &after, Within::Items, whole);
            }
            (Type::Map(old), Type::Map(new)) => {
                let (before, after) = descend(Step::Values);
                self.within(old, new, &before, &after, Within::Values, whole);
            }
            (Type::Nullable(old), Type::Nullable(new)) => self.within(old, new, before, after, place, whole),
            (Type::Enum(old), Type::Enum(new)) if old.values.len() == 1 && new.values.len() == 1 => {
                if old.values[0].value != new.values[0].value {
                    self.typed(Kind::ConstChanged, [], before, after, whole);
                }
            }
            (Type::Enum(old), Type::Enum(new)) => self.values(&old.values, &new.values, before, after),
            (Type::Union(old), Type::Union(new)) => {
                let kept = |it: &Type| new.variants.iter().any(|other| self.is_same(it, &other.ty));
                if old.variants.iter().any(|it| kept(&it.ty)) {
                    self.union(old, new, before, after);
                } else {
                    self.leaf(place, self.sides.relate(&whole.0.clone(), &whole.1.clone()), before, after, whole);
                }
            }
            _ => self.scalar(old, new, before, after, place, whole),
        }
    }

    fn scalar(
        &mut self,
        old: &'a Type,
        new: &'a Type,
        before: &Path,
        after: &Path,
        place: Within,
        whole: (&Type, &Type),
    ) {
        let relation = self.sides.relate(old, new);
        if let (Type::Ref(one), Type::Ref(other)) = (old, new) {
            if self.sides.is_pair(one, other) || is_lost(self, one, other) {
                return;
            }
            return self.reference(other, relation, before, after, whole);
        }
        let named = matches!(old, Type::Ref(_)) || matches!(new, Type::Ref(_));
        match (relation, old, new) {
            (Relation::Same, _, _) if named => self.typed(Kind::FieldRef, [Tag::Same], before, after, whole),
            (Relation::Same, _, _) => {}
            (Relation::Unclear, _, _) => self.typed(Kind::FieldNotation, [], before, after, whole),
            (_, _, Type::Ref(name)) if self.is_unresolved(name) => {
                self.typed(Kind::TypeUnresolved, [], before, after, whole);
            }
            (_, Type::Enum(values), _) if values.values.len() == 1 && self.is_same(&kind_of(values), new) => {
                self.typed(Kind::ConstRemoved, [], before, after, whole);
            }
            (_, _, Type::Enum(values)) if values.values.len() == 1 && self.is_same(old, &kind_of(values)) => {
                self.typed(Kind::ConstAdded, [], before, after, whole);
            }
            (_, Type::Enum(values), _) if self.is_same(&kind_of(values), new) => {
                self.typed(Kind::EnumOpened, [], before, after, whole);
            }
            (_, _, Type::Enum(values)) if self.is_same(old, &kind_of(values)) => {
                self.typed(Kind::EnumClosed, [], before, after, whole);
            }
            (_, Type::Ref(name), _) if self.enum_of(self.old, name).is_some_and(|it| self.is_same(&it, new)) => {
                self.typed(Kind::EnumOpened, [], before, after, whole);
            }
            (_, _, Type::Ref(name)) if self.enum_of(self.new, name).is_some_and(|it| self.is_same(old, &it)) => {
                self.typed(Kind::EnumClosed, [], before, after, whole);
            }
            _ => match format(old, new) {
                Some(kind) => self.typed(kind, [], before, after, whole),
                None => self.leaf_of(old, new, place, relation, before, after, whole),
            },
        }
    }

    /// The plain type of the values of a model that is an enum.
    fn enum_of(&self, side: &super::Side, name: &str) -> Option<Type> {
        match &side.schema.models.get(name)?.kind {
            ModelKind::Enum(values) => Some(kind_of(values)),
            _ => None,
        }
    }

    fn reference(&mut self, to: &str, relation: Relation, before: &Path, after: &Path, whole: (&Type, &Type)) {
        if self.is_unresolved(to) {
            return self.typed(Kind::TypeUnresolved, [], before, after, whole);
        }
        self.typed(Kind::FieldRef, relation.tag(), before, after, whole);
    }

    /// Whether nothing describes a model, and the old documents did not speak of it.
    fn is_unresolved(&self, name: &str) -> bool {
        let undocumented = |side: &super::Side| {
            side.schema.models.get(name).is_some_and(|it| it.kind == ModelKind::Opaque(Opaque::Undocumented))
        };
        undocumented(self.new) && !undocumented(self.old)
    }

    #[expect(clippy::too_many_arguments, reason = "the two sides of a type, of its place and of what it stands in")]
    fn leaf_of(
        &mut self,
        old: &Type,
        new: &Type,
        place: Within,
        relation: Relation,
        before: &Path,
        after: &Path,
        whole: (&Type, &Type),
    ) {
        let list = |it: &Type| matches!(it, Type::Array(_) | Type::Set(_));
        let item = |it: &Type| match it {
            Type::Array(inner) | Type::Set(inner) => (**inner).clone(),
            other => other.clone(),
        };
        let alike = self.sides.relate(&item(old), &item(new)) != Relation::Other;
        let tag = match (old, new) {
            (_, Type::Any) => Some(Tag::ToAny),
            (Type::Any, _) => Some(Tag::FromAny),
            (old, new) if !list(old) && list(new) && alike => Some(Tag::ToArray),
            (old, new) if list(old) && !list(new) && alike => Some(Tag::FromArray),
            _ => None,
        };
        match tag {
            Some(tag) if place == Within::Field => self.typed(Kind::FieldType, [tag], before, after, whole),
            _ => self.leaf(place, relation, before, after, whole),
        }
    }

    fn leaf(&mut self, place: Within, relation: Relation, before: &Path, after: &Path, whole: (&Type, &Type)) {
        let kind = match place {
            Within::Field => Kind::FieldType,
            Within::Items => Kind::FieldItemType,
            Within::Values => Kind::MapValueType,
        };
        self.typed(kind, relation.tag(), before, after, whole);
    }

    fn typed(
        &mut self,
        kind: Kind,
        tags: impl IntoIterator<Item = Tag>,
        before: &Path,
        after: &Path,
        whole: (&Type, &Type),
    ) {
        let change = Change::new(kind, Some(before.clone()), Some(after.clone())).tagged(tags);
        self.say(change.texts(Some(show::ty(whole.0)), Some(show::ty(whole.1))));
    }
}

/// Whether the same name has no description any more, or never had one: if that is a change, the model's own finding says so.
fn is_lost(facts: &Facts<'_>, old: &str, new: &str) -> bool {
    let undocumented =
        facts.new.schema.models.get(new).is_none_or(|it| it.kind == ModelKind::Opaque(Opaque::Undocumented));
    undocumented && old == new
}

/// The change of a format, where nothing else of the type changed.
fn format(old: &Type, new: &Type) -> Option<Kind> {
    let sized = |it: IntegerFormat| it != IntegerFormat::Unspecified;
    let clock = |it| matches!(it, IntegerFormat::UnixSeconds | IntegerFormat::UnixMilliseconds);
    let kind = |was: bool, is: bool| match (was, is) {
        (false, true) => Kind::FormatAdded,
        (true, false) => Kind::FormatRemoved,
        _ => Kind::FormatChanged,
    };
    match (old, new) {
        (Type::String(old), Type::String(new)) => Some(kind(*old != StringFormat::Plain, *new != StringFormat::Plain)),
        (Type::Integer(old), Type::Integer(new)) => {
            (!sized(*old) || !sized(*new) || clock(*old) || clock(*new)).then(|| kind(sized(*old), sized(*new)))
        }
        (Type::Number(old), Type::Number(new)) => {
            let known = |it: NumberFormat| it != NumberFormat::Unspecified;
            let floats = |it| matches!(it, NumberFormat::Float | NumberFormat::Double);
            (!(floats(*old) && floats(*new))).then(|| kind(known(*old), known(*new)))
        }
        _ => None,
    }
}
