# What the grader of `scoped-sum` says.

# Its requirements.
scoped-sum-the-sum-is-exact = The sum is right for no number, for fewer numbers than threads, and for numbers that can't be shared out evenly.
scoped-sum-no-more-threads-than-asked = There are never more threads besides main than `--threads` says.
scoped-sum-every-part-is-counted-by-its-own-thread = Each part is counted by a thread of its own, and none by main.
scoped-sum-parts-are-equally-long = No part is longer than it has to be.
scoped-sum-all-parts-are-counted-at-once = All threads are started before main waits for one of them.
scoped-sum-the-numbers-are-not-copied = The threads borrow the numbers, and nobody copies them.
scoped-sum-a-failing-part-is-not-passed-over = When a part fails, no sum is printed, and the program fails after all threads have ended.
scoped-sum-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
scoped-sum-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
scoped-sum-sum = Main's last line is “{ $seen }”; “{ $required }” is required for { $numbers ->
    [one] { $numbers } number
   *[other] { $numbers } numbers
  } and { $threads ->
    [one] { $threads } thread
   *[other] { $threads } threads
  }.
scoped-sum-sum-cause = { $missing ->
    [yes] Not all numbers were counted. A division that rounds down leaves a remainder: with 10 numbers and 4 threads, two numbers belong to no part. `chunks_exact` leaves them out as well. `div_ceil` rounds up, and then the last part is shorter.
   *[no] All numbers were counted, and not all of it came to be in the sum. Threads may have added to a shared sum in two steps, so that some of it was overwritten; or main reads the shared sum inside of the scope, where the threads may still be counting.
  }
scoped-sum-no-numbers = With no number at all, main panicked.
scoped-sum-no-numbers-cause = No number shared among four makes parts of length 0, also when it is rounded up, and `chunks` refuses that length. Make the length at least 1.
scoped-sum-threads = For { $numbers ->
    [one] { $numbers } number
   *[other] { $numbers } numbers
  } and `--threads { $asked }`, the program started { $seen ->
    [one] { $seen } thread
   *[other] { $seen } threads
  }.
scoped-sum-threads-cause = One thread is needed for each part, not for each number; and parts whose length was rounded down are more than there are threads.
scoped-sum-few = The { $numbers } numbers were counted in { $threads ->
    [0] no part
    [one] one part
   *[other] { $threads } parts
  }, though several threads may share them.
scoped-sum-few-cause = One thread does all, and the others nothing. Cut the numbers into as many parts as there are threads, and call `sum_part` for each part in its own thread.
scoped-sum-main-counts = Main counted a part itself.
scoped-sum-main-counts-cause = `sum_part` has to be called in the closure that `scope.spawn` is given, for the last part too. What is computed before `spawn`, or in its place, is computed by main.
scoped-sum-main-counts-again = While or after the threads counted, main computed about as much as all of them together.
scoped-sum-main-counts-again-cause = Main counts everything once more, and what the threads return is not used. Add up what each `join` gives.
scoped-sum-main-cut-off = The program was ended while main was still waiting.
scoped-sum-main-cut-off-cause = A thread has called `exit`, which ends the whole process, wherever the others are. Let the thread panic; main learns of it by `join`.
scoped-sum-not-main = { $role } was started by { $creator }; main starts all threads.
scoped-sum-not-main-cause = Threads that start threads are another program: then nobody knows who is started before whom. Let main cut the numbers into all parts first, and start a thread for each.
scoped-sum-others-count = The parts of the same size were printed by { $required } threads, but with numbers that are too large only { $seen ->
    [one] { $seen } thread
   *[other] { $seen } threads
  } came to the point of counting them.
scoped-sum-others-count-cause = Parts are counted one after another, because of a lock held around `sum_part` or a wait in between, or one thread counts them all and others only print. Call `sum_part` in each of the threads, and nothing around it.
scoped-sum-never-started = The parts of the same size were printed by { $required } threads; with numbers that are too large, the first failed when only { $seen ->
    [one] { $seen } thread
   *[other] { $seen } threads
  } had been started.
scoped-sum-never-started-cause = Each thread is joined before the next one is started, and so the first failure ends it all. Start all of them, then join; `all_parts_are_counted_at_once` tells more.
scoped-sum-long = { $role } counted { $seen } of { $numbers } numbers; with { $threads ->
    [one] { $threads } thread
   *[other] { $threads } threads
  }, no part need have more than { $most }.
scoped-sum-long-cause = { $fewer ->
    [yes] There are fewer parts than the numbers can be cut into: as many threads as `--threads` says are to share the work, however many cores the machine has.
   *[no] The remainder went to one part, so all wait for that one; or a length of `/ threads + 1` is one too many where the division leaves nothing. `div_ceil` rounds up only where it has to. Or give each of the first parts one number more.
  }
scoped-sum-one-at-a-time = There was no moment at which all { $threads } threads were alive.
scoped-sum-one-at-a-time-cause = Each thread is joined before the next one is started. An iterator does nothing until it is asked: in `….map(spawn).map(join).sum()` each element goes through both before the next one comes. Collect the handles into a `Vec` first.
scoped-sum-under-a-lock = { $role } printed its part while it held a lock that { $other } held, too, when it printed its own.
scoped-sum-under-a-lock-cause = Both are alive at once, and yet only one of them can count at a time: the guard that `lock` returned lives while `sum_part` is called. Call `sum_part` first, and lock only to add what it returned.
scoped-sum-elsewhere = A part lay at { $seen }, where the numbers from { $required } on should be.
scoped-sum-elsewhere-cause = The part was copied: `to_vec`, `clone`, `collect` or `Arc::from` make a new row of numbers in another place. In `thread::scope` a thread may borrow: hand it the slice that `chunks` gives you.
scoped-sum-several-parts = { $threads ->
    [one] One thread
   *[other] { $threads } threads
  } counted { $parts } parts.
scoped-sum-several-parts-cause = Each part is counted by a thread of its own. Call `scope.spawn` once for each part, and `sum_part` once in each thread.
scoped-sum-processes = The program started { $seen ->
    [one] { $seen } process
   *[other] { $seen } processes
  } besides its own.
scoped-sum-processes-cause = The parts are counted by threads, which can borrow the numbers; a process would have to be given a copy.
scoped-sum-sum-of-the-rest = Some part failed, and the program printed “{ $seen }” all the same.
scoped-sum-sum-of-the-rest-cause = The `Err` of a `join` was taken for 0, or not looked at. A sum of the other parts is not the sum.
scoped-sum-passed-over = Some part failed, and the program ended with exit code 0.
scoped-sum-passed-over-cause = Nobody looked at what each `join` returned. Let main panic too, by `unwrap`.
scoped-sum-cut-off = The program ended before { $role } did.
scoped-sum-cut-off-cause = Main ended the program at the first part that failed. A scope waits for all of its threads, also when it is left by a panic; `exit` does not.
