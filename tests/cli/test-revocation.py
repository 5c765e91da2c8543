# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Revocation from lists that are given, or lie inside of signatures: whom it hits, and from when."""

import subprocess
import sys
import time

from harness import (AUTHORITY, CODE_SIGNING, SUPPORT, Publisher, TimestampServer, equal, main,
                     openssl, run, test)
from programs import KINDS

sys.path.insert(0, str(SUPPORT))
from tsa import elements, wrap  # noqa: E402, pylint: disable=wrong-import-position

NONE = ['--timestamp', 'none']
HOUR = 60 * 60
DAY = 24 * HOUR
NOW = int(time.time())

CONFIG = """[ca]
default_ca = authority
[authority]
database = {folder}/index.txt
certificate = {pem}
private_key = {key}
default_md = sha256
[changes]
deltaCRL = critical,DER:02:01:01
"""


def to_time(seconds):
    return time.strftime('%Y%m%d%H%M%SZ', time.gmtime(seconds))


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.key = self.publisher.key(self.files)
        self.root = {'pem': self.publisher.root, 'key': self.publisher.folder / 'authority.key'}
        self.trust = ['--no-system-trust', '--trust', self.publisher.root]

    def signed(self, folder, key=None, timestamp=None):
        program = folder / 'a.dll'
        program.write_bytes(KINDS['pe32-plus.dll'])
        timestamps = ['--timestamp', timestamp] if timestamp else NONE
        run('sign', *(key or self.key), *timestamps, program, status=0)
        return program

    def verify(self, program, *options, status=0):
        return run('verify', '--json', *self.trust, *options, program, status=status).object()


def make_list(path, issuer, *revoked, since=NOW - HOUR, until=NOW + 30 * DAY, options=()):
    """A list by @issuer of certificates with the time, and perhaps the reason, of revocation."""
    folder = path.parent
    lines = []
    for files, when, *reason in revoked:
        serial = subprocess.run(['openssl', 'x509', '-in', files['pem'], '-noout', '-serial'],
                                check=True, capture_output=True).stdout.decode()
        lines.append('\t'.join(['R', to_time(NOW + DAY)[2:], ','.join([to_time(when)[2:], *reason]),
                                serial.strip().split('=')[1], 'unknown', '/CN=Any']))
    (folder / 'index.txt').write_text('\n'.join(lines) + '\n' * bool(lines))
    (folder / 'index.txt.attr').write_text('unique_subject = no\n')
    (folder / 'ca.cnf').write_text(CONFIG.format(folder=folder, **issuer))
    openssl('ca', '-gencrl', '-config', folder / 'ca.cnf', '-crl_lastupdate', to_time(since),
            '-crl_nextupdate', to_time(until), *options, '-out', path)
    return path


def to_der(path):
    return subprocess.run(['openssl', 'crl', '-in', path, '-outform', 'DER'], check=True,
                          capture_output=True).stdout


def put_inside(program, *lists):
    """The same signature with @lists in it, before its signers."""
    blob = program.with_suffix('.p7')
    run('extract', '--force', '--output', blob, program, status=0)
    kind, (_, content, _) = elements(elements(blob.read_bytes())[0][1])
    fields = [whole for _, _, whole in elements(elements(content)[0][1])]
    fields.insert(-1, wrap(0xA1, *map(to_der, lists)))
    blob.write_bytes(wrap(0x30, kind[2], wrap(0xA0, wrap(0x30, *fields))))
    run('remove', program, status=0)
    run('attach', '--signature', blob, program, status=0)


def get_check(entry, name='revocation'):
    check, = (check for check in entry['signatures'][0]['checks'] if check['id'] == name)
    return check['status'], check['reason']


def get_detail(entry):
    check, = (check for check in entry['signatures'][0]['checks'] if check['id'] == 'revocation')
    return check['detail']


@test
def without_a_list_nothing_is_good(folder, shared):
    entry = shared.verify(shared.signed(folder))
    equal((entry['verdict'], get_check(entry)), ('valid', ('skipped', 'no-revocation-source')))
    asked = shared.publisher.issue(
        'asked', extensions=CODE_SIGNING + 'crlDistributionPoints=URI:http://a.example/a.crl\n')
    program = shared.signed(folder, key=shared.publisher.key(asked))
    entry = shared.verify(program)
    equal((entry['verdict'], get_check(entry)), ('revocation-unknown', ('unknown', 'not-checked')))
    shared.verify(program, '--strict', status=7)
    entry = shared.verify(program, '--strict', '--crl', make_list(folder / 'a.crl', shared.root))
    equal((entry['verdict'], get_check(entry)), ('valid', ('pass', '')))


