use serde::Deserialize;

/// The `[rust]` table.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "snake_case")]
pub struct Options {
    /// How the code is laid out in files.
    pub layout: Layout,
}

/// How the code is laid out in files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One file, `models.rs`.
    #[default]
    File,
    /// A folder with `mod.rs` and a module a model.
    Modules,
    /// A whole crate: `Cargo.toml`, `src/lib.rs`.
    Crate,
}
