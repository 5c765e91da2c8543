# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""The words of the command line: what is accepted, what is wrong usage, what objects carry."""

import os

from harness import PASSWORD, Publisher, equal, in_german, main, make_program, run, test
from programs import KINDS, flip

COMMANDS = {
    'sign': ['--digest', '--description', '--url', '--timestamp', '--timestamp-optional',
             '--existing', '--page-hashes', '--output', '--backup', '--jobs', '--allow-expired', '--no-history',
             '--trust', '--json', '--pkcs12', '--cert', '--key', '--chain', '--select',
             '--pass-file', '--pass-env', '--pass-fd'],
    'verify': ['--trust', '--no-system-trust', '--crl', '--offline', '--at', '--strict', '--json'],
    'timestamp': ['--timestamp', '--index'],
    'remove': ['--index', '--output'],
    'extract': ['--index', '--output'],
    'attach': ['--signature', '--output'],
    'formats': ['--json'],
    'history': ['--certificate', '--search', '--timestamps-due', '--json', '--csv', '--clear'],
    'certificate': ['--json', '--pass-file'],
    'request': ['--subject', '--key-type', '--key', '--reuse-key', '--output', '--force',
                '--pass-file', '--pass-env', '--pass-fd'],
    'join': ['--key', '--cert', '--chain', '--fetch-chain', '--output', '--force', '--pass-file',
             '--new-pass-file', '--new-pass-env', '--new-pass-fd'],
    'test-certificate': ['--name', '--days', '--output', '--root', '--force', '--pass-file'],
    'convert': ['--to', '--output', '--cert', '--chain', '--select', '--no-key', '--fetch-chain',
                '--force', '--pass-file', '--new-pass-file'],
}


@test
def help_names_every_command_and_option(folder, shared):
    text = run('--help', status=0).out
    for command, options in COMMANDS.items():
        assert f'\n  {command} ' in text, text
        described = run(command, '--help', status=0).out
        for option in options:
            assert f'{option}=' in described or f'{option} ' in described, (command, option)


@test
def version_is_told(folder, shared):
    assert run('--version', status=0).out.startswith('signet-cli ')


@test
def wrong_usage_is_status_2(folder, shared):
    program = folder / 'a.exe'
    make_program(program)
    before = program.read_bytes()
    key = ['--pkcs12', 'k.pfx']
    for arguments in (
            [], ['frobnicate'], ['verify'], ['verify', '--frobnicate', program],
            ['sign', program], ['sign', *key], ['sign', '--token', 'x', '--select', 'x', program], ['sign', *key, '--cert', 'c', program],
            ['sign', '--cert', 'c', program], ['sign', '--key', 'k', program],
            ['sign', *key, '--digest', 'md5', program], ['sign', *key, '--digest', 'x', program],
            ['sign', *key, '--existing', 'x', program], ['sign', *key, '--jobs', 'x', program],
            ['sign', *key, '--jobs', '-1', program], ['sign', *key, '--jobs', '0', program],
            ['sign', *key, '--timestamp', 'none', '--timestamp', 'auto', program],
            ['sign', *key, '--timestamp', 'ftp://a/', program],
            ['sign', *key, '--timestamp', 'nonsense', program],
            ['sign', *key, '--pass-file', 'a', '--pass-env', 'B', program],
            ['sign', *key, '--backup', 'a/b', program],
            ['verify', '--at', 'yesterday', program],
            ['verify', '--trust', folder / 'missing.pem', program],
            ['verify', '--crl', folder / 'missing.crl', program],
            ['verify', '--crl', program, program], ['verify', '--crl', folder, program],
            ['remove'], ['remove', '--index', '-3', program],
            ['extract', program], ['attach', program],
            ['extract', '--output', folder / 'x', program, program],
            ['timestamp', '--timestamp', 'none', program], ['formats', program]):
        result = run(*arguments, status=2)
        equal(result.out, '', str(arguments))
        assert result.err.strip(), arguments
    equal(program.read_bytes(), before)


