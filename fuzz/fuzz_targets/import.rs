#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| fieldtable_fuzz::targets::import(input));
