//! The floor: reads the pages of a folder and walks the events of their Markdown; does nothing with them. No program that
//! reads Markdown with the same reader is faster.

use pulldown_cmark::{Options, Parser};
use std::io::Write;
use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("the first argument is a folder"));
    let (mut pages, mut bytes, mut events) = (0_usize, 0_usize, 0_usize);
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "md") {
            let text = std::fs::read_to_string(path)?;
            pages += 1;
            bytes += text.len();
            let walk = Parser::new_ext(&text, Options::ENABLE_TABLES).into_offset_iter();
            events += walk.map(std::hint::black_box).count();
        }
    }
    writeln!(std::io::stdout(), "{pages} pages, {bytes} bytes, {events} events")
}
