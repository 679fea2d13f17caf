//! How the values of two types relate. Comes in: two types and which model is which. Goes out: a [`Relation`].

use super::change::Tag;
use crate::schema::{
    EnumValue, Enumeration, IntegerFormat, Model, ModelKind, NumberFormat, Object, Presence, Schema, StringFormat,
    Type, Union, Value,
};
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// How the values of the new type relate to those of the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// They are the same.
    Same,
    /// The documents do not tell them apart: a language has one word for both.
    Unclear,
    /// There are more of them.
    Wider,
    /// There are fewer of them.
    Narrower,
    /// Neither contains the other.
    Other,
}

impl Relation {
    /// What holds of two parts together.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, it) | (it, Self::Same) => it,
            (Self::Unclear, it) | (it, Self::Unclear) => it,
            (Self::Wider, Self::Wider) => Self::Wider,
            (Self::Narrower, Self::Narrower) => Self::Narrower,
            _ => Self::Other,
        }
    }

    fn when(wider: bool, narrower: bool) -> Self {
        match (wider, narrower) {
            (false, false) => Self::Same,
            (true, false) => Self::Wider,
            (false, true) => Self::Narrower,
            (true, true) => Self::Other,
        }
    }

    /// What a rule may ask of it.
    pub(super) fn tag(self) -> Option<Tag> {
        match self {
            Self::Same | Self::Unclear => Some(Tag::Same),
            Self::Wider => Some(Tag::Wider),
            Self::Narrower => Some(Tag::Narrower),
            Self::Other => None,
        }
    }

    /// Whether nobody could tell the two apart on the wire.
    pub(super) fn is_same(self) -> bool {
        matches!(self, Self::Same | Self::Unclear)
    }
}

/// Both sides, and the new names of the old models.
pub(super) struct Sides<'a> {
    old: &'a Schema,
    new: &'a Schema,
    names: &'a dyn Fn(&str) -> Option<&'a str>,
    /// How many comparisons are left until two types count as different.
    steps: Cell<u32>,
}

/// How deep contents of models are compared.
const DEPTH: usize = 16;

/// How many comparisons of parts one comparison of types may take: unions within unions multiply.
const STEPS: u32 = 20_000;

impl<'a> Sides<'a> {
    pub(super) fn new(old: &'a Schema, new: &'a Schema, names: &'a dyn Fn(&str) -> Option<&'a str>) -> Self {
        Self { old, new, names, steps: Cell::new(STEPS) }
    }

    /// How the values of two types relate.
    pub(super) fn relate(&self, old: &Type, new: &Type) -> Relation {
        self.steps.set(STEPS);
        self.types(old, new, DEPTH)
    }

    /// Whether two references lead to the two sides of one model.
    pub(super) fn is_pair(&self, old: &str, new: &str) -> bool {
        (self.names)(old) == Some(new) || (old == new && !self.old.models.contains_key(old))
    }

    fn types(&self, old: &Type, new: &Type, depth: usize) -> Relation {
        if let (Type::Ref(one), Type::Ref(other)) = (old, new)
            && self.is_pair(one, other)
        {
            return Relation::Same;
        }
        let Some(steps) = self.steps.get().checked_sub(1).filter(|_| depth > 0) else { return Relation::Other };
        self.steps.set(steps);
        match (old, new) {
            (Type::Ref(one), Type::Ref(other)) if !is_scalar(self.old, one) && !is_scalar(self.new, other) => {
                match (self.old.models.get(one), self.new.models.get(other)) {
                    (Some(old), Some(new)) => self.models(old, new, depth - 1),
                    _ => Relation::Other,
                }
            }
            (Type::Ref(name), _) if self.spelled_out(self.old, name).is_some() => {
                let spelled = self.spelled_out(self.old, name).expect("it was just there");
                self.types(&spelled, new, depth - 1)
            }
            (_, Type::Ref(name)) if self.spelled_out(self.new, name).is_some() => {
                let spelled = self.spelled_out(self.new, name).expect("it was just there");
                self.types(old, &spelled, depth - 1)
            }
            (Type::Any, Type::Any) => Relation::Same,
            (Type::Nullable(old), Type::Nullable(new)) => self.types(old, new, depth - 1),
            (old, Type::Nullable(new)) => Relation::Wider.and(self.types(old, new, depth - 1)),
            (Type::Nullable(old), new) => Relation::Narrower.and(self.types(old, new, depth - 1)),
            (_, Type::Any) => Relation::Wider,
            (Type::Any, _) => Relation::Narrower,
            (Type::Union(old), Type::Union(new)) => self.unions(old, new, depth - 1),
            (Type::Enum(old), Type::Enum(new)) => enums(old, new),
            (old, Type::Union(union)) => match self.best(old, union, depth, false) {
                Relation::Same | Relation::Unclear | Relation::Wider => Relation::Wider,
                _ => Relation::Other,
            },
            (Type::Union(union), new) => match self.best(new, union, depth, true) {
                Relation::Same | Relation::Unclear | Relation::Narrower => Relation::Narrower,
                _ => Relation::Other,
            },
            (Type::Enum(values), new) => self.scalar(&kind_of(values), new).and(Relation::Wider),
            (old, Type::Enum(values)) => self.scalar(old, &kind_of(values)).and(Relation::Narrower),
            (Type::Array(old), Type::Array(new))
            | (Type::Set(old), Type::Set(new))
            | (Type::Map(old), Type::Map(new)) => self.types(old, new, depth - 1),
            (Type::Set(old), Type::Array(new)) => Relation::Wider.and(self.types(old, new, depth - 1)),
            (Type::Array(old), Type::Set(new)) => Relation::Narrower.and(self.types(old, new, depth - 1)),
            (Type::Map(_) | Type::Ref(_), Type::Object) => Relation::Wider,
            (Type::Object, Type::Map(_) | Type::Ref(_)) => Relation::Narrower,
            _ => self.scalar(old, new),
        }
    }

