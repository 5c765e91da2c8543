#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Checks the data files that no tool of the desktop checks: server list, drawings, shop limits."""

import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlsplit

APPLICATION_ID = 'io.github.signet_app.Signet'
KINDS = {'rfc3161', 'authenticode'}


def check_servers(path):
    faults = []
    content = json.loads(path.read_text(encoding='utf-8'))
    servers = content['servers']
    ids = [server['id'] for server in servers]
    if content['version'] != 1:
        faults.append(f'version is {content["version"]}')
    if len(set(ids)) != len(ids):
        faults.append('an id appears twice')
    if not any(server['default'] for server in servers):
        faults.append('no server is a default')
    for server in servers:
        address = urlsplit(server['url'])
        if address.scheme not in ('http', 'https') or not address.hostname:
            faults.append(f'{server["id"]}: {server["url"]} is no address')
        if not server['kinds'] or not set(server['kinds']) <= KINDS:
            faults.append(f'{server["id"]}: kinds are {server["kinds"]}')
        if not isinstance(server['min_interval_s'], int) or server['min_interval_s'] < 0:
            faults.append(f'{server["id"]}: interval is {server["min_interval_s"]}')
    for host, successor in content['retired'].items():
        if successor not in ids:
            faults.append(f'{host}: its successor {successor} is not in the list')
    return [f'{path.name}: {fault}' for fault in faults]


def check_modules(path):
    faults = []
    entries = json.loads(path.read_text(encoding='utf-8'))
    ids = [entry['id'] for entry in entries]
    if len(set(ids)) != len(ids):
        faults.append('an id appears twice')
    for entry in entries:
        if set(entry) != {'id', 'title', 'files', 'certificate', 'needs'} or not entry['files']:
            faults.append(f'{entry["id"]}: parts are {sorted(entry)}')
        if entry['certificate'] not in ('token', 'file'):
            faults.append(f'{entry["id"]}: the certificate is in {entry["certificate"]}')
        for file in entry['files']:
            if '/' in file and not file.startswith(('/', '~/')):
                faults.append(f'{entry["id"]}: {file} is neither a name nor a path')
    return [f'{path.name}: {fault}' for fault in faults]


def check_drawings(folder):
    drawings = sorted(folder.rglob('*.svg'))
    faults = [] if drawings else [f'{folder}: no drawing found']
    for path in drawings:
        root = ElementTree.parse(path).getroot()
        size = root.get('viewBox', '').split()[2:]
        expected = ['16', '16'] if path.stem.endswith('-symbolic') else ['128', '128']
        if size != expected:
            faults.append(f'{path.name}: viewBox is {size}, not {expected}')
        if not all(element.tag.startswith('{http://www.w3.org/2000/svg}') for element in root.iter()):
            faults.append(f'{path.name}: has elements that are no SVG')
    return faults


def check_shop_limits(path):
    root = ElementTree.parse(path).getroot()
    name = root.findtext('name')
    summary = root.findtext('summary')
    faults = []
    if len(name) > 15:
        faults.append('the name is too long')
    if not 10 <= len(summary) <= 35 or summary.endswith('.'):
        faults.append(f'the summary is too long or a sentence: {summary}')
    if name.lower() in summary.lower():
        faults.append('the summary repeats the name')
    if len(root.findall('branding/color')) != 2:
        faults.append('there are not two brand colours')
    if root.find('content_rating') is None or root.find('releases/release/description') is None:
        faults.append('content rating or release notes are missing')
    return [f'{path.name}: {fault}' for fault in faults]


def main(root):
    data = root / 'data'
    faults = check_servers(data / 'timestamp-servers.json')
    faults += check_modules(data / 'token-modules.json')
    faults += check_drawings(data / 'icons')
    faults += check_drawings(root / 'ui' / 'icons')
    faults += check_shop_limits(data / f'{APPLICATION_ID}.metainfo.xml.in')
    print('\n'.join(faults) if faults else 'all is well')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(Path(__file__).resolve().parent.parent))
