//! The `[rust]` table of `fieldtable.toml`. Comes in: what the user wrote. Goes out: [`Options`], whose paths, attributes
//! and globs are known to be sound.

mod checked;
mod grammar;
mod overrides;
mod package;
mod select;
mod times;
mod types;

pub use crate::name::Glob;
pub use checked::{Attribute, Identifier, RustPath, RustType};
pub use overrides::{FieldOptions, ModelOptions};
pub use package::{Edition, Layout, Package};
pub use times::{DateTimeType, DateType, DurationType, TimeType, TimestampType};
pub use types::{
    BytesType, DecimalTextType, DecimalType, IntegerTextType, IpType, MapType, NumberType, SetType, Types, UriType,
    UuidType,
};

pub(super) use select::{FieldChoice, ModelChoice, Selector};

use crate::decode::{table, words};
use crate::schema::Value;
use indexmap::IndexMap;

/// The `[rust]` table.
///
/// ```
/// # use fieldtable::schema::Schema;
/// use fieldtable::emit::rust::{self, Options, UnknownFields, Visibility};
///
/// let options = Options { unknown_fields: UnknownFields::Keep, visibility: Visibility::Crate, ..Options::default() };
/// let emission = rust::emit(&Schema::default(), &options);
/// assert_eq!(emission.artifacts.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// How the code is laid out in files: `"file"` (one file), `"modules"` (a module a model and `mod.rs`), `"crate"`
    /// (`Cargo.toml`, `src/lib.rs`). Default `"file"`.
    pub layout: Layout,
    /// The package that `layout = "crate"` writes.
    pub package: Package,
    /// The edition that the code is for: `"2021"` or `"2024"`. It reads the same in both; the manifest and the raw
    /// identifiers differ. Default `"2024"`.
    pub edition: Edition,
    /// Whether the code does without `std`; it needs `alloc` then. Default `false`.
    pub no_std: bool,
    /// `"pub"` or `"pub(crate)"`. Default `"pub"`.
    pub visibility: Visibility,
    /// Lines for the head of each file, below the one that says what made it. Default none.
    pub header: String,
    /// Whether files ask rustfmt to leave them alone, which an inner attribute does. A file that is `include!`d cannot have
    /// one: build scripts turn it off, and lints that come with `visibility` and `builders` are then to be allowed where it
    /// is included. Default `true`.
    pub rustfmt_skip: bool,
    /// The std traits that are derived wherever the types allow it: they go where a field's type does not have them.
    /// Default: all, in this order: `Debug`, `Clone`, `Copy`, `PartialEq`, `Eq`, `PartialOrd`, `Ord`, `Hash`, `Default`.
    pub derives: Vec<StdTrait>,
    /// More derives for every type that is no alias, as paths: `"::schemars::JsonSchema"`. Default none.
    pub extra_derives: Vec<RustType>,
    /// More attributes for every type that is no alias, without `#[` and `]`. Default none.
    pub attributes: Vec<Attribute>,
    /// Packages that extra derives, attributes and paths need, as `Cargo.toml` has them:
    /// `schemars = "1"`. Written by `layout = "crate"`. Default none.
    pub dependencies: IndexMap<String, Value>,
    /// What a field is that may be absent and may be null: `"three-state"` (`Maybe<T>`, which tells them apart and gives
    /// back what it read) or `"option"` (`Option<T>`, which writes neither). Default `"three-state"`.
    pub nullable: Nullable,
    /// Whether an enum keeps values that the documents do not list (`"open"`) or refuses them (`"closed"`). Default
    /// `"open"`.
    pub enums: Openness,
    /// Whether a union keeps JSON that fits none of its types (`"open"`) or refuses it (`"closed"`). Default `"open"`.
    pub unions: Openness,
    /// What a model is of which nothing is known: `"alias"` of `serde_json::Value`, or a `"newtype"` around it. Default
    /// `"alias"`.
    pub opaque: OpaqueStyle,
    /// What says how wide an integer is: `"format"` alone (`i64` without one), or `"bounds"` too, as far as they are
    /// stated: a minimum of 0 gives an unsigned type. Bounds are what servers relax, so the default is `"format"`.
    pub integers: Integers,
    /// Whether a documented default is only `"document"`ed, or `"apply"`ed when the member is absent; the field is then no
    /// `Option`, and is written even if it was absent. Default `"document"`.
    pub defaults: Defaults,
    /// What happens to members that the documents do not name: `"ignore"`, `"keep"` (in a map, and written again) or
    /// `"deny"`. Default `"ignore"`; where documents speak of further members they are always kept.
    pub unknown_fields: UnknownFields,
    /// Which structs are `#[non_exhaustive]`: `"read"` (those that only the server writes), `"always"`, `"never"`.
    /// Default `"read"`.
    pub non_exhaustive: NonExhaustive,
    /// Whether structs with required fields have `new`. It takes them by position where no two can be swapped unseen, and
    /// a struct with their names otherwise. Default `true`.
    pub constructors: bool,
    /// The crate that derives builders: `"none"`, `"bon"`, `"typed-builder"`. Default `"none"`.
    pub builders: Builders,
    /// Whether a field or variant whose name is not the wire's is found in rustdoc by the wire's. Default `true`.
    pub doc_aliases: bool,
    /// Whether descriptions and facts are written as doc comments. Default `true`.
    pub docs: bool,
    /// What JSON's scalars, maps and sets are in Rust.
    pub types: Types,
    /// Settings of models by glob over their names, `[rust.model."*Request"]`; the most specific glob wins.
    pub model: IndexMap<Glob, ModelOptions>,
    /// Settings of fields by glob over `Model.field` (wire name), `[rust.field."Order.total"]`; the most specific wins.
    pub field: IndexMap<Glob, FieldOptions>,
}