@test
def a_plain_password_is_refused_and_not_repeated(folder, shared):
    for argument in (['--password', PASSWORD], [f'--password={PASSWORD}'], [f'--pass={PASSWORD}']):
        result = run('sign', '--pkcs12', 'k.pfx', *argument, 'a.exe', status=2)
        assert PASSWORD not in result.out + result.err
        assert '--pass-file' in result.err


@test
def formats_are_listed(folder, shared):
    objects = run('formats', '--json', status=0).objects()
    pe = next(entry for entry in objects if entry['id'] == 'pe')
    equal(set(pe), {'id', 'title', 'extensions', 'caps'})
    assert 'exe' in pe['extensions'] and 'dll' in pe['extensions']
    assert {'nest', 'page-hashes', 'remove'} <= set(pe['caps']), pe
    text = run('formats', status=0).out
    for entry in objects:
        assert f"{entry['id']}: " in text


@test
def an_unsigned_program_is_status_6(folder, shared):
    program = folder / 'hellö.exe'
    make_program(program)
    entry = run('verify', '--json', program, status=6).object()
    equal(entry['file'], str(program))
    equal(entry['format'], 'pe')
    equal(entry['verdict'], 'unsigned')
    equal(entry['signatures'], [])
    equal(entry['error'], None)
    text = run('verify', program, status=6)
    assert text.out.startswith(f'{program}: ') and text.err == ''


@test
def names_are_as_given(folder, shared):
    make_program(folder / 'a.exe')
    equal(run('verify', '--json', 'a.exe', cwd=folder).object()['file'], 'a.exe')
    equal(run('verify', '--json', './a.exe', cwd=folder).object()['file'], './a.exe')


@test
def what_cannot_be_read_is_status_1(folder, shared):
    empty = folder / 'empty.exe'
    empty.write_bytes(b'')
    text = folder / 'a.txt'
    text.write_text('Nothing to sign here.\n')
    for path, code in ((folder / 'missing.exe', 'file-unreadable'), (folder, None), (empty, None),
                       (text, 'format-unsupported')):
        entry = run('verify', '--json', path, status=1).object()
        equal(entry['verdict'], 'unreadable', str(path))
        assert entry['error']['code'] and entry['error']['text']
        if code:
            equal(entry['error']['code'], code)


@test
def objects_come_in_the_order_of_the_arguments(folder, shared):
    names = []
    for number in range(40):
        name = folder / f'{number:02}.exe'
        if number % 3:
            make_program(name) if number == 1 else name.write_bytes((folder / '01.exe').read_bytes())
        names.append(str(name))
    objects = run('verify', '--json', *names, status=6).objects()
    equal([entry['file'] for entry in objects], names)
    equal([entry['verdict'] == 'unsigned' for entry in objects],
          [number % 3 != 0 for number in range(40)])


@test
def control_characters_of_a_name_do_not_reach_the_terminal(folder, shared):
    program = folder / 'a\n\x1b[31mb.exe'
    make_program(program)
    result = run('verify', program, status=6)
    assert '\x1b' not in result.out and '?[31mb.exe: ' in result.out, repr(result.out)


@test
def the_largest_status_counts(folder, shared):
    publisher = Publisher(folder / 'keys')
    key = publisher.key(publisher.issue('publisher', key=('rsa:2048',)))
    sign = ['sign', *key, '--timestamp', 'none']
    bare, signed, changed = (folder / name for name in ('bare.dll', 'signed.dll', 'changed.dll'))
    for program in (bare, signed, changed):
        program.write_bytes(KINDS['pe32-plus.dll'])
    run(*sign, signed, changed, status=0)
    changed.write_bytes(flip(changed.read_bytes(), 0x400))
    missing = folder / 'missing.dll'
    trust = ['--trust', publisher.root]
    for files, status in (([signed], 0), ([signed, missing], 1), ([missing, bare], 6),
                          ([bare, changed, missing], 8), ([signed, bare], 6)):
        for order in (files, files[::-1]):
            run('verify', *trust, *order, status=status)
            run('verify', '--strict', *trust, *order, status=status)
    run('verify', '--no-system-trust', missing, bare, signed, status=7)
    run('verify', '--no-system-trust', signed, changed, status=8)
    # Of signing: a file that is missing, then a key that does not open.
    run(*sign, bare, missing, status=1)
    run('sign', *key[:2], '--pass-env', 'SIGNET_NOTHING', missing, status=4)
    run(*sign, '--existing', 'append', changed, status=1)


