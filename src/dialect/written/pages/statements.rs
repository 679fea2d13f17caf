//! Prose about all rows of a table → what it says of each. Comes in: a paragraph, or the heading of a section. Goes out:
//! whether the members must be there or may be null, and which are meant: "All parameters are optional except `id`."

use super::page::State;
use crate::dialect::draft::{By, FieldDraft, Said};
use crate::dialect::written::headings::called::Called;
use crate::dialect::written::headings::title::Title;
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::Rich;
use crate::name::letters;
use crate::schema::Presence;
use crate::text::Span;

/// What prose says of all members.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Statement {
    /// Whether they must be there.
    pub(crate) presence: Option<Presence>,
    /// Whether they may be null.
    pub(crate) nullable: Option<bool>,
    /// Whether the server alone sends them.
    read_only: bool,
    /// The letters of the members of which it does not hold.
    except: Vec<String>,
    /// How far it holds.
    pub(crate) reach: Reach,
    /// Whether it speaks of parameters, and so of no response.
    pub(crate) parameters: bool,
    /// Where it stands.
    span: Span,
}

/// How far a statement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// For the next table: "The following fields are required".
    Table,
    /// For the tables below its heading.
    Section,
    /// For all that stands below, where nothing else is said: "Unless otherwise noted, all fields are required".
    Page,
}

/// Longer sentences say more than a mark.
const LONGEST: usize = 400;

/// Words that may stand between the parts of a statement.
const GAP: usize = 60;

/// Reads a paragraph.
pub(crate) fn read(rich: &Rich, span: Span) -> Option<Statement> {
    if rich.text.len() > 1 << 14 {
        return None;
    }
    rich.text.split(['\n', '。', ';', '!']).flat_map(|it| it.split(". ")).find_map(|it| sentence(it, rich, span))
}

/// Whether words before a table say that it shows a response.
pub(crate) fn answers(rich: &Rich) -> bool {
    let words = &vocabulary().words.marks["responses"];
    let text = rich.text.trim_end();
    let lower = text.to_lowercase();
    text.len() < 200 && text.ends_with([':', '：']) && words.iter().any(|it| lower.contains(it.as_str()))
}

/// What the heading of a section says of its rows.
pub(crate) fn headed(title: &Title, span: Span) -> Option<Statement> {
    (title.presence.is_some() || title.read_only).then(|| Statement {
        presence: title.presence,
        nullable: None,
        read_only: title.read_only,
        except: Vec::new(),
        reach: Reach::Section,
        parameters: false,
        span,
    })
}

impl Statement {
    /// Says it of the fields of a table that say nothing of themselves.
    pub(crate) fn apply(&self, fields: &mut [FieldDraft], table: usize) {
        for field in fields.iter_mut().filter(|it| it.place.is_in(table)) {
            let except = self.except.contains(&letters(field.name.as_str()));
            if field.presence.is_none()
                && let Some(value) = self.presence
            {
                let value = match value {
                    Presence::Optional if except => Presence::Required,
                    Presence::Required if except => Presence::Optional,
                    other => other,
                };
                field.presence = Some(Said { value, span: self.span });
                field.presence_by = By::Prose;
            }
            if self.read_only && field.write_only.is_none() {
                field.read_only.get_or_insert_with(|| Box::new(Said { value: true, span: self.span }));
            }
            if field.nullable.is_none() && !except {
                field.nullable = self.nullable.map(|value| Said { value, span: self.span }.into());
            }
        }
    }
}

impl State<'_, '_> {
    /// Takes in prose that speaks of all members.
    pub(crate) fn statement(&mut self, rich: &Rich, span: Span) {
        let Some(said) = read(rich, span).filter(|it| it.reach != Reach::Table) else { return };
        let place = match self.open.last() {
            Some(open) => &mut self.heads[open.head].said,
            None => &mut self.said,
        };
        *place = place.take().or(Some(said));
    }

    /// What the words before a table, or the headings above it up to the one that names it, say of all its rows.
    pub(crate) fn said_near(&self, called: &Called) -> Option<Statement> {
        let near = self.lead.as_ref().and_then(|(it, span)| read(it, *span));
        let open = self.open[called.by.unwrap_or(0)..].iter().rev();
        near.or_else(|| open.filter_map(|it| self.heads[it.head].said.clone()).next())
    }

