//! Real JSON × schema → what the documents got wrong. Comes in: samples of what an API sends. Goes out: a [`Report`] by model
//! and field, and the [`Setting`]s that would mend it.

mod check;
mod kind;
mod settings;
#[cfg(test)]
mod tests;

pub use check::verify;
pub use settings::{Setting, settings};

use crate::name::letters;
use crate::schema::{Path, Schema, Type};
use serde_json::Value;

/// A piece of JSON that an API sent.
///
/// ```
/// use fieldtable::verify::Sample;
///
/// let value = serde_json::json!({ "id": 1 });
/// let sample = Sample { name: "order.json".into(), value, model: None };
/// assert!(sample.model.is_none(), "the model is found by its fields");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// Where it is from, as reports name it.
    pub name: String,
    /// The JSON.
    pub value: Value,
    /// The model that it is said to be of; told by its keys when absent.
    pub model: Option<String>,
}

/// What samples say of a schema.
///
/// ```
/// use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// use fieldtable::verify::{Sample, verify};
///
/// let object = Object { fields: vec![Field::new("id", Type::INTEGER)], additional: None };
/// let models = [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect();
/// let value = serde_json::json!({ "id": "a-1" });
/// let sample = Sample { name: "order.json".into(), value, model: Some("Order".into()) };
/// let report = verify(&Schema { models }, &[sample]);
/// assert_eq!((report.objects, report.agreeing), (1, 0));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// How many objects were compared with a model.
    pub objects: usize,
    /// How many members of them are as documented.
    pub agreeing: usize,
    /// Samples, by name, in which no model could be recognised.
    pub unmatched: Vec<String>,
    /// What is not as documented, by model and field in the schema's order.
    pub mismatches: Vec<Mismatch>,
}

/// A difference between the documents and real JSON.
///
/// ```
/// use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// use fieldtable::verify::{Sample, verify};
///
/// let object = Object { fields: vec![Field::new("id", Type::INTEGER)], additional: None };
/// let models = [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect();
/// let value = serde_json::json!({ "id": "a-1" });
/// let sample = Sample { name: "order.json".into(), value, model: Some("Order".into()) };
/// let report = verify(&Schema { models }, &[sample]);
/// assert_eq!(report.mismatches[0].path.to_string(), "Order.id");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    /// The field, the type inside it, or the model that is documented wrongly.
    pub path: Path,
    /// What is wrong.
    pub problem: Problem,
    /// In how many places.
    pub count: usize,
    /// How many objects of the model were seen.
    pub of: usize,
    /// Where it is seen first: the sample and the JSON Pointer into it (RFC 6901).
    pub first: (String, String),
}

/// What the documents got wrong.
///
/// ```
/// use fieldtable::schema::{Field, Model, ModelKind, Object, Schema, Type};
/// use fieldtable::verify::{Sample, verify};
///
/// let object = Object { fields: vec![Field::new("id", Type::INTEGER)], additional: None };
/// let models = [("Order".to_owned(), Model::new(ModelKind::Object(object)))].into_iter().collect();
/// let value = serde_json::json!({ "id": "a-1" });
/// let sample = Sample { name: "order.json".into(), value, model: Some("Order".into()) };
/// let report = verify(&Schema { models }, &[sample]);
/// assert_eq!(report.mismatches[0].problem.id(), "other-type");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// The documents do not know the field; what its values look like.
    Unknown(Type),
    /// The documents do not know the field, and know one that is written in other case or with other marks.
    Renamed(String),
    /// A required field is not there.
    Missing,
    /// It is `null`, and must not be.
    Null,
    /// It has another type.
    Type {
        /// The type in the documents.
        documented: Type,
        /// What its values look like.
        found: Type,
    },
    /// Values that are not among those of the enum.
    Values(Vec<Value>),
}

/// The model that a sample is named after: `Customer.json`, `customer-2.json`, `line_item.1.json`.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// use fieldtable::verify::model_named;
///
/// assert_eq!(model_named(&schema, "samples/order-2.json").as_deref(), Some("Order"));
/// ```
#[must_use]
pub fn model_named(schema: &Schema, name: &str) -> Option<String> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |it| it.0);
    let wanted = letters(stem);
    let bare = wanted.trim_end_matches(|it: char| it.is_ascii_digit());
    let of = |wanted: &str| {
        let mut models = schema.models.keys().filter(|it| letters(it) == wanted);
        models.next().filter(|_| models.next().is_none()).cloned()
    };
    of(&wanted).or_else(|| of(bare))
}

impl Problem {
    /// The kind of problem, as reports for programs name it.
    ///
    /// ```
    /// use fieldtable::verify::Problem;
    ///
    /// assert_eq!(Problem::Null.id(), "unexpected-null");
    /// ```
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "unknown-field",
            Self::Renamed(_) => "other-name",
            Self::Missing => "missing-required",
            Self::Null => "unexpected-null",
            Self::Type { .. } => "other-type",
            Self::Values(_) => "outside-enum",
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(ty) => write!(f, "not documented; its values are `{ty}`"),
            Self::Renamed(documented) => write!(f, "documented as `{documented}`"),
            Self::Missing => f.write_str("required, and not there"),
            Self::Null => f.write_str("`null`, which the documents do not allow"),
            Self::Type { documented, found } => write!(f, "documented as `{documented}`, and is `{found}`"),
            Self::Values(values) => {
                let values: Vec<_> = values.iter().map(Value::to_string).collect();
                write!(f, "has values that are not documented: {}", values.join(", "))
            }
        }
    }
}
