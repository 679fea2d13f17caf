//! Which `rename_all` covers a struct. Comes in: identifiers and names on the wire. Goes out: the rule that leaves the
//! fewest names to be given one by one, as serde applies it.

/// Writes what a rule makes of an identifier.
type Rule = fn(&str, &mut String);

/// Rules of serde's `rename_all` for fields, and what each makes of an identifier in snake case.
const RULES: &[(&str, Rule)] = &[
    ("camelCase", |it, out| {
        pascal(it, out);
        out.get_mut(..1).into_iter().for_each(str::make_ascii_lowercase);
    }),
    ("PascalCase", pascal),
    ("SCREAMING_SNAKE_CASE", |it, out| out.extend(it.chars().map(|it| it.to_ascii_uppercase()))),
    ("kebab-case", |it, out| out.extend(it.chars().map(dash))),
    ("SCREAMING-KEBAB-CASE", |it, out| out.extend(it.chars().map(|it| dash(it).to_ascii_uppercase()))),
];

fn dash(it: char) -> char {
    if it == '_' { '-' } else { it }
}

fn pascal(identifier: &str, out: &mut String) {
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
}

/// The rule, if one spares names, and for each pair the name that must be given all the same.
pub(super) fn rename<'i, 'n>(
    pairs: impl Iterator<Item = (&'i str, &'n str)> + Clone,
) -> (Option<&'static str>, Vec<Option<&'n str>>) {
    let given = |(identifier, wire)| (identifier != wire).then_some(wire);
    let without: Vec<Option<&str>> = pairs.clone().map(given).collect();
    let count = without.iter().flatten().count();
    // serde cuts the first byte off a name.
    if count == 0 || !pairs.clone().all(|it| it.0.is_ascii()) {
        return (None, without);
    }
    let mut made = String::new();
    let mut misses = |rule: Rule, (identifier, wire): (&str, &str)| {
        made.clear();
        rule(identifier, &mut made);
        made != wire
    };
    let counts = RULES.iter().map(|it| (pairs.clone().filter(|pair| misses(it.1, *pair)).count(), it));
    match counts.min_by_key(|it| it.0) {
        Some((missed, (name, rule))) if missed + 1 < count || (missed == 0 && count > 1) => {
            (Some(name), pairs.map(|it| misses(*rule, it).then_some(it.1)).collect())
        }
        _ => (None, without),
    }
}

#[cfg(test)]
mod tests {
    use super::rename;

    #[test]
    fn a_rule_is_taken_where_it_spares_names() {
        let pairs = [("source_id", "sourceId"), ("created_at", "createdAt"), ("id", "id"), ("r", "$ref")];
        assert_eq!(rename(pairs.into_iter()), (Some("camelCase"), vec![None, None, None, Some("$ref")]));
        assert_eq!(rename([("id", "id"), ("user_id", "user_id")].into_iter()), (None, vec![None, None]));
        assert_eq!(rename([("id", "id"), ("user_id", "userId")].into_iter()), (None, vec![None, Some("userId")]));
    }
}
