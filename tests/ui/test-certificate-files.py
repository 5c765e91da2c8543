#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Journeys of a person whose certificates lie in files of all kinds, some of them not whole."""

import contextlib
import http.server
import os
import re
import shutil
import subprocess
import threading

import driver
import harness
import words
from certificates import (add, choose_menu, close_fault, focus, focus_top, get_setting, in_language,
                          see_ready, set_text, show_certificates, type_password)
from driver import Program, wait
from harness import AUTHORITY, CODE_SIGNING, PASSWORD, SERVER_ONLY, openssl
from samples import Samples

EC = ('ec', 'ec_paramgen_curve:P-256')


def ask_openssl(*arguments):
    return subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True,
                          text=True).stdout


def make_p7b(path, *certificates):
    options = [part for certificate in certificates for part in ('-certfile', certificate)]
    openssl('crl2pkcs7', '-nocrl', *options, '-outform', 'DER', '-out', path)
    return path


@contextlib.contextmanager
def unlocked_keyring():
    """One that is thrown away, on the bus of this program."""
    env = {name: value for name, value in os.environ.items() if name != 'G_DEBUG'}
    with subprocess.Popen(['gnome-keyring-daemon', '--foreground', '--unlock',
                           '--components=secrets'], env=env, stdin=subprocess.PIPE,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as daemon:
        daemon.stdin.write(b'test')
        daemon.stdin.close()
        try:
            wait(lambda: has_keyring(daemon), 'the keyring')
            yield
        finally:
            daemon.terminate()


def ask_keyring(*call):
    return subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets',
                           '--object-path', '/org/freedesktop/secrets', '--method', *call],
                          capture_output=True, text=True, check=False)


def has_keyring(daemon):
    """Without calling it: that would make the bus start another one, which is locked."""
    assert daemon.poll() is None, 'the keyring ended'
    return 'true' in subprocess.run(
        ['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path',
         '/org/freedesktop/DBus', '--method', 'org.freedesktop.DBus.NameHasOwner',
         'org.freedesktop.secrets'], capture_output=True, text=True, check=False).stdout


def is_remembered(path):
    found = ask_keyring('org.freedesktop.Secret.Service.SearchItems',
                        str({'file': path.as_uri()}))
    harness.equal(found.returncode, 0, found.stderr)
    return '/collection/' in found.stdout


def remember_password(program):
    """With the switch, which lies behind the button that shows the password."""
    type_password(program)
    program.key('Tab', 'Tab', 'space')
    switch = program.find('check box', program._('Remember the password'))
    wait(lambda: switch.has(driver.pyatspi.STATE_CHECKED), 'the switch to be on')
    program.key('alt+o')


def open_first(program):
    program.see('Sign or Check Windows Files')
    show_certificates(program)
    program.press('_Open…')


@in_language('en')
def a_password_is_remembered_and_forgotten(folder, shared, language):
    if shutil.which('gnome-keyring-daemon') is None:
        raise harness.Skip('gnome-keyring is missing')
    path = folder / 'kept.pfx'
    shutil.copy(shared.files['pfx'], path)
    settings = {**shared.settings, 'certificate-file': f"'{path}'",
                'certificates': f"[('{path}', '', 'Example GmbH', 'Signet Test', 0)]"}
    with unlocked_keyring():
        with Program(folder, language=language, settings=settings) as program:
            open_first(program)
            remember_password(program)
            program.see('Technical Details')
            wait(lambda: is_remembered(path), 'the password to be kept')
            program.press('More')
            program.find('menu item', program._('Forget the _Password'))
        with Program(folder, language=language, settings=settings) as program:
            open_first(program)
            program.see('Technical Details')
            choose_menu(program, 'More', 'Forget the _Password')
            program.see('Password forgotten')
            wait(lambda: not is_remembered(path), 'the password to be forgotten')
            choose_menu(program, 'More', '_Forget This Certificate')
            program.see('No Certificates Yet')
            add(program, path)
            remember_password(program)
            see_ready(program)
            wait(lambda: is_remembered(path), 'the password to be kept again')
            choose_menu(program, 'More', '_Forget This Certificate')
            wait(lambda: not is_remembered(path), 'the password to go with the certificate')


class Pages(http.server.BaseHTTPRequestHandler):
    """Hands out what lies in the server's own list."""

    def do_GET(self):
        page = self.server.pages.get(self.path)
        self.send_response(404 if page is None else 200)
        self.end_headers()
        self.wfile.write(page or b'')

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving():
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Pages) as server:
        server.pages = {}
        threading.Thread(target=server.serve_forever).start()
        try:
            yield server
        finally:
            server.shutdown()


def see_link(program, role, name):
    pattern = re.compile('^' + re.escape(f'{program._(role)}: {name}'))
    program.find(None, pattern)


