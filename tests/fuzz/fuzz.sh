#!/bin/sh
# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh BUILD TARGET SECONDS: feeds a reader with damaged octets: that of one format, of signatures
# (cms), of timestamps (timestamp), of key files (identity), or everything that checking a file runs
# through (verify). Starts from the samples of the tests and from the small files of SIGNET_CORPUS,
# and keeps what it finds in BUILD. The target mutate changes signatures of all formats as trees.

set -eu
build=$1
target=$2
seconds=$3
top=$(cd "$(dirname "$0")/../.." && pwd)

mkdir -p "$(dirname "$build")"
if [ ! -f "$build/build.ninja" ]; then
  CC=clang meson setup "$build" "$top" --buildtype=debugoptimized \
    -Dfuzz=true -Dsanitize=true -Db_lundef=false >"$build.log" 2>&1 || {
    cat "$build.log" >&2
    exit 1
  }
fi
if [ "$target" = mutate ]; then
  ninja -C "$build" tests/fuzz/mutate
  export ASAN_OPTIONS=detect_leaks=0
  exec "$build/tests/fuzz/mutate" "$seconds"
fi
ninja -C "$build" "tests/fuzz/fuzz-$target" tests/fuzz/write-seeds tests/fuzz/write-parts

seeds=$build/seeds-$target
corpus=$build/corpus-$target
mkdir -p "$corpus" "$seeds"
export ASAN_OPTIONS=detect_leaks=0

# list_files PATTERN SIZE: those of SIGNET_CORPUS whose format matches and that are not larger.
list_files () {
  manifest=${SIGNET_CORPUS:-$top/../shared/corpus}/MANIFEST.tsv
  [ -f "$manifest" ] || return 0
  awk -F '\t' -v pattern="$1" -v size="$2" -v folder="$(dirname "$manifest")" \
    '$3 <= size && $4 ~ pattern { print folder "/" $1 }' "$manifest"
}

# write_seeds TARGET PATTERN: the samples and the small files of the corpus; large ones only slow
# the fuzzer down.
write_seeds () {
  # shellcheck disable=SC2046 # names without spaces
  "$build/tests/fuzz/write-seeds" "$1" "$seeds" $(list_files "$2" 40000)
}

make_key_files () {
  "$top/tests/support/make-publisher.sh" "$seeds"
  rm "$seeds/password.txt" "$seeds/publisher.pfx" # its key derivation would take all the time
  openssl ecparam -genkey -name prime256v1 -out "$seeds/ec.key"
  openssl req -x509 -new -key "$seeds/ec.key" -subj /CN=Fuzz -out "$seeds/ec.pem"
  for cipher in AES-256-CBC PBE-SHA1-3DES; do
    openssl pkcs12 -export -inkey "$seeds/ec.key" -in "$seeds/ec.pem" -passout pass:a -iter 2 \
      -keypbe "$cipher" -certpbe "$cipher" -out "$seeds/$cipher.pfx"
  done
  openssl pkcs12 -export -legacy -inkey "$seeds/ec.key" -in "$seeds/ec.pem" -passout pass:a \
    -iter 2 -out "$seeds/legacy.pfx"
  openssl pkcs12 -export -nomac -keypbe NONE -certpbe NONE -inkey "$seeds/ec.key" \
    -in "$seeds/ec.pem" -passout pass: -out "$seeds/plain.pfx"
  openssl pkcs8 -topk8 -in "$seeds/ec.key" -passout pass:a -iter 2 -out "$seeds/sealed.key"
  cat "$seeds/ec.key" "$seeds/ec.pem" >"$seeds/both.pem"
  openssl pkey -in "$seeds/ec.key" -outform DER -out "$seeds/key.der"
  openssl x509 -in "$seeds/ec.pem" -outform DER -out "$seeds/certificate.der"
}

case $target in
  cms | timestamp)
    # shellcheck disable=SC2046 # names without spaces
    "$build/tests/fuzz/write-parts" "$target" "$seeds" $(list_files . 4000000)
    ;;
  identity) make_key_files ;;
  verify)
    write_seeds verify .
    mv "$seeds/root.der" "$build/fuzz-root.der"
    export SIGNET_FUZZ_ROOT="$build/fuzz-root.der"
    ;;
  msix) write_seeds msix '^(msix|appx)$' ;;
  nuget) write_seeds nuget '^nupkg$' ;;
  script) write_seeds script '^(ps1|psd1|vbs|js)$' ;;
  *) write_seeds "$target" "^$target(/|\$)" ;;
esac

unset ASAN_OPTIONS
cd "$build"
# The timeout goes by the clock: a busy computer alone takes ten seconds for the first file.
exec "$build/tests/fuzz/fuzz-$target" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=1024 \
  -timeout=60 -print_final_stats=1 "$corpus" "$seeds"
