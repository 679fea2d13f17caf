use crate::schema::{Path, Step};
use crate::text::Span;
use foldhash::HashMap;
use foldhash::fast::RandomState;
use indexmap::IndexMap;

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
    places: IndexMap<Path, Origin, RandomState>,
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Origin {
    /// Its heading, row or cell.
    pub span: Option<Span>,
    /// Where each of its facts comes from; recorded only when asked for.
    pub facts: Vec<(Fact, Evidence)>,
    /// What speaks against a fact, and what it says instead; recorded only when asked for.
    pub against: Vec<(Fact, Evidence)>,
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

impl Origins {
    /// Room for so many places.
    pub(crate) fn with_capacity(places: usize) -> Self {
        Self { places: IndexMap::with_capacity_and_hasher(places, RandomState::default()) }
    }

    /// Records where a thing stands.
    ///
    /// ```
    /// use fieldtable::resolve::Origins;
    /// use fieldtable::schema::Path;
    /// use fieldtable::text::{SourceMap, Span};
    ///
    /// let id = SourceMap::new().add("Order.md", "# Order\n");
    /// let mut origins = Origins::default();
    /// origins.place(Path::model("Order"), Span::new(id, 0..7));
    /// assert!(origins.of(&Path::field("Order", "id")).is_some(), "a field without a place is where its model is");
    /// ```
    pub fn place(&mut self, path: Path, span: Span) {
        self.places.entry(path).or_default().span = Some(span);
    }

    /// Records why a fact is held true.
    ///
    /// ```
    /// use fieldtable::resolve::{Evidence, Fact, Origins};
    /// use fieldtable::schema::Path;
    ///
    /// let mut origins = Origins::default();
    /// let set = Evidence::Set { key: "wire_names".into() };
    /// origins.fact(Path::field("Order", "id"), Fact::Name, set);
    /// assert_eq!(origins.iter().count(), 1);
    /// ```
    pub fn fact(&mut self, path: Path, fact: Fact, evidence: Evidence) {
        self.places.entry(path).or_default().facts.push((fact, evidence));
    }

    /// Records what speaks against a fact.
    pub(crate) fn against(&mut self, path: Path, fact: Fact, evidence: Evidence) {
        self.places.entry(path).or_default().against.push((fact, evidence));
    }

    /// Records why a fact is held true, in the place of what was recorded of it.
    pub(crate) fn set(&mut self, path: Path, fact: Fact, evidence: Evidence) {
        let facts = &mut self.places.entry(path).or_default().facts;
        facts.retain(|it| it.0 != fact);
        facts.push((fact, evidence));
    }

    /// A thing has another address from now on.
    pub(crate) fn rename(&mut self, old: &Path, new: Path) {
        if *old == new {
            return;
        }
        // What had the address is gone.
        self.places.shift_remove(&new);
        if let Some(index) = self.places.get_index_of(old) {
            self.places.replace_index(index, new).expect("nothing has the address");
        }
    }

    /// Fields have other names on the wire from now on: by model, then by old name.
    pub(crate) fn rename_fields(&mut self, names: &HashMap<String, HashMap<String, String>>) {
        let places = std::mem::take(&mut self.places);
        let renamed = places.into_iter().map(|(mut path, origin)| {
            if let Some(Step::Field(name)) = path.steps.first_mut()
                && let Some(new) = names.get(&path.model).and_then(|it| it.get(name))
            {
                name.clone_from(new);
            }
            (path, origin)
        });
        self.places = renamed.collect();
    }

    /// Models have other names from now on.
    pub(crate) fn rename_models(&mut self, names: &IndexMap<String, String>) {
        let places = std::mem::take(&mut self.places);
        let renamed = places.into_iter().map(|(mut path, origin)| {
            if let Some(new) = names.get(&path.model) {
                path.model.clone_from(new);
            }
            (path, origin)
        });
        self.places = renamed.collect();
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
    pub fn of(&self, path: &Path) -> Option<&Origin> {
        if let Some(origin) = self.places.get(path) {
            return Some(origin);
        }
        let mut around = path.clone();
        loop {
            around.steps.pop()?;
            if let Some(origin) = self.places.get(&around) {
                return Some(origin);
            }
        }
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
    pub fn iter(&self) -> impl Iterator<Item = (&Path, &Origin)> {
        self.places.iter()
    }
}
