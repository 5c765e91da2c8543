# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Whom signet-cli trusts: Windows' list, this computer's bundle or nobody; lists that are given, and lists that are fetched."""

import csv
import http.server
import os
import shutil
import struct
import threading
import zlib
from pathlib import Path

from harness import Skip, equal, main, run, test

CORPUS = Path(os.environ['SIGNET_CORPUS'])
TRUST = CORPUS.parent / 'trust'
PUBLISHED = TRUST / 'published'
# When the trust of the corpus' files was judged.
JUDGED = '2026-11-23T12:00:00Z'


def need_lists():
    if not PUBLISHED.is_dir():
        raise Skip('no trust lists next to the corpus')


def verify(path, *options):
    return run('verify', '--json', '--offline', '--at', JUDGED, *options, path).object()


def get_check(entry, name, signature=0):
    checks = entry['signatures'][signature]['checks']
    return next(check for check in checks if check['id'] == name)


def add_up(data, total=0):
    """The checksum of a block ([MS-CAB] 3.1)."""
    whole = len(data) // 4 * 4
    for place in range(0, whole, 4):
        total ^= int.from_bytes(data[place:place + 4], 'little')
    return total ^ int.from_bytes(data[whole:], 'big')


def make_cabinet(content):
    """As Microsoft packs a list: one folder, one file, MSZIP ([MS-CAB])."""
    blocks, history = b'', b''
    for place in range(0, len(content), 32768):
        piece = content[place:place + 32768]
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=history)
        packed = b'CK' + packer.compress(piece) + packer.flush()
        sizes = struct.pack('<HH', len(packed), len(piece))
        blocks += struct.pack('<I', add_up(sizes, add_up(packed))) + sizes + packed
        history = piece
    count = (len(content) + 32767) // 32768
    entry = struct.pack('<IIHHHH', len(content), 0, 0, 0x5a21, 0, 0x20) + b'list.stl\0'
    start = 36 + 8 + len(entry)
    folder = struct.pack('<IHH', start, count, 1)
    size = start + len(blocks)
    header = struct.pack('<4sIIIIIBBHHHHH', b'MSCF', 0, size, 0, 36 + 8, 0, 3, 1, 1, 1, 0, 0, 0)
    return header + folder + entry + blocks


class Server:
    """Plays Windows Update on loopback; @files: name to bytes."""

    def __init__(self, files):
        self.files = files
        self.asked = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                name = self.path.rpartition('/')[2]
                outer.asked.append(name)
                body = outer.files.get(name)
                if body is None and name.endswith('.crt') and (PUBLISHED / 'crt' / name).exists():
                    body = (PUBLISHED / 'crt' / name).read_bytes()
                self.send_response(404 if body is None else 200)
                self.send_header('Content-Length', str(len(body or b'')))
                self.end_headers()
                self.wfile.write(body or b'')

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        self.base = f'http://127.0.0.1:{self.server.server_port}/en/'
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def serve(roots, disallowed='disallowedcertstl-2020-12-10.cab', **more):
    files = {'authrootstl.cab': (PUBLISHED / roots).read_bytes() if isinstance(roots, str) else roots,
             'disallowedcertstl.cab': (PUBLISHED / disallowed).read_bytes()}
    return Server({**files, **more})


def new_home(folder):
    return {'XDG_DATA_HOME': str(folder / 'data')}


def snapshot(folder):
    return {path.name: path.read_bytes() for path in sorted((folder / 'data').rglob('*')) if path.is_file()}


@test
def the_built_in_list_is_shown(folder, _):
    shown = run('trust', 'show', '--json', status=0, env=new_home(folder)).object()
    equal(shown['roots']['origin'], 'built-in')
    equal(shown['roots']['entries'], 371)
    equal(shown['disallowed'], None)
    equal(shown['folder'], str(folder / 'data' / 'signet' / 'trust'))
    text = run('trust', 'show', status=0, env=new_home(folder)).out
    assert 'Windows’ list of trusted roots' in text and 'part of Signet' in text, text


@test
def wrong_usage(folder, _):
    for arguments in (['trust'], ['trust', 'else'], ['trust', 'show', 'more'], ['trust', 'show', '--url', 'x'],
                      ['trust', 'update', '--json'], ['verify', '--trust-source', 'mine', 'a.exe'],
                      ['verify', '--trust-source', 'windows', '--no-system-trust', 'a.exe'],
                      ['verify', '--trust-list', folder / 'missing.stl', 'a.exe'],
                      ['verify', '--certificates', folder / 'missing.pem', 'a.exe']):
        run(*arguments, status=2)


