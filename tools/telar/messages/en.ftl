# What `cargo telar` says. Sentences that can end in a cause begin with a small letter and have no
# full stop.

## Where the student stands

stand = { $solved } of { $all } exercises solved, { $points } of { $most } points.
state-failed = { $held } of { $all } requirements hold
state-undecided = { $held } of { $all } requirements hold, the rest this machine cannot tell
state-begun = { $held } of { $all } requirements hold, the rest is not judged
state-changed = changed since it was judged
next = Next: { $exercise }. { $goal }
next-read = Read   { $what }
next-edit = Edit   { $what }
next-test = Test   { $what }
all-solved = Everything is solved. Congratulations!

## Verdicts

held = { $held } of { $all } requirements hold.
hint = Hint { $number } of { $all }: { $hint }
more-evidence = The whole evidence: { $command }
more-hints = The next changed version that fails earns another hint.
again = Change { $file }, then run { $command }.
does-not-compile = { $file } does not compile; what rustc says stands above.
left-out = note: the file of `{ $left-out }` does not compile; `{ $exercise }` was built without it.
not-judged = the grader has not judged every requirement of `course.toml` (missing: { $requirements }); this is no fault of your program
grader-failed = failed to run the grader
grader-does-not-compile = the grader does not compile; this is no fault of your program, so restore `tests/` and `tools/` as they were

## While the student waits

building = building { $topic }
building-tool = building the program `{ $tool }`; the first time takes a minute
judging = judging { $exercise }
observing = observing { $program }, for { $seconds } s at most
exploring = exploring { $program }
replaying = replaying { $program }
comparing = measuring, by turns
comparing-observes = observing each once

## One schedule again

may-differ = Where the program may do the one or the other, this is no error; `--expect tidy` does not compare runs.
replay-it = Show it again: { $command }
replay-fine = Under the schedule { $what } nobody gets stuck, panics or leaves anything behind.
replay-same-steps = `{ $id }` fails again, in the same way and with the same steps.
replay-same-way = `{ $id }` fails again in the same way, though with other steps.
replay-before = This is the program as it was when that was recorded. It has changed since; what is known of it now stands at the end.
replay-changed = `{ $path }` has changed since that was recorded; so the schedules are tried anew, with what it is now:
replay-changed-judged = `{ $path }` has changed since that was recorded. Only the grader knows whether it is right now: run `cargo telar test`, or `cargo test` again.
replay-gone = `{ $path }` is not there any more; the copy that was kept with the recording was run.
not-kept = the failure could not be recorded

## The comparison

compare-python = { $version } ({ $program }), with its global lock (GIL).
compare-python-free = { $version } ({ $program }), without a global lock (GIL).
compare-no-python = There is no Python `{ $program }` here, so only Rust is compared. Install it (Debian, Ubuntu: `sudo apt install python3`), or name another one with `--python`.
compare-how = { $workers } workers at once against the same work one by one; the median of { $rounds ->
    [one] one round
   *[other] { $rounds } rounds
}, in brackets the least and the greatest. Python has less to compute than Rust, so compare within a language.
compare-busy = Rust's threads that compute are only { $times } times as fast as one after the other: this machine was busy with something else meanwhile, or has one processor; close what is running and compare again.
compare-gil = Python's threads that compute are { $times } times as fast as one after the other: the GIL lets one of them compute at a time.

## What keeps us from an answer

