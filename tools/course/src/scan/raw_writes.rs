//! Finds writes through raw pointers whose names alone say nothing: `*pointer = 1` is a write to
//! shared memory or to a local variable, `write` a function of pointers or of files.
//!
//! What tells them apart is a type, and types are not to be had from a syntax tree. What is to be had
//! is `unsafe`, without which no raw pointer can be written through.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, Safety, Signature, Token, Type, UnOp, UseTree};

use super::{BlindKind, BlindSpot};

/// Functions of the module `ptr` that write, and whose names other modules use too.
const WRITERS: [&str; 4] = ["write", "copy", "replace", "swap"];

/// Finds every such place in `file`.
pub fn find(file: &syn::File) -> Vec<BlindSpot> {
    let mut names = Names::default();
    names.visit_file(file);
    let mut finder = Finder { in_unsafe: false, spots: Vec::new(), names };
    finder.visit_file(file);
    finder.spots
}

/// What the file's `use` lines and macros say about names.
#[derive(Default)]
struct Names {
    /// What else the module `ptr` is called.
    pointers: Vec<String>,
    /// Whether [`WRITERS`] may stand without their module.
    has_glob: bool,
    /// Whether a macro of this file may put `unsafe` around what it is given.
    has_unsafe_macro: bool,
}

impl Names {
    /// Whether a function with this name before it is one of pointers.
    fn is_of_pointers(&self, name: &str) -> bool {
        // The type is for `NonNull::write(pointer, value)`.
        name == "ptr" || name == "NonNull" || self.pointers.iter().any(|it| it == name)
    }

    /// Learns from the part `tree` of a `use`, which stands behind `parent::`.
    fn learn(&mut self, parent: &str, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.learn(&path.ident.to_string(), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.learn(parent, tree)),
            UseTree::Rename(rename) => {
                let of = if rename.ident == "self" { parent } else { &rename.ident.to_string() };
                if self.is_of_pointers(of) {
                    self.pointers.push(rename.rename.to_string());
                }
            }
            UseTree::Glob(_) => self.has_glob |= self.is_of_pointers(parent),
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.learn("", &item.tree);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.has_unsafe_macro |=
            invocation.path.is_ident("macro_rules") && has_unsafe(&invocation.tokens);
    }
}

struct Finder {
    /// Whether the place looked at stands in an `unsafe` block or function.
    in_unsafe: bool,
    spots: Vec<BlindSpot>,
    names: Names,
}

impl Finder {
    fn report(&mut self, span: Span) {
        self.spots.push(BlindSpot::new(BlindKind::RawWrite, span));
    }

