# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What a run leaves behind holds no password and no PIN: neither its memory at the end, nor its environment, arguments,
output and history."""

import ctypes
import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path

from harness import CLI, DATA_HOME, Publisher, Skip, main, make_program, test

TRACEME, CONT, SETOPTIONS, DETACH = 0, 7, 0x4200, 17
TRACE_EXIT, EXIT_KILL = 0x40, 0x100000
EVENT_EXIT = signal.SIGTRAP | 6 << 8
SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so'
LARGEST = 1 << 28  # nothing of the program itself is larger

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
_libc.ptrace.restype = ctypes.c_long


def trace_me():
    if _libc.ptrace(TRACEME, 0, None, None) != 0:
        os._exit(99)


def without_perturbation():
    """What was given back must be found as it was left."""
    return {name: value for name, value in os.environ.items() if name != 'MALLOC_PERTURB_'}


class Held:
    """A program that is stopped when it is about to end, with its memory as it is then."""

    def __init__(self, arguments, env=None):
        self.out = tempfile.TemporaryFile()
        self.process = subprocess.Popen([CLI, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=self.out,
                                        stderr=subprocess.STDOUT, preexec_fn=trace_me,
                                        env={**without_perturbation(), **(env or {})})
        pid = self.process.pid
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status) or _libc.ptrace(SETOPTIONS, pid, None, TRACE_EXIT | EXIT_KILL) != 0:
            raise Skip('programs may not be traced here')
        # Opened now: later it may forbid that.
        self.memory = open(f'/proc/{pid}/mem', 'rb', buffering=0)
        self.maps = open(f'/proc/{pid}/maps', 'rb', buffering=0)
        self.told = {name: Path(f'/proc/{pid}/{name}').read_bytes() for name in ('environ', 'cmdline')}
        self.run_to_end(pid)

    def run_to_end(self, pid):
        number = 0
        while True:
            _libc.ptrace(CONT, pid, None, number)
            _, status = os.waitpid(pid, 0)
            assert os.WIFSTOPPED(status), f'ended unseen: {status}'
            if status >> 8 == EVENT_EXIT:
                return
            number = os.WSTOPSIG(status)

    def list_ranges(self):
        self.maps.seek(0)
        text = b''.join(iter(lambda: self.maps.read(65536), b'')).decode()
        for start, end, rights in re.findall(r'^([0-9a-f]+)-([0-9a-f]+) (\S+)', text, re.M):
            if rights.startswith('rw') and int(end, 16) - int(start, 16) <= LARGEST:
                yield int(start, 16), int(end, 16)

    def find(self, secret):
        """Where in the memory it is, in any encoding a key file knows."""
        forms = [secret.encode(encoding) for encoding in ('utf-8', 'utf-16-le', 'utf-16-be')]
        found = []
        for start, end in self.list_ranges():
            self.memory.seek(start)
            try:
                data = self.memory.read(end - start)
            except OSError:
                continue
            found += [f'{start + data.find(form):x} of {start:x}-{end:x}' for form in forms if form in data]
        return found

    def end(self):
        _libc.ptrace(DETACH, self.process.pid, None, 0)
        _, status = os.waitpid(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.out.seek(0)
        self.memory.close()
        self.maps.close()
        return self.out.read()


def read_all(folder):
    return b''.join(path.read_bytes() for path in Path(folder).rglob('*') if path.is_file())


def check(secret, visible, *arguments, **options):
    if os.environ['SIGNET_SANITIZED'] == 'true':
        raise Skip('a sanitizer keeps what OpenSSL and p11-kit have given back, and nobody wipes that')
    held = Held(arguments, **options)
    assert held.find(visible), 'the memory that was searched is not that of the run'
    places, told = held.find(secret), held.told
    out = held.end()
    assert held.process.returncode == 0, out.decode()
    assert not places, f'in memory at {places}'
    for name, data in {**told, 'output': out, 'history': read_all(DATA_HOME.name)}.items():
        assert secret.encode() not in data, name


@test
def the_password_of_a_key_file(folder, publisher):
    for form in ('pfx', 'key'):
        secret = os.urandom(12).hex()
        files = publisher.issue(form, key=('rsa:2048',))
        password, program, key = folder / 'password', folder / f'{form}.exe', folder / f'sealed.{form}'
        password.write_text(secret + '\n')
        make_program(program)
        if form == 'pfx':
            subprocess.run(['openssl', 'pkcs12', '-export', '-inkey', files['key'], '-in', files['pem'], '-passout',
                            f'pass:{secret}', '-out', key], check=True)
            options = ['--pkcs12', key]
        else:
            subprocess.run(['openssl', 'pkcs8', '-topk8', '-in', files['key'], '-passout', f'pass:{secret}', '-out', key],
                           check=True)
            options = ['--key', key, '--cert', files['pem']]
        check(secret, program.name, 'sign', *options, '--pass-file', password,
              '--timestamp', 'none', program)


@test
def the_pin_of_a_token(folder, publisher):
    if not Path(SOFTHSM).exists():
        raise Skip('there is no SoftHSM')
    secret = os.urandom(8).hex()
    files, pin, program = publisher.issue('token'), folder / 'pin', folder / 'token.exe'
    pin.write_text(secret + '\n')
    make_program(program)
    (folder / 'tokens').mkdir()
    (folder / 'softhsm2.conf').write_text(f'directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n')
    os.environ['SOFTHSM2_CONF'] = str(folder / 'softhsm2.conf')
    for command in (['softhsm2-util', '--init-token', '--free', '--label', 'Test', '--so-pin', '5678', '--pin', secret],
                    ['softhsm2-util', '--import', files['key'], '--token', 'Test', '--label', 'a', '--id', '01', '--pin',
                     secret]):
        subprocess.run(command, check=True, capture_output=True)
    check(secret, program.name, 'sign', '--token', 'pkcs11:id=%01', '--module', SOFTHSM, '--cert', files['pem'],
          '--pass-file', pin, '--timestamp', 'none', program)


main(Publisher)
