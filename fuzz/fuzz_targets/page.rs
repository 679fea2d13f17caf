//! Any pages, the whole way to Rust: nothing panics, no finding points out of the texts, what is emitted parses and names
//! nothing that it does not define. A form feed stands between pages.
#![no_main]

use fieldtable::Options;
use fieldtable::emit::rust;
use fieldtable_fuzz::{read, rust as emit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let names: Vec<String> = (0..4).map(|it| format!("docs/Page{it}.md")).collect();
    let pages: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(text.splitn(4, '\u{c}')).collect();
    let options = Options { operations: input.first().is_some_and(|it| it % 2 == 0), evidence: true, ..Options::default() };
    let (_, compilation) = read(&pages, &options);
    emit(&compilation.schema, &rust::Options::default());
});
