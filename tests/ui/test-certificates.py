#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person who gets, keeps, changes and loses certificates."""

import re
import subprocess
import time

import driver
import harness
import words
from driver import LANGUAGES, Program, in_languages, wait
from harness import CODE_SIGNING, NO_USAGE, openssl
from samples import PASSWORD, Samples
from scene import Authority

DAY = 86400


class Shared(Samples):
    def __init__(self, folder):
        super().__init__(folder)
        self.authority = Authority(folder / 'authority')

    def issue(self, request, certificate, chain=False):
        """What an authority sends back for a request: PEM, or PKCS#7 with its own certificate."""
        extensions = self.folder / 'code-signing.ext'
        extensions.write_text(CODE_SIGNING)
        pem = certificate.with_suffix('.pem')
        openssl('x509', '-req', '-in', request, '-CA', self.publisher.root, '-CAkey',
                self.publisher.folder / 'authority.key', '-CAcreateserial', '-days', 365,
                '-extfile', extensions, '-out', pem)
        if chain:
            openssl('crl2pkcs7', '-nocrl', '-certfile', pem, '-certfile', self.publisher.root,
                    '-outform', 'DER', '-out', certificate)
        return certificate

    def remember(self, *entries):
        """The settings of somebody who has used @entries (file, name, days left) before."""
        now = int(time.time())
        lines = ', '.join(f"('{path}', '', '{name}', 'Signet Test Authority', {now + days * DAY})"
                          for path, name, days in entries)
        return {**self.settings, 'certificate-file': f"'{entries[0][0]}'",
                'certificates': f'[{lines}]', 'timestamp-server': "'none'", 'backup': 'false'}


def focus(program):
    """The window has the keyboard, as a window manager would give it."""
    driver.xdotool('windowfocus', '--sync', program.id)


def show_certificates(program):
    focus(program)
    program.key('ctrl+k')


def set_text(program, title, text):
    program.find('text', program._(title)).set_text(text)


def give_password(program, password=PASSWORD):
    set_text(program, 'Password', password)
    program.press('_Open')


def add(program, path):
    program.press('_Import…')
    program.choose_file('Add Certificate File', path)


def choose_menu(program, button, item):
    program.press(button)
    program.press(item, 'menu item')


def judge(program, root):
    process = subprocess.run(['osslsigncode', 'verify', '-CAfile', str(root), '-in', str(program)],
                             capture_output=True, text=True, check=False)
    harness.equal(process.returncode, 0, process.stdout + process.stderr)


def get_setting(folder, name):
    lines = (folder / 'config/glib-2.0/settings/keyfile').read_text().splitlines()
    return next((line for line in lines if line.startswith(name + '=')), '')


@in_languages
def request_join_and_sign(folder, shared, language):
    program_file = shared.copy(folder)
    key, request = folder / 'example.key', folder / 'example.csr'
    settings = {**shared.settings, 'timestamp-server': "'none'", 'backup': 'false'}
    with Program(folder, program_file, language=language, settings=settings) as program:
        program.see('Nobody can tell without a signature')
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


driver.main(Shared)
