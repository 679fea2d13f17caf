//! What pages of operations tell, for every kind of generated docs of which there is a fixture: a request for each
//! operation that has parameters, and which models are read and which are written.

use fieldtable::schema::{Direction, Model, ModelKind, Presence, Schema};
use fieldtable::text::SourceMap;
use fieldtable::{Options, compile};
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[test]
fn requests_and_directions_are_read_from_pages_of_every_kind() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator");
    let mut folders: Vec<PathBuf> = entries(&root).into_iter().filter(|it| it.is_dir()).collect();
    folders.sort();
    let mut shown = String::new();
    for folder in folders {
        let mut sources = SourceMap::new();
        add(&folder, &folder, &mut sources);
        if sources.iter().next().is_none() {
            continue;
        }
        let options = Options { operations: true, ..Options::default() };
        let schema = compile(&sources, &options).schema;
        let name = folder.file_name().expect("a folder has a name").to_string_lossy();
        writeln!(shown, "{name}").expect("text takes text");
        shown += &requests(&schema);
        shown += &directions(&schema);
    }
    insta::with_settings!({snapshot_path => "../../fixtures/openapi-generator", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!("operations", shown);
    });
}

fn requests(schema: &Schema) -> String {
    let requests = schema.models.iter().filter(|it| it.0.contains("Request"));
    let line = |(name, model): (&String, &Model)| {
        let ModelKind::Object(object) = &model.kind else { panic!("{name} is no object") };
        let mark = |it: &Presence| if *it == Presence::Required { "" } else { "?" };
        let default = |it: Option<&fieldtable::schema::Value>| it.map_or_else(String::new, |it| format!(" = {it}"));
        let fields = object
            .fields
            .iter()
            .map(|it| format!("{}{}: {}{}", it.name, mark(&it.presence), it.ty, default(it.default.as_deref())));
        let about = model.description.as_deref().unwrap_or("").replace("\n\n", ": ");
        format!("  {name}({}) {about}\n", fields.collect::<Vec<_>>().join(", "))
    };
    requests.map(line).collect()
}

fn directions(schema: &Schema) -> String {
    let of = |direction: Direction| -> Vec<&str> {
        let models = schema.models.iter().filter(|it| it.1.direction == direction && !it.0.contains("Request"));
        models.map(|it| it.0.as_str()).collect()
    };
    let named = [("read", Direction::Read), ("written", Direction::Write), ("both", Direction::Both)];
    let line = |(name, direction)| format!("  {name}: {}\n", of(direction).join(", "));
    named.into_iter().map(line).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a fixture folder");
    let mut found: Vec<PathBuf> = entries.map(|it| it.expect("a folder can be listed").path()).collect();
    found.sort();
    found
}

fn add(root: &Path, folder: &Path, sources: &mut SourceMap) {
    for path in entries(folder) {
        if path.is_dir() {
            add(root, &path, sources);
        } else if path.extension().is_some_and(|it| it == "md") {
            let name = path.strip_prefix(root).expect("it stands below").to_string_lossy().into_owned();
            sources.add(name, std::fs::read_to_string(&path).expect("a page"));
        }
    }
}

/// Requests of pages beside the page of a model, all of one dialect.
fn beside_a_model(dialect: &str, pages: &[(&str, &str)]) -> String {
    let mut sources = SourceMap::new();
    for (path, text) in pages {
        sources.add((*path).to_owned(), *text);
    }
    let options = Options { operations: true, dialect: Some(dialect.to_owned()), ..Options::default() };
    requests(&compile(&sources, &options).schema)
}

const UPLOAD: &str = "
# Shop\\PhotosApi

Method | HTTP request | Description
------------- | ------------- | -------------
[**upload**](PhotosApi.md#upload) | **POST** /photos/{photoId} | Takes a photo

## `upload()`

Takes a photo.

It may be large.

### Parameters

| Name | Type | Description  | Notes |
| ------------- | ------------- | ------------- | ------------- |
| **photo_id** | **int**| | |
| **photo** | **\\SplFileObject****\\SplFileObject**| a | b | [optional] |
| hostIndex | null|int | Host index. | [optional] |
";

#[test]
fn files_printed_twice_are_one_type_and_what_the_client_alone_takes_is_left_out() {
    insta::assert_snapshot!(
        beside_a_model("openapi-generator-php", &[("docs/Api/PhotosApi.md", UPLOAD)]),
        @"  UploadRequest(photoId: integer, photo?: string(binary)) Takes a photo.: It may be large.: `POST /photos/{photoId}`"
    );
}

#[test]
fn an_operation_of_two_topics_has_one_request() {
    insta::assert_snapshot!(
        beside_a_model("openapi-generator-php", &[("docs/Api/PhotosApi.md", UPLOAD), ("docs/Api/FilesApi.md", UPLOAD)]),
        @"  UploadRequest(photoId: integer, photo?: string(binary)) Takes a photo.: It may be large.: `POST /photos/{photoId}`"
    );
}

#[test]
fn operations_of_one_name_and_other_paths_have_requests_of_their_own() {
    let other = UPLOAD.replace("/photos/", "/pictures/");
    insta::assert_snapshot!(
        beside_a_model("openapi-generator-php", &[("docs/Api/PhotosApi.md", UPLOAD), ("docs/Api/PicturesApi.md", &other)]),
        @r"
          UploadRequest(photoId: integer, photo?: string(binary)) Takes a photo.: It may be large.: `POST /photos/{photoId}`
          UploadRequest2(photoId: integer, photo?: string(binary)) Takes a photo.: It may be large.: `POST /pictures/{photoId}`
        "
    );
}
