//! Finds what gives itself away by its name.
//!
//! Tokens are looked at one by one, so a macro's body and arguments are as open as the rest of the
//! file, while comments and strings hold no names. A thing is found where it is named, for instance
//! in `use std::cell::UnsafeCell as Inner`: what it is called after that doesn't matter.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt;

use super::{BlindKind, BlindSpot};

/// Functions that write through a raw pointer, or make something that does, and whose names mean
/// nothing else.
const WRITERS: [&str; 20] = [
    "copy_from_nonoverlapping",
    "copy_nonoverlapping",
    "copy_to_nonoverlapping",
    "from_raw",
    "from_raw_in",
    "from_raw_parts",
    "from_raw_parts_mut",
    "get_mut_unchecked",
    "get_unchecked_mut",
    "memcpy",
    "memmove",
    "memset",
    "swap_nonoverlapping",
    "transmute",
    "transmute_copy",
    "volatile_store",
    "write_bytes",
    "write_unaligned",
    "write_volatile",
    "write_via_move",
];

/// Types whose `from_raw` takes a number, and touches no memory.
const NUMBERS: [&str; 5] = ["ExitStatus", "Gid", "Pid", "Uid", "WaitStatus"];

/// Finds every such place in `tokens`, in the order of the file.
pub fn find(tokens: TokenStream) -> Vec<BlindSpot> {
    let mut finder = Finder {
        markers: vec!["Sync".into(), "Send".into()],
        numbers: NUMBERS.map(String::from).into(),
        spots: Vec::new(),
    };
    finder.learn_markers(tokens.clone());
    finder.unlearn_numbers(tokens.clone());
    finder.visit(tokens, 0);
    finder.spots
}

struct Finder {
    /// What `Sync` and `Send` are called in this file.
    markers: Vec<String>,
    /// Those of [`NUMBERS`] that are in this file what they are everywhere.
    numbers: Vec<String>,
    spots: Vec<BlindSpot>,
}

impl Finder {
    /// Notes the other names that `use` gives to `Sync` and `Send`.
    fn learn_markers(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for window in tokens.windows(3) {
            if let [TokenTree::Ident(old), TokenTree::Ident(keyword), TokenTree::Ident(new)] =
                window
                && keyword == "as"
                && self.markers.contains(&name(old))
            {
                self.markers.push(name(new));
            }
        }
        for token in tokens {
            if let TokenTree::Group(group) = token {
                self.learn_markers(group.stream());
            }
        }
    }

    /// Forgets the types of [`NUMBERS`] whose names the file gives to something else.
    fn unlearn_numbers(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for pair in tokens.windows(2) {
            if let [TokenTree::Ident(keyword), TokenTree::Ident(new)] = pair
                && ["as", "type", "struct", "enum", "union", "trait", "mod"]
                    .iter()
                    .any(|it| keyword == it)
            {
                let new = name(new);
                self.numbers.retain(|number| *number != new);
            }
        }
        for token in tokens {
            if let TokenTree::Group(group) = token {
                self.unlearn_numbers(group.stream());
            }
        }
    }

    /// Whether `tokens` end with `Pid::` or the like.
    fn is_number(&self, tokens: &[TokenTree]) -> bool {
        match tokens {
            [.., TokenTree::Ident(number), one, other] => {
                is_punct(Some(one), ':')
                    && is_punct(Some(other), ':')
                    && self.numbers.contains(&name(number))
            }
            _ => false,
        }
    }

    /// Looks at `tokens`, which stand in `modules` modules, the file's own not counted.
    fn visit(&mut self, tokens: TokenStream, modules: usize) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => {
                    let is_module = index >= 2 && is_ident(tokens.get(index - 2), "mod");
                    self.visit(group.stream(), modules + usize::from(is_module));
                }
                TokenTree::Ident(ident)
                    if ident == "from_raw" && self.is_number(&tokens[..index]) => {}
                TokenTree::Ident(ident) => {
                    let kind = self.kind(&name(ident), &tokens[index + 1..], modules);
                    self.spots.extend(kind.map(|kind| BlindSpot::new(kind, ident.span())));
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// What the name `name` gives away, with `rest` behind it.
    fn kind(&self, name: &str, rest: &[TokenTree], modules: usize) -> Option<BlindKind> {
        let next = rest.first();
        match name {
            "UnsafeCell" | "SyncUnsafeCell" => Some(BlindKind::UnsafeCell),
            "asm" | "global_asm" | "naked_asm" => Some(BlindKind::InlineAssembly),
            "static" if is_ident(next, "mut") => Some(BlindKind::StaticMut),
            "unsafe" if is_ident(next, "impl") && self.is_marker_impl(rest) => {
                Some(BlindKind::UnsafeSync)
            }
            // What another language does is not known.
            "extern" if is_foreign(rest) => Some(BlindKind::Elsewhere),
            "link_name" => Some(BlindKind::Elsewhere),
            "include" if is_punct(next, '!') || is_ident(next, "as") => Some(BlindKind::Elsewhere),
            "mod" if is_module_elsewhere(rest) => Some(BlindKind::Elsewhere),
            "crate" if is_punct(next, ':') => Some(BlindKind::Elsewhere),
            "super" if supers(rest) > modules => Some(BlindKind::Elsewhere),
            _ if WRITERS.contains(&name) => Some(BlindKind::RawWrite),
            _ => None,
        }
    }

    /// Whether `impl …`, which `tokens` begins with, is of `Sync` or `Send`.
    fn is_marker_impl(&self, tokens: &[TokenTree]) -> bool {
        tokens
            .windows(2)
            .take_while(|pair| !is_body(&pair[0]))
            .filter(|pair| is_ident(pair.get(1), "for"))
            .any(|pair| match &pair[0] {
                TokenTree::Ident(ident) => self.markers.contains(&name(ident)),
                _ => false,
            })
    }
}

/// Whether what follows `extern` is a block of functions that stand elsewhere, and not a function of this file
/// or a crate.
fn is_foreign(rest: &[TokenTree]) -> bool {
    let after_name = match rest.first() {
        Some(TokenTree::Literal(_)) => rest.get(1),
        first => first,
    };
    after_name.is_some_and(is_body)
}

/// Whether this is `{ … }`.
fn is_body(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Whether the module whose name `tokens` begins with has no body here. In a macro, the name may be
/// `$name`.
fn is_module_elsewhere(tokens: &[TokenTree]) -> bool {
    let name_len = if is_punct(tokens.first(), '$') { 2 } else { 1 };
    is_punct(tokens.get(name_len), ';')
}

/// How many modules up the path leads that begins with `super` and goes on with `rest`.
fn supers(rest: &[TokenTree]) -> usize {
    if rest.is_empty() {
        // `pub(super)` leads nowhere; it says who may look in.
        return 0;
    }
    // Each further step is two colons and a word.
    1 + rest.chunks_exact(3).take_while(|step| is_ident(step.get(2), "super")).count()
}

/// An identifier as it is meant: `r#name` is `name`.
fn name(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn is_ident(token: Option<&TokenTree>, name: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == name)
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
