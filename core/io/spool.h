/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Octets that may be too many for memory: they go to a file that has no name and that nobody else
 * can open. */
typedef struct _SgnSpool SgnSpool;

/* @near (nullable): a file whose disk has room; else that of temporary files. */
SgnSpool *sgn_spool_new (GFile *near, GError **error);
gboolean sgn_spool_write (SgnSpool *self, gconstpointer data, gsize size, GError **error);
/* All that was written; ends the writing. (transfer full) */
SgnInput *sgn_spool_finish (SgnSpool *self, GError **error);
void sgn_spool_free (SgnSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSpool, sgn_spool_free)
