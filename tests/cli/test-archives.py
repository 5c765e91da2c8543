# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Packages that are ZIP archives: signed with a timestamp, judged by other programs, opened again."""

import base64
import hashlib
import shutil
import zipfile

from harness import Publisher, Skip, TimestampServer, equal, main, run, test
from judges import ask, ask_osslsigncode

SUBJECT = '/C=DE/O=Example GmbH/CN=Example GmbH'
PUBLISHER = 'CN=Example GmbH, O=Example GmbH, C=DE'
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types '
         'xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/vnd.ms-appx.manifest+xml"/></Types>')


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:3072',), subject=SUBJECT)
        (folder / 'server').mkdir()
        self.server = TimestampServer(self.publisher, folder / 'server')
        self.server.__enter__()

    def close(self):
        self.server.__exit__()

    def sign(self, path, *options, status=0):
        return run('sign', *self.publisher.key(self.files), '--timestamp', self.server.url,
                   *options, path, status=status)

    def verify(self, path, status=0):
        return run('verify', '--offline', '--json', '--no-system-trust', '--trust',
                   self.publisher.root, path, status=status).object()

    def assert_valid(self, path):
        entry = self.verify(path)
        equal(entry['verdict'], 'valid')
        assert entry['signatures'][0]['timestamps'][0]['counts']
        equal(entry['findings'], [])


def read(name, size=3000):
    return (name * size)[:size].encode()


def write_zip(path, entries):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def list_names(path):
    with zipfile.ZipFile(path) as archive:
        equal(archive.testzip(), None)
        return archive.namelist()


def make_nuget(path):
    write_zip(path, {'_rels/.rels': '<Relationships/>', 'Example.nuspec': '<package/>',
                     'lib/net8.0/Example.dll': read('program'), '[Content_Types].xml': '<Types/>'})


def make_block_map(entries):
    files = []
    for name, content in entries.items():
        blocks = [content[at:at + 65536] for at in range(0, len(content), 65536)]
        hashes = ''.join('<Block Hash="%s"/>' % base64.b64encode(hashlib.sha256(block).digest())
                         .decode() for block in blocks)
        windows = name.replace('/', '\\')
        files.append(f'<File Name="{windows}" Size="{len(content)}" LfhSize="{30 + len(name)}">'
                     f'{hashes}</File>')
    return ('<?xml version="1.0" encoding="UTF-8"?><BlockMap '
            'xmlns="http://schemas.microsoft.com/appx/2010/blockmap" '
            'HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">' + ''.join(files) + '</BlockMap>')


def make_msix(path, publisher=PUBLISHER):
    manifest = f'<Package><Identity Name="A" Publisher="{publisher}" Version="1.0.0.0"/></Package>'
    entries = {'Program.exe': read('program', 200000), 'Assets/Logo.png': read('picture'),
               'AppxManifest.xml': manifest.encode()}
    write_zip(path, {**entries, 'AppxBlockMap.xml': make_block_map(entries),
                     '[Content_Types].xml': TYPES})


@test
def a_nuget_package(folder, shared):
    package = folder / 'a.nupkg'
    make_nuget(package)
    before = package.read_bytes()
    names = list_names(package)
    shared.sign(package)
    shared.assert_valid(package)
    equal(list_names(package), [*names, '.signature.p7s'])
    with zipfile.ZipFile(package) as archive:
        (folder / 'signature').write_bytes(archive.read('.signature.p7s'))
    digest = base64.b64encode(hashlib.sha256(before).digest()).decode()
    ask('openssl', 'cms', '-verify', '-inform', 'DER', '-in', folder / 'signature',
        '-CAfile', shared.publisher.root, '-purpose', 'any',
        sees=f'2.16.840.1.101.3.4.2.1-Hash:{digest}')
    run('remove', package, status=0)
    equal(package.read_bytes(), before)


@test
def a_nuget_package_carries_one_signature(folder, shared):
    package = folder / 'a.nupkg'
    make_nuget(package)
    shared.sign(package)
    shared.sign(package, '--existing', 'append', status=1)
    shared.sign(package, '--existing', 'replace')
    shared.assert_valid(package)


@test
def an_app_package(folder, shared):
    package = folder / 'a.msix'
    make_msix(package)
    names = list_names(package)
    shared.sign(package)
    shared.assert_valid(package)
    equal(list_names(package), [*names, 'AppxSignature.p7x'])
    ask_osslsigncode(package, shared.publisher.root)
    ask('unzip', '-t', package)
    ask('7z', 't', package)
    shared.sign(package, '--existing', 'replace')
    shared.assert_valid(package)
    run('remove', package, status=0)
    equal(shared.verify(package, status=6)['verdict'], 'unsigned')
    equal(list_names(package), names)


