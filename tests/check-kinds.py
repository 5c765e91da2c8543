#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks that a file manager offers Signet for every kind of file it knows, by the file's ending."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

APPLICATION_ID = 'io.github.signet_app.Signet'
SPACE = '{http://www.freedesktop.org/standards/shared-mime-info}'
# What shared-mime-info has known for long.
KNOWN = {'exe': 'application/x-ms-dos-executable', 'cab': 'application/vnd.ms-cab-compressed',
         'msi': 'application/x-msi', 'wim': 'application/x-ms-wim', 'jar': 'application/x-java-archive',
         'mof': 'text/x-mof', 'vbs': 'text/vbscript', 'js': 'application/javascript',
         'p7m': 'application/pkcs7-mime'}
# Endings that mostly belong to something else.
OTHERS = {'bin', 'p7b', 'sig'}


def read_globs(path):
    """Ending to type; also what is wrong with the types themselves."""
    globs, faults = {}, []
    for kind in ElementTree.parse(path).getroot():
        name = kind.get('type')
        languages = [comment.get('{http://www.w3.org/XML/1998/namespace}lang')
                     for comment in kind.findall(f'{SPACE}comment')]
        if languages != [None, 'de']:
            faults.append(f'{name}: its names are in {languages}')
        for glob in kind.findall(f'{SPACE}glob'):
            ending = glob.get('pattern').removeprefix('*.')
            if ending in globs:
                faults.append(f'{ending}: is of two types')
            globs[ending] = name
    return globs, faults


def read_offered(path):
    lines = path.read_text(encoding='utf-8').splitlines()
    types = next(line for line in lines if line.startswith('MimeType=')).removeprefix('MimeType=')
    assert types.endswith(';'), types
    return types[:-1].split(';')


def main(program, data):
    globs, faults = read_globs(data / f'{APPLICATION_ID}.mime.xml')
    offered = read_offered(data / f'{APPLICATION_ID}.desktop.in')
    out = subprocess.run([program, 'formats', '--json'], capture_output=True, check=True).stdout
    endings = [ending for line in out.splitlines() for ending in json.loads(line)['extensions']]
    for ending in endings:
        kind = globs.get(ending) or KNOWN.get(ending)
        if ending in OTHERS:
            continue
        if kind not in offered:
            faults.append(f'{ending}: Signet is not offered for it ({kind})')
    faults += [f'{ending}: no format has this ending' for ending in globs if ending not in endings]
    faults += [f'{name}: is offered twice' for name in set(offered) if offered.count(name) > 1]
    print('\n'.join(faults) if faults else f'{len(endings)} endings')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
