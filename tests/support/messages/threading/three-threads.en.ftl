# What the grader of `three-threads` says.

# Its requirements.
three-threads-each-worker-is-a-thread = Each worker is a thread of its own, besides main.
three-threads-each-worker-writes-its-own-lines = Each worker's lines are written by its own thread: all of them, in their order, and nothing else.
three-threads-each-worker-pauses-between-steps = Each worker sleeps for the pause after each of its steps.
three-threads-workers-are-alive-at-once = The workers are alive at the same time.
three-threads-main-waits-for-every-worker = Main waits for every worker, however slow one of them is.
three-threads-a-panicking-worker-is-named = When workers panic, the others go on, and at the end the program names those that failed and returns an error.
three-threads-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
three-threads-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
three-threads-count = Besides main there { $seen ->
    [one] was { $seen } thread
   *[other] were { $seen } threads
  }; { $required ->
    [one] { $required } is required
   *[other] { $required } are required
  }.
three-threads-count-cause = { $seen ->
    [0] Nothing calls `thread::spawn`. A function that is simply called runs in main, before whatever comes after the call.
   *[other] `thread::spawn` has to be called once for each worker, as often as `--workers` says.
  }
three-threads-processes = The program started { $seen ->
    [one] { $seen } process
   *[other] { $seen } processes
  } besides its own.
three-threads-processes-cause = The workers of this exercise are threads of one process. Processes come in the topic after this one.
three-threads-main-writes = Lines of worker { $worker } were written by main.
three-threads-main-writes-cause = The lines are right, but the work is done in the wrong place: the worker itself has to print, in the function or closure that is given to `thread::spawn`.
three-threads-several-authors = The lines of worker { $worker } were written by { $threads } different threads.
three-threads-several-authors-cause = A worker is one thread from its first line to its last. Start one thread for each worker, not one for each line or step.
three-threads-no-lines = No thread wrote a line of worker { $worker }.
three-threads-no-lines-cause = The threads are there, but one of them does not know its number, or does not do its work. Workers are counted from 0.
three-threads-other-line = { $role } wrote “{ $seen }” where “{ $required }” is required.
three-threads-other-line-cause = Compare the two lines letter by letter, the dots and the accent too. If the number is another one, one thread does the work of two, or a number is passed to the wrong thread.
three-threads-line-count = { $role } wrote { $seen ->
    [one] { $seen } line
   *[other] { $seen } lines
  } as worker { $worker }; { $required } are required.
three-threads-line-count-cause = A worker writes one line at its beginning, one for each step, as many as `--steps` says, and one at its end.
three-threads-pause = After a step, { $role } slept { $seen }; the pause is { $required }.
three-threads-pause-cause = Each step is followed by one sleep, for as long as `--pause-ms` says, before the next line.
three-threads-sleep = { $role } slept { $seen } altogether; { $required } are required.
three-threads-sleep-cause = The worker itself has to sleep, after each of its steps, for as long as `--pause-ms` says.
three-threads-one-after-the-other = There was no moment at which all { $workers } workers were alive.
three-threads-one-after-the-other-cause = Each worker is waited for before the next one is started, so they take turns. Start all of them in one loop, keep the handles, and join them in a second loop.
three-threads-taking-turns = While { $sleeper } slept, { $role } could not come to its end: it waited for something that { $sleeper } held.
three-threads-taking-turns-cause = A lock, perhaps that of `stdout()`, is held during the sleep. Take it for each line, as `println!` does.
three-threads-cut-off = The program ended before { $role } did.
three-threads-cut-off-cause = When main returns, the process ends, and every thread that is still alive ends with it. Call `join` on the handle of every worker. To sleep, or to wait for one of them, is not enough: another one may be slower.
three-threads-no-panic = Worker { $worker } was told to panic (`--panic { $worker }`), and its thread ended without a panic.
three-threads-no-panic-cause = `work` has to call `panic!` after the first step when `options.panic` names the worker.
three-threads-panic-step = Worker { $worker } wrote { $steps ->
    [one] { $steps } step
   *[other] { $steps } steps
  }; it was to break down after the first.
three-threads-panic-step-cause = `work` has to call `panic!` after the first step, not before it and not after the last one, when `options.panic` names the worker.
three-threads-survives-panic = Worker { $worker } was told to panic, and went on to its last line all the same.
three-threads-survives-panic-cause = The panic was caught on its way. Let it end the worker's thread; `join` tells main.
three-threads-stopped-by-another = The program ended before { $role } did, after another worker had panicked.
three-threads-stopped-by-another-cause = Main gave up at the first worker that failed. Join every one, note those whose `join` returns `Err`, and return the error after the last one.
three-threads-names-nobody = No line on standard error says “error: these workers failed: { $required }”.
three-threads-names-nobody-cause = The error that `run` returns is another one. Return `Failed` with the numbers of the workers whose `join` returned `Err`.
three-threads-names-others = The program named the workers { $seen }; those that panicked are { $required }.
three-threads-names-others-cause = A worker is named when its own `join` returns `Err`: count the handles from 0, in the order in which the workers were started.
three-threads-exit-code-cause = { $seen ->
    [0] The panic was never noticed. `join` returns `Err` when its thread panicked; a result that is not looked at, or a thread that is not joined, says nothing.
    [101] Main itself panicked: `join().unwrap()` passes the panic on. Look at the `Err` instead, and remember which worker it was.
   *[other] `run` has to return `Failed` when workers panicked, and `Ok` when none did.
  }
