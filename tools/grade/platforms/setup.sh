#!/usr/bin/env bash
# Makes a machine ready to grade: installs what is lacking, and builds all that grading needs, so that grading itself
# needs no network. It may be run again.
#
# The course is in the folder `course` beside this script, unless TELAR_COURSE names another. TELAR_GRADE names a program
# `grade` that is built already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# Where the settings are the platform's, there is no such file.
# shellcheck source=settings.sh
if [ -f "$here/settings.sh" ]; then . "$here/settings.sh"; fi
course=${TELAR_COURSE:-$here/course}
program=${TELAR_GRADE:-$course/target/debug/grade}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

lacks() {
  ! command -v "$1" >/dev/null
}

# The toolchain that an earlier run has installed.
use_own_toolchain() {
  export RUSTUP_HOME=$here/toolchain/rustup CARGO_HOME=$here/toolchain/cargo
  export PATH=$CARGO_HOME/bin:$PATH
}
if [ -d "$here/toolchain" ]; then use_own_toolchain; fi

# Whether there is a compiler that is new enough for the course.
has_compiler() {
  local needed there
  if lacks cargo || lacks rustc; then return 1; fi
  needed=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' "$course/Cargo.toml")
  there=$(rustc --version | cut -d ' ' -f 2)
  [ "$(printf '%s\n%s\n' "$needed" "$there" | sort -V | head -n 1)" = "$needed" ]
}

packages=()
if lacks cc; then packages+=(gcc libc6-dev); fi
if lacks bwrap; then packages+=(bubblewrap); fi
if lacks git; then packages+=(git); fi
if ! has_compiler && lacks curl; then packages+=(ca-certificates curl); fi
if [ "${#packages[@]}" -gt 0 ]; then
  as_root apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"
fi
if ! has_compiler; then
  use_own_toolchain
  curl --proto '=https' --tlsv1.2 -fsS https://sh.rustup.rs |
    sh -s -- -y --no-modify-path --profile minimal --default-toolchain "${TELAR_RUST:-stable}"
fi

cd "$course"
if [ -z "${TELAR_GRADE:-}" ]; then cargo build --locked --package grade; fi
read -ra choice <<< "${TELAR_CHOICE:-}"
"$program" prepare "${choice[@]}"
