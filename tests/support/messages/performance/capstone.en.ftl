# What the grader of `capstone` says.

capstone-output-is-identical = The fast version prints exactly what the slow one prints, whatever the text and however many threads there are.
capstone-few-writes = The result leaves in few writes: at most one for every 4096 bytes, rounded up, and one more.
capstone-no-more-threads-than-asked = No more threads are started than `--threads` asks for, however long the text is.
capstone-the-work-is-shared = As many threads as `--threads` asks for are alive at once, and each counts about the same share of the words.
capstone-no-detours = Nothing goes through files, pipes or sockets on the way from the text to the result.
capstone-every-thread-is-waited-for = Main waits for every thread it has started, however slow one of them is, and does not spin while it waits.
capstone-writes-a-before-and-after-report = `--report` writes a page with a picture of both versions, whole or not at all.
capstone-is-right-under-every-schedule = Under every schedule, the program does the same and comes to the same end.
capstone-tells-the-story = The whole run tells the story of a right one.

capstone-line = Line { $line } of the output is `{ $seen }`; it should be `{ $required }` (`-` means that there is no such line).
capstone-line-cause = A part that ends inside a word counts two halves; a remainder that belongs to no part is lost; a word that stands in several parts has to be added up; and the lines are sorted by how frequent the words are, equally frequent ones by the alphabet. Compare with `--variant slow`.

capstone-writes = { $bytes } bytes left in { $seen } writes to standard output; at most { $most } are allowed. (Shown, not graded: { $futexes } futex calls, { $cpu } ms of processor time.)
capstone-writes-cause = Standard output is line-buffered: each newline that reaches it is a write. Put all lines into one `String`, or behind a `BufWriter`, and hand them over together.

capstone-threads = The program started { $seen } { $seen ->
    [one] thread
   *[other] threads
} besides main; { $asked } { $asked ->
    [one] was
   *[other] were
} asked for. (Shown, not graded: { $futexes } futex calls, { $cpu } ms of processor time.)
capstone-threads-cause = The number of threads follows from the length of the text. Cut the text into as many parts as there are threads, not into parts of a fixed size.

capstone-parts = { $seen ->
    [0] No thread besides main says that it has counted a part
    [one] 1 thread besides main says that it has counted a part
   *[other] { $seen } threads besides main say that they have counted a part
}; { $asked } should.
capstone-parts-cause = The threads are not started, or they have nothing to do and main counts all by itself. Each thread counts its own part and calls `say_part` itself.
capstone-one-at-a-time = The threads were not alive at once: one ended before another was started.
capstone-one-at-a-time-cause = The loop that starts the threads also joins them, so each is alone. An iterator is lazy: `map(spawn).map(join)` joins the first thread before it starts the second. Collect all handles first.
capstone-unfair = { $who } counted { $seen } of { $words } words; a fair share is about { $fair }.
capstone-unfair-cause = The parts differ too much in length, so most threads wait for the one with the longest part. Let each cut fall near its share of the text, and only then move on to the end of that line.

capstone-detour = The program wrote { $bytes } bytes to `{ $name }`.
capstone-detour-cause = Threads share the memory of their process: a table that a thread returns is there at once, for whoever joins it. No file and no pipe has to carry it.

capstone-spins = Main did not wait for a thread that was slow to begin: it kept asking whether that had finished.
capstone-spins-cause = Main goes round in a loop, with or without a sleep in it, until a counter or `is_finished` says that the work is done. That takes processor time from the thread it waits for, or time from everybody. `join` waits, and costs nothing.
capstone-cut-off = Main ended while { $who } was still alive.
capstone-cut-off-cause = Nobody joined it. When main returns, the process ends with all its threads, wherever they are. `thread::scope` does not end before its threads, and a handle can be joined.

capstone-report-files = After the run, the working folder should hold `report.html` and nothing else; it holds: { $seen }.
capstone-report-files-cause = The report is first written under another name in the same folder, then renamed. When something fails on the way, the other file is removed.
capstone-report-part = The report does not contain `{ $part }`.
capstone-report-part-cause = The page that the starter gives has a picture with a title and a description, and ends with its last line. Leave `report` and `page` as they were given.
capstone-report-in-place = The report was written straight into `report.html`, so whoever looks too early, or after an error, finds half of it.
capstone-report-in-place-cause = Write the page into another file beside it and rename that: a rename is done whole or not at all. The given `report` does so.
capstone-report-error = The program can't write the report to `{ $path }`, but no line on standard error names that path.
capstone-report-error-cause = An error should say what it is about. The given `NoReport::Write` names the path and what the system said.
capstone-exit-code-cause = { $seen ->
    [0] An error is passed over in silence. Return it from `run`, which turns it into exit code 1.
    [101] The main thread panicked. Look for an `unwrap`, a slice or an index that may fail, and for a cut inside a letter of two bytes.
   *[other] `run` returns an error; standard error says which. The report compares what both versions write to `out`, so a `fast` that prints elsewhere differs.
}
