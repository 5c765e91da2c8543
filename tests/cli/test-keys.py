# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Keys in every wrapping they are met in, and what is said of those that do not serve."""

import base64

from harness import (AUTHORITY, EC, PASSWORD, Publisher, equal, main, openssl, run, test)
from programs import KINDS

NONE = ['--timestamp', 'none']
PLAIN = KINDS['pe32-plus.dll']
NON_ASCII = 'Grüße€ 日本 🔑'


class Shared:
    def __init__(self, folder):
        self.publisher = Publisher(folder / 'keys')
        self.middle = self.publisher.issue('middle', extensions=AUTHORITY,
                                           subject='/O=Signet Test/CN=Signet Test Issuer')
        self.rsa = self.publisher.issue('rsa', key=('rsa:2048',), issuer=self.middle)
        self.ec = self.publisher.issue('ec',
                                       issuer=self.middle)
        self.trust = ['--no-system-trust', '--trust', self.publisher.root]

    def sign(self, folder, *key, password=None, status=None):
        program = folder / 'a.dll'
        program.write_bytes(PLAIN)
        if password is not None:
            key += ('--pass-file', '-')
        return program, run('sign', *key, *NONE, '--json', program, status=status,
                            stdin=(password or '').encode())

    def check_good(self, folder, *key, password=None, chain=3):
        """Signed, and believed when all of the chain was given."""
        program, _ = self.sign(folder, *key, password=password, status=0)
        entry = run('verify', '--json', *self.trust, program).object()
        equal(entry['verdict'], 'valid' if chain == 3 else 'untrusted', str(key))
        equal(len(entry['signatures'][0]['chain']), chain)

    def check_bad(self, folder, code, *key, password=None):
        program, result = self.sign(folder, *key, password=password, status=4)
        entry = result.object()
        equal(entry['error']['code'], code, str(key))
        assert entry['error']['text'] and entry['action'] is None
        assert not password or password not in result.out + result.err
        equal(program.read_bytes(), PLAIN)

    def export(self, path, files, *options, password=PASSWORD, legacy=False):
        openssl('pkcs12', '-export', *(['-legacy'] if legacy else []), '-inkey', files['key'],
                '-in', files['pem'], '-certfile', self.middle['pem'], '-passout',
                f'pass:{password}', *options, '-out', path)
        return path


def in_base64(data, width=0):
    text = base64.b64encode(data).decode()
    lines = [text[at:at + width] for at in range(0, len(text), width)] if width else [text]
    return '\n'.join(lines) + '\n'


@test
def texts_of_mails_and_build_services(folder, shared):
    pfx = shared.export(folder / 'key.pfx', shared.rsa).read_bytes()
    pem = shared.rsa['key'].read_bytes() + shared.rsa['pem'].read_bytes() + \
        shared.middle['pem'].read_bytes()
    bodies = [in_base64(pfx), in_base64(pfx, 64), in_base64(pfx, 76).replace('\n', '\r\n')]
    bodies += [f'-----BEGIN {name}-----\n{in_base64(pfx, 64)}-----END {name}-----\n'
               for name in ('CERTIFICATE', 'PKCS12', 'PFX')]
    files = [body.encode(encoding) for body in bodies for encoding in ('ascii', 'utf-16', 'utf-8-sig')]
    for number, data in enumerate(files):
        path = folder / f'{number}.txt'
        path.write_bytes(data)
        shared.check_good(folder, '--pkcs12', path, password=PASSWORD)
    for number, data in enumerate((in_base64(pem).encode(), pem.decode().encode('utf-16'),
                                   in_base64(pem, 76).encode('utf-16'))):
        path = folder / f'{number}.pem'
        path.write_bytes(data)
        shared.check_good(folder, '--pkcs12', path)
    openssl('x509', '-in', shared.rsa['pem'], '-outform', 'DER', '-out', folder / 'rsa.der')
    (folder / 'bare.cer').write_text(in_base64((folder / 'rsa.der').read_bytes(), 64))
    shared.check_good(folder, '--cert', folder / 'bare.cer', '--key', shared.rsa['key'],
                      '--chain', shared.middle['pem'])


