use crate::infer::rule::{Claim, Hit, Reads, Rule, marks};

pub(super) const RULE: Rule = Rule {
    id: "read-only-from-prose",
    about: "“Read-only” as a mark or said of this field. A thing that is read-only is something else.",
    on: true,
    reads: Reads::Prose(
        &["read-only|readonly", "read only", "this field|property|value|attribute is read-only|readonly|read only?"],
        read,
    ),
    examples: &[
        ("string", "Read-only. When it was paid.", "read-only"),
        ("string", "**Read only** When it was paid.", "read-only"),
        ("string", "When it was paid (read-only)", "read-only"),
        ("string", "When it was paid. This field is read-only.", "read-only"),
    ],
    counter_examples: &[
        ("boolean", "Whether the disk is read-only."),
        ("boolean", "Read-only disks are listed too."),
        ("string", "The path of the read-only disk."),
        ("boolean", "readOnly defaults to false."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    marks(hit).then_some(Claim::ReadOnly)
}
