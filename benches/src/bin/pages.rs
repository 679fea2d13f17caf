//! Writes pages of an API, to be read by `floor` and `whole`: `pages COUNT FOLDER`.

use std::path::PathBuf;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let count = arguments.next().and_then(|it| it.to_str()?.parse().ok()).expect("the first argument is a number");
    let folder = PathBuf::from(arguments.next().expect("the second argument is a folder"));
    std::fs::create_dir_all(folder.join("docs"))?;
    fieldtable_benches::pages(count).into_iter().try_for_each(|(path, text)| std::fs::write(folder.join(path), text))
}
