//! Rust as it will be printed: every name, path, attribute and order is settled. `plan` makes it, `print` writes it down.

use std::borrow::Cow;

/// What is made of items. What is made of the next follows it.
pub(super) trait Made: Send {
    fn add(&mut self, next: Self);
}

/// Nothing.
impl Made for () {
    fn add(&mut self, (): Self) {}
}

/// A file of the generated code.
pub(super) struct File<T> {
    /// Relative to the target.
    pub(super) path: String,
    /// Comment lines at the top, without slashes.
    pub(super) header: Vec<String>,
    /// Inner attributes and inner doc comments.
    pub(super) attrs: Vec<Attr>,
    /// What was made of its items.
    pub(super) items: Option<T>,
}

/// An attribute.
#[derive(Clone)]
pub(super) enum Attr {
    /// A line of a doc comment.
    Doc(String),
    /// `#[path]`
    Word(&'static str),
    /// `#[path(a, b = "c")]`
    List(&'static str, Vec<Meta>),
    /// An attribute that the user wrote, without `#[` and `]`.
    Raw(String),
}

/// An entry of an attribute's list.
#[derive(Clone)]
pub(super) enum Meta {
    Word(&'static str),
    Value(&'static str, String),
    Path(Ty),
    /// `name = expression`
    Expr(&'static str, String),
    /// `name(entries)`
    List(&'static str, Vec<Meta>),
}

/// A path to a type or a value, with generic arguments behind its last segment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ty {
    Path {
        /// Whether it starts with `::`.
        absolute: bool,
        segments: Vec<Cow<'static, str>>,
        args: Vec<Ty>,
    },
    /// A type that the user wrote.
    User(String),
}

/// Something that stands in a file.
pub(super) enum Item {
    Struct(Struct),
    Newtype(Newtype),
    Alias(Alias),
    Enum(Enum),
    Union(Union),
    /// `mod name;`
    Module {
        attrs: Vec<Attr>,
        visibility: Option<Visibility>,
        name: String,
    },
    /// `pub use self::module::{names};`
    Use {
        attrs: Vec<Attr>,
        visibility: Visibility,
        module: String,
        names: Vec<String>,
    },
    /// `extern crate name;`
    ExternCrate(&'static str),
    /// `mod name { text }`: Rust that is the same in all generated code.
    Support {
        visibility: Visibility,
        name: &'static str,
        text: String,
    },
}

impl Item {
    /// The types that it defines.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Struct(it) => {
                let required = it.constructor.as_ref().and_then(|it| match &it.arguments {
                    Arguments::Named { ty, .. } => Some(ty.clone()),
                    Arguments::Positional => None,
                });
                [it.name.clone()].into_iter().chain(required).collect()
            }
            Self::Newtype(it) => vec![it.name.clone()],
            Self::Alias(it) => vec![it.name.clone()],
            Self::Enum(it) => vec![it.name.clone()],
            Self::Union(it) => vec![it.name.clone()],
            Self::Module { .. } | Self::Use { .. } | Self::ExternCrate(_) | Self::Support { .. } => Vec::new(),
        }
    }
}

/// `pub`, `pub(crate)`, `pub(super)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visibility {
    Public,
    Crate,
    /// `pub(super)`
    Super,
}

/// A struct with named members.
pub(super) struct Struct {
    pub(super) attrs: Vec<Attr>,
    pub(super) visibility: Visibility,
    pub(super) name: String,
    pub(super) members: Vec<Member>,
    pub(super) constructor: Option<Constructor>,
    /// The constant that says what JSON it accepts, where a union asks.
    pub(super) fit: Option<FitConst>,
    /// Functions that give the values of absent members.
    pub(super) defaults: Vec<DefaultFn>,
    /// Whether `Default` is written out, by the members' starts.
    pub(super) default_impl: bool,
    /// Attributes of its `impl` blocks.
    pub(super) impl_attrs: Vec<Attr>,
}

impl Struct {
    /// Whether nothing is implemented for it but what is derived.
    pub(super) fn is_bare(&self) -> bool {
        self.constructor.is_none() && self.fit.is_none() && self.defaults.is_empty() && !self.default_impl
    }
}

/// `const FIT: path = fit;`
pub(super) struct FitConst {
    pub(super) visibility: Option<Visibility>,
    pub(super) ty: Ty,
    pub(super) fit: Fit,
}

/// A member of a struct.
pub(super) struct Member {
    pub(super) attrs: Vec<Attr>,
    pub(super) name: String,
    pub(super) ty: Ty,
    /// What it starts as where nobody gives it.
    pub(super) start: Start,
}

/// What a member is before somebody sets it.
#[derive(Clone)]
pub(super) enum Start {
    /// Somebody must.
    Given,
    /// A path to a constant or variant, such as `None`.
    Value(Ty),
    /// A call of a function without arguments, such as `BTreeMap::new`.
    Call(Ty),
}

/// `fn new`.
pub(super) struct Constructor {
    pub(super) doc: Vec<String>,
    pub(super) arguments: Arguments,
}

/// What `fn new` takes.
pub(super) enum Arguments {
    /// Each given member by position.
    Positional,
    /// A struct of this name, with a member for each.
    Named { ty: String, attrs: Vec<Attr> },
}

/// `fn name() -> ty { value }`, and a function that reads the type and takes the value for null.
pub(super) struct DefaultFn {
    pub(super) name: String,
    pub(super) read: String,
    pub(super) ty: Ty,
    pub(super) value: Literal,
}

/// A value written in Rust.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Boolean(bool),
    Integer(i128),
    Float(f64),
    /// `path("text")`
    Text(Ty, String),
    /// A path to a variant or constant.
    Path(Ty),
    /// A call without arguments.
    Call(Ty),
}

/// `struct Name(pub T);`
pub(super) struct Newtype {
    pub(super) attrs: Vec<Attr>,
    pub(super) visibility: Visibility,
    pub(super) name: String,
    pub(super) ty: Ty,
}

/// `type Name = T;`
pub(super) struct Alias {
    pub(super) attrs: Vec<Attr>,
    pub(super) visibility: Visibility,
    pub(super) name: String,
    pub(super) ty: Ty,
}

/// An enum of values.
pub(super) struct Enum {
    pub(super) attrs: Vec<Attr>,
    pub(super) visibility: Visibility,
    pub(super) name: String,
    pub(super) values: EnumValues,
    /// The variant that keeps a value that the documents do not list, and what it holds.
    pub(super) other: Option<(String, Ty)>,
    pub(super) impl_attrs: Vec<Attr>,
    /// The shared macro that writes them.
    pub(super) blocks: Ty,
}

/// The values, by their type on the wire.
pub(super) enum EnumValues {
    Strings(Vec<EnumVariant<String>>),
    Integers(Vec<EnumVariant<i64>>),
    /// JSON text of each value.
    Mixed(Vec<EnumVariant<serde_json::Value>>),
}

/// A value of an enum.
pub(super) struct EnumVariant<T> {
    pub(super) attrs: Vec<Attr>,
    pub(super) name: String,
    pub(super) wire: T,
}

/// An enum of types.
pub(super) struct Union {
    pub(super) attrs: Vec<Attr>,
    pub(super) visibility: Visibility,
    pub(super) name: String,
    pub(super) variants: Vec<UnionVariant>,
    /// The variant that keeps JSON that fits none of the types.
    pub(super) other: Option<UnionOther>,
    pub(super) read: Read,
    /// Attributes of functions that grow with the types.
    pub(super) long: Vec<Attr>,
    /// Whether it is written by hand, with the tags of variants that do not carry their own.
    pub(super) writes_tags: Option<String>,
    pub(super) impl_attrs: Vec<Attr>,
    pub(super) support: Support,
}

/// The paths of shared functions, from where the union stands.
pub(super) struct Support {
    pub(super) read: Ty,
    pub(super) attempt: Ty,
    pub(super) ranked: Ty,
    pub(super) fit: Ty,
    pub(super) tagged: Ty,
    pub(super) new_box: Ty,
}

/// The variant that keeps the JSON.
pub(super) struct UnionOther {
    pub(super) attrs: Vec<Attr>,
    pub(super) name: String,
}

/// A type of a union.
pub(super) struct UnionVariant {
    pub(super) attrs: Vec<Attr>,
    pub(super) name: String,
    /// What it holds, without the box.
    pub(super) ty: Ty,
    /// The box around it, if there is one.
    pub(super) boxed: Option<Ty>,
    /// The tags that stand for it.
    pub(super) tags: Vec<String>,
    /// Whether the tag must be added when it is written.
    pub(super) add_tag: bool,
    /// Whether `From` of its type is written.
    pub(super) from: bool,
}

/// How a union is read.
pub(super) enum Read {
    /// serde's derive does it: the variants differ in kind.
    Derived,
    /// By the value of this member.
    Tag(String),
    /// By what fits best.
    Fit(Vec<Fit>),
}

/// What JSON a type accepts, as far as that tells it from others.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fit {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    /// A string of a certain form.
    Formatted,
    /// One of these strings.
    Words(Vec<String>),
    /// One of these values.
    Values(Vec<serde_json::Value>),
    Array(Box<Fit>),
    Map(Box<Fit>),
    Object {
        required: Vec<String>,
        known: Vec<String>,
        /// Those that may be `null`.
        null: Vec<String>,
        /// Members that must have one of these strings.
        words: Vec<(String, Vec<String>)>,
        /// Whether members that are not known lose nothing.
        open: bool,
        /// The constant of the struct that says all this.
        constant: Option<Ty>,
    },
    /// What fits one of these.
    OneOf(Vec<Fit>),
}
