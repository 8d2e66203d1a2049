# What the grader of `bounded-queue` says.

# Its requirements.
bounded-queue-everybody-is-a-thread = Each producer and each consumer is a thread of its own, besides main, and prints its own lines.
bounded-queue-every-item-arrives-once = Every item that is put in is taken out once, whoever is slow, and nobody waits in vain.
bounded-queue-the-order-is-kept = Items come out in the order in which they went in.
bounded-queue-never-above-capacity = The queue takes as many items as it holds, and not one more.
bounded-queue-who-waits-sleeps = A thread that waits sleeps until it is woken; it neither looks again and again nor sets itself a time limit.
bounded-queue-nobody-waits-while-another-works = While one thread makes or uses an item, the others can go on.
bounded-queue-close-wakes-everybody = Closing the queue wakes everybody who waits; from then on no item goes in.
bounded-queue-is-right-under-every-schedule = Under every schedule, the queue keeps all that it promises, and the program ends.
bounded-queue-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
bounded-queue-processes = The program started { $seen ->
    [one] { $seen } process
   *[other] { $seen } processes
  } besides its own.
bounded-queue-processes-cause = Producers and consumers are threads of one process: they share the queue's memory.
bounded-queue-threads = Besides main there { $seen ->
    [one] was { $seen } thread
   *[other] were { $seen } threads
  }; { $required } are required, one for each producer and consumer.
bounded-queue-threads-cause = `run` starts them all, and is given. `push`, `pop`, `produce` and `consume` start nobody.
bounded-queue-other-line = Somebody wrote “{ $seen }”, which is none of the lines that were asked for.
bounded-queue-other-line-cause = The lines are `put 0.3`, `refused 0.3`, `took 0.3` and `ready`. `Item` prints itself as `0.3`.
bounded-queue-main-writes = Main wrote “{ $line }”.
bounded-queue-main-writes-cause = Each line is printed by the thread that it is about: in `produce` and in `consume`.
bounded-queue-speaks-for-another = { $role } wrote “{ $line }”, which is another's line.
bounded-queue-speaks-for-another-cause = A thread is one producer or one consumer, from its first line to its last, and each producer is one thread. Print `put` after `push` has come back, in the producer's own thread.
bounded-queue-consumers = { $seen ->
    [one] { $seen } thread
   *[other] { $seen } threads
  } wrote `ready`; { $required ->
    [one] there is { $required } consumer
   *[other] there are { $required } consumers
  }.
bounded-queue-consumers-cause = Each consumer prints `ready` every time before it takes an item; so even one that gets none has printed it once.
bounded-queue-own-items = The lines of producer { $producer } are not those of a producer of { $required } items: there are { $seen }, or their order is another one.
bounded-queue-own-items-cause = A producer prints `put` once for each of its items, from number 0 upwards, when it is in the queue. After an item that was refused it ends.
bounded-queue-item = Item { $item } was put in { $put ->
    [one] once
   *[other] { $put } times
  } and taken out { $took ->
    [one] once
   *[other] { $took } times
  }.
bounded-queue-item-cause = { $took ->
    [0] It was lost. When the queue is closed, what is in it still comes out: `pop` gives `None` only when nothing is left. And a woken consumer has to look again whether there is an item.
   *[other] Putting in and taking out change the same queue, under the same lock, and nobody prints what did not happen.
  }
bounded-queue-order = { $role } took { $item } after { $before }.
bounded-queue-order-cause = A queue gives out first what came in first: in at one end (`push_back`), out at the other (`pop_front`).
bounded-queue-above = { $seen } items were put in while nobody took any out; the queue holds { $capacity }.
bounded-queue-above-cause = `push` has to wait while the queue holds `capacity` items, before it puts in its own. Is `put` printed only after `push` has come back?
bounded-queue-below = { $seen ->
    [0] No item was put in
    [one] Only { $seen } item was put in
   *[other] Only { $seen } items were put in
  }, though the queue holds { $capacity } and there are { $items } to come.
bounded-queue-below-cause = A producer waits only when there is no room. Compare the number of items with `capacity`, and nothing less.
bounded-queue-restless = Everybody has to wait here, and the program was still busy after { $seconds } seconds.
bounded-queue-restless-cause = Somebody looks again and again, with or without a pause, or waits with a time limit. Wait on a condition variable, and let whoever changes the queue wake you.
bounded-queue-nobody-waits = The program ended, though { $consumers ->
    [0] the queue was full and nobody took anything out
   *[other] the queue was empty and nobody had closed it
  }.
bounded-queue-nobody-waits-cause = { $consumers ->
    [0] `push` has to wait as long as the queue is full and open, and longer than any time limit.
   *[other] `pop` gives `None` only when the queue is closed and empty. With `--leave-open`, nobody closes it.
  }
bounded-queue-makes-nothing = { $role } did not take its time for each item.
bounded-queue-makes-nothing-cause = `produce` calls `make` for each item, which sleeps for as long as `--make-ms` says.
bounded-queue-made-alone = While { $role } made its first item, the other producer could not put in its own, though there was room.
bounded-queue-made-alone-cause = A lock is held while the item is made. Call `make` first; take the lock, or call `push`, when you have the item.
bounded-queue-used-alone = While the consumer used its first item, the producer could not fill the queue.
bounded-queue-used-alone-cause = Is `took` printed before the item is used? Else a lock is held while it is used. The guard lives to the end of its block: let `pop` come back with the item alone, and use it after that.
bounded-queue-item-waits = An item was in the queue, and { $role } waited for one all the same.
bounded-queue-item-waits-cause = Two items were put in before anybody took one, and only one consumer was woken: `push` rings only when the queue was empty, perhaps. Ring for each item, whatever is in the queue.
bounded-queue-consumers-left = The queue was closed, and a consumer waits on.
bounded-queue-consumers-left-cause = `notify_one` wakes one of them, and none wakes the next. Closing is of interest to everybody: `notify_all`. And what they wait for in their loop has to have ended: look at `closed` there, too.
bounded-queue-producers-left = The consumer closed the queue, and a producer waits on.
bounded-queue-producers-left-cause = Producers wait as well, on a variable of their own. `close` has to wake all of them, and each has to see in its loop that the queue is closed.
bounded-queue-not-refused = Producer { $producer } put in items after the queue had been closed.
bounded-queue-not-refused-cause = `push` has to look whether the queue is closed before it looks for room, and after its waiting again: it may end because there is room, or because the queue is closed. A closed queue takes nothing.
bounded-queue-beyond = { $put } items had been put in, and consumers had asked for { $ready }; so more than { $capacity } were in the queue.
bounded-queue-beyond-cause = Either a consumer says `ready` only after it has taken its item, or a producer that wakes up takes it for granted that there is room. Another may have been faster, and a thread may wake without a reason: look again, with `while` in place of `if`.
bounded-queue-stuck-cause = Whoever waits has to be woken by what ends its waiting. `push` wakes those who wait for an item, `pop` those who wait for room: is it the right variable, and is it signalled each time? With one variable for both, `notify_one` may wake somebody who has no use for it.
bounded-queue-schedule-deadlock-cause = Does whoever wakes look again, with `while` or `wait_while` in place of `if`? A wake-up went to nobody, or to somebody who had no use for it. Is the lock kept from the look at the queue until `wait`? Is everything that the waiting hangs on changed under this lock? Does each change wake the side that waits for it, also when the queue was neither full nor empty? Does `close` wake all who wait, with `notify_all`?
bounded-queue-schedule-panic-cause = Somebody wakes up and takes it for granted that there is an item. Another may have been faster, and a thread may wake without a reason: look again, with `while` in place of `if`.