no-current-folder = failed to find out which folder this is
no-course = there is no `course.toml` in `{ $folder }` or in any folder above it; change to the course's folder first
bad-course = `course.toml` cannot be used until it is corrected
no-such-exercise = there is no exercise `{ $name }`; `cargo telar list` shows all
no-such-exercise-but = there is no exercise `{ $name }`; did you mean `{ $nearest }`? (`cargo telar list` shows all)
no-such-exercise-for-a-program = there is no exercise `{ $name }`; if it is a program, put two dashes before it: `cargo telar { $command } -- { $name }`
nothing-to-observe = say what to observe: an exercise, or `--` and a program
nothing-to-explore = say what to explore: an exercise, or `--` and a program
no-such-schedule = `{ $what }` is no schedule of a program; give a seed, as 17, or a name, as hold-and-wait (a recording is replayed without naming a program)
schedule-of-what = the schedule `{ $what }` of which program? name an exercise, or `--` and a program, behind it
no-such-recording = there is no recording `{ $name }`; `cargo telar explore` makes one of each failure that it finds
no-such-recording-but = there is no recording `{ $name }`; the newest is `{ $newest }`
damaged-recording = `{ $path }` is no recording that can be read; explore the program again
program-gone = neither the program of `{ $id }` nor its copy is there any more; explore it again: `{ $command }`
replay-differs = `{ $id }` does not fail again: something besides the program has changed (files, variables), or this tool is at fault; explore it again
no-home = there is no folder to keep recordings in; set `XDG_STATE_HOME` or `HOME`
no-input = failed to read standard input
not-explored = failed to explore `{ $program }`
cannot-write = failed to write `{ $path }`
cannot-start = failed to start `{ $program }`
no-such-program = there is no program `{ $program }`; give its path, or a name that `PATH` leads to
not-executable = `{ $program }` may not be executed; `chmod +x` allows it
not-permitted = no program can be observed here; where ptrace is allowed it can (Linux outside of a restricted container)
not-observed = failed to observe `{ $program }`
not-measured = failed to measure
no-cargo = failed to run `{ $program }`; the variable `CARGO` or else `PATH` must lead to cargo
cargo-failed = cargo cannot build here: { $complaint }
tool-does-not-compile = the program `{ $tool }` does not compile; restore `tools/` as it was
no-overlay = failed to set up a build of `{ $topic }` without the files that do not compile

## A command line that cannot be understood

usage-no-such-command = there is no command `{ $command }`; `cargo telar --help` shows all
usage-no-such-command-but = there is no command `{ $command }`; did you mean `{ $nearest }`? (`cargo telar --help` shows all)
usage-no-such-option = `{ $option }` cannot stand here; `--help` shows what can, and what is for a program stands behind ` -- `
usage-no-such-option-but = there is no option `{ $option }`; did you mean `{ $nearest }`? (what is for a program stands behind ` -- `)
usage-wrong-value = `{ $option }` cannot be `{ $value }`; it can be: { $right }
usage-no-value = `{ $option }` needs a value; `--help` shows which
usage-missing = something is missing: { $argument }; `--help` shows how it is written
usage-conflict = `{ $option }` is given twice, or beside something that excludes it
usage-not-utf8 = an argument is not UTF-8, and can be neither a name nor a program's argument here

## Help

help-word-usage = Usage
help-word-commands = Commands
help-word-arguments = Arguments
help-word-options = Options
help-value-lang = en|es
help-value-format = text|json
help-value-timeline = FILE.svg
help-value-trace = FILE.json
help-value-detail = full|lines
help-value-order = ORDER
help-value-deadline = SECONDS
help-value-schedules = N
help-value-seed = SEED
help-value-scheduler = SCHEDULER
help-value-directed = N
help-value-adversary = LIST
help-value-expect = LIST
help-value-steps = N
help-value-what = SEED|RECORDING
help-value-exercise = EXERCISE
help-value-command = PROGRAM
help-value-args = ARGS
help-value-names = EXERCISE|TOPIC
help-value-words = …
help-value-rounds = N
help-value-workers = N
help-value-python = PROGRAM
help-value-timelines = FOLDER
help-value-shell = SHELL
help-lang = Language: en or es (else TELAR_LANG decides, else the locale)
help-help = Show this help
help-version = Show the version
help-usage =
    cargo telar [OPTIONS]
           cargo telar [OPTIONS] COMMAND
