/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/options/places.h"
#include "core/sign/request.h"

/* The options --output FILE|DIR with --force, and --backup SUFFIX. Their values are global. */
const GOptionEntry *sgn_output_options_get_entries (void);
const GOptionEntry *sgn_output_options_get_backup_entries (void);

/* An error message, or NULL when the options are valid. */
const char *sgn_output_options_check (void);

/* Removes files that are named more than once. */
void sgn_output_options_drop_repeated (char **files);

/* Sets the output of @files in @request. It is a folder if it exists as one, ends with a slash, or
 * there are several files; a missing folder is created. Fails if a result would overwrite a file in
 * @places or another result; nothing has been written then. Errors: FILE_EXISTS, WRITE_FAILED. */
gboolean sgn_output_options_apply (char **files,
                                   SgnPlaces *places,
                                   SgnSignRequest *request,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
