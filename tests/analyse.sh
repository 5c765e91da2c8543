#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# analyse.sh BUILD: what static analysers find in core, ui and app: cppcheck, then gcc's by a build in
# BUILD that must be configured with -fanalyzer, then clang's and clang-tidy with its database (.clang-tidy).
# What is wrong about a finding stands where it is found.

set -eu
build=$1
cd "$(dirname "$0")/.."
folders='core ui app'
status=0

# The macros it does not know. Its group style is not asked for: clang-format and the compilers decide that.
run_cppcheck () {
  # shellcheck disable=SC2086 # a list of words
  cppcheck -q -j "$(nproc)" --library=gtk,posix --std=c11 --enable=warning,portability,performance \
    --inline-suppr --suppressions-list=tests/cppcheck.supp \
    '-DG_DEFINE_QUARK(a,b)=' '-DG_GINT64_FORMAT="ld"' '-DG_GUINT64_FORMAT="lu"' \
    -I. -I"$build" --error-exitcode=1 $folders
}

# One file a call: the checks of variable lists in clang 14 carry over from one file to the next.
run_clang () {
  mkdir -p "$build/clang"
  # The database is gcc's, and warnings are what builds are for.
  sed 's/ -fanalyzer / /g; s/ -W[a-z][^ ]*//g' "$build/compile_commands.json" >"$build/clang/compile_commands.json"
  # shellcheck disable=SC2086 # a list of words
  find $folders -name '*.c' -print0 |
    xargs -0 -n 1 -P "$(nproc)" clang-tidy -p "$build/clang" --quiet 2>/dev/null
}

run_gcc () {
  ninja -k 0 -C "$build" core/libsignet-core.a ui/libsignet-ui.a app/signet app/cli/signet-cli >"$build.log" || {
    grep -v '^\[' "$build.log"
    return 1
  }
}

run_cppcheck || status=1
run_gcc || status=1
run_clang || status=1
exit "$status"