    /// The type that a model is another word for.
    fn spelled_out(&self, schema: &Schema, name: &str) -> Option<Type> {
        match &schema.models.get(name)?.kind {
            ModelKind::Alias(ty) => Some(ty.clone()),
            ModelKind::Enum(values) => Some(Type::Enum(values.clone())),
            ModelKind::Union(union) => Some(Type::Union(union.clone().into())),
            ModelKind::Opaque(_) => Some(Type::Any),
            ModelKind::Object(_) => None,
        }
    }

    /// How a type relates to the variant that is nearest to it; `turned` when the union is the old side.
    fn best(&self, ty: &Type, union: &Union, depth: usize, turned: bool) -> Relation {
        let relations = union.variants.iter().map(|it| match turned {
            true => self.types(&it.ty, ty, depth - 1),
            false => self.types(ty, &it.ty, depth - 1),
        });
        let rank = |it: &Relation| match it {
            Relation::Same => 0,
            Relation::Unclear => 1,
            Relation::Wider | Relation::Narrower => 2,
            Relation::Other => 3,
        };
        relations.min_by_key(rank).unwrap_or(Relation::Other)
    }

    fn unions(&self, old: &Union, new: &Union, depth: usize) -> Relation {
        let has = |union: &Union, is: &dyn Fn(&Type) -> bool| union.variants.iter().any(|it| is(&it.ty));
        let narrower = old.variants.iter().any(|one| !has(new, &|it| self.types(&one.ty, it, depth).is_same()));
        let wider = new.variants.iter().any(|one| !has(old, &|it| self.types(it, &one.ty, depth).is_same()));
        Relation::when(wider, narrower)
    }

    /// How the contents of two models relate.
    fn models(&self, old: &Model, new: &Model, depth: usize) -> Relation {
        match (&old.kind, &new.kind) {
            (ModelKind::Object(old), ModelKind::Object(new)) => self.objects(old, new, depth),
            _ => Relation::Other,
        }
    }

    fn objects(&self, old: &Object, new: &Object, depth: usize) -> Relation {
        let after: HashMap<&str, _> = new.fields.iter().map(|it| (it.name.as_str(), it)).collect();
        let mut relation = Relation::when(new.fields.len() > old.fields.len(), false);
        for field in &old.fields {
            let Some(now) = after.get(field.name.as_str()) else { return Relation::Other };
            let may_miss = |it: Presence| it != Presence::Required;
            relation = relation
                .and(Relation::when(
                    !may_miss(field.presence) && may_miss(now.presence) || !field.nullable && now.nullable,
                    may_miss(field.presence) && !may_miss(now.presence) || field.nullable && !now.nullable,
                ))
                .and(self.types(&field.ty, &now.ty, depth));
            if relation == Relation::Other {
                break;
            }
        }
        relation
    }

