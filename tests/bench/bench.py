#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""bench.py BUILD: what signing and checking cost, as ratios of programs measured in the same run.

Each figure is the best of several runs taken in turn, as other work on the machine only ever adds
to it; for the peak of memory it is the worst. Files are in the page cache, timestamps are left out.
A big program is one small program with random data behind it; the batch is many small ones, signed
with keys of several kinds: making an RSA signature of 3072 bits alone takes OpenSSL 3.0 longer than
everything else that is done for a small file.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from packages import MAKERS, PASSES

HERE = Path(__file__).resolve().parent
SUPPORT = HERE.parent / 'support'
MIB = 1 << 20
PUBLISHER = 'CN=Example GmbH, O=Example GmbH, C=DE'
KEYS = {
    'RSA-3072': ['rsa:3072'],
    'RSA-2048': ['rsa:2048'],
    'EC P-256': ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
}


@dataclass
class Cost:
    wall: float
    cpu: float
    peak: float  # MiB


def measure(command):
    """Runs one command to its end; a failure ends the whole measurement. The peak is taken by time(1):
    what the kernel tells of a child includes this interpreter, of which it is a copy at first."""
    with tempfile.NamedTemporaryFile('r') as peak:
        start = time.monotonic()
        process = subprocess.Popen(['time', '-f', '%M', '-o', peak.name, *(str(word) for word in command)],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f'{command[0]} failed:\n{message.decode(errors="replace")}')
        return Cost(wall, usage.ru_utime + usage.ru_stime, int(peak.read()) / 1024)


def best(costs):
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), max(c.peak for c in costs))


def measure_in_turn(jobs, runs):
    """Runs each job once per round, so that a slow moment of the machine meets all of them."""
    costs = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            costs[name].append(job())
    return {name: best(values) for name, values in costs.items()}


