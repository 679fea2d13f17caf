use super::{RULES, Rule};
use indexmap::IndexMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// Which rules hold: `[infer]` with `RULE = true` or `false`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// By the rule's id; what is not here holds as the rule itself says.
    pub rules: IndexMap<String, bool>,
}

impl Options {
    /// Whether a rule holds.
    #[must_use]
    pub fn on(&self, rule: &Rule) -> bool {
        self.rules.get(rule.id).copied().unwrap_or(rule.on)
    }
}

/// Reads rules that are switched on and off; a rule that there is not is an error.
///
/// # Errors
/// When a key names no rule.
pub fn known_rules<'de, D: Deserializer<'de>>(deserializer: D) -> Result<IndexMap<String, bool>, D::Error> {
    let rules = IndexMap::<String, bool>::deserialize(deserializer)?;
    let known = || RULES.iter().map(|it| it.id);
    if let Some(id) = rules.keys().find(|id| !known().any(|it| it == *id)) {
        let near = crate::error::did_you_mean(id, known());
        return Err(D::Error::custom(format!("`{id}` is no rule of inference{near}")));
    }
    Ok(rules)
}
