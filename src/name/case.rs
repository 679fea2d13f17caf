use super::words;
use serde::{Deserialize, Serialize};

/// A case convention, under the name that serde's `rename_all` gives it.
///
/// ```
/// use fieldtable::name::Case;
///
/// assert_eq!(Case::Camel.apply("source_id"), "sourceId");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Case {
    /// `snake_case`
    #[serde(rename = "snake_case")]
    Snake,
    /// `camelCase`
    #[serde(rename = "camelCase")]
    Camel,
    /// `PascalCase`
    #[serde(rename = "PascalCase")]
    Pascal,
    /// `kebab-case`
    #[serde(rename = "kebab-case")]
    Kebab,
    /// `SCREAMING_SNAKE_CASE`
    #[serde(rename = "SCREAMING_SNAKE_CASE")]
    ScreamingSnake,
}

impl Case {
    /// All conventions.
    pub const ALL: [Self; 5] = [Self::Snake, Self::Camel, Self::Pascal, Self::Kebab, Self::ScreamingSnake];

    /// Its own name, as the configuration has it.
    ///
    /// ```
    /// use fieldtable::name::Case;
    ///
    /// assert_eq!(Case::ScreamingSnake.spelled(), "SCREAMING_SNAKE_CASE");
    /// ```
    #[must_use]
    pub fn spelled(self) -> String {
        let word = serde_json::to_value(self).ok();
        word.and_then(|it| it.as_str().map(str::to_owned)).expect("serde names every variant above")
    }

    /// The name in this convention. What is neither letter nor digit separates words and is lost.
    ///
    /// ```
    /// use fieldtable::name::Case;
    ///
    /// assert_eq!(Case::Snake.apply("sourceId"), "source_id");
    /// assert_eq!(Case::Pascal.apply("gift-card"), "GiftCard");
    /// ```
    #[must_use]
    pub fn apply(self, name: &str) -> String {
        let words = words(name);
        match self {
            Self::Snake => join(&words, "_", lower),
            Self::Kebab => join(&words, "-", lower),
            Self::ScreamingSnake => join(&words, "_", upper),
            Self::Pascal => join(&words, "", capitalise),
            Self::Camel => match words.split_first() {
                Some((first, rest)) => {
                    let mut name = String::new();
                    capitalise(first, &mut name);
                    name.to_lowercase() + &join(rest, "", capitalise)
                }
                None => String::new(),
            },
        }
    }
}

fn join(words: &[&str], separator: &str, spell: impl Fn(&str, &mut String)) -> String {
    let mut joined = String::with_capacity(words.iter().map(|it| it.len() + separator.len()).sum());
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            joined.push_str(separator);
        }
        spell(word, &mut joined);
    }
    joined
}

fn lower(word: &str, out: &mut String) {
    let start = out.len();
    if word.is_ascii() {
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else {
        out.push_str(&word.to_lowercase());
    }
}

fn upper(word: &str, out: &mut String) {
    out.push_str(&word.to_uppercase());
}

fn capitalise(word: &str, out: &mut String) {
    let start = out.len();
    if word.is_ascii() {
        lower(word, out);
        out[start..].get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    } else {
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.extend(chars.flat_map(char::to_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn one_name_in_every_case() {
        let all: Vec<_> = Case::ALL.iter().map(|case| case.apply("sourceId")).collect();
        assert_eq!(all, ["source_id", "sourceId", "SourceId", "source-id", "SOURCE_ID"]);
        assert_eq!(Case::Camel.apply("HTTPServerURL"), "httpServerUrl");
    }
}
