# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Really different modules: a TPM, NSS, and a token on another machine."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

from harness import Publisher, Skip, equal, main, make_program, openssl, run, test
from judges import ask_osslsigncode

NONE = ['--timestamp', 'none']
PIN = '1234'
SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so'
WITH_PARAMETERS = os.environ['SIGNET_TEST_MODULE']
KEYS = {
    '01': ('rsa:2048',),
    '02': ('rsa:3072',),
    '03': ('rsa:4096',),
    '04': ('ec', 'ec_paramgen_curve:P-256'),
    '05': ('ec', 'ec_paramgen_curve:P-384'),
}


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.program = folder / 'hello.exe'
        make_program(self.program)
        self.pin = folder / 'pin.txt'
        self.pin.write_text(PIN + '\n')

    def issue(self, name, key):
        return self.publisher.issue('key' + name, key, subject=f'/O=Example GmbH/CN=Example {name}')

    def sign(self, folder, name, token, options=(), env=None):
        program = folder / (name + '.exe')
        shutil.copy(self.program, program)
        run('sign', '--token', token, '--pass-file', self.pin, *NONE, *options, program, status=0,
            env=env)
        ask_osslsigncode(program, self.publisher.root)


def need(*names):
    for name in names:
        if shutil.which(name) is None and not any(Path('/').glob(name.lstrip('/'))):
            raise Skip(f'{name} is not installed')


def tool(*arguments, env=None):
    process = subprocess.run([*map(str, arguments)], capture_output=True, check=False, text=True,
                             env={**os.environ, **(env or {})}, timeout=60)
    assert process.returncode == 0, f'{arguments}\n{process.stdout}{process.stderr}'


