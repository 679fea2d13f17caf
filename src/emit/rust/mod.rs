//! Rust with serde attributes and doc comments. `plan` takes every decision, `print` takes none; between them stands
//! `code`.

mod code;
mod keywords;
mod options;
mod plan;
mod print;
mod support;

pub use options::{
    Attribute, Builders, BytesType, DateTimeType, DateType, DecimalTextType, DecimalType, Defaults, DurationType,
    Edition, FieldOptions, Glob, Identifier, IntegerTextType, Integers, IpType, Layout, MapType, ModelOptions,
    NonExhaustive, Nullable, NumberType, OpaqueStyle, Openness, Options, Package, RustPath, RustType, SetType,
    StdTrait, TimeType, TimestampType, Types, UnknownFields, UriType, UuidType, Visibility,
};

use super::{Artifact, Notice, Text};
use crate::schema::{Path, Schema};

/// Rust code of a schema.
///
/// ```
/// use fieldtable::emit::rust::{Options, emit};
/// use fieldtable::schema::Schema;
///
/// let emission = emit(&Schema::default(), &Options::default());
/// assert_eq!(emission.artifacts[0].path, "models.rs");
/// assert!(emission.notices.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Emission {
    /// The files, by [`Options::layout`].
    pub artifacts: Vec<Artifact>,
    /// Decisions that the user may want to take otherwise.
    pub notices: Vec<Notice>,
}

/// The Rust of a schema.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// # let schema = compilation.schema;
/// use fieldtable::emit::rust;
///
/// let options = rust::Options { unknown_fields: rust::UnknownFields::Keep, ..rust::Options::default() };
/// let emission = rust::emit(&schema, &options);
/// assert!(emission.artifacts[0].text.to_string().contains("pub struct Order {"));
/// assert!(emission.notices.is_empty(), "no decision that somebody may want to take otherwise");
/// ```
#[must_use]
pub fn emit(schema: &Schema, options: &Options) -> Emission {
    whole(schema, options, None)
}

/// As [`emit`], for code that need not be held: `to` is given the one file, whatever [`Options::layout`] says, piece by piece.
/// What there is to say comes back when it is whole.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let schema = compile(&sources, &Options::default()).schema;
/// use fieldtable::emit::rust::{self, emit, emit_into};
///
/// let mut text = String::new();
/// let notices = emit_into(&schema, &rust::Options::default(), &mut |piece| text.push_str(piece));
/// let held = emit(&schema, &rust::Options::default());
/// assert_eq!((held.artifacts[0].text.to_string(), held.notices), (text, notices));
/// ```
pub fn emit_into(schema: &Schema, options: &Options, to: &mut (dyn FnMut(&str) + Send)) -> Vec<Notice> {
    let options = Options { layout: Layout::File, ..options.clone() };
    planned(schema, &options, None, &mut |it| it.pieces().for_each(&mut *to)).notices
}

fn whole(schema: &Schema, options: &Options, kept: Option<&mut plan::Kept<Text>>) -> Emission {
    let mut root = Artifact { path: plan::root(options.layout).to_owned(), text: Text::default() };
    let plan::Plan { files, others, notices } = planned(schema, options, kept, &mut |it| root.text.append(it));
    let files = files.into_iter().map(|it| Artifact { path: it.path, text: it.made });
    Emission { artifacts: others.into_iter().chain([root]).chain(files).collect(), notices }
}

fn planned(
    schema: &Schema,
    options: &Options,
    kept: Option<&mut plan::Kept<Text>>,
    root: &mut (dyn FnMut(Text) + Send),
) -> plan::Plan<Text> {
    let finish = |item: code::Item<'_>| print::text(&item, options.no_std);
    plan::plan(schema, options, kept, &finish, root)
}

/// The Rust of schemas that follow each other and differ little. Each time it is what [`emit`] gives; what did not change is
/// not made again.
///
/// ```
/// use fieldtable::emit::rust::{Options, Session, emit};
/// use fieldtable::schema::Schema;
///
/// let mut session = Session::new(Options::default());
/// assert_eq!(session.emit(&Schema::default()), emit(&Schema::default(), session.options()));
/// ```
pub struct Session {
    options: Options,
    kept: plan::Kept<Text>,
}

impl Session {
    /// A session that has made nothing.
    ///
    /// ```
    /// use fieldtable::emit::rust::{Options, Session};
    ///
    /// let session = Session::new(Options::default());
    /// ```
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self { options, kept: plan::Kept::default() }
    }

    /// How it writes.
    ///
    /// ```
    /// use fieldtable::emit::rust::{Options, Session};
    ///
    /// assert_eq!(*Session::new(Options::default()).options(), Options::default());
    /// ```
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The Rust of a schema.
    ///
    /// ```
    /// use fieldtable::emit::rust::{Options, Session};
    /// use fieldtable::schema::Schema;
    ///
    /// assert_eq!(Session::new(Options::default()).emit(&Schema::default()).artifacts[0].path, "models.rs");
    /// ```
    pub fn emit(&mut self, schema: &Schema) -> Emission {
        whole(schema, &self.options, Some(&mut self.kept))
    }
}

/// What [`emit`] would have to decide, without the code.
///
/// ```
/// use fieldtable::emit::rust::{Options, notices};
/// use fieldtable::schema::Schema;
///
/// assert!(notices(&Schema::default(), &Options::default()).is_empty());
/// ```
#[must_use]
pub fn notices(schema: &Schema, options: &Options) -> Vec<Notice> {
    plan::plan(schema, options, None, &|_: code::Item<'_>| Text::default(), &mut |_| ()).notices
}

/// The definition of a model, or of a struct with but one of its fields: what a reader of the docs wants to see of the code.
/// `None` when no such type is made.
///
/// ```
/// # use fieldtable::{Options, compile, text::SourceMap};
/// # let mut sources = SourceMap::new();
/// # sources.add("Order.md", "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string | no |\n");
/// # let compilation = compile(&sources, &Options::default());
/// use fieldtable::emit::rust::{Options as RustOptions, excerpt};
/// use fieldtable::schema::Path;
///
/// let shown = excerpt(&compilation.schema, &RustOptions::default(), &Path::field("Order", "id")).expect("it is a field");
/// assert!(shown.contains("pub id: i64"), "{shown}");
/// ```
#[must_use]
pub fn excerpt(schema: &Schema, options: &Options, path: &Path) -> Option<String> {
    plan::excerpt(schema, options, path, |item| print::definition(item, options.no_std))
}

#[cfg(test)]
mod tests {
    use super::{Options, excerpt};
    use crate::schema::{Field, Model, ModelKind, Object, Path, Schema, Type};

    #[test]
    fn a_field_is_shown_in_its_struct() {
        let fields = vec![Field::new("id", Type::STRING), Field::new("giftNote", Type::STRING)];
        let model = Model::new(ModelKind::Object(Object { fields, additional: None }));
        let mut schema = Schema::default();
        schema.models.insert("Order".into(), model);
        let shown = |path: &Path| excerpt(&schema, &Options::default(), path).unwrap_or_default();
        insta::assert_snapshot!(shown(&Path::field("Order", "giftNote")), @r#"
        pub struct Order {
            #[doc(alias = "giftNote")]
            #[serde(rename = "giftNote")]
            pub gift_note: String,
        }
        "#);
        assert!(shown(&Path::model("Order")).contains("pub id: String"));
        assert_eq!(shown(&Path::field("Order", "none")), "");
        assert_eq!(shown(&Path::model("None")), "");
    }
}
