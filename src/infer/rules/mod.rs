//! The rules, one file each.

mod alternatives;
mod base64;
mod can_be;
mod date_in_examples;
mod date_in_name;
mod date_time;
mod default;
mod deprecated;
mod email;
mod integer_size;
mod interval;
mod ip;
mod large_integer;
mod length;
mod names;
mod null;
mod null_in_default;
mod null_in_examples;
mod number_in_examples;
mod number_in_string;
mod one_of;
mod option_list;
mod optional;
mod range;
mod read_only;
mod required;
mod text_of_enum;
mod type_in_default;
mod type_in_examples;
mod unix_time;
mod uri;
mod uuid;
mod uuid_in_examples;
mod write_only;

use super::rule::Rule;
pub(crate) use names::CASE;
pub(super) use names::{EXAMPLES, PROSE, SIBLINGS};

/// All rules.
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
    option_list::RULE,
    can_be::RULE,
    alternatives::RULE,
    optional::RULE,
    required::RULE,
    null::RULE,
    default::RULE,
    range::RULE,
    interval::RULE,
    length::RULE,
    deprecated::RULE,
    read_only::RULE,
    write_only::RULE,
    type_in_default::RULE,
    null_in_default::RULE,
    type_in_examples::RULE,
    text_of_enum::RULE,
    date_in_examples::RULE,
    date_in_name::RULE,
    uuid_in_examples::RULE,
    large_integer::RULE,
    number_in_examples::RULE,
    null_in_examples::RULE,
    CASE,
    EXAMPLES,
    PROSE,
    SIBLINGS,
];
