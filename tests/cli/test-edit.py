# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Existing signatures: timestamped, removed, taken out and put back."""

import shutil
import subprocess

from harness import Publisher, TimestampServer, equal, main, make_program, run, test

NONE = ['--timestamp', 'none']


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.key = self.publisher.key(self.publisher.issue('publisher'))
        self.trust = ['--trust', self.publisher.root]
        self.program = folder / 'hello.exe'
        make_program(self.program)
        self.original = self.program.read_bytes()

    def signed(self, folder, times=1, name='hello.exe'):
        program = folder / name
        shutil.copy(self.program, program)
        for _ in range(times):
            run('sign', *self.key, *NONE, '--existing', 'append', program, status=0)
        return program

    def signatures(self, program):
        return run('verify', '--json', *self.trust, program).object()['signatures']


@test
def remove_gives_back_the_original(folder, shared):
    program = shared.signed(folder)
    padded = shared.original + bytes(-len(shared.original) % 8)
    entry = run('remove', '--json', program, status=0).object()
    equal((entry['action'], entry['verdict']), ('removed', 'unsigned'))
    equal(program.read_bytes(), padded)
    entry = run('remove', '--json', program, status=1).object()
    equal(entry['error']['code'], 'not-signed')
    equal(program.read_bytes(), padded)


@test
def remove_writes_elsewhere(folder, shared):
    program = shared.signed(folder)
    before = program.read_bytes()
    run('remove', '--output', folder / 'bare.exe', program, status=0)
    equal(program.read_bytes(), before)
    run('verify', folder / 'bare.exe', status=6)


@test
def remove_one_of_two(folder, shared):
    program = shared.signed(folder, times=2)
    equal([one['nested'] for one in shared.signatures(program)], [0, 1])
    first = shared.signatures(program)[0]['digest']
    assert 'Signature 2 of 2 (--index=1)' in run('verify', program).out
    run('remove', '--index', 1, program, status=0)
    left, = shared.signatures(program)
    equal(left['digest'], first)
    equal(left['unsigned_attributes'], [])
    before = program.read_bytes()
    run('remove', '--index', 5, program, status=1)
    equal(program.read_bytes(), before)


@test
def remove_of_several_files(folder, shared):
    programs = [shared.signed(folder, name=f'{number}.exe') for number in range(3)]
    bare = folder / 'bare.exe'
    shutil.copy(shared.program, bare)
    entries = run('remove', '--json', programs[0], bare, *programs[1:], status=1).objects()
    equal([entry['error'] is None for entry in entries], [True, False, True, True])
    for program in programs:
        run('verify', program, status=6)


@test
def extract_and_attach(folder, shared):
    program = shared.signed(folder)
    signature = folder / 'signature.p7b'
    run('extract', '--output', signature, program, status=0)
    text = subprocess.run(['openssl', 'pkcs7', '-inform', 'DER', '-in', signature, '-print_certs',
                           '-noout'], capture_output=True, check=True, text=True).stdout
    assert 'Example GmbH' in text, text
    equal(run('extract', '--output', '-', program, status=0).err, '')

    bare = folder / 'bare.exe'
    shutil.copy(shared.program, bare)
    entry = run('attach', '--signature', signature, '--json', bare, status=0).object()
    equal(entry['action'], 'attached')
    equal(bare.read_bytes(), program.read_bytes())

    pem = folder / 'signature.pem'
    subprocess.run(['openssl', 'pkcs7', '-inform', 'DER', '-in', signature, '-out', pem],
                   check=True)
    shutil.copy(shared.program, bare)
    run('attach', '--signature', pem, '--output', folder / 'other.exe', bare, status=0)
    equal((folder / 'other.exe').read_bytes(), program.read_bytes())
    equal(bare.read_bytes(), shared.original)


@test
def extract_one_of_two(folder, shared):
    program = shared.signed(folder, times=2)
    outer, inner = folder / 'outer', folder / 'inner'
    run('extract', '--index', 0, '--output', outer, program, status=0)
    run('extract', '--index', 1, '--output', inner, program, status=0)
    assert inner.read_bytes() in outer.read_bytes()
    run('extract', '--index', 2, '--output', folder / 'x', program, status=1)
    run('extract', '--output', folder / 'x', shared.program, status=1)
    assert not (folder / 'x').exists()


@test
def a_signature_of_another_file_is_not_attached(folder, shared):
    program = shared.signed(folder)
    signature = folder / 'signature'
    run('extract', '--output', signature, program, status=0)
    other = folder / 'other.exe'
    octets = bytearray(shared.original)
    octets[0x400] ^= 1
    other.write_bytes(octets)
    entry = run('attach', '--signature', signature, '--json', other, status=1).object()
    equal(entry['error']['code'], 'self-check')
    equal(other.read_bytes(), bytes(octets))
    signature.write_bytes(b'no signature')
    run('attach', '--signature', signature, other, status=1)
    run('attach', '--signature', folder / 'missing', other, status=1)
    equal(other.read_bytes(), bytes(octets))


@test
def timestamp_is_added_and_replaced(folder, shared):
    program = shared.signed(folder)
    with TimestampServer(shared.publisher, folder) as server:
        for _ in range(2):
            entry = run('timestamp', '--timestamp', server.url, '--json', program,
                        status=0).object()
            equal((entry['action'], entry['timestamp_server']), ('timestamped', server.url))
            signature, = shared.signatures(program)
            equal((len(signature['timestamps']), signature['timestamp']['counts']), (1, True))


@test
def timestamp_of_one_of_two(folder, shared):
    program = shared.signed(folder, times=2)
    with TimestampServer(shared.publisher, folder) as server:
        run('timestamp', '--timestamp', server.url, '--index', 1, program, status=0)
        equal([one['timestamp'] is not None for one in shared.signatures(program)], [False, True])
        run('timestamp', '--timestamp', server.url, program, status=0)
        equal([one['timestamp'] is not None for one in shared.signatures(program)], [True, True])
        bare = folder / 'bare.exe'
        shutil.copy(shared.program, bare)
        run('timestamp', '--timestamp', server.url, bare, status=1)
        equal(bare.read_bytes(), shared.original)


@test
def no_timestamp_no_change(folder, shared):
    program = shared.signed(folder)
    before = program.read_bytes()
    with TimestampServer(shared.publisher, folder) as server:
        for name in ('reject', 'wrong-imprint', 'wrong-nonce', 'garbage', 'expired', 'no-eku'):
            entry = run('timestamp', '--timestamp', server.url + name, '--json', program,
                        status=1).object()
            assert entry['error']['code'].startswith('ts-'), (name, entry['error'])
            equal(program.read_bytes(), before)


main(Shared)
