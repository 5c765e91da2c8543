# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""A token of SoftHSM behind the module with faults, which plays what goes wrong and who pulls it out."""

import os
import re
import subprocess
import time
from pathlib import Path

import driver
import harness
import judges
from driver import Program, wait
from samples import Samples

PIN = '271828'
SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so'
LABEL = 'Signet Token'
SIGNER = 'Example Labs'
EC = ('ec', 'ec_paramgen_curve:P-256')


class Token:
    def __init__(self, folder, label=LABEL):
        self.folder = folder
        self.label = label
        folder.mkdir()
        self.fault = folder / 'fault'
        self.set_fault('')
        tokens = folder / 'tokens'
        tokens.mkdir()
        conf = folder / 'softhsm2.conf'
        conf.write_text(f'directories.tokendir = {tokens}\nobjectstore.backend = file\n'
                        'log.level = ERROR\n')
        self.module = os.environ.get('SIGNET_TEST_MODULE', SOFTHSM)
        self.env = {'SOFTHSM2_CONF': str(conf), 'SIGNET_TEST_FAULT': str(self.fault),
                    'SIGNET_TEST_PIN': PIN}
        self.tool('softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', '5678',
                  '--pin', PIN)

    @staticmethod
    def is_there():
        return os.path.exists(SOFTHSM)

    def tool(self, *arguments):
        subprocess.run([*map(str, arguments)], check=True, capture_output=True,
                       env={**os.environ, **self.env})

    def put(self, files, number, certificate=True):
        """The key of @files, and its certificate, under the id and label @number (two digits)."""
        self.tool('softhsm2-util', '--import', files['key'], '--token', self.label, '--label',
                  number, '--id', number, '--pin', PIN)
        if certificate:
            der = files['pem'].with_suffix('.der')
            harness.openssl('x509', '-in', files['pem'], '-outform', 'der', '-out', der)
            self.tool('pkcs11-tool', '--module', SOFTHSM, '--token-label', self.label, '--login',
                      '--pin', PIN, '--write-object', der, '--type', 'cert', '--id', number,
                      '--label', number)

    def set_fault(self, name):
        self.fault.write_text(name)

    def unplug(self):
        self.set_fault('removed')

    def plug_in(self):
        self.set_fault('')

    def find_uri(self, number):
        entry, = harness.run('tokens', '--json', '--module', SOFTHSM, env=self.env,
                             status=0).objects()
        return next(item['uri'] for item in entry['certificates'] if item['label'] == number)

    def get_logins(self):
        log = self.fault.with_name('fault.log')
        return log.read_text().split() if log.exists() else []

    def forget_logins(self):
        self.fault.with_name('fault.log').unlink(missing_ok=True)


def hide_others(program):
    """What else is registered on this computer stays out of sight: a blank entry of the same name."""
    folder = program.config / 'pkcs11' / 'modules'
    folder.mkdir(parents=True, exist_ok=True)
    for path in Path('/usr/share/p11-kit/modules').glob('*.module'):
        (folder / path.name).write_text('module:\n')


class TokenSamples(Samples):
    def __init__(self, folder):
        super().__init__(folder)
        self.token = Token(folder / 'token') if Token.is_there() else None
        if self.token is None:
            return
        self.put('01', SIGNER)
        self.put('02', 'Example Mail', extensions=harness.SERVER_ONLY)
        self.lonely = self.put('03', 'Lonely AG', certificate=False)
        self.uri = self.token.find_uri('01')

    def put(self, number, name, certificate=True, **options):
        files = self.publisher.issue('key' + number, EC, subject=f'/O={name}/CN={name}', **options)
        self.token.put(files, number, certificate)
        return files

    def judge(self, *programs):
        """What others say of files that were signed."""
        for program in programs:
            judges.ask_osslsigncode(program, self.publisher.root)

    def start(self, folder, *files, chosen=True, fault='', language='en', module=True, token=None):
        """@chosen: the certificate on the token was chosen in an earlier session. @token: another."""
        if self.token is None:
            raise harness.Skip('SoftHSM is missing')
        token = token or self.token
        token.set_fault(fault)
        token.forget_logins()
        settings = {**self.settings, 'timestamp-server': "'none'", 'backup': 'false'}
        if module:
            settings['token-modules'] = f"['{token.module}']"
        if chosen:
            end = int(time.time()) + 365 * 86400
            settings['certificate-file'] = f"'{self.uri}'"
            settings['certificates'] = f"[('{self.uri}', '', '{SIGNER}', 'Signet Test', {end})]"
        program = Program(folder, *files, language=language, env=token.env, settings=settings)
        hide_others(program)
        return program


def focus(program):
    """The window on top has the keyboard, as a window manager would give it."""
    program.focus_top()


def name_button(program, number):
    return program.count('Sign %u File', 'Sign %u Files', number)


def find_fields(node):
    return [child for child in node.walk() if child.name == 'PIN' and child.role != 'label']


def find_question(program):
    """The dialog that asks for the PIN, ready for an answer."""
    def find():
        return [window for window in program.get_windows()
                if any(field.is_sensitive() for field in find_fields(window))]
    return wait(find, 'the question for the PIN')[-1]


def can_sign(program, number):
    dialog = find_question(program)
    return [node for node in dialog.walk(('push button',))
            if node.name == name_button(program, number) and node.is_sensitive()]


def has_typed(program, length):
    """How much there is is all that the field says."""
    field, = find_fields(find_question(program))
    return re.match(rf'{length}\b', field.accessible.description)


def type_pin(program, pin=PIN):
    """By hand, for the field takes nothing from the accessibility bus."""
    find_question(program)
    focus(program)
    program.type(pin)
    wait(lambda: has_typed(program, len(pin)), 'the PIN in its field')


def give_pin(program, number, pin=PIN):
    type_pin(program, pin)
    wait(lambda: can_sign(program, number), 'the PIN to be taken')
    program.key('Return')


def see_row(program, name, state):
    program.find('list item', f'{name}, {state}')


def see_signed(program, *names):
    for name in names:
        see_row(program, name, program._('Signed without timestamp'))


def open_page(program):
    program.press('Set Up Signing…')
    program.see('How do you want to sign?')
    program.click(program.find('list item', program._('Token or smart card')))
    program.see('Tokens and Smart Cards')
