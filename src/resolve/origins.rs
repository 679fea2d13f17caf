use crate::schema::{Path, Step};
use crate::text::Span;
use foldhash::HashMap;
use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};
use std::sync::Arc;

/// Where the things of a schema come from: a side table, so that positions never enter the schema.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
///
/// for (path, origin) in compilation.origins.iter() {
///     let place = origin.span.map(|it| sources.place(it));
///     println!("{path} stands at {}", place.unwrap_or_default());
/// }
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origins {
    models: IndexSet<Box<str>, RandomState>,
    fields: FieldNames,
    /// Of models and fields; what is within a field is where the field is.
    things: IndexMap<Thing, Known, RandomState>,
}

/// The different names of fields: an API has most of them many times.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FieldNames(IndexSet<Arc<str>, RandomState>);

impl FieldNames {
    /// The name and its index.
    pub(crate) fn add(&mut self, name: &str) -> (u32, Arc<str>) {
        let index = match self.0.get_index_of(name) {
            Some(index) => index,
            None => self.0.insert_full(name.into()).0,
        };
        (number(index), Arc::clone(&self.0[index]))
    }

    /// Takes over names; gives their new indices, by the old ones.
    pub(crate) fn append(&mut self, other: Self) -> Vec<u32> {
        other.0.into_iter().map(|it| number(self.0.insert_full(it).0)).collect()
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("documents of 4 GB at most do not have more names")
}

/// A model, by its index among the models, or a field of it, by that of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Thing {
    model: u32,
    field: Option<u32>,
}

/// What is known of a thing.
#[derive(Debug, Clone, Default, PartialEq)]
struct Known {
    span: Option<Span>,
    /// Only when it is asked for.
    why: Option<Box<Why>>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct Why {
    facts: Vec<(Fact, Evidence)>,
    against: Vec<(Fact, Evidence)>,
}

/// Where a thing comes from.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options { evidence: true, ..Options::default() });
/// use fieldtable::resolve::Fact;
/// use fieldtable::schema::Path;
///
/// let origin = compilation.origins.of(&Path::field("Order", "id")).expect("it stands on a page");
/// assert!(origin.facts.iter().any(|it| it.0 == Fact::Type));
/// assert!(origin.against.is_empty(), "nothing speaks against it");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Origin<'a> {
    /// Its heading, row or cell.
    pub span: Option<Span>,
    /// Where each of its facts comes from; recorded only when asked for.
    pub facts: &'a [(Fact, Evidence)],
    /// What speaks against a fact, and what it says instead; recorded only when asked for.
    pub against: &'a [(Fact, Evidence)],
}

/// A kind of fact about a model, field or value.
///
/// ```
/// use fieldtable::resolve::Fact;
///
/// assert_eq!(Fact::Nullable.word(), "nullable");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Fact {
    /// The name on the wire.
    Name,
    /// The type.
    Type,
    /// The format of a scalar.
    Format,
    /// Whether it must be there.
    Presence,
    /// Whether it may be `null`.
    Nullable,
    /// The values of an enum.
    Values,
    /// The default.
    Default,
    /// The prose.
    Description,
    /// Whether it should no longer be used.
    Deprecated,
    /// Sent by the server only.
    ReadOnly,
    /// Sent to the server only.
    WriteOnly,
    /// A bound.
    Constraint,
}

impl Fact {
    /// What it is called.
    ///
    /// ```
    /// use fieldtable::resolve::Fact;
    ///
    /// assert_eq!(Fact::ReadOnly.word(), "read-only");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Format => "format",
            Self::Presence => "presence",
            Self::Nullable => "nullable",
            Self::Values => "values",
            Self::Default => "default",
            Self::Description => "description",
            Self::Deprecated => "deprecated",
            Self::ReadOnly => "read-only",
            Self::WriteOnly => "write-only",
            Self::Constraint => "constraint",
        }
    }
}

/// Why a fact is held true.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options { evidence: true, ..Options::default() });
/// use fieldtable::resolve::{Evidence, Fact};
/// use fieldtable::schema::Path;
///
/// let origin = compilation.origins.of(&Path::field("Order", "id")).expect("it stands on a page");
/// let ty = origin.facts.iter().find(|it| it.0 == Fact::Type).expect("it has one");
/// assert!(matches!(ty.1, Evidence::Stated(span) if sources.slice(span).trim() == "integer"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Evidence {
    /// A cell or heading says it.
    Stated(Span),
    /// A rule concluded it.
    Inferred {
        /// The rule.
        rule: &'static str,
        /// What it concluded from.
        spans: Vec<Span>,
        /// How, in a sentence.
        note: String,
    },
    /// The configuration says it, at this key.
    Set {
        /// `wire_names`, `field."Customer.birthdate".type`.
        key: String,
    },
}

impl Evidence {
    /// The places that it is from.
    ///
    /// ```
    /// use fieldtable::resolve::Evidence;
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// assert_eq!(Evidence::Stated(Span::new(id, 2..7)).spans().len(), 1);
    /// assert!(Evidence::Set { key: "wire_names".into() }.spans().is_empty());
    /// ```
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        match self {
            Self::Stated(span) => std::slice::from_ref(span),
            Self::Inferred { spans, .. } => spans,
            Self::Set { .. } => &[],
        }
    }
}

impl Known {
    fn origin(&self) -> Origin<'_> {
        let (facts, against) = self.why.as_ref().map(|it| (&*it.facts, &*it.against)).unwrap_or_default();
        Origin { span: self.span, facts, against }
    }
}

