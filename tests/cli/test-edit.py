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
        self.key = self.publisher.key(self.publisher.issue('publisher', key=('rsa:2048',)))
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
def timestamp_is_added_and_replaced_when_asked(folder, shared):
    program = shared.signed(folder)
    with TimestampServer(shared.publisher, folder) as server:
        command = ['timestamp', '--timestamp', server.url, '--json']
        for replace, action in ((False, 'timestamped'), (False, 'skipped'), (True, 'timestamped')):
            before = program.read_bytes()
            entry = run(*command, *(['--replace'] if replace else []), program, status=0).object()
            equal((entry['action'], entry['timestamp_server']),
                  (action, server.url if action == 'timestamped' else None))
            equal(program.read_bytes() == before, action == 'skipped')
            signature, = shared.signatures(program)
            equal((len(signature['timestamps']), signature['timestamp']['counts']), (1, True))
        result = run('timestamp', '--timestamp', server.url, '--output', folder / 'copy.exe', program,
                     status=0)
        assert 'Already timestamped' in result.out, result
        equal((folder / 'copy.exe').read_bytes(), program.read_bytes())


@test
def timestamp_never_takes_the_worth(folder, shared):
    """Whoever stamped it, proven or not: the next timestamp says a later time."""
    with TimestampServer(shared.publisher, folder) as server:
        for format in ('hello.exe', 'twice.exe'):
            program = shared.signed(folder, times=1 + (format == 'twice.exe'), name=format)
            run('timestamp', '--timestamp', server.url, *shared.trust, program, status=0)
            before = program.read_bytes()
            for trust in ([], shared.trust, ['--no-system-trust']):
                run('timestamp', '--timestamp', server.url, *trust, program, status=0)
                equal(program.read_bytes(), before)
        fresh = shared.signed(folder, name='fresh.exe')
        run('timestamp', '--timestamp', server.url, '--backup', '.before', fresh, status=0)
        run('verify', folder / 'fresh.exe.before', *shared.trust, status=0)
        equal((folder / 'fresh.exe.before').stat().st_size < fresh.stat().st_size, True)


@test
def an_output_is_not_replaced_unasked(folder, shared):
    program = shared.signed(folder)
    signature, there = folder / 'signature', folder / 'there'
    run('extract', '--output', signature, program, status=0)
    bare = folder / 'bare.exe'
    shutil.copy(shared.program, bare)
    there.write_bytes(b'there')
    with TimestampServer(shared.publisher, folder) as server:
        for command in (['extract', program], ['remove', program],
                        ['attach', '--signature', signature, bare],
                        ['sign', *shared.key, *NONE, bare], ['sign', *shared.key, *NONE, program],
                        ['timestamp', '--timestamp', server.url, program]):
            result = run(*command, '--output', there, status=1)
            assert 'A file with this name already exists' in result.out + result.err, result
            equal(there.read_bytes(), b'there')
            run(*command, '--output', there, '--force', status=0)
            assert there.read_bytes() != b'there'
            there.write_bytes(b'there')


def same_files(folder, path):
    """Other ways to the file @path: a symbolic and a hard link, and a way around."""
    symbolic, hard = folder / 'symbolic', folder / 'hard'
    for link in (symbolic, hard):
        link.unlink(missing_ok=True)
    symbolic.symlink_to(path)
    hard.hardlink_to(path)
    return path, symbolic, hard, f'{path.parent}/./../{path.parent.name}/{path.name}'


