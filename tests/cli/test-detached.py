# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Signatures in files of their own, before OpenSSL, and App Control policies."""

import os
import struct
import subprocess
from pathlib import Path

from harness import Publisher, Skip, TimestampServer, equal, main, make_program, run, test

CORPUS = Path(os.environ['SIGNET_CORPUS']) / 'signtool'
NONE = ['--timestamp', 'none']
KEYS = {'rsa': ('rsa:2048',), 'p-384': ('ec', 'ec_paramgen_curve:P-384')}
TEXT = 'Grüße\n'.encode() * 5000


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.keys = {name: self.publisher.key(self.publisher.issue(name, key=key))
                     for name, key in KEYS.items()}
        self.root = self.publisher.root
        self.trust = ['--no-system-trust', '--trust', self.root]


def judge(shared, signature, content=None):
    """What OpenSSL says, and the content it finds."""
    command = ['openssl', 'cms', '-verify', '-binary', '-inform', 'DER', '-in', str(signature),
               '-CAfile', str(shared.root), '-purpose', 'any']
    if content is not None:
        command += ['-content', str(content)]
    process = subprocess.run(command, capture_output=True, check=False)
    equal(process.returncode, 0, process.stderr.decode())
    return process.stdout


def check(shared, file, verdict='valid', *options):
    entry = run('verify', '--json', *shared.trust, *options, file).object()
    equal((entry['verdict'], entry['format']), (verdict, 'detached'), entry)
    return entry


def make_text(folder):
    file = folder / 'text.txt'
    file.write_bytes(TEXT)
    return file


@test
def openssl_accepts_ours(folder, shared):
    file = make_text(folder)
    for key in shared.keys.values():
        for digest in ('sha256', 'sha384', 'sha512'):
            run('sign', *key, *NONE, '--detached', '--digest', digest, '--existing', 'replace', file,
                status=0)
            signature = folder / 'text.txt.p7s'
            equal(judge(shared, signature, file), TEXT)
            entry = check(shared, signature)
            equal(entry['signatures'][0]['digest']['algorithm'], digest)
    equal(file.read_bytes(), TEXT)


@test
def we_accept_what_openssl_makes(folder, shared):
    file = make_text(folder)
    files = shared.publisher.folder / 'rsa'
    base = ['openssl', 'cms', '-sign', '-binary', '-outform', 'DER', '-in', str(file), '-signer',
            str(files.with_suffix('.pem')), '-inkey', str(files.with_suffix('.key'))]
    for name, options in (('with.p7s', []), ('without.p7s', ['-noattr']), ('inside.p7m', ['-nodetach']),
                          ('parts.p7m', ['-nodetach', '-stream'])):
        subprocess.run([*base, *options, '-out', str(folder / name)], check=True)
        content = [] if name.endswith('m') else ['--content', file]
        check(shared, folder / name, 'valid', *content)
    other = folder / 'other.txt'
    other.write_bytes(TEXT + b'more')
    for name in ('with.p7s', 'without.p7s'):
        check(shared, folder / name, 'changed', '--content', other)


@test
def every_form(folder, shared):
    file = make_text(folder)
    run('sign', *shared.keys['rsa'], *NONE, '--detached', '--form', 'bare', file, status=0)
    bare = (folder / 'text.txt.p7s').read_bytes()
    equal(bare[4:7], b'\x02\x01\x01')
    check(shared, folder / 'text.txt.p7s')
    run('sign', *shared.keys['rsa'], *NONE, '--detached', '--form', 'embedded', file, status=0)
    equal(judge(shared, folder / 'text.txt.p7'), TEXT)
    check(shared, folder / 'text.txt.p7')
    run('sign', *shared.keys['rsa'], '--form', 'bare', file, status=2)
    run('sign', *shared.keys['rsa'], '--detached', '--form', 'other', file, status=2)
    run('verify', '--content', file, file, file, status=2)


@test
def content_is_for_signatures_alone(folder, shared):
    """Nothing compares a program, or a signature taken out of one, with another file."""
    file = make_text(folder)
    program = folder / 'hello.exe'
    make_program(program)
    script = folder / 'a.ps1'
    script.write_text('Get-Date\n')
    for other in (program, script):
        run('sign', *shared.keys['rsa'], *NONE, other, status=0)
        result = run('verify', '--content', file, other, status=2)
        assert '--content' in result.err, result


