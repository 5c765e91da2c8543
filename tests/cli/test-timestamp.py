# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Timestamp servers of every temper, met by the whole command line."""

import subprocess
import time

from harness import CLI, Publisher, TimestampServer, equal, main, run, test
from programs import KINDS

PLAIN = KINDS['pe32-plus.dll']
DEAD = 'http://127.0.0.1:1/'
TAKEN = ('', 'ok', 'granted-with-mods', 'ec', 'rsa', 'not-critical', 'no-ess', 'chunked',
         'other-type', 'no-type', 'redirect', 'redirect308')
REFUSED = ('reject', 'waiting', 'no-token', 'wrong-nonce', 'no-nonce', 'wrong-imprint',
           'wrong-hash', 'other-content', 'future', 'garbage', 'empty', 'cut', 'trailing',
           'bare-token', 'bad-signature', 'bad-content', 'no-certs', 'http500', 'http404', 'huge',
           'endless', 'close', 'redirect-loop', 'redirect-nowhere', 'redirect-file')
UNTRUSTED = ('past', 'expired', 'not-yet', 'no-eku', 'wrong-eku', 'swapped-certificate')
SILENT = ('hang', 'drip')


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.key = self.publisher.key(self.publisher.issue('publisher', key=('rsa:2048',)))
        self.server = TimestampServer(self.publisher, folder).__enter__()
        self.url = self.server.url

    def close(self):
        self.server.__exit__()

    def sign(self, program, *servers, status=None):
        program.write_bytes(PLAIN)
        options = [part for server in servers for part in ('--timestamp', server)]
        return run('sign', *self.key, *options, '--json', program, status=status)


def get_stamps(program):
    signature, = run('verify', '--json', program).object()['signatures']
    return signature['timestamps']


@test
def good_answers_are_taken(folder, shared):
    for name in TAKEN:
        program = folder / 'a.dll'
        entry = shared.sign(program, shared.url + name, status=0).object()
        equal((entry['action'], entry['timestamp_server'], entry['timestamp_error']),
              ('signed', shared.url + name, None))
        stamp, = get_stamps(program)
        equal((stamp['kind'], stamp['intact']), ('rfc3161', True), name)


def check_refused(shared, program, name, codes):
    result = shared.sign(program, shared.url + name, status=1)
    entry = result.object()
    assert entry['error']['code'] in codes, (name, entry['error'])
    assert entry['error']['text'] and result.err, name
    equal((entry['action'], entry['timestamp_server']), (None, None), name)
    equal(program.read_bytes(), PLAIN, name)


@test
def bad_answers_are_refused_and_nothing_is_written(folder, shared):
    for name in REFUSED:
        check_refused(shared, folder / 'a.dll', name, {'ts-refused', 'ts-unreachable'})
    for name in UNTRUSTED:
        check_refused(shared, folder / 'a.dll', name, {'ts-untrusted', 'ts-refused'})
    equal([path.name for path in folder.iterdir()], ['a.dll'])


@test
def a_silent_server_is_not_waited_for_without_end(folder, shared):
    started = time.monotonic()
    processes = []
    for name in SILENT:
        (folder / name).write_bytes(PLAIN)
        processes.append(subprocess.Popen(
            [CLI, 'sign', *map(str, shared.key), '--timestamp', shared.url + name, '--json',
             str(folder / name)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
    for name, process in zip(SILENT, processes, strict=True):
        out, _ = process.communicate(timeout=90)
        equal(process.returncode, 1)
        assert b'"ts-unreachable"' in out or b'"ts-refused"' in out, out
        equal((folder / name).read_bytes(), PLAIN)
    assert time.monotonic() - started < 60


@test
def a_timestamp_is_never_left_out_in_silence(folder, shared):
    program = folder / 'a.dll'
    for name in ('reject', 'wrong-imprint', 'no-eku', 'http500'):
        program.write_bytes(PLAIN)
        arguments = ['sign', *shared.key, '--timestamp', shared.url + name, '--timestamp-optional']
        entry = run(*arguments, '--json', program, status=3).object()
        equal((entry['action'], entry['error'], entry['timestamp_server']), ('signed', None, None))
        assert entry['timestamp_error']['code'].startswith('ts-')
        equal(get_stamps(program), [])
        program.write_bytes(PLAIN)
        assert 'Without timestamp' in run(*arguments, program, status=3).out
    program.write_bytes(PLAIN)
    run('sign', *shared.key, '--timestamp', shared.url, '--timestamp-optional', program, status=0)
    equal(len(get_stamps(program)), 1)


@test
def the_next_server_is_asked_and_the_failures_are_told(folder, shared):
    program = folder / 'a.dll'
    servers = [DEAD, shared.url + 'garbage', shared.url + 'no-eku', shared.url + 'ok', DEAD]
    result = shared.sign(program, *servers, status=0)
    equal(result.object()['timestamp_server'], shared.url + 'ok')
    equal(len(result.err.splitlines()), 6, result.err)
    stamp, = get_stamps(program)
    equal(stamp['intact'], True)


@test
def the_last_failure_is_the_reason(folder, shared):
    program = folder / 'a.dll'
    for last, code in ((DEAD, 'ts-unreachable'), (shared.url + 'reject', 'ts-refused'),
                       (shared.url + 'no-eku', 'ts-untrusted')):
        entry = shared.sign(program, shared.url + 'garbage', last, status=1).object()
        equal(entry['error']['code'], code)


@test
def none_is_none(folder, shared):
    program = folder / 'a.dll'
    entry = shared.sign(program, 'none', status=0).object()
    equal((entry['timestamp_server'], entry['timestamp_error']), (None, None))
    equal(get_stamps(program), [])
    program.write_bytes(PLAIN)
    run('sign', *shared.key, '--timestamp', 'none', '--timestamp-optional', program, status=0)


@test
def of_several_files_each_gets_its_own(folder, shared):
    programs = [folder / f'{number}.dll' for number in range(8)]
    for program in programs:
        program.write_bytes(PLAIN)
    run('sign', *shared.key, '--timestamp', shared.url, '--jobs', '4', *programs, status=0)
    for program in programs:
        stamp, = get_stamps(program)
        equal(stamp['intact'], True)


@test
def statuses_are_weighed(folder, shared):
    """3 outweighs 1: the largest that applies."""
    good = folder / 'a.dll'
    good.write_bytes(PLAIN)
    entries = run('sign', *shared.key, '--timestamp', DEAD, '--timestamp-optional', '--json', good,
                  folder / 'missing.dll', status=3).objects()
    equal([entry['error'] is None for entry in entries], [True, False])


@test
def existing_signatures_are_stamped_by_the_next_server(folder, shared):
    program = folder / 'a.dll'
    shared.sign(program, 'none', status=0)
    before = program.read_bytes()
    run('timestamp', '--timestamp', DEAD, '--timestamp', shared.url + 'bad-signature', program,
        status=1)
    equal(program.read_bytes(), before)
    entry = run('timestamp', '--timestamp', DEAD, '--timestamp', shared.url, '--json', program,
                status=0).object()
    equal((entry['action'], entry['timestamp_server']), ('timestamped', shared.url))


main(Shared)