    /// What prose says of all members holds for those that say nothing themselves.
    pub(crate) fn statements(&mut self) {
        for placed in std::mem::take(&mut self.placed) {
            let fits = |it: &&Statement| !(placed.response && it.parameters);
            let mut said = placed.said.as_ref();
            let mut head = placed.head;
            // Above the heading that names the model prose speaks of many models.
            let mut above = placed.by.is_none();
            while let (None, Some(at)) = (said, head) {
                // What the page names, its own section may speak of.
                let own = head == placed.head && placed.by.is_none();
                said = self.heads[at].said.as_ref().filter(fits).filter(|it| !above || own || it.reach == Reach::Page);
                above |= head == placed.by;
                head = self.heads[at].parent;
            }
            let said = said.or(self.said.as_ref().filter(fits).filter(|it| it.reach == Reach::Page));
            if let (Some(said), Some(fields)) = (said, self.drafts[placed.draft].body.fields.as_mut()) {
                said.apply(fields, placed.table);
            }
        }
    }
}

/// What words that announce a table say of its rows: "It has these required fields:".
fn headline(folded: &str) -> Option<Presence> {
    let words = &vocabulary().words;
    let (rest, thing) = folded.rsplit_once(' ')?;
    let (before, mark) = rest.trim_end().rsplit_once(' ')?;
    let announced = words.statements["following"].iter().any(|it| before.trim_end().ends_with(it.as_str()));
    let is = |kind: &str| words.marks[kind].iter().any(|it| it == mark);
    let presence = match (is("required"), is("optional")) {
        (true, _) => Presence::Required,
        (_, true) => Presence::Optional,
        _ => return None,
    };
    (announced && words.statements["things"].iter().any(|it| it == thing)).then_some(presence)
}

fn sentence(text: &str, rich: &Rich, span: Span) -> Option<Statement> {
    if text.len() > LONGEST || text.is_empty() {
        return None;
    }
    let folded = fold(text);
    if let Some(presence) = headline(&folded).filter(|_| text.trim_end().ends_with([':', '：'])) {
        let (nullable, except) = (None, Vec::new());
        let presence = Some(presence);
        return Some(Statement {
            presence,
            nullable,
            read_only: false,
            except,
            reach: Reach::Table,
            parameters: false,
            span,
        });
    }
    let words = &vocabulary().words.statements;
    let page = words["elsewhere"].iter().any(|it| folded.contains(it.as_str()));
    let (near, rest) = match after(&folded, &words["all"], usize::MAX).filter(|it| begins(&folded, it.0)) {
        Some((_, rest)) => (false, rest),
        None => match after(&folded, &words["following"], usize::MAX).filter(|it| begins(&folded, it.0)) {
            Some((_, rest)) => (true, rest),
            None => (false, Some(folded.as_str()).filter(|_| page)?),
        },
    };
    let (gap, rest, thing) = thing(rest)?;
    if marked(gap) || gap.contains([',', '.']) {
        return None;
    }
    let (at, said) = after(rest, &words["are"], GAP)?;
    if rest[..at].contains([',', '.', ':']) {
        return None;
    }
    let mut statement = Statement {
        presence: None,
        nullable: None,
        read_only: false,
        except: Vec::new(),
        reach: if page {
            Reach::Page
        } else if near {
            Reach::Table
        } else {
            Reach::Section
        },
        parameters: vocabulary().heading("parameters", thing) || vocabulary().heading("request", thing),
        span,
    };
    let mut said = said.trim_start();
    loop {
        let before = said;
        let (mark, tail) = mark(said)?;
        match mark {
            "required" => statement.presence = Some(Presence::Required),
            "optional" => statement.presence = Some(Presence::Optional),
            "null" => statement.nullable = Some(true),
            _ => statement.nullable = Some(false),
        }
        said = tail.trim_start();
        match words["and"].iter().find_map(|it| said.strip_prefix(it.as_str())) {
            Some(more) if self::mark(more.trim_start()).is_some() => said = more.trim_start(),
            _ => break,
        }
        if said.len() >= before.len() {
            break;
        }
    }
    if let Some(tail) = words["except"].iter().find_map(|it| said.strip_prefix(it.as_str())) {
        let codes = rich.codes().filter(|it| tail.contains(&it.to_lowercase()));
        statement.except = codes.map(letters).collect();
        return (!statement.except.is_empty()).then_some(statement);
    }
    let ends = said.is_empty() || said.starts_with([',', '.', ')', ':', '(', '，', '-', '–', '—']);
    (ends || page).then_some(statement)
}

