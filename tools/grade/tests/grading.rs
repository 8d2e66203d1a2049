//! A small class is graded: every verdict as constructed, whatever happens to the grading, and whoever attacks it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What nobody may get to know.
const KEY: &str = "the key is 5417";

/// Attacks that are over at once: they are graded with the class.
const QUICK: [&str; 3] = ["03", "06", "18"];

fn root() -> PathBuf {
    course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it is in the course")
}

/// A class's folder, and the key that lies beside it.
struct Class {
    folder: tempfile::TempDir,
    /// For each student, the verdict that at least one requirement has to get, and the verdicts that all must be of.
    expected: BTreeMap<String, String>,
    /// What grading is told besides.
    options: Vec<OsString>,
}

impl Class {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        fs::write(folder.path().join("key"), KEY).expect("there is room");
        fs::create_dir(folder.path().join("handed")).expect("there is room");
        // Where work is done, and nothing is left. Programs are run as nobody, who has to get there.
        fs::create_dir(folder.path().join("work")).expect("there is room");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).expect("it is ours");
        Self { folder, expected: BTreeMap::new(), options: Vec::new() }
    }

    fn handed(&self) -> PathBuf {
        self.folder.path().join("handed")
    }

    fn hand_in(&mut self, student: &str, place: &str, text: &str, expected: &str) {
        let file = self.handed().join(student).join(place);
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("there is room");
        fs::write(file, text).expect("there is room");
        self.expected.insert(student.into(), expected.into());
    }

    fn corpus(&mut self, student: &str, file: &str, expected: &str) {
        let file = root().join("tests/submissions/threading/counter").join(file);
        let text = fs::read_to_string(file).expect("it is in the corpus");
        self.hand_in(student, "crates/threading/src/counter.rs", &text, expected);
    }

    /// The attacks of the hostile corpus that `wanted` takes, by their numbers.
    fn hostile(&mut self, wanted: impl Fn(&str) -> bool) {
        let folder = root().join("tests/submissions/hostile");
        for entry in fs::read_dir(folder).expect("it is in the course") {
            let path = entry.expect("it can be listed").path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            if !wanted(&name[..2]) {
                continue;
            }
            let text = fs::read_to_string(&path).expect("it can be read");
            let expected = text.lines().find_map(|line| line.strip_prefix("//! Expect: "));
            let expected = expected.expect("it says what it is to get").to_owned();
            let key = self.folder.path().join("key").display().to_string();
            let text = text.replace("@KEY@", &key);
            let text = text.replace("@ROOT@", &root().display().to_string());
            self.hand_in(&name, "counter.rs", &text, &expected);
        }
    }

    fn grade(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grade"));
        command
            .current_dir(root())
            .arg("grade")
            .arg(self.handed())
            .args(["--exercise", "counter", "--lang", "en", "--out"])
            .arg(self.folder.path().join(out))
            .args(&self.options)
            .env("TMPDIR", self.folder.path().join("work"))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    fn gradebook(&self, out: &str) -> Value {
        let path = self.folder.path().join(out).join("gradebook.json");
        serde_json::from_slice(&fs::read(path).expect("it was written")).expect("it is JSON")
    }

    /// Every verdict is as constructed, nobody got to know the key, and nothing is left.
    fn check(&self, out: &str) {
        let gradebook = self.gradebook(out);
        let students = gradebook["students"].as_array().expect("it lists students");
        for (name, expected) in &self.expected {
            let is_theirs = |it: &&Value| it["name"] == **name || it["entry"] == **name;
            let student = students.iter().find(is_theirs);
            let graded = &student.unwrap_or_else(|| panic!("{name:?} is missing"))["exercises"][0];
            let requirements = graded["requirements"].as_array().expect("it lists requirements");
            let verdicts: Vec<&str> =
                requirements.iter().map(|it| it["verdict"].as_str().unwrap_or("none")).collect();
            let all_pass = verdicts.iter().all(|verdict| *verdict == "pass");
            assert_eq!(all_pass, expected == "pass", "{name:?}: {verdicts:?}");
            assert!(verdicts.contains(&expected.as_str()), "{name:?}: {verdicts:?}");
            assert!(!verdicts.contains(&"box_error"), "{name:?}: {verdicts:?}");
        }
        let all =
            Command::new("grep").args(["-rlF", KEY]).arg(self.folder.path().join(out)).output();
        let all = String::from_utf8_lossy(&all.expect("grep can be run").stdout).into_owned();
        assert_eq!(all, "", "the key was read");
        for place in
            ["/tmp/left", "/dev/shm/left", "/var/tmp/left", "/dev/shm/hog-0", "/etc/ld.so.preload"]
        {
            assert!(!fs::exists(place).unwrap(), "{place}");
        }
        let left = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
            let program = fs::read_link(entry.path().join("exe")).ok()?;
            program.starts_with(self.folder.path()).then_some(program)
        });
        assert_eq!(left.collect::<Vec<_>>(), Vec::<PathBuf>::new());
        let left = fs::read_dir(self.folder.path().join("work")).unwrap().flatten();
        assert_eq!(left.map(|entry| entry.path()).collect::<Vec<_>>(), Vec::<PathBuf>::new());
    }
}

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
    fs::write(file("seed"), "sixteen bytes, or more").unwrap();
    for (option, value) in [("--roster", "roster.csv"), ("--secret-seed", "seed")] {
        class.options.extend([option.into(), file(value).into()]);
    }
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
    class.hostile(|_| true);
    assert!(class.grade("grades").status().unwrap().success());
    class.check("grades");
}
