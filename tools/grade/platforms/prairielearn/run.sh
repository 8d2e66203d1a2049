#!/usr/bin/env bash
# PrairieLearn calls this for each submission, as the image's entry point.
#
# TELAR_BASE names another folder than /grade, to try it elsewhere.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
base=${TELAR_BASE:-/grade}
exec bash "$here/grade.sh" prairielearn "$base/student" "$base/results"
