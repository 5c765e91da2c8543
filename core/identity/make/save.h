/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

typedef enum {
  SGN_SAVE_NONE = 0,
  SGN_SAVE_PRIVATE = 1 << 0,   /* readable by its owner alone, from the first octet on */
  SGN_SAVE_OVERWRITE = 1 << 1, /* else FILE_EXISTS where there is a file */
} SgnSaveFlags;

/* Puts a whole new file at a local place: there is never half of one. */
gboolean sgn_save (GFile *file, GBytes *bytes, SgnSaveFlags flags, GError **error);
