# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Programs signed by the command line are what this and other programs call signed."""

import shutil
import subprocess

from authority import Authority
from harness import (CLI, CODE_SIGNING, PASSWORD, Publisher, SERVER_ONLY, TimestampServer, equal, main,
                     make_program, openssl, run, test)
from judges import ask_osslsigncode, judge

NONE = ['--timestamp', 'none']


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.rsa = self.publisher.issue('publisher', key=('rsa:2048',))
        self.key = self.publisher.key(self.rsa)
        self.trust = ['--trust', self.publisher.root]
        self.program = folder / 'hello.exe'
        make_program(self.program)
        self.original = self.program.read_bytes()

    def copy(self, folder, name='hello.exe'):
        target = folder / name
        shutil.copy(self.program, target)
        return target

    def signed(self, folder, *options, name='hello.exe'):
        program = self.copy(folder, name)
        run('sign', *self.key, *NONE, *options, program, status=0)
        return program


def check_signed(program, shared, count=1):
    """Intact and from somebody trusted; the test authority has no revocation list to ask."""
    result = run('verify', '--json', '--no-system-trust', *shared.trust, program, status=0)
    entry = result.object()
    assert entry['verdict'] in ('valid', 'revocation-unknown'), entry['verdict']
    equal(len(entry['signatures']), count)
    equal(entry['findings'], [])
    for signature in entry['signatures']:
        equal(signature['digest']['stored'], signature['digest']['computed'])
        failed = [check for check in signature['checks'] if check['status'] == 'fail']
        equal(failed, [])
    return entry


@test
def every_digest(folder, shared):
    for digest in ('sha256', 'sha384', 'sha512'):
        program = shared.signed(folder, '--digest', digest)
        entry = check_signed(program, shared)
        equal(entry['signatures'][0]['digest']['algorithm'], digest)
        judge(program, shared.publisher.root, digest)


@test
def sha1_is_weak(folder, shared):
    program = shared.signed(folder, '--digest', 'sha1')
    entry = run('verify', '--json', *shared.trust, program, status=0).object()
    equal(entry['signatures'][0]['digest']['algorithm'], 'sha1')
    algorithms = next(check for check in entry['signatures'][0]['checks']
                      if check['id'] == 'algorithms')
    equal((algorithms['status'], algorithms['reason']), ('warn', 'weak-hash'))
    run('verify', '--strict', *shared.trust, program, status=7)


@test
def encrypted_pem_key(folder, shared):
    locked = folder / 'locked.pem'
    openssl('pkcs8', '-topk8', '-in', shared.rsa['key'], '-out', locked, '-passout',
            f'pass:{PASSWORD}')
    arguments = ['sign', '--cert', shared.rsa['pem'], '--key', locked, *NONE, '--json']
    program = shared.copy(folder)
    equal(run(*arguments, program, status=4).object()['error']['code'], 'password-needed')
    run(*arguments, '--pass-file', shared.publisher.password_file, program, status=0)
    check_signed(program, shared)


@test
def the_object_tells_what_was_done(folder, shared):
    program = shared.copy(folder)
    entry = run('sign', *shared.key, *NONE, '--description', 'Prüfprogramm', '--url',
                'https://example.com/', '--json', *shared.trust, program, status=0).object()
    equal(entry['file'], str(program))
    equal(entry['action'], 'signed')
    equal(entry['error'], None)
    equal(entry['timestamp_server'], None)
    assert isinstance(entry['ms'], int)
    signature, = entry['signatures']
    equal(signature['program'], {'name': 'Prüfprogramm', 'url': 'https://example.com/'})
    equal(signature['nested'], 0)
    equal(signature['timestamp'], None)
    signer = signature['signer']
    equal(set(signer), {'subject', 'issuer', 'serial', 'sha1', 'sha256', 'not_before', 'not_after'})
    assert 'Example GmbH' in signer['subject'] and 'Signet Test Authority' in signer['issuer']
    fingerprint = subprocess.run(['openssl', 'x509', '-in', shared.rsa['pem'], '-noout',
                                  '-fingerprint', '-sha256'], capture_output=True, check=True,
                                 text=True).stdout.split('=')[1].strip()
    equal(signer['sha256'], fingerprint.replace(':', '').lower())
    equal([link['subject'] for link in signature['chain']][0], signer['subject'])
    equal(len(signature['chain']), 2)
    equal({check['id'] for check in signature['checks']},
          {'content', 'signature', 'coverage', 'timestamp', 'chain', 'usage', 'validity',
           'revocation', 'algorithms'})
    for check in signature['checks']:
        assert check['status'] in ('pass', 'warn', 'fail', 'unknown', 'skipped')
    equal(entry['signatures'], run('verify', '--json', *shared.trust, program).object()['signatures'])


@test
def an_unknown_root_is_untrusted(folder, shared):
    program = shared.signed(folder)
    equal(run('verify', '--json', program, status=7).object()['verdict'], 'untrusted')
    text = run('verify', program, status=7).out
    equal(len(text.splitlines()), 5, text)


