/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

typedef enum {
  SGN_SAVE_NONE = 0,
  SGN_SAVE_PRIVATE = 1 << 0,   /* only readable by its owner from the first byte on */
  SGN_SAVE_OVERWRITE = 1 << 1, /* otherwise FILE_EXISTS when the file exists */
} SgnSaveFlags;

/* Writes a new local file atomically: other programs never see part of it. Errors: FILE_EXISTS,
 * WRITE_FAILED. */
gboolean
sgn_save (GFile *file, GBytes *bytes, SgnSaveFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
