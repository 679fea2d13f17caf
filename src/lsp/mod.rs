//! The language server. Comes in: what an editor asks and what is typed in it. Goes out: findings as one types, what the code
//! makes of a row, the models that a cell names, and the lines of the configuration that answer a finding.

mod actions;
mod findings;
mod look;
mod place;
mod world;

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
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions, CompletionResponse,
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, GotoDefinitionResponse,
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
const QUIET: Duration = Duration::from_millis(150);

/// Serves an editor over standard input and output until it says that it is done.
///
/// # Errors
/// When the editor speaks another language or leaves without a word.
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
pub fn serve(connection: &Connection) -> Result<(), Error> {
    let capabilities = serde_json::to_value(capabilities()).map_err(|it| left(&it))?;
    let params = connection.initialize(capabilities).map_err(|it| left(&it))?;
    let params: InitializeParams = serde_json::from_value(params).map_err(|it| left(&it))?;
    let watches = params.capabilities.workspace.as_ref().and_then(|it| it.did_change_watched_files);
    let mut server = Server { connection, world: World::new(root(&params)), published: BTreeMap::new() };
    if watches.and_then(|it| it.dynamic_registration) == Some(true) {
        server.watch();
    }
    while let Some(message) = server.next() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(|it| left(&it))? {
                    break;
                }
                // An answer is about the text as it is.
                server.refresh();
                let response = server.answer(request);
                server.send(Message::Response(response));
            }
            Message::Notification(it) => server.notice(it),
            Message::Response(_) => {}
        }
    }
    Ok(())
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

struct Server<'c> {
    connection: &'c Connection,
    world: World,
    /// The files of which the editor shows findings.
    published: BTreeMap<String, Uri>,
}

impl Server<'_> {
    /// The next message; while none comes, what has changed is read. `None` when the editor has left.
    fn next(&mut self) -> Option<Message> {
        while self.world.stale > Stale::Nothing {
            match self.connection.receiver.recv_timeout(QUIET) {
                Ok(it) => return Some(it),
                Err(it) if it.is_timeout() => self.refresh(),
                Err(_) => return None,
            }
        }
        self.connection.receiver.recv().ok()
    }

    /// When the editor has left, there is nobody to tell.
    fn send(&self, message: Message) {
        let _ = self.connection.sender.send(message);
    }

    fn refresh(&mut self) {
        if self.world.stale == Stale::Nothing {
            return;
        }
        self.world.refresh();
        let mut all = findings::of_files(&self.world);
        // Where there are none any more, the editor shows those of before.
        for (key, uri) in std::mem::take(&mut self.published) {
            all.entry(key).or_insert((uri, Vec::new()));
        }
        for (key, (uri, diagnostics)) in all {
            if !diagnostics.is_empty() {
                self.published.insert(key, uri.clone());
            }
            let version = self.world.documents.values().find(|it| it.uri == uri).map(|it| it.version);
            let params = PublishDiagnosticsParams { uri, diagnostics, version };
            self.send(Message::Notification(Notification::new(PublishDiagnostics::METHOD.to_owned(), params)));
        }
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
                self.set(&Document { uri: it.uri, text: it.text, version: it.version });
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
                self.set(&Document { uri, text, version });
            }),
            DidCloseTextDocument::METHOD => read::<DidCloseTextDocument>(notification).map(|it| {
                if let Some(path) = place::path(&it.text_document.uri) {
                    self.world.documents.remove(&whole(&path));
                }
                self.world.mark(Stale::Files);
            }),
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => {
                self.world.mark(Stale::Files);
                Some(())
            }
            _ => None,
        };
        // What cannot be read or is not known has no answer in the protocol.
        let _ = known;
    }

    fn set(&mut self, document: &Document) {
        let Some(path) = place::path(&document.uri).map(|it| whole(&it)) else { return };
        let config = path.file_name().is_some_and(|it| it == FILE_NAME);
        let new = !self.world.documents.contains_key(&path);
        self.world.mark(if config || new { Stale::Files } else { Stale::Texts });
        let Document { uri, text, version } = document;
        self.world.documents.insert(path, Document { uri: uri.clone(), text: text.clone(), version: *version });
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
