//! Drafts → models. Comes in: what pages show of one model. Goes out: the model, and those that it alone names.

use super::evidence::{Found, Place, Printed, Subject};
use super::members::{self, Member};
use super::names;
use super::values::enumeration;
use super::{Drafts, Evidence, Fact, Setup, suspicious, types};
use crate::diag::Code;
use crate::dialect::draft::{FieldDraft, UnionDraft};
use crate::dialect::{Draft, Names};
use crate::infer::Descriptions;
use crate::schema::{Deprecation, Enumeration, Field, Model, ModelKind, Object, Opaque, Type, Union, Value, Variant};
use crate::text::Span;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// What all drafts are read with.
pub(super) struct Context<'a> {
    pub(super) setup: &'a Setup<'a>,
    pub(super) names: &'a names::Names,
    pub(super) enums: &'a HashMap<String, Enumeration>,
    /// Those of all rows.
    pub(super) descriptions: Descriptions<'a>,
}

/// Reads one draft.
pub(super) struct Reader<'a> {
    pub(super) context: &'a Context<'a>,
    /// The draft of the page that is being read, with the types that it alone names.
    pub(super) root: &'a Draft<'a>,
    pub(super) found: &'a mut Found,
    /// Where its place is among those that are found.
    pub(super) place: usize,
    /// The model that is being read, by its name in the schema.
    pub(super) model: String,
    /// How deep the type that is being read stands in types that the page alone names.
    pub(super) depth: usize,
    /// Whether a list of values gives the type that a name stands for.
    pub(super) values_follow: bool,
    /// The names of the rows that are being read.
    pub(super) beside: HashSet<String>,
    /// Models that the page alone names, by the place of their heading or row and the way to them.
    own: HashMap<(Span, String), String>,
}

/// Reads the model at an index of the names.
pub(super) fn read<'a>(context: &'a Context<'a>, drafts: &'a Drafts<'a>, index: usize, found: &'a mut Found) {
    let (name, places) = context.names.entry(index);
    let mut drafts = places.iter().map(|it| drafts.at(it));
    let first = drafts.next().expect("no name without a draft");
    let before = found.models.len();
    one(context, first, name, found);
    for other in drafts {
        let mut again = Found::default();
        one(context, other, name, &mut again);
        if again.models != found.models[before..] {
            found
                .sink
                .report(Code::ConflictingModels, other.span, format!("another page describes `{name}` differently"))
                .also(first.span, "this page counts")
                .help(format!("leave one of the pages out, or give the model another name in `[model.\"{name}\"]`"));
        }
    }
}

/// Reads a draft: its model comes before those that it alone names.
fn one(context: &Context<'_>, draft: &Draft<'_>, name: &str, found: &mut Found) {
    suspicious::check(&draft.name, &mut found.sink);
    let place = found.models.len();
    let mut reader = Reader {
        context,
        root: draft,
        place: 0,
        found,
        model: name.to_owned(),
        depth: 0,
        values_follow: false,
        beside: HashSet::new(),
        own: HashMap::new(),
    };
    let model = reader.read(draft, name);
    found.models.insert(place, (name.to_owned(), model));
}

