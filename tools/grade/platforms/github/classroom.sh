#!/usr/bin/env bash
# classroom.sh SUBMISSION: grades a student's checkout in a workflow of GitHub, from the instructor's own.
#
# The workflow's settings are in the environment: TELAR_CHOICE, TELAR_LANG, TELAR_UNBOXED, and TELAR_FIRST, the result that
# stands should this end early. TELAR_GRADE names a program `grade` that is built already.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
course=$(cd "$here/../../../.." && pwd)
submission=$(cd "$1" && pwd) || exit 2
program=${TELAR_GRADE:-$course/target/debug/grade}

results=$(mktemp -d)
printf '%s\n' "$TELAR_FIRST" > "$results/results.json"
finish() {
  printf 'result=%s\n' "$(base64 -w 0 < "$results/results.json")" >> "$GITHUB_OUTPUT"
  if [ -f "$results/summary.md" ]; then cat "$results/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
  rm -rf "$results"
}
trap finish EXIT

read -ra choice <<< "$TELAR_CHOICE"
if [ "$TELAR_UNBOXED" = yes ]; then choice+=(--unboxed); fi
export CARGO_NET_OFFLINE=true
# What is printed can hold a student's words, and GitHub takes lines of it for commands; between these two, it does not.
token=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')
printf '::stop-commands::%s\n' "$token"
(cd "$course" && "$program" one "$submission" --for github --results "$results" --lang "$TELAR_LANG" "${choice[@]}") 2>&1
printf '\n::%s::\n' "$token"
# The result tells how it went, and the workflow's next step reads it.
exit 0
