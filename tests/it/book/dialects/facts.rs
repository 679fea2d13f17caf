//! What pages state of the document behind them.

use crate::truth::shop;
use fieldtable::Compilation;
use fieldtable::name::Case;
use fieldtable::resolve::{Evidence, Fact};
use fieldtable::schema::{Field, Model, ModelKind, Path, Schema, Step, Type};
use fieldtable::text::SourceMap;
use indexmap::{IndexMap, IndexSet};

/// A share: how many of how many.
pub(crate) type Share = (usize, usize);

pub(crate) struct Facts {
    /// Names of fields that are the wire's.
    pub(crate) names: Share,
    /// The case of most other names.
    pub(crate) case: Option<Case>,
    /// How many facts of each kind are stated.
    pub(crate) counts: Vec<(&'static str, Share)>,
    /// Types that come out less than they are: what the page has and what is read of it, and what it may be.
    pub(crate) lost: IndexMap<(String, String), IndexSet<String>>,
}

/// A field of the document, and the same field as the pages have it.
struct Pair<'a> {
    model: &'a str,
    /// The model's name on the pages.
    found_in: &'a str,
    truth: &'a Field,
    found: Option<&'a Field>,
}

impl Facts {
    pub(crate) fn new(sources: &SourceMap, compilation: &Compilation) -> Self {
        let truth = shop();
        let pairs = pairs(&truth, &compilation.schema);
        let share = |is: &dyn Fn(&Field) -> bool, same: &dyn Fn(&Field, &Field) -> bool| {
            let all: Vec<&Pair<'_>> = pairs.iter().filter(|it| it.found.is_some() && is(it.truth)).collect();
            let found = all.iter().filter(|it| it.found.is_some_and(|found| same(it.truth, found)));
            (found.count(), all.len())
        };
        let models = |is: &dyn Fn(&Model) -> bool, same: &dyn Fn(&Model, &Model) -> bool| {
            let all: Vec<(&String, &Model)> = truth.models.iter().filter(|it| is(it.1)).collect();
            let found =
                all.iter().filter(|it| same_model(&compilation.schema, it.0).is_some_and(|found| same(it.1, found.1)));
            (found.count(), all.len())
        };
        let counts = vec![
            ("required", share(&|_| true, &|a, b| a.presence == b.presence)),
            ("`null`", share(&|it| it.nullable, &|_, found| found.nullable)),
            ("defaults", share(&|it| it.default.is_some(), &|a, b| a.default == b.default)),
            (
                "inline enums",
                share(&|it| matches!(it.ty.leaf(), Type::Enum(_)), &|_, found| {
                    has_values(&found.ty, &compilation.schema)
                }),
            ),
            (
                "enum models",
                models(&|it| matches!(it.kind, ModelKind::Enum(_)), &|_, found| {
                    matches!(found.kind, ModelKind::Enum(_))
                }),
            ),
            (
                "unions",
                models(&|it| matches!(it.kind, ModelKind::Union(_)), &|_, found| {
                    matches!(found.kind, ModelKind::Union(_))
                }),
            ),
            ("bounds", share(&|it| it.constraints.is_some(), &|a, b| a.constraints == b.constraints)),
            ("read-only", share(&|it| it.read_only, &|_, found| found.read_only)),
            ("write-only", share(&|it| it.write_only, &|_, found| found.write_only)),
            ("deprecated", share(&|it| it.deprecated.is_some(), &|_, found| found.deprecated.is_some())),
            ("descriptions", share(&|it| it.description.is_some(), &|_, found| found.description.is_some())),
            ("inherited fields", inherited(&pairs)),
        ];
        let names = pairs.iter().filter(|it| it.found.is_some_and(|found| found.name == it.truth.name)).count();
        let mut lost: IndexMap<(String, String), IndexSet<String>> = IndexMap::new();
        for pair in &pairs {
            let Some(found) = pair.found else { continue };
            let ty = own(&pair.truth.ty, &truth);
            if found.ty != pair.truth.ty && found.ty != *ty && !has_values(ty, &truth) {
                let page = (spelled(sources, compilation, pair, found), code(&found.ty.to_string()));
                lost.entry(page).or_default().insert(code(&ty.to_string()));
            }
        }
        Self { names: (names, pairs.len()), case: case(&pairs), counts, lost }
    }
}

