//! Links in descriptions → models. Comes in: an open type, and a description that leads to the section that shows its members.
//! Goes out: the model of that section: "See [Line items](#line-items)", "List of [lines](#line)".

use super::binding::Binder;
use crate::dialect::draft::TypeDraft;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{References, Rich, inline};
use crate::schema::Type;
use std::ops::Range;

impl Binder<'_> {
    /// The model of the only section that a description points to for what an open type holds.
    pub(crate) fn pointed(&self, ty: &TypeDraft, prose: &str) -> Option<usize> {
        let several = self.several(ty, |it| matches!(it, Type::Object | Type::Any)).filter(|_| prose.contains("]("))?;
        let rich = inline(prose, &References::default());
        let pointers = rich.links().filter(|it| !it.1.contains("://") && points(&rich, it.0, several));
        let mut found = pointers.map(|it| self.index.target(self.file, it.1));
        // One that leads elsewhere leaves open which is meant.
        let model = found.next()??;
        let shown = model != self.own && !self.index.fields[model].is_empty();
        (shown && found.all(|it| it == Some(model))).then_some(model)
    }
}

/// Whether words say that a link leads to what shows the members, and nothing else of what it leads to.
fn points(rich: &Rich, link: &Range<usize>, several: bool) -> bool {
    let marks = &vocabulary().words.marks;
    let before = rich.text[..link.start].rsplit(['.', ';', ':', ',', '(', '\n', '–', '—', '。', '，', '（']).next();
    let before = fold(before.unwrap_or_default().trim_start_matches(['-', ' ']));
    let after = rich.text[link.end..].split(['.', ';', ')', '\n', '。', '）']).next();
    let after = fold(after.unwrap_or_default());
    let words = fold(&rich.text[link.clone()]);
    let sees = |text: &str| marks["see"].iter().any(|it| it == text);
    let begins = |it: &String| words.strip_prefix(it.as_str()).is_some_and(|it| it.is_empty() || it.starts_with(' '));
    let announced = sees(&before) || before.is_empty() && marks["see"].iter().any(begins);
    let listed = several && (is_list(&before) || is_each(&before));
    let first = after.split([' ', ',']).next().unwrap_or_default();
    announced && (after.is_empty() || marks["seen"].contains(&after))
        || listed && (first.is_empty() || marks["behind_items"].iter().any(|it| it == first))
        || before.is_empty() && marks["seen_behind"].contains(&after)
}

/// Whether words say that a list is one of what follows: "An ordered array of".
fn is_list(before: &str) -> bool {
    /// Words for what the list is like, with an article; before more, the list is of something else.
    const MOST: usize = 2;
    let lists = &vocabulary().words.marks["lists_of"];
    let like = lists.iter().find_map(|it| before.strip_suffix(it.as_str())).map(|it| it.split_whitespace().count());
    like.is_some_and(|it| it <= MOST)
}

/// Whether words say what each item of a list is: "Each item must be a", "All of them are".
fn is_each(before: &str) -> bool {
    let words = &vocabulary().words;
    let is = |kind: &str, word: &str| words.marks[kind].iter().any(|it| it == word);
    let mut all = before.split(' ').filter(|it| !is("articles", it)).peekable();
    let each = all.peek().is_some_and(|it| is("each", it) || words.bounds["items"].iter().any(|word| word == it));
    each && all.last().is_some_and(|it| is("copulas", it))
}