@test
def time_can_be_chosen(folder, shared):
    program = shared.signed(folder)
    for time in ('2000-01-01', '2000-01-01T00:00:00Z', '946684800'):
        entry = run('verify', '--json', '--at', time, *shared.trust, program, status=7).object()
        equal(entry['judged_at'], '2000-01-01T00:00:00Z')
        validity = next(check for check in entry['signatures'][0]['checks']
                        if check['id'] == 'validity')
        equal((validity['status'], validity['reason']), ('fail', 'not-yet-valid'))


@test
def signed_files_stay_as_they_are(folder, shared):
    program = shared.signed(folder)
    before = program.read_bytes()
    result = run('sign', *shared.key, *NONE, '--json', program, status=0)
    equal(result.object()['action'], 'skipped')
    assert result.err.strip()
    equal(program.read_bytes(), before)
    equal(run('sign', *shared.key, *NONE, '--existing', 'refuse', '--json', program,
              status=1).object()['error']['code'], 'already-signed')
    equal(program.read_bytes(), before)


@test
def append_nests_a_second_signature(folder, shared):
    program = shared.signed(folder, '--digest', 'sha1')
    entry = run('sign', *shared.key, *NONE, '--existing', 'append', '--digest', 'sha256', '--json',
                program, status=0).object()
    equal(entry['action'], 'appended')
    entry = run('verify', '--json', *shared.trust, program, status=0).object()
    equal([(one['nested'], one['digest']['algorithm']) for one in entry['signatures']],
          [(0, 'sha1'), (1, 'sha256')])
    judge(program, shared.publisher.root, 'sha1')


@test
def replace_leaves_one_signature(folder, shared):
    once = shared.signed(folder, name='once.exe').read_bytes()
    program = shared.signed(folder)
    entry = run('sign', *shared.key, *NONE, '--existing', 'replace', '--json', program,
                status=0).object()
    equal(entry['action'], 'replaced')
    check_signed(program, shared)
    equal(len(program.read_bytes()), len(once))


@test
def page_hashes(folder, shared):
    program = shared.signed(folder, '--page-hashes')
    check_signed(program, shared)
    ask_osslsigncode(program, shared.publisher.root, sees='Page hash')


