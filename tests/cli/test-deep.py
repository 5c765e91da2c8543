# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Programs inside of packages, signed before what is around them; the packages are checked by hand."""

import base64
import hashlib
import io
import os
import re
import shutil
import struct
import subprocess
import zipfile
import zlib

from harness import CLI, Publisher, TimestampServer, equal, main, make_program, run, test
from judges import ask, ask_osslsigncode, judge

NONE = ['--timestamp', 'none']
SUBJECT = 'CN=Example GmbH, O=Example GmbH, C=DE'
PUBLISHER_ID = 'jddv4sf2gxvgm'
BLOCK = 65536
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
         'package/2006/content-types"><Default Extension="exe" ContentType="application/'
         'x-msdownload"/></Types>')
MAP = ('<?xml version="1.0" encoding="UTF-8"?><BlockMap xmlns="http://schemas.microsoft.com/appx/'
       '2010/blockmap" xmlns:b4="http://schemas.microsoft.com/appx/2021/blockmap" '
       'HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">{}</BlockMap>')
CATALOG = 'AppxMetadata/CodeIntegrity.cat'
UNLISTED = {'AppxBlockMap.xml', '[Content_Types].xml', 'AppxSignature.p7x', CATALOG}


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.key = self.publisher.key(self.publisher.issue('signer'))
        self.other = self.publisher.key(self.publisher.issue('other', subject='/CN=Somebody else'))
        self.root = self.publisher.root
        self.trust = ['--no-system-trust', '--trust', self.root]
        self.program = folder / 'hello.exe'
        make_program(self.program)


def hash_of(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def describe(name, data):
    blocks = ''.join(f'<Block Hash="{hash_of(data[at:at + BLOCK])}"/>'
                     for at in range(0, len(data), BLOCK))
    whole = f'<b4:FileHash Hash="{hash_of(data)}"/>' if len(data) > BLOCK else ''
    windows = name.replace('/', '\\').replace('%20', ' ')
    return f'<File Name="{windows}" Size="{len(data)}" LfhSize="{30 + len(name)}">{blocks}{whole}</File>'


def make_package(files):
    """Programs deflated, the rest stored, as a package nobody has signed."""
    manifest = ('<?xml version="1.0" encoding="utf-8"?><Package><Identity Name="Example.App" '
                f'Publisher="{SUBJECT}" Version="1.2.3.4" ProcessorArchitecture="x64"/></Package>')
    files = {**files, 'AppxManifest.xml': manifest.encode()}
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, 'w') as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data,
                             zipfile.ZIP_DEFLATED if data[:2] == b'MZ' else zipfile.ZIP_STORED)
        package.writestr('AppxBlockMap.xml', MAP.format(''.join(
            describe(name, data) for name, data in files.items())))
        package.writestr('[Content_Types].xml', TYPES)
    return octets.getvalue()


def make_bundle(packages):
    octets = io.BytesIO()
    rows, offset = [], 0
    for name, data in packages.items():
        rows.append(f'<Package FileName="{name}" Offset="{offset + 30 + len(name)}" Size="{len(data)}"/>')
        offset += 30 + len(name) + len(data)
    manifest = (f'<Bundle><Identity Name="Example.App" Publisher="{SUBJECT}" Version="1.2.3.4"/>'
                f'<Packages>{"".join(rows)}</Packages></Bundle>').encode()
    with zipfile.ZipFile(octets, 'w') as bundle:
        for name, data in packages.items():
            bundle.writestr(zipfile.ZipInfo(name), data)
        name = 'AppxMetadata/AppxBundleManifest.xml'
        bundle.writestr(zipfile.ZipInfo(name), manifest)
        bundle.writestr('AppxBlockMap.xml', MAP.format(describe(name, manifest)))
        bundle.writestr('[Content_Types].xml', TYPES)
    return octets.getvalue()


