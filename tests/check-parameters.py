#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks that no function of core, ui and app takes more than six parameters: more belong into a struct.

Definitions are found as clang-format leaves them; types of functions count as well. The shape of what GTK
calls is GTK's.
"""

import re
import sys
from pathlib import Path

MAXIMUM = 6
GIVEN = ('_measure',)  # GtkWidgetClass
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
PARAMETERS = r'((?:[^(){};]|\([^(){};]*\))*)'
DEFINITION = re.compile(rf'^(\w+) \({PARAMETERS}\)\n\{{', re.MULTILINE)
TYPE = re.compile(rf'\(\*(\w+)\) \({PARAMETERS}\)')
NESTED = re.compile(r'\([^()]*\)')


def blank(comment):
    return '\n' * comment[0].count('\n')


def count(parameters):
    return NESTED.sub('', parameters).count(',') + 1


def check_file(path, root):
    text = COMMENT.sub(blank, path.read_text(encoding='utf-8'))
    for pattern in (DEFINITION, TYPE):
        for match in pattern.finditer(text):
            if count(match[2]) > MAXIMUM and not match[1].endswith(GIVEN):
                line = text.count('\n', 0, match.start()) + 1
                yield f'{path.relative_to(root)}:{line}: {match[1]} takes {count(match[2])} parameters'


def main(root):
    files = [path for top in ('core', 'ui', 'app') for path in sorted((root / top).rglob('*.[ch]'))]
    if not files:
        print('no source file found')
        return 1
    faults = [fault for path in files for fault in check_file(path, root)]
    print('\n'.join(faults) if faults else f'no function of {len(files)} files takes more than {MAXIMUM} parameters')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(Path(__file__).resolve().parent.parent))
