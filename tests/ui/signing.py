# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What all journeys do that sign files."""

import driver
import harness
import judges
from samples import PASSWORD, Samples


class Shared(Samples):
    """With a timestamp server; the path of the address chooses how it behaves."""

    def __init__(self, folder):
        super().__init__(folder)
        self.server = harness.TimestampServer(self.publisher, folder)
        self.server.__enter__()

    def get_settings(self, path='', certificate=True):
        address = self.server.url + path
        return {**self.settings, 'timestamp-server': f"'{address}'",
                'own-timestamp-servers': f"['{address}']", 'backup': 'false',
                **({'certificate-file': f"'{self.files['pfx']}'"} if certificate else {})}

    def judge(self, program):
        """What others say of a file that was signed."""
        judges.ask_osslsigncode(program, self.publisher.root)


def give_password(program, password=PASSWORD):
    entry = program.find(driver.FIELDS, program._('Password'))
    entry.set_text(password)
    program.see_filled('Password', password)
    program.press('_Open')


def press_sign(program, number):
    program.press(program.count('Sign %u File', 'Sign %u Files', number))


def see_row(program, name, state):
    program.find('list item', f'{name}, {state}')


def see_signed(program, *names):
    for name in names:
        see_row(program, name, program._('Signed and checked · %s') % '127.0.0.1')


__all__ = ['PASSWORD', 'Shared', 'give_password', 'press_sign', 'see_row', 'see_signed']