@test
def nothing_is_written_over_what_is_read(folder, shared):
    program = shared.signed(folder)
    bare = folder / 'bare.exe'
    shutil.copy(shared.program, bare)
    key = {name: folder / f'key.{name}' for name in ('pfx', 'pem', 'txt', 'key')}
    shutil.copy(shared.key[1], key['pfx'])
    shutil.copy(shared.key[3], key['txt'])
    shutil.copy(shared.publisher.root, key['pem'])
    shutil.copy(shared.publisher.folder / 'publisher.key', key['key'])
    certificate = folder / 'certificate.pem'
    shutil.copy(shared.publisher.folder / 'publisher.pem', certificate)
    signature = folder / 'signature'
    run('extract', '--output', signature, program, status=0)
    secret = ['--pass-file', key['txt']]
    catalog = folder / 'list.cdf'
    sign = ['sign', '--pkcs12', key['pfx'], *secret, '--chain', key['pem'], '--trust', key['pem'], *NONE]
    cases = [
        (['extract', program], [program]),
        ([*sign, bare], [key['pfx'], key['txt'], key['pem']]),
        (['sign', '--cert', certificate, '--key', key['key'], *NONE, bare], [certificate, key['key']]),
        ([*sign, '--trust', folder, bare], [signature]),
        (['attach', '--signature', signature, bare], [signature]),
        (['remove', '--trust', key['pem'], program], [key['pem']]),
        (['convert', *secret, '--chain', key['pem'], '--to', 'pfx', key['pfx']],
         [key['pfx'], key['txt'], key['pem']]),
        (['convert', *secret, '--cert', certificate, '--to', 'pfx', key['key']], [key['key'], certificate]),
        (['join', '--key', key['key'], '--cert', certificate, *secret], [key['key'], certificate, key['txt']]),
        (['request', '--subject', 'CN=x', '--key', key['key'], '--reuse-key', *secret],
         [key['key'], key['txt']]),
        (['request', '--subject', 'CN=x', '--key', folder / 'new.key', *secret], [key['txt']]),
        (['test-certificate', '--name', 'x', *secret], [key['txt']]),
        (['catalog', 'create', bare, program], [bare, program]),
    ]
    for command, places in cases:
        for place in places:
            before = place.read_bytes()
            for name in same_files(folder, place):
                result = run(*command, '--output', name, '--force', status=2)
                assert 'would be overwritten' in result.err, result
                equal(place.read_bytes(), before)
    equal((folder / 'new.key').exists(), False)
    result = run('request', '--subject', 'CN=x', '--key', folder / 'one', '--output',
                 f'{folder}/./one', *secret, status=2)
    assert 'same place' in result.err and not (folder / 'one').exists(), result
    catalog.write_text('[CatalogHeader]\nName=list.cdf\n[CatalogFiles]\n<HASH>bare.exe=bare.exe\n')
    before = catalog.read_text()
    run('catalog', 'create', '--force', '--cdf', catalog, status=2, cwd=folder)
    equal(catalog.read_text(), before)


@test
def what_is_skipped_is_good(folder, shared):
    """By others, or lacking what was asked for: refused by name, or one's own made anew."""
    own = shared.signed(folder)
    stranger = shared.publisher.key(shared.publisher.issue('stranger', key=('rsa:2048',),
                                                           subject='/CN=Stranger'))
    other = folder / 'other.exe'
    shutil.copy(shared.program, other)
    run('sign', *stranger, *NONE, other, status=0)
    before = own.read_bytes(), other.read_bytes()
    command = ['sign', *shared.key, '--json']
    equal(run(*command, *NONE, own, status=0).object()['action'], 'skipped')
    entry = run(*command, *NONE, other, status=1).object()
    equal(entry['error']['code'], 'already-signed')
    assert 'Stranger' in entry['error']['text'], entry
    equal(run(*command, *NONE, *shared.trust, other, status=0).object()['action'], 'skipped')
    entry = run(*command, *NONE, *shared.trust, '--output', folder / 'copy.exe', other, status=0).object()
    equal(entry['action'], 'skipped')
    equal((folder / 'copy.exe').read_bytes(), other.read_bytes())
    equal((own.read_bytes(), other.read_bytes()), before)
    with TimestampServer(shared.publisher, folder) as server:
        stamp = ['--timestamp', server.url, *shared.trust]
        run(*command, *stamp, other, status=1)
        equal(other.read_bytes(), before[1])
        equal([run(*command, *stamp, own, status=0).object()['action'] for _ in range(2)],
              ['replaced', 'skipped'])


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