def find_ports():
    """Two free ports in a row, as swtpm's clients expect them."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(('127.0.0.1', 0))
            port = first.getsockname()[1]
            try:
                second.bind(('127.0.0.1', port + 1))
            except OSError:
                continue
            return port
    raise Skip('no free ports')


class SoftwareTpm:
    def __init__(self, folder):
        (folder / 'tpm').mkdir()
        (folder / 'store').mkdir()
        port = find_ports()
        self.command = ['swtpm', 'socket', '--tpm2', '--tpmstate', f'dir={folder}/tpm',
                        '--server', f'type=tcp,port={port},bindaddr=127.0.0.1',
                        '--ctrl', f'type=tcp,port={port + 1},bindaddr=127.0.0.1',
                        '--flags', 'not-need-init,startup-clear']
        self.port = port
        self.env = {'TPM2_PKCS11_TCTI': f'swtpm:host=127.0.0.1,port={port}',
                    'TPM2_PKCS11_STORE': str(folder / 'store'), 'TSS2_LOG': 'all+NONE'}

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(('127.0.0.1', self.port + 1)) == 0:
                    break
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def certify(folder, shared, name, public):
    """A certificate for a key that never leaves its token."""
    files = shared.issue(name, KEYS['04'])
    der, pem = folder / (name + '.der'), folder / (name + '.pub')
    openssl('pkey', '-pubin', '-inform', 'der', '-in', public, '-out', pem)
    openssl('x509', '-req', '-in', files['csr'], '-force_pubkey', pem, '-CA', shared.publisher.root,
            '-CAkey', shared.publisher.folder / 'authority.key', '-CAcreateserial', '-days', '365',
            '-sha256', '-extfile', files['ext'], '-outform', 'der', '-out', der)
    return der


@test
def tpm(folder, shared):
    need('swtpm', 'pkcs11-tool', '/usr/lib/*/pkcs11/libtpm2_pkcs11.so')
    module = next(Path('/usr/lib').glob('*/pkcs11/libtpm2_pkcs11.so'))
    base = ['pkcs11-tool', '--module', module]
    user = [*base, '--token-label', 'TPM Token', '--login', '--pin', PIN]
    with SoftwareTpm(folder) as device:
        tool(*base, '--init-token', '--slot-index', '0', '--label', 'TPM Token', '--so-pin', '5678',
             env=device.env)
        tool(*base, '--init-pin', '--token-label', 'TPM Token', '--so-pin', '5678', '--pin', PIN,
             env=device.env)
        # What a TPM can do differs; these two can be done by all.
        for name, kind in (('01', 'rsa:2048'), ('04', 'EC:prime256v1')):
            public = folder / (name + '.public')
            tool(*user, '--keypairgen', '--key-type', kind, '--id', name, env=device.env)
            tool(*user, '--read-object', '--type', 'pubkey', '--id', name, '-o', public,
                 env=device.env)
            tool(*user, '--write-object', certify(folder, shared, name, public), '--type', 'cert',
                 '--id', name, env=device.env)
            # Without a resource manager a TPM has room for three objects: who leaves one there
            # is noticed soon.
            for number in range(3):
                shared.sign(folder, f'{name}-{number}', f'pkcs11:token=TPM%20Token;id=%{name}',
                            ['--module', module], device.env)


@test
def nss(folder, shared):
    need('certutil', 'pk12util', '/usr/lib/*/libsoftokn3.so')
    database = folder / 'nss'
    database.mkdir()
    tool('certutil', '-N', '-d', f'sql:{database}', '-f', shared.pin)
    env = {'SIGNET_TEST_LIBRARY': str(next(Path('/usr/lib').glob('*/libsoftokn3.so'))),
           'SIGNET_TEST_FAULT': str(folder / 'none'),
           'SIGNET_TEST_PARAMETERS': f"configdir='sql:{database}' certPrefix='' keyPrefix='' "
                                     "secmod='secmod.db' flags= "}
    for name, key in KEYS.items():
        files = shared.issue(name, key)
        bundle = folder / (name + '.p12')
        openssl('pkcs12', '-export', '-inkey', files['key'], '-in', files['pem'], '-name', name,
                '-passout', 'pass:x', '-out', bundle)
        tool('pk12util', '-i', bundle, '-d', f'sql:{database}', '-k', shared.pin, '-W', 'x')
        shared.sign(folder, name, f'pkcs11:token=NSS%20Certificate%20DB;object={name}',
                    ['--module', WITH_PARAMETERS], env)


class SoftToken:
    def __init__(self, folder, shared):
        need('softhsm2-util', 'pkcs11-tool', SOFTHSM)
        (folder / 'tokens').mkdir()
        conf = folder / 'softhsm2.conf'
        conf.write_text(f'directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n')
        self.env = {'SOFTHSM2_CONF': str(conf)}
        files = shared.issue('01', KEYS['01'])
        der = folder / 'soft.der'
        openssl('x509', '-in', files['pem'], '-outform', 'der', '-out', der)
        tool('softhsm2-util', '--init-token', '--free', '--label', 'Far Away', '--so-pin', '5678',
             '--pin', PIN, env=self.env)
        tool('softhsm2-util', '--import', files['key'], '--token', 'Far Away', '--label', 'key',
             '--id', '01', '--pin', PIN, env=self.env)
        tool('pkcs11-tool', '--module', SOFTHSM, '--token-label', 'Far Away', '--login', '--pin',
             PIN, '--write-object', der, '--type', 'cert', '--id', '01', env=self.env)


class TokenServer:
    """What runs on the machine that has the token; only it knows where the token lies."""

    def __init__(self, folder, env):
        self.path = folder / 'server.sock'
        self.process = subprocess.Popen(
            ['p11-kit', 'server', '-f', '-n', str(self.path), '--provider', SOFTHSM, 'pkcs11:'],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **env})

    def __enter__(self):
        for _ in range(100):
            if self.path.exists():
                break
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


@test
def token_behind_a_socket(folder, shared):
    need('p11-kit')
    soft = SoftToken(folder, shared)
    with TokenServer(folder, soft.env) as server:
        address = f'unix:path={server.path}'
        shared.sign(folder, 'variable', 'Far Away', env={'P11_KIT_SERVER_ADDRESS': address})
        shared.sign(folder, 'option', 'Far Away', ['--module', address])
    result = run('sign', '--token', 'Far Away', '--module', address, '--pass-file', shared.pin,
                 *NONE, '--json', folder / 'option.exe', status=4)
    assert result.object()['error']['code'] in ('token-missing', 'module-missing'), result


@test
def token_behind_a_command(folder, shared):
    """As with `ssh machine p11-kit remote module.so`."""
    soft = SoftToken(folder, shared)
    command = f"|env SOFTHSM2_CONF={soft.env['SOFTHSM2_CONF']} p11-kit remote {SOFTHSM}"
    shared.sign(folder, 'command', 'Far Away', ['--module', command])


main(Shared)
