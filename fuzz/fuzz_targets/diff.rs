//! Any two sets of pages: they are compared without a panic, and there is nothing to say of a set and itself.
#![no_main]

use fieldtable::diff::{Options, Side, changes, compare};
use fieldtable_fuzz::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (old, new) = text.split_once('\u{c}').unwrap_or((text, ""));
    let side = |text: &str| Side::new(read(&[("Page.md", text)], &fieldtable::Options::default()).1.schema);
    let (old, new) = (side(old), side(new));
    let options = Options::default();
    let _ = compare(&old, &new, &options);
    let _ = compare(&new, &old, &options);
    for it in [&old, &new] {
        assert!(changes(it, it, &options).is_empty(), "there are changes between a set of pages and itself");
    }
});