@test
def each_row_of_the_trust_table(folder, _):
    """The verdict of each file that others judged by the same list, with it and without.

    Differences: nobody is asked here whether a certificate was revoked, which is told before a weak method; data that
    was added is told before a publisher who is not confirmed; and of two signatures the better one of today counts."""
    need_lists()
    different = {
        'valid': 'revocation-unknown',
        'weak': 'revocation-unknown',
        'msi-tampered/jsign-appended-jar-cve-2020-1464.msi': 'added',
        'pe-tampered/isunzlib-flip-legacy-countersignature.dll': 'revocation-unknown',
    }
    with open(CORPUS / 'TRUST.tsv', encoding='utf-8', newline='') as table:
        rows = [row for row in csv.DictReader(table, delimiter='\t', quoting=csv.QUOTE_NONE)
                if row['expected_file_verdict']]
    assert len(rows) >= 40, len(rows)
    for row in rows:
        expected = row['expected_file_verdict']
        expected = different.get(row['path'], different.get(expected, expected))
        for options in ([], ['--trust-list', TRUST / 'authroot.stl']):
            entry = verify(CORPUS / row['path'], *options)
            equal(entry['verdict'], expected, row['path'])
            if row['signature_verdict'] in ('valid', 'weak'):
                equal(get_check(entry, 'chain')['status'], 'pass', row['path'])


@test
def the_source_decides(folder, _):
    """Debian's bundle does not know Microsoft's roots, and some of its roots Windows never allowed."""
    need_lists()
    program = CORPUS / 'pe-valid' / 'conpty-x64-ms-sha256-rfc3161.dll'
    for options, source, status in (([], 'windows', 'pass'), (['--trust-source=windows'], 'windows', 'pass'),
                                    (['--trust-source=system'], 'system', 'fail'),
                                    (['--trust-source=none'], 'none', 'fail'),
                                    (['--no-system-trust'], 'none', 'fail'),
                                    (['--no-system-trust', '--trust-source=none'], 'none', 'fail'),
                                    (['--trust-source=none', '--trust', TRUST / 'cacert.pem'], 'none', 'pass')):
        entry = verify(program, *options)
        equal(entry['trust']['source'], source)
        equal(get_check(entry, 'chain')['status'], status, options)
        equal('list_date' in entry['trust'], source == 'windows')
    unknown = CORPUS / 'made' / 'hello64-ecdsa-p256-sha256.exe'
    assert 'no root that Windows trusts' in run('verify', unknown, status=7).out
    assert 'not on this computer' in run('verify', '--trust-source=none', unknown, status=7).out


@test
def certificates_help_and_are_not_trusted(folder, _):
    need_lists()
    program = CORPUS / 'made' / 'hello64-ecdsa-p256-sha256.exe'
    root = CORPUS / 'certs' / 'corpus-test-root.pem'
    entry = verify(program, '--certificates', root)
    equal(get_check(entry, 'chain')['reason'], 'root-untrusted')
    equal(get_check(verify(program, '--trust', root), 'chain')['status'], 'pass')


@test
def two_editions_of_july_2023(folder, _):
    """The first one retires VeriSign's root, the next one takes that back."""
    need_lists()
    program = CORPUS / 'pe-valid' / 'silabser-x64-three-signatures.sys'
    for kind in ('authroot-{}.stl', 'authrootstl-{}.cab'):
        before = verify(program, '--trust-list', PUBLISHED / kind.format('2023-07-19'))
        after = verify(program, '--trust-list', PUBLISHED / kind.format('2023-07-20'))
        equal(get_check(before, 'chain')['reason'], 'root-retired-later')
        equal(get_check(after, 'chain')['reason'], '')


@test
def lists_are_refused_elsewhere(folder, _):
    need_lists()
    program = CORPUS / 'unsigned' / 'corkami-duphead.exe'
    run('verify', '--trust-source=none', '--trust-list', TRUST / 'authroot.stl', program, status=2)
    run('verify', '--trust-source=none', '--trust-list', PUBLISHED / 'disallowedcert-2020-12-10.stl', program, status=6)
    run('verify', '--trust-list', PUBLISHED / 'pinrules-2017-05-31.stl', program, status=2)
    run('verify', '--trust-list', TRUST / 'cacert.pem', program, status=2)


@test
def an_update_is_kept_and_used(folder, _):
    need_lists()
    home = new_home(folder)
    with serve(make_cabinet((TRUST / 'authroot.stl').read_bytes())) as server:
        first = run('trust', 'update', '--url', server.base, status=0, env=home).out
        assert 'New edition of 22 April 2026' in first, first
        equal(server.asked, ['authrootstl.cab', 'disallowedcertstl.cab'])
        again = run('trust', 'update', '--url', server.base.rstrip('/'), status=0, env=home).out
        assert 'Still the edition of 22 April 2026' in again, again
    shown = run('trust', 'show', '--json', status=0, env=home).object()
    equal(shown['disallowed']['origin'], 'update')
    equal(shown['disallowed']['entries'], 73)
    equal(shown['roots']['origin'], 'built-in')
    equal(sorted(snapshot(folder)), ['authroot.stl', 'disallowedcert.stl'])