@test
def pem_without_its_lines(folder, shared):
    """As variables of build services, YAML and chat programs leave it."""
    pem = (shared.rsa['key'].read_bytes() + shared.rsa['pem'].read_bytes() +
           shared.middle['pem'].read_bytes()).decode()
    sealed = folder / 'sealed.key'
    openssl('rsa', '-in', shared.rsa['key'], '-aes256', '-traditional', '-passout',
            f'pass:{PASSWORD}', '-out', sealed)
    sealed = sealed.read_text() + pem[pem.index('-----BEGIN CERTIFICATE'):]
    assert 'DEK-Info' in sealed
    shapes = (lambda text: ' '.join(text.split('\n')), lambda text: ''.join(text.split('\n')),
              lambda text: '"' + text.replace('\n', '\\n') + '"', lambda text: text.replace('\n', '\r'),
              lambda text: text.replace('\n', '\n      '), lambda text: 'Here it is:\n\n' + text)
    for number, shape in enumerate(shapes):
        path = folder / f'{number}.pem'
        path.write_bytes(shape(pem).encode())
        shared.check_good(folder, '--pkcs12', path)
        if number == 1:
            continue
        path.write_bytes(shape(sealed).encode())
        shared.check_good(folder, '--pkcs12', path, password=PASSWORD)
    path.write_bytes(pem[:-40].encode())
    shared.check_bad(folder, 'pfx-damaged', '--pkcs12', path)


@test
def publishers_without_a_name(folder, shared):
    for number, subject in enumerate(('/', '/CN= ')):
        nameless = shared.publisher.issue(f'nameless{number}', subject=subject)
        program, _ = shared.sign(folder, '--cert', nameless['pem'], '--key', nameless['key'], status=0)
        good = run('verify', *shared.trust, program).out
        assert 'Signed by a publisher without a name' in good, good
        assert 'Who published it? A publisher whose certificate has no name' in good, good
        unknown = run('verify', '--no-system-trust', program).out
        assert '“”' not in unknown and '“ ”' not in unknown, unknown


@test
def what_is_not_embedded_is_told(folder, shared):
    stranger = shared.publisher.issue('stranger')
    key = ['--cert', shared.rsa['pem'], '--key', shared.rsa['key'], '--chain', shared.middle['pem']]
    _, result = shared.sign(folder, *key, status=0)
    assert 'Not embedded' not in result.err, result
    _, result = shared.sign(folder, *key, '--chain', shared.publisher.root, '--chain',
                            stranger['pem'], status=0)
    equal(result.err.count('Not embedded'), 2, result)
    assert 'Root certificates' in result.err and 'It did not issue any' in result.err, result


@test
def every_way_to_a_root_goes_along(folder, shared):
    """An authority that another one certified, too: whichever root is believed, there is a way."""
    other = Publisher(folder / 'other')
    crossed = folder / 'crossed.pem'
    (folder / 'ext').write_text(AUTHORITY)
    openssl('x509', '-req', '-in', shared.middle['csr'], '-CA', other.root, '-CAkey',
            other.folder / 'authority.key', '-CAcreateserial', '-days', '90', '-extfile', folder / 'ext',
            '-out', crossed)
    both = shared.middle['pem'].read_bytes(), crossed.read_bytes()
    for number, chain in enumerate((both, both[::-1])):
        bundle = folder / f'{number}.pem'
        bundle.write_bytes(b''.join(chain))
        program, _ = shared.sign(folder, '--cert', shared.rsa['pem'], '--key', shared.rsa['key'],
                                 '--chain', bundle, status=0)
        for root in (shared.publisher.root, other.root):
            entry = run('verify', '--json', '--no-system-trust', '--trust', root, program).object()
            equal(entry['verdict'], 'valid')


