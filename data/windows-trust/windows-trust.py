#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Makes the built-in table of Windows' trusted roots and the file of their certificates; README.md tells when and how.

  windows-trust.py renew LIST CERTIFICATES   writes windows-roots.tsv and windows-roots.pem beside this script
  windows-trust.py pack TABLE PEM OUTPUT     what the build compiles in; the build calls it

LIST is authroot.stl, or a table like the one that is written. CERTIFICATES is a file or folder of certificates
(PEM or DER), which may hold more than are needed. The same input always gives the same output.
"""

import base64
import hashlib
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
PURPOSES = ('codeSigning', 'timeStamping')
COLUMNS = ('sha256', 'sha1', 'friendly_name', 'allows_code_signing', 'allows_time_stamping', 'disallowed_from',
           'not_before_from', 'root_not_after', 'notes')
ALLOWS = dict(zip(PURPOSES, COLUMNS[3:5]))
USAGES = {
    '1.3.6.1.5.5.7.3.1': 'serverAuth', '1.3.6.1.5.5.7.3.2': 'clientAuth', '1.3.6.1.5.5.7.3.3': 'codeSigning',
    '1.3.6.1.5.5.7.3.4': 'emailProtection', '1.3.6.1.5.5.7.3.5': 'ipsecEndSystem', '1.3.6.1.5.5.7.3.6': 'ipsecTunnel',
    '1.3.6.1.5.5.7.3.7': 'ipsecUser', '1.3.6.1.5.5.7.3.8': 'timeStamping', '1.3.6.1.5.5.7.3.9': 'ocspSigning',
    '1.3.6.1.5.5.8.2.2': 'ikeIntermediate', '1.3.6.1.4.1.311.10.3.4': 'EFS', '1.3.6.1.4.1.311.10.3.12': 'documentSigning',
}
# Properties of a root that are understood (1.3.6.1.4.1.311.10.11.N); any other makes it unusable.
KNOWN = {9, 11, 20, 29, 83, 98, 104, 105, 122, 126, 127}
# Microsoft's own roots, which sign the list: those of 2010, 2011 and 2001.
PINNED = ('df545bf919a2439c36983b54cdfc903dfa4f37d3996d8d84b4c31eec6f3c163e',
          '847df6a78497943f27fc72eb93f9a637320a02b561d0a91b09e87a7807ed7c61',
          '885de64c340e3ea70658f01e1145f957fcda27aabeea1ab9faa9fdb0102d4077')


class Der:
    """An element: its tag, its content, and all of it as it stands."""

    def __init__(self, data, start=0):
        length, head = data[start + 1], 2
        if length & 0x80:
            head += length & 0x7f
            length = int.from_bytes(data[start + 2:start + head], 'big')
        self.tag = data[start]
        self.content = data[start + head:start + head + length]
        self.whole = data[start:start + head + length]
        if len(self.whole) != head + length:
            raise ValueError('an element is cut off')

    def parts(self):
        found, place = [], 0
        while place < len(self.content):
            found.append(Der(self.content, place))
            place += len(found[-1].whole)
        return found

    def oid(self):
        numbers, value = [], 0
        for byte in self.content:
            value = value << 7 | byte & 0x7f
            if not byte & 0x80:
                numbers.append(value)
                value = 0
        first = min(numbers[0] // 40, 2)
        return '.'.join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))

    def time(self):
        text = self.content.decode('ascii')
        if self.tag == 0x17:
            text = ('19' if text[:2] >= '50' else '20') + text
        return datetime.strptime(text, '%Y%m%d%H%M%SZ').replace(tzinfo=timezone.utc)


def fail(text):
    sys.exit(f'windows-trust.py: {text}')


def read_certificates(path):
    """The certificates in a file or folder: SHA-256 in hex to DER."""
    found = {}
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        data = file.read_bytes()
        blocks = re.findall(rb'-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----', data, re.DOTALL)
        for der in [base64.b64decode(block) for block in blocks] or [data]:
            found[hashlib.sha256(der).hexdigest()] = der
    return found


def to_pem(der):
    text = base64.b64encode(der).decode('ascii')
    lines = [text[place:place + 64] for place in range(0, len(text), 64)]
    return '\n'.join(['-----BEGIN CERTIFICATE-----', *lines, '-----END CERTIFICATE-----', ''])


def verify_list(path, content, when, certificates):
    """As the program does: pinned root, at the list's own time. The content is digested without its tag and length."""
    roots = ''.join(to_pem(certificates[pin]) for pin in PINNED if pin in certificates)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, 'roots').write_text(roots)
        Path(folder, 'content').write_bytes(content)
        outcome = subprocess.run(
            ['openssl', 'smime', '-verify', '-inform', 'DER', '-in', path, '-content', f'{folder}/content',
             '-CAfile', f'{folder}/roots', '-purpose', 'any', '-attime', str(int(when.timestamp())),
             '-out', '/dev/null'], capture_output=True, text=True, check=False)
    if outcome.returncode != 0:
        fail(f'{path}: the signature of the list does not verify: {outcome.stderr.strip()}')


