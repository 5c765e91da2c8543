# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Programs, publishers and what else the journeys need, made once for a test program."""

import shutil

import harness
from harness import CODE_SIGNING, PASSWORD, Publisher, openssl


class Samples:
    def __init__(self, folder):
        self.folder = folder
        self.publisher = Publisher(folder / 'publisher')
        self.files = self.publisher.issue('example')
        self.program = folder / 'hello.exe'
        harness.make_program(self.program)
        self.original = self.program.read_bytes()
        self.settings = {'trust-paths': f"['{self.publisher.root}']"}

    def issue(self, request, certificate, chain=False):
        """What an authority sends back for a request: PEM, or PKCS#7 with its own certificate."""
        extensions = self.folder / 'code-signing.ext'
        extensions.write_text(CODE_SIGNING)
        pem = certificate.with_suffix('.pem')
        openssl('x509', '-req', '-in', request, '-CA', self.publisher.root, '-CAkey',
                self.publisher.folder / 'authority.key', '-CAcreateserial', '-days', 365,
                '-extfile', extensions, '-out', pem)
        if chain:
            openssl('crl2pkcs7', '-nocrl', '-certfile', pem, '-certfile', self.publisher.root,
                    '-outform', 'DER', '-out', certificate)
        return certificate

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
