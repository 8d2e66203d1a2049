# Settings of the scripts beside this file; they are shell, so there are no spaces around `=`.
# shellcheck disable=SC2034

# What is graded, and when students see it, in the words of `cargo telar grade`; nothing is the whole course. After a
# change, the image has to be built anew.
TELAR_CHOICE="@CHOICE@"

# The language of what students are told: en or es.
TELAR_LANG=@LANG@

# The compiler that is installed where there is none.
TELAR_RUST=@RUST@

# no: each program is run in a box and, where the container forbids boxes, nothing is graded. yes: programs are run
# without one, and the results say so. The platform's container then is all that keeps a program from others and from the
# network, and nothing keeps it from the solutions, the graders and its own results.
TELAR_UNBOXED=no
