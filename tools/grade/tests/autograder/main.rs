//! The autograders' folders, tried where their platforms are not: each is written, and its scripts grade submissions that
//! lie where the platform would have put them. What comes of that is read as strictly as the platform's format is.

mod written;
mod formats;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use formats::{Github, Gradescope, Prairielearn, Status};
use written::{BROKEN, Handed, RIGHT, WRONG, Written, root, words};

/// A requirement that no student is to see, its name as students see it, and what its sentence begins with.
const HIDDEN: &str = "counter::is_right_under_every_schedule";
const HIDDEN_NAME: &str = "counter: is_right_under_every_schedule";
const HIDDEN_SENTENCE: &str = "Under every schedule";

#[test]
fn gradescope_reads_what_its_autograder_leaves() {
    let written = Written::new("gradescope", &["--visibility", &format!("{HIDDEN}=hidden")]);
    let grade = |handed: &Handed| {
        written.hand_in("submission", handed);
        let (text, words) =
            written.results(&mut written.script(&written.path("source/run_autograder")));
        (Gradescope::read(&text), text, words)
    };
    let (right, ..) = grade(&RIGHT);
    assert_eq!((right.score, right.passed()), (10.0, right.tests.len()));

    let (wrong, text, words) = grade(&WRONG);
    assert!(wrong.score < 10.0 && wrong.passed() > 0, "{text}");
    let hidden = wrong.tests.iter().find(|it| it.visibility == "hidden").unwrap();
    let shown = (hidden.name.as_str(), hidden.status, hidden.output.as_str());
    assert_eq!(shown, (HIDDEN_NAME, Status::Failed, ""));
    // Instructors see what is printed, and find there what students do not see.
    assert!(words.contains(HIDDEN_SENTENCE), "{words}");
    assert!(!text.contains(HIDDEN_SENTENCE), "{text}");

    // A secret seed counts, if it is one.
    let seed = written.path("source/seed");
    fs::write(&seed, "sixteen bytes, or more").unwrap();
    assert_eq!(grade(&RIGHT).0.passed(), right.tests.len());
    fs::write(&seed, "short").unwrap();
    assert!(grade(&RIGHT).0.output.contains("fewer than 16 bytes"));
    fs::remove_file(&seed).unwrap();

    let (empty, ..) = grade(&Handed::Nothing);
    assert_eq!((empty.score, empty.passed(), empty.tests.len()), (0.0, 0, 1));
    assert!(empty.output.contains("no exercise's file"), "{}", empty.output);

    let (broken, text, _) = grade(&BROKEN);
    assert_eq!((broken.score, broken.passed()), (0.0, 0));
    assert!(broken.tests[0].output.contains("error"), "{text}");
}

#[test]
fn prairielearn_reads_what_its_autograder_leaves() {
    let written =
        Written::new("prairielearn", &["--visibility", &format!("{HIDDEN}=after_due_date")]);
    let grade = |handed: &Handed| {
        written.hand_in("student", handed);
        let (text, _) = written.results(&mut written.script(&written.path("source/run.sh")));
        assert!(!text.contains(HIDDEN_SENTENCE), "{text}");
        Prairielearn::read(&text)
    };
    let right = grade(&RIGHT);
    assert_eq!((right.gradable, right.score), (true, Some(1.0)));
    let wrong = grade(&WRONG);
    assert!(wrong.gradable && wrong.score.unwrap() < 1.0);
    let hidden = wrong.tests.iter().find(|it| it.name == HIDDEN_NAME).unwrap();
    assert_eq!((hidden.points, hidden.message.as_str()), (0.0, ""));
    for (handed, why) in [(Handed::Nothing, "no exercise's file"), (BROKEN, "error")] {
        let nothing = grade(&handed);
        assert_eq!((nothing.gradable, nothing.score), (false, None));
        assert!(nothing.format_errors[0].contains(why), "{nothing:?}");
    }
}

