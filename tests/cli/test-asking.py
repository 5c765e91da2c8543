# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Revocation asked over the network: whom, how often, and what comes of the answer."""

import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import (CODE_SIGNING, TIME_STAMPING, Publisher, TimestampServer, equal, main, openssl,
                     run, test)
from programs import KINDS

HOUR = 60 * 60
DAY = 24 * HOUR
NOW = int(time.time())
NONE = ['--timestamp', 'none']


class Responder:
    """Answers for an authority, with `openssl ocsp`, as a context; counts who asks."""

    def __init__(self, publisher, folder):
        self.publisher = publisher
        self.folder = folder
        self.asked = 0
        self.revoked = {}
        self.server = ThreadingHTTPServer(('127.0.0.1', 0), self.make_handler())
        self.url = f'http://127.0.0.1:{self.server.server_port}'

    def make_handler(self):
        responder = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                responder.asked += 1
                body = self.rfile.read(int(self.headers['Content-Length']))
                self.answer(responder.respond(body) if self.path == '/ocsp' else None)

            def do_GET(self):
                responder.asked += 1
                self.answer(None)

            def answer(self, body):
                self.send_response(404 if body is None else 200)
                self.send_header('Content-Length', str(len(body or b'')))
                self.end_headers()
                self.wfile.write(body or b'')

            def log_message(self, *_):
                pass

        return Handler

    def revoke(self, files, when, reason):
        self.revoked[files['pem']] = (when, reason)

    def write_index(self):
        lines = []
        for pem in {*self.publisher.folder.glob('*.pem')} - {self.publisher.root}:
            shown = subprocess.run(['openssl', 'x509', '-in', pem, '-noout', '-serial'], check=True,
                                   capture_output=True).stdout.decode()
            state, since = 'V', ''
            if pem in self.revoked:
                when, reason = self.revoked[pem]
                state = 'R'
                since = f'{time.strftime("%y%m%d%H%M%SZ", time.gmtime(when))},{reason}'
            end = time.strftime('%y%m%d%H%M%SZ', time.gmtime(NOW + 300 * DAY))
            lines.append('\t'.join([state, end, since, shown.strip().split('=')[1], 'unknown', '/CN=Any']))
        (self.folder / 'index.txt').write_text('\n'.join(lines) + '\n')

    def respond(self, request):
        base = self.folder / f'{threading.get_ident()}'
        base.with_suffix('.req').write_bytes(request)
        self.write_index()
        subprocess.run(['openssl', 'ocsp', '-index', self.folder / 'index.txt', '-CA',
                        self.publisher.root, '-rsigner', self.publisher.root, '-rkey',
                        self.publisher.folder / 'authority.key', '-reqin', base.with_suffix('.req'),
                        '-respout', base.with_suffix('.resp'), '-ndays', '1'],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return base.with_suffix('.resp').read_bytes()

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Case:
    """A publisher whose certificates name a responder, and a cache of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.publisher = Publisher(folder / 'keys')
        self.responder = Responder(self.publisher, folder)
        self.cache = folder / 'cache'
        self.trust = ['--no-system-trust', '--trust', self.publisher.root]
        self.files = self.issue('signer', CODE_SIGNING)

    def issue(self, name, extensions, url=None):
        access = f'authorityInfoAccess=OCSP;URI:{url or self.responder.url}/ocsp\n'
        return self.publisher.issue(name, extensions=extensions + access)

    def sign(self, name='a.dll', timestamp=NONE, files=None):
        program = self.folder / name
        program.write_bytes(KINDS['pe32-plus.dll'])
        run('sign', *self.publisher.key(files or self.files), *timestamp, program, status=0)
        return program

    def verify(self, *arguments, status=0):
        return run('verify', '--json', *arguments, status=status, asking=True,
                   env={'XDG_CACHE_HOME': str(self.cache)})

    def check(self, *arguments, status=0):
        entry = self.verify(*self.trust, *arguments, status=status).object()
        check, = (check for check in entry['signatures'][0]['checks'] if check['id'] == 'revocation')
        return entry['verdict'], check['status'], check['reason']


@test
def a_good_answer(folder, _):
    case = Case(folder)
    with case.responder:
        equal(case.check(case.sign(), '--strict'), ('valid', 'pass', ''))
        equal(case.responder.asked, 1)


@test
def a_revoked_certificate(folder, _):
    case = Case(folder)
    case.responder.revoke(case.files, NOW - HOUR, 'keyCompromise')
    with case.responder:
        equal(case.check(case.sign(), status=7), ('revoked', 'fail', 'revoked'))


@test
def signed_before_the_revocation(folder, _):
    case = Case(folder)
    with TimestampServer(case.publisher, folder) as server:
        program = case.sign(timestamp=['--timestamp', server.url])
    case.responder.revoke(case.files, NOW + DAY, 'superseded')
    with case.responder:
        equal(case.check(program), ('valid', 'pass', 'revoked-later'))


@test
def a_revoked_timestamp_server(folder, _):
    case = Case(folder)
    with TimestampServer(case.publisher, folder) as server:
        files = case.issue('timestamp', TIME_STAMPING)
        server.process.terminate()
        server.process.wait()
        server.command[server.command.index('--cert') + 1] = str(files['pem'])
        server.command[server.command.index('--key') + 1] = str(files['key'])
        (server.folder / 'port').unlink()
        server.__enter__()
        program = case.sign(timestamp=['--timestamp', server.url])
    case.responder.revoke(files, NOW - HOUR, 'keyCompromise')
    with case.responder:
        entry = case.verify(*case.trust, program).object()
        stamp, = entry['signatures'][0]['timestamps']
        equal((stamp['intact'], stamp['counts']), (True, False))


@test
def each_question_once(folder, _):
    case = Case(folder)
    programs = [case.sign(f'{number}.dll') for number in range(6)]
    with case.responder:
        equal(len(case.verify(*case.trust, *programs).objects()), len(programs))
        equal(case.responder.asked, 1)
        # The answer is good for a day.
        case.check(programs[0])
        equal(case.responder.asked, 1)


@test
def offline_asks_nobody(folder, _):
    case = Case(folder)
    with case.responder:
        equal(case.check('--offline', case.sign()),
              ('revocation-unknown', 'unknown', 'not-checked'))
        equal(case.responder.asked, 0)
    assert not case.cache.exists(), list(case.cache.rglob('*'))


@test
def strangers_send_nobody_anywhere(folder, _):
    case = Case(folder)
    program = case.sign()
    with case.responder:
        case.verify('--no-system-trust', program, status=7)
        equal(case.responder.asked, 0)


@test
def nobody_answers(folder, _):
    case = Case(folder)
    files = case.issue('far', CODE_SIGNING, url='http://127.0.0.1:9')
    program = case.sign(files=files)
    for _ in range(2):
        equal(case.check(program), ('revocation-unknown', 'unknown', 'authority-not-reached'))
    case.verify(*case.trust, '--strict', program, status=7)
    # Another run leaves that host alone for some minutes.
    silent = [name for name in os.listdir(case.cache / 'signet/revocation') if 'silent' in name]
    equal(len(silent), 1)


@test
def a_list_settles_it_without_asking(folder, _):
    case = Case(folder)
    config = case.folder / 'ca.cnf'
    config.write_text('[ca]\ndefault_ca=a\n[a]\ndefault_md=sha256\n'
                      f'database={case.folder}/list.txt\n')
    (case.folder / 'list.txt').write_text('')
    openssl('ca', '-gencrl', '-config', config, '-cert', case.publisher.root, '-keyfile',
            case.publisher.folder / 'authority.key', '-crldays', '30', '-out', case.folder / 'a.crl')
    with case.responder:
        equal(case.check('--crl', case.folder / 'a.crl', case.sign()), ('valid', 'pass', ''))
        equal(case.responder.asked, 0)


main()
