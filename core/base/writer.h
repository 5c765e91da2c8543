/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <glib.h>

/* A writer of small little-endian structures in memory; a GByteArray. */
typedef GByteArray SgnWriter;

void sgn_writer_u16 (SgnWriter *self, guint16 value);
void sgn_writer_u32 (SgnWriter *self, guint32 value);
void sgn_writer_u64 (SgnWriter *self, guint64 value);
void sgn_writer_data (SgnWriter *self, gconstpointer data, gsize size);
void sgn_writer_bytes (SgnWriter *self, GBytes *bytes);
void sgn_writer_zeros (SgnWriter *self, gsize count);
/* Adds zeros up to the next multiple of @step, a power of two. */
void sgn_writer_align (SgnWriter *self, gsize step);
