# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For scripts that give a command a home of its own: sets scratch, a folder that vanishes with the
# script by remove_scratch.
# shellcheck shell=sh

scratch=$(mktemp -d)

# What a bus started may write a moment longer than it lives. Never fails: in a trap, the status of
# the last command would become the script's.
remove_scratch () {
  rm -rf "$scratch" 2>/dev/null || { sleep 1 && rm -rf "$scratch"; } || true
}