/// What a model that is another name for a type is.
fn own<'a>(ty: &'a Type, schema: &'a Schema) -> &'a Type {
    let Type::Ref(name) = ty else { return ty };
    match schema.models.get(name).map(|it| &it.kind) {
        Some(ModelKind::Alias(it)) => it,
        _ => ty,
    }
}

/// The fields of all objects of the document.
fn pairs<'a>(truth: &'a Schema, found: &'a Schema) -> Vec<Pair<'a>> {
    let mut out = Vec::new();
    for (name, model) in &truth.models {
        let ModelKind::Object(object) = &model.kind else { continue };
        let there = same_model(found, name);
        let fields = there.and_then(|it| match &it.1.kind {
            ModelKind::Object(it) => Some(&it.fields),
            _ => None,
        });
        for truth in &object.fields {
            let found = fields.and_then(|it| it.iter().find(|it| plain(&it.name) == plain(&truth.name)));
            let found_in = there.map_or("", |it| it.0);
            out.push(Pair { model: name, found_in, truth, found });
        }
    }
    out
}

fn same_model<'a>(schema: &'a Schema, name: &str) -> Option<(&'a str, &'a Model)> {
    schema.models.iter().find(|it| plain(it.0) == plain(name)).map(|(name, model)| (name.as_str(), model))
}

/// Letters and digits alone.
fn plain(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether values are listed, in the type or in a model of its own.
fn has_values(ty: &Type, schema: &Schema) -> bool {
    match ty.leaf() {
        Type::Enum(_) => true,
        Type::Ref(name) => schema.models.get(name).is_some_and(|it| matches!(it.kind, ModelKind::Enum(_))),
        _ => false,
    }
}

/// The fields that models have from the one they extend.
fn inherited(pairs: &[Pair<'_>]) -> Share {
    let all = pairs
        .iter()
        .filter(|it| ["Book", "Shirt"].contains(&it.model) && ["kind", "name"].contains(&it.truth.name.as_str()));
    let all: Vec<_> = all.collect();
    (all.iter().filter(|it| it.found.is_some()).count(), all.len())
}

/// The case in which most names of several words are shown.
fn case(pairs: &[Pair<'_>]) -> Option<Case> {
    let names = pairs.iter().filter(|it| it.truth.name.contains('_') && it.model != "Oddities");
    let shown: Vec<(&str, &str)> = names
        .filter_map(|it| Some((it.truth.name.as_str(), it.found?)))
        .map(|(name, found)| (name, found.shown.as_deref().unwrap_or(&found.name)))
        .collect();
    Case::ALL.into_iter().find(|case| {
        let fits = shown.iter().filter(|(name, shown)| case.apply(name) == *shown).count();
        fits * 2 > shown.len()
    })
}

/// The text of a type's cell.
fn spelled(sources: &SourceMap, compilation: &Compilation, pair: &Pair<'_>, found: &Field) -> String {
    let path = Path { model: pair.found_in.to_owned(), steps: vec![Step::Field(found.name.clone())] };
    let facts = compilation.origins.of(&path).map(|it| it.facts).unwrap_or_default();
    let place = facts.iter().find_map(|it| match it {
        (Fact::Type, Evidence::Stated(span)) => Some(*span),
        _ => None,
    });
    let cell = place.map_or("", |it| sources.slice(it)).trim();
    let text = cell.strip_prefix('[').and_then(|it| it.rsplit_once("](")).map_or(cell, |it| it.0);
    code(text.strip_prefix("**").and_then(|it| it.strip_suffix("**")).unwrap_or(text))
}

/// Code in a cell.
fn code(text: &str) -> String {
    let text = text.replace("\\|", "|").replace('|', "\\|");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
