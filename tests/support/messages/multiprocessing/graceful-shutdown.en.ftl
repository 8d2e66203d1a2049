# What the grader of `graceful-shutdown` says.

graceful-shutdown-each-worker-does-its-tasks = Each worker is a child of main, all are alive at once, and each does its own tasks.
graceful-shutdown-work-in-flight-is-finished = After a SIGTERM, each task that was begun is done.
graceful-shutdown-no-worker-begins-another-task = Once the workers are told to stop, none begins another task.
graceful-shutdown-every-child-is-reaped = Main reaps every child before it ends, whatever made them end.
graceful-shutdown-a-stop-is-no-failure = After a SIGTERM, the program ends with exit code 0 as soon as the last task is done.
graceful-shutdown-a-second-signal-forces = A second SIGTERM kills the workers that are left.
graceful-shutdown-the-deadline-forces = The deadline kills the workers that are left, and nothing does before.
graceful-shutdown-a-lost-worker-is-named = When a worker is killed, at whatever step, the others go on, and the error names it.
graceful-shutdown-is-right-under-every-schedule = Under every schedule, wherever the signal meets main, the program does what it promises.
graceful-shutdown-tells-the-story = The run holds nothing besides what was asked for.

graceful-shutdown-count = Main has { $seen ->
    [0] no child process
    [one] one child process
   *[other] { $seen } child processes
}; { $required ->
    [one] one is
   *[other] { $required } are
} required, one for each worker.
graceful-shutdown-count-cause = `start` has to be called once for each worker, and to fork once.

graceful-shutdown-grandchildren = Main has { $children ->
    [one] one child process
   *[other] { $children } child processes
}, and these started { $others ->
    [one] another process
   *[other] { $others } processes
} of their own.
graceful-shutdown-grandchildren-cause = A child goes on with the parent's loop and forks as well. It has to end by `leave` when its work is done.

graceful-shutdown-one-by-one = There was no moment at which all { $required } workers were alive, though each was allowed to be as slow as it likes.
graceful-shutdown-one-by-one-cause = Main waits for a worker before it starts the next one.

graceful-shutdown-lines = What { $role } wrote is `{ $seen }`; it should be `{ $required }`.
graceful-shutdown-lines-cause = Without a signal, worker 0 of three does the tasks 0, 3, 6 and so on, all of them and each by `do_task`; and main writes `start` for each worker that it has started.

graceful-shutdown-unfinished = { $role } began task { $task } and did not finish it.
graceful-shutdown-unfinished-cause = SIGTERM has ended the worker in the middle of its task, or something killed it too early. A worker that neither blocks SIGTERM nor has a handler for it dies of it at once.

graceful-shutdown-stopping = Main wrote `stopping` { $seen ->
    [0] not at all
    [one] once
   *[other] { $seen } times
}; it is told to stop once.
graceful-shutdown-stopping-cause = When SIGTERM comes, main passes it on to all workers that are left and then calls `announce`. A main that SIGTERM kills, or that waits for something else, does neither.

graceful-shutdown-begins = After main's line `stopping`, { $role } began { $seen } tasks. One may be: that which it was about to begin.
graceful-shutdown-begins-cause = The signal has reached main alone, or `announce` was called before it was passed on, or the worker does not ask before each task whether it was told to stop.

graceful-shutdown-begins-at-all = { $role } was told to stop before it took its first step, and began task { $task } all the same.
graceful-shutdown-begins-at-all-cause = The worker asks whether it was told after a task, and not before it. It has to ask before each, the first one too.

graceful-shutdown-main-ended = Main was ended by the signal { $signal }.
graceful-shutdown-main-ended-cause = Whoever takes a signal by `SigSet::wait` has to block it first, before the first fork: each of SIGTERM, SIGCHLD and SIGALRM. One that is neither blocked nor has a handler does what it does to every process.

graceful-shutdown-zombie = Nobody waited for { $role }: it ended and stayed a zombie.
graceful-shutdown-zombie-cause = One SIGCHLD may stand for several children: two that come before you take one are one. After each, call `waitpid` with `WNOHANG` until it says that nobody else has ended. And one that comes between a look and a sleep wakes nobody, unless it is blocked and the sleep is `SigSet::wait`.

graceful-shutdown-orphan = Main ended before { $role }, which became an orphan.
graceful-shutdown-orphan-cause = To tell the workers to stop is not the end of it: main has to stay until the last one is reaped. Does an error make it leave earlier, `EINTR` perhaps?

graceful-shutdown-discarded = The kernel did away with { $role }, and with it how it ended, because main ignores SIGCHLD.
graceful-shutdown-discarded-cause = Block SIGCHLD, or give it a handler; whoever ignores it never learns how a child ended.

graceful-shutdown-late = The program ended { $late } after the last line `done`.
graceful-shutdown-late-cause = Main waits for time to pass in place of waiting for its workers. Let SIGCHLD tell it when one has ended.

graceful-shutdown-not-forced = After the second SIGTERM the program went on for { $since }.
graceful-shutdown-not-forced-cause = The first SIGTERM asks, the second one does not ask any more: send the workers that are left SIGKILL, which nobody can block.

graceful-shutdown-too-late = The program ended { $since } after its line `stopping`; a worker hangs, and the deadline is { $due }.
graceful-shutdown-too-late-cause = `alarm::set`, called when the first SIGTERM is taken, has SIGALRM sent at the deadline. Then the workers that are left are killed, and not before.

graceful-shutdown-not-killed = { $role } ended neither by itself with exit code 0 nor by SIGKILL.
graceful-shutdown-not-killed-cause = Whoever is forced is sent SIGKILL: a worker that hangs need not be listening to anything else.

graceful-shutdown-gives-up = { $role } did not do its task, because another worker was killed.
graceful-shutdown-gives-up-cause = The loss of a worker is no reason to stop: go on until all have ended, and return `Failed` then.

graceful-shutdown-named = The last that main wrote to standard error is `{ $seen }`; required is `{ $required }`.
graceful-shutdown-named-cause = Look at how every worker ended, also at those that main has killed itself, and collect the numbers of those that did not end with exit code 0, the smallest first.

graceful-shutdown-exit-code-cause = { $seen ->
    [0] A worker failed, and main does not say so. Look at the status that `waitpid` returns, and return `Failed`.
    [101] The main thread panicked. The line that it wrote says where: look there for an `unwrap` or `expect` on something that may fail, or for an index or a range beyond the end.
   *[other] `run` returns an error, and standard error says which. `EINTR`: a handler has run during a call that waits; that is no failure, call again. `ECHILD`: there is no child left to wait for, which ends the loop and is no failure either. `these workers failed`: they did not exit with code 0. SIGTERM kills a worker that was forked before main had blocked it.
}
graceful-shutdown-signal-cause = SIGTERM ends a process that is not prepared for it. Block it before the first fork.
graceful-shutdown-stuck-cause = Main sleeps, and what it waits for has already happened: a signal that came between the look and the sleep, or two SIGCHLD that were one. Or a worker hangs, and nobody kills it.
graceful-shutdown-deadline-cause = Does main say `stopping` again and again? Then it takes each SIGTERM for the first one. Else: was a signal lost? Two SIGCHLD that come before you take one are one: after each, call `waitpid` with `WNOHANG` until nobody else has ended. Else a worker stays a zombie, and main waits for it for ever.
graceful-shutdown-schedule-deadlock-cause = Was a signal lost? Two SIGCHLD that come before you take one are one: after each, ask for children until there is none left to ask for. And one that comes between a look and a sleep wakes nobody, unless it is blocked and the sleep is `SigSet::wait`.
