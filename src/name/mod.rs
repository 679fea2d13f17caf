//! Names as sequences of words. Comes in: a name in any spelling. Goes out: its [`words()`], the name in a [`Case`].

mod case;
mod words;

pub use case::Case;
pub use words::words;

/// What of a name does not depend on how a language writes it.
///
/// ```
/// use fieldtable::name::letters;
///
/// assert_eq!(letters("line_1"), letters("Line1"));
/// ```
#[must_use]
pub fn letters(name: &str) -> String {
    let mut letters = String::with_capacity(name.len());
    if name.is_ascii() {
        let all = name.bytes().filter(u8::is_ascii_alphanumeric);
        letters.extend(all.map(|it| char::from(it.to_ascii_lowercase())));
        return letters;
    }
    for it in name.chars().filter(|it| it.is_alphanumeric()) {
        if it.is_ascii() {
            letters.push(it.to_ascii_lowercase());
        } else {
            letters.extend(it.to_lowercase());
        }
    }
    letters
}

/// The name of which this one is a slip: but for the case and what stands between words, one letter in four of its last word
/// after a dot may differ. Long names are no slips of each other.
pub(crate) fn meant<'a>(name: &str, all: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    const LETTERS_TO_A_SLIP: usize = 4;
    if name.len() > LONGEST {
        return None;
    }
    let own = letters(name);
    let most = letters(name.rsplit('.').next().unwrap_or(name)).chars().count() / LETTERS_TO_A_SLIP;
    let near = |it: &str| it.len().abs_diff(name.len()) <= LONGEST;
    let all = all.into_iter().filter(|it| near(it)).map(|it| (strsim::damerau_levenshtein(&own, &letters(it)), it));
    all.filter(|it| it.0 <= most).min_by_key(|it| it.0).map(|it| it.1)
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
        assert_eq!(said("acme.Order.id"), Some("AcmeOrder.id"));
        assert_eq!(said("AcmeOrder.nmae"), Some("AcmeOrder.name"));
        assert_eq!(said("AcmeOrder.no"), None);
        assert_eq!(said("Car"), None);
        assert_eq!(said("Meta"), None);
        assert_eq!(said(&"OrderLine".repeat(9)), None);
    }
}
