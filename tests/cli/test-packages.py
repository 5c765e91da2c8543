# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Installation packages, signed with several keys and digests, before other tools of the trade."""

import subprocess

from harness import Publisher, TimestampServer, equal, main, run, test
from judges import ask_osslsigncode

NONE = ['--timestamp', 'none']
KEYS = {'rsa-3072': ('rsa:3072',), 'p-384': ('ec', 'ec_paramgen_curve:P-384')}
DIGESTS = ('sha256', 'sha384', 'sha512', 'sha1')
CONTENT = bytes(number * 167 % 256 for number in range(70000))
TABLE = ('CREATE TABLE `Property` (`Property` CHAR(72) NOT NULL, '
         '`Value` CHAR(0) NOT NULL LOCALIZABLE PRIMARY KEY `Property`)')
ROW = "INSERT INTO `Property` (`Property`,`Value`) VALUES ('ProductName','Example')"


def tool(*arguments):
    process = subprocess.run([*map(str, arguments)], capture_output=True, check=False)
    equal(process.returncode, 0, f'{arguments}\n{process.stderr!r}')
    return process.stdout


def make_package(path, content=CONTENT):
    """As another program makes it: sectors of 512 octets, a table, a cabinet of its own."""
    cabinet = path.with_suffix('.cab')
    cabinet.write_bytes(content)
    tool('msibuild', path, '-s', 'Example', 'Example GmbH', 'Intel;1033',
         '{11111111-2222-3333-4444-555555555555}')
    tool('msibuild', path, '-q', TABLE, ROW)
    tool('msibuild', path, '-a', 'example.cab', cabinet)
    return path


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.keys = {name: self.publisher.key(self.publisher.issue(name, key=key))
                     for name, key in KEYS.items()}
        self.root = self.publisher.root
        self.trust = ['--no-system-trust', '--trust', self.root]
        self.package = make_package(folder / 'example.msi')

    def copy(self, path):
        path.write_bytes(self.package.read_bytes())
        return path


MEDIA = ('CREATE TABLE `Media` (`DiskId` SHORT NOT NULL, `Cabinet` CHAR(255) '
         'PRIMARY KEY `DiskId`)')


@test
def cabinets_beside_the_package_are_named(folder, shared):
    file = shared.copy(folder / 'media.msi')
    rows = [f"INSERT INTO `Media` (`DiskId`,`Cabinet`) VALUES ({number},'{name}')"
            for number, name in enumerate(('#inside.cab', 'Data1.CAB', 'more.cab'), 1)]
    for query in (MEDIA, *rows):
        tool('msibuild', file, '-q', query)
    run('sign', *shared.keys['p-384'], *NONE, file, status=0)
    result = run('verify', '--json', *shared.trust, file, status=0)
    entry = result.object()
    equal(entry['verdict'], 'valid')
    equal([(finding['id'], finding['detail']) for finding in entry['findings']],
          [('external-cabinet', 'Data1.CAB'), ('external-cabinet', 'more.cab')])
    assert '“Data1.CAB” next to the package' in result.err, result


def check(file, shared, verdict='valid', count=1, findings=()):
    entry = run('verify', '--json', *shared.trust, file).object()
    equal((entry['format'], entry['verdict'], [finding['id'] for finding in entry['findings']]),
          ('msi', verdict, list(findings)))
    equal(len(entry['signatures']), count)
    return entry


def judge(file, shared):
    ask_osslsigncode(file, shared.root)
    assert b'ProductName\tExample' in tool('msiinfo', 'export', file, 'Property')
    equal(tool('msiinfo', 'extract', file, 'example.cab'), CONTENT)


@test
def every_key_and_digest(folder, shared):
    for key, options in shared.keys.items():
        for digest in DIGESTS:
            file = shared.copy(folder / f'{key}-{digest}.msi')
            run('sign', *options, *NONE, '--digest', digest, file, status=0)
            entry = check(file, shared, 'weak' if digest == 'sha1' else 'valid')
            equal(entry['signatures'][0]['digest']['algorithm'], digest)
            judge(file, shared)
            run('remove', file, status=0)
            check(file, shared, 'unsigned', 0)


