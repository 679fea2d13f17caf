//! What is known of each page, which holds as long as its text and its dialect do.

use super::{Folder, OfPage};
use crate::diag::Sink;
use crate::dialect::{self, Candidate, Page, Reading};
use crate::markdown::{self, Document};
use crate::parallel;
use crate::progress::Progress;
use crate::text::{FileId, Source};
use std::iter;
use std::sync::Arc;

/// Pages by their place among all.
pub(super) struct Memo<'o> {
    texts: Vec<(String, Arc<str>)>,
    pub(super) documents: Vec<Document>,
    pub(super) readings: Readings<'o>,
    /// The dialects that were recognised.
    pub(super) choice: Option<Choice<'o>>,
}

/// The dialect of each folder, and what there is to say of it.
pub(super) struct Choice<'o> {
    paths: Vec<String>,
    pub(super) folders: Vec<Folder<'o>>,
    pub(super) found: Sink,
}

impl<'o> Choice<'o> {
    pub(super) fn new(all: &[(FileId, &Source)], folders: &[Folder<'o>], found: &Sink) -> Self {
        let paths = all.iter().map(|it| it.1.path.clone()).collect();
        Self { paths, folders: folders.to_vec(), found: found.clone() }
    }

    /// Whether it is about these pages, and no folder waits for a dialect.
    pub(super) fn stands(&self, all: &[(FileId, &Source)]) -> bool {
        self.folders.iter().all(|it| it.candidate.is_some()) && all.iter().map(|it| &it.1.path).eq(&self.paths)
    }
}

/// What was read from pages; kept only when they are read again.
pub(super) struct Readings<'o> {
    kept: Vec<Option<Kept<'o>>>,
    /// Whether pages are read again.
    pub(super) again: bool,
}

struct Kept<'o> {
    dialects: OfPage<'o>,
    reading: Reading<'o>,
    found: Sink,
}

impl Memo<'_> {
    /// For a single run.
    pub(super) fn once() -> Self {
        let readings = Readings { kept: Vec::new(), again: false };
        Self { texts: Vec::new(), documents: Vec::new(), readings, choice: None }
    }

    /// For runs that follow each other.
    pub(super) fn again() -> Self {
        let mut memo = Self::once();
        memo.readings.again = true;
        memo
    }

    /// Cuts pages into blocks, and gives what is made `beside`. AFTER THIS POINT: documents, texts and readings are those of
    /// `all`, in its order, and no reading is of another text.
    pub(super) fn scan<A: Send>(
        &mut self,
        all: &[(FileId, &Source)],
        progress: &dyn Progress,
        beside: impl FnOnce() -> A + Send,
    ) -> A {
        let texts = std::mem::take(&mut self.texts);
        let old = std::mem::take(&mut self.documents).into_iter().zip(texts);
        let mut old: Vec<_> = old.map(Some).collect();
        old.resize_with(all.len(), || None);
        let (beside, scanned) = parallel::map_beside(beside, old.into_iter().zip(all), |(old, (id, source))| {
            progress.part();
            match old {
                Some((document, (path, text)))
                    if document.file == *id && text == source.text && path == source.path =>
                {
                    (document, true)
                }
                _ => (markdown::scan(*id, &source.text), false),
            }
        });
        let (documents, known): (Vec<Document>, Vec<bool>) = scanned.into_iter().unzip();
        self.documents = documents;
        if self.readings.again {
            let kept = &mut self.readings.kept;
            kept.resize_with(all.len(), || None);
            kept.iter_mut().zip(known).filter(|it| !it.1).for_each(|it| *it.0 = None);
            self.texts = all.iter().map(|(_, it)| (it.path.clone(), it.text.clone())).collect();
        }
        beside
    }
}

/// Reads each page as its dialect has it.
pub(super) fn read<'o>(
    pages: &[Page<'_>],
    dialects: &[OfPage<'o>],
    readings: &mut Readings<'o>,
    progress: &dyn Progress,
) -> Vec<(Reading<'o>, Sink)> {
    let kept = readings.kept.iter_mut().map(Some).chain(iter::repeat_with(|| None));
    parallel::map(pages.iter().zip(dialects).zip(kept), |(((source, document), dialects), kept)| {
        progress.part();
        if let Some(Some(it)) = &kept
            && it.dialects.iter().zip(dialects).all(|(one, other)| same(*one, *other))
        {
            return (it.reading.clone(), it.found.clone());
        }
        let [tableless, own] = *dialects;
        let first = tableless.map(|_| page(source, document, tableless)).filter(|it| !it.0.models.is_empty());
        let (reading, found) = first.unwrap_or_else(|| page(source, document, own));
        if let Some(kept) = kept {
            *kept = Some(Kept { dialects: *dialects, reading: reading.clone(), found: found.clone() });
        }
        (reading, found)
    })
}

/// Whether they are the very same dialect and notation.
fn same(one: Option<Candidate<'_>>, other: Option<Candidate<'_>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => std::ptr::eq(one.0, other.0) && std::ptr::eq(one.1, other.1),
        (one, other) => one.is_none() && other.is_none(),
    }
}

fn page<'o>(source: &Source, document: &Document, candidate: Option<Candidate<'o>>) -> (Reading<'o>, Sink) {
    let mut sink = Sink::new();
    let reading = match candidate {
        Some((dialect, notation)) => dialect::read(source, document, dialect, notation, &mut sink),
        None => Reading::unknown(source, document),
    };
    (reading, sink)
}