@test
def a_missing_issuer_is_told(folder, shared):
    key = ['--cert', shared.rsa['pem'], '--key', shared.rsa['key']]
    program, result = shared.sign(folder, *key, status=0)
    assert 'An intermediate certificate is missing' in result.err, result
    assert result.object()['signatures'][0]['intermediate_missing'] is True, result
    entry = run('verify', '--json', *shared.trust, program).object()
    assert entry['signatures'][0]['intermediate_missing'] is True, entry
    _, result = shared.sign(folder, *key, '--chain', shared.middle['pem'], status=0)
    assert 'intermediate' not in result.err, result
    assert result.object()['signatures'][0]['intermediate_missing'] is False, result
    bare, whole = folder / 'bare.pfx', folder / 'whole.pfx'
    for path, more in ((bare, []), (whole, ['-certfile', shared.middle['pem']])):
        openssl('pkcs12', '-export', '-inkey', shared.rsa['key'], '-in', shared.rsa['pem'], *more,
                '-passout', f'pass:{PASSWORD}', '-out', path)
        text = run('certificate', '--pass-file', '-', path, status=0, stdin=PASSWORD.encode()).out
        equal('intermediate certificate is missing' in text, path is bare, text)


@test
def pkcs12_of_every_age(folder, shared):
    for name, legacy, options in (
            ('rc2', True, ['-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES',
                           '-macalg', 'sha1']),
            ('rc2-128', True, ['-certpbe', 'PBE-SHA1-RC2-128', '-keypbe', 'PBE-SHA1-RC2-40']),
            ('rc4', True, ['-certpbe', 'PBE-SHA1-RC4-128', '-keypbe', 'PBE-SHA1-RC4-40']),
            ('3des', True, ['-certpbe', 'PBE-SHA1-3DES', '-keypbe', 'PBE-SHA1-3DES']),
            ('aes128', False, ['-certpbe', 'AES-128-CBC', '-keypbe', 'AES-128-CBC']),
            ('aes256', False, ['-certpbe', 'AES-256-CBC', '-keypbe', 'AES-256-CBC',
                               '-macalg', 'sha512', '-iter', '100000']),
            ('open-certificate', False, ['-certpbe', 'NONE']),
            ('no-mac', False, ['-nomac']),
            ('no-rounds', False, ['-noiter', '-nomaciter'])):
        for files in (shared.rsa, shared.ec):
            for password in (PASSWORD, NON_ASCII, '') if files is shared.rsa else (PASSWORD,):
                pfx = shared.export(folder / f'{name}.pfx', files, *options, password=password,
                                    legacy=legacy)
                shared.check_good(folder, '--pkcs12', pfx, password=password)


@test
def an_empty_password_need_not_be_given(folder, shared):
    pfx = shared.export(folder / 'a.pfx', shared.rsa, password='')
    shared.check_good(folder, '--pkcs12', pfx)
    pfx = shared.export(folder / 'b.pfx', shared.rsa, '-nomac', '-certpbe', 'NONE', '-keypbe',
                        'NONE')
    shared.check_good(folder, '--pkcs12', pfx)


