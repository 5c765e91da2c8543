# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What every state of the window must fulfil: it speaks one language, and every control has a name."""

import functools
import re

import pyatspi

# No German word is written like these.
ENGLISH = re.compile(r'\b(the|and|of|not|signed|file|files|with|from|by|is|your|to|for)\b',
                     re.IGNORECASE)
PLACEHOLDER = re.compile(r'%(?:\d+\$)?[usd]')
CONTROLS = {'push button', 'toggle button', 'check box', 'radio button', 'combo box', 'text',
            'password text', 'entry', 'slider', 'menu item', 'list item', 'page tab', 'link'}
FILE_NAME = re.compile(r'^\S+\.\w+$')
CLASS_NAME = re.compile(r'^(Gtk|Adw|Sgn)[A-Z]\w+$')


def get_texts(nodes):
    for node in nodes:
        text = node.get_text() if node.role in ('label', 'text') else node.name
        if text and not CLASS_NAME.match(text) and not FILE_NAME.match(text):
            yield node, text


def make_pattern(text):
    """Matches what a text with places to be filled becomes."""
    return ''.join('.+' if PLACEHOLDER.fullmatch(part) else re.escape(part)
                   for part in re.split('(' + PLACEHOLDER.pattern + ')', text))


@functools.cache
def get_english(translation):
    """Everything that reads otherwise in that language, as one expression."""
    catalogue = translation._catalog
    texts = []
    for message, translated in catalogue.items():
        message = message[0] if isinstance(message, tuple) else message
        message = message.split('\x04')[-1]
        if message and message != translated and re.search(r'[A-Za-z]{3}', message):
            texts.append(make_pattern(message.replace('_', '')))
    return re.compile('(?:' + '|'.join(texts) + ')\\Z')


def check_words(program, nodes):
    """In German, nothing visible is English."""
    english = get_english(program.translation)
    same = set(program.translation._catalog.values())
    for node, text in get_texts(nodes):
        assert text in same or not english.match(text), f'not translated: {node}'
        assert not (node.role == 'label' and ENGLISH.search(text)), f'not translated: {node} {text}'


def belongs_to_row(node):
    """The hull of an expander around its row, and the choice shown in the row of a combo."""
    around = list(node.walk())[1:] + list(node.get_parents())
    return any(other.role in ('list item', 'combo box') and other.name for other in around)


def is_of_libadwaita(node):
    """The eye of a password entry and the cross of a toast, which it leaves without a name."""
    return any(parent.role == 'text' or parent.name == 'AdwToastWidget'
               for parent in node.get_parents())


def check_names(nodes):
    """Whatever takes the keyboard says what it is."""
    for node in nodes:
        if node.role not in CONTROLS or not node.has(pyatspi.STATE_FOCUSABLE):
            continue
        if node.role == 'list item' and not node.name and belongs_to_row(node):
            continue
        assert node.name.strip(), f'no name: {node}'
        if node.name == 'GtkImage' and is_of_libadwaita(node):
            continue
        assert not CLASS_NAME.match(node.name), f'no name: {node}'


def check(program, named=True):
    """All that the windows of @program show now."""
    nodes = list(program.walk())
    if program.language != 'en':
        check_words(program, nodes)
    if named:
        check_names(nodes)
