# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Where other verifiers err: what they wrongly believe is not believed, what they wrongly refuse is."""

import subprocess
import urllib.request

from harness import (AUTHORITY, CODE_SIGNING, LIFETIME, NO_USAGE, Publisher, SERVER_ONLY,
                     TimestampServer, equal, main, run, test)
from programs import KINDS, flip, get_header, get_table

NONE = ['--timestamp', 'none']
FUTURE = ['--at', '2090-01-01']


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.key = self.publisher.key(self.files)
        self.trust = ['--no-system-trust', '--trust', self.publisher.root]

    def signed(self, folder, *options, name='pe32-plus.dll', key=None, timestamp=None):
        program = folder / name
        program.write_bytes(KINDS[name])
        timestamps = ['--timestamp', timestamp] if timestamp else NONE
        run('sign', *(key or self.key), *timestamps, *options, program, status=0)
        return program

    def verify(self, program, *options, status=None):
        return run('verify', '--json', *self.trust, *options, program, status=status).object()


def get_check(signature, name):
    check, = (check for check in signature['checks'] if check['id'] == name)
    return check['status'], check['reason']


def get_findings(entry):
    return {(finding['id'], finding['severity']) for finding in entry['findings']}


def extract(program, index):
    target = program.with_suffix(f'.{index}.p7')
    run('extract', '--index', index, '--output', target, program, status=0)
    return target.read_bytes()


def grow_table(octets, added):
    """@added behind the SignedData, with both lengths made to fit; there is no checksum then."""
    start, size = get_table(octets)
    checksum, directory = get_header(octets)
    grown = bytearray(octets + added)
    grown[checksum:checksum + 4] = bytes(4)
    grown[directory + 4:directory + 8] = (size + len(added)).to_bytes(4, 'little')
    grown[start:start + 4] = (size + len(added)).to_bytes(4, 'little')
    return bytes(grown)


def sign_elsewhere(program, key, *options):
    """Signed by another program, which takes what Signet refuses."""
    source = program.with_suffix('.unsigned')
    source.write_bytes(KINDS['pe32-plus.dll'])
    program.unlink(missing_ok=True)
    subprocess.run(['osslsigncode', 'sign', '-certs', str(key['pem']), '-key', str(key['key']),
                    *options, '-in', str(source), '-out', str(program)],
                   check=True, capture_output=True)


@test
def octets_after_the_table(folder, shared):
    program = shared.signed(folder)
    signed = program.read_bytes()
    for added in (b'\1', b'PK\3\4' + bytes(100), bytes(8)):
        program.write_bytes(signed + added)
        entry = shared.verify(program, status=8)
        equal(entry['verdict'], 'changed')
        assert ('trailing-data', 'changed') in get_findings(entry), entry['findings']


@test
def data_hidden_in_the_table(folder, shared):
    program = shared.signed(folder)
    program.write_bytes(grow_table(program.read_bytes(), b'hidden!!' * 100))
    entry = shared.verify(program, status=7)
    equal(entry['verdict'], 'added')
    assert ('padding-data', 'added') in get_findings(entry), entry['findings']
    finding, = entry['findings']
    assert 800 <= finding['size'] < 816, finding
    equal(get_check(entry['signatures'][0], 'coverage'), ('fail', 'data-added'))


@test
def zeros_in_the_table_are_a_note(folder, shared):
    program = shared.signed(folder)
    program.write_bytes(grow_table(program.read_bytes(), bytes(64)))
    entry = shared.verify(program, status=0)
    equal((entry['verdict'], get_findings(entry)), ('valid', {('padding-long', 'note')}))


@test
def code_and_its_digest_changed_together(folder, shared):
    program = shared.signed(folder)
    changed = flip(program.read_bytes(), 0x400)
    program.write_bytes(changed)
    digest = shared.verify(program, status=8)['signatures'][0]['digest']
    stored, computed = (bytes.fromhex(digest[name]) for name in ('stored', 'computed'))
    equal(changed.count(stored), 1)
    program.write_bytes(changed.replace(stored, computed))
    entry = shared.verify(program, status=8)
    equal(entry['verdict'], 'changed')
    equal(get_check(entry['signatures'][0], 'content'), ('pass', ''))
    equal(get_check(entry['signatures'][0], 'signature'), ('fail', 'bad-message-digest'))


