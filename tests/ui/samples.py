# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Programs, publishers and what else the journeys need, made once for a test program."""

import shutil

import harness
from harness import PASSWORD, Publisher


class Samples:
    def __init__(self, folder):
        self.folder = folder
        self.publisher = Publisher(folder / 'publisher')
        self.files = self.publisher.issue('example')
        self.program = folder / 'hello.exe'
        harness.make_program(self.program)
        self.original = self.program.read_bytes()
        self.settings = {'trust-paths': f"['{self.publisher.root}']"}

    def copy(self, folder, name='hello.exe'):
        folder.mkdir(parents=True, exist_ok=True)
        return shutil.copy(self.program, folder / name)

    def signed(self, folder, name='signed.exe', files=None, options=()):
        """A signed copy; without a timestamp unless @options ask for one."""
        program = self.copy(folder, name)
        key = self.publisher.key(files or self.files)
        harness.run('sign', *key, *(options or ['--timestamp', 'none']), '--trust',
                    self.publisher.root, program, status=0)
        return program

    def changed(self, folder, name='changed.exe'):
        program = self.signed(folder, name)
        octets = bytearray(program.read_bytes())
        octets[len(self.original) // 2] ^= 1
        program.write_bytes(octets)
        return program


__all__ = ['PASSWORD', 'Samples']
