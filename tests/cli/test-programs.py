# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Programs for every machine, signed with every key and digest, before every judge."""


from harness import Publisher, TimestampServer, equal, main, run, test
from judges import ask, judge
from programs import KINDS, ODD, WITHOUT_SLOT, flip, get_header, get_table

NONE = ['--timestamp', 'none']
KEYS = {
    'rsa-2048': ('rsa:2048',),
    'rsa-3072': ('rsa:3072',),
    'rsa-4096': ('rsa:4096',),
    'p-256': ('ec', 'ec_paramgen_curve:P-256'),
    'p-384': ('ec', 'ec_paramgen_curve:P-384'),
    'p-521': ('ec', 'ec_paramgen_curve:P-521'),
}
DIGESTS = ('sha256', 'sha384', 'sha512', 'sha1')


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.keys = {name: self.publisher.key(self.publisher.issue(name, key=key))
                     for name, key in KEYS.items()}
        self.root = self.publisher.root
        self.trust = ['--no-system-trust', '--trust', self.root]


def write(folder, programs):
    folder.mkdir(exist_ok=True)
    for name, octets in programs.items():
        (folder / name).write_bytes(octets)
    return [folder / name for name in programs]


def check(files, shared, digest, verdict='valid', count=1):
    entries = run('verify', '--json', *shared.trust, *files, status=0).objects()
    for file, entry in zip(files, entries, strict=True):
        equal((entry['file'], entry['verdict'], entry['findings']), (str(file), verdict, []))
        equal(len(entry['signatures']), count)
        for signature in entry['signatures']:
            equal(signature['digest']['algorithm'], digest)
            equal(signature['digest']['stored'], signature['digest']['computed'])
    return entries


def sign_everywhere(folder, shared, key):
    for digest in DIGESTS:
        files = write(folder / digest, KINDS)
        run('sign', *shared.keys[key], *NONE, '--digest', digest, *files, status=0)
        check(files, shared, digest, 'weak' if digest == 'sha1' else 'valid')
        for file in files:
            judge(file, shared.root, digest)


for _key in KEYS:
    def _test(folder, shared, key=_key):
        sign_everywhere(folder, shared, key)
    _test.__name__ = f'{_key}_with_every_digest_and_machine'
    test(_test)


@test
def timestamped(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        for key in KEYS:
            files = write(folder / key, KINDS)
            run('sign', *shared.keys[key], '--timestamp', server.url, *files, status=0)
            for entry in check(files, shared, 'sha256'):
                equal(entry['signatures'][0]['timestamp']['counts'], True)
            for file in files:
                judge(file, shared.root)


@test
def a_second_signature_is_nested_or_stands_beside(folder, shared):
    for first, second in (('rsa-2048', 'p-384'), ('p-256', 'rsa-4096')):
        files = write(folder / first, KINDS)
        run('sign', *shared.keys[first], *NONE, *files, status=0)
        run('sign', *shared.keys[second], *NONE, '--existing', 'append', *files, status=0)
        for file, entry in zip(files, check(files, shared, 'sha256', count=2), strict=True):
            places = [(one['entry'], one['nested']) for one in entry['signatures']]
            equal(places, [(0, 0), (1, 0)] if file.suffix == '.efi' else [(0, 0), (0, 1)])
            if file.suffix == '.efi':
                judge_efi(file, shared)
            else:
                judge(file, shared.root)


def judge_efi(file, shared):
    """osslsigncode refuses a table of two entries; firmware reads all of them."""
    ask('sbverify', '--cert', shared.root, file)


@test
def page_hashes(folder, shared):
    for digest in DIGESTS:
        files = write(folder / digest, KINDS)
        run('sign', *shared.keys['rsa-2048'], *NONE, '--page-hashes', '--digest', digest, *files,
            status=0)
        check(files, shared, digest, 'weak' if digest == 'sha1' else 'valid')
        for file in files:
            judge(file, shared.root, digest)


@test
def odd_headers(folder, shared):
    files = write(folder, ODD)
    run('sign', *shared.keys['rsa-2048'], *NONE, *files, status=0)
    check(files, shared, 'sha256')
    run('remove', *files, status=0)
    for file in files:
        before = ODD[file.name]
        without_checksum = bytearray(file.read_bytes())
        checksum, _ = get_header(before)
        without_checksum[checksum:checksum + 4] = bytes(4)
        equal(bytes(without_checksum), before + bytes(-len(before) % 8), file.name)


@test
def without_room_for_a_signature(folder, shared):
    files = write(folder, WITHOUT_SLOT)
    for entry in run('sign', *shared.keys['rsa-2048'], *NONE, '--json', *files,
                     status=1).objects():
        equal(entry['error']['code'], 'not-signable')
    for file in files:
        equal(file.read_bytes(), WITHOUT_SLOT[file.name])
    run('verify', *files, status=6)


def is_excluded(offset, program):
    checksum, directory = get_header(program)
    return checksum <= offset < checksum + 4 or directory <= offset < directory + 8


def get_magic(program):
    """Where the optional header says how wide it is."""
    checksum, _ = get_header(program)
    return range(checksum - 64, checksum - 62)


def get_places(end):
    """All of the headers, and of the sections enough to meet each page and each end."""
    return [*range(0x400), *range(0x400, end, 3), end - 1]


def get_offset(entry):
    return int(entry['file'].rsplit('-', 1)[1])


@test
def no_flipped_octet_is_overlooked(folder, shared):
    for name in ('pe32.exe', 'arm64.exe', 'x64.efi'):
        file, = write(folder, {name: KINDS[name]})
        run('sign', *shared.keys['p-256'], *NONE, '--page-hashes', file, status=0)
        signed = file.read_bytes()
        start, _ = get_table(signed)
        copies = write(folder / 'flipped', {
            f'{name}-{offset:04}': flip(signed, offset) for offset in get_places(start)
            if not is_excluded(offset, signed)})
        result = run('verify', '--json', *shared.trust, *copies, status=8)
        for entry in result.objects():
            allowed = {'changed', 'unreadable'}
            if get_offset(entry) in get_magic(signed):
                allowed = {'unsigned', 'unreadable'}  # no width is known then, and so no place of a signature
            assert entry['verdict'] in allowed, (entry['file'], entry['verdict'])
        changed = sum(entry['verdict'] == 'changed' for entry in result.objects())
        assert changed > len(copies) * 8 // 10, (changed, len(copies))


@test
def no_flipped_octet_of_the_signature_is_believed(folder, shared):
    """Whatever is flipped in it: the file is not called valid by anybody else's name."""
    file, = write(folder, {'pe32.exe': KINDS['pe32.exe']})
    run('sign', *shared.keys['p-256'], *NONE, file, status=0)
    signed = file.read_bytes()
    subject = run('verify', '--json', file).object()['signatures'][0]['signer']
    start, size = get_table(signed)
    copies = write(folder / 'flipped', {f'{offset:05}': flip(signed, offset)
                                        for offset in range(start, start + size, 2)})
    entries = run('verify', '--json', *shared.trust, *copies).objects()
    equal(len(entries), len(copies))
    for entry in entries:
        if entry['verdict'] in ('valid', 'weak', 'revocation-unknown'):
            equal(entry['signatures'][0]['signer'], subject, entry['file'])


main(Shared)