help-about = Shows where you stand in the course, and runs, observes, explores and tests your exercises
help-more = { "" }
help-after =
    Examples:
      cargo telar                              where you stand, and what comes next
      cargo telar test three-threads           the verdict on one exercise, with evidence
      cargo telar run three-threads            just run it
      cargo telar observe three-threads        what your program did, as a story
      cargo telar explore three-threads        the same under many schedules
      cargo telar observe -- sh -c 'yes | head -1'

    Each command has more help: cargo telar observe --help

    Exit status:
      0  all well
      1  something is not right yet: a requirement does not hold, a program failed
      2  the command line is wrong, or the tool itself failed
      3  this machine does not let the tool tell

help-list-usage = cargo telar list [OPTIONS]
help-list-about = Lists the exercises in the order in which they are taught
help-list-more =
    { "" }
    The marks: ✓ solved, ✗ a requirement does not hold, ? this machine cannot tell,
    · not judged since it was changed.
    { "" }
help-list-format = text (the default) or json
help-list-after =
    Example:
      cargo telar list --format json | jq '.exercises[] | select(.state != "solved") | .exercise'

help-run-usage = cargo telar run [OPTIONS] EXERCISE [-- ARGS…]
help-run-about = Builds an exercise and runs it plainly, with nobody watching
help-run-more = { "" }
help-run-exercise = Which exercise
help-run-args = The program's own options
help-run-solution = Run the reference solution instead of your own
help-run-after =
    Examples:
      cargo telar run three-threads
      cargo telar run three-threads -- --workers 2 --pause-ms 100
      cargo telar run three-threads -- --help

    The exit status is the program's own; 1 when it does not compile, 2 as everywhere.

help-observe-usage =
    cargo telar observe [OPTIONS] EXERCISE [-- ARGS…]
           cargo telar observe [OPTIONS] -- PROGRAM [ARGS…]
help-observe-about = Runs a program and tells what it did
help-observe-more =
    { "" }
    The witness watches from outside: which threads and processes lived, who wrote
    which line, who waited for whom, what was left behind. It can be any program, and
    needs no preparation. It reads this command's standard input.
    { "" }
help-observe-exercise = One of your exercises
help-observe-command = Any program, with its arguments; after an exercise, the exercise's options
help-observe-format = text (the default), a story; or json, the whole report (docs/run-report.md)
help-observe-timeline = Also draw the run as a picture
help-observe-trace = Also write a trace that ui.perfetto.dev shows
help-observe-detail = full (the default); or lines: only output and lifetimes, which disturbs less
help-observe-order = Who goes first where it is left to chance: natural (the default); creator-first: a new thread or process waits until its creator waits; starve:K: the new one number K, counted from 0 (starve:1 is the second), waits until nobody else can go on; oversleep:K: it does not wake from its first sleep before that
help-observe-deadline = End the program after this many seconds (default: 60)
help-observe-clear-env = Start the program without this shell's environment variables
help-observe-solution = Observe the reference solution instead of your own
help-observe-after =
    Examples:
      cargo telar observe three-threads -- --workers 2 --pause-ms 1
      cargo telar observe --order starve:1 three-threads
      cargo telar observe --timeline run.svg --trace run.json -- python3 -u threads.py
      cargo telar observe --format json -- make | jq .peak_processes

    Exit status:
      0  the program ended by itself, with exit code 0
      1  it failed, was ended by a signal, got stuck, came to a limit; or it does
         not compile
      2  the command line is wrong, there is no such program, or the tool failed
      3  this machine does not let one program observe another

help-explore-usage =
    cargo telar explore [OPTIONS] EXERCISE [-- ARGS…]
           cargo telar explore [OPTIONS] -- PROGRAM [ARGS…]
help-explore-about = Runs a program under many schedules, and tells what is wrong
help-explore-more =
    { "" }
    Who goes on, and when, is decided for each step; first as in well-known bad cases,
    then by seeds. Sleeps and time-outs cost no time. The first schedule that fails
    ends it, is made as short as it can be, and recorded. Best for Rust programs that
    are built without optimisation; of others, only system calls are steps.
    { "" }
