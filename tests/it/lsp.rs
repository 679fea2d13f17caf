//! An editor's session with `fieldtable lsp`, over standard input and output.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const LONGEST: Duration = Duration::from_secs(60);

struct Editor {
    root: tempfile::TempDir,
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Notifications that nobody has asked for yet.
    notices: VecDeque<Value>,
    last: i64,
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Editor {
    /// Opens a workspace with these files.
    fn new(files: &[(&str, &str)]) -> Self {
        let root = tempfile::tempdir().expect("a folder can be made");
        for (name, text) in files {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
            std::fs::write(path, text).expect("a file can be written");
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldtable"));
        command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the command was built");
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = receive(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut editor = Self { root, child, stdin, messages, notices: VecDeque::new(), last: 0 };
        let capabilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
        let folders = json!([{ "uri": editor.uri(""), "name": "docs" }]);
        let answer = editor.ask("initialize", &json!({ "capabilities": capabilities, "workspaceFolders": folders }));
        assert_eq!(answer["capabilities"]["hoverProvider"], true, "{answer}");
        editor.tell("initialized", &json!({}));
        editor
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().canonicalize().expect("it is there").join(name)
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).display()).trim_end_matches('/').to_owned()
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let stdin = self.stdin.as_mut().expect("the session is not over");
        write!(stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server reads");
        stdin.flush().expect("the server reads");
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn next(&self) -> Value {
        self.messages.recv_timeout(LONGEST).expect("the server answers")
    }

    /// The answer to a request; what the server asks meanwhile is answered with nothing.
    fn answered(&mut self, method: &str, params: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.next();
            match (message.get("method"), message.get("id")) {
                (Some(_), Some(id)) => self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null })),
                (Some(_), None) => self.notices.push_back(message),
                (None, _) if message["id"] == id => return message,
                (None, _) => panic!("nobody asked for {message}"),
            }
        }
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        let answer = self.answered(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// What a request says about a place of a page.
    fn at(&mut self, method: &str, name: &str, (line, character): (usize, usize)) -> Value {
        let place = json!({ "textDocument": { "uri": self.uri(name) }, "position": at((line, character)) });
        self.ask(method, &place)
    }

    /// The findings that are shown next of a file.
    fn findings(&mut self, name: &str) -> Value {
        let uri = self.uri(name);
        loop {
            let message = self.notices.pop_front().unwrap_or_else(|| self.next());
            if message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri {
                return message["params"]["diagnostics"].clone();
            }
            if let (Some(_), Some(id)) = (message.get("method"), message.get("id")) {
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            }
        }
    }

    /// The codes that are shown next of a file.
    fn codes(&mut self, name: &str) -> Vec<String> {
        let findings = self.findings(name);
        let all = findings.as_array().expect("it is a list").iter();
        all.map(|it| it["code"].as_str().unwrap_or_default().to_owned()).collect()
    }

    fn open(&mut self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", &json!({ "textDocument": document }));
    }

    /// Types a text in the place of a range of a line.
    fn write(&mut self, name: &str, line: usize, range: (usize, usize), text: &str) {
        let range = json!({ "start": at((line, range.0)), "end": at((line, range.1)) });
        let document = json!({ "uri": self.uri(name), "version": 2 });
        let changes = json!([{ "range": range, "text": text }]);
        self.tell("textDocument/didChange", &json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Carries out what a quick fix does to the configuration, as an editor does.
    fn apply(&mut self, action: &Value) {
        let path = self.path("fieldtable.toml");
        for operation in action["edit"]["documentChanges"].as_array().expect("it has operations") {
            if operation["kind"] == "create" {
                std::fs::write(&path, "").expect("a file can be made");
                continue;
            }
            let edit = &operation["edits"][0];
            let text = std::fs::read_to_string(&path).expect("it is there");
            let number = |it: &Value| usize::try_from(it.as_u64().expect("a number")).expect("a small one");
            let (start, end) = (number(&edit["range"]["start"]["line"]), number(&edit["range"]["end"]["line"]));
            assert_eq!(
                (&edit["range"]["start"]["character"], &edit["range"]["end"]["character"]),
                (&json!(0), &json!(0))
            );
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            lines.splice(start..end, [edit["newText"].as_str().expect("a text")]);
            std::fs::write(&path, lines.concat()).expect("it can be written");
        }
        let changes = json!([{ "uri": self.uri("fieldtable.toml"), "type": 2 }]);
        self.tell("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    }

    fn end(mut self) {
        self.ask("shutdown", &Value::Null);
        self.tell("exit", &Value::Null);
        self.stdin = None;
        let status = self.child.wait().expect("it ends");
        assert!(status.success(), "{status}");
    }
}

fn receive(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(": ") {
            Some(("Content-Length", it)) => length = it.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut bytes = vec![0; length];
    stdout.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn at((line, character): (usize, usize)) -> Value {
    json!({ "line": line, "character": character })
}

const ORDER: &str = "# Order

| Field | Description | Type | Required | Nullable |
| --- | --- | --- | --- | --- |
| id | 🦀 The number. | string | yes | no |
| customer | Who pays. | Customer | yes | no |
";
const CUSTOMER: &str = "# Customer

| Field | Description | Type | Required | Nullable |
| --- | --- | --- | --- | --- |
| email | Where the invoice goes. | string | no | yes |
";

#[test]
fn findings_come_as_one_types() {
    let mut editor = Editor::new(&[("docs/Order.md", ORDER), ("docs/Customer.md", CUSTOMER)]);
    editor.open("docs/Order.md", ORDER);
    // What is wrong is in the unsaved text only, behind a character of two UTF-16 units.
    editor.write("docs/Order.md", 4, (24, 30), "(,)");
    let findings = editor.findings("docs/Order.md");
    assert_eq!(findings[0]["code"], "FT0301", "{findings}");
    assert_eq!(findings[0]["range"], json!({ "start": at((4, 25)), "end": at((4, 26)) }), "{findings}");
    assert_eq!(findings[0]["severity"], 2);
    editor.write("docs/Order.md", 4, (24, 27), "number");
    assert_eq!(editor.codes("docs/Order.md"), [""; 0]);
    // A page that comes to name what no page describes.
    editor.write("docs/Order.md", 5, (25, 33), "Client");
    assert_eq!(editor.codes("docs/Order.md"), ["FT0501"]);
    // Another file changes, and nobody has it open.
    std::fs::write(editor.path("docs/Client.md"), CUSTOMER.replace("Customer", "Client")).expect("can be written");
    let changes = json!([{ "uri": editor.uri("docs/Client.md"), "type": 1 }]);
    editor.tell("workspace/didChangeWatchedFiles", &json!({ "changes": changes }));
    assert_eq!(editor.codes("docs/Order.md"), [""; 0]);
    // Closed without being saved, it is as the file has it.
    editor.write("docs/Order.md", 5, (25, 31), "(,)");
    assert_eq!(editor.codes("docs/Order.md"), ["FT0301"]);
    let document = json!({ "uri": editor.uri("docs/Order.md") });
    editor.tell("textDocument/didClose", &json!({ "textDocument": document }));
    assert_eq!(editor.codes("docs/Order.md"), [""; 0]);
    editor.end();
}

#[test]
fn a_row_shows_its_rust_and_its_evidence() {
    let mut editor = Editor::new(&[("docs/Order.md", ORDER), ("docs/Customer.md", CUSTOMER)]);
    editor.open("docs/Order.md", ORDER);
    let hover = editor.at("textDocument/hover", "docs/Order.md", (5, 4));
    insta::assert_snapshot!(hover["contents"]["value"].as_str().unwrap_or_default(), @r"
    ```rust
    pub struct Order {
        /// Who pays.
        pub customer: Customer,
    }
    ```
    - **name**: stated: `customer`
    - **type**: stated: `Customer`
    - **presence**: stated by the row
    - **nullable**: stated by the row
    - **description**: stated: `Who pays.`
    ");
    let header = editor.at("textDocument/hover", "docs/Customer.md", (2, 3));
    let text = header["contents"]["value"].as_str().unwrap_or_default().to_owned();
    assert!(text.contains("pub struct Customer") && text.contains("pub email: support::Maybe<String>"), "{header}");
    assert_eq!(editor.at("textDocument/hover", "docs/Order.md", (1, 0)), Value::Null);
    editor.end();
}

#[test]
fn a_type_leads_to_its_model_and_models_are_offered() {
    let mut editor = Editor::new(&[("docs/Order.md", ORDER), ("docs/Customer.md", CUSTOMER)]);
    editor.open("docs/Order.md", ORDER);
    let places = editor.at("textDocument/definition", "docs/Order.md", (5, 28));
    assert_eq!(places[0]["uri"], editor.uri("docs/Customer.md"), "{places}");
    assert_eq!(places[0]["range"]["start"]["line"], 2, "{places}");
    assert_eq!(editor.at("textDocument/definition", "docs/Order.md", (4, 25)), json!([]));
    // A new row, whose type is begun.
    editor.write("docs/Order.md", 5, (0, 0), "| payer | 🦀 | Cu | no | no |\n");
    let offered = editor.at("textDocument/completion", "docs/Order.md", (5, 17));
    let labels: Vec<_> = offered.as_array().expect("a list").iter().map(|it| it["label"].clone()).collect();
    assert_eq!(labels, ["Customer", "Order"]);
    assert_eq!(offered[0]["textEdit"]["range"], json!({ "start": at((5, 15)), "end": at((5, 17)) }), "{offered}");
    assert_eq!(editor.at("textDocument/completion", "docs/Order.md", (5, 4)), Value::Null);
    assert_eq!(editor.at("textDocument/completion", "docs/Order.md", (0, 4)), Value::Null);
    editor.end();
}

#[test]
fn quick_fixes_write_the_configuration() {
    let silent = ORDER.replace(" Nullable |", "").replace(" no |\n", "\n");
    let mut editor = Editor::new(&[("docs/Order.md", &silent), ("docs/Customer.md", CUSTOMER)]);
    let config = editor.path("fieldtable.toml");
    editor.open("docs/Order.md", &silent);
    assert_eq!(editor.codes("docs/Order.md"), ["FT0505"]);
    let fixes = |editor: &mut Editor, line: usize| {
        let range = json!({ "start": at((line, 0)), "end": at((line, 40)) });
        let document = json!({ "uri": editor.uri("docs/Order.md") });
        let params = json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
        let actions = editor.ask("textDocument/codeAction", &params);
        actions.as_array().expect("a list").clone()
    };
    let title = |it: &Value| it["title"].as_str().unwrap_or_default().to_owned();
    let actions = fixes(&mut editor, 4);
    let titles: Vec<_> = actions.iter().map(title).collect();
    assert_eq!(
        titles,
        [
            "fieldtable.toml: [schema] unsaid_null = \"never\"",
            "fieldtable.toml: [schema] unsaid_null = \"optional\"",
            "fieldtable.toml: [schema] unsaid_null = \"always\"",
            "fieldtable.toml: [findings] FT0505 = { level = \"allow\", reason = \"REASON\", pages = [\"Order.md\"] }",
        ]
    );
    editor.apply(&actions[0]);
    assert_eq!(std::fs::read_to_string(&config).expect("it was made"), "[schema]\nunsaid_null = \"never\"\n");
    assert_eq!(editor.codes("docs/Order.md"), [""; 0]);
    // The configuration that is there is kept, and a finding is allowed.
    editor.write("docs/Order.md", 4, (24, 30), "(,)");
    assert_eq!(editor.codes("docs/Order.md"), ["FT0301"]);
    let actions = fixes(&mut editor, 4);
    let allow = actions.iter().find(|it| title(it).contains("allow")).expect("it can be allowed");
    assert!(actions.iter().any(|it| title(it).contains("[field.\"Order.id\"] type = \"TYPE\"")), "{actions:?}");
    editor.apply(allow);
    assert_eq!(editor.codes("docs/Order.md"), [""; 0]);
    let text = std::fs::read_to_string(&config).expect("it is there");
    assert!(text.starts_with("[schema]\nunsaid_null = \"never\"\n") && text.contains("FT0301 = {"), "{text}");
    // A key that is not known is shown where it stands.
    editor.open("fieldtable.toml", "[schema]\nunsaid_nul = \"never\"\n");
    let findings = editor.findings("fieldtable.toml");
    assert_eq!(findings[0]["message"], "unknown key `unsaid_nul`; did you mean `unsaid_null`?", "{findings}");
    assert_eq!(findings[0]["range"]["start"], at((1, 0)), "{findings}");
    editor.end();
}

#[test]
fn what_is_no_page_and_what_is_not_known_is_answered_too() {
    let mut editor = Editor::new(&[("README.md", "# Nothing\n")]);
    assert_eq!(editor.at("textDocument/hover", "README.md", (0, 3)), Value::Null);
    assert_eq!(editor.at("textDocument/hover", "none.md", (7, 7)), Value::Null);
    let error = editor.answered("textDocument/rename", &json!({}));
    assert_eq!(error["error"]["code"], -32601, "{error}");
    let error = editor.answered("textDocument/hover", &json!({ "position": 1 }));
    assert_eq!(error["error"]["code"], -32602, "{error}");
    editor.open("new.md", ORDER);
    assert!(!Path::new(&editor.path("new.md")).exists());
    assert_eq!(editor.at("textDocument/hover", "new.md", (4, 3)), Value::Null);
    editor.end();
}
