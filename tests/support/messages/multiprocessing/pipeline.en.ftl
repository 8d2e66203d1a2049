# What the grader of `pipeline` says.

pipeline-each-stage-is-a-process = Each stage is a child of main and runs its own command.
pipeline-stages-are-alive-at-once = All stages are alive at once.
pipeline-pipes-join-the-stages = A pipe leads from each stage to the next, and main carries nothing.
pipeline-the-bytes-are-the-shells = The output is that of the shell, byte for byte.
pipeline-no-spare-end-stays-open = Nobody holds an end of a pipe besides those that are used.
pipeline-a-writer-without-a-reader-dies-of-sigpipe = A stage whose reader has gone dies of SIGPIPE, and the pipeline ends.
pipeline-every-end-is-told = Main waits for every stage and tells how it ended; the last one decides.
pipeline-a-kill-at-any-step-is-survived = Whichever stage is killed, and whenever, the others end and the report is right.
pipeline-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
pipeline-tells-the-story = The run holds nothing besides what was asked for.

pipeline-count = Main has { $seen ->
    [0] no child process
    [one] one child process
   *[other] { $seen } child processes
}; { $required ->
    [one] one is
   *[other] { $required } are
} required, one for each stage.
pipeline-count-cause = `start` has to be called once for each stage, and to fork once.

pipeline-grandchildren = Main has { $seen ->
    [one] one child process
   *[other] { $seen } child processes
}, and these started { $others ->
    [one] another process
   *[other] { $others } processes
} of their own.
pipeline-grandchildren-cause = Either a child goes on with main's loop, because it neither became its stage nor gave up; or the work is left to a shell.

pipeline-other-command = Stage { $stage } runs `{ $seen }`; it should run `{ $required }`.
pipeline-other-command-cause = The stages are started from left to right, and each child calls `execvp` with its stage's words, of which the first is the program's name.

pipeline-one-by-one = There was no moment at which all { $required } stages were alive, though each was allowed to be as slow as it likes.
pipeline-one-by-one-cause = Main waits for a stage before it starts the next one. Start all, keep their numbers, and wait after that.

pipeline-not-joined = No pipe leads from stage { $stage } to stage { $next } alone.
pipeline-not-joined-cause = Make one pipe for each two neighbours. The one has its write end as descriptor 1, the other its read end as descriptor 0, and nobody stands between them: neither main nor a file.

pipeline-other-author = `{ $line }` on standard output was written by { $author }, not by the last stage.
pipeline-other-author-cause = The last stage keeps main's own standard output, and main tells how the stages ended on standard error.

pipeline-other-line = Line { $number } of the output is `{ $seen }`; the shell's is `{ $required }`.
pipeline-other-line-cause = The first stage reads what main would read, the last one writes where main would write, and what is between them reads and writes pipes: look at which ends `become_stage` is given, and at which descriptors it puts them.

pipeline-bytes = The output has { $seen } bytes; the shell's has { $required }.
pipeline-bytes-cause = Somebody adds a newline or leaves one out. The stages' bytes go to the output as they are.

pipeline-spare-end = At its end, { $role } still held a pipe by its descriptor { $number }.
pipeline-spare-end-cause = `fork` copies every descriptor that is open, and `exec` keeps all that are not marked by `O_CLOEXEC`. Descriptors 0 and 1 are enough for a stage; main needs none.

pipeline-no-sigpipe = Stage { $stage }, whose reader had gone, ended otherwise than by SIGPIPE: { $seen }.
pipeline-no-sigpipe-cause = Every Rust program begins by ignoring SIGPIPE, and `exec` leaves an ignored signal ignored. Set it to its default in the child, before `execvp`.

pipeline-not-reaped = Nobody waited for stage { $stage }.
pipeline-not-reaped-cause = Each `waitpid` tells of one child. Call it for every stage, also after one that failed, and leave SIGCHLD alone.

pipeline-other-end = Stage { $stage } ended with { $seen }; it should be { $required }.
pipeline-other-end-cause = A program's own exit code is left as it is. A child that can't become its stage calls `give_up`.

pipeline-told = Main's lines on standard error are `{ $seen }`; required are `{ $required }`.
pipeline-told-cause = One line for each stage, in their order, once all have ended. `waitpid` reports an exit code as `Exited` and a signal as `Signaled`. When the last stage did not end with exit code 0, `run` returns `Failed`.

pipeline-stuck-cause = A reader waits until every write end of its pipe is closed, and a writer is not sent SIGPIPE before every read end is. Look at who holds one: main, the stage itself, a stage further on?
pipeline-schedule-deadlock-cause = Look at who holds which end. A stage reads until every copy of the writing end is closed: main's, and those that the other stages have inherited. And whoever waits for a stage before the next one runs leaves nobody to empty its pipe.
