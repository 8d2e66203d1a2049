# What `cargo telar observe` and `explore` tell about a run. Every sentence stands in es.ftl too.

## Names

main = main
thread = thread { $number }
child = child { $path }
child-thread = child { $path } thread { $number }
# The same inside a sentence.
the-thread = thread { $number }
the-child = child { $path }
the-child-thread = child { $path } thread { $number }
itself = { $who } itself
and = and
and-before-i = and
and-more = { $count } more
nobody = nobody
ms = { $time } ms

kind-stdin = standard input
kind-stdout = standard output
kind-stderr = standard error
kind-pipe = pipe
kind-socket-pair = socketpair
kind-socket = socket
kind-file = file
kind-terminal = terminal
kind-descriptor = descriptor
kind-other = other

## How it ended

ended-exited = It ended with exit code { $code } after { $time }.
ended-signaled = It was ended by the signal { $signal } after { $time }.
ended-stuck = It got stuck after { $time }: nobody could go on any more.
ended-endless = It was still going on after the last step that it may take, at { $time }, and was ended there.
ended-deadline = It was still running at the deadline, after { $time }, and was ended there.
ended-output-limit = It wrote more than it may, and was ended after { $time }.
ended-task-limit = It had more threads and processes at once than it may, and was ended after { $time }.

stuck-sleep = sleeps
stuck-join = waits for the end of { $whom }
stuck-futex = waits for a lock, a condition variable, a message or the threads of a scope
stuck-lock = waits for lock { $lock }
stuck-lock-own = waits for lock { $lock }, which it holds itself
stuck-lock-held = waits for lock { $lock }, held by { $holder }
stuck-condition = waits on a condition variable
stuck-child = waits for the end of a child
stuck-read = waits to read ({ $kind })
stuck-write = waits to write ({ $kind })
stuck-read-pipe = reads from an empty pipe whose write end is still open in { $holders }
stuck-write-pipe = writes to a full pipe whose read end is still open in { $holders }
stuck-read-held = waits to read from a { $kind } whose other end is held open by { $holders }
stuck-write-held = waits to write to a { $kind } whose other end is held open by { $holders }
stuck-signal = waits for a signal (`{ $name }`)
stuck-call = waits in the call `{ $name }`
# Where in the source. The first continues `stuck-lock-own` and `stuck-lock-held`.
since = { $what } since { $place }
at = { $what }, at { $place }
waits-at = { $what }; it waits at { $place }
closure = a closure in { $function }

circle = They wait for each other in a circle (a deadlock): { $way }.
circle-own-lock = { $who } waits for a lock that it holds itself: nobody else could release it.
circle-own-end = { $who } waits for itself: it reads until nobody is left who could write, and is itself the only one left.
circle-own-pipe = { $who } waits for itself: the pipe is full, and nobody else is left who could read from it.
circle-itself = { $who } waits for itself.
lock-never-released = { $who } has ended without releasing lock { $lock }: nobody else could release it.
never-woken = { $whom } { $count ->
    [one] waits
   *[other] wait
} to be woken, and nobody is left who could do it: everybody else waits too, or has ended.
never-woken-alone = { $whom } { $count ->
    [one] waits
   *[other] wait
} to be woken, and nobody else is left who could do it.

endless-who = These took part in the last steps:
endless-several = Several threads go on, and none of them gets anywhere. This may be a live-lock: each keeps giving way to the others.
endless-one = Only { $who } goes on: it waits actively, asking again and again, or it is in a loop without end.

busiest = At the busiest moment { $threads ->
    [one] 1 thread
   *[other] { $threads } threads
} in { $processes ->
    [one] 1 process
   *[other] { $processes } processes
} lived at once. Together they used { $cpu } of processor time.
order-creator-first = What is created was held back until its creator waited or ended.
order-starve = Number { $number } of what was created was held back until nobody else could go on.
order-oversleep = Number { $number } of what was created was to sleep until nobody else could go on.
order-oversleep-whom = { $whom } did not wake from its first sleep until nobody else could go on.
order-starve-whom = { $whom } was held back until nobody else could go on.

## Who lived

