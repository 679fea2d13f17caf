use super::grammar::Grammar;
use super::literal::Literals;
use super::parse;
use super::pattern::{Form, Pattern};
use super::{ParseError, TypeExpr};
use crate::decode::{self, table};
use crate::json::Value;
use crate::schema::Type;
use indexmap::IndexMap;

/// How a language spells types. One file of `templates/notations`, made ready for reading.
///
/// A file is TOML. Scalars are spellings and what they mean in our own notation; forms are patterns with holes:
///
/// | hole | stands for |
/// | --- | --- |
/// | `$T` | the type inside |
/// | `$K` | a type that says nothing: a map's key |
/// | `$U` | types with commas between, for `one_of` |
/// | `$L` | values with commas or bars between, for `values` |
/// | `$F` | a format, for `format` |
/// | `$S` | a model's name, which may stand in quotes, for `reference` |
/// | `$W` | a word that says nothing |
/// | `$A` | anything up to the closing bracket |
///
/// `[variants]` lists other ways to write a part of spellings and patterns. Spaces between words and marks do not matter. Where several patterns begin alike, the one that names more wins. Each
/// scalar and each pattern is to be shown by an example.
///
/// ```
/// use fieldtable::typexpr::Notation;
///
/// let notation = Notation::from_toml(
///     r#"
///     id = "zig"
///     namespaces = ["."]
///     examples = [
///         { spelling = "i64", means = "integer(int64)" },
///         { spelling = "[]const u8", means = "string" },
///         { spelling = "?[]shop.Order", means = "Order[] | null" },
///     ]
///
///     [scalars]
///     i64 = "integer(int64)"
///     "[]const u8" = "string"
///
///     [forms]
///     list = ["[]$T"]
///     nullable = ["?$T"]
///     "#,
/// )?;
/// let ty = notation.parse("[]?i64").expect("a type").into_type(&mut |name, _| panic!("no model, but {name}"));
/// assert_eq!(ty.to_string(), "(integer(int64) | null)[]");
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Notation {
    /// The name by which dialects refer to it.
    pub id: String,
    /// Spellings and what they mean. A notation that comes with the program has none: its file does, which a test checks.
    pub examples: Vec<Example>,
    pub(super) grammar: Grammar,
    pub(super) values: Literals,
}

/// A spelling and what it means.
///
/// ```
/// use fieldtable::typexpr::{BUILTIN, Notation};
///
/// let (_, text) = BUILTIN.iter().find(|it| it.0 == "typescript").expect("it comes with the program");
/// let notation = Notation::from_toml(text)?;
/// assert!(notation.examples.iter().any(|it| it.means.is_some()));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Example {
    /// The text of a type cell.
    pub spelling: String,
    /// The type in our own notation; absent for a spelling that is no type.
    pub means: Option<String>,
}

table! { Example { spelling, means, } needs "spelling" }

impl Notation {
    /// Reads a notation file.
    ///
    /// # Errors
    /// What is wrong with the file: its TOML, a pattern, or a meaning that is no type in our own notation.
    ///
    /// ```
    /// use fieldtable::typexpr::Notation;
    ///
    /// let notation = Notation::from_toml("id = \"ours\"\n[scalars]\ntext = \"string\"\n[forms]\nlist = [\"list of $T\"]\n")?;
    /// assert!(notation.parse("list of text").is_ok());
    /// # Ok::<(), String>(())
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, String> {
        Self::from_file(File::read(text)?, in_our_notation)
    }

    /// Reads our own notation, whose scalars mean themselves.
    pub(super) fn canonical_from_toml(text: &str) -> Result<Self, String> {
        Self::from_file(File::read(text)?, in_our_words)
    }

    /// Reads the text of a type cell. Linear in the text's length; never panics.
    ///
    /// # Errors
    /// Where the text stops being a type of this notation.
    ///
    /// ```
    /// use fieldtable::typexpr::builtin;
    ///
    /// let typescript = builtin("typescript").expect("it comes with the program");
    /// assert!(typescript.parse("Array<string>").is_ok());
    /// assert!(typescript.parse("(,)").is_err());
    /// ```
    pub fn parse(&self, text: &str) -> Result<TypeExpr, ParseError> {
        self.parse_knowing(text, &|_| false)
    }

    /// Like [`Notation::parse`], where `known` tells the names of models: nothing is cut off such a name, though it may
    /// begin or end like those that the notation marks.
    ///
    /// # Errors
    /// Where the text stops being a type of this notation.
    ///
    /// ```
    /// use fieldtable::typexpr::builtin;
    ///
    /// let typescript = builtin("typescript").expect("it comes with the program");
    /// assert!(typescript.parse_knowing("Order", &|name| name == "Order").is_ok());
    /// ```
    pub fn parse_knowing(&self, text: &str, known: &dyn Fn(&str) -> bool) -> Result<TypeExpr, ParseError> {
        parse::parse(&self.grammar, text, known, None)
    }

