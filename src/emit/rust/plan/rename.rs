//! Which `rename_all` covers a struct. Comes in: identifiers and names on the wire. Goes out: the rule that leaves the
//! fewest names to be given one by one, as serde applies it.

/// What a rule makes of an identifier.
type Rule = fn(&str) -> String;

/// Rules of serde's `rename_all` for fields, and what each makes of an identifier in snake case.
const RULES: &[(&str, Rule)] = &[
    ("camelCase", camel),
    ("PascalCase", pascal),
    ("SCREAMING_SNAKE_CASE", |it| it.to_ascii_uppercase()),
    ("kebab-case", |it| it.replace('_', "-")),
    ("SCREAMING-KEBAB-CASE", |it| it.to_ascii_uppercase().replace('_', "-")),
];

fn pascal(identifier: &str) -> String {
    let mut out = String::new();
    let mut capital = true;
    for it in identifier.chars() {
        if it == '_' {
            capital = true;
        } else if std::mem::take(&mut capital) {
            out.push(it.to_ascii_uppercase());
        } else {
            out.push(it);
        }
    }
    out
}

fn camel(identifier: &str) -> String {
    let pascal = pascal(identifier);
    let mut chars = pascal.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_lowercase().to_string() + chars.as_str())
}

/// The rule, if one spares names, and for each pair the name that must be given all the same.
pub(super) fn rename<'n>(pairs: &[(&str, &'n str)]) -> (Option<&'static str>, Vec<Option<&'n str>>) {
    let without = pairs.iter().filter(|(identifier, wire)| identifier != wire).count();
    if without == 0 {
        return (None, vec![None; pairs.len()]);
    }
    // serde cuts the first byte off a name.
    if !pairs.iter().all(|it| it.0.is_ascii()) {
        return (None, pairs.iter().map(|(identifier, wire)| (identifier != wire).then_some(*wire)).collect());
    }
    let misses = |rule: Rule| pairs.iter().filter(|(identifier, wire)| rule(identifier) != *wire).count();
    let best = RULES.iter().map(|it| (misses(it.1), it)).min_by_key(|it| it.0);
    let rule = best.filter(|(misses, _)| *misses + 1 < without || (*misses == 0 && without > 1)).map(|it| it.1);
    let given = |(identifier, wire): &(&str, &'n str)| {
        let made = rule.map_or_else(|| (*identifier).to_owned(), |it| it.1(identifier));
        (made != *wire).then_some(*wire)
    };
    (rule.map(|it| it.0), pairs.iter().map(given).collect())
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn a_rule_is_taken_where_it_spares_names() {
        let pairs = [("source_id", "sourceId"), ("created_at", "createdAt"), ("id", "id"), ("r", "$ref")];
        assert_eq!(rename(&pairs), (Some("camelCase"), vec![None, None, None, Some("$ref")]));
        assert_eq!(rename(&[("id", "id"), ("user_id", "user_id")]), (None, vec![None, None]));
        assert_eq!(rename(&[("id", "id"), ("user_id", "userId")]), (None, vec![None, Some("userId")]));
    }
}
