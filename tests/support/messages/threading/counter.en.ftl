# What the grader of `counter` says.

# Its requirements.
counter-each-gate-is-a-thread = Each gate is a thread of its own, besides main.
counter-each-gate-counts-its-own-visitors = Each gate's lines are written by its own thread: one for each visitor, one at the end, and nothing else.
counter-all-gates-share-one-count = All gates count with the same counter: whoever comes later goes on where the others stopped.
counter-the-total-is-exact = At the end, main prints how many visitors were counted at all gates together.
counter-gates-count-while-one-sleeps = A gate sleeps after each visitor, and the others go on counting meanwhile.
counter-main-waits-for-every-gate = Main waits for every gate, however slow one of them is.
counter-is-right-under-every-schedule = Under every schedule, each visitor has a number that no other has, and the total is the same.
counter-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
counter-threads = Besides main there { $seen ->
    [one] was { $seen } thread
   *[other] were { $seen } threads
  }; { $required ->
    [one] { $required } is required
   *[other] { $required } are required
  }.
counter-threads-cause = { $seen ->
    [0] Nothing calls `thread::spawn`. A gate that is simply called lets its visitors in before the next gate opens.
   *[other] `thread::spawn` has to be called once for each gate, as often as `--gates` says; main is none of them.
  }
counter-processes = The program started { $seen ->
    [one] { $seen } process
   *[other] { $seen } processes
  } besides its own.
counter-processes-cause = The gates are threads of one process, so that they can share the count.
counter-other-line = { $role } wrote “{ $seen }” where “{ $required }” is required.
counter-other-line-cause = `N` stands for any number, `K` for that of the gate. Call `say_visitor` for each visitor, and compare the last line letter by letter. A gate that says another gate's number does the work of two.
counter-line-count = { $role } wrote { $seen ->
    [one] { $seen } line
   *[other] { $seen } lines
  }; { $required } are required.
counter-line-count-cause = Each gate's own thread writes its lines: with `--numbers` one for each visitor, as many as `--visitors` says, and one when it closes. What main or another thread writes does not show that the gate has counted.
counter-same-gate = The lines of { $gates } gates speak of { $seen ->
    [one] { $seen } gate
   *[other] { $seen } gates
  } only.
counter-same-gate-cause = Two threads have the same number. Gates are counted from 0, and each closure takes its own number by `move`.
counter-not-shared = The visitors were given the numbers { $seen }; { $required } are required.
counter-not-shared-cause = One of the two gates began when the other was closed, so there was no race: they do not count with the same counter. `Arc::new` in the loop makes a new counter for each gate, and so does moving a plain number into a closure, for that copies it. Make one before the loop, and `Arc::clone` it for each gate. The numbers have to come from it, too, and not from the options.
counter-total = The last line of main is “{ $seen }”; “{ $required }” is required for { $gates ->
    [one] { $gates } gate
   *[other] { $gates } gates
  } with { $visitors } visitors each.
counter-total-cause = Main has to read the counter that the gates count with, and to do so after the last `join`: before, some gates may not even have begun.
counter-sleep = { $role } slept { $seen } altogether; { $required } are required.
counter-sleep-cause = A gate sleeps after each of its visitors, for as long as `--pause-ms` says.
counter-waits-for-the-sleeper = While { $sleeper } slept, { $role } could not come to its end.
counter-waits-for-the-sleeper-cause = It waited for the lock, which { $sleeper } held in its sleep. A guard holds the lock until it goes out of scope: let `count_one` return before the gate sleeps.
counter-started-late = { $role } was not started before { $sleeper } had ended.
counter-started-late-cause = Main waits for a gate, by `join` or at the end of a scope, before it starts the next one. Start all gates first, and keep their handles.
counter-cut-off = The program ended before { $role } did.
counter-cut-off-cause = When main returns, the process ends, and every thread with it. Call `join` on the handle of every gate. That the count is complete does not mean that every gate is closed.
counter-twice = The number { $number } was given to { $seen } visitors.
counter-twice-cause = Between reading the count and writing it, or between adding one and reading what came of it, another gate came in between. Each use of the count may be under a lock, or be atomic, and still the two together are not. Do both through one guard.
counter-never = No visitor was given the number { $number }, of { $all } visitors.
counter-never-cause = Two visitors share another number, or the counter has jumped: between adding one and reading what came of it, another gate added one as well. Do both through one guard.
counter-ahead = Gate { $gate } gave the number { $number } when only { $told ->
    [one] { $told } visitor had
   *[other] { $told } visitors had
  } been told of, at all gates together.
counter-ahead-cause = A visitor is counted when it comes, one at a time. Whoever takes many numbers at once, or knows its numbers beforehand, gives numbers to visitors who are not there yet.
