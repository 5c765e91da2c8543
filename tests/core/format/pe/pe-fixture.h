/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/format/subject.h"
#include "tests/support/pe-sample.h"
#include "tests/support/samples.h"

/* @count signatures in the program. (transfer full) */
GBytes *pe_sign (const PeSample *sample, guint count);

/* The little-endian number of 32 bits at @offset. */
guint32 pe_get (GBytes *file, gsize offset);
/* The file with @value in @size bytes at @offset; consumes @file. (transfer full) */
GBytes *pe_poke (GBytes *file, gsize offset, guint32 value, guint size);
/* With @count times @octet appended; consumes @file. (transfer full) */
GBytes *pe_append (GBytes *file, guint8 octet, guint count);

SgnSubject *pe_open (GBytes *file, GError **error);
/* @expected: "code:severity code:severity", the checksum left out. */
void pe_assert_findings (GBytes *file, const char *expected);
void pe_assert_damaged (GBytes *file);
