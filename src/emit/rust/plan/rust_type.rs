//! Types of Rust before they are spelled, and their spelling: the short names of the prelude, unless a generated type has
//! the name, or there is no `std`; absolute paths for all else, so that nothing in the user's scope can change a meaning.

use super::graph::Id;
use crate::emit::rust::code::Ty;
use std::borrow::Cow;

/// A type of Rust that is not generated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum RustTy {
    Primitive(&'static str),
    Std(Named, Vec<RustTy>),
    /// Of another crate, by absolute path.
    Foreign(&'static str, Vec<RustTy>),
    User(String),
}

/// What std, core and alloc have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Named {
    String,
    Vec,
    Option,
    Box,
    BTreeMap,
    HashMap,
    BTreeSet,
    HashSet,
    IpAddr,
    Ipv4Addr,
    Ipv6Addr,
}

impl Named {
    fn spelling(self) -> Spelling {
        let spelling = |module, name, prelude, home| Spelling { module, name, prelude, home };
        match self {
            Self::String => spelling("string", "String", true, "alloc"),
            Self::Vec => spelling("vec", "Vec", true, "alloc"),
            Self::Box => spelling("boxed", "Box", true, "alloc"),
            Self::Option => spelling("option", "Option", true, "core"),
            Self::BTreeMap => spelling("collections", "BTreeMap", false, "alloc"),
            Self::BTreeSet => spelling("collections", "BTreeSet", false, "alloc"),
            Self::HashMap => spelling("collections", "HashMap", false, "std"),
            Self::HashSet => spelling("collections", "HashSet", false, "std"),
            Self::IpAddr => spelling("net", "IpAddr", false, "core"),
            Self::Ipv4Addr => spelling("net", "Ipv4Addr", false, "core"),
            Self::Ipv6Addr => spelling("net", "Ipv6Addr", false, "core"),
        }
    }
}

struct Spelling {
    module: &'static str,
    name: &'static str,
    prelude: bool,
    /// The crate that has it where there is no std.
    home: &'static str,
}

impl RustTy {
    pub(super) const STRING: Self = Self::Std(Named::String, Vec::new());

    pub(super) fn std(name: Named, args: impl Into<Vec<Self>>) -> Self {
        Self::Std(name, args.into())
    }

    /// A type of another crate, by absolute path, with its generic arguments.
    pub(super) fn foreign(path: &'static str) -> Self {
        Self::Foreign(path, Vec::new())
    }
}

/// How this code spells types.
pub(super) struct Speller<'a> {
    /// The identifiers of the nodes.
    pub(super) names: &'a [Cow<'a, str>],
    /// Names that generated types have taken from the prelude.
    pub(super) shadowed: Vec<&'a str>,
    pub(super) no_std: bool,
    /// Whether models stand in modules below the root.
    pub(super) modules: bool,
    /// What nearly every field needs.
    pub(super) none: String,
    pub(super) is_none: String,
}

/// What of the prelude is spelled by its short name.
const PRELUDE: [&str; 5] = ["String", "Vec", "Box", "Option", "None"];

/// The name of the module with the types and functions that models share.
pub(super) const SUPPORT: &str = "support";

impl<'a> Speller<'a> {
    pub(super) fn new(names: &'a [Cow<'a, str>], no_std: bool, modules: bool) -> Self {
        let shadowed = names.iter().map(|it| &**it).filter(|it| PRELUDE.contains(it)).collect();
        let mut speller = Self { names, shadowed, no_std, modules, none: String::new(), is_none: String::new() };
        let short = !speller.shadowed.iter().any(|it| matches!(*it, "Option" | "None"));
        speller.none = if short { "None".to_owned() } else { speller.value(Named::Option, "None") };
        speller.is_none = speller.value(Named::Option, "is_none");
        speller
    }

    /// Writes a type; `false` if some of it was written by the user.
    pub(super) fn push(&self, ty: &RustTy, out: &mut String) -> bool {
        let args = match ty {
            RustTy::Primitive(name) => {
                out.push_str(name);
                return true;
            }
            RustTy::User(text) => {
                out.push_str(text);
                return false;
            }
            RustTy::Std(name, args) => {
                self.push_std(*name, out);
                args
            }
            RustTy::Foreign(path, args) => {
                out.push_str(path);
                args
            }
        };
        if args.is_empty() {
            return true;
        }
        out.push('<');
        let mut known = true;
        for (at, arg) in args.iter().enumerate() {
            out.push_str(if at > 0 { ", " } else { "" });
            known &= self.push(arg, out);
        }
        out.push('>');
        known
    }

    /// Writes the path of a type, without what it is a type of.
    pub(super) fn push_std(&self, name: Named, out: &mut String) {
        let it = name.spelling();
        if it.prelude && !(self.no_std && it.home != "core") && !self.shadowed.contains(&it.name) {
            return out.push_str(it.name);
        }
        let root = if self.no_std { it.home } else { "std" };
        out.extend(["::", root, "::", it.module, "::", it.name]);
    }

    /// `Option::None`, `Vec::new` and the like.
    pub(super) fn value(&self, name: Named, value: &str) -> String {
        let mut path = String::new();
        self.push_std(name, &mut path);
        path + "::" + value
    }

    /// Writes a generated type, from where models stand.
    pub(super) fn push_own(&self, id: Id, out: &mut String) {
        out.push_str(if self.modules { "super::" } else { "" });
        out.push_str(&self.names[id]);
    }

    /// Something of a generated type, from where models stand.
    pub(super) fn of_own(&self, id: Id, name: &str) -> Ty<'static> {
        let mut path = String::new();
        self.push_own(id, &mut path);
        Ty::new(path + "::" + name)
    }

    /// A shared type or function, from where models stand.
    pub(super) fn support(&self, name: &str) -> String {
        let up = if self.modules { "super::" } else { "" };
        [up, SUPPORT, "::", name].concat()
    }
}
