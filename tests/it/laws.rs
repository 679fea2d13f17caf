//! What holds for every schema and every document.

use crate::arbitrary;
use fieldtable::emit::{dot, json_schema, markdown, mermaid, openapi, rust};
use fieldtable::import;
use fieldtable::schema::{ModelKind, Schema, Type, types};
use fieldtable::text::SourceMap;
use fieldtable::{Options, compile};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use serde_json::Value;
use std::collections::HashSet;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the emitter writes JSON")
}

/// The first invariant of a schema that does not hold.
fn broken(schema: &Schema) -> Option<String> {
    schema.models.iter().find_map(|(name, model)| {
        let mut dangling = None;
        let mut empty = false;
        types(model, &mut |it| match it {
            Type::Ref(target) if !schema.models.contains_key(target) => dangling = Some(target.clone()),
            Type::Enum(it) => empty |= it.values.is_empty(),
            Type::Union(it) => empty |= it.variants.is_empty(),
            _ => {}
        });
        let mut names = HashSet::new();
        let twice = match &model.kind {
            ModelKind::Object(object) => object.fields.iter().find(|it| !names.insert(&it.name)),
            ModelKind::Enum(it) => {
                empty |= it.values.is_empty();
                None
            }
            _ => None,
        };
        let nullable_twice = match &model.kind {
            ModelKind::Object(it) => it.fields.iter().find(|it| it.nullable && matches!(it.ty, Type::Nullable(_))),
            _ => None,
        };
        dangling
            .map(|it| format!("`{name}` refers to `{it}`, which is no model"))
            .or_else(|| twice.map(|it| format!("`{name}` has two fields `{}`", it.name)))
            .or_else(|| nullable_twice.map(|it| format!("`{name}.{}` is nullable twice", it.name)))
            .or_else(|| empty.then(|| format!("`{name}` has an enum or a union of nothing")))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_schema_read_and_written_again_is_the_same(schema in arbitrary::schema()) {
        let text = json_schema::emit(&schema);
        let (read, notices) = import::json_schema::read(&json(&text)).expect("a JSON Schema");
        prop_assert_eq!(notices, []);
        prop_assert_eq!(json_schema::emit(&read), text);
    }

    #[test]
    fn openapi_read_and_written_again_is_the_same(schema in arbitrary::schema()) {
        let text = openapi::emit(&schema);
        let (read, notices) = import::openapi::read(&json(&text)).expect("an OpenAPI document");
        prop_assert_eq!(notices, []);
        prop_assert_eq!(openapi::emit(&read), text);
    }

    #[test]
    fn canonical_tables_are_read_as_they_were_written(schema in arbitrary::schema()) {
        let mut sources = SourceMap::new();
        sources.add("models.md", markdown::emit(&schema));
        let read = compile(&sources, &Options::default());
        prop_assert_eq!(read.diagnostics, []);
        prop_assert_eq!(read.schema, schema);
    }

    #[test]
    fn any_document_gives_a_sound_schema(document in arbitrary::document()) {
        let (schema, _) = import::openapi::read(&document).expect("an OpenAPI document");
        prop_assert_eq!(broken(&schema), None);
        prop_assert_eq!(import::openapi::read(&document).expect("still one").0, schema);
    }

    #[test]
    fn no_text_breaks_out_of_a_diagram(schema in arbitrary::schema()) {
        let harmless = |it: &str| !it.contains(['"', '{', '}', '[', ']', '<', '>', '`', '%', ';', '\\']);
        for line in mermaid::emit(&schema).lines().skip(1) {
            let rest = line.strip_prefix("  ").expect("an indented line");
            let text = match rest.split_once(" : ") {
                Some((_, text)) => text,
                None if rest.starts_with("class ") => rest.split_once("[\"").and_then(|it| it.1.strip_suffix("\"]")).unwrap_or_default(),
                None => "",
            };
            let mut plain = String::new();
            for (at, part) in text.split('#').enumerate() {
                plain += if at == 0 { part } else { part.trim_start_matches(|it: char| it.is_ascii_digit()).strip_prefix(';').unwrap_or("\"") };
            }
            prop_assert!(harmless(&plain), "{}", line);
        }
        for line in dot::emit(&schema).lines() {
            let unescaped = line.replace("\\\\", "").replace("\\\"", "");
            prop_assert!(unescaped.matches('"').count() % 2 == 0, "{}", line);
        }
    }
}

proptest! {
    // Each makes code many times.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn code_that_follows_other_code_is_as_it_is_by_itself(
        mut schema in arbitrary::schema(),
        edits in proptest::collection::vec((arbitrary::schema(), 0..9_usize), 1..6),
        layout in proptest::sample::select(vec![rust::Layout::File, rust::Layout::Modules]),
        constructors: bool,
    ) {
        let options = rust::Options { layout, constructors, ..rust::Options::default() };
        let mut session = rust::Session::new(options.clone());
        for (other, at) in edits {
            prop_assert_eq!(session.emit(&schema), rust::emit(&schema, &options));
            match schema.models.get_index_mut(at) {
                Some((name, model)) => *model = other.models[name.as_str()].clone(),
                None if at % 2 == 0 => schema = other,
                None => schema.models.truncate(at - 2),
            }
        }
        prop_assert_eq!(session.emit(&schema), rust::emit(&schema, &options));
    }
}
