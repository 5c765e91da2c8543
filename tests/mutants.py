#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""mutants.py BUILD [PATH...]: lists changes of the code that no test of core notices.

By default the paths are those of the verdict: core/verify, core/trust, core/report, core/cms. A copy of
the tree is built once with every change in it, each behind a switch; a run of a test turns one on. First
every program tells which switches it passes; then each change is tried by the programs that pass it,
the quickest first, until one fails. Each survivor is told as it is found, and the status says whether
there are any. What survives and changes nothing that could be noticed is listed, with the reason, in
tests/mutants-equal.txt. BUILD is kept, so that the next run builds only what is new.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERDICT = ['core/verify', 'core/revocation', 'core/trust', 'core/report', 'core/cms']
PATIENCE = 5  # times what a program needs: then it runs in circles
LONGEST = 20  # seconds a program may need to be asked at all

SWITCH = '''
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>

/* Whether the change @number is on; all that are asked for go to the file of SIGNET_MUTANT_TRACE. */
int sgn_mutant (int number);

static guint8 seen[1 << 16];
static int chosen = -1;
static const char *trace;

static void
write_trace (void)
{
  FILE *file = fopen (trace, "a");

  for (int i = 0; file != NULL && i < (int) sizeof seen; i++)
    if (seen[i])
      fprintf (file, "%d\\n", i);
  if (file != NULL)
    fclose (file);
}

__attribute__ ((constructor)) static void
start (void)
{
  const char *number = getenv ("SIGNET_MUTANT");

  chosen = number != NULL ? atoi (number) : 0;
  trace = getenv ("SIGNET_MUTANT_TRACE");
  if (trace != NULL)
    atexit (write_trace);
}

int
sgn_mutant (int number)
{
  if (trace != NULL)
    seen[number] = 1;
  return number == chosen;
}
'''

SKIPPED = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|^#.*?(?<!\\)$', re.DOTALL | re.MULTILINE)
PLACE = re.compile(r'\b(if|while) \(|\breturn | [|&]?= ')
OPERATOR = re.compile(r' (<=|>=|==|!=|&&|\|\||<|>) ')
CHANGED = {'<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==', '&&': '||', '||': '&&'}


def blank(text):
    """The same length, without strings, comments and directives."""
    return SKIPPED.sub(lambda match: re.sub(r'[^\n]', ' ', match[0]), text)


def find_end(plain, start, closing):
    depth = 0
    for at in range(start, len(plain)):
        if plain[at] == '(':
            depth += 1
        elif plain[at] == ')':
            depth -= 1
        if (closing == ')' and depth < 0) or (closing == ';' and depth == 0 and plain[at] == ';'):
            return at
    return None


def change_expression(text, plain, negate):
    """Each way to change the expression, by one thing."""
    if negate:
        yield f'!({text})', 'negated'
    for match in OPERATOR.finditer(plain):
        other = CHANGED[match[1]]
        yield (f'{text[:match.start(1)]}{other}{text[match.end(1):]}',
               f'{match[1]} becomes {other}' + (f' ({text[max(0, match.start() - 24):match.end() + 16].split(chr(10))[-1].strip()})'))


def list_changes(text, plain, kind):
    bare = text.strip()
    if kind.endswith('=') and ('{' in plain or not OPERATOR.search(plain)):
        return []
    if kind == 'return' and bare in ('TRUE', 'FALSE'):
        return [('FALSE' if bare == 'TRUE' else 'TRUE', f'returns {"FALSE" if bare == "TRUE" else "TRUE"}')]
    alone = [match[1] in ('==', '!=') for match in OPERATOR.finditer(plain)] == [True]
    return list(change_expression(text, plain, negate=kind in ('if', 'while') and not alone))


class Source:
    """One file with all its changes behind switches."""

    def __init__(self, name, text):
        self.name = name
        self.mutants = []  # (line, what)
        self.text = text

    def transform(self, first):
        plain = blank(self.text)
        parts, at = [], 0
        for match in PLACE.finditer(plain):
            kind = match[1] or match[0].strip()
            end = find_end(plain, match.end(), ')' if match[1] else ';')
            if end is None or match.start() < at:
                continue
            expression = self.text[match.end():end]
            line = self.text.count('\n', 0, match.start()) + 1
            switched = expression
            for changed, what in list_changes(expression, plain[match.end():end], kind):
                number = first + len(self.mutants)
                self.mutants.append((line, what))
                switched = f'(sgn_mutant ({number}) ? ({changed}) : ({switched}))'
            parts += [self.text[at:match.end()], switched]
            at = end
        return '\nint sgn_mutant (int number);\n#line 1\n' + ''.join(parts) + self.text[at:]


