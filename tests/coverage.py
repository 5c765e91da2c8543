#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""coverage.py BUILD: what share of the lines and branches of each folder of core the last run of its tests reached."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COUNTS = ['line_covered', 'line_total', 'branch_covered', 'branch_total']


def read_files(build):
    output = subprocess.run(['gcovr', '--root', ROOT, '--filter', f'{ROOT}/core/', '--object-directory', build,
                             '--json-summary', build], check=True, capture_output=True).stdout
    return json.loads(output)['files']


def add_up(files):
    """Counts for each folder below core, and for all of it."""
    sums = {}
    for file in files:
        counts = Counter({name: file[name] for name in COUNTS})
        for folder in (Path(file['filename']).parent.as_posix(), 'core in all'):
            sums.setdefault(folder, Counter()).update(counts)
    return sums


def share(counts, name):
    return 100 * counts[f'{name}_covered'] / max(counts[f'{name}_total'], 1)


def main(build):
    for folder, counts in sorted(add_up(read_files(build)).items()):
        print(f'{folder:26} {share(counts, "line"):6.1f} % of {counts["line_total"]} lines,'
              f' {share(counts, "branch"):5.1f} % of {counts["branch_total"]} branches')


main(sys.argv[1])