lived = Who lived, and how they ended
exit-code = exit code { $code }
signal = ended by { $signal }
not-ended = had not ended
reaped = { $end }, waited for by { $whom } at { $time }
discarded = { $end }, discarded because its parent ignores SIGCHLD
unreaped = { $end }; nobody has waited for it (a zombie)
zombie = { $end }, never waited for: a zombie
orphan = { $end }, outlived its parent: an orphan
thread-ended = ended before its process
thread-joined = ended, and { $whom } was waiting for it
thread-cut-off = cut off by the end of its process
runs = runs { $program }
named = named { $name }
created-by = created by { $whom }
left-out = … { $count ->
    [one] one more left out
   *[other] { $count } more left out
} …

## Who said what

said = Who said what, and when
said-nothing = Nobody wrote a line.
said-stderr = ! marks what went to standard error.
said-unfinished = (no newline)

## Who waited

waited = Who waited for whom
waited-nobody = Nobody waited for anything.
waited-unseen = Not looked at: this run was observed with less detail.
times = { $count } times
in-vain = in vain
waited-sleep = asleep
waited-join = for { $whom } to end
waited-futex = for a lock, a condition variable, a message or the threads of a scope
waited-lock = for lock { $lock }
waited-condition = on a condition variable
waited-child = for a child to end
waited-read = to read ({ $kind })
waited-read-from = for bytes from { $whom } through a { $kind }
waited-write = to write ({ $kind })
waited-write-to = for { $whom } to make room in a { $kind }
waited-signal = for a signal (`{ $name }`)
waited-call = in the call `{ $name }`

## What overlapped

overlapped = What overlapped
overlapped-both = { $whom } were both alive at once, for { $time }.
overlapped-all = { $whom } were all alive at once, for { $time }.
overlapped-none = { $whom } were never alive at the same time: each had ended before the next was created.
overlapped-some = At most { $count } of { $whom } were alive at the same time.

## What was left behind

left = What was left behind
left-nothing = Nothing: no zombie, no orphan, no thread cut off, no descriptor open.
left-zombie = { $who } ended, and its parent never waited for it (a zombie).
left-orphan = { $who } outlived its parent (an orphan).
left-cut-off = { $who } was cut off when its process ended: nobody had waited for it.
left-open = { $who } ended with { $count ->
    [one] a descriptor
   *[other] { $count } descriptors
} open: { $what }

## What carried bytes

carried = What carried bytes
carried-nothing = Nothing.
carried-from-to = { $from } → { $to }
carried-written = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
} written in { $calls ->
    [one] 1 call
   *[other] { $calls } calls
}
carried-read = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
} read in { $calls ->
    [one] 1 call
   *[other] { $calls } calls
}
carried-files = { $count ->
    [one] One file was read: { $bytes } bytes.
   *[other] { $count } files were read: { $bytes } bytes in all.
}

## What was not seen

notes = What the witness did not see
note-unseen-output = { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
} reached { $stream } from an author who was not seen.
note-output-left-out = Not kept of { $stream }, because there was too much: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}.
note-waits-left-out = { $count ->
    [one] One wait was
   *[other] { $count } waits were
} too many to keep.
note-unmodelled = The call `{ $call }` was let through without being modelled: what comes of it may depend on more than the schedule.
note-preempted = { $whom } computed for so long without a visible step that the others were let go on meanwhile, by the processor's clock: another run may differ.
note-released-early = { $whom } was let go before its time, because everybody else kept spinning.

## The picture

picture-title = Timeline of { $command }
picture-desc = { $threads ->
    [one] One thread
   *[other] { $threads } threads
} in { $processes ->
    [one] one process
   *[other] { $processes } processes
} over { $time }. { $ended } { $lanes }
picture-lane = { $who }: alive from { $from } to { $until }, { $lines ->
    [one] 1 line
   *[other] { $lines } lines
} written, { $waited } of waiting, { $end }.
picture-lane-plain = { $who }: alive from { $from } to { $until }, { $lines ->
    [one] 1 line
   *[other] { $lines } lines
} written, { $end }.
picture-more = { $count ->
    [one] One more thread is
   *[other] { $count } more threads are
} not drawn.
picture-running = running
picture-waiting = waiting
picture-stdout = a line of output
picture-stderr = a line of errors
picture-ended = ended
picture-cut-off = cut off
picture-zombie = never waited for (zombie)
picture-orphan = outlived its parent (orphan)

tree-title = Processes and threads of { $command }
tree-first = { $who }: { $threads ->
    [one] one thread
   *[other] { $threads } threads
}; { $end }.
tree-child = { $who }, created by { $whom }: { $threads ->
    [one] one thread
   *[other] { $threads } threads
}; { $end }.
tree-more = { $count ->
    [one] One more process is
   *[other] { $count } more processes are
} not described.
tree-reaped = { $end }; { $whom } waited for it

