# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""test-cases.py PART PARTS: the collection of hostile and of honest files beside the corpus is treated as it expects.

The collection brings its own judge, which is what runs here; each case is one line of this test.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

CASES = Path(os.environ['SIGNET_CORPUS']).parent / 'cases'
SANITIZED = os.environ['SIGNET_SANITIZED'] == 'true'
PART, PARTS = map(int, sys.argv[1:3])

# Judged by what openssl prints of a name, which is "O = X" before this version and "O=X" since.
READ_BEFORE = {'given-certificate-embedded': (3, 2)}


def load_judge():
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location('judge_cases', CASES / 'judge-cases.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def relax(row):
    """Sanitizers take time and memory of their own: what a case costs says nothing about the program then."""
    return {**row, 'expected': re.sub(r';\s*max_(s|wall_s|mib)=[0-9.]+', '', row['expected'])}


def choose(rows):
    """The cases of a kind are spread over the parts: so are the slow ones."""
    rows = rows[PART::PARTS]
    return [relax(row) for row in rows] if SANITIZED else rows


def get_openssl_version():
    output = subprocess.run(['openssl', 'version'], capture_output=True, check=True).stdout
    return tuple(map(int, re.search(rb'OpenSSL (\d+)\.(\d+)', output).groups()))


def run(module, judge):
    rows = choose(judge.rows())
    version = get_openssl_version()
    print(f'1..{len(rows)}', flush=True)
    for number, row in enumerate(rows, 1):
        if version >= READ_BEFORE.get(row['id'], version + (1,)):
            print(f"ok {number} - {row['id']} # SKIP openssl prints names in another way", flush=True)
            continue
        fault = module.Case(row, judge).result()
        if fault:
            print(f"# {row['command']} {row['options']} {row['path']}\n# expected {row['expected']}, but {fault!r}")
        print(f"{'not ok' if fault else 'ok'} {number} - {row['id']}", flush=True)


def main():
    if not (CASES / 'CASES.tsv').is_file():
        print('1..0 # SKIP there is no collection of cases beside the corpus')
        return
    os.environ['PYTHONUNBUFFERED'] = '1'  # a script may end without flushing what it printed
    module = load_judge()
    judge = module.Judge(os.environ['SIGNET_CLI'], str(CASES), 0 if SANITIZED else 2048)
    try:
        run(module, judge)
    finally:
        shutil.rmtree(judge.scratch, ignore_errors=True)


main()
