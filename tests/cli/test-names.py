# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Names that a user did not choose: what looks like an address, would command the terminal, cannot
be told in JSON, or is no file at all."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.parse
from pathlib import Path

from harness import CLI, Publisher, Result, equal, main, openssl, run, test
from programs import KINDS

ADDRESSES = ['Re:invoice.exe', 'a:b.exe', 'x-1.2:3.exe', 'file:x.exe', 'http:x.exe', 'C:setup.exe',
             'pkcs11:x.exe', 'file:%41.exe', 'mailto:a@b.exe', 'setup.exe:Zone.Identifier']
COMMANDS = ['\x1b[2Ka.exe', 'a\x07.exe', 'a\x7f.exe', 'a\rb.exe', 'a\nb.exe', 'a\tb.exe',
            'a\x9b31m.exe', 'a\x85b.exe', 'a\x9dx.exe', 'x\u202eexe.pdf', 'a\u2066b\u2069.exe',
            'a\u200eb\u200fc.exe', 'a\u061cb.exe', 'a\u200bb\u200dc.exe', '\ufeffa.exe',
            'a\u2028b\u2029.exe', 'a\u00adb.exe', 'a\U000e0041.exe']
FORBIDDEN = re.compile('[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f'
                       '\ufeff\U000e0000-\U000e0fff]')


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.key = self.publisher.key(self.files)

    def copy(self, folder):
        return {end: Path(shutil.copy(path, folder)) for end, path in self.files.items()}


def write(folder, name):
    path = folder / name
    path.write_bytes(KINDS['pe32-plus.dll'])
    return path


@test
def a_colon_belongs_to_the_name(folder, shared):
    for name in ADDRESSES:
        write(folder, name)
        equal(run('verify', '--json', name, cwd=folder, status=6).object()['file'], name)
        equal(run('verify', name, cwd=folder, status=6).out.splitlines()[0], f'{name}: Not signed')
        run('sign', *shared.key, '--timestamp', 'none', '--no-history', name, cwd=folder, status=0)
        run('sign', *shared.key, '--timestamp', 'none', '--no-history', '--existing', 'replace',
            '--output', f'{name}.out', '--backup', ':old', name, cwd=folder, status=0)
        run('extract', '--output', f'{name}.der', name, cwd=folder, status=0)
        run('attach', '--signature', f'{name}.der', '--output', f'{name}.again', name, cwd=folder,
            status=0)
        run('remove', name, cwd=folder, status=0)
        run('catalog', 'create', '--output', f'{name}.cat', name, cwd=folder, status=0)
        run('catalog', 'list', f'{name}.cat', cwd=folder, status=0)


@test
def a_colon_in_the_names_of_options(folder, shared):
    program = write(folder, 'a.exe')
    publisher, files = shared.publisher, shared.copy(folder)
    for end in ('pem', 'key', 'pfx'):
        files[end].rename(folder / f'x:{end}')
    shutil.copy(publisher.root, folder / 'file:root')
    sign = ['--pass-file', publisher.password_file, '--timestamp', 'none', '--no-history',
            '--trust', 'file:root', '--existing', 'replace', program]
    run('sign', '--pkcs12', 'x:pfx', *sign, cwd=folder, status=0)
    run('sign', '--cert', 'x:pem', '--key', 'x:key', '--chain', 'file:root', *sign, cwd=folder,
        status=0)
    run('verify', '--trust', 'file:root', program, cwd=folder, status=0)
    run('certificate', 'x:pem', cwd=folder, status=0)
    run('convert', '--to', 'pfx', '--output', 'y:pfx', '--pass-file', publisher.password_file,
        'x:pfx', cwd=folder, status=0)
    assert (folder / 'y:pfx').exists()


def is_clean(result, name):
    for text in (result.out, result.err):
        assert not FORBIDDEN.search(text), (name, text)
        assert not re.search(r'^b\.exe', text, re.MULTILINE), (name, text)


@test
def no_name_commands_the_terminal(folder, shared):
    for name in COMMANDS:
        program = write(folder, name)
        for option in ([], ['--json']):
            is_clean(run('verify', *option, program, folder / f'missing{name}'), name)


@test
def no_command_shows_a_name_as_it_is(folder, shared):
    for name in (''.join(COMMANDS), '\x9b31m\u202e\n\x1b[2K.exe'):
        place = folder / str(len(name))
        place.mkdir()
        program = write(place, name)
        inside = place / f'{name}.folder'
        inside.mkdir()
        missing = place / f'missing{name}'
        for arguments in (
                ['verify', program, inside, missing], ['remove', program, inside, missing],
                ['verify', '--json', program, inside, missing], ['verify', '--trust', missing, program],
                ['verify', '--trust', inside, program], ['verify', '--crl', missing, program],
                ['verify', '--crl', inside, program], ['verify', '--catalog', missing, program],
                ['verify', '--catalog', inside, program], ['verify', '--content', missing, program],
                ['verify', f'--{name}', program], [name], ['extract', '--output', missing, inside],
                ['certificate', program], ['certificate', '--json', missing],
                ['catalog', 'create', '--output', place / 'c.cat', inside],
                ['catalog', 'create', '--output', f'{program}.cat', program],
                ['catalog', 'list', program], ['catalog', 'list', f'{program}.cat'],
                ['sign', '--pkcs12', missing, '--timestamp', 'none', program],
                ['sign', '--cert', missing, '--key', inside, '--timestamp', 'none', program],
                ['sign', '--pkcs12', missing, '--timestamp', f'http://{name}/', program],
                ['sign', '--pkcs12', missing, '--pass-file', missing, '--timestamp', 'none', program],
                ['convert', '--to', 'pem', '--output', place / 'o', missing],
                ['request', '--subject', name, '--key', missing],
                ['attach', '--signature', missing, program], ['timestamp', '--timestamp', name, program]):
            is_clean(run(*arguments), (name, arguments))


