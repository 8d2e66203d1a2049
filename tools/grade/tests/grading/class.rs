//! A class that is made up, and what its gradebook has to say.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What nobody may get to know.
const KEY: &str = "the key is 5417";

pub fn root() -> PathBuf {
    course::find_root(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("it is in the course")
}

/// A class's folder, and the key that lies beside it.
pub struct Class {
    pub folder: tempfile::TempDir,
    /// For each student, the verdict that at least one requirement has to get, and the verdicts that all must be of.
    pub expected: BTreeMap<String, String>,
    /// What grading is told besides.
    pub options: Vec<OsString>,
}

impl Class {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room");
        fs::write(folder.path().join("key"), KEY).expect("there is room");
        fs::create_dir(folder.path().join("handed")).expect("there is room");
        // Where work is done, and nothing is left. Programs are run as nobody, who has to get there.
        fs::create_dir(folder.path().join("work")).expect("there is room");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).expect("it is ours");
        Self { folder, expected: BTreeMap::new(), options: Vec::new() }
    }

    /// Without one, an attack may know what is asked.
    pub fn keep_a_seed_secret(&mut self) {
        let seed = self.folder.path().join("seed");
        fs::write(&seed, "sixteen bytes, or more").expect("there is room");
        self.options.extend(["--secret-seed".into(), seed.into()]);
    }

    pub fn handed(&self) -> PathBuf {
        self.folder.path().join("handed")
    }

    pub fn hand_in(&mut self, student: &str, place: &str, text: &str, expected: &str) {
        let file = self.handed().join(student).join(place);
        fs::create_dir_all(file.parent().expect("it is in a folder")).expect("there is room");
        fs::write(file, text).expect("there is room");
        self.expected.insert(student.into(), expected.into());
    }

    pub fn corpus(&mut self, student: &str, file: &str, expected: &str) {
        let file = root().join("tests/submissions/threading/counter").join(file);
        let text = fs::read_to_string(file).expect("it is in the corpus");
        self.hand_in(student, "crates/threading/src/counter.rs", &text, expected);
    }

    /// The attacks of the hostile corpus that `wanted` takes, by their numbers.
    pub fn hostile(&mut self, wanted: impl Fn(&str) -> bool) {
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

    pub fn grade(&self, out: &str) -> Command {
        let mut command = self.grade_all(out);
        command.args(["--exercise", "counter"]);
        command
    }

    pub fn grade_all(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grade"));
        command
            .current_dir(root())
            .arg("grade")
            .arg(self.handed())
            .args(["--lang", "en", "--out"])
            .arg(self.folder.path().join(out))
            .args(&self.options)
            .env("TMPDIR", self.folder.path().join("work"))
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        command
    }

    pub fn gradebook(&self, out: &str) -> Value {
        let path = self.folder.path().join(out).join("gradebook.json");
        serde_json::from_slice(&fs::read(path).expect("it was written")).expect("it is JSON")
    }

    /// Every verdict is as constructed, nobody got to know the key, and nothing is left.
    pub fn check(&self, out: &str) {
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