impl Reader<'_> {
    pub(super) fn say(&mut self, subject: Subject<'_>, fact: Fact, evidence: impl FnOnce() -> Evidence) {
        if self.context.setup.evidence {
            self.found.facts.push((subject.path(), fact, evidence()));
        }
    }

    fn read(&mut self, draft: &Draft<'_>, name: &str) -> Model {
        let subject = Subject { model: name, field: None };
        let joined = draft.dialect.generated().is_some_and(|it| it.joined_names);
        let printed = if joined { Printed::Joined } else { Printed::Language };
        let language = (draft.dialect.names == Names::Language).then_some(printed);
        let place = Place { model: name.into(), span: draft.span, fields: Vec::new(), language };
        let outer = std::mem::replace(&mut self.place, self.found.places.len());
        self.found.places.push(place);
        let mut model = Model::new(self.kind(draft, name));
        self.place = outer;
        if let Some(description) = &draft.description {
            model.description = Some(super::prose(description));
            self.say(subject, Fact::Description, || Evidence::Stated(description.span()));
        }
        if let Some(said) = &draft.deprecated {
            model.deprecated = Some(Box::new(Deprecation { note: said.value.clone() }));
            self.say(subject, Fact::Deprecated, || Evidence::Stated(said.span));
        }
        model
    }

    fn kind(&mut self, draft: &Draft<'_>, name: &str) -> ModelKind {
        let body = &draft.body;
        let fields = body.fields.as_deref().unwrap_or_default();
        let additional = self.additional(draft);
        if let Some(same) = self.same_as(draft) {
            return ModelKind::Alias(same);
        }
        if !fields.is_empty() || !draft.parents.is_empty() {
            let inherited = self.inherited(draft, name);
            let own = self.fields(draft, name, fields);
            let fields = merged(inherited, own);
            return ModelKind::Object(Object { fields, additional });
        }
        let alias = body.alias.as_ref().map(|it| self.cell(draft, it));
        let alias = alias.map(|it| if it.level == types::Level::Nullable { it.ty.nullable() } else { it.ty });
        if let Some(values) = &body.values {
            let mut ty = alias.clone();
            let base = ty.as_mut().map(types::leaf).cloned();
            if let Some(values) = enumeration(values, draft.notation, base.as_ref()) {
                self.say(Subject { model: name, field: None }, Fact::Values, || {
                    Evidence::Stated(body.values.as_ref().map_or(draft.span, |it| it.span))
                });
                return match ty {
                    Some(mut ty @ (Type::Array(_) | Type::Set(_) | Type::Map(_))) => {
                        *types::leaf(&mut ty) = Type::Enum(values);
                        ModelKind::Alias(ty)
                    }
                    _ => ModelKind::Enum(values),
                };
            }
        }
        if let Some(union) = body.union.as_ref().filter(|it| !it.variants.is_empty()) {
            return ModelKind::Union(self.union(draft, union));
        }
        if let Some(ty) = alias.filter(|it| *it != Type::Object || additional.is_none()) {
            return match ty {
                Type::Enum(values) => ModelKind::Enum(values),
                ty => ModelKind::Alias(ty),
            };
        }
        if let Some(additional) = additional {
            return ModelKind::Object(Object { fields: Vec::new(), additional: Some(additional) });
        }
        self.found.silences.empty.push((name.to_owned(), draft.span));
        ModelKind::Opaque(Opaque::Empty)
    }

    pub(super) fn union(&mut self, draft: &Draft<'_>, union: &UnionDraft) -> Union {
        let mut variants: Vec<Variant> = Vec::new();
        for it in &union.variants {
            let cell = self.cell(draft, &it.ty);
            let ty = if cell.level == types::Level::Nullable { cell.ty.nullable() } else { cell.ty };
            let tag = it.tag.as_ref().map(|it| it.as_str().to_owned());
            let description = it.description.as_ref().map(super::prose);
            if variants.iter().all(|it| it.ty != ty || it.tag != tag) {
                variants.push(Variant { ty, tag, description });
            }
        }
        Union { variants, discriminator: union.discriminator.as_ref().map(|it| it.as_str().to_owned()) }
    }

    /// The model of a type with fields that the page alone names; `way` tells objects apart that one row shows: `a.b.c`.
    pub(super) fn nested_model(&mut self, below: &Draft<'_>, way: String) -> String {
        let key = (below.span, way);
        if let Some(known) = self.own.get(&key) {
            return known.clone();
        }
        let wanted = format!("{}{}", self.model, crate::name::Case::Pascal.apply(below.name.as_str()));
        let name = self.context.names.free(&wanted);
        let taken = |it: &str| self.own.values().any(|own| own == it);
        let numbered = (2_u32..).map(|it| format!("{wanted}{it}"));
        let mut all = std::iter::once(name).chain(numbered);
        let name = all.find(|it| !taken(it)).expect("there are more numbers than models");
        self.own.insert(key, name.clone());
        let model = self.read(below, &name);
        self.found.models.push((name.clone(), model));
        name
    }

    /// The fields of `model`'s parents, as far as the page alone names these; others are found when all models are known.
    fn inherited(&mut self, draft: &Draft<'_>, model: &str) -> Vec<Field> {
        let mut all = Vec::new();
        for parent in &draft.parents {
            if let Some(below) = types::nested(self.root, draft, parent.as_str())
                && self.depth < 16
            {
                self.depth += 1;
                let rows = below.body.fields.as_deref().unwrap_or_default();
                let own = self.fields(below, model, rows);
                let above = self.inherited(below, model);
                self.depth -= 1;
                all = merged(all, merged(above, own));
            } else {
                self.found.parents.push((model.to_owned(), parent.clone()));
            }
        }
        all
    }

    /// Fields from rows; a row that gives none is reported.
    pub(super) fn fields(&mut self, draft: &Draft<'_>, model: &str, rows: &[FieldDraft]) -> Vec<Field> {
        let members = members::names(draft, model, rows, self.context.setup.options);
        let mut found = Vec::with_capacity(rows.len());
        self.found.places[self.place].fields.reserve_exact(rows.len());
        let beside = rows.iter().map(|it| it.name.as_str().to_owned()).collect();
        let outer = std::mem::replace(&mut self.beside, beside);
        for (row, member) in rows.iter().zip(members) {
            match member {
                Member::Field(wire) => found.push(self.field(draft, model, row, wire)),
                Member::Nameless => self.nameless(row),
                Member::Twin(other) => {
                    let message = format!("the table has two rows `{}`; the first is the field", row.name.as_str());
                    let fix = self.fix(row, "NAME ON THE WIRE");
                    let finding = self.found.sink.report(Code::DuplicateField, row.row, message);
                    finding.also(rows[other].row, "the first").help(to_be_written(&fix)).mend(fix);
                }
            }
        }
        self.beside = outer;
        found
    }

    fn nameless(&mut self, row: &FieldDraft) {
        let mut fix = self.fix(row, "NAME");
        if row.ty.is_none() {
            fix += "\ntype = \"TYPE\"";
        }
        let caret = row.name.span();
        let message = match &row.ty {
            Some(ty) => format!("the row has no name: `{}` is its type", types::shortened(ty.text.as_str())),
            None => "the row has neither name nor type".to_owned(),
        };
        let finding = self.found.sink.report(Code::MissingName, caret, message);
        finding.label("the name is missing here").help(to_be_written(&fix)).mend(fix);
    }

    /// What to write to mend a row.
    fn fix(&self, row: &FieldDraft, name: &str) -> String {
        let page: &str = &self.context.setup.sources.file(row.row.file).path;
        let page = page.rsplit('/').next().unwrap_or(page);
        let table = if row.place.table > 1 { format!("table = {}\n", row.place.table) } else { String::new() };
        format!("[[fix]]\npage = {}\n{table}row = {}\nname = {name:?}", Value::from(page), row.place.row)
    }
}

/// The help that says a fix.
fn to_be_written(fix: &str) -> String {
    format!("write into `fieldtable.toml`:\n{fix}")
}

/// The fields of both, those of the second in the place of those of the first that have their name.
pub(super) fn merged(mut first: Vec<Field>, second: Vec<Field>) -> Vec<Field> {
    if first.is_empty() {
        return second;
    }
    let mut places: HashMap<String, usize> = first.iter().enumerate().map(|(at, it)| (it.name.clone(), at)).collect();
    for field in second {
        match places.get(&field.name) {
            Some(&known) => first[known] = field,
            None => {
                places.insert(field.name.clone(), first.len());
                first.push(field);
            }
        }
    }
    first
}
