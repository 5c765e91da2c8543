#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""figures.py [FOLDER...]: how long functions and files are, and what share of the lines are comments.

Without folders: core, ui and app. A function is what stands between a "{" and a "}" that begin a line,
as clang-format leaves it; its length is the lines between them.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUNCTION = re.compile(r'^(\w+) \([^;{]*\)\n\{\n(.*?)^\}', re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)


def quantile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0


def spread(values):
    return f'median {quantile(values, 0.5)}, p90 {quantile(values, 0.9)}, max {max(values, default=0)}'


def read(folder):
    return {path: path.read_text(encoding='utf-8') for path in sorted((ROOT / folder).rglob('*.[ch]'))}


def measure(folder):
    files = read(folder)
    lengths = [(match[2].count('\n'), match[1]) for text in files.values() for match in FUNCTION.finditer(text)]
    lines = {path: text.count('\n') for path, text in files.items()}
    comments = sum(match[0].count('\n') + 1 for text in files.values()
                   for match in COMMENT.finditer(text) if 'SPDX' not in match[0])
    print(f'{folder}: {len(files)} files, {sum(lines.values())} lines')
    print(f'  functions: {len(lengths)}, lines each: {spread([length for length, _ in lengths])}'
          f' ({max(lengths, default=(0, "-"))[1]})')
    print(f'  files: lines each: {spread(list(lines.values()))}')
    print(f'  comments: {100 * comments / max(sum(lines.values()), 1):.1f} % of the lines')


for name in sys.argv[1:] or ['core', 'ui', 'app']:
    measure(name)
