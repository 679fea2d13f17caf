use crate::infer::rule::{Reads, Rule};

pub(crate) const CASE: Rule = Rule {
    id: "wire-case",
    about: "Tables that print the names of a language: examples and code marks in prose show how the API writes names. One \
            case holds for all when at least three names of two words are written in it and nine of ten agree. Where \
            tables have marks between words as names of the language have not, their names are those of the API.",
    on: true,
    reads: Reads::Names,
    examples: &[],
    counter_examples: &[],
};

pub(in crate::infer) const EXAMPLES: Rule = Rule {
    id: "wire-name-from-examples",
    about: "An example calls a field otherwise than the table and the case of the API do, and all examples of it agree.",
    ..CASE
};

pub(in crate::infer) const PROSE: Rule = Rule {
    id: "wire-name-from-prose",
    about: "Prose gives a name in code marks that has the letters of a field and other marks, such as `line_1` or `$in`.",
    ..CASE
};

pub(in crate::infer) const SIBLINGS: Rule = Rule {
    id: "wire-name-from-siblings",
    about: "All fields of a model that examples show start with the same mark (`$in`, `$is`): so do the others.",
    ..CASE
};
