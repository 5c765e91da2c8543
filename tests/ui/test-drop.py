#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Files and folders dragged over from a real file manager."""

import contextlib
import os
import re
import subprocess
import time

import driver
import words
from driver import Program, in_languages, wait, xdotool
from samples import Samples

LEFT, TOP = 0, 560
ICON = LEFT + 207, TOP + 117  # of the first file, its places pane beside it


class FileManager:
    """pcmanfm below the window of the program, showing one folder; nothing of both overlaps."""

    def __init__(self, folder, program):
        self.folder = folder
        self.program = program

    def __enter__(self):
        self.process = subprocess.Popen(['pcmanfm', '--no-desktop', str(self.folder)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL,
                                        env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        self.id = wait(self.find_id, 'the file manager')
        xdotool('windowmove', '--sync', self.program.id, 600, 20)
        xdotool('windowsize', '--sync', self.id, 560, 400)
        xdotool('windowmove', self.id, LEFT, TOP)
        xdotool('windowactivate', '--sync', self.id)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def find_id(self):
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', 'pcmanfm'],
                               capture_output=True, text=True, check=False).stdout.split()
        return found[-1] if found else None

    def drag_first(self, to):
        """Slowly, as by hand: the threshold first, then the way, then a rest over the target."""
        x, y = ICON
        xdotool('mousemove', x, y, 'sleep', '0.2', 'mousedown', 1, 'sleep', '0.2',
                'mousemove_relative', 6, 6, 'sleep', '0.05',
                'mousemove_relative', 10, 10, 'sleep', '0.1')
        for step in range(1, 11):
            xdotool('mousemove', x + (to[0] - x) * step // 10, y + (to[1] - y) * step // 10)
            time.sleep(0.03)
        time.sleep(0.25)
        xdotool('mousemove_relative', 2, 2, 'sleep', '0.25')

    def drag_over(self, program):
        """Until the window has seen it: the icons may not have been drawn yet."""
        def is_seen():
            self.drag_first(find_middle(program))
            with contextlib.suppress(AssertionError):
                return program.see('Drop to check', patience=10)
            xdotool('mousemove', *ICON, 'mouseup', 1)
        wait(is_seen, 'something that is dragged')

    def drop_all(self, program, names):
        """Until all are in the list, where nothing is seen before."""
        def is_seen():
            xdotool('windowactivate', '--sync', self.id, 'key', 'ctrl+a', 'sleep', '0.2')
            self.drag_first(find_middle(program))
            drop()
            with contextlib.suppress(AssertionError):
                return [program.find('list item', f'{name}, Not signed', patience=10) for name in names]
        wait(is_seen, 'what was dropped')


def drop():
    xdotool('mouseup', 1)


def find_middle(program):
    return program.locate(program.get_windows()[0])


@in_languages
def a_program_is_dropped(folder, shared, language):
    files = folder / 'files'
    shared.copy(files, 'Größe #1 – Entwurf.exe')
    with Program(folder, language=language) as program, FileManager(files, program) as manager:
        program.see('Sign or Check Windows Files')
        manager.drag_over(program)
        program.see('Nothing is changed until you sign')
        words.check(program)
        drop()
        program.see('Not signed')
        program.find('label', 'Größe #1 – Entwurf.exe')


@in_languages
def a_folder_is_dropped(folder, shared, language):
    """What can be signed in it is found at every depth; the rest is left alone."""
    tree = folder / 'files' / 'Release'
    shared.copy(tree, 'a.exe')
    shared.copy(tree / 'deep' / 'deeper', 'b.exe')
    (tree / 'README.txt').write_text('nothing to sign')
    with Program(folder, language=language) as program, \
            FileManager(folder / 'files', program) as manager:
        program.see('Sign or Check Windows Files')
        manager.drag_over(program)
        drop()
        for name in ('a.exe', 'b.exe'):
            program.find('list item', f'{name}, {program._("Not signed")}')
        assert not program.find_all('label', 'README.txt')


@driver.harness.test
def several_programs_join_those_in_the_list(folder, shared):
    files = folder / 'files'
    for name in ('a.exe', 'b.exe', 'c.exe'):
        shared.copy(files, name)
    first = shared.copy(folder / 'other', 'first.exe')
    # GTK 4.8 keeps the finished drop until the next one and complains when that comes from the
    # same window.
    with Program(folder, first, complains=True) as program, \
            FileManager(files, program) as manager:
        program.see('Not signed')
        for _ in range(2):  # none is there twice
            manager.drop_all(program, ('first.exe', 'a.exe', 'b.exe', 'c.exe'))
            program.find('label', re.compile('^4 files'))


driver.main(Samples)
