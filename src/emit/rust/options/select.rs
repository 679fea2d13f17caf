//! Globs → what holds for one model, one field. Settings of less specific globs are overridden key by key.

use super::{
    Attribute, Builders, Defaults, FieldOptions, Glob, Identifier, ModelOptions, NonExhaustive, Nullable, OpaqueStyle,
    Openness, Options, RustType, StdTrait, UnknownFields,
};
use crate::name::Globs;
use crate::order;
use indexmap::IndexMap;

/// The options, ready to be asked about names.
pub(in crate::emit::rust) struct Selector<'o> {
    pub(in crate::emit::rust) options: &'o Options,
    models: Matcher<'o, ModelOptions>,
    fields: Matcher<'o, FieldOptions>,
}

/// What holds for a model.
#[derive(Debug, Clone)]
pub(in crate::emit::rust) struct ModelChoice<'o> {
    pub(in crate::emit::rust) name: Option<&'o str>,
    pub(in crate::emit::rust) ty: Option<&'o RustType>,
    pub(in crate::emit::rust) impls: &'o [StdTrait],
    pub(in crate::emit::rust) derives: &'o [StdTrait],
    pub(in crate::emit::rust) extra_derives: Vec<&'o RustType>,
    pub(in crate::emit::rust) attributes: Vec<&'o Attribute>,
    pub(in crate::emit::rust) enums: Openness,
    pub(in crate::emit::rust) unions: Openness,
    pub(in crate::emit::rust) opaque: OpaqueStyle,
    pub(in crate::emit::rust) unknown_fields: UnknownFields,
    pub(in crate::emit::rust) non_exhaustive: NonExhaustive,
    pub(in crate::emit::rust) constructors: bool,
    pub(in crate::emit::rust) builders: Builders,
}

/// What holds for a field.
#[derive(Debug, Clone)]
pub(in crate::emit::rust) struct FieldChoice<'o> {
    pub(in crate::emit::rust) name: Option<&'o str>,
    pub(in crate::emit::rust) ty: Option<&'o RustType>,
    pub(in crate::emit::rust) impls: &'o [StdTrait],
    pub(in crate::emit::rust) with: Option<&'o RustType>,
    pub(in crate::emit::rust) aliases: &'o [String],
    pub(in crate::emit::rust) attributes: Vec<&'o Attribute>,
    pub(in crate::emit::rust) nullable: Nullable,
    /// Whether absent, null and a value are told apart though the documents do not speak of null.
    pub(in crate::emit::rust) keeps_null: bool,
    pub(in crate::emit::rust) defaults: Defaults,
}

impl<'o> Selector<'o> {
    pub(in crate::emit::rust) fn new(options: &'o Options) -> Self {
        Self { options, models: Matcher::new(&options.model), fields: Matcher::new(&options.field) }
    }

    /// What holds for the model or inline type of this name.
    pub(in crate::emit::rust) fn model(&self, name: &str) -> ModelChoice<'o> {
        let all = self.options;
        let mut choice = ModelChoice {
            name: None,
            ty: None,
            impls: &[],
            derives: &all.derives,
            extra_derives: all.extra_derives.iter().collect(),
            attributes: all.attributes.iter().collect(),
            enums: all.enums,
            unions: all.unions,
            opaque: all.opaque,
            unknown_fields: all.unknown_fields,
            non_exhaustive: all.non_exhaustive,
            constructors: all.constructors,
            builders: all.builders,
        };
        for it in self.models.matching(name) {
            choice.name = it.name.as_ref().map(Identifier::as_str).or(choice.name);
            choice.ty = it.ty.as_ref().or(choice.ty);
            choice.impls = it.impls.as_deref().unwrap_or(choice.impls);
            choice.derives = it.derives.as_deref().unwrap_or(choice.derives);
            choice.extra_derives.extend(it.extra_derives.iter().flatten());
            choice.attributes.extend(it.attributes.iter().flatten());
            choice.enums = it.enums.unwrap_or(choice.enums);
            choice.unions = it.unions.unwrap_or(choice.unions);
            choice.opaque = it.opaque.unwrap_or(choice.opaque);
            choice.unknown_fields = it.unknown_fields.unwrap_or(choice.unknown_fields);
            choice.non_exhaustive = it.non_exhaustive.unwrap_or(choice.non_exhaustive);
            choice.constructors = it.constructors.unwrap_or(choice.constructors);
            choice.builders = it.builders.unwrap_or(choice.builders);
        }
        choice
    }

    /// What holds for the field of this wire name.
    pub(in crate::emit::rust) fn field(&self, model: &str, field: &str) -> FieldChoice<'o> {
        let all = self.options;
        let mut choice = FieldChoice {
            name: None,
            ty: None,
            impls: &[],
            with: None,
            aliases: &[],
            attributes: Vec::new(),
            nullable: all.nullable,
            keeps_null: false,
            defaults: all.defaults,
        };
        if self.fields.settings.is_empty() {
            return choice;
        }
        for it in self.fields.matching(&format!("{model}.{field}")) {
            choice.name = it.name.as_ref().map(Identifier::as_str).or(choice.name);
            choice.ty = it.ty.as_ref().or(choice.ty);
            choice.impls = it.impls.as_deref().unwrap_or(choice.impls);
            choice.with = it.with.as_ref().or(choice.with);
            choice.aliases = it.aliases.as_deref().unwrap_or(choice.aliases);
            choice.attributes.extend(it.attributes.iter().flatten());
            choice.keeps_null = it.nullable.map_or(choice.keeps_null, |it| it == Nullable::ThreeState);
            choice.nullable = it.nullable.unwrap_or(choice.nullable);
            choice.defaults = it.defaults.unwrap_or(choice.defaults);
        }
        choice
    }
}

/// The more of it is no wildcard, the more specific it is.
fn specificity(glob: &Glob) -> usize {
    glob.text().chars().filter(|it| !matches!(it, '*' | '?' | '{' | '}' | '[' | ']' | ',')).count()
}

struct Matcher<'o, T> {
    /// The least specific first.
    settings: Vec<&'o T>,
    globs: Globs,
}

impl<'o, T> Matcher<'o, T> {
    fn new(settings: &'o IndexMap<Glob, T>) -> Self {
        let mut sorted: Vec<_> = settings.iter().collect();
        order::sort_by_key(&mut sorted, |(glob, _)| specificity(glob));
        let globs = Globs::new(sorted.iter().map(|(glob, _)| Glob::clone(glob)));
        Self { settings: sorted.into_iter().map(|(_, it)| it).collect(), globs }
    }

    fn matching(&self, name: &str) -> impl Iterator<Item = &'o T> {
        self.globs.matching(name).into_iter().map(|it| self.settings[it])
    }
}
