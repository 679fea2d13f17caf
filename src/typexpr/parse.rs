//! The one grammar, steered by a notation's patterns. Comes in: a [`Grammar`] and a text. Goes out: a [`TypeExpr`].
//!
//! ```text
//! union   = chain { separator chain }
//! chain   = primary { suffix pattern without its first hole }
//! primary = pattern that starts with a token | literal | name
//! ```
//! Of the patterns that start with the same token the one that names more tokens is tried first. What was read at a
//! place is remembered, so that trying another pattern costs nothing twice: time and memory grow with the text alone.

use super::grammar::{Grammar, key};
use super::lex::{self, Kind, Token};
use super::pattern::{Form, Part, Pattern};
use super::tree::{self, Node, Source};
use super::{ParseError, TypeExpr};
use crate::json::Value;

/// How deep types may nest.
pub(super) const MAX_DEPTH: usize = 64;

pub(super) fn parse(
    grammar: &Grammar,
    text: &str,
    known: &dyn Fn(&str) -> bool,
    linked: Option<&str>,
) -> Result<TypeExpr, ParseError> {
    if let Some(ty) = grammar.whole.get(text.trim()).filter(|_| linked != Some(text.trim())) {
        return Ok(TypeExpr::Known(ty.clone()));
    }
    let tokens = lex::lex(text, &grammar.marks());
    if tokens.is_empty() {
        return Err(ParseError { message: "no type stands here".to_owned(), range: 0..text.len() });
    }
    // Nothing starts after the last token, but it is looked for there.
    let memo = vec![Memo::default(); tokens.len() + 1];
    let mut parser = Parser { grammar, text, known, linked, tokens, nodes: Vec::new(), memo, furthest: 0 };
    match parser.union(0, 0) {
        Ok(Some((node, end))) if parser.is_end(end) => Ok(tree::build(&parser.source(), node)),
        Ok(found) => {
            let end = found.map_or(0, |it| it.1);
            Err(parser.unexpected(end.max(parser.furthest)))
        }
        Err(TooDeep) => {
            Err(ParseError { message: format!("types nest deeper than {MAX_DEPTH}"), range: 0..text.len() })
        }
    }
}

struct TooDeep;

/// A node and the token after it; nothing where nothing was found.
type Found = Result<Option<(usize, usize)>, TooDeep>;

struct Parser<'a> {
    grammar: &'a Grammar,
    text: &'a str,
    /// Whether there is a model of this name, so that nothing is cut off it.
    known: &'a dyn Fn(&str) -> bool,
    /// The model that the text links to.
    linked: Option<&'a str>,
    tokens: Vec<Token>,
    /// Nodes with their depth.
    nodes: Vec<(Node, usize)>,
    /// What was found at each token.
    memo: Vec<Memo>,
    /// The token that no pattern could go beyond.
    furthest: usize,
}

/// What [`Parser::union`] and [`Parser::chain`] found at a token, once they have looked there.
#[derive(Clone, Copy, Default)]
struct Memo {
    union: Option<Option<(usize, usize)>>,
    chain: Option<Option<(usize, usize)>>,
}

