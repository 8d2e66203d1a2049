//! What must hold before anything is judged.

use std::env;

/// The variable that turns judging into recording.
pub(crate) const BLESS: &str = "TELAR_BLESS";

/// Variables by which insta would accept any answer, or replace the recorded one by it.
const ALTERING: [&str; 4] =
    ["INSTA_UPDATE", "INSTA_FORCE_PASS", "INSTA_FORCE_UPDATE", "INSTA_FORCE_UPDATE_SNAPSHOTS"];

/// Whether stories are to be recorded instead of judged.
pub(crate) fn blessing() -> bool {
    env::var_os(BLESS).is_some_and(|value| value == "1")
}

/// Refuses to judge while the environment could make a wrong answer pass.
pub(crate) fn refuse_altered_snapshots() -> Result<(), String> {
    refuse(blessing(), |name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn refuse(blessing: bool, is_set: impl Fn(&str) -> bool) -> Result<(), String> {
    match ALTERING.iter().find(|name| is_set(name)) {
        Some(name) if !blessing => Err(format!(
            "with {name} set, a wrong answer could pass for a right one; unset it and test again"
        )),
        _ => Ok(()),
    }
}

// SAFETY: it runs before `main`, so no other thread of this process exists; it calls nothing that
// needs the standard library to be set up beyond what a constructor may use on Linux, where
// arguments and environment are ready by then.
#[ctor::ctor(unsafe)]
fn before_main() {
    // The witness is a process of its own, and a test binary has no other program to start as one: it
    // starts itself, and becomes the witness here, before the test harness begins.
    witness::serve_if_asked();
    if blessing() {
        // SAFETY: no other thread exists yet that could read the environment at the same time.
        unsafe { env::set_var("INSTA_UPDATE", "always") };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_variable_that_alters_answers_is_refused_by_name() {
        for name in ALTERING {
            let refusal = refuse(false, |it| it == name).expect_err("it alters answers");
            assert!(refusal.contains(name), "{refusal}");
            assert_eq!(refuse(true, |it| it == name), Ok(()), "recording may alter them");
        }
        assert_eq!(refuse(false, |_| false), Ok(()));
    }
}
