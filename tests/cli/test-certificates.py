# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""The life of a certificate: requested, joined, converted, shown; judged by openssl and others."""

import contextlib
import http.server
import os
import shutil
import stat
import subprocess
import threading

from harness import (PASSWORD, SERVER_ONLY, Publisher, equal, in_german, main, make_program, openssl,
                     run, test)


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.files = self.publisher.issue('publisher', key=('rsa:3072',))
        self.program = folder / 'hello.exe'
        make_program(self.program)
        self.password = ['--pass-file', self.publisher.password_file]


def ask(*arguments):
    """What openssl says."""
    process = subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True)
    return (process.stdout + process.stderr).decode('utf-8', 'replace')


def authority(shared):
    return ['-CA', shared.publisher.root, '-CAkey', shared.publisher.folder / 'authority.key',
            '-CAcreateserial']


def ask_pfx(path, *options):
    return ask('pkcs12', '-in', path, '-passin', f'pass:{PASSWORD}', '-info', '-nodes', *options)


def sign_with(pfx, program, folder):
    """osslsigncode signs with @pfx, signet-cli finds it intact."""
    signed = folder / 'signed.exe'
    subprocess.run(['osslsigncode', 'sign', '-pkcs12', str(pfx), '-pass', PASSWORD, '-in',
                    str(program), '-out', str(signed)], check=True, capture_output=True)
    run('verify', signed, status=7)
    signed.unlink()


