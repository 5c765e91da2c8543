# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Packages of a given size, full of data that does not compress, written in one pass."""

import base64
import hashlib
import os
import struct
import subprocess
import zipfile

MIB = 1 << 20
CAB_BLOCK = 32768
MAP_BLOCK = 65536
WIM_HEADER = 208
ZIP_HEADER = 30 + len('data.bin') + 20  # with an extra field for the wide sizes


def write_random(out, size):
    for at in range(0, size, MIB):
        out.write(os.urandom(min(MIB, size - at)))


def make_cab(path, size, publisher):
    """One stored file in one folder ([MS-CAB] 2)."""
    name = b'data.bin\0'
    blocks = -(-size // CAB_BLOCK)
    files = 36 + 8
    data = files + 16 + len(name)
    with open(path, 'wb') as out:
        out.write(struct.pack('<4s5I2B5H', b'MSCF', 0, data + blocks * 8 + size, 0, files, 0, 3, 1, 1, 1, 0, 0, 0))
        out.write(struct.pack('<I2H', data, blocks, 0))
        out.write(struct.pack('<2I4H', size, 0, 0, 0, 0, 0x20) + name)
        for at in range(0, size, CAB_BLOCK):
            count = min(CAB_BLOCK, size - at)
            out.write(struct.pack('<I2H', 0, count, count) + os.urandom(count))


def make_msi(path, size, publisher):
    """As another program makes it, with one large stream."""
    cabinet = path.with_suffix('.stream')
    with open(cabinet, 'wb') as out:
        write_random(out, size)
    subprocess.run(['msibuild', path, '-s', 'Bench', 'Example GmbH', 'Intel;1033',
                    '{11111111-2222-3333-4444-555555555555}'], check=True)
    subprocess.run(['msibuild', path, '-a', 'bench.cab', cabinet], check=True)
    cabinet.unlink()


def make_wim(path, size, publisher):
    """Header, one resource, and where the XML and the table of resources are ([MS-WIM])."""
    def resource(place, length):
        return struct.pack('<3Q', length | 2 << 56, place, length)

    end = WIM_HEADER + size
    header = struct.pack('<8s4I16s2HI', b'MSWIM', WIM_HEADER, 0x10d00, 0, 0, bytes(16), 1, 1, 1)
    header += resource(end + 100, 200) + resource(end, 100)
    with open(path, 'wb') as out:
        out.write(header.ljust(WIM_HEADER, b'\0'))
        write_random(out, size + 300)


def make_msix(path, size, publisher):
    """A manifest and one stored file, with the hash of each of its blocks."""
    blocks = []
    with zipfile.ZipFile(path, 'w') as package:
        with package.open('data.bin', 'w', force_zip64=True) as out:
            for at in range(0, size, MAP_BLOCK):
                block = os.urandom(min(MAP_BLOCK, size - at))
                blocks.append(base64.b64encode(hashlib.sha256(block).digest()).decode())
                out.write(block)
        manifest = f'<Package><Identity Name="Bench" Publisher="{publisher}" Version="1.0.0.0"/></Package>'
        package.writestr('AppxManifest.xml', manifest)
        digest = base64.b64encode(hashlib.sha256(manifest.encode()).digest()).decode()
        package.writestr('AppxBlockMap.xml', f'''<BlockMap xmlns="http://schemas.microsoft.com/appx/2010/blockmap"
 HashMethod="http://www.w3.org/2001/04/xmlenc#sha256"><File Name="data.bin" Size="{size}" LfhSize="{ZIP_HEADER}">{
    ''.join(f'<Block Hash="{block}"/>' for block in blocks)}</File><File Name="AppxManifest.xml" Size="{
    len(manifest)}" LfhSize="46"><Block Hash="{digest}"/></File></BlockMap>''')
        package.writestr('[Content_Types].xml', '''<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/vnd.ms-appx.manifest+xml"/><Default
 Extension="bin" ContentType="application/octet-stream"/></Types>''')


# How often the format hashes the data: an app package as a whole, and block by block.
PASSES = {'cab': 1, 'msi': 1, 'msix': 2, 'wim': 1}
MAKERS = {'cab': make_cab, 'msi': make_msi, 'msix': make_msix, 'wim': make_wim}
