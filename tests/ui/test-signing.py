#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person who signs programs with a certificate file."""

import os
import re

import driver
import harness
import words
from driver import Program, has_click, in_languages, wait
from signing import PASSWORD, Shared, give_password, press_sign, see_row, see_signed


def assert_alone(folder, *names):
    """No file is left over beside those of the person."""
    known = {'config', 'signet.log', *names}
    harness.equal({path.name for path in folder.iterdir()} - known, set())


def assert_secret_kept(program):
    """The password is in no file that the program could have written."""
    folders = [program.folder, os.environ['HOME'], os.environ['XDG_RUNTIME_DIR']]
    for folder in folders:
        for top, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(top, name)
                if os.path.isfile(path):
                    with open(path, 'rb') as file:
                        assert PASSWORD.encode() not in file.read(), f'the password is in {path}'


@in_languages
def import_sign_and_take_back(folder, shared, language):
    first, second = shared.copy(folder, 'first.exe'), shared.copy(folder, 'second.exe')
    settings = shared.get_settings(certificate=False)
    with Program(folder, language=language, settings=settings) as program:
        program.press('Set Up Signing…')
        program.see('How do you want to sign?')
        words.check(program)
        program.click(program.find('list item', program._('Certificate file')))
        program.choose_file('Add Certificate File', shared.files['pfx'])
        give_password(program, 'not the password')
        program.see('The password does not open this file.')
        words.check(program)
        give_password(program)
        program.wait_gone('dialog', program._('Open Certificate File'))
        harness.check_no_core_file(program.process.pid)
        program.open(first, second)
        see_row(program, 'second.exe', program._('Not signed'))
        program.find('push button', re.compile('Example GmbH'))
        words.check(program)
        press_sign(program, 2)
        see_signed(program, 'first.exe', 'second.exe')
        program.see(re.compile('Example GmbH'))
        program.see('Yes, since it was signed')
        words.check(program)
        for path in (first, second):
            shared.judge(path)
        assert_alone(folder, 'first.exe', 'second.exe')
        program.press('Undo')
        for name in ('first.exe', 'second.exe'):
            see_row(program, name, program._('Not signed'))
            harness.equal((folder / name).read_bytes(), shared.original)
        words.check(program)
        assert_secret_kept(program)
    assert_alone(folder, 'first.exe', 'second.exe')
    assert_secret_kept(program)
    assert str(shared.files['pfx']) in (program.config / 'glib-2.0/settings/keyfile').read_text()


def give_up(program):
    """The run; where that took so long that the server was given up, what it left to decide."""
    for name in ('_Cancel', 'Discard All'):
        for button in program.find_all('push button', program._(name)):
            if button.is_sensitive() and has_click(button):
                return button.do('click')
    return False


@in_languages
def a_run_that_is_cancelled_leaves_files_whole(folder, shared, language):
    names = [f'{number}.exe' for number in range(4)]
    files = [shared.copy(folder, name) for name in names]
    with Program(folder, *files, language=language, settings=shared.get_settings('hang')) as program:
        press_sign(program, 4)
        give_password(program)
        program.see(re.compile(re.escape(program._('Signing: %1$u of %2$u done').split('%')[0])))
        words.check(program)
        wait(lambda: give_up(program), 'a way to give up')
        press = program.count('Sign %u File', 'Sign %u Files', 4)
        wait(lambda: [node for node in program.find_all('push button', press)
                      if node.is_sensitive()], 'the run to end')
        for path in files:
            harness.equal(path.read_bytes(), shared.original)
        words.check(program)
    assert_alone(folder, *names)


@in_languages
def without_a_timestamp_the_person_decides(folder, shared, language):
    names = ['first.exe', 'second.exe']
    files = [shared.copy(folder, name) for name in names]
    with Program(folder, *files, language=language,
                 settings=shared.get_settings('reject')) as program:
        press_sign(program, 2)
        give_password(program)
        for name in names:
            see_row(program, name, program._('No timestamp: your decision'))
            harness.equal((folder / name).read_bytes(), shared.original)
        program.see('No timestamp server gave one. Nothing has been written yet.')
        words.check(program)
        program.press('Keep and Add Timestamp Later')
        see_row(program, 'first.exe', program._('Signed without timestamp'))
        shared.judge(files[0])
        harness.equal(files[1].read_bytes(), shared.original)
        words.check(program)
    assert_alone(folder, *names)


@in_languages
def the_keyboard_is_enough(folder, shared, language):
    path = shared.copy(folder)
    settings = {**shared.get_settings(), 'backup': 'true'}
    with Program(folder, language=language, settings=settings) as program:
        program.see('Sign or Check Windows Files')
        program.key('ctrl+o')
        program.choose_file('Choose Files', path)
        program.find('push button', program.count('Sign %u File', 'Sign %u Files', 1))
        program.focus_top()
        program.key('ctrl+Return')
        program.fill('Password', PASSWORD)
        program.key('Return')
        program.see(re.compile(re.escape(program._('Signed by %s') % 'Example GmbH')))
        shared.judge(path)
        harness.equal((folder / 'hello.exe.orig').read_bytes(), shared.original)
        program.focus_top()
        program.key('ctrl+z')
        program.see('Impossible to tell without a signature')
        harness.equal(path.read_bytes(), shared.original)
        assert_alone(folder, 'hello.exe')


driver.main(Shared)
