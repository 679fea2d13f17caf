//! A page that changes while others stay: `changed PAGES RUNS`. Each run after the first goes the whole way to Rust in the
//! same session, with another text of one page. What two numbers of runs differ by is what such runs cost.

use fieldtable::compile::{Prepared, Session};
use fieldtable::config::{Config, load};
use fieldtable::emit::rust;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("the first argument is a folder with pages")?);
    let runs: usize = arguments.next().ok_or("the second argument is how often a page changes")?.parse()?;
    let config = Config { sources: vec![folder], ..Config::default() };
    let loaded = load(&config)?;
    let prepared = Prepared::from(loaded.options);
    let mut session = Session::new(&prepared);
    let mut code = rust::Session::new(rust::Options::default());
    let mut sources = loaded.sources;
    let (page, text) = sources.iter().nth(sources.len() / 2).map(|(id, it)| (id, it.text.clone())).ok_or("no page")?;
    let mut bytes = 0;
    for run in 0..=runs {
        let other = text.replacen(" | [optional]", &format!(" Seen {run} times. | [optional]"), 1);
        sources.replace(page, &other);
        let compilation = session.compile(&sources, &());
        let emission = code.emit(&compilation.schema);
        bytes = emission.artifacts.iter().map(|it| it.text.len()).sum();
    }
    writeln!(std::io::stdout(), "{} changed {runs} times, {bytes} bytes at last", sources.file(page).path)?;
    Ok(())
}
