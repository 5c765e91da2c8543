# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What a person does on the page of the certificates, by keys where it has some."""

import re

import driver
import harness
import judges
from harness import PASSWORD


def focus(program):
    """The window has the keyboard, as a window manager would give it."""
    driver.xdotool('windowfocus', '--sync', program.id)


def focus_top(program):
    """The same for the dialog over it."""
    program.focus_top()


def in_language(language):
    """Once is enough where the words are few."""
    def decorate(function):
        def journey(folder, shared):
            return function(folder, shared, language)
        journey.__name__ = function.__name__
        return harness.test(journey)
    return decorate


def show_certificates(program):
    focus(program)
    program.key('ctrl+k')


def set_text(program, title, text):
    program.find(driver.FIELDS, program._(title)).set_text(text)
    program.see_filled(title, text)


def give_password(program, password=PASSWORD):
    set_text(program, 'Password', password)
    program.press('_Open')


def type_password(program, password=PASSWORD):
    program.fill('Password', password)


def add(program, path):
    program.press('_Import…')
    program.choose_file('Add Certificate File', path)


def choose_menu(program, button, item):
    program.press(button)
    program.press(item, 'menu item')


def see_ready(program):
    program.see(re.compile(re.escape(program._('Ready for signing · %s').split('%')[0])))


def close_fault(program):
    """The message over the window, by the keyboard."""
    focus_top(program)
    program.key('Escape')
    program.wait_gone('dialog', None)


def judge(program, root):
    judges.ask_osslsigncode(program, root)


def get_setting(folder, name):
    lines = (folder / 'config/glib-2.0/settings/keyfile').read_text().splitlines()
    return next((line for line in lines if line.startswith(name + '=')), '')


__all__ = ['add', 'choose_menu', 'close_fault', 'focus', 'focus_top', 'get_setting',
           'give_password', 'in_language', 'judge', 'see_ready', 'set_text', 'show_certificates',
           'type_password']
