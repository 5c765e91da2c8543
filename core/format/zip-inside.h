/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/writer.h"
#include "core/format/format.h"

/* Programs in ZIP archives, for formats that are ZIP archives. */

/* An array of SgnInside whose places are SgnZipEntry: entries that begin like a program or have one
 * of the extensions @endings (nullable). (transfer full) */
GPtrArray *sgn_zip_inside_list (const SgnZip *zip,
                                const char *const *endings,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) */
SgnInput *sgn_zip_inside_read (const SgnZip *zip,
                               const SgnInside *file,
                               GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The archive with @files in place of the old entries, otherwise unchanged. (transfer full) */
SgnInput *sgn_zip_inside_put (const SgnZip *zip,
                              GPtrArray *files,
                              GCancellable *cancellable,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
