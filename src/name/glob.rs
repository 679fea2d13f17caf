//! Globs: `*` stands for any characters, `?` for one, `[a-z]` for one of these, `[!a]` for another one, `{a,b}` for either.

use fast_glob::{glob_match, validate};
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

/// A glob over names: `*Request`, `Order.{id,total}`.
///
/// ```
/// use fieldtable::name::Glob;
///
/// let glob = Glob::new("Order*.{id,ref}").expect("it is one");
/// assert!(glob.matches("OrderLine.ref") && !glob.matches("Order.note"));
/// assert!(Glob::new("Order[").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Glob {
    text: String,
    /// As the matcher wants it.
    pattern: String,
}

/// What stands for a slash in names, where it is a character as any other.
const SLASH: char = '\u{1f}';

impl Glob {
    /// The glob, if this is one.
    ///
    /// # Errors
    /// When it is none.
    ///
    /// ```
    /// use fieldtable::name::Glob;
    ///
    /// let error = Glob::new("Order.{id,total").expect_err("it does not end");
    /// assert!(error.starts_with("`Order.{id,total` is no glob: unclosed brace"));
    /// ```
    pub fn new(text: &str) -> Result<Self, String> {
        // A glob over paths that crosses folders stands for what is in no folder too.
        let whole = if let Some(rest) = text.strip_prefix("**/") { format!("{{,*/}}{rest}") } else { text.to_owned() };
        Self::checked(text, plain(&whole.replace("/**/", "{/,/*/}")).replace('/', &SLASH.to_string()))
    }

    /// A glob over paths: `*` stays in a folder, `**` does not.
    pub(crate) fn over_paths(text: &str) -> Result<Self, String> {
        Self::checked(text, plain(text))
    }

    fn checked(text: &str, pattern: String) -> Result<Self, String> {
        validate(&pattern).map_err(|error| format!("`{text}` is no glob: {error}"))?;
        if ways(text) > MOST_WAYS {
            return Err(format!("`{text}` stands for more than {MOST_WAYS} globs without braces"));
        }
        Ok(Self { text: text.to_owned(), pattern })
    }

    /// Its text.
    ///
    /// ```
    /// use fieldtable::name::Glob;
    ///
    /// assert_eq!(Glob::new("*.id").expect("it is one").text(), "*.id");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it stands for the name.
    ///
    /// ```
    /// use fieldtable::name::Glob;
    ///
    /// assert!(Glob::new("*.id").expect("it is one").matches("Order.id"));
    /// ```
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        glob_match(&self.pattern, ready(name).as_bytes())
    }

    /// Whether it stands for the path, when it is a glob over paths.
    pub(crate) fn matches_path(&self, path: &[u8]) -> bool {
        glob_match(&self.pattern, path)
    }

    /// The glob that stands for this text alone.
    ///
    /// ```
    /// use fieldtable::name::Glob;
    ///
    /// assert_eq!(Glob::escape("Order.tags[]"), "Order.tags[[][]]");
    /// ```
    #[must_use]
    pub fn escape(text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for it in text.chars() {
            if is_special(it) {
                out.extend(['[', it, ']']);
            } else {
                out.push(it);
            }
        }
        out
    }
}

/// The matcher may try all ways through the braces of a glob.
const MOST_WAYS: usize = 10_000;

/// How many ways there are through the braces of a glob, or more.
fn ways(text: &str) -> usize {
    let (mut all, mut open) = (1_usize, Vec::new());
    for it in text.chars() {
        match it {
            '{' => open.push(1),
            ',' => open.iter_mut().for_each(|it| *it += 1),
            '}' => all = all.saturating_mul(open.pop().unwrap_or(1)),
            _ => {}
        }
    }
    all
}

fn is_special(it: char) -> bool {
    matches!(it, '?' | '*' | '[' | ']' | '{' | '}')
}

fn ready(name: &str) -> Cow<'_, str> {
    if name.contains('/') { name.replace('/', &SLASH.to_string()).into() } else { name.into() }
}

/// Without what means something to the matcher alone: `!` in front, and letters after a backslash.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    if text.starts_with('!') {
        out.push('\\');
    }
    let mut rest = text.chars();
    while let Some(it) = rest.next() {
        match (it, rest.clone().next()) {
            ('\\', Some(next)) if next.is_ascii_alphanumeric() => {}
            ('\\', Some(next)) => {
                out.extend([it, next]);
                rest.next();
            }
            _ => out.push(it),
        }
    }
    out
}

