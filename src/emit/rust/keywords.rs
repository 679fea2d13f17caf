//! Words that Rust keeps for itself, those of all editions.

/// Sorted.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

pub(super) fn is_keyword(name: &str) -> bool {
    name.len() <= "continue".len() && KEYWORDS.binary_search(&name).is_ok()
}

/// A keyword that names where a path begins, and that no mark makes a name.
pub(super) fn begins_path(name: &str) -> bool {
    matches!(name, "self" | "super" | "crate" | "Self")
}
