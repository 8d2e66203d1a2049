# What the grader of `process-pool` says.

process-pool-each-task-is-done-by-a-worker = Each task is done once, by one of the workers, and a worker does many.
process-pool-as-many-as-allowed-are-alive = As many workers as were asked for are alive at once, and never more.
process-pool-a-slow-task-holds-up-nobody = While one worker is busy, for however long, the others do all the rest.
process-pool-the-answers-are-right = Main prints each answer, in order, and has it from the worker.
process-pool-a-poison-task-is-lost-alone = A task that crashes its worker is lost and named, and no other is.
process-pool-a-partial-answer-is-no-answer = An answer that came only in part is none.
process-pool-a-dead-worker-is-replaced = A dead worker is replaced while there are tasks that nobody was given.
process-pool-every-worker-is-reaped = Main waits for every worker, however slow it is and however it ends.
process-pool-a-kill-at-any-step-is-survived = Whichever worker is killed, and whenever, only the task in its hand is lost.
process-pool-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
process-pool-tells-the-story = The run holds nothing besides what was asked for.

process-pool-no-workers = Main has no child process at all.
process-pool-no-workers-cause = Nothing calls `fork`. A task that main does itself takes main with it when it crashes.

process-pool-grandchildren = Main's children have { $others ->
    [one] a child
   *[other] { $others } children
} of their own.
process-pool-grandchildren-cause = A worker goes on with main's loop and forks as well. When it has no more tasks, it has to end by `leave`.

process-pool-count = Main started { $seen ->
    [one] one worker
   *[other] { $seen } workers
} in all; { $required ->
    [one] one is
   *[other] { $required } are
} required when none dies.
process-pool-count-cause = A pool starts its workers once, and each does one task after the other. Whoever starts a process for each task has no pool.

process-pool-begun = The line `task { $task } begins` was written { $seen ->
    [0] by nobody
    [one] once
   *[other] { $seen } times
}; once is required.
process-pool-begun-cause = Each task is given to one worker, which calls `work` for it. A task that has killed a worker is not tried again: it would kill the next one too.

process-pool-main-works = Main itself did task { $task }.
process-pool-main-works-cause = `work` is for the workers to call. What crashes in main crashes all.

process-pool-too-few = There was no moment at which { $required } workers were alive.
process-pool-too-few-cause = Fill the pool before you wait for the first answer.

process-pool-too-many = More than { $required } workers were alive at once.
process-pool-too-many-cause = Start one only while there are fewer than `--workers` of them. What is limited is the processor and the memory; that is what a pool is for.

process-pool-held-up = Child { $child } slept longer than everybody else worked, and was given { $seen } tasks all the same.
process-pool-held-up-cause = Either main reads from one worker and doesn't hear the others meanwhile, or the tasks are handed out beforehand. Ask by `poll` who has something to say, and give the next task to that one.

process-pool-no-pipe = Child { $child } did a task, and sent main no bytes.
process-pool-no-pipe-cause = The worker answers by `send`, through its pipe, and main prints what comes out of it.

process-pool-told = Line { $number } of main's is `{ $seen }`; it should be `{ $required }`.
process-pool-told-cause = Each worker has a pipe of its own, so main knows whose answer it has read. It is eight bytes, all of which have to be there; at the end of file before that, the task in that worker's hand is lost, and nothing else.

process-pool-one-more = Main printed one line too many: `{ $seen }`.
process-pool-one-more-cause = `tell` prints one line for each task, and is called once.

process-pool-named = The last that main wrote to standard error is `{ $seen }`; required is `{ $required }`.
process-pool-named-cause = `tell` returns `Lost` with the tasks that have no answer. Return it from `run`.

process-pool-not-replaced = There were { $seen ->
    [one] one worker
   *[other] { $seen } workers
} in all; with those that died, { $required } are required.
process-pool-not-replaced-cause = Where a worker has died, the pool has one too few. Fill it again before you wait for the next answer, as long as there are tasks that nobody was given; and only then.

process-pool-not-reaped = Nobody waited for child { $child }.
process-pool-not-reaped-cause = Both have to be waited for: who has died and whom you let go when no task is left.

process-pool-lost-too-many = { $seen ->
    [one] One task was
   *[other] { $seen } tasks were
} lost; { $allowed ->
    [0] none
   *[other] one
} may be.
process-pool-lost-too-many-cause = A worker that is killed has one task in hand at most. Give it one at a time, and take no other for lost.

process-pool-answer-lost = The answer to task { $task } had been sent whole before its worker was killed, and main takes the task for lost.
process-pool-answer-lost-cause = What a dead worker has sent is still in the pipe: end of file comes after the last byte. So read first, and take a worker for dead when the answer is not there; `POLLHUP` alone tells nothing about what is still to be read.

process-pool-stuck-cause = Look at who holds which end. A worker ends when the last write end of its tasks is closed, and each worker that was forked later has a copy of it. Main learns that a worker is dead when the last write end of its answers is closed; main's own copy is one of them.
process-pool-schedule-deadlock-cause = Look at who holds which end. A worker reads tasks until every copy of the writing end is closed: main's, and those that workers started later have inherited. Main waits for a worker only after it has closed its own end.
