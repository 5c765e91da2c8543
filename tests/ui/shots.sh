#!/bin/sh
# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# shots.sh BUILD [OUT]: draws the screens of the real window, with invented data made on the spot,
# into OUT (default: BUILD/shots), in English and light, in German and dark, narrow, and in high
# contrast. data/screenshots is drawn anew with: tests/ui/shots.sh BUILD data/screenshots details

set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
out=${2:-$build/shots}
shift
[ $# = 0 ] || shift
mkdir -p "$out"
out=$(cd "$out" && pwd)

# Dates and numbers as people know them; the system need not have these languages.
locales=$build/locales
for name in en_GB de_DE; do
  [ -d "$locales/$name.UTF-8" ] || {
    mkdir -p "$locales"
    localedef -i "$name" -f UTF-8 "$locales/$name.UTF-8" 2>/dev/null || true
  }
done

export SIGNET="$build/app/signet" SIGNET_CLI="$build/app/cli/signet-cli"
export SIGNET_LOCALEDIR="$build/po" SIGNET_DATADIR="$here/../../data"
export GSETTINGS_SCHEMA_DIR="$build/data" SIGNET_PICTURES="$out/failed" LOCPATH="$locales"
export SIGNET_SCREEN=1400x1000x24

python=/usr/bin/python3
[ -x "$python" ] || python=python3
exec "$python" "$here/shots.py" "$out" "$@"
