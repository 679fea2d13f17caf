//! Headings that label what stands below them. Comes in: the words of a heading. Goes out: whether they say of which type or kind of
//! media it is, or of which status the response.

use super::columns;
use super::headings::{Kind, Title};
use super::naming::model_name;
use super::page::State;
use super::sections::BOLD;
use super::vocabulary::{Role, fold, vocabulary};
use crate::dialect::draft::TypeDraft;
use crate::markdown::{Grid, Rich};
use crate::name::letters;
use crate::text::{Span, Spelling};
use crate::typexpr::TypeExpr;

/// A heading without the id behind it, `Order {#order}` and `Order [#order]`, and the id.
pub(super) fn without_id(text: &str) -> (&str, Option<&str>) {
    let braces = text.split_once("{#").map(|it| (it.0, it.1.split('}').next()));
    let brackets = || {
        let (before, id) = text.trim_end().strip_suffix(']')?.rsplit_once(" [#")?;
        (!id.is_empty() && !id.contains([' ', '['])).then_some((before, Some(id)))
    };
    braces.or_else(brackets).unwrap_or((text, None))
}

/// Whether a heading says of what type the thing of the heading above is: "Type: `object`".
pub(super) fn labels_type(line: &Rich, folded: &str) -> bool {
    let mut codes = line.codes();
    let (Some(code), None, Some((label, behind))) = (codes.next(), codes.next(), folded.split_once(':')) else {
        return false;
    };
    let basic = vocabulary().words.marks["basic_types"].contains(&fold(code));
    basic && vocabulary().roles(label.trim()).contains(&Role::Type) && behind.trim() == fold(code)
}

/// Whether a heading says of which kind of media a body is: "Content-Type: application/json".
pub(super) fn labels_media(folded: &str) -> bool {
    let label = |it: &str| vocabulary().words.marks["media_labels"].contains(&fold(it));
    folded.split_once(':').is_some_and(|it| label(it.0) && vocabulary().is_media(it.1.trim()))
}

impl State<'_, '_> {
    /// Takes in a heading that says of which type the thing of the heading above is, where that is no object and what stands below
    /// is about it as well: "Type: `string`".
    pub(super) fn labels_alias(&mut self, rich: &Rich, title: &Title) -> bool {
        let Some(open) = self.open.last().filter(|it| it.title.kind == Kind::Naming) else { return false };
        let Some(code) = rich.codes().next().filter(|_| labels_type(rich, &fold(&title.shown))) else { return false };
        let scalar = matches!(self.reader.notation.parse(code), Ok(TypeExpr::Known(it)) if it.is_scalar());
        let head = &mut self.heads[open.head];
        if scalar && head.draft.is_none() {
            let span = Span::new(self.reader.file, self.place.clone());
            let ty = TypeDraft::new(Spelling::made(code, span));
            head.alias.get_or_insert((model_name(&open.title.name), ty));
            self.lead = None;
        }
        scalar
    }

    /// The level of a heading: "**Properties**" stands below "**Order**", which has an anchor of its own, and "Properties" below
    /// a heading of its level that no table follows, where types call that, or where the anchor of "Properties" has its name.
    pub(super) fn level_of(&self, level: u8, title: &Title, ids: &[String]) -> u8 {
        /// Shorter names stand in anchors by chance.
        const SHORTEST: usize = 3;
        let below = self.open.last().is_some_and(|it| {
            let head = &self.heads[it.head];
            let free = it.level == level && it.title.kind == Kind::Naming && head.draft.is_none();
            let meant = || {
                let anchored = || ids.iter().any(|it| letters(it).contains(&head.name));
                head.name.len() >= SHORTEST && (self.mentioned.named.contains(&head.name) || anchored())
            };
            free && if level == BOLD { head.anchors.len() > 1 } else { level < BOLD && meant() }
        });
        if below && title.kind == Kind::Generic && !title.method { level + 1 } else { level }
    }
}

impl Title {
    /// What a heading says of a table of members: "Responses" above fields has one, where it has those of each status elsewhere.
    pub(super) fn above(self, grid: &Grid) -> Self {
        let words = &vocabulary().words.members["things"];
        let members = || grid.header.first().is_some_and(|it| words.contains(&fold(&columns::header(&it.rich))));
        let folded = fold(&self.shown);
        let one = || folded.strip_suffix('s').is_some_and(|it| vocabulary().heading("response", it));
        if self.kind == Kind::Errors && one() && members() { Self { kind: Kind::Response, ..self } } else { self }
    }
}

/// "Response 200", "404 response", "Success response": what a status of failure has is one of several.
pub(super) fn answer(folded: &str, kind: &impl Fn(&str) -> Option<Kind>) -> Option<(Kind, String)> {
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
pub(super) fn status(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or_default();
    first.len() == 3 && first.bytes().all(|it| it.is_ascii_digit())
}