@test
def requested_issued_and_joined(folder, shared):
    for kind in ('rsa-3072', 'rsa-4096', 'ec-p256', 'ec-p384'):
        key, request = folder / f'{kind}.key', folder / f'{kind}.csr'
        issued, bundle, pfx = folder / 'issued.pem', folder / 'issued.p7b', folder / f'{kind}.pfx'
        result = run('request', '--subject', 'C=de, L=München, O="Beispiel, GmbH", CN=Größe GmbH',
                     '--key-type', kind, '--key', key, '--output', request, *shared.password,
                     status=0)
        assert str(request) in result.out
        equal(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        text = ask('req', '-in', request, '-noout', '-verify', '-text', '-nameopt',
                   'utf8,sep_comma_plus')
        for wanted in ('verify OK', 'C=DE,L=München,O=Beispiel, GmbH,CN=Größe GmbH',
                       'Code Signing', 'Digital Signature'):
            assert wanted in text, (wanted, text)
        openssl('pkey', '-in', key, '-passin', f'pass:{PASSWORD}', '-noout')
        openssl('x509', '-req', '-in', request, *authority(shared), '-copy_extensions', 'copyall',
                '-days', '90', '-out', issued)
        openssl('crl2pkcs7', '-nocrl', '-certfile', issued, '-certfile', shared.publisher.root,
                '-outform', 'DER', '-out', bundle)
        for certificate in (issued, bundle) if kind == 'ec-p256' else (bundle,):
            result = run('join', '--key', key, '--cert', certificate, '--output', pfx, '--force',
                         *shared.password, status=0)
            assert 'Größe GmbH' in result.out
            text = ask_pfx(pfx)
            assert 'PBES2, PBKDF2, AES-256-CBC' in text and 'hmacWithSHA256' in text, text
        equal(ask_pfx(pfx).count('BEGIN CERTIFICATE'), 2)
        sign_with(pfx, shared.program, folder)


@test
def a_request_goes_to_standard_output(folder, shared):
    result = run('request', '--subject', 'CN=x', '--key-type', 'ec-p256', '--key', folder / 'key',
                 *shared.password, status=0)
    assert result.out.startswith('-----BEGIN CERTIFICATE REQUEST-----')
    again = run('request', '--subject', 'CN=y', '--reuse-key', '--key', folder / 'key',
                *shared.password, status=0)
    (folder / 'csr').write_text(again.out)
    assert 'CN=y' in ask('req', '-in', folder / 'csr', '-noout', '-subject', '-nameopt', 'RFC2253')


@test
def nothing_is_replaced_unasked(folder, shared):
    files = [folder / name for name in ('key', 'csr', 'a.pfx', 'b.cer')]
    for file in files:
        file.write_text('precious')
    pem, key = shared.files['pem'], shared.files['key']
    for arguments in (
            ['request', '--subject', 'CN=x', '--key', files[0], '--output', folder / 'new'],
            ['request', '--subject', 'CN=x', '--key', folder / 'new', '--output', files[1]],
            ['join', '--key', key, '--cert', pem, '--output', files[2]],
            ['convert', shared.files['pfx'], '--output', files[3]],
            ['test-certificate', '--name', 'x', '--output', files[2]],
            ['test-certificate', '--name', 'x', '--output', folder / 'new', '--root', files[3]]):
        result = run(*arguments, *shared.password, status=1)
        assert 'file with this name' in result.err, result
        equal([file.read_text() for file in files], ['precious'] * 4)
        assert not (folder / 'new').exists(), arguments


@test
def a_key_never_goes_without_password(folder, shared):
    for arguments in (
            ['request', '--subject', 'CN=x', '--key', folder / 'new', '--output', folder / 'csr'],
            ['join', '--key', shared.files['key'], '--cert', shared.files['pem'], '--output',
             folder / 'new'],
            ['convert', shared.files['key'], '--cert', shared.files['pem'], '--to', 'pem',
             '--output', folder / 'new'],
            ['test-certificate', '--name', 'x', '--output', folder / 'new']):
        for options in ([], ['--pass-file', '/dev/null']):
            run(*arguments, *options, status=4)
        equal(list(folder.iterdir()), [], str(arguments))


@test
def the_key_of_another_certificate(folder, shared):
    other = shared.publisher.issue('other', key=('ec', 'ec_paramgen_curve:P-256'))
    for env, sentence in (({}, 'does not belong to this certificate'),
                          (in_german(), 'gehört nicht zu diesem Zertifikat')):
        result = run('join', '--key', other['key'], '--cert', shared.files['pem'], '--output',
                     folder / 'x.pfx', *shared.password, env=env, status=4)
        assert sentence in result.err, result
    assert not (folder / 'x.pfx').exists()


@test
def another_password_for_the_new_file(folder, shared):
    (folder / 'new').write_text('new secret')
    run('convert', shared.files['pfx'], '--output', folder / 'x.pfx', *shared.password,
        '--new-pass-file', folder / 'new', status=0)
    openssl('pkcs12', '-in', folder / 'x.pfx', '-passin', 'pass:new secret', '-noout')
    run('certificate', folder / 'x.pfx', *shared.password, status=4)


@test
def converted_into_everything_and_back(folder, shared):
    out = {name: folder / f'out.{name}' for name in ('pfx', 'pem', 'cer', 'p7b')}
    for path in out.values():
        run('convert', shared.files['pfx'], '--output', path, *shared.password, status=0)
    equal(stat.S_IMODE(os.stat(out['pem']).st_mode), 0o600)
    assert 'ENCRYPTED PRIVATE KEY' in out['pem'].read_text()
    equal(ask('x509', '-inform', 'DER', '-in', out['cer'], '-noout', '-fingerprint'),
          ask('x509', '-in', shared.files['pem'], '-noout', '-fingerprint'))
    equal(ask('pkcs7', '-inform', 'DER', '-in', out['p7b'], '-print_certs').count('BEGIN'), 2)
    run('convert', out['pem'], '--to', 'pfx', '--output', folder / 'back.pfx', *shared.password,
        status=0)
    sign_with(folder / 'back.pfx', shared.program, folder)
    run('convert', out['p7b'], '--to', 'pem', '--output', folder / 'back.pem', status=0)
    assert 'PRIVATE' not in (folder / 'back.pem').read_text()
    equal((folder / 'back.pem').read_text().count('BEGIN CERTIFICATE'), 2)
    run('convert', out['pem'], '--no-key', '--output', folder / 'bare.pem', *shared.password,
        status=0)
    assert 'PRIVATE' not in (folder / 'bare.pem').read_text()
    result = run('convert', out['p7b'], '--output', folder / 'x.pfx', *shared.password, status=4)
    assert 'no private key' in result.err


def thumbprints(path, *options, keys=True):
    entries = run('certificate', '--json', path, *options, status=0).objects()
    return sorted(entry['sha256'] for entry in entries if entry['has_key'] == keys)


def issue_more(shared, *names):
    return [shared.publisher.issue(name, subject=f'/CN={name}')
            for name in names]


def all_in_one(folder, *files):
    path = folder / 'several.pem'
    path.write_bytes(b''.join(entry[part].read_bytes() for entry in files for part in ('key', 'pem')))
    return path


@test
def every_key_is_carried_over(folder, shared):
    second, third, stranger = issue_more(shared, 'second', 'third', 'stranger')
    source = all_in_one(folder, shared.files, second, third)
    wanted = thumbprints(source)
    equal(len(wanted), 3)
    for name in ('a.pfx', 'b.pem', 'c.pfx'):
        target = folder / name
        kind = {'c.pfx': ['--to', 'pfx-old']}.get(name, [])
        result = run('convert', source, *kind, '--output', target, '--chain', shared.publisher.root,
                     '--chain', stranger['pem'], *shared.password, status=0)
        assert 'left out' not in result.err, result
        equal(thumbprints(target, *shared.password), wanted)
        text = target.read_text() if name == 'b.pem' else ask_pfx(target, '-legacy')
        equal(text.count('BEGIN CERTIFICATE'), 5, 'each once, the stranger too')
        source = target
    text = ask_pfx(folder / 'a.pfx')
    equal(text.count('BEGIN PRIVATE KEY'), 3)
    for name in ('second', 'third'):
        assert f'friendlyName: {name}' in text, text
    equal(len({line for line in text.splitlines() if 'localKeyID' in line}), 3, text)
    sign_with(folder / 'a.pfx', shared.program, folder)
    if shutil.which('keytool'):
        keytool('-list', '-keystore', folder / 'a.pfx', '-storepass', PASSWORD)


@test
def what_is_not_carried_over_is_told(folder, shared):
    second, lonely = issue_more(shared, 'fourth', 'lonely')
    source = all_in_one(folder, shared.files, second)
    with source.open('ab') as file:
        file.write(lonely['key'].read_bytes())
    result = run('convert', source, '--output', folder / 'a.pfx', *shared.password, status=0)
    assert '1 private key left out' in result.err, result
    equal(len(thumbprints(folder / 'a.pfx', *shared.password)), 2)
    for options, count in (((), 1), (('--select', 'nobody'), None)):
        result = run('convert', source, '--output', folder / 'a.cer', *options,
                     status=0 if count else 4)
        equal(result.err.count('Private key left out'), count or 0, result)
    wanted, = thumbprints(second['pem'], keys=False)
    result = run('convert', source, '--select', wanted, '--output', folder / 'b.pfx',
                 *shared.password, status=0)
    assert 'left out' not in result.err, result
    equal(thumbprints(folder / 'b.pfx', *shared.password), [wanted])
    run('convert', source, '--no-key', '--output', folder / 'b.pem', *shared.password, status=0)
    equal((folder / 'b.pem').read_text().count('BEGIN CERTIFICATE'), 2)


@test
def every_certificate_given_is_embedded(folder, shared):
    """Also one that issued nothing here: whoever names it wants it."""
    stranger, = issue_more(shared, 'fifth')
    given = ['--chain', stranger['pem'], '--chain', shared.publisher.root]
    run('join', '--key', shared.files['key'], '--cert', shared.files['pem'], *given, '--output',
        folder / 'joined.pfx', *shared.password, status=0)
    run('convert', shared.files['pfx'], *given, '--output', folder / 'a.pfx', *shared.password, status=0)
    run('convert', shared.files['pfx'], *given, '--output', folder / 'a.p7b', *shared.password, status=0)
    run('convert', shared.files['pfx'], *given, '--no-key', '--output', folder / 'a.pem',
        *shared.password, status=0)
    for path in (folder / 'joined.pfx', folder / 'a.pfx'):
        equal(ask_pfx(path, '-nokeys').count('BEGIN CERTIFICATE'), 3)
    equal(ask('pkcs7', '-inform', 'DER', '-in', folder / 'a.p7b', '-print_certs').count('BEGIN'), 3)
    equal((folder / 'a.pem').read_text().count('BEGIN'), 3)


@test
def the_old_form_is_said_plainly(folder, shared):
    result = run('convert', shared.files['pfx'], '--to', 'pfx-old', '--output', folder / 'x.pfx',
                 *shared.password, status=0)
    assert 'Triple DES' in result.err, result
    text = ask_pfx(folder / 'x.pfx', '-legacy')
    assert 'sha1, Iteration 2000' in text and 'PBES2' not in text, text
    sign_with(folder / 'x.pfx', shared.program, folder)


@test
def microsoft_key_files(folder, shared):
    files = shared.publisher.issue('pvk', key=('rsa:2048',))
    openssl('crl2pkcs7', '-nocrl', '-certfile', files['pem'], '-certfile', shared.publisher.root,
            '-outform', 'DER', '-out', folder / 'x.spc')
    for level in ('none', 'weak', 'strong'):
        openssl('rsa', '-in', files['key'], '-outform', 'PVK', f'-pvk-{level}', '-passout',
                f'pass:{PASSWORD}', '-provider', 'legacy', '-provider', 'default', '-out',
                folder / 'x.pvk')
        run('convert', folder / 'x.pvk', '--cert', folder / 'x.spc', '--output',
            folder / f'{level}.pfx', *shared.password, status=0)
        sign_with(folder / f'{level}.pfx', shared.program, folder)
    (folder / 'wrong').write_text('wrong')
    run('convert', folder / 'x.pvk', '--cert', folder / 'x.spc', '--output', folder / 'no.pfx',
        '--pass-file', folder / 'wrong', status=4)


def keytool(*arguments):
    subprocess.run(['keytool', *map(str, arguments)], check=True, capture_output=True)


@test
def java_keystores(folder, shared):
    if not shutil.which('keytool'):
        print('# no keytool on this computer: openssl makes the keystore')
        for name in ('first', 'second'):
            files = shared.publisher.issue(name)
            ask('pkcs12', '-export', '-inkey', files['key'], '-in', files['pem'], '-name', name,
                '-passout', f'pass:{PASSWORD}', '-out', folder / f'{name}.p12')
        stores = {name: folder / f'{name}.p12' for name in ('first', 'second')}
    else:
        for name in ('first', 'second'):
            keytool('-genkeypair', '-alias', name, '-keyalg', 'EC', '-dname', f'CN={name}',
                    '-ext', 'eku=codeSigning', '-keystore', folder / 'x.jks', '-storetype',
                    'PKCS12', '-storepass', PASSWORD, '-validity', '100')
        stores = {name: folder / 'x.jks' for name in ('first', 'second')}
        aliases = {entry['alias'] for entry in
                   run('certificate', '--json', folder / 'x.jks', *shared.password,
                       status=0).objects()}
        equal(aliases, {'first', 'second'})
        run('convert', folder / 'x.jks', '--select', 'third', '--output', folder / 'x.pfx',
            *shared.password, status=4)
        keytool('-importkeystore', '-srckeystore', folder / 'x.jks', '-srcstorepass', PASSWORD,
                '-destkeystore', folder / 'old.jks', '-deststoretype', 'JKS', '-deststorepass',
                PASSWORD)
        result = run('certificate', folder / 'old.jks', *shared.password, status=4)
        assert 'keytool -importkeystore' in result.err, result
    for name, store in stores.items():
        run('convert', store, '--select', name, '--output', folder / f'{name}.pfx',
            *shared.password, status=0)
        assert f'friendlyName: {name}' in ask_pfx(folder / f'{name}.pfx')
        if shutil.which('keytool'):
            keytool('-list', '-keystore', folder / f'{name}.pfx', '-storepass', PASSWORD)


@contextlib.contextmanager
def serving(folder):
    """The address of a server for the files of @folder."""
    def handle(*arguments):
        return Quiet(*arguments, directory=str(folder))

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handle)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f'http://127.0.0.1:{server.server_port}/'
    server.shutdown()
    server.server_close()