@test
def wrong_password_damage_and_cipher_are_told_apart(folder, shared):
    for options, legacy in (([], False), (['-nomac'], False),
                            (['-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES'], True)):
        pfx = shared.export(folder / 'a.pfx', shared.rsa, *options, legacy=legacy)
        shared.check_bad(folder, 'pfx-password', '--pkcs12', pfx, password='not the one')
        shared.check_bad(folder, 'pfx-password', '--pkcs12', pfx, password=PASSWORD + 'x')
        shared.check_bad(folder, 'password-needed', '--pkcs12', pfx)
        octets = pfx.read_bytes()
        for size in (0, 1, 20, len(octets) // 2, len(octets) - 1):
            (folder / 'cut.pfx').write_bytes(octets[:size])
            shared.check_bad(folder, 'pfx-damaged', '--pkcs12', folder / 'cut.pfx',
                             password=PASSWORD)
    (folder / 'text.pfx').write_text('This is no PFX.\n')
    shared.check_bad(folder, 'cert-damaged', '--pkcs12', folder / 'text.pfx', password=PASSWORD)
    # The identifier of AES-256-CBC, then one that nobody has given out.
    pfx = shared.export(folder / 'a.pfx', shared.rsa, '-nomac')
    known = bytes.fromhex('60864801650304012a')
    assert known in pfx.read_bytes()
    pfx.write_bytes(pfx.read_bytes().replace(known, known[:-1] + b'\x7e'))
    shared.check_bad(folder, 'pfx-cipher', '--pkcs12', pfx, password=PASSWORD)


@test
def pkcs12_without_key_or_certificate(folder, shared):
    openssl('pkcs12', '-export', '-nokeys', '-in', shared.rsa['pem'], '-passout',
            f'pass:{PASSWORD}', '-out', folder / 'a.pfx')
    shared.check_bad(folder, 'key-missing', '--pkcs12', folder / 'a.pfx', password=PASSWORD)
    openssl('pkcs12', '-export', '-nocerts', '-inkey', shared.rsa['key'], '-passout',
            f'pass:{PASSWORD}', '-out', folder / 'b.pfx')
    shared.check_bad(folder, 'cert-missing', '--pkcs12', folder / 'b.pfx', password=PASSWORD)


def write_keys(folder, files, kind):
    """The same key in every plain wrapping."""
    key = files['key']
    paths = {name: folder / f'{kind}.{name}' for name in ('pkcs8.der', 'old.pem', 'old.der')}
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', key, '-outform', 'DER', '-out',
            paths['pkcs8.der'])
    openssl(kind, '-in', key, *(['-traditional'] if kind == 'rsa' else []), '-out',
            paths['old.pem'])
    openssl(kind, '-in', key, *(['-traditional'] if kind == 'rsa' else []), '-outform', 'DER',
            '-out', paths['old.der'])
    return [key, *paths.values()]


def write_locked_keys(folder, files, kind):
    key = files['key']
    paths = [folder / f'{kind}.locked{number}' for number in range(4)]
    locked = ['-passout', f'pass:{PASSWORD}']
    openssl('pkcs8', '-topk8', '-in', key, '-out', paths[0], *locked)
    openssl('pkcs8', '-topk8', '-in', key, '-outform', 'DER', '-out', paths[1], *locked)
    openssl(kind, '-in', key, '-aes256', *(['-traditional'] if kind == 'rsa' else []), '-out',
            paths[2], *locked)
    openssl('pkcs8', '-topk8', '-in', key, '-v1', 'PBE-SHA1-3DES', '-out', paths[3], *locked)
    return paths


@test
def key_files(folder, shared):
    for kind, files in (('rsa', shared.rsa), ('ec', shared.ec)):
        der = folder / f'{kind}.cer'
        openssl('x509', '-in', files['pem'], '-outform', 'DER', '-out', der)
        chain = ['--chain', shared.middle['pem']]
        for key in write_keys(folder, files, kind):
            for certificate in (files['pem'], der):
                shared.check_good(folder, '--cert', certificate, '--key', key, *chain)
        for key in write_locked_keys(folder, files, kind):
            arguments = ['--cert', files['pem'], '--key', key, *chain]
            shared.check_good(folder, *arguments, password=PASSWORD)
            shared.check_bad(folder, 'pfx-password', *arguments, password='not the one')
            shared.check_bad(folder, 'password-needed', *arguments)


@test
def one_of_several_keys(folder, shared):
    several = folder / 'several.pem'
    several.write_bytes(b''.join(files[part].read_bytes() for files in (shared.rsa, shared.ec)
                                 for part in ('key', 'pem')))
    key = ['--cert', several, '--key', several]
    for files in (shared.rsa, shared.ec):
        wanted = run('certificate', '--json', files['pem'], status=0).object()['sha256']
        program, _ = shared.sign(folder, *key, '--select', wanted, status=0)
        entry = run('verify', '--json', program).object()['signatures'][0]
        equal(entry['chain'][0]['sha256'], wanted)
    shared.check_bad(folder, 'cert-missing', *key, '--select', 'nobody')