help-explore-exercise = One of your exercises
help-explore-command = Any program, with its arguments; after an exercise, the exercise's options
help-explore-schedules = How many seeds to try (default: 64)
help-explore-seed = The first of them (default: 0)
help-explore-scheduler = One way for all seeds, in place of the usual mix: random; pct:D (priorities, with D-1 changes); sticky; steered; or canonical: no seeds, only the schedules that are the same for every program
help-explore-directed = How many directed schedules to try at most: the plain run with one thing changed (default: 64)
help-explore-adversary = What the system may do to the program in each schedule: short-reads, spurious (wake-ups), hostile-clock, kill, panic, with commas; or none. Default: the first three, for every other seed
help-explore-expect = What is expected, with commas: exit=N, or any-exit (else it must end as in its first run); panic: it may; tidy: nobody is left behind; same-story: each run tells the first one's. Default for exercises: tidy,same-story
help-explore-steps = End a run after this many steps, as one that has no end (default: 20000)
help-explore-deadline = End a run after this many seconds (default: 10)
help-explore-clear-env = Start the program without this shell's environment variables
help-explore-log = Also show every step of the schedule that fails
help-explore-format = text (the default); or json, all that is known (docs/explore-report.md)
help-explore-solution = Explore the reference solution instead of your own
help-explore-after =
    Examples:
      cargo telar explore three-threads -- --workers 2
      cargo telar explore --schedules 1000 --adversary spurious -- target/debug/bank
      cargo telar explore --expect any-exit,panic -- python3 -u threads.py
      cargo telar explore --format json -- target/debug/bank | jq .failure.finding

    Exit status:
      0  nothing wrong was found
      1  a schedule fails; or the exercise does not compile
      2  the command line is wrong, there is no such program, or the tool failed
      3  a schedule fails, but proves nothing; or this machine does not let one
         program observe another

help-replay-usage =
    cargo telar replay [OPTIONS] RECORDING
           cargo telar replay [OPTIONS] SEED EXERCISE [-- ARGS…]
           cargo telar replay [OPTIONS] SEED -- PROGRAM [ARGS…]
help-replay-about = Runs one schedule again: one that failed, or that of a seed
help-replay-more =
    { "" }
    `cargo telar explore` records each failure with a copy of the program, and says
    how it is called. If the program has changed since, the copy is replayed and the
    new one explored.
    { "" }
help-replay-what = A recording, by its name or its file; before a program, a seed or the name of a canonical schedule: first, newest, reverse, round-robin, main-starved, hold-and-wait, store-last, relock-last, try-last, starve:K
help-replay-exercise = One of your exercises
help-replay-command = Any program, with its arguments; after an exercise, the exercise's options
help-replay-timeline = Also draw the run as a picture
help-replay-log = Show every step
help-replay-scheduler = For a seed: random, pct:D, sticky or steered in place of its own scheduler
help-replay-adversary = For a seed, as for `explore`: short-reads, spurious, hostile-clock, kill, panic; or none
help-replay-expect = For a program, as for `explore`: exit=N, any-exit, panic, tidy, same-story
help-replay-steps = For a program: end the run after this many steps (default: 20000)
help-replay-deadline = For a program: end the run after this many seconds (default: 10)
help-replay-clear-env = Start the program without this shell's environment variables
help-replay-format = text (the default); or json (docs/explore-report.md)
help-replay-solution = Run the reference solution instead of your own
help-replay-after =
    Examples:
      cargo telar replay bank-1f3c9a07 --timeline run.svg
      cargo telar replay 17 three-threads
      cargo telar replay hold-and-wait --log -- target/debug/bank

    Exit status:
      0  nothing is wrong with the run; or the program has changed, and nothing
         wrong was found in the new one
      1  it fails; or the exercise does not compile
      2  the command line is wrong, there is no such recording or program, the tool
         failed, or a recording does not fail again
      3  it fails, but that proves nothing; or this machine does not let one program
         observe another

help-test-usage = cargo telar test [OPTIONS] [EXERCISE|TOPIC]…
help-test-about = Judges exercises by what their programs do
help-test-more =
    { "" }
    Shows for each requirement whether it holds; if not, what the program did, the
    likely cause, and where to read on. Another exercise that does not compile does
    not stand in the way.
    { "" }