@test
def missing_intermediates_are_fetched_on_request(folder, shared):
    middle = shared.publisher.issue('middle', subject='/CN=Middle', key=('rsa:2048',),
                                    extensions='basicConstraints=critical,CA:true\n'
                                    'keyUsage=critical,keyCertSign\n')
    openssl('x509', '-in', middle['pem'], '-outform', 'DER', '-out', folder / 'middle.cer')
    leaf = shared.publisher.issue('under-middle')
    with serving(folder) as address:
        (folder / 'ext').write_text('extendedKeyUsage=codeSigning\n'
                                    f'authorityInfoAccess=caIssuers;URI:{address}middle.cer\n')
        openssl('x509', '-req', '-in', leaf['csr'], '-CA', middle['pem'], '-CAkey', middle['key'],
                '-CAcreateserial', '-days', '90', '-extfile', folder / 'ext', '-out',
                folder / 'leaf.pem')
        arguments = ['join', '--key', leaf['key'], '--cert', folder / 'leaf.pem', '--output',
                     folder / 'x.pfx', '--force', *shared.password]
        result = run(*arguments, status=0)
        assert 'intermediate certificate is missing' in result.err, result
        equal(ask_pfx(folder / 'x.pfx').count('BEGIN CERTIFICATE'), 1)
        result = run(*arguments, '--fetch-chain', status=0)
        assert 'Downloaded: Middle' in result.err, result
        equal(ask_pfx(folder / 'x.pfx').count('BEGIN CERTIFICATE'), 2)
        run('convert', folder / 'leaf.pem', '--fetch-chain', '--output', folder / 'x.p7b',
            status=0)
        equal(ask('pkcs7', '-inform', 'DER', '-in', folder / 'x.p7b', '-print_certs')
              .count('BEGIN'), 2)
        (folder / 'middle.cer').unlink()
        result = run(*arguments, '--fetch-chain', status=1)
        assert 'could not be downloaded' in result.err, result


