#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""A timestamp server (RFC 3161) on 127.0.0.1 for tests and demonstrations.

The path of the request chooses how it behaves: / and /ok answer as `openssl ts` does, every other
path misbehaves in the way of its name (see the table at the end). With --dir alone it makes its own
authority: DIR/root.pem, and writes DIR/port and DIR/log.
"""

import argparse
import base64
import datetime
import http.server
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time

POLICY = "1.2.3.4.1"
OID_TST_INFO = "1.2.840.113549.1.9.16.1.4"
REPLY_TYPE = "application/timestamp-reply"

CA_CONFIG = """
[ca]
default_ca = authority
[authority]
dir = {dir}
database = {dir}/index.txt
rand_serial = yes
new_certs_dir = {dir}
certificate = {dir}/root.pem
private_key = {dir}/root.key
default_md = sha256
policy = any
[any]
commonName = supplied
[root]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[relaxed]
basicConstraints = critical,CA:false
extendedKeyUsage = timeStamping
[signer]
basicConstraints = critical,CA:false
extendedKeyUsage = codeSigning
[bare]
basicConstraints = critical,CA:false
[server]
basicConstraints = critical,CA:false
subjectAltName = IP:127.0.0.1
[req]
distinguished_name = name
[name]
"""

TSA_CONFIG = """
[tsa]
default_tsa = server
[server]
serial = {dir}/serial
crypto_device = builtin
signer_cert = {cert}
signer_key = {key}
signer_digest = sha256
default_policy = {policy}
other_policies = 1.2.3.4.2
digests = sha1, sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*arguments, data=None):
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


# DER, as little of it as a time stamp needs.


