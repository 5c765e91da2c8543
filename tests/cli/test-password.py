# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Passwords: where they may come from, and that they go nowhere. Interrupting, too."""

import fcntl
import os
import pty
import select
import shutil
import signal
import subprocess
import termios
import time

from harness import (CLI, PASSWORD, Publisher, TimestampServer, check_no_core_file, equal, main,
                     make_program, openssl, run, test)

NONE = ['--timestamp', 'none']


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.key = ['--pkcs12', self.files['pfx']]
        self.program = folder / 'hello.exe'
        make_program(self.program)

    def copy(self, folder, name='hello.exe'):
        shutil.copy(self.program, folder / name)
        return folder / name


def check_signed(program):
    run('verify', program, status=7)


@test
def from_a_file(folder, shared):
    for text in (PASSWORD, PASSWORD + '\n', PASSWORD + '\r\n'):
        (folder / 'password').write_bytes(text.encode())
        program = shared.copy(folder)
        run('sign', *shared.key, *NONE, '--pass-file', folder / 'password', program, status=0)
        check_signed(program)


@test
def from_a_file_as_editors_and_shells_write_it(folder, shared):
    line = PASSWORD + '\r\n'
    for data in (line.encode('utf-8-sig'), line.encode('utf-16'), line.encode('utf-16-le'),
                 b'\xfe\xff' + line.encode('utf-16-be'), line.encode('utf-16-be'),
                 (PASSWORD + '\r').encode(), (line + 'a second line\n').encode('utf-16')):
        (folder / 'password').write_bytes(data)
        program = shared.copy(folder)
        run('sign', *shared.key, *NONE, '--pass-file', folder / 'password', program, status=0)
        check_signed(program)


@test
def what_is_no_password_is_not_tried(folder, shared):
    program = shared.copy(folder)
    before = program.read_bytes()
    for data in (b'\n', ('\n' + PASSWORD).encode(), b'\xef\xbb\xbf', b'\xff\xfe', b'\xff\xfea',
                 PASSWORD.encode() + b'\0\0\0x'):
        (folder / 'password').write_bytes(data)
        entry = run('sign', *shared.key, *NONE, '--json', '--pass-file', folder / 'password', program,
                    status=4).object()
        equal(entry['error']['code'], 'password-needed', str(data))
        equal(program.read_bytes(), before)


@test
def a_wrong_password_has_a_reason(folder, shared):
    program = shared.copy(folder)
    (folder / 'password').write_text('wrong')
    result = run('sign', *shared.key, *NONE, '--pass-file', folder / 'password', program, status=4)
    assert 'publisher.pfx: wrong password' in result.out + result.err, result
    result = run('sign', *shared.key, *NONE, program, status=4)
    assert 'publisher.pfx: no password was given' in result.out + result.err, result


@test
def from_standard_input(folder, shared):
    program = shared.copy(folder)
    run('sign', *shared.key, *NONE, '--pass-file', '-', program, stdin=PASSWORD.encode(), status=0)
    check_signed(program)


@test
def from_the_environment(folder, shared):
    program = shared.copy(folder)
    run('sign', *shared.key, *NONE, '--pass-env', 'SECRET', program, env={'SECRET': PASSWORD},
        status=0)
    check_signed(program)


@test
def from_a_descriptor(folder, shared):
    program = shared.copy(folder)
    reader, writer = os.pipe()
    os.write(writer, PASSWORD.encode())
    os.close(writer)
    run('sign', *shared.key, *NONE, '--pass-fd', reader, program, pass_fds=[reader], status=0)
    os.close(reader)
    check_signed(program)


@test
def none_is_needed_where_there_is_none(folder, shared):
    openssl('pkcs12', '-export', '-inkey', shared.files['key'], '-in', shared.files['pem'],
            '-passout', 'pass:', '-out', folder / 'open.pfx')
    program = shared.copy(folder)
    run('sign', '--pkcs12', folder / 'open.pfx', *NONE, program, status=0)
    check_signed(program)


@test
def non_ascii(folder, shared):
    password = 'Schlüssel für Ähren €'
    openssl('pkcs12', '-export', '-inkey', shared.files['key'], '-in', shared.files['pem'],
            '-passout', f'pass:{password}', '-out', folder / 'key.pfx')
    program = shared.copy(folder)
    run('sign', '--pkcs12', folder / 'key.pfx', *NONE, '--pass-file', '-', program,
        stdin=password.encode(), status=0)
    check_signed(program)


@test
def without_a_terminal_nobody_is_asked(folder, shared):
    program = shared.copy(folder)
    entry = run('sign', *shared.key, *NONE, '--json', program, status=4).object()
    equal(entry['error']['code'], 'password-needed')
    equal(program.read_bytes(), shared.program.read_bytes())


@test
def a_wrong_one_is_told_but_not_shown(folder, shared):
    wrong = 'wrong but secret'
    (folder / 'password').write_text(wrong)
    program = shared.copy(folder)
    result = run('sign', *shared.key, *NONE, '--json', '--pass-file', folder / 'password', program,
                 status=4)
    equal(result.object()['error']['code'], 'pfx-password')
    assert wrong not in result.out + result.err
    (folder / 'password').write_text('x' * 5000)
    result = run('sign', *shared.key, *NONE, '--pass-file', folder / 'password', program, status=4)
    assert 'xxx' not in result.out + result.err


