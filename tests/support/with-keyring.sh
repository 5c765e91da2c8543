#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# with-keyring.sh there|absent PROGRAM: runs PROGRAM on a session bus of its own, with an unlocked
# keyring that is thrown away afterwards, or with none.

set -eu
KEYRING=$1
program=$2
export KEYRING program

# shellcheck source=tests/support/scratch.sh
. "$(dirname "$0")/scratch.sh"
trap remove_scratch EXIT
export HOME="$scratch" XDG_DATA_HOME="$scratch/data" XDG_CONFIG_HOME="$scratch/config"
export XDG_CACHE_HOME="$scratch/cache" XDG_RUNTIME_DIR="$scratch/run"
mkdir -m 700 "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"

# Nothing may be started by the bus but what is started here.
cat >"$scratch/bus.conf" <<BUS
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$scratch</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
BUS

# shellcheck disable=SC2016 # for the inner shell
dbus-run-session --config-file="$scratch/bus.conf" -- sh -c '
  set -eu
  if [ "$KEYRING" = there ]; then
    printf test | env -u G_DEBUG gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
    daemon=$!
    trap "kill $daemon || true" EXIT
    while kill -0 $daemon; do
      if gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
        --method org.freedesktop.DBus.Peer.Ping >/dev/null 2>&1; then
        break
      fi
      sleep 0.5
    done
  fi
  "$program"
'
