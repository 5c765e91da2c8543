# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""A batch over all formats is killed at any moment: each file is what it was or wholly signed, and the next start
leaves nothing stray. SIGNET_KILLS says how often."""

import os
import random
import shutil
import signal
import subprocess
import time

from harness import CLI, Publisher, equal, main, run, test

KILLS = int(os.environ.get('SIGNET_KILLS', '40'))
COPIES = 2
PROGRAM_SIZE = 6 << 20


class Batch:
    """Files of every kind, and how long signing all of them takes."""

    def __init__(self, folder):
        self.publisher = Publisher(folder / 'publisher')
        self.files = self.publisher.issue('signer', ('rsa:2048',), subject='/O=Example Software/CN=Example')
        self.originals = folder / 'originals'
        self.originals.mkdir()
        subprocess.run([os.environ['SIGNET_WRITE_SAMPLES'], str(self.originals)], check=True)
        self.make_more()
        self.names = sorted(path.name for path in self.originals.iterdir())

    def make_more(self):
        """A large program, and each file more than once."""
        large = next(path for path in self.originals.iterdir() if path.name.startswith('pe.')).read_bytes()
        (self.originals / 'large.exe').write_bytes(large + random.Random(1).randbytes(PROGRAM_SIZE))
        for path in list(self.originals.iterdir()):
            for number in range(1, COPIES):
                shutil.copy(path, path.with_name(f'{number}-{path.name}'))

    def get_command(self, folder, *more):
        return [CLI, 'sign', '--no-history', *map(str, self.publisher.key(self.files)), '--timestamp', 'none', '--existing', 'skip-valid', *more, '--jobs', '2',
                *(str(folder / name) for name in self.names)]

    def start(self, folder, *more):
        return subprocess.Popen(self.get_command(folder, *more), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def measure(self, folder):
        shutil.copytree(self.originals, folder)
        start = time.monotonic()
        self.start(folder).wait()
        seconds = time.monotonic() - start
        equal(self.check(folder), len(self.names))
        shutil.rmtree(folder)
        return seconds

    def check(self, folder):
        """How many are signed; all others are what they were."""
        signed = 0
        paths = [folder / name for name in self.names]
        results = run('verify', '--json', '--no-system-trust', '--trust', self.publisher.root, *paths).objects()
        for path, entry in zip(paths, results, strict=True):
            if path.read_bytes() == (self.originals / path.name).read_bytes():
                continue
            equal(entry['verdict'], 'valid', path.name)
            signed += 1
        return signed


def kill(batch, folder, delay, *more):
    """Signs a new copy of everything and kills that after @delay seconds."""
    shutil.copytree(batch.originals, folder)
    process = batch.start(folder, *more)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    return batch.check(folder)


def check_next_start(batch, folder):
    """What was left lying about is gone, and everything is signed."""
    process = batch.start(folder)
    equal(process.wait(), 0)
    equal(sorted(path.name for path in folder.iterdir()), batch.names)
    equal(batch.check(folder), len(batch.names))


@test
def killed_at_any_moment(folder, batch):
    moments = random.Random(20261201)
    seconds = batch.measure(folder / 'measured')
    between = 0
    for number in range(KILLS):
        place = folder / str(number)
        signed = kill(batch, place, moments.uniform(0, seconds * 1.05))
        between += 0 < signed < len(batch.names)
        if number % 4 == 0:
            check_next_start(batch, place)
        shutil.rmtree(place)
    print(f'# {KILLS} kills, {between} of them with some files signed and others not')
    assert between > 0, 'never killed in the middle'


main(Batch)
