//! Ctrl-C leaves the files of before or all of the new ones, whenever it comes, and no half ones.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// So many that writing them takes a while.
const MODELS: usize = 60;

fn pages(folder: &Path, field: &str) {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    for index in 0..MODELS {
        let page = format!(
            "# Model{index}\n\n| Field | Type | Required | Nullable | Description |\n| --- | --- | --- | --- | --- |\n\
             | {field} | string | yes | no | The number. |\n"
        );
        std::fs::write(folder.join(format!("Model{index}.md")), page).expect("a page can be written");
    }
}

/// Which fields the code in a folder has; a name that is none of the code's files is one too.
fn fields(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.ends_with(".rs") {
            found.insert(name.clone());
        }
        if name.starts_with("model") {
            let text = std::fs::read_to_string(&path).expect("can be read");
            found.extend(
                ["old", "new"].into_iter().filter(|it| text.contains(&format!("pub {it}: "))).map(String::from),
            );
        }
    }
    found
}

#[test]
fn what_stood_before_stands_or_all_is_new() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let (old, new, out) = (folder.path().join("old"), folder.path().join("new"), folder.path().join("out"));
    pages(&old, "old");
    pages(&new, "new");
    let generate = |docs: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldtable"));
        command.args(["generate", "--no-config", "-o"]).arg(format!("{}/", out.display())).arg(docs);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let start = Instant::now();
    let status = generate(&old).status().expect("the command was built");
    assert!(status.success());
    let whole = start.elapsed();
    let mut seen = BTreeSet::new();
    let mut stopped = 0;
    // From before the command listens until about when it is over; the last run is left alone.
    for wait in (1..=10).map(|it| Some(whole * it / 10)).chain([None]) {
        let docs = if fields(&out).contains("old") { &new } else { &old };
        let mut child = generate(docs).spawn().expect("the command was built");
        if let Some(wait) = wait {
            std::thread::sleep(wait);
            let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
        }
        let status = child.wait().expect("it ends");
        // Before it listens, the signal ends it as it ends any program.
        stopped += usize::from(!status.success());
        let fields = fields(&out);
        assert_eq!(fields.len(), 1, "after {wait:?} ({status}): {fields:?}");
        seen.extend(fields);
    }
    assert!(stopped > 0, "no run was stopped");
    assert_eq!(seen.len(), 2, "no run was whole");
}
