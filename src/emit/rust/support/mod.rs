//! Code that generated models share: it is the same in all of them and stands in a module beside them, as far as it is
//! used.

/// A part of the module.
pub(super) struct Part {
    pub(super) id: &'static str,
    /// The parts that it uses.
    pub(super) needs: &'static [&'static str],
    pub(super) text: &'static str,
    /// The crates that it names.
    pub(super) crates: &'static [&'static str],
}

/// Every part, in the order in which they stand.
pub(super) const PARTS: &[Part] = &[
    Part { id: "maybe", needs: &[], text: include_str!("parts/maybe.rs"), crates: &[] },
    Part { id: "or_boolean", needs: &[], text: include_str!("parts/or_boolean.rs"), crates: &[] },
    Part { id: "unlisted", needs: &[], text: include_str!("parts/unlisted.rs"), crates: &[] },
    Part { id: "from_text", needs: &[], text: include_str!("parts/from_text.rs"), crates: &[] },
    Part { id: "text_enum", needs: &["from_text"], text: include_str!("parts/text_enum.rs"), crates: &[] },
    Part { id: "open_text", needs: &["text_enum"], text: include_str!("parts/open_text.rs"), crates: &[] },
    Part {
        id: "closed_text",
        needs: &["text_enum", "unlisted"],
        text: include_str!("parts/closed_text.rs"),
        crates: &[],
    },
    Part { id: "integer_enum", needs: &[], text: include_str!("parts/integer_enum.rs"), crates: &[] },
    Part { id: "open_integer", needs: &["integer_enum"], text: include_str!("parts/open_integer.rs"), crates: &[] },
    Part {
        id: "closed_integer",
        needs: &["integer_enum", "unlisted"],
        text: include_str!("parts/closed_integer.rs"),
        crates: &[],
    },
    Part { id: "mixed_enum", needs: &[], text: include_str!("parts/mixed_enum.rs"), crates: &["serde_json"] },
    Part {
        id: "open_mixed",
        needs: &["mixed_enum"],
        text: include_str!("parts/open_mixed.rs"),
        crates: &["serde_json"],
    },
    Part {
        id: "closed_mixed",
        needs: &["mixed_enum", "unlisted"],
        text: include_str!("parts/closed_mixed.rs"),
        crates: &["serde_json"],
    },
    Part { id: "present", needs: &[], text: include_str!("parts/present.rs"), crates: &[] },
    Part { id: "read", needs: &[], text: include_str!("parts/read.rs"), crates: &["serde_json"] },
    Part { id: "tagged", needs: &[], text: include_str!("parts/tagged.rs"), crates: &["serde_json"] },
    Part { id: "fit", needs: &[], text: include_str!("parts/fit.rs"), crates: &["serde_json"] },
    Part { id: "base64", needs: &[], text: include_str!("parts/base64.rs"), crates: &["base64"] },
    Part { id: "iso_date", needs: &[], text: include_str!("parts/iso_date.rs"), crates: &["time"] },
    Part { id: "span", needs: &[], text: include_str!("parts/span.rs"), crates: &["jiff"] },
    Part { id: "text", needs: &[], text: include_str!("parts/text.rs"), crates: &[] },
];

/// The same code for models that stand in modules below the root: what macros name is looked for where they are used.
pub(super) fn from_below(text: &str) -> String {
    text.replace(" support::", " super::support::").replace("(support::", "(super::support::")
}

/// The same code over `core` and `alloc`.
pub(super) fn without_std(text: &str) -> String {
    let mut text = text.to_owned();
    for module in ["string", "vec", "boxed", "collections", "format"] {
        text = text.replace(&format!("::std::{module}"), &format!("::alloc::{module}"));
    }
    text.replace("::std::", "::core::")
}
