//! What reading drafts gives: models, where each thing stands, and why each fact is held true. Drafts are read side by
//! side; what one core reads goes into one [`Found`].

use super::origins::FieldNames;
use super::{Evidence, Fact, Origins};
use crate::diag::{Code, Sink};
use crate::order;
use crate::schema::{Model, ModelKind, Opaque, Path, Schema};
use crate::text::{Span, Spelling};
use foldhash::HashMap;
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::fmt;

/// The model, or the field of it, that is being read.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) model: &'a str,
    pub(super) field: Option<&'a str>,
}

impl Subject<'_> {
    /// Its address, to keep.
    pub(super) fn path(&self) -> Path {
        match self.field {
            Some(field) => Path::field(self.model, field),
            None => Path::model(self.model),
        }
    }
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path())
    }
}

/// What reading drafts gives.
#[derive(Default)]
pub(super) struct Found {
    pub(super) models: Vec<(String, Model)>,
    pub(super) places: Vec<Place>,
    /// Of fields.
    pub(super) names: FieldNames,
    pub(super) facts: Vec<(Path, Fact, Evidence)>,
    pub(super) against: Vec<(Path, Fact, Evidence)>,
    /// Facts of which a page says two things, and where that is reported.
    pub(super) disputes: Vec<(Fact, Span)>,
    /// Names that types use and nobody describes.
    pub(super) undocumented: Vec<(String, Span)>,
    /// Models that have the fields of another one too.
    pub(super) parents: Vec<(String, Spelling)>,
    pub(super) silences: Silences,
    pub(super) sink: Sink,
}

/// Where a model stands, and where its fields do.
pub(super) struct Place {
    pub(super) model: Box<str>,
    pub(super) span: Span,
    /// By their names, given by index.
    pub(super) fields: Vec<(u32, Span)>,
    /// How its names are printed, where they are those of a language.
    pub(super) language: Option<Printed>,
}

/// How pages for a language print names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    /// As the language has them.
    Language,
    /// The same, without a mark between words.
    Joined,
    /// As they are on the wire, for whoever made the pages has told the program so.
    Wire,
}

/// What pages are silent about.
#[derive(Default)]
pub(super) struct Silences {
    /// How many fields are read.
    pub(super) fields: usize,
    /// Fields of which nothing says whether they may be `null`.
    pub(super) null: Count,
    /// Fields of which nothing says whether they must be there.
    pub(super) presence: Count,
    /// Fields whose type, or whose items' type, no cell tells.
    pub(super) untold: HashMap<Path, Untold>,
    /// Names of a language of which nobody has said how the wire writes them.
    pub(super) names: Count,
    /// Names on the wire that another part of the page shows beside the language's name, and where.
    pub(super) shown_wire: Vec<(String, String, Span)>,
    /// Models of pages that print the names of a language.
    pub(super) language: HashMap<String, Printed>,
    /// Inline enums whose page leaves out their values.
    pub(super) values: Count,
    /// Enums and unions whose page leaves out what they consist of.
    pub(super) empty: Vec<(String, Span)>,
}

/// What no cell tells of a field, and where its row stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Untold {
    /// The type of its items.
    Items,
    /// Its type.
    Type(Span),
    /// The values of what is said to be an enum.
    Values(Span),
}

/// How often something occurs, and its first example.
#[derive(Default)]
pub(super) struct Count {
    pub(super) number: usize,
    pub(super) first: Option<(String, Span)>,
}

impl Count {
    pub(super) fn add(&mut self, name: &str, span: Span) {
        self.number += 1;
        self.first.get_or_insert_with(|| (name.to_owned(), span));
    }

    fn join(&mut self, other: Self) {
        self.number += other.number;
        if self.first.is_none() {
            self.first = other.first;
        }
    }
}

/// What all drafts together give.
pub(super) struct Finished {
    pub(super) schema: Schema,
    pub(super) origins: Origins,
    pub(super) disputes: Vec<(Fact, Span)>,
    pub(super) silences: Silences,
    /// Models of which the pages show the name only, and where the first type names them.
    pub(super) undocumented: IndexMap<String, Span>,
    pub(super) parents: Vec<(String, Spelling)>,
}

impl Found {
    /// Takes over what another draft gave.
    pub(super) fn append(&mut self, other: Self) {
        self.models.extend(other.models);
        let names = self.names.append(other.names);
        self.places.extend(other.places.into_iter().map(|mut place| {
            place.fields.iter_mut().for_each(|(name, _)| *name = names[*name as usize]);
            place
        }));
        self.facts.extend(other.facts);
        self.against.extend(other.against);
        self.disputes.extend(other.disputes);
        self.undocumented.extend(other.undocumented);
        self.parents.extend(other.parents);
        self.silences.join(other.silences);
        self.sink.append(other.sink);
    }

    /// All models, with one for each name that nobody describes.
    pub(super) fn finish(mut self, sink: &mut Sink) -> Finished {
        sink.append(self.sink);
        let mut schema = Schema::default();
        let things = self.places.iter().map(|it| 1 + it.fields.len()).sum();
        let mut origins = Origins::with_capacity(self.places.len(), things, self.names);
        for Place { model, span, fields, language } in self.places {
            if let Some(printed) = language {
                self.silences.language.insert(String::from(&*model), printed);
            }
            origins.place(model, span, fields);
        }
        schema.models.reserve(self.models.len());
        for (name, model) in self.models {
            let other = match schema.models.entry(name) {
                Entry::Vacant(place) => {
                    place.insert(model);
                    continue;
                }
                Entry::Occupied(other) => other,
            };
            if *other.get() != model {
                let name = other.key();
                let message = format!("two models are called `{name}`; the first is kept");
                match origins.of_model(name).and_then(|it| it.span) {
                    Some(span) => sink.report(Code::ConflictingModels, span, message),
                    None => sink.report_all(Code::ConflictingModels, message),
                };
            }
        }
        let mut undocumented = IndexMap::new();
        for (name, span) in self.undocumented {
            if !schema.models.contains_key(&name) {
                origins.place(name.as_str().into(), span, Vec::new());
                schema.models.insert(name.clone(), Model::new(ModelKind::Opaque(Opaque::Undocumented)));
                undocumented.insert(name, span);
            }
        }
        for (path, fact, evidence) in self.facts {
            origins.fact(path, fact, evidence);
        }
        for (path, fact, evidence) in self.against {
            origins.against(path, fact, evidence);
        }
        Finished {
            schema,
            origins,
            disputes: self.disputes,
            silences: self.silences,
            undocumented,
            parents: self.parents,
        }
    }
}

impl Silences {
    /// The fields whose type no cell tells, sorted by their paths: by their models first.
    pub(super) fn untold(&self) -> Vec<(&Path, Untold)> {
        let mut all: Vec<(&Path, Untold)> = self.untold.iter().map(|(path, span)| (path, *span)).collect();
        order::sort_by(&mut all, |one, other| one.0.cmp(other.0));
        all
    }

    fn join(&mut self, other: Self) {
        self.fields += other.fields;
        self.null.join(other.null);
        self.presence.join(other.presence);
        self.untold.extend(other.untold);
        self.names.join(other.names);
        self.values.join(other.values);
        self.shown_wire.extend(other.shown_wire);
        self.empty.extend(other.empty);
    }
}
