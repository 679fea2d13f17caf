//! Turns the field tables of API docs (name, type, description, notes) into Rust types that accept and give back the
//! real JSON.
//!
//! ```
//! use fieldtable::{Options, compile, emit, text::SourceMap};
//!
//! let mut sources = SourceMap::new();
//! sources.add(
//!     "Order.md",
//!     "# Order\n\n| Field | Type | Required |\n| --- | --- | --- |\n| id | integer | yes |\n| note | string \\| null | no |\n",
//! );
//! let compilation = compile(&sources, &Options::default());
//! let emission = emit::rust::emit(&compilation.schema, &emit::rust::Options::default());
//! assert!(emission.artifacts[0].text.to_string().contains("pub note: support::Maybe<String>,"));
//! ```
//!
//! | To | Start at |
//! | --- | --- |
//! | make types in a build script | [`Builder`], [`include_models!`] |
//! | read pages | [`text::SourceMap`], [`compile()`]; [`config::load()`] reads files and `fieldtable.toml` |
//! | show what is wrong with them | [`Compilation::diagnostics`], [`diag::render`] |
//! | look at what they say | [`schema::Schema`], [`resolve::Origins`] (where each fact comes from), [`dialect::Coverage`] |
//! | write it | [`emit::rust`], [`emit::EMITTERS`] (JSON Schema, OpenAPI, …), [`output`] (files) |
//! | compare it | [`diff::compare`], [`snapshot::Snapshot`], [`import`] (OpenAPI, JSON Schema), [`verify::verify`] (real JSON) |
//! | teach it a kind of docs | [`dialect::Dialect`], [`typexpr::Notation`] |
//!
//! # Features
//!
//! Without any, the library goes from pages to Rust and is light enough for a build script. `export` writes other formats,
//! `diff` compares, `report` writes what that found and a page of HTML, `import` reads OpenAPI and JSON Schema, `yaml` reads
//! them in YAML too, `verify` checks real JSON, `format` lays out all of the Rust, `render` draws findings in the page they come from, `serde` gives schemas and
//! JSON the traits of that crate (the others have it with them), `cli` (the default) is the command and all of these.
//!
//! # How it is built
//!
//! Data flows one way. A module imports only from the floors below it, and a test says so:
//!
//! ```text
//! 0  text diag error name progress places, findings, failures, words, how far a run is
//! 0  decode                    TOML → values
//! 0  parallel order            work spread over the cores; sorting
//! 0  json                      texts of JSON ↔ values
//! 1  schema                    the waist: what the documents say, in the words of JSON
//! 2  markdown typexpr          pages → tables; cells → type expressions
//! 3  dialect                   tables → drafts: columns have roles
//! 4  resolve                   drafts → schema and origins
//! 4  import emit diff snapshot schema ↔ other documents, schema → text, schema × schema → findings
//! 5  compile                   the whole way from texts to a schema, pure
//! 6  config provenance         fieldtable.toml → options; the pages of a run; what was found out, in words
//! 6  mend                      settings → the text of fieldtable.toml
//! 7  output builder            artifacts → files; the door for build scripts
//! 7  lsp                       the same, in an editor
//! ```

pub mod builder;
pub mod compile;
pub mod config;
mod decode;
pub mod diag;
pub mod dialect;
#[cfg(feature = "diff")]
pub mod diff;
pub mod emit;
pub mod error;
#[cfg(feature = "import")]
pub mod import;
pub mod infer;
mod json;
#[cfg(feature = "lsp")]
pub mod lsp;
#[doc(hidden)]
pub mod markdown;
#[cfg(feature = "edit")]
pub mod mend;
pub mod name;
mod order;
pub mod output;
mod parallel;
pub mod progress;
#[cfg(feature = "export")]
pub mod provenance;
pub mod resolve;
pub mod schema;
#[cfg(feature = "diff")]
pub mod snapshot;
pub mod text;
pub mod typexpr;
#[cfg(feature = "verify")]
pub mod verify;

/// Takes in the file that a build script wrote with [`Builder`] into `OUT_DIR`.
///
/// ```ignore
/// fieldtable::include_models!("models.rs");
/// ```
#[macro_export]
macro_rules! include_models {
    ($file:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $file));
    };
}

pub use builder::Builder;
pub use compile::{Compilation, Options, compile};
pub use error::Error;

#[cfg(doctest)]
#[allow(rustdoc::invalid_codeblock_attributes, reason = "pages say which file a fence is")]
mod book {
    #[doc = include_str!("../README.md")]
    struct Readme;
    #[doc = include_str!("../docs/doors.md")]
    struct Doors;
}
