//! Code that generated models share: it is the same in all of them and stands in a module beside them, as far as it is
//! used.

/// A part of the module.
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) text: &'static str,
    /// The crates that it names.
    pub(super) crates: &'static [&'static str],
}

/// Every part, in the order in which they stand.
pub(super) const PARTS: &[Part] = &[
    Part { id: "maybe", text: include_str!("parts/maybe.rs"), crates: &[] },
    Part { id: "or_boolean", text: include_str!("parts/or_boolean.rs"), crates: &[] },
    Part { id: "unlisted", text: include_str!("parts/unlisted.rs"), crates: &[] },
    Part { id: "present", text: include_str!("parts/present.rs"), crates: &[] },
    Part { id: "read", text: include_str!("parts/read.rs"), crates: &["serde_json"] },
    Part { id: "tagged", text: include_str!("parts/tagged.rs"), crates: &["serde_json"] },
    Part { id: "fit", text: include_str!("parts/fit.rs"), crates: &["serde_json"] },
    Part { id: "base64", text: include_str!("parts/base64.rs"), crates: &["base64"] },
    Part { id: "iso_date", text: include_str!("parts/iso_date.rs"), crates: &["time"] },
    Part { id: "span", text: include_str!("parts/span.rs"), crates: &["jiff"] },
    Part { id: "text", text: include_str!("parts/text.rs"), crates: &[] },
];

/// The same code over `core` and `alloc`.
pub(super) fn without_std(text: &str) -> String {
    let mut text = text.to_owned();
    for module in ["string", "vec", "boxed", "collections", "format"] {
        text = text.replace(&format!("::std::{module}"), &format!("::alloc::{module}"));
    }
    text.replace("::std::", "::core::")
}
