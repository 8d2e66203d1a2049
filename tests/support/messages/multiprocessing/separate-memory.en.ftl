# What the grader of `separate-memory` says.

separate-memory-a-child-process-counts = Main starts one child process, which prints its own count.
separate-memory-the-parent-keeps-its-own-count = Main prints its own count, to which the child has added nothing.
separate-memory-the-count-comes-through-a-pipe = The child's count comes to main through a pipe.
separate-memory-any-count-is-received = Main prints what the child counted, whatever number that is.
separate-memory-a-missing-count-is-told = When the child was killed before it sent its count, main says so and prints no number as received.
separate-memory-the-child-is-reaped = Main waits for the child, however slow it is and however it ends.
separate-memory-a-kill-at-any-step-is-survived = Whenever the child is killed, main comes to its end, and prints no number that was not sent.
separate-memory-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
separate-memory-tells-the-story = The run holds nothing besides what was asked for.

separate-memory-children = Main has { $seen ->
    [0] no child process
   *[other] { $seen } child processes, those of its children included
}; required is one.
separate-memory-children-cause = { $seen ->
    [0] Nothing calls `fork`. A thread lives in the same process and shares its memory; that is another exercise.
   *[other] `fork` is called more than once, or the child goes on into the parent's code and forks there. It has to end by `leave` once it has sent its count.
}

separate-memory-no-line = The line `{ $required }` is missing: no line begins like it.
separate-memory-no-line-cause = Either nobody gets to the line, because an error or a signal came before, or its words are others than the head of the file asks for.

separate-memory-line = The line is `{ $seen }`; required is `{ $required }`.
separate-memory-line-cause = Each process adds to its own copy of `count`. When the parent's line has the child's number in it, the two share memory, or the parent overwrote its own; when `received` has another number than the child, that number never arrived, or not all of its eight bytes did.

separate-memory-lines = { $seen } lines begin like `{ $required }`; required is one.
separate-memory-lines-cause = The child goes on into the parent's code and prints the parent's lines too. It has to end by `leave` inside `start`.

separate-memory-author = The line `{ $required }` was written by { $author }, not by { $role }.
separate-memory-author-cause = Who counts, prints: the child its own line, main the two others.

separate-memory-no-pipe = No bytes went from the child to main through a pipe.
separate-memory-no-pipe-cause = A `static` or an `Arc` is copied by `fork` like all else. An exit status has eight bits, a file stays behind. Make a pipe before the fork; the child writes into it, main reads from it.

separate-memory-no-crash = The options ask for a crash, and the child did not die by SIGKILL.
separate-memory-no-crash-cause = The child has to call `crash_if_asked` after it has printed its count and before it sends it.

separate-memory-made-up = The child sent no whole count, and main printed `{ $line }` all the same.
separate-memory-made-up-cause = A count that did not come is not zero, and the first part of one is none. `read_exact` fails when the pipe ends too early: look at what it returns.

separate-memory-told = The last that main wrote to standard error is `{ $seen }`; required is `{ $required }`.
separate-memory-told-cause = Return `Lost` from `run` when no count came.

separate-memory-left = Main did not wait for the child.
separate-memory-left-cause = To have the child's count is not to have waited for it: call `waitpid`, also for a child that was killed. Until then it stays a zombie.

separate-memory-stuck-cause = Look at who reads from the pipe in vain, and who holds it open. The end of file comes only when every copy of the write end is closed, main's own one too: drop it in the parent right after `fork`.

separate-memory-schedule-deadlock-cause = Look at who reads from the pipe in vain, and who holds it open. When the child is killed, nothing will come any more; main learns of it only if it has closed its own copy of the write end.

separate-memory-exit-code-cause = { $seen ->
    [0] The count is missing, and main does not say so. Return `Lost` from `run`.
    [101] The main thread panicked. The line that it wrote says where: look there for an `unwrap` or `expect` on something that may fail, or for an index or a range beyond the end.
   *[other] `run` returns an error. Look at what the program wrote to standard error.
}

separate-memory-schedule-exit-cause = A read may give fewer bytes than were sent. Go on until the eighth, as `read_exact` does.

separate-memory-schedule-story-cause = A `read` may give fewer bytes than were sent, at any time; those that are missing come later. Look in the steps for one that gave only a part, and read on until the eighth byte, as `read_exact` does.