table! { Options {
    layout, package, edition, no_std, visibility, header, rustfmt_skip, derives, extra_derives, attributes,
    dependencies, nullable, enums, unions, opaque, integers, defaults, unknown_fields, non_exhaustive, constructors,
    builders, doc_aliases, docs, types, model, field,
} }

impl Default for Options {
    fn default() -> Self {
        Self {
            layout: Layout::File,
            package: Package::default(),
            edition: Edition::E2024,
            no_std: false,
            visibility: Visibility::Public,
            header: String::new(),
            rustfmt_skip: true,
            derives: StdTrait::ALL.to_vec(),
            extra_derives: Vec::new(),
            attributes: Vec::new(),
            dependencies: IndexMap::new(),
            nullable: Nullable::ThreeState,
            enums: Openness::Open,
            unions: Openness::Open,
            opaque: OpaqueStyle::Alias,
            integers: Integers::Format,
            defaults: Defaults::Document,
            unknown_fields: UnknownFields::Ignore,
            non_exhaustive: NonExhaustive::Read,
            constructors: true,
            builders: Builders::None,
            doc_aliases: true,
            docs: true,
            types: Types::default(),
            model: IndexMap::new(),
            field: IndexMap::new(),
        }
    }
}

/// Who sees the generated types.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Visibility;
///
/// let config = Config::from_toml("[rust]\nvisibility = \"pub(crate)\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.visibility, Visibility::Crate);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// `pub`
    Public,
    /// `pub(crate)`
    Crate,
}

words! { Visibility { Public = "pub", Crate = "pub(crate)" } }

/// A trait of std that can be derived.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::StdTrait;
///
/// let config = Config::from_toml("[rust]\nderives = [\"Debug\", \"Clone\"]", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.derives, [StdTrait::Debug, StdTrait::Clone]);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "std says what they are")]
pub enum StdTrait {
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
}

words! { StdTrait {
    Debug = "Debug", Clone = "Clone", Copy = "Copy", PartialEq = "PartialEq", Eq = "Eq", PartialOrd = "PartialOrd",
    Ord = "Ord", Hash = "Hash", Default = "Default",
} }