    fn scalar(&self, old: &Type, new: &Type) -> Relation {
        match (old, new) {
            (Type::Integer(old), Type::Integer(new)) => integers(*old, *new),
            (Type::Number(old), Type::Number(new)) => numbers(*old, *new),
            (Type::String(old), Type::String(new)) => strings(old, new),
            (Type::Integer(IntegerFormat::OrNumber), Type::Number(_))
            | (Type::Number(_), Type::Integer(IntegerFormat::OrNumber)) => Relation::Unclear,
            (old, Type::Boolean) | (Type::Boolean, old) if or_boolean(old) => Relation::Unclear,
            (Type::Integer(_), Type::Number(_)) => Relation::Wider,
            (Type::Number(_), Type::Integer(_)) => Relation::Narrower,
            (old, new) if old == new => Relation::Same,
            _ => Relation::Other,
        }
    }
}

fn is_scalar(schema: &Schema, name: &str) -> bool {
    schema.models.get(name).is_some_and(|it| !matches!(it.kind, ModelKind::Object(_)))
}

fn or_boolean(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Integer(IntegerFormat::OrBoolean)
            | Type::Number(NumberFormat::OrBoolean)
            | Type::String(StringFormat::OrBoolean)
    )
}

/// The plain type of the values, if they are of one.
pub(super) fn kind_of(values: &Enumeration) -> Type {
    let of = |it: &EnumValue| match &it.value {
        Value::String(_) => Type::STRING,
        Value::Number(it) if it.is_f64() => Type::NUMBER,
        Value::Number(_) => Type::INTEGER,
        Value::Bool(_) => Type::Boolean,
        _ => Type::Any,
    };
    let mut kinds = values.values.iter().map(of);
    let first = kinds.next().unwrap_or(Type::Any);
    if kinds.all(|it| it == first) { first } else { Type::Any }
}

fn enums(old: &Enumeration, new: &Enumeration) -> Relation {
    let all = |it: &Enumeration| it.values.iter().map(|it| it.value.to_string()).collect::<HashSet<_>>();
    let (old, new) = (all(old), all(new));
    Relation::when(!new.is_subset(&old), !old.is_subset(&new))
}

/// The least and the greatest power of two that a format holds, where it has bounds.
fn range(format: IntegerFormat) -> Option<(u32, u32)> {
    Some(match format {
        IntegerFormat::Int8 => (7, 7),
        IntegerFormat::Int16 => (15, 15),
        IntegerFormat::Int32 => (31, 31),
        IntegerFormat::Int64 => (63, 63),
        IntegerFormat::UInt8 => (0, 8),
        IntegerFormat::UInt16 => (0, 16),
        IntegerFormat::UInt32 => (0, 32),
        IntegerFormat::UInt64 => (0, 64),
        _ => return None,
    })
}

fn integers(old: IntegerFormat, new: IntegerFormat) -> Relation {
    let vague = |it| matches!(it, IntegerFormat::Int32OrWider | IntegerFormat::OrNumber | IntegerFormat::OrBoolean);
    match (range(old), range(new)) {
        _ if old == new => Relation::Same,
        _ if vague(old) || vague(new) => Relation::Unclear,
        (Some(one), Some(other)) => {
            Relation::when(other.0 > one.0 || other.1 > one.1, other.0 < one.0 || other.1 < one.1)
        }
        (None, None) => Relation::Other,
        (Some(_), None) => Relation::Wider,
        (None, Some(_)) => Relation::Narrower,
    }
}

fn numbers(old: NumberFormat, new: NumberFormat) -> Relation {
    let vague = |it| matches!(it, NumberFormat::FloatOrWider | NumberFormat::OrBoolean);
    match (old, new) {
        _ if old == new => Relation::Same,
        _ if vague(old) || vague(new) => Relation::Unclear,
        (NumberFormat::Float, NumberFormat::Double) | (_, NumberFormat::Unspecified) => Relation::Wider,
        (NumberFormat::Double, NumberFormat::Float) | (NumberFormat::Unspecified, _) => Relation::Narrower,
        _ => Relation::Other,
    }
}

fn strings(old: &StringFormat, new: &StringFormat) -> Relation {
    let either = |one: &StringFormat, other: &StringFormat| {
        *one == StringFormat::OrBoolean
            || (*one == StringFormat::DateOrDateTime && matches!(other, StringFormat::Date | StringFormat::DateTime))
    };
    match (old, new) {
        _ if old == new => Relation::Same,
        _ if either(old, new) || either(new, old) => Relation::Unclear,
        (_, StringFormat::Plain) => Relation::Wider,
        (StringFormat::Plain, _) => Relation::Narrower,
        (StringFormat::Ipv4 | StringFormat::Ipv6, StringFormat::Ip) => Relation::Wider,
        (StringFormat::Ip, StringFormat::Ipv4 | StringFormat::Ipv6) => Relation::Narrower,
        _ => Relation::Other,
    }
}
