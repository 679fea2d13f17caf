//! What the server knows: the pages of the workspace with the texts that are being typed over them, and what they say.

use super::place;
use crate::compile::{self, Compilation, Session};
use crate::config::{self, Config, FILE_NAME, Loaded};
use crate::diag::Diagnostic;
use crate::emit::rust;
use crate::error::Error;
use crate::text::{FileId, SourceMap};
use lsp_types::Uri;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// A text that an editor has open.
pub(super) struct Document {
    pub(super) uri: Uri,
    pub(super) text: String,
    pub(super) version: i32,
}

/// How much of what is known no longer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stale {
    Nothing,
    /// A text that is being typed.
    Texts,
    /// A text that was saved.
    Saved,
    /// Files, or the configuration.
    Files,
}

pub(super) struct World {
    root: Option<PathBuf>,
    pub(super) documents: BTreeMap<PathBuf, Document>,
    pub(super) stale: Stale,
    pub(super) config: Config,
    /// The configuration file, or where there would be one.
    pub(super) config_path: Option<PathBuf>,
    sources: SourceMap,
    /// What was wrong with the files themselves.
    reading: Vec<Diagnostic>,
    files: HashMap<PathBuf, FileId>,
    /// The path of each file by which it is known, and its URI, in the order of the files.
    places: Vec<(PathBuf, Option<Uri>)>,
    pub(super) compilation: Compilation,
    pub(super) findings: Vec<Diagnostic>,
    /// Why the pages cannot be read at all.
    pub(super) failure: Option<String>,
}

impl World {
    pub(super) fn new(root: Option<PathBuf>) -> Self {
        Self {
            root,
            documents: BTreeMap::new(),
            stale: Stale::Files,
            config: Config::default(),
            config_path: None,
            sources: SourceMap::new(),
            reading: Vec::new(),
            files: HashMap::new(),
            places: Vec::new(),
            compilation: Compilation::default(),
            findings: Vec::new(),
            failure: None,
        }
    }

    pub(super) fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// The page that a URI names, if it is one of those that are read.
    pub(super) fn file(&self, uri: &Uri) -> Option<FileId> {
        self.files.get(&place::path(uri).map(|it| whole(&it))?).copied()
    }

    /// The URI of a page, as the editor writes it where that has it open.
    pub(super) fn uri(&self, file: FileId) -> Option<Uri> {
        let (path, uri) = self.places.get(file.index())?;
        self.documents.get(path).map(|it| it.uri.clone()).or_else(|| uri.clone())
    }

    /// The text of the configuration: that which is being typed, or that of the file, or none.
    pub(super) fn config_text(&self) -> Option<String> {
        let path = self.config_path.as_ref()?;
        let typed = self.documents.get(&whole(path)).map(|it| it.text.clone());
        typed.or_else(|| std::fs::read_to_string(path).ok())
    }

    pub(super) fn mark(&mut self, stale: Stale) {
        self.stale = self.stale.max(stale);
    }

    /// Takes in a text as the editor has it.
    pub(super) fn open(&mut self, document: Document) {
        let Some(path) = place::path(&document.uri).map(|it| whole(&it)) else { return };
        let config = path.file_name().is_some_and(|it| it == FILE_NAME);
        let known = self.files.contains_key(&path);
        self.mark(if config || !known { Stale::Files } else { Stale::Texts });
        self.documents.insert(path, document);
    }

    /// Takes in that a file is other than it was. What the editor has open is as the editor has it.
    pub(super) fn changed(&mut self, uri: &Uri, gone: bool) {
        let path = place::path(uri).map(|it| whole(&it));
        let open = path.is_some_and(|it| self.files.contains_key(&it) && self.documents.contains_key(&it));
        self.mark(if gone || !open { Stale::Files } else { Stale::Saved });
    }

    /// Reads again what no longer holds; nothing when it is `stopped` halfway. AFTER THIS POINT, unless it was: nothing
    /// is stale.
    pub(super) fn refresh(&mut self, session: &mut Session<'_>, stopped: &dyn Fn() -> bool) {
        for (path, document) in &self.documents {
            if let Some(file) = self.files.get(path)
                && *self.sources.file(*file).text != *document.text
            {
                self.sources.replace(*file, &document.text);
            }
        }
        if self.stale > Stale::Texts {
            session.recognise();
            self.stale = Stale::Texts;
        }
        let Some(compilation) = session.type_over(&self.sources, stopped) else { return };
        self.stale = Stale::Nothing;
        self.compilation = compilation;
        if self.sources.is_empty() {
            self.compilation.diagnostics.clear();
        }
        let notices = rust::notices(&self.compilation.schema, &self.config.rust);
        let reading = self.reading.clone();
        self.findings = config::judge(&self.config, &self.sources, reading, &self.compilation, Some(notices));
    }

    /// Reads the configuration and the files; how their pages are to be read.
    pub(super) fn load(&mut self) -> compile::Options {
        (self.sources, self.config) = (SourceMap::new(), Config::default());
        self.reading.clear();
        self.files.clear();
        self.places.clear();
        self.stale = Stale::Saved;
        let loaded = self.read();
        self.failure = loaded.as_ref().err().map(ToString::to_string);
        let Loaded { sources, options, findings, .. } = loaded.unwrap_or_default();
        (self.sources, self.reading) = (sources, findings);
        for (id, source) in self.sources.iter() {
            let path = Path::new(&source.path);
            let (known, uri) = (whole(path), place::uri(path));
            self.files.insert(known.clone(), id);
            self.places.push((known, uri));
        }
        compile::Options { evidence: true, ..options }
    }

    fn read(&mut self) -> Result<Loaded, Error> {
        let here = self.root.clone().or_else(|| self.documents.keys().next()?.parent().map(Path::to_owned));
        let Some(here) = here else { return Ok(Loaded::default()) };
        let beside = here.join(FILE_NAME);
        let path = if self.documents.contains_key(&beside) { Some(beside.clone()) } else { config::find(&here) };
        self.config_path = Some(path.clone().unwrap_or(beside));
        if let (Some(path), Some(text)) = (path, self.config_text()) {
            self.config = Config::from_toml(&text, &path)?;
        }
        if self.config.sources.is_empty() {
            // Without a configuration, all pages of the workspace; without a workspace, those that are open.
            let pages = || self.documents.keys().filter(|it| it.extension().is_some_and(|it| it != "toml")).cloned();
            self.config.sources = self.root.clone().map_or_else(|| pages().collect(), |it| vec![it]);
        }
        if self.config.sources.is_empty() {
            return Ok(Loaded::default());
        }
        config::load(&self.config)
    }
}

/// A path by which a file is known, whatever links lead to it.
pub(super) fn whole(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
