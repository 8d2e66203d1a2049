# What the grader of `cache` says.

# Its requirements.
cache-everybody-is-a-thread = Each reader and each writer is a thread of its own, and goes through all keys.
cache-readers-look-at-the-same-time = Readers look at the same time: one that takes long keeps no other waiting.
cache-each-key-is-loaded-once = Each key is loaded once, whoever else needs it meanwhile.
cache-nobody-sees-half-a-change = A reader sees both halves of an entry as one writer left them.
cache-a-writer-gets-in = A writer gets in, even if readers come again and again.
cache-is-right-under-every-schedule = Under every schedule, each look is whole, each key is loaded once, and nobody waits for ever.
cache-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
cache-count = Besides main there { $seen ->
    [one] was { $seen } thread
   *[other] were { $seen } threads
  }; { $required ->
    [one] { $required } is required
   *[other] { $required } are required
  }.
cache-count-cause = `run` is given and starts a thread for each reader and for each writer. Nobody else has to be there, and nobody may be missing.
cache-lines = { $role } wrote “{ $seen }”; “{ $required }” is required.
cache-lines-cause = `look` and `change` are given and print the lines. `read` calls `look` once, `write` calls `change` once, and neither prints anything itself.
cache-line-count = { $role } wrote { $lines ->
    [one] { $lines } line
   *[other] { $lines } lines
  } for one key; one is required.
cache-line-count-cause = `look` and `change` are given and print the lines. `read` calls `look` once, and `write` calls `change` once.
cache-no-look = { $other } did not look at the entry as `look` does, with one pause.
cache-no-look-cause = `look` is given: call it once in each `read`, with the entry that is in the cache.
cache-readers-take-turns = While { $one } looked at the key, { $other } could not: it had to wait.
cache-readers-take-turns-cause = The lock that is held during the look lets one thread in at a time. `Mutex::lock` and `RwLock::write` do; `RwLock::read` lets other readers in. After a load, give the guard for writing back before you look, or go down to one for reading. And who asks for `write` before each look, though the key is there, waits for the reader inside: look with `read` first.
cache-before-the-load = { $role } got the key while { $loader } was still loading it.
cache-before-the-load-cause = An entry stood in the map before it was loaded, and passed for loaded. What is written then may be lost when the load comes to its end. Put the entry in when it is loaded, and let whoever needs the key wait meanwhile: by the lock that is held during the load, or by one of its own for each key.
cache-loads = { $role } was to load the key, and it was loaded { $seen ->
    [0] by nobody
    [one] once
   *[other] { $seen } times
  }; once is required.
cache-loads-cause = { $seen ->
    [0] A key that is missing has to be loaded by `load`, by a reader and by a writer alike.
   *[other] Is the argument of `or_insert` a call? It is made in any case; `or_insert_with` makes it only for a key that is missing. And whoever finds a key missing and gives the lock back to load it lets others find it missing too. Take the lock for writing, look again, and load with the lock in hand.
  }
cache-loads-said = At the end, the program says “{ $seen }”; “{ $required }” is required.
cache-loads-said-cause = `load` is given and counts. Call it when a key is missing, and in no other case.
cache-torn = While { $role } was in the middle of its work, somebody wrote “{ $seen }”.
cache-torn-cause = One half was changed and the other was not yet. Both halves belong to one entry: they need one lock, which is held for both halves of a change, and for both halves of a look.
cache-asks-again = Somebody who had to wait did not wait, but asked again and again.
cache-asks-again-cause = `try_read` and `try_write` in a loop ask again, whether with a pause in between or without one. `read` and `write` wait.
cache-writer-starves = While one reader looked, a writer waited, and another reader got in again and again.
cache-writer-starves-cause = A writer that waits until nobody reads may wait for ever: as long as readers follow each other closely, somebody always reads. Let readers wait once a writer waits; the `RwLock` of the standard library does so on Linux. (The command below takes half a minute: look how often the reader slept.)
cache-writers-meet = While { $one } changed the key, { $other } changed it too.
cache-writers-meet-cause = Of two changes at the same time, one may be lost. Whoever changes a copy and puts it back later overwrites what came in between: hold the lock for writing from before `change` until after it.
cache-stuck-cause = Look at who waits for which lock. Whoever asks for `write` while its own guard of `read` is still there waits for itself; the guard in the head of a `match` lives to the end of the whole statement, that of an `if let` to the `else`. Give the lock back (`drop`), and only then ask for the other one.
cache-schedule-deadlock-cause = Is there a thread that asks for `write` and still has its own guard of `read`? The one in the head of a `match` lives to the end of the whole statement, that of an `if let` to the `else`. Does somebody ask for a second `read` with the first one in hand? A writer that has come in between is let in first, and waits for the first. And two locks that are taken in different orders wait for each other.
cache-loads-again = At the end, main says “{ $seen }”; once is required.
cache-loads-again-cause = If it was loaded 0 times: a key that is missing has to be loaded by `load`, by a reader and by a writer alike. If more than once: was the lock given back between finding the key missing and loading it? Then somebody else has loaded it meanwhile: look again with the lock for writing in hand, and load only if the key is still missing. And the argument of `or_insert` is computed in any case, that of `or_insert_with` only when it is needed.
cache-sees-half = { $role } wrote “{ $seen }”.
cache-sees-half-cause = It looked in the middle of a change. Both halves of an entry belong together: they need one lock, which is held for both halves of a change, and for both halves of a look.
