//! Any text in any notation: nothing panics, findings point into the text, and what is read can be written and read back.
#![no_main]

use fieldtable::schema::Type;
use fieldtable::typexpr::{BUILTIN, builtin, canonical};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    let (id, _) = BUILTIN[usize::from(which) % BUILTIN.len()];
    let notation = builtin(id).expect("a built-in notation");
    let bind = &mut |name: &str, _| Type::Ref(name.to_owned());
    match notation.parse(text) {
        Ok(expr) => {
            let ty = expr.into_type(bind);
            let written = ty.to_string();
            let again = canonical().parse(&written).expect("what is written can be read").into_type(bind);
            assert_eq!(again.to_string(), written);
            let _ = notation.literal(text, &ty);
        }
        Err(error) => assert!(text.get(error.range).is_some()),
    }
    let _ = notation.literal(text, &Type::STRING.array());
});
