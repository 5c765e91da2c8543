#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# The shell scripts of the tree pass shellcheck.

set -eu
cd "$(dirname "$0")/.."
command -v shellcheck >/dev/null || {
  echo 'shellcheck is not installed'
  exit 77
}
find dev .ci/run tests data flatpak \( -name '*.sh' -o -name dev -o -path .ci/run \) \
  -exec shellcheck --severity=warning {} +
