//! The seeds of the fuzz targets, and what a few plain mutations make of them: what the fuzzer once found stays mended, and
//! what it would find at once is found here. `.ci/fuzz` looks further.

#[path = "../../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "for the fuzzer it is a crate of its own")]
mod shared;

use shared::targets::TARGETS;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

/// So often each seed is changed.
const MUTATIONS: usize = 6;
/// Longer seeds are only read.
const LONGEST: usize = 4096;

/// What readers look for.
const WORDS: &[&str] = &[
    "|",
    "\n",
    " |\n",
    "\n\n",
    "**",
    "`",
    "[",
    "](",
    ")",
    "<",
    ">",
    "\\",
    "\"",
    "'",
    "{",
    "}",
    ":",
    ",",
    "?",
    "#",
    "/",
    "null",
    "[]",
    "&lt;",
    "<br>",
    "</td>",
    "<table>",
    "\u{c}",
    "\u{0}",
    "\u{202e}",
    "\r\n",
    "9223372036854775808",
    "-1e400",
    "é",
    "| --- |",
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end.max(1)
    }
}

fn mutated(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(16)).min(bytes.len());
        match dice.below(5) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.splice(at..at, bytes[at..end].to_vec()).for_each(drop),
            2 => bytes.splice(at..at, WORDS[dice.below(WORDS.len())].bytes()).for_each(drop),
            3 => {
                let from = dice.below(other.len());
                bytes.splice(at..end, other[from..].iter().copied().take(64)).for_each(drop);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn what_is_kept_of_fuzzing_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut failed = Vec::new();
    for (name, target) in TARGETS {
        let files = fs::read_dir(folder.join(name)).into_iter().flatten();
        let mut files: Vec<_> = files.map(|it| it.expect("it can be listed").path()).collect();
        files.sort();
        let seeds: Vec<Vec<u8>> = files.iter().map(|it| fs::read(it).expect("it can be read")).collect();
        assert!(!seeds.is_empty(), "`fuzz/seeds/{name}` has no seed");
        let mut dice = Dice(1);
        for (at, seed) in seeds.iter().enumerate() {
            let times = if seed.len() > LONGEST { 0 } else { MUTATIONS };
            let other = &seeds[dice.below(seeds.len())];
            let inputs = std::iter::once(seed.clone()).chain((0..times).map(|_| mutated(seed, other, &mut dice)));
            let wrong: Vec<_> = inputs.filter(|it| catch_unwind(|| target(it)).is_err()).collect();
            let shown =
                wrong.iter().map(|it| format!("{}, changed: {:?}", files[at].display(), String::from_utf8_lossy(it)));
            failed.extend(shown);
        }
    }
    assert_eq!(failed, Vec::<String>::new());
}
