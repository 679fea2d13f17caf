/// The words of a name: `userID`, `user_id`, `User ID` and `UserId` are all `user`, `id`. A run of capitals is one word
/// up to the capital that starts the next (`HTTPServerURL`: `HTTP`, `Server`, `URL`); digits stay with what stands before
/// them (`line1`, `line_1`: `line`, `1`).
///
/// ```
/// assert_eq!(fieldtable::name::words("HTTPServerURL_2"), ["HTTP", "Server", "URL", "2"]);
/// ```
#[must_use]
pub fn words(name: &str) -> Vec<&str> {
    each_word(name).collect()
}

/// As [`words`], one after the other.
pub(crate) fn each_word(name: &str) -> impl Iterator<Item = &str> {
    let mut kinds = name.char_indices().map(|(at, it)| (at, kind(it)));
    // Where the word began that is being read.
    let mut word: Option<usize> = None;
    let (mut last, mut before) = (0, Kind::Mark);
    std::iter::from_fn(move || {
        for (at, kind) in kinds.by_ref() {
            // Where the next word begins, if one begins here, and where the one before it ended.
            let (next, end) = match (word, kind) {
                (_, Kind::Mark) => (None, at),
                (None, _) => (Some(at), at),
                (Some(_), Kind::Upper) if before != Kind::Upper => (Some(at), at),
                // The last capital of a run starts the next word.
                (Some(start), Kind::Lower) if before == Kind::Upper && start < last => (Some(last), last),
                (Some(start), _) => (Some(start), start),
            };
            (last, before) = (at, kind);
            if let Some(start) = std::mem::replace(&mut word, next).filter(|start| *start < end) {
                return Some(&name[start..end]);
            }
        }
        word.take().map(|start| &name[start..])
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Upper,
    Lower,
    /// A letter without case, or a digit.
    Other,
    /// What parts words.
    Mark,
}

fn kind(it: char) -> Kind {
    match it {
        'A'..='Z' => Kind::Upper,
        'a'..='z' => Kind::Lower,
        '0'..='9' => Kind::Other,
        _ if !it.is_alphanumeric() => Kind::Mark,
        _ if it.is_uppercase() => Kind::Upper,
        _ if it.is_lowercase() => Kind::Lower,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn check(name: &str) -> String {
        words(name).join(" ")
    }

    #[test]
    fn a_word_ends_where_the_case_or_a_separator_says_so() {
        assert_eq!(check("userID"), "user ID");
        assert_eq!(check("user_id"), "user id");
        assert_eq!(check("HTTPServerURL"), "HTTP Server URL");
        assert_eq!(check("line_1"), "line 1");
        assert_eq!(check("line1Address"), "line1 Address");
        assert_eq!(check("$in"), "in");
        assert_eq!(check("kebab-case"), "kebab case");
        assert_eq!(check(""), "");
        assert_eq!(check("ÜberGröße"), "Über Größe");
    }
}
