//! Names of tables → names on the wire. Comes in: what examples and prose call fields. Goes out: the case in which an API
//! writes names, and the fields that are written otherwise.

use super::matching::{fields, letters};
use super::observe::{FieldId, Observed, Seen};
use super::rule::Rule;
use super::rules::{CASE, EXAMPLES, PROSE, SIBLINGS};
use crate::name::{Case, cased, words};
use crate::schema::{Field, Model, Schema};
use crate::text::Span;
use foldhash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A name that a page gives besides its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) name: String,
    pub(crate) span: Span,
}

/// How an API writes names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Naming {
    /// The case that the evidence shows.
    pub(crate) case: Option<Case>,
    /// Whether the evidence speaks for that case alone, but for what one may take for noise.
    pub(crate) agreed: bool,
    /// For each case, the different names that are written in it and in no other, with a place for each. The case with the
    /// most names comes first.
    pub(crate) votes: Vec<(Case, BTreeMap<String, Span>)>,
    /// The fields that have another name than the one in the schema.
    pub(crate) renames: Vec<Rename>,
}

/// A field that has another name on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rename {
    pub(crate) model: usize,
    pub(crate) field: usize,
    pub(crate) to: String,
    pub(crate) rule: &'static str,
    pub(crate) spans: Vec<Span>,
    pub(crate) note: String,
}

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
    mentions: &[Mention],
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
fn winner(votes: &[(Case, BTreeMap<String, Span>)], share: usize) -> Option<Case> {
    let all: usize = votes.iter().map(|it| it.1.len()).sum();
    let (case, names) = votes.first()?;
    (names.len() >= FEWEST_NAMES && names.len() * 100 >= all * share).then_some(*case)
}

struct Reader<'a> {
    schema: &'a Schema,
    observed: &'a Observed,
    /// Models whose names are a language's.
    language: Vec<bool>,
    /// How examples write the fields of any such model, by letters.
    written: HashMap<String, BTreeMap<String, Span>>,
    /// How prose writes them, in no capitals.
    said: HashMap<String, BTreeMap<String, Span>>,
}

impl<'a> Reader<'a> {
    fn new(
        schema: &'a Schema,
        observed: &'a Observed,
        mentions: &'a [Mention],
        language: &dyn Fn(&str) -> bool,
    ) -> Self {
        let language: Vec<bool> = schema.models.keys().map(|it| language(it)).collect();
        let mut reader = Self { schema, observed, language, written: HashMap::new(), said: HashMap::new() };
        let of_language = schema.models.values().zip(&reader.language).filter(|it| *it.1);
        let of_language: Vec<&Model> = of_language.map(|it| it.0).collect();
        let letters_of = |model: &&'a Model| fields(model).iter().map(|it| letters(&it.name));
        let known: HashSet<String> = of_language.par_iter().flat_map_iter(letters_of).collect();
        for ((model, _), seen) in &observed.keys {
            for seen in seen.iter().filter(|_| reader.language[*model]) {
                let spelled = reader.written.entry(letters(&seen.what)).or_default();
                spelled.entry(seen.what.clone()).or_insert(seen.span);
            }
        }
        for seen in &observed.marked {
            let letters = letters(&seen.what);
            if known.contains(&letters) {
                reader.written.entry(letters).or_default().entry(seen.what.clone()).or_insert(seen.span);
            }
        }
        // Words of prose in capitals are values of enums, and many a model is called like a field.
        let models: HashSet<&str> = schema.models.keys().map(String::as_str).collect();
        let other = |it: &str| !it.contains(char::is_lowercase) || models.contains(it);
        for mention in mentions.iter().filter(|it| !other(&it.name)) {
            let letters = letters(&mention.name);
            if known.contains(&letters) {
                reader.said.entry(letters).or_default().entry(mention.name.clone()).or_insert(mention.span);
            }
        }
        reader
    }

    /// The names of two words and more that are written in one case only, by case.
    fn votes(&self) -> Vec<(Case, BTreeMap<String, Span>)> {
        let mut votes: Vec<(Case, BTreeMap<String, Span>)> = Case::ALL.map(|it| (it, BTreeMap::new())).into();
        let names = self.written.values().chain(self.said.values()).flatten();
        for (name, span) in names {
            let fits = |case: Case| words(name).len() > 1 && case.apply(name) == *name;
            let mut cases = votes.iter_mut().filter(|it| fits(it.0));
            if let (Some((_, names)), None) = (cases.next(), cases.next()) {
                names.entry(name.clone()).or_insert(*span);
            }
        }
        votes.sort_by_key(|it| std::cmp::Reverse(it.1.len()));
        votes
    }

    /// The fields whose name is not the one in the schema, by model.
    fn renames(&self, naming: &Naming, case: Option<Case>, on: &(dyn Fn(&Rule) -> bool + Sync)) -> Vec<Rename> {
        let models: Vec<&Model> = self.schema.models.values().collect();
        let usual = case.map(|it| (it, if naming.case.is_none() { Default::default() } else { naming.reason(it) }));
        let mut all: Vec<Vec<Decision>> = models
            .par_iter()
            .enumerate()
            .map(|(model, it)| {
                let decide = |field: usize, name: &str| {
                    self.decide(usual.as_ref(), naming.case.is_none(), (model, field), name, on)
                };
                fields(it).iter().enumerate().map(|(field, it)| decide(field, &it.name)).collect()
            })
            .collect();
        if on(&SIBLINGS) {
            self.follow_siblings(&mut all);
        }
        let each = all.into_par_iter().zip(models).enumerate();
        each.flat_map_iter(|(index, (decisions, model))| renamed(index, model, decisions)).collect()
    }

