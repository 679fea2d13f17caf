//! The whole way from texts to a schema, on one page. Pure: no file, no environment, no clock.

use crate::diag::{Diagnostic, Sink};
use crate::dialect::{self, Coverage, Dialect, Verdict};
use crate::markdown::{self, Document};
use crate::resolve::{self, Origins};
use crate::schema::Schema;
use crate::text::{FileId, Source, SourceMap};
use crate::typexpr::{self, Notation};

/// What steers [`compile`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The dialect of all pages, by id; recognised by evidence when absent.
    pub dialect: Option<String>,
    /// Dialects of the user's own, besides the built-in ones.
    pub dialects: Vec<Dialect>,
    /// Notations of the user's own, besides the built-in ones.
    pub notations: Vec<Notation>,
    /// Make a request type of each operation that the pages describe.
    pub operations: bool,
    /// Record the evidence of every fact in the origins.
    pub evidence: bool,
    /// What is known besides the pages.
    pub schema: resolve::Options,
}

/// What documents say.
#[derive(Debug, Clone, Default)]
pub struct Compilation {
    /// The models; complete even when there are findings of level error.
    pub schema: Schema,
    /// Where each thing of the schema comes from.
    pub origins: Origins,
    /// What is wrong with the documents, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was recognised, and what was left out.
    pub coverage: Coverage,
}

/// Reads all documents as one set of models.
#[must_use]
pub fn compile(sources: &SourceMap, options: &Options) -> Compilation {
    let mut sink = Sink::new();
    let documents: Vec<_> = sources.iter().map(|(_, source)| markdown::scan(&source.text)).collect();
    let pages: Vec<_> = sources.iter().zip(&documents).map(|((id, source), document)| (id, source, document)).collect();
    let chosen = choose(&pages, options);
    let Some((dialect, notation)) = chosen else { return Compilation::default() };
    let drafts: Vec<_> = pages
        .iter()
        .map(|(id, source, document)| {
            let stem = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
            (*id, dialect::recognise(&source.text, document, dialect, stem))
        })
        .filter(|(_, draft)| {
            draft.table || !draft.values.is_empty() || !draft.variants.is_empty() || draft.alias.is_some()
        })
        .collect();
    let (schema, origins) = resolve::resolve(&drafts, dialect, notation, &options.schema, &mut sink);
    let verdict = Verdict { dialect: dialect.id.clone(), set: options.dialect.is_some(), ..Verdict::default() };
    let coverage = Coverage { verdicts: vec![verdict], pages: Vec::new() };
    Compilation { schema, origins, diagnostics: sink.finish(), coverage }
}

/// The dialect that the options name, or the one that fits most rows: their look, and whether their types can be read.
fn choose<'a>(pages: &[(FileId, &Source, &Document)], options: &'a Options) -> Option<(&'a Dialect, &'a Notation)> {
    let dialects = || options.dialects.iter().chain(dialect::builtin());
    let notation = |id: &str| options.notations.iter().find(|it| it.id == id).or_else(|| typexpr::builtin(id));
    let pair = |dialect: &'a Dialect| Some((dialect, notation(&dialect.notation)?));
    if let Some(id) = &options.dialect {
        return dialects().find(|it| it.id == *id).and_then(pair);
    }
    let mut best = None;
    for (dialect, notation) in dialects().filter_map(pair) {
        let mut score = 0_i64;
        for (_, source, document) in pages {
            let (like, unlike) = dialect::likeness(&source.text, document, dialect);
            score += i64::try_from(like).unwrap_or(i64::MAX) - i64::try_from(unlike).unwrap_or(0);
            let draft = dialect::recognise(&source.text, document, dialect, "");
            for (_, row) in &draft.rows {
                let text = markdown::decode(row.ty).text;
                score += match notation.parse(&text) {
                    Ok(typexpr::TypeExpr::Name { .. }) => 0,
                    Ok(_) => 2,
                    Err(_) => -2,
                };
            }
        }
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, (dialect, notation)));
        }
    }
    best.map(|it| it.1)
}