#[test]
fn github_reads_what_its_workflow_leaves() {
    let written = Written { room: tempfile::tempdir().unwrap() };
    let script = root().join("tools/grade/platforms/github/classroom.sh");
    let grade = |handed: &Handed| {
        written.hand_in("student", handed);
        let [output, summary] = ["output", "summary"].map(|it| written.path(it));
        for file in [&output, &summary] {
            fs::write(file, "before=1\n").unwrap();
        }
        let run = written
            .script(&script)
            .arg("student")
            .env("GITHUB_OUTPUT", &output)
            .env("GITHUB_STEP_SUMMARY", &summary)
            .env("TELAR_FIRST", "{}")
            .env("TELAR_CHOICE", format!("--exercise counter --visibility {HIDDEN}=hidden"))
            .env("TELAR_LANG", "en")
            .env("TELAR_UNBOXED", "no")
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", words(&run));
        let (before, result) = formats::outputs(&written.read("output"));
        assert_eq!(before, "before=1");
        let summary = written.read("summary");
        (Github::read(&result), summary.strip_prefix("before=1\n").unwrap().to_owned(), words(&run))
    };
    let (right, summary, _) = grade(&RIGHT);
    assert_eq!((right.status.as_str(), right.score()), ("pass", 10.0));
    assert!(summary.contains("10.00 / 10"), "{summary}");
    let (wrong, summary, log) = grade(&WRONG);
    assert_eq!(wrong.status, "fail");
    let hidden = wrong.tests.iter().find(|it| it.name == HIDDEN_NAME).unwrap();
    assert_eq!((hidden.status.as_str(), hidden.message.as_str()), ("fail", ""));
    assert!(summary.contains("<p>❌ is_right_under_every_schedule</p>"), "{summary}");
    assert!(!summary.contains(HIDDEN_SENTENCE) && !log.contains(HIDDEN_SENTENCE), "{summary}{log}");
    let (empty, ..) = grade(&Handed::Nothing);
    assert_eq!((empty.status.as_str(), empty.score(), empty.max_score), ("fail", 0.0, 10.0));
    let (broken, summary, log) = grade(&BROKEN);
    assert_eq!((broken.status.as_str(), broken.score()), ("fail", 0.0));
    assert!(summary.contains("<pre>") && !summary.contains("<script"), "{summary}");
    assert!(summary.lines().all(|line| line.starts_with('<')), "{summary}");
    // Whatever is printed stands between the two commands.
    let token = log.lines().next().unwrap().strip_prefix("::stop-commands::").unwrap();
    assert!(token.len() >= 32 && log.trim_end().ends_with(&format!("\n::{token}::")), "{log}");
}

