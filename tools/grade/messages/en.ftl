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

graded = The grades are in `{ $folder }`: gradebook.html, gradebook.json, moodle.csv, canvas.csv, junit.xml, and a folder for each student.
regraded = { $student }: { $before } → { $after } points ({ $changes })
regraded-same = Nobody's verdicts have changed.
doctor-well = { $what }: works
doctor-trouble = { $what }: { $trouble }
doctor-bubblewrap = bubblewrap
doctor-namespaces = namespaces
doctor-limits = limits of processes
doctor-landlock = Landlock
doctor-seccomp = seccomp
