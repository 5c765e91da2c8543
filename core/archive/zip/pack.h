/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/reader.h"

/* The data of an entry, ready to be put into an archive. */
typedef struct {
  SgnInput *data;
  guint16 method;
  guint32 crc;
  guint64 size;  /* octets when inflated */
  GArray *parts; /* of guint32: compressed octets of each SGN_ZIP_PART; empty when stored */
} SgnZipPacked;

/* What can be inflated by itself. */
#define SGN_ZIP_PART 65536

/* @near (nullable): a file whose disk has room for the result. (transfer full) */
SgnZipPacked *sgn_zip_pack (SgnInput *content,
                            guint16 method,
                            GFile *near,
                            GCancellable *cancellable,
                            GError **error);
void sgn_zip_packed_free (SgnZipPacked *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SgnZipPacked, sgn_zip_packed_free)