@in_language('de')
def a_missing_issuer_is_fetched(folder, shared, language):
    between = shared.publisher.issue('between', extensions=AUTHORITY,
                                     subject='/O=Signet Test/CN=Signet Test Intermediate')
    with serving() as server:
        address = f'http://127.0.0.1:{server.server_port}/between.cer'
        files = shared.publisher.issue('fetched', issuer=between, extensions=CODE_SIGNING +
                                       f'authorityInfoAccess=caIssuers;URI:{address}\n')
        lonely = folder / 'lonely.pem'
        lonely.write_bytes(files['key'].read_bytes() + files['pem'].read_bytes())
        with Program(folder, language=language, settings=shared.settings) as program:
            program.see('Sign or Check Windows Files')
            show_certificates(program)
            add(program, lonely)
            program.see('An intermediate certificate is missing')
            see_link(program, 'Issuer', 'Signet Test Intermediate')
            words.check(program)
            program.press('_Fetch It')
            program.see('The Certificate Could Not Be Fetched')
            words.check(program)
            close_fault(program)
            openssl('x509', '-in', between['pem'], '-outform', 'DER', '-out', folder / 'x.cer')
            server.pages['/between.cer'] = (folder / 'x.cer').read_bytes()
            program.press('_Fetch It')
            see_link(program, 'Certificate authority', 'Signet Test Intermediate')
            see_link(program, 'Root certificate', 'Signet Test Authority')
            program.wait_gone('label', program._('An intermediate certificate is missing'))
            words.check(program)


