//! The language server. Comes in: what an editor asks and what is typed in it. Goes out: findings as one types, what the code
//! makes of a row, the models that a cell names, and the lines of the configuration that answer a finding.

mod actions;
mod findings;
mod look;
mod place;
mod world;

use crate::compile::{self, Prepared, Session};
use crate::config::FILE_NAME;
use crate::error::Error;
use lsp_server::{Connection, ErrorCode, ExtractError, Message, Notification, Request, RequestId, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, GotoDefinition, HoverRequest, RegisterCapability, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, CompletionResponse, Diagnostic,
    DidChangeWatchedFilesRegistrationOptions, FileChangeType, FileSystemWatcher, GlobPattern, GotoDefinitionResponse,
    HoverProviderCapability, InitializeParams, OneOf, PublishDiagnosticsParams, Registration, RegistrationParams,
    SaveOptions, ServerCapabilities, TextDocumentPositionParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::time::Duration;
use world::{Document, Stale, World, whole};

/// While somebody types, the pages are read again when nothing comes for so long.
const QUIET: Duration = Duration::from_millis(30);

/// Serves an editor over standard input and output until it says that it is done.
///
/// # Errors
/// When the editor speaks another language or leaves without a word.
///
/// ```no_run
/// fieldtable::lsp::stdio()?;
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn stdio() -> Result<(), Error> {
    let (connection, threads) = Connection::stdio();
    let outcome = serve(&connection);
    // The threads end when nobody can send any more.
    drop(connection);
    threads.join().map_err(|it| left(&it))?;
    outcome
}

fn left(why: &dyn std::fmt::Display) -> Error {
    Error::other(format!("the editor cannot be served: {why}"))
}

/// Serves an editor.
///
/// # Errors
/// As [`stdio`].
///
/// ```no_run
/// let (connection, threads) = lsp_server::Connection::stdio();
/// fieldtable::lsp::serve(&connection)?;
/// # drop((connection, threads));
/// # Ok::<(), fieldtable::Error>(())
/// ```
pub fn serve(connection: &Connection) -> Result<(), Error> {
    let capabilities = serde_json::to_value(capabilities()).map_err(|it| left(&it))?;
    let params = connection.initialize(capabilities).map_err(|it| left(&it))?;
    let params: InitializeParams = serde_json::from_value(params).map_err(|it| left(&it))?;
    let watches = params.capabilities.workspace.as_ref().and_then(|it| it.did_change_watched_files);
    let world = World::new(root(&params));
    let mut server = Server { connection, world, published: BTreeMap::new(), waiting: None };
    if watches.and_then(|it| it.dynamic_registration) == Some(true) {
        server.watch();
    }
    let mut options = server.world.load();
    loop {
        let prepared = Prepared::from(options);
        match server.serve(&mut Session::new(&prepared))? {
            Some(other) => options = other,
            None => return Ok(()),
        }
    }
}

#[expect(deprecated, reason = "editors that know no workspace folders name a root")]
fn root(params: &InitializeParams) -> Option<std::path::PathBuf> {
    let folder = params.workspace_folders.as_ref().and_then(|it| it.first()).map(|it| &it.uri);
    folder.or(params.root_uri.as_ref()).and_then(place::path).map(|it| whole(&it))
}

fn capabilities() -> ServerCapabilities {
    let save = TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) });
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(save),
        ..TextDocumentSyncOptions::default()
    };
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["|", "[", "<", "\\", "*"].map(str::to_owned).into()),
            ..CompletionOptions::default()
        }),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

/// What comes next to a server.
enum Next {
    Message(Message),
    /// Nothing came for a while, and something no longer holds.
    Quiet,
    /// The editor has left.
    Gone,
}

struct Server<'c> {
    connection: &'c Connection,
    world: World,
    /// What the editor shows of each file.
    published: BTreeMap<String, (Uri, Vec<Diagnostic>)>,
    /// What was asked when it turned out that the pages are to be read otherwise.
    waiting: Option<Request>,
}

