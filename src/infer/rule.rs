use super::phrase::{Found, number};
use super::prose::{Kind, Prose, Token};
use crate::json::{Number, Value};
use crate::schema::{Constraints, Deprecation, Field, Presence, StringFormat, Type};
use std::ops::Range;

/// A way to conclude facts from words. One file a rule.
///
/// ```
/// use fieldtable::infer::RULES;
///
/// let rule = RULES.iter().find(|it| it.id == "date-from-prose").expect("it is one");
/// assert!(!rule.examples.is_empty() && !rule.counter_examples.is_empty());
/// ```
pub struct Rule {
    /// Its name in `[infer]`; reads after “the rule”.
    pub id: &'static str,
    /// What it concludes from what, and what it leaves alone.
    pub about: &'static str,
    /// Whether it holds when the configuration says nothing: only rules that are hardly ever wrong do.
    pub on: bool,
    pub(super) reads: Reads,
    /// Words and what they mean.
    pub examples: &'static [Example],
    /// Words that look alike and mean nothing. For a rule that reads names: a name; values: a list, in JSON; defaults: one, in JSON.
    pub counter_examples: &'static [(&'static str, &'static str)],
}

/// What a rule looks at.
pub(super) enum Reads {
    /// These phrases in descriptions.
    Prose(&'static [&'static str], fn(&Hit<'_>) -> Option<Claim>),
    /// These phrases in descriptions, which say two things at once.
    Bounds(&'static [&'static str], fn(&Hit<'_>) -> Option<[Claim; 2]>),
    /// The name of a field.
    Name(fn(&Field) -> Option<Claim>),
    /// The values that examples show of a field.
    Values(fn(&Field, &[&Value]) -> Option<Claim>),
    /// The default of a field.
    Default(fn(&Field, &Value) -> Option<Claim>),
    /// That a field is said to be an enum, of which nothing shows the values.
    Enum(fn(&Field) -> Option<Claim>),
    /// What pages call fields; all such rules are weighed together.
    Names,
}

impl Reads {
    /// The phrases that it looks for in descriptions.
    pub(super) fn phrases(&self) -> &'static [&'static str] {
        match self {
            Self::Prose(phrases, _) | Self::Bounds(phrases, _) => phrases,
            Self::Name(_) | Self::Values(_) | Self::Default(_) | Self::Enum(_) | Self::Names => &[],
        }
    }

    /// What it concludes from one of its phrases.
    pub(super) fn claims(&self, hit: &Hit<'_>) -> Vec<Claim> {
        match self {
            Self::Prose(_, read) => read(hit).into_iter().collect(),
            Self::Bounds(_, read) => read(hit).into_iter().flatten().collect(),
            Self::Name(_) | Self::Values(_) | Self::Default(_) | Self::Enum(_) | Self::Names => Vec::new(),
        }
    }
}

/// A type, a description of a field of this type, and what the rule concludes, as [`Claim`] prints, with commas
/// between.
pub type Example = (&'static str, &'static str, &'static str);

/// What a rule concludes of a field.
///
/// ```
/// use fieldtable::infer::Claim;
///
/// assert_eq!(Claim::Default(3.into()).to_string(), "default 3");
/// assert_eq!(Claim::ReadOnly.to_string(), "read-only");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// What its scalars, or those at the bottom of its arrays and maps, are.
    Scalar(Type),
    /// Its values.
    Values(Vec<Value>),
    /// Whether it must be there.
    Presence(Presence),
    /// Whether it may be `null`.
    Nullable(bool),
    /// The value that the server takes when it is absent.
    Default(Value),
    /// A bound.
    Bound(Bound, Number),
    /// That it should no longer be used.
    Deprecated(Deprecation),
    /// That only the server sends it.
    ReadOnly,
    /// That only clients send it.
    WriteOnly,
}

/// A keyword of JSON Schema that bounds a value.
///
/// ```
/// use fieldtable::infer::{Bound, Claim};
///
/// assert_eq!(Claim::Bound(Bound::MaxLength, 80.into()).to_string(), "maxLength 80");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in JSON Schema")]
pub enum Bound {
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
}

/// A phrase of a rule in the description of a field.
pub(super) struct Hit<'a> {
    pub(super) prose: &'a Prose<'a>,
    pub(super) found: &'a Found,
    /// The field, as far as it is known.
    pub(super) field: &'a Field,
}

