/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* A description of what to hash: ranges of an input and literal bytes, in order. */
typedef struct _SgnRanges SgnRanges;

SgnRanges *sgn_ranges_new (void);
void sgn_ranges_free (SgnRanges *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnRanges, sgn_ranges_free)
void sgn_ranges_add (SgnRanges *self, guint64 offset, guint64 length);
void sgn_ranges_add_bytes (SgnRanges *self, GBytes *bytes);
void sgn_ranges_add_zeros (SgnRanges *self, gsize count);