class Terminal:
    """signet-cli on a terminal of its own."""

    def __init__(self, arguments):
        self.process_id, self.screen = pty.fork()
        if self.process_id == 0:
            os.execv(CLI, [CLI, *map(str, arguments)])
        self.text = ''

    def read_until(self, wanted):
        end = time.monotonic() + 60
        while wanted not in self.text:
            assert time.monotonic() < end, self.text
            if select.select([self.screen], [], [], 0.2)[0]:
                try:
                    self.text += os.read(self.screen, 4096).decode('utf-8', 'replace')
                except OSError:
                    break
        assert wanted in self.text, self.text

    def is_echoing(self):
        return bool(termios.tcgetattr(self.screen)[3] & termios.ECHO)

    def wait_for_echo(self, wanted):
        for _ in range(100):
            if self.is_echoing() == wanted:
                return
            time.sleep(0.05)
        raise AssertionError(f'echo is not {wanted}')

    def type(self, text):
        os.write(self.screen, text.encode())

    def finish(self):
        """What is left on the screen, and how it ended."""
        while True:
            try:
                more = os.read(self.screen, 4096)
            except OSError:
                break
            if not more:
                break
            self.text += more.decode('utf-8', 'replace')
        _, status = os.waitpid(self.process_id, 0)
        os.close(self.screen)
        return os.waitstatus_to_exitcode(status)


@test
def asked_on_the_terminal_without_echo(folder, shared):
    program = shared.copy(folder)
    terminal = Terminal(['sign', *shared.key, *NONE, program])
    terminal.read_until(': ')
    terminal.wait_for_echo(False)
    terminal.type('wrong secret\n')
    terminal.read_until('password is wrong')
    terminal.wait_for_echo(False)
    terminal.type(PASSWORD + '\n')
    equal(terminal.finish(), 0, terminal.text)
    assert PASSWORD not in terminal.text and 'wrong secret' not in terminal.text
    check_signed(program)


@test
def asked_three_times_at_most(folder, shared):
    program = shared.copy(folder)
    terminal = Terminal(['sign', *shared.key, *NONE, program])
    for number in range(3):
        terminal.read_until('assword for' if number == 0 else 'password is wrong')
        terminal.wait_for_echo(False)
        terminal.text = ''
        terminal.type('wrong\n')
    equal(terminal.finish(), 4, terminal.text)
    equal(program.read_bytes(), shared.program.read_bytes())


@test
def interrupted_while_asking_the_terminal_is_restored(folder, shared):
    keeper, other = pty.openpty()
    program = shared.copy(folder)

    def take_terminal():
        os.setsid()
        fcntl.ioctl(other, termios.TIOCSCTTY, 0)

    process = subprocess.Popen([CLI, 'sign', *map(str, shared.key), *NONE, str(program)],
                               stdin=other, stdout=other, stderr=other, preexec_fn=take_terminal)
    for _ in range(200):
        if not termios.tcgetattr(keeper)[3] & termios.ECHO:
            break
        time.sleep(0.05)
    else:
        raise AssertionError('the terminal still shows what is typed')
    os.write(keeper, b'half a pass\x03')
    equal(process.wait(20), -signal.SIGINT)
    assert termios.tcgetattr(other)[3] & termios.ECHO
    os.close(keeper)
    os.close(other)
    equal(program.read_bytes(), shared.program.read_bytes())


def start_hanging(folder, shared, server, names):
    return subprocess.Popen([CLI, 'sign', *map(str, shared.key), '--pass-file',
                             str(shared.publisher.password_file), '--json', '--timestamp',
                             server.url + 'hang', *names],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            start_new_session=True)


@test
def secrets_are_out_of_reach_of_others(folder, shared):
    with TimestampServer(shared.publisher, folder) as server:
        process = start_hanging(folder, shared, server, [str(shared.copy(folder))])
        server.wait_for('log', 'hangs')
        with open(f'/proc/{process.pid}/cmdline', 'rb') as command_line:
            assert PASSWORD.encode() not in command_line.read()
        check_no_core_file(process.pid)
        # Not dumpable: what the kernel tells of the process belongs to root.
        equal(os.stat(f'/proc/{process.pid}/maps').st_uid, 0)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=120)


@test
def interrupting_leaves_every_file_whole(folder, shared):
    names = [str(shared.copy(folder, f'{number}.exe')) for number in range(6)]
    with TimestampServer(shared.publisher, folder) as server:
        process = start_hanging(folder, shared, server, names)
        server.wait_for('log', 'hangs')
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
    equal(process.returncode, -signal.SIGINT, err.decode())
    equal(out.count(b'"cancelled"'), len(names), out.decode())
    equal(sorted(path.name for path in folder.glob('*.exe*')),
          sorted(f'{number}.exe' for number in range(6)))
    for name in names:
        with open(name, 'rb') as program:
            equal(program.read(), shared.program.read_bytes())


main(Shared)
