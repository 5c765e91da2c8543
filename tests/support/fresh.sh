#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# fresh.sh FOLDER SUITE COMMAND: runs COMMAND as root in a bare Debian of that suite, in a clone of
# what is committed in this tree. Gives the status of the command.
#
# FOLDER keeps the bare system and the packages that were downloaded, so that the next run begins at
# once; the system of the last run stays there as well, to be looked at. The mirror, the proxy and
# the name resolution are this machine's own. Whatever is mounted belongs to a name space that ends
# with the run, however it ends: FOLDER can always be removed.

set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1/$2"
folder=$(cd "$1/$2" && pwd)
suite=$2
shift 2
base=$folder/base
system=$folder/system
corpus=${SIGNET_CORPUS:-$top/../shared/corpus}

die () {
  printf 'fresh: %s\n' "$*" >&2
  exit 1
}

find_mirror () {
  sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] *\)\{0,1\}\([^ ]*\).*/\2/p' \
    /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null | head -n 1 ||
    true # one of the two files is not there
}

make_base () {
  mirror=$(find_mirror)
  [ -n "$mirror" ] || die 'the package sources of this machine name no mirror'
  echo "Making a bare $suite ..."
  rm -rf "$base.new"
  debootstrap --variant=minbase --include=ca-certificates,git "$suite" "$base.new" "$mirror" \
    >"$folder/debootstrap.log" 2>&1 || {
    tail -n 5 "$folder/debootstrap.log" >&2
    die "all that debootstrap said is in $folder/debootstrap.log"
  }
  mv "$base.new" "$base"
}

# How this machine reaches the network. What packages put there would be in their way.
copy_network () {
  cp /etc/resolv.conf "$system/etc/"
  for settings in /etc/apt/apt.conf.d/*; do
    grep -qi '^Acquire' "$settings" || continue
    dpkg-query -S "$settings" >/dev/null 2>&1 || cp "$settings" "$system/etc/apt/apt.conf.d/"
  done
  find /usr/local/share/ca-certificates -name '*.crt' \
    -exec cp {} "$system/usr/local/share/ca-certificates/" \; 2>/dev/null || true
}

make_system () {
  rm -rf --one-file-system "$system"
  cp -a --reflink=auto "$base" "$system"
  copy_network
  # The tree belongs to who called sudo, which git asks about.
  printf '[safe]\n\tdirectory = *\n' >"$folder/gitconfig"
  GIT_CONFIG_GLOBAL="$folder/gitconfig" git clone -q "$top" "$system/srv/signet"
  mkdir -p "$folder/packages/partial" "$system/srv/shared/"{corpus,cases,trust}
}

# In a name space of its own, as its first process.
enter () {
  mount -t proc proc "$system/proc"
  mount -t tmpfs -o mode=755 tmpfs "$system/dev"
  for name in null zero full random urandom tty; do
    touch "$system/dev/$name"
    mount --bind "/dev/$name" "$system/dev/$name"
  done
  mkdir "$system/dev/pts" "$system/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666 devpts "$system/dev/pts"
  mount -t tmpfs tmpfs "$system/dev/shm"
  ln -s pts/ptmx "$system/dev/ptmx"
  ln -s /proc/self/fd "$system/dev/fd"
  mount --bind "$folder/packages" "$system/var/cache/apt/archives"
  for shared in "$corpus" "$(dirname "$corpus")/cases" "$(dirname "$corpus")/trust"; do
    [ -d "$shared" ] || continue
    mount --bind "$shared" "$system/srv/shared/$(basename "$shared")"
    mount -o remount,ro,bind "$system/srv/shared/$(basename "$shared")"
  done
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    chroot "$system" sh -c "update-ca-certificates >/dev/null 2>&1; cd /srv/signet && $*"
}

if [ "${SIGNET_FRESH_INSIDE:-}" ]; then
  enter "$@"
  exit
fi

exec 9>"$folder/lock"
flock --nonblock 9 || die "another run of $suite is under way"
[ -d "$base" ] || make_base
make_system
SIGNET_FRESH_INSIDE=yes unshare --mount --pid --fork --kill-child --propagation private \
  "$0" "$(dirname "$folder")" "$suite" "$@" 9>&- &
inside=$!
trap 'kill -KILL "$inside"; exit 143' TERM INT HUP
wait "$inside"
