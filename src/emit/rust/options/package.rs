//! Files and crates: how the code is laid out in them, and what a manifest says.

use crate::decode::{table, words};

/// How the code is laid out in files.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Layout;
///
/// let config = Config::from_toml("[rust]\nlayout = \"crate\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.layout, Layout::Crate);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// One file, `models.rs`.
    #[default]
    File,
    /// A module a model, and `mod.rs`, which has every model at its root.
    Modules,
    /// A whole crate: `Cargo.toml`, `src/lib.rs`.
    Crate,
}

words! { Layout { File = "file", Modules = "modules", Crate = "crate" } }

/// The package of a generated crate: `[rust.package]`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Package;
///
/// let config = Config::from_toml("[rust]\nlayout = \"crate\"\npackage = { name = \"shop-models\" }", "fieldtable.toml".as_ref())?;
/// let package = Package { name: "shop-models".into(), ..Package::default() };
/// assert_eq!(config.rust.package, package);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name. Default `"models"`.
    pub name: String,
    /// Its version. Default `"0.1.0"`.
    pub version: String,
    /// Whether each model has a module of its own. Default `false`.
    pub modules: bool,
}

table! { Package { name, version, modules, } }

impl Default for Package {
    fn default() -> Self {
        Self { name: "models".into(), version: "0.1.0".into(), modules: false }
    }
}

/// An edition of Rust.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::emit::rust::Edition;
///
/// let config = Config::from_toml("[rust]\nedition = \"2021\"", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.rust.edition, Edition::E2021);
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// `edition = "2021"`
    E2021,
    /// `edition = "2024"`
    E2024,
}

words! { Edition { E2021 = "2021", E2024 = "2024" } }

impl Edition {
    /// As a manifest has it.
    ///
    /// ```
    /// use fieldtable::emit::rust::Edition;
    ///
    /// assert_eq!(Edition::E2024.name(), "2024");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::E2021 => "2021",
            Self::E2024 => "2024",
        }
    }
}
