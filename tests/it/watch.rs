//! `fieldtable watch` makes the code again when a page changes, once for what an editor does in several steps.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// A command that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn page(folder: &Path, name: &str, ty: &str) {
    let page = format!(
        "# {name}\n\n| Field | Type | Required | Nullable | Description |\n| --- | --- | --- | --- | --- |\n\
         | id | {ty} | yes | no | The number. |\n"
    );
    // As editors do: into a file beside it, which then takes its name.
    std::fs::write(folder.join(".page.tmp"), page).expect("a page can be written");
    std::fs::rename(folder.join(".page.tmp"), folder.join(format!("{name}.md"))).expect("a page can be renamed");
}

/// The next line that says what a run did, without what it took.
fn ran(lines: &Receiver<String>) -> String {
    loop {
        let line = lines.recv_timeout(Duration::from_secs(60)).expect("a run says what it did");
        if let Some((line, _)) = line.rsplit_once(" (").filter(|_| line.ends_with(" ms)")) {
            return line.to_owned();
        }
    }
}

#[test]
fn a_change_is_followed_by_one_run() {
    let root = tempfile::tempdir().expect("a folder can be made");
    let docs = root.path().join("docs");
    std::fs::create_dir(&docs).expect("a folder can be made");
    page(&docs, "Order", "string");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldtable"));
    command.args(["watch", "docs", "-o", "docs/models.rs"]).current_dir(root.path()).stderr(Stdio::piped());
    let mut running = Running(command.spawn().expect("the command was built"));
    let stderr = BufReader::new(running.0.stderr.take().expect("it is piped"));
    let (sender, lines) = channel();
    std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|it| sender.send(it)));
    assert_eq!(ran(&lines), "written docs/models.rs: 1 model");
    page(&docs, "Order", "integer");
    assert_eq!(ran(&lines), "written docs/models.rs: 1 model");
    let code = || std::fs::read_to_string(docs.join("models.rs")).expect("it was written");
    assert!(code().contains("pub id: i64"), "{}", code());
    page(&docs, "Customer", "string");
    assert_eq!(ran(&lines), "written docs/models.rs: 2 models");
    page(&docs, "Customer", "(,)");
    assert_eq!(ran(&lines), "written docs/models.rs: 2 models, 1 warning");
    std::fs::write(root.path().join("fieldtable.toml"), "[findings]\nFT0301 = \"error\"\n").expect("can be written");
    page(&docs, "Customer", "(,)");
    assert_eq!(ran(&lines), "not written: 2 models, 1 error; nothing was written");
    std::fs::remove_file(docs.join("Customer.md")).expect("it is there");
    assert_eq!(ran(&lines), "written docs/models.rs: 1 model");
    // A configuration that cannot be read ends nothing, and that it can be read again is told.
    let config = root.path().join("fieldtable.toml");
    std::fs::write(&config, "[findings\n").expect("can be written");
    let told = |lines: &Receiver<String>| lines.recv_timeout(Duration::from_secs(60)).expect("it is told");
    while !told(&lines).starts_with("error: ") {}
    std::fs::write(&config, "[findings]\nFT0301 = \"error\"\n").expect("can be written");
    assert_eq!(ran(&lines), "unchanged: 1 model");
    // What it wrote itself is no change.
    assert_eq!(lines.recv_timeout(Duration::from_millis(500)), Err(RecvTimeoutError::Timeout));
}
