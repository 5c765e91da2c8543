/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

/* Private to writer.c and layout.c. */

#include "core/archive/zip/writer.h"

struct _SgnZipEdit {
  const SgnZip *zip;
  GHashTable *removed;  /* of SgnZipEntry */
  GHashTable *replaced; /* SgnZipEntry to ZipNewEntry */
  GPtrArray *first;     /* of ZipNewEntry */
  GPtrArray *last;      /* of ZipNewEntry */
  const SgnZipEntry *front;
  gboolean clear_disks;
};

/* Sets SGN_ERROR_NOT_SIGNABLE: the archive would need ZIP64. Returns FALSE. */
gboolean sgn_zip_edit_fail_size (GError **error);
