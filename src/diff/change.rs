use crate::schema::Path;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What kind of fact a [`Change`] is. Each kind is judged by exactly one rule for each combination of tags.
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
/// use fieldtable::diff::Kind;
///
/// assert_eq!(comparison.findings[0].change.kind, Kind::FieldType);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the rules, one file each, say what each kind means")]
pub enum Kind {
    ModelAdded,
    ModelRemoved,
    ModelRenamed,
    ModelMoved,
    ModelSplit,
    ModelMerged,
    ModelKind,
    ModelRecursive,
    ModelDerives,
    FieldAdded,
    FieldRemoved,
    FieldRenamed,
    FieldSplit,
    FieldWireName,
    FieldReordered,
    FieldType,
    FieldItemType,
    MapValueType,
    FieldRef,
    FieldNotation,
    FieldPresence,
    FieldNullable,
    EnumValueAdded,
    EnumValueRemoved,
    EnumValueRenamed,
    EnumValueReordered,
    EnumVariantIdent,
    EnumOpened,
    EnumClosed,
    EnumDefault,
    ConstAdded,
    ConstRemoved,
    ConstChanged,
    DefaultAdded,
    DefaultRemoved,
    DefaultChanged,
    FormatAdded,
    FormatRemoved,
    FormatChanged,
    ConstraintTightened,
    ConstraintLoosened,
    ConstraintSet,
    ConstraintUnset,
    PatternChanged,
    ReadOnlyAdded,
    ReadOnlyRemoved,
    WriteOnlyAdded,
    WriteOnlyRemoved,
    AdditionalClosed,
    AdditionalOpened,
    AdditionalType,
    VariantAdded,
    VariantRemoved,
    VariantReordered,
    VariantAmbiguous,
    DiscriminatorAdded,
    DiscriminatorRemoved,
    DiscriminatorProperty,
    DiscriminatorMapping,
    DeprecatedAdded,
    DeprecatedRemoved,
    SunsetChanged,
    Description,
    DescriptionHints,
    Example,
    LinkBroken,
    TypeUnresolved,
    ParseLost,
    RustIdent,
    ConstructorOrder,
}

/// What a rule may ask of a change, besides its kind.
///
/// ```
/// use fieldtable::diff::Tag;
///
/// assert_eq!(serde_json::to_value(Tag::ToAny)?, "to-any");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Tag {
    /// The field is (after the change, or was before it went) always there.
    Required,
    /// The field may be absent.
    Optional,
    /// The documents do not say, on one of the sides, whether the field must be there.
    Unsaid,
    /// The field has a default.
    Default,
    /// The old documents called it deprecated, and a date that they gave has passed.
    Deprecated,
    /// The names are equal but for case and separators.
    Case,
    /// All old values are valid still, and others are.
    Wider,
    /// Some old values are valid no longer, and no others are.
    Narrower,
    /// Values mean and look the same.
    Same,
    /// Anything is allowed now.
    ToAny,
    /// Anything was allowed before.
    FromAny,
    /// A list now where a single value was.
    ToArray,
    /// A single value now where a list was.
    FromArray,
    /// It became so: required, nullable.
    Became,
    /// It is so no longer.
    Ceased,
    /// Which variant a value is, is told by its shape.
    Untagged,
}

/// A fact about two schemas.
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
/// let change = &comparison.findings[0].change;
/// assert_eq!((change.before.as_deref(), change.after.as_deref()), (Some("number"), Some("string")));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What kind of fact it is.
    pub kind: Kind,
    /// What is known of it besides.
    pub tags: BTreeSet<Tag>,
    /// Where it is in the old schema.
    pub old: Option<Path>,
    /// Where it is in the new schema.
    pub new: Option<Path>,
    /// What stood there: a type, a value, a name.
    pub before: Option<String>,
    /// What stands there now.
    pub after: Option<String>,
    /// Why the two sides are held for the same thing, where their names do not say so.
    pub evidence: Option<Evidence>,
    /// The models, by their new names, whose changes it follows from: it is no edit of its own.
    pub(super) follows: Vec<String>,
}

impl Change {
    pub(super) fn new(kind: Kind, old: Option<Path>, new: Option<Path>) -> Self {
        Self { kind, tags: BTreeSet::new(), old, new, before: None, after: None, evidence: None, follows: Vec::new() }
    }

    pub(super) fn tagged(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.tags.extend(tags);
        self
    }

    pub(super) fn texts(mut self, before: Option<String>, after: Option<String>) -> Self {
        (self.before, self.after) = (before, after);
        self
    }

    pub(super) fn following(mut self, models: impl IntoIterator<Item = String>) -> Self {
        self.follows.extend(models);
        self
    }

    pub(super) fn because(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// Where it is: in the new schema, or in the old one when it is there no longer.
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
    /// assert_eq!(comparison.findings[0].change.path().to_string(), "Order.total");
    /// ```
    #[must_use]
    pub fn path(&self) -> &Path {
        let side = if self.is_gone() { &self.old } else { &self.new };
        side.as_ref().expect("a change is on one of the sides")
    }

    /// Whether it is about something that the new side no longer has: there, what it was part of stands for it.
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
    /// assert!(!comparison.findings[0].change.is_gone());
    /// ```
    #[must_use]
    pub fn is_gone(&self) -> bool {
        let depth = |it: &Option<Path>| it.as_ref().map(|it| it.steps.len());
        depth(&self.old) > depth(&self.new)
    }
}

/// How sure it is that two names are one thing.
///
/// ```
/// use fieldtable::diff::Tier;
///
/// assert!(Tier::Declared > Tier::High);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// It stands where the other stood, and is of its type.
    Low,
    /// The names or the descriptions are alike.
    Medium,
    /// Names, types, places and descriptions say so together.
    High,
    /// The names are equal but for case and separators.
    Exact,
    /// The configuration says so.
    Declared,
}

/// Why two things are held for one.
///
/// ```
/// use fieldtable::diff::{Evidence, Tier};
///
/// let evidence = Evidence { tier: Tier::High, shared: "same type, same position".into() };
/// assert!(evidence.tier >= Tier::Medium);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// How sure it is.
    pub tier: Tier,
    /// What they share: "same type, same position, description 91 % alike".
    pub shared: String,
}
