//! What the server knows: the pages of the workspace with the texts that are being typed over them, and what they say.

use super::place;
use crate::compile::{Compilation, compile};
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
    loaded: Loaded,
    files: HashMap<PathBuf, FileId>,
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
            loaded: Loaded::default(),
            files: HashMap::new(),
            compilation: Compilation::default(),
            findings: Vec::new(),
            failure: None,
        }
    }

    pub(super) fn sources(&self) -> &SourceMap {
        &self.loaded.sources
    }

    /// The page that a URI names, if it is one of those that are read.
    pub(super) fn file(&self, uri: &Uri) -> Option<FileId> {
        self.files.get(&place::path(uri).map(|it| whole(&it))?).copied()
    }

    /// The URI of a page, as the editor writes it where that has it open.
    pub(super) fn uri(&self, file: FileId) -> Option<Uri> {
        let path = Path::new(&self.sources().file(file).path);
        self.documents.get(&whole(path)).map(|it| it.uri.clone()).or_else(|| place::uri(path))
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

    /// Reads again what no longer holds.
    pub(super) fn refresh(&mut self) {
        if self.stale == Stale::Files {
            self.failure = self.load().err().map(|it| it.to_string());
        }
        self.stale = Stale::Nothing;
        for (path, document) in &self.documents {
            if let Some(file) = self.files.get(path) {
                self.loaded.sources.replace(*file, &document.text);
            }
        }
        self.compilation = compile(&self.loaded.sources, &self.loaded.options);
        if self.loaded.sources.is_empty() {
            self.compilation.diagnostics.clear();
        }
        let notices = rust::emit(&self.compilation.schema, &self.config.rust).notices;
        let reading = self.loaded.findings.clone();
        self.findings = config::judge(&self.config, &self.loaded.sources, reading, &self.compilation, Some(notices));
    }

    fn load(&mut self) -> Result<(), Error> {
        self.loaded = Loaded::default();
        self.files.clear();
        self.config = Config::default();
        let here = self.root.clone().or_else(|| self.documents.keys().next()?.parent().map(Path::to_owned));
        let Some(here) = here else { return Ok(()) };
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
            return Ok(());
        }
        self.loaded = config::load(&self.config)?;
        self.loaded.options.evidence = true;
        let sources = &self.loaded.sources;
        self.files = sources.iter().map(|(id, source)| (whole(Path::new(&source.path)), id)).collect();
        Ok(())
    }
}

/// A path by which a file is known, whatever links lead to it.
pub(super) fn whole(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