pipes-title = What carried bytes in { $command }
pipes-none = No pipe and no socket carried bytes.
pipes-label = { $kind } · { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
pipes-flow = From { $from } to { $to }: { $what }.
pipes-unknown = somebody who is not known

## Measurements

plot-title = How many times faster at once than one after the other
plot-row = { $who }, { $work }: { $value } times.
plot-spread = the median, the least and the greatest value
plot-one = 1: nothing gained
plot-ideal = as many times as there are workers
work-cpu = computing
work-wait = waiting
with-threads = threads
with-processes = processes
count-threads = { $count ->
    [one] 1 thread
   *[other] { $count } threads
}
count-processes = { $count ->
    [one] 1 process
   *[other] { $count } processes
}
table-who = workers
table-work = work
table-in-a-row = one by one
table-at-once = at once (min–max)
table-cpu = processor
table-speed-up = times faster

strip-cpu = processor { $time }
strip-legend = █ ran, ▓ ▒ ░ ran for part of the time, · waited

## What an exploration found

tried = { $runs ->
    [one] One schedule
   *[other] { $runs } schedules
} tried, { $steps } steps in all.
tried-within = { $runs ->
    [one] One schedule
   *[other] { $runs } schedules
} tried in { $seconds } s, { $steps } steps in all.
found-nothing = Nothing wrong was found.
found-deadlock = Found: nobody can go on any more (a deadlock).
found-endless = Found: it goes on and on; after { $steps } steps it had not ended.
found-panic = Found: a panic. { $whom } panicked.
found-exit = Found: it ended with { $seen }, where { $expected } was expected.
found-signal = the signal { $signal }
found-no-end = no end
found-left = Found: { $what }
found-story = Found: it did not do the same as in the first run.
found-story-first = in the first run: { $line }
found-story-now = in this one:      { $line }
found-story-nothing = (nothing)
found-limit = Found: it came to a limit. { $ended }
found-judged = Found: { $told }
found-process = a process
found-doubtful = This proves nothing: it hangs on a call that is not modelled, or on the real clock.

origin-first = It came to light in the plain run: whoever runs goes on until it waits, then the one created first.
origin-canonical = It came to light under the schedule `{ $name }`: { $rule }.
origin-seed = It came to light with seed { $seed }.
origin-steered = It came to light when a schedule went for the locks that are taken in both orders (seed { $seed }).
origin-directed = It came to light when one thing was changed in the plain run: at decision { $point }, { $what }.
canonical-first = whoever runs goes on until it waits, then the one created first
canonical-newest = the one created last goes first
canonical-reverse = whoever runs goes on until it waits, then the one created last
canonical-round-robin = everybody one step, in turn
canonical-main-starved = main goes on only when nobody else can
canonical-hold-and-wait = whoever holds a lock and wants another one lets everybody else go first
canonical-store-last = whoever is about to store to an atomic lets everybody else go first
canonical-relock-last = whoever is about to take a lock again lets everybody else go first
canonical-try-last = whoever is about to try a lock lets everybody else go first
canonical-starve = { $who } goes on only when nobody else can
choice-run = { $who } went on
choice-fire = the time-out of { $who } fired
choice-wake = { $who } woke without a reason
choice-kill = { $who } was killed
choice-panic = { $who } panicked
choice-pick = the system chose outcome { $outcome } of several
decisions-none = The plain run fails in the same way: whoever runs goes on until it waits, then the one created first.
decisions = The shortest schedule that was found: whoever runs goes on until it waits, then the one created first; { $count ->
    [one] one decision differs
   *[other] { $count } decisions differ
} from that.

ended-before = Ended already: { $whom }.

steps = Its steps around each switch to another thread, and its last ones
steps-all = Every step
steps-left-out-of = … { $count } more steps of { $who } …
steps-left-out = … { $count } more steps …
step-load = loads atomic { $number }
step-store = stores to atomic { $number }
step-swap = swaps atomic { $number }
step-update = updates atomic { $number }
step-compare-exchange = compares and exchanges atomic { $number }
step-lock = asks for lock { $number }
step-try-lock = tries lock { $number }
step-unlock = gives back lock { $number }
step-read-lock = asks for lock { $number } to read
step-try-read-lock = tries lock { $number } to read
step-read-unlock = gives back lock { $number } after reading
step-write-lock = asks for lock { $number } to write
step-try-write-lock = tries lock { $number } to write
step-write-unlock = gives back lock { $number } after writing
step-downgrade = goes on with lock { $number } to read only
step-wait = waits on condition variable { $number }
step-wait-timeout = waits on condition variable { $number } for a time
step-notify-one = wakes one that waits on condition variable { $number }
step-notify-all = wakes all that wait on condition variable { $number }
step-signal = gets { $signal }
step-creates = creates { $whom }
step-fence = fence
step-spin = spins
step-panic = panics
step-ends = ends
step-killed = is killed
step-time-out = its time-out fires
step-spurious = wakes without a reason
step-interrupted = is interrupted
step-call = calls `{ $call }`
step-moved = calls `{ $call }`: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
step-moved-part = calls `{ $call }`: only { $bytes } of { $of } bytes
step-moved-none = calls `{ $call }`: the end
step-returns = gets from `{ $call }`: { $bytes ->
    [one] 1 byte
   *[other] { $bytes } bytes
}
step-returns-part = gets from `{ $call }`: only { $bytes } of { $of } bytes
step-returns-none = gets from `{ $call }`: the end
step-writes = writes “{ $line }”

inversion = Warning: lock { $one } and lock { $other } are taken in both orders. Two threads that have got one each would wait for each other for ever. No schedule that was tried came to that; one order for everybody makes sure.
inversion-by = Warning: lock { $one } and lock { $other } are taken in both orders, by { $whom }. If each had got its first, both would wait for ever. No schedule that was tried came to that; one order for everybody makes sure.

unseen = What this cannot tell
unseen-points = This program was built with optimisation, or is not Rust: only its system calls were points at which another thread could come in between.
unseen-cut-short = The runs are long: after { $steps } steps together no further schedule was begun. A smaller input is explored more thoroughly.
unseen-weak = Some atomic operations ask for less than SeqCst. Only sequentially consistent runs were tried; a processor may do more.
unseen-calls = { $count ->
    [one] This call was
   *[other] These calls were
} let through without being modelled: { $calls }. What comes of that may depend on more than the schedule.
unseen-preempted = A thread computed for so long without a visible step that others were let go on meanwhile, by the processor's clock: another exploration may differ.
unseen-output = Some output came on a way on which its author was not seen.
unseen-plain = What threads share without a lock, an atomic or a call (`static mut`, `UnsafeCell`, raw pointers) is not seen.

## A story's lines, as they are recorded: `story.rs` writes the English ones

story-exited = the program ended with exit code { $number }
story-signaled = the program was ended by { $signal }
story-stuck = the program got stuck: nobody could go on
story-endless = the program went on without end
story-deadline = the program was still running at the deadline
story-output-limit = the program wrote more than it may
story-task-limit = the program had more threads and processes than it may
story-silent = wrote nothing
story-sleeps = { $who } sleeps
story-joins = { $who } waits for the end of { $whom }
story-futex = { $who } waits for a lock, a condition or a message
story-lock = { $who } waits for a lock
story-lock-own = { $who } waits for a lock that it holds itself
story-lock-held = { $who } waits for a lock held by { $whom }
story-condition = { $who } waits on a condition variable
story-child = { $who } waits for the end of a child
story-reads = { $who } waits to read from a { $kind }
story-reads-held = { $who } waits to read from a { $kind }, held open by { $whom }
story-writes = { $who } waits to write to a { $kind }
story-writes-held = { $who } waits to write to a { $kind }, held open by { $whom }
story-call = { $who } waits in { $name }
story-carried = { $kind }: { $bytes } from { $who } to { $whom }
story-sent = { $kind }: { $bytes } sent by { $who }
story-received = { $kind }: { $bytes } received by { $who }
story-unseen = { $bytes } of { $name } came from an unseen author
story-role = { $who }
story-created = created by { $who }
story-runs = runs { $name }
story-exit-code = exit code { $number }
story-reaped = reaped by its parent
story-discarded = discarded: its parent ignores SIGCHLD
story-zombie = never reaped: a zombie
story-orphan = orphan: its parent ended before it
story-undecided = still there when the run was cut off
story-not-ended = had not ended
story-cut-off = cut off by the end of its process
story-ended = ended before its process
story-signal = { $signal }
