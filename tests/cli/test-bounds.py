# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checking can be stopped at any time, waits for nobody, and may not write."""

import os
import signal
import subprocess
import time

from harness import CLI, Publisher, equal, main, make_program, run, test

HUGE = 1 << 36  # most of it is nowhere on the disk; reading it takes half a minute
PATIENCE = 10   # seconds, of a busy machine


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'publisher')
        self.program = folder / 'huge.exe'
        make_program(self.program)
        os.truncate(self.program, HUGE)
        self.other = folder / 'huge.txt'
        self.other.write_bytes(b'text')
        os.truncate(self.other, HUGE)
        self.catalogs = folder / 'catalogs'
        self.catalogs.mkdir()
        member = folder / 'member.exe'
        make_program(member)
        catalog = self.catalogs / 'a.cat'
        key = self.publisher.key(self.publisher.issue('signer'))
        run('catalog', 'create', '--output', catalog, member, status=0)
        run('sign', *key, '--timestamp', 'none', '--no-history', catalog, status=0)


def start(*arguments):
    process = subprocess.Popen([CLI, 'verify', '--no-system-trust', *map(str, arguments)], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    wait_for_reading(process.pid)
    return process


def wait_for_reading(pid):
    """A mebibyte was read: it is in the middle of the file."""
    for _ in range(PATIENCE * 50):
        with open(f'/proc/{pid}/io', encoding='ascii') as numbers:
            if int(numbers.readline().split()[1]) > 64 << 20:
                return
        time.sleep(0.02)
    raise AssertionError('nothing is read')


def stop(process, number):
    process.send_signal(number)
    begun = time.monotonic()
    out, _ = process.communicate(timeout=PATIENCE)
    return time.monotonic() - begun, process.returncode, out


@test
def each_signal_stops_each_kind_of_reading(folder, shared):
    readings = [(shared.program,), ('--catalog', shared.catalogs, shared.other),
                ('--jobs', '2', shared.program, shared.program, shared.program)]
    for arguments in readings:
        for number in (signal.SIGINT, signal.SIGTERM):
            seconds, status, out = stop(start(*arguments), number)
            equal(status, -number, f'{arguments} {out}')
            assert seconds < PATIENCE / 2, seconds


@test
def who_reads_gains_no_rights(folder, shared):
    process = start(shared.program)
    with open(f'/proc/{process.pid}/status', encoding='ascii') as status:
        rights = dict(line.split(':', 1) for line in status)
    stop(process, signal.SIGTERM)
    equal(rights['NoNewPrivs'].strip(), '1')


@test
def nobody_is_waited_for(folder, shared):
    """Nobody ever writes into these pipes."""
    place = folder / 'trust'
    place.mkdir()
    os.mkfifo(place / 'pipe.crl')
    os.mkfifo(place / 'pipe.pem')
    program = folder / 'a.exe'
    make_program(program)
    run('verify', '--no-system-trust', '--trust', place, program, status=2)
    run('verify', '--no-system-trust', '--trust', place / 'pipe.pem', program, status=2)
    run('verify', '--no-system-trust', '--crl', place / 'pipe.crl', program, status=2)
    run('verify', '--no-system-trust', place / 'pipe.pem', status=1)
    run('certificate', place / 'pipe.pem', status=1)


main(Shared)
