# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Drives the real window as a person would: looks at what it shows, presses, types, drags.

A test program calls main(), which gives it a display and buses of its own. Texts are named by what
they are in English and looked up in the language of the program under test.
"""

import contextlib
import functools
import gettext
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SUPPORT = HERE.parent / 'support'
sys.path.insert(0, str(HERE.parent / 'cli'))

import harness  # noqa: E402 (stands in the folder beside this one)

try:
    import pyatspi
    from gi.repository import Atspi, GLib
except ImportError:
    pyatspi = Atspi = GLib = None

PROGRAM = os.environ['SIGNET']
CATALOGUES = os.environ['SIGNET_LOCALEDIR']
PICTURES = Path(os.environ.get('SIGNET_PICTURES', tempfile.gettempdir()))
LANGUAGES = os.environ.get('SIGNET_UI_LANGUAGES', 'en de').split()
PATIENCE = 180
LARGEST = 1 << 16
CHOICES = ('radio button', 'check box')
FIELDS = ('text', 'password text')
COMPLAINT = re.compile(r'(WARNING|CRITICAL) \*\*')
# AdwMessageDialog of libadwaita 1.7 tries whether a long heading has room on one line, and GTK 4.18
# tells assistive technology of a window that has gone.
OF_LIBRARIES = re.compile('Trying to measure (GtkLabel|AdwMessageDialog) |g_variant_is_object_path')
LEAVES = ('label', 'image', 'separator')
# What GTK calls them since 4.10; the tests know them by their names of 4.8.
OLD_ROLES = {'button': 'push button', 'toggle button': 'push button', 'grouping': 'panel'}
TOOLS = ('Xvfb', 'dbus-run-session', 'openbox', 'xdotool', 'xclip', 'import', 'pcmanfm')


def wait(condition, what, patience=PATIENCE):
    """The first true value that @condition gives."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f'waited {patience} s in vain for {what}')
        time.sleep(0.2)


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True,
                          text=True, timeout=PATIENCE, **options).stdout.strip()


def xdotool(*arguments):
    return run('xdotool', *arguments)


def process_events():
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


def drop_mnemonic(name):
    """GTK 4.8 says the label of a button twice, with and without the mark: "_Open Open"."""
    half = len(name) // 2
    for end in (half, half + 1):
        if name[end:end + 1] == ' ' and name[:end].replace('_', '') == name[end + 1:]:
            return name[end + 1:]
    return name


class Node:
    """What assistive technology sees of one widget. Each look goes over the bus, so few are taken."""

    def __init__(self, accessible, depth):
        self.accessible = accessible
        self.depth = depth

    @functools.cached_property
    def role(self):
        with contextlib.suppress(GLib.GError):  # gone in the meantime
            role = self.accessible.getRoleName()
            return OLD_ROLES.get(role, role)
        return 'gone'

    @functools.cached_property
    def name(self):
        with contextlib.suppress(GLib.GError):
            return drop_mnemonic(self.accessible.name or '') or self.get_label()
        return ''

    def get_label(self):
        """Of a menu item, for which GTK 4.18 tells the label only and not the name."""
        relations = self.accessible.getRelationSet() if self.role == 'menu item' else []
        for relation in relations:
            if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY:
                return Node(relation.getTarget(0), 0).get_text()
        return ''

    @functools.cached_property
    def area(self):
        try:
            extents = self.accessible.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        except NotImplementedError:
            return None
        except GLib.GError:
            return 0, 0, 0, 0
        return extents.x, extents.y, extents.width, extents.height

    def is_visible(self):
        """Of what is not drawn, GTK 4.18 tells an area that nobody wrote."""
        return self.area is None or all(0 < size <= LARGEST for size in self.area[2:])

    def has(self, state):
        with contextlib.suppress(GLib.GError):
            return self.accessible.getState().contains(state)
        return False

    def is_sensitive(self):
        return self.has(pyatspi.STATE_SENSITIVE)

    def get_text(self):
        try:
            text = self.accessible.queryText()
            return text.getText(0, text.characterCount)
        except NotImplementedError:
            return self.name
        except GLib.GError:  # gone in the meantime
            return ''

    def get_length(self):
        with contextlib.suppress(NotImplementedError, GLib.GError):
            return self.accessible.queryText().characterCount
        return None

    def get_children(self):
        return [Node(child, self.depth + 1) for child in self.accessible if child is not None]

    def get_parents(self):
        parent = self.accessible.parent
        while parent is not None and parent.getRoleName() != 'application':
            node = Node(parent, 0)
            yield node
            parent = parent.parent

    def walk(self, roles=None):
        """This and everything visible below it; only of @roles where they are given."""
        wanted = roles is None or self.role in roles
        if (not wanted and self.role in LEAVES) or not self.is_visible():
            return
        if wanted:
            yield self
        if self.role not in LEAVES:
            with contextlib.suppress(GLib.GError):
                for child in self.get_children():
                    yield from child.walk(roles)

    def do(self, *names):
        """Does the first of these actions that there is."""
        action = self.accessible.queryAction()
        for index in range(action.nActions):
            if action.getName(index) in names:
                return action.doAction(index)
        raise AssertionError(f'{self} has none of {names}')

    def set_text(self, text):
        self.accessible.queryEditableText().setTextContents(text)

    def __str__(self):
        return f'{self.role} {self.name!r} {self.area}'


