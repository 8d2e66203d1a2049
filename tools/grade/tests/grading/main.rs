//! A small class is graded: every verdict as constructed, whatever happens to the grading, and whoever attacks it.

mod class;
mod disk;
mod large;
mod slurm;

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::class::{Class, root};

/// Attacks that are over at once: they are graded with the class.
const QUICK: [&str; 4] = ["03", "06", "18", "24"];

/// Who is in the class, and when the platform got their work; of the others it does not say.
const ROSTER: &str = "\
Full name,username,ID number,submitted
Ana,ana,17,2026-12-01T12:00:00Z
Bea,bea,18,2026-12-31T12:00:00Z
\"çé ñandú
=1+1\",cn,19,2026-12-03T12:00:00Z
Ines,ines,20,
";

/// A class of many kinds.
fn class() -> Class {
    let mut class = Class::new();
    let file = |name: &str| class.folder.path().join(name);
    fs::write(file("roster.csv"), ROSTER).unwrap();
    let roster = file("roster.csv");
    class.options.extend(["--roster".into(), roster.into()]);
    class.keep_a_seed_secret();
    let late = ["--due", "2026-12-01T23:59:00Z", "--late", "10%/day,1 grace"];
    class.options.extend(late.map(OsString::from));
    class.corpus("ana", "right-atomic.rs", "pass");
    class.corpus("bea", "wrong-load-then-store.rs", "fail");
    class.corpus("çé ñandú\n=1+1", "right-atomic.rs", "pass");
    class.hand_in("dan", "counter.rs", "fn run(", "compile_error");
    class.hand_in("eva", "notes.txt", "sorry", "none");
    let starter = fs::read_to_string(root().join("crates/threading/src/counter.rs")).unwrap();
    class.hand_in("fay", "src/counter.rs", &starter, "not_written");
    // All that has a say in how a program is built or judged, on a student's own machine.
    class.corpus("gus", "wrong-load-then-store.rs", "fail");
    let configuration = [
        (
            ".cargo/config.toml",
            "[build]\nrustc-wrapper = \"/bin/true\"\n[env]\nINSTA_UPDATE = \"always\"\n",
        ),
        ("rust-toolchain.toml", "[toolchain]\npath = \"/tmp\"\n"),
        ("Cargo.toml", "[workspace]\n"),
        ("crates/threading/Cargo.toml", "[package]\nname = \"threading\"\nautotests = false\n"),
        ("crates/threading/build.rs", "fn main() { std::process::exit(1) }\n"),
        ("crates/threading/src/main.rs", "fn main() {}\n"),
        ("tests/threading/counter.rs", "#[test]\nfn the_total_is_exact() {}\n"),
        ("insta.yaml", "behavior:\n  update: always\n"),
    ];
    for (place, text) in configuration {
        class.hand_in("gus", place, text, "fail");
    }
    // Links lead nowhere.
    fs::create_dir(class.handed().join("hal")).unwrap();
    symlink(class.folder.path().join("key"), class.handed().join("hal/counter.rs")).unwrap();
    class.expected.insert("hal".into(), "none".into());
    class
}

#[test]
fn verdicts_are_as_constructed_and_survive_being_killed() {
    let mut class = class();
    class.hostile(|number| QUICK.contains(&number));
    // Killed as soon as there is a verdict, it goes on from there.
    let mut first = class.grade("grades").spawn().unwrap();
    let ledger = class.folder.path().join("grades/ledger.jsonl");
    while !fs::read_to_string(&ledger).is_ok_and(|text| text.contains("\"kind\":\"verdict\"")) {
        assert!(first.try_wait().unwrap().is_none(), "it ended before there was a verdict");
        std::thread::yield_now();
    }
    first.kill().unwrap();
    first.wait().unwrap();
    let so_far = fs::read_to_string(&ledger).unwrap();
    assert!(class.grade("grades").status().unwrap().success());
    class.check("grades");
    let now = fs::read_to_string(&ledger).unwrap();
    assert!(now.starts_with(&so_far[..so_far.rfind('\n').unwrap()]));

    // Everybody has what the roster and the clock say.
    let gradebook = class.gradebook("grades");
    let student = |name: &str| {
        let students = gradebook["students"].as_array().unwrap();
        students.iter().find(|it| it["name"] == name).unwrap_or_else(|| panic!("{name}")).clone()
    };
    let points = |name: &str| student(name)["points"].as_f64().unwrap();
    let whole = points("Ana");
    assert!(whole > 0.0 && student("Ana")["late"].is_null());
    assert_eq!(points("çé ñandú\n=1+1"), (whole * 90.0).round() / 100.0);
    assert_eq!(points("Bea"), 0.0, "a month is more than ten days");
    assert_eq!(student("Ines")["problems"][0]["what"], "nothing");
    assert_eq!(student("gus")["problems"][0]["what"], "not-in-roster");
    let secret = fs::read_to_string(class.folder.path().join("seed")).unwrap();
    assert!(!whole_of(&class.folder.path().join("grades")).contains(&secret));

    // Undisturbed, it comes to the same, byte for byte.
    assert!(class.grade("others").status().unwrap().success());
    let gradebook = |out: &str| fs::read(class.folder.path().join(out).join("gradebook.json"));
    assert!(gradebook("others").unwrap() == gradebook("grades").unwrap());
}

/// All that is written in the files of a folder.
fn whole_of(folder: &Path) -> String {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(|entry| {
        let bytes = fs::read(entry.expect("it can be listed").path()).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    });
    files.collect()
}

#[test]
#[ignore = "takes minutes"]
fn no_attack_passes_and_none_leaves_anything() {
    let mut class = Class::new();
    class.keep_a_seed_secret();
    class.hostile(|_| true);
    assert!(class.grade("grades").status().unwrap().success());
    class.check("grades");
}
