use super::words::each_word;

/// A case convention, under the name that serde's `rename_all` gives it.
///
/// ```
/// use fieldtable::name::Case;
///
/// assert_eq!(Case::Camel.apply("source_id"), "sourceId");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Case {
    /// `snake_case`
    #[cfg_attr(feature = "serde", serde(rename = "snake_case"))]
    Snake,
    /// `camelCase`
    #[cfg_attr(feature = "serde", serde(rename = "camelCase"))]
    Camel,
    /// `PascalCase`
    #[cfg_attr(feature = "serde", serde(rename = "PascalCase"))]
    Pascal,
    /// `kebab-case`
    #[cfg_attr(feature = "serde", serde(rename = "kebab-case"))]
    Kebab,
    /// `SCREAMING_SNAKE_CASE`
    #[cfg_attr(feature = "serde", serde(rename = "SCREAMING_SNAKE_CASE"))]
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
    pub fn spelled(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Kebab => "kebab-case",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
        }
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
        // A word in small letters is the same in most cases.
        if self.starts_small() && !name.is_empty() && name.bytes().all(|it| it.is_ascii_lowercase()) {
            return name.to_owned();
        }
        let mut joined = String::with_capacity(name.len() + name.len() / 4);
        for (at, word) in each_word(name).enumerate() {
            match self {
                Self::Camel if at == 0 => lower(word, &mut joined),
                _ => self.push(word, at == 0, &mut joined),
            }
        }
        joined
    }

    fn starts_small(self) -> bool {
        matches!(self, Self::Snake | Self::Camel | Self::Kebab)
    }

    /// Adds a word to a name; the `first` is not parted from what stands before it.
    pub(crate) fn push(self, word: &str, first: bool, name: &mut String) {
        let (separator, spell): (&str, fn(&str, &mut String)) = match self {
            Self::Snake => ("_", lower),
            Self::Kebab => ("-", lower),
            Self::ScreamingSnake => ("_", upper),
            Self::Pascal | Self::Camel => ("", capitalise),
        };
        if !first {
            name.push_str(separator);
        }
        spell(word, name);
    }
}

/// Whether a name is one word in small letters, which most cases leave as it is. Marks in front are left alone by all.
pub(crate) fn is_small_word(name: &str) -> bool {
    // Most names are of plain letters.
    if name.bytes().all(|it| it.is_ascii_lowercase()) {
        return true;
    }
    let word = name.trim_start_matches(|it: char| !it.is_alphanumeric());
    word.chars().all(|it| it.is_alphanumeric() && !it.is_uppercase())
}

/// The name in a case. Marks in front are part of it: `_id`, `$in`, `@type`.
pub(crate) fn cased(name: &str, case: Case) -> String {
    let rest = name.trim_start_matches(|it: char| !it.is_alphanumeric());
    match &name[..name.len() - rest.len()] {
        "" => case.apply(name),
        marks => marks.to_owned() + &case.apply(rest),
    }
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