    /// Reads a type like [`Notation::parse_knowing`], where the text links to a model: its name is that of the model, also
    /// where the language has a type of this name.
    ///
    /// # Errors
    /// As for [`Notation::parse_knowing`].
    pub(crate) fn parse_linked(
        &self,
        text: &str,
        known: &dyn Fn(&str) -> bool,
        linked: Option<&str>,
    ) -> Result<TypeExpr, ParseError> {
        parse::parse(&self.grammar, text, known, linked)
    }

    /// Reads a default or an enum value as this language writes it, for a field of this type; a type that is an enum finds
    /// the value behind a constant. Nothing when the text means that there is no value.
    ///
    /// # Errors
    /// Lower case, no full stop: the text is no value of the type.
    ///
    /// ```
    /// use fieldtable::{schema::Type, typexpr};
    ///
    /// let php = typexpr::builtin("php").expect("it comes with the program");
    /// assert_eq!(php.literal("'open'", &Type::STRING), Ok(Some("open".into())));
    /// assert_eq!(php.literal("null", &Type::STRING), Ok(None));
    /// ```
    pub fn literal(&self, text: &str, ty: &Type) -> Result<Option<Value>, String> {
        self.values.read(text, ty)
    }

    /// Whether strings stand without quotes, so that a value alone does not tell whether it is a number.
    pub(crate) fn writes_bare_strings(&self) -> bool {
        self.values.bare
    }

    /// The format of our own notation that a word for formats means; nothing when it is not one of the notation's words.
    ///
    /// ```
    /// use fieldtable::typexpr::builtin;
    ///
    /// let docs = builtin("docs").expect("it comes with the program");
    /// assert_eq!(docs.format("no word at all"), None);
    /// ```
    #[must_use]
    pub fn format(&self, word: &str) -> Option<String> {
        self.grammar.format(word)
    }

    /// The name of a model as types of this notation end up calling it: without namespaces, prefixes and suffixes.
    ///
    /// ```
    /// use fieldtable::typexpr::builtin;
    ///
    /// let typescript = builtin("typescript").expect("it comes with the program");
    /// assert_eq!(typescript.model_name("Order"), "Order");
    /// ```
    #[must_use]
    pub fn model_name<'t>(&self, text: &'t str) -> &'t str {
        self.grammar.model_name(text)
    }

    /// Whether one of its words is exactly this type.
    #[must_use]
    pub(crate) fn spells(&self, ty: &Type) -> bool {
        self.grammar.whole.values().any(|it| it == ty)
    }

    pub(super) fn from_file(file: File, meaning: Meaning) -> Result<Self, String> {
        let mut grammar = Grammar {
            joints: file.namespaces,
            noise: file.noise,
            prefixes: file.prefixes,
            suffixes: file.suffixes,
            nullable_prefixes: file.nullable_prefixes,
            fold: file.ignore_case,
            literals: file.literals,
            phrases: file.phrases,
            trailing_separator: file.trailing_separator,
            formats: varied(&file.variants, &file.formats).collect(),
            ..Grammar::default()
        };
        for (spelling, means) in varied(&file.variants, &file.scalars) {
            let ty = meaning(&means).map_err(|why| format!("scalar `{spelling}` = `{means}`: {why}"))?;
            grammar.add_whole(&spelling, ty.clone());
            grammar.add(Pattern::new(Form::Scalar(ty), &spelling, &grammar.marks())?);
        }
        for spelling in &file.absent {
            grammar.add(Pattern::new(Form::Absent, spelling, &grammar.marks())?);
        }
        let forms = [
            (Form::List, file.forms.list),
            (Form::Set, file.forms.set),
            (Form::Map, file.forms.map),
            (Form::Nullable, file.forms.nullable),
            (Form::Optional, file.forms.optional),
            (Form::Format, file.forms.format),
            (Form::Same, file.forms.same),
            (Form::OneOf, file.forms.one_of),
            (Form::Values, file.forms.values),
            (Form::Reference, file.forms.reference),
        ];
        for (form, patterns) in forms {
            for pattern in patterns.iter().flat_map(|it| variants(&file.variants, it)) {
                grammar.add(Pattern::new(form.clone(), &pattern, &grammar.marks())?);
            }
        }
        for separator in &file.forms.union {
            grammar.add_separator(separator);
        }
        grammar.seal();
        Ok(Self { id: file.id, examples: file.examples, grammar, values: file.values })
    }
}

/// What the meaning of a scalar says.
pub(super) type Meaning = fn(&str) -> Result<Type, String>;

