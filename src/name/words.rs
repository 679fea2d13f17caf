/// The words of a name: `userID`, `user_id`, `User ID` and `UserId` are all `user`, `id`. A run of capitals is one word
/// up to the capital that starts the next (`HTTPServerURL`: `HTTP`, `Server`, `URL`); digits stay with what stands before
/// them (`line1`, `line_1`: `line`, `1`).
///
/// ```
/// assert_eq!(fieldtable::name::words("HTTPServerURL_2"), ["HTTP", "Server", "URL", "2"]);
/// ```
#[must_use]
pub fn words(name: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let mut start = 0;
        let mut chars = part.char_indices().peekable();
        let mut last = chars.next().map(|it| it.1);
        while let (Some(before), Some((at, here))) = (last, chars.next()) {
            last = Some(here);
            let next_is_lower = chars.peek().is_some_and(|(_, next)| next.is_lowercase());
            let rises = !before.is_uppercase() && here.is_uppercase();
            let ends_acronym = before.is_uppercase() && here.is_uppercase() && next_is_lower;
            if rises || ends_acronym {
                found.push(&part[start..at]);
                start = at;
            }
        }
        found.push(&part[start..]);
    }
    found
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