@test
def what_was_written_is_told_on_one_line(folder, shared):
    data = {'XDG_DATA_HOME': str(folder / 'data')}
    program = write(folder, 'a\nb.exe\u202e\x1b[1m')
    is_clean(run('sign', *shared.key, '--timestamp', 'none', program, env=data, status=0), 'sign')
    for option in ([], ['--json'], ['--csv']):
        result = run('history', *option, env=data, status=0)
        result.out = result.out.replace('\r\n', '\n')
        is_clean(result, option)
        assert option or 'b.exe?' in result.out, result
    is_clean(run('test-certificate', '--name', 'X', '--output', f'{program}.pfx', '--pass-file',
                 shared.publisher.password_file, status=0), 'test-certificate')
    is_clean(run('convert', '--to', 'pem', '--output', f'{program}.pem', '--no-key',
                 '--pass-file', shared.publisher.password_file, f'{program}.pfx', status=0), 'convert')


@test
def json_gives_the_very_name(folder, shared):
    for name in COMMANDS + ADDRESSES:
        program = write(folder, name)
        equal(run('verify', '--json', program, status=6).object()['file'], str(program))


@test
def json_gives_the_address_of_what_is_no_utf8(folder, shared):
    name = os.fsencode(folder) + b'/Gr\xf6\xdfe.exe'
    with open(name, 'wb') as file:
        file.write(KINDS['pe32-plus.dll'])
    for command in (['verify', '--json'], ['certificate', '--json']):
        process = subprocess.run([CLI, *command, name], capture_output=True, check=False)
        entry = json.loads(process.stdout)
        address = urllib.parse.urlparse(entry['file_uri'])
        equal(urllib.parse.unquote_to_bytes(address.path), name)
        assert 'Gr' in entry['file'] and entry['file'] != entry['file_uri']
    assert 'file_uri' not in run('verify', '--json', write(folder, 'Größe.exe')).object()


@test
def letters_stay_where_no_language_is_set(folder, shared):
    program = write(folder, 'Größe – „x“.exe')
    publisher = shared.publisher
    subject = '/CN=Müller & Söhne GmbH'
    key = publisher.key(publisher.issue('other', key=('rsa:2048',), subject=subject))
    run('sign', *key, '--timestamp', 'none', '--no-history', program, status=0)
    for locale in ('C', 'POSIX', ''):
        result = run('verify', '--no-system-trust', program, env={'LC_ALL': locale, 'LANG': 'C'})
        assert 'Größe - "x".exe: Intact' in result.out, result
        assert '"Müller & Söhne GmbH"' in result.out, result
        assert ' ? ' not in result.out and '??' not in result.out, result
    assert '“Müller & Söhne GmbH”' in run('verify', '--no-system-trust', program).out


@test
def what_is_no_regular_file_is_never_waited_for(folder, shared):
    program = write(folder, 'a.exe')
    publisher = shared.publisher
    roots = folder / 'roots'
    roots.mkdir()
    (roots / 'a.pem').write_bytes(publisher.root.read_bytes())
    fifo = folder / 'fifo.pem'
    os.mkfifo(fifo)
    os.mkfifo(roots / 'pipe.pem')
    os.mkfifo(roots / 'pipe.crl')
    os.mkfifo(roots / 'pipe.cat')
    (roots / 'link.pem').symlink_to(fifo)
    with socket.socket(socket.AF_UNIX) as place:
        os.chdir(folder)
        place.bind('socket')
        run('verify', '--trust', roots, program, status=6)
        for path in (fifo, folder / 'socket', '/dev/zero', '/dev/tty', roots / 'link.pem'):
            for option in ('--trust', '--crl', '--catalog'):
                run('verify', option, path, program, status=2)
            run('certificate', path, status=1)
            run('catalog', 'list', path, status=1)
            run('catalog', 'create', '--output', folder / 'x.cat', path, status=1)
            run('catalog', 'create', '--cdf', path, status=1)
            run('verify', '--content', path, program)
            run('attach', '--signature', path, program, status=1)
            run('convert', '--to', 'pem', '--output', folder / 'x', path, status=1)
            for key in (['--pkcs12', path], ['--cert', path, '--key', path],
                        ['--cert', publisher.root, '--key', path],
                        ['--pkcs12', publisher.root, '--pass-file', path]):
                run('sign', *key, '--timestamp', 'none', program, status=4)


