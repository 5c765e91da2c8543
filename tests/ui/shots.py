#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Draws the screens; started by shots.sh: shots.py OUT [SCREEN]..."""

import re
import sys
import time
from pathlib import Path

import driver
import harness
from certificates import add as add_file
from driver import Program, run, wait
from scene import PASSWORD, Scene
from tokens import hide_others, type_pin

LOOKS = {
    'en': ('en', {}),
    'de': ('de', {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}),
    'en-contrast': ('en', {'ADW_DEBUG_HIGH_CONTRAST': '1'}),
}
LOCALES = {'en': 'en_GB.UTF-8', 'de': 'de_DE.UTF-8'}
NARROW = 360, 760


def take(program, path):
    """The window with its corners, and whatever stands over it."""
    time.sleep(0.6)
    driver.xdotool('mousemove', 1, 1)
    time.sleep(0.3)
    frame = program.get_windows()[0]
    window = wait(lambda: program.find_window(frame), 'the window on the screen')
    width, height = frame.area[2:]
    left, top = window['X'] + window['MARGINS'][0], window['Y'] + window['MARGINS'][1]
    run('import', '-window', 'root', '-crop', f'{width}x{height}+{left}+{top}', '+repage', path)
    corner = f'roundrectangle 0,0 {width - 1},{height - 1} 12,12'
    run('convert', path, '(', '+clone', '-fill', 'black', '-colorize', '100', '-fill', 'white',
        '-draw', corner, ')', '-alpha', 'off', '-compose', 'CopyOpacity', '-composite', '-strip',
        '-define', 'png:compression-level=9', path)


def choose(program, name):
    program.click(program.find('list item', re.compile('^' + re.escape(name))))
    wait(lambda: len(program.find_all('label', name)) > 1, f'the details of {name}')


def show_details(name):
    def screen(program, scene):
        program.open(*scene.files)
        program.find('list item', re.compile('^' + re.escape(name)))
        choose(program, name)
    return screen


def show_empty(program, scene):
    program.see('Sign or Check Windows Files')


def show_set_up(program, scene):
    program.press('Set Up Signing…')
    program.see('How do you want to sign?')


def sign(program, scene):
    copies = [scene.copy(program.folder / 'Release', name)
              for name in ('example-agent.exe', 'example-service.exe', 'example-tray.exe')]
    program.open(*copies)
    program.press(program.count('Sign %u File', 'Sign %u Files', 3))
    program.find('text', program._('Password')).set_text(PASSWORD)
    program.press('_Open')


def show_inside(program, scene):
    program.open(scene.make_package(program.folder / 'Package'))
    program.press(program.count('Sign %u File', 'Sign %u Files', 1))
    give_password(program)
    program.find('push button', program._('Undo'))
    program.see(re.compile('example-agent.exe'))


def show_finished(program, scene):
    sign(program, scene)
    program.find('push button', program._('Undo'))


def show_password(program, scene):
    program.open(*scene.files)
    program.press(program.count('Sign %u File', 'Sign %u Files', 3))
    program.find('text', program._('Password')).set_text('not the password')
    program.press('_Open')
    program.see('The password does not open this file.')


def show_chooser(program, scene):
    show_details('example-agent.exe')(program, scene)
    program.press(re.compile('Example GmbH'))
    program.see('Add Certificate File…')


def show_servers(program, scene):
    show_details('example-agent.exe')(program, scene)
    program.press('Timestamp: automatic')
    program.find('text', program._('Address of another server'))


def show_options(program, scene):
    show_details('example-agent.exe')(program, scene)
    program.press('Options…')
    program.see('What Windows Shows')


def show_output_folder(program, scene):
    show_options(program, scene)
    # From the first field round to the last one, which is below the edge.
    program.key('shift+Tab')
    program.key('shift+Tab')


def show_preferences(page):
    def screen(program, scene):
        program.open(*scene.files)
        program.find('list item', re.compile('^example-tray'))
        program.key('ctrl+comma')
        program.click(program.find('page tab', program._(page)))
    return screen


def show_history(program, scene):
    program.see('Sign or Check Windows Files')
    program.key('ctrl+h')
    program.see('Timestamps Due')
    program.key('ctrl+f')


def show_history_entry(program, scene):
    show_history(program, scene)
    program.key('Escape')
    program.click(program.find('list item', 'example-updater.exe'))
    program.see('This Signature')


def show_due(program, scene):
    program.open(*scene.files)
    program.find('list item', re.compile('^example-setup'))
    choose(program, 'example-setup-4.2.exe')
    program.see(program.count('%u file waits for a timestamp', '%u files wait for a timestamp', 2))


def show_no_history(program, scene):
    program.key('ctrl+h')
    program.see('Nothing Signed Yet')