@test
def the_chain_is_completed_from_what_is_given(folder, shared):
    both = folder / 'both.pem'
    both.write_bytes(shared.rsa['pem'].read_bytes() + shared.middle['pem'].read_bytes())
    reverse = folder / 'reverse.pem'
    reverse.write_bytes(shared.middle['pem'].read_bytes() + shared.rsa['pem'].read_bytes())
    all_in_one = folder / 'all.pem'
    all_in_one.write_bytes(shared.rsa['key'].read_bytes() + both.read_bytes())
    der = folder / 'middle.cer'
    openssl('x509', '-in', shared.middle['pem'], '-outform', 'DER', '-out', der)
    bundle = folder / 'bundle.p7b'
    openssl('crl2pkcs7', '-nocrl', '-certfile', shared.middle['pem'], '-outform', 'DER', '-out',
            bundle)
    key = ['--key', shared.rsa['key']]
    shared.check_good(folder, '--cert', shared.rsa['pem'], *key, chain=1)
    for arguments in (['--cert', both, *key], ['--cert', reverse, *key],
                      ['--cert', all_in_one, '--key', all_in_one],
                      ['--cert', shared.rsa['pem'], *key, '--chain', der],
                      ['--cert', shared.rsa['pem'], *key, '--chain', bundle],
                      ['--cert', shared.rsa['pem'], *key, '--chain', shared.publisher.root,
                       '--chain', shared.middle['pem']]):
        shared.check_good(folder, *arguments)
    bare = folder / 'bare.pfx'
    openssl('pkcs12', '-export', '-inkey', shared.rsa['key'], '-in', shared.rsa['pem'],
            '-passout', f'pass:{PASSWORD}', '-out', bare)
    shared.check_good(folder, '--pkcs12', bare, password=PASSWORD, chain=1)
    shared.check_good(folder, '--pkcs12', bare, '--chain', shared.middle['pem'],
                      password=PASSWORD)


@test
def files_that_are_something_else(folder, shared):
    pem, key = shared.rsa['pem'], shared.rsa['key']
    text = folder / 'text'
    text.write_text('Neither key nor certificate.\n')
    for code, arguments in (
            ('cert-damaged', ['--cert', text, '--key', key]),
            ('cert-missing', ['--cert', key, '--key', key]),
            ('key-missing', ['--cert', pem, '--key', pem]),
            ('key-mismatch', ['--cert', shared.ec['pem'], '--key', key]),
            ('cert-damaged', ['--cert', pem, '--key', key, '--chain', text]),
            ('file-unreadable', ['--cert', folder / 'missing', '--key', key]),
            ('file-unreadable', ['--cert', pem, '--key', folder / 'missing']),
            ('file-unreadable', ['--cert', pem, '--key', folder]),
            ('file-unreadable', ['--pkcs12', '/dev/zero']),
            ('file-unreadable', ['--cert', pem, '--key', key, '--chain', folder / 'missing'])):
        shared.check_bad(folder, code, *arguments)


@test
def keys_too_short(folder, shared):
    files = shared.publisher.issue('short', key=('rsa:1024',))
    shared.check_bad(folder, 'key-weak', '--cert', files['pem'], '--key', files['key'])


@test
def keys_that_windows_does_not_take(folder, shared):
    for number, key in enumerate((('ed25519',), ('rsa-pss', 'rsa_keygen_bits:2048'),
                                  ('ec', 'ec_paramgen_curve:secp256k1'),
                                  ('ec', 'ec_paramgen_curve:P-224'))):
        files = shared.publisher.issue(f'odd{number}', key=key)
        shared.check_bad(folder, 'key-unsupported', '--cert', files['pem'], '--key', files['key'])


main(Shared)