@test
def a_pipe_of_the_shell_is_read(folder, shared):
    publisher, files = shared.publisher, shared.files
    program = write(folder, 'a.exe')
    script = ('"$0" sign --pkcs12 "$1" --pass-file <(cat "$2") --timestamp none --no-history "$3" && '
              '"$0" verify --trust <(cat "$4") "$3"')
    process = subprocess.run(['bash', '-c', script, CLI, files['pfx'], publisher.password_file,
                              program, publisher.root], capture_output=True, timeout=60, check=False)
    equal(process.returncode, 0, str(Result(process)))


def wait_for(listener):
    connection, _ = listener.accept()
    return connection


@test
def a_signal_ends_the_program_as_a_signal(folder, shared):
    program = write(folder, 'a.exe')
    for number in (signal.SIGINT, signal.SIGTERM):
        with socket.create_server(('127.0.0.1', 0)) as listener:
            url = f'http://127.0.0.1:{listener.getsockname()[1]}/'
            process = subprocess.Popen([CLI, 'sign', *map(str, shared.key), '--no-history', '--json',
                                        '--timestamp', url, program], stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL)
            connection = wait_for(listener)
            started = time.monotonic()
            process.send_signal(number)
            out, _ = process.communicate(timeout=30)
            connection.close()
        equal(process.returncode, -number)
        assert time.monotonic() - started < 5
        equal(json.loads(out)['error']['code'], 'cancelled')
        equal(program.read_bytes(), KINDS['pe32-plus.dll'])


@test
def one_object_for_each_file_that_fails(folder, shared):
    missing = folder / 'missing'
    for command in (['certificate', '--json'], ['catalog', 'list', '--json'],
                    ['verify', '--json'], ['remove', '--json']):
        result = run(*command, missing, f'{missing}2', status=1)
        entries = result.objects()
        equal(len(entries), 2)
        for entry in entries:
            equal(entry['error']['code'], 'file-unreadable', str(command))
        text = run(*[part for part in command if part != '--json'], missing, f'{missing}2').err
        assert text.count('missing2: ') <= 2, text
    for command in (['catalog', 'create', '--output', folder / 'c', '--json', missing],
                    ['catalog', 'create', '--cdf', missing, '--json'],
                    ['extract', '--output', folder / 's', '--json', missing]):
        equal(run(*command, status=1).object()['error']['code'], 'file-unreadable')
    program = write(folder, 'a.exe')
    written = run('catalog', 'create', '--output', folder / 'c', '--json', program, status=0).object()
    equal(written, {'catalog': str(folder / 'c'), 'error': None})


@test
def an_address_of_a_program_is_one(folder, shared):
    program = write(folder, 'a.exe')
    sign = ['sign', *shared.key, '--timestamp', 'none', '--no-history', '--existing', 'replace']
    for text in ('not a url', 'javascript:alert(1)', 'ftp://a.example/', 'https://', 'a.example', '',
                 'https://a b.example/', 'https://user:secret@a.example/', 'file:///etc/passwd'):
        result = run(*sign, '--url', text, program, status=2)
        assert 'secret' not in result.err
    for text in ('', ' '):
        run(*sign, '--description', text, program, status=2)
    equal(program.read_bytes(), KINDS['pe32-plus.dll'])
    for text, wanted in (('https://software.example/?a=b#c', 'https://software.example/?a=b#c'),
                         ('http://münchen.example/', 'http://xn--mnchen-3ya.example/')):
        run(*sign, '--url', text, program, status=0)
        signature, = run('verify', '--json', program).object()['signatures']
        equal(signature['program']['url'], wanted)


@test
def usage_is_status_2_whatever_the_command(folder, shared):
    program = write(folder, 'a.exe')
    empty = folder / 'empty'
    empty.mkdir()
    password = folder / 'password'
    password.write_text('secret')
    make = ['test-certificate', '--output', folder / 't.pfx', '--pass-file', password]
    for arguments in (['verify', '--catalog', empty, program], ['verify', '--trust', empty, program],
                      ['verify', '--crl', empty, program], ['verify', '--catalog', program, program],
                      ['verify', '--catalog', folder / 'missing', program],
                      [*make, '--name', 'X', '--days', '999999'], [*make, '--name', 'X', '--days', '0'],
                      [*make, '--name', '']):
        result = run(*arguments, status=2)
        assert 'Something went wrong' not in result.err
        assert result.err.count('missing') < 2 and result.err.count('empty: ') < 2, result
    assert not (folder / 't.pfx').exists()


@test
def serial_numbers_are_hexadecimal(folder, shared):
    for number, wanted in ((1, '01'), (-1, 'ff'), (-128, '80'), (-129, 'ff7f'), (-0x7248123, 'f8db7edd'),
                           (0x7248123, '07248123'), (128, '80')):
        openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', folder / 'k', '-out',
                folder / 'c.pem', '-subj', '/CN=x', '-set_serial', number)
        equal(run('certificate', '--json', folder / 'c.pem', status=0).object()['serial'], wanted)


main(Shared)
