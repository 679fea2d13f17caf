use super::{Descriptions, RULES, from_prose};
use crate::schema::{Field, Value};
use std::collections::BTreeSet;
use std::path::Path;

fn concluded(rule: &str, ty: &str, prose: &str) -> Vec<String> {
    let ty = crate::typexpr::canonical().parse(ty).unwrap_or_else(|why| panic!("{rule}: `{ty}` is no type: {why:?}"));
    let ty = ty.into_type(&mut |name, _| crate::schema::Type::Ref(name.to_owned()));
    let mut field = Field::new("name", ty);
    let own = |it: &super::Rule| it.id == rule;
    if RULES.iter().any(|it| own(it) && matches!(it.reads, super::Reads::Default(_))) {
        let default = Value::read(prose).unwrap_or_else(|| panic!("{rule}: `{prose}` is no JSON"));
        return super::from_default(&field, &default, &own).iter().map(|it| it.1.to_string()).collect();
    }
    if let Some(Value::Array(values)) = Value::read(prose) {
        let values: Vec<_> = values.iter().collect();
        return super::from_values(&field, &values, &own).iter().map(|it| it.1.to_string()).collect();
    }
    if RULES.iter().any(|it| own(it) && matches!(it.reads, super::Reads::Name(_))) {
        prose.clone_into(&mut field.name);
        return super::from_name(&field, &own).iter().map(|it| it.claim.to_string()).collect();
    }
    if RULES.iter().any(|it| own(it) && matches!(it.reads, super::Reads::Enum(_))) {
        field.description = Some(prose.to_owned());
        return super::of_enum(&field, &own).iter().map(|it| it.1.to_string()).collect();
    }
    let all = from_prose(prose, &field, &own);
    all.iter().map(|it| it.claim.to_string()).collect()
}

#[test]
fn every_rule_reads_its_examples_and_leaves_its_counter_examples_alone() {
    let mut wrong = Vec::new();
    for rule in RULES {
        if matches!(rule.reads, super::Reads::Names) {
            continue;
        }
        assert!(rule.examples.len() + rule.counter_examples.len() > 2, "{} has too few examples", rule.id);
        let examples = rule.examples.iter().map(|(ty, prose, claim)| (ty, prose, *claim));
        let none = rule.counter_examples.iter().map(|(ty, prose)| (ty, prose, ""));
        for (ty, prose, wanted) in examples.chain(none) {
            let found = concluded(rule.id, ty, prose).join(", ");
            if found != wanted {
                wrong.push(format!("{}: {ty}: {prose}: {found:?} instead of {wanted:?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_registry_lists_the_folder() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/infer/rules");
    let files = std::fs::read_dir(folder).expect("the folder is there").count();
    let of_names = RULES.iter().filter(|it| matches!(it.reads, super::Reads::Names)).count();
    assert_eq!(files - 2, RULES.len() - of_names, "every file of src/infer/rules but mod and names is one rule");
    let ids: BTreeSet<_> = RULES.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), RULES.len(), "rules have different names");
}

#[test]
fn a_description_says_the_same_among_others() {
    let texts: Vec<&str> = RULES.iter().flat_map(|it| it.examples).map(|it| it.1).collect();
    let field = Field::new("name", crate::schema::Type::STRING);
    let all = Descriptions::new(texts.iter().chain(&texts).copied());
    let said = |text: &str| (all.of(text, &field, &|_| true), from_prose(text, &field, &|_| true));
    for text in texts.into_iter().chain(["At most 80 characters, which nobody has read."]) {
        let (among_others, alone) = said(text);
        assert_eq!(among_others, alone, "{text}");
    }
}
