#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person who asks what was signed, and adds what is missing."""

import contextlib
import csv
import hashlib
import json
import re
import sqlite3

import driver
import harness
import words
from driver import GLib, Program, in_language, wait
from signing import Shared, give_password, press_sign, see_signed


def get_home(folder):
    """A history of its own for each journey."""
    return {'XDG_DATA_HOME': str(folder / 'data')}


def sign_before(shared, folder, name):
    """A signature without a timestamp, made by the program for scripts."""
    path = shared.copy(folder, name)
    harness.run('sign', *shared.publisher.key(shared.files), '--timestamp', 'none', '--trust',
                shared.publisher.root, path, status=0, env=get_home(folder))
    return path


def open_history(program):
    driver.xdotool('windowfocus', '--sync', program.id)
    program.key('ctrl+h')
    program.find('list item', 'second.exe')


def get_rows(program):
    """Names of the files whose signatures are shown; the rows of the first page say more."""
    return {node.name for node in program.find_all('list item', re.compile(r'^\S+\.exe$'))}


def export(program, kind, path):
    driver.xdotool('windowfocus', '--sync', program.id)
    program.key('F10')
    program.press(kind, role='menu item')
    program.choose_file('Export History', path)
    wait(path.exists, path.name)
    driver.xdotool('windowfocus', '--sync', program.id)


def check_export(program, folder, certificate):
    export(program, 'Export as _CSV…', folder / 'all.csv')
    program.see(program.count('Saved %u entry', 'Saved %u entries', 3))
    with open(folder / 'all.csv', newline='', encoding='utf-8') as file:
        table = list(csv.DictReader(file))
    export(program, 'Export as _JSON…', folder / 'all.json')
    wait(lambda: (folder / 'all.json').stat().st_size > 0, 'the JSON')
    entries = json.loads((folder / 'all.json').read_text())
    harness.equal([entry['file'] for entry in entries], [row['file'] for row in table])
    harness.equal({row['file'] for row in table},
                  {str(folder / name) for name in ('first.exe', 'second.exe', 'old.exe')})
    for entry in entries:
        harness.equal(entry['certificate_subject'], certificate)
        harness.equal(entry['timestamp_time'] is None, entry['file'].endswith('old.exe'))
        assert entry['sha256_before'] != entry['sha256_after']


def see_details(program, path):
    """Of the file's signature, and back again."""
    program.click(program.find('list item', path.name))
    program.see('SHA-256 of the file afterwards')
    program.see(re.compile(hashlib.sha256(path.read_bytes()).hexdigest()))
    words.check(program)
    driver.xdotool('windowfocus', '--sync', program.id)
    program.key('alt+Left')
    program.find('list item', path.name)


def leave(program, text):
    """By Escape, whose first may be for the message that still stands over the page."""
    program.focus_top()
    program.key('Escape')
    with contextlib.suppress(AssertionError):
        return program.see(text, patience=10)


@in_language('en')
def find_export_and_add_timestamps(folder, shared, language):
    old = sign_before(shared, folder, 'old.exe')
    first, second = shared.copy(folder, 'first.exe'), shared.copy(folder, 'second.exe')
    with Program(folder, first, second, language=language, settings=shared.get_settings(),
                 env=get_home(folder)) as program:
        press_sign(program, 2)
        give_password(program)
        see_signed(program, 'first.exe', 'second.exe')
        program.see(program.count('%u file waits for a timestamp',
                                  '%u files wait for a timestamp', 1))
        open_history(program)
        harness.equal(get_rows(program), {'first.exe', 'second.exe', 'old.exe'})
        program.see('Timestamps Due')
        words.check(program)
        program.type('second')
        wait(lambda: get_rows(program) == {'second.exe'}, 'the search')
        program.key('Escape')
        wait(lambda: len(get_rows(program)) == 3, 'the end of the search')
        check_export(program, folder, 'CN=Example GmbH,O=Example GmbH,C=DE')
        see_details(program, first)
        program.press('Add Timestamps')
        wait(lambda: not program.find_all('label', program._('Timestamps Due')), 'the timestamp')
        shared.judge(old)
        program.see(program.count('Added a timestamp to %u file',
                                  'Added a timestamp to %u files', 1))
        program.press('Undo')
        program.see('Timestamps Due')
        wait(lambda: leave(program, 'Yes, since it was signed'), 'the report')


