# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Files that are no ordinary files, places that do not take any, and moments to be interrupted at."""

import os
import random
import resource
import shutil
import signal
import subprocess
import time

from harness import CLI, Publisher, equal, main, run, test
from programs import KINDS, make

NONE = ['--timestamp', 'none']
PLAIN = KINDS['pe32-plus.dll']


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.key = self.publisher.key(self.publisher.issue('publisher', key=('rsa:2048',)))
        self.trust = ['--no-system-trust', '--trust', self.publisher.root]
        self.command = ['sign', *self.key, *NONE, '--json']

    def write(self, folder, name='a.dll'):
        program = folder / name
        program.write_bytes(PLAIN)
        return program

    def check_signed(self, *programs):
        run('verify', '--strict', *self.trust, *programs, status=0)


def get_names(folder):
    return sorted(path.name for path in folder.iterdir())


@test
def a_symbolic_link_keeps_pointing_to_the_signed_file(folder, shared):
    (folder / 'inside').mkdir()
    program = shared.write(folder / 'inside')
    link = folder / 'link.dll'
    link.symlink_to('inside/a.dll')
    run(*shared.command, link, status=0)
    equal(os.readlink(link), 'inside/a.dll')
    shared.check_signed(program, link)
    equal(get_names(folder / 'inside'), ['a.dll'])


@test
def a_dangling_link_and_a_circle(folder, shared):
    (folder / 'dangling').symlink_to('nothing')
    (folder / 'circle').symlink_to('circle')
    for name in ('dangling', 'circle'):
        entry = run(*shared.command, folder / name, status=1).object()
        equal(entry['error']['code'], 'file-unreadable')
        run('verify', folder / name, status=1)
    equal(get_names(folder), ['circle', 'dangling'])


@test
def the_other_name_of_a_file_keeps_the_original(folder, shared):
    program = shared.write(folder)
    other = folder / 'other.dll'
    os.link(program, other)
    run(*shared.command, program, status=0)
    shared.check_signed(program)
    equal(other.read_bytes(), PLAIN)


@test
def the_same_file_twice_is_one(folder, shared):
    link = folder / 'link.dll'
    link.symlink_to('a.dll')
    for other in ('a.dll', 'link.dll', f'../{folder.name}/a.dll', './a.dll'):
        program = shared.write(folder)
        entry = run(*shared.command, program, folder / other, status=0).object()
        equal(entry['action'], 'signed')
        shared.check_signed(program)
    run('remove', program, link, status=0)
    run('sign', *shared.key, *NONE, '--output', f'{folder}/out/', program, link, status=0)
    equal(get_names(folder / 'out'), ['a.dll'])
    equal(len(run('verify', '--json', program, link, status=6).objects()), 2)


@test
def what_is_no_file(folder, shared):
    fifo = folder / 'fifo.exe'
    os.mkfifo(fifo)
    for path in (fifo, folder, '/dev/null', '/dev/zero', '/dev/tty', folder / 'missing.exe'):
        for command in (shared.command, ['verify', '--json'], ['remove', '--json']):
            entry = run(*command, path, status=1).object()
            equal(entry['error']['code'], 'file-unreadable', str(path))
        run('extract', '--output', folder / 'x', path, status=1)
    equal(get_names(folder), ['fifo.exe'])


@test
def attributes_are_kept(folder, shared):
    program = shared.write(folder)
    program.chmod(0o640)
    os.utime(program, (1_000_000_000, 1_000_000_000))
    os.setxattr(program, 'user.note', b'kept')
    run(*shared.command, program, '--backup', '~', status=0)
    equal(program.stat().st_mode & 0o7777, 0o640)
    equal(os.getxattr(program, 'user.note'), b'kept')
    assert program.stat().st_mtime > 1_500_000_000
    backup = folder / 'a.dll~'
    equal((backup.read_bytes(), backup.stat().st_mtime), (PLAIN, 1_000_000_000))
    equal(get_names(folder), ['a.dll', 'a.dll~'])


@test
def a_backup_never_takes_a_place(folder, shared):
    program = shared.write(folder)
    (folder / 'a.dll.old').write_bytes(b'an older backup')
    entry = run(*shared.command, program, '--backup', '.old', status=0).object()
    equal(entry['backup'], 'a.dll.old.1')
    once = program.read_bytes()
    result = run('sign', *shared.key, *NONE, program, '--backup', '.old', '--existing', 'append',
                 status=0)
    assert 'a.dll.old.2' in result.out, result
    twice = program.read_bytes()
    run('remove', program, '--backup', '.old', status=0)
    contents = [(folder / f'a.dll.old{end}').read_bytes() for end in ('', '.1', '.2', '.3')]
    equal(contents, [b'an older backup', PLAIN, once, twice])
    (folder / 'a.dll.dir').mkdir()
    before = program.read_bytes()
    run(*shared.command, program, '--backup', '.dir', status=1)
    equal(program.read_bytes(), before)


