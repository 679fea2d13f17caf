//! Any configuration: it is read or refused, and steers a run without a panic. No file is looked for.
#![no_main]

use fieldtable::Options;
use fieldtable::config::Config;
use fieldtable_fuzz::{read, rust as emit};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

const PAGE: &str = "# # Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n\
    **id** | **int** | The key. | [optional]\n**kind** | **string** | One of `a`, `b`. | [optional] [default to 'a']\n\
    **line_items** | [**\\Shop\\Order[]**](Order.md) | | [optional]\n";

fuzz_target!(|text: &str| {
    let Ok(config) = Config::from_toml(text, Path::new("fieldtable.toml")) else { return };
    let options = Options {
        dialect: config.dialect.clone(),
        operations: config.operations,
        schema: config.schema.clone(),
        ..Options::default()
    };
    let (_, compilation) = read(&[("Order.md", PAGE)], &options);
    // What a user may name by a path is not defined here.
    let _ = fieldtable::emit::rust::emit(&compilation.schema, &config.rust);
    emit(&compilation.schema, &fieldtable::emit::rust::Options::default());
});
