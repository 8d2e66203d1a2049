# What the grader of `relay` says.

relay-pipes-carry-the-words = Over `pipe`, parent and child talk through pipes, and through nothing else.
relay-a-socketpair-carries-the-words = Over `socketpair`, parent and child talk through a socketpair, and through nothing else.
relay-two-threads-talk-through-pipes = Over `threads`, two threads of one process talk through pipes, and through nothing else.
relay-answers-are-right = Main prints each message with its answer in upper case, whatever is said.
relay-end-of-file-ends-the-conversation = When there is nothing more to say, the near side closes its end, and end of file ends the far side.
relay-the-far-side-is-waited-for = The program does not end before the far side, however slow that is.
relay-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
relay-tells-the-story = The whole run over `pipe` tells the story of a right one.

relay-far-side = { $over ->
    [threads] There should be a second thread in the one process, to be the far side.
   *[other] There should be one child process with one thread, to be the far side.
} Besides the first process and main, the program created { $processes ->
    [0] no process
    [one] 1 process
   *[other] { $processes } processes
} and { $threads ->
    [0] no thread
    [one] 1 thread
   *[other] { $threads } threads
}.
relay-far-side-cause = { $over ->
    [threads] `between_threads` starts exactly one thread, also when there is nothing to say; a thread shares the process, a fork does not.
   *[other] `fork` is called exactly once, also when there is nothing to say; the child answers and then leaves, without running on into the parent's code.
}

relay-words = { $through ->
    [socketpair] The far side should read { $required } bytes of words that the near side wrote into the socketpair; it read { $seen }.
   *[other] The far side should read { $required } bytes of words that the near side wrote into a pipe; it read { $seen }.
}
relay-words-cause = { $seen ->
    [0] The words went another way: through a file, through shared memory, through another kind of channel, or not at all.
   *[other] Each message is sent as it is, with one newline after it, and nothing else is sent.
}
relay-answers = { $through ->
    [socketpair] The near side should read { $required } bytes of answers that the far side wrote into the socketpair; it read { $seen }.
   *[other] The near side should read { $required } bytes of answers that the far side wrote into a pipe; it read { $seen }.
}
relay-answers-cause = { $seen ->
    [0] The answers went another way: through a file, through shared memory, through another kind of channel, or not at all.
   *[other] It is the far side that turns the words into upper case, and some letters take more bytes then, or fewer. An echo that the near side turns into upper case itself has the wrong length.
}
relay-astray = Besides what was asked for, the program wrote { $bytes } bytes into a { $by ->
    [pipe] pipe
    [socketpair] socketpair
    [socket] socket
   *[other] file
}.
relay-astray-cause = The conversation needs one way for the words and one for the answers. Look at which channel the story names, and take the other one out.

relay-line-missing = Line { $line } of the output is missing; it should be `{ $required }`.
relay-line-missing-cause = The near side stopped before everything was said: an error, an answer that did not come, or a far side that left too early. An empty line is a message, not the end.
relay-line = Line { $line } of the output is `{ $seen }`; it should be `{ $required }`. They differ from letter { $letter } on.
relay-line-cause = One line is one message, also when it is empty or longer than a buffer; one read may return less than a line, or more. Print the message as it was given and the answer as it was heard, without their newlines, and nothing else.
relay-says-all-first = The near side said several messages before it heard an answer: the far side, which was slow to begin, got { $messages } messages in { $calls ->
    [one] one read
   *[other] { $calls } reads
}.
relay-says-all-first-cause = The near side says everything in one loop and listens in a second one. That works while the pipes have room; with more to say, both sides wait for the other one to read, for ever. Say one message, hear its answer, print both, and only then say the next.
relay-author = The lines are right, but it was not the near side's thread that wrote all of them.
relay-author-cause = The far side only answers. The near side, which is main, prints.

relay-killed = The far side was ended by { $signal }, not by the end of file.
relay-killed-cause = Nobody has to be killed: when the last write end of the pipe is closed, the far side's read returns 0 bytes, and its loop is over.
relay-no-end-of-file = { $over ->
    [threads] With nothing said, the far side's thread left without reading from a pipe until the end of file.
   *[other] With nothing said, the child left without reading until the end of file.
}
relay-no-end-of-file-cause = The far side leaves for another reason: it knows how many messages there will be, or it listens to something that is neither a pipe nor a socketpair. Let it read until there is nothing more.
relay-stuck-cause = Somebody waits for an end of file that cannot come while a copy of the other end is open. After `fork` each end exists twice: who still holds one? Is an end closed only after the wait for the far side? Does a clone live on?

relay-not-waited = { $over ->
    [threads] The program ended before the far side's thread had got to the end of file.
   *[other] The program ended without having waited for its child.
}
relay-not-waited-cause = { $over ->
    [threads] The thread's handle is dropped. Keep it, close the near side's end, then `join`.
   *[other] That the child has answered does not mean that it has ended. Close the near side's end, then wait by `waitpid`; else the child is left behind as an orphan or a zombie.
}