pub(super) fn in_our_notation(text: &str) -> Result<Type, String> {
    let expr = super::canonical().parse(text).map_err(|error| error.message)?;
    Ok(expr.into_type(&mut |name, _| Type::Ref(name.to_owned())))
}

pub(super) fn in_our_words(text: &str) -> Result<Type, String> {
    Type::from_word(text).ok_or_else(|| "no word of ours".to_owned())
}

/// A spelling in all the ways to write it.
fn variants(all: &IndexMap<String, Vec<String>>, spelling: &str) -> Vec<String> {
    let mut found = vec![spelling.to_owned()];
    for (part, others) in all.iter().filter(|it| has_words(spelling, it.0)) {
        let made = |it: &String| others.iter().map(|other| it.replace(part.as_str(), other)).collect::<Vec<_>>();
        let more: Vec<_> = found.iter().flat_map(made).collect();
        found.extend(more);
    }
    found
}

fn has_words(text: &str, part: &str) -> bool {
    text.find(part).is_some_and(|at| {
        let joins = |it: char| it.is_alphanumeric() || it == '-';
        !text[..at].ends_with(joins) && !text[at + part.len()..].starts_with(joins)
    })
}

/// Spellings in all the ways to write them, and what they mean.
fn varied<'a>(
    all: &'a IndexMap<String, Vec<String>>,
    spellings: impl IntoIterator<Item = (&'a String, &'a String)> + 'a,
) -> impl Iterator<Item = (String, String)> + 'a {
    spellings
        .into_iter()
        .flat_map(|(spelling, means)| variants(all, spelling).into_iter().map(|it| (it, means.clone())))
}

/// The file as it is written.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    pub(super) id: String,
    /// Marks that join the parts of a name; a model's name is what follows the last.
    pub(super) namespaces: Vec<String>,
    /// Marks that say nothing, wherever they stand.
    pub(super) noise: Vec<String>,
    /// What is taken off the start of model names.
    pub(super) prefixes: Vec<String>,
    /// What is taken off the end of model names.
    pub(super) suffixes: Vec<String>,
    /// What makes a model's name mean the model or `null`.
    pub(super) nullable_prefixes: Vec<String>,
    /// Whether `String` and `string` are one word.
    pub(super) ignore_case: bool,
    /// Whether a number, a quoted string, `true` or `false` is a type of that one value.
    pub(super) literals: bool,
    /// Whether a model's name may have several words: `Server Variable`.
    pub(super) phrases: bool,
    /// Whether a separator may stand after the last alternative too.
    pub(super) trailing_separator: bool,
    /// Words of a union that say that the value may be absent.
    pub(super) absent: Vec<String>,
    /// Other ways to write a part of scalars, formats and forms.
    pub(super) variants: IndexMap<String, Vec<String>>,
    /// Spelling = type in our own notation.
    pub(super) scalars: IndexMap<String, String>,
    /// The words that `$F` takes, and the formats of our own notation that they mean; any word when there are none.
    pub(super) formats: IndexMap<String, String>,
    pub(super) forms: Forms,
    pub(super) values: Literals,
    pub(super) examples: Vec<Example>,
}

table! { File {
    id, namespaces, noise, prefixes, suffixes, nullable_prefixes, ignore_case, literals, phrases, trailing_separator,
    absent, variants, scalars, formats, forms, values, examples,
} needs "id" }

impl File {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        decode::from_text(text).map_err(|wrong| wrong.located(text).to_string())
    }

    /// Every list of the file but the examples.
    #[cfg(test)]
    pub(super) fn lists(&mut self) -> [&mut Vec<String>; 17] {
        let Forms { list, set, map, nullable, optional, same, one_of, values, format, reference, union } =
            &mut self.forms;
        let Self { namespaces, noise, prefixes, suffixes, nullable_prefixes, absent, .. } = self;
        [
            namespaces,
            noise,
            prefixes,
            suffixes,
            nullable_prefixes,
            absent,
            list,
            set,
            map,
            nullable,
            optional,
            same,
            one_of,
            values,
            format,
            reference,
            union,
        ]
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    pub(super) list: Vec<String>,
    pub(super) set: Vec<String>,
    pub(super) map: Vec<String>,
    pub(super) nullable: Vec<String>,
    pub(super) optional: Vec<String>,
    pub(super) same: Vec<String>,
    pub(super) one_of: Vec<String>,
    pub(super) values: Vec<String>,
    pub(super) format: Vec<String>,
    pub(super) reference: Vec<String>,
    /// What stands between the alternatives of a union.
    pub(super) union: Vec<String>,
}

table! { Forms { list, set, map, nullable, optional, same, one_of, values, format, reference, union, } }
