//! Files of a revision, read through git's plumbing. The work tree and the index are neither read nor touched, nothing is
//! fetched, and no revision can be mistaken for an option.

use fieldtable::Error;
use std::collections::HashMap;
use std::io::Write;
use std::process::{Command, Stdio};

/// The documents below a path of a revision: their paths, relative to it, and what they hold. One document, with an empty
/// path, when the path is a file.
pub(super) fn files(revision: &str, path: &str, wanted: fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let commit = object(&format!("{}^{{commit}}", named(revision)?), revision)?;
    let path = path.trim_end_matches('/');
    let whole = format!("{revision}:{path}");
    let object = object(&format!("{commit}:{path}"), &whole)?;
    let kind = text(&git(&["cat-file", "-t", &object], None)?);
    let entries = match kind.trim() {
        "blob" => vec![(String::new(), object)],
        "tree" => tree(&object, wanted)?,
        other => return Err(Error::other(format!("`{whole}` is a {other}, neither a file nor a folder"))),
    };
    contents(entries)
}

/// A revision that git cannot mistake for anything else.
fn named(revision: &str) -> Result<&str, Error> {
    let odd = revision.is_empty() || revision.starts_with('-') || revision.chars().any(char::is_control);
    if odd { Err(Error::other(format!("`{}` is no revision", revision.escape_debug()))) } else { Ok(revision) }
}

fn object(name: &str, shown: &str) -> Result<String, Error> {
    let found = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", name], None)
        .map_err(|_| Error::other(format!("git knows no `{}` here", shown.escape_debug())))?;
    let id = text(&found).lines().last().unwrap_or_default().trim().to_owned();
    let is_id = id.len() >= 40 && id.bytes().all(|it| it.is_ascii_hexdigit());
    if is_id { Ok(id) } else { Err(Error::other(format!("git knows no `{}` here", shown.escape_debug()))) }
}

/// Files of a tree; links and other repositories are left out.
fn tree(object: &str, wanted: fn(&str) -> bool) -> Result<Vec<(String, String)>, Error> {
    let listing = git(&["ls-tree", "-r", "-z", "--full-tree", object], None)?;
    let entries = listing.split(|it| *it == 0).filter_map(|entry| {
        let (facts, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
        let mut facts = facts.split(' ');
        let (mode, kind, id) = (facts.next()?, facts.next()?, facts.next()?);
        (kind == "blob" && mode.starts_with("100") && wanted(path)).then(|| (path.to_owned(), id.to_owned()))
    });
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    Ok(entries)
}

fn contents(entries: Vec<(String, String)>) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let asked: String = entries.iter().map(|it| format!("{}\n", it.1)).collect();
    let answer = git(&["cat-file", "--batch"], Some(asked.into_bytes()))?;
    let broken = || Error::other("git's answer cannot be read");
    let mut held: HashMap<String, Vec<u8>> = HashMap::new();
    let mut rest = answer.as_slice();
    while !rest.is_empty() {
        let end = rest.iter().position(|it| *it == b'\n').ok_or_else(broken)?;
        let head = std::str::from_utf8(&rest[..end]).map_err(|_| broken())?;
        let mut words = head.split(' ');
        let (Some(id), Some("blob"), Some(Ok(size))) =
            (words.next(), words.next(), words.next().map(str::parse::<usize>))
        else {
            return Err(Error::other(format!("git does not have `{head}`")));
        };
        let body = rest.get(end + 1..end + 1 + size).ok_or_else(broken)?;
        held.insert(id.to_owned(), body.to_vec());
        rest = rest.get(end + 2 + size..).unwrap_or_default();
    }
    entries.into_iter().map(|(path, id)| Ok((path, held.get(&id).cloned().ok_or_else(broken)?))).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn git(arguments: &[&str], input: Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
    let failed = |it: std::io::Error| Error::other(format!("cannot run git: {it}"));
    let mut child = Command::new("git")
        .arg("--no-pager")
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    // Written from a thread of its own: git answers while it is still being asked.
    let writer =
        child.stdin.take().zip(input).map(|(mut pipe, bytes)| std::thread::spawn(move || pipe.write_all(&bytes)));
    let output = child.wait_with_output().map_err(failed)?;
    if let Some(writer) = writer {
        // When git goes early it says why itself.
        let _ = writer.join();
    }
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let why = text(&output.stderr);
        Err(Error::other(format!("git: {}", why.lines().next().unwrap_or("it failed").trim())))
    }
}