    /// Looks at something with `in_unsafe` as given, and then goes on as before.
    fn within(&mut self, in_unsafe: bool, look: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_unsafe, in_unsafe);
        look(self);
        self.in_unsafe = before;
    }

    /// Looks at a place that is written to, or may be from now on.
    fn visit_written(&mut self, place: &Expr) {
        if self.in_unsafe && is_behind_pointer(place) {
            self.report(place.span());
        }
    }

    /// Reports the part `tree` of a `use` when it brings in one of [`WRITERS`]: whatever it is called
    /// from here on, nobody imports it for anything but writing.
    fn visit_import(&mut self, parent: &str, tree: &UseTree) {
        let imported = match tree {
            UseTree::Path(path) => return self.visit_import(&path.ident.to_string(), &path.tree),
            UseTree::Group(group) => {
                return group.items.iter().for_each(|tree| self.visit_import(parent, tree));
            }
            UseTree::Name(name) => &name.ident,
            UseTree::Rename(rename) => &rename.ident,
            _ => return,
        };
        if self.names.is_of_pointers(parent) && is_writer(imported) {
            self.report(imported.span());
        }
    }

    /// Looks at what a macro is given or made of.
    ///
    /// Most of it is Rust once the `$` are gone. What isn't may have Rust in its brackets.
    fn visit_macro_tokens(&mut self, tokens: TokenStream) {
        let tokens = without_dollars(tokens);
        if let Ok(statements) = Block::parse_within.parse2(tokens.clone()) {
            return statements.iter().for_each(|it| self.visit_stmt(it));
        }
        let list = Punctuated::<Expr, Token![,]>::parse_terminated;
        if let Ok(list) = list.parse2(tokens.clone()) {
            return list.iter().for_each(|it| self.visit_expr(it));
        }
        self.visit_brackets(tokens);
    }

    /// Looks into the brackets of what could not be read as a whole.
    fn visit_brackets(&mut self, tokens: TokenStream) {
        let in_unsafe = self.in_unsafe || has_unsafe(&tokens);
        for token in tokens {
            if let TokenTree::Group(group) = token {
                self.within(in_unsafe, |finder| finder.visit_macro_tokens(group.stream()));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.visit_import("", &item.tree);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.within(is_unsafe(&item.sig), |finder| visit::visit_item_fn(finder, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.within(is_unsafe(&item.sig), |finder| visit::visit_impl_item_fn(finder, item));
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.within(is_unsafe(&item.sig), |finder| visit::visit_trait_item_fn(finder, item));
    }

    fn visit_expr_unsafe(&mut self, block: &'ast syn::ExprUnsafe) {
        self.within(true, |finder| visit::visit_expr_unsafe(finder, block));
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        let in_unsafe = self.in_unsafe || self.names.has_unsafe_macro;
        self.within(in_unsafe, |finder| finder.visit_macro_tokens(invocation.tokens.clone()));
    }

    // Syntax that `syn` passes on unread. To read it as a whole once more would never end.
    fn visit_token_stream(&mut self, tokens: &'ast TokenStream) {
        self.visit_brackets(tokens.clone());
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        self.visit_written(&assign.left);
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        if is_assignment(&binary.op) {
            self.visit_written(&binary.left);
        }
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_reference(&mut self, reference: &'ast syn::ExprReference) {
        if reference.mutability.is_some() {
            self.visit_written(&reference.expr);
        }
        visit::visit_expr_reference(self, reference);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let name = call.method.unraw().to_string();
        // The number of arguments tells a pointer's method from others: `RwLock::write` has none, an
        // atomic's `swap` has two.
        let is_write = match name.as_str() {
            "as_mut" => call.args.is_empty(),
            "write" | "replace" | "swap" => call.args.len() == 1,
            "copy_to" | "copy_from" => call.args.len() == 2,
            _ => is_behind_pointer(&call.receiver) && !is_seen_by_explorer(&name),
        };
        if self.in_unsafe && is_write {
            self.report(call.method.span());
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        let segments = &path.path.segments;
        if let Some(last) = segments.last()
            && is_writer(&last.ident)
        {
            let is_pointers = match (segments.iter().rev().nth(1), &path.qself) {
                (Some(module), _) => self.names.is_of_pointers(&module.ident.to_string()),
                (None, Some(of)) => matches!(*of.ty, Type::Ptr(_)),
                (None, None) => self.names.has_glob && self.in_unsafe,
            };
            if is_pointers {
                self.report(last.ident.span());
            }
        }
        visit::visit_expr_path(self, path);
    }
}

/// Whether to write to `place` is to write through a pointer, or a reference: they look the same.
fn is_behind_pointer(place: &Expr) -> bool {
    match place {
        Expr::Unary(unary) => matches!(unary.op, UnOp::Deref(_)),
        Expr::Field(field) => is_behind_pointer(&field.base),
        Expr::Index(index) => is_behind_pointer(&index.expr),
        Expr::Paren(paren) => is_behind_pointer(&paren.expr),
        Expr::Tuple(tuple) => tuple.elems.iter().any(is_behind_pointer),
        _ => false,
    }
}

/// Whether this is a method of an atomic or a lock: shared memory, but none that schedules hide.
fn is_seen_by_explorer(method: &str) -> bool {
    let others = ["load", "store", "swap", "lock", "try_lock"];
    method.starts_with("fetch_")
        || method.starts_with("compare_exchange")
        || others.contains(&method)
}

/// Whether this is `+=` or the like.
fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

fn is_writer(name: &Ident) -> bool {
    let name = name.unraw();
    WRITERS.iter().any(|writer| name == writer)
}

fn is_unsafe(signature: &Signature) -> bool {
    matches!(signature.safety, Safety::Unsafe(_))
}

/// Whether the word `unsafe` stands anywhere in there.
fn has_unsafe(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == "unsafe",
        TokenTree::Group(group) => has_unsafe(&group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// A macro's body with `$name` as `name`.
fn without_dollars(tokens: TokenStream) -> TokenStream {
    let is_dollar =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '$');
    tokens.into_iter().filter(|token| !is_dollar(token)).collect()
}
