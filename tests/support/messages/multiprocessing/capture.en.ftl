# What the grader of `capture` says.

capture-the-command-runs-in-a-child = Main starts one child, which becomes the command, with each argument as it was given.
capture-both-streams-are-captured = What the command writes comes to main through pipes, each stream by itself, and nowhere else.
capture-every-byte-arrives = Every byte arrives as it was written, also where the output is no text.
capture-a-mebibyte-on-each-does-not-hang = With 1 MiB on each stream, in whichever order, nobody waits for ever and nothing is lost.
capture-exit-code-and-signal-are-told-apart = An exit code is told as an exit code, a signal as a signal.
capture-nothing-is-left-behind = Main waits for the command and for its own threads, and the command has no pipe besides its two streams.
capture-a-kill-at-any-step-is-told = Whenever the command is killed, main tells the signal and all that was written before.
capture-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
capture-tells-the-story = The run holds nothing besides what was asked for.

capture-children = Main has { $seen ->
    [0] no child process
   *[other] { $seen } child processes, those of its children included
}; required is one.
capture-children-cause = { $seen ->
    [0] Nothing is started, so what is printed can't be the command's.
   *[other] Something is started besides the command: a shell, or a child of the child.
}

capture-command = The child runs `{ $seen }`; required is `{ $required }`.
capture-command-cause = The command is a list of words. Whoever joins them to one text and gives that to a shell loses where a word ends, and what a space or a `$` in it means.

capture-past-main = The command wrote `{ $line }` past main, to the program's own output.
capture-past-main-cause = Both streams have to be led into pipes before the command begins; one of them still leads to where main's own output goes.

capture-no-pipe = Through pipes came { $seen } of the { $required } bytes that the command wrote.
capture-no-pipe-cause = Both streams have to lead into pipes. A file in their place stays behind, and has no end of file that waits for the command.

capture-no-line = The line `{ $required }` is missing.
capture-no-line-cause = Main prints three lines: one for each stream, and one for the end. Something ended it before.

capture-line = The line is `{ $seen }`; required is `{ $required }`.
capture-line-cause = When the number of bytes is too small, reading stopped before the end of file; when it is right and the sum is not, bytes were changed or came in another order; when both streams' bytes are together, both lead into one pipe.

capture-lines = Main wrote { $seen } lines to standard output; required are three.
capture-lines-cause = Only the three lines are asked for.

capture-left = Main did not wait for the command.
capture-left-cause = To have read both streams to their ends is not to have waited. Until `waitpid` was told of it, a child that has ended is a zombie.

capture-leaked = The command ended with { $seen ->
    [one] one end of a pipe
   *[other] { $seen } ends of pipes
} open besides its own two streams.
capture-leaked-cause = All that is open without close-on-exec goes on into the command. `std::io::pipe` sets it; after `nix::unistd::pipe` and `dup2`, close the rest in the child before you call `execvp`, or use `pipe2` with `O_CLOEXEC`.

capture-cut-off = When main ended, { $role } was still at work.
capture-cut-off-cause = Join each thread before you use what it has read.

capture-killed = The command was killed after it had written { $bytes ->
    [one] one byte
   *[other] { $bytes } bytes
}; main printed `{ $seen }`.
capture-killed-cause = What was written before counts, and the last line is `signal: SIGKILL`. A command that is killed closes its ends like any other.

capture-stuck-cause = Look at who waits for what. A command that waits to write has filled a pipe that nobody reads: read both at the same time, and wait for the child only afterwards. A parent that reads in vain may hold the other end open itself.

capture-schedule-deadlock-cause = Look at who waits for what. When the command is killed, nothing more will come; a parent that holds a write end of its own waits for itself.

capture-exit-code-cause = { $seen ->
    [101] A thread panicked. Look for an `unwrap` or `expect` on something that may fail.
   *[other] `run` returns an error. How the command ends is an answer and no error; look at what the program wrote to standard error.
}
