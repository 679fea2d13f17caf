use super::grammar::Grammar;
use super::parse;
use super::pattern::{Form, Pattern};
use super::{ParseError, TypeExpr};
use crate::schema::Type;
use indexmap::IndexMap;
use serde::Deserialize;

/// How a language spells types. One file of `templates/notations`, made ready for reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Notation {
    /// The name by which dialects refer to it.
    pub id: String,
    /// Spellings and what they mean, which a test checks.
    pub examples: Vec<Example>,
    pub(super) grammar: Grammar,
}

/// A spelling and what it means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text of a type cell.
    pub spelling: String,
    /// The type in our own notation; absent for a spelling that is no type.
    pub means: Option<String>,
}

impl Notation {
    /// Reads a notation file.
    ///
    /// # Errors
    /// What is wrong with the file: its TOML, a pattern, or a meaning that is no type in our own notation.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        Self::from_file(text, |meaning| {
            let expr = super::canonical().parse(meaning).map_err(|error| error.message)?;
            Ok(expr.into_type(&mut |name, _| Type::Ref(name.to_owned())))
        })
    }

    /// Reads our own notation, whose scalars mean themselves.
    pub(super) fn canonical_from_toml(text: &str) -> Result<Self, String> {
        Self::from_file(text, |word| Type::from_word(word).ok_or_else(|| "no word of ours".to_owned()))
    }

    /// Reads the text of a type cell. Linear in the text's length; never panics.
    ///
    /// # Errors
    /// Where the text stops being a type of this notation.
    pub fn parse(&self, text: &str) -> Result<TypeExpr, ParseError> {
        parse::parse(&self.grammar, text)
    }

    /// The name of a model as types of this notation end up calling it: without namespaces, prefixes and suffixes.
    #[must_use]
    pub fn model_name<'t>(&self, text: &'t str) -> &'t str {
        self.grammar.model_name(text)
    }

    fn from_file(text: &str, meaning: impl Fn(&str) -> Result<Type, String>) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut grammar = Grammar {
            joints: file.namespaces,
            noise: file.noise,
            prefixes: file.prefixes,
            suffixes: file.suffixes,
            fold: file.ignore_case,
            literals: file.literals,
            ..Grammar::default()
        };
        for (spelling, means) in &file.scalars {
            let ty = meaning(means).map_err(|why| format!("scalar `{spelling}` = `{means}`: {why}"))?;
            grammar.add_whole(spelling, ty.clone());
            grammar.add(Pattern::new(Form::Scalar(ty), spelling, &grammar.joints, &grammar.noise)?);
        }
        for spelling in &file.absent {
            grammar.add(Pattern::new(Form::Absent, spelling, &grammar.joints, &grammar.noise)?);
        }
        let forms = [
            (Form::List, file.forms.list),
            (Form::Set, file.forms.set),
            (Form::Map, file.forms.map),
            (Form::Nullable, file.forms.nullable),
            (Form::Optional, file.forms.optional),
            (Form::Same, file.forms.same),
            (Form::OneOf, file.forms.one_of),
            (Form::Values, file.forms.values),
            (Form::Format, file.forms.format),
            (Form::Reference, file.forms.reference),
        ];
        for (form, patterns) in forms {
            for pattern in patterns {
                grammar.add(Pattern::new(form.clone(), &pattern, &grammar.joints, &grammar.noise)?);
            }
        }
        for separator in &file.forms.union {
            grammar.add_separator(separator);
        }
        grammar.seal();
        Ok(Self { id: file.id, examples: file.examples, grammar })
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    /// Marks that join the parts of a name; a model's name is what follows the last.
    #[serde(default)]
    namespaces: Vec<String>,
    /// Marks that say nothing, wherever they stand.
    #[serde(default)]
    noise: Vec<String>,
    /// What is taken off the start of model names.
    #[serde(default)]
    prefixes: Vec<String>,
    /// What is taken off the end of model names.
    #[serde(default)]
    suffixes: Vec<String>,
    /// Whether `String` and `string` are one word.
    #[serde(default)]
    ignore_case: bool,
    /// Whether a number, a quoted string, `true` or `false` is a type of that one value.
    #[serde(default)]
    literals: bool,
    /// Words of a union that say that the value may be absent.
    #[serde(default)]
    absent: Vec<String>,
    /// Spelling = type in our own notation.
    #[serde(default)]
    scalars: IndexMap<String, String>,
    #[serde(default)]
    forms: Forms,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Forms {
    list: Vec<String>,
    set: Vec<String>,
    map: Vec<String>,
    nullable: Vec<String>,
    optional: Vec<String>,
    same: Vec<String>,
    one_of: Vec<String>,
    values: Vec<String>,
    format: Vec<String>,
    reference: Vec<String>,
    /// What stands between the alternatives of a union.
    union: Vec<String>,
}