@in_language('en')
def keys_beside_their_certificates(folder, shared, language):
    p7b = make_p7b(folder / 'issued.p7b', shared.publisher.root, shared.files['pem'])
    old = shared.publisher.issue('old', key=('rsa:2048',), subject='/CN=Old GmbH')
    spc = make_p7b(folder / 'old.spc', old['pem'], shared.publisher.root)
    openssl('rsa', '-in', old['key'], '-outform', 'PVK', '-pvk-strong', '-passout',
            f'pass:{PASSWORD}', '-provider', 'legacy', '-provider', 'default', '-out',
            folder / 'old.pvk')
    with Program(folder, language=language, settings=shared.settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        add(program, p7b)
        program.see('The file has a certificate, but no private key.')
        focus_top(program)
        program.key('alt+k')
        program.choose_file('Choose the Private Key', shared.files['key'])
        see_ready(program)
        choose_menu(program, 'Add Certificate', '_Import…')
        program.choose_file('Add Certificate File', folder / 'old.pvk')
        type_password(program)
        program.key('Return')
        program.see('The certificate for the private key is missing.')
        focus_top(program)
        program.key('alt+e')
        program.choose_file('Choose the Certificate', spc)
        type_password(program)
        program.key('Return')
        program.find('list item', re.compile('Old GmbH'))
    assert str(p7b) in get_setting(folder, 'certificates')
    assert str(spc) in get_setting(folder, 'certificates')


def make_keystore(shared, folder):
    """As Java writes it, with several keys; only one of them signs programs."""
    path = folder / 'release.jks'
    if shutil.which('keytool') is None:
        openssl('pkcs12', '-export', '-inkey', shared.files['key'], '-in', shared.files['pem'],
                '-name', 'release', '-passout', f'pass:{PASSWORD}', '-out', path)
        return path, 'Example GmbH'
    for name, usage in (('mail', 'emailProtection'), ('release', 'codeSigning')):
        subprocess.run(['keytool', '-genkeypair', '-alias', name, '-keyalg', 'EC', '-dname',
                        f'CN=Example {name}', '-ext', f'eku={usage}', '-keystore', str(path),
                        '-storetype', 'PKCS12', '-storepass', PASSWORD, '-validity', '100'],
                       check=True, capture_output=True)
    return path, 'Example release'


@in_language('en')
def a_keystore_signs(folder, shared, language):
    program_file = shared.copy(folder)
    path, name = make_keystore(shared, folder)
    settings = {**shared.settings, 'timestamp-server': "'none'", 'backup': 'false'}
    with Program(folder, program_file, language=language, settings=settings) as program:
        program.see('Impossible to tell without a signature')
        show_certificates(program)
        add(program, path)
        type_password(program)
        program.key('Return')
        see_ready(program)
        focus(program)
        program.key('alt+Left')
        program.press(program.count('Sign %u File', 'Sign %u Files', 1))
        program.see(program.count('Signed %u file', 'Signed %u files', 1))
        program.see(re.compile(f'“{name}”'))
    harness.run('verify', program_file, status=7)
    assert str(path) in get_setting(folder, 'certificate-file')


def make_bundle(shared, folder):
    """Two keys that sign, and one that does not."""
    path = folder / 'several.pem'
    issued = [shared.publisher.issue(name, key=EC, subject=f'/O={name} AG/CN={name} AG')
              for name in ('first', 'second')]
    issued.append(shared.publisher.issue('server', key=EC, extensions=SERVER_ONLY))
    path.write_bytes(b''.join(files[part].read_bytes() for files in issued
                              for part in ('key', 'pem')))
    return path


def sign(program, path):
    """With the second of those keys."""
    focus(program)
    program.press(program.count('Sign %u File', 'Sign %u Files', 1))
    wait(lambda: b'second AG' in path.read_bytes(), 'the signature')
    harness.equal(b'first AG' in path.read_bytes(), False)


@in_language('de')
def one_of_several_keys_is_chosen(folder, shared, language):
    programs = [shared.copy(folder, name) for name in ('one.exe', 'two.exe')]
    path = make_bundle(shared, folder)
    settings = {**shared.settings, 'timestamp-server': "'none'", 'backup': 'false'}
    with Program(folder, programs[0], language=language, settings=settings) as program:
        program.see('Impossible to tell without a signature')
        show_certificates(program)
        add(program, path)
        program.see('Which Certificate?')
        words.check(program)
        harness.equal(len(program.find_all(('radio button', 'check box'), re.compile(' AG$'))), 2)
        focus_top(program)
        program.key('Escape')
        program.wait_gone('dialog', program._('Which Certificate?'))
        program.see('No Certificates Yet')
        add(program, path)
        program.choose('second AG')
        focus_top(program)
        program.key('alt+w')
        see_ready(program)
        focus(program)
        program.key('alt+Left')
        sign(program, programs[0])
    for name in ('certificates', 'certificate-file'):
        settings[name] = get_setting(folder, name).partition('=')[2]
    with Program(folder, programs[1], language=language, settings=settings) as program:
        program.see('Impossible to tell without a signature')
        sign(program, programs[1])


def convert(program, path):
    program.choose_file('Choose the File to Convert', path)


def save(program, choice, path):
    """By the keyboard where it is not about the kind of file."""
    for name in choice:
        program.choose(name)
    focus_top(program)
    program.press('_Export…')
    program.choose_file('Save Exported Certificate', path)
    program.wait_gone('dialog', program._('Export Certificate'))


@in_language('en')
def files_are_converted(folder, shared, language):
    p7b = make_p7b(folder / 'issued.p7b', shared.publisher.root, shared.files['pem'])
    with Program(folder, language=language, settings=shared.settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        program.press('_Convert a File…')
        convert(program, shared.files['pfx'])
        type_password(program)
        program.key('Return')
        program.choose('PEM, with the private key')
        for title in ('Password for the file', 'The password again'):
            set_text(program, title, 'another password')
        save(program, (), folder / 'key.pem')
        openssl('pkey', '-in', folder / 'key.pem', '-passin', 'pass:another password', '-noout')
        program.press('_Convert a File…')
        convert(program, p7b)
        program.find(('radio button', 'check box'), program._('P7B, certificates only'))
        assert not program.find_all(('radio button', 'check box'), re.compile('private key'))
        save(program, ('CER, this certificate only',), folder / 'leaf.cer')
        program.see('No Certificates Yet')
    text = ask_openssl('x509', '-inform', 'DER', '-in', folder / 'leaf.cer', '-noout', '-subject')
    assert 'Example GmbH' in text, text


def make_strangers(shared, folder):
    """Files that somebody may take for a certificate, and the English sentence for each."""
    letter, cut = folder / 'letter.cer', folder / 'cut.pfx'
    letter.write_text('Dear customer,\nyour certificate is on its way.\n')
    cut.write_bytes(shared.files['pfx'].read_bytes()[:900])
    shutil.copy(shared.program, folder / 'hello.p12')
    return {letter: 'This file is not a certificate.',
            folder / 'hello.p12': 'This file is not a certificate.',
            cut: 'This certificate file is damaged.'}


def see_fault(program, heading, path, sentence):
    program.see(re.compile(re.escape(program._(heading) % path.name)))
    program.see(sentence)
    words.check(program)
    close_fault(program)


@in_language('de')
def what_is_no_certificate_is_said(folder, shared, language):
    strangers = make_strangers(shared, folder)
    with Program(folder, language=language, settings=shared.settings) as program:
        program.see('Sign or Check Windows Files')
        show_certificates(program)
        for path, sentence in strangers.items():
            add(program, path)
            see_fault(program, '“%s” Cannot Be Used for Signing', path, sentence)
        path, sentence = next(iter(strangers.items()))
        program.press('_Convert a File…')
        convert(program, path)
        see_fault(program, '“%s” Cannot Be Converted', path, sentence)
        program.see('No Certificates Yet')


driver.main(Samples)
