#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person who wants to know what files are worth."""

import os
import re
import subprocess

import driver
import harness
import words
from driver import Program, in_language, in_languages, wait
from samples import Samples


def see_row(program, name, state):
    """The line of a file in the list: its name and what is known of it."""
    return program.find('list item', f'{name}, {program._(state)}')


def choose(program, name):
    row = program.find('list item', re.compile('^' + re.escape(name) + ', '))
    program.click(row)
    wait(lambda: len(program.find_all('label', name)) > 1, f'the details of {name}')


def open_question(program, question):
    row = program.find('list item', program._(question))
    program.click(row)


@in_languages
def several_files_with_their_verdicts(folder, shared, language):
    files = [shared.copy(folder), shared.signed(folder), shared.changed(folder)]
    short = folder / 'short.exe'
    short.write_bytes(b'MZ is not enough')
    with Program(folder, *files, short, language=language, settings=shared.settings) as program:
        see_row(program, 'hello.exe', 'Not signed')
        see_row(program, 'changed.exe', 'Changed after signing')
        see_row(program, 'short.exe', 'Cannot be checked')
        program.find('list item', re.compile('^signed.exe, .*Example GmbH'))
        program.find('label', re.compile('4.*1 '))
        choose(program, 'changed.exe')
        program.see('Changed after signing – do not trust this file')
        program.see('No, the content differs from what was signed')
        hashes = re.compile('^[0-9a-f]{64}$')
        program.see(hashes)
        assert len({node.get_text() for node in program.find_all('label', hashes)}) == 2
        choose(program, 'hello.exe')
        program.see('Impossible to tell without a signature')
        choose(program, 'short.exe')
        words.check(program)


def get_shown(program):
    found = (re.match(r'(\S+\.exe), ', node.name) for node in program.find_all('list item'))
    return {match.group(1) for match in found if match}


@in_language('de')
def a_long_list_can_be_filtered(folder, shared, language):
    files = [shared.copy(folder, f'{number}.exe') for number in range(9)]
    signed, changed = shared.signed(folder), shared.changed(folder)
    with Program(folder, *files, signed, language=language, settings=shared.settings) as program:
        see_row(program, '8.exe', 'Not signed')
        assert not program.find_all('push button', program._('Problems'))
        program.open(changed)
        see_row(program, 'changed.exe', 'Changed after signing')
        program.press('Problems')
        wait(lambda: get_shown(program) == {'changed.exe'}, 'the problems')
        program.see('Changed after signing – do not trust this file')
        words.check(program)
        program.press('Not Signed')
        wait(lambda: get_shown(program) == {path.name for path in files}, 'those not signed')
        extra = shared.signed(folder, 'extra.exe')
        program.open(extra)
        wait(lambda: len(get_shown(program)) == 12, 'the file that was added')


@in_languages
def facts_can_be_copied(folder, shared, language):
    signed = shared.signed(folder)
    with Program(folder, signed, language=language, settings=shared.settings) as program:
        program.see(re.compile('Example GmbH'))
        open_question(program, 'Is the file unchanged?')
        label = program._('Hash value (%s)') % 'SHA-256'
        program.press(re.compile('^' + re.escape(program._('Copy: %s') % label)))
        stored = harness.run('verify', '--json', '--trust', shared.publisher.root,
                             signed).object()['signatures'][0]['digest']['stored']
        wait(lambda: program.get_clipboard() == stored, 'the hash value on the clipboard')
        program.press('Copy Result')
        wait(lambda: all(part in (program.get_clipboard() or '') for part in (stored, 'Example GmbH', 'signed.exe')),
             'the result on the clipboard')
        words.check(program)


@in_languages
def one_file_stands_alone(folder, shared, language):
    """As after a double click in the file manager: no list, no bar."""
    with Program(folder, shared.copy(folder), language=language) as program:
        program.see('Not signed')
        assert not program.find_all('list', program._('Files'))
        words.check(program)


@in_languages
def a_narrow_window_has_two_pages(folder, shared, language):
    files = [shared.copy(folder), shared.changed(folder)]
    with Program(folder, *files, language=language) as program:
        see_row(program, 'hello.exe', 'Not signed')
        program.resize(400, 760)
        fills = re.compile('^' + re.escape(program._('Files')))
        wait(lambda: 370 < program.find('list', fills).area[2] < 400, 'the list alone')
        words.check(program)
        program.click(see_row(program, 'changed.exe', 'Changed after signing'))
        headline = program._('Changed after signing – do not trust this file')
        wait(lambda: program.find('label', headline).area[0] < 200, 'the details alone')
        assert program.get_windows()[0].area[2] <= 400
        report = [node for node in program.find('label', headline).get_parents()
                  if node.role == 'scroll pane'][-1]
        for node in report.walk():
            assert node.area is None or node.area[0] + node.area[2] <= 400, f'cut off: {node}'
        words.check(program)
        program.key('alt+Left')


@in_language('de')
def a_mark_without_room_keeps_its_name(folder, shared, language):
    """The picture that stands for the text in the chain of trust says it all the same."""
    program_file, key, certificate = shared.copy(folder), folder / 'own.key', folder / 'own.pem'
    harness.openssl('req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-subj', '/CN=Example GmbH',
                    '-addext', 'extendedKeyUsage=codeSigning', '-keyout', key, '-out', certificate)
    harness.run('sign', '--cert', certificate, '--key', key, '--timestamp', 'none', program_file,
                status=0)
    with Program(folder, program_file, language=language) as program:
        mark = program._('certificate\4Not trusted')
        program.find('label', mark)
        program.resize(360, 700)
        program.find('image', mark)


@in_language('en')
def a_name_like_an_address_is_a_file(folder, shared, language):
    shared.copy(folder, 'Re:invoice.exe')
    with Program(folder, language=language) as program:
        subprocess.run([driver.PROGRAM, 'Re:invoice.exe'], cwd=folder, env=program.env, check=True,
                       timeout=driver.PATIENCE)
        program.see('Not signed')
        program.find('label', 'Re:invoice.exe')


@in_language('en')
def a_name_shows_what_it_hides(folder, shared, language):
    """Neither the direction nor the line can be changed from within a name."""
    path = shared.copy(folder, 'invoice\u202efdp\n.exe')
    with Program(folder, path, language=language) as program:
        program.see('Not signed')
        program.find('label', 'invoice\ufffdfdp .exe')
        for node in program.walk():
            assert not re.search('[\u202e\n]', node.name), node


@in_language('en')
def closing_waits_for_no_check(folder, shared, language):
    path = shared.copy(folder)
    os.truncate(path, 1 << 36)  # takes longer than anybody waits for the end
    with Program(folder, path, language=language) as program:
        program.see('Checking…')


@in_languages
def the_empty_window(folder, shared, language):
    with Program(folder, language=language) as program:
        program.see('Sign or Check Windows Files')
        focused = wait(program.get_focused, 'a widget with the keyboard')
        harness.equal(focused[-1].name, program._('Choose Files…'))
        words.check(program)


driver.main(Samples)
