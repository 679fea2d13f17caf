//! What a rule answers: the questions about a change, and how bad each answer is.

use serde::{Deserialize, Serialize};

/// A question about a change. Each has its own answer.
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
/// use fieldtable::diff::rules::{Axis, Verdict};
///
/// assert_eq!(comparison.findings[0].verdicts.on(Axis::Read), Verdict::Breaking);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// Does a client that is out there still parse and understand what the server sends now?
    Read,
    /// Does the server still take what a client that is out there sends?
    Write,
    /// Do the bytes of valid values change, either way?
    Wire,
    /// Does code that compiles against the old crate compile against the new one?
    Rust,
    /// Does it compile and parse, and mean something else?
    Silent,
}

impl Axis {
    /// Every question.
    pub const ALL: [Self; 5] = [Self::Read, Self::Write, Self::Wire, Self::Rust, Self::Silent];

    /// Its name, as `--for` takes it.
    ///
    /// ```
    /// use fieldtable::diff::rules::Axis;
    ///
    /// assert_eq!(Axis::Wire.name(), "wire");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Wire => "wire",
            Self::Rust => "rust",
            Self::Silent => "silent",
        }
    }
}

/// The answer to such a question.
///
/// ```
/// use fieldtable::diff::rules::Verdict;
///
/// assert!(Verdict::Breaking > Verdict::Risky);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The question does not arise.
    #[default]
    None,
    /// Nothing breaks.
    Safe,
    /// Something may break that documents cannot tell.
    Risky,
    /// Nothing fails, and something is meant that was not meant before.
    Silent,
    /// Something fails.
    Breaking,
}

impl Verdict {
    /// The letter that stands for it: `B`, `R`, `!`, `s`, `–`.
    ///
    /// ```
    /// use fieldtable::diff::rules::Verdict;
    ///
    /// assert_eq!(Verdict::Breaking.letter(), "B");
    /// ```
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::None => "–",
            Self::Safe => "s",
            Self::Risky => "R",
            Self::Silent => "!",
            Self::Breaking => "B",
        }
    }

    /// Its name.
    ///
    /// ```
    /// use fieldtable::diff::rules::Verdict;
    ///
    /// assert_eq!(Verdict::Risky.name(), "risky");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Silent => "silent",
            Self::Breaking => "breaking",
        }
    }
}

/// How much a finding matters.
///
/// ```
/// use fieldtable::diff::rules::Level;
///
/// assert!(Level::Error > Level::Warn);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Counted, and not shown.
    Off,
    /// Shown.
    Info,
    /// Shown, and to be looked at.
    Warn,
    /// The run fails.
    Error,
}

/// The verdicts on Rust code, by how it is emitted.
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
/// use fieldtable::diff::rules::Verdict;
///
/// assert_eq!(comparison.findings[0].verdicts.rust.plain, Verdict::Breaking);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RustVerdict {
    /// All types can be built and taken apart from outside.
    pub plain: Verdict,
    /// Types are `#[non_exhaustive]`.
    pub non_exhaustive: Verdict,
    /// As the options say.
    pub emitted: Verdict,
}

/// The five answers.
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
/// use fieldtable::diff::rules::{Verdict, Verdicts};
///
/// let verdicts: Verdicts = comparison.findings[0].verdicts;
/// assert_eq!(verdicts.wire, Verdict::Breaking);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdicts {
    /// Old clients, new responses.
    pub read: Verdict,
    /// Old clients, new requests.
    pub write: Verdict,
    /// The bytes.
    pub wire: Verdict,
    /// Old code, new crate.
    pub rust: RustVerdict,
    /// Nothing fails, and something else is meant.
    pub silent: Verdict,
}

impl Verdicts {
    /// The answer to one question, for the options that code is emitted with.
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
    /// use fieldtable::diff::rules::{Axis, Verdict};
    ///
    /// assert_eq!(comparison.findings[0].verdicts.on(Axis::Rust), Verdict::Breaking);
    /// ```
    #[must_use]
    pub fn on(&self, axis: Axis) -> Verdict {
        match axis {
            Axis::Read => self.read,
            Axis::Write => self.write,
            Axis::Wire => self.wire,
            Axis::Rust => self.rust.emitted,
            Axis::Silent => self.silent,
        }
    }

    /// The worst answer to some questions.
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
    /// use fieldtable::diff::rules::{Axis, Verdict};
    ///
    /// assert_eq!(comparison.findings[0].verdicts.worst(&Axis::ALL), Verdict::Breaking);
    /// ```
    #[must_use]
    pub fn worst(&self, axes: &[Axis]) -> Verdict {
        axes.iter().map(|it| self.on(*it)).max().unwrap_or_default()
    }
}
