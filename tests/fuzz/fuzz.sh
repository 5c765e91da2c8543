#!/bin/sh
# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh BUILD FORMAT SECONDS: feeds the reader of one format with damaged files. Starts from the
# samples of the tests and from the small files of SIGNET_CORPUS, and keeps what it finds in BUILD.

set -eu
build=$1
format=$2
seconds=$3
top=$(cd "$(dirname "$0")/../.." && pwd)

if [ ! -f "$build/build.ninja" ]; then
  CC=clang meson setup "$build" "$top" --buildtype=debugoptimized \
    -Dfuzz=true -Dsanitize=true -Db_lundef=false >"$build.log" 2>&1 || {
    cat "$build.log" >&2
    exit 1
  }
fi
ninja -C "$build" "tests/fuzz/fuzz-$format" tests/fuzz/write-seeds

seeds=$build/seeds-$format
corpus=$build/corpus-$format
mkdir -p "$corpus" "$seeds"
ASAN_OPTIONS=detect_leaks=0 "$build/tests/fuzz/write-seeds" "$format" "$seeds"

# The manifest's fourth column begins with the format; large files only slow the fuzzer down.
manifest=${SIGNET_CORPUS:-$top/../shared/corpus}/MANIFEST.tsv
if [ -f "$manifest" ]; then
  folder=$(dirname "$manifest")
  awk -F '\t' -v format="$format" \
    '$3 < 40000 && ($4 == format || index ($4, format "/") == 1) { print $1 }' "$manifest" |
    while read -r path; do
      cp "$folder/$path" "$seeds/$(printf '%s' "$path" | tr / -)"
    done
fi

cd "$build"
exec "$build/tests/fuzz/fuzz-$format" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=1024 \
  -timeout=10 -print_final_stats=1 "$corpus" "$seeds"
