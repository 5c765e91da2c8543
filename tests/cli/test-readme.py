# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""What the READMEs show on the command line works just as it stands there."""

import os
import re
import subprocess
from pathlib import Path

from harness import (CLI, PASSWORD, Publisher, TimestampServer, equal, in_german, main, make_program,
                     run, test)

ROOT = Path(__file__).resolve().parent.parent.parent
PUBLIC_SERVER = 'http://timestamp.digicert.com'


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:2048',))
        self.bin = folder / 'bin'
        self.bin.mkdir()
        (self.bin / 'signet-cli').symlink_to(CLI)


def read_examples(name):
    text = (ROOT / name).read_text(encoding='utf-8')
    blocks = re.findall(r'^```sh\n(.*?)^```', text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()
             if line.startswith('signet-cli')]
    assert {line.split()[1] for line in lines} >= {'sign', 'verify', 'timestamp', 'remove',
                                                  'extract', 'attach'}, lines
    return lines


def prepare(folder, shared, examples):
    """The files that the examples name."""
    make_program(folder / 'setup.exe')
    text = '\n'.join(examples)
    for option, source in (('--pkcs12', shared.files['pfx']), ('--trust', shared.publisher.root)):
        for name in re.findall(rf'{option} (\S+)', text):
            (folder / name).write_bytes(source.read_bytes())
    for name in re.findall(r'--pass-file (\S+)', text):
        (folder / name).write_text(PASSWORD)


def localize(example, server):
    """The same without the network."""
    if example.startswith('signet-cli sign') and '--timestamp' not in example:
        example = example.replace('signet-cli sign', f'signet-cli sign --timestamp {server.url}')
    return example.replace(PUBLIC_SERVER, server.url)


def run_examples(folder, shared, name):
    examples = read_examples(name)
    prepare(folder, shared, examples)
    (folder / 'server').mkdir()
    environment = {**os.environ, 'PATH': f"{shared.bin}:{os.environ['PATH']}"}
    with TimestampServer(shared.publisher, folder / 'server') as server:
        for example in examples:
            process = subprocess.run(['sh', '-c', localize(example, server)], cwd=folder,
                                     env=environment, capture_output=True, check=False)
            # Whom the examples sign for is not trusted by this computer.
            allowed = (0, 7) if example.startswith('signet-cli verify') else (0,)
            assert process.returncode in allowed, f'{example}: {process}'
    run('verify', '--trust', shared.publisher.root, folder / 'setup.exe', status=0)


@test
def the_english_examples_work(folder, shared):
    run_examples(folder, shared, 'README.md')


@test
def the_german_examples_work(folder, shared):
    run_examples(folder, shared, 'README.de.md')


@test
def every_format_stands_in_the_table(folder, shared):
    for name, language in (('README.md', {}), ('README.de.md', in_german())):
        text = (ROOT / name).read_text(encoding='utf-8')
        lines = run('formats', env=language, status=0).out.splitlines()
        titles = [re.fullmatch(r'\S+: (.*) \(.*\)', line) for line in lines
                  if not line.startswith(' ')]
        missing = [title[1] for title in titles if f'\n| {title[1]}' not in text]
        equal(missing, [], f'in {name}')


@test
def every_verdict_and_status_stands_in_a_table(folder, shared):
    words = ('unreadable', 'changed', 'revoked', 'unsigned', 'added', 'untrusted', 'expired',
             'revocation-unknown', 'weak', 'valid')
    for name in ('README.md', 'README.de.md'):
        text = (ROOT / name).read_text(encoding='utf-8')
        places = [text.index(f'\n| `{word}` |') for word in words]
        equal(places, sorted(places), name)
        for status in range(9):
            assert f'\n| {status} |' in text, (name, status)


@test
def every_folder_stands_on_the_map(folder, shared):
    # What else may lie there, such as a build or what a distribution adds, does not count.
    folders = {path.parent.name for path in ROOT.glob('*/meson.build')} | {'docs'}
    for name in ('README.md', 'README.de.md'):
        text = (ROOT / name).read_text(encoding='utf-8')
        equal({path for path in folders if f'\n| `{path}/` |' not in text}, set(), name)


main(Shared)
