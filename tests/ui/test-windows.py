#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Every window and popover that opens from the main one: in one language, with names, and closed by
Escape."""

import re

import driver
import words
from driver import Program, in_languages, wait
from samples import Samples


def check_window(program, open_it, pages=(), named=True):
    """A window that @open_it opens and Escape closes."""
    before = len(program.get_windows())
    open_it()
    wait(lambda: len(program.get_windows()) > before, 'the window')
    words.check(program, named)
    for page in pages:
        program.click(program.find('page tab', program._(page)))
        words.check(program)
    program.focus_top()
    program.key('Escape')
    wait(lambda: len(program.get_windows()) == before, 'the window to close')
    driver.xdotool('windowfocus', '--sync', program.id)


def get_settings(shared):
    return {**shared.settings, 'certificate-file': f"'{shared.files['pfx']}'"}


@in_languages
def preferences_and_shortcuts(folder, shared, language):
    with Program(folder, shared.copy(folder), language=language,
                 settings=get_settings(shared)) as program:
        program.see('Not signed')
        check_window(program, lambda: program.key('ctrl+comma'),
                     ('Timestamps', 'Trust', 'General'))
        check_window(program, lambda: program.key('ctrl+question'), named=False)  # GTK's own


@in_languages
def options_and_choosers_of_the_bar(folder, shared, language):
    with Program(folder, shared.copy(folder), language=language,
                 settings=get_settings(shared)) as program:
        check_window(program, lambda: program.press('Options…'))
        program.press('Timestamp: automatic')
        program.find('text', program._('Address of another server'))
        words.check(program)
        program.key('Escape')
        program.press(re.compile(re.escape(shared.files['pfx'].name)))
        program.see('Add Certificate File…')
        words.check(program)


driver.main(Samples)