impl Parser<'_> {
    fn union(&mut self, at: usize, depth: usize) -> Found {
        if let Some(found) = self.memo[at].union {
            return Ok(found);
        }
        let found = self.union_unmemoised(at, depth)?;
        self.memo[at].union = Some(found);
        Ok(found)
    }

    fn union_unmemoised(&mut self, at: usize, depth: usize) -> Found {
        let Some((first, mut end)) = self.chain(at, depth)? else { return Ok(None) };
        let mut others = Vec::new();
        while let Some(next) = self.separator(end) {
            let Some((node, after)) = self.chain(next, depth)? else { break };
            others.push(node);
            end = after;
        }
        if others.is_empty() && !matches!(self.nodes[first].0, Node::Absent) {
            return Ok(Some((first, end)));
        }
        let alternatives: Vec<usize> = std::iter::once(first).chain(others).collect();
        let deepest = alternatives.iter().map(|it| self.nodes[*it].1).max().unwrap_or(0);
        Ok(Some((self.node(Node::Union(alternatives), deepest)?, end)))
    }

    fn chain(&mut self, at: usize, depth: usize) -> Found {
        if let Some(found) = self.memo[at].chain {
            return Ok(found);
        }
        if depth > MAX_DEPTH {
            return Err(TooDeep);
        }
        let mut found = self.primary(at, depth)?;
        while let Some((node, end)) = found {
            match self.suffix(node, end, depth)? {
                Some(longer) => found = Some(longer),
                None => break,
            }
        }
        self.memo[at].chain = Some(found);
        Ok(found)
    }

    fn primary(&mut self, at: usize, depth: usize) -> Found {
        self.furthest = self.furthest.max(at);
        let Some(token) = self.tokens.get(at).cloned() else { return Ok(None) };
        let grammar = self.grammar;
        let text = &self.text[token.range.clone()];
        let opens =
            || self.tokens.get(at + 1).is_some_and(|it| matches!(&self.text[it.range.clone()], "<" | "[" | "("));
        if self.linked == Some(text) && !opens() {
            let node = self.node(Node::Name(token.range), 0)?;
            return Ok(Some((node, at + 1)));
        }
        for &index in grammar.starts.get(&*key(grammar.fold, text)).map_or(&[][..], Vec::as_slice) {
            let pattern = &grammar.patterns[index];
            if let Some(found) = self.fill(pattern, &pattern.parts, None, at, depth)? {
                return Ok(Some(found));
            }
        }
        let node = match token.kind {
            Kind::Word if grammar.literals && matches!(text, "true" | "false") => {
                Node::Literals(vec![Value::Bool(text == "true")])
            }
            Kind::Word => {
                let last = self.last_word(at);
                let range = token.range.start..self.tokens[last].range.end;
                let node = self.node(Node::Name(range), 0)?;
                return Ok(Some((node, last + 1)));
            }
            Kind::Number | Kind::Quoted if grammar.literals => match value(text, token.kind) {
                Some(value) => Node::Literals(vec![value]),
                None => return Ok(None),
            },
            Kind::Number | Kind::Quoted | Kind::Mark => return Ok(None),
        };
        Ok(Some((self.node(node, 0)?, at + 1)))
    }

    /// The last word of the name that starts here: names are one word unless the notation has them in several.
    fn last_word(&self, at: usize) -> usize {
        let mut last = at;
        while self.grammar.phrases
            && let Some(next) = self.tokens.get(last + 1)
            && next.kind == Kind::Word
            && self.separator(last + 1).is_none()
            && !self.grammar.suffix_starts.contains_key(&*key(self.grammar.fold, &self.text[next.range.clone()]))
        {
            last += 1;
        }
        last
    }

    fn suffix(&mut self, node: usize, at: usize, depth: usize) -> Found {
        let Some(token) = self.tokens.get(at) else { return Ok(None) };
        let grammar = self.grammar;
        let text = &self.text[token.range.clone()];
        for &index in grammar.suffix_starts.get(&*key(grammar.fold, text)).map_or(&[][..], Vec::as_slice) {
            let pattern = &grammar.patterns[index];
            if let Some(found) = self.fill(pattern, &pattern.parts[1..], Some(node), at, depth)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// Reads the parts of a pattern; `inner` is what stands in its first hole, when that has been read.
    fn fill(&mut self, pattern: &Pattern, parts: &[Part], inner: Option<usize>, at: usize, depth: usize) -> Found {
        let mut end = at;
        let mut inner = inner;
        let mut format = None;
        for (index, part) in parts.iter().enumerate() {
            let token = self.tokens.get(end).map(|it| (it.kind, &self.text[it.range.clone()]));
            match part {
                Part::Literal { text, word } => match token {
                    Some((kind, found)) if (kind == Kind::Word) == *word && self.grammar.same(text, found) => end += 1,
                    _ => {
                        // What may be anything is no nearer to a type than what stood before it.
                        if !matches!(pattern.form, Form::Scalar(_)) || !parts[..index].contains(&Part::Anything) {
                            self.furthest = self.furthest.max(end);
                        }
                        return Ok(None);
                    }
                },
                Part::Type | Part::Ignored => {
                    let last = index + 1 == parts.len();
                    let found = if last { self.chain(end, depth + 1)? } else { self.union(end, depth + 1)? };
                    let Some((node, after)) = found else { return Ok(None) };
                    if *part == Part::Type {
                        inner = Some(node);
                    }
                    end = after;
                }
                Part::Types => {
                    let Some((node, after)) = self.types(end, depth + 1)? else { return Ok(None) };
                    (inner, end) = (Some(node), after);
                }
                Part::Values => {
                    let Some((values, after)) = self.values(end) else { return Ok(None) };
                    (inner, end) = (Some(self.node(Node::Literals(values), 0)?), after);
                }
                Part::Word => match token {
                    Some((Kind::Word, _)) => end += 1,
                    _ => return Ok(None),
                },
                Part::Anything => end = self.closing(end),
                Part::Format | Part::Name => {
                    // Pages made by Swagger UI print `integer($int64)`.
                    let dollar = *part == Part::Format && self.is(end, "$");
                    let token = self.tokens.get(end + usize::from(dollar));
                    let said = match token.map(|it| (it.kind, &self.text[it.range.clone()])) {
                        Some((Kind::Word, found)) => found.to_owned(),
                        Some((Kind::Quoted, found)) => lex::unquote(found),
                        _ => return Ok(None),
                    };
                    end += 1 + usize::from(dollar);
                    if *part == Part::Format {
                        let Some(said) = self.grammar.format(&said) else { return Ok(None) };
                        format = Some(said);
                    } else {
                        inner = Some(self.node(Node::Quoted(said), 0)?);
                    }
                }
            }
        }
        // Where case does not matter a model may be called as a scalar is: `Link`. Its name as written means the model.
        if matches!(pattern.form, Form::Scalar(_))
            && self.grammar.fold
            && let (Some(first), Some(last)) = (self.tokens.get(at), self.tokens.get(end.wrapping_sub(1)))
            && let Some(written) = self.text.get(first.range.start..last.range.end)
            && written.starts_with(char::is_uppercase)
            && (self.known)(written)
        {
            return Ok(None);
        }
        let node = match (&pattern.form, inner, format) {
            (Form::Scalar(ty), ..) => self.node(Node::Known(ty.clone()), 0)?,
            (Form::Absent, ..) => self.node(Node::Absent, 0)?,
            (Form::Format, Some(inner), Some(format)) => {
                let Node::Known(ty) = &self.nodes[inner].0 else { return Ok(None) };
                let ty = ty.clone().with_format(&format);
                self.node(Node::Known(ty), 0)?
            }
            (Form::OneOf | Form::Values | Form::Reference, Some(inner), _) => inner,
            // Parentheses around alternatives keep them apart from those outside, so even this is a node.
            (form, Some(inner), _) => {
                let depth = self.nodes[inner].1;
                self.node(Node::Form(form.clone(), inner), depth)?
            }
            (_, None, _) => return Ok(None),
        };
        Ok(Some((node, end)))
    }

    fn types(&mut self, at: usize, depth: usize) -> Found {
        let Some((first, mut end)) = self.union(at, depth)? else { return Ok(None) };
        let mut alternatives = vec![first];
        while self.is(end, ",") {
            let Some((node, after)) = self.union(end + 1, depth)? else { break };
            alternatives.push(node);
            end = after;
        }
        let deepest = alternatives.iter().map(|it| self.nodes[*it].1).max().unwrap_or(0);
        Ok(Some((self.node(Node::Union(alternatives), deepest)?, end)))
    }

    fn values(&self, at: usize) -> Option<(Vec<Value>, usize)> {
        let mut values = Vec::new();
        let mut end = at;
        while let Some(token) = self.tokens.get(end) {
            let text = &self.text[token.range.clone()];
            values.push(match token.kind {
                Kind::Word => word_value(text),
                Kind::Number | Kind::Quoted => value(text, token.kind)?,
                Kind::Mark => break,
            });
            end += 1;
            if !self.is(end, ",") && !self.is(end, "|") {
                break;
            }
            end += 1;
        }
        (!values.is_empty()).then_some((values, end))
    }

    /// The closing bracket whose opening one stands before this token, or the end.
    fn closing(&mut self, at: usize) -> usize {
        let mut open = 0_usize;
        for end in at..self.tokens.len() {
            match &self.text[self.tokens[end].range.clone()] {
                "(" | "[" | "{" | "（" => open += 1,
                ")" | "]" | "}" | "）" if open == 0 => return end,
                ")" | "]" | "}" | "）" => open -= 1,
                _ => {}
            }
        }
        self.tokens.len()
    }

    fn is_end(&self, at: usize) -> bool {
        let last = self.tokens.len();
        at == last || self.grammar.trailing_separator && self.separator(at) == Some(last)
    }

    fn source(&self) -> Source<'_> {
        Source { grammar: self.grammar, text: self.text, known: self.known, nodes: &self.nodes }
    }

    fn is(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|it| &self.text[it.range.clone()] == mark)
    }

    /// The token after the separator that stands here.
    fn separator(&self, at: usize) -> Option<usize> {
        let fits = |tokens: &&Vec<String>| {
            tokens.iter().enumerate().all(|(index, wanted)| {
                let token = self.tokens.get(at + index);
                token.is_some_and(|it| self.grammar.same(wanted, &self.text[it.range.clone()]))
            })
        };
        self.grammar.separators.iter().find(fits).map(|it| at + it.len())
    }

    fn node(&mut self, node: Node, deepest: usize) -> Result<usize, TooDeep> {
        let leaf = matches!(node, Node::Known(_) | Node::Name(_) | Node::Quoted(_) | Node::Absent | Node::Literals(_));
        let depth = if leaf { 0 } else { deepest + 1 };
        if depth > MAX_DEPTH {
            return Err(TooDeep);
        }
        self.nodes.push((node, depth));
        Ok(self.nodes.len() - 1)
    }

    fn unexpected(&self, at: usize) -> ParseError {
        match self.tokens.get(at) {
            Some(token) => {
                let range = token.range.clone();
                ParseError { message: format!("unexpected `{}`", lex::excerpt(&self.text[range.clone()])), range }
            }
            None => ParseError {
                message: "the type ends too early".to_owned(),
                range: self.tokens.last().map_or(0..0, |it| it.range.end..it.range.end),
            },
        }
    }
}

fn value(text: &str, kind: Kind) -> Option<Value> {
    match kind {
        Kind::Number => Value::read(text),
        Kind::Quoted => Some(Value::String(lex::unquote(text))),
        Kind::Word | Kind::Mark => None,
    }
}

fn word_value(text: &str) -> Value {
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        other => Value::String(other.to_owned()),
    }
}