@test
def every_sentence_is_translated(folder, shared):
    """Of the messages that a German meets first, none is left in English."""
    program = folder / 'a.dll'
    program.write_bytes(KINDS['pe32-plus.dll'])
    for arguments in (['--help'], ['verify', program], ['verify', folder / 'missing'],
                      ['sign', program], ['sign', '--pkcs12', 'k', '--jobs', '0', program],
                      ['formats'], ['sign', '--help'], ['frobnicate']):
        english = run(*arguments)
        german = run(*arguments, env=in_german())
        equal(german.status, english.status)
        for line in (german.out + german.err).splitlines():
            words = line.strip().removeprefix(f'{program}: ')
            plain = (english.out + english.err).splitlines()
            assert words.lower() == words or len(words.split()) < 3 or line not in plain, line
    assert 'Nicht signiert' in run('verify', program, env=in_german()).out
    equal(run('verify', '--json', program, env=in_german()).object()['verdict'], 'unsigned')


@test
def times_in_every_form(folder, shared):
    program = folder / 'a.dll'
    program.write_bytes(KINDS['pe32-plus.dll'])
    for text, wanted in (('2026-05-12', '2026-05-12T00:00:00Z'),
                         ('2026-05-12T14:32:00Z', '2026-05-12T14:32:00Z'),
                         ('2026-05-12 14:32:00', '2026-05-12T14:32:00Z'),
                         ('2026-05-12T14:32:00+02:00', '2026-05-12T12:32:00Z'),
                         ('20260512', '2026-05-12T00:00:00Z'),
                         ('20260512T143200Z', '2026-05-12T14:32:00Z'),
                         ('20260512T143200', '2026-05-12T14:32:00Z'),
                         ('20260512T143200+0200', '2026-05-12T12:32:00Z'),
                         ('20260512143200', '2026-05-12T14:32:00Z'),
                         ('2026-05-12T14:32', '2026-05-12T14:32:00Z'),
                         ('2026-132', '2026-05-12T00:00:00Z'), ('2026132', '2026-05-12T00:00:00Z'),
                         ('2026-W20-2', '2026-05-12T00:00:00Z'),
                         ('@20260512', '1970-08-23T11:55:12Z'), ('@1', '1970-01-01T00:00:01Z'),
                         ('999999999', '2001-09-09T01:46:39Z'),
                         ('1778596320', '2026-05-12T14:32:00Z')):
        equal(run('verify', '--json', '--at', text, program, status=6).object()['judged_at'], wanted)
    for text in ('', 'now', '2026', '202605', '1', '20261301', '99999999', '20260512T25', '@', '@-1', '@x',
                 '202605121432', '1778596320000', '+1778596320', '20260512 x', ' ', '2026-13-01', '12.05.2026', '-5', '1e9', '2026-05-12T25:00:00Z'):
        run('verify', '--at', text, program, status=2)


@test
def a_full_disk_is_no_success(folder, shared):
    if not os.path.exists('/dev/full'):
        raise AssertionError('/dev/full is missing')
    import subprocess
    from harness import CLI
    with open('/dev/full', 'wb') as full:
        process = subprocess.run([CLI, 'formats', '--json'], stdout=full, stderr=subprocess.PIPE,
                                 check=False)
    equal(process.returncode, 1)


main()