def wrap(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def integer(value):
    return wrap(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    octets = bytearray([arcs[0] * 40 + arcs[1]])
    for arc in arcs[2:]:
        low = [arc & 0x7F]
        while arc := arc >> 7:
            low.append(0x80 | arc & 0x7F)
        octets += bytes(reversed(low))
    return wrap(0x06, bytes(octets))


def elements(data):
    """The elements one after another in data: (tag, content, whole)."""
    found = []
    while data:
        size, start = data[1], 2
        if size & 0x80:
            start = 2 + (size & 0x7F)
            size = int.from_bytes(data[2:start], "big")
        found.append((data[0], data[start : start + size], data[: start + size]))
        data = data[start + size :]
    return found


class Query:
    """A TimeStampReq."""

    def __init__(self, data):
        fields = elements(elements(data)[0][1])
        self.data = data
        self.imprint = fields[1][2]
        self.nonce = next((whole for tag, _, whole in fields[2:] if tag == 0x02), b"")


class Authority:
    """Root and certificates in a folder, each made when first asked for."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        self.lock = threading.RLock()
        os.makedirs(self.folder, exist_ok=True)
        self.write("ca.cnf", CA_CONFIG.format(dir=self.folder))
        self.write("index.txt", "")
        self.write("index.txt.attr", "unique_subject = no\n")
        self.write("serial", "01\n")
        self.make_key("root", "ec")
        openssl("req", "-x509", "-new", "-key", self.path("root.key"), "-days", "3650", "-sha256",
                "-config", self.path("ca.cnf"), "-extensions", "root",
                "-subj", "/CN=Signet Test Time Root", "-out", self.path("root.pem"))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def make_key(self, name, kind):
        options = ["rsa", "-pkeyopt", "rsa_keygen_bits:2048"]
        if kind == "ec":
            options = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        openssl("genpkey", "-algorithm", *options,
                "-out", self.path(name + ".key"))

    def get(self, name, kind="ec", extensions="stamper", days=(-10, 700)):
        """Paths of certificate and key."""
        with self.lock:
            if not os.path.exists(self.path(name + ".pem")):
                self.make_key(name, kind)
                self.issue(name, extensions, days)
        return self.path(name + ".pem"), self.path(name + ".key")

    def issue(self, name, extensions, days):
        now = datetime.datetime.now(datetime.timezone.utc)
        start, end = ((now + datetime.timedelta(days=day)).strftime("%Y%m%d%H%M%SZ")
                      for day in days)
        config = self.path("ca.cnf")
        openssl("req", "-new", "-key", self.path(name + ".key"), "-config", config,
                "-subj", f"/CN=Signet Test Time {name}", "-out", self.path(name + ".csr"))
        openssl("ca", "-batch", "-config", config, "-notext", "-in", self.path(name + ".csr"),
                "-extensions", extensions, "-startdate", start, "-enddate", end,
                "-out", self.path(name + ".part"))
        os.rename(self.path(name + ".part"), self.path(name + ".pem"))


class Stamper:
    """Makes answers: good ones with `openssl ts`, bad ones put together by hand."""

    def __init__(self, authority, cert, key):
        self.authority = authority
        self.cert, self.key = cert, key
        self.lock = threading.Lock()
        authority.write("tsa.cnf", TSA_CONFIG.format(
            dir=authority.folder, cert=cert, key=key, policy=POLICY))

    def reply(self, query):
        with self.lock, tempfile.NamedTemporaryFile() as file:
            file.write(query.data)
            file.flush()
            return openssl("ts", "-reply", "-config", self.authority.path("tsa.cnf"),
                           "-queryfile", file.name)

    def tst_info(self, query, imprint=None, nonce=None, days=0, policy=POLICY):
        when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
        return wrap(0x30, integer(1), oid(policy), query.imprint if imprint is None else imprint,
                    integer(time.time_ns()), wrap(0x18, when.strftime("%Y%m%d%H%M%SZ").encode()),
                    query.nonce if nonce is None else nonce)

    def token(self, content, identity=None, options=("-cades",), content_type=OID_TST_INFO):
        cert, key = identity or (self.cert, self.key)
        return openssl("cms", "-sign", "-binary", "-nodetach", "-md", "sha256", "-outform", "DER",
                       "-econtent_type", content_type, "-nosmimecap", "-signer", cert,
                       "-inkey", key, *options, data=content)

    @staticmethod
    def response(token, status=0):
        return wrap(0x30, wrap(0x30, integer(status)), token)


def with_status(answer, status):
    """The same answer under another status."""
    _, token = elements(elements(answer)[0][1])
    return Stamper.response(token[2], status)


def reject(stamper, query):
    text = wrap(0x30, wrap(0x0C, b"no stamps \xe2\x80\xae today"))
    return wrap(0x30, wrap(0x30, integer(2), text, wrap(0x03, b"\x02\x04")))


def wrong_nonce(stamper, query):
    number = int.from_bytes(elements(query.nonce)[0][1], "big")
    return stamper.response(stamper.token(stamper.tst_info(query, nonce=integer(number ^ 1))))


def no_nonce(stamper, query):
    return stamper.response(stamper.token(stamper.tst_info(query, nonce=b"")))


def wrong_imprint(stamper, query):
    algorithm, digest = elements(elements(query.imprint)[0][1])
    other = bytes(octet ^ 0xFF for octet in digest[1])
    imprint = wrap(0x30, algorithm[2], wrap(0x04, other))
    return stamper.response(stamper.token(stamper.tst_info(query, imprint=imprint)))


def wrong_hash(stamper, query):
    algorithm = wrap(0x30, oid("2.16.840.1.101.3.4.2.10"), b"\x05\x00")
    digest = elements(elements(query.imprint)[0][1])[1]
    imprint = wrap(0x30, algorithm, digest[2])
    return stamper.response(stamper.token(stamper.tst_info(query, imprint=imprint)))


def stamped_by(name, **certificate):
    def answer(stamper, query):
        identity = stamper.authority.get(name, **certificate)
        return stamper.response(stamper.token(stamper.tst_info(query), identity))

    return answer


def dated(days):
    return lambda stamper, query: stamper.response(
        stamper.token(stamper.tst_info(query, days=days)))


def signed_with(*options):
    return lambda stamper, query: stamper.response(
        stamper.token(stamper.tst_info(query), options=options))


def pss(stamper, query):
    identity = stamper.authority.get("pss", kind="rsa")
    return stamper.response(stamper.token(
        stamper.tst_info(query), identity, ("-cades", "-keyopt", "rsa_padding_mode:pss")))


def other_policy(stamper, query):
    return stamper.response(stamper.token(stamper.tst_info(query, policy="1.2.3.4.9")))


def other_content(stamper, query):
    return stamper.response(stamper.token(
        stamper.tst_info(query), content_type="1.2.840.113549.1.7.1"))


def bad_signature(stamper, query):
    """The last octets are the signature value."""
    answer = bytearray(stamper.response(stamper.token(stamper.tst_info(query), options=())))
    answer[-3] ^= 0x01
    return bytes(answer)


def bad_content(stamper, query):
    """Signed for another minute than it says."""
    answer = stamper.reply(query)
    token = bytes(answer)
    at = token.index(datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%d").encode())
    return token[: at + 10] + bytes([token[at + 10] ^ 1]) + token[at + 11 :]


def swapped_certificate(stamper, query):
    """The attributes name another certificate of the same key, name and serial number."""
    token = stamper.token(stamper.tst_info(query))
    with open(stamper.cert, encoding="utf-8") as file:
        text = file.read().split("-----BEGIN CERTIFICATE-----")[1].split("-----END")[0]
    certificate = base64.b64decode(text)
    changed = certificate[:-1] + bytes([certificate[-1] ^ 1])
    return stamper.response(token.replace(certificate, changed))


ANSWERS = {
    # taken
    "": lambda stamper, query: stamper.reply(query),
    "ok": lambda stamper, query: stamper.reply(query),
    "granted-with-mods": lambda stamper, query: with_status(stamper.reply(query), 1),
    "ec": stamped_by("ec", kind="ec"),
    "rsa": stamped_by("rsa", kind="rsa"),
    "pss": pss,
    "not-critical": stamped_by("relaxed", extensions="relaxed"),
    "no-ess": signed_with(),
    # refused
    "reject": reject,
    "waiting": lambda stamper, query: with_status(stamper.reply(query), 3),
    "no-token": lambda stamper, query: wrap(0x30, wrap(0x30, integer(0))),
    "wrong-nonce": wrong_nonce,
    "no-nonce": no_nonce,
    "wrong-imprint": wrong_imprint,
    "wrong-hash": wrong_hash,
    "other-policy": other_policy,
    "other-content": other_content,
    "future": dated(2),
    "past": dated(-2),
    "garbage": lambda stamper, query: b"<html>Have a nice day</html>" * 20,
    "empty": lambda stamper, query: b"",
    "cut": lambda stamper, query: stamper.reply(query)[:-100],
    "trailing": lambda stamper, query: stamper.reply(query) + b"\0",
    "bare-token": lambda stamper, query: elements(elements(stamper.reply(query))[0][1])[1][2],
    "bad-signature": bad_signature,
    "bad-content": bad_content,
    "no-certs": signed_with("-cades", "-nocerts"),
    # untrusted
    "expired": stamped_by("expired", days=(-400, -35)),
    "not-yet": stamped_by("not-yet", days=(35, 400)),
    "no-eku": stamped_by("bare", extensions="bare"),
    "wrong-eku": stamped_by("signer", extensions="signer"),
    "swapped-certificate": swapped_certificate,
}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "tsa"

    def log_message(self, format, *arguments):
        self.server.log.write(f"{time.monotonic():.3f} {format % arguments}\n")
        self.server.log.flush()

    def finish_with(self, status, body=b"", content_type=REPLY_TYPE, **headers):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def send_chunks(self, body):
        self.send_response(200)
        self.send_header("Content-Type", REPLY_TYPE)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), 500):
            chunk = body[start : start + 500]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def send_endless(self, pause):
        """Without an end; fast, or an octet now and then."""
        self.send_response(200)
        self.send_header("Content-Type", REPLY_TYPE)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        while not self.server.stopping.wait(pause):
            self.wfile.write(b"\0" if pause else bytes(65536))
            self.wfile.flush()

    def send_huge(self):
        self.send_response(200)
        self.send_header("Content-Type", REPLY_TYPE)
        self.send_header("Content-Length", str(1 << 40))
        self.end_headers()
        self.close_connection = True

    def misbehave(self, action):
        """Misbehaviour of HTTP; TRUE when it was one."""
        if action.endswith("-once") and action not in self.server.met:
            self.server.met.add(action)
            if action.startswith("busy"):
                self.finish_with(503, b"busy", "text/plain")
            else:
                self.close_connection = True
        elif action == "later":
            self.finish_with(429, b"later", "text/plain", **{"Retry-After": "7"})
        elif action == "login" and not self.headers.get("Authorization"):
            self.finish_with(401, b"who", "text/plain", **{"WWW-Authenticate": "Basic realm=x"})
        elif action.startswith("http") and action[4:].isdigit():
            self.finish_with(int(action[4:]), b"sorry", "text/plain")
        elif action == "hang":
            self.log_message("%s", "hangs")
            self.server.stopping.wait(60)
            self.close_connection = True
        elif action == "drip":
            self.send_endless(0.2)
        elif action == "endless":
            self.send_endless(0)
        elif action == "huge":
            self.send_huge()
        elif action == "close":
            self.close_connection = True
        elif action == "redirect-loop":
            self.finish_with(307, Location="/redirect-loop")
        elif action == "redirect-nowhere":
            self.finish_with(307)
        elif action == "redirect-file":
            self.finish_with(307, Location="file:///etc/passwd")
        elif action == "redirect-plain":
            self.finish_with(307, Location=f"http://127.0.0.1:{self.server.plain_port}/ok")
        elif action.startswith("redirect"):
            self.finish_with(int(action[8:] or 307), b"moved", "text/plain", Location="/ok")
        else:
            return False
        return True

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        action = self.path.split("?")[0].strip("/")
        if self.misbehave(action):
            return
        if action == "echo":
            self.finish_with(200, body, self.headers.get("Content-Type", ""))
        elif self.headers.get("Content-Type") != "application/timestamp-query":
            self.finish_with(415, b"no timestamp query", "text/plain")
        else:
            self.answer(action, body)

    def answer(self, action, body):
        http_only = {"chunked", "other-type", "no-type"}
        ok = action in http_only or action == "login" or action.endswith("-once")
        make = ANSWERS.get("ok" if ok else action)
        if make is None:
            self.finish_with(404, b"no such behaviour", "text/plain")
            return
        answer = make(self.server.stamper, Query(body))
        if action == "chunked":
            self.send_chunks(answer)
        else:
            self.finish_with(200, answer, "text/html" if action == "other-type" else REPLY_TYPE)

    def do_GET(self):
        action = self.path.split("?")[0].strip("/")
        if self.misbehave(action):
            return
        if action == "root.pem":
            with open(self.server.stamper.authority.path("root.pem"), "rb") as file:
                self.finish_with(200, file.read(), "application/x-pem-file")
        elif action == "ok":
            self.finish_with(200, b"GET", "text/plain")
        elif action.startswith("agent"):
            self.finish_with(200, self.headers.get("User-Agent", "").encode(), "text/plain")
        else:
            self.finish_with(404, b"no such file", "text/plain")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, stamper, log, stopping, plain_port=0):
        super().__init__(("127.0.0.1", 0), Handler)
        self.stamper, self.log, self.stopping = stamper, log, stopping
        self.plain_port = plain_port
        self.met = set()  # who was met once with a failure

    def handle_error(self, request, client_address):
        self.log.write(f"{time.monotonic():.3f} {sys.exc_info()[1]!r}\n")
        self.log.flush()


def add_tls(server, authority):
    cert, key = authority.get("https", extensions="server")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server.socket = context.wrap_socket(server.socket, server_side=True,
                                        do_handshake_on_connect=False)


def write_whole(path, text):
    """Readers find all of it or nothing."""
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path + ".part", path)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--dir", help="folder for root.pem, port, log (default: a temporary one)")
    parser.add_argument("--cert", help="stamp with this certificate instead of an own one")
    parser.add_argument("--key", help="the key of --cert")
    parser.add_argument("--port-file", help="where the port is written (default: DIR/port)")
    parser.add_argument("--tls", action="store_true", help="also serve HTTPS; its port: DIR/tls-port")
    return parser.parse_args()


def serve(options, folder):
    authority = Authority(folder)
    identity = (options.cert, options.key) if options.cert else authority.get("tsa", kind="rsa")
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    signal.signal(signal.SIGINT, lambda *_: stopping.set())
    with open(authority.path("log"), "w", encoding="utf-8") as log:
        stamper = Stamper(authority, *(os.path.abspath(path) for path in identity))
        server = Server(stamper, log, stopping)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        if options.tls:
            tls = Server(stamper, log, stopping, server.server_port)
            add_tls(tls, authority)
            threading.Thread(target=tls.serve_forever, daemon=True).start()
            write_whole(authority.path("tls-port"), str(tls.server_port))
        write_whole(options.port_file or authority.path("port"), str(server.server_port))
        print(server.server_port, flush=True)
        parent = os.getppid()
        while not stopping.wait(1) and os.getppid() == parent:
            pass  # ends with whoever started it


def main():
    options = parse_arguments()
    if options.dir:
        serve(options, options.dir)
    else:
        with tempfile.TemporaryDirectory(prefix="tsa-") as folder:
            serve(options, folder)


if __name__ == "__main__":
    main()
