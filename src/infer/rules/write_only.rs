use crate::infer::rule::{Claim, Hit, Reads, Rule, marks};

pub(super) const RULE: Rule = Rule {
    id: "write-only-from-prose",
    about: "“Write-only” as a mark or said of this field. A thing that is write-only is something else.",
    on: true,
    reads: Reads::Prose(
        &[
            "write-only|writeonly",
            "write only",
            "this field|property|value|attribute is write-only|writeonly|write only?",
        ],
        read,
    ),
    examples: &[
        ("string", "Write-only. The password.", "write-only"),
        ("string", "**Write only** The password.", "write-only"),
        ("string", "The password (write-only)", "write-only"),
        ("string", "The password. This field is write-only.", "write-only"),
    ],
    counter_examples: &[
        ("boolean", "Whether the disk is write-only."),
        ("boolean", "Write-only disks are listed too."),
        ("string", "The path of the write-only disk."),
        ("boolean", "writeOnly defaults to false."),
    ],
};

fn read(hit: &Hit<'_>) -> Option<Claim> {
    marks(hit).then_some(Claim::WriteOnly)
}