@test
def a_broken_token_counts_for_nothing(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.signed(folder, timestamp=server.url)
    # The token comes last in the signature, and its own signature value last in the token.
    last = len(program.read_bytes().rstrip(b'\0')) - 8
    shared.verify(program, *FUTURE, status=0)
    program.write_bytes(flip(program.read_bytes(), last))
    entry = shared.verify(program, status=0)
    signature, = entry['signatures']
    stamp = signature['timestamp'] or signature['timestamps'][0]
    equal((stamp['intact'], stamp['counts']), (False, False))
    equal(get_check(signature, 'timestamp')[1], 'timestamp-broken')
    assert ('timestamp-ignored', 'note') in get_findings(entry)
    equal(shared.verify(program, *FUTURE, status=7)['verdict'], 'expired')


def nested_with(folder, shared, broken):
    program = shared.signed(folder)
    run('sign', *shared.key, *NONE, '--existing', 'append', '--digest', 'sha384', program, status=0)
    value = extract(program, 1)[-32:]
    if broken == 0:
        # Without its unsigned attributes the outer one ends with its signature value, too.
        outer = folder / 'outer.dll'
        outer.write_bytes(program.read_bytes())
        run('remove', '--index', 1, outer, status=0)
        value = extract(outer, 0)[-32:]
    octets = program.read_bytes()
    equal(octets.count(value), 1)
    program.write_bytes(flip(octets, octets.index(value)))
    return program


@test
def a_broken_primary_is_not_saved_by_a_good_nested_one(folder, shared):
    program = nested_with(folder, shared, broken=0)
    entry = shared.verify(program, status=8)
    equal(entry['verdict'], 'changed')
    equal([one['verdict'] for one in entry['signatures']], ['changed', 'valid'])


@test
def a_broken_nested_one_is_reported_by_itself(folder, shared):
    program = nested_with(folder, shared, broken=1)
    entry = shared.verify(program, status=0)
    equal([one['verdict'] for one in entry['signatures']], ['valid', 'changed'])
    assert ('nested-broken', 'note') in get_findings(entry)
    equal([one['signature'] for one in entry['findings'] if one['id'] == 'nested-broken'], [2])


@test
def a_timestamp_does_not_extend_lifetime_signing(folder, shared):
    files = shared.publisher.issue('lifetime', extensions=LIFETIME)
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.signed(folder, key=shared.publisher.key(files), timestamp=server.url)
    equal(shared.verify(program, status=0)['verdict'], 'valid')
    entry = shared.verify(program, *FUTURE, status=7)
    equal(entry['verdict'], 'expired')
    equal(get_check(entry['signatures'][0], 'validity'), ('fail', 'lifetime-signing'))


@test
def what_others_take_for_a_timestamp(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        root = folder / 'stamps.pem'
        root.write_bytes(urllib.request.urlopen(server.url + 'root.pem').read())
        for name, intact in (('no-eku', True), ('wrong-eku', True), ('bad-signature', False),
                             ('wrong-imprint', False), ('expired', True)):
            program = folder / f'{name}.dll'
            sign_elsewhere(program, shared.files, '-h', 'sha256', '-ts', server.url + name)
            entry = shared.verify(program, '--trust', root, status=0)
            stamp, = entry['signatures'][0]['timestamps']
            equal((stamp['intact'], stamp['counts']), (intact, False), name)
            assert ('timestamp-ignored', 'note') in get_findings(entry), name
            equal(shared.verify(program, '--trust', root, *FUTURE, status=7)['verdict'], 'expired')


@test
def a_usage_that_is_not_critical_is_no_reason_to_refuse(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.signed(folder, timestamp=server.url + 'not-critical')
        root = folder / 'stamps.pem'
        root.write_bytes(urllib.request.urlopen(server.url + 'root.pem').read())
    stamp = shared.verify(program, '--trust', root, *FUTURE, status=0)['signatures'][0]['timestamp']
    equal((stamp['intact'], stamp['counts']), (True, True))
    entry = shared.verify(program, status=0)
    stamp, = entry['signatures'][0]['timestamps']
    equal((stamp['intact'], stamp['counts']), (True, False))


@test
def a_certificate_without_any_usage(folder, shared):
    files = shared.publisher.issue('no-usage', extensions=NO_USAGE)
    program = folder / 'a.dll'
    sign_elsewhere(program, files, '-h', 'sha256')
    entry = shared.verify(program, status=0)
    equal(get_check(entry['signatures'][0], 'usage'), ('warn', 'no-usage'))


@test
def a_certificate_for_another_usage(folder, shared):
    files = shared.publisher.issue('server-only', extensions=SERVER_ONLY)
    program = folder / 'a.dll'
    sign_elsewhere(program, files, '-h', 'sha256')
    entry = shared.verify(program, status=7)
    equal(entry['verdict'], 'untrusted')
    equal(get_check(entry['signatures'][0], 'usage'), ('fail', 'wrong-usage'))


@test
def an_authority_for_another_usage(folder, shared):
    for usage, verdict, status in (('serverAuth', 'untrusted', 7), ('codeSigning', 'valid', 0)):
        authority = shared.publisher.issue(
            f'authority-{usage}', extensions=AUTHORITY + f'extendedKeyUsage={usage}\n',
            subject=f'/CN=Authority for {usage}')
        files = shared.publisher.issue(f'leaf-{usage}', extensions=CODE_SIGNING, issuer=authority)
        program = shared.signed(folder, key=shared.publisher.key(files))
        entry = shared.verify(program, status=status)
        equal(entry['verdict'], verdict)
        equal(len(entry['signatures'][0]['chain']), 3)


@test
def an_authority_that_is_none(folder, shared):
    leaf = shared.publisher.issue('no-authority', extensions=CODE_SIGNING, subject='/CN=Leaf')
    files = shared.publisher.issue('by-leaf', extensions=CODE_SIGNING, issuer=leaf)
    program = shared.signed(folder, key=shared.publisher.key(files))
    equal(shared.verify(program, status=7)['verdict'], 'untrusted')


@test
def weak_methods(folder, shared):
    program = folder / 'a.dll'
    sign_elsewhere(program, shared.files, '-h', 'md5')
    entry = shared.verify(program)
    assert entry['verdict'] in ('weak', 'untrusted'), entry['verdict']
    equal(entry['signatures'][0]['digest']['algorithm'], 'md5')
    files = shared.publisher.issue('short', key=('rsa:1024',))
    sign_elsewhere(program, files, '-h', 'sha256')
    entry = shared.verify(program)
    assert entry['verdict'] in ('weak', 'untrusted'), entry['verdict']


@test
def what_others_sign_is_believed(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        for number, options in enumerate((['-h', 'sha256'], ['-h', 'sha384'], ['-h', 'sha512'],
                                          ['-h', 'sha256', '-ph'],
                                          ['-h', 'sha256', '-ts', server.url],
                                          ['-h', 'sha256', '-n', 'Näme', '-i', 'https://a.example/'])):
            program = folder / f'{number}.dll'
            sign_elsewhere(program, shared.files, *options)
            entry = shared.verify(program, status=0)
            equal(entry['verdict'], 'valid')
            equal(entry['signatures'][0]['timestamp'] is not None, '-ts' in options)
    efi = folder / 'a.efi'
    efi.write_bytes(KINDS['x64.efi'])
    for signer in (shared.files, shared.publisher.issue('second')):
        subprocess.run(['sbsign', '--cert', signer['pem'], '--key', signer['key'], '--output', efi,
                        efi], check=True, capture_output=True)
    entry = shared.verify(efi, status=0)
    equal([(one['entry'], one['nested'], one['verdict']) for one in entry['signatures']],
          [(0, 0, 'valid'), (1, 0, 'valid')])


@test
def others_stay_valid_when_one_is_added(folder, shared):
    program = folder / 'a.dll'
    sign_elsewhere(program, shared.files, '-h', 'sha1')
    run('sign', *shared.key, *NONE, '--existing', 'append', program, status=0)
    entry = shared.verify(program, status=0)
    equal([one['verdict'] for one in entry['signatures']], ['weak', 'valid'])
    equal(entry['verdict'], 'valid')


main(Shared)