def choose_token(program, scene):
    program.press(re.compile('Example GmbH'))
    program.find('list item', re.compile(r'^Example GmbH \(EV\)'))
    program.key('Down', 'Return')
    program.find('push button', re.compile(r'Example GmbH \(EV\)'))


def show_token_chooser(program, scene):
    show_details('example-agent.exe')(program, scene)
    choose_token(program, scene)
    program.press(re.compile(r'Example GmbH \(EV\)'))
    program.find('list item', re.compile('Example Labs'))


def show_tokens(program, scene):
    program.press('Set Up Signing…')
    program.click(program.find('list item', program._('Token or smart card')))
    program.find('list item', re.compile('Example Labs'))


def show_pin(program, scene):
    show_details('example-agent.exe')(program, scene)
    choose_token(program, scene)
    program.press(program.count('Sign %u File', 'Sign %u Files', 3))
    type_pin(program, '123456')


def show_wrong_pin(program, scene):
    show_pin(program, scene)
    program.key('Return')
    program.see('The PIN is wrong.')


def show_filter(program, scene):
    more = [scene.copy(program.folder / 'More', f'example-plugin-{number}.dll')
            for number in range(1, 7)]
    program.open(*scene.files, *more)
    program.press('Problems')
    choose(program, 'example-updater.exe')


def open_certificates(program):
    program.see('Sign or Check Windows Files')
    program.key('ctrl+k')


def choose_entry(program, name):
    program.click(program.find('list item', re.compile('^' + re.escape(name))))


def give_password(program):
    program.find('text', program._('Password')).set_text(PASSWORD)
    program.press('_Open')


def unlock(program):
    program.press('_Open…')
    give_password(program)
    program.see('Technical Details')


def show_certificates(program, scene):
    open_certificates(program)
    choose_entry(program, 'Example GmbH, ' + program._('until %s').split('%')[0])
    unlock(program)


def show_ending(program, scene):
    program.open(*scene.files)
    choose(program, 'example-setup-4.2.exe')


def show_entry(name):
    def screen(program, scene):
        open_certificates(program)
        choose_entry(program, program._(name) if '%' not in name else program._(name) % 'Example')
    return screen


def show_request_form(program, scene):
    open_certificates(program)
    program.press('Add Certificate')
    program.press('_Request…', 'menu item')
    program.find('text', program._('Organization')).set_text('Example GmbH')
    program.find('text', program._('Town')).set_text('München')


def show_token_request(program, scene):
    show_request_form(program, scene)
    place = program.find('combo box', program._('Key is kept in'))

    def is_open():
        program.click(place)
        time.sleep(0.5)
        return program.find_all('label', 'Example Key 5')
    wait(is_open, 'the token to be offered')
    program.key('Down', 'Return')
    program.wait_gone(('text', 'password text'), program._('Password for the key'))


def show_test_certificate(program, scene):
    open_certificates(program)
    choose_entry(program, 'Example Test')
    unlock(program)


def show_keys(program, scene):
    open_certificates(program)
    add_file(program, scene.make_bundle(program.folder))
    program.see('Which Certificate?')


def show_clear_history(program, scene):
    show_history(program, scene)
    program.key('Escape', 'F10')
    program.press('C_lear History…', role='menu item')
    program.see('Clear History?')


def show_export(program, scene):
    show_certificates(program, scene)
    program.press('More')
    program.press('_Export…', 'menu item')
    program.see('Kind of File')


def show_trust_help(program, scene):
    open_certificates(program)
    choose_entry(program, 'Example Test')
    unlock(program)
    program.press('_Show How…')
    program.see('Files to Take Along')


def show_no_certificates(program, scene):
    open_certificates(program)
    program.see('No Certificates Yet')


