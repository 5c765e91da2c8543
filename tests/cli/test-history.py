# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What was signed is written down, found again, and never stands in the way of signing."""

import csv
import hashlib
import io
import os
import shutil

from harness import (PASSWORD, Publisher, TimestampServer, equal, in_german, main, make_program, run,
                     test)


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.key = self.publisher.key(self.files)
        self.program = folder / 'hello.exe'
        make_program(self.program)

    def copy(self, folder, name='hello.exe'):
        shutil.copy(self.program, folder / name)
        return folder / name


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def at(folder):
    return {'XDG_DATA_HOME': str(folder / 'data')}


def history(folder, *options):
    return run('history', '--json', *options, env=at(folder), status=0).objects()


def sign(folder, shared, program, *options):
    return run('sign', *shared.key, '--timestamp', 'none', *options, program, env=at(folder),
               status=0)


@test
def every_signature_is_written_down(folder, shared):
    program = shared.copy(folder)
    before = sha256(program)
    sign(folder, shared, program, '--json')
    entry, = history(folder)
    equal((entry['file'], entry['action'], entry['format']), (str(program), 'signed', 'pe'))
    equal((entry['sha256_before'], entry['sha256_after']), (before, sha256(program)))
    shown = run('certificate', '--json', shared.files['pem'], status=0).object()
    for ours, theirs in (('certificate_sha256', 'sha256'), ('certificate_sha1', 'sha1'),
                         ('certificate_serial', 'serial'), ('certificate_subject', 'subject')):
        equal(entry[ours], shown[theirs])
    report = run('verify', '--json', program).object()['signatures'][0]
    equal(entry['digest'], report['digest']['stored'])
    equal((entry['timestamp_time'], entry['timestamp_server'], entry['token_serial']),
          (None, None, None))
    assert entry['time'].startswith('20') and entry['program_version']
    sign(folder, shared, program, '--existing', 'append')
    sign(folder, shared, program, '--existing', 'replace')
    sign(folder, shared, program, '--existing', 'skip-valid')
    equal([entry['action'] for entry in history(folder)], ['replaced', 'appended', 'signed'])


@test
def nothing_secret_and_for_nobody_else(folder, shared):
    sign(folder, shared, shared.copy(folder))
    data = folder / 'data' / 'signet'
    equal(os.stat(data).st_mode & 0o777, 0o700)
    equal([path.name for path in data.iterdir()], ['history.db'])
    equal(os.stat(data / 'history.db').st_mode & 0o777, 0o600)
    assert PASSWORD.encode() not in (data / 'history.db').read_bytes()


@test
def not_written_down_when_not_wanted(folder, shared):
    sign(folder, shared, shared.copy(folder), '--no-history')
    assert not (folder / 'data').exists()
    equal(history(folder), [])


@test
def cleared_on_request(folder, shared):
    sign(folder, shared, shared.copy(folder))
    sign(folder, shared, shared.copy(folder, 'other.exe'))
    run('history', '--clear', '--json', env=at(folder), status=2)
    equal(len(history(folder)), 2)
    equal(run('history', '--clear', env=at(folder), status=0).out, 'Deleted 2 entries\n')
    equal(history(folder), [])
    equal([path.name for path in (folder / 'data' / 'signet').iterdir()], ['history.db'])


@test
def large_files_are_hashed_too(folder, shared):
    program = shared.copy(folder)
    with open(program, 'ab') as file:
        file.write(bytes(20 * 1024 * 1024))
    before = sha256(program)
    sign(folder, shared, program)
    entry, = history(folder)
    equal((entry['sha256_before'], entry['sha256_after']), (before, sha256(program)))


