#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks that po/POTFILES.in names exactly the files with text to translate, sorted, and that no
text is broken off by a macro that gettext does not know.

With --write it is written anew instead.
"""

import re
import sys
from pathlib import Path

CALL = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|g_dngettext|ngettext|g_dpgettext2?)\s*\(')
TEMPLATE_TEXT = re.compile(r'translatable="(?:yes|true)"')
SPLIT_TEXT = re.compile(r'\b_\s*\(\s*"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*\s*(?!PRI)[A-Z_]+')
COMMENT_OR_DEFINE = re.compile(r'/\*.*?\*/|//[^\n]*|^\s*#\s*define[^\n]*', re.DOTALL | re.MULTILINE)


def has_text(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.ui':
        return bool(TEMPLATE_TEXT.search(text))
    return bool(CALL.search(COMMENT_OR_DEFINE.sub('', text)))


def find_files(root):
    names = [p.relative_to(root).as_posix() for p in (root / 'data').glob('*.in')]
    for top in ('app', 'core', 'ui'):
        for path in (root / top).rglob('*'):
            if path.suffix in ('.c', '.h', '.ui') and has_text(path):
                names.append(path.relative_to(root).as_posix())
    return sorted(names)


def main(root, arguments):
    listing = root / 'po' / 'POTFILES.in'
    expected = find_files(root)
    if arguments == ['--write']:
        listing.write_text('\n'.join(expected) + '\n', encoding='utf-8')
        return 0
    found = [line for line in listing.read_text(encoding='utf-8').split('\n') if line and line[0] != '#']
    for name in sorted(set(expected) - set(found)):
        print(f'{name} has text to translate, but is missing in po/POTFILES.in')
    for name in sorted(set(found) - set(expected)):
        print(f'{name} has nothing to translate, but is in po/POTFILES.in')
    split = [name for name in expected if SPLIT_TEXT.search((root / name).read_text(encoding='utf-8'))]
    for name in split:
        print(f'{name}: a macro breaks off a text; of these, gettext knows only PRIu64 and its kind')
    if sorted(found) != found:
        print('po/POTFILES.in is not sorted')
    if found != expected:
        print('Run ./dev po to put this right.')
    return 0 if found == expected and not split else 1


if __name__ == '__main__':
    sys.exit(main(Path(__file__).resolve().parent.parent, sys.argv[1:]))
