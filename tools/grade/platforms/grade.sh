#!/usr/bin/env bash
# grade.sh PLATFORM SUBMISSION RESULTS: grades the folder SUBMISSION, and puts results.json into the folder RESULTS.
#
# There is a valid file of results from the beginning, so whatever ends this early, students are told that nothing was
# graded. Nothing of the submission is copied or run here; the program `grade` reads it, and boxes what it runs.
#
# The course is in the folder `course` beside this script, unless TELAR_COURSE names another; TELAR_GRADE names another
# program `grade`.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
platform=$1 submission=$2 results=$3

mkdir -p "$results"
cp "$here/first-results.json" "$results/.first" && mv "$results/.first" "$results/results.json"

# shellcheck source=settings.sh
. "$here/settings.sh"
course=${TELAR_COURSE:-$here/course}
program=${TELAR_GRADE:-$course/target/debug/grade}
if [ -d "$here/toolchain" ]; then
  export RUSTUP_HOME=$here/toolchain/rustup CARGO_HOME=$here/toolchain/cargo
  export PATH=$CARGO_HOME/bin:$PATH
fi
# All that is needed was fetched by setup.sh.
export CARGO_NET_OFFLINE=true
read -ra choice <<< "$TELAR_CHOICE"
if [ "$TELAR_UNBOXED" = yes ]; then choice+=(--unboxed); fi
if [ -f "$here/seed" ]; then choice+=(--secret-seed "$here/seed"); fi
cd "$course" &&
  "$program" one "$submission" --for "$platform" --results "$results" --lang "$TELAR_LANG" "${choice[@]}"
# The results tell how it went. A platform that sees a failure may not read them.
exit 0
