//! Names of tables → names on the wire. Comes in: what examples and prose call fields. Goes out: the case in which an API
//! writes names, and the fields that are written otherwise.

use super::matching::fields;
use super::observe::{FieldId, Observed, Seen};
use super::rule::Rule;
use super::rules::{CASE, EXAMPLES, PROSE, SIBLINGS};
use crate::name::letters;
use crate::name::{Case, cased, each_word};
use crate::order;
use crate::parallel;
use crate::schema::{Field, Model, Schema, StringFormat};
use crate::text::Span;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::Arc;

/// A name that a page gives besides its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention<'t> {
    pub(crate) name: &'t str,
    pub(crate) span: Span,
}

/// How an API writes names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Naming {
    /// The case that the evidence shows.
    pub(crate) case: Option<Case>,
    /// Whether the evidence speaks for that case alone, but for what one may take for noise.
    pub(crate) agreed: bool,
    /// For each case, the different names that are written in it and in no other, sorted, with a place for each. The case with
    /// the most names comes first.
    pub(crate) votes: Vec<(Case, Vec<Placed>)>,
    /// The fields that have another name than the one in the schema.
    pub(crate) renames: Vec<Rename>,
}

/// A field that has another name on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Rename {
    pub(crate) model: usize,
    pub(crate) field: usize,
    pub(crate) to: Arc<Decision>,
}

/// What a field is called on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) name: String,
    /// Why, where it is not the name in the schema.
    pub(crate) rule: Option<&'static str>,
    pub(crate) spans: Vec<Span>,
    pub(crate) note: String,
    /// Whether an example or prose shows the very name.
    evident: bool,
}

/// A name, and the first place where it stands.
pub(crate) type Placed = (String, Span);

/// Nothing for a field of which nothing is known: it keeps its name.
type Decided = Option<Arc<Decision>>;

/// How many different names a case needs.
const FEWEST_NAMES: usize = 3;
/// So many of a hundred names make a case that is agreed on. Prose mentions values and names of other things, too.
const AGREED: usize = 90;
/// So many make the case that is taken, with a warning: the names in the tables, which are a language's, are worse evidence.
const TAKEN: usize = 75;
/// So many places of evidence are kept.
const KEPT: usize = 3;

/// Reads the evidence. `language` says of a model whether its tables print the names of a programming language; `set` is
/// the case that the configuration gives; `on` says which rules hold.
pub(crate) fn names(
    schema: &Schema,
    observed: &Observed,
    mentions: &[Mention<'_>],
    language: &dyn Fn(&str) -> bool,
    set: Option<Case>,
    on: &(dyn Fn(&Rule) -> bool + Sync),
) -> Naming {
    let mut naming = Naming::default();
    let reader = Reader::new(schema, observed, mentions, language);
    if set.is_none() && on(&CASE) {
        naming.votes = reader.votes();
        naming.case = winner(&naming.votes, TAKEN);
        naming.agreed = winner(&naming.votes, AGREED).is_some();
    }
    naming.renames = reader.renames(&naming, set.or(naming.case), on);
    naming
}

/// The case with most of the names, when so many of a hundred are written in it.
fn winner(votes: &[(Case, Vec<Placed>)], share: usize) -> Option<Case> {
    let all: usize = votes.iter().map(|it| it.1.len()).sum();
    let (case, names) = votes.first()?;
    (names.len() >= FEWEST_NAMES && names.len() * 100 >= all * share).then_some(*case)
}

struct Reader<'a> {
    schema: &'a Schema,
    observed: &'a Observed,
    /// Models whose names are a language's.
    language: Vec<bool>,
    /// The letters of each name that fields of such models have in the schema: an API has most names many times.
    letters: HashMap<&'a str, String>,
    /// How examples write the fields of any such model.
    written: Spellings,
    /// How prose writes them, in no capitals.
    said: Spellings,
}

/// How names are written that have the same letters.
#[derive(Default)]
struct Spellings {
    by_letters: HashMap<String, Vec<Placed>>,
    known: HashSet<String>,
}

