# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Programs signed by keys on tokens; a module that crashes or hangs is an error and no more."""

import contextlib
import fcntl
import os
import shutil
import subprocess
from pathlib import Path

from harness import CLI, Publisher, equal, main, make_program, openssl, run, test
from judges import ask_osslsigncode

NONE = ['--timestamp', 'none']
PIN = '1234'
SOFTHSM = '/usr/lib/softhsm/libsofthsm2.so'
FAULTY = os.environ['SIGNET_TEST_MODULE']
LABEL = 'Signet Test'
KEYS = {
    '01': ('rsa:2048',),
    '02': ('rsa:3072',),
    '03': ('rsa:4096',),
    '04': ('ec', 'ec_paramgen_curve:P-256'),
    '05': ('ec', 'ec_paramgen_curve:P-384'),
}


class Shared:
    def __init__(self, folder):
        self.folder = folder
        self.publisher = Publisher(folder / 'keys')
        self.trust = ['--trust', self.publisher.root]
        self.program = folder / 'hello.exe'
        make_program(self.program)
        self.original = self.program.read_bytes()
        self.pin = folder / 'pin.txt'
        self.pin.write_text(PIN + '\n')
        self.fault = folder / 'fault'
        self.fault.write_text('')
        (folder / 'tokens').mkdir()
        conf = folder / 'softhsm2.conf'
        conf.write_text(f'directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n'
                        'log.level = ERROR\n')
        os.environ['SOFTHSM2_CONF'] = str(conf)
        os.environ['SIGNET_TEST_FAULT'] = str(self.fault)
        self.tool('softhsm2-util', '--init-token', '--free', '--label', LABEL, '--so-pin', '5678',
                  '--pin', PIN)
        self.files = {name: self.put(name, key) for name, key in KEYS.items()}

    def tool(self, *arguments):
        subprocess.run([*map(str, arguments)], check=True, capture_output=True)

    def put(self, name, key):
        files = self.publisher.issue('key' + name, key, subject=f'/O=Example GmbH/CN=Example {name}')
        der = files['pem'].with_suffix('.der')
        openssl('x509', '-in', files['pem'], '-outform', 'der', '-out', der)
        self.tool('softhsm2-util', '--import', files['key'], '--token', LABEL, '--label', name,
                  '--id', name, '--pin', PIN)
        self.tool('pkcs11-tool', '--module', SOFTHSM, '--token-label', LABEL, '--login', '--pin',
                  PIN, '--write-object', der, '--type', 'cert', '--id', name, '--label', name)
        return files

    def copy(self, folder, name='hello.exe'):
        target = folder / name
        shutil.copy(self.program, target)
        return target

    def set_fault(self, name):
        self.fault.write_text(name)


def sign(shared, program, *options, token='pkcs11:id=%01', module=SOFTHSM, status=0):
    return run('sign', '--token', token, '--module', module, '--pass-file', shared.pin, *NONE,
               '--json', *options, program, status=status).object()


def judge(program, shared):
    """What this program and another one say."""
    entry = run('verify', '--json', '--no-system-trust', *shared.trust, program, status=0).object()
    assert entry['verdict'] in ('valid', 'revocation-unknown'), entry['verdict']
    ask_osslsigncode(program, shared.publisher.root)


def refused(shared, folder, code, *options, status=4, **more):
    program = shared.copy(folder, 'refused.exe')
    entry = sign(shared, program, *options, status=status, **more)
    equal(entry['error']['code'], code)
    equal(program.read_bytes(), shared.original)


@test
def every_key_and_digest(folder, shared):
    for name in KEYS:
        for digest in ('sha256', 'sha384', 'sha512'):
            program = shared.copy(folder, f'{name}{digest}.exe')
            sign(shared, program, '--digest', digest, token=f'pkcs11:token=Signet%20Test;id=%{name}')
            judge(program, shared)


