# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What other programs say of signed files. Each is asked only for what it can do: one that is not
there, or is too old, is left out by name."""

import functools
import re
import shutil
import subprocess
from pathlib import Path

from harness import equal, leave_out

# The first version of osslsigncode that can do it; whatever is not named here, every one can.
SINCE = {
    'app packages': (2, 7),
    'members of catalogs': (2, 6),
    'catalogs with several signatures': (2, 6),  # ended by a signal before
}
KINDS = {'.msix': 'app packages', '.appx': 'app packages'}


def ask(*command, status=0, sees=''):
    """What the program prints, which @sees is part of; as if it agreed where it is missing."""
    if shutil.which(str(command[0])) is None:
        leave_out(f'{command[0]} is missing')
        return sees
    process = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    output = (process.stdout + process.stderr).decode('utf-8', 'replace')
    equal(process.returncode, status, f'{command}\n{output}')
    assert sees in output, f'{command}\n{output}'
    return output


@functools.cache
def get_version():
    output = subprocess.run(['osslsigncode', '--version'], capture_output=True, check=False).stdout
    return tuple(map(int, re.search(rb'osslsigncode.*? (\d+)\.(\d+)', output).groups()))


def can(skill):
    """Whether the osslsigncode of this computer has the skill."""
    if shutil.which('osslsigncode') is None:
        leave_out('osslsigncode is missing')
        return False
    if get_version() < SINCE.get(skill, (0,)):
        leave_out('osslsigncode %d.%d does not know %s' % (*get_version(), skill))
        return False
    return True


def ask_osslsigncode(file, root, *options, status=0, sees='', skill=None):
    """@skill: of SINCE, where the name of the file does not tell what is needed."""
    if not can(skill or KINDS.get(Path(file).suffix)):
        return ''
    return ask('osslsigncode', 'verify', '-CAfile', root, '-TSA-CAfile', root, *options,
               '-in', file, status=status, sees=sees)


def judge(program, root, digest='sha256'):
    """All that know programs; sbverify takes SHA-256 only."""
    ask_osslsigncode(program, root)
    if digest == 'sha256':
        ask('sbverify', '--cert', root, program)