help-test-all = Show the evidence for every requirement that does not hold, not only for the first
help-test-names = Which exercises; of a topic, all; without any name, all there are
help-test-after =
    Examples:
      cargo telar test three-threads
      cargo telar test threading ipc

    Hints come one by one: each changed version that fails earns the next.

    Exit status:
      0  every requirement holds
      1  a requirement does not hold or is not written yet, or an exercise does not
         compile
      2  the command line is wrong, or the tool itself failed; nothing is said about
         the exercise
      3  no requirement is known to fail, but this machine cannot tell all of them

help-compare-usage = cargo telar compare [OPTIONS]
help-compare-about = Compares threads and processes, Python and Rust, on this machine
help-compare-more =
    { "" }
    Two programs, book/listings/python/compare.py and src/bin/compare.rs, compute and
    wait with threads and with processes. They run by turns, and are measured against
    the same work done one part after the other. Then each is observed once: so one
    sees who ran and who waited. It takes about a minute.
    { "" }
help-compare-rounds = How often each is measured, after once to warm up (default: 9)
help-compare-workers = How many threads or processes (default: one for each processor, from 2 to 4)
help-compare-python = Which Python (default: python3)
help-compare-timelines = Also draw each as a picture, into this folder
help-compare-format = text (the default); or json, every measurement (docs/run-report.md)
help-compare-after =
    Examples:
      cargo telar compare
      cargo telar compare --rounds 3 --timelines pictures
      cargo telar compare --python python3.13t

    Exit status:
      0  it was compared; without a Python, Rust alone
      1  the program in Rust does not compile
      2  the command line is wrong, or the tool itself failed
      3  this machine does not let one program observe another

help-book-usage =
    cargo telar book [--open] [--serve]
           cargo telar book check|agree|record [NAME]…
help-book-about = Builds the course's book, in English and Spanish
help-book-more =
    { "" }
    The book is written to target/book and needs nothing else: open its index.html,
    or put the folder on any web server. What must not be published is refused, with
    file, line and way out: code that no test runs, a link that leads nowhere, a
    section that was changed in one language only.
    { "" }
help-book-words = Without any: build. --open also opens the book in the browser; --serve serves it at 127.0.0.1 and builds it anew whenever a page changes (--port N chooses where); check only says what is wrong, with the pages named or with all; agree notes that both languages of a page or section say the same; record runs anew what the pages show
help-book-after =
    Examples:
      cargo telar book --open
      cargo telar book --serve --open
      cargo telar book check threading.md
      cargo telar book agree threading.md#source
      cargo telar book record threads-python

    Exit status:
      0  the book is built; or what was asked for is done
      1  something in the book must be mended first; the last good book stays
      2  the command line is wrong, or the tool itself failed

help-grade-usage = cargo telar grade SUBMISSIONS --out GRADES [OPTIONS]
help-grade-about = For instructors: grades a folder of submissions, each program in a box
help-grade-more =
    { "" }
    SUBMISSIONS has an entry for each student: a folder, a zip, a tar.gz. Only the exercises'
    files in it count. What has been found out is kept in GRADES/ledger.jsonl; the same
    command, called again, grades what is missing there. docs/grading.md tells more.
    { "" }
help-grade-words = --out GRADES, the folder for ledger and reports; --topic NAME, --exercise NAME, only these; --jobs N, how many are judged at once; --shard K/N, only one of N parts; --roster CSV, who is in the class; --due TIME and --late RULE, such as 2026-12-01T23:59 and "10%/day,3 grace"; --secret-seed FILE, other schedules than the students' own; --engine slurm, by a cluster's jobs; --known GRADES, what need not be found again; --visibility [EXERCISE[::REQUIREMENT]=]LEVEL, when students see it: visible, after_due_date, after_published, hidden; --unboxed, trust everybody's code
help-grade-after =
    Examples:
      cargo telar grade handed-in --out grades
      cargo telar grade handed-in --out grades --topic threading --jobs 8

    Exit status:
      0  everything is graded
      2  something keeps it from being graded; nothing that was finished is lost

