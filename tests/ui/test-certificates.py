#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person who gets, keeps, changes and loses certificates."""

import re
import time
from pathlib import Path

import driver
import harness
import words
from authority import Authority
from certificates import (add, choose_menu, focus, focus_top, get_setting, give_password,
                          in_language, judge, set_text, show_certificates)
from driver import Program, in_languages, wait
from harness import CODE_SIGNING, NO_USAGE, openssl
from samples import PASSWORD, Samples

DAY = 86400


class Shared(Samples):
    def __init__(self, folder):
        super().__init__(folder)
        self.authority = Authority(folder / 'authority')

    def remember(self, *entries):
        """The settings of somebody who has used @entries (file, name, days left) before."""
        now = int(time.time())
        lines = ', '.join(f"('{path}', '', '{name}', 'Signet Test Authority', {now + days * DAY})"
                          for path, name, days in entries)
        return {**self.settings, 'certificate-file': f"'{entries[0][0]}'",
                'certificates': f'[{lines}]', 'timestamp-server': "'none'", 'backup': 'false'}


@in_languages
def request_join_and_sign(folder, shared, language):
    program_file = shared.copy(folder)
    key, request = folder / 'example.key', folder / 'example.csr'
    settings = {**shared.settings, 'timestamp-server': "'none'", 'backup': 'false'}
    with Program(folder, program_file, language=language, settings=settings) as program:
        program.see('Impossible to tell without a signature')
        show_certificates(program)
        program.see('No Certificates Yet')
        words.check(program)
        program.press('_Request…')
        for title, text in (('Organization', 'Jäger & Söhne GmbH'), ('Town', 'Köln'),
                            ('Country (two letters)', 'DEU')):
            set_text(program, title, text)
        set_text(program, 'Password for the key', PASSWORD)
        set_text(program, 'The password again', PASSWORD)
        program.find('alert', re.compile('C '))
        set_text(program, 'Country (two letters)', 'de')
        words.check(program)
        program.press('C_reate Request…')
        program.choose_file('Save Private Key', key)
        program.see('Send the request to the certificate provider')
        words.check(program)
        assert b'ENCRYPTED PRIVATE KEY' in key.read_bytes()
        harness.equal(key.stat().st_mode & 0o777, 0o600)
        program.press('_Copy Request')
        wait(lambda: program.get_clipboard() == request.read_text(), 'the request to be copied')
        p7b = shared.issue(request, folder / 'issued.p7b', chain=True)
        program.press('_Import Certificate…')
        program.choose_file('Choose the Issued Certificate', p7b)
        give_password(program, 'not the password')
        program.see('The password does not open this file.')
        give_password(program)
        program.choose_file('Save Certificate with Its Key', folder / 'joined.pfx')
        program.see(re.compile(re.escape(program._('Ready for signing · %s').split('%')[0])))
        program.see('Chain of Trust')
        words.check(program)
        program.press('Back')
        program.press(program.count('Sign %u File', 'Sign %u Files', 1))
        program.see(re.compile(re.escape(program._('Signed by %s') % 'Jäger & Söhne GmbH')))
        judge(program_file, shared.publisher.root)
    assert str(folder / 'joined.pfx') in get_setting(folder, 'certificates')
    assert str(key) not in get_setting(folder, 'certificate-requests')


