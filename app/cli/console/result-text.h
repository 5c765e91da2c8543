/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "app/cli/console/say.h"

/* What is said of one file, which the user called @name. */

/* The verdict, the answers for each signature and the findings. */
void sgn_output_say_report (const SgnOutput *self, const char *name, const SgnReport *report);

/* What was done to the file and what it is worth now. */
void sgn_output_say_outcome (const SgnOutput *self, const char *name, const SgnOutcome *outcome);

/* Why timestamp servers failed, except what was already said. */
void sgn_output_say_server_errors (const SgnOutput *self, SgnJob *job);
