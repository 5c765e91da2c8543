#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# Every C file looks as .clang-format says. Only version 14 counts: others decide differently.

set -eu
cd "$(dirname "$0")/.."
folders=
for folder in core app ui tests; do
  [ ! -d "$folder" ] || folders="$folders $folder"
done
for formatter in clang-format-14 clang-format; do
  if "$formatter" --version 2>/dev/null | grep -q 'version 14\.'; then
    # shellcheck disable=SC2086 # a list of words
    find $folders -name '*.[ch]' -exec "$formatter" --dry-run -Werror {} +
    exit
  fi
done
echo 'clang-format 14 is not installed'
exit 77