@test
def timestamped(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        file = shared.copy(folder / 'stamped.msi')
        run('sign', *shared.keys['p-384'], '--timestamp', server.url, file, status=0)
        equal(check(file, shared)['signatures'][0]['timestamp']['counts'], True)
        judge(file, shared)
        later = shared.copy(folder / 'later.msi')
        run('sign', *shared.keys['p-384'], *NONE, later, status=0)
        run('timestamp', '--timestamp', server.url, later, status=0)
        equal(check(later, shared)['signatures'][0]['timestamp']['counts'], True)
        judge(later, shared)


@test
def a_second_signature_is_nested(folder, shared):
    file = shared.copy(folder / 'two.msi')
    run('sign', *shared.keys['rsa-3072'], *NONE, file, status=0)
    run('sign', *shared.keys['p-384'], *NONE, '--existing', 'append', file, status=0)
    entry = check(file, shared, count=2)
    equal([one['nested'] for one in entry['signatures']], [0, 1])
    judge(file, shared)
    before = file.read_bytes()
    result = run('sign', '--json', *shared.keys['p-384'], *NONE, '--existing', 'append',
                 '--digest', 'sha512', file)
    equal(result.object()['error']['code'], 'not-signable')
    equal(file.read_bytes(), before)
    run('sign', *shared.keys['p-384'], *NONE, '--existing', 'replace', '--digest', 'sha512', file,
        status=0)
    equal(check(file, shared)['signatures'][0]['digest']['algorithm'], 'sha512')
    judge(file, shared)


@test
def beside_a_signature_of_another_tool(folder, shared):
    file = folder / 'theirs.msi'
    files = shared.publisher.issue('theirs')
    tool('osslsigncode', 'sign', '-pkcs12', files['pfx'], '-readpass',
         shared.publisher.password_file, '-h', 'sha256', '-in', shared.package, '-out', file)
    check(file, shared, findings=['names-unsigned'])
    run('sign', *shared.keys['rsa-3072'], *NONE, '--existing', 'append', '--digest', 'sha384', file,
        status=0)
    check(file, shared, count=2, findings=['names-unsigned'])
    judge(file, shared)
    run('remove', file, status=0)
    check(file, shared, 'unsigned', 0)


@test
def extracted_and_attached(folder, shared):
    file, signature = shared.copy(folder / 'one.msi'), folder / 'one.p7'
    run('sign', *shared.keys['rsa-3072'], *NONE, file, status=0)
    run('extract', '--output', signature, file, status=0)
    other = shared.copy(folder / 'other.msi')
    run('attach', '--signature', signature, other, status=0)
    equal(other.read_bytes(), file.read_bytes())


@test
def added_or_changed_later(folder, shared):
    file = shared.copy(folder / 'signed.msi')
    run('sign', *shared.keys['rsa-3072'], *NONE, file, status=0)
    good = file.read_bytes()
    file.write_bytes(good + b'PK\5\6' + bytes(18))
    entry = run('verify', '--json', *shared.trust, file).object()
    equal(entry['verdict'], 'added')
    equal([finding['id'] for finding in entry['findings']], ['trailing-data'])
    place = good.index(CONTENT[:256])
    file.write_bytes(good[:place] + b'!' + good[place + 1:])
    equal(run('verify', '--json', *shared.trust, file).object()['verdict'], 'changed')


@test
def more_sectors_than_the_header_has_room_for(folder, shared):
    package = make_package(folder / 'large.msi', CONTENT * 120)
    assert package.stat().st_size > 109 * 128 * 512
    run('sign', *shared.keys['rsa-3072'], *NONE, package, status=0)
    check(package, shared)
    ask_osslsigncode(package, shared.root)
    equal(tool('msiinfo', 'extract', package, 'example.cab'), CONTENT * 120)


main(Shared)
