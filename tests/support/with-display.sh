#!/bin/sh
# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND...: runs a command with an X display, a session bus, an accessibility
# bus, a home and a runtime folder that are its own and vanish with it.

set -eu

if [ "${1:-}" = --inside ]; then
  shift
  # The accessibility registry must be up before the program, or it may never be seen there.
  bus=$(dbus-send --session --print-reply=literal --dest=org.a11y.Bus \
    /org/a11y/bus org.a11y.Bus.GetAddress | tr -d ' \n') || bus=
  if [ -n "$bus" ]; then
    dbus-send --bus="$bus" --print-reply --dest=org.a11y.atspi.Registry \
      /org/a11y/atspi/accessible/root org.freedesktop.DBus.Peer.Ping >/dev/null || true
  fi
  exec "$@" >&3 2>&4 3>&- 4>&-
fi

# shellcheck source=tests/support/scratch.sh
. "$(dirname "$0")/scratch.sh"
server=
clean_up () {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  remove_scratch
}
trap clean_up EXIT
trap 'exit 143' TERM INT

mkdir -m 700 "$scratch/run" "$scratch/home"
mkdir -p "$scratch/home/.config/gtk-4.0"
printf '[Settings]\ngtk-font-name=Cantarell 11\n' >"$scratch/home/.config/gtk-4.0/settings.ini"

# The server chooses a free display by itself and says which.
mkfifo "$scratch/display"
# Keys do not repeat: on a busy machine they may seem to be held.
Xvfb -displayfd 5 -r -screen 0 "${SIGNET_SCREEN:-1280x1024x24}" -nolisten tcp \
  5>"$scratch/display" >"$scratch/server.log" 2>&1 &
server=$!
display=
read -r display <"$scratch/display" || true
if [ -z "$display" ]; then
  cat "$scratch/server.log" >&2
  exit 99
fi

# The buses talk into a log: only the command itself is heard.
status=0
env -u WAYLAND_DISPLAY -u DBUS_SESSION_BUS_ADDRESS -u AT_SPI_BUS_ADDRESS DISPLAY=":$display" \
  HOME="$scratch/home" XDG_RUNTIME_DIR="$scratch/run" XDG_CONFIG_HOME="$scratch/home/.config" \
  XDG_DATA_HOME="$scratch/home/.local/share" XDG_CACHE_HOME="$scratch/home/.cache" \
  XDG_STATE_HOME="$scratch/home/.local/state" \
  GSETTINGS_BACKEND="${GSETTINGS_BACKEND:-memory}" GDK_BACKEND=x11 GSK_RENDERER=cairo \
  dbus-run-session -- "$0" --inside "$@" 3>&1 4>&2 >"$scratch/bus.log" 2>&1 || status=$?
exit "$status"
