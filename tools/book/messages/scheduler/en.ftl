# The figure "be the scheduler". What stands in braces within quotes is filled in by the browser.

kind = Be the scheduler
controls = Whose turn is it?
listing = The program
thread = Thread { $thread }
who = Thread { $thread }
undo = Undo
restart = Restart
finish = Play to the end
hint = A hint
line = line { $line }
steps-recorded = One of { $all } recorded schedules
steps-yours = Your schedule
number = Step

# On a thread's button: what it would do next.
next-load = read { $object }
next-store = write { $object }
next-update = add 1 to { $object }
next-lock = take lock { $object }
next-unlock = give lock { $object } back

# What a thread did.
did-load = reads { $value } from { $object }
did-store = writes { $value } to { $object }
did-update = adds 1 to { $object }: { $old } becomes { $new }
did-lock = takes lock { $object }
did-wait = has to wait for lock { $object }: thread { $holder } holds it
did-unlock = gives lock { $object } back
did-hand-over = gives lock { $object } back; thread { $other }, which waits for it, takes it

# How things stand.
object-number = { $object }
object-lock = Lock { $object }
lock-free = free
lock-held = held by thread { $thread }
is-at-start = at its beginning
is-at-end = has ended
has-seen = has read { $value }
holds = holds { $locks }
holds-and-waits = holds { $locks }, waits for { $lock }
waits = waits for { $lock }
lock = lock { $object }
two-locks = { $one } and { $other }

# Said after each turn.
said-start = Nothing has happened yet. Both threads can go on.
said-step = { $who } { $did }.
said-undone = One step undone.
said-nothing-to-undo = There is nothing to undo.
said-restarted = Back at the beginning.
said-cannot = { $who } cannot take a step: it { $state }.
said-over = The run is over. Undo a step, or restart.
tally = Schedules played: { $played } of { $all }.
tally-ending = { $label }: { $played } of { $all }

# How it ends: for the tally, and why.
label-prints = prints { $output }
label-lost = prints { $output }, an update is lost
label-stuck = deadlock

lost-update-title = A lost update
lost-update-task = Two threads add 1 each. Find an order of their steps in which the program prints 1.
lost-update-hint = What a thread has read may be out of date by the time it writes. Let the other one in between.
lost-update-right = The program prints { $output }. One thread had written before the other one read, so the second update builds on the first.
lost-update-wrong = The program prints { $output } instead of { $right }. Both threads had read { $seen } before either wrote, so both wrote { $output }: one update is lost.
lost-update-known = { $wrong } of the { $all } schedules lose an update.

lost-update-mended-title = No update is lost
lost-update-mended-task = The same count, mended: reading and writing are one step. Try to lose an update now.
lost-update-mended-hint = There is no moment between the reading and the writing at which the other thread could have its turn.
lost-update-mended-right = The program prints { $output }. Each thread reads and writes in one step, so nobody can come in between.
lost-update-mended-known = There are { $all } schedules, and none loses an update.

abba-title = A deadlock
abba-task = Two threads move money between two accounts. Find an order of their steps after which neither can go on.
abba-hint = Each thread needs two locks, and takes them in a different order. Give each of them its first one.
abba-right = The program prints { $output }. One thread had both locks before the other one took its first, so nobody waited in a circle.
abba-wrong = Deadlock. Thread 1 holds { $held-1 } and waits for { $wanted-1 }; thread 2 holds { $held-2 } and waits for { $wanted-2 }. Neither will ever go on, and the program prints nothing.
abba-known = { $wrong } of the { $all } schedules end in a deadlock.

abba-mended-title = No deadlock
abba-mended-task = The same transfers, mended: both threads take lock a first. Try to make them wait for each other.
abba-mended-hint = Whoever holds lock b holds lock a too. What could that thread be waiting for?
abba-mended-right = The program prints { $output }. Whoever has lock a finds lock b free; the other one can only wait for lock a, holding nothing.
abba-mended-known = There are { $all } schedules, and none ends in a deadlock.
