//! Headings → what they name, label or say of what stands below them.

pub(super) mod called;
pub(super) mod heading_labels;
pub(super) mod title;
