#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What a person sees when a token is pulled out, blocked, or its driver fails."""

import re
import time

import driver
import harness
import words
from driver import wait
from tokens import (EC, SIGNER, TokenSamples, can_sign, give_pin, name_button, open_page, see_signed,
                    type_pin)


@harness.test
def a_token_pulled_out_is_waited_for(folder, shared):
    names = ['first.exe', 'second.exe', 'third.exe']
    files = [shared.copy(folder, name) for name in names]
    with shared.start(folder, *files, fault='removed-at-second', language='de') as program:
        program.press(name_button(program, 3))
        give_pin(program, 3)
        program.see(re.compile(re.escape(program._('%s was removed. Waiting until it is back.')
                                         .split('%s')[1])))
        words.check(program)
        signed = [path for path in files if path.read_bytes() != shared.original]
        harness.equal(len(signed), 1)
        shared.judge(*signed)
        shared.token.plug_in()
        see_signed(program, *names)
        shared.judge(*files)


@harness.test
def a_token_pulled_out_is_not_waited_for(folder, shared):
    names = ['first.exe', 'second.exe', 'third.exe']
    files = [shared.copy(folder, name) for name in names]
    with shared.start(folder, *files, fault='removed-at-second') as program:
        program.press(name_button(program, 3))
        give_pin(program, 3)
        program.see(re.compile('was removed'))
        program.press('_Cancel')
        program.find('push button', name_button(program, 2))
        harness.equal(len([path for path in files if path.read_bytes() == shared.original]), 2)
        shared.token.plug_in()
        wait(lambda: [node for node in program.find_all('push button', name_button(program, 2))
                      if node.is_sensitive()], 'the token')
        program.press(name_button(program, 2))
        give_pin(program, 2)
        see_signed(program, *names)
        shared.judge(*files)


@harness.test
def the_last_try_must_be_wanted(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path, fault='pin-final', language='de') as program:
        program.press(name_button(program, 1))
        program.see('Only one try is left. A wrong PIN blocks the token.')
        words.check(program)
        type_pin(program)
        program.key('Return')
        time.sleep(0.5)
        harness.equal(shared.token.get_logins(), [])
        program.choose('Use the last try')
        wait(lambda: can_sign(program, 1), 'the answer to be enough')
        program.press(name_button(program, 1))
        program.see(re.compile(SIGNER))
        wait(lambda: path.read_bytes() != shared.original, 'the signature')
        shared.judge(path)


@harness.test
def a_blocked_token_is_not_tried(folder, shared):
    with shared.start(folder, shared.copy(folder), fault='pin-locked', language='de') as program:
        program.press(name_button(program, 1))
        program.see('The PIN is blocked. Unblock it with the software from the token’s manufacturer.')
        words.check(program)
        program.press('_Close')
        wait(lambda: len(program.get_windows()) == 1, 'the dialog to go')
        harness.equal(shared.token.get_logins(), [])


@harness.test
def a_reader_with_a_keypad_gets_no_pin(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path, fault='keypad') as program:
        program.press(name_button(program, 1))
        program.see(re.compile(f'Signed by {SIGNER}'))
        harness.equal(shared.token.get_logins(), ['keypad'])
        shared.judge(path)


@harness.test
def a_reader_is_waited_for(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path, fault='keypad-waits', language='de') as program:
        program.press(name_button(program, 1))
        program.see('Enter the PIN on the Reader')
        words.check(program)
        harness.equal(path.read_bytes(), shared.original)
        shared.token.set_fault('keypad')
        program.see(re.compile(SIGNER))
        wait(lambda: path.read_bytes() != shared.original, 'the signature')
        harness.equal(len(program.get_windows()), 1)
        shared.judge(path)


@harness.test
def nothing_is_signed_without_the_reader(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path, fault='keypad-waits') as program:
        program.press(name_button(program, 1))
        program.see('Enter the PIN on the Reader')
        program.press('_Cancel')
        wait(lambda: len(program.get_windows()) == 1, 'the dialog to go')
        shared.token.set_fault('keypad-cancelled')
        wait(lambda: [node for node in program.find_all('push button', name_button(program, 1))
                      if node.is_sensitive()], 'the end of it')
        harness.equal(path.read_bytes(), shared.original)


@harness.test
def a_certificate_of_another_key_signs_nothing(folder, shared):
    path = shared.copy(folder)
    other = shared.publisher.issue('stranger', EC, subject='/O=Stranger AG/CN=Stranger AG')
    with shared.start(folder, chosen=False, language='de') as program:
        open_page(program)
        program.click(program.find('list item', program._('Certificate From a File…')))
        program.choose_file('Choose the Certificate', other['pem'])
        program.open(path)
        program.press(name_button(program, 1))
        give_pin(program, 1)
        program.see('This key is not on the token.')
        words.check(program)
        harness.equal(path.read_bytes(), shared.original)


@harness.test
def a_key_that_asks_for_every_file_says_so(folder, shared):
    names = ['first.exe', 'second.exe']
    files = [shared.copy(folder, name) for name in names]
    with shared.start(folder, *files, fault='always-authenticate') as program:
        program.press(name_button(program, 2))
        give_pin(program, 2)
        see_signed(program, *names)
        harness.equal(shared.token.get_logins().count('context'), 2)
        shared.judge(*files)


@harness.test
def a_module_that_crashed_is_a_row(folder, shared):
    with shared.start(folder, chosen=False, fault='crash-at-list', language='de') as program:
        open_page(program)
        program.see('The driver for the token crashed.')
        words.check(program)
        program.press('Restart') # before the cure: the program tries again by itself, too
        shared.token.plug_in()
        program.find('list item', SIGNER)


driver.main(TokenSamples)
