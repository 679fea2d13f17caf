//! Any OpenAPI document or JSON Schema: it is read or refused, the schema refers to nothing it has not, and every emitter
//! writes it.
#![no_main]

use fieldtable::emit::EMITTERS;
use fieldtable::import;
use fieldtable_fuzz::{rust as emit, whole};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(document) = import::document(text) else { return };
    for read in [import::openapi::read, import::json_schema::read] {
        let Ok((schema, _)) = read(&document) else { continue };
        whole(&schema);
        emit(&schema, &fieldtable::emit::rust::Options::default());
        for emitter in EMITTERS {
            let _ = (emitter.emit)(&schema, &fieldtable::emit::Unknown);
        }
    }
});
