#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
#
# make-publisher.sh FOLDER: makes a test authority (authority.pem), a publisher it vouches for
# (publisher.pfx with the password in password.txt, publisher.pem, publisher.key) and the key of a
# timestamp server (timestamp.pem, timestamp.key). For tests and demonstrations only.

set -eu
mkdir -p "$1"
cd "$1"

# issue NAME SUBJECT EXTENSIONS
issue () {
  printf '%s\n' "$3" >"$1.ext"
  openssl req -new -newkey rsa:3072 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA authority.pem -CAkey authority.key -CAcreateserial \
    -days 365 -sha256 -extfile "$1.ext" -out "$1.pem" 2>/dev/null
  rm "$1.csr" "$1.ext"
}

openssl req -x509 -newkey rsa:3072 -nodes -sha256 -days 3650 \
  -keyout authority.key -out authority.pem -subj '/O=Signet Test/CN=Signet Test Authority' \
  -addext 'keyUsage=critical,keyCertSign,cRLSign' 2>/dev/null
issue publisher '/C=DE/O=Example GmbH/CN=Example GmbH' 'basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=codeSigning
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid'
issue timestamp '/O=Signet Test/CN=Signet Test Timestamps' 'basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid'

umask 077
printf 'a test password\n' >password.txt
openssl pkcs12 -export -inkey publisher.key -in publisher.pem -certfile authority.pem \
  -name 'Example GmbH' -passout file:password.txt -out publisher.pfx