def check_blocks(raw, package, info, element):
    """Each block of a deflated file can be inflated by itself, and is what the map says."""
    data = package.read(info)
    header = struct.unpack_from('<HH', raw, info.header_offset + 26)
    equal(int(re.search('LfhSize="(.*?)"', element)[1]), 30 + sum(header))
    equal(int(re.search(' Size="(.*?)"', element)[1]), len(data))
    blocks = re.findall(r'<Block Hash="(.*?)"(?: Size="(\d+)")?/>', element)
    equal([block[0] for block in blocks],
          [hash_of(data[at:at + BLOCK]) for at in range(0, len(data), BLOCK)])
    place = info.header_offset + 30 + sum(header)
    for number, size in enumerate(size for _, size in blocks if size):
        part = zlib.decompressobj(-15).decompress(raw[place:place + int(size)])
        equal(part, data[number * BLOCK:(number + 1) * BLOCK])
        place += int(size)
    for whole in re.findall(r'FileHash Hash="(.*?)"', element):
        equal(whole, hash_of(data))


def check_map(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        equal(package.testzip(), None)
        elements = re.findall('<File .*?</File>', package.read('AppxBlockMap.xml').decode())
        named = {re.search('Name="(.*?)"', element)[1]: element for element in elements}
        infos = {info.filename.replace('/', '\\').replace('%20', ' '): info
                 for info in package.infolist() if info.filename not in UNLISTED}
        if 'AppxMetadata\\AppxBundleManifest.xml' in infos:
            infos = {name: info for name, info in infos.items() if name.endswith('xml')}
        equal(set(named), set(infos))
        for name, info in infos.items():
            check_blocks(raw, package, info, named[name])
        return {info.filename: package.read(info) for info in package.infolist()}


def verify(shared, file, verdict='valid'):
    entry = run('verify', '--json', *shared.trust, file).object()
    equal((entry['verdict'], entry['findings']), (verdict, []), entry)
    return entry


def sign(shared, file, *options, status=0):
    result = run('sign', '--json', *shared.key, *NONE, '--deep', *options, file, status=status)
    return [(item['name'], item['state']) for item in result.object()['inside']]


def check_program(shared, folder, data):
    file = folder / 'inside.exe'
    file.write_bytes(data)
    verify(shared, file)
    judge(file, shared.root)


def check_package(shared, folder, raw, programs):
    parts = check_map(raw)
    for name in programs:
        check_program(shared, folder, parts[name])
    catalog = folder / 'inside.cat'
    catalog.write_bytes(parts[CATALOG])
    verify(shared, catalog)
    name = f'Example.App_1.2.3.4_x64__{PUBLISHER_ID}'
    assert name.encode('utf-16-le') in parts[CATALOG], parts[CATALOG]
    assert b'PartName="/AppxMetadata/CodeIntegrity.cat"' in parts['[Content_Types].xml']
    assert list(parts)[-1] == 'AppxSignature.p7x', list(parts)


def large(shared):
    """A program of several blocks."""
    return shared.program.read_bytes() + bytes(number * 7 % 251 for number in range(200000))


@test
def a_package(folder, shared):
    program = shared.program.read_bytes()
    file = folder / 'app.msix'
    file.write_bytes(make_package({'app.exe': program, 'big%20one.exe': large(shared),
                                   'text.txt': b'MZ' + b'no program', 'logo.png': b'picture'}))
    equal(sorted(sign(shared, file)), [('app.exe', 'signed'), ('big%20one.exe', 'signed'),
                                       ('text.txt', 'left')])
    verify(shared, file)
    check_package(shared, folder, file.read_bytes(), ['app.exe', 'big%20one.exe'])
    ask_osslsigncode(file, shared.root)


def read(file):
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@test
def a_package_lists_its_programs(folder, shared):
    program = shared.program.read_bytes()
    file = folder / 'app.msix'
    file.write_bytes(make_package({'app.exe': program, 'logo.png': b'picture'}))
    before = read(file)
    for existing in ('refuse', 'replace'):
        run('sign', *shared.key, *NONE, '--existing', existing, file, status=0)
        verify(shared, file)
        check_map(file.read_bytes())
        parts = read(file)
        equal(parts['app.exe'], program)
        equal(parts['AppxBlockMap.xml'], before['AppxBlockMap.xml'])
        equal(sorted(set(parts) - set(before)), [CATALOG, 'AppxSignature.p7x'])
        listed = folder / 'listed.cat'
        listed.write_bytes(parts[CATALOG])
        alone = folder / 'app.exe'
        alone.write_bytes(program)
        verify(shared, listed)
        entry = run('verify', '--json', *shared.trust, '--catalog', listed, alone).object()
        equal(entry['verdict'], 'valid', entry)
    ask_osslsigncode(file, shared.root)
    run('remove', file, status=0)
    equal(read(file), before)
    verify(shared, file, 'unsigned')


@test
def without_programs_nothing_is_listed(folder, shared):
    file = folder / 'app.msix'
    file.write_bytes(make_package({'logo.png': b'picture'}))
    run('sign', *shared.key, *NONE, file, status=0)
    assert CATALOG not in read(file)


@test
def a_bundle(folder, shared):
    program = shared.program.read_bytes()
    file = folder / 'app.msixbundle'
    file.write_bytes(make_bundle({'a.msix': make_package({'app.exe': program}),
                                  'b.msix': make_package({'other.exe': large(shared)})}))
    equal(sign(shared, file), [('a.msix/app.exe', 'signed'), ('a.msix', 'signed'),
                               ('b.msix/other.exe', 'signed'), ('b.msix', 'signed')])
    verify(shared, file)
    raw = file.read_bytes()
    parts = check_map(raw)
    rows = re.findall('FileName="(.*?)" Offset="(.*?)" Size="(.*?)"',
                      parts['AppxMetadata/AppxBundleManifest.xml'].decode())
    equal([row[0] for row in rows], ['a.msix', 'b.msix'])
    for name, offset, size in rows:
        equal(raw[int(offset):int(offset) + int(size)], parts[name])
        inner = folder / name
        inner.write_bytes(parts[name])
        verify(shared, inner)
    check_package(shared, folder, parts['b.msix'], ['other.exe'])


def make_archive(path, files):
    with zipfile.ZipFile(path, 'w') as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


@test
def a_nuget_package(folder, shared):
    file = folder / 'example.nupkg'
    make_archive(file, {'example.nuspec': b'<package/>', 'lib/a.dll': shared.program.read_bytes(),
                        'lib/b.txt': b'text'})
    equal(sign(shared, file), [('lib/a.dll', 'signed')])
    verify(shared, file)
    with zipfile.ZipFile(file) as archive:
        equal(archive.testzip(), None)
        check_program(shared, folder, archive.read('lib/a.dll'))


@test
def scripts_are_told_of(folder, shared):
    file = folder / 'module.nupkg'
    script = folder / 'b.ps1'
    script.write_text('Get-Date\n')
    run('sign', *shared.key, *NONE, script, status=0)
    make_archive(file, {'module.nuspec': b'<package/>', 'A.PSM1': b'function a {}\n',
                        'b.ps1': script.read_bytes(), 'site.js': b'alert(1)', 'c.psd1': b'@{}',
                        'd.ps1': b'# SIG # Begin signature block\r\n# AAAA\r\n'
                                 b'# SIG # End signature block\r\n'})
    equal(sign(shared, file), [('A.PSM1', 'left'), ('b.ps1', 'kept'), ('c.psd1', 'left'),
                               ('d.ps1', 'kept')])
    verify(shared, file)
    with zipfile.ZipFile(file) as archive:
        equal(archive.read('b.ps1'), script.read_bytes())


@test
def a_jar_file(folder, shared):
    file = folder / 'example.jar'
    make_archive(file, {'META-INF/MANIFEST.MF': b'Manifest-Version: 1.0\r\n\r\n',
                        'native/a.dll': shared.program.read_bytes(), 'A.class': b'\xca\xfe\xba\xbe'})
    equal(sign(shared, file), [('native/a.dll', 'signed')])
    verify(shared, file)
    with zipfile.ZipFile(file) as archive:
        check_program(shared, folder, archive.read('native/a.dll'))
    ask('jarsigner', '-verify', file, sees='jar verified')


@test
def signatures_of_others_stay(folder, shared):
    theirs = folder / 'theirs.exe'
    shutil.copy(shared.program, theirs)
    run('sign', *shared.other, *NONE, theirs, status=0)
    file = folder / 'app.msix'
    file.write_bytes(make_package({'theirs.exe': theirs.read_bytes(),
                                   'ours.exe': shared.program.read_bytes()}))
    equal(sign(shared, file), [('theirs.exe', 'kept'), ('ours.exe', 'signed')])
    parts = check_map(file.read_bytes())
    equal(parts['theirs.exe'], theirs.read_bytes())
    # All is signed now: nothing is done twice, unless that is wanted.
    before = file.read_bytes()
    equal(sign(shared, file), [])
    equal(file.read_bytes(), before)
    equal(sign(shared, file, '--existing', 'replace'), [('theirs.exe', 'kept'), ('ours.exe', 'kept')])
    verify(shared, file)
    check_map(file.read_bytes())


@test
def a_broken_program_stops_it(folder, shared):
    broken = folder / 'broken.exe'
    shutil.copy(shared.program, broken)
    run('sign', *shared.other, *NONE, broken, status=0)
    data = bytearray(broken.read_bytes())
    data[0x400] ^= 1
    file = folder / 'app.msix'
    file.write_bytes(make_package({'broken.exe': bytes(data)}))
    before = file.read_bytes()
    result = run('sign', *shared.key, *NONE, '--deep', file)
    assert result.status != 0 and 'broken.exe' in result.out, result
    equal(file.read_bytes(), before)
    equal([path.name for path in folder.iterdir() if path.name.startswith('.')], [])


def peak_of(arguments):
    """Memory that the program needed at most, in octets."""
    process = subprocess.Popen([CLI, *map(str, arguments)], stdout=subprocess.DEVNULL, env={
        **os.environ, 'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':quarantine_size_mb=1'})
    _, status, usage = os.wait4(process.pid, 0)
    equal(os.waitstatus_to_exitcode(status) in (0, 1), True)
    return usage.ru_maxrss * 1024


@test
def memory_stays_flat(folder, shared):
    peaks = []
    for count in (0, 48):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            file = folder / 'example.nupkg'
            # In pieces: what this program holds would count for the one it starts.
            with zipfile.ZipFile(file, 'w', compresslevel=1) as archive:
                archive.writestr('example.nuspec', '<package/>')
                entry = zipfile.ZipInfo('lib/a.dll')
                entry.compress_type = method
                with archive.open(entry, 'w') as out:
                    out.write(shared.program.read_bytes())
                    for _ in range(count):
                        out.write(os.urandom(1 << 20))
            peaks.append(peak_of(['sign', *shared.key, *NONE, '--deep', file]))
    assert max(peaks) - min(peaks) < 16 << 20, peaks


@test
def timestamps_inside(folder, shared):
    file = folder / 'example.nupkg'
    make_archive(file, {'example.nuspec': b'<package/>', 'lib/a.dll': shared.program.read_bytes()})
    with TimestampServer(shared.publisher, folder) as server:
        run('sign', *shared.key, '--timestamp', server.url, '--deep', file, status=0)
    with zipfile.ZipFile(file) as archive:
        (folder / 'a.dll').write_bytes(archive.read('lib/a.dll'))
    entry = verify(shared, folder / 'a.dll')
    equal(entry['signatures'][0]['timestamp']['counts'], True)


@test
def without_deep_nothing_inside_changes(folder, shared):
    file = folder / 'example.nupkg'
    make_archive(file, {'example.nuspec': b'<package/>', 'lib/a.dll': shared.program.read_bytes()})
    run('sign', *shared.key, *NONE, file, status=0)
    with zipfile.ZipFile(file) as archive:
        equal(archive.read('lib/a.dll'), shared.program.read_bytes())
    run('sign', *shared.key, '--deep', '--detached', file, status=2)
    # A program is no archive; the option does it no harm.
    program = folder / 'hello.exe'
    shutil.copy(shared.program, program)
    equal(sign(shared, program), [])
    verify(shared, program)


main(Shared)
