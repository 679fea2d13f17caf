//! A build script that is run again: `again PAGES OUT_DIR`. In the first run it writes, in the next ones nothing has changed.

use fieldtable::Builder;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let pages = arguments.next().ok_or("the first argument is a folder with pages")?;
    let out = arguments.next().ok_or("the second argument is the folder to write into")?;
    Builder::new().docs(pages).out_dir(out).run()?;
    Ok(())
}
