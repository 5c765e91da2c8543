# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Drives the real signet-cli: runs it, makes keys, programs and a timestamp server, reports in TAP."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

CLI = os.environ['SIGNET_CLI']
SUPPORT = Path(__file__).resolve().parent.parent / 'support'
PASSWORD = 'a test password'
# The history of signatures of these tests alone.
DATA_HOME = tempfile.TemporaryDirectory(prefix='signet-data-')
os.environ['XDG_DATA_HOME'] = DATA_HOME.name
# No other program stands in a queue of theirs.
os.environ['XDG_RUNTIME_DIR'] = os.path.join(DATA_HOME.name, 'run')
os.mkdir(os.environ['XDG_RUNTIME_DIR'], 0o700)
os.environ['XDG_CACHE_HOME'] = os.path.join(DATA_HOME.name, 'cache')
# Authorities of real certificates are out of reach for whoever asks them: nobody listens there.
os.environ.update({'http_proxy': 'http://127.0.0.1:9', 'no_proxy': '127.0.0.1,localhost'})


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout.decode('utf-8', 'replace')
        self.err = process.stderr.decode('utf-8', 'replace')

    def objects(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def object(self):
        objects = self.objects()
        assert len(objects) == 1, f'{len(objects)} objects: {self}'
        return objects[0]

    def __str__(self):
        return f'status {self.status}\n{self.out}{self.err}'


def run(*arguments, status=None, stdin=None, env=None, asking=False, **options):
    """Runs signet-cli apart from any terminal; @status is what it must end with. Authorities are only
    asked if the test is about that."""
    if arguments[:1] == ('verify',) and not asking:
        arguments = ('verify', '--offline', *arguments[1:])
    process = subprocess.run([CLI, *map(str, arguments)], input=stdin or b'', capture_output=True,
                             env={**os.environ, **(env or {})}, timeout=300,
                             start_new_session=True, check=False, **options)
    result = Result(process)
    if status is not None:
        equal(result.status, status, f'{arguments}\n{result}')
    return result


def equal(got, wanted, what=''):
    assert got == wanted, f'{got!r} instead of {wanted!r} {what}'


def check_no_core_file(pid):
    """The limit is 1, so that there is none through a pipe either, or a 0 that nobody may raise."""
    with open(f'/proc/{pid}/limits', encoding='ascii') as limits:
        line = next(line for line in limits if line.startswith('Max core file size'))
    allowed = [['1', '1']]
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0:
        allowed.append(['0', '0'])
    assert line.split()[4:6] in allowed, line


def in_german():
    """The environment of a German; messages are translated in a real locale only."""
    if not (Path(os.environ['LOCPATH']) / 'de_DE.UTF-8').is_dir():
        raise Skip('the locale de_DE.UTF-8 could not be made')
    return {'LANGUAGE': 'de', 'LC_ALL': 'de_DE.UTF-8'}


def openssl(*arguments):
    subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True)


def make_program(path, name='hello.c', machine='x86_64'):
    subprocess.run([f'{machine}-w64-mingw32-gcc', '-Os', '-s', '-o', str(path),
                    str(SUPPORT / name)], check=True, capture_output=True)