def to_usages(value):
    return sorted(USAGES.get(part.oid(), part.oid()) for part in Der(value).parts())


def to_day(value):
    """A FILETIME; the lists only have midnights. Empty: withdrawn."""
    if not value:
        return None
    when = datetime(1601, 1, 1, tzinfo=timezone.utc) + timedelta(microseconds=int.from_bytes(value, 'little') // 10)
    return when.date().isoformat()


def describe_date(values, date, usages):
    """Such as “2021-08-01 all”: the day of a rule and the usages it is for."""
    if not values.get(date):
        return ''
    return f'{to_day(values[date])} {",".join(to_usages(values[usages])) if usages in values else "all"}'


def describe_root(values, identifier):
    allowed = to_usages(values[9]) if 9 in values else list(PURPOSES)
    if 122 in values and not values.get(104):
        allowed = set(allowed) - set(to_usages(values[122]))
    if 127 in values and 126 not in values:
        allowed = set(allowed) - set(to_usages(values[127]))
    row = {column: '' for column in COLUMNS}
    row.update(sha256=values[98].hex(), sha1=identifier.hex(),
               friendly_name=values[11].decode('utf-16-le').rstrip('\0').replace('\u200e', ''),
               disallowed_from=describe_date(values, 104, 122), not_before_from=describe_date(values, 126, 127))
    row.update({column: 'yes' if purpose in allowed else 'no' for purpose, column in ALLOWS.items()})
    notes = [] if 9 in values else ['no attribute 9: every usage']
    notes += [f'attribute {number} present but empty: withdrawn, no effect'
              for number in (104, 126) if number in values and not values[number]]
    return dict(row, notes='; '.join(notes))


def read_subject(subject):
    """The row of a TrustedSubject; None when the root cannot be used."""
    identifier, *attributes = subject.parts()
    values = {}
    for attribute in attributes[0].parts() if attributes else []:
        name, value = attribute.parts()
        base, _, number = name.oid().rpartition('.')
        values[int(number) if base == '1.3.6.1.4.1.311.10.11' else name.oid()] = value.parts()[0].content
    return describe_root(values, identifier.content) if 98 in values and set(values) <= KNOWN else None


def read_list(path, certificates):
    """The heading and the rows of a certificate trust list, whose signature is verified."""
    content_info = Der(path.read_bytes()).parts()
    signed_data = content_info[1].parts()[0].parts()
    trust_list = signed_data[2].parts()[1].parts()[0]
    fields = trust_list.parts()
    sequence = next(field for field in fields if field.tag == 0x02)
    when = next(field for field in fields if field.tag in (0x17, 0x18)).time()
    subjects = [field for field in fields if field.tag == 0x30][2]
    verify_list(path, trust_list.content, when, certificates)
    heading = f'# edition {when:%Y-%m-%dT%H:%M:%SZ} sequence {sequence.content.hex()}'
    return heading, [row for row in map(read_subject, subjects.parts()) if row is not None]


def read_table(path):
    """The heading and the rows of a table."""
    lines = path.read_text(encoding='utf-8').splitlines()
    heading = lines.pop(0) if lines[0].startswith('#') else None
    names = lines[0].split('\t')
    return heading, [dict(zip(names, line.split('\t'))) for line in lines[1:]]


def validity_end(der):
    fields = Der(der).parts()[0].parts()
    return fields[4 if fields[0].tag == 0xa0 else 3].parts()[1].time()


def renew(source, folder):
    certificates = read_certificates(Path(folder))
    source = Path(source)
    heading, rows = read_table(source) if source.suffix == '.tsv' else read_list(source, certificates)
    if heading is None:
        fail(f'{source}: the first line has to name the edition')
    rows = [row for row in rows if 'yes' in [row[column] for column in ALLOWS.values()]]
    rows.sort(key=lambda row: (row['friendly_name'].casefold(), row['sha256']))
    missing = [f'{row["sha256"]} {row["friendly_name"]}' for row in rows if row['sha256'] not in certificates]
    if missing:
        fail('these certificates are missing:\n' + '\n'.join(missing))
    table, pem = [heading, '\t'.join(COLUMNS)], []
    for row in rows:
        der = certificates[row['sha256']]
        row['root_not_after'] = validity_end(der).date().isoformat()
        table.append('\t'.join(row.get(column, '') for column in COLUMNS))
        pem.append(f'# {row["friendly_name"]}\n{to_pem(der)}')
    Path(HERE, 'windows-roots.tsv').write_text('\n'.join(table) + '\n', encoding='utf-8')
    Path(HERE, 'windows-roots.pem').write_text('\n'.join(pem), encoding='utf-8')
    print(f'{len(rows)} roots, {heading[2:]}')


def to_c(data):
    """A string literal, in lines that a compiler likes."""
    lines = [''.join(f'\\{byte:03o}' for byte in data[place:place + 32]) for place in range(0, len(data), 32)]
    return '\n'.join(f'  "{line}"' for line in lines)


def to_rule(row, purpose):
    """The initialiser of an SgnRootRule."""
    dates = []
    for column in ('disallowed_from', 'not_before_from'):
        day, _, usages = row[column].partition(' ')
        concerned = day and (usages == 'all' or purpose in usages.split(','))
        when = datetime.fromisoformat(f'{day}T00:00:00+00:00') if concerned else None
        dates.append(f'G_GINT64_CONSTANT ({int(when.timestamp())})' if when else 'SGN_ROOT_RULE_NEVER')
    return f'{{ {"TRUE" if row[ALLOWS[purpose]] == "yes" else "FALSE"}, {dates[0]}, {dates[1]} }}'


def to_bytes(digest):
    return '{ ' + ', '.join(f'0x{byte:02x}' for byte in bytes.fromhex(digest)) + ' }'


def find_subject(der):
    """Where the name of the subject stands in a certificate: offset and length."""
    fields = Der(der).parts()[0].parts()
    name = fields[5 if fields[0].tag == 0xa0 else 4].whole
    return der.index(name, der.index(fields[4 if fields[0].tag == 0xa0 else 3].whole)), len(name)


def pack(table, pem, output):
    heading, rows = read_table(Path(table))
    certificates = read_certificates(Path(pem))
    rows.sort(key=lambda row: row['sha256'])
    numbers = {row['sha256']: number for number, row in enumerate(rows)}
    names, roots, places, ders = b'', [], [], b''
    for row in rows:
        rules = ', '.join(to_rule(row, purpose) for purpose in PURPOSES)
        roots.append(f'  {{ {to_bytes(row["sha256"])}, {to_bytes(row["sha1"])}, {len(names)}, {{ {rules} }} }},')
        names += row['friendly_name'].encode('utf-8') + b'\0'

    def subject_of(digest):
        offset, size = find_subject(certificates[digest])
        return certificates[digest][offset:offset + size]

    for digest in sorted(numbers, key=lambda digest: (subject_of(digest), digest)):
        der = certificates[digest]
        offset, size = find_subject(der)
        places.append(f'  {{ {len(ders)}, {len(der)}, {offset}, {size}, {numbers[digest]} }},')
        ders += der
    match = re.fullmatch(r'# edition (\S+) sequence ([0-9a-f]+)', heading)
    when = datetime.fromisoformat(match[1].replace('Z', '+00:00'))
    Path(output).write_text('\n'.join([
        '/* Made by data/windows-trust/windows-trust.py. */',
        f'static const gint64 list_date = G_GINT64_CONSTANT ({int(when.timestamp())});',
        f'static const guint8 list_sequence[] = {to_bytes(match[2])};',
        'static const SgnListedRoot roots[] = {', *roots, '};',
        'static const Place places[] = {', *places, '};',
        'static const char names[] =', to_c(names) + ';',
        'static const char certificates[] =', to_c(ders) + ';', '']), encoding='ascii')


COMMANDS = {'renew': (renew, 2), 'pack': (pack, 3)}

if __name__ == '__main__':
    command, count = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else '', (None, 0))
    if command is None or len(sys.argv) != count + 2:
        sys.exit(__doc__)
    command(*sys.argv[2:])