impl Server<'_> {
    /// Serves for as long as pages are read with the same options; with which ones then, or `None` when the editor has left.
    fn serve(&mut self, session: &mut Session<'_>) -> Result<Option<compile::Options>, Error> {
        loop {
            let message = match self.next() {
                Next::Message(it) => it,
                Next::Gone => return Ok(None),
                Next::Quiet => {
                    // Whatever comes meanwhile makes the outcome old.
                    let receiver = &self.connection.receiver;
                    if let Some(other) = self.refresh(session, &|| !receiver.is_empty()) {
                        return Ok(Some(other));
                    }
                    continue;
                }
            };
            match message {
                Message::Request(request) => {
                    if self.connection.handle_shutdown(&request).map_err(|it| left(&it))? {
                        return Ok(None);
                    }
                    // An answer is about the text as it is.
                    if let Some(other) = self.refresh(session, &|| false) {
                        self.waiting = Some(request);
                        return Ok(Some(other));
                    }
                    let response = self.answer(request);
                    self.send(Message::Response(response));
                }
                Message::Notification(it) => self.notice(it),
                Message::Response(_) => {}
            }
        }
    }

    fn next(&mut self) -> Next {
        if let Some(request) = self.waiting.take() {
            return Next::Message(Message::Request(request));
        }
        if self.world.stale == Stale::Nothing {
            return self.connection.receiver.recv().map_or(Next::Gone, Next::Message);
        }
        match self.connection.receiver.recv_timeout(QUIET) {
            Ok(it) => Next::Message(it),
            Err(it) if it.is_timeout() => Next::Quiet,
            Err(_) => Next::Gone,
        }
    }

    /// When the editor has left, there is nobody to tell.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }

    /// Reads again what no longer holds and tells what is found. The options when these are other than before: then nothing
    /// else was done.
    fn refresh(&mut self, session: &mut Session<'_>, stopped: &dyn Fn() -> bool) -> Option<compile::Options> {
        if self.world.stale == Stale::Nothing {
            return None;
        }
        if self.world.stale == Stale::Files {
            let options = self.world.load();
            if options != *session.options() {
                return Some(options);
            }
        }
        self.world.refresh(session, stopped);
        if self.world.stale == Stale::Nothing {
            self.publish();
        }
        None
    }

    /// Tells the editor of each file whose findings are not those that it shows.
    fn publish(&mut self) {
        let all = findings::of_files(&self.world);
        let known = std::mem::take(&mut self.published);
        let gone = known.iter().filter(|it| !all.contains_key(it.0));
        let gone = gone.map(|(_, (uri, _))| (uri, [].as_slice()));
        let news = all.iter().filter(|(key, it)| known.get(*key) != Some(it));
        for (uri, diagnostics) in gone.chain(news.map(|(_, (uri, it))| (uri, it.as_slice()))) {
            let version = self.world.documents.values().find(|it| it.uri == *uri).map(|it| it.version);
            let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics: diagnostics.to_vec(), version };
            self.send(Message::Notification(Notification::new(PublishDiagnostics::METHOD.to_owned(), params)));
        }
        self.published = all;
    }

    /// Asks to be told of files that change elsewhere.
    fn watch(&self) {
        let patterns = ["**/*.md".to_owned(), "**/*.mdx".to_owned(), format!("**/{FILE_NAME}")];
        let watcher = |it: String| FileSystemWatcher { glob_pattern: GlobPattern::String(it), kind: None };
        let options =
            DidChangeWatchedFilesRegistrationOptions { watchers: patterns.into_iter().map(watcher).collect() };
        let registration = Registration {
            id: "files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let id = RequestId::from("watch".to_owned());
        self.send(Message::Request(Request::new(id, RegisterCapability::METHOD.to_owned(), params)));
    }

    fn notice(&mut self, notification: Notification) {
        let method = notification.method.clone();
        let known = match method.as_str() {
            DidOpenTextDocument::METHOD => read::<DidOpenTextDocument>(notification).map(|it| {
                let it = it.text_document;
                self.world.open(Document { uri: it.uri, text: it.text, version: it.version });
            }),
            DidChangeTextDocument::METHOD => read::<DidChangeTextDocument>(notification).map(|it| {
                let (uri, version) = (it.text_document.uri, it.text_document.version);
                let Some(old) = place::path(&uri).and_then(|it| self.world.documents.get(&whole(&it))) else { return };
                let mut text = old.text.clone();
                for change in it.content_changes {
                    text = match change.range {
                        Some(range) => place::edited(&text, range, &change.text),
                        None => change.text,
                    };
                }
                self.world.open(Document { uri, text, version });
            }),
            DidCloseTextDocument::METHOD => read::<DidCloseTextDocument>(notification).map(|it| {
                if let Some(path) = place::path(&it.text_document.uri) {
                    self.world.documents.remove(&whole(&path));
                }
                self.world.mark(Stale::Files);
            }),
            DidSaveTextDocument::METHOD => read::<DidSaveTextDocument>(notification).map(|it| {
                self.world.changed(&it.text_document.uri, false);
            }),
            DidChangeWatchedFiles::METHOD => read::<DidChangeWatchedFiles>(notification).map(|it| {
                for it in it.changes {
                    self.world.changed(&it.uri, it.typ != FileChangeType::CHANGED);
                }
            }),
            _ => None,
        };
        // What cannot be read or is not known has no answer in the protocol.
        let _ = known;
    }

    fn answer(&self, request: Request) -> Response {
        let world = &self.world;
        let id = request.id.clone();
        let method = request.method.clone();
        let answer = match method.as_str() {
            HoverRequest::METHOD => ask::<HoverRequest>(request, |it| {
                let TextDocumentPositionParams { text_document, position } = it.text_document_position_params;
                look::hover(world, &text_document.uri, position)
            }),
            GotoDefinition::METHOD => ask::<GotoDefinition>(request, |it| {
                let TextDocumentPositionParams { text_document, position } = it.text_document_position_params;
                look::definition(world, &text_document.uri, position).map(GotoDefinitionResponse::Array)
            }),
            Completion::METHOD => ask::<Completion>(request, |it| {
                let TextDocumentPositionParams { text_document, position } = it.text_document_position;
                look::completion(world, &text_document.uri, position).map(CompletionResponse::Array)
            }),
            CodeActionRequest::METHOD => {
                ask::<CodeActionRequest>(request, |it| Some(actions::actions(world, &it.text_document.uri, it.range)))
            }
            _ => return Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("there is no `{method}`")),
        };
        match answer {
            Ok(value) => Response::new_ok(id, value),
            Err(why) => Response::new_err(id, ErrorCode::InvalidParams as i32, why),
        }
    }
}

/// The parameters of a notification.
fn read<N: lsp_types::notification::Notification>(notification: Notification) -> Option<N::Params>
where
    N::Params: DeserializeOwned,
{
    notification.extract(N::METHOD).ok()
}

/// The answer to a request.
fn ask<R: lsp_types::request::Request>(
    request: Request,
    answer: impl FnOnce(R::Params) -> R::Result,
) -> Result<serde_json::Value, String>
where
    R::Params: DeserializeOwned,
    R::Result: Serialize,
{
    let (_, params) = request.extract(R::METHOD).map_err(|it: ExtractError<Request>| it.to_string())?;
    serde_json::to_value(answer(params)).map_err(|it| it.to_string())
}
