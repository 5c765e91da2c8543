/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/archive/zip/writer.h"
#include "core/format/format.h"

/* Programs in archives, for the formats that are one. */

/* Of SgnInside, whose places are SgnZipEntry: what begins like a program, and, if there are
 * @endings (nullable), what has one of them. (transfer full) */
GPtrArray *sgn_zip_inside_list (const SgnZip *zip,
                                const char *const *endings,
                                GCancellable *cancellable,
                                GError **error);
/* (transfer full) */
SgnInput *sgn_zip_inside_read (const SgnZip *zip,
                               const SgnInside *file,
                               GCancellable *cancellable,
                               GError **error);
/* With the new ones in place of the old, and nothing else. (transfer full) */
SgnInput *
sgn_zip_inside_put (const SgnZip *zip, GPtrArray *files, GCancellable *cancellable, GError **error);
