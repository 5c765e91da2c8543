#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks that each language says everything the sources say: complete, current, well formed."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='C')
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'ngettext:1,2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def extract(root, pot):
    """Writes what the sources say now as a template; returns what went wrong."""
    result = run('xgettext', '--from-code=UTF-8', '--add-comments', '--files-from=po/POTFILES.in',
                 *(f'--keyword={word}' for word in KEYWORDS),
                 '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
                 '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
                 '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format',
                 '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format',
                 '--output', str(pot), cwd=root)
    return result.stderr if result.returncode != 0 or not pot.exists() else ''


def check_language(root, language, pot):
    faults = []
    po = root / 'po' / f'{language}.po'
    merged = pot.with_name(f'{language}.po')
    result = run('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', str(merged), str(po), str(pot), cwd=root)
    if result.returncode != 0:
        return [result.stderr.strip()]
    for option, word in (('--untranslated', 'not translated'), ('--only-fuzzy', 'fuzzy')):
        file = po if option == '--only-fuzzy' else merged
        missing = run('msgattrib', option, '--no-obsolete', '--no-wrap', str(file), cwd=root).stdout
        entries = [entry for entry in missing.split('\n\n') if 'msgid "' in entry and '\nmsgid ""\nmsgstr ""\n"' not in '\n' + entry]
        faults += [f'{language}: {word}:\n{entry.strip()}' for entry in entries]
    checked = run('msgfmt', '--check', '--output-file=/dev/null', str(merged), cwd=root)
    if checked.returncode != 0:
        faults.append(checked.stderr.strip())
    return faults


def main(root):
    lines = (root / 'po' / 'LINGUAS').read_text(encoding='utf-8').split('\n')
    languages = [line for line in lines if line and line[0] != '#']
    with tempfile.TemporaryDirectory() as scratch:
        pot = Path(scratch) / 'signet.pot'
        trouble = extract(root, pot)
        if trouble:
            print(trouble)
            return 1
        faults = [fault for language in languages for fault in check_language(root, language, pot)]
    print('\n\n'.join(faults) if faults else f'complete: {" ".join(languages)}')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(Path(__file__).resolve().parent.parent))