class Program:
    """The running program; a context that ends it."""

    def __init__(self, folder, *files, language='en', settings=None, env=None,
                 complains=False):
        self.folder = Path(folder)
        self.language = language
        self.complains = complains
        self.config = self.folder / 'config'
        self.log = self.folder / 'signet.log'
        self.translation = gettext.translation('signet', CATALOGUES, [language], fallback=True)
        self.command = [PROGRAM, *map(str, files)]
        self.env = {**os.environ, **(harness.in_german() if language == 'de' else {}),
                    'XDG_CONFIG_HOME': str(self.config), 'GSETTINGS_BACKEND': 'keyfile',
                    'G_DEBUG': '', 'G_ENABLE_DIAGNOSTIC': '0', **(env or {})}
        self.write_settings(settings or {})

    def write_settings(self, settings):
        folder = self.config / 'glib-2.0' / 'settings'
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f'{name}={value}' for name, value in settings.items()]
        (folder / 'keyfile').write_text('\n'.join(['[io/github/signet_app/Signet]', *lines, '']))
        gtk = self.config / 'gtk-4.0'
        gtk.mkdir(exist_ok=True)
        (gtk / 'settings.ini').write_text(
            '[Settings]\ngtk-font-name=Cantarell 11\ngtk-decoration-layout=:close\n'
            'gtk-enable-animations=false\n')

    def __enter__(self):
        with self.log.open('wb') as log:
            self.process = subprocess.Popen(self.command, env=self.env, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log)
        try:
            wait(self.get_windows, 'the window')
            self.id = wait(self.find_id, 'the window on the screen')
            xdotool('windowfocus', '--sync', self.id)
        except BaseException:
            self.end(failed=True)
            raise
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.save_failure()
        self.end(failed=kind is not None)

    def save_failure(self):
        """What the person would have seen, in a picture and in words."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        base = PICTURES / harness.get_current().replace(' ', '-')
        with contextlib.suppress(Exception):
            take_picture(f'{base}.png')
        with contextlib.suppress(Exception):
            Path(f'{base}.txt').write_text(self.describe())
        print(f'# see {base}.png and .txt')

    def end(self, failed):
        """Asked kindly, so that it can say what it leaked."""
        if self.process.poll() is None:
            self.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        text = self.log.read_text('utf-8', 'replace')
        if text and (failed or self.process.returncode != 0):
            print('\n'.join(f'# {line}' for line in text.splitlines()[-60:]))
        if not failed:
            harness.equal(self.process.returncode, 0, f'at the end of the program\n{text}')
            harness.equal(self.find_warnings(text), [], 'in what the program wrote')

    def find_warnings(self, text):
        """What may not be there, unless the test expects that the program complains."""
        return [line for line in text.splitlines() if COMPLAINT.search(line) and
                not self.complains and not OF_LIBRARIES.search(line)]

    def open(self, *files):
        """As the file manager does: by starting the program once more."""
        run(*self.command[:1], *files, env=self.env)

    def close(self):
        with contextlib.suppress(Exception):
            for window in reversed(self.get_windows()):
                window.do('window.close')

    def _(self, text):
        """The text in the language of the program, without the mark of its mnemonic."""
        return self.translation.gettext(text).replace('_', '')

    def count(self, one, many, number):
        return self.translation.ngettext(one, many, number) % number

    def get_windows(self):
        """The innermost dialog last."""
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended with status {self.process.returncode}')
        process_events()
        for application in pyatspi.Registry.getDesktop(0):
            with contextlib.suppress(GLib.GError, AttributeError):
                if application.get_process_id() == self.process.pid:
                    application.clear_cache()
                    return [Node(window, 0) for window in application if window is not None]
        return []

    def find_ids(self, *conditions):
        found = subprocess.run(['xdotool', 'search', '--all', '--onlyvisible', '--pid',
                                str(self.process.pid), *conditions],
                               capture_output=True, text=True, check=False)
        return found.stdout.split()

    def find_id(self, *conditions):
        return next(iter(self.find_ids(*conditions)), None)

    def walk(self, roles=None):
        with contextlib.suppress(GLib.GError):
            for window in self.get_windows():
                yield from window.walk(roles)

    def describe(self):
        return '\n'.join('  ' * node.depth + str(node) for node in self.walk())

    def find_all(self, role=None, name=None):
        """@role: one or several; @name: a text, or a compiled expression that is searched for."""
        found = []
        for node in self.walk((role,) if isinstance(role, str) else role):
            text = node.name or (node.get_text() if node.role in ('label', 'alert', 'text') else '')
            if name is None or name == text or (hasattr(name, 'search') and name.search(text)):
                found.append(node)
        return found

    def find(self, role=None, name=None, patience=PATIENCE):
        return wait(lambda: self.find_all(role, name), f'{role} {name!r}', patience)[-1]

    def see(self, text, patience=PATIENCE):
        """A text that stands somewhere, in the language of the program."""
        return self.find(('label', 'alert'), self._(text) if isinstance(text, str) else text, patience)

    def wait_gone(self, role, name):
        wait(lambda: not self.find_all(role, name), f'{role} {name!r} to go')

    def press(self, name, role='push button'):
        """A button, by its English name."""
        def find():
            found = self.find_all(role, self._(name) if isinstance(name, str) else name)
            return [node for node in found if node.is_sensitive() and has_click(node)]
        node = wait(find, f'a sensitive {role} {name!r}')[-1]
        node.do('click')
        return node

    def key(self, *keys):
        """Into the window that has the keyboard now."""
        xdotool('key', '--delay', '30', *keys)

    def type(self, text):
        xdotool('type', '--delay', '15', text)

    def focus_top(self):
        """The window on top has the keyboard, as a window manager would give it."""
        windows = wait(self.find_drawn, 'every window on the screen')
        xdotool('windowfocus', '--sync', windows[-1])

    def find_drawn(self):
        """The windows on the screen, once they are all there."""
        windows = self.find_ids()
        return windows if len(windows) >= len(self.get_windows()) else None

    def fill(self, title, text):
        """A field, by hand and by its English name; what stands in it is replaced."""
        self.find(FIELDS, self._(title))
        self.focus_top()
        self.key('ctrl+a')
        self.type(text)
        self.see_filled(title, text)

    def see_filled(self, title, text):
        """That all of it has arrived; of a password no more than its length can be read."""
        wait(lambda: self.find(FIELDS, self._(title)).get_length() == len(text),
             f'{len(text)} characters in {title!r}')

    def choose_file(self, title, path):
        """In GTK's own file chooser, whose names say little: by keys."""
        title = self._(title)
        chooser = wait(lambda: self.find_id('--name', f'^{title}$'), f'the file chooser {title!r}')
        field = wait(lambda: self.open_path_field(chooser, title), 'the field for the path')
        field.set_text(str(path))  # what is typed, it completes by itself
        wait(lambda: field.get_text() == str(path), 'the path in its field')
        self.key('Return')
        wait(lambda: not self.find_id('--name', f'^{title}$'), f'{title!r} to close')

    def open_path_field(self, chooser, title):
        xdotool('windowfocus', '--sync', chooser)
        self.key('slash')
        with contextlib.suppress(AssertionError):  # the key came too early
            return wait(lambda: self.find_path_field(title), 'the field for the path', 5)

    def find_path_field(self, title):
        fields = (node for window in self.get_windows() if window.name == title
                  for node in window.walk(FIELDS))
        return next((node for node in fields if node.get_text().startswith('/')), None)

    def click(self, node):
        """With the mouse, in the middle."""
        xdotool('mousemove', *self.locate(node))
        xdotool('click', '1')

    def choose(self, name):
        """One of several, by its English name. GTK 4.18 tells places without the padding around
        them: what is in a dialog is further down than it says."""
        def is_chosen():
            return self.find(CHOICES, self._(name)).has(pyatspi.STATE_CHECKED)
        node = self.find(CHOICES, self._(name))
        row = next((row for row in node.get_parents() if row.role == 'list item'), node)
        x, y = self.locate(row)
        for further in range(0, 60, 12):
            xdotool('mousemove', x, y + further, 'click', 1)
            with contextlib.suppress(AssertionError):
                return wait(is_chosen, 'it to be chosen', 10)
        raise AssertionError(f'{name!r} could not be chosen')

    def locate(self, node):
        """The middle of @node on the screen."""
        frame = [node, *node.get_parents()][-1]
        window = wait(lambda: self.find_window(frame), f'{frame} on the screen')
        x, y, width, height = node.area
        left, top = window['MARGINS']
        return (window['X'] + left + x - frame.area[0] + width // 2,
                window['Y'] + top + y - frame.area[1] + height // 2)

    def find_window(self, frame):
        """The window on the screen that is @frame: the one of its size, but for a border."""
        for window in self.find_ids():
            geometry = dict(line.split('=') for line in
                            xdotool('getwindowgeometry', '--shell', window).splitlines())
            geometry = {key: int(value) for key, value in geometry.items()}
            across = geometry['WIDTH'] - frame.area[2]
            along = geometry['HEIGHT'] - frame.area[3]
            if 0 <= across <= 100 and 0 <= along <= 120:
                shadow = get_margins(window) if across else None  # GTK 4.18 counts it to the frame
                geometry['MARGINS'] = shadow or (across // 2, along // 2)
                return geometry
        return None

    def resize(self, width, height):
        xdotool('windowsize', '--sync', self.id, width, height)

    def get_clipboard(self):
        found = subprocess.run(['xclip', '-selection', 'clipboard', '-target', 'UTF8_STRING', '-out'],
                               capture_output=True, check=False, timeout=PATIENCE)
        return found.stdout.decode() if found.returncode == 0 else None

    def get_focused(self):
        return [node for node in self.walk() if node.has(pyatspi.STATE_FOCUSED)]


def get_margins(window):
    """What GTK draws around the frame for the shadow, left and at the top, where there is one."""
    found = run('xprop', '-id', window, '_GTK_FRAME_EXTENTS')
    numbers = [int(word) for word in found.split('=')[-1].split(',')] if '=' in found else []
    return (numbers[0], numbers[2]) if numbers else None


def has_click(node):
    with contextlib.suppress(NotImplementedError, GLib.GError):
        action = node.accessible.queryAction()
        return 'click' in [action.getName(index) for index in range(action.nActions)]
    return False


def take_picture(path):
    run('import', '-window', 'root', path)


@contextlib.contextmanager
def in_background(*command):
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def find_missing():
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    return missing + (['pyatspi'] if pyatspi is None else [])


def skip_all(missing):
    names = [function.__name__.replace('_', ' ') for function in harness.get_tests()]
    print(f'1..{len(names)}')
    for number, name in enumerate(names, 1):
        print(f'ok {number} - {name} # SKIP {", ".join(missing)} missing')


def in_language(language):
    def add(function):
        def journey(folder, shared):
            return function(folder, shared, language)
        journey.__name__ = f'{function.__name__}_{language}'
        harness.test(journey)
        return function
    return add


def in_languages(function):
    """The same journey in English and in German; where it is slow, in one of them."""
    for language in LANGUAGES:
        in_language(language)(function)
    return function


def main(prepare=lambda folder: None, *companions):
    """@companions: further programs that run beside, as lists of words."""
    missing = find_missing()
    if missing:
        skip_all(missing)
    elif 'SIGNET_UI_DISPLAY' not in os.environ:
        os.environ['SIGNET_UI_DISPLAY'] = '1'
        display = str(SUPPORT / 'with-display.sh')
        os.execv(display, [display, sys.executable, *sys.argv])
    else:
        # A busy program answers late: not within less than a second, as is asked by default.
        Atspi.set_timeout(PATIENCE * 1000, PATIENCE * 1000)
        with contextlib.ExitStack() as stack:
            for command in (['openbox', '--sm-disable'], *companions):
                stack.enter_context(in_background(*command))
            harness.main(prepare)
