//! What each kind of change means, and whom it breaks: one file each in this folder. Comes in: a [`Change`]. Goes out: the
//! one [`Rule`] that judges it, and its [`Verdicts`].
//!
//! Ids are frozen once released; old ones stay as aliases.

mod list;
mod verdict;

pub use verdict::{Axis, Level, RustVerdict, Verdict, Verdicts};

use super::change::{Change, Kind, Tag};
use serde::Deserialize;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::OnceLock;

/// What a kind of change means.
///
/// ```
/// use fieldtable::diff::rules::find;
///
/// let rule = find("field-type-changed").expect("it is one");
/// assert!(!rule.title.is_empty() && !rule.witness.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The id; the name of the file.
    #[serde(skip)]
    pub id: &'static str,
    /// Other ids that it is found by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What happened, in a sentence.
    pub title: String,
    /// The kind of change that it judges.
    pub on: Kind,
    /// Tags that a change must have.
    #[serde(default)]
    when: Vec<Tag>,
    /// Tags that a change must not have.
    #[serde(default)]
    unless: Vec<Tag>,
    /// The level at most; a finding that breaks nothing of what is asked for is lower.
    pub level: Level,
    read: Verdict,
    write: Verdict,
    wire: Verdict,
    /// Plain and non-exhaustive, as a rule; what holds of a finding, the generated code decides.
    rust: (Verdict, Verdict),
    /// Code that compiles against the old crate and may not against the new one.
    pub witness: String,
    /// Why, for each question.
    pub why: Why,
    /// Other verdicts for changes with some tags.
    #[serde(default)]
    case: Vec<Case>,
}

/// The reasons of a rule.
///
/// ```
/// use fieldtable::diff::rules::find;
///
/// let rule = find("field-type-changed").expect("it is one");
/// assert!(rule.why.read.is_some());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Why {
    /// Why old clients parse what comes, or not.
    pub read: Option<String>,
    /// Why old clients' requests are taken, or not.
    pub write: Option<String>,
    /// Why old code compiles, or not.
    pub rust: Option<String>,
    /// Why it may mean something else.
    pub silent: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    when: Vec<Tag>,
    read: Verdict,
    write: Verdict,
    wire: Verdict,
}

impl Rule {
    fn fits(&self, change: &Change) -> bool {
        self.on == change.kind
            && self.when.iter().all(|it| change.tags.contains(it))
            && !self.unless.iter().any(|it| change.tags.contains(it))
    }

    /// The verdicts on a change, apart from what the generated code will say.
    ///
    /// ```
    /// # use fieldtable::diff::{Options, Side, compare};
    /// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
    /// #
    /// # let order = |ty: Type| {
    /// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
    /// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
    /// # };
    /// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
    /// let finding = &comparison.findings[0];
    /// assert_eq!(finding.rule.verdicts(&finding.change).read, finding.verdicts.read);
    /// ```
    #[must_use]
    pub fn verdicts(&self, change: &Change) -> Verdicts {
        let case = self.case.iter().find(|it| it.when.iter().all(|it| change.tags.contains(it)));
        let (read, write, wire) = case.map_or((self.read, self.write, self.wire), |it| (it.read, it.write, it.wire));
        let (plain, non_exhaustive) = self.rust;
        let quiet = [read, write, wire, plain].contains(&Verdict::Silent);
        Verdicts {
            read,
            write,
            wire,
            rust: RustVerdict { plain, non_exhaustive, emitted: plain },
            silent: if quiet { Verdict::Silent } else { Verdict::Safe },
        }
    }

    /// The whole explanation, as Markdown.
    ///
    /// ```
    /// use fieldtable::diff::rules::find;
    ///
    /// let rule = find("field-type-changed").expect("it is one");
    /// assert!(rule.explanation().contains("field-type-changed"));
    /// ```
    #[must_use]
    pub fn explanation(&self) -> String {
        let mut out = format!("# {}\n\n{}.\n\n", self.id, self.title);
        let level = format!("{:?}", self.level).to_lowercase();
        let _ = writeln!(out, "Level: {level} at most, by the worst verdict of what is asked for.\n");
        let rust = format!("{}, {} when non-exhaustive", self.rust.0.name(), self.rust.1.name());
        let lines = [
            ("read", self.read.name().to_owned(), &self.why.read),
            ("write", self.write.name().to_owned(), &self.why.write),
            ("wire", self.wire.name().to_owned(), &None),
            ("rust", rust, &self.why.rust),
        ];
        for (axis, verdict, why) in lines {
            let why = why.as_ref().map_or_else(String::new, |it| format!(": {it}"));
            let _ = writeln!(out, "* {axis} — {verdict}{why}");
        }
        if let Some(why) = &self.why.silent {
            let _ = writeln!(out, "* silent — {why}");
        }
        for case in &self.case {
            let tags: Vec<_> = case.when.iter().map(|it| format!("{it:?}").to_lowercase()).collect();
            let verdicts = (case.read.name(), case.write.name(), case.wire.name());
            let _ = writeln!(
                out,
                "* when {}: read {}, write {}, wire {}",
                tags.join(" and "),
                verdicts.0,
                verdicts.1,
                verdicts.2
            );
        }
        let _ = write!(out, "\nCode that compiled before:\n\n```rust\n{}\n```\n", self.witness.trim_end());
        if !self.aliases.is_empty() {
            let _ = writeln!(out, "\nAlso known as {}.", self.aliases.join(", "));
        }
        out
    }
}

/// Every rule, by id.
///
/// # Panics
/// Never: the files are part of the program, and a test reads each of them.
///
/// ```
/// let breaking = fieldtable::diff::rules::find("field-became-required").expect("it is one");
/// assert!(fieldtable::diff::rules::all().iter().any(|it| it.id == breaking.id));
/// ```
#[must_use]
pub fn all() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| {
        let read = |(id, text): &(&'static str, &str)| {
            let rule: Rule = toml::from_str(text).expect("the files of this folder are rules, and a test says so");
            Rule { id, ..rule }
        };
        list::FILES.iter().map(read).collect()
    })
}

/// The rule with this id or alias.
///
/// ```
/// let rule = fieldtable::diff::rules::find("field-removed-required").expect("it is one");
/// println!("{}", rule.explanation());
/// ```
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    all().iter().find(|it| it.id == id || it.aliases.iter().any(|alias| alias == id))
}

/// The rule that judges a change.
///
/// # Panics
/// Never: a test shows a rule for each kind and each combination of tags.
///
/// ```
/// # use fieldtable::diff::{Options, Side, compare};
/// # use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// #
/// # let order = |ty: Type| {
/// #     let object = Object { fields: vec![Field::new("total", ty)], additional: None };
/// #     Side::new(Schema { models: [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect() })
/// # };
/// # let comparison = compare(&order(Type::NUMBER), &order(Type::STRING), &Options::default());
/// use fieldtable::diff::rules::rule_of;
///
/// assert_eq!(rule_of(&comparison.findings[0].change).id, "field-type-changed");
/// ```
#[must_use]
pub fn rule_of(change: &Change) -> &'static Rule {
    static KINDS: OnceLock<HashMap<Kind, Vec<&'static Rule>>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds: HashMap<Kind, Vec<&'static Rule>> = HashMap::new();
        all().iter().for_each(|rule| kinds.entry(rule.on).or_default().push(rule));
        kinds
    });
    let rules = &kinds[&change.kind];
    rules.iter().find(|it| it.fits(change)).or(rules.first()).expect("each kind has a rule")
}

#[cfg(test)]
mod tests;