#[test]
fn a_folder_holds_the_course_as_git_has_it_and_no_more() {
    let written = Written::new("gradescope", &["--visibility", "after_published"]);
    let tracked = Command::new("git").arg("-C").arg(root()).arg("ls-files").output().unwrap();
    let tracked = String::from_utf8(tracked.stdout).unwrap();
    let copy = written.path("source/course");
    let mut count = 0;
    for path in tracked.lines().filter(|path| !path.starts_with('"') && root().join(path).exists())
    {
        assert!(copy.join(path).is_file(), "{path} is missing");
        count += 1;
    }
    assert!(count > 1000, "{count}");
    assert!(!copy.join(".git").exists() && !copy.join("target").exists());
    assert!(fs::read_dir(written.room.path()).unwrap().count() == 1, "something is left");

    let settings = written.read("source/settings.sh");
    assert!(settings.contains("\"--exercise counter --visibility after_published\""), "{settings}");
    for script in ["setup.sh", "run_autograder", "grade.sh"] {
        let mode = fs::metadata(written.path("source").join(script)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{script}");
    }
    // A second time, there is something already.
    let again = Command::new(env!("CARGO_BIN_EXE_grade"))
        .current_dir(root())
        .args(["autograder", "gradescope", "--out"])
        .arg(written.path("source"))
        .output()
        .unwrap();
    assert!(!again.status.success() && words(&again).contains("name another folder"));
}

#[test]
fn every_script_is_one_and_no_place_in_a_template_is_left_empty() {
    let folder = root().join("tools/grade/platforms");
    for script in [
        "setup.sh",
        "grade.sh",
        "gradescope/run_autograder",
        "prairielearn/run.sh",
        "github/classroom.sh",
    ] {
        let output = Command::new("bash").arg("-n").arg(folder.join(script)).output().unwrap();
        assert!(output.status.success(), "{script}: {}", words(&output));
        if let Ok(output) =
            Command::new("shellcheck").arg("-x").arg(script).current_dir(&folder).output()
        {
            assert!(output.status.success(), "{script}: {}", words(&output));
        }
    }
    let workflow = workflow();
    let all = [
        Written::new("gradescope", &[]).read("source/settings.sh"),
        Written::new("prairielearn", &[]).read("source/settings.sh"),
    ];
    for text in all.iter().chain(workflow.iter()) {
        let words = text.split('@').filter(|word| word.chars().all(|c| c.is_ascii_uppercase()));
        assert_eq!(words.collect::<Vec<_>>(), Vec::<&str>::new(), "{text}");
    }
    let info = Written::new("prairielearn", &[]).read("source/info.json");
    formats::check_info(&info);
}

/// The workflow, when the course is as it was committed; otherwise it is refused, and that is checked.
fn workflow() -> Option<String> {
    let room = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_grade"))
        .current_dir(root())
        .args(["autograder", "github", "--repository", "school/telar", "--out"])
        .arg(room.path().join("source"))
        .output()
        .unwrap();
    if !output.status.success() {
        assert!(words(&output).contains("commit and push them first"), "{}", words(&output));
        return None;
    }
    let text = room.path().join("source/.github/workflows/classroom.yml");
    let text = fs::read_to_string(text).unwrap();
    assert!(text.contains("repository: 'school/telar'"), "{text}");
    let first = text.lines().find_map(|line| line.trim().strip_prefix("TELAR_FIRST: '")).unwrap();
    Github::read(&first.strip_suffix('\'').unwrap().replace("''", "'"));
    Some(text)
}

#[test]
fn results_are_there_even_when_the_grader_is_not() {
    for (platform, script) in
        [("gradescope", "source/run_autograder"), ("prairielearn", "source/run.sh")]
    {
        let written = Written::new(platform, &[]);
        let mut run = written.script(&written.path(script));
        let (text, _) = written.results(run.env("TELAR_GRADE", "/nowhere/grade"));
        assert!(text.contains("no fault of yours") && text.contains("was stopped"), "{text}");
        match platform {
            "gradescope" => assert_eq!(Gradescope::read(&text).score, 0.0),
            _ => assert!(!Prairielearn::read(&text).gradable),
        }
    }
}

#[test]
fn where_boxes_are_forbidden_nothing_is_graded_unless_that_was_said() {
    let written = Written::new("gradescope", &[]);
    written.hand_in("submission", &WRONG);
    // As in a container: no namespace can be made in here.
    let grade = || {
        let mut inside = Command::new("bwrap");
        inside
            .args(["--dev-bind", "/", "/", "--unshare-user", "--disable-userns", "bash"])
            .arg(written.path("source/run_autograder"))
            .env("TELAR_BASE", written.room.path())
            .env("TELAR_COURSE", root())
            .env("TELAR_GRADE", env!("CARGO_BIN_EXE_grade"));
        Gradescope::read(&written.results(&mut inside).0)
    };
    let refused = grade();
    assert_eq!((refused.score, refused.tests.len()), (0.0, 0));
    for word in ["no fault of yours", "can't confine programs", "TELAR_UNBOXED=yes", "settings.sh"]
    {
        assert!(refused.output.contains(word), "{}", refused.output);
    }
    let settings =
        written.read("source/settings.sh").replace("TELAR_UNBOXED=no", "TELAR_UNBOXED=yes");
    fs::write(written.path("source/settings.sh"), settings).unwrap();
    let unboxed = grade();
    assert!(unboxed.passed() > 0 && unboxed.score < 10.0, "{unboxed:?}");
    assert!(unboxed.output.contains("not run in a box"), "{}", unboxed.output);
    assert!(!unboxed.extra_data.unwrap().boxed);
}

#[test]
fn only_what_is_lacking_is_installed() {
    let written = Written::new("gradescope", &[]);
    let programs = written.path("programs");
    fs::create_dir(&programs).unwrap();
    // `cc` and `ld` are what rustc links with.
    let needed = [
        "bash", "cut", "dirname", "env", "git", "head", "id", "sed", "sort", "cargo", "rustc",
        "cc", "ld",
    ];
    let path = std::env::var_os("PATH").unwrap();
    let find =
        |name: &str| std::env::split_paths(&path).map(|it| it.join(name)).find(|it| it.is_file());
    let link = |name: &str| {
        let program = find(name).unwrap_or_else(|| panic!("there is no `{name}`"));
        std::os::unix::fs::symlink(program, programs.join(name)).unwrap();
    };
    needed.iter().for_each(|name| link(name));
    let log = written.path("installed");
    let fake = |name: &str, text: String| {
        fs::write(programs.join(name), format!("#!{}\n{text}\n", find("bash").unwrap().display()))
            .unwrap();
        fs::set_permissions(programs.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    };
    fake("apt-get", format!("echo \"$*\" >> '{}'", log.display()));
    fake("sudo", "\"$@\"".into());
    let setup = || {
        let mut setup = written.script(&written.path("source/setup.sh"));
        let output = setup.env("PATH", &programs).output().unwrap();
        assert!(output.status.success(), "{}", words(&output));
    };
    setup();
    let installed = fs::read_to_string(&log).unwrap();
    assert_eq!(installed, "update\ninstall -y --no-install-recommends bubblewrap\n");
    // And with everything there, nothing.
    fs::remove_file(&log).unwrap();
    link("bwrap");
    setup();
    assert!(!log.exists());
}
