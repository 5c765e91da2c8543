#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# demo.sh BUILD [FILE...]: the main job from end to end without a display: a program is signed with
# a test certificate and a timestamp, checked, and shown by the real window in a picture.

set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
shift
cli=$build/app/cli/signet-cli
window=$build/app/signet
export SIGNET_DATADIR=$here/../../data GSETTINGS_SCHEMA_DIR=$build/data

scratch=$build/demo
server=
stop_server () {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
}
trap stop_server EXIT

# Shows a command as a person would type it, and runs it.
show () {
  local words=()
  for word in "$@"; do
    word=${word/#$cli/signet-cli}
    word=${word//$scratch\//}
    [[ $word != *' '* ]] || word="'$word'"
    words+=("$word")
  done
  printf '\n$ %s\n' "${words[*]}"
  "$@"
}

start_timestamp_server () {
  python3 "$here/tsa.py" --cert "$scratch/timestamp.pem" --key "$scratch/timestamp.key" \
    --port-file "$scratch/port" >"$scratch/server.log" 2>&1 &
  server=$!
  while kill -0 "$server" 2>/dev/null; do
    [ ! -s "$scratch/port" ] || return 0
    sleep 0.1
  done
  cat "$scratch/server.log" >&2
  return 1
}

sign_and_check () {
  echo 'Making a test publisher and a local timestamp server ...'
  "$here/make-publisher.sh" "$scratch"
  start_timestamp_server
  x86_64-w64-mingw32-gcc -Os -s -o "$scratch/hello.exe" "$here/hello.c"
  cp "$scratch/hello.exe" "$scratch/unsigned.exe"
  show "$cli" verify --trust "$scratch/authority.pem" "$scratch/hello.exe" || true
  show "$cli" sign --pkcs12 "$scratch/publisher.pfx" --pass-file "$scratch/password.txt" \
    --description 'A test program' --timestamp "http://127.0.0.1:$(cat "$scratch/port")/" \
    --trust "$scratch/authority.pem" "$scratch/hello.exe"
  show "$cli" verify --trust "$scratch/authority.pem" "$scratch/hello.exe"
}

# Whether there is something to see, and the same as the last time; leaves it as the picture.
seen=
is_drawn () {
  local before=$seen
  import -window root "$scratch/window.png"
  seen=$(identify -format '%# %k' "$scratch/window.png")
  [ "$seen" = "$before" ] && [ "${seen#* }" -gt 100 ]
}

# Runs inside of the private display.
take_picture () {
  mkdir -p "$XDG_CONFIG_HOME/glib-2.0/settings"
  [ -z "$SIGNET_DEMO_TRUST" ] ||
    printf "[io/github/signet_app/Signet]\ntrust-paths=['%s']\n" "$SIGNET_DEMO_TRUST" \
      >"$XDG_CONFIG_HOME/glib-2.0/settings/keyfile"
  "$window" "$@" >"$scratch/window.log" 2>&1 &
  local pid=$!
  while ! is_drawn; do
    kill -0 "$pid" 2>/dev/null || {
      cat "$scratch/window.log" >&2
      return 1
    }
    sleep 1
  done
  kill "$pid"
}

if [ "${SIGNET_DEMO_INSIDE:-}" ]; then
  take_picture "$@"
  exit
fi

rm -rf "$scratch"
mkdir -p "$scratch"
trust=
if [ $# = 0 ]; then
  sign_and_check
  trust=$scratch/authority.pem
  set -- "$scratch/hello.exe" "$scratch/unsigned.exe"
else
  show "$cli" verify "$@" || true
fi
GSETTINGS_BACKEND=keyfile SIGNET_SCREEN=1100x760x24 \
  "$here/with-display.sh" env SIGNET_DEMO_INSIDE=1 SIGNET_DEMO_TRUST="$trust" "$0" "$build" "$@"
printf '\nThe window shows it too: %s\n' "$scratch/window.png"