@in_language('de')
def nothing_was_signed_yet(folder, shared, language):
    with Program(folder, shared.copy(folder), language=language, settings=shared.get_settings(),
                 env=get_home(folder)) as program:
        program.see('Impossible to tell without a signature')
        program.key('ctrl+h')
        program.see('Nothing Signed Yet')
        words.check(program)
        program.key('Escape')
        program.see('Impossible to tell without a signature')
    assert not (folder / 'data' / 'signet').exists()


def ask_to_clear(program):
    driver.xdotool('windowfocus', '--sync', program.id)
    program.key('F10')
    program.press('C_lear History…', role='menu item')
    program.see('Clear History?')


@in_language('de')
def cleared_when_confirmed(folder, shared, language):
    sign_before(shared, folder, 'old.exe')
    sign_before(shared, folder, 'older.exe')
    with Program(folder, language=language, env=get_home(folder)) as program:
        program.see(program.count('%u file waits for a timestamp',
                                  '%u files wait for a timestamp', 2))
        program.key('ctrl+h')
        program.find('list item', 'old.exe')
        ask_to_clear(program)
        words.check(program)
        program.key('Return')
        program.wait_gone('dialog', program._('Clear History?'))
        program.find('list item', 'old.exe')
        ask_to_clear(program)
        program.press('C_lear')
        program.see('Nothing Signed Yet')
        program.see('History cleared')
        words.check(program)
        driver.xdotool('windowfocus', '--sync', program.id)
        program.key('Escape')
        program.see('Sign or Check Windows Files')
        assert not program.find_all('label', program.count('%u file waits for a timestamp',
                                                           '%u files wait for a timestamp', 2))
    harness.equal(harness.run('history', '--json', env=get_home(folder), status=0).out, '')


@in_language('en')
def one_that_is_damaged_stops_nothing(folder, shared, language):
    database = folder / 'data' / 'signet' / 'history.db'
    database.parent.mkdir(parents=True)
    database.write_bytes(b'no database' * 1000)
    path = shared.copy(folder)
    with Program(folder, path, language=language, settings=shared.get_settings(),
                 env=get_home(folder)) as program:
        press_sign(program, 1)
        give_password(program)
        program.find('push button', program._('Undo'))
        shared.judge(path)
        program.press('Show')
        program.see(re.compile(re.escape(str(database) + '.damaged-')))
        words.check(program)
        program.press('OK')
        program.key('Escape')
        program.see('Yes, since it was signed')
    with sqlite3.connect(database) as connection:
        harness.equal(connection.execute('SELECT file FROM signature').fetchall(), [(str(path),)])


@in_language('de')
def one_that_is_locked_stops_nothing(folder, shared, language):
    old = sign_before(shared, folder, 'old.exe')
    path = shared.copy(folder)
    database = sqlite3.connect(folder / 'data' / 'signet' / 'history.db', isolation_level=None)
    with contextlib.closing(database), \
            Program(folder, path, language=language, settings=shared.get_settings(),
                    env=get_home(folder)) as program:
        program.see(program.count('%u file waits for a timestamp',
                                  '%u files wait for a timestamp', 1))
        database.execute('BEGIN IMMEDIATE')
        press_sign(program, 1)
        give_password(program)
        program.see('Signatures may be missing from the history')
        shared.judge(path)
        database.execute('ROLLBACK')
        program.press('Show')
        program.see('Timestamps Due')
        words.check(program)
        see_details(program, old)


def try_again(program):
    """Unless the window has noticed by itself that it can."""
    for button in program.find_all('push button', program._('Try Again')):
        with contextlib.suppress(GLib.GError):
            button.do('click')
    return program.find_all('list item', 'old.exe')


@in_language('de')
def one_that_cannot_be_read_can_be_read_later(folder, shared, language):
    sign_before(shared, folder, 'old.exe')
    database = sqlite3.connect(folder / 'data' / 'signet' / 'history.db', isolation_level=None)
    with contextlib.closing(database):
        database.execute('PRAGMA locking_mode = EXCLUSIVE')
        database.execute('BEGIN EXCLUSIVE')
        with Program(folder, language=language, env=get_home(folder)) as program:
            program.key('ctrl+h')
            program.see('The History Cannot Be Read')
            words.check(program)
            program.find('push button', program._('Try Again'))
            database.close()
            wait(lambda: try_again(program), 'the history')


driver.main(Shared)
