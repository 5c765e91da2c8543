#!/bin/sh
# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# race.sh BUILD [TEST...]: first shows that races are seen, and that what GLib puts in order is not
# taken for one; then runs tests of core, by default those whose code shares data between threads.

set -eu
build=$1
shift
[ $# -gt 0 ] || set -- base/post batch/batch history/history token/module/gate token/monitor token/session/pin \
  token/session/session token/session/session-faults token/tokens token/uri token/writer/writer
top=$(cd "$(dirname "$0")/../.." && pwd)
ways=$build/tests/race/ways

targets='tests/race/ways tests/core/token/faulty-module.so'
for test in "$@"; do
  targets="$targets tests/test-$(echo "$test" | tr / -)"
done
# shellcheck disable=SC2086 # a list of words
ninja -C "$build" $targets >"$build.log" 2>&1 </dev/null || {
  grep -v '^\[' "$build.log" >&2
  exit 1
}

# The sanitizer needs the addresses where it expects them, which the kernel may not leave free.
if setarch --addr-no-randomize true 2>/dev/null; then
  fixed='setarch --addr-no-randomize'
fi

# GLib's own allocator of small pieces gives them from thread to thread unseen (up to GLib 2.75).
export G_SLICE=always-malloc
export TSAN_OPTIONS="suppressions=$top/tests/race/race.supp"
"$ways" >"$build/ways.txt"
while read -r way expected; do
  status=0
  # shellcheck disable=SC2086 # a command and its option, or nothing
  ${fixed:-} "$ways" "$way" >"$build/way.log" 2>&1 </dev/null || status=$?
  found=order
  [ "$status" = 0 ] || found="status $status"
  ! grep -q 'ThreadSanitizer: data race' "$build/way.log" || found=race
  [ "$found" = "$expected" ] || {
    cat "$build/way.log" >&2
    echo "race: $way must be seen as $expected, and is seen as $found" >&2
    exit 1
  }
done <"$build/ways.txt"
echo 'Races are seen, and what GLib puts in order is not taken for one.'

# shellcheck disable=SC2086 # a command and its option, or nothing
exec ${fixed:-} meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 3 "$@" </dev/null
