#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Signet developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases of several meson test logs and prints one line with the sum, after what the
programs that failed had to say and what was left out.

A program that speaks TAP counts with each of its cases, any other program as one case. A program
that ended badly without naming a failed case counts as one failed case more.
"""

import json
import pathlib
import re
import sys

CASE = re.compile(r'^( *)(not ok|ok)\b([^#]*)(?:#\s*(\w+))?')
SKIPPED = re.compile(r'^ *ok \d+([^#]*)# *skip\S*(.*)', re.IGNORECASE)
PLAN = re.compile(r'^ *1\.\.\d+', re.MULTILINE)
GOOD = ('OK', 'EXPECTEDFAIL', 'SKIP')
LINES_SHOWN = 60


def count_cases(output):
    """Counts the innermost cases; the line that sums up a subtest is none of its own."""
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    deeper = -1
    for line in output.splitlines():
        match = CASE.match(line)
        if not match:
            continue
        depth = len(match[1])
        if depth < deeper:
            deeper = depth
            continue
        deeper = depth
        directive = (match[4] or '').upper()
        if directive.startswith('SKIP'):
            counts['skipped'] += 1
        elif match[2] == 'ok' or directive == 'TODO':
            counts['passed'] += 1
        else:
            counts['failed'] += 1
    return counts


def count_program(entry):
    result = entry['result']
    output = entry.get('stdout') or ''
    if PLAN.search(output):
        counts = count_cases(output)
    else:
        counts = {'passed': 0, 'failed': 0, 'skipped': 0}
        if result in ('OK', 'EXPECTEDFAIL'):
            counts['passed'] = 1
        elif result == 'SKIP':
            counts['skipped'] = 1
    if result not in GOOD and counts['failed'] == 0:
        counts['failed'] = 1
    return counts


def show_failure(build, entry):
    """Everything a reader of the last page alone needs."""
    print(f"== {build}: {entry['name']}: {entry['result']}, exit status {entry['returncode']}, "
          f"{entry['duration']:.1f} s")
    for stream in ('stdout', 'stderr'):
        for line in (entry.get(stream) or '').splitlines()[-LINES_SHOWN:]:
            print(f'   {line}')


def list_skipped(entry):
    """What was left out, and why."""
    lines = (entry.get('stdout') or '').splitlines()
    if entry['result'] == 'SKIP' and not any(map(SKIPPED.match, lines)):
        yield f"{entry['name']}: {' '.join(lines)}"
    for match in filter(None, map(SKIPPED.match, lines)):
        yield f"{entry['name']}: {match[1].strip(' -')}: {match[2].strip()}"


def add_up(path, total, skipped):
    """Adds the cases of one log to @total and what was left out to @skipped; says how many programs
    ran."""
    programs = 0
    with open(path, encoding='utf-8') as log:
        for line in log:
            programs += 1
            entry = json.loads(line)
            counts = count_program(entry)
            skipped += list_skipped(entry)
            if counts['failed']:
                show_failure(pathlib.Path(path).parts[-3], entry)
            for key, value in counts.items():
                total[key] += value
    return programs


def main(paths):
    total = {'passed': 0, 'failed': 0, 'skipped': 0}
    skipped = []
    for path in paths:
        try:
            programs = add_up(path, total, skipped)
        except OSError as error:
            print(f'sum-results: {error}', file=sys.stderr)
            programs = 0
        if programs == 0:
            print(f'sum-results: {path}: no test ran', file=sys.stderr)
            total['failed'] += 1
    for line in dict.fromkeys(skipped):
        print(f'skipped: {line}')
    summary = f"{total['passed']} passed, {total['failed']} failed"
    if total['skipped']:
        summary += f", {total['skipped']} skipped"
    print(summary)
    return 0 if total['failed'] == 0 and total['passed'] > 0 else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
