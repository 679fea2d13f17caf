/// The words of a name: `userID`, `user_id`, `User ID` and `UserId` are all `user`, `id`. A run of capitals is one word
/// up to the capital that starts the next (`HTTPServerURL`: `HTTP`, `Server`, `URL`); digits stay with what stands before
/// them (`line1`, `line_1`: `line`, `1`).
///
/// ```
/// assert_eq!(fieldtable::name::words("HTTPServerURL_2"), ["HTTP", "Server", "URL", "2"]);
/// ```
#[must_use]
pub fn words(name: &str) -> Vec<&str> {
    if name.is_ascii() { split(name, name.bytes().map(of_byte).enumerate()) } else { by_characters(name) }
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

fn by_characters(name: &str) -> Vec<&str> {
    let kind = |it: char| match it {
        _ if !it.is_alphanumeric() => Kind::Mark,
        _ if it.is_uppercase() => Kind::Upper,
        _ if it.is_lowercase() => Kind::Lower,
        _ => Kind::Other,
    };
    split(name, name.char_indices().map(|(at, it)| (at, kind(it))))
}

fn of_byte(it: u8) -> Kind {
    match it {
        b'A'..=b'Z' => Kind::Upper,
        b'a'..=b'z' => Kind::Lower,
        b'0'..=b'9' => Kind::Other,
        _ => Kind::Mark,
    }
}

fn split(name: &str, kinds: impl Iterator<Item = (usize, Kind)>) -> Vec<&str> {
    let mut found = Vec::new();
    // Where the word began that is being read.
    let mut word: Option<usize> = None;
    let (mut last, mut before) = (0, Kind::Mark);
    for (at, kind) in kinds {
        match (word, kind) {
            (Some(start), Kind::Mark) => {
                found.push(&name[start..at]);
                word = None;
            }
            (None, Kind::Mark) => {}
            (None, _) => word = Some(at),
            (Some(start), Kind::Upper) if before != Kind::Upper => {
                found.push(&name[start..at]);
                word = Some(at);
            }
            // The last capital of a run starts the next word.
            (Some(start), Kind::Lower) if before == Kind::Upper && start < last => {
                found.push(&name[start..last]);
                word = Some(last);
            }
            _ => {}
        }
        (last, before) = (at, kind);
    }
    found.extend(word.map(|start| &name[start..]));
    found
}

#[cfg(test)]
mod tests {
    use super::{by_characters, words};
    use proptest::proptest;

    proptest! {
        #[test]
        fn bytes_are_parted_as_characters_are(name in "[ -~]{0,24}") {
            assert_eq!(words(&name), by_characters(&name));
        }
    }

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
