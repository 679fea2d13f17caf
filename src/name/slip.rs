//! What was meant by a name that nothing has.

use super::letters;

/// Longer names are no slips of each other, and dear to compare.
const LONGEST: usize = 64;
/// One letter in so many of the last word after a dot may differ, rounded up.
const LETTERS_TO_A_SLIP: usize = 4;
/// In a word of so many letters but one may.
const SHORT: usize = 5;

/// The known name that was most likely meant, but for the case and what stands between words, if one is near enough.
///
/// ```
/// use fieldtable::name::meant;
///
/// assert_eq!(meant("snake-case", ["snake_case", "camelCase"]), Some("snake_case"));
/// assert_eq!(meant("reference", ["snake_case", "camelCase"]), None);
/// ```
#[must_use]
pub fn meant<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let own = letters(name);
    let last = letters(name.rsplit('.').next().unwrap_or(name)).chars().count();
    let most = if last <= SHORT { last.min(1) } else { last.div_ceil(LETTERS_TO_A_SLIP) };
    let length = own.chars().count();
    let slips = |it: &str| {
        let other = letters(it);
        // What is longer or shorter by more letters need not be compared.
        let near = other.chars().count().abs_diff(length) <= most;
        near.then(|| strsim::damerau_levenshtein(&own, &other)).filter(|it| *it <= most)
    };
    let scored = known.into_iter().filter_map(|it| Some((slips(it)?, it)));
    scored.min_by_key(|it| it.0).map(|it| it.1)
}

/// `; did you mean …?` for a name that nothing has, or nothing when none is near.
///
/// ```
/// use fieldtable::name::did_you_mean;
///
/// assert_eq!(did_you_mean("dialct", ["dialect", "docs"]), "; did you mean `dialect`?");
/// assert_eq!(did_you_mean("xyz", ["dialect"]), "");
/// ```
#[must_use]
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    meant(name, known).map_or_else(String::new, |it| format!("; did you mean `{it}`?"))
}

/// The same; where none is near, all of them.
pub(crate) fn did_you_mean_or_known(name: &str, known: &[&str]) -> String {
    let near = did_you_mean(name, known.iter().copied());
    if near.is_empty() && !known.is_empty() { format!("; known are `{}`", known.join("`, `")) } else { near }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_slip_is_told_from_another_name() {
        let said = |name| meant(name, ["OrderLine", "Cart", "string", "AcmeOrder.id", "AcmeOrder.name"]);
        assert_eq!(said("OderLine"), Some("OrderLine"));
        assert_eq!(said("order_line"), Some("OrderLine"));
        assert_eq!(said("Strng"), Some("string"));
        assert_eq!(said("Car"), Some("Cart"));
        assert_eq!(said("acme.Order.id"), Some("AcmeOrder.id"));
        assert_eq!(said("AcmeOrder.nmae"), Some("AcmeOrder.name"));
        assert_eq!(said("AcmeOrder.no"), None);
        assert_eq!(said("Meta"), None);
        assert_eq!(meant("State", ["date"]), None, "two of five letters are another word");
        assert_eq!(said(&"OrderLine".repeat(9)), None);
    }
}