@test
def an_app_package_of_somebody_else(folder, shared):
    package = folder / 'a.msix'
    make_msix(package, 'CN=Somebody, C=DE')
    before = package.read_bytes()
    result = shared.sign(package, status=1)
    assert 'CN=Somebody, C=DE' in result.out and PUBLISHER in result.out, str(result)
    equal(package.read_bytes(), before)


def make_jar(path):
    write_zip(path, {'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\r\n\r\n',
                     'com/Example.class': read('class'), 'a/größe.txt': 'x'})


def judge_jar(folder, shared, jar):
    """jarsigner believes the test authority and the publisher."""
    store = folder / 'store.p12'
    for alias, path in (('root', shared.publisher.root), ('signer', shared.files['pem'])):
        ask('keytool', '-importcert', '-noprompt', '-storetype', 'PKCS12', '-keystore', store,
            '-storepass', 'changeit', '-alias', alias, '-file', path)
    output = ask('jarsigner', '-verify', '-strict', '-keystore', store, '-storepass', 'changeit',
                 jar, sees='jar verified')
    assert 'unsigned' not in output, output


@test
def a_java_archive(folder, shared):
    jar = folder / 'a.jar'
    make_jar(jar)
    names = list_names(jar)
    shared.sign(jar)
    shared.assert_valid(jar)
    equal(list_names(jar), ['META-INF/MANIFEST.MF', 'META-INF/SIGNET.SF', 'META-INF/SIGNET.RSA',
                            *names[1:]])
    judge_jar(folder, shared, jar)
    ask('unzip', '-t', jar)
    shared.sign(jar, '--existing', 'replace', '--digest', 'sha512')
    shared.assert_valid(jar)
    run('remove', jar, status=0)
    equal(shared.verify(jar, status=6)['verdict'], 'unsigned')
    equal(list_names(jar), names)


@test
def a_java_archive_signed_twice(folder, shared):
    jar = folder / 'a.jar'
    other = shared.publisher.issue('elliptic', key=('ec', 'ec_paramgen_curve:P-256'))
    make_jar(jar)
    shared.sign(jar)
    run('sign', *shared.publisher.key(other), '--timestamp', 'none', '--existing', 'append', jar,
        status=0)
    entry = shared.verify(jar)
    equal([signature['entry'] for signature in entry['signatures']], [0, 1])
    equal({signature['verdict'] for signature in entry['signatures']}, {'valid'})
    assert 'META-INF/SIGNET1.EC' in list_names(jar)
    ask('jarsigner', '-verify', jar)
    run('timestamp', '--timestamp', shared.server.url, jar, status=0)
    equal(len(shared.verify(jar)['signatures']), 2)


@test
def what_jarsigner_signs(folder, shared):
    if shutil.which('jarsigner') is None:
        raise Skip('jarsigner is missing')
    jar = folder / 'a.jar'
    make_jar(jar)
    ask('jarsigner', '-storetype', 'PKCS12', '-keystore', shared.files['pfx'], '-storepass',
          shared.publisher.password_file.read_text().strip(), jar, '1')
    equal(shared.verify(jar)['verdict'], 'valid')
    with zipfile.ZipFile(jar, 'a') as archive:
        archive.writestr('more.txt', 'more')
    entry = shared.verify(jar, status=7)
    equal(entry['verdict'], 'added')
    equal([finding['id'] for finding in entry['findings']], ['unsigned-entry'])


@test
def anything_behind_the_end(folder, shared):
    for name, make in (('a.nupkg', make_nuget), ('a.msix', make_msix)):
        package = folder / name
        make(package)
        shared.sign(package)
        package.write_bytes(package.read_bytes() + b'more')
        equal(shared.verify(package, status=8)['verdict'], 'changed')


@test
def an_entry_more(folder, shared):
    for name, make in (('a.nupkg', make_nuget), ('a.msix', make_msix)):
        package = folder / name
        make(package)
        shared.sign(package)
        with zipfile.ZipFile(package, 'a') as archive:
            archive.writestr('more.txt', 'more')
        entry = run('verify', '--offline', '--json', package).object()
        assert entry['verdict'] in ('changed', 'unreadable'), entry['verdict']


main(Shared)
