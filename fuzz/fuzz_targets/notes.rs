//! Any cells in a row of a page of any built-in dialect: nothing panics, and what is emitted is sound.
#![no_main]

use fieldtable::Options;
use fieldtable::dialect::{Style, builtin};
use fieldtable::emit::rust;
use fieldtable_fuzz::{read, rust as emit};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str, &str, &str, &str)| {
    let (which, name, ty, text, notes) = input;
    let dialects = builtin();
    let dialect = &dialects[usize::from(which) % dialects.len()];
    let header = match &dialect.style {
        Style::Generated(it) => it.header.clone(),
        Style::Written(_) => ["Name", "Type", "Description", "Required"].map(str::to_owned).to_vec(),
    };
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let words: Vec<&str> = header.iter().map(String::as_str).collect();
    let rules = vec!["---"; words.len()];
    let cells: Vec<&str> = [name, ty, text, notes].into_iter().chain(std::iter::repeat("")).take(words.len()).collect();
    let page = format!("# Model\n\n## Properties\n\n{}{}{}", line(&words), line(&rules), line(&cells));
    let options = Options { dialect: Some(dialect.id.clone()), ..Options::default() };
    let (_, compilation) = read(&[("Model.md", &page)], &options);
    emit(&compilation.schema, &rust::Options::default());
});
