# What the grader of `three-processes` says.

three-processes-each-worker-is-a-process = Each worker is a process of its own, started by main.
three-processes-each-worker-writes-its-own-lines = Each worker writes its own lines, in order, and main writes none.
three-processes-each-worker-pauses-between-steps = After each step, the worker sleeps for the pause that was asked for.
three-processes-workers-are-alive-at-once = All workers are alive at once.
three-processes-the-parent-reaps-every-child = Main waits for every child, however slow it is and however it ends.
three-processes-a-failing-worker-is-named = Workers that fail are all named in the error, and the exit code is 1; else it is 0.
three-processes-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
three-processes-tells-the-story = The run holds nothing besides what was asked for.

three-processes-count = Main has { $seen ->
    [0] no child process
    [one] one child process
   *[other] { $seen } child processes
}; { $required ->
    [one] one is
   *[other] { $required } are
} required, one for each worker.
three-processes-count-cause = { $seen ->
    [0] Nothing calls `fork`. A thread is no process, and neither is a call of a function.
   *[other] `fork` has to be called once for each worker, in the parent alone.
}

three-processes-grandchildren = Main has { $children ->
    [one] one child process
   *[other] { $children } child processes
}, and these started { $others ->
    [one] another process
   *[other] { $others } processes
} of their own.
three-processes-grandchildren-cause = A child goes on with the parent's loop and forks as well. After `fork`, both are in the middle of that loop: the child has to end by `leave` when its work is done.

three-processes-main-writes = Main itself wrote `{ $line }`.
three-processes-main-writes-cause = Either main prints for the workers, or it left text in the buffer of standard output when it forked: then the child has a copy of that text, and both write it.

three-processes-nobody-begins = No child's first line is `{ $line }`.
three-processes-nobody-begins-cause = The child prints other text, or none, or text of the parent was still in the buffer when it forked. Print whole lines, by `println!`, after the fork, in the child.

three-processes-line = Line { $number } of child { $child } is `{ $seen }`; it should be `{ $required }`.
three-processes-line-cause = Compare what `work` prints with what the file's head asks for: one line when it begins, one for each step, one when it ends.

three-processes-line-missing = Child { $child } ended without its line `{ $required }`.
three-processes-line-missing-cause = Compare what `work` prints with what the file's head asks for: one line when it begins, one for each step, one when it ends. Text without a newline is lost when the process ends by `leave`.

three-processes-line-too-many = Child { $child } wrote one line too many: `{ $seen }`.
three-processes-line-too-many-cause = Either the worker does more steps than the options ask for, or it does not end when its work is done.

three-processes-steps = A worker wrote { $seen ->
    [0] no line
    [one] one line
   *[other] { $seen } lines
} `trabajando...`; { $required ->
    [one] one is
   *[other] { $required } are
} required, each with a pause after it.
three-processes-steps-cause = It is the child that has to print its steps, and to pause after each.

three-processes-pause = Between a step and its next line, a worker asked to sleep for { $seen }; required is { $required }.
three-processes-pause-cause = `std::thread::sleep` belongs after each `trabajando...`, for the time that `--pause-ms` gives. To look at the clock in a loop is no sleep: it keeps a processor busy.

three-processes-one-by-one = There was no moment at which all { $required } workers were alive, though each was allowed to be as slow as it likes.
three-processes-one-by-one-cause = Main waits for a worker before it starts the next one. Start all of them in one loop, keep their numbers, and wait in a second loop.

three-processes-taking-turns = While child { $sleeper } slept, child { $child } could not come to its end: it waited for something that child { $sleeper } held.
three-processes-taking-turns-cause = A lock, perhaps on a file, is held during the sleep; so the workers take turns.

three-processes-zombie = Nobody waited for child { $child }: it ended and stayed a zombie.
three-processes-zombie-cause = Each `waitpid` tells of the end of one child. Call it for every child, also after one of them has failed, and without `WNOHANG`.

three-processes-orphan = Main ended before child { $child }, which became an orphan.
three-processes-orphan-cause = Each `waitpid` tells of the end of one child. Call it for every child, also after one of them has failed. To sleep is not to wait: a child may be slower than any sleep.

three-processes-discarded = The kernel did away with child { $child }, and with it how it ended, because its parent ignores SIGCHLD.
three-processes-discarded-cause = To ignore SIGCHLD avoids zombies, but then nobody learns how a child ended. Leave the signal alone and call `waitpid`.

three-processes-no-breakdown = Of the workers, { $exited } exited with code 1 and { $killed } died by SIGKILL; the options ask for { $exits } and { $kills }.
three-processes-no-breakdown-cause = `work` has to call `break_down_if_asked` after the first step, and `leave` has to end the child with the code that it is given.

three-processes-breakdown-step = Worker { $worker } wrote { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
}; it was to break down after the first.
three-processes-breakdown-step-cause = `work` has to call `break_down_if_asked` after the first step: not before it, and not after the second one.

three-processes-named = The last that main wrote to standard error is `{ $seen }`; required is `{ $required }`.
three-processes-named-cause = Look at how every child ended, and collect the numbers of those that did not end with exit code 0. A child that a signal ended has no exit code at all: `waitpid` reports it as `Signaled`.

three-processes-exit-code-cause = { $seen ->
    [0] A worker failed, and main does not say so. `waitpid` returns how the child ended: look at it, and return `Failed`.
    [101] The main thread panicked. The line that it wrote says where: look there for an `unwrap` or `expect` on something that may fail, or for an index or a range beyond the end.
   *[other] `run` returns an error. Look at what the program wrote to standard error.
}
