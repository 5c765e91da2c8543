/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/request.h"

/* Where --output FILE|DIR puts the results of @files, written into @request. A folder is meant by
 * an existing folder, a slash at the end, or several files; it is made when it is missing. Two
 * files that would end in the same place are refused, nothing has been written then. */
gboolean sgn_output_options_apply (const char *output,
                                   char **files,
                                   SgnSignRequest *request,
                                   GError **error);