@test
def programs_take_turns(folder, shared):
    """Side by side on one token, as builds do it; and who waits for long is told."""
    programs = [shared.copy(folder, f'{number}.exe') for number in range(16)]
    processes = [subprocess.Popen([CLI, 'sign', '--token', 'pkcs11:id=%04', '--module', SOFTHSM,
                                   '--pass-file', str(shared.pin), *NONE, str(program)],
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                 for program in programs]
    for process in processes:
        out, _ = process.communicate(timeout=300)
        equal(process.returncode, 0, out.decode())
    judge(programs[-1], shared)
    # Somebody else in a call that takes its time.
    places = list((Path(os.environ['XDG_RUNTIME_DIR']) / 'signet').glob('token-*'))
    assert places
    with contextlib.ExitStack() as stack:
        for path in places:
            fcntl.flock(stack.enter_context(open(path, 'rb')), fcntl.LOCK_EX)
        process = subprocess.Popen([CLI, 'tokens', '--module', SOFTHSM], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        assert b'Waiting for another program' in process.stderr.readline()
    out, _ = process.communicate(timeout=60)
    equal(process.returncode, 0)
    assert LABEL.encode() in out


@test
def a_registered_module_that_fails_is_a_note(folder, shared):
    modules = folder / 'pkcs11' / 'modules'
    modules.mkdir(parents=True)
    (modules / 'broken.module').write_text(f'module: {FAULTY}\n')
    (modules / 'good.module').write_text(f'module: {SOFTHSM}\n')
    (folder / 'pkcs11' / 'pkcs11.conf').write_text('user-config: only\n')
    shared.set_fault('crash-at-start')
    own = {'XDG_CONFIG_HOME': str(folder)}
    result = run('tokens', env=own)
    shared.set_fault('')
    equal(result.status, 0, str(result))
    assert LABEL in result.out, result


def make_store(shared, folder, label):
    """A SoftHSM of its own with one token; the file that describes it."""
    (folder / label).mkdir()
    conf = folder / f'{label}.conf'
    conf.write_text(f'directories.tokendir = {folder / label}\nobjectstore.backend = file\n'
                    'log.level = ERROR\n')
    subprocess.run(['softhsm2-util', '--init-token', '--free', '--label', label, '--so-pin', '5678',
                    '--pin', PIN], check=True, capture_output=True,
                   env={**os.environ, 'SOFTHSM2_CONF': str(conf)})
    return conf


@test
def one_library_registered_with_other_parameters(folder, shared):
    """x-init-reserved reaches the module, whichever way it is spoken to; the same twice is once."""
    modules = folder / 'pkcs11' / 'modules'
    modules.mkdir(parents=True)
    (folder / 'pkcs11' / 'pkcs11.conf').write_text('user-config: only\n')
    for label in ('First', 'Second'):
        conf = make_store(shared, folder, label)
        for name in (label, label + '-again'):
            (modules / f'{name}.module').write_text(f'module: {FAULTY}\nx-init-reserved: {conf}\n')
    own = {'XDG_CONFIG_HOME': str(folder)}
    labels = [entry['label'] for entry in run('tokens', '--json', env=own, status=0).objects()
              if entry['module'] == FAULTY]
    equal(sorted(filter(None, labels)), ['First', 'Second'])
    run('request', '--subject', 'CN=x', '--token', 'Second', '--key-type', 'ec-p256', '--pass-file', shared.pin,
        '--output', folder / 'x.csr', env=own, status=0)
    equal(logins(shared), ['login'])


@test
def ways_to_name_a_token(folder, shared):
    entry = next(entry for entry in tokens(shared) if entry.get('label') == LABEL)
    names = [LABEL, entry['serial'], entry['serial'].upper(), entry['uri'],
             entry['certificates'][0]['uri'], f'pkcs11:serial={entry["serial"]};object=03']
    for number, name in enumerate(names):
        program = shared.copy(folder, f'{number}.exe')
        sign(shared, program, token=name)
        judge(program, shared)
    program = shared.copy(folder)
    run('sign', '--token', f'pkcs11:token=Signet%20Test?module-path={SOFTHSM}', '--pass-file',
        shared.pin, *NONE, program, status=0)
    judge(program, shared)


def tokens(shared, *options, status=0):
    return run('tokens', '--json', '--module', SOFTHSM, *options, status=status).objects()


@test
def list_of_tokens(folder, shared):
    entry = tokens(shared)[0]
    equal(entry['manufacturer'], 'SoftHSM project')
    equal(entry['module'], SOFTHSM)
    equal((entry['pin'], entry['login_required'], entry['protected']), ('good', True, False))
    equal(sorted(one['id'] for one in entry['certificates']), sorted(KEYS))
    assert all(one['code_signing'] for one in entry['certificates'])
    text = run('tokens', '--module', SOFTHSM, status=0).out
    assert LABEL in text and 'Example 05' in text, text
    run('tokens', 'file', status=2)


@test
def list_with_a_bad_module(folder, shared):
    shared.set_fault('crash-at-list')
    entries = tokens(shared, '--module', FAULTY, status=4)
    shared.set_fault('')
    equal(entries[0]['label'], LABEL)
    equal((entries[1]['module'], entries[1]['error']['code']), (FAULTY, 'module-crashed'))


@test
def many_files_with_one_pin(folder, shared):
    programs = [shared.copy(folder, f'{number}.exe') for number in range(12)]
    result = run('sign', '--token', LABEL, '--module', FAULTY, '--pass-file', shared.pin, *NONE,
                 '--json', *programs, status=0)
    equal([entry['action'] for entry in result.objects()], ['signed'] * 12)
    equal(logins(shared), ['login'])
    for program in programs[:3]:
        judge(program, shared)


def logins(shared):
    log = shared.fault.with_name('fault.log')
    lines = log.read_text().split('\n')[:-1] if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


@test
def certificate_in_a_file(folder, shared):
    program = shared.copy(folder)
    sign(shared, program, '--cert', shared.files['02']['pem'], token=LABEL)
    judge(program, shared)
    refused(shared, folder, 'key-mismatch', '--cert', shared.files['01']['pem'],
            token='pkcs11:id=%02')
    other = shared.publisher.issue('elsewhere')
    refused(shared, folder, 'token-key-missing', '--cert', other['pem'], token=LABEL)


@test
def a_token_that_cannot_be_used(folder, shared):
    refused(shared, folder, 'token-missing', token='Nobody')
    refused(shared, folder, 'token-key-missing', token='pkcs11:token=Signet%20Test;id=%77')
    refused(shared, folder, 'token-address', token='pkcs11:token=A?pin-value=1234')
    refused(shared, folder, 'module-missing', module='/no/such/module.so')
    refused(shared, folder, 'module-missing', module='/etc/passwd')


@test
def pins(folder, shared):
    good = shared.pin
    shared.pin = folder / 'wrong.txt'
    shared.pin.write_text('9999\n')
    try:
        refused(shared, folder, 'pin-wrong', module=FAULTY)
    finally:
        shared.pin = good
    equal(logins(shared), ['login'])
    for fault, code in (('pin-final', 'pin-final'), ('pin-locked', 'pin-locked')):
        shared.set_fault(fault)
        refused(shared, folder, code, module=FAULTY)
        equal(logins(shared), [])
    shared.set_fault('pin-final')
    program = shared.copy(folder)
    sign(shared, program, '--last-try', module=FAULTY)
    shared.set_fault('keypad')
    run('sign', '--token', LABEL, '--module', FAULTY, *NONE, '--existing', 'replace', program,
        status=0)
    shared.set_fault('')
    program = shared.copy(folder)
    result = run('sign', '--token', LABEL, '--module', FAULTY, *NONE, '--json', program, status=4)
    equal(result.object()['error']['code'], 'pin-needed')
    logins(shared)


@test
def faults_of_the_module(folder, shared):
    for fault, code in (('crash-at-start', 'module-crashed'), ('crash-at-list', 'module-crashed'),
                        ('crash-at-login', 'module-crashed'), ('hang-at-start', 'module-hangs'),
                        ('hang-at-login', 'module-hangs')):
        shared.set_fault(fault)
        refused(shared, folder, code, '--token-timeout', '1', module=FAULTY)
    for fault, code in (('crash-at-sign', 'module-crashed'), ('hang-at-sign', 'module-hangs'),
                        ('device-error', 'key-failed'), ('mechanism', 'token-mechanism'),
                        ('no-key', 'token-key-missing')):
        shared.set_fault(fault)
        refused(shared, folder, code, '--token-timeout', '1', module=FAULTY)
    for fault in ('device-error-once', 'crash-once-at-sign', 'not-logged-in', 'empty-first',
                  'always-authenticate'):
        shared.set_fault(fault)
        program = shared.copy(folder, fault + '.exe')
        sign(shared, program, module=FAULTY, token='pkcs11:id=%01')
        judge(program, shared)
    shared.set_fault('')


@test
def token_removed_in_the_middle(folder, shared):
    programs = [shared.copy(folder, f'{number}.exe') for number in range(4)]
    shared.set_fault('removed-at-second')
    result = run('sign', '--token', LABEL, '--module', FAULTY, '--pass-file', shared.pin, *NONE,
                 '--jobs', '1', '--json', *programs, status=4)
    shared.set_fault('')
    entries = result.objects()
    equal([entry['action'] for entry in entries], ['signed', None, None, None])
    equal([entry['error']['code'] for entry in entries[1:]], ['token-missing'] * 3)
    judge(programs[0], shared)
    for program in programs[1:]:
        equal(program.read_bytes(), shared.original)


@test
def options_that_do_not_fit(folder, shared):
    program = shared.copy(folder)
    files = shared.files['01']
    run('sign', '--token', LABEL, '--pkcs12', files['pfx'], program, status=2)
    run('sign', '--token', LABEL, '--key', files['key'], '--cert', files['pem'], program, status=2)
    run('sign', '--token', LABEL, '--pass-env', 'A', '--pass-fd', '3', program, status=2)
    run('sign', '--token', LABEL, '--pin', '1234', program, status=2)


main(Shared)