class Bench:
    def __init__(self, build, scratch):
        self.cli = build / 'app/cli/signet-cli'
        self.scratch = scratch
        self.publisher = scratch / 'publisher'
        subprocess.run([SUPPORT / 'make-publisher.sh', self.publisher], check=True)
        self.program = scratch / 'hello.exe'
        subprocess.run(['x86_64-w64-mingw32-gcc', '-Os', '-s', '-o', self.program, SUPPORT / 'hello.c'], check=True)

    def make_key(self, name):
        """A publisher of its own, for a kind of key."""
        key, certificate, target = (self.scratch / f'{name}{suffix}' for suffix in ('.key', '.pem', '.pfx'))
        subprocess.run(['openssl', 'req', '-x509', '-newkey', *KEYS[name], '-nodes', '-keyout', key,
                        '-out', certificate, '-subj', f'/CN=Bench {name}', '-days', '30',
                        '-addext', 'extendedKeyUsage=codeSigning'],
                       check=True, stderr=subprocess.DEVNULL)
        subprocess.run(['openssl', 'pkcs12', '-export', '-inkey', key, '-in', certificate, '-out', target,
                        '-passout', f'file:{self.publisher / "password.txt"}'], check=True)
        return target

    def make_program(self, path, size):
        """Grows the small program to a size with data that does not compress."""
        shutil.copyfile(self.program, path)
        with open(path, 'ab') as out:
            while out.tell() < size:
                out.write(os.urandom(min(MIB, size - out.tell())))

    def sign_command(self, target, files, pkcs12=None):
        return [self.cli, 'sign', '--pkcs12', pkcs12 or self.publisher / 'publisher.pfx',
                '--pass-file', self.publisher / 'password.txt', '--timestamp', 'none',
                '--output', target, *files]

    def verify_command(self, file):
        return [self.cli, 'verify', '--offline', '--trust', self.publisher / 'authority.pem', file]

    def other_sign_command(self, source, target, pkcs12=None):
        return ['osslsigncode', 'sign', '-pkcs12', pkcs12 or self.publisher / 'publisher.pfx',
                '-readpass', self.publisher / 'password.txt', '-h', 'sha256', '-in', source, '-out', target]

    def other_verify_command(self, file):
        return ['osslsigncode', 'verify', '-CAfile', self.publisher / 'authority.pem', '-in', file]

    def fresh(self, command, target):
        """Measures a command that writes a file, which must not exist before."""
        target.unlink(missing_ok=True)
        return measure(command)

    def measure_big(self, size, runs):
        big, signed, other, copy = (self.scratch / name for name in ('big.exe', 'signed.exe', 'other.exe', 'copy.exe'))
        self.make_program(big, size)
        jobs = {
            'openssl dgst -sha256': lambda: measure(['openssl', 'dgst', '-sha256', big]),
            'cp': lambda: self.fresh(['cp', '--reflink=never', big, copy], copy),
            'signet-cli sign': lambda: self.fresh(self.sign_command(signed, [big]), signed),
            '... --no-history': lambda: self.fresh([*self.sign_command(signed, [big]), '--no-history'], signed),
            'signet-cli verify': lambda: measure(self.verify_command(signed)),
            'osslsigncode sign': lambda: self.fresh(self.other_sign_command(big, other), other),
            'osslsigncode verify': lambda: measure(self.other_verify_command(other)),
        }
        return measure_in_turn(jobs, runs)

    def measure_package(self, kind, size, runs):
        package, signed = self.scratch / f'big.{kind}', self.scratch / f'signed.{kind}'
        MAKERS[kind](package, size, PUBLISHER)
        jobs = {
            'openssl dgst -sha256': lambda: measure(['openssl', 'dgst', '-sha256', *[package] * PASSES[kind]]),
            'signet-cli sign': lambda: self.fresh(self.sign_command(signed, [package]), signed),
            'signet-cli verify': lambda: measure(self.verify_command(signed)),
        }
        costs = measure_in_turn(jobs, runs)
        package.unlink()
        signed.unlink()
        return costs

    def measure_batch(self, count, size, runs):
        source = self.scratch / 'batch'
        source.mkdir()
        files = [source / f'program-{number:03}.exe' for number in range(count)]
        for file in files:
            self.make_program(file, size)
        jobs = {}
        for name in KEYS:
            key = self.make_key(name)
            jobs[f'signet-cli {name}'] = lambda key=key: self.sign_batch(files, key)
            jobs[f'osslsigncode {name}'] = lambda key=key: self.sign_one_by_one(files, key)
        return measure_in_turn(jobs, runs)

    def measure_catalog(self, count, runs):
        """A catalog of many files, and the files looked up in it; half of them for comparison."""
        source, catalog = self.scratch / 'members', self.scratch / 'members.cat'
        source.mkdir()
        files = [source / f'{number:05}.bin' for number in range(count)]
        for file in files:
            file.write_bytes(os.urandom(64 * 1024))
        create = [self.cli, 'catalog', 'create', '--force', '--output', catalog, *files]
        look_up = [*self.verify_command(files[0])[:-1], '--jobs', '1', '--catalog']
        signed = self.scratch / 'signed.cat'
        measure(create)
        measure(self.sign_command(signed, [catalog]))
        jobs = {
            'openssl dgst -sha256': lambda: measure(['openssl', 'dgst', '-sha256', *files]),
            'signet-cli create': lambda: measure(create),
            'signet-cli verify': lambda: measure([*look_up, signed, *files]),
            'signet-cli verify half': lambda: measure([*look_up, signed, *files[:count // 2]]),
        }
        return measure_in_turn(jobs, runs)

    def new_folder(self):
        """Nothing is removed between the runs: some file systems avoid what was in use a moment ago."""
        return Path(tempfile.mkdtemp(dir=self.scratch))

    def sign_batch(self, files, key):
        target = self.new_folder()
        return measure(self.sign_command(target, files, key))

    def sign_one_by_one(self, files, key):
        """In one shell, as a script would."""
        target = self.new_folder()
        lines = [shlex.join(map(str, self.other_sign_command(file, target / file.name, key))) for file in files]
        return measure(['sh', '-e', '-c', '\n'.join(lines)])


def print_costs(title, costs):
    print(f'\n{title}')
    print(f'  {"":24}{"time":>10}{"CPU":>10}{"peak":>12}')
    for name, cost in costs.items():
        print(f'  {name:24}{cost.wall:8.2f} s{cost.cpu:8.2f} s{cost.peak:8.1f} MiB')


def print_ratio(text, value, goal, at_most=True):
    good = value <= goal if at_most else value >= goal
    print(f'  {text:58}{value:8.2f}   goal {"<=" if at_most else ">="} {goal:<5} {"met" if good else "MISSED"}')


def print_package_ratios(kind, package):
    digest, sign, verify = (package[name] for name in ('openssl dgst -sha256', 'signet-cli sign', 'signet-cli verify'))
    print(f'\nRatios of the {kind.upper()}')
    print_ratio('time, verify : openssl dgst', verify.wall / digest.wall, 1.1)
    print_ratio('CPU, verify : openssl dgst', verify.cpu / digest.cpu, 1.1)
    print_ratio('peak memory of signet-cli, MiB', max(sign.peak, verify.peak), 48)


def print_catalog_ratios(count, catalog):
    print(f'\nRatios of the catalog of {count} members')
    print_ratio('CPU, all files : half of them', catalog['signet-cli verify'].cpu / catalog['signet-cli verify half'].cpu, 2.2)
    print_ratio('peak memory of signet-cli, MiB', catalog['signet-cli verify'].peak, 48)


def print_ratios(big, batch):
    digest, copy = big['openssl dgst -sha256'], big['cp']
    sign, bare, verify = (big[name] for name in ('signet-cli sign', '... --no-history', 'signet-cli verify'))
    print('\nRatios')
    for what, of in {'time': lambda cost: cost.wall, 'CPU': lambda cost: cost.cpu}.items():
        print_ratio(f'{what}, verify : openssl dgst', of(verify) / of(digest), 1.1)
        print_ratio(f'{what}, sign : openssl dgst + cp', of(sign) / (of(digest) + of(copy)), 1.2)
        print_ratio(f'{what}, sign --no-history : openssl dgst + cp', of(bare) / (of(digest) + of(copy)), 1.2)
        print_ratio(f'{what}, verify : osslsigncode verify', of(verify) / of(big['osslsigncode verify']), 1)
        print_ratio(f'{what}, sign : osslsigncode sign', of(sign) / of(big['osslsigncode sign']), 1)
    for name in KEYS:
        print_ratio(f'CPU, osslsigncode : the batch, {name}',
                    batch[f'osslsigncode {name}'].cpu / batch[f'signet-cli {name}'].cpu, 6, at_most=False)
    peaks = [cost.peak for name, cost in (*big.items(), *batch.items()) if name.startswith('signet-cli')]
    print_ratio('peak memory of signet-cli, MiB', max(peaks), 32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('build', type=Path)
    parser.add_argument('--size', type=int, default=1024, help='size of the big program in MiB')
    parser.add_argument('--package', type=int, default=300, help='size of each package in MiB')
    parser.add_argument('--count', type=int, default=200, help='programs in the batch')
    parser.add_argument('--members', type=int, default=5000, help='files in the catalog')
    parser.add_argument('--runs', type=int, default=5)
    options = parser.parse_args()
    build = options.build.resolve()
    if not (build / 'app/cli/signet-cli').exists():
        print('signet-cli is not part of this tree yet; nothing to measure.')
        return
    scratch = build / 'bench-files'
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    try:
        bench = Bench(build, scratch)
        big = bench.measure_big(options.size * MIB, options.runs)
        print_costs(f'One program of {options.size} MiB, best of {options.runs} runs', big)
        packages = {kind: bench.measure_package(kind, options.package * MIB, options.runs) for kind in MAKERS}
        for kind, costs in packages.items():
            print_costs(f'One {kind.upper()} of {options.package} MiB', costs)
        batch = bench.measure_batch(options.count, 300 * 1024, options.runs)
        print_costs(f'{options.count} programs of 300 KiB', batch)
        catalog = bench.measure_catalog(options.members, options.runs)
        print_costs(f'A catalog of {options.members} files of 64 KiB', catalog)
        print_ratios(big, batch)
        for kind, costs in packages.items():
            print_package_ratios(kind, costs)
        print_catalog_ratios(options.members, catalog)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == '__main__':
    main()
