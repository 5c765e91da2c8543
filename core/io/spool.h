/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Bytes that may be too many for memory, written to a file without name that nobody else can
 * open. */
typedef struct _SgnSpool SgnSpool;

/* @near (nullable): a file on a disk with enough space; NULL: use the folder for temporary files.
 * (transfer full) */
SgnSpool *sgn_spool_new (GFile *near, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean sgn_spool_write (SgnSpool *self, gconstpointer data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Ends writing and returns everything that was written. (transfer full) */
SgnInput *sgn_spool_finish (SgnSpool *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_spool_free (SgnSpool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnSpool, sgn_spool_free)
