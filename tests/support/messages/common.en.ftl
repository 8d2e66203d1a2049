# What every grader says.

common-required = Required
common-run = It ran as: { $command }
common-creator-first = Order: whoever creates a thread or process goes first; the new one does not begin before its creator waits.
common-starve = Order: { $role } is slow; it does not begin before nobody else can go on. Any machine may do that.
common-oversleep = Order: { $role } sleeps long; it does not wake from its first sleep before nobody else can go on. Any machine may do that.
common-virtual = It ran in virtual time, where sleeping costs nothing, under the schedule `{ $schedule }`.
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
common-undecided = It is a matter of the program, not of this machine: change that, and it can be decided.
common-undecided-blind = { $what ->
    [static-mut] there is a `static mut` in line { $line }
    [unsafe-cell] there is an `UnsafeCell` in line { $line }
    [raw-write] memory may be written to through a raw pointer in line { $line }
    [assembly] there is inline assembly in line { $line }
    [unsafe-sync] there is an `unsafe impl` of `Send` or `Sync` in line { $line }
    [elsewhere] line { $line } brings in code from elsewhere
   *[unparsable] line { $line } can't be read
}, and no schedule can show what threads do to each other there. Share by atomics, locks and channels.
common-undecided-optimised = the program was built with optimisation, so its atomics and locks can't be seen.
common-undecided-long = the program takes so many steps that it could be tried under { $runs } schedules only. Let it do less work at a time.
common-undecided-calls = what was found hangs on a system call that is not modelled, such as a lock on a file, a timer of the kernel or a signal that stops a process.
common-undecided-limit = under one schedule the program took too long, and nobody knows whether it would have ended.

common-deadline = The program was still running after { $seconds } seconds and was ended.
common-deadline-cause = Something goes round in a loop that never ends, or sleeps much longer than the options ask for.
common-output-limit = The program wrote more than { $mib } MiB and was ended.
common-output-limit-cause = Something writes in a loop that never ends.
common-task-limit = The program had more than { $tasks } threads and processes at once and was ended.
common-task-limit-cause = Threads or processes are created in a loop that does not stop. After a fork, the child goes on in the same loop unless it ends.
common-stuck = The program got stuck: every thread waits for something that only another one could do.
common-stuck-cause = Look at who waits for what. Whoever reads a pipe waits until every copy of the other end is closed; a join waits until the thread ends; a receiver waits until the last sender is dropped; and a thread that asks for a lock whose guard it still has itself waits for ever.
common-endless = The program went on without end: it took as many steps as it may, and was ended.
common-endless-cause = Look at who took part in the last steps. Something asks again and again, a lock or a flag perhaps, and the answer never changes; or several threads keep giving way to each other, and none of them gets anywhere.
common-signal = The program was ended by { $signal }.
common-signal-cause = Something killed the program from within: an abort, a signal to the wrong process, or memory that is not its own.
common-exit-code = The program ended with exit code { $seen }; { $required } is required.
common-exit-code-cause = { $seen ->
    [0] An error is passed over in silence. Return it from `run`, which turns it into exit code 1.
    [101] The main thread panicked. The line that it wrote says where: look there for an `unwrap` or `expect` on something that may fail, or for an index or a range beyond the end.
   *[other] `run` returns an error. Look at what the program wrote to standard error.
}
common-story = The run tells another story than a right one. Lines with `-` are missing, lines with `+` are there and should not be.
common-story-cause = A line is missing, or there is one too many, or another thread than the right one wrote it. The other requirements tell more; meet them first.

common-schedule-deadlock = Under one schedule the program gets stuck: every thread waits for something that only another one could do.
common-schedule-deadlock-cause = Look at who waits for what, and where. Two threads that take two locks in different orders, a wake-up that comes before the wait, an end that nobody closes: each shows only when the threads happen to meet so.
common-schedule-endless = Under one schedule the program goes on without end.
common-schedule-endless-cause = Something asks again and again, and under this schedule the answer never changes; or several threads keep giving way to each other.
common-schedule-panic = Under one schedule { $role } panics.
common-schedule-panic-cause = Something that is true in most runs is taken for certain. What may another thread have done between the look and the use?
common-schedule-exit = Under one schedule the program ends otherwise: { $seen }, while it should be { $expected }.
common-schedule-exit-cause = What the program gives back depends on who was faster: a value that is read and written in two steps, a message taken for whole that came in parts, a result that is used before it is there.
common-schedule-zombie = Under one schedule nobody reaps { $role }: it stays behind as a zombie.
common-schedule-zombie-cause = One wait reaps one child, and signals of the same kind do not add up: two children that end at the same time may be told of only once.
common-schedule-orphan = Under one schedule { $role } outlives its parent.
common-schedule-orphan-cause = Somebody ends without having waited for every child that it created.
common-schedule-cut-off = Under one schedule the program ends while { $role } is still at work.
common-schedule-cut-off-cause = Nobody waits for the end of that thread; it only happens to be over in time, mostly. Sleeping is not waiting.
common-schedule-story = Under one schedule the program does not do what it did in its first run: that one has "{ $expected }", this one has "{ $seen }". At least one of the two is wrong.
common-schedule-story-cause = What the program does depends on who was faster. Look for two steps of one thread that belong together, and for what another thread did between them.
common-schedule-limit = Under one schedule the program uses more than it may.
common-schedule-limit-cause = Something is created or written in a loop that ends only if somebody else is fast enough.
