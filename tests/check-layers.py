#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks that every include goes along an arrow of the design: downwards, never sideways.

LAYERS says for each folder which other folders it may include from; in the top folder of core each
file is a layer of its own. Inside its own folder everything may be used. Tables of hashes in core
use a keyed function.
"""

import re
import sys
from pathlib import Path

# The folders of core below the orchestration.
BASE = {'core/base'}
IO = BASE | {'core/io'}
ASN1 = BASE | {'core/asn1'}
NET = BASE | {'core/net'}
IDENTITY = BASE | {'core/identity'}
TOKEN = IDENTITY | {'core/token'}
FORMAT = IO | ASN1 | {'core/format', 'core/archive'}
CMS = IDENTITY | ASN1 | {'core/cms'}
TIMESTAMP = ASN1 | NET | {'core/timestamp'}
TRUST = IDENTITY | ASN1 | NET | {'core/trust'}
BELOW = FORMAT | CMS | TIMESTAMP | TRUST | TOKEN

# What the orchestration knows of itself.
REPORT = BELOW | {'core/report'}
CATALOG = REPORT | {'core/catalog'}
VERIFY = CATALOG | {'core/verify'}
SIGN = VERIFY | {'core/request', 'core/profile', 'core/sign'}
EDIT = SIGN | {'core/edit', 'core/signature-tree'}
JOB = EDIT | {'core/job'}
HISTORY = JOB | {'core/history'}
BATCH = HISTORY | {'core/batch'}
WORDS = JOB | {'core/outcome', 'core/phrases', 'core/report-json', 'core/report-html'}
CORE = BATCH | WORDS

UI_BASE = CORE | {'ui/base'}
UI_SECRETS = UI_BASE | {'ui/secrets'}
UI_IDENTITIES = UI_SECRETS | {'ui/identities'}
UI_TOKENS = UI_IDENTITIES | {'ui/tokens'}
UI_CERTIFICATES = UI_TOKENS | {'ui/certificates'}
UI_FILES = UI_BASE | {'ui/files'}
UI_REPORT = UI_CERTIFICATES | UI_FILES | {'ui/report'}
UI_SIGNING = UI_CERTIFICATES | UI_FILES | {'ui/signing'}
UI_HISTORY = UI_FILES | {'ui/history'}
UI_PREFERENCES = UI_SIGNING | {'ui/preferences'}
UI = UI_REPORT | UI_HISTORY | UI_PREFERENCES | {'ui/window'}

LAYERS = {
    'core/base': BASE,
    'core/io': IO,
    'core/asn1': ASN1,
    'core/net': NET,
    'core/identity': IDENTITY,
    'core/token': TOKEN,
    'core/archive': IO | {'core/archive'},
    'core/format': FORMAT,
    'core/cms': CMS,
    'core/timestamp': TIMESTAMP,
    'core/trust': TRUST,
    'core/report': REPORT,
    'core/request': BELOW | {'core/request'},
    'core/profile': BELOW | {'core/profile'},
    'core/catalog': CATALOG,
    'core/verify': VERIFY,
    'core/sign': SIGN,
    'core/signature-tree': BELOW | {'core/signature-tree'},
    'core/edit': EDIT,
    'core/outcome': JOB | {'core/outcome'},
    'core/job': JOB,
    'core/batch': BATCH,
    'core/phrases': WORDS,
    'core/report-json': WORDS,
    'core/report-html': WORDS,
    'core/history': HISTORY,
    'ui/base': UI_BASE,
    'ui/secrets': UI_SECRETS,
    'ui/identities': UI_IDENTITIES,
    'ui/tokens': UI_TOKENS,
    'ui/certificates': UI_CERTIFICATES,
    'ui/files': UI_FILES,
    'ui/report': UI_REPORT,
    'ui/signing': UI_SIGNING,
    'ui/history': UI_HISTORY,
    'ui/preferences': UI_PREFERENCES,
    'ui/window': UI,
    'app': UI | {'app'},
    'app/cli': CORE | {'app/cli'},
}

DESKTOP_LIBRARIES = re.compile(r'^(gtk|gdk|gsk|adwaita|graphene|pango|cairo)\b')
DESKTOP_LAYERS = {'app'} | {layer for layer in LAYERS if layer.startswith('ui/')}
# Whoever writes the keys can make these collide; core/base/keyed-hash.h has what is used instead.
COLLIDING = re.compile(r'\bg_(str|bytes)_hash\b')
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


def find_layer(path):
    """The layer of a file named from the root; None when no layer is known."""
    parts = Path(path).with_suffix('').parts
    if path.startswith('core/') and len(parts) == 2:
        return find_top_layer(path)
    folder = '/'.join(parts[:-1])
    return folder if folder in LAYERS else None


def find_top_layer(path):
    """sign-steps.c belongs to sign: the longest layer name its own name begins with."""
    stem = str(Path(path).with_suffix(''))
    names = [name for name in LAYERS if stem == name or stem.startswith(name + '-')]
    return max(names, key=len, default=None)


def check_include(layer, kind, target, root):
    if kind == '<':
        if DESKTOP_LIBRARIES.match(target) and layer not in DESKTOP_LAYERS:
            return f'<{target}> belongs to the desktop program'
        return None
    if '/' not in target:
        return None if target == 'config.h' or target.endswith('.inc.h') else f'"{target}" is not named from the root'
    other = find_layer(target)
    if other is None:
        return f'"{target}" is in no layer'
    if other != layer and other not in LAYERS[layer]:
        return f'"{target}": {layer} may not use {other}'
    return None


def check_file(path, root):
    name = path.relative_to(root).as_posix()
    layer = find_layer(name)
    if layer is None:
        return [f'{name}: in no layer; add it to LAYERS in tests/check-layers.py']
    text = path.read_text(encoding='utf-8')
    faults = []
    if name.startswith('core/') and COLLIDING.search(text):
        faults.append(f'{name}: use the functions of core/base/keyed-hash.h for tables')
    for match in INCLUDE.finditer(text):
        fault = check_include(layer, match[1], match[2], root)
        if fault:
            line = text.count('\n', 0, match.start()) + 1
            faults.append(f'{name}:{line}: {fault}')
    return faults


def find_sources(root):
    for top in ('core', 'ui', 'app'):
        yield from sorted(p for p in (root / top).rglob('*.[ch]') if p.is_file())


def main(root):
    files = list(find_sources(root))
    if not files:
        print('no source file found')
        return 1
    faults = [fault for path in files for fault in check_file(path, root)]
    print('\n'.join(faults) if faults else f'{len(files)} files keep to their layers')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(Path(__file__).resolve().parent.parent))
