# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Timestamp servers of every temper, met by the whole command line."""

import os
import subprocess
import time
from pathlib import Path

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
        options += ['--timestamp-pause', '0']
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
        check_refused(shared, folder / 'a.dll', name, {'ts-refused', 'ts-unreachable', 'ts-busy', 'ts-address'})
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
        arguments = ['sign', *shared.key, '--timestamp', shared.url + name, '--timestamp-optional',
                     '--timestamp-pause', '0']
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
def what_it_answered_is_told(folder, shared):
    program = folder / 'a.dll'
    for name, code in (('http401', 'ts-denied'), ('http403', 'ts-denied'), ('http407', 'ts-denied'),
                       ('http404', 'ts-address'), ('http410', 'ts-address'), ('http400', 'ts-refused'),
                       ('http429', 'ts-busy'), ('http500', 'ts-busy'), ('http503', 'ts-busy')):
        result = shared.sign(program, shared.url + name, status=1)
        equal(result.object()['error']['code'], code)
        assert 'does not respond' not in result.err and name[4:] in result.err, result
    entry = shared.sign(program, shared.url + 'http401', shared.url + 'reject', status=1).object()
    equal([error['code'] for error in entry['timestamp_errors']], ['ts-denied', 'ts-refused'])


@test
def who_was_busy_is_asked_again(folder, shared):
    program = folder / 'a.dll'
    for name in ('busy-once', 'close-once'):
        result = shared.sign(program, shared.url + name, status=0)
        equal(len(result.object()['timestamp_errors']), 1)
    program.write_bytes(PLAIN)
    sign = ['sign', *shared.key, '--timestamp', shared.url + 'http503', program]
    for retries in (0, 2):
        result = run(*sign, '--json', '--timestamp-pause', '0', '--timestamp-retries', retries, status=1)
        equal(len(result.object()['timestamp_errors']), retries + 1)
    started = time.monotonic()
    result = run(*sign, '--timestamp-pause', '1', status=1)
    assert time.monotonic() - started >= 1
    assert 'Waiting 1 s for 127.0.0.1.' in result.err, result
    for option in ('--timestamp-pause=-1', '--timestamp-retries=-1', '--timestamp-retries=x',
                   '--timestamp-timeout=0', '--timestamp-pause=99999'):
        run(*sign, option, status=2)
        run('timestamp', '--timestamp', shared.url, option, program, status=2)


@test
def a_silent_server_is_asked_once(folder, shared):
    programs = [folder / f'{number}.dll' for number in range(6)]
    for program in programs:
        program.write_bytes(PLAIN)
    started = time.monotonic()
    result = run('sign', *shared.key, '--json', '--jobs', '1', '--timestamp-timeout', '5',
                 '--timestamp', shared.url + 'hang', '--timestamp', shared.url, *programs, status=0)
    assert time.monotonic() - started < 5 * len(programs)
    for entry in result.objects():
        equal(entry['timestamp_server'], shared.url)
        equal([error['code'] for error in entry['timestamp_errors']], ['ts-unreachable'])


@test
def several_programs_stand_in_one_queue(folder, shared):
    processes = []
    started = time.monotonic()
    for number in range(3):
        program = folder / f'{number}.dll'
        program.write_bytes(PLAIN)
        processes.append(subprocess.Popen(
            [CLI, 'sign', *map(str, shared.key), '--timestamp', shared.url, '--timestamp-pause', '2',
             str(program)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
    told = [process.communicate(timeout=60)[1] for process in processes]
    equal([process.returncode for process in processes], [0, 0, 0])
    assert time.monotonic() - started >= 4
    assert sum(b'Waiting' in text for text in told) >= 2, told
    # What a wrong clock left there is not believed.
    for queue in (Path(os.environ['XDG_RUNTIME_DIR']) / 'signet').glob('pace-*'):
        equal(queue.stat().st_mode & 0o777, 0o600)
        queue.write_bytes(b'\xff' * 7 + b'\x7f')
        (folder / '0.dll').write_bytes(PLAIN)
        run('sign', *shared.key, '--timestamp', shared.url, '--timestamp-pause', '2',
            folder / '0.dll', status=0)


@test
def a_login_in_the_address_stays_there(folder, shared):
    program = folder / 'a.dll'
    place = shared.url.removeprefix('http://')
    data = {'XDG_DATA_HOME': str(folder / 'data')}
    for address in (f'http://user:geheim@{place}login', f'http://{place}ok?key=geheim',
                    f'http://user:geheim@{place}http401', f'http://user:geheim@{place}close',
                    'http://user:geheim@/', 'http://user:ge/heim@x.example/', 'ftp://user:geheim@x/',
                    'user:geheim@x.example', 'http://user:geheim@127.0.0.1:1/'):
        for option in ([], ['--json']):
            program.write_bytes(PLAIN)
            result = run('sign', *shared.key, '--timestamp', address, '--timestamp-pause', '0',
                         '--timestamp-optional', *option, program, env=data)
            assert 'geheim' not in str(result) and 'heim@' not in str(result), result
            if address.endswith('login'):
                equal(result.status, 0)
    run('timestamp', '--timestamp', f'http://user:geheim@{place}login', program, env=data, status=0)
    for option in ([], ['--json'], ['--csv']):
        assert 'geheim' not in run('history', *option, env=data, status=0).out
    for path in (folder / 'data').rglob('*'):
        assert path.is_dir() or b'geheim' not in path.read_bytes(), path


@test
def a_proxy_without_scheme_is_used(folder, shared):
    program = folder / 'a.dll'
    program.write_bytes(PLAIN)
    place = shared.url.removeprefix('http://').strip('/')
    result = run('sign', *shared.key, '--timestamp', 'http://ts.invalid/ok', program,
                 env={'http_proxy': place, 'no_proxy': ''})
    # That is what the test server says as a proxy; without one nobody would have answered.
    assert 'HTTP status 404' in result.out, result


@test
def a_timestamp_that_proves_nothing_is_told(folder, shared):
    program = folder / 'a.dll'
    program.write_bytes(PLAIN)
    sign = ['sign', *shared.key, '--existing', 'replace', '--timestamp', shared.url, program]
    assert 'The timestamp is not confirmed by anyone this computer trusts' in run(*sign, status=0).out
    assert 'Nobody' not in run(*sign, '--trust', shared.publisher.root, status=0).out


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
