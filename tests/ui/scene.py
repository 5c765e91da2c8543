# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What the screenshots show: an invented company with an invented authority above it, and the files
of one of its releases."""

import contextlib
import sqlite3
import subprocess
import sys
import time
import zipfile

import harness
from authority import Authority
from harness import CODE_SIGNING, PASSWORD, SERVER_ONLY, SUPPORT, TIME_STAMPING, openssl
from tokens import Token

DAYS_LEFT = 101

AUTHORITY = """basicConstraints=critical,CA:true
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
"""
NUSPEC = ('<?xml version="1.0"?><package><metadata><id>Example.Tools</id><version>4.2.0</version>'
          '<authors>Example GmbH</authors><description>Tools</description></metadata></package>')


class Scene:
    def __init__(self, folder):
        self.folder = folder
        self.authority = Authority(folder / 'authority')
        self.make_authority(self.authority)
        self.make_server()
        self.make_program()
        self.make_release(folder / 'Release')
        self.token = self.make_token(self.authority) if Token.is_there() else None

    def make_authority(self, authority):
        self.root = authority.issue('root', '/O=Sample Trust/CN=Sample Trust Root R1', None,
                                    AUTHORITY, -2200, 5400)
        self.between = authority.issue('between', '/O=Sample Trust/CN=Sample Trust Code Signing 2023',
                                       self.root, AUTHORITY, -1300, 3600)
        self.stamper = authority.issue('stamper', '/O=Sample Trust/CN=Sample Trust Timestamps 2025',
                                       self.root, TIME_STAMPING, -540, 3500)
        company = '/C=DE/L=München/O=Example GmbH/CN=Example GmbH'
        self.leaf = authority.issue('leaf', company, self.between, CODE_SIGNING, -990, DAYS_LEFT)
        self.old = authority.issue('old', company, self.between, CODE_SIGNING, -1100, -370)
        self.certificate = self.make_pfx(self.leaf, 'example-2026.pfx')
        self.old_certificate = self.make_pfx(self.old, 'example-2024.pfx')
        self.password = self.folder / 'password.txt'
        self.password.write_text(PASSWORD + '\n')

    def make_pfx(self, files, name):
        chain = self.folder / 'chain.pem'
        chain.write_text(self.between['pem'].read_text() + self.root['pem'].read_text())
        openssl('pkcs12', '-export', '-inkey', files['key'], '-in', files['pem'], '-certfile',
                chain, '-passout', f'pass:{PASSWORD}', '-out', self.folder / name)
        return self.folder / name

    def make_bundle(self, folder):
        """A file with two keys that sign."""
        labs = self.authority.issue('bundle', '/C=DE/L=Berlin/O=Example Labs UG/CN=Example Labs UG',
                                    self.between, CODE_SIGNING, -30, 430)
        path = folder / 'release.pem'
        path.write_bytes(b''.join(files[part].read_bytes() for files in (self.leaf, labs)
                                  for part in ('key', 'pem')))
        return path

    def make_token(self, authority):
        token = Token(self.folder / 'token', 'Example Key 5')
        for number, name, days in (('01', 'Example GmbH (EV)', 420), ('02', 'Example Labs UG', 21)):
            token.put(authority.issue(f'token{number}', f'/O={name}/CN={name}', self.between,
                                      CODE_SIGNING, -300, days), number)
        token.put(authority.issue('mail', '/CN=Mail', self.between, SERVER_ONLY, -300, 200), '03')
        return token

    def make_server(self):
        port = self.folder / 'port'
        self.process = subprocess.Popen(  # ends with this program
            [sys.executable, str(SUPPORT / 'tsa.py'), '--cert', str(self.stamper['pem']), '--key',
             str(self.stamper['key']), '--port-file', str(port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not port.exists():
            time.sleep(0.1)
        self.address = f'http://localhost:{port.read_text().strip()}/'

    def make_program(self):
        self.program = self.folder / 'hello.exe'
        harness.make_program(self.program)

    def copy(self, folder, name, size=1):
        """As large as programs are: @size in MiB."""
        folder.mkdir(exist_ok=True)
        octets = bytearray(self.program.read_bytes())
        header = int.from_bytes(octets[0x3c:0x40], 'little')
        octets[header + 88:header + 92] = bytes(4)  # no checksum, as most compilers leave it
        path = folder / name
        path.write_bytes(octets + bytes(range(256)) * (size * 4096 - len(octets) // 256))
        return path

    def sign(self, path, certificate, *options, env=None):
        harness.run('sign', '--pkcs12', certificate, '--pass-file', self.password, '--trust',
                    self.root['pem'], *options, path, status=0, env=env)

    def sign_in_the_past(self, path, days):
        """With a timestamp of then, where osslsigncode can make one; else of now."""
        then = str(int(time.time() - days * 86400))
        chain = self.folder / 'stampers.pem'
        chain.write_text(self.stamper['pem'].read_text() + self.root['pem'].read_text())
        plain = path.read_bytes()
        source = path.with_suffix('.plain')
        source.write_bytes(plain)
        path.unlink()
        process = subprocess.run(
            ['osslsigncode', 'sign', '-certs', self.leaf['pem'], '-key', self.leaf['key'], '-ac',
             self.folder / 'chain.pem', '-h', 'sha256', '-n', 'Example Setup', '-i',
             'https://example.com/', '-time', then, '-TSA-certs', chain, '-TSA-key',
             self.stamper['key'], '-TSA-time', then, '-in', source, '-out', path],
            capture_output=True, check=False)
        source.unlink()
        if process.returncode != 0:
            path.write_bytes(plain)
            self.sign(path, self.certificate, '--timestamp', self.address)

    def make_release(self, folder):
        stamped = ['--timestamp', self.address]
        self.sign_in_the_past(self.copy(folder, 'example-setup-4.2.exe', 18), 195)
        changed = self.copy(folder, 'example-updater.exe', 3)
        self.sign(changed, self.certificate, *stamped)
        with changed.open('r+b') as file:
            file.seek(20000)
            file.write(b'changed')
        self.sign(self.copy(folder, 'example-viewer-2.9.exe', 6), self.old_certificate,
                  '--timestamp', 'none', '--allow-expired')
        for name, size in (('example-agent.exe', 4), ('example-service.exe', 2),
                           ('example-tray.exe', 1)):
            self.copy(folder, name, size)
        self.files = sorted(folder.iterdir())

    def make_package(self, folder):
        """With two programs inside that are not signed."""
        folder.mkdir()
        path = folder / 'Example.Tools.4.2.0.nupkg'
        with zipfile.ZipFile(path, 'w') as package:
            package.writestr('Example.Tools.nuspec', NUSPEC)
            for name in ('example-agent.exe', 'example-tray.exe'):
                package.write(self.program, f'tools/{name}')
        return path

    def make_history(self, home, folder):
        """What was signed in the last days, as if days had passed: in a database of its own."""
        env = {'XDG_DATA_HOME': str(home)}
        stamped = ['--timestamp', self.address]
        days = {'example-tools-4.1.exe': 3, 'example-helper.exe': 3, 'example-setup-4.2.exe': 0,
                'example-updater.exe': 0, 'example-tray.exe': 0, 'example-setup-4.1.exe': 195}
        for name, age in days.items():
            path = self.copy(folder, name)
            late = age == 3
            self.sign(path, self.certificate, *(['--timestamp', 'none'] if late else stamped),
                      env=env)
        with contextlib.closing(sqlite3.connect(home / 'signet' / 'history.db')) as database:
            for name, age in days.items():
                database.execute('UPDATE signature SET time = time - ?, timestamp_server ='
                                 ' CASE WHEN timestamp_time THEN ? END WHERE file = ?',
                                 (age * 86400, 'http://timestamp.digicert.com',
                                  str(folder / name)))
            database.execute('UPDATE signature SET id = id - 10 WHERE time < ?',
                             (int(time.time()) - 86400 * 100,))
            database.commit()

    def make_others(self):
        """What else lies in the list of certificates: one that ends soon, a test certificate and a
        request that waits."""
        labs = self.authority.issue('labs', '/C=DE/L=Berlin/O=Example Labs UG/CN=Example Labs UG',
                                    self.between, CODE_SIGNING, -400, 21)
        self.labs = self.make_pfx(labs, 'labs.pfx')
        self.test = self.folder / 'test.pfx'
        harness.run('test-certificate', '--name', 'Example Test', '--output', self.test,
                    '--pass-file', self.password, status=0)
        self.request = self.folder / 'example-2027.csr'
        harness.run('request', '--subject', 'C=DE,O=Example GmbH,CN=Example GmbH', '--key-type',
                    'ec-p256', '--key', self.request.with_suffix('.key'), '--output', self.request,
                    '--pass-file', self.password, status=0)

    def get_many_settings(self):
        """With everything that the list of certificates can hold."""
        if not hasattr(self, 'labs'):
            self.make_others()
        now = int(time.time())
        entries = [(self.certificate, 'Example GmbH', 'Sample Trust Code Signing 2023', DAYS_LEFT),
                   (self.labs, 'Example Labs UG', 'Sample Trust Code Signing 2023', 21),
                   (self.test, 'Example Test', 'Signet test root', 365),
                   (self.old_certificate, 'Example GmbH', 'Sample Trust Code Signing 2023', -370)]
        lines = ', '.join(f"('{path}', '', '{name}', '{issuer}', {now + days * 86400})"
                          for path, name, issuer, days in entries)
        key = self.request.with_suffix('.key')
        return {**self.get_settings(), 'certificates': f'[{lines}]',
                'certificate-requests': f"[('{key}', '{self.request}', 'Example GmbH', {now})]"}

    def get_settings(self, certificate=True, server='auto'):
        end = int(time.time()) + DAYS_LEFT * 86400
        chosen = {
            'certificate-file': f"'{self.certificate}'",
            'certificates': f"[('{self.certificate}', '', 'Example GmbH', 'Sample Trust', {end})]",
        }
        return {**(chosen if certificate else {}), 'trust-paths': f"['{self.root['pem']}']",
                'backup': 'false', 'timestamp-server': f"'{server}'"}


__all__ = ['PASSWORD', 'Scene']