help-regrade-usage = cargo telar regrade BEFORE SUBMISSIONS --out GRADES [OPTIONS]
help-regrade-about = For instructors: grades anew into another folder, and says what has changed for whom
help-regrade-more =
    { "" }
    For when a grader has changed. The grades in BEFORE stay as they are.
    { "" }
help-regrade-words = The folder of the grades that there are, then what `grade` is told
help-regrade-after =
    Example:
      cargo telar regrade grades handed-in --out grades-2

help-merge-usage = cargo telar merge OUT GRADES…
help-merge-about = For instructors: makes one folder of grades of those of several machines
help-merge-more =
    { "" }
    Each of GRADES was filled by `grade --shard K/N`, with the same course and the same options.
    { "" }
help-merge-words = The folder to be made, then the folders of the parts
help-merge-after =
    Example:
      cargo telar merge grades part-1 part-2

help-report-usage = cargo telar report GRADES
help-report-about = For instructors: writes the reports anew from the ledger
help-report-more =
    { "" }
    gradebook.json, moodle.csv, canvas.csv, junit.xml, and for each student what Gradescope,
    PrairieLearn and GitHub Classroom read, with the evidence.
    { "" }
help-report-words = The folder that `grade --out` has filled
help-report-after =
    Example:
      cargo telar report grades

help-similar-usage = cargo telar similar SUBMISSIONS --out GRADES [OPTIONS]
help-similar-about = For instructors: says which files of a class are alike, side by side
help-similar-more =
    { "" }
    Names, numbers, comments and layout make no difference, and what the starter says does not count.
    A likeness is a reason to look, never a proof. Nothing leaves the machine.
    { "" }
help-similar-words = --out GRADES, the folder for similarity.html; --topic NAME, --exercise NAME, only these; --pairs N, of how many there is a page
help-similar-after =
    Example:
      cargo telar similar handed-in --out grades --exercise counter

help-autograder-usage = cargo telar autograder PLATFORM --out FOLDER [OPTIONS]
help-autograder-about = For instructors: writes a folder that makes a platform grade by itself
help-autograder-more =
    { "" }
    PLATFORM is gradescope, prairielearn or github. README.md in FOLDER tells what to do with it.
    { "" }
help-autograder-words = --out FOLDER, the folder to be made; --topic NAME, --exercise NAME, only these; --visibility [EXERCISE[::REQUIREMENT]=]LEVEL, when students see it: visible, after_due_date, after_published, hidden; --repository OWNER/NAME, for github: where the course is
help-autograder-after =
    Examples:
      cargo telar autograder gradescope --out autograder --exercise counter
      cargo telar autograder github --out classroom --topic threading --visibility counter=hidden

help-doctor-usage = cargo telar doctor
help-doctor-about = For instructors: says what this machine can enforce on programs that nobody vouches for
help-doctor-more =
    { "" }
    Each part of a box is tried. Where one is missing, nothing is graded unless `--unboxed` is said.
    { "" }
help-doctor-words = Nothing
help-doctor-after =
    Exit status:
      0  everything works
      1  something is missing

help-box-usage = cargo telar box PROGRAM [ARGS…]
help-box-about = For instructors: runs one program in a box, to try it
help-box-more =
    { "" }
    The current folder can be seen in the box, and not written; of the machine, only /usr is there.
    { "" }
help-box-words = The program and its arguments
help-box-after =
    Examples:
      cargo telar box ls -la /
      cargo telar box ./suspicious

help-completions-usage = cargo telar completions [OPTIONS] SHELL
help-completions-about = Writes a script that teaches your shell to complete the command
help-completions-more = { "" }
help-completions-shell = bash, elvish, fish, powershell or zsh
help-completions-after =
    Example:
      cargo install --path tools/telar
      telar completions bash >> ~/.bashrc