/// Whether a sentence begins there, or a clause of it.
fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.ends_with([',', ':', '-', '–', '—', '(', '，', '：']) || before.ends_with("note that")
}

/// The first of some words in a text: where it stands and what follows.
fn after<'t>(text: &'t str, words: &[String], most: usize) -> Option<(usize, &'t str)> {
    let found = words.iter().filter_map(|word| {
        let at = text.match_indices(word.as_str()).map(|it| it.0).find(|at| whole(text, *at, word))?;
        (at <= most).then_some((at, word.len()))
    });
    let (at, length) = found.min_by_key(|it| (it.0, usize::MAX - it.1))?;
    Some((at, &text[at + length..]))
}

/// Whether a word stands alone; words of languages without spaces always do.
fn whole(text: &str, at: usize, word: &str) -> bool {
    if !word.is_ascii() {
        return true;
    }
    let end = at + word.len();
    !text[..at].ends_with(|it: char| it.is_alphanumeric()) && !text[end..].starts_with(|it: char| it.is_alphanumeric())
}

/// The first word for members: what stands before it, after it, and the word.
fn thing(text: &str) -> Option<(&str, &str, &'static str)> {
    let found = vocabulary().words.statements["things"].iter().filter_map(|word| {
        let at = text.match_indices(word.as_str()).map(|it| it.0).find(|at| whole(text, *at, word))?;
        (at <= GAP).then_some((at, word.as_str()))
    });
    let (at, word) = found.min_by_key(|it| (it.0, usize::MAX - it.1.len(), it.1))?;
    Some((&text[..at], &text[at + word.len()..], word))
}

/// The mark at the start of a text, and what follows.
fn mark(text: &str) -> Option<(&'static str, &str)> {
    let marks = &vocabulary().words.marks;
    let mut found: Option<(&'static str, usize)> = None;
    for kind in ["required", "optional", "null", "not_null"] {
        for word in &marks[kind] {
            if text.starts_with(word.as_str()) && whole(text, 0, word) && found.is_none_or(|it| it.1 < word.len()) {
                found = Some((kind, word.len()));
            }
        }
    }
    found.map(|(kind, length)| (kind, &text[length..]))
}

fn marked(text: &str) -> bool {
    text.split_whitespace().any(|it| mark(it).is_some())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::markdown::{References, inline};
    use crate::text::{SourceMap, Span};

    #[test]
    fn sentences_speak_of_all_rows() {
        let texts = [
            "All parameters to this endpoint are optional and nullable.",
            "All parameters to this endpoint are optional and nullable excluding `name`.",
            "Unless otherwise noted, all fields are required.",
            "Fields are optional unless stated otherwise.",
            "The following fields are required:",
            "All of the fields on the partial object are optional",
            "When changing settings, all fields are optional. Only passed fields are updated.",
            "所有参数均为可选。",
            "Alle Felder sind erforderlich.",
            "All fields are required, and more are welcome.",
            "All required fields are listed here.",
            "Not all fields are required.",
            "All fields are required for large orders.",
            "Each field is a string.",
        ];
        let file = SourceMap::new().add("page.md", "");
        let span = Span::new(file, 0..0);
        let all: Vec<_> = texts
            .iter()
            .map(|it| {
                let said = read(&inline(it, &References::default()), span).map(|it| {
                    format!("{:?} {:?} {:?} {:?} {}", it.presence, it.nullable, it.except, it.reach, it.parameters)
                });
                format!("{it} → {}", said.unwrap_or_default())
            })
            .collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        All parameters to this endpoint are optional and nullable. → Some(Optional) Some(true) [] Section true
        All parameters to this endpoint are optional and nullable excluding `name`. → Some(Optional) Some(true) ["name"] Section true
        Unless otherwise noted, all fields are required. → Some(Required) None [] Page false
        Fields are optional unless stated otherwise. → Some(Optional) None [] Page false
        The following fields are required: → Some(Required) None [] Table false
        All of the fields on the partial object are optional → Some(Optional) None [] Section false
        When changing settings, all fields are optional. Only passed fields are updated. → Some(Optional) None [] Section false
        所有参数均为可选。 → Some(Optional) None [] Section true
        Alle Felder sind erforderlich. → Some(Required) None [] Section false
        All fields are required, and more are welcome. → Some(Required) None [] Section false
        All required fields are listed here. → 
        Not all fields are required. → 
        All fields are required for large orders. → 
        Each field is a string. →
        "#);
    }
}