@test
def a_test_certificate(folder, shared):
    pfx, root = folder / 'try.pfx', folder / 'try-root.cer'
    result = run('test-certificate', '--name', 'Jürgen', '--days', '30', '--output', pfx,
                 *shared.password, status=0)
    for wanted in ('certutil -addstore Root "try-root.cer"', 'Intune', 'Trusted Publishers',
                   'Configuration Manager', 'Nobody else trusts'):
        assert wanted in result.out, (wanted, result.out)
    text = ask('x509', '-inform', 'DER', '-in', root, '-noout', '-subject')
    assert 'trusted only where installed' in text
    leaf, store = folder / 'leaf.pem', folder / 'root.pem'
    leaf.write_text(ask_pfx(pfx, '-clcerts', '-nokeys'))
    openssl('x509', '-inform', 'DER', '-in', root, '-out', store)
    openssl('verify', '-CAfile', store, leaf)
    program = folder / 'x.exe'
    shutil.copy(shared.program, program)
    run('sign', '--pkcs12', pfx, *shared.password, '--timestamp', 'none', program, status=0)
    run('verify', program, status=7)
    run('verify', '--trust', root, program, status=0)


@test
def shown(folder, shared):
    text = run('certificate', shared.files['pem'], status=0).out
    for wanted in ('Example GmbH', 'Signet Test Authority', 'Code signing', 'RSA 3072',
                   'without private key', 'for 364 more days'):
        assert wanted in text, (wanted, text)
    entries = run('certificate', '--json', shared.files['pfx'], *shared.password,
                  status=0).objects()
    equal([entry['has_key'] for entry in entries], [True, False])
    entry = entries[0]
    equal((entry['signs'], entry['problem'], entry['ev'], entry['ca'], entry['key_bits']),
          (True, None, False, False, 3072))
    equal(entry['sha1'], ask('x509', '-in', shared.files['pem'], '-noout', '-fingerprint', '-sha1')
          .split('=')[1].strip().replace(':', '').lower())
    assert entry['days_left'] == 364


