//! Rust as it will be printed: every name, path, attribute and order is settled. `plan` makes it, `print` writes it down.

use crate::schema::Value;
use std::borrow::Cow;

/// What is made of items. What is made of the next follows it.
pub(super) trait Made: Clone + Send + Sync {
    fn add(&mut self, next: Self);
}

/// A file of the generated code.
pub(super) struct File<T> {
    /// Relative to the target.
    pub(super) path: String,
    /// What was made of its items.
    pub(super) made: T,
}

/// An attribute.
#[derive(Clone)]
pub(super) enum Attr<'a> {
    /// Lines of a doc comment, without slashes and the blank behind them.
    Doc(Cow<'a, str>),
    /// `#[path]`
    Word(&'static str),
    /// `#[path(a, b = "c")]`
    List(&'static str, Vec<Meta<'a>>),
    /// An attribute that the user wrote, without `#[` and `]`.
    Raw(&'a str),
}

/// An entry of an attribute's list.
#[derive(Clone)]
pub(super) enum Meta<'a> {
    Word(&'static str),
    Value(&'static str, Cow<'a, str>),
    Path(Ty<'a>),
    /// `name = expression`
    Expr(&'static str, String),
    /// `name(entries)`
    List(&'static str, Vec<Meta<'a>>),
}

/// A type, or the path of a value, as it is spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ty<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether some of it was written by the user, who may not lay it out as others would.
    pub(super) is_users: bool,
}

impl<'a> Ty<'a> {
    /// What no user wrote.
    pub(super) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), is_users: false }
    }

    pub(super) fn users(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), is_users: true }
    }
}

/// Something that stands in a file.
pub(super) enum Item<'a> {
    /// What stands at the top of a file.
    Head {
        /// Comment lines, without slashes.
        comment: Vec<String>,
        /// Inner attributes and inner doc comments.
        attrs: Vec<Attr<'a>>,
    },
    Struct(Struct<'a>),
    Newtype(Newtype<'a>),
    Alias(Alias<'a>),
    Enum(Enum<'a>),
    Union(Union<'a>),
    /// `mod name;`
    Module {
        attrs: Vec<Attr<'a>>,
        visibility: Option<Visibility>,
        name: String,
    },
    /// `pub use self::module::{names};`
    Use {
        attrs: Vec<Attr<'a>>,
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

impl Item<'_> {
    /// The types that it defines.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Struct(it) => {
                let required = it.constructor.as_ref().and_then(|it| match &it.arguments {
                    Arguments::Named { ty, .. } => Some(ty.clone()),
                    Arguments::Positional => None,
                });
                [it.name.to_owned()].into_iter().chain(required).collect()
            }
            Self::Newtype(it) => vec![it.name.to_owned()],
            Self::Alias(it) => vec![it.name.to_owned()],
            Self::Enum(it) => vec![it.name.to_owned()],
            Self::Union(it) => vec![it.name.to_owned()],
            Self::Head { .. }
            | Self::Module { .. }
            | Self::Use { .. }
            | Self::ExternCrate(_)
            | Self::Support { .. } => Vec::new(),
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
pub(super) struct Struct<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) visibility: Visibility,
    pub(super) name: &'a str,
    pub(super) members: Vec<Member<'a>>,
    pub(super) constructor: Option<Constructor<'a>>,
    /// The constant that says what JSON it accepts, where a union asks.
    pub(super) fit: Option<FitConst<'a>>,
    /// Functions that give the values of absent members.
    pub(super) defaults: Vec<DefaultFn<'a>>,
    /// Whether `Default` is written out, by the members' starts.
    pub(super) default_impl: bool,
    /// Attributes of its `impl` blocks.
    pub(super) impl_attrs: Vec<Attr<'a>>,
}

/// `const FIT: path = fit;`
pub(super) struct FitConst<'a> {
    pub(super) visibility: Option<Visibility>,
    pub(super) ty: Ty<'a>,
    pub(super) fit: Fit<'a>,
}

/// A member of a struct.
pub(super) struct Member<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) name: Cow<'a, str>,
    pub(super) ty: Ty<'a>,
    /// What it starts as where nobody gives it.
    pub(super) start: Start<'a>,
}

/// What a member is before somebody sets it.
#[derive(Clone)]
pub(super) enum Start<'a> {
    /// Somebody must.
    Given,
    /// A path to a constant or variant, such as `None`.
    Value(Ty<'a>),
    /// A call of a function without arguments, such as `BTreeMap::new`.
    Call(Ty<'a>),
}

/// `fn new`.
pub(super) struct Constructor<'a> {
    pub(super) doc: String,
    pub(super) arguments: Arguments<'a>,
}

/// What `fn new` takes.
pub(super) enum Arguments<'a> {
    /// Each given member by position.
    Positional,
    /// A struct of this name, with a member for each.
    Named { ty: String, attrs: Vec<Attr<'a>> },
}

