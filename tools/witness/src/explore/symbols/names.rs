//! From a symbol of the linker to the path of a function.

/// The path of a function of the standard library that could be in the table of patterns; `None` for any
/// other. To read all the names of a program would take longer than all else.
pub fn path(symbol: &str) -> Option<String> {
    const WORDS: [&str; 2] = ["sync", "panicking"];
    WORDS.iter().any(|word| symbol.contains(word)).then(|| any_path(symbol))
}

/// The path of any function, without generic arguments: `std::thread::spawn`,
/// `<core::cell::Ref as core::ops::drop::Drop>::drop`.
pub fn any_path(symbol: &str) -> String {
    // The alternate form has no hash.
    without_arguments(&format!("{:#}", rustc_demangle::demangle(symbol)))
}

/// The name of any function, for people: `main::{closure}`.
pub fn function_name(symbol: &str) -> String {
    let name = any_path(symbol);
    // The manglings write closures as `{{closure}}` and `{closure#0}`; the line tells which one it is.
    let parts = name.split("::").map(|part| match part.trim_start_matches('{') {
        closure if closure.starts_with("closure") && closure.len() < part.len() => "{closure}",
        _ => part,
    });
    parts.collect::<Vec<_>>().join("::")
}

/// A path without what stands in angle brackets, except those of `<A as B>`. The two manglings write
/// the same function as `Mutex<T>::lock` and as `<Mutex<i32>>::lock`: both are `Mutex::lock`.
fn without_arguments(path: &str) -> String {
    let mut kept = String::new();
    let mut rest = path;
    while let Some(open) = rest.find('<') {
        let (before, bracketed) = rest.split_at(open);
        let Some(close) = closing(bracketed) else { break };
        let inside = &bracketed[1..close];
        // In `spawn::<i32>`, the colons go as well.
        kept.push_str(before.strip_suffix("::").unwrap_or(before));
        if kept.is_empty() {
            let inside = without_arguments(inside);
            match inside.contains(" as ") {
                true => kept.extend(["<", &inside, ">"]),
                false => kept.push_str(&inside),
            }
        }
        rest = &bracketed[close + 1..];
    }
    kept + rest
}

/// Where the bracket that `text` begins with is closed. The `>` of an arrow closes nothing.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut previous = ' ';
    for (position, character) in text.char_indices() {
        match character {
            '<' => depth += 1,
            '>' if previous != '-' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(position);
        }
        previous = character;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_arguments;

    #[test]
    fn names_of_both_manglings_have_one_path() {
        for (path, name) in [
            ("core::sync::atomic::AtomicU8::swap", "core::sync::atomic::AtomicU8::swap"),
            ("core::sync::atomic::AtomicU8::swap", "<core::sync::atomic::AtomicU8>::swap"),
            ("core::sync::atomic::Atomic::swap", "<core::sync::atomic::Atomic<*mut i32>>::swap"),
            ("core::sync::atomic::atomic_load", "core::sync::atomic::atomic_load::<u8>"),
            ("std::sync::Mutex::lock", "std::sync::Mutex<T>::lock"),
            ("std::sync::Mutex::lock", "<std::sync::Mutex<fn(u8) -> alloc::Vec<u8>>>::lock"),
            ("<std::MutexGuard as core::Drop>::drop", "<std::MutexGuard<T> as core::Drop>::drop"),
            (
                "<std::MutexGuard as core::Drop>::drop",
                "<std::MutexGuard<<u8 as Wide>::To> as core::Drop>::drop",
            ),
            ("std::spawn::{closure#0}", "std::spawn::<main::{closure#1}, ()>::{closure#0}"),
        ] {
            assert_eq!(without_arguments(name), path, "{name}");
        }
    }
}
