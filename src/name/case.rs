use super::words;
use serde::{Deserialize, Serialize};

/// A case convention, under the name that serde's `rename_all` gives it.
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
            Self::Snake => join(&words, "_", str::to_lowercase),
            Self::Kebab => join(&words, "-", str::to_lowercase),
            Self::ScreamingSnake => join(&words, "_", str::to_uppercase),
            Self::Pascal => join(&words, "", capitalise),
            Self::Camel => {
                let pascal = join(&words, "", capitalise);
                let first = words.first().map_or(0, |word| capitalise(word).len());
                pascal[..first].to_lowercase() + &pascal[first..]
            }
        }
    }
}

fn join(words: &[&str], separator: &str, spell: impl Fn(&str) -> String) -> String {
    words.iter().map(|word| spell(word)).collect::<Vec<_>>().join(separator)
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect())
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
