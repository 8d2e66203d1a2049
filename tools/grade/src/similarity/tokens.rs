//! A file as a row of tokens, without what is easily changed: names, numbers, texts, comments, layout.

use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::LazyLock;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A token, and the line that it stands in, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// A keyword, a sign, or what kind of thing stands there.
    pub kind: u64,
    pub line: usize,
}

/// Words that the language itself gives a meaning: they stay, and every other one counts as a name. Somebody who renames
/// things renames those of the standard library by `use … as`, so they are names, too.
static KEYWORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref \
     return self Self static struct super trait true type unsafe use where while"
        .split_whitespace()
        .collect()
});

/// The tokens of a file.
pub fn of(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    match TokenStream::from_str(text) {
        Ok(stream) => flatten(stream, &mut tokens),
        // What is no Rust is compared all the same: who copies may well break it.
        Err(_) => words(text, &mut tokens),
    }
    tokens
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    let mut rest = stream.into_iter().peekable();
    while let Some(tree) = rest.next() {
        let line = tree.span().start().line;
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                tokens.push(token(open, line));
                flatten(group.stream(), tokens);
                tokens.push(token(close, group.span_close().start().line));
            }
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                tokens.push(token(
                    if KEYWORDS.contains(name.as_str()) { &name } else { "name" },
                    line,
                ));
            }
            TokenTree::Literal(_) => tokens.push(token("literal", line)),
            TokenTree::Punct(sign) => {
                // Documentation and other attributes say nothing of what a program does.
                let is_bang =
                    |it: &TokenTree| matches!(it, TokenTree::Punct(sign) if sign.as_char() == '!');
                let is_group = |it: &TokenTree| matches!(it, TokenTree::Group(it) if it.delimiter() == Delimiter::Bracket);
                if sign.as_char() == '#' {
                    rest.next_if(is_bang);
                    if rest.next_if(is_group).is_some() {
                        continue;
                    }
                }
                tokens.push(token(&sign.as_char().to_string(), line));
            }
        }
    }
}

/// Words and signs of a text that can't be read as Rust.
fn words(text: &str, tokens: &mut Vec<Token>) {
    for (index, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let mut rest = code.chars().peekable();
        while let Some(first) = rest.next() {
            if first.is_alphanumeric() || first == '_' {
                let mut word = String::from(first);
                while let Some(next) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(next);
                }
                let kind = match first {
                    '0'..='9' => "literal",
                    _ if KEYWORDS.contains(word.as_str()) => &word,
                    _ => "name",
                };
                tokens.push(token(kind, index + 1));
            } else if !first.is_whitespace() {
                tokens.push(token(&first.to_string(), index + 1));
            }
        }
    }
}

fn token(kind: &str, line: usize) -> Token {
    Token { kind: hash(kind.bytes()), line }
}

/// FNV-1a: the same for ever, on every machine.
pub fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<u64> {
        of(text).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn names_numbers_comments_and_layout_make_no_difference() {
        let one = "/// Adds.\nfn add(a: u64) -> u64 { a + 1 } // one";
        let other = "#[inline]\nfn plus(\n    number: Count,\n) -> Count {\n    number + 0x17\n}";
        let more = "fn add(a: u64) -> u64 { a - 1 }";
        assert_eq!(kinds(one).len(), kinds(other).len() - 1, "but for the comma");
        assert_eq!(kinds(one), kinds("fn plus(number: Count) -> Count {\n number\n + 0x17 }"));
        assert_ne!(kinds(one), kinds(more));
    }

    #[test]
    fn a_token_knows_its_line() {
        let lines: Vec<usize> =
            of("fn a() {\n    b\n}\n").into_iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 1, 1, 1, 1, 2, 3]);
    }

    #[test]
    fn what_is_no_rust_has_tokens_all_the_same() {
        assert_eq!(kinds("fn run( { a + 1 // x"), kinds("fn walk( { b + 2"));
    }
}
