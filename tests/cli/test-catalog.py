# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Security catalogs: made of files, signed, before osslsigncode, and files looked up in them."""

import hashlib
import json
import subprocess
import time

from harness import CLI, Publisher, TimestampServer, equal, main, run, test
from judges import ask_osslsigncode
from programs import KINDS

NONE = ['--timestamp', 'none']
MANY = 5000


def tool(*arguments, status=0):
    process = subprocess.run([*map(str, arguments)], capture_output=True, check=False)
    equal(process.returncode, status, f'{arguments}\n{process.stdout!r}{process.stderr!r}')


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.key = self.publisher.key(self.publisher.issue('publisher', key=('rsa:2048',)))
        self.root = self.publisher.root
        self.trust = ['--no-system-trust', '--trust', self.root]

    def verify(self, *arguments, status=None):
        return run('verify', '--json', *self.trust, *arguments, status=status).objects()

    def create(self, catalog, *arguments):
        run('catalog', 'create', '--output', catalog, *arguments, status=0)
        run('sign', *self.key, *NONE, *self.trust[1:], catalog, status=0)
        return catalog


def make_files(folder):
    """Programs and others, in a folder of their own."""
    files = folder / 'files'
    files.mkdir()
    for name, octets in KINDS.items():
        (files / name).write_bytes(octets)
    (files / 'Setup.INF').write_bytes(b'[Version]\r\nClass=Net\r\n')
    (files / 'script.ps1').write_bytes(b'Write-Host "hello"\r\n')
    (files / 'empty.txt').write_bytes(b'')
    tool('msibuild', files / 'package.msi', '-s', 'Example', 'Example GmbH', 'Intel;1033',
         '{11111111-2222-3333-4444-555555555555}')
    return sorted(files.iterdir())


def find_member(catalog, file, shared, status=0):
    ask_osslsigncode(file, shared.root, '-catalog', catalog, status=status,
                     skill='members of catalogs')


@test
def other_tools_find_the_members(folder, shared):
    files = make_files(folder)
    catalog = shared.create(folder / 'example.cat', *files)
    pages = shared.create(folder / 'pages.cat', '--page-hashes', *files)
    assert pages.stat().st_size > catalog.stat().st_size
    ask_osslsigncode(catalog, shared.root)
    for file in files:
        if file.suffix in ('.INF', '.txt'):  # osslsigncode looks up what carries signatures
            continue
        for one in (catalog, pages):
            find_member(one, file, shared)
    stranger = folder / 'stranger.exe'
    stranger.write_bytes(KINDS['pe32.exe'] + b'more')
    find_member(catalog, stranger, shared, status=1)


@test
def members_are_signed_by_the_publisher_of_the_catalog(folder, shared):
    files = make_files(folder)
    shared.create(folder / 'example.cat', *files)
    for path in (folder / 'example.cat', folder):
        entries = shared.verify('--catalog', path, *files, status=0)
        equal([entry['verdict'] for entry in entries], ['valid'] * len(files))
        for entry in entries:
            signature, = entry['signatures']
            equal(signature['catalog'], 'example.cat')
            assert 'Example GmbH' in signature['signer']['subject']
            equal(signature['digest']['stored'], signature['digest']['computed'])
            equal([finding['id'] for finding in entry['findings']], ['catalog'])
    entries = shared.verify(*files)
    assert all(entry['verdict'] in ('unsigned', 'unreadable') for entry in entries)


@test
def what_another_program_signed_is_not_called_unsigned_alone(folder, shared):
    catalog = shared.create(folder / 'example.cat', *make_files(folder))
    manifest = folder / 'example.application'
    for text, kind in (('<a><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></a>', 'present'),
                       ('<a><Signature/></a>', 'absent'), ('<a>', None)):
        manifest.write_text(text)
        entry, = shared.verify(manifest, status=1)
        equal((entry['error']['code'], entry['foreign_signature']), ('format-foreign', kind))
        entry, = shared.verify('--catalog', catalog, manifest, status=6)
        equal((entry['verdict'], entry['foreign_signature']), ('unsigned', kind))
        equal([finding['id'] for finding in entry['findings']],
              ['foreign-signature'] if kind == 'present' else [])


@test
def a_changed_member_is_not_signed(folder, shared):
    files = make_files(folder)
    catalog = shared.create(folder / 'example.cat', *files)
    for file in files:
        if file.stat().st_size == 0:
            continue
        octets = bytearray(file.read_bytes())
        octets[-1] ^= 1
        if file.suffix == '.msi':  # its own digest leaves out what no stream holds
            octets = file.read_bytes().replace(b'Example', b'Exemple')
        file.write_bytes(octets)
        entry, = shared.verify('--catalog', catalog, file, status=6)
        equal((entry['verdict'], entry['signatures']), ('unsigned', []))


