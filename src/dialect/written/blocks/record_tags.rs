//! Headings below a member that tell more of it. Comes in: a heading such as "Default" or "Since". Goes out: what the text below
//! it says of the member: where it comes from, a fact, or prose.

use super::records::{Record, is_prose};
use crate::dialect::written::words::vocabulary::{Role, fold, vocabulary};
use crate::markdown::{Mark, MarkKind, Piece, PieceKind, Rich};

/// What the text below a name is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum About {
    /// The member.
    Member,
    /// Where the member comes from, or how it is used: nothing that its row would say.
    Elsewhere,
    /// What members hold whose names nobody knows.
    Indexed,
    /// What it is when it is absent.
    Default,
    /// A fact in words, or a remark; with its label where the text alone would not tell what it is.
    Remark(Option<Rich>),
}

/// The columns of facts that headings tell.
pub(crate) const DEFAULT: &str = "default";
pub(crate) const DEPRECATED: &str = "deprecated";

/// What a heading below a member says, and whether the member should no longer be used; nothing where no vocabulary knows it.
fn about(heading: &Rich) -> Option<(About, bool)> {
    let folded = fold(&heading.text);
    let words = &vocabulary().words;
    let is = |kind: &str| words.marks[kind].contains(&folded);
    if is("origins") {
        return Some((About::Elsewhere, false));
    }
    if is("indexed") {
        return Some((About::Indexed, false));
    }
    let roles = vocabulary().roles(&folded);
    if words.facts["default"].contains(&folded) {
        return Some((About::Default, false));
    }
    if is("deprecated") || roles.contains(&Role::Deprecated) {
        return Some((About::Remark(Some(heading.clone())), true));
    }
    if is("remarks") {
        return Some((About::Remark(None), false));
    }
    let fact = words.facts.iter().any(|(_, it)| it.contains(&folded));
    (fact || is("notes")).then(|| (About::Remark(Some(heading.clone())), false))
}

impl About {
    /// What a piece says as lines of the member, where it is about more than the member itself.
    pub(crate) fn read(&mut self, text: &str, piece: &Piece) -> Option<Said> {
        let line = match &piece.kind {
            PieceKind::Paragraph(rich) | PieceKind::Item(rich) => rich.trimmed(),
            PieceKind::Code { body, .. } => code(text[body.clone()].trim()),
            PieceKind::Heading { .. } | PieceKind::Table(_) => return None,
        };
        match self {
            Self::Member => None,
            Self::Elsewhere => Some(Said::Nothing),
            Self::Indexed => {
                *self = Self::Remark(None);
                Some(indexed(&line).map_or(Said::Nothing, Said::Type))
            }
            Self::Default => {
                // What follows the value is prose.
                *self = Self::Remark(None);
                Some(Said::Default(line))
            }
            Self::Remark(label) => {
                let Some(label) = label.take() else { return Some(Said::Prose(line)) };
                let mut said = label;
                said.push(": ", &line);
                Some(Said::Prose(said))
            }
        }
    }
}

impl Record {
    /// Whether a piece stands below a heading that tells more of it.
    pub(crate) fn is_tagged_by(&self, piece: &Piece) -> bool {
        let code = matches!(piece.kind, PieceKind::Code { .. });
        self.about != About::Member && (is_prose(piece) || code)
    }

    /// Whether a piece is a heading below its name.
    pub(crate) fn is_above(&self, piece: &Piece) -> bool {
        matches!(&piece.kind, PieceKind::Heading { level, .. } if self.signed && *level > self.level)
    }

    /// Takes in a heading that says what the text below it tells of the member: "Inherited from", "Default", "Deprecated".
    pub(crate) fn tag(&mut self, piece: &Piece) -> bool {
        let PieceKind::Heading { rich, .. } = &piece.kind else { return false };
        let Some((told, deprecated)) = about(rich) else { return false };
        self.about = told;
        if deprecated {
            self.fact(DEPRECATED.to_owned(), Rich::plain("yes"));
        }
        true
    }
}

/// What a piece below such a heading says.
pub(crate) enum Said {
    Nothing,
    /// Its type, which says more than the one that stands beside its name.
    Type(Rich),
    Default(Rich),
    Prose(Rich),
}

fn code(text: &str) -> Rich {
    Rich { marks: vec![Mark { range: 0..text.len(), kind: MarkKind::Code }], ..Rich::plain(text) }
}

/// The map of which a line tells what it holds: `[key: string]: number`.
pub(crate) fn indexed(line: &Rich) -> Option<Rich> {
    let line = line.part(line.text.len() - line.text.trim_start_matches(|it| it != '[').len()..line.text.len());
    let inner = line.trimmed();
    let end = inner.text.trim_end_matches([';', ' ']).len();
    let mut map = Rich::plain("{ ");
    map.push("", &inner.part(0..end));
    map.push("", &Rich::plain(" }"));
    (end > 0).then_some(map)
}
