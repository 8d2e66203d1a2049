# What the book says beside its pages, and the theme's own words. Every sentence stands in es.ftl too.

book-title = Telar: threads and processes
book-description = Threads and processes, in Python and in Rust: a course with exercises that are judged by what your programs do.

minutes = { $minutes ->
    [one] About { $minutes } minute
   *[other] About { $minutes } minutes
}
machine = Recorded on { $date }: { $cpu }, { $cores ->
    [one] { $cores } core
   *[other] { $cores } cores
}, { $kernel }, { $rustc }, { $python }.

## Recorded runs

run-signaled = ended by the signal { $signal }
run-stuck = nobody can go on: it hangs
run-cut-off = still running; ended here
caption-timeline = A recorded run of “{ $command }”, as a timeline.
caption-tree = The processes of a recorded run of “{ $command }”.
caption-pipes = Through what the bytes went in a recorded run of “{ $command }”.
caption-plot = Measured with “{ $command }”.

## Exercises

card-title = Exercise: { $title }
card-points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
card-file = Your file:
card-requirements = What the grader looks at:

## The theme

theme-other-name = Español
theme-other-language = es
theme-other-label = Leer esta página en español
theme-skip = Skip to the text
theme-contents = Table of contents
theme-toggle-contents = Show or hide the table of contents
theme-change-theme = Change theme
theme-themes = Themes
theme-auto = As the system
theme-light = Light
theme-navy = Navy
theme-search = Search
theme-search-field = Search this book…
theme-print = Print this book
theme-navigation = Page navigation
theme-previous = Previous page
theme-next = Next page
theme-shortcuts = Keyboard shortcuts
theme-key-press = Press
theme-key-or = or
theme-key-turn = to go from page to page
theme-key-search = to search
theme-key-show = to show this help
theme-key-hide = to hide it
theme-scroller = Scrolls sideways

## In the scripts of the theme

script-result = search result for
script-results = search results for
script-no-result = No search results for
script-teaser = From the page
script-show-hidden = Show hidden lines
script-hide = Hide lines
script-copy = Copy to clipboard
script-copied = Copied!
script-not-copied = It could not be copied.
