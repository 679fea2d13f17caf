//! Headings and labels → the sections of a page. Comes in: a heading, or what stands for one. Goes out: the sections that it
//! ends, and the one that it begins.

use super::details::Details;
use super::elsewhere::Elsewhere;
use super::page::{Head, Open, State};
use super::statements;
use crate::dialect::draft::TypeDraft;
use crate::dialect::written::cells::naming::{self, model_name};
use crate::dialect::written::headings::heading_labels::without_id;
use crate::dialect::written::headings::title::{self, BOLD, Kind, Title};
use crate::dialect::written::words::vocabulary::{fold, vocabulary};
use crate::markdown::{MarkKind, Rich};
use crate::name::letters;
use crate::text::{Span, Spelling};

impl State<'_, '_> {
    /// The level of a heading: "**Properties**" stands below "**Order**", which has an anchor of its own, and "Properties" below
    /// a heading of its level that no table follows, where types call that, or where the anchor of "Properties" has its name.
    pub(crate) fn level_of(&self, level: u8, title: &Title, ids: &[String]) -> u8 {
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

    /// Anchors of a paragraph belong to the heading above it.
    pub(crate) fn attach(&mut self, ids: &[String]) {
        if let Some(open) = self.open.last() {
            self.heads[open.head].anchors.extend(ids.iter().cloned());
        }
    }

    /// Ends the headings of a level and those below them.
    pub(crate) fn end(&mut self, level: u8) {
        while self.open.last().is_some_and(|it| it.level >= level) {
            self.open.pop();
        }
    }

    pub(crate) fn heading(&mut self, level: u8, rich: &Rich, ids: &[String]) {
        let mut title = title::title(rich, self.style());
        let slug = letters(&title.shown);
        let top = level == 1 && self.tops > 1 && title.kind == Kind::Generic && !title.method;
        if title.kind != Kind::Naming && (self.mentioned.linked.contains(&slug) || top) {
            title.kind = Kind::Naming;
            title.name = title.shown.clone();
        }
        // "Hours class" above what a type calls `Hours`.
        let bare = naming::without_kind(&title.name).filter(|it| self.mentioned.named.contains(&letters(it)));
        if let Some(bare) = bare.map(str::to_owned) {
            title.name = bare;
        }
        self.basic(&mut title);
        if self.labels_alias(rich, &title) {
            return;
        }
        let level = self.again(level, &mut title);
        let level = self.level_of(level, &title, ids);
        self.end(level);
        let parts = self.open.iter().rev().find(|it| it.title.kind == Kind::Naming);
        if title.part && parts.is_some_and(|it| self.heads[it.head].draft.is_some()) {
            title.kind = Kind::Generic;
        }
        if title.kind != Kind::Naming
            && let Some(open) = self.open.last_mut()
        {
            open.seen.push(fold(&title.shown));
        }
        let mut anchors: Vec<String> = ids.to_vec();
        anchors.extend(without_id(&rich.text).1.map(str::to_owned));
        // The second heading of the same words has a number behind its anchor.
        let before = self.slugs.entry(slug).or_default();
        anchors.push(if *before == 0 { title.shown.clone() } else { format!("{}-{before}", title.shown) });
        *before += 1;
        let parent = self.open.last().map(|it| it.head);
        let span = self.place.clone();
        let alias = title.alias.as_ref().map(|it| {
            let ty = TypeDraft::new(Spelling::made(it.clone(), Span::new(self.reader.file, span)));
            (model_name(&title.name), ty)
        });
        let said = statements::headed(&title, Span::new(self.reader.file, self.place.clone()));
        let name = letters(&title.name);
        let (named, place) = (title.name.clone(), self.place.clone());
        let label = fold(&title.shown);
        self.heads.push(Head {
            anchors,
            parent,
            draft: None,
            name,
            title: named,
            label,
            shown: title.shown.clone(),
            shows_schema: false,
            place,
            description: None,
            alias,
            said,
            details: Details::default(),
            elsewhere: Elsewhere::default(),
        });
        self.open.push(Open { level, title, head: self.heads.len() - 1, seen: Vec::new() });
        self.lead = None;
    }

    /// Takes in a paragraph that is the name of the model in code, where docs of this kind have a heading for it: the model is
    /// called so, whatever the heading above that one says in other words.
    pub(crate) fn named_in_code(&mut self, rich: &Rich) -> bool {
        let named = &self.style().named;
        let [.., above, below] = self.open.as_mut_slice() else { return false };
        let name = rich.text.trim();
        let words =
            name.starts_with(char::is_alphabetic) && name.chars().all(|it| it.is_alphanumeric() || " _".contains(it));
        if !words || !rich.all(&MarkKind::Code) || !named.contains(&fold(&below.title.shown)) {
            return false;
        }
        above.title.kind = Kind::Naming;
        name.clone_into(&mut above.title.name);
        let head = &mut self.heads[above.head];
        name.clone_into(&mut head.title);
        head.name = letters(name);
        true
    }

    /// "Mood (string)", to which types link, is another name for the basic type in brackets.
    fn basic(&self, title: &mut Title) {
        let linked = title.kind == Kind::Naming && self.mentioned.linked.contains(&letters(&title.name));
        let inside = title.shown.split_once(" (").and_then(|it| it.1.strip_suffix(')')).filter(|_| linked);
        let basic = inside.filter(|it| vocabulary().words.marks["basic_types"].contains(&fold(it)));
        title.alias = title.alias.take().or(basic.map(str::to_owned));
    }

    /// How deep a label in bold stands. One that stood above the table before, and stands again below a label for what is sent or
    /// comes back, is a part of that: "**Parameters**" below "**Response**".
    fn again(&self, level: u8, title: &mut Title) -> u8 {
        let part = matches!(title.kind, Kind::Parameters | Kind::Generic) && !title.method;
        let body = self.open.iter().rev().find(|it| it.level <= level);
        let body = body.filter(|it| it.level == level && matches!(it.title.kind, Kind::Request | Kind::Response));
        let Some(body) = body.filter(|it| level >= BOLD && part && self.heads[it.head].draft.is_none()) else {
            return level;
        };
        let by = self.open.iter().rev().find(|it| it.title.kind == Kind::Naming).map(|it| it.head);
        let last = self.placed.last().filter(|it| it.by == by).and_then(|it| it.head);
        if last.is_none_or(|it| self.heads[it].label != fold(&title.shown)) {
            return level;
        }
        title.kind = body.title.kind;
        level + 1
    }

    /// How deep an item in bold stands that is a heading: of what can be called, `- **/orders/list What there is**`, or of what
    /// is sent or comes back, which stands for it above what shows it too, `* Request:`.
    pub(crate) fn item_level(&self, rich: &Rich) -> Option<u8> {
        const LONGEST: usize = 120;
        let body = || matches!(title::title(rich, self.style()).kind, Kind::Request | Kind::Response);
        if self.above_shown && rich.text.len() < LONGEST && !rich.text.contains('\n') && body() {
            return Some(BOLD + 1);
        }
        if !rich.all(&MarkKind::Strong) || rich.text.len() > LONGEST || rich.text.trim().contains('\n') {
            return None;
        }
        let (first, rest) = rich.text.trim().split_once(' ').unwrap_or((rich.text.trim(), ""));
        let way = |it: &str| it.len() > 1 && it.starts_with('/');
        if way(first) || vocabulary().heading("methods", &fold(first)) && way(rest) {
            return Some(BOLD);
        }
        body().then_some(BOLD + 1)
    }
}
