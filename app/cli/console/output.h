/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/command.h"
#include "app/cli/console/say.h"
#include "core/base/json.h"

/* Prints the result for the file that the user called @name. Returns its exit status. */
SgnExit sgn_output_job (const SgnOutput *self, const char *name, SgnJob *job);

/* Prints one object and one sentence for a file that could not be processed at all. Returns the
 * exit status. */
SgnExit sgn_output_error (const SgnOutput *self, const char *name, const GError *error);

/* The same for commands whose objects are not reports: the object has the members @key and "error",
 * the sentence goes to standard error. */
SgnExit
sgn_output_refuse (const SgnOutput *self, const char *key, const char *name, const GError *error);

/* Prints the object in @builder as one line of standard output. */
void sgn_output_object (JsonBuilder *builder);

/* Flushes standard output. Returns the worse of @status and, if that failed, FAILED. */
SgnExit sgn_output_finish (SgnExit status);
