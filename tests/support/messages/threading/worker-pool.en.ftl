# What the grader of `worker-pool` says.

# Its requirements.
worker-pool-as-many-workers-as-asked = The pool has as many threads as were asked for, from its beginning to its end, however many jobs there are.
worker-pool-every-job-is-done-once = Every job is done once, by a worker.
worker-pool-workers-work-at-once = All workers work at once: as many jobs as there are workers can wait for each other, and no job waits while a worker is free.
worker-pool-a-panicking-job-does-not-kill-its-worker = A worker whose job panics says so, and goes on with the next one.
worker-pool-dropping-the-pool-waits-for-every-job = Dropping the pool waits until every job is done, however slow a worker is.
worker-pool-no-thread-is-left = When the pool has been dropped, all of its threads have ended.
worker-pool-is-right-under-every-schedule = Under every schedule, each job is done and each worker ends.
worker-pool-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
worker-pool-processes = The program started { $seen ->
    [one] { $seen } process
   *[other] { $seen } processes
  } besides its own.
worker-pool-processes-cause = The workers of this pool are threads of one process.
worker-pool-threads = Besides main there { $seen ->
    [one] was { $seen } thread
   *[other] were { $seen } threads
  }; the pool has { $required ->
    [one] { $required } worker
   *[other] { $required } workers
  }.
worker-pool-threads-cause = { $fewer ->
    [yes] Nothing calls `thread::spawn`, or it is called too seldom. `Pool::new` starts the workers, as many as it is told to; they wait for jobs.
   *[no] `Pool::new` starts each worker once. A thread for each job is no pool, and a worker that survives a panic need not be replaced.
  }
worker-pool-other-line = Somebody wrote “{ $seen }”, which is none of the lines that were asked for.
worker-pool-other-line-cause = The lines are `begin 4`, `end 4`, `panicked` and `dropped`.
worker-pool-stderr = { $role } wrote “{ $line }” to standard error.
worker-pool-stderr-cause = `eprintln!` writes there. All lines that were asked for go to standard output, by `println!`.
worker-pool-wrong-author = { $role } wrote “{ $line }”.
worker-pool-wrong-author-cause = Jobs are done, and panics told, by the workers; main alone says `dropped`. `submit` hands a job over, and does not call it.
worker-pool-begins-another = { $role } began job { $job } in the middle of another one, or there is no such job.
worker-pool-begins-another-cause = A worker does one job at a time, and says `panicked` before the next one if a job has panicked.
worker-pool-other-end = { $role } said that a job had ended which it had not begun, or in another way than it should.
worker-pool-other-end-cause = A job is done from beginning to end by one worker. `panicked` is for jobs that panicked, once each, and for no others.
worker-pool-job = Job { $job } { $times ->
    [0] was not done, or not to its end
    [one] was done once
   *[other] was done { $times } times
  }.
worker-pool-job-cause = { $panics ->
    [0] Each job goes through the channel once, and the workers take jobs until the channel is empty and closed. One that ends sooner leaves jobs behind.
   *[other] If a panic has ended its worker, the pool has one less: `catch_unwind` around the call of the job keeps the panic from the worker. Afterwards it takes the next job, as if nothing had happened. If all panics were caught, something else keeps the jobs from being done at once; see `workers_work_at_once`.
  }
worker-pool-unsaid = Job { $job } panicked, as `--panic { $job }` bids it, and no worker said `panicked` of it.
worker-pool-unsaid-cause = The panic has ended its worker, so the pool has one less. `catch_unwind` around the call of the job keeps the panic from the worker: it says `panicked` and takes the next job.
worker-pool-no-meeting = { $jobs } jobs were to wait for each other, { $workers } at a time; { $begun } of them began, and { $ended } came to their end.
worker-pool-no-meeting-cause = { $begun ->
    [0] No job was begun: the workers ended first. What was submitted before the drop is still to be done; only a channel that is empty and closed ends a worker.
   *[other] Something keeps the others from taking a job while one is being done: a lock around the receiver, perhaps, whose guard lives as long as the body of `while let` or `match`. Or jobs are all given to one worker.
  }
worker-pool-idle = While { $role } was at its first job, the other worker did { $seen } of the other three, and was idle then.
worker-pool-idle-cause = The jobs are dealt out before it is known who will be free. Let all workers receive from one channel.
worker-pool-late = Main said that the pool was dropped, and { $role } was still at work.
worker-pool-late-cause = `drop` has to wait for the workers: join every one. To sleep is not to wait, and that the channel is empty does not mean that the jobs are done.
worker-pool-left = The pool had been dropped, and { $role } had not ended.
worker-pool-left-cause = That all jobs are done is not enough. Drop the sender, so that the workers come to their end, and then join every one of them. That `is_finished` says yes is not enough either: the thread may still be about to end.
worker-pool-stuck-cause = Look at who waits for what. A worker that waits for a lock: another one holds it while it does its job, for a guard lives as long as the body of `while let` or `match`. A job that has begun and waits: nobody is left to do those that it waits for, because one worker has taken several, or another has ended too early. Workers that wait for a job, while main waits for them: a sender is left; take it out of its `Option` before you join, and leave no clone of it anywhere.
worker-pool-schedule-deadlock-cause = Who waits for what? A worker that waits for jobs goes on until the last sender is gone, and main can't drop it while it waits for the worker. A lock held during a job keeps the other workers from theirs. With `--meet`, jobs wait for each other, until there are as many of them as workers were asked for: are there as many workers?
worker-pool-schedule-panic-cause = Did a worker end because the channel was empty for a moment? Then nobody is left to take the next job, and `send` fails. A worker ends when the channel is empty and its last sender is gone: `recv` and `for job in jobs` wait for that, and `try_recv` does not.