impl StdTrait {
    /// All, in the order in which derives are customarily written.
    pub const ALL: [Self; 9] = [
        Self::Debug,
        Self::Clone,
        Self::Copy,
        Self::PartialEq,
        Self::Eq,
        Self::PartialOrd,
        Self::Ord,
        Self::Hash,
        Self::Default,
    ];

    /// Its name.
    ///
    /// ```
    /// use fieldtable::emit::rust::StdTrait;
    ///
    /// assert_eq!(StdTrait::PartialEq.name(), "PartialEq");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "Debug",
            Self::Clone => "Clone",
            Self::Copy => "Copy",
            Self::PartialEq => "PartialEq",
            Self::Eq => "Eq",
            Self::PartialOrd => "PartialOrd",
            Self::Ord => "Ord",
            Self::Hash => "Hash",
            Self::Default => "Default",
        }
    }
}

/// What a field is that may be absent and may be null.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Nullable;
///
/// let config = Config::from_toml("[rust]\nnullable = \"option\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.nullable, Nullable::Option);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nullable {
    /// `Option<T>`: absent and null are one.
    Option,
    /// `Maybe<T>`: absent, null, a value.
    ThreeState,
}

words! { Nullable { Option = "option", ThreeState = "three-state" } }

/// Whether what the documents do not list is kept.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Openness;
///
/// let config = Config::from_toml("[rust]\nenums = \"closed\"", "fieldtable.toml".as_ref())?;
/// assert_eq!((config.rust.enums, config.rust.unions), (Openness::Closed, Openness::Open));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// It is kept, and written back as it came.
    Open,
    /// It is an error.
    Closed,
}

words! { Openness { Open = "open", Closed = "closed" } }

/// What a model is of which nothing is known.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::OpaqueStyle;
///
/// let config = Config::from_toml("[rust]\nopaque = \"newtype\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.opaque, OpaqueStyle::Newtype);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpaqueStyle {
    /// Another name for `serde_json::Value`.
    Alias,
    /// A type of its own around `serde_json::Value`.
    Newtype,
}

words! { OpaqueStyle { Alias = "alias", Newtype = "newtype" } }

/// What says how wide an integer is.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Integers;
///
/// let config = Config::from_toml("[rust]\nintegers = \"bounds\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.integers, Integers::Bounds);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integers {
    /// The format.
    Format,
    /// The format, and the stated bounds.
    Bounds,
}

words! { Integers { Format = "format", Bounds = "bounds" } }

/// What documented defaults do.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Defaults;
///
/// let config = Config::from_toml("[rust]\ndefaults = \"apply\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.defaults, Defaults::Apply);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defaults {
    /// They are said in the docs.
    Document,
    /// They stand in for absent members.
    Apply,
}

words! { Defaults { Document = "document", Apply = "apply" } }

/// What happens to members that the documents do not name.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::UnknownFields;
///
/// let config = Config::from_toml("[rust]\nunknown_fields = \"deny\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.unknown_fields, UnknownFields::Deny);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownFields {
    /// They are passed over.
    Ignore,
    /// They are kept in a map.
    Keep,
    /// They are an error.
    Deny,
}

words! { UnknownFields { Ignore = "ignore", Keep = "keep", Deny = "deny" } }

/// Which structs may grow without breaking who uses them.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::NonExhaustive;
///
/// let config = Config::from_toml("[rust]\nnon_exhaustive = \"never\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.non_exhaustive, NonExhaustive::Never);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NonExhaustive {
    /// None.
    Never,
    /// Those of models that only the server writes.
    Read,
    /// All.
    Always,
}

words! { NonExhaustive { Never = "never", Read = "read", Always = "always" } }

/// The crate that derives builders.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Builders;
///
/// let config = Config::from_toml("[rust]\nbuilders = \"bon\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.builders, Builders::Bon);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Builders {
    /// There are none.
    None,
    /// `bon`
    Bon,
    /// `typed-builder`
    TypedBuilder,
}

words! { Builders { None = "none", Bon = "bon", TypedBuilder = "typed-builder" } }
