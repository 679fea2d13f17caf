//! The rules that read words, one file each.

mod base64;
mod date_time;
mod default;
mod deprecated;
mod email;
mod integer_size;
mod ip;
mod length;
mod null;
mod number_in_string;
mod one_of;
mod optional;
mod range;
mod read_only;
mod required;
mod unix_time;
mod uri;
mod uuid;
mod write_only;

use super::rule::Rule;

/// The rules that read words.
pub const RULES: &[Rule] = &[
    date_time::RULE,
    unix_time::RULE,
    number_in_string::RULE,
    integer_size::RULE,
    uuid::RULE,
    uri::RULE,
    email::RULE,
    ip::RULE,
    base64::RULE,
    one_of::RULE,
    optional::RULE,
    required::RULE,
    null::RULE,
    default::RULE,
    range::RULE,
    length::RULE,
    deprecated::RULE,
    read_only::RULE,
    write_only::RULE,
];