@test
def extended_validation(folder, shared):
    files = shared.publisher.issue('ev', extensions='extendedKeyUsage=codeSigning\n'
                                   'certificatePolicies=2.23.140.1.3\n')
    equal(run('certificate', '--json', files['pem'], status=0).object()['ev'], True)
    assert 'extended validation' in run('certificate', files['pem'], status=0).out


def make_wrong(folder, shared):
    """Each kind of wrong input: arguments that name a key, the code, both sentences."""
    publisher = shared.publisher
    (folder / 'rubbish').write_text('not a certificate')
    (folder / 'wrong').write_text('wrong password')
    (folder / 'cut.pfx').write_bytes(shared.files['pfx'].read_bytes()[:500])
    other = publisher.issue('wrong-other')
    server = publisher.issue('wrong-server', extensions=SERVER_ONLY)
    weak = publisher.issue('wrong-weak', key=('rsa:1024',))
    modern = publisher.issue('wrong-ed25519', key=('ed25519',))
    dated = {}
    for name, days in (('expired', (-20, -10)), ('future', (10, 20))):
        dated[name] = publisher.issue(f'wrong-{name}')
        redate(folder, publisher, dated[name], *days)

    def pfx(files):
        return ['--pkcs12', files['pfx'], *shared.password]

    return [
        (['--pkcs12', folder / 'rubbish'], 'cert-damaged', 'not a certificate', 'kein Zertifikat'),
        (['--cert', folder / 'rubbish', '--key', other['key']], 'cert-damaged',
         'not a certificate', 'kein Zertifikat'),
        (['--pkcs12', folder / 'cut.pfx', *shared.password], 'pfx-damaged', 'damaged',
         'beschädigt'),
        (['--pkcs12', shared.files['pfx'], '--pass-file', folder / 'wrong'], 'pfx-password',
         'password does not open', 'Passwort öffnet diese Datei nicht'),
        (['--cert', shared.files['pem'], '--key', other['key']], 'key-mismatch',
         'does not belong', 'gehört nicht zu'),
        (pfx(server), 'eku-missing', 'not meant for code signing', 'nicht für Code-Signaturen'),
        (pfx(dated['expired']), 'cert-expired', 'has expired', 'ist abgelaufen'),
        (pfx(dated['future']), 'cert-not-yet-valid', 'not valid yet', 'noch nicht gültig'),
        (pfx(weak), 'key-weak', 'too short to be safe', 'zu kurz'),
        (pfx(modern), 'key-unsupported', 'this kind of key', 'Schlüssel dieser Art'),
    ]


