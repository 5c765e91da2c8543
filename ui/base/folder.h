/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

typedef void (*SgnFolderFunc) (GFile *file, gpointer user_data);

/* Calls @func for @file, or, if it is a folder, for every file below it whose extension is that of
 * a type that can be signed, sorted by name. Links to folders and hidden folders are skipped. */
void sgn_folder_search (GFile *file, SgnFolderFunc func, gpointer user_data);
/* Whether @name has an extension of one of the formats. */
gboolean sgn_folder_is_signable_name (const char *name);