    fn decide(
        &self,
        usual: Option<&(Case, (Vec<Span>, String))>,
        set: bool,
        field: FieldId,
        shown: &str,
        on: &dyn Fn(&Rule) -> bool,
    ) -> Decision {
        let language = self.language[field.0];
        let plain =
            || Decision { name: shown.to_owned(), rule: None, spans: Vec::new(), note: String::new(), evident: false };
        let usual = match usual.filter(|_| language) {
            Some((case, (spans, note))) => {
                let (name, rule) = (cased(shown, *case), (!set).then_some(CASE.id));
                // A name that stays needs no reason.
                let (spans, note) = if name == shown { Default::default() } else { (spans.clone(), note.clone()) };
                Decision { name, rule, spans, note, evident: false }
            }
            None => plain(),
        };
        let letters = if language { letters(shown) } else { String::new() };
        let seen = self.observed.keys.get(&field).map_or(&[][..], Vec::as_slice);
        let sure: Vec<&Seen<String>> = seen.iter().filter(|it| it.sure).collect();
        if on(&EXAMPLES) {
            let found = match sure.as_slice() {
                [] if language => self.elsewhere(&letters),
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
            && language
            && let Some((name, span)) = self.in_prose(&letters)
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
        let mut all = self.written.get(letters)?.iter();
        let (name, span) = all.next()?;
        let note = "examples write the fields of this name so".to_owned();
        all.next().is_none().then(|| (name.clone(), vec![*span], note))
    }

    /// How prose writes the fields of this name, when it agrees. Capitals are left alone: values of enums have them.
    fn in_prose(&self, letters: &str) -> Option<(String, Span)> {
        let mut all = self.said.get(letters)?.iter().filter(|it| it.0.to_lowercase() == **it.0);
        let (name, span) = all.next()?;
        all.next().is_none().then(|| (name.clone(), *span))
    }

    /// Fields of which nothing is known follow those of their model when these all have the same mark in front: at least two
    /// of them, or one where the same field of another model does so.
    fn follow_siblings(&self, all: &mut [Vec<Decision>]) {
        let mark = |name: &str| name.chars().next().filter(|it| !it.is_alphanumeric() && *it != '_');
        let mark_of = |model: &[Decision], fewest: usize| {
            let evident: Vec<_> = model.iter().filter(|it| it.evident).collect();
            let first = mark(&evident.first()?.name)?;
            let agreed = evident.len() >= fewest && evident.iter().all(|it| mark(&it.name) == Some(first));
            agreed.then_some(first)
        };
        let mut followed: HashMap<String, BTreeSet<String>> = HashMap::new();
        for fewest in [2, 1] {
            for (index, model) in all.iter_mut().enumerate().filter(|it| self.language[it.0]) {
                let Some(mark) = mark_of(model, fewest) else { continue };
                let spans: Vec<Span> =
                    model.iter().filter(|it| it.evident).flat_map(|it| it.spans.iter().copied()).take(KEPT).collect();
                let shown = fields(&self.schema.models[index]);
                for (decision, field) in model.iter_mut().zip(shown).filter(|it| !it.0.evident) {
                    if decision.name.starts_with(mark) {
                        continue;
                    }
                    let name = format!("{mark}{}", decision.name);
                    let known =
                        followed.get(&letters(&field.name)).is_some_and(|it| it.len() == 1 && it.contains(&name));
                    if fewest == 1 && !known {
                        continue;
                    }
                    followed.entry(letters(&field.name)).or_default().insert(name.clone());
                    let note = format!("all fields of the model that examples show start with `{mark}`");
                    *decision =
                        Decision { name, rule: Some(SIBLINGS.id), spans: spans.clone(), note, evident: fewest == 1 };
                }
            }
        }
    }
}

/// The fields of a model that get another name; no two get the same.
fn renamed(model: usize, old: &Model, decisions: Vec<Decision>) -> Vec<Rename> {
    let mut renames = Vec::new();
    let stays = |(decision, it): (&Decision, &Field)| decision.rule.is_none() || decision.name == it.name;
    if decisions.iter().zip(fields(old)).all(stays) {
        return renames;
    }
    let mut taken: HashSet<String> = HashSet::default();
    for (field, (decision, it)) in decisions.into_iter().zip(fields(old)).enumerate() {
        let Decision { name: to, rule, spans, note, .. } = decision;
        let free = taken.insert(to.clone());
        if free && let Some(rule) = rule.filter(|_| to != it.name) {
            renames.push(Rename { model, field, to, rule, spans, note });
        } else if !free {
            taken.insert(it.name.clone());
        }
    }
    renames
}

/// What a field is called on the wire.
#[derive(Debug, Clone)]
struct Decision {
    name: String,
    /// Why, where it is not the name in the schema.
    rule: Option<&'static str>,
    spans: Vec<Span>,
    note: String,
    /// Whether an example or prose shows the very name.
    evident: bool,
}

impl Naming {
    /// Why names are in this case.
    fn reason(&self, case: Case) -> (Vec<Span>, String) {
        let all: usize = self.votes.iter().map(|it| it.1.len()).sum();
        let names = self.votes.iter().find(|it| it.0 == case).map(|it| &it.1);
        let spans: Vec<Span> = names.into_iter().flat_map(|it| it.values().copied().take(KEPT)).collect();
        let count = names.map_or(0, BTreeMap::len);
        (spans, format!("{count} of {all} names in examples and prose are written in this case"))
    }
}
