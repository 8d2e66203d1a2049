//! What the book shows of runs is what these runs do: each recording is made again and compared.

use std::path::Path;

use book::record;

// SAFETY: it runs before `main`, when no other thread exists; it calls nothing that needs the standard
// library to be set up beyond what a constructor may use on Linux.
#[ctor::ctor(unsafe)]
fn before_main() {
    // The witness is a process of its own: this very program, started anew, ends here.
    witness::serve_if_asked();
}

#[test]
fn every_recorded_run_does_the_same_again() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the workspace is there");
    let changes = record::changes(&root).expect("the programs are built");
    assert!(
        changes.is_empty(),
        "{}\n\nIf that is meant, `cargo telar book record NAME` records it anew.",
        changes.join("\n\n")
    );
}
