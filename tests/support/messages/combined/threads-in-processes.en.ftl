# What the grader of `threads-in-processes` says.

threads-in-processes-one-child-per-process = Main starts one child for each process that is asked for, before it has any other thread.
threads-in-processes-each-child-runs-its-threads = Each child starts as many threads as are asked for.
threads-in-processes-every-part-is-counted-by-its-own-thread = Each part has a thread of its own, which prints the part's line.
threads-in-processes-children-and-threads-are-alive-at-once = All children are alive at once, and so are the threads of each child.
threads-in-processes-sums-come-back-through-pipes = Each child sends its sum to main through a pipe.
threads-in-processes-the-total-is-right = Main prints the right total, however the numbers are cut and however slow a thread is.
threads-in-processes-a-missing-sum-is-named = When sums are missing, main prints no total but names the children they should have come from.
threads-in-processes-every-thread-and-child-is-waited-for = Every thread and every child is waited for, however slow it is and however it ends.
threads-in-processes-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
threads-in-processes-tells-the-story = The run holds nothing besides what was asked for.

threads-in-processes-children = Main has { $seen ->
    [0] no child process
    [one] one child process
   *[other] { $seen } child processes
}; { $required ->
    [one] one is
   *[other] { $required } are
} required.
threads-in-processes-children-cause = { $seen ->
    [0] Nothing calls `fork`. Threads alone all live in one process.
   *[other] `fork` has to be called once for each process, by main. The parts of one child are shared by its threads.
}

threads-in-processes-grandchildren = Main has { $children ->
    [one] one child process
   *[other] { $children } child processes
}, and these started { $others ->
    [one] another process
   *[other] { $others } processes
} of their own.
threads-in-processes-grandchildren-cause = A child goes on with the parent's loop and forks as well. After `fork`, both are in the middle of that loop: the child has to end by `leave` once it has sent its sum.

threads-in-processes-not-alone = When main forked child { $child }, it had already started { $seen ->
    [one] another thread
   *[other] { $seen } other threads
}.
threads-in-processes-not-alone-cause = A child begins with one thread, the one that called `fork`; it has no copy of the others. What they were to do is never done there, and a lock that one of them held stays locked. Fork first, and start the threads in the child.

threads-in-processes-threads = Child { $child } has { $seen ->
    [0] no thread
    [one] one thread
   *[other] { $seen } threads
} besides its main thread; { $required ->
    [one] one is
   *[other] { $required } are
} required.
threads-in-processes-threads-cause = { $seen ->
    [0] The child counts in its main thread, or it waits for threads that only the parent has. Start the threads in the child, after the fork.
   *[other] Each of the child's parts needs one thread of its own; its main thread only starts them and adds up.
}

threads-in-processes-part-line = The line `{ $line }` was written { $seen ->
    [0] by nobody
   *[other] { $seen } times
}; required is once.
threads-in-processes-part-line-cause = { $seen ->
    [0] A part is not counted, or counted over other numbers than `part` says. Part I of child P is number P × threads + I among all parts.
   *[other] Two threads count the same part, or a child does the work of another one.
}

threads-in-processes-part-author = The line `{ $line }` was written by { $author }, which is no thread that a child has started.
threads-in-processes-part-author-cause = The line belongs into `count_part`, which runs in the part's own thread. Who counts, prints.

threads-in-processes-two-parts = The thread { $author } wrote { $seen } lines; each thread has one part.
threads-in-processes-two-parts-cause = A thread counts the parts of others as well. Start one thread for each part.

threads-in-processes-parts-mixed = Child { $child } counts part { $part }, which belongs to another child.
threads-in-processes-parts-mixed-cause = Child P has the parts from P × threads up to, not including, (P + 1) × threads.

threads-in-processes-children-one-by-one = There was no moment at which all { $required } children were alive, though each was allowed to be as slow as it likes.
threads-in-processes-children-one-by-one-cause = Main waits for a child, or for its sum, before it starts the next one. Start all of them in one loop, and collect in a second loop.

threads-in-processes-threads-one-by-one = There was no moment at which all { $required } threads of a child were alive, though each was allowed to be as slow as it likes.
threads-in-processes-threads-one-by-one-cause = A thread is joined before the next one is started. That is also what a chain of `map(spawn).map(join)` does, because iterators are lazy: collect the handles first.

threads-in-processes-no-pipe = No bytes went from child { $child } to main through a pipe.
threads-in-processes-no-pipe-cause = After `fork`, the child has its own copy of every variable, so main sees nothing of what it counts. An exit code has eight bits, and a file stays behind. Write the sum into a pipe that was made before the fork.

threads-in-processes-totals = { $seen ->
    [0] No line begins with `total`
   *[other] { $seen } lines begin with `total`
}; required is the one line `{ $required }`.
threads-in-processes-totals-cause = { $seen ->
    [0] Main has to print the total when it has all sums.
   *[other] Only main prints a total. A child that gets there as well has not ended after it sent its sum.
}

threads-in-processes-total = The total is `{ $seen }`; required is `{ $required }`, written by main.
threads-in-processes-total-cause = Either a part is lost, or a sum is taken before all its threads are done, or it does not reach main: a variable that a child changes stays as it was in main, and an exit code keeps eight bits only.

threads-in-processes-total-all-the-same = A child crashed before it sent its sum, and main printed `{ $line }` all the same.
threads-in-processes-total-all-the-same-cause = A sum that did not come is not zero. `read_exact` fails when the pipe ends before the eighth byte: keep that child's number, and print no total.

threads-in-processes-named = The last that main wrote to standard error is `{ $seen }`; required is `{ $required }`.
threads-in-processes-named-cause = Go on after the first sum that is missing, collect the numbers of all such children, and return `Lost` with them.

threads-in-processes-no-crash = { $seen ->
    [0] No child
    [one] One child
   *[other] { $seen } children
} died by SIGKILL; the options ask for { $required }.
threads-in-processes-no-crash-cause = Each child has to call `crash_if_asked` with its own number just before it sends its sum.

threads-in-processes-thread-left = The line `{ $line }` is missing: its thread was slow, and the child ended without waiting for it.
threads-in-processes-thread-left-cause = A thread ends with its process. Join every thread before the child's main thread goes on; to sleep is not to wait, for a thread may be slower than any sleep.

threads-in-processes-child-left = Main did not wait for child { $child }.
threads-in-processes-child-left-cause = To have a child's sum is not to have waited for it: call `waitpid` for each child, also for one that crashed. Until then it stays a zombie.

threads-in-processes-stuck-cause = Look at who reads from a pipe in vain, and who holds it open. The end of file comes only when every copy of the write end is closed, main's own one too: drop the writer in the parent right after `fork`.

threads-in-processes-exit-code-cause = { $seen ->
    [0] A sum is missing, and main does not say so. Return `Lost` from `run`.
    [101] The main thread panicked. The line that it wrote says where: look there for an `unwrap` or `expect` on something that may fail, or for an index or a range beyond the end.
   *[other] `run` returns an error. Look at what the program wrote to standard error.
}
