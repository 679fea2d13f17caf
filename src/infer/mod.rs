//! Evidence → conclusions. Comes in: descriptions, examples and names of fields. Goes out: what they say of a field that no
//! cell states, with the words that say it. A rule is a file with its examples and counter-examples; each can be switched.

mod example;
mod literal;
mod matching;
mod names;
mod observe;
mod options;
mod phrase;
mod prose;
mod rule;
mod rules;
#[cfg(test)]
mod tests;

pub(crate) use example::Example;
#[cfg(feature = "verify")]
pub(crate) use matching::Matcher;
pub(crate) use matching::fields;
pub(crate) use names::{Mention, Naming, Rename, names};
pub(crate) use observe::{Observed, Seen, observe};
pub use options::Options;
pub(crate) use options::known_rules;
pub use rule::{Bound, Claim, Conclusion, Example as RuleExample, Rule};
pub(crate) use rules::CASE as WIRE_CASE;
pub use rules::RULES;

use crate::json::Value;
use crate::parallel;
use crate::schema::{Field, Type};
use foldhash::fast::RandomState;
use indexmap::IndexSet;
use phrase::{Found, Phrases};
use prose::{Prose, Token};
use rule::{Hit, Reads};
use std::sync::LazyLock;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases::default();
    for (index, rule) in RULES.iter().enumerate() {
        rule.reads.phrases().iter().for_each(|phrase| phrases.add(index, phrase));
    }
    phrases
});

/// Those that read names: all fields have one.
static OF_NAMES: LazyLock<Vec<&Rule>> =
    LazyLock::new(|| RULES.iter().filter(|it| matches!(it.reads, Reads::Name(_))).collect());

/// What the rules that `on` admits read in the description of a field. A rule concludes a thing once.
///
/// ```
/// use fieldtable::infer::from_prose;
/// use fieldtable::schema::{Field, Type};
///
/// let field = Field::new("born", Type::STRING);
/// let found = from_prose("Format `YYYY-MM-DD`, or null.", &field, &|rule| rule.on);
/// assert!(found.iter().any(|it| it.rule == "date-from-prose"));
/// ```
#[must_use]
pub fn from_prose(description: &str, field: &Field, on: &dyn Fn(&Rule) -> bool) -> Vec<Conclusion> {
    Said::new(description, &mut Vec::new()).map(|it| it.of(field, on)).unwrap_or_default()
}

/// What prose says before it is known of which field: the phrases that stand in it.
struct Said<'t> {
    prose: Prose<'t>,
    found: Vec<Found>,
}

impl<'t> Said<'t> {
    /// Most prose says nothing, and its tokens are not kept.
    fn new(text: &'t str, tokens: &mut Vec<Token<'t>>) -> Option<Self> {
        Prose::cut(text, tokens);
        let found = PHRASES.find(tokens);
        (!found.is_empty()).then(|| Self { prose: Prose { text, tokens: tokens.clone() }, found })
    }

    fn of(&self, field: &Field, on: &dyn Fn(&Rule) -> bool) -> Vec<Conclusion> {
        let prose = &self.prose;
        let mut conclusions: Vec<Conclusion> = Vec::new();
        for found in &self.found {
            let rule = &RULES[found.owner];
            if !on(rule) {
                continue;
            }
            for claim in rule.reads.claims(&Hit { prose, found, field }) {
                if conclusions.iter().all(|it| it.rule != rule.id || it.claim != claim) {
                    let words = Some(prose.range(found.tokens.clone()));
                    conclusions.push(Conclusion { rule: rule.id, claim, words });
                }
            }
        }
        conclusions
    }
}

/// So many of them are read by one thread at once.
const READ_AT_ONCE: usize = 64;

/// Descriptions that have been read, each text once: the same words stand in many places of an API.
pub(crate) struct Descriptions<'t> {
    texts: IndexSet<&'t str, RandomState>,
    /// What each of them says.
    said: Vec<Option<Said<'t>>>,
}

