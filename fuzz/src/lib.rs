//! What the targets do, and what they have in common: the whole way from texts to Rust, and the laws on it. A crate of its
//! own for the fuzzer, a module of the tests for the seeds that are kept.

use fieldtable::diag::render::{Format, render};
use fieldtable::emit::rust;
use fieldtable::schema::{Schema, Type, types};
use fieldtable::text::SourceMap;
use fieldtable::{Compilation, Options, compile};

#[path = "../../tests/it/sound.rs"]
#[allow(clippy::duplicate_mod, reason = "the tests read this crate and the law both")]
mod sound;
pub mod targets;

/// Reads pages. Every finding can be shown, and its places stand in the texts.
pub fn read(pages: &[(&str, &str)], options: &Options) -> (SourceMap, Compilation) {
    let mut sources = SourceMap::new();
    for (path, text) in pages {
        sources.add(*path, text);
    }
    let compilation = compile(&sources, options);
    for format in [Format::Short, Format::Json, Format::Human { color: true, width: 100 }] {
        let _ = render(&sources, &compilation.diagnostics, format, None);
    }
    whole(&compilation.schema);
    (sources, compilation)
}

/// A schema refers to nothing that it has not.
pub fn whole(schema: &Schema) {
    for (name, model) in &schema.models {
        types(model, &mut |it| {
            if let Type::Ref(target) = it {
                assert!(schema.models.contains_key(target), "`{name}` refers to `{target}`, which is no model");
            }
        });
    }
}

/// Writes Rust. It parses, names nothing that it does not define, and is the same when it is made again.
pub fn rust(schema: &Schema, options: &rust::Options) {
    let emission = rust::emit(schema, options);
    for artifact in &emission.artifacts {
        if artifact.path.ends_with(".rs")
            && let Some(wrong) = sound::unsound(&artifact.text.to_string())
        {
            panic!("{wrong}:\n{}", artifact.text);
        }
    }
    assert!(emission == rust::emit(schema, options), "the same schema gives other Rust");
}