@test
def flipped_octets_are_found(folder, shared):
    signed = shared.signed(folder).read_bytes()
    program = folder / 'flipped.exe'
    for place in (2, 0x60, 0x400, len(shared.original) // 2, len(shared.original) - 1):
        octets = bytearray(signed)
        octets[place] ^= 1
        program.write_bytes(octets)
        result = run('verify', '--json', *shared.trust, program)
        assert result.status in (1, 8), (place, result.status)
        assert result.object()['verdict'] in ('changed', 'unreadable')
        if place >= 0x400:
            equal(result.status, 8)
    equal(run('sign', *shared.key, *NONE, '--json', program, status=1).object()['error']['code'],
          'already-signed')


@test
def output_to_file_and_folder(folder, shared):
    program = shared.copy(folder)
    target = folder / 'signed.exe'
    run('sign', *shared.key, *NONE, '--output', target, program, status=0)
    equal(program.read_bytes(), shared.original)
    check_signed(target, shared)
    other = shared.copy(folder, 'other.exe')
    out = folder / 'new' / 'out'
    run('sign', *shared.key, *NONE, '--output', out, program, other, status=0)
    equal(sorted(path.name for path in out.iterdir()), ['hello.exe', 'other.exe'])
    equal(other.read_bytes(), shared.original)
    (folder / 'twin').mkdir()
    twin = shared.copy(folder / 'twin')
    run('sign', *shared.key, *NONE, '--output', out, program, twin, status=2)


@test
def backup_keeps_the_original(folder, shared):
    program = shared.copy(folder)
    program.chmod(0o750)
    run('sign', *shared.key, *NONE, '--backup', '.orig', program, status=0)
    equal((folder / 'hello.exe.orig').read_bytes(), shared.original)
    equal(program.stat().st_mode & 0o777, 0o750)
    equal(sorted(path.name for path in folder.iterdir()), ['hello.exe', 'hello.exe.orig'])


@test
def one_bad_file_never_stops_the_rest(folder, shared):
    names = []
    for number in range(12):
        program = shared.copy(folder, f'{number:02}.exe')
        if number == 4:
            program.write_bytes(b'MZ is not enough')
        names.append(str(program))
    names.insert(7, str(folder / 'missing.exe'))
    result = run('sign', *shared.key, *NONE, '--jobs', '3', '--json', *names, status=1)
    objects = result.objects()
    equal([entry['file'] for entry in objects], names)
    for entry in objects:
        good = not entry['file'].endswith(('04.exe', 'missing.exe'))
        equal(entry['action'], 'signed' if good else None)
        equal(entry['error'] is None, good)
    equal((folder / '04.exe').read_bytes(), b'MZ is not enough')


@test
def a_folder_that_cannot_be_written(folder, shared):
    inside = folder / 'inside'
    inside.mkdir()
    program = shared.copy(inside)
    command = [CLI, 'sign', *map(str, shared.key), *NONE, '--json', str(program)]
    inside.chmod(0o555)
    try:
        process = subprocess.run(as_nobody(shared, folder, command), capture_output=True,
                                 check=False, start_new_session=True)
    finally:
        inside.chmod(0o755)
    equal(process.returncode, 1, process.stdout.decode() + process.stderr.decode())
    assert b'"file-readonly"' in process.stdout, process.stdout
    equal(program.read_bytes(), shared.original)


def as_nobody(shared, folder, command):
    """Permissions mean nothing to root; the keys must be readable for who takes its place."""
    import os
    if os.geteuid() != 0:
        return command
    for top in (shared.publisher.folder.parent, shared.publisher.folder, folder):
        top.chmod(0o755)
    for path in shared.publisher.folder.iterdir():
        path.chmod(0o644)
    os.chown(folder / 'inside', 65534, 65534)
    os.chown(folder / 'inside' / 'hello.exe', 65534, 65534)
    return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', *command]


@test
def a_certificate_that_is_not_valid_now(folder, shared):
    issuer = {'pem': shared.publisher.root, 'key': shared.publisher.folder / 'authority.key'}
    old = Authority(folder / 'old').issue('old', '/CN=Example GmbH', issuer, CODE_SIGNING, -30, -1)
    program = shared.copy(folder)
    key = ['--cert', old['pem'], '--key', old['key']]
    entry = run('sign', *key, *NONE, '--json', program, status=5).object()
    equal(entry['error']['code'], 'cert-expired')
    equal(program.read_bytes(), shared.original)
    run('sign', *key, *NONE, '--allow-expired', program, status=0)
    equal(run('verify', '--json', *shared.trust, program, status=7).object()['verdict'], 'expired')


@test
def a_key_that_cannot_be_used(folder, shared):
    program = shared.copy(folder)
    server = shared.publisher.issue('server', extensions=SERVER_ONLY)
    other = shared.publisher.issue('other')
    damaged = folder / 'damaged.pfx'
    damaged.write_bytes(shared.rsa['pfx'].read_bytes()[:900])
    wrong = folder / 'wrong.txt'
    wrong.write_text('not the password\n')
    good = ['--pass-file', shared.publisher.password_file]
    for code, key in (
            ('eku-missing', shared.publisher.key(server)),
            ('key-mismatch', ['--cert', shared.rsa['pem'], '--key', other['key']]),
            ('pfx-password', ['--pkcs12', shared.rsa['pfx'], '--pass-file', wrong]),
            ('pfx-damaged', ['--pkcs12', damaged, *good]),
            ('password-needed', ['--pkcs12', shared.rsa['pfx']]),
            ('password-needed', ['--pkcs12', shared.rsa['pfx'], '--pass-env', 'SIGNET_MISSING']),
            ('password-needed', ['--pkcs12', shared.rsa['pfx'], '--pass-fd', '77']),
            ('file-unreadable', ['--pkcs12', folder / 'missing.pfx', *good])):
        entry = run('sign', *key, *NONE, '--json', program, status=4).object()
        equal(entry['error']['code'], code)
        equal(program.read_bytes(), shared.original)


@test
def timestamps(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.copy(folder)
        entry = run('sign', *shared.key, '--timestamp', server.url, '--json', program,
                    status=0).object()
        equal(entry['timestamp_server'], server.url)
        entry = check_signed(program, shared)
        stamp = entry['signatures'][0]['timestamp']
        equal((stamp['kind'], stamp['counts']), ('rfc3161', True))
        assert 'Signet Test Timestamps' in stamp['signer']['subject']
        judge(program, shared.publisher.root)
        later = ['--at', '2099-01-01', *shared.trust]
        run('verify', *later, program, status=0)
        bare = shared.signed(folder, name='bare.exe')
        equal(run('verify', '--json', *later, bare, status=7).object()['verdict'], 'expired')


@test
def the_next_server_is_asked(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        program = shared.copy(folder)
        entry = run('sign', *shared.key, '--timestamp', 'http://127.0.0.1:1/', '--timestamp',
                    server.url, '--json', program, status=0).object()
        equal(entry['timestamp_server'], server.url)


@test
def without_the_timestamp_that_was_asked_for(folder, shared):
    program = shared.copy(folder)
    dead = ['--timestamp', 'http://127.0.0.1:1/']
    entry = run('sign', *shared.key, *dead, '--json', program, status=1).object()
    equal(entry['error']['code'], 'ts-unreachable')
    equal(program.read_bytes(), shared.original)
    entry = run('sign', *shared.key, *dead, '--timestamp-optional', '--json', program,
                status=3).object()
    equal((entry['action'], entry['timestamp_error']['code']), ('signed', 'ts-unreachable'))
    check_signed(program, shared)


main(Shared)
