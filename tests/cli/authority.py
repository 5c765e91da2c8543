# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""An authority for certificates that are not valid any more, or not yet."""

from datetime import datetime, timedelta, timezone

from harness import openssl

CONFIGURATION = """[ca]
default_ca=authority
[authority]
new_certs_dir={folder}
database={folder}/index.txt
serial={folder}/serial
default_md=sha256
policy=anything
unique_subject=no
[anything]
countryName=optional
localityName=optional
organizationName=optional
commonName=supplied
"""


class Authority:
    """Issues certificates of any time, which `openssl x509` cannot."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        (folder / 'index.txt').touch()
        (folder / 'serial').write_text('4F1D2C8890A7\n')
        (folder / 'ca.cnf').write_text(CONFIGURATION.format(folder=folder))

    def issue(self, name, subject, issuer, extensions, begin, end):
        """@begin and @end in days from now; issued by itself when @issuer is None."""
        base = self.folder / name
        files = {part: base.with_suffix(f'.{part}') for part in ('key', 'csr', 'ext', 'pem')}
        files['ext'].write_text(extensions)
        openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes',
                '-keyout', files['key'], '-out', files['csr'], '-utf8', '-subj', subject)
        above = (['-selfsign', '-keyfile', files['key']] if issuer is None else
                 ['-cert', issuer['pem'], '-keyfile', issuer['key']])
        openssl('ca', '-batch', '-notext', '-config', self.folder / 'ca.cnf', *above, '-in',
                files['csr'], '-extfile', files['ext'], '-startdate', write_date(begin),
                '-enddate', write_date(end), '-preserveDN', '-utf8', '-out', files['pem'])
        return files


def write_date(days):
    return (datetime.now(timezone.utc) + timedelta(days)).strftime('%Y%m%d%H%M%SZ')