@in_language('en')
def the_keyboard_is_enough(folder, shared, language):
    key, request = folder / 'typed.key', folder / 'typed.csr'
    with Program(folder, language=language, settings=shared.settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        program.see('No Certificates Yet')
        program.key('Tab', 'Return')
        program.fill('Organization', 'Example GmbH')
        program.key('Tab', 'Tab', 'Tab')
        program.type('de')
        program.key('Tab', 'Tab', 'Tab', 'Tab')  # over further entries, place and kind of the key
        program.type(PASSWORD)
        program.key('Tab', 'Tab')  # over the button that shows the password
        program.type(PASSWORD)
        program.see_filled('The password again', PASSWORD)
        program.key('Return')
        program.choose_file('Save Private Key', key)
        program.see('Send the request to the certificate provider')
        certificate = shared.issue(request, folder / 'issued.pem')
        focus(program)
        program.find('push button', program._('_Import Certificate…').replace('_', ''))
        program.key('alt+i')
        program.choose_file('Choose the Issued Certificate', certificate)
        program.fill('Password', PASSWORD)
        program.key('Return')
        program.choose_file('Save Certificate with Its Key', folder / 'typed.pfx')
        ready = re.compile(re.escape(program._('Ready for signing · %s').split('%')[0]))
        program.see(ready)
        focus(program)
        program.key('alt+Left')
        wait(lambda: not program.find_all('label', ready), 'the first page to come back')


@in_language('de')
def export_forget_and_import(folder, shared, language):
    exported = folder / 'old.pfx'
    settings = shared.remember((shared.files['pfx'], 'Example GmbH', 364))
    with Program(folder, language=language, settings=settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        program.press('_Open…')
        program.see('Remember the password')
        give_password(program)
        program.see('Technical Details')
        choose_menu(program, 'More', '_Export…')
        for choice in ('PEM, certificates only', 'PFX in the old form, with the private key'):
            program.choose(choice)
        words.check(program)
        set_text(program, 'Password for the file', 'another password')
        set_text(program, 'The password again', 'another one')
        program.see('The passwords differ.')
        set_text(program, 'The password again', 'another password')
        program.press('_Export…')
        program.choose_file('Save Exported Certificate', exported)
        program.wait_gone('dialog', program._('Export Certificate'))
        openssl('pkcs12', '-legacy', '-in', exported, '-passin', 'pass:another password', '-nodes')
        choose_menu(program, 'More', '_Forget This Certificate')
        wait(lambda: not program.find_all('list item'), 'the certificate to go')
        assert shared.files['pfx'].exists()
        add(program, exported)
        give_password(program, 'another password')
        program.see(re.compile(re.escape(program._('Ready for signing · %s').split('%')[0])))
        words.check(program)
    assert str(exported) in get_setting(folder, 'certificates')


@in_language('en')
def an_expired_certificate_signs_nothing(folder, shared, language):
    program_file = shared.copy(folder)
    settings = shared.remember((shared.files['pfx'], 'Example GmbH', -3))
    with Program(folder, program_file, language=language, settings=settings) as program:
        program.see('Impossible to tell without a signature')
        sign = program.find('push button', program.count('Sign %u File', 'Sign %u Files', 1))
        assert not sign.is_sensitive()
        program.see('Windows would reject new signatures.')
        program.see(program._('Your certificate “%s” has expired.') % 'Example GmbH')
        words.check(program)
        program.press('Details')
        program.see('It cannot sign any more')
        words.check(program)
        focus(program)
        program.key('Escape')
        wait(lambda: not program.find_all('label', re.compile('has expired')), 'the banner to go')


@in_language('de')
def the_newest_is_chosen(folder, shared, language):
    newer = folder / 'newer.pfx'
    newer.write_bytes(shared.files['pfx'].read_bytes())
    settings = shared.remember((shared.files['pfx'], 'Example GmbH', 20),
                               (newer, 'Example GmbH', 364), (newer, 'Other', 700))
    with Program(folder, shared.copy(folder), language=language, settings=settings) as program:
        program.see('The newest certificate of the same name is chosen')
        words.check(program)
    assert str(newer) in get_setting(folder, 'certificate-file')


def make_wrong_files(shared, folder):
    """A file for each reason not to sign with it, and the English sentence for it."""
    def bundle(name, files):
        path = folder / f'{name}.pem'
        path.write_bytes(files['key'].read_bytes() + files['pem'].read_bytes())
        return path

    publisher, authority = shared.publisher, Authority(folder / 'other')
    subject = '/O=Example GmbH/CN=Example GmbH'
    nothing = folder / 'nothing.pfx'
    nothing.write_text('This is not a certificate.')
    other = {**publisher.issue('other'), 'pem': shared.files['pem']}
    return {
        nothing: 'This file is not a certificate.',
        bundle('mismatch', other): 'The private key does not belong to this certificate.',
        bundle('usage', publisher.issue('usage', extensions=NO_USAGE.replace(
            'subjectKey', 'extendedKeyUsage=serverAuth\nsubjectKey'))):
            'This certificate is not meant for code signing.',
        bundle('weak', publisher.issue('weak', key=('rsa:1024',))):
            'The key of this certificate is too short to be safe.',
        bundle('ed25519', publisher.issue('ed25519', key=('ed25519',))):
            'Windows does not accept signatures made with this kind of key.',
        bundle('expired', authority.issue('expired', subject, None, CODE_SIGNING, -20, -10)):
            'The certificate has expired.',
        bundle('future', authority.issue('future', subject, None, CODE_SIGNING, 10, 20)):
            'The certificate is not valid yet.',
    }


@in_language('de')
def wrong_files_have_their_sentences(folder, shared, language):
    with Program(folder, language=language, settings=shared.settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        for path, sentence in make_wrong_files(shared, folder).items():
            add(program, path)
            program.see(sentence)
            words.check(program)
            program.press('_Close')
            program.wait_gone('dialog', None)
        program.see('No Certificates Yet')


def is_working(program):
    """Whether the program needed the processor within the last second."""
    def get_ticks():
        text = Path(f'/proc/{program.process.pid}/stat').read_text(encoding='ascii')
        return text.rpartition(')')[2].split()[11]
    before = get_ticks()
    time.sleep(1)
    return get_ticks() != before


@in_language('en')
def giving_up_wins(folder, shared, language):
    """Also over a right password, as long as it is being tried."""
    slow = folder / 'slow.pfx'
    openssl('pkcs12', '-export', '-inkey', shared.files['key'], '-in', shared.files['pem'],
            '-iter', 4000000, '-passout', f'pass:{PASSWORD}', '-out', slow)
    with Program(folder, language=language, settings=shared.settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        add(program, slow)
        give_password(program)
        focus_top(program)
        program.key('Escape')
        wait(lambda: not is_working(program), 'the password to be tried')
        program.see('No Certificates Yet')
    assert str(slow) not in get_setting(folder, 'certificates')


driver.main(Shared)