@test
def which_files_did_this_certificate_sign(folder, shared):
    other = shared.publisher.issue('other', subject='/CN=Other')
    sign(folder, shared, shared.copy(folder, 'a.exe'))
    run('sign', *shared.publisher.key(other), '--timestamp', 'none', shared.copy(folder, 'b.exe'),
        env=at(folder), status=0)
    sha1 = run('certificate', '--json', other['pem'], status=0).object()['sha1']
    colons = ':'.join(sha1[i:i + 2] for i in range(0, 40, 2)).upper()
    for thumbprint in (sha1, colons):
        entry, = history(folder, '--certificate', thumbprint)
        equal(entry['file'], str(folder / 'b.exe'))
    equal(history(folder, '--certificate', '00' * 20), [])
    equal(len(history(folder, '--search', 'a.exe')), 1)
    equal(len(history(folder, '--search', 'Example GmbH')), 1)


@test
def timestamps_due_until_they_are_added(folder, shared):
    due, stamped = shared.copy(folder, 'due.exe'), shared.copy(folder, 'stamped.exe')
    sign(folder, shared, due)
    with TimestampServer(shared.publisher, folder) as server:
        trust = ['--trust', shared.publisher.root]
        run('sign', *shared.key, '--timestamp', server.url, *trust, stamped, env=at(folder),
            status=0)
        entry = history(folder)[0]
        assert entry['timestamp_time'] and entry['timestamp_server'] == server.url, entry
        equal([entry['file'] for entry in history(folder, '--timestamps-due')], [str(due)])
        run('timestamp', '--timestamp', server.url, due, env=at(folder), status=0)
    equal(history(folder, '--timestamps-due'), [])
    assert history(folder, '--search', 'due.exe')[0]['timestamp_server'] == server.url


@test
def for_people_and_as_a_table(folder, shared):
    program = shared.copy(folder)
    sign(folder, shared, program)
    text = run('history', env=at(folder), status=0).out
    assert str(program) in text and 'without timestamp' in text and 'CN=Example GmbH' in text
    assert 'ohne Zeitstempel' in run('history', env={**at(folder), **in_german()}).out
    rows = list(csv.DictReader(io.StringIO(run('history', '--csv', env=at(folder)).out)))
    equal((len(rows), rows[0]['file'], rows[0]['sha256_after']), (1, str(program), sha256(program)))


@test
def a_damaged_one_is_set_aside(folder, shared):
    sign(folder, shared, shared.copy(folder))
    database = folder / 'data' / 'signet' / 'history.db'
    database.write_bytes(b'damage' * 1000)
    result = sign(folder, shared, shared.copy(folder, 'b.exe'))
    assert 'history' in result.err and 'damaged' in result.err, result
    equal([entry['file'] for entry in history(folder)], [str(folder / 'b.exe')])
    aside, = database.parent.glob('history.db.damaged-*')
    equal(aside.read_bytes(), b'damage' * 1000)


@test
def one_that_cannot_be_written_is_told(folder, shared):
    (folder / 'data').write_text('a file where a folder should be')
    result = sign(folder, shared, shared.copy(folder))
    assert 'history' in result.err, result
    result = run('history', env=at(folder), status=1)
    assert 'history' in result.err


@test
def only_what_is_there_waits_for_a_timestamp(folder, shared):
    names = ['kept.exe', 'gone.exe', 'built-anew.exe', 'touched.exe', 'replaced-by-folder.exe']
    kept, gone, anew, touched, replaced = [shared.copy(folder, name) for name in names]
    sign(folder, shared, kept)
    for program in (gone, anew, touched, replaced):
        sign(folder, shared, program)
    equal(len(history(folder, '--timestamps-due')), 5)
    gone.unlink()
    shutil.copy(shared.program, anew)
    replaced.unlink()
    replaced.mkdir()
    os.utime(anew, (1_000_000_000, 1_000_000_000))
    touched.chmod(0o600)
    equal({entry['file'] for entry in history(folder, '--timestamps-due')},
          {str(kept), str(touched)})
    text = run('history', '--timestamps-due', env=at(folder), status=0).out
    assert 'kept.exe' in text and 'gone.exe' not in text and 'anew' not in text, text
    equal(len(history(folder)), 5)


@test
def wrong_usage_is_told(folder, shared):
    for arguments in (['a.exe'], ['--json', '--csv'], ['--frobnicate']):
        run('history', *arguments, env=at(folder), status=2)


main(Shared)
