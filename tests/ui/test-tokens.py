#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person who signs programs with a key on a token."""

import contextlib
import os
import re
import time

import driver
import harness
import words
from driver import in_languages, wait
from tokens import (LABEL, PIN, SIGNER, Token, TokenSamples, can_sign, find_fields, find_question,
                    focus, give_pin, name_button, open_page, see_signed, type_pin)


def assert_secret_kept(program):
    """The PIN is in no file that the program could have written."""
    for top, _, names in os.walk(program.folder):
        for name in names:
            path = os.path.join(top, name)
            if os.path.isfile(path):
                with open(path, 'rb') as file:
                    assert PIN.encode() not in file.read(), f'the PIN is in {path}'


@in_languages
def choose_then_wrong_pin_then_right_pin(folder, shared, language):
    files = [shared.copy(folder, name) for name in ('first.exe', 'second.exe')]
    with shared.start(folder, chosen=False, language=language) as program:
        program.press('Set Up Signing…')
        program.see(re.compile(re.escape(LABEL)))
        program.see('Found')
        words.check(program)
        program.click(program.find('list item', program._('Token or smart card')))
        program.see(re.compile(re.escape(LABEL)))
        assert not program.find_all('list item', 'Example Mail')
        words.check(program)
        program.click(program.find('list item', program.count('Show %u other certificate',
                                                              'Show all %u other certificates', 1)))
        assert not program.find('list item', 'Example Mail').is_sensitive()
        program.click(program.find('list item', SIGNER))
        program.see('Sign or Check Windows Files')
        program.open(*files)
        program.press(name_button(program, 2))
        give_pin(program, 2, 'wrong')
        program.see('The PIN is wrong.')
        words.check(program)
        give_pin(program, 2)
        see_signed(program, 'first.exe', 'second.exe')
        words.check(program)
        shared.judge(*files)
        harness.equal(shared.token.get_logins(), ['login', 'login'])
        assert_secret_kept(program)


@harness.test
def the_pin_cannot_be_read_by_others(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path) as program:
        program.press(name_button(program, 1))
        type_pin(program)
        wait(lambda: can_sign(program, 1), 'the PIN to be taken')
        for node in program.walk():
            assert PIN not in node.get_text() + node.name, f'the PIN can be read: {node}'
        field, = find_fields(find_question(program))
        harness.equal(field.accessible.description, f'{len(PIN)} characters entered')
        try:
            field.accessible.queryText()
        except NotImplementedError:
            pass
        else:
            raise AssertionError('the field hands out its text')
        program.key('BackSpace')
        wait(lambda: find_fields(find_question(program))[0].accessible.description
             == f'{len(PIN) - 1} characters entered', 'one character less')
        program.key('Escape')
        wait(lambda: len(program.get_windows()) == 1, 'the question to go')
        harness.equal(path.read_bytes(), shared.original)


@harness.test
def the_keyboard_is_enough(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path) as program:
        wait(lambda: [node for node in program.find_all('push button', name_button(program, 1))
                      if node.is_sensitive()], 'the token')
        program.key('ctrl+Return')
        type_pin(program)
        program.key('Return')
        program.see(re.compile(re.escape(f'Signed by {SIGNER}')))
        shared.judge(path)


@harness.test
def tokens_come_and_go(folder, shared):
    with shared.start(folder, shared.copy(folder), fault='removed', language='de') as program:
        program.see('Plug in the token to sign.')
        assert not program.find('push button', name_button(program, 1)).is_sensitive()
        program.press(re.compile(SIGNER))
        program.see('Not Plugged In')
        words.check(program)
        shared.token.plug_in()
        program.see(re.compile(f'^{re.escape(LABEL)} · '))
        words.check(program)
        program.press('Tokens and Smart Cards')
        program.find('list item', program._('Certificate From a File…'))
        shared.token.unplug()
        program.see('None is plugged in')
        words.check(program)


