#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""check-manual.py SIGNET-CLI: the manual describes every option and every word of the interface.

What --help names is in the section of its command, and the other way round; the words that objects
carry are read from the sources."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The word, where these sources give one.
WORDS = {
    'core/base/error.c': r'\] = "([a-z0-9-]+)",',
    'core/base/finding.c': r'\] = "([a-z0-9-]+)",',
    'core/base/uncovered.c': r'\] = "([a-z0-9-]+)",',
    'core/sign/outcome.c': r'return "([a-z0-9-]+)";',
    'core/report/words.c': r'(?:return|\] =) "([a-z0-9-]+)"',
    'core/words/json.c': r'(?:builder,|return|\?|:) "([a-z0-9_-]+)"',
    'core/base/hash.c': r'"((?:md|sha)[0-9]+)"',
    'app/cli/commands/tokens.c': r'builder,\s+"([a-z0-9_]+)"',
    'core/token/module/module.c': r'return "([a-z]+)";',
    'core/token/token.c': r'return "([a-z]+)";',
    'app/cli/commands/catalog-list.c': r'(?:builder,|return) "([a-z0-9_-]+)"',
    'app/cli/commands/trust.c': r'builder,\s+"([a-z_]+)"',
    'core/trust-lists/store.c': r'\] = "([a-z-]+)",',
    'core/trust/source.c': r'\] = "([a-z-]+)",',
    'app/cli/commands/formats.c': r'(?:SGN_FORMAT_\w+,|builder,) "([a-z-]+)"',
}


def get_help(cli, *arguments):
    environment = {**os.environ, 'LANGUAGE': 'C', 'LC_ALL': 'C.UTF-8'}
    return subprocess.run([cli, *arguments, '--help'], check=True, capture_output=True, text=True,
                          env=environment).stdout


def read_options(cli):
    """Of each command what its --help lists."""
    commands = re.findall(r'^  ([a-z-]+)  ', get_help(cli), re.MULTILINE)
    return {command: set(re.findall(r'^  --([a-z0-9-]+)', get_help(cli, command), re.MULTILINE))
            for command in commands}


def read_sections(page):
    """Of each command the options that its section explains."""
    commands = page.split('\n.SH ')
    commands, = (part for part in commands if re.match(r'(COMMANDS|BEFEHLE)\n', part))
    sections = {}
    for part in commands.split('\n.SS ')[1:]:
        name, body = part.split('\n', 1)
        sections[name] = set(re.findall(r'^\.BI? --([a-z0-9-]+)', body, re.MULTILINE))
    return sections


def compare(name, what, described, real):
    faults = [f'{name}: {what} {word} is not described' for word in sorted(real - described)]
    return faults + [f'{name}: {what} {word} does not exist' for word in sorted(described - real)]


def check_words(name, page):
    present = set(re.findall(r'[a-z0-9_-]+', page))
    faults = []
    for source, pattern in WORDS.items():
        words = set(re.findall(pattern, (ROOT / source).read_text(encoding='utf-8')))
        if len(words) < 2:
            faults.append(f'{source}: no words found, the pattern has to be changed')
        faults += [f'{name}: the word {word} of {source} is not described'
                   for word in sorted(words - present)]
    return faults


def lint(path):
    if shutil.which('mandoc') is None:
        return []
    result = subprocess.run(['mandoc', '-T', 'lint', '-W', 'warning', path], check=False,
                            capture_output=True, text=True)
    return result.stdout.splitlines()


def check(path, options):
    page = path.read_text(encoding='utf-8').replace('\\-', '-')
    sections = read_sections(page)
    faults = compare(path.name, 'the command', set(sections), set(options))
    for command in set(sections) & set(options):
        faults += compare(path.name, f'of {command} the option', sections[command],
                          options[command])
    return faults + check_words(path.name, page) + lint(path)


def read_outline(path):
    """Headings and entries, which a translation has, too."""
    return re.findall(r'^\.(SH|SS|TP|TQ|PP|IP)\b', path.read_text(encoding='utf-8'), re.MULTILINE)


def main(cli):
    options = read_options(cli)
    faults = [] if options else ['--help lists no command']
    pages = sorted((ROOT / 'data').glob('signet-cli*.1'))
    for path in pages:
        faults += check(path, options)
        if read_outline(path) != read_outline(ROOT / 'data' / 'signet-cli.1'):
            faults.append(f'{path.name}: other headings and entries than in signet-cli.1')
    print('\n'.join(faults) if faults else f'{len(pages)} pages say everything')
    return 1 if faults or not pages else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