_EXTENSIONS = """basicConstraints=critical,CA:false
keyUsage=critical,digitalSignature
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""
CODE_SIGNING = _EXTENSIONS + 'extendedKeyUsage=codeSigning\n'
TIME_STAMPING = _EXTENSIONS + 'extendedKeyUsage=critical,timeStamping\n'
LIFETIME = _EXTENSIONS + 'extendedKeyUsage=codeSigning,1.3.6.1.4.1.311.10.3.13\n'
NO_USAGE = _EXTENSIONS
AUTHORITY = 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n'
SERVER_ONLY = _EXTENSIONS + 'extendedKeyUsage=serverAuth\n'


EC = ('ec', 'ec_paramgen_curve:P-256')  # made at once, where RSA takes a second


class Publisher:
    """A test authority and what it issues, made once for a test program."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root = self.folder / 'authority.pem'
        self.password_file = self.folder / 'password.txt'
        self.password_file.write_text(PASSWORD + '\n')
        openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-sha256', '-days', '3650',
                '-keyout', self.folder / 'authority.key', '-out', self.root,
                '-subj', '/O=Signet Test/CN=Signet Test Authority',
                '-addext', 'keyUsage=critical,keyCertSign,cRLSign')

    def issue(self, name, key=EC, extensions=CODE_SIGNING,
              subject='/C=DE/O=Example GmbH/CN=Example GmbH', issuer=None):
        """Files of a certificate and its key; @issuer: such files, for the test authority itself."""
        authority = issuer or {'pem': self.root, 'key': self.folder / 'authority.key'}
        base = self.folder / name
        files = {end: base.with_suffix('.' + end) for end in ('key', 'csr', 'ext', 'pem', 'pfx')}
        options = [part for option in key[1:] for part in ('-pkeyopt', option)]
        files['ext'].write_text(extensions)
        openssl('req', '-new', '-newkey', key[0], *options, '-nodes', '-keyout', files['key'],
                '-out', files['csr'], '-utf8', '-subj', subject)
        openssl('x509', '-req', '-in', files['csr'], '-CA', authority['pem'],
                '-CAkey', authority['key'], '-CAcreateserial', '-days', '365',
                '-sha256', '-extfile', files['ext'], '-out', files['pem'])
        openssl('pkcs12', '-export', '-inkey', files['key'], '-in', files['pem'],
                '-certfile', authority['pem'], '-passout', f'pass:{PASSWORD}', '-out', files['pfx'])
        return files

    def key(self, files):
        return ['--pkcs12', files['pfx'], '--pass-file', self.password_file]


class TimestampServer:
    """tests/support/tsa.py on a port of its own, as a context."""

    def __init__(self, publisher, folder, *options):
        self.files = publisher.issue('timestamp', ('rsa:2048',), extensions=TIME_STAMPING,
                                     subject='/O=Signet Test/CN=Signet Test Timestamps')
        self.folder = Path(tempfile.mkdtemp(prefix='tsa-', dir=folder))
        self.command = [sys.executable, str(SUPPORT / 'tsa.py'), '--cert', str(self.files['pem']),
                        '--key', str(self.files['key']), '--dir', str(self.folder), *options]

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        port = self.wait_for('port', '')
        self.url = f'http://127.0.0.1:{port}/'
        return self

    def wait_for(self, name, text):
        """What the server writes into the file, once @text is in it."""
        path = self.folder / name
        for _ in range(600):
            found = path.read_text() if path.exists() else ''
            if found and text in found:
                return found.strip()
            time.sleep(0.1)
        raise AssertionError(f'no {text!r} in the {name} of the timestamp server')

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


_tests = []
_current = []
_left_out = []


def test(function):
    _tests.append(function)
    return function


def get_tests():
    return list(_tests)


def get_current():
    """The name of the test that runs."""
    return _current[-1]


class Skip(Exception):
    """What a test needs is not on this computer; says what."""


def leave_out(reason):
    """A part of the test that runs cannot be done on this computer; the rest of it counts."""
    if reason not in _left_out:
        _left_out.append(reason)


def run_one(number, function, shared):
    name = function.__name__.replace('_', ' ')
    _current.append(name)
    _left_out.clear()
    folder = Path(tempfile.mkdtemp(prefix='signet-cli-'))
    try:
        function(folder, shared)
        left_out = f' # SKIP in part: {"; ".join(_left_out)}' if _left_out else ''
        print(f'ok {number} - {name}{left_out}', flush=True)
        return True
    except Skip as reason:
        print(f'ok {number} - {name} # SKIP {reason}', flush=True)
        return True
    except Exception:  # a test may fail in any way; the others still run
        traceback.print_exc()
        print(f'not ok {number} - {name}', flush=True)
        return False
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(prepare=lambda folder: None):
    """Runs all tests with what @prepare made in a folder for all of them."""
    common = Path(tempfile.mkdtemp(prefix='signet-cli-'))
    print(f'1..{len(_tests)}')
    try:
        shared = prepare(common)
        good = [run_one(number, function, shared)
                for number, function in enumerate(_tests, 1)]
        getattr(shared, 'close', lambda: None)()
    finally:
        shutil.rmtree(common, ignore_errors=True)
    sys.exit(0 if all(good) else 1)
