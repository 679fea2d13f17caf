//! Any dialect or notation file: it is read or refused, and a page read with it does not panic.
#![no_main]

use fieldtable::Options;
use fieldtable::dialect::Dialect;
use fieldtable::schema::Type;
use fieldtable::typexpr::Notation;
use fieldtable_fuzz::{read, rust as emit};
use libfuzzer_sys::fuzz_target;

const PAGE: &str = "# Order\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n\
    **id** | **int** | The key. | [optional]\n**kind** | **string** | One of `a`, `b`. | [optional] [default to 'a']\n\n\
    ## Enum: Kind\n\n* `A` (value: `a`)\n\n| Field | Type | Required |\n|--|--|--|\n| `a.b` | list of string or null | yes |\n";

fuzz_target!(|text: &str| {
    if let Ok(notation) = Notation::from_toml(text) {
        for spelling in ["string", "list of string or null", "Map<String, List<int>>", "'a' | \"b\"", "{ a?: b }[]"] {
            if let Ok(it) = notation.parse(spelling) {
                let _ = it.into_type(&mut |name, _| Type::Ref(name.to_owned()));
            }
            let _ = notation.literal(spelling, &Type::STRING.array());
        }
    }
    if let Ok(dialect) = Dialect::from_toml(text) {
        let options = Options { dialect: Some(dialect.id.clone()), dialects: vec![dialect], ..Options::default() };
        let (_, compilation) = read(&[("Order.md", PAGE)], &options);
        emit(&compilation.schema, &fieldtable::emit::rust::Options::default());
    }
});