impl Spellings {
    /// Takes in a name, if it is not there.
    fn add(&mut self, letters: String, name: &str, span: Span) {
        if !self.known.contains(name) {
            self.known.insert(name.to_owned());
            self.by_letters.entry(letters).or_default().push((name.to_owned(), span));
        }
    }

    fn of(&self, letters: &str) -> &[Placed] {
        self.by_letters.get(letters).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Reader<'a> {
    fn new(
        schema: &'a Schema,
        observed: &'a Observed,
        mentions: &[Mention<'_>],
        language: &dyn Fn(&str) -> bool,
    ) -> Self {
        let language: Vec<bool> = schema.models.keys().map(|it| language(it)).collect();
        let (written, said) = (Spellings::default(), Spellings::default());
        let mut reader = Self { schema, observed, language, letters: HashMap::new(), written, said };
        for (model, _) in schema.models.values().zip(&reader.language).filter(|it| *it.1) {
            for field in fields(model) {
                reader.letters.entry(field.name.as_str()).or_insert_with(|| letters(&field.name));
            }
        }
        let known: HashSet<String> = reader.letters.values().cloned().collect();
        for ((model, _), shown) in observed.in_order() {
            for seen in shown.keys.iter().filter(|_| reader.language[model]) {
                reader.written.add(letters(&seen.what), &seen.what, seen.span);
            }
        }
        for seen in &observed.marked {
            let letters = letters(&seen.what);
            if known.contains(&letters) {
                reader.written.add(letters, &seen.what, seen.span);
            }
        }
        // Words of prose in capitals are values of enums, many a model is called like a field, and so is a format.
        let models: HashSet<&str> = schema.models.keys().map(String::as_str).collect();
        let format = StringFormat::DateTime.name();
        let other = |it: &str| !it.contains(char::is_lowercase) || models.contains(it) || Some(it) == format;
        for mention in mentions.iter().filter(|it| !other(it.name)) {
            let letters = letters(mention.name);
            if known.contains(&letters) {
                reader.said.add(letters, mention.name, mention.span);
            }
        }
        reader
    }

    /// The names of two words and more that are written in one case only, by case.
    fn votes(&self) -> Vec<(Case, Vec<Placed>)> {
        let mut votes: Vec<(Case, Vec<Placed>)> = Case::ALL.map(|it| (it, Vec::new())).into();
        for spellings in [&self.written, &self.said] {
            for (name, span) in spellings.by_letters.values().flatten() {
                if std::ptr::eq(spellings, &self.said) && self.written.known.contains(name) {
                    continue;
                }
                let fits = |case: Case| each_word(name).nth(1).is_some() && case.apply(name) == *name;
                let mut cases = votes.iter_mut().filter(|it| fits(it.0));
                if let (Some((_, names)), None) = (cases.next(), cases.next()) {
                    names.push((name.clone(), *span));
                }
            }
        }
        for (_, names) in &mut votes {
            order::sort_by(names, |one, other| one.0.cmp(&other.0));
        }
        order::sort_by_key(&mut votes, |it| std::cmp::Reverse(it.1.len()));
        votes
    }

    /// The fields whose name is not the one in the schema, by model.
    fn renames(&self, naming: &Naming, case: Option<Case>, on: &(dyn Fn(&Rule) -> bool + Sync)) -> Vec<Rename> {
        let models: Vec<&Model> = self.schema.models.values().collect();
        let usual = case.map(|it| (it, if naming.case.is_none() { Default::default() } else { naming.reason(it) }));
        let usual = Usual { case: usual, set: naming.case.is_none() };
        let names: Vec<(&str, &str)> = self.letters.iter().map(|(name, letters)| (*name, letters.as_str())).collect();
        // Fields of one name are called alike where no example is of the very field.
        let by_name = parallel::map(names, |(name, letters)| {
            (name, Some(Arc::new(self.decide(&usual, name, Some(letters), &[], on))))
        });
        let by_name: HashMap<&str, Decided> = by_name.into_iter().collect();
        let shown = |field: &FieldId| self.observed.fields.get(field).map(|it| it.keys.as_slice());
        let decide = |field: FieldId, name: &str| match shown(&field).filter(|it| !it.is_empty()) {
            Some(seen) => {
                let letters = self.letters.get(name).filter(|_| self.language[field.0]).map(String::as_str);
                Some(Arc::new(self.decide(&usual, name, letters, seen, on)))
            }
            None => by_name.get(name).filter(|_| self.language[field.0]).cloned().flatten(),
        };
        let mut all: Vec<Vec<Decided>> = parallel::map(models.iter().enumerate(), |(model, it)| {
            fields(it).iter().enumerate().map(|(field, it)| decide((model, field), &it.name)).collect()
        });
        if on(&SIBLINGS) {
            self.follow_siblings(&mut all);
        }
        let each = all.into_iter().zip(models).enumerate();
        let renamed = parallel::map(each, |(index, (decisions, model))| renamed(index, model, &decisions));
        renamed.into_iter().flatten().collect()
    }

    /// What a field is called that the schema calls so: `letters` are those of its name, where that is a language's;
    /// `seen` is what examples call the very field.
    fn decide(
        &self,
        usual: &Usual,
        shown: &str,
        letters: Option<&str>,
        seen: &[Seen<String>],
        on: &dyn Fn(&Rule) -> bool,
    ) -> Decision {
        let usual = match usual.case.as_ref().filter(|_| letters.is_some()) {
            Some((case, (spans, note))) => {
                let (name, rule) = (cased(shown, *case), (!usual.set).then_some(CASE.id));
                // A name that stays needs no reason.
                let (spans, note) = if name == shown { Default::default() } else { (spans.clone(), note.clone()) };
                Decision { name, rule, spans, note, evident: false }
            }
            None => {
                Decision { name: shown.to_owned(), rule: None, spans: Vec::new(), note: String::new(), evident: false }
            }
        };
        let sure: Vec<&Seen<String>> = seen.iter().filter(|it| it.sure).collect();
        if on(&EXAMPLES) {
            let found = match sure.as_slice() {
                [] => letters.and_then(|it| self.elsewhere(it)),
                [first, rest @ ..] if rest.iter().all(|it| it.what == first.what) => {
                    let spans = sure.iter().take(KEPT).map(|it| it.span).collect();
                    let note = match sure.len() {
                        1 => "an example of it writes it so".to_owned(),
                        count => format!("all {count} examples of it write it so"),
                    };
                    Some((first.what.clone(), spans, note))
                }
                _ => None,
            };
            if let Some((name, spans, note)) = found {
                if name == usual.name {
                    return Decision { evident: true, ..usual };
                }
                return Decision { name, rule: Some(EXAMPLES.id), spans, note, evident: true };
            }
        }
        if on(&PROSE)
            && let Some((name, span)) = letters.and_then(|it| self.in_prose(it))
        {
            if name == usual.name {
                return Decision { evident: true, ..usual };
            }
            let note = "prose writes it so, in code marks".to_owned();
            return Decision { name, rule: Some(PROSE.id), spans: vec![span], note, evident: true };
        }
        usual
    }

    /// How examples of any model write the fields of this name, when they agree.
    fn elsewhere(&self, letters: &str) -> Option<(String, Vec<Span>, String)> {
        let mut all = self.written.of(letters).iter();
        let (name, span) = all.next()?;
        let note = "examples write the fields of this name so".to_owned();
        all.next().is_none().then(|| (name.clone(), vec![*span], note))
    }

    /// How prose writes the fields of this name, when it agrees. Capitals are left alone: values of enums have them. So are
    /// handles and tags, `@name`, `#topic`.
    fn in_prose(&self, letters: &str) -> Option<(String, Span)> {
        let value = |it: &str| it.to_lowercase() != it || it.starts_with(['@', '#']);
        let mut all = self.said.of(letters).iter().filter(|it| !value(&it.0));
        let (name, span) = all.next()?;
        all.next().is_none().then(|| (name.clone(), *span))
    }

    /// Fields of which nothing is known follow those of their model when these all have the same mark in front: at least two
    /// of them, or one where the same field of another model does so.
    fn follow_siblings(&self, all: &mut [Vec<Decided>]) {
        let mark = |name: &str| name.chars().next().filter(|it| !it.is_alphanumeric() && *it != '_');
        let evident = |model: &[Decided]| model.iter().flatten().filter(|it| it.evident).cloned().collect::<Vec<_>>();
        let mark_of = |model: &[Decided], fewest: usize| {
            let marks = || model.iter().flatten().filter(|it| it.evident).map(|it| mark(&it.name));
            let first = marks().next()??;
            (marks().count() >= fewest && marks().all(|it| it == Some(first))).then_some(first)
        };
        let mut followed: HashMap<String, Vec<String>> = HashMap::new();
        for fewest in [2, 1] {
            for (index, model) in all.iter_mut().enumerate().filter(|it| self.language[it.0]) {
                let Some(mark) = mark_of(model, fewest) else { continue };
                let spans: Vec<Span> =
                    evident(model).iter().flat_map(|it| it.spans.iter().copied()).take(KEPT).collect();
                let shown = fields(&self.schema.models[index]);
                for (decided, field) in model.iter_mut().zip(shown) {
                    let name = decided.as_ref().map_or(&field.name, |it| &it.name);
                    if decided.as_ref().is_some_and(|it| it.evident) || name.starts_with(mark) {
                        continue;
                    }
                    let name = format!("{mark}{name}");
                    let letters = &self.letters[field.name.as_str()];
                    let known = followed.get(letters).is_some_and(|it| *it == [name.as_str()]);
                    if fewest == 1 && !known {
                        continue;
                    }
                    let all = followed.entry(letters.clone()).or_default();
                    // What is asked is whether there is one.
                    if all.len() < 2 && !all.contains(&name) {
                        all.push(name.clone());
                    }
                    let note = format!("all fields of the model that examples show start with `{mark}`");
                    let rule = Some(SIBLINGS.id);
                    let decision = Decision { name, rule, spans: spans.clone(), note, evident: fewest == 1 };
                    *decided = Some(Arc::new(decision));
                }
            }
        }
    }
}

/// How the fields are called of which nothing else is known.
struct Usual {
    /// The case, and why it is this one.
    case: Option<(Case, (Vec<Span>, String))>,
    /// Whether the configuration gives it.
    set: bool,
}

/// The fields of a model that get another name; no two get the same.
fn renamed(model: usize, old: &Model, decisions: &[Decided]) -> Vec<Rename> {
    let mut renames = Vec::new();
    let changed = |decided: &Decided, it: &Field| decided.clone().filter(|to| to.rule.is_some() && to.name != it.name);
    if !decisions.iter().zip(fields(old)).any(|(decided, it)| changed(decided, it).is_some()) {
        return renames;
    }
    let mut taken: HashSet<&str> = HashSet::default();
    for (field, (decided, it)) in decisions.iter().zip(fields(old)).enumerate() {
        let free = taken.insert(decided.as_ref().map_or(&it.name, |to| &to.name));
        if !free {
            taken.insert(&it.name);
        } else if let Some(to) = changed(decided, it) {
            renames.push(Rename { model, field, to });
        }
    }
    renames
}

impl Naming {
    /// Why names are in this case.
    fn reason(&self, case: Case) -> (Vec<Span>, String) {
        let all: usize = self.votes.iter().map(|it| it.1.len()).sum();
        let names = self.votes.iter().find(|it| it.0 == case).map(|it| &it.1);
        let spans: Vec<Span> = names.into_iter().flatten().take(KEPT).map(|it| it.1).collect();
        let count = names.map_or(0, Vec::len);
        (spans, format!("{count} of {all} names in examples and prose are written in this case"))
    }
}
