//! `fieldtable.lock.json`: what the documents said, to be reviewed and compared. Comes in: a [`Schema`] and how code is made
//! of it. Goes out: a text whose lines are a reviewer's units (a field is one line), and the way back.
//!
//! Models stand in the order of their names, so that a page that moves changes nothing; fields keep the documents' order,
//! for code may depend on it. No positions; no prose unless asked for.

mod migrate;
mod print;

use crate::error::Error;
use crate::schema::{EnumValue, Field, Model, ModelKind, Schema, Type, Variant, types_mut};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The version of the format that is written. Older ones are read, newer ones are refused.
pub const VERSION: u64 = 2;

/// The customary name of the file.
pub const FILE: &str = "fieldtable.lock.json";

/// The key that says that a JSON document is a snapshot, and of which version.
const MARK: &str = "fieldtable";

/// What the documents said at one time.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// use fieldtable::snapshot::{Prose, Snapshot};
///
/// let text = Snapshot::new(&schema, serde_json::Map::new(), Prose::Left).write();
/// let kept = Snapshot::read(&text)?;
/// assert_eq!(kept.schema().models.len(), schema.models.len());
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The version of the format; always [`VERSION`] once read.
    #[serde(rename = "fieldtable")]
    version: u64,
    /// Whether prose and examples were kept.
    #[serde(default, skip_serializing_if = "is_false")]
    pub prose: bool,
    /// How code is made of the schema: the options of each target that decide what consumers can write.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub emit: Map<String, Value>,
    /// The models of the schema, by name.
    models: IndexMap<String, Model>,
}

/// Whether prose and examples are part of a snapshot.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::snapshot::{Prose, Snapshot};
///
/// let kept = Snapshot::new(&compilation.schema, serde_json::Map::new(), Prose::Kept);
/// assert!(kept.prose);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prose {
    /// They are.
    Kept,
    /// They are not: an edit of a sentence changes nothing.
    Left,
}

impl Snapshot {
    /// The snapshot of a schema.
    ///
    /// ```
    /// # use fieldtable::{Options, compile, text::SourceMap};
    /// # let mut sources = SourceMap::new();
    /// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
    /// # let compilation = compile(&sources, &Options::default());
    /// use fieldtable::snapshot::{Prose, Snapshot};
    ///
    /// let snapshot = Snapshot::new(&compilation.schema, serde_json::Map::new(), Prose::Left);
    /// assert!(!snapshot.prose);
    /// ```
    #[must_use]
    pub fn new(schema: &Schema, emit: Map<String, Value>, prose: Prose) -> Self {
        let mut models = schema.models.clone();
        models.sort_keys();
        if prose == Prose::Left {
            models.values_mut().for_each(strip);
        }
        Self { version: VERSION, prose: prose == Prose::Kept, emit, models }
    }

    /// The schema in the snapshot's order.
    ///
    /// ```
    /// # use fieldtable::{Options, compile, text::SourceMap};
    /// # let mut sources = SourceMap::new();
    /// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
    /// # let compilation = compile(&sources, &Options::default());
    /// use fieldtable::snapshot::{Prose, Snapshot};
    ///
    /// let snapshot = Snapshot::new(&compilation.schema, serde_json::Map::new(), Prose::Kept);
    /// assert_eq!(snapshot.schema(), compilation.schema);
    /// ```
    #[must_use]
    pub fn schema(&self) -> Schema {
        Schema { models: self.models.clone() }
    }

    /// Whether a JSON document is a snapshot of any version.
    ///
    /// ```
    /// use fieldtable::snapshot::Snapshot;
    ///
    /// assert!(Snapshot::is_one(&serde_json::json!({ "fieldtable": 2, "models": {} })));
    /// assert!(!Snapshot::is_one(&serde_json::json!({ "openapi": "3.1.0" })));
    /// ```
    #[must_use]
    pub fn is_one(document: &Value) -> bool {
        document.get(MARK).is_some_and(Value::is_u64)
    }

    /// Reads a snapshot of this or an older version.
    ///
    /// # Errors
    /// When the text is no snapshot, or one of a version that this program does not know.
    ///
    /// ```
    /// use fieldtable::snapshot::Snapshot;
    ///
    /// let snapshot = Snapshot::read(r#"{ "fieldtable": 2, "models": {} }"#)?;
    /// assert!(snapshot.schema().models.is_empty());
    /// assert!(Snapshot::read(r#"{ "fieldtable": 999, "models": {} }"#).is_err());
    /// # Ok::<(), fieldtable::Error>(())
    /// ```
    pub fn read(text: &str) -> Result<Self, Error> {
        let document: Value =
            serde_json::from_str(text).map_err(|it| Error::other(format!("the snapshot is no JSON: {it}")))?;
        serde_json::from_value(migrate::migrate(document)?)
            .map_err(|it| Error::other(format!("the snapshot cannot be read: {it}")))
    }

    /// The text of the file.
    ///
    /// ```
    /// # use fieldtable::{Options, compile, text::SourceMap};
    /// # let mut sources = SourceMap::new();
    /// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
    /// # let compilation = compile(&sources, &Options::default());
    /// use fieldtable::snapshot::{Prose, Snapshot};
    ///
    /// let snapshot = Snapshot::new(&compilation.schema, serde_json::Map::new(), Prose::Left);
    /// assert_eq!(Snapshot::read(&snapshot.write())?, snapshot);
    /// # Ok::<(), fieldtable::Error>(())
    /// ```
    #[must_use]
    pub fn write(&self) -> String {
        print::document(&serde_json::to_value(self).expect("a schema has string keys alone"))
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `skip_serializing_if` passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// Takes out what people read and programs do not.
fn strip(model: &mut Model) {
    model.description = None;
    model.deprecated.iter_mut().for_each(|it| it.note = None);
    match &mut model.kind {
        ModelKind::Object(object) => object.fields.iter_mut().for_each(strip_field),
        ModelKind::Enum(it) => it.values.iter_mut().for_each(strip_value),
        ModelKind::Union(it) => it.variants.iter_mut().for_each(strip_variant),
        ModelKind::Alias(_) | ModelKind::Opaque(_) => {}
    }
    types_mut(model, &mut |ty| match ty {
        Type::Enum(it) => it.values.iter_mut().for_each(strip_value),
        Type::Union(it) => it.variants.iter_mut().for_each(strip_variant),
        _ => {}
    });
}

fn strip_field(field: &mut Field) {
    field.description = None;
    field.examples = Vec::new();
    field.deprecated.iter_mut().for_each(|it| it.note = None);
}

fn strip_value(value: &mut EnumValue) {
    value.description = None;
}

fn strip_variant(variant: &mut Variant) {
    variant.description = None;
}

#[cfg(test)]
mod tests;
