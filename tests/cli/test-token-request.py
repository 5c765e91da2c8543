# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Keys that are made on a token, the request for a certificate, and the certificate put beside them."""

import os
import re
import subprocess

from harness import CODE_SIGNING, Publisher, equal, main, make_program, openssl, run, test
from judges import judge

PIN = '1234'
SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so'
FAULTY = os.environ['SIGNET_TEST_MODULE']
LABEL = 'Request Test'
SUBJECT = 'C=DE, O=Example GmbH, CN=Example GmbH'


class Shared:
    def __init__(self, folder):
        self.folder = folder
        self.publisher = Publisher(folder / 'keys')
        self.between = self.publisher.issue('between', extensions='basicConstraints=critical,CA:true\n',
                                            subject='/O=Example CA/CN=Example CA')
        self.program = folder / 'hello.exe'
        make_program(self.program)
        self.pin = folder / 'pin.txt'
        self.pin.write_text(PIN + '\n')
        self.fault = folder / 'fault'
        self.fault.write_text('')
        (folder / 'tokens').mkdir()
        conf = folder / 'softhsm2.conf'
        conf.write_text(f'directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n'
                        'log.level = ERROR\n')
        os.environ['SOFTHSM2_CONF'] = str(conf)
        os.environ['SIGNET_TEST_FAULT'] = str(self.fault)
        subprocess.run(['softhsm2-util', '--init-token', '--free', '--label', LABEL, '--so-pin',
                        '5678', '--pin', PIN], check=True, capture_output=True)

    def token(self, module=SOFTHSM, pin=None):
        return ['--token', LABEL, '--module', module, '--pass-file', pin or self.pin]

    def count_keys(self):
        process = subprocess.run(['pkcs11-tool', '--module', SOFTHSM, '--token-label', LABEL,
                                  '--login', '--pin', PIN, '-O', '--type', 'privkey'],
                                 check=True, capture_output=True, text=True)
        return process.stdout.count('Private Key Object')

    def issue(self, folder, csr):
        """As an authority does: certificate and chain in one file, in any order."""
        extensions, leaf, bundle = (folder / name for name in ('ext', 'leaf.pem', 'bundle.p7b'))
        extensions.write_text(CODE_SIGNING)
        openssl('x509', '-req', '-in', csr, '-CA', self.between['pem'], '-CAkey',
                self.between['key'], '-CAcreateserial', '-days', '300', '-sha256', '-extfile',
                extensions, '-out', leaf)
        openssl('crl2pkcs7', '-nocrl', '-certfile', self.publisher.root, '-certfile',
                self.between['pem'], '-certfile', leaf, '-out', bundle)
        return bundle


def find_uri(text):
    return re.search(r'pkcs11:\S+', text).group()


@test
def from_the_request_to_a_signature(folder, shared):
    for kind in ('rsa-3072', 'ec-p256', 'ec-p384'):
        csr, program = folder / f'{kind}.csr', folder / f'{kind}.exe'
        program.write_bytes(shared.program.read_bytes())
        made = run('request', *shared.token(), '--key-type', kind, '--subject', SUBJECT, '--output',
                   csr, status=0)
        openssl('req', '-in', csr, '-noout', '-verify')
        bundle = shared.issue(folder, csr)
        joined = run('join', *shared.token(), '--cert', bundle, status=0)
        uri = find_uri(joined.out)
        equal(uri, find_uri(made.err))
        run('join', *shared.token(), '--cert', bundle, status=0)  # there already
        run('sign', '--token', uri, '--module', SOFTHSM, '--pass-file', shared.pin, '--timestamp',
            'none', program, status=0)
        judge(program, shared.publisher.root)
    entry = run('tokens', '--module', SOFTHSM, '--json', status=0).object()
    equal(len(entry['certificates']), 3)


@test
def to_standard_output(folder, shared):
    result = run('request', *shared.token(), '--key-type', 'ec-p256', '--subject', SUBJECT, status=0)
    assert result.out.startswith('-----BEGIN CERTIFICATE REQUEST-----'), result
    assert find_uri(result.err)


@test
def nothing_stays_behind(folder, shared):
    """No key without a request that somebody could keep."""
    before = shared.count_keys()
    taken, wrong = folder / 'taken.csr', folder / 'wrong.txt'
    taken.write_text('')
    wrong.write_text('9999\n')
    request = ['--key-type', 'ec-p256', '--subject', SUBJECT]
    run('request', *shared.token(), *request, '--output', taken, status=1)
    run('request', *shared.token(), *request, '--output', folder / 'none' / 'a.csr', status=1)
    run('request', *shared.token(pin=wrong), *request, status=4)
    for fault in ('mechanism', 'crash-at-login', 'pin-locked', 'removed'):
        shared.fault.write_text(fault)
        run('request', *shared.token(FAULTY), *request, '--output', folder / 'a.csr', status=4)
    shared.fault.write_text('')
    equal(shared.count_keys(), before)
    assert not (folder / 'a.csr').exists()
    equal(taken.read_text(), '')


@test
def certificates_of_other_keys(folder, shared):
    other = shared.publisher.issue('other')
    result = run('join', *shared.token(), '--cert', other['pem'], status=4)
    assert 'This key is not on the token.' in result.err, result
    run('join', *shared.token(), '--cert', shared.program, status=4)


@test
def options_that_do_not_fit(folder, shared):
    csr = folder / 'a.csr'
    run('request', *shared.token(), '--subject', SUBJECT, '--key', folder / 'key', status=2)
    run('request', *shared.token(), '--subject', SUBJECT, '--reuse-key', status=2)
    run('request', '--subject', SUBJECT, '--output', csr, status=2)
    run('join', *shared.token(), status=2)
    run('join', *shared.token(), '--cert', csr, '--output', folder / 'a.pfx', status=2)
    run('join', *shared.token(), '--cert', csr, '--fetch-chain', status=2)
    assert not csr.exists()


main(Shared)
