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
                score -= if row.noted { 0 } else { 3 };
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

#[cfg(test)]
mod tests {
    use super::{Options, compile};
    use crate::diag::Code;
    use crate::dialect::{BUILTIN, Dialect};
    use crate::schema::ModelKind;
    use crate::text::SourceMap;
    use std::path::Path;

    fn pages(folder: &Path, sources: &mut SourceMap) {
        let mut entries: Vec<_> = std::fs::read_dir(folder)
            .expect("a fixture folder")
            .map(|it| it.expect("a folder can be listed").path())
            .collect();
        entries.sort();
        for entry in entries {
            if entry.is_dir() {
                pages(&entry, sources);
            } else {
                let text = std::fs::read_to_string(&entry).expect("a page");
                sources.add(entry.to_string_lossy().into_owned(), text);
            }
        }
    }

    #[test]
    fn the_registry_lists_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/dialects");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .expect("the folder is there")
            .map(|it| it.expect("a folder can be listed").file_name().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let listed: Vec<_> = BUILTIN.iter().map(|(id, _)| format!("{id}.toml")).collect();
        assert_eq!(listed, files, "src/dialect/builtin_list.rs lists templates/dialects");
        for (id, text) in BUILTIN {
            let dialect = Dialect::from_toml(text).unwrap_or_else(|why| panic!("{id}: {why}"));
            assert_eq!(dialect.id, *id);
        }
    }

    /// Every kind of generated docs that has a dialect: it is recognised, every type is read, and what the document behind
    /// the pages says of an order is found.
    #[test]
    fn generated_pages_become_models() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/openapi-generator");
        let mut seen = Vec::new();
        for (id, _) in BUILTIN {
            let kind = id.trim_start_matches("openapi-generator-");
            let Some(name) = [kind.to_owned(), format!("{kind}-akka"), format!("{kind}6")]
                .into_iter()
                .find(|it| folder.join(it).is_dir())
            else {
                panic!("{id} has no fixture")
            };
            let mut sources = SourceMap::new();
            pages(&folder.join(&name), &mut sources);
            let options = Options { dialect: Some((*id).to_owned()), ..Options::default() };
            let compilation = compile(&sources, &options);
            let unread: Vec<_> = compilation
                .diagnostics
                .iter()
                .filter(|it| it.code == Code::UnknownType)
                .map(|it| &it.message)
                .collect();
            assert!(unread.is_empty(), "{id}: {unread:?}");
            let chosen = compile(&sources, &Options::default());
            let model = chosen.schema.models.iter().find(|(name, _)| name.eq_ignore_ascii_case("order"));
            let Some((_, model)) = model else { panic!("{id}: no order among {:?}", chosen.schema.models.keys()) };
            let ModelKind::Object(order) = &model.kind else { panic!("{id}: an order is {:?}", model.kind) };
            let required = order.fields.iter().filter(|it| it.presence == crate::schema::Presence::Required).count();
            seen.push(format!("{name}: {} fields, {required} required", order.fields.len()));
        }
        insta::assert_snapshot!(seen.join("\n"), @r"
        android: 14 fields, 5 required
        bash: 14 fields, 5 required
        c: 14 fields, 5 required
        csharp: 14 fields, 5 required
        dart-dio: 14 fields, 5 required
        dart: 14 fields, 5 required
        eiffel: 14 fields, 5 required
        go: 14 fields, 5 required
        graphql-nodejs-express-server: 14 fields, 5 required
        java-micronaut-client: 14 fields, 5 required
        java-microprofile: 14 fields, 5 required
        java: 14 fields, 5 required
        javascript: 14 fields, 5 required
        julia-client: 14 fields, 5 required
        kotlin-misk: 14 fields, 5 required
        kotlin: 14 fields, 5 required
        ktorm-schema: 14 fields, 5 required
        markdown: 14 fields, 5 required
        objc: 14 fields, 5 required
        perl: 14 fields, 5 required
        php-nextgen: 14 fields, 5 required
        php-symfony: 14 fields, 5 required
        php: 14 fields, 5 required
        powershell: 14 fields, 5 required
        python-pydantic-v1: 14 fields, 5 required
        python: 14 fields, 5 required
        r: 14 fields, 5 required
        ruby: 14 fields, 5 required
        rust-server: 14 fields, 5 required
        rust: 14 fields, 5 required
        scala-akka: 14 fields, 5 required
        swift6: 14 fields, 5 required
        typescript-axios: 14 fields, 5 required
        typescript-fetch: 14 fields, 0 required
        ");
    }
}