@test
def signatures_without_their_file(folder, shared):
    program = folder / 'hello.exe'
    make_program(program)
    run('sign', *shared.keys['rsa'], *NONE, program, status=0)
    run('extract', '--output', folder / 'a.p7', program, status=0)
    der = (folder / 'a.p7').read_bytes()
    pem = subprocess.run(['openssl', 'pkcs7', '-inform', 'DER'], input=der, stdout=subprocess.PIPE,
                         check=True).stdout
    for name, data in (('a.p7', der), ('a.pk7', der), ('a.dat', der), ('a.exe', der), ('a', der),
                       ('a.p7x', b'PKCX' + der), ('a.pem', pem)):
        (folder / name).write_bytes(data)
        for command in (['verify'], ['sign', *shared.keys['rsa'], *NONE]):
            result = run(*command, folder / name)
            assert 'it is only a signature' in result.out + result.err, (name, result)
    (folder / 'a.p7').write_bytes(der[:-20])
    result = run('verify', folder / 'a.p7')
    assert 'it is only a signature' not in result.out, result


@test
def elsewhere_and_several(folder, shared):
    file = make_text(folder)
    second = folder / 'second'
    second.write_bytes(b'')
    run('sign', *shared.keys['rsa'], *NONE, '--detached', '--output', folder / 'out.sig', file, status=0)
    check(shared, folder / 'out.sig', 'unreadable')
    check(shared, folder / 'out.sig', 'valid', '--content', file)
    run('sign', *shared.keys['rsa'], *NONE, '--detached', '--output', folder / 'all', file, second,
        status=0)
    equal(sorted(path.name for path in (folder / 'all').iterdir()), ['second.p7s', 'text.txt.p7s'])


@test
def tampered(folder, shared):
    file = make_text(folder)
    run('sign', *shared.keys['p-384'], *NONE, '--detached', file, status=0)
    file.write_bytes(TEXT[:-1])
    entry = check(shared, folder / 'text.txt.p7s', 'changed')
    found = {item['id']: item for item in entry['signatures'][0]['checks']}
    equal(found['content']['reason'], 'digest-mismatch')
    equal(found['signature']['status'], 'pass')
    # The old signature no longer holds; only saying so replaces it.
    run('sign', *shared.keys['p-384'], *NONE, '--detached', file, status=1)
    run('sign', *shared.keys['p-384'], *NONE, '--detached', '--existing', 'replace', file, status=0)
    check(shared, folder / 'text.txt.p7s')


@test
def timestamped(folder, shared):
    file = make_text(folder)
    with TimestampServer(shared.publisher, folder) as server:
        run('sign', *shared.keys['rsa'], '--timestamp', server.url, '--detached', file, status=0)
        entry = check(shared, folder / 'text.txt.p7s')
        equal(entry['signatures'][0]['timestamp']['counts'], True)
        judge(shared, folder / 'text.txt.p7s', file)
        run('sign', *shared.keys['rsa'], *NONE, '--detached', '--form', 'bare', '--existing', 'replace',
            file, status=0)
        run('timestamp', '--timestamp', server.url, folder / 'text.txt.p7s', status=0)
    entry = check(shared, folder / 'text.txt.p7s')
    equal(entry['signatures'][0]['timestamp']['counts'], True)
    equal((folder / 'text.txt.p7s').read_bytes()[4:5], b'\x02')


@test
def signtool_made_ones(folder, shared):
    if not CORPUS.is_dir():
        raise Skip('the corpus')
    trust = ['--no-system-trust', '--trust', CORPUS / 'test-ca' / 'authenticode-test-ca.crt']
    plain = CORPUS / 'unsigned' / 'detached'
    made = CORPUS / 'signed' / 'detached'
    for name in ('content.bin', 'content-utf8.txt', 'content-utf16le-bom.txt'):
        signature = made / Path(name).stem / f'{name}.p7'
        entry = run('verify', '--json', *trust, '--content', plain / name, signature).object()
        equal(entry['verdict'], 'valid', entry)
        entry = run('verify', '--json', *trust, '--content', shared.root, signature).object()
        equal(entry['verdict'], 'changed', entry)


def make_policy(path):
    head = struct.pack('<I16s16sI4IQI', 8, bytes(range(16)), bytes(16), 0x80000014, 0, 1, 0, 0,
                       10 << 48, 0x40)
    path.write_bytes(head + bytes(number * 7 % 256 for number in range(3000)))
    return path


@test
def policies(folder, shared):
    file = make_policy(folder / 'policy.cip')
    plain = file.read_bytes()
    equal(run('verify', '--json', file).object()['verdict'], 'unsigned')
    equal(run('sign', *shared.keys['p-384'], *NONE, file).status, 4)
    equal(file.read_bytes(), plain)
    run('sign', *shared.keys['rsa'], *NONE, file, status=0)
    entry = run('verify', '--json', *shared.trust, file).object()
    equal((entry['format'], entry['verdict']), ('policy', 'valid'))
    equal(judge(shared, file), plain)
    parsed = subprocess.run(['openssl', 'asn1parse', '-inform', 'DER', '-in', str(file)],
                            capture_output=True, check=True).stdout.decode()
    assert '1.3.6.1.4.1.311.79.1' in parsed, parsed
    run('remove', file, status=0)
    equal(file.read_bytes(), plain)


main(Shared)