impl Origins {
    /// Room for so many models and things; fields have these names.
    pub(crate) fn with_capacity(models: usize, things: usize, fields: FieldNames) -> Self {
        let state = RandomState::default;
        Self {
            fields,
            models: IndexSet::with_capacity_and_hasher(models, state()),
            things: IndexMap::with_capacity_and_hasher(things, state()),
        }
    }

    /// Records where a model stands, and where its fields do, which are given by the indices of their names.
    pub(crate) fn place(&mut self, model: Box<str>, span: Span, fields: Vec<(u32, Span)>) {
        let model = number(self.models.insert_full(model).0);
        self.things.entry(Thing { model, field: None }).or_default().span = Some(span);
        for (field, span) in fields {
            self.things.entry(Thing { model, field: Some(field) }).or_default().span = Some(span);
        }
    }

    /// Records why a fact is held true.
    pub(crate) fn fact(&mut self, path: Path, fact: Fact, evidence: Evidence) {
        self.why(path).facts.push((fact, evidence));
    }

    /// Records what speaks against a fact.
    pub(crate) fn against(&mut self, path: Path, fact: Fact, evidence: Evidence) {
        self.why(path).against.push((fact, evidence));
    }

    /// Records why a fact is held true, in the place of what was recorded of it.
    pub(crate) fn set(&mut self, path: Path, fact: Fact, evidence: Evidence) {
        let facts = &mut self.why(path).facts;
        facts.retain(|it| it.0 != fact);
        facts.push((fact, evidence));
    }

    fn why(&mut self, path: Path) -> &mut Why {
        let field = match path.steps.first() {
            Some(Step::Field(field)) => Some(self.fields.add(field).0),
            _ => None,
        };
        let model = number(self.models.insert_full(path.model.into_boxed_str()).0);
        let thing = Thing { model, field };
        self.things.entry(thing).or_default().why.get_or_insert_default()
    }

    fn thing(&self, model: &str, field: Option<&str>) -> Option<Thing> {
        let field = match field {
            Some(name) => Some(number(self.fields.0.get_index_of(name)?)),
            None => None,
        };
        Some(Thing { model: number(self.models.get_index_of(model)?), field })
    }

    /// A field of a model has another name from now on.
    pub(crate) fn rename(&mut self, model: &str, old: &str, new: &str) {
        let Some(was) = self.thing(model, Some(old)).filter(|_| old != new) else { return };
        let thing = Thing { field: Some(self.fields.add(new).0), ..was };
        // What had the name is gone.
        self.things.shift_remove(&thing);
        if let Some(index) = self.things.get_index_of(&was) {
            self.things.replace_index(index, thing).expect("nothing has the name");
        }
    }

    /// Fields have other names on the wire from now on: by model, then by old name.
    pub(crate) fn rename_fields(&mut self, names: &HashMap<&str, HashMap<&str, &str>>) {
        let of_model: Vec<_> = self.models.iter().map(|it| names.get(&**it)).collect();
        let renamed = std::mem::take(&mut self.things).into_iter().map(|(mut thing, known)| {
            if let (Some(names), Some(field)) = (of_model[thing.model as usize], &mut thing.field)
                && let Some(new) = names.get(&*self.fields.0[*field as usize])
            {
                *field = self.fields.add(new).0;
            }
            (thing, known)
        });
        self.things = renamed.collect();
    }

    /// Models have other names from now on, which no other model has.
    pub(crate) fn rename_models(&mut self, names: &IndexMap<String, String>) {
        let models = std::mem::take(&mut self.models).into_iter();
        self.models = models.map(|it| names.get(&*it).map_or(it, |new| new.as_str().into())).collect();
    }

    /// Where a thing comes from; for a thing without a place of its own, where the nearest thing around it comes from.
    ///
    /// ```
    /// use fieldtable::{Options, compile, schema::Path, text::SourceMap};
    ///
    /// let mut sources = SourceMap::new();
    /// sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
    /// let compilation = compile(&sources, &Options { evidence: true, ..Options::default() });
    /// let origin = compilation.origins.of(&Path::field("Order", "note")).expect("it stands on a page");
    /// assert_eq!(sources.place(origin.span.expect("in a row")), "Order.md:6:1");
    /// ```
    #[must_use]
    pub fn of(&self, path: &Path) -> Option<Origin<'_>> {
        let field = match path.steps.first() {
            Some(Step::Field(field)) => Some(field.as_str()),
            _ => None,
        };
        field.and_then(|it| self.of_field(&path.model, it)).or_else(|| self.of_model(&path.model))
    }

    /// Where a model comes from.
    pub(crate) fn of_model(&self, model: &str) -> Option<Origin<'_>> {
        self.things.get(&self.thing(model, None)?).map(Known::origin)
    }

    /// Where a field comes from, if that is known.
    pub(crate) fn of_field(&self, model: &str, field: &str) -> Option<Origin<'_>> {
        self.things.get(&self.thing(model, Some(field))?).map(Known::origin)
    }

    /// Everything recorded, in the schema's order.
    ///
    /// ```
    /// # use fieldtable::{Options, compile, text::SourceMap};
    /// # let mut sources = SourceMap::new();
    /// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
    /// # let compilation = compile(&sources, &Options::default());
    ///
    /// let paths: Vec<String> = compilation.origins.iter().map(|it| it.0.to_string()).collect();
    /// assert!(paths.contains(&"Order.note".to_owned()));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (Path, Origin<'_>)> {
        self.things.iter().map(|(thing, known)| {
            let path = Path::model(&*self.models[thing.model as usize]);
            let path = match thing.field {
                Some(field) => path.then(Step::Field(self.fields.0[field as usize].to_string())),
                None => path,
            };
            (path, known.origin())
        })
    }
}