def without_room(size):
    """Run in the child: what would grow beyond @size octets fails like on a full disk."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


@test
def a_full_disk_leaves_the_file_as_it_was(folder, shared):
    program = shared.write(folder)
    for size in (0, 100, len(PLAIN), len(PLAIN) + 100):
        process = subprocess.run([CLI, *map(str, shared.command), str(program)],
                                 capture_output=True, check=False, restore_signals=False,
                                 preexec_fn=without_room(size))
        equal(process.returncode, 1, str(process))
        assert b'"write-failed"' in process.stdout, process
        equal(program.read_bytes(), PLAIN)
        equal(get_names(folder), ['a.dll'])
    run(*shared.command, program, '--output', '/dev/full', status=1)
    equal(program.read_bytes(), PLAIN)


@test
def an_output_that_cannot_be(folder, shared):
    program = shared.write(folder)
    other = shared.write(folder, 'b.dll')
    (folder / 'file').write_bytes(b'not a folder')
    run(*shared.command, program, '--output', folder / 'missing' / 'a.dll', status=1)
    run(*shared.command, program, '--output', '/dev/null', status=1)
    run(*shared.command, program, other, '--output', folder / 'file', status=2)
    equal((program.read_bytes(), other.read_bytes()), (PLAIN, PLAIN))
    equal((folder / 'file').read_bytes(), b'not a folder')
    run(*shared.command, program, '--output', f'{folder}/new/', status=0)
    shared.check_signed(folder / 'new' / 'a.dll')
    run(*shared.command, program, '--output', program, status=0)
    shared.check_signed(program)


@test
def names_of_any_kind(folder, shared):
    names = ['-dash.dll', 'ein ö.dll', 'a%20b.dll', 'new\nline.dll', 'x' * 240 + '.dll', '#1?.dll']
    for name in names:
        shared.write(folder, name)
    raw = os.path.join(os.fsencode(folder), b'latin-\xe9.dll')
    with open(raw, 'wb') as file:
        file.write(PLAIN)
    run(*shared.command, '--', *names, cwd=folder, status=0)
    process = subprocess.run([CLI, *map(str, shared.command), raw], capture_output=True, check=False)
    equal(process.returncode, 0, str(process))
    for name in names:
        shared.check_signed(folder / name)
    equal(len(get_names(folder)), len(names) + 1)


def check_whole(folder, shared, names, strays=False):
    """Each file is the old one or the new one."""
    entries = run('verify', '--json', *shared.trust, *(folder / name for name in names)).objects()
    for name, entry in zip(names, entries, strict=True):
        if entry['verdict'] == 'unsigned':
            assert (folder / name).read_bytes() in (PLAIN, BIG), name
        else:
            equal(entry['verdict'], 'valid', name)
    if not strays:
        equal(get_names(folder), sorted(names))
    return sum(entry['verdict'] == 'valid' for entry in entries)


BIG = make(overlay=random.Random(1).randbytes(4 << 20))


def interrupt(folder, shared, number, lines, delay):
    """Signs sixty files; interrupted @delay seconds after so many of them are told to be done."""
    folder.mkdir()
    names = [f'{index:03}.dll' for index in range(60)]
    for index, name in enumerate(names):
        (folder / name).write_bytes(BIG if index % 10 == 5 else PLAIN)
    process = subprocess.Popen([CLI, *map(str, shared.command), '--jobs', '3',
                                *(str(folder / name) for name in names)],
                               bufsize=0, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    told = [process.stdout.readline() for _ in range(lines)]
    time.sleep(delay)
    process.send_signal(number)
    out, _ = process.communicate(timeout=120)
    return names, process.returncode, (b''.join(told) + out).decode().splitlines()


@test
def interrupted_at_any_moment_every_file_is_whole(folder, shared):
    cut_short = 0
    for step in range(10):
        place = folder / str(step)
        names, status, lines = interrupt(place, shared, signal.SIGINT, step * step // 2,
                                         0.003 * step)
        signed = check_whole(place, shared, names)
        cut_short += 0 < signed < len(names)
        if signed < len(names):  # else it may have been done when the signal came
            equal(status, -signal.SIGINT)
        if lines:  # else it was before the first file was begun
            equal(len(lines), len(names))
            equal(sum('"signed"' in line for line in lines), signed)
        shutil.rmtree(place)
    assert cut_short > 0, 'never interrupted in the middle'


@test
def killed_at_any_moment_every_file_is_whole(folder, shared):
    for step in range(6):
        place = folder / str(step)
        names, *_ = interrupt(place, shared, signal.SIGKILL, step * 4, 0.002 * step)
        check_whole(place, shared, names, strays=True)
        shutil.rmtree(place)


@test
def a_file_that_changes_meanwhile_is_left_alone(folder, shared):
    """Another program writes while the timestamp is waited for: nothing is written over it."""
    import socket
    listener = socket.create_server(('127.0.0.1', 0))
    program = shared.write(folder)
    process = subprocess.Popen([CLI, 'sign', *map(str, shared.key), '--json', '--timestamp',
                                f'http://127.0.0.1:{listener.getsockname()[1]}/',
                                '--timestamp-optional', '--timestamp-pause', '0',
                                str(program)], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    connection, _ = listener.accept()
    changed = PLAIN[:-1] + b'!'
    program.write_bytes(changed)
    connection.close()
    listener.close()
    out, _ = process.communicate(timeout=60)
    equal(process.returncode, 1, out.decode())
    assert b'"file-changed"' in out, out
    equal(program.read_bytes(), changed)
    equal(get_names(folder), ['a.dll'])


main(Shared)
