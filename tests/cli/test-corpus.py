# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Every program, package and catalog of the corpus gets the verdict its manifest expects, and the trust it deserves."""

import csv
import os
import sys
from pathlib import Path

from harness import equal, run

CORPUS = Path(os.environ['SIGNET_CORPUS'])
# The roots that Windows believed when the trust of these files was judged.
ROOTS = CORPUS.parent / 'trust' / 'cacert.pem'
FORMATS = {'appx', 'cab', 'cat', 'jar', 'js', 'msi', 'msix', 'nupkg', 'ps1', 'psd1', 'vbs'}
NOT_INTACT = {'unreadable', 'changed', 'unsigned', 'added'}
ALLOWED = {
    'digest-ok-but-stuffed': {'added'},
    'sig-invalid': {'changed'},
    'tampered': {'changed'},
    'unsigned': {'unsigned'},
    'malformed': {'unreadable'},
}


def check(row, entry):
    expected = row['expected_verdict']
    verdict = entry['verdict']
    if expected.startswith('digest-ok') and expected != 'digest-ok-but-stuffed':
        assert verdict not in NOT_INTACT, verdict
    else:
        allowed = ALLOWED[expected]
        if 'digest-ok-but-stuffed also acceptable' in row['notes']:
            allowed = allowed | {'added'}
        assert verdict in allowed, f'{verdict} for {expected}'
    equal(entry['error'] is not None, verdict == 'unreadable')
    check_numbers(row, entry)
    check_details(row, expected, entry)


def check_numbers(row, entry):
    """How many signatures there are, and how they are put together."""
    signed = row['signed']
    nested = [signature['nested'] for signature in entry['signatures']]
    if signed.startswith('nested('):
        equal(nested, [0] + [1] * (int(signed[len('nested(')]) - 1))
    elif signed == 'dual-wincert':
        equal([signature['entry'] for signature in entry['signatures']], [0, 1])
    elif entry['verdict'] != 'unreadable':
        # The repository's countersignature of a NuGet package is a signature of its own.
        equal(nested.count(0), 1 if signed.startswith('single') else 0)
        equal(len(nested) - nested.count(0), 1 if row['notes'] == 'repository countersignature' else 0)


def check_details(row, expected, entry):
    signatures = entry['signatures']
    stamps = [stamp for signature in signatures for stamp in signature['timestamps']]
    if expected == 'digest-ok-but-stuffed':
        assert any(finding['severity'] != 'note' for finding in entry['findings'])
    elif expected == 'digest-ok-timestamp-bad':
        assert any(not stamp['intact'] and not stamp['counts'] for stamp in stamps)
    elif expected == 'digest-ok-nested-sig-bad':
        verdicts = [signature['verdict'] for signature in signatures]
        assert verdicts[0] != 'changed' and 'changed' in verdicts[1:], verdicts
    elif expected == 'digest-ok':
        assert signatures
        for signature in signatures:
            equal(signature['digest']['stored'], signature['digest']['computed'])
            assert signature['verdict'] not in NOT_INTACT, signature['verdict']
        equal(bool(stamps), set(row['timestamp'].split('+')) != {'none'})
        for stamp in stamps:
            equal(stamp['intact'], True)


def read_table(name):
    with open(CORPUS / name, encoding='utf-8', newline='') as table:
        return list(csv.DictReader(table, delimiter='\t', quoting=csv.QUOTE_NONE))


def read_programs():
    """The rows of programs and packages: by their kind, and nothing that looks like one is left out."""
    rows = [row for row in read_table('MANIFEST.tsv')
            if row['format'].startswith('pe/') or row['format'] in FORMATS]
    ends = ('.cab', '.cat', '.js', '.ps1', '.psd1', '.vbs', '.exe', '.dll', '.sys', '.efi', '.ocx', '.scr', '.msi', '.msix', '.appx', '.nupkg', '.jar')
    named = {row['path'] for row in read_table('MANIFEST.tsv') if row['path'].endswith(ends)}
    assert named <= {row['path'] for row in rows}, named
    return rows


def get_trust(signature):
    """The verdict on one signature where revocation and the rest of the file are left out."""
    if signature['verdict'] not in ('revocation-unknown', 'added'):
        return signature['verdict']
    failed = {check['id'] for check in signature['checks'] if check['status'] == 'fail'}
    weak = any(check['id'] == 'algorithms' and check['status'] != 'pass'
               for check in signature['checks'])
    if not failed <= {'coverage', 'algorithms'}:
        return 'untrusted'
    return 'weak' if weak else 'valid'


def check_trust(rows, entry):
    signatures = [signature for signature in entry['signatures']
                  if entry['format'] != 'nuget' or not signature['nested']]
    got = [get_trust(signature) for signature in signatures]
    wanted = ['changed' if row['signature_verdict'].startswith('broken')
              else row['signature_verdict'] for row in rows]
    equal(got, wanted)
    for row, signature in zip(rows, signatures, strict=True):
        if not row['signature_verdict'].startswith('broken'):
            equal(any(stamp['counts'] for stamp in signature['timestamps']),
                  'yes' in row['timestamp_counts'].split('; '), str(row))


def run_rows(rows, entries, judge, first):
    bad = 0
    for number, (row, entry) in enumerate(zip(rows, entries, strict=True), first):
        try:
            judge(row, entry)
            print(f"ok {number} - {entry['file']}")
        except AssertionError as error:
            bad += 1
            print(f"# {error}\nnot ok {number} - {entry['file']}")
    return bad


def check_named(row, entry):
    equal(entry['file'], str(CORPUS / row['path']))
    check(row, entry)


def main():
    if not CORPUS.is_dir():
        print('1..0 # SKIP there is no corpus at', CORPUS)
        return 0
    rows = read_programs()
    paths = {row['path'] for row in rows}
    judged = {}
    for row in read_table('TRUST.tsv'):
        if row['path'] in paths:
            judged.setdefault(row['path'], []).append(row)
    print(f'1..{len(rows) + len(judged)}')
    entries = run('verify', '--offline', '--json', *(CORPUS / row['path'] for row in rows)).objects()
    bad = run_rows(rows, entries, check_named, 1)
    if not ROOTS.is_file():
        for number, path in enumerate(judged, len(rows) + 1):
            print(f'ok {number} - {path} # SKIP there are no roots at {ROOTS}')
        return 1 if bad else 0
    entries = run('verify', '--offline', '--json', '--no-system-trust', '--trust', ROOTS,
                  '--at', '2026-11-23', *(CORPUS / path for path in judged)).objects()
    bad += run_rows(judged.values(), entries, check_trust, len(rows) + 1)
    return 1 if bad else 0


sys.exit(main())