/// Many globs over names, asked at once.
#[derive(Debug, Default)]
pub(crate) struct Globs {
    /// Those that stand for themselves alone.
    names: HashMap<String, Vec<usize>>,
    others: Vec<(usize, Glob)>,
}

impl Globs {
    pub(crate) fn new(globs: impl IntoIterator<Item = Glob>) -> Self {
        let mut all = Self { names: HashMap::new(), others: Vec::new() };
        for (index, glob) in globs.into_iter().enumerate() {
            if glob.text.contains(|it| is_special(it) || it == '\\') {
                all.others.push((index, glob));
            } else {
                all.names.entry(glob.text).or_default().push(index);
            }
        }
        all
    }

    /// The places of those that stand for the name, in order.
    pub(crate) fn matching(&self, name: &str) -> Vec<usize> {
        let mut found = self.names.get(name).cloned().unwrap_or_default();
        if !self.others.is_empty() {
            let name = ready(name);
            let fits = |it: &&(usize, Glob)| glob_match(&it.1.pattern, name.as_bytes());
            found.extend(self.others.iter().filter(fits).map(|it| it.0));
            found.sort_unstable();
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::{Glob, Globs};
    use globset::GlobBuilder;
    use proptest::prelude::*;

    /// Up to six of these pieces, in any order.
    fn text(pieces: &'static str) -> impl Strategy<Value = String> {
        let piece = proptest::sample::select(pieces.split(' ').collect::<Vec<_>>());
        // Two stars within a name mean no more than one.
        proptest::collection::vec(piece, 0..7).prop_map(|it| it.concat().replace("**", "*").replace("/*/", "/**/"))
    }

    const OVER_NAMES: &str = "a b * ? / . [ab] [!a] [a-c] {a,b} {a*,b} \\* [*] é /**/a ! [[] []] {ab,{a,c}}";
    /// Sets of what is not wanted leave out the slash, as git's do and globset's do not.
    const OVER_PATHS: &str = "a b * ? / . [ab] [a-c] {a,b} {a*,b} \\* [*] é /**/a ! [[] []] {ab,{a,c}}";
    const NAME: &str = "a b c / . * [ ] é ! ab";

    #[test]
    fn a_glob_of_very_many_ways_is_refused() {
        let of = |groups: usize| format!("{}c", "{a,a,a,a,a,a,a,a,a,a}".repeat(groups));
        assert!(!Glob::new(&of(4)).expect("ten thousand are looked through").matches("aaaa"));
        let error = Glob::new(&of(5)).expect_err("there are too many");
        assert!(error.ends_with("stands for more than 10000 globs without braces"), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn globs_over_names_are_those_of_globset(glob in text(OVER_NAMES), name in text(NAME)) {
            // With nothing behind it, globset takes `**/` for `**`.
            prop_assume!(glob != "**/");
            let Ok(oracle) = globset::Glob::new(&glob) else { return Ok(()) };
            let own = Glob::new(&glob).expect("globset reads it");
            let matches = oracle.compile_matcher().is_match(&name);
            prop_assert_eq!(own.matches(&name), matches);
            prop_assert_eq!(Globs::new([own]).matching(&name).len(), usize::from(matches));
        }

        #[test]
        fn globs_over_paths_are_those_of_globset(glob in text(OVER_PATHS), path in text(NAME)) {
            // A path of a file ends in its name.
            let [glob, path] = [&glob, &path].map(|it| it.trim_end_matches('/'));
            let Ok(oracle) = GlobBuilder::new(glob).literal_separator(true).build() else { return Ok(()) };
            let own = Glob::over_paths(glob).expect("globset reads it");
            prop_assert_eq!(own.matches_path(path.as_bytes()), oracle.compile_matcher().is_match(path));
        }

        #[test]
        fn an_escaped_text_stands_for_itself_alone(name in text(NAME), other in text(NAME)) {
            let glob = Glob::new(&Glob::escape(&name)).expect("an escaped text is a glob");
            prop_assert!(glob.matches(&name));
            prop_assert_eq!(glob.matches(&other), name == other);
            prop_assert_eq!(Glob::escape(&name), globset::escape(&name));
        }
    }
}
