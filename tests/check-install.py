#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""check-install.py BUILD PREFIX: installs the program into an empty folder and runs it from there."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

APPLICATION_ID = 'io.github.signet_app.Signet'
DATA = [
    f'applications/{APPLICATION_ID}.desktop',
    f'metainfo/{APPLICATION_ID}.metainfo.xml',
    f'glib-2.0/schemas/{APPLICATION_ID}.gschema.xml',
    f'icons/hicolor/scalable/apps/{APPLICATION_ID}.svg',
    f'icons/hicolor/symbolic/apps/{APPLICATION_ID}-symbolic.svg',
    'locale/de/LC_MESSAGES/signet.mo',
    'man/man1/signet-cli.1',
    'man/de/man1/signet-cli.1',
    f'mime/packages/{APPLICATION_ID}.xml',
    'signet/timestamp-servers.json',
    'signet/token-modules.json',
]


def install(build, folder):
    subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', str(folder)],
                   check=True, stdin=subprocess.DEVNULL)


def run(program, *arguments, share):
    environment = dict(os.environ, SIGNET_DATADIR=str(share / 'signet'),
                       GSETTINGS_SCHEMA_DIR=str(share / 'glib-2.0/schemas'))
    for display in ('DISPLAY', 'WAYLAND_DISPLAY'):
        environment.pop(display, None)
    return subprocess.run([str(program), *arguments], env=environment, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60, check=False)


def check_program(program, arguments, expected, share):
    if not program.exists():
        return [f'{program.name} is not installed']
    result = run(program, *arguments, share=share)
    if result.returncode != 0 or expected not in result.stdout:
        return [f'{program.name} {" ".join(arguments)}: status {result.returncode}, '
                f'said {result.stdout!r} {result.stderr!r}']
    return []


def check(root):
    share = root / 'share'
    faults = [f'{name} is not installed' for name in DATA if not (share / name).exists()]
    subprocess.run(['glib-compile-schemas', str(share / 'glib-2.0/schemas')], check=True)
    faults += check_program(root / 'bin/signet-cli', ['--version'], '0.', share)
    faults += check_program(root / 'bin/signet-cli', ['formats'], 'pe', share)
    faults += check_program(root / 'bin/signet', ['--version'], '0.', share)
    return faults


def main(build, prefix):
    with tempfile.TemporaryDirectory() as folder:
        install(build, folder)
        faults = check(Path(folder) / prefix.lstrip('/'))
    print('\n'.join(faults) if faults else 'installed and run')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
