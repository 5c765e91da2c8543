#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks that every include goes along an arrow of the design: downwards, never sideways, never in a circle.

LAYERS says for each folder which other folders it may include from; a folder below another shares its
arrows and may use it, and the other it. No circle is allowed among the files of a folder either, where
a header, its private header and their source count as one. Tables of hashes in core use a keyed function.
"""

import re
import sys
from pathlib import Path

BASE = {'core/base'}
IO = BASE | {'core/io'}
ASN1 = BASE | {'core/asn1'}
NET = BASE | {'core/net'}
CERTIFICATE = BASE | {'core/certificate'}
IDENTITY = CERTIFICATE | {'core/identity'}
TOKEN = IDENTITY | {'core/token'}
ARCHIVE = IO | {'core/archive'}
FORMAT = ARCHIVE | ASN1 | {'core/format'}
CMS = CERTIFICATE | IDENTITY | ASN1 | {'core/cms'}
TIMESTAMP = ASN1 | NET | {'core/timestamp'}
TRUST = IDENTITY | ASN1 | NET | {'core/trust'}
REVOCATION = TRUST | {'core/revocation'}
TRUST_LISTS = ARCHIVE | CMS | TRUST | {'core/trust-lists'}
REPORT = FORMAT | CMS | TIMESTAMP | REVOCATION | TOKEN | {'core/report'}
CATALOG = REPORT | {'core/catalog'}
VERIFY = CATALOG | {'core/verify'}
SIGN = VERIFY | {'core/sign'}
HISTORY = SIGN | {'core/history'}
BATCH = HISTORY | {'core/batch'}
CORE = BATCH | TRUST_LISTS | {'core/words'}

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

CLI_CONSOLE = CORE | {'app/cli/console'}
CLI_OPTIONS = CLI_CONSOLE | {'app/cli/options'}
CLI_COMMANDS = CLI_OPTIONS | {'app/cli/commands'}

# Each set ends in its own folder.
LAYERS = {
    'core/base': BASE,
    'core/io': IO,
    'core/asn1': ASN1,
    'core/net': NET,
    'core/certificate': CERTIFICATE,
    'core/identity': IDENTITY,
    'core/token': TOKEN,
    'core/archive': ARCHIVE,
    'core/format': FORMAT,
    'core/cms': CMS,
    'core/timestamp': TIMESTAMP,
    'core/trust': TRUST,
    'core/revocation': REVOCATION,
    'core/trust-lists': TRUST_LISTS,
    'core/report': REPORT,
    'core/catalog': CATALOG,
    'core/verify': VERIFY,
    'core/sign': SIGN,
    'core/history': HISTORY,
    'core/batch': BATCH,
    'core/words': CORE,
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
    'app/cli/console': CLI_CONSOLE,
    'app/cli/options': CLI_OPTIONS,
    'app/cli/commands': CLI_COMMANDS,
    'app/cli': CLI_COMMANDS | {'app/cli'},
}

DESKTOP_LIBRARIES = re.compile(r'^(gtk|gdk|gsk|adwaita|graphene|pango|cairo)\b')
DESKTOP_LAYERS = {'app'} | {layer for layer in LAYERS if layer.startswith('ui/')}
# Whoever writes the keys can make these collide; core/base/keyed-hash.h has what is used instead.
COLLIDING = re.compile(r'\bg_(str|bytes)_hash\b')
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


def find_layer(path):
    """The layer of a file named from the root; None when no layer is known."""
    folder = str(Path(path).parent)
    while folder not in LAYERS and '/' in folder:
        folder = str(Path(folder).parent)
    return folder if folder in LAYERS and folder != 'app' or path.count('/') == 1 else None


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


def get_unit(path):
    """A header, its private header and their source are one."""
    return re.sub(r'(-private)?\.[ch]$', '', path)


def read_units(files, root):
    """For each unit, the units it includes."""
    units = {}
    for path in files:
        own = get_unit(path.relative_to(root).as_posix())
        targets = {get_unit(match[2]) for match in INCLUDE.finditer(path.read_text(encoding='utf-8'))}
        units.setdefault(own, set()).update(targets - {own})
    return units


def reach(unit, units):
    """All that the unit includes, through whatever others."""
    seen, waiting = set(), [unit]
    while waiting:
        more = units.get(waiting.pop(), set()) - seen
        seen |= more
        waiting += more
    return seen


def find_circles(units):
    reached = {unit: reach(unit, units) for unit in units}
    circles = {frozenset(other for other in found if unit in reached.get(other, ()))
               for unit, found in reached.items() if unit in found}
    return [f'a circle of includes: {", ".join(sorted(circle))}' for circle in circles]


def find_sources(root):
    for top in ('core', 'ui', 'app'):
        yield from sorted(p for p in (root / top).rglob('*.[ch]') if p.is_file())


def main(root):
    files = list(find_sources(root))
    if not files:
        print('no source file found')
        return 1
    faults = [fault for path in files for fault in check_file(path, root)]
    faults += find_circles(read_units(files, root))
    print('\n'.join(faults) if faults else f'{len(files)} files keep to their layers')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(Path(__file__).resolve().parent.parent))
