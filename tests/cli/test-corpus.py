# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Every program of the corpus gets the verdict its manifest expects."""

import csv
import os
import sys
from pathlib import Path

from harness import equal, run

CORPUS = Path(os.environ['SIGNET_CORPUS'])
NOT_INTACT = {'unreadable', 'changed', 'unsigned', 'added'}
ALLOWED = {
    'digest-ok-but-stuffed': {'added'},
    'sig-invalid': {'changed'},
    'tampered': {'changed', 'added'},
    'unsigned': {'unsigned'},
    'malformed': {'unreadable'},
}
# Of `tampered`: the octets are outside of what is signed.
ADDED_TOO = ('appended-',)


def check(row, entry):
    expected = row['expected_verdict']
    verdict = entry['verdict']
    if expected.startswith('digest-ok') and expected != 'digest-ok-but-stuffed':
        assert verdict not in NOT_INTACT, verdict
    else:
        assert verdict in ALLOWED[expected], f'{verdict} for {expected}'
    if expected == 'tampered' and not any(word in row['path'] for word in ADDED_TOO):
        equal(verdict, 'changed')
    check_details(expected, entry)


def check_details(expected, entry):
    signatures = entry['signatures']
    if expected == 'digest-ok-but-stuffed':
        assert any(finding['severity'] != 'note' for finding in entry['findings'])
    elif expected == 'digest-ok-timestamp-bad':
        assert any(not stamp['intact'] or not stamp['counts']
                   for signature in signatures for stamp in signature['timestamps'])
    elif expected == 'digest-ok-nested-sig-bad':
        verdicts = [signature['verdict'] for signature in signatures]
        assert verdicts[0] != 'changed' and 'changed' in verdicts[1:], verdicts
    elif expected == 'digest-ok':
        assert signatures
        for signature in signatures:
            equal(signature['digest']['stored'], signature['digest']['computed'])


def main():
    if not CORPUS.is_dir():
        print('1..0 # SKIP there is no corpus at', CORPUS)
        return 0
    with open(CORPUS / 'MANIFEST.tsv', encoding='utf-8', newline='') as manifest:
        rows = [row for row in csv.DictReader(manifest, delimiter='\t', quoting=csv.QUOTE_NONE)
                if row['format'].startswith('pe/')]
    entries = run('verify', '--offline', '--json', *(CORPUS / row['path'] for row in rows)).objects()
    equal(len(entries), len(rows))
    print(f'1..{len(rows)}')
    bad = 0
    for number, (row, entry) in enumerate(zip(rows, entries), 1):
        try:
            equal(entry['file'], str(CORPUS / row['path']))
            check(row, entry)
            print(f"ok {number} - {row['path']}")
        except AssertionError as error:
            bad += 1
            print(f'# {error}\nnot ok {number} - {row["path"]}')
    return 1 if bad else 0


sys.exit(main())
