//! Any snapshot: it is read or refused, and what was read is written and read back the same.
#![no_main]

use fieldtable::snapshot::Snapshot;
use fieldtable_fuzz::rust as emit;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(snapshot) = Snapshot::read(text) else { return };
    let written = snapshot.write();
    let again = Snapshot::read(&written).expect("what is written can be read");
    assert_eq!(again.write(), written);
    emit(&snapshot.schema(), &fieldtable::emit::rust::Options::default());
});