# name: how it comes about, is there a certificate, is it narrow
SCREENS = {
    'empty': (show_empty, False, False),
    'set-up': (show_set_up, False, False),
    'details': (show_details('example-setup-4.2.exe'), True, False),
    'changed': (show_details('example-updater.exe'), True, False),
    'unsigned': (show_details('example-agent.exe'), True, False),
    'expired': (show_details('example-viewer-2.9.exe'), True, False),
    'password': (show_password, True, False),
    'finished': (show_finished, True, False),
    'chooser': (show_chooser, True, False),
    'token-chooser': (show_token_chooser, True, False),
    'tokens': (show_tokens, False, False),
    'pin': (show_pin, True, False),
    'pin-wrong': (show_wrong_pin, True, False),
    'narrow-pin': (show_wrong_pin, True, True),
    'narrow-tokens': (show_tokens, False, True),
    'servers': (show_servers, True, False),
    'options': (show_options, True, False),
    'options-folder': (show_output_folder, True, False),
    'narrow-options-folder': (show_output_folder, True, True),
    'preferences-general': (show_preferences('General'), True, False),
    'preferences-timestamps': (show_preferences('Timestamps'), True, False),
    'preferences-trust': (show_preferences('Trust'), True, False),
    'narrow-preferences-trust': (show_preferences('Trust'), True, True),
    'narrow-preferences-timestamps': (show_preferences('Timestamps'), True, True),
    'history': (show_history, True, False),
    'history-entry': (show_history_entry, True, False),
    'history-empty': (show_no_history, True, False),
    'banner-timestamps': (show_due, True, False),
    'filter': (show_filter, True, False),
    'narrow-history': (show_history, True, True),
    'certificates': (show_certificates, True, False),
    'certificates-empty': (show_no_certificates, False, False),
    'certificates-ending': (show_entry('Example Labs UG'), True, False),
    'banner-expiry': (show_ending, True, False),
    'certificates-request': (show_entry('Request: %s'), True, False),
    'certificates-test': (show_entry('Example Test'), True, False),
    'certificates-export': (show_export, True, False),
    'certificates-trust': (show_trust_help, True, False),
    'request': (show_request_form, True, False),
    'inside': (show_inside, True, False),
    'narrow-inside': (show_inside, True, True),
    'narrow-set-up': (show_set_up, False, True),
    'certificates-test-open': (show_test_certificate, True, False),
    'narrow-certificates-test-open': (show_test_certificate, True, True),
    'request-token': (show_token_request, True, False),
    'narrow-request-token': (show_token_request, True, True),
    'keys': (show_keys, False, False),
    'narrow-keys': (show_keys, False, True),
    'history-clear': (show_clear_history, True, False),
    'narrow-history-clear': (show_clear_history, True, True),
    'narrow-certificates': (show_certificates, True, True),
    'narrow-empty': (show_empty, False, True),
    'narrow-list': (lambda program, scene: program.open(*scene.files), True, True),
    'narrow-details': (show_details('example-setup-4.2.exe'), True, True),
}

# Those that show a token, get a timestamp, have signed before.
WITH_TOKEN = {show_token_chooser, show_tokens, show_pin, show_wrong_pin, show_set_up,
              show_token_request}
WITH_SERVER = {show_finished, show_inside}
WITH_HISTORY = {show_history, show_history_entry, show_due, show_clear_history}

# Those with all kinds of certificates.
MANY = {name for name in SCREENS if re.search('certificates|request|expiry', name)} - {
    'certificates-empty'}


def fit_dialogs(program):
    """As wide as the screen, as on a telephone."""
    main = program.find_window(program.get_windows()[0])
    for window in set(program.find_ids()) - {program.id}:
        driver.xdotool('windowsize', window, NARROW[0], NARROW[1] - 40)
        driver.xdotool('windowmove', window, main['X'], main['Y'] + 20)


def draw(out, name, look, scene, folder):
    make, certificate, narrow = SCREENS[name]
    language, env = LOOKS[look]
    env = {**env, 'LC_ALL': LOCALES[language],
           'XDG_DATA_HOME': str(folder / 'data')}
    if make in WITH_HISTORY:
        scene.make_history(folder / 'data', folder / 'Release')
    settings = (scene.get_many_settings() if name in MANY else
                scene.get_settings(certificate, scene.address if make in WITH_SERVER else 'auto'))
    if make is show_output_folder:
        settings['output-mode'] = "'folder'"
        settings['output-folder'] = f"'{folder}'"
    if make is show_inside:
        settings['deep'] = 'true'
    if make is show_ending:
        settings['certificate-file'] = f"'{scene.labs}'"
    if make in WITH_TOKEN and scene.token is not None:
        settings['token-modules'] = f"['{scene.token.module}']"
        env.update(scene.token.env)
    elif make in WITH_TOKEN - {show_set_up}:
        raise harness.Skip('SoftHSM is missing')
    program = Program(folder, language=language, env=env, settings=settings, complains=True)
    hide_others(program)
    with program:
        if narrow:
            program.resize(*NARROW)
        make(program, scene)
        if narrow:
            fit_dialogs(program)
        take(program, out / f'{name}-{look}.png')


def add(out, name, look):
    def shot(folder, scene):
        draw(out, name, look, scene, folder)
    shot.__name__ = f'{name}_{look}'
    harness.test(shot)


def main():
    out = Path(sys.argv[1])
    names = sys.argv[2:] or list(SCREENS)
    contrast = {'details', 'changed', 'certificates', 'history', 'tokens'}
    for name in names:
        for look in LOOKS:
            if look != 'en-contrast' or name in contrast:
                add(out, name, look)
    # With shadows and round corners as on every desktop.
    driver.main(Scene, ['picom', '--backend', 'xrender', '--config', '/dev/null'])


main()
