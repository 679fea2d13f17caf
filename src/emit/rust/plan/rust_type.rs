//! Types of Rust before they are spelled, and their spelling: the short names of the prelude, unless a generated type has
//! the name, or there is no `std`; absolute paths for all else, so that nothing in the user's scope can change a meaning.

use super::graph::Id;
use crate::emit::rust::code::Ty;
use std::borrow::Cow;

/// A type of Rust.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RustTy {
    Primitive(&'static str),
    Std(Named, Vec<RustTy>),
    /// Of another crate, by absolute path.
    Foreign(&'static str, Vec<RustTy>),
    /// Of the module that stands beside the models.
    Support(&'static str, Vec<RustTy>),
    /// A generated type.
    Own(Id),
    User(String),
}

/// What std, core and alloc have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        if path.contains('<') { Self::User(path.to_owned()) } else { Self::Foreign(path, Vec::new()) }
    }

    pub(super) fn option(self) -> Self {
        Self::std(Named::Option, [self])
    }

    pub(super) fn boxed(self) -> Self {
        Self::std(Named::Box, [self])
    }
}

/// How this code spells types.
pub(super) struct Speller<'a> {
    /// The identifiers of the nodes.
    pub(super) names: &'a [String],
    /// Names that generated types have taken from the prelude.
    pub(super) shadowed: Vec<&'a str>,
    pub(super) no_std: bool,
    /// Whether models stand in modules below the root.
    pub(super) modules: bool,
    /// What nearly every field needs.
    pub(super) none: Ty,
    pub(super) is_none: String,
}

/// What of the prelude is spelled by its short name.
const PRELUDE: [&str; 5] = ["String", "Vec", "Box", "Option", "None"];

/// The name of the module with the types and functions that models share.
pub(super) const SUPPORT: &str = "support";

impl<'a> Speller<'a> {
    pub(super) fn new(names: &'a [String], no_std: bool, modules: bool) -> Self {
        let shadowed = names.iter().map(String::as_str).filter(|it| PRELUDE.contains(it)).collect();
        let unset = Ty::User(String::new());
        let mut speller = Self { names, shadowed, no_std, modules, none: unset, is_none: String::new() };
        speller.none = speller.std_value(Named::Option, "None");
        speller.is_none = Self::text(&speller.std_value(Named::Option, "is_none"));
        speller
    }

    pub(super) fn ty(&self, ty: &RustTy) -> Ty {
        match ty {
            RustTy::Primitive(name) => relative([*name], Vec::new()),
            RustTy::Std(name, args) => self.std(*name, self.all(args)),
            RustTy::Foreign(path, args) => absolute(path, self.all(args)),
            RustTy::Support(name, args) => self.support(name, self.all(args)),
            RustTy::Own(id) => self.own(*id),
            RustTy::User(text) => Ty::User(text.clone()),
        }
    }

    fn all(&self, args: &[RustTy]) -> Vec<Ty> {
        args.iter().map(|it| self.ty(it)).collect()
    }

    fn std(&self, name: Named, args: Vec<Ty>) -> Ty {
        let it = name.spelling();
        if it.prelude && !(self.no_std && it.home != "core") && !self.shadowed.contains(&it.name) {
            return relative([it.name], args);
        }
        let root = if self.no_std { it.home } else { "std" };
        Ty::Path { absolute: true, segments: vec![root.into(), it.module.into(), it.name.into()], args }
    }

    /// `None`, `Vec::new` and the like.
    pub(super) fn std_value(&self, name: Named, value: &'static str) -> Ty {
        match self.std(name, Vec::new()) {
            Ty::Path { absolute: false, .. } if value == "None" && !self.shadowed.contains(&"None") => {
                relative(["None"], Vec::new())
            }
            Ty::Path { absolute, mut segments, args } => {
                segments.push(value.into());
                Ty::Path { absolute, segments, args }
            }
            user @ Ty::User(_) => user,
        }
    }

    /// A generated type, from where models stand.
    pub(super) fn own(&self, id: Id) -> Ty {
        let name = self.names[id].clone();
        if self.modules {
            relative(["super".into(), Cow::Owned(name)], Vec::new())
        } else {
            relative([name], Vec::new())
        }
    }

    /// A shared type or function, from where models stand.
    pub(super) fn support(&self, name: &'static str, args: Vec<Ty>) -> Ty {
        let names = [SUPPORT].into_iter().chain(name.split("::")).map(Cow::Borrowed);
        let up = self.modules.then_some(Cow::Borrowed("super"));
        Ty::Path { absolute: false, segments: up.into_iter().chain(names).collect(), args }
    }

    /// A path as serde's attributes have it.
    pub(super) fn text(ty: &Ty) -> String {
        match ty {
            Ty::Path { absolute, segments, .. } => {
                format!("{}{}", if *absolute { "::" } else { "" }, segments.join("::"))
            }
            Ty::User(text) => text.clone(),
        }
    }
}

pub(super) fn relative<const N: usize>(segments: [impl Into<Cow<'static, str>>; N], args: Vec<Ty>) -> Ty {
    Ty::Path { absolute: false, segments: segments.map(Into::into).into(), args }
}

pub(super) fn absolute(path: &'static str, args: Vec<Ty>) -> Ty {
    let segments = path.split("::").filter(|it| !it.is_empty()).map(Cow::Borrowed).collect();
    Ty::Path { absolute: true, segments, args }
}