impl<'a> Hit<'a> {
    /// The phrase in lower case, a space between its words.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        for token in self.tokens() {
            let space = if words.is_empty() { "" } else { " " };
            words += space;
            words += &token.lower();
        }
        words
    }

    /// The tokens of the phrase.
    pub(super) fn tokens(&self) -> &'a [Token<'a>] {
        &self.prose.tokens[self.found.tokens.clone()]
    }

    /// The token at the nth `$` or `#`.
    pub(super) fn captured(&self, nth: usize) -> Option<&'a Token<'a>> {
        self.found.captured.get(nth).map(|&at| &self.prose.tokens[at])
    }

    /// The number at the nth `#`.
    pub(super) fn number(&self, nth: usize) -> Option<Number> {
        number(self.captured(nth)?.text)
    }

    /// The value that a token is, where the field is of texts without a format or of integers, or of lists of them.
    pub(super) fn value(&self, token: &Token<'_>) -> Option<Value> {
        match self.field.ty.leaf() {
            Type::String(StringFormat::Plain) => Some(&*token.meant()).filter(|it| !it.is_empty()).map(Value::from),
            Type::Integer(_) => number(token.text).map(Value::Number),
            _ => None,
        }
    }

    /// Whether it stands at the start of a sentence.
    pub(super) fn starts(&self) -> bool {
        self.prose.starts_sentence(self.found.tokens.start)
    }

    /// Whether it stands at the end of a sentence.
    pub(super) fn ends(&self) -> bool {
        self.prose.ends_sentence(self.found.tokens.end)
    }

    /// The token before the phrase, in the same sentence.
    pub(super) fn before(&self) -> Option<&'a Token<'a>> {
        self.found.tokens.start.checked_sub(1).map(|at| &self.prose.tokens[at]).filter(|it| it.kind != Kind::End)
    }

    /// The token after the phrase, in the same sentence.
    pub(super) fn after(&self) -> Option<&'a Token<'a>> {
        self.prose.tokens.get(self.found.tokens.end).filter(|it| it.kind != Kind::End)
    }

    /// Whether the sentence up to the phrase has one of these words.
    pub(super) fn preceded_by(&self, words: &[&str]) -> bool {
        let start = self.prose.sentence(self.found.tokens.start).start;
        has(&self.prose.tokens[start..self.found.tokens.start], words)
    }

    /// Whether the rest of the sentence has one of these words.
    pub(super) fn followed_by(&self, words: &[&str]) -> bool {
        let end = self.prose.sentence(self.found.tokens.end.min(self.prose.tokens.len().saturating_sub(1))).end;
        has(&self.prose.tokens[self.found.tokens.end.min(end)..end], words)
    }

    /// Whether the sentence has a condition: what it says does not always hold.
    pub(super) fn is_conditional(&self) -> bool {
        const CONDITIONS: [&str; 12] = [
            "if",
            "when",
            "unless",
            "whenever",
            "for",
            "while",
            "only",
            "until",
            "otherwise",
            "case",
            "where",
            "whether",
        ];
        self.preceded_by(&CONDITIONS) || self.followed_by(&CONDITIONS)
    }
}

fn has(tokens: &[Token<'_>], words: &[&str]) -> bool {
    tokens.iter().any(|it| !it.is_marked() && it.is_one_of(words))
}

/// A conclusion and what it is from.
///
/// ```
/// use fieldtable::infer::{RULES, from_prose};
/// use fieldtable::schema::{Field, Type};
///
/// for found in from_prose("At most 80 characters.", &Field::new("note", Type::STRING), &|it| it.on) {
///     println!("{}: {}", found.rule, found.claim);
/// }
/// # assert!(!RULES.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Conclusion {
    /// The rule.
    pub rule: &'static str,
    /// What it concludes.
    pub claim: Claim,
    /// From which words of the description; from the name when absent.
    pub words: Option<Range<usize>>,
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Scalar(ty) => write!(f, "{ty}"),
            Self::Values(values) => {
                let values: Vec<_> = values.iter().map(Value::to_string).collect();
                write!(f, "{}", values.join(" | "))
            }
            Self::Presence(Presence::Required) => f.write_str("required"),
            Self::Presence(Presence::Optional | Presence::Unsaid) => f.write_str("optional"),
            Self::Nullable(true) => f.write_str("nullable"),
            Self::Nullable(false) => f.write_str("not nullable"),
            Self::Default(value) => write!(f, "default {value}"),
            Self::Bound(bound, number) => write!(f, "{} {number}", bound.keyword()),
            Self::Deprecated(Deprecation { note: None }) => f.write_str("deprecated"),
            Self::Deprecated(Deprecation { note: Some(note) }) => write!(f, "deprecated: {note}"),
            Self::ReadOnly => f.write_str("read-only"),
            Self::WriteOnly => f.write_str("write-only"),
        }
    }
}

