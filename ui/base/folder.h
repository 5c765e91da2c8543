/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <gio/gio.h>

typedef void (*SgnFolderFunc) (GFile *file, gpointer user_data);

/* Calls @func for @file, or, where it is a folder, for every file below it that has the name of a
 * kind that can be signed, in order of names. Links to folders are not followed, hidden ones not
 * entered. */
void sgn_folder_search (GFile *file, SgnFolderFunc func, gpointer user_data);
/* Has @name an ending that one of the formats knows? */
gboolean sgn_folder_is_signable_name (const char *name);