impl<'t> Descriptions<'t> {
    pub(crate) fn new(texts: impl Iterator<Item = &'t str>) -> Self {
        let texts: IndexSet<&str, RandomState> = texts.collect();
        let each: Vec<&str> = texts.iter().copied().collect();
        let said = parallel::map(each.chunks(READ_AT_ONCE), |texts| {
            let mut tokens = Vec::new();
            texts.iter().map(|it| Said::new(it, &mut tokens)).collect::<Vec<_>>()
        });
        Self { texts, said: said.into_iter().flatten().collect() }
    }

    /// As [`from_prose`]; a description that is none of those is read now.
    pub(crate) fn of(&self, description: &str, field: &Field, on: &dyn Fn(&Rule) -> bool) -> Vec<Conclusion> {
        match self.texts.get_index_of(description) {
            Some(at) => self.said[at].as_ref().map(|it| it.of(field, on)).unwrap_or_default(),
            None => from_prose(description, field, on),
        }
    }
}

/// What the rules that `on` admits conclude from the name of a field.
///
/// ```
/// use fieldtable::infer::from_name;
/// use fieldtable::schema::{Field, Type};
///
/// let field = Field::new("created_at", Type::STRING);
/// assert!(from_name(&field, &|_| false).is_empty(), "no rule, no conclusion");
/// ```
#[must_use]
pub fn from_name(field: &Field, on: &dyn Fn(&Rule) -> bool) -> Vec<Conclusion> {
    let read = |rule: &&Rule| match &rule.reads {
        Reads::Name(read) if on(rule) => Some(Conclusion { rule: rule.id, claim: read(field)?, words: None }),
        _ => None,
    };
    OF_NAMES.iter().filter_map(read).collect()
}

/// What the rules that `on` admits conclude from the values that examples show of a field.
///
/// ```
/// use fieldtable::infer::from_values;
/// use fieldtable::schema::{Field, Type, Value};
///
/// let values = [Value::Null, "A3".into()];
/// let found = from_values(&Field::new("shelf", Type::STRING), &values.iter().collect::<Vec<_>>(), &|rule| rule.on);
/// assert_eq!(found[0].0, "null-from-examples");
/// ```
#[must_use]
pub fn from_values(field: &Field, values: &[&Value], on: &dyn Fn(&Rule) -> bool) -> Vec<(&'static str, Claim)> {
    let read = |rule: &Rule| match &rule.reads {
        Reads::Values(read) if on(rule) => Some((rule.id, read(field, values)?)),
        _ => None,
    };
    RULES.iter().filter_map(read).collect()
}

/// Rules that take for values what may be the names of other fields.
pub(crate) const LOOSE: [&str; 2] = ["enum-from-choice", "enum-from-alternatives"];

/// What the rules that `on` admits conclude from the default of a field.
///
/// ```
/// use fieldtable::infer::from_default;
/// use fieldtable::schema::{Field, IntegerFormat, Type};
///
/// let field = Field::new("closed", Type::Integer(IntegerFormat::OrBoolean));
/// let found = from_default(&field, &true.into(), &|rule| rule.on);
/// assert_eq!(found[0].1.to_string(), "boolean");
/// ```
#[must_use]
pub fn from_default(field: &Field, default: &Value, on: &dyn Fn(&Rule) -> bool) -> Vec<(&'static str, Claim)> {
    let read = |rule: &Rule| match &rule.reads {
        Reads::Default(read) if on(rule) => Some((rule.id, read(field, default)?)),
        _ => None,
    };
    RULES.iter().filter_map(read).collect()
}

/// The type that a rule that `on` admits concludes of a field that is said to be an enum, and of whose values nothing is known.
pub(crate) fn of_enum(field: &Field, on: &dyn Fn(&Rule) -> bool) -> Option<(&'static str, Type)> {
    RULES.iter().filter(|it| on(it)).find_map(|rule| match rule.reads {
        Reads::Enum(read) => match read(field)? {
            Claim::Scalar(ty) => Some((rule.id, ty)),
            _ => None,
        },
        _ => None,
    })
}