@harness.test
def a_module_is_added_and_removed(folder, shared):
    with shared.start(folder, chosen=False, module=False) as program:
        open_page(program)
        program.see('None is plugged in')
        program.press('Add a Token Driver')
        program.choose_file('Add a Token Driver', shared.token.module)
        program.find('list item', SIGNER)
        settings = program.config / 'glib-2.0/settings/keyfile'
        wait(lambda: shared.token.module in settings.read_text(), 'the module to be remembered')
        program.press(re.compile('^Remove '))
        program.wait_gone('list item', SIGNER)
        program.press('Use')  # SoftHSM itself, at a known place
        wait(lambda: 'added by you' in program.describe(), 'the module to be used')


@harness.test
def a_certificate_out_of_a_file(folder, shared):
    path = shared.copy(folder)
    with shared.start(folder, path, chosen=False) as program:
        program.key('F10')
        program.press('Tokens and Smart Cards', 'menu item')
        program.click(program.find('list item', 'Certificate From a File…'))
        program.choose_file('Choose the Certificate', shared.lonely['pem'])
        program.press(name_button(program, 1))
        give_pin(program, 1)
        program.see(re.compile('Signed by Lonely AG'))
        shared.judge(path)
        text = (program.config / 'glib-2.0/settings/keyfile').read_text()
        assert str(shared.lonely['pem']) in text


def press_mnemonic(program, label):
    """The button, by the key that its label names."""
    name = program.translation.gettext(label)
    wait(lambda: [node for node in program.find_all('push button', name.replace('_', ''))
                  if node.is_sensitive()], f'the button {name}')
    focus(program)
    program.key('alt+' + name[name.index('_') + 1].lower())


def choose_token(program):
    """In the row that has the keyboard; it opens once there is something to choose."""
    label = re.compile('^' + re.escape(LABEL))

    def is_open():
        program.key('Return')
        with contextlib.suppress(AssertionError):  # too early: nothing has opened
            return program.find('label', label, patience=5)
    wait(is_open, 'the token to be offered')
    program.key('Down', 'Return')
    program.wait_gone(('text', 'password text'), program._('Password for the key'))


def unlock(program, pin=PIN):
    type_pin(program, pin)
    program.key('Return')


@in_languages
def request_join_and_sign_by_keyboard(folder, shared, language):
    if shared.token is None:
        raise harness.Skip('SoftHSM is missing')
    path, request = shared.copy(folder), folder / 'token.csr'
    token = Token(folder / 'token')
    with shared.start(folder, path, chosen=False, language=language, token=token) as program:
        program.see('Impossible to tell without a signature')
        program.key('ctrl+k')
        program.see('No Certificates Yet')
        program.key('Tab', 'Return')
        program.fill('Organization', 'Example GmbH')
        program.key('Tab', 'Tab', 'Tab')
        program.type('de')
        program.key('Tab', 'Tab')  # over further entries
        choose_token(program)
        words.check(program)
        press_mnemonic(program, 'C_reate Request…')
        program.choose_file('Save Request', request)
        unlock(program, 'wrong')
        program.see('The PIN is wrong.')
        words.check(program)
        unlock(program)
        program.see('Send the request to the certificate provider')
        words.check(program)
        p7b = shared.issue(request, folder / 'issued.p7b', chain=True)
        press_mnemonic(program, '_Import Certificate…')
        program.choose_file('Choose the Issued Certificate', p7b)
        unlock(program)
        program.see(re.compile(re.escape(program._('Ready for signing · %s').split('%')[0])))
        words.check(program)
        focus(program)
        program.key('alt+Left')
        wait(lambda: [node for node in program.find_all('push button', name_button(program, 1))
                      if node.is_sensitive()], 'the first page')
        program.key('ctrl+Return')
        type_pin(program)
        program.key('Return')
        program.see(re.compile(re.escape(program._('Signed by %s') % 'Example GmbH')))
        shared.judge(path)
        harness.equal(token.get_logins(), ['login'] * 4)
        assert_secret_kept(program)
    text = (folder / 'config/glib-2.0/settings/keyfile').read_text()
    assert 'certificate-requests=[]' in text, text


driver.main(TokenSamples)
