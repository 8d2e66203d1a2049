# What every grader says.

common-required = Required
common-run = It ran as: { $command }
common-creator-first = Order: whoever creates a thread or process goes first; the new one does not begin before its creator waits.
common-starve = Order: { $role } is slow; it does not begin before nobody else can go on. Any machine may do that.
common-oversleep = Order: { $role } sleeps long; it does not wake from its first sleep before nobody else can go on. Any machine may do that.
common-likely-cause = Likely cause
common-read = Read
common-again = See it again
common-more-lines = … and { $lines ->
    [one] { $lines } more line
   *[other] { $lines } more lines
}
common-not-written = Not written yet: { $place }
common-write-it = Write it, then run `{ $command }`.
common-inconclusive = This machine does not let the grader see enough to tell. It is no fault of the program.

common-deadline = The program was still running after { $seconds } seconds and was ended.
common-deadline-cause = Something goes round in a loop that never ends, or sleeps much longer than the options ask for.
common-output-limit = The program wrote more than { $mib } MiB and was ended.
common-output-limit-cause = Something writes in a loop that never ends.
common-task-limit = The program had more than { $tasks } threads and processes at once and was ended.
common-task-limit-cause = Threads or processes are created in a loop that does not stop. After a fork, the child goes on in the same loop unless it ends.
common-stuck = The program got stuck: every thread waits for something that only another one could do.
common-stuck-cause = Look at who waits for what. A reader waits until every copy of the other end is closed; a join waits until the thread ends; a receiver waits until the last sender is dropped.
common-endless = The program went on without end: it took as many steps as it may, and was ended.
common-endless-cause = Look at who took part in the last steps. Something asks again and again, a lock or a flag perhaps, and the answer never changes; or several threads keep giving way to each other, and none of them gets anywhere.
common-signal = The program was ended by { $signal }.
common-signal-cause = Something killed the program from within: an abort, a signal to the wrong process, or memory that is not its own.
common-exit-code = The program ended with exit code { $seen }; { $required } is required.
common-exit-code-cause = { $seen ->
    [0] An error is passed over in silence. Return it from `run`, which turns it into exit code 1.
    [101] The main thread panicked. Look for an `unwrap` or `expect` on something that may fail.
   *[other] `run` returns an error. Look at what the program wrote to standard error.
}
common-story = The run tells another story than a right one. Lines with `-` are missing, lines with `+` are there and should not be.
common-story-cause = A line is missing, or there is one too many, or another thread than the right one wrote it. The other requirements tell more; meet them first.
