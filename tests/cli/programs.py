# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Signet developers
"""Small Windows programs put together from nothing: every machine, ordinary and odd headers."""

import struct

FILE_ALIGNMENT = 0x200
DIRECTORY = 8


def round_up(number, step=FILE_ALIGNMENT):
    return (number + step - 1) // step * step


def make(wide=True, machine=0x8664, subsystem=3, pe_offset=0x80, directories=16, overlay=b'',
         sections=2, gap=0):
    """The octets of an unsigned program; every octet of its sections differs from its neighbours."""
    optional = struct.pack('<HBBIIIII', 0x20B if wide else 0x10B, 14, 0, 0x200, 0x200, 0, 0x1000,
                           0x1000)
    optional += struct.pack('<Q', 0x140000000) if wide else struct.pack('<II', 0x2000, 0x400000)
    optional_size = (112 if wide else 96) + DIRECTORY * directories
    headers = round_up(pe_offset + 24 + optional_size + 40 * sections)
    optional += struct.pack('<IIHHHHHHIIIIHH', 0x1000, FILE_ALIGNMENT, 6, 0, 0, 0, 6, 0, 0,
                            0x1000 * (sections + 1), headers, 0, subsystem, 0x160)
    optional += struct.pack('<4Q' if wide else '<4I', 0x100000, 0x1000, 0x100000, 0x1000)
    optional += struct.pack('<II', 0, directories) + bytes(DIRECTORY * directories)
    file = bytearray(headers + gap)
    file[:2] = b'MZ'
    coff = struct.pack('<HHIIIHH', machine, sections, 0, 0, 0, optional_size, 0x22)
    table = b''.join(struct.pack('<8s6IHHI', b'.text', 0x200, 0x1000 * (number + 1), 0x200,
                                 headers + gap + 0x200 * number, 0, 0, 0, 0, 0x60000020)
                     for number in range(sections))
    whole = b'PE\0\0' + coff + optional + table
    file[pe_offset:pe_offset + len(whole)] = whole
    file[0x3C:0x40] = struct.pack('<I', pe_offset)
    body = bytes((number * 167 + number // 256) % 256 for number in range(0x200 * sections))
    return bytes(file) + body + overlay


# The kinds that every judge knows.
KINDS = {
    'pe32.exe': make(wide=False, machine=0x014C),
    'pe32-plus.dll': make(),
    'arm64.exe': make(machine=0xAA64),
    'driver.sys': make(subsystem=1),
    'x64.efi': make(subsystem=10),
    'arm64.efi': make(machine=0xAA64, subsystem=11),
    'ia32.efi': make(wide=False, machine=0x014C, subsystem=10),
}

# What only some of them read.
ODD = {
    'overlay.exe': make(overlay=bytes(range(1, 200))),
    'gap.exe': make(gap=0x400),
    'odd-header.exe': make(pe_offset=0x81),
    'one-section.exe': make(wide=False, machine=0x014C, sections=1),
    'no-section.exe': make(sections=0, overlay=b'only an overlay'),
    'risc-v.efi': make(machine=0x5064, subsystem=10),
}

# Without room for a signature.
WITHOUT_SLOT = {
    'four-directories.exe': make(directories=4),
    'no-directory.exe': make(wide=False, machine=0x014C, directories=0),
}


def get_header(program):
    """Offsets of the checksum and of the directory entry of the certificate table."""
    pe_offset, = struct.unpack_from('<I', program, 0x3C)
    wide = struct.unpack_from('<H', program, pe_offset + 24)[0] == 0x20B
    return pe_offset + 88, pe_offset + 24 + (144 if wide else 128)


def get_table(program):
    """Offset and size of the certificate table."""
    return struct.unpack_from('<II', program, get_header(program)[1])


def flip(program, offset):
    return program[:offset] + bytes([program[offset] ^ 1]) + program[offset + 1:]