@test
def a_catalog_that_is_not_whole_says_nothing(folder, shared):
    files = make_files(folder)
    unsigned = folder / 'unsigned.cat'
    run('catalog', 'create', '--output', unsigned, *files, status=0)
    good = shared.create(folder / 'example.cat', *files)
    appended = folder / 'appended.cat'
    appended.write_bytes(good.read_bytes() + b'PK\5\6')
    changed = folder / 'changed.cat'
    changed.write_bytes(good.read_bytes().replace(b's\0c\0r\0i\0p\0t\0', b's\0c\0r\0i\0p\0s\0'))
    for catalog, verdict in ((unsigned, 'unsigned'), (appended, 'added'), (changed, 'changed')):
        entry, = shared.verify(catalog)
        equal(entry['verdict'], verdict)
        for entry in shared.verify('--catalog', catalog, *files, status=6):
            equal(entry['verdict'], 'unsigned')
            equal([finding['id'] for finding in entry['findings']], ['catalog-ignored'])
    entries = run('verify', '--json', '--no-system-trust', '--catalog', good, *files).objects()
    equal({entry['verdict'] for entry in entries}, {'untrusted'})


@test
def a_list_says_what_is_in_it(folder, shared):
    files = make_files(folder)
    catalog = folder / 'example.cat'
    run('catalog', 'create', '--output', catalog, '--os', '10.0,6.3', '--attribute',
        'HWID1=root\\example', *files, status=0)
    members = run('catalog', 'list', '--json', catalog, status=0).objects()
    by_digest = {member['digest']: member for member in members}
    equal(len(by_digest), len(members))
    for file in files:
        if file.suffix in ('.exe', '.dll', '.sys', '.efi'):
            continue
        for algorithm in ('sha256', 'sha1'):
            member = by_digest[hashlib.new(algorithm, file.read_bytes()).hexdigest()]
            equal((member['kind'], member['algorithm']), ('whole', algorithm))
            equal(member['file'], file.name.lower())
            assert {'name': 'OSAttr', 'value': '2:10.0,2:6.3'} in member['attributes']
    equal({member['file'] for member in members if member['kind'] == 'own'},
          {'package.msi', 'script.ps1'})
    equal(len([member for member in members if member['kind'] == 'program']), 2 * len(KINDS))
    octets = catalog.read_bytes()
    for text in ('HWID1', '2:10.0,2:6.3'):
        assert text.encode('utf-16-be') in octets or text.encode('utf-16-le') in octets
    assert 'setup.inf' in run('catalog', 'list', catalog, status=0).out


@test
def names_of_windows_say_what_drivers_are_for(folder, _shared):
    catalog = folder / 'example.cat'
    file = folder / 'a.txt'
    file.write_bytes(b'text')
    for options, targets in ((['--os', 'windows10-x64,6_3_X86,10_X64'], '_v100_X64,_v63'),
                             (['--os', '10_X64', '--attribute', 'OS=mine'], 'mine'),
                             (['--os', '10.0'], None)):
        run('catalog', 'create', '--force', '--output', catalog, *options, file, status=0)
        octets = catalog.read_bytes()
        tag = bytes.fromhex('1e04') + 'OS'.encode('utf-16-be')
        equal(octets.count(tag), 0 if targets is None else 1)
        if targets is not None:
            value = (targets + '\0').encode('utf-16-le')
            assert bytes([4, len(value)]) + value in octets, targets


@test
def a_definition_says_it_all(folder, shared):
    files = make_files(folder)
    program = next(file for file in files if file.suffix == '.exe')
    catalog, definition = folder / 'defined.cat', folder / 'example.cdf'
    definition.write_text(f"""[CatalogHeader]\r
Name=defined.cat\r
ResultDir={folder}\r
PageHashes=true\r
CATATTR1=0x10010001:OSAttr:2:10.0\r
[CatalogFiles]\r
<HASH>one={program}\r
<HASH>oneATTR1=0x10010001:File:another name\r
<HASH>two={folder}\\files\\Setup.INF\r
""", newline='')
    run('catalog', 'create', '--cdf', definition, status=0)
    members = run('catalog', 'list', '--json', catalog, status=0).objects()
    equal(sorted((member['kind'], member['file']) for member in members),
          sorted([('program', 'another name'), ('whole', None)] * 2, key=str))
    run('sign', *shared.key, *NONE, *shared.trust[1:], catalog, status=0)
    equal([entry['verdict'] for entry in shared.verify('--catalog', catalog, program)], ['valid'])
    other = folder / 'other.cat'
    run('catalog', 'create', '--cdf', definition, '--output', other, status=0)
    run('catalog', 'create', '--cdf', definition, '--output', other, status=1)
    run('catalog', 'create', '--cdf', definition, program, status=2)
    definition.write_text('[CatalogHeader]\nCATATTR1=x\n')
    result = run('catalog', 'create', '--cdf', definition, status=1)
    assert 'line 2' in result.err and 'example.cdf' in result.err, result


