//! Patterns of notations. Comes in: `array<string,$T>`. Goes out: tokens and holes, checked so that reading by them takes
//! linear time.

use super::lex::{self, Kind, Marks};
use crate::schema::Type;

/// What a pattern makes of what stands in its hole.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    List,
    Set,
    Map,
    Nullable,
    Optional,
    /// The type itself: marks and words around it say nothing.
    Same,
    /// `$U`: one of the types in a list.
    OneOf,
    /// `$L`: one of the values in a list.
    Values,
    /// `$F`: the type in a format.
    Format,
    /// `$S`: the model of this name, which may be no word.
    Reference,
    /// No hole: a spelling of this type.
    Scalar(Type),
    /// No hole: the value may be absent.
    Absent,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// This token.
    Literal { text: String, word: bool },
    /// `$T`: a type.
    Type,
    /// `$K`: a type that says nothing, such as a map's key.
    Ignored,
    /// `$U`: types with commas between.
    Types,
    /// `$L`: values with commas or bars between.
    Values,
    /// `$F`: a word or a string.
    Format,
    /// `$S`: a word or a string.
    Name,
    /// `$W`: one word that says nothing.
    Word,
    /// `$A`: tokens that say nothing, up to the bracket that closes those before.
    Anything,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    pub(super) form: Form,
    pub(super) parts: Vec<Part>,
}

impl Pattern {
    /// Reads a pattern, or says what is wrong with it.
    pub(super) fn new(form: Form, text: &str, marks: &Marks<'_>) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (part, length) = hole(rest).map_or((None, 0), |part| (Some(part), 2));
            if let Some(part) = part {
                parts.push(part);
                rest = &rest[length..];
                continue;
            }
            let end = rest.char_indices().find(|(at, _)| hole(&rest[*at..]).is_some()).map_or(rest.len(), |it| it.0);
            let literal = &rest[..end];
            parts.extend(
                lex::lex(literal, marks).into_iter().map(|token| Part::Literal {
                    text: literal[token.range].to_owned(),
                    word: token.kind == Kind::Word,
                }),
            );
            rest = &rest[end..];
        }
        let pattern = Self { form, parts };
        pattern.check().map_err(|why| format!("pattern `{text}`: {why}"))?;
        Ok(pattern)
    }

    /// How many tokens it names: the more, the more telling.
    pub(super) fn literals(&self) -> usize {
        self.parts.iter().filter(|it| matches!(it, Part::Literal { .. })).count()
    }

    /// Whether the type comes first, so that the pattern follows a type that has been read.
    pub(super) fn is_suffix(&self) -> bool {
        self.parts.first() == Some(&Part::Type)
    }

    fn check(&self) -> Result<(), &'static str> {
        if self.literals() == 0 {
            return Err("nothing but holes would match everything");
        }
        let bounded = |it: &Part| matches!(it, Part::Literal { .. } | Part::Word);
        if self.parts.windows(2).any(|it| !it.iter().any(bounded)) {
            return Err("two holes need something between them");
        }
        if !matches!(self.parts.first(), Some(Part::Type | Part::Literal { .. })) {
            return Err("only `$T` may come first");
        }
        let count = |wanted: &Part| self.parts.iter().filter(|it| *it == wanted).count();
        let counts = [count(&Part::Type), count(&Part::Types), count(&Part::Values), count(&Part::Name)];
        let wanted = match self.form {
            Form::Scalar(_) | Form::Absent => [0, 0, 0, 0],
            Form::OneOf => [0, 1, 0, 0],
            Form::Values => [0, 0, 1, 0],
            Form::Reference => [0, 0, 0, 1],
            Form::List | Form::Set | Form::Map | Form::Nullable | Form::Optional | Form::Same | Form::Format => {
                [1, 0, 0, 0]
            }
        };
        if counts != wanted {
            return Err(
                "a form has one hole of its own kind: `$T`, or `$U` for `one_of`, `$L` for `values`, `$S` for \
                        `reference`; a scalar has none",
            );
        }
        if (count(&Part::Format) == 1) != (self.form == Form::Format) {
            return Err("`$F` belongs to `format`, once");
        }
        Ok(())
    }
}

fn hole(text: &str) -> Option<Part> {
    Some(match text.get(..2)? {
        "$T" => Part::Type,
        "$K" => Part::Ignored,
        "$U" => Part::Types,
        "$L" => Part::Values,
        "$F" => Part::Format,
        "$S" => Part::Name,
        "$W" => Part::Word,
        "$A" => Part::Anything,
        _ => return None,
    })
}