/// `fn name() -> ty { value }`, and a function that reads the type and takes the value for null.
pub(super) struct DefaultFn<'a> {
    pub(super) name: String,
    pub(super) read: String,
    pub(super) ty: Ty<'a>,
    pub(super) value: Literal<'a>,
}

/// A value written in Rust.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal<'a> {
    Boolean(bool),
    Integer(i128),
    Float(f64),
    /// `path("text")`
    Text(Ty<'a>, &'a str),
    /// A path to a variant or constant.
    Path(Ty<'a>),
    /// A call without arguments.
    Call(Ty<'a>),
}

/// `struct Name(pub T);`
pub(super) struct Newtype<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) visibility: Visibility,
    pub(super) name: &'a str,
    pub(super) ty: Ty<'a>,
}

/// `type Name = T;`
pub(super) struct Alias<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) visibility: Visibility,
    pub(super) name: &'a str,
    pub(super) ty: Ty<'a>,
}

/// An enum of values.
pub(super) struct Enum<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) visibility: Visibility,
    pub(super) name: &'a str,
    pub(super) values: EnumValues<'a>,
    /// The variant that keeps a value that the documents do not list, and what it holds.
    pub(super) other: Option<(&'static str, Ty<'a>)>,
    pub(super) impl_attrs: Vec<Attr<'a>>,
    /// The shared macro that writes them.
    pub(super) blocks: Ty<'a>,
}

/// The values, by their type on the wire.
pub(super) enum EnumValues<'a> {
    Strings(Vec<EnumVariant<'a, &'a str>>),
    Integers(Vec<EnumVariant<'a, i64>>),
    /// JSON text of each value.
    Mixed(Vec<EnumVariant<'a, &'a Value>>),
}

/// A value of an enum.
pub(super) struct EnumVariant<'a, T> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) name: Cow<'a, str>,
    pub(super) wire: T,
}

/// An enum of types.
pub(super) struct Union<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) visibility: Visibility,
    pub(super) name: &'a str,
    pub(super) variants: Vec<UnionVariant<'a>>,
    /// The variant that keeps JSON that fits none of the types.
    pub(super) other: Option<UnionOther<'a>>,
    pub(super) read: Read<'a>,
    /// Attributes of functions that grow with the types.
    pub(super) long: Vec<Attr<'a>>,
    /// Whether it is written by hand, with the tags of variants that do not carry their own.
    pub(super) writes_tags: Option<&'a str>,
    pub(super) impl_attrs: Vec<Attr<'a>>,
    pub(super) support: Support<'a>,
}

/// The paths of shared functions, from where the union stands.
pub(super) struct Support<'a> {
    pub(super) read: Ty<'a>,
    pub(super) attempt: Ty<'a>,
    pub(super) ranked: Ty<'a>,
    pub(super) fit: Ty<'a>,
    pub(super) tagged: Ty<'a>,
    pub(super) new_box: Ty<'a>,
}

/// The variant that keeps the JSON.
pub(super) struct UnionOther<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) name: &'static str,
}

/// A type of a union.
pub(super) struct UnionVariant<'a> {
    pub(super) attrs: Vec<Attr<'a>>,
    pub(super) name: String,
    /// What it holds, without the box.
    pub(super) ty: Ty<'a>,
    /// The box around it, if there is one.
    pub(super) boxed: Option<Ty<'a>>,
    /// The tags that stand for it.
    pub(super) tags: Vec<&'a str>,
    /// Whether the tag must be added when it is written.
    pub(super) add_tag: bool,
    /// Whether `From` of its type is written.
    pub(super) from: bool,
}

/// How a union is read.
pub(super) enum Read<'a> {
    /// serde's derive does it: the variants differ in kind.
    Derived,
    /// By the value of this member.
    Tag(&'a str),
    /// By what fits best.
    Fit(Vec<Fit<'a>>),
}

/// What JSON a type accepts, as far as that tells it from others.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fit<'a> {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    /// A string of a certain form.
    Formatted,
    /// One of these strings.
    Words(Vec<&'a str>),
    /// One of these values.
    Values(Vec<&'a Value>),
    Array(Box<Fit<'a>>),
    Map(Box<Fit<'a>>),
    Object {
        required: Vec<&'a str>,
        known: Vec<&'a str>,
        /// Those that may be `null`.
        null: Vec<&'a str>,
        /// Members that must have one of these strings.
        words: Vec<(&'a str, Vec<&'a str>)>,
        /// Whether members that are not known lose nothing.
        open: bool,
        /// The constant of the struct that says all this.
        constant: Option<Ty<'a>>,
    },
    /// What fits one of these.
    OneOf(Vec<Fit<'a>>),
}