@test
def a_revoked_signer(folder, shared):
    program = shared.signed(folder)
    lists = make_list(folder / 'a.crl', shared.root, (shared.files, NOW - HOUR, 'superseded'))
    entry = shared.verify(program, '--crl', lists, status=7)
    equal((entry['verdict'], get_check(entry)), ('revoked', ('fail', 'revoked')))
    when = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(NOW - HOUR))
    equal(get_detail(entry), f'Example GmbH, {when}')
    # Without a timestamp nothing proves that it was signed before.
    entry = shared.verify(program, '--crl', lists, '--at', NOW - HOUR // 2, status=7)
    equal(entry['verdict'], 'revoked')
    text = run('verify', *shared.trust, '--crl', lists, program, status=7)
    assert 'revoked' in text.out, text


@test
def a_revoked_intermediate(folder, shared):
    authority = shared.publisher.issue('authority-2', extensions=AUTHORITY, subject='/CN=Between')
    leaf = shared.publisher.issue('leaf-2', issuer=authority)
    pem = folder / 'chain.pem'
    pem.write_bytes(authority['pem'].read_bytes())
    program = shared.signed(folder, key=[*shared.publisher.key(leaf), '--chain', pem])
    own = make_list(folder / 'own.crl', authority)
    good = make_list(folder / 'good.crl', shared.root)
    bad = make_list(folder / 'bad.crl', shared.root, (authority, NOW - HOUR, 'CACompromise'))
    entry = shared.verify(program, '--crl', own, '--crl', good)
    equal((entry['verdict'], get_check(entry)), ('valid', ('pass', '')))
    for options in (['--crl', own, '--crl', bad], ['--crl', bad]):
        entry = shared.verify(program, *options, status=7)
        equal((entry['verdict'], get_check(entry)), ('revoked', ('fail', 'issuer-revoked')))
        assert get_detail(entry).startswith('Between, '), get_detail(entry)
    for path, name in ((own, 'Between'), (good, 'Example GmbH')):
        entry = shared.verify(program, '--crl', path)
        equal((entry['verdict'], get_check(entry), get_detail(entry)),
              ('revocation-unknown', ('unknown', 'no-revocation-list'), name))


@test
def signed_before_the_revocation(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.signed(folder, timestamp=server.url)
    for reason in ('superseded', 'keyCompromise'):
        lists = make_list(folder / 'a.crl', shared.root, (shared.files, NOW + DAY, reason),
                          since=NOW + 2 * DAY)
        entry = shared.verify(program, '--crl', lists, '--at', NOW + 3 * DAY)
        equal((entry['verdict'], get_check(entry)), ('valid', ('pass', 'revoked-later')))
        assert get_detail(entry).startswith('Example GmbH, '), get_detail(entry)
    # Also when the certificate has ended since.
    lists = make_list(folder / 'b.crl', shared.root, (shared.files, NOW + DAY),
                      since=NOW + 500 * DAY, until=NOW + 600 * DAY)
    entry = shared.verify(program, '--crl', lists, '--at', NOW + 550 * DAY)
    equal((entry['verdict'], get_check(entry)), ('valid', ('pass', 'revoked-later')))


@test
def signed_after_the_revocation(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.signed(folder, timestamp=server.url)
    lists = make_list(folder / 'a.crl', shared.root, (shared.files, NOW - HOUR))
    entry = shared.verify(program, '--crl', lists, status=7)
    equal((entry['verdict'], get_check(entry)), ('revoked', ('fail', 'revoked')))
    equal(get_check(entry, 'timestamp'), ('pass', ''))


@test
def the_end_of_the_certificate_hides_no_revocation(folder, shared):
    program = shared.signed(folder)
    lists = make_list(folder / 'a.crl', shared.root, (shared.files, NOW - HOUR))
    later = ['--at', NOW + 500 * DAY]
    equal(shared.verify(program, *later, status=7)['verdict'], 'expired')
    equal(shared.verify(program, *later, '--crl', lists, status=7)['verdict'], 'revoked')


@test
def a_revoked_timestamp_server(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.signed(folder, timestamp=server.url)
    for when, reason, counts in ((NOW - HOUR, 'superseded', False), (NOW + DAY, 'superseded', True),
                                 (NOW + DAY, 'keyCompromise', False)):
        lists = make_list(folder / 'a.crl', shared.root, (server.files, when, reason),
                          since=NOW + 2 * DAY)
        entry = shared.verify(program, '--crl', lists, '--at', NOW + 3 * DAY)
        equal((entry['verdict'], get_check(entry)), ('valid', ('pass', '')))
        stamp, = entry['signatures'][0]['timestamps']
        equal((stamp['intact'], stamp['counts']), (True, counts), (when, reason))
        equal(get_check(entry, 'timestamp'),
              ('pass', '') if counts else ('warn', 'timestamp-revoked'))
        notes = [(finding['id'], finding['detail']) for finding in entry['findings']]
        equal(notes, [] if counts else [('timestamp-ignored', 'revoked')])
        # A signature whose time is not proven ends with its certificate.
        equal(shared.verify(program, '--crl', lists, '--at', NOW + 500 * DAY,
                            status=0 if counts else 7)['verdict'],
              'revocation-unknown' if counts else 'expired')
    # Then nothing tells that the program is older than the revocation of its signer.
    lists = make_list(folder / 'b.crl', shared.root, (server.files, NOW + DAY, 'keyCompromise'),
                      (shared.files, NOW + DAY), since=NOW + 2 * DAY)
    equal(shared.verify(program, '--crl', lists, '--at', NOW + 3 * DAY, status=7)['verdict'],
          'revoked')


@test
def lists_inside_of_a_signature(folder, shared):
    program = shared.signed(folder)
    put_inside(program, make_list(folder / 'good.crl', shared.root))
    entry = shared.verify(program)
    equal((entry['verdict'], get_check(entry)), ('valid', ('pass', '')))
    finding, = entry['findings']
    equal((finding['id'], finding['severity']), ('revocation-list', 'note'))
    # It holds for a while only.
    entry = shared.verify(program, '--at', NOW + 40 * DAY)
    equal((entry['verdict'], get_check(entry)),
          ('revocation-unknown', ('unknown', 'revocation-list-outdated')))
    bad = make_list(folder / 'bad.crl', shared.root, (shared.files, NOW - HOUR))
    equal(shared.verify(program, '--crl', bad, status=7)['verdict'], 'revoked')
    program = shared.signed(folder)
    put_inside(program, folder / 'good.crl', bad)
    entry = shared.verify(program, status=7)
    equal((entry['verdict'], get_check(entry)), ('revoked', ('fail', 'revoked')))


@test
def a_foreign_list_inside_of_a_signature(folder, shared):
    stranger = Publisher(folder / 'stranger')
    root = {'pem': stranger.root, 'key': stranger.folder / 'authority.key'}
    program = shared.signed(folder)
    # Of the same name, but not by the same key.
    put_inside(program, make_list(folder / 'a.crl', root, (shared.files, NOW - HOUR)))
    entry = shared.verify(program)
    equal((entry['verdict'], get_check(entry)), ('valid', ('skipped', 'no-revocation-source')))
    entry = shared.verify(program, '--crl', make_list(folder / 'b.crl', root))
    equal((entry['verdict'], get_check(entry)),
          ('revocation-unknown', ('unknown', 'no-revocation-list')))


@test
def lists_that_settle_nothing(folder, shared):
    program = shared.signed(folder)
    for name, reason, options in (
            ('old', 'revocation-list-outdated', {'since': NOW - 9 * DAY, 'until': NOW - DAY}),
            ('new', 'revocation-list-outdated', {'since': NOW + DAY}),
            ('changes', 'no-revocation-list', {'options': ('-crlexts', 'changes')})):
        lists = make_list(folder / f'{name}.crl', shared.root, **options)
        entry = shared.verify(program, '--crl', lists)
        equal((entry['verdict'], get_check(entry)),
              ('revocation-unknown', ('unknown', reason)), name)
        shared.verify(program, '--strict', '--crl', lists, status=7)


@test
def on_hold(folder, shared):
    program = shared.signed(folder)
    held = make_list(folder / 'a.crl', shared.root, (shared.files, NOW - HOUR, 'certificateHold'))
    equal(shared.verify(program, '--crl', held, status=7)['verdict'], 'revoked')
    released = make_list(folder / 'b.crl', shared.root, since=NOW - HOUR // 2)
    equal(shared.verify(program, '--crl', held, '--crl', released)['verdict'], 'valid')


@test
def files_and_folders(folder, shared):
    program = shared.signed(folder)
    other = Publisher(folder / 'other')
    files = {'pem': other.root, 'key': other.folder / 'authority.key'}
    first, second = (make_list(folder / 'made.crl', issuer).read_bytes()
                     for issuer in (files, shared.root))
    place = folder / 'lists'
    place.mkdir()
    (place / 'both.pem').write_bytes(first + second)
    (place / 'read.me').write_text('no list')
    for path in (place, place / 'both.pem'):
        equal(get_check(shared.verify(program, '--crl', path)), ('pass', ''))
    (place / 'both.der').write_bytes(to_der(folder / 'made.crl') * 2)
    equal(get_check(shared.verify(program, '--crl', place / 'both.der')), ('pass', ''))
    (place / 'cut.crl').write_bytes(to_der(folder / 'made.crl')[:-1])
    for path in (place, place / 'cut.crl'):
        result = run('verify', *shared.trust, '--crl', path, program, status=2)
        assert 'cut.crl' in result.err, result


main(Shared)
