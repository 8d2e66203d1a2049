# What instructors are told.

summary-students = { $count ->
    [one] One submission.
   *[other] { $count } submissions.
  }
summary-exercise = { $exercise }: { $whole } of { $handed } with all points
summary-doubtful = { $student }: somebody has to look at { $count ->
    [one] one requirement
   *[other] { $count } requirements
  } that could not be decided
summary-problems = { $student }: { $problems }

problem-damaged = the archive is damaged ({ $about })
problem-too-much = there is more in it than is looked at
problem-too-large = `{ $about }` is too large
problem-not-text = `{ $about }` is not text in UTF-8
problem-not-regular = `{ $about }` is a link, a device or the like
problem-empty = there is no exercise's file in it
problem-twice = `{ $about }` is the same student's; it was not graded
problem-not-in-roster = nobody in the roster is called so
problem-ambiguous = it could be of several in the roster ({ $about })
problem-nothing = nothing was handed in
late = { $days ->
    [one] a day late
   *[other] { $days } days late
  }{ $percent ->
    [0] {""}
   *[other] , which takes off { $percent } %
  }

said-not-handed-in = Nothing was handed in for this exercise.
said-timeout = Judging this took too long and was stopped.
said-compile-timeout = The compiler took too long or too much memory for this file and was stopped.
said-box-error = The grader gave no verdict. That is no fault of yours: tell your instructor, who has to look.

one-nothing = Nothing was graded, and that is no fault of yours: tell your instructor. The reason: { $reason }
one-stopped = the grader was not there, or was stopped before it had finished
one-no-box = this machine can't confine programs ({ $trouble }). The platform isolates each submission already; an instructor who finds that enough sets TELAR_UNBOXED=yes in { $settings }, and the results will say so. docs/grading.md tells more
one-done = { $points } of { $most } points.

autograder-written = The autograder for { $platform } is in `{ $folder }`; README.md there tells what to do with it.

page-title = Gradebook
page-unboxed = Programs were not run in a box.
page-filter = Show only students with
page-class = Points for each exercise; a head sorts by its column
page-student = Student
page-points = Points
page-requirements = Requirements
page-exercise = Exercise
page-requirement = Requirement
page-picture = The run, drawn
page-again = To see it again
page-passed = Passed, of those who handed it in

graded-part = What this part has found is in `{ $folder }`; `cargo telar merge` makes a gradebook of all parts.
submitted = Slurm has { $parts ->
    [one] one job
   *[other] { $parts } jobs
  } now (array { $array }), and one that merges what they find (job { $merge }) into `{ $folder }`. The same command, given again, submits what is missing then.
graded = The grades are in `{ $folder }`: gradebook.html, gradebook.json, moodle.csv, canvas.csv, junit.xml, and a folder for each student.
regraded = { $student }: { $before } → { $after } points ({ $changes })
regraded-same = Nobody's verdicts have changed.
similar = { $pairs ->
    [0] No two files are alike.
    [one] One pair of files is alike.
   *[other] { $pairs } pairs of files are alike.
  } See similarity.html in `{ $folder }`.
similar-title = Likeness
similar-what = Pairs of files, the likest first. Names, numbers, comments and layout make no difference; what the starter says does not count, nor what more than a third of a class has. A likeness is a reason to look, never a proof: there are not many good ways to write a small program. Nothing of this has left the machine.
similar-equal = Equal to the letter
similar-none = No two files are alike.
similar-students = Students
similar-share = Of the smaller file
similar-tokens = Tokens in common
similar-look = Stretches that both have bear the same number; it leads to the other file. A likeness is a reason to look, never a proof.

doctor-well = { $what }: works
doctor-trouble = { $what }: { $trouble }
doctor-without = { $what }: not here ({ $trouble }); each process has limits of its own still
doctor-bubblewrap = bubblewrap
doctor-namespaces = namespaces
doctor-limits = limits of processes
doctor-landlock = Landlock
doctor-seccomp = seccomp
doctor-groups = control groups