@test
def the_order_of_the_files_does_not_matter(folder, _shared):
    files = make_files(folder)
    lists = []
    for number, order in enumerate((files, files[::-1])):
        catalog = folder / f'{number}.cat'
        run('catalog', 'create', '--no-sha1', '--output', catalog, *order, status=0)
        lists.append(run('catalog', 'list', catalog, status=0).out)
        assert 'SHA-1' not in lists[-1]
    equal(lists[0], lists[1])


@test
def nothing_is_written_over_or_halfway(folder, _shared):
    files = make_files(folder)
    catalog = folder / 'example.cat'
    catalog.write_bytes(b'precious')
    run('catalog', 'create', '--output', catalog, *files, status=1)
    run('catalog', 'create', '--output', catalog, '--force', *files, folder / 'absent', status=1)
    equal(catalog.read_bytes(), b'precious')
    equal(sorted(path.name for path in folder.iterdir()), ['example.cat', 'files'])
    run('catalog', 'create', '--output', catalog, '--force', *files, status=0)
    for arguments in (['create', *files], ['create', '--output', catalog], ['list'], [],
                      ['create', '--output', catalog, '--os', 'ten', *files],
                      ['create', '--output', catalog, '--attribute', 'x', *files]):
        run('catalog', *arguments, status=2)
    result = run('catalog', 'list', files[0], status=1)
    assert files[0].name in result.err, result
    result = run('verify', '--catalog', files[0], files[0], status=2)
    assert files[0].name in result.err, result


@test
def its_signatures_are_worked_on_as_any(folder, shared):
    catalog = folder / 'example.cat'
    run('catalog', 'create', '--output', catalog, *make_files(folder), status=0)
    unsigned = catalog.read_bytes()
    with TimestampServer(shared.publisher, folder) as server:
        run('sign', *shared.key, '--timestamp', server.url, *shared.trust[1:], catalog, status=0)
        run('sign', *shared.key, *NONE, '--existing', 'append', '--digest', 'sha384',
            *shared.trust[1:], catalog, status=0)
        run('timestamp', '--timestamp', server.url, catalog, status=0)
    entry, = shared.verify(catalog, status=0)
    equal([(signature['verdict'], signature['digest']['algorithm'], len(signature['timestamps']))
           for signature in entry['signatures']], [('valid', 'sha256', 1), ('valid', 'sha384', 1)])
    ask_osslsigncode(catalog, shared.root, skill='catalogs with several signatures')
    run('remove', '--index', '1', catalog, status=0)
    equal(len(shared.verify(catalog, status=0)[0]['signatures']), 1)
    run('extract', '--output', folder / 'first.p7', catalog, status=0)
    run('remove', catalog, status=0)
    equal(catalog.read_bytes(), unsigned)
    run('attach', '--signature', folder / 'first.p7', catalog, status=0)
    equal(shared.verify(catalog, status=0)[0]['verdict'], 'valid')
    other = folder / 'other.cat'
    run('catalog', 'create', '--output', other, catalog, status=0)
    run('attach', '--signature', folder / 'first.p7', other, status=1)


@test
def an_archive_behind_a_package_is_found(folder, shared):
    files = make_files(folder)
    catalog = shared.create(folder / 'example.cat', *files)
    package = folder / 'files' / 'package.msi'
    package.write_bytes(package.read_bytes() + b'PK\5\6' + bytes(18))
    entry, = shared.verify('--catalog', catalog, package)
    assert entry['verdict'] in ('unsigned', 'added'), entry


@test
def five_thousand_members(folder, shared):
    """A table, not a walk through the list for each file, nor a hash for each member."""
    files = folder / 'files'
    files.mkdir()
    program = KINDS['pe32-plus.dll']
    for number in range(MANY):
        octets = program + b'%016d' % number if number % 2 else b'%d' % number * 100
        (files / f'{number:04}').write_bytes(octets)
    names = sorted(files.iterdir())
    shared.create(folder / 'example.cat', *names)
    start = time.monotonic()
    with open(folder / 'out', 'wb') as out:
        subprocess.run([CLI, 'verify', '--json', *shared.trust, '--catalog', folder / 'example.cat',
                        *names], stdout=out, stderr=subprocess.DEVNULL, check=True)
    print(f'# {MANY} files: {time.monotonic() - start:.2f} s')
    with open(folder / 'out', encoding='utf-8') as out:
        verdicts = [json.loads(line)['verdict'] for line in out]
    equal(verdicts, ['valid'] * MANY)


main(Shared)
