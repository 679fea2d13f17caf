use super::{RULES, Rule};
use crate::decode::{Decode, Node, Wrong};
use indexmap::IndexMap;

/// Which rules hold: `[infer]` with `RULE = true` or `false`.
///
/// ```
/// use fieldtable::config::Config;
/// use fieldtable::infer::RULES;
///
/// let config = Config::from_toml("[infer]\ndate-from-prose = false", "fieldtable.toml".as_ref())?;
/// assert_eq!(config.infer["date-from-prose"], false);
/// assert!(RULES.iter().any(|it| it.id == "date-from-prose"));
/// # Ok::<(), fieldtable::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// By the rule's id; what is not here holds as the rule itself says.
    pub rules: IndexMap<String, bool>,
}

impl Options {
    /// Whether a rule holds.
    ///
    /// ```
    /// use fieldtable::infer::{Options, RULES};
    ///
    /// let rule = &RULES[0];
    /// assert_eq!(Options::default().on(rule), rule.on);
    /// let rules = [(rule.id.to_owned(), false)].into_iter().collect();
    /// assert!(!Options { rules }.on(rule));
    /// ```
    #[must_use]
    pub fn on(&self, rule: &Rule) -> bool {
        self.rules.get(rule.id).copied().unwrap_or(rule.on)
    }
}

/// Reads rules that are switched on and off; a rule that there is not is an error.
///
/// # Errors
/// When a key names no rule.
pub(crate) fn known_rules(node: &Node<'_>) -> Result<IndexMap<String, bool>, Wrong> {
    let rules = IndexMap::<String, bool>::decode(node)?;
    let known = || RULES.iter().map(|it| it.id);
    if let Some(id) = rules.keys().find(|id| !known().any(|it| it == *id)) {
        let near = crate::name::did_you_mean(id, known());
        return Err(Wrong::new(format!("`{id}` is no rule of inference{near}")));
    }
    Ok(rules)
}