def redate(folder, publisher, files, begin, end):
    """Issues the certificate anew for days from now; openssl ca is the only one that can."""
    import datetime
    now = datetime.datetime.now(datetime.timezone.utc)
    times = [(now + datetime.timedelta(days=days)).strftime('%y%m%d%H%M%SZ')
             for days in (begin, end)]
    (folder / 'index').write_text('')
    (folder / 'ca.cnf').write_text(
        f'[ca]\ndefault_ca=x\n[x]\ndatabase={folder}/index\nnew_certs_dir={folder}\n'
        f'rand_serial=yes\npolicy=p\ndefault_md=sha256\n[p]\ncommonName=supplied\n')
    openssl('ca', '-batch', '-config', folder / 'ca.cnf', '-cert', publisher.root, '-keyfile',
            publisher.folder / 'authority.key', '-in', files['csr'], '-out', files['pem'],
            '-extfile', files['ext'], '-startdate', times[0], '-enddate', times[1], '-notext')
    openssl('pkcs12', '-export', '-inkey', files['key'], '-in', files['pem'], '-passout',
            f'pass:{PASSWORD}', '-out', files['pfx'])


@test
def wrong_input_of_every_kind_has_its_sentence(folder, shared):
    program = folder / 'x.exe'
    shutil.copy(shared.program, program)
    for key, code, english, german in make_wrong(folder, shared):
        arguments = ['sign', *key, '--timestamp', 'none', program]
        result = run(*arguments)
        assert result.status in (4, 5), (code, result)
        assert english in str(result), f'{code}: {result}'
        assert german in str(run(*arguments, env=in_german())), code
        equal(run(*arguments, '--json').object()['error']['code'], code)
    equal(program.read_bytes(), shared.program.read_bytes())


@test
def wrong_certificates_are_shown_with_the_reason(folder, shared):
    files = shared.publisher.issue('shown-server', extensions=SERVER_ONLY)
    entry = run('certificate', '--json', files['pem'], status=0).object()
    equal((entry['signs'], entry['problem']), (False, 'eku-missing'))
    assert 'Cannot sign' in run('certificate', files['pem'], status=0).out
    assert 'Kann nicht signieren' in run('certificate', files['pem'], env=in_german(), status=0).out


@test
def wrong_usage_is_told(folder, shared):
    for arguments in (['request'], ['request', '--subject', 'CN=x'],
                      ['request', '--subject', 'CN=x', '--key', 'k', '--key-type', 'dsa'],
                      ['request', '--subject', 'CN=x', '--key', 'k', 'file'],
                      ['join', '--key', 'k'], ['join', 'file'], ['test-certificate'],
                      ['test-certificate', '--name', 'x', '--output', 'y', '--days', '0'],
                      ['convert'], ['convert', 'a'], ['convert', 'a', 'b', '--output', 'c.pfx'],
                      ['convert', 'a', '--output', 'c.xyz'],
                      ['convert', 'a', '--output', 'c.pfx', '--no-key'],
                      ['convert', 'a', '--output', 'c', '--to', 'jks'], ['certificate'],
                      ['certificate', '--pass-file', 'a', '--pass-env', 'B', 'c']):
        result = run(*arguments, cwd=folder, status=2)
        assert result.err.strip() and not result.out, arguments
    result = run('request', '--subject', 'XX=1', '--key', folder / 'k', *shared.password, status=1)
    assert 'XX' in result.err
    equal(list(folder.iterdir()), [])


main(Shared)