impl Bound {
    /// All keywords.
    pub const ALL: [Self; 8] = [
        Self::Minimum,
        Self::Maximum,
        Self::ExclusiveMinimum,
        Self::ExclusiveMaximum,
        Self::MinLength,
        Self::MaxLength,
        Self::MinItems,
        Self::MaxItems,
    ];

    /// Whether there is such a bound.
    ///
    /// ```
    /// use fieldtable::infer::Bound;
    /// use fieldtable::schema::Constraints;
    ///
    /// assert!(!Bound::Minimum.is_set(&Constraints::default()));
    /// ```
    #[must_use]
    pub fn is_set(self, bounds: &Constraints) -> bool {
        match self {
            Self::Minimum => bounds.minimum.is_some(),
            Self::Maximum => bounds.maximum.is_some(),
            Self::ExclusiveMinimum => bounds.exclusive_minimum.is_some(),
            Self::ExclusiveMaximum => bounds.exclusive_maximum.is_some(),
            Self::MinLength => bounds.min_length.is_some(),
            Self::MaxLength => bounds.max_length.is_some(),
            Self::MinItems => bounds.min_items.is_some(),
            Self::MaxItems => bounds.max_items.is_some(),
        }
    }

    /// Sets the bound. One that counts is left alone when the number is no count.
    ///
    /// ```
    /// use fieldtable::infer::Bound;
    /// use fieldtable::schema::Constraints;
    ///
    /// let mut bounds = Constraints::default();
    /// Bound::MaxItems.set(&mut bounds, 5.into());
    /// assert_eq!(bounds.max_items, Some(5));
    /// ```
    pub fn set(self, bounds: &mut Constraints, number: Number) {
        match self {
            Self::Minimum => bounds.minimum = Some(number),
            Self::Maximum => bounds.maximum = Some(number),
            Self::ExclusiveMinimum => bounds.exclusive_minimum = Some(number),
            Self::ExclusiveMaximum => bounds.exclusive_maximum = Some(number),
            Self::MinLength => bounds.min_length = number.as_u64(),
            Self::MaxLength => bounds.max_length = number.as_u64(),
            Self::MinItems => bounds.min_items = number.as_u64(),
            Self::MaxItems => bounds.max_items = number.as_u64(),
        }
    }

    /// The keyword.
    ///
    /// ```
    /// use fieldtable::infer::Bound;
    ///
    /// assert_eq!(Bound::MinLength.keyword(), "minLength");
    /// ```
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::MinItems => "minItems",
            Self::MaxItems => "maxItems",
        }
    }
}

/// That strings of which nothing is known have this format, unless the sentence leaves a choice or gives an example.
pub(super) fn string_format(hit: &Hit<'_>, format: StringFormat) -> Option<Claim> {
    const HEDGES: [&str; 14] = [
        "or",
        "example",
        "e.g",
        "eg",
        "like",
        "such",
        "can",
        "could",
        "recommend",
        "recommended",
        "suggest",
        "either",
        "not",
        "if",
    ];
    let known = hit.field.ty.leaf() == &Type::STRING && !hit.preceded_by(&HEDGES) && !hit.followed_by(&HEDGES);
    known.then_some(Claim::Scalar(Type::String(format)))
}

/// Whether values of which prose says in passing that a field has them may be all there are: neither truths nor `null`, and no
/// numbers that are texts.
pub(super) fn alternatives(claim: &Claim) -> bool {
    let Claim::Values(values) = claim else { return true };
    let plain = |it: &str| !matches!(it, "true" | "false" | "null") && number(it).is_none();
    values.iter().all(|it| it.as_str().is_none_or(plain))
}

/// Whether the phrase is a mark of the field: a sentence or bracket of its own, or bold before the description.
pub(super) fn marks(hit: &Hit<'_>) -> bool {
    let alone = hit.starts() && hit.ends();
    let bracketed = hit.before().is_some_and(|it| matches!(it.text, "(" | "[" | ","))
        && hit.after().is_none_or(|it| matches!(it.text, ")" | "]" | ","));
    let headed = hit.starts()
        && hit.after().is_some_and(|it| {
            matches!(it.text, ":" | "," | "-" | "–" | "—")
                || it.text.starts_with(char::is_uppercase) && hit.found.tokens.start == 0
        });
    alone || bracketed || headed
}
