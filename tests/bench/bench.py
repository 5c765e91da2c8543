#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""bench.py BUILD: what signing and checking cost, as ratios of programs measured in the same run.

Times are medians of several runs taken in turn, files are in the page cache, timestamps are left
out. A big program is one small program with random data behind it; the batch is many small ones.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUPPORT = HERE.parent / 'support'
MIB = 1 << 20


@dataclass
class Cost:
    wall: float
    cpu: float
    peak: float  # MiB


def measure(command):
    """Runs one command to its end; a failure ends the whole measurement."""
    start = os.times().elapsed
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    message = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f'{command[0]} failed:\n{message.decode(errors="replace")}')
    return Cost(os.times().elapsed - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(costs):
    return Cost(*(statistics.median(getattr(cost, field) for cost in costs) for field in ('wall', 'cpu', 'peak')))


def measure_in_turn(jobs, runs):
    """Runs each job once per round, so that a slow moment of the machine meets all of them."""
    costs = {name: [] for name in jobs}
    for _ in range(runs):
        for name, job in jobs.items():
            costs[name].append(job())
    return {name: median(values) for name, values in costs.items()}


class Bench:
    def __init__(self, build, scratch):
        self.cli = build / 'app/cli/signet-cli'
        self.scratch = scratch
        self.publisher = scratch / 'publisher'
        subprocess.run([SUPPORT / 'make-publisher.sh', self.publisher], check=True)
        self.program = scratch / 'hello.exe'
        subprocess.run(['x86_64-w64-mingw32-gcc', '-Os', '-s', '-o', self.program, SUPPORT / 'hello.c'], check=True)

    def make_program(self, path, size):
        """Grows the small program to a size with data that does not compress."""
        shutil.copyfile(self.program, path)
        with open(path, 'ab') as out:
            while out.tell() < size:
                out.write(os.urandom(min(MIB, size - out.tell())))

    def sign_command(self, target, files):
        return [self.cli, 'sign', '--pkcs12', self.publisher / 'publisher.pfx',
                '--pass-file', self.publisher / 'password.txt', '--timestamp', 'none',
                '--output', target, *files]

    def verify_command(self, file):
        return [self.cli, 'verify', '--offline', '--trust', self.publisher / 'authority.pem', file]

    def other_sign_command(self, source, target):
        return ['osslsigncode', 'sign', '-pkcs12', self.publisher / 'publisher.pfx',
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
            'signet-cli verify': lambda: measure(self.verify_command(signed)),
            'osslsigncode sign': lambda: self.fresh(self.other_sign_command(big, other), other),
            'osslsigncode verify': lambda: measure(self.other_verify_command(other)),
        }
        return measure_in_turn(jobs, runs)

    def measure_batch(self, count, size, runs):
        source, target, other = (self.scratch / name for name in ('batch', 'batch-signed', 'batch-other'))
        source.mkdir()
        files = [source / f'program-{number:03}.exe' for number in range(count)]
        for file in files:
            self.make_program(file, size)
        return measure_in_turn({
            'signet-cli sign': lambda: self.sign_batch(files, target),
            'osslsigncode sign': lambda: self.sign_one_by_one(files, other),
        }, runs)

    def sign_batch(self, files, target):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        return measure(self.sign_command(target, files))

    def sign_one_by_one(self, files, target):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        costs = [measure(self.other_sign_command(file, target / file.name)) for file in files]
        return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))


def print_costs(title, costs):
    print(f'\n{title}')
    print(f'  {"":24}{"time":>10}{"CPU":>10}{"peak":>12}')
    for name, cost in costs.items():
        print(f'  {name:24}{cost.wall:8.2f} s{cost.cpu:8.2f} s{cost.peak:8.1f} MiB')


def print_ratio(text, value, goal, at_most=True):
    good = value <= goal if at_most else value >= goal
    print(f'  {text:58}{value:8.2f}   goal {"<=" if at_most else ">="} {goal:<5} {"met" if good else "MISSED"}')


def print_ratios(big, batch):
    digest, copy = big['openssl dgst -sha256'].wall, big['cp'].wall
    sign, verify = big['signet-cli sign'], big['signet-cli verify']
    print('\nRatios')
    print_ratio('verify : openssl dgst', verify.wall / digest, 1.1)
    print_ratio('sign : openssl dgst + cp', sign.wall / (digest + copy), 1.2)
    print_ratio('verify : osslsigncode verify', verify.wall / big['osslsigncode verify'].wall, 1)
    print_ratio('sign : osslsigncode sign', sign.wall / big['osslsigncode sign'].wall, 1)
    print_ratio('peak memory of sign and verify, MiB', max(sign.peak, verify.peak), 32)
    print_ratio('CPU of osslsigncode : CPU of the batch',
                batch['osslsigncode sign'].cpu / batch['signet-cli sign'].cpu, 6, at_most=False)
    print_ratio('peak memory of the batch, MiB', batch['signet-cli sign'].peak, 32)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('build', type=Path)
    parser.add_argument('--size', type=int, default=1024, help='size of the big program in MiB')
    parser.add_argument('--count', type=int, default=200, help='programs in the batch')
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
        print_costs(f'One program of {options.size} MiB, median of {options.runs} runs', big)
        batch = bench.measure_batch(options.count, 300 * 1024, max(1, options.runs // 2))
        print_costs(f'{options.count} programs of 300 KiB', batch)
        print_ratios(big, batch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == '__main__':
    main()
