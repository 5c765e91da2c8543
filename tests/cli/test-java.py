# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Java archives as Java reads them, and what can be hidden in ZIP archives: each form is judged, with
good ones beside the bad."""

import base64
import hashlib
import io
import os
import shutil
import struct
import zipfile

from harness import Publisher, Skip, equal, main, openssl, run, test
from judges import ask

CLASS = b'\xca\xfe\xba\xbe\0\0\0\x34' + bytes(range(200))
MANIFEST = b'Manifest-Version: 1.0\r\nMain-Class: Good\r\n\r\n'
EVIL = b'Manifest-Version: 1.0\r\nMain-Class: Evil\r\n\r\n'
ENTRIES = {'META-INF/MANIFEST.MF': MANIFEST, 'Good.class': CLASS, 'a.txt': b'text'}


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.jar = folder / 'signed.jar'
        self.jar.write_bytes(build(ENTRIES.items()))
        self.sign(self.jar)
        self.entries = read(self.jar)

    def sign(self, path, *options, status=0):
        return run('sign', *self.publisher.key(self.files), '--timestamp', 'none', *options, path,
                   status=status)

    def verify(self, path, *options):
        return run('verify', '--offline', '--json', '--no-system-trust', '--trust',
                   self.publisher.root, *options, path).object()

    def judge(self, folder, content, name='a.jar'):
        path = folder / name
        path.write_bytes(content)
        return self.verify(path)


def build(entries, comment=b'', extra=b''):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = extra if name == 'a.txt' else b''
            archive.writestr(info, content)
        archive.comment = comment
    return stream.getvalue()


def read(path):
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def digest(content):
    return base64.b64encode(hashlib.sha256(content).digest())


def describe(entry):
    return f'{entry["verdict"]} {entry["findings"]}'


@test
def what_needs_no_signature(folder, shared):
    """The verdict, and whether a word is said."""
    for name, content, wanted in (('x/', b'', 'valid'), ('x/', b'a', 'added'),
                                  ('Evil.class/', CLASS, 'added'),
                                  ('META-INF/SIG-X', b'few', 'valid note'),
                                  ('META-INF/SIG-X', CLASS, 'added'),
                                  ('META-INF/SIG-X', os.urandom(20000), 'added'),
                                  ('META-INF/SIG-X.class', b'few', 'added'),
                                  ('META-INF/NONE.SF', b'one\nline\nof several', 'added'),
                                  ('META-INF/NONE.RSA', CLASS, 'added'),
                                  ('META-INF/SIGNET.EC', b'few', 'valid note'),
                                  ('META-INF/a/NONE.SF', b'few', 'added'),
                                  ('META-INF\\MANIFEST.MF', b'few', 'added'),
                                  ('META-INF/run.sh', b'few', 'added')):
        entry = shared.judge(folder, build([*shared.entries, (name, content)]))
        verdict, _, note = wanted.partition(' ')
        equal(entry['verdict'], verdict, f'{name}: {describe(entry)}')
        equal(bool(entry['findings']), verdict != 'valid' or bool(note), name)


@test
def names_that_are_one_for_java(folder, shared):
    for name in ('META-INF/manifest.mf', 'meta-inf/MANIFEST.MF', 'Meta-Inf/Manifest.Mf',
                 'META-INF/signet.sf', 'META-INF/SIGNET.rsa'):
        for entries in ([*shared.entries, (name, EVIL)], [(name, EVIL), *shared.entries]):
            entry = shared.judge(folder, build(entries))
            assert entry['verdict'] in ('added', 'changed'), f'{name}: {describe(entry)}'
            shared.sign(folder / 'a.jar', '--existing', 'replace', status=1)


@test
def beside_the_entries(folder, shared):
    other = build([('META-INF/MANIFEST.MF', EVIL), ('Evil.class', CLASS)])
    for name, content, wanted in (
            ('label', build(shared.entries, b'PACK200'), ('valid',)),
            ('large comment', build(shared.entries, os.urandom(20000)), ('added',)),
            ('script', build(shared.entries, b'x\r\nstart evil.exe\r\n'), ('added',)),
            ('time', build(shared.entries, extra=struct.pack('<HHBI', 0x5455, 5, 1, 9)), ('valid',)),
            ('lines', build(shared.entries, extra=struct.pack('<HH', 0x9999, 9) + b'\r\nevil\r\n '),
             ('added',)),
            ('large field', build(shared.entries, extra=struct.pack('<HH', 0x9999, 3000) +
                                  os.urandom(3000)), ('added',)),
            ('archive', build(shared.entries, other), ('unsigned', 'added')),
            ('archive and more', build(shared.entries, other + b'X'), ('unsigned', 'added')),
            ('archive, long', build(shared.entries, other[:-2] + b'\xff\xff'), ('unsigned', 'added')),
            ('behind', build(shared.entries) + other, ('unsigned', 'added')),
            ('in front', other + build(shared.entries), ('added',)),
            ('launcher', b'#!/bin/sh\nexec java -jar "$0"\n' + build(shared.entries), ('added',))):
        entry = shared.judge(folder, content)
        assert entry['verdict'] in wanted, f'{name}: {describe(entry)}'
    without_ending = shared.judge(folder, b'#!/bin/sh\n' + build(shared.entries), 'launcher')
    equal(without_ending['format'], 'jar')


def hide(content, hidden):
    """A record whose deflated data ends early, with a descriptor there; @hidden follows."""
    packed = b'\x03\0'
    size = len(packed) + 16 + len(hidden)
    name = b'META-INF/SIG-X'
    local = struct.pack('<4s5H3I2H', b'PK\3\4', 20, 8, 8, 0, 33, 0, 0, 0, len(name), 0) + name
    record = local + packed + struct.pack('<4s3I', b'PK\7\x08', 0, 2, 0) + hidden
    record += struct.pack('<4s3I', b'PK\7\x08', 0, size, 0)
    end = content[-22:]
    count, length, start = struct.unpack('<10xH2I2x', end)
    central = struct.pack('<4s6H3I5H2I', b'PK\1\2', 20, 20, 8, 8, 0, 33, 0, size, 0, len(name),
                          0, 0, 0, 0, 0, start) + name
    return (content[:start] + record + content[start:start + length] + central +
            struct.pack('<4s4H2IH', b'PK\5\6', 0, 0, count + 1, count + 1, length + len(central),
                        start + len(record), 0))


@test
def records_that_the_directory_does_not_name(folder, shared):
    other = build([('Injected.class', CLASS)])
    entry = shared.judge(folder, hide(build(shared.entries), other))
    equal(entry['verdict'], 'added', describe(entry))


def seal(folder, shared, entries, signature_file, name='OTHER'):
    """Signed by hand, so that the .SF can say anything."""
    (folder / 'sf').write_bytes(signature_file)
    openssl('pkcs12', '-in', shared.files['pfx'], '-passin',
            f'file:{shared.publisher.password_file}', '-nodes', '-out', folder / 'key.pem')
    openssl('cms', '-sign', '-binary', '-in', folder / 'sf', '-signer', folder / 'key.pem', '-md',
            'sha256', '-outform', 'DER', '-out', folder / 'block')
    return [entries[0], (f'META-INF/{name}.SF', signature_file),
            (f'META-INF/{name}.RSA', (folder / 'block').read_bytes()), *entries[1:]]


def make_manifest(main, classes):
    sections = [b'Name: %s\r\nSHA-256-Digest: %s\r\n\r\n' % (name.encode(), digest(content))
                for name, content in classes]
    return main + b''.join(sections), sections


@test
def what_a_signature_file_stands_for(folder, shared):
    classes = [('Good.class', CLASS), ('More.class', CLASS)]
    whole, sections = make_manifest(MANIFEST, classes)
    head = b'Signature-Version: 1.0\r\n'
    all_of_it = b'SHA-256-Digest-Manifest: %s\r\n' % digest(whole)
    main_section = b'SHA-256-Digest-Manifest-Main-Attributes: %s\r\n' % digest(MANIFEST)
    named = [b'\r\nName: %s\r\nSHA-256-Digest: %s\r\n' % (name.encode(), digest(section))
             for (name, _), section in zip(classes, sections)]
    changed, _ = make_manifest(EVIL, classes)
    for title, manifest, parts, wanted in (
            ('everything', whole, [all_of_it, main_section, *named], ('valid',)),
            ('the whole manifest', whole, [all_of_it, *named], ('valid',)),
            ('sections only', whole, [main_section, *named], ('valid',)),
            ('no sections', whole, [all_of_it, main_section], ('added',)),
            ('one of two', whole, [all_of_it, main_section, named[0]], ('added',)),
            ('no main section', whole, named, ('added',)),
            ('other main class', changed, [all_of_it, *named], ('added',)),
            ('other main class, stated', changed, [all_of_it, main_section, *named], ('changed',)),
            ('a section that is gone', make_manifest(MANIFEST, classes[:1])[0],
             [all_of_it, main_section, *named], ('changed',))):
        entries = [('META-INF/MANIFEST.MF', manifest), *classes]
        sealed = seal(folder, shared, entries, head + b''.join(parts))
        entry = shared.judge(folder, build(sealed))
        assert entry['verdict'] in wanted, f'{title}: {describe(entry)}'


@test
def methods_of_the_past(folder, shared):
    for name, function in (('SHA1', hashlib.sha1), ('MD5', hashlib.md5)):
        manifest = MANIFEST + b'Name: Good.class\r\n%s-Digest: %s\r\n\r\n' % (
            name.encode(), base64.b64encode(function(CLASS).digest()))
        signature_file = (b'Signature-Version: 1.0\r\n%s-Digest-Manifest: %s\r\n\r\n'
                          b'Name: Good.class\r\n' % (
                              name.encode(), base64.b64encode(function(manifest).digest())))
        entries = [('META-INF/MANIFEST.MF', manifest), ('Good.class', CLASS)]
        entry = shared.judge(folder, build(seal(folder, shared, entries, signature_file)))
        equal(entry['verdict'], 'untrusted', describe(entry))
        text = run('verify', '--offline', '--no-system-trust', '--trust', shared.publisher.root,
                   folder / 'a.jar').out
        assert 'Java ignores signatures made with such an old algorithm' in text, text


@test
def forms_of_jarsigner(folder, shared):
    if shutil.which('jarsigner') is None:
        raise Skip('jarsigner is missing')
    password = shared.publisher.password_file.read_text().strip()
    for options in ((), ('-sectionsonly',), ('-internalsf',), ('-sectionsonly', '-internalsf'),
                    ('-digestalg', 'SHA-512')):
        jar = folder / 'a.jar'
        jar.write_bytes(build(ENTRIES.items()))
        sign = ('jarsigner', *options, '-storetype', 'PKCS12', '-keystore', shared.files['pfx'],
                '-storepass', password, '-sigfile')
        ask(*sign, 'FIRST', jar, '1')
        entry = shared.verify(jar)
        equal(entry['verdict'], 'valid', f'{options}: {describe(entry)}')
        with zipfile.ZipFile(jar, 'a') as archive:
            archive.writestr('Later.class', CLASS)
        equal(shared.verify(jar)['verdict'], 'added')
        ask(*sign, 'SECOND', jar, '1')
        ask('jarsigner', '-verify', jar, sees='jar verified')
        entry = shared.verify(jar)
        equal(entry['verdict'], 'valid', f'{options}, twice: {describe(entry)}')


@test
def an_archive_without_manifest(folder, shared):
    jar = folder / 'a.jar'
    for entries in (list(ENTRIES.items())[1:], [('META-INF/', b''), ('Good.class', CLASS)]):
        jar.write_bytes(build(entries))
        shared.sign(jar)
        entry = shared.verify(jar)
        equal((entry['verdict'], entry['findings']), ('valid', []))
        ask('jarsigner', '-verify', jar, sees='jar verified')
        run('remove', jar, status=0)


@test
def hundreds_of_entries(folder, shared):
    jar = folder / 'a.jar'
    jar.write_bytes(build([*ENTRIES.items(), *((f'f{i}.txt', b'x') for i in range(300))]))
    shared.sign(jar)
    kept = [entry for entry in read(jar) if not entry[0].startswith('f')]
    entry = shared.judge(folder, build(kept))
    equal(entry['verdict'], 'changed')
    equal(len(entry['findings']), 50)
    equal([finding['more'] for finding in entry['findings']], [0] * 49 + [250])
    text = run('verify', '--offline', jar).out
    assert '“f0.txt” was removed after signing' in text and '250 more' in text, text


def make_package(folder, shared, name):
    path = folder / name
    entries = {'a.nuspec': b'<package/>', 'lib/a.dll': os.urandom(5000)}
    path.write_bytes(build((ENTRIES if name.endswith('.jar') else entries).items()))
    shared.sign(path)
    return path.read_bytes()


@test
def archives_that_were_cut_off(folder, shared):
    for name in ('a.jar', 'a.war', 'a.nupkg'):
        content = make_package(folder, shared, name)
        size = len(content)
        for part in (content[:size * 99 // 100], content[:size // 2], content[:size // 10],
                     content + bytes(65557)):
            entry = shared.judge(folder, part, name)
            equal((entry['verdict'], entry['error']['code']), ('unreadable', 'file-damaged'))
            assert 'the end of the archive is missing' in entry['error']['text'], str(entry)
            shared.sign(folder / name, status=1)
    for name in ('a.msix', 'a.appx'):
        entry = shared.judge(folder, build(ENTRIES.items())[:200], name)
        equal(entry['error']['code'], 'file-damaged')


@test
def files_that_are_not_what_their_name_says(folder, shared):
    contents = {b'version https://git-lfs.github.com/spec/v1\noid sha256:0\n': 'Git LFS',
                b'\n<!DOCTYPE html><html><body>404</body></html>': 'web page', b'': 'empty',
                b'something else': 'its name suggests'}
    for ending in ('jar', 'nupkg', 'appx', 'msix', 'msi', 'cab', 'exe', 'dll', 'wim'):
        for content, word in contents.items():
            path = folder / f'a.{ending}'
            path.write_bytes(content)
            for result in (run('verify', path), shared.sign(path, status=1)):
                assert word in result.out and 'cannot carry' not in result.out, str(result)


@test
def around_the_signature_of_a_package(folder, shared):
    """Its own record and place in the directory are the only bytes that it does not cover."""
    content = make_package(folder, shared, 'a.nupkg')
    equal(shared.judge(folder, content, 'a.nupkg')['verdict'], 'valid')
    count, length, start = struct.unpack('<10xH2I2x', content[-22:])
    comment = b'\r\nstart evil.exe\r\n' * 10
    central = bytearray(content[start:start + length])
    last = central.rindex(b'PK\1\2')
    central[last + 32:last + 34] = struct.pack('<H', len(comment))
    end = struct.pack('<4s4H2IH', b'PK\5\6', 0, 0, count, count, length + len(comment), start, 0)
    entry = shared.judge(folder, content[:start] + bytes(central) + comment + end, 'a.nupkg')
    assert entry['verdict'] in ('added', 'changed'), describe(entry)


main(Shared)
