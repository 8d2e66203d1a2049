# What the grader of `transfers` says.

# Its requirements.
transfers-each-transfer-has-its-own-thread = Each transfer and each audit is made by a thread of its own, which writes its line and sleeps for the paperwork only.
transfers-balances-are-right = In the end, each account has what the transfers have left in it.
transfers-disjoint-transfers-proceed-at-once = Transfers without a common account do not wait for each other.
transfers-transfers-that-share-an-account-take-turns = During the paperwork, both accounts are held: another transfer that wants one of them waits for it at a lock.
transfers-an-audit-finds-all-the-money = An audit sees the bank at one moment: it waits while an amount is on its way, and then finds all the money.
transfers-an-account-may-pay-itself = An account may pay itself: its balance stays as it is, and it is held meanwhile.
transfers-is-right-under-every-schedule = Under every schedule, nobody waits for ever, and the program does the same.
transfers-tells-the-story = The run holds nothing besides what was asked for.

# What programs do instead, and why.
transfers-count = Besides main there { $seen ->
    [one] was { $seen } thread
   *[other] were { $seen } threads
  }; { $required ->
    [one] { $required } is required
   *[other] { $required } are required
  }.
transfers-count-cause = `run` is given and starts a thread for each transfer and for each audit. They have to make them, and nobody else has to.
transfers-line = { $role } wrote “{ $seen }”; “{ $required }” is required.
transfers-line-cause = `paperwork` prints the line of a transfer, and an auditor prints what `total` returns. Neither `transfer` nor `total` prints anything itself.
transfers-sleeps = { $role } slept { $times ->
    [one] { $times } time
   *[other] { $times } times
  }; each transfer sleeps once, for its paperwork.
transfers-sleeps-cause = { $times ->
    [0] `transfer` has to call `paperwork` once, between taking and giving, also when an account pays itself.
   *[other] A sleep to get out of another thread's way only makes it less likely that two of them meet. Wait at the lock, and call `paperwork` once.
  }
transfers-pause = { $role } slept { $seen }; { $required } are required.
transfers-pause-cause = Call `paperwork`, which knows how long it takes; an audit has none. To sleep for anything else puts nothing in order.
transfers-no-receipt = { $role } did not write its line after it had slept.
transfers-no-receipt-cause = `paperwork` is given: it sleeps, and then prints the transfer's line. Call it in each transfer, and print no such line anywhere else.
transfers-waits-for-stranger = While “{ $one }” was in its paperwork, “{ $other }” could not be made, although they have no account in common.
transfers-waits-for-stranger-cause = One lock for all accounts is held during the paperwork. Hold the two accounts' own locks, and no other.
transfers-asks-again = While “{ $one }” was in its paperwork, the thread of “{ $other }” did not wait: it asked again and again.
transfers-asks-again-cause = `try_lock` in a loop keeps a processor busy, and two threads may step back for each other for ever. Take the locks in an order in which `lock` is safe, and wait.
transfers-gets-in = While “{ $one }” was in its paperwork, “{ $other }” was in its own, although they have an account in common.
transfers-gets-in-cause = A guard is dropped too early: at the end of a block or of a statement, perhaps, or because its value was copied. Keep both guards from before the taking until after the giving. An account that pays itself has one lock only, and that one is kept as well.
transfers-audit = In the middle of “{ $transfer }” the auditor came, and wrote “{ $seen }”; “{ $required }” is required.
transfers-audit-cause = An amount was in neither account. Transfers hold both accounts during the paperwork; and an audit takes the locks of all accounts before it reads the first balance.
transfers-audit-looks-away = In the middle of “{ $transfer }” the auditor came, and was done before the transfer was.
transfers-audit-looks-away-cause = The sum is right, and it was not counted: an account that is held can't be read. Add up the balances, behind their locks.
transfers-balance = At the end, “{ $seen }” is written of account { $number }; “{ $required }” is required.
transfers-balance-cause = Compare who gives with who gets: after the locks are taken in the order of the numbers, the first one is not always the giver. If an account paid itself, its balance has to be as before.
transfers-schedule-story-cause = If the audit finds more or less than there is: it looked at one account before a transfer and at another one after it. Take all locks, and keep every one of them until all is counted. Else some account was read and written in two steps, with its lock given back in between.
transfers-stuck-cause = Look at who waits for which lock. Two transfers that ask for the same locks in different orders wait for each other: take the lock of the account with the lower number first, whoever pays. And an account that pays itself has one lock: whoever asks for it twice waits for itself.
transfers-schedule-deadlock-cause = Two transfers ask for the same locks in different orders, and each has what the other one wants: take the lock of the account with the lower number first, whoever pays. The audit takes locks, too, and in the same order. (The locks above are numbered as they were first taken, from 1; the accounts have numbers of their own, from 0.)
