//! Headings that label what stands below them. Comes in: the words of a heading. Goes out: whether they say of which type or kind of
//! media it is, or of which status the response.

use super::title::{Kind, Title};
use crate::dialect::written::grids::columns;
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Grid, Rich};

/// A heading without the id behind it, `Order {#order}` and `Order [#order]`, and the id.
pub(crate) fn without_id(text: &str) -> (&str, Option<&str>) {
    let braces = text.split_once("{#").map(|it| (it.0, it.1.split('}').next()));
    let brackets = || {
        let (before, id) = text.trim_end().strip_suffix(']')?.rsplit_once(" [#")?;
        (!id.is_empty() && !id.contains([' ', '['])).then_some((before, Some(id)))
    };
    braces.or_else(brackets).unwrap_or((text, None))
}

/// Whether a heading says of what type the thing of the heading above is: "Type: `object`".
pub(crate) fn labels_type(line: &Rich, folded: &str) -> bool {
    let mut codes = line.codes();
    let (Some(code), None, Some((label, behind))) = (codes.next(), codes.next(), folded.split_once(':')) else {
        return false;
    };
    let basic = vocabulary().words.marks["basic_types"].contains(&fold(code));
    basic && vocabulary().roles(label.trim()).contains(&Role::Type) && behind.trim() == fold(code)
}

/// Whether a heading says of which kind of media a body is: "Content-Type: application/json".
pub(crate) fn labels_media(folded: &str) -> bool {
    let label = |it: &str| vocabulary().words.marks["media_labels"].contains(&fold(it));
    folded.split_once(':').is_some_and(|it| label(it.0) && vocabulary().is_media(it.1.trim()))
}

impl Title {
    /// What a heading says of a table of members: "Responses" above fields has one, where it has those of each status elsewhere.
    pub(crate) fn above(self, grid: &Grid) -> Self {
        let words = &vocabulary().words.members["things"];
        let members = || grid.header.first().is_some_and(|it| words.contains(&fold(&columns::header(&it.rich))));
        let folded = fold(&self.shown);
        let one = || folded.strip_suffix('s').is_some_and(|it| vocabulary().heading("response", it));
        if self.kind == Kind::Errors && one() && members() { Self { kind: Kind::Response, ..self } } else { self }
    }
}

/// "Response 200", "404 response", "Success response": what a status of failure has is one of several.
pub(crate) fn answer(folded: &str, kind: &impl Fn(&str) -> Option<Kind>) -> Option<(Kind, String)> {
    let words = folded.split([' ', '(', ')', '-', '–', ':', ',', '·', '|']).filter(|it| !it.is_empty());
    let words: Vec<&str> = words.filter(|it| !vocabulary().is_media(it)).collect();
    let is_status = |it: &&str| {
        it.len() == 3 && it.starts_with(['1', '2', '3', '4', '5']) && it.bytes().all(|it| it.is_ascii_digit())
    };
    let said = ["success", "successful", "ok", "example", "json", "http", "code", "status"];
    let status = words.iter().copied().find(is_status);
    let rest: Vec<&str> = words.iter().copied().filter(|it| !is_status(it) && !said.contains(it)).collect();
    // "Status: 201 Order created"
    let labelled = matches!(words.as_slice(), ["status", number, ..] if is_status(number));
    let found = rest.len() < words.len() && words.len() <= 6 && kind(&rest.join(" ")) == Some(Kind::Response);
    (found || labelled)
        .then(|| (Kind::Response, status.filter(|it| !it.starts_with('2')).unwrap_or_default().to_owned()))
}

/// A status of HTTP: `200`, `200 OK`.
pub(crate) fn status(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or_default();
    first.len() == 3 && first.bytes().all(|it| it.is_ascii_digit())
}
