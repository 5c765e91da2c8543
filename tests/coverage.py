#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""coverage.py BUILD [COUNT]: what share of the lines and branches of each folder of core the tests run so far in BUILD reached,
and the COUNT files with the lowest share of lines, with the lines that were missed."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHOLE = 'core in all'


@dataclass
class Line:
    count: int
    branches: list


def read_objects(build):
    """What gcov says of each object file of core; one that no test ran has no counts, and is among them."""
    objects = sorted(str(path.relative_to(build)) for path in build.glob('core/**/*.gcno'))
    done = subprocess.run(['gcov', '--json-format', '--stdout', '--branch-probabilities', *objects],
                          cwd=build, check=False, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit('coverage.py: gcov could not read all counts; those of an older build have to be deleted')
    return map(json.loads, done.stdout.splitlines())


def read_files(build):
    """The lines of each file of core by number, with their branches: counts, added up over all objects."""
    files = {}
    for report in read_objects(build):
        for file in report['files']:
            path = (build / file['file']).resolve()
            if not path.is_relative_to(ROOT / 'core'):
                continue
            lines = files.setdefault(path.relative_to(ROOT), {})
            for line in file['lines']:
                branches = [branch['count'] for branch in line['branches']]
                one = lines.setdefault(line['line_number'], Line(0, [0] * len(branches)))
                one.count += line['count']
                one.branches = [sum(counts) for counts in zip_longest(one.branches, branches, fillvalue=0)]
    return {path: dict(sorted(lines.items())) for path, lines in files.items()}


def count(lines):
    branches = [branch for line in lines.values() for branch in line.branches]
    return Counter(lines=len(lines), lines_reached=sum(line.count > 0 for line in lines.values()),
                   branches=len(branches), branches_reached=sum(branch > 0 for branch in branches))


def add_up(files):
    """Counts for each folder of core, and for all of it."""
    sums = {}
    for path, lines in files.items():
        for folder in (path.parent.as_posix(), WHOLE):
            sums.setdefault(folder, Counter()).update(count(lines))
    return sums


def share(counts, name):
    return 100 * counts[f'{name}_reached'] / max(counts[name], 1)


def print_folders(files):
    for folder, counts in sorted(add_up(files).items()):
        print(f'{folder:26} {share(counts, "lines"):6.1f} % of {counts["lines"]:6} lines,'
              f' {share(counts, "branches"):6.1f} % of {counts["branches"]:6} branches')


def get_missed(lines):
    """What was missed, as "12, 14–16": lines without code do not end a row of missed ones."""
    rows = []
    was_missed = False
    for number, line in lines.items():
        if line.count <= 0:
            rows[-1:] = [(rows[-1][0], number)] if was_missed else [*rows[-1:], (number, number)]
        was_missed = line.count <= 0
    return ', '.join(str(first) if first == last else f'{first}–{last}' for first, last in rows)


def print_lowest(files, n_files):
    ranked = sorted((share(count(lines), 'lines'), path, get_missed(lines)) for path, lines in files.items() if lines)
    for percent, path, missed in ranked[:n_files]:
        print(f'{path.as_posix():42} {percent:6.1f} %: {missed}')


def main(build, n_files=0):
    files = read_files(Path(build).resolve())
    if not files:
        sys.exit(f'coverage.py: {build} was not built for coverage')
    print_folders(files)
    print_lowest(files, int(n_files))


main(*sys.argv[1:])
