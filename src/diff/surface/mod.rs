//! What consumers of the generated code can write, old against new. Comes in: two schemas and how code is made of them. Goes
//! out: [`Break`]s, each with the model and the field that it comes from. The generated code itself is looked at, so that
//! whatever the emitter decides is judged.

mod compare;
mod read;

pub(super) use compare::{Break, Effect, breaks};

use crate::emit::rust::{self, Layout, NonExhaustive, Options};
use crate::parallel;
use crate::schema::Schema;
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// What consumers see of generated code, by identifier of the type.
#[derive(Debug, Default)]
pub(super) struct Surface {
    pub(super) items: IndexMap<String, Item>,
}

/// A generated type.
#[derive(Debug)]
pub(super) struct Item {
    /// What it was called in the documents; its identifier, where it has no name there.
    pub(super) model: String,
    pub(super) body: Body,
    pub(super) non_exhaustive: bool,
    /// Traits that it has.
    pub(super) traits: BTreeSet<String>,
    /// Its functions: names, and what they take and give.
    pub(super) functions: BTreeMap<String, Signature>,
}

/// What is in a generated type.
#[derive(Debug)]
pub(super) enum Body {
    /// Fields, by identifier.
    Struct(IndexMap<String, Member>),
    /// Fields without a name.
    Tuple(Vec<String>),
    /// Variants, by identifier.
    Enum(IndexMap<String, Member>),
    /// Another name for a type.
    Alias(String),
}

/// A field or a variant.
#[derive(Debug)]
pub(super) struct Member {
    /// The name on the wire.
    pub(super) wire: String,
    /// The type, or what is in the variant; aliases are spelled out.
    pub(super) ty: String,
}

/// What a function takes and gives.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) names: Vec<String>,
    pub(super) types: Vec<String>,
    pub(super) gives: String,
}

/// The code of one schema: as the options say, and which types are `#[non_exhaustive]` in which profile.
pub(super) struct Code {
    pub(super) surface: Surface,
    /// Those that are so even where nothing asks for it.
    pub(super) never: BTreeSet<String>,
    /// Those that are so where everything that can be is.
    pub(super) always: BTreeSet<String>,
}

impl Code {
    /// The code of a schema.
    pub(super) fn of(schema: &Schema, options: &Options) -> Self {
        let surface = |non_exhaustive: NonExhaustive| {
            // Names of the documents are read from the aliases that rustdoc finds things by.
            let plain = Options { doc_aliases: true, docs: false, header: String::new(), ..options.clone() };
            let options = Options { non_exhaustive, layout: Layout::File, ..plain };
            let text: String =
                rust::emit(schema, &options).artifacts.into_iter().map(|it| it.text.to_string()).collect();
            read::surface(&text)
        };
        let profiles = [options.non_exhaustive, NonExhaustive::Never, NonExhaustive::Always];
        let mut read: Vec<Surface> = parallel::map(profiles, surface);
        let closed = |it: &Surface| -> BTreeSet<String> {
            it.items.iter().filter(|it| it.1.non_exhaustive).map(|it| it.0.clone()).collect()
        };
        let (never, always) = (closed(&read[1]), closed(&read[2]));
        Self { surface: read.swap_remove(0), never, always }
    }
}