@test
def an_older_list_does_not_replace_the_built_in_one(folder, _):
    """What the server of the collection has is older than the built-in list: kept, but not used."""
    need_lists()
    home = new_home(folder)
    with serve('authrootstl.cab') as server:
        told = run('trust', 'update', '--url', server.base, status=0, env=home).out
        assert 'newer and stays in force' in told, told
        certificates = [name for name in server.asked if name.endswith('.crt')]
    shown = run('trust', 'show', '--json', status=0, env=home).object()
    equal(shown['roots']['date'], '2026-04-22T00:33:28Z')
    equal({f'{name[:-4].lower()}.crt' for name in certificates} | {'authroot.stl', 'disallowedcert.stl'},
          set(snapshot(folder)) | {name.lower() for name in certificates})


@test
def no_way_back(folder, _):
    need_lists()
    home = new_home(folder)
    with serve('authrootstl-2023-07-20.cab') as server:
        run('trust', 'update', '--url', server.base, status=0, env=home)
    before = snapshot(folder)
    with serve('authrootstl-2023-07-19.cab') as server:
        refused = run('trust', 'update', '--url', server.base, status=1, env=home)
        assert 'older than that of 2023-07-20' in refused.err, refused.err
    equal(snapshot(folder), before)
    with serve('authrootstl-2023-07-20.cab', 'disallowedcertstl-2019-08-13.cab') as server:
        run('trust', 'update', '--url', server.base, status=1, env=home)
    equal(snapshot(folder), before)
    with serve('authrootstl.cab') as server:
        run('trust', 'update', '--url', server.base, status=0, env=home)
    assert snapshot(folder)['authroot.stl'] != before['authroot.stl']


@test
def a_damaged_download_changes_nothing(folder, _):
    need_lists()
    home = new_home(folder)
    good = (PUBLISHED / 'authrootstl.cab').read_bytes()
    disallowed = (PUBLISHED / 'disallowedcertstl-2020-12-10.cab').read_bytes()
    with serve('authrootstl-2023-07-20.cab') as server:
        run('trust', 'update', '--url', server.base, status=0, env=home)
    before = snapshot(folder)
    changed = bytearray((TRUST / 'authroot.stl').read_bytes())
    changed[5000] ^= 1
    bad = [
        {'authrootstl.cab': good[:-100]},
        {'authrootstl.cab': b''},
        {'authrootstl.cab': b'<html>not here</html>'},
        {'authrootstl.cab': make_cabinet(bytes(changed))},
        {'authrootstl.cab': disallowed},
        {'authrootstl.cab': (PUBLISHED / 'pinrulesstl-2017-05-31.cab').read_bytes()},
        {'disallowedcertstl.cab': good},
        {'disallowedcertstl.cab': disallowed[:50]},
        {'authrootstl.cab': None},
        {'disallowedcertstl.cab': None},
    ]
    for files in bad:
        with Server({'authrootstl.cab': good, 'disallowedcertstl.cab': disallowed, **files}) as server:
            run('trust', 'update', '--url', server.base, status=1, env=home)
        equal(snapshot(folder), before)
    run('trust', 'update', '--url', 'http://127.0.0.1:1/', status=1, env=home)
    equal(snapshot(folder), before)


@test
def a_wrong_certificate_is_refused(folder, _):
    """Roots of 2019 that the built-in list no longer has."""
    need_lists()
    home = new_home(folder)
    roots = make_cabinet((PUBLISHED / 'authroot-2019-10.stl').read_bytes())
    with serve(roots) as server:
        run('trust', 'update', '--url', server.base, status=0, env=home)
        asked = [name for name in server.asked if name.endswith('.crt')]
        missing = [name for name in asked if not (PUBLISHED / 'crt' / name).exists()]
    assert asked, 'no certificate was missing'
    present = [name for name in asked if name not in missing]
    if not present:
        raise Skip('the collection has none of these certificates')
    shutil.rmtree(folder / 'data')
    other = next((PUBLISHED / 'crt').glob('3B1EFD3A*')).read_bytes()
    with serve(roots, **{present[0]: other}) as server:
        refused = run('trust', 'update', '--url', server.base, status=1, env=home)
        assert 'not the certificate that the list names' in refused.err, refused.err
    assert not (folder / 'data').exists() or not snapshot(folder)


@test
def damaged_files_in_the_folder_are_told(folder, _):
    need_lists()
    home = new_home(folder)
    with serve('authrootstl.cab') as server:
        run('trust', 'update', '--url', server.base, status=0, env=home)
    kept = folder / 'data' / 'signet' / 'trust' / 'disallowedcert.stl'
    kept.write_bytes(kept.read_bytes()[:-1])
    shown = run('trust', 'show', '--json', status=0, env=home)
    assert 'cannot be used' in shown.err, shown.err
    equal(shown.object()['disallowed'], None)


main()