def mutate(paths):
    """The sources with every change in them, name: text; and number: (file, line, what)."""
    texts, known = {}, {}
    for path in paths:
        folder = ROOT / path
        for file in sorted(folder.rglob('*.c')) if folder.is_dir() else [folder]:
            source = Source(file.relative_to(ROOT).as_posix(), file.read_text(encoding='utf-8'))
            texts[source.name] = source.transform(len(known) + 1)
            for line, what in source.mutants:
                known[len(known) + 1] = (source.name, line, what)
    build = 'core/base/meson.build'
    texts[build] = (ROOT / build).read_text(encoding='utf-8') + "core_sources += files('mutant.c')\n"
    texts['core/base/mutant.c'] = SWITCH
    return texts, known


def list_files():
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in ('_build', '.git')]
        yield from (Path(folder, name).relative_to(ROOT).as_posix() for name in files if name != '.git')


def copy_tree(tree, texts):
    """What is there already is not written again, so that it is not built again."""
    for name in {*list_files(), *texts}:
        source, copy = ROOT / name, tree / name
        content = texts[name].encode() if name in texts else source.read_bytes()
        if copy.is_file() and copy.read_bytes() == content:
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(content)
        if source.is_file():
            shutil.copymode(source, copy)


def build(tree):
    if not (tree / '_build/build.ninja').is_file():
        subprocess.run(['meson', 'setup', tree / '_build', tree, '--buildtype=debug'], check=True, capture_output=True)
    subprocess.run(['ninja', '-C', tree / '_build', 'build.ninja'], check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run(['meson', 'introspect', '--tests', tree / '_build'], check=True, capture_output=True)
    tests = [test for test in json.loads(listed.stdout) if 'signet:core' in test['suite'] and len(test['cmd']) == 1]
    names = [os.path.relpath(test['cmd'][0], tree / '_build') for test in tests]
    more = ['tests/core/token/faulty-module.so', 'data/gschemas.compiled']
    subprocess.run(['ninja', '-C', tree / '_build', *names, *more], check=True, stdout=subprocess.DEVNULL)
    # A program without switches has none of the changed files in it.
    return [test for test in tests if b'SIGNET_MUTANT_TRACE' in Path(test['cmd'][0]).read_bytes()]


def run(test, seconds, **more):
    """@seconds of the processor, so that a busy machine is no reason to give up."""
    environment = {**os.environ, **test['env'], **more}
    command = ['prlimit', f'--cpu={int(seconds) + 1}', *test['cmd']]
    try:
        return subprocess.run(command, env=environment, timeout=20 * seconds + 20, cwd=test.get('workdir'), check=False,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    except subprocess.TimeoutExpired:
        return -1


def trace(test, folder):
    """How long it takes, and the switches it passes; nothing of a test that fails already or takes too long."""
    file = folder / (test['name'].replace('/', '-') + '.trace')
    file.unlink(missing_ok=True)
    start = time.monotonic()
    status = run(test, LONGEST, SIGNET_MUTANT_TRACE=str(file))
    took = time.monotonic() - start
    passed = set(map(int, file.read_text().split())) if status == 0 and file.is_file() else set()
    return took, passed


def try_mutant(number, asked):
    """The test that notices, or None."""
    for test, took in asked:
        if run(test, 1 + took * PATIENCE, SIGNET_MUTANT=str(number)) != 0:
            return test['name']
    return None


def read_equal():
    """Lines of "FILE: WHAT: reason", the line numbers left out because they change."""
    file = ROOT / 'tests/mutants-equal.txt'
    lines = file.read_text(encoding='utf-8').splitlines() if file.is_file() else []
    return {line.rsplit(': ', 1)[0] for line in lines if line and not line.startswith('#')}


def main(folder, paths):
    folder = Path(folder).resolve()
    tree = folder / 'tree'
    texts, known = mutate(paths or VERDICT)
    copy_tree(tree, texts)
    tests = build(tree)
    workers = ThreadPoolExecutor(os.cpu_count())
    traces = list(workers.map(lambda test: trace(test, folder), tests))
    passes = {number: sorted(((test, took) for test, (took, passed) in zip(tests, traces) if number in passed),
                             key=lambda pair: pair[1]) for number in known}
    equal = read_equal()

    def judge(number):
        name, line, what = known[number]
        if try_mutant(number, passes[number]) is not None:
            return 'noticed'
        if f'{name}: {what}' in equal:
            return 'argued'
        print(f'{name}:{line}: {what}' + ('' if passes[number] else ' (no test comes here)'), flush=True)
        return 'left'

    results = list(workers.map(judge, known))
    print(f'{len(known)} changes:', ', '.join(f'{results.count(word)} {word}' for word in ('noticed', 'argued', 'left')))
    return 1 if 'left' in results else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2:]))
