/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"

/* The data of an entry, compressed as it will be in the archive. */
typedef struct {
  SgnInput *data;
  guint16 method;
  guint32 crc;
  guint64 size;  /* inflated, in bytes */
  GArray *parts; /* of guint32: compressed size of each SGN_ZIP_PART; empty if stored */
} SgnZipPacked;

/* Each part of this size can be inflated on its own. */
#define SGN_ZIP_PART 65536

/* Compresses @content into a temporary file. @near (nullable): a file on a disk with space for it.
 * (transfer full) */
SgnZipPacked *sgn_zip_pack (SgnInput *content,
                            guint16 method,
                            GFile *near,
                            GCancellable *cancellable,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sgn_zip_packed_free (SgnZipPacked *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnZipPacked, sgn_zip_packed_free)
