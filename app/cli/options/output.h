/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/options/places.h"
#include "core/sign/request.h"

/* --output FILE|DIR with --force, and --backup SUFFIX; there is one of each in a process. */
const GOptionEntry *sgn_output_options_get_entries (void);
const GOptionEntry *sgn_output_options_get_backup_entries (void);

/* NULL: they make sense; else a sentence. */
const char *sgn_output_options_check (void);

/* A file that is named twice is one. */
void sgn_output_options_drop_repeated (char **files);

/* Where the results of @files go, written into @request. A folder is meant by an existing folder, a
 * slash at the end, or several files; it is made when it is missing. FALSE when a result would be
 * written over a file of @places or over another result; nothing has been written then. */
gboolean
sgn_output_options_apply (char **files, SgnPlaces *places, SgnSignRequest *request, GError **error);
