//! Starter and reference show the same face: whoever has read one finds his way in the other.

use std::collections::BTreeSet;

use similar::TextDiff;
use syn::{Attribute, Block, File, ImplItem, Item, TraitItem, Visibility};

use super::Tree;
use super::starters::is_starter_attribute;

/// Exercise files whose faces differ, with the difference.
pub fn breaches(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for lesson in &tree.untouched {
        let (starter, reference) = (lesson.starter_file(), lesson.reference_file());
        // A missing file is another rule's business.
        let (Some(starter_text), Some(reference_text)) =
            (tree.read(&starter), tree.read(&reference))
        else {
            continue;
        };
        match differences(&starter_text, &reference_text) {
            Ok(None) => {}
            Ok(Some(difference)) => breaches.push(format!(
                "{} (-) and {} (+) differ:\n{difference}",
                starter.display(),
                reference.display()
            )),
            Err(error) => breaches.push(format!(
                "{} or {} is not Rust: {error}",
                starter.display(),
                reference.display()
            )),
        }
    }
    breaches
}

/// Topics whose `main.rs` differ by more than names.
pub fn mains(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for topic in tree.topics() {
        let (starter, reference) =
            (format!("crates/{topic}/src/main.rs"), format!("solutions/{topic}/src/main.rs"));
        let (Some(starter_text), Some(reference_text)) =
            (tree.read(&starter), tree.read(&reference))
        else {
            breaches.push(format!("{starter} or {reference} is missing"));
            continue;
        };
        let reference_text = reference_text.replace(&format!("{topic}-solution"), topic);
        if starter_text != reference_text {
            let difference = diff(&starter_text, &reference_text);
            breaches.push(format!("{starter} (-) and {reference} (+) differ:\n{difference}"));
        }
    }
    breaches
}

/// The difference between the faces of two files; nothing if they show the same.
fn differences(starter: &str, reference: &str) -> syn::Result<Option<String>> {
    let (mut starter, mut reference) = (syn::parse_file(starter)?, syn::parse_file(reference)?);
    let given: BTreeSet<String> = starter.items.iter().filter_map(name).collect();
    drop_helpers(&mut reference, &given);
    for file in [&mut starter, &mut reference] {
        file.attrs.retain(|attribute| !is_starter_attribute(attribute));
        file.items.retain(|item| !is_private_use(item));
        file.items.iter_mut().for_each(empty);
    }
    let (starter, reference) = (prettyplease::unparse(&starter), prettyplease::unparse(&reference));
    Ok((starter != reference).then(|| diff(&starter, &reference)))
}

/// Takes the reference's own private items away, and what it implements for them.
fn drop_helpers(reference: &mut File, given: &BTreeSet<String>) {
    let is_helper =
        |item: &Item| is_private(item) && name(item).is_some_and(|name| !given.contains(&name));
    let helpers: BTreeSet<String> =
        reference.items.iter().filter(|item| is_helper(item)).filter_map(name).collect();
    reference.items.retain(|item| match item {
        Item::Impl(block) => !helpers.contains(&self_name(block)),
        item => !is_helper(item),
    });
}

/// The name of the type that an `impl` block is for.
fn self_name(block: &syn::ItemImpl) -> String {
    match &*block.self_ty {
        syn::Type::Path(path) => {
            path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// What an item is called, if it has a name.
fn name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Whether nobody outside of the file can see an item.
fn is_private(item: &Item) -> bool {
    let visibility = match item {
        Item::Const(item) => &item.vis,
        Item::Enum(item) => &item.vis,
        Item::Fn(item) => &item.vis,
        Item::Mod(item) => &item.vis,
        Item::Static(item) => &item.vis,
        Item::Struct(item) => &item.vis,
        Item::Trait(item) => &item.vis,
        Item::Type(item) => &item.vis,
        Item::Union(item) => &item.vis,
        Item::Use(item) => &item.vis,
        Item::Macro(_) => return true,
        _ => return false,
    };
    matches!(visibility, Visibility::Inherited)
}

fn is_private_use(item: &Item) -> bool {
    matches!(item, Item::Use(_)) && is_private(item)
}

/// Takes the bodies out of an item, and the permission to leave them unwritten.
fn empty(item: &mut Item) {
    match item {
        Item::Fn(item) => clear(&mut item.block, &mut item.attrs),
        Item::Impl(item) => {
            for item in &mut item.items {
                if let ImplItem::Fn(item) = item {
                    clear(&mut item.block, &mut item.attrs);
                }
            }
        }
        Item::Trait(item) => {
            for item in &mut item.items {
                if let TraitItem::Fn(item) = item
                    && let Some(block) = &mut item.default
                {
                    clear(block, &mut item.attrs);
                }
            }
        }
        Item::Mod(item) => {
            if let Some((_, items)) = &mut item.content {
                items.iter_mut().for_each(empty);
            }
        }
        _ => {}
    }
}

fn clear(block: &mut Block, attributes: &mut Vec<Attribute>) {
    block.stmts.clear();
    attributes.retain(|attribute| !is_starter_attribute(attribute));
}

/// The lines that differ, with a little of what stands around them.
fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STARTER: &str = r#"
        //! Three threads.
        #![expect(clippy::todo, reason = "starter code: delete this attribute when no `todo!` is left")]
        use std::error::Error;
        /// How many.
        #[derive(clap::Args)]
        pub struct Options { /// Workers.
            #[arg(long)] workers: usize }
        /// Runs.
        pub fn run(options: &Options) -> Result<(), Box<dyn Error>> { todo!("run the workers") }
    "#;

    #[test]
    fn bodies_imports_and_helpers_are_the_reference_s_own() {
        let reference = STARTER
            .replace("#![expect(clippy::todo, reason = \"starter code: delete this attribute when no `todo!` is left\")]", "")
            .replace("use std::error::Error;", "use std::{error::Error, thread};")
            .replace("todo!(\"run the workers\")", "work(); Ok(())")
            + "fn work() {} struct Guard; impl Drop for Guard { fn drop(&mut self) {} }";
        assert_eq!(differences(STARTER, &reference).unwrap(), None);
    }

    #[test]
    fn every_other_difference_is_seen() {
        for (old, new) in [
            ("//! Three threads.", "//! Two threads."),
            ("/// How many.", "/// How much."),
            ("/// Workers.", "/// Threads."),
            ("workers: usize", "workers: u32"),
            ("#[arg(long)]", "#[arg(short)]"),
            ("pub fn run", "pub fn start"),
            ("pub fn run", "pub async fn run"),
            ("options: &Options", "opts: &Options"),
            ("/// Runs.", "/// Runs. \n #[inline]"),
            ("/// Runs.", "pub fn more() {} /// Runs."),
            ("/// Runs.", "impl Drop for Options { fn drop(&mut self) {} } /// Runs."),
        ] {
            let reference = STARTER.replace(old, new);
            assert!(differences(STARTER, &reference).unwrap().is_some(), "{old} became {new}");
        }
        // What the starter gives, the reference has as well.
        let given = format!("{STARTER} fn given() {{}}");
        assert!(differences(&given, STARTER).unwrap().is_some());
    }

    #[test]
    fn a_main_may_differ_in_its_name_only() {
        use crate::rules::fixture::breaches;
        let (starter, reference) =
            ("crates/threading/src/main.rs", "solutions/threading/src/main.rs");
        let found = |new| breaches(mains, &[(starter, "name = threading;"), (reference, new)]);
        assert!(found("name = threading-solution;").is_empty());
        assert_eq!(found("name = other;").len(), 1);
    }
}
